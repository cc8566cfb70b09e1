/* The window's count: words and characters of the plan, of the part that is shown, and of what is selected. */

#include <glib/gi18n-lib.h>

#include "bt-outline-item.h"
#include "bt-part.h"
#include "bt-reading.h"
#include "bt-text-count.h"
#include "bt-window-private.h"

/* Of the first and the last paragraph only what is selected counts. */
static BtTextCount
count_between (BtPlan *plan, BtPlace start, BtPlace end)
{
  g_autoptr (GPtrArray) nodes = bt_reading_get_range (plan, start.node, end.node);
  BtTextCount count = { 0 };

  for (guint i = 0; i < nodes->len; i++)
    {
      BtText *text = bt_node_get_text (nodes->pdata[i]);
      gsize from = i == 0 ? start.offset : 0;
      gsize to = text && i + 1 < nodes->len ? bt_text_get_length (text) : end.offset;
      g_autoptr (BtText) slice = text && from < to ? bt_text_slice (text, from, to) : NULL;
      if (slice)
        bt_text_count_add_text (&count, slice);
    }
  return count;
}

static void
attach (GtkGrid *grid, const char *words, int column, int row, gboolean dim)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), column == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_add_css_class (label, dim ? "dim-label" : "numeric");
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
add_row (GtkGrid *grid, int row, const char *name, const BtTextCount *count)
{
  const guint figures[] = { count->words, count->characters, count->unspaced };

  attach (grid, name, 0, row, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *figure = g_strdup_printf ("%'u", figures[i]);
      attach (grid, figure, i + 1, row, FALSE);
    }
}

/* Of the part that is shown. */
static void
add_part (BtPlan *plan, GtkGrid *grid, const char *part)
{
  g_autoptr (GPtrArray) nodes = bt_part_get_nodes (plan, bt_plan_get_node (plan, part));
  g_autofree char *title = bt_outline_dup_title (plan, part);
  BtTextCount count = { 0 };

  for (guint i = 0; i < nodes->len; i++)
    bt_text_count_add_node (&count, nodes->pdata[i]);
  add_row (grid, 2, title, &count);
}

/* The cells that are chosen, where more than one is. */
static gboolean
count_cells (BtWindow *self, BtTextCount *count)
{
  gboolean several = FALSE;
  g_autoptr (GPtrArray) nodes = bt_editor_get_chosen_nodes (self->editor, &several);

  for (guint i = 0; nodes && several && i < nodes->len; i++)
    if (bt_node_get_kind (nodes->pdata[i]) == BT_NODE_CELL)
      bt_text_count_add_node (count, nodes->pdata[i]);
  return nodes && several;
}

static void
add_selection (BtWindow *self, BtPlan *plan, GtkGrid *grid)
{
  BtPlace start, end;
  BtTextCount count = { 0 };

  if (count_cells (self, &count))
    {
      add_row (grid, 3, _ ("Selection"), &count);
      return;
    }

  if (!bt_editor_get_selection (self->editor, &start, &end) || bt_place_equal (start, end)
      || !bt_plan_has_node (plan, start.node) || !bt_plan_has_node (plan, end.node))
    return;
  count = count_between (plan, start, end);
  add_row (grid, 3, _ ("Selection"), &count);
}

static GtkWidget *
new_grid (BtWindow *self)
{
  GtkWidget *grid = gtk_grid_new ();
  BtPlan *plan = bt_document_get_plan (self->seen);
  const char *shown = bt_editor_get_shown (self->editor);
  BtTextCount whole = { 0 };

  bt_text_count_add_plan (&whole, plan);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  attach (GTK_GRID (grid), _ ("Number of Words"), 1, 0, TRUE);
  attach (GTK_GRID (grid), _ ("Characters"), 2, 0, TRUE);
  attach (GTK_GRID (grid), _ ("Without Spaces"), 3, 0, TRUE);
  add_row (GTK_GRID (grid), 1, _ ("Whole Plan"), &whole);
  if (shown && bt_plan_has_node (plan, shown))
    add_part (plan, GTK_GRID (grid), shown);
  add_selection (self, plan, GTK_GRID (grid));
  return grid;
}

/* Shows the count above its button in the bottom line. */
void
bt_window_count_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);

  bt_editor_finish_input (self->editor);
  if (!self->count)
    {
      self->count = gtk_popover_new ();
      gtk_popover_set_position (GTK_POPOVER (self->count), GTK_POS_TOP);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->count), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Word Count"), -1);
      gtk_widget_set_parent (self->count, GTK_WIDGET (self->count_button));
    }
  gtk_popover_set_child (GTK_POPOVER (self->count), new_grid (self));
  gtk_popover_popup (GTK_POPOVER (self->count));
}
