/* One undo step in the making. Every edit of a plan goes through the few functions here. */
#pragma once

#include "bt-document.h"
#include "bt-step-run.h"
#include "bt-tracker.h"

G_BEGIN_DECLS

typedef struct _BtTransaction BtTransaction;

BtTransaction *bt_transaction_new (BtDocument *document, const char *label)
    G_GNUC_WARN_UNUSED_RESULT;
void bt_transaction_free (BtTransaction *transaction);

BtPlan *bt_transaction_get_plan (BtTransaction *transaction);
BtStepRun *bt_transaction_get_run (BtTransaction *transaction);
BtNode *bt_transaction_get_node (BtTransaction *transaction, const char *id, GError **error);
void bt_transaction_set_selection (BtTransaction *transaction, BtSelection selection);
void bt_transaction_set_merge_key (BtTransaction *transaction, const char *key);

gboolean bt_transaction_replace_text (BtTransaction *transaction, const char *id, gsize start,
                                      gsize end, BtText *slice, gsize *after, GError **error);
gboolean bt_transaction_set_format (BtTransaction *transaction, const char *id, gsize start,
                                    gsize end, BtFormatChange change, GError **error);
gboolean bt_transaction_insert_node (BtTransaction *transaction, const char *parent, guint position,
                                     BtNode *node, GError **error);
gboolean bt_transaction_remove_node (BtTransaction *transaction, const char *id, GError **error);
gboolean bt_transaction_move_node (BtTransaction *transaction, const char *id, const char *parent,
                                   guint position, GError **error);
gboolean bt_transaction_set_attr (BtTransaction *transaction, const char *id, const char *name,
                                  const char *value, GError **error);
gboolean bt_transaction_split (BtTransaction *transaction, const char *id, gsize offset,
                               const char **second, GError **error);
gboolean bt_transaction_join (BtTransaction *transaction, const char *second, const char *first,
                              GError **error);
gboolean bt_transaction_insert_column (BtTransaction *transaction, const char *parent,
                                       guint position, BtNode *column, GError **error);
gboolean bt_transaction_remove_column (BtTransaction *transaction, const char *id, GError **error);
gboolean bt_transaction_move_column (BtTransaction *transaction, const char *id, const char *parent,
                                     guint position, GError **error);

void bt_transaction_commit (BtTransaction *transaction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTransaction, bt_transaction_free)

G_END_DECLS
