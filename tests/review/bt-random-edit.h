/* Random commands that can be run on two documents: on a tracked plan, and on the same plan as it reads. */
#pragma once

#include "bt-document.h"

G_BEGIN_DECLS

typedef struct _BtRandomEdit BtRandomEdit;

BtRandomEdit *bt_random_edit_new (GRand *rand, BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void bt_random_edit_free (BtRandomEdit *edit);
gboolean bt_random_edit_run (const BtRandomEdit *edit, BtDocument *document, BtPlan *seen_from,
                             GError **error);
const char *bt_random_edit_get_name (const BtRandomEdit *edit);
const char **bt_random_edit_list_names (void);
void bt_random_edit_decide_each (GRand *rand, BtPlan *plan);
BtPlan *bt_random_edit_make_reviewed (GRand *rand, guint size, guint n_edits) G_GNUC_WARN_UNUSED_RESULT;
char *bt_random_edit_describe (const BtRandomEdit *edit) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtRandomEdit, bt_random_edit_free)

G_END_DECLS
