/* Find and replace in the window: what is found is shown in the editor that fits it. */

#include <glib/gi18n-lib.h>

#include "bt-window-private.h"

static void
found_cb (BtFindBar *bar, const char *node, guint64 start, guint64 end, BtWindow *self)
{
  BtSelection selection = { bt_place (node, start), bt_place (node, end) };

  bt_editor_finish_input (self->editor);
  bt_window_go_to (self, selection.anchor);
  bt_editor_select (self->editor, selection);
  bt_document_set_selection (self->seen, selection);
}

static void
replaced_cb (BtFindBar *bar, guint n, BtWindow *self)
{
  g_autofree char *text
      = g_strdup_printf (ngettext ("Replaced in %u place", "Replaced in %u places", n), n);

  bt_window_say_undoable (self, text);
}

static void
notice_cb (BtFindBar *bar, const char *message, BtWindow *self)
{
  bt_window_say (self, message);
}

static void
closed_cb (BtFindBar *bar, BtWindow *self)
{
  if (self->document)
    bt_editor_focus (self->editor);
}

/* Connects the bar. */
void
bt_window_begin_find (BtWindow *self)
{
  g_signal_connect (self->find_bar, "found", G_CALLBACK (found_cb), self);
  g_signal_connect (self->find_bar, "replaced", G_CALLBACK (replaced_cb), self);
  g_signal_connect (self->find_bar, "notice", G_CALLBACK (notice_cb), self);
  g_signal_connect (self->find_bar, "closed", G_CALLBACK (closed_cb), self);
}

/* What is selected in one paragraph, for that is what is looked for. */
static char *
dup_selected (BtWindow *self)
{
  BtPlan *plan = bt_document_get_plan (self->seen);
  BtPlace start, end;
  const char *string;

  if (!bt_editor_get_selection (self->editor, &start, &end) || start.node != end.node
      || !bt_plan_has_node (plan, start.node))
    return NULL;
  string = bt_node_get_string (bt_plan_get_node (plan, start.node));
  return g_strndup (string + start.offset, end.offset - start.offset);
}

/* What the actions of finding do. */
void
bt_window_find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  g_autofree char *words = NULL;

  bt_editor_finish_input (self->editor);
  if (g_str_equal (name, "win.find-next") || g_str_equal (name, "win.find-previous"))
    {
      bt_find_bar_step (self->find_bar, g_str_equal (name, "win.find-next") ? 1 : -1);
      return;
    }
  words = dup_selected (self);
  bt_find_bar_open (self->find_bar, g_str_equal (name, "win.replace"), words);
}
