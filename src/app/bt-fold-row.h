/* The line of a list that folds away what comes behind it: "Decided (3)". */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BT_TYPE_FOLD (bt_fold_get_type ())
G_DECLARE_FINAL_TYPE (BtFold, bt_fold, BT, FOLD, GObject)

BtFold *bt_fold_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_fold_is_open (BtFold *fold);
void bt_fold_toggle (BtFold *fold);
void bt_fold_set_count (BtFold *fold, guint count);
GtkWidget *bt_fold_row_new (BtFold *fold) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
