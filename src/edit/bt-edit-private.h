/* What commands are made of: edits of paragraphs inside a transaction. */
#pragma once

#include "bt-transaction.h"

G_BEGIN_DECLS

gboolean bt_edit_delete_range (BtTransaction *transaction, BtPlace start, BtPlace end,
                               BtPlace *place, GError **error);
gboolean bt_edit_insert_string (BtTransaction *transaction, BtPlace *place, const char *string,
                                GError **error);
gboolean bt_edit_split (BtTransaction *transaction, BtPlace *place, GError **error);
gboolean bt_edit_join (BtTransaction *transaction, const char *first, const char *second,
                       BtPlace *place, GError **error);
gboolean bt_edit_insert_like (BtTransaction *transaction, const BtNode *model, const char *parent,
                              guint position, BtText *text, const char **id, GError **error);
gboolean bt_edit_promote (BtTransaction *transaction, const char *id, GError **error);
gboolean bt_edit_demote (BtTransaction *transaction, const char *id, GError **error);
BtNode *bt_edit_get_head (BtPlan *plan, BtNode *node);
BtNode *bt_edit_get_previous (BtTransaction *transaction, const char *id);
GPtrArray *bt_edit_dup_reading_order (BtPlan *plan, const char *first, const char *last);
gboolean bt_edit_check_place (BtTransaction *transaction, BtPlace place, GError **error);
gboolean bt_edit_finish (BtTransaction *transaction, BtPlace caret);
gboolean bt_edit_finish_range (BtTransaction *transaction, BtSelection selection);
gboolean bt_edit_set_string (BtTransaction *transaction, const char *id, const char *string,
                             BtPlace *caret, GError **error);
void bt_edit_find_difference (const char *old, const char *string, gsize *prefix, gsize *suffix);
char *bt_edit_dup_words (BtPlan *plan, const BtNode *node) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_edit_set_words (BtTransaction *transaction, const char *id, const BtText *words, gboolean formats,
                            GError **error);
BtNode *bt_edit_new_row (const BtNode *table) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_edit_has_text_before (BtPlan *plan, BtPlace place);
gboolean bt_edit_has_text_after (BtPlan *plan, BtPlace place);
gboolean bt_edit_is_empty (BtPlan *plan, BtNode *node);
void bt_edit_order_places (BtPlace *start, BtPlace *end);
void bt_edit_part_in_range (const BtNode *node, BtPlace start, BtPlace end, gsize *from, gsize *to);
char *bt_edit_clean_string (const char *string, gboolean lines) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_edit_fail (GError **error, const char *message);

G_END_DECLS
