/* The columns of a table as a list: names, roles, widths, groups; each change takes effect at once. */

#include "bt-column-editor.h"

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-schema.h"
#include "bt-table.h"
#include "bt-text-live.h"

/* Widths go in steps of this many millimetres, up to the widest that fits a landscape sheet. */
#define WIDTH_STEP 5
#define WIDEST 260
#define GROUP_INDENT 28

struct _BtColumnEditor
{
  AdwWindow parent_instance;

  GtkListBox *list;
  AdwToastOverlay *toasts;
  GtkSizeGroup *roles; /* all choices of a role are as wide */
  BtDocument *document;
  const char *table; /* interned */
  GPtrArray *rows;   /* of Row */
  const char *wanted; /* interned id of a column that is new: its name gets the keys; NULL for none */
};

/* A column as it stands in the list. */
typedef struct
{
  BtColumnEditor *editor;
  const char *id; /* interned */
  guint depth;
  gboolean group;
  GtkWidget *title;
  GtkDropDown *role;
  GtkSpinButton *width;
  gboolean updating;
} Row;

G_DEFINE_FINAL_TYPE (BtColumnEditor, bt_column_editor, ADW_TYPE_WINDOW)

/* What the cells of a column say, in the order of BtRole. */
static const char *const role_names[BT_N_ROLES] = {
  N_ ("Text"),      N_ ("Row number"), N_ ("Task"),      N_ ("Product"),          N_ ("Beginning"),
  N_ ("End"),       N_ ("Time"),       N_ ("Lead unit"), N_ ("Supporting units"), N_ ("Notes"),
};

static BtPlan *
get_plan (BtColumnEditor *self)
{
  return bt_document_get_plan (self->document);
}

static void
tell (BtColumnEditor *self, gboolean done, const GError *error)
{
  if (!done && error)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (error->message));
}

static void
title_changed_cb (GtkEditable *editable, Row *row)
{
  g_autoptr (GError) error = NULL;

  if (!row->updating)
    tell (row->editor,
          bt_document_set_text (row->editor->document, row->id, gtk_editable_get_text (editable),
                                &error),
          error);
}

static void
role_changed_cb (GtkDropDown *drop_down, GParamSpec *pspec, Row *row)
{
  guint role = gtk_drop_down_get_selected (drop_down);
  g_autoptr (GError) error = NULL;

  if (!row->updating && role < BT_N_ROLES)
    tell (row->editor,
          bt_document_set_attr (row->editor->document, row->id, "role", bt_role_get_name (role),
                                &error),
          error);
}

static void
width_changed_cb (GtkSpinButton *spin, Row *row)
{
  double width = gtk_spin_button_get_value (spin);
  g_autoptr (GError) error = NULL;

  if (!row->updating)
    tell (row->editor,
          bt_document_set_column_widths (row->editor->document, &row->id, &width, 1, &error), error);
}

/* No width of its own is a word, not a number. */
static gboolean
width_output_cb (GtkSpinButton *spin, gpointer data)
{
  double width = gtk_spin_button_get_value (spin);
  g_autofree char *text = width > 0 ? g_strdup_printf (_ ("%g mm"), width) : g_strdup (_ ("by words"));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static int
width_input_cb (GtkSpinButton *spin, double *value, gpointer data)
{
  *value = g_strtod (gtk_editable_get_text (GTK_EDITABLE (spin)), NULL);
  return TRUE;
}

/* The column beside one in the same group that no change deletes; NULL where there is none. */
static BtNode *
find_neighbour (Row *row, int direction)
{
  guint position;
  BtNode *parent = bt_plan_get_parent (get_plan (row->editor), row->id, &position);

  for (int i = (int) position + direction; i >= 0 && i < (int) bt_node_get_n_children (parent);
       i += direction)
    {
      BtNode *node = bt_node_get_child (parent, i);
      if (bt_node_get_kind (node) == BT_NODE_COLUMN && bt_node_is_live (node))
        return node;
    }
  return NULL;
}

static gboolean
move (Row *row, gboolean after, GError **error)
{
  BtDocument *document = row->editor->document;
  BtNode *neighbour = find_neighbour (row, after ? 1 : -1);
  BtNode *parent = bt_plan_get_parent (get_plan (row->editor), row->id, NULL);

  if (neighbour)
    return bt_document_move_column (document, row->id, bt_node_get_id (neighbour), after, error);
  /* At the edge of a group the column leaves it. */
  if (bt_node_get_kind (parent) == BT_NODE_COLUMN)
    return bt_document_move_column (document, row->id, bt_node_get_id (parent), after, error);
  return TRUE;
}

static gboolean
move_up (Row *row, GError **error)
{
  return move (row, FALSE, error);
}

static gboolean
move_down (Row *row, GError **error)
{
  return move (row, TRUE, error);
}

/* The name of a column that a command has made is what the user types next. */
static void
want (BtColumnEditor *self, const BtNode *column)
{
  self->wanted = column ? bt_intern (bt_node_get_id (column)) : NULL;
}

/* A column is grouped with the one after it; a group is taken apart. */
static gboolean
toggle_group (Row *row, GError **error)
{
  BtDocument *document = row->editor->document;
  BtNode *next = find_neighbour (row, 1);

  if (row->group)
    return bt_document_ungroup_columns (document, row->id, error);
  if (!bt_document_group_columns (document, row->id, next ? bt_node_get_id (next) : row->id,
                                  "Nhóm cột", error))
    return FALSE;
  want (row->editor, bt_plan_get_parent (get_plan (row->editor), row->id, NULL));
  return TRUE;
}

static gboolean
add_after (Row *row, GError **error)
{
  if (!bt_document_insert_column (row->editor->document, row->id, TRUE, "Cột mới", BT_ROLE_TEXT,
                                  error))
    return FALSE;
  want (row->editor, find_neighbour (row, 1));
  return TRUE;
}

static gboolean
remove_column (Row *row, GError **error)
{
  return bt_document_remove_column (row->editor->document, row->id, error);
}

typedef gboolean (*Command) (Row *row, GError **error);

/* A command may take the row away: what is needed after it is kept before. */
static void
run (Row *row, Command command)
{
  BtColumnEditor *self = g_object_ref (row->editor);
  g_autoptr (GError) error = NULL;

  tell (self, command (row, &error), error);
  g_object_unref (self);
}

#define CALLBACK(command)                                                                          \
  static void command##_cb (GtkButton *button, Row *row) { run (row, command); }

CALLBACK (move_up)
CALLBACK (move_down)
CALLBACK (toggle_group)
CALLBACK (add_after)
CALLBACK (remove_column)

static GtkWidget *
new_button (Row *row, const char *icon, const char *words, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect (button, "clicked", callback, row);
  return button;
}

static void
add_role (Row *row, GtkBox *box)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < BT_N_ROLES; i++)
    gtk_string_list_append (names, _ (role_names[i]));
  row->role = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (names), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->role), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the cells say"), -1);
  g_signal_connect (row->role, "notify::selected", G_CALLBACK (role_changed_cb), row);
  gtk_size_group_add_widget (row->editor->roles, GTK_WIDGET (row->role));
  gtk_box_append (box, GTK_WIDGET (row->role));
}

static void
add_width (Row *row, GtkBox *box)
{
  row->width = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, WIDEST, WIDTH_STEP));
  gtk_spin_button_set_numeric (row->width, FALSE);
  gtk_spin_button_set_digits (row->width, 1);
  gtk_editable_set_width_chars (GTK_EDITABLE (row->width), 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->width), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Width"), -1);
  g_signal_connect (row->width, "output", G_CALLBACK (width_output_cb), NULL);
  g_signal_connect (row->width, "input", G_CALLBACK (width_input_cb), NULL);
  gtk_spin_button_update (row->width);
  g_signal_connect (row->width, "value-changed", G_CALLBACK (width_changed_cb), row);
  gtk_box_append (box, GTK_WIDGET (row->width));
}

static void
add_buttons (Row *row, GtkBox *box)
{
  gtk_box_append (box, new_button (row, "go-up-symbolic", _ ("Move Column to the Left"),
                                   G_CALLBACK (move_up_cb)));
  gtk_box_append (box, new_button (row, "go-down-symbolic", _ ("Move Column to the Right"),
                                   G_CALLBACK (move_down_cb)));
  gtk_box_append (box, new_button (row, row->group ? "list-remove-all-symbolic" : "view-dual-symbolic",
                                   row->group ? _ ("Ungroup Columns") : _ ("Group with the Next Column"),
                                   G_CALLBACK (toggle_group_cb)));
  gtk_box_append (box, new_button (row, "list-add-symbolic", _ ("New Column after This One"),
                                   G_CALLBACK (add_after_cb)));
  gtk_box_append (box, new_button (row, "user-trash-symbolic", _ ("Remove Column"),
                                   G_CALLBACK (remove_column_cb)));
}

static GtkWidget *
new_row (Row *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *widget = gtk_list_box_row_new ();

  gtk_widget_add_css_class (box, "column-row");
  gtk_widget_set_margin_start (box, row->depth * GROUP_INDENT);
  row->title = gtk_entry_new ();
  gtk_widget_set_hexpand (row->title, TRUE);
  gtk_editable_set_enable_undo (GTK_EDITABLE (row->title), FALSE);
  gtk_entry_set_input_hints (GTK_ENTRY (row->title), GTK_INPUT_HINT_NO_EMOJI);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->title), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  row->group ? _ ("Name of the group") : _ ("Name of the column"), -1);
  g_signal_connect (row->title, "changed", G_CALLBACK (title_changed_cb), row);
  gtk_box_append (GTK_BOX (box), row->title);
  if (!row->group)
    {
      add_role (row, GTK_BOX (box));
      add_width (row, GTK_BOX (box));
    }
  add_buttons (row, GTK_BOX (box));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), FALSE);
  gtk_widget_set_focusable (widget, FALSE);
  return widget;
}

/* Shows what the plan says of a column, leaving what is being typed as it is. */
static void
update_row (Row *row)
{
  BtNode *node = bt_plan_get_node (get_plan (row->editor), row->id);
  g_autofree char *title = bt_text_dup_live (bt_node_get_text (node));

  row->updating = TRUE;
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row->title)), title))
    gtk_editable_set_text (GTK_EDITABLE (row->title), title);
  if (!row->group)
    {
      gtk_drop_down_set_selected (row->role, bt_column_get_role (node));
      gtk_spin_button_set_value (row->width, bt_column_get_width (node));
    }
  row->updating = FALSE;
}

/* Adds a row for each column that no change deletes, a group before what is in it. */
static void
collect (BtColumnEditor *self, const BtNode *parent, guint depth, GPtrArray *rows)
{
  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      BtNode *node = bt_node_get_child (parent, i);
      Row *row;

      if (bt_node_get_kind (node) != BT_NODE_COLUMN || !bt_node_is_live (node))
        continue;
      row = g_new0 (Row, 1);
      row->editor = self;
      row->id = bt_intern (bt_node_get_id (node));
      row->depth = depth;
      row->group = bt_node_get_child_of_kind (node, BT_NODE_COLUMN) != NULL;
      g_ptr_array_add (rows, row);
      collect (self, node, depth + 1, rows);
    }
}

static gboolean
same_rows (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const Row *one = a->pdata[i], *other = b->pdata[i];
      if (one->id != other->id || one->depth != other->depth || one->group != other->group)
        return FALSE;
    }
  return TRUE;
}

/* The column whose row has the focus. */
static const char *
find_focus (BtColumnEditor *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  for (guint i = 0; focus && i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      if (gtk_widget_is_ancestor (focus, gtk_widget_get_parent (row->title)))
        return row->id;
    }
  return NULL;
}

static void
rebuild (BtColumnEditor *self, GPtrArray *rows)
{
  const char *focused = self->wanted ? self->wanted : find_focus (self);
  GtkWidget *child;

  self->wanted = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, child);
  g_ptr_array_unref (self->rows);
  self->rows = rows;
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = rows->pdata[i];
      gtk_list_box_append (self->list, new_row (row));
      update_row (row);
      if (row->id == focused)
        gtk_widget_grab_focus (row->title);
    }
}

static void
update (BtColumnEditor *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  BtNode *table = bt_plan_has_node (get_plan (self), self->table)
                      ? bt_plan_get_node (get_plan (self), self->table)
                      : NULL;

  if (!table)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  collect (self, bt_node_get_child_of_kind (table, BT_NODE_COLUMNS), 0, rows);
  if (!same_rows (rows, self->rows))
    {
      rebuild (self, g_steal_pointer (&rows));
      return;
    }
  for (guint i = 0; i < self->rows->len; i++)
    update_row (self->rows->pdata[i]);
}

/* A list that is being left by a click of one of its buttons is made anew a moment later. */
static gboolean
update_idle_cb (gpointer data)
{
  BtColumnEditor *self = data;

  if (self->document)
    update (self);
  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtColumnEditor *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_idle_cb, g_object_ref (self), g_object_unref);
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtColumnEditor *self = BT_COLUMN_EDITOR (widget);

  if (g_str_equal (name, "columns.undo"))
    bt_document_undo (self->document);
  else
    bt_document_redo (self->document);
}

static void
bt_column_editor_dispose (GObject *object)
{
  BtColumnEditor *self = BT_COLUMN_EDITOR (object);

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (bt_column_editor_parent_class)->dispose (object);
}

static void
bt_column_editor_finalize (GObject *object)
{
  BtColumnEditor *self = BT_COLUMN_EDITOR (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->roles);
  G_OBJECT_CLASS (bt_column_editor_parent_class)->finalize (object);
}

static void
bt_column_editor_class_init (BtColumnEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bt_column_editor_dispose;
  object_class->finalize = bt_column_editor_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/banthao/BanThao/bt-column-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, BtColumnEditor, list);
  gtk_widget_class_bind_template_child (widget_class, BtColumnEditor, toasts);
  gtk_widget_class_install_action (widget_class, "columns.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "columns.redo", NULL, undo_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "columns.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "columns.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bt_column_editor_init (BtColumnEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->roles = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

/**
 * bt_column_editor_present:
 * @parent: the window it belongs to
 * @document: a document
 * @table: the id of a table
 * @column: (nullable): the id of the column or group whose name has the keys; %NULL for the first
 *
 * Opens a window for the columns of the table; it closes itself when the table goes.
 */
void
bt_column_editor_present (GtkWindow *parent, BtDocument *document, const char *table, const char *column)
{
  BtColumnEditor *self;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (BT_IS_DOCUMENT (document));
  g_return_if_fail (table != NULL);

  self = g_object_new (BT_TYPE_COLUMN_EDITOR, "transient-for", parent, "modal", TRUE,
                       "destroy-with-parent", TRUE, NULL);
  self->document = g_object_ref (document);
  self->table = bt_intern (table);
  g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), self);
  self->wanted = column ? bt_intern (column) : NULL;
  update (self);
  if (self->rows->len > 0 && !column)
    gtk_entry_grab_focus_without_selecting (GTK_ENTRY (((Row *) self->rows->pdata[0])->title));
  gtk_window_present (GTK_WINDOW (self));
}
