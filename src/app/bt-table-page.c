/* The editor of an appendix: its title and note as they will print, above its table. */

#include "bt-table-page.h"

#include <glib/gi18n-lib.h>

#include "bt-column-editor.h"
#include "bt-commands.h"
#include "bt-numbering.h"
#include "bt-schema.h"
#include "bt-table-view.h"
#include "bt-text-field.h"

struct _BtTablePage
{
  AdwBin parent_instance;

  GtkWidget *head;
  GtkLabel *label;
  BtTextField *title;
  BtTextField *note;
  BtTextField *closing;
  GtkStack *stack;
  BtTableView *table;
  GtkDropDown *orientation;
  GtkWidget *menu;
  GMenuModel *cell_menu; /* what can be done to cells */
  BtUnderlines *underlines;

  BtDocument *document;
  const char *id;       /* interned: of an appendix or a table */
  const char *table_id; /* interned; NULL for none */
  gboolean updating;
};

enum
{
  FAILED,
  CARET_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* In the order of the choices on the screen. */
static const char *const orientations[] = { "auto", "portrait", "landscape" };

G_DEFINE_FINAL_TYPE (BtTablePage, bt_table_page, ADW_TYPE_BIN)

static BtNode *
get_node (BtTablePage *self)
{
  BtPlan *plan = self->document ? bt_document_get_plan (self->document) : NULL;

  return plan && bt_plan_has_node (plan, self->id) ? bt_plan_get_node (plan, self->id) : NULL;
}

static gboolean
is_appendix (const BtNode *node)
{
  return node && bt_node_get_kind (node) == BT_NODE_APPENDIX;
}

/* The table to show; of an appendix its own. */
static const char *
find_table (BtNode *node)
{
  BtNode *table = is_appendix (node) ? bt_node_get_child_of_kind (node, BT_NODE_TABLE) : node;

  return table ? bt_intern (bt_node_get_id (table)) : NULL;
}

static void
failed_cb (GObject *source, const char *message, BtTablePage *self)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

static void
chosen_cb (BtTableView *table, BtTablePage *self)
{
  g_signal_emit (self, signals[CARET_MOVED], 0);
}

/* Whether a chosen cell, or the row of the first, may have been changed. */
static gboolean
has_marks (BtTablePage *self)
{
  gboolean several;
  g_autoptr (GPtrArray) nodes = bt_table_view_get_chosen_nodes (self->table, &several);
  const BtNode *row = nodes->len > 0 ? bt_plan_get_parent (bt_document_get_plan (self->document),
                                                           bt_node_get_id (nodes->pdata[0]), NULL)
                                     : NULL;

  for (guint i = 0; i < nodes->len; i++)
    if (bt_node_has_marks (nodes->pdata[i]))
      return TRUE;
  return row && bt_node_get_kind (row) == BT_NODE_ROW && bt_node_has_marks (row);
}

static void
append_decisions (GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, _ ("Accept Changes Here"), "win.accept-here");
  g_menu_append (section, _ ("Reject Changes Here"), "win.reject-here");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* What is to be said of the words of the active cell comes before what can be done to cells. */
static void
update_menu (BtTablePage *self)
{
  const char *cell = bt_document_get_selection (self->document).caret.node;
  g_autoptr (GMenu) menu = g_menu_new ();

  if (cell && self->underlines)
    bt_underlines_populate_menu (self->underlines, cell, BT_UNDERLINES_ANY_PLACE, menu);
  if (has_marks (self))
    append_decisions (menu);
  for (int i = 0; i < g_menu_model_get_n_items (self->cell_menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (self->cell_menu, i, G_MENU_LINK_SECTION);
      g_menu_append_section (menu, NULL, section);
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
}

/* Whoever opened the menu by keys goes on in the cell. */
static void
menu_closed_cb (GtkPopover *menu, BtTablePage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (!focus || gtk_widget_is_ancestor (focus, GTK_WIDGET (menu)))
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
menu_cb (BtTableView *table, double x, double y, BtTablePage *self)
{
  update_menu (self);
  gtk_widget_translate_coordinates (GTK_WIDGET (table), GTK_WIDGET (self), x, y, &x, &y);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ x, y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
orientation_cb (GtkDropDown *orientation, GParamSpec *pspec, BtTablePage *self)
{
  guint chosen = gtk_drop_down_get_selected (orientation);
  g_autoptr (GError) error = NULL;

  if (self->updating || !is_appendix (get_node (self)) || chosen >= G_N_ELEMENTS (orientations))
    return;
  if (!bt_document_set_attr (self->document, self->id, "orientation", orientations[chosen], &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
update_orientation (BtTablePage *self, const BtNode *node)
{
  const char *value = is_appendix (node) ? bt_node_get_attr (node, "orientation") : NULL;
  guint chosen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (orientations); i++)
    if (g_strcmp0 (value, orientations[i]) == 0)
      chosen = i;
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->orientation, chosen);
  self->updating = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->orientation), is_appendix (node));
}

/* Shows what has changed around the table: the number of the appendix, its sheets, whether it has a table at all. */
static void
update (BtTablePage *self)
{
  BtNode *node = get_node (self);
  const char *table = node ? find_table (node) : NULL;
  g_autofree char *label = NULL;

  if (!node)
    return;
  label = bt_plan_dup_label (bt_document_get_plan (self->document), self->id);
  gtk_label_set_label (self->label, label);
  update_orientation (self, node);
  if (table != self->table_id)
    {
      self->table_id = table;
      bt_table_view_show (self->table, table ? self->document : NULL, table);
    }
  gtk_stack_set_visible_child_name (self->stack, table ? "table" : "empty");
}

static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtTablePage *self)
{
  update (self);
}

static void
task_table_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtTablePage *self = BT_TABLE_PAGE (widget);
  BtTaskTable kind = g_str_equal (name, "page.simple-table") ? BT_TASK_TABLE_SIMPLE
                                                             : BT_TASK_TABLE_DETAILED;
  g_autoptr (GError) error = NULL;

  bt_table_page_finish_input (self);
  if (!bt_document_insert_task_table (self->document, self->id, kind, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

/* All columns, or the one that @parameter names. */
static void
columns_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtTablePage *self = BT_TABLE_PAGE (widget);

  if (!self->table_id)
    return;
  bt_table_page_finish_input (self);
  bt_column_editor_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->document,
                            self->table_id, parameter ? g_variant_get_string (parameter, NULL) : NULL);
}

static void
clear_document (BtTablePage *self)
{
  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, document_changed_cb, self);
  g_clear_object (&self->document);
}

static void
bt_table_page_dispose (GObject *object)
{
  BtTablePage *self = BT_TABLE_PAGE (object);

  clear_document (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->cell_menu);
  g_clear_object (&self->underlines);
  G_OBJECT_CLASS (bt_table_page_parent_class)->dispose (object);
}

static void
bt_table_page_class_init (BtTablePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_table_page_dispose;
  g_type_ensure (BT_TYPE_TABLE_VIEW);
  g_type_ensure (BT_TYPE_TEXT_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/banthao/BanThao/bt-table-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BtTablePage, head);
  gtk_widget_class_bind_template_child (widget_class, BtTablePage, label);
  gtk_widget_class_bind_template_child (widget_class, BtTablePage, title);
  gtk_widget_class_bind_template_child (widget_class, BtTablePage, note);
  gtk_widget_class_bind_template_child (widget_class, BtTablePage, closing);
  gtk_widget_class_bind_template_child (widget_class, BtTablePage, stack);
  gtk_widget_class_bind_template_child (widget_class, BtTablePage, table);
  gtk_widget_class_bind_template_child (widget_class, BtTablePage, orientation);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, orientation_cb);
  gtk_widget_class_install_action (widget_class, "page.simple-table", NULL, task_table_cb);
  gtk_widget_class_install_action (widget_class, "page.detailed-table", NULL, task_table_cb);
  gtk_widget_class_install_action (widget_class, "page.columns", NULL, columns_cb);
  gtk_widget_class_install_action (widget_class, "page.name-column", "s", columns_cb);

  /* Why something was not done, in the user's language. */
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_TABLE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /* The document's selection is another one. */
  signals[CARET_MOVED] = g_signal_new ("caret-moved", BT_TYPE_TABLE_PAGE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_menu (BtTablePage *self)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/org/banthao/BanThao/bt-table-menu.ui");

  self->cell_menu = G_MENU_MODEL (g_object_ref (gtk_builder_get_object (builder, "cell_menu")));
  self->menu = gtk_popover_menu_new_from_model (self->cell_menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect (self->menu, "closed", G_CALLBACK (menu_closed_cb), self);
}

static void
bt_table_page_init (BtTablePage *self)
{
  g_autoptr (GSimpleActionGroup) actions = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  actions = bt_table_view_create_actions (self->table);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", G_ACTION_GROUP (actions));
  add_menu (self);
}

/* A paragraph below the table that has neither number nor paragraphs of its own: "./." and the like. */
static gboolean
is_closing (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_CLAUSE && bt_node_get_label (node) == BT_LABEL_NONE
         && bt_node_get_n_children (node) == 0;
}

static BtNode *
find_closing (const BtNode *appendix)
{
  BtNode *last = bt_node_get_child (appendix, bt_node_get_n_children (appendix) - 1);

  return bt_node_get_kind (last) == BT_NODE_CLAUSE ? last : NULL;
}

/**
 * bt_table_page_can_show:
 * @plan: a plan
 * @id: the id of a node
 *
 * Returns: whether it is a table, or an appendix that is empty or holds one table and no more than a closing line below
 */
gboolean
bt_table_page_can_show (BtPlan *plan, const char *id)
{
  BtNode *node;
  guint n_tables = 0, n_closings = 0;

  g_return_val_if_fail (plan != NULL && id != NULL, FALSE);

  node = bt_plan_has_node (plan, id) ? bt_plan_get_node (plan, id) : NULL;
  if (!is_appendix (node))
    return node && bt_node_get_kind (node) == BT_NODE_TABLE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      n_tables += bt_node_get_kind (child) == BT_NODE_TABLE;
      if (bt_node_get_kind (child) == BT_NODE_CLAUSE
          && (n_tables == 0 || n_closings++ > 0 || !is_closing (child)))
        return FALSE;
    }
  return n_tables <= 1;
}

static void
show_fields (BtTablePage *self, const BtNode *node)
{
  gboolean appendix = is_appendix (node);
  BtDocument *document = appendix ? self->document : NULL;
  BtNode *title = appendix ? bt_node_get_child_of_kind (node, BT_NODE_TITLE) : NULL;
  BtNode *note = appendix ? bt_node_get_child_of_kind (node, BT_NODE_NOTE) : NULL;
  BtNode *closing = appendix ? find_closing (node) : NULL;

  gtk_widget_set_visible (self->head, appendix);
  gtk_widget_set_visible (GTK_WIDGET (self->closing), closing != NULL);
  bt_text_field_show (self->closing, closing ? document : NULL,
                      closing ? bt_node_get_id (closing) : NULL);
  bt_text_field_show (self->title, document, title ? bt_node_get_id (title) : NULL);
  bt_text_field_show (self->note, document, note ? bt_node_get_id (note) : NULL);
}

/**
 * bt_table_page_show:
 * @page: a page
 * @document: (nullable): the document, %NULL for none
 * @id: (nullable): the id of a table, or of an appendix whose title is shown above its table
 */
void
bt_table_page_show (BtTablePage *page, BtDocument *document, const char *id)
{
  g_return_if_fail (BT_IS_TABLE_PAGE (page));

  clear_document (page);
  g_set_object (&page->document, document);
  page->id = bt_intern (id);
  page->table_id = NULL;
  bt_table_view_show (page->table, NULL, NULL);
  show_fields (page, get_node (page));
  if (!document)
    return;
  g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), page);
  update (page);
}

/**
 * bt_table_page_set_underlines:
 * @page: a page
 * @underlines: what is underlined quietly from now on
 */
void
bt_table_page_set_underlines (BtTablePage *page, BtUnderlines *underlines)
{
  g_return_if_fail (BT_IS_TABLE_PAGE (page));

  g_set_object (&page->underlines, underlines);
  bt_table_view_set_underlines (page->table, underlines);
  bt_text_field_set_underlines (page->title, underlines);
  bt_text_field_set_underlines (page->note, underlines);
  bt_text_field_set_underlines (page->closing, underlines);
}

/**
 * bt_table_page_go_to:
 * @page: a page
 * @id: the id of a title, a note, a row or a cell
 *
 * Returns: whether it is shown; then it has the focus
 */
gboolean
bt_table_page_go_to (BtTablePage *page, const char *id)
{
  g_return_val_if_fail (BT_IS_TABLE_PAGE (page), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return bt_text_field_go_to (page->title, id) || bt_text_field_go_to (page->note, id)
         || bt_text_field_go_to (page->closing, id)
         || (page->table_id && bt_table_view_go_to (page->table, id));
}

/**
 * bt_table_page_get_row:
 * @page: a page
 *
 * Returns: (nullable): the interned id of the row that holds the active cell
 */
const char *
bt_table_page_get_row (BtTablePage *page)
{
  g_return_val_if_fail (BT_IS_TABLE_PAGE (page), NULL);

  return page->table_id ? bt_table_view_get_row (page->table) : NULL;
}

/**
 * bt_table_page_get_chosen_nodes:
 * @page: a page
 * @several: (out): whether more than one cell is chosen
 *
 * Returns: (transfer full) (element-type BtNode): as bt_table_view_get_chosen_nodes()
 */
GPtrArray *
bt_table_page_get_chosen_nodes (BtTablePage *page, gboolean *several)
{
  g_return_val_if_fail (BT_IS_TABLE_PAGE (page), NULL);

  return bt_table_view_get_chosen_nodes (page->table, several);
}

/**
 * bt_table_page_run:
 * @page: a page
 * @command: the name of a command for paragraphs, as the window has it: "move-up"
 *
 * Does to the chosen rows or columns what the command does to paragraphs.
 *
 * Returns: whether there is such a command for tables
 */
gboolean
bt_table_page_run (BtTablePage *page, const char *command)
{
  static const struct
  {
    const char *command, *action;
  } pairs[] = {
    { "promote", "move-column-left" }, { "demote", "move-column-right" },
    { "move-up", "move-up" },          { "move-down", "move-down" },
    { "duplicate", "duplicate" },      { "insert-after", "insert-below" },
    { "remove", "remove-rows" },
  };

  g_return_val_if_fail (BT_IS_TABLE_PAGE (page), FALSE);
  g_return_val_if_fail (command != NULL, FALSE);

  for (guint i = 0; page->table_id && i < G_N_ELEMENTS (pairs); i++)
    if (g_str_equal (pairs[i].command, command))
      {
        g_autofree char *action = g_strconcat ("table.", pairs[i].action, NULL);
        return gtk_widget_activate_action (GTK_WIDGET (page->table), action, NULL);
      }
  return FALSE;
}

/**
 * bt_table_page_finish_input:
 * @page: a page
 *
 * Puts the word that an input method is composing into its text or cell.
 */
void
bt_table_page_finish_input (BtTablePage *page)
{
  g_return_if_fail (BT_IS_TABLE_PAGE (page));

  bt_text_field_finish_input (page->title);
  bt_text_field_finish_input (page->note);
  bt_text_field_finish_input (page->closing);
  bt_table_view_finish_input (page->table);
}

/**
 * bt_table_page_focus:
 * @page: a page
 *
 * Gives the keyboard to the table; to the title where there is none.
 */
void
bt_table_page_focus (BtTablePage *page)
{
  g_return_if_fail (BT_IS_TABLE_PAGE (page));

  if (!page->table_id || !gtk_widget_grab_focus (GTK_WIDGET (page->table)))
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}
