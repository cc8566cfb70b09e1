/* The outline in the window: what it tells, and the marks of what is open in each part. */

#include <glib/gi18n-lib.h>

#include "bt-window-private.h"

/* The list of changes and comments is read by a worker: the outline follows it. */
static void
review_changed_cb (BtReviewList *list, BtWindow *self)
{
  bt_outline_set_marks (self->outline, bt_review_list_get_marks (list));
}

/* Connects the outline, after the list of changes and comments is there. */
void
bt_window_begin_outline (BtWindow *self)
{
  g_signal_connect_swapped (self->outline, "failed", G_CALLBACK (bt_window_say), self);
  g_signal_connect_object (self->outline, "left", G_CALLBACK (bt_editor_focus), self->editor,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self->review, "changed", G_CALLBACK (review_changed_cb), self);
}

/* Whether the keys go to the outline: then commands are meant for the part that is marked there. */
gboolean
bt_window_is_in_outline (BtWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->outline));
}
