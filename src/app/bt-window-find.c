/* Find, replace and go to in the window: what is found is shown in the editor that fits it. */

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
bulk_edit_cb (BtFindBar *bar, BtBulkEdit *edit, BtWindow *self)
{
  bt_window_edit_in_bulk (self, self->seen, edit);
}

/* All places that were found are seen at a glance, and which of them this is. */
static void
changed_cb (BtFindBar *bar, BtWindow *self)
{
  if (self->underlines)
    bt_underlines_take (self->underlines, BT_UNDERLINER_SEARCH, bt_find_bar_dup_marks (bar));
}

static void
closed_cb (BtFindBar *bar, BtWindow *self)
{
  if (self->document)
    bt_editor_focus (self->editor);
}

static void
bar_made_cb (BtLazyBin *bin, BtFindBar *bar, BtWindow *self)
{
  g_signal_connect (bar, "found", G_CALLBACK (found_cb), self);
  g_signal_connect (bar, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (bar, "bulk-edit", G_CALLBACK (bulk_edit_cb), self);
  g_signal_connect_swapped (bar, "notice", G_CALLBACK (bt_window_say), self);
  g_signal_connect (bar, "closed", G_CALLBACK (closed_cb), self);
  bt_find_bar_set_document (bar, self->seen);
}

/* Connects the bar, which is there when it is first wanted. */
void
bt_window_begin_find (BtWindow *self)
{
  g_signal_connect (self->find_bar, "made", G_CALLBACK (bar_made_cb), self);
}

/* The bar searches what is seen now. */
void
bt_window_update_find (BtWindow *self)
{
  GtkWidget *bar = bt_lazy_bin_peek (self->find_bar);

  if (bar)
    bt_find_bar_set_document (BT_FIND_BAR (bar), self->seen);
}

static BtFindBar *
get_bar (BtWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->find_bar), TRUE);
  return BT_FIND_BAR (bt_lazy_bin_get (self->find_bar));
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
      bt_find_bar_step (get_bar (self), g_str_equal (name, "win.find-next") ? 1 : -1);
      return;
    }
  words = dup_selected (self);
  bt_find_bar_open (get_bar (self), g_str_equal (name, "win.replace"), words);
}

/* What is on top of the page: a point at its corner hits the text that is nearest. Nowhere on a page without text. */
static BtPlace
get_top (BtLayout *layout, guint page)
{
  const char *id = NULL;
  gsize offset = 0;

  bt_layout_hit_test (layout, page, 0, 0, &id, &offset);
  return bt_place (id, offset);
}

static void
page_wanted_cb (BtGoTo *go_to, guint page, BtWindow *self)
{
  BtLayout *layout = bt_paginator_get_layout (self->paginator);
  BtPlace top;

  if (!layout || page >= bt_layout_get_n_pages (layout))
    return;
  top = get_top (layout, page);
  if (top.node)
    bt_window_go_to (self, top);
  bt_preview_go_to_page (self->preview, page);
}

static void
part_wanted_cb (BtGoTo *go_to, const char *id, BtWindow *self)
{
  BtPlan *plan = bt_document_get_plan (self->seen);
  BtNode *node = bt_plan_get_node (plan, id);

  if (node && bt_node_get_text (node))
    bt_window_go_to (self, bt_place (id, 0));
  else if (node)
    bt_window_show_part (self, id);
  bt_editor_focus (self->editor);
}

/* Asks where to go, above the page number in the bottom line. */
void
bt_window_go_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  BtLayout *layout = bt_paginator_get_layout (self->paginator);

  bt_editor_finish_input (self->editor);
  if (!self->go_to)
    {
      self->go_to = bt_go_to_new ();
      gtk_widget_set_parent (self->go_to, GTK_WIDGET (self->status));
      g_signal_connect (self->go_to, "page", G_CALLBACK (page_wanted_cb), self);
      g_signal_connect (self->go_to, "part", G_CALLBACK (part_wanted_cb), self);
    }
  bt_go_to_open (BT_GO_TO (self->go_to), bt_document_get_plan (self->seen),
                 layout ? bt_layout_get_n_pages (layout) : 0);
}
