/* The outline: the plan as a tree of parts, of which one is chosen. */

#include "bt-outline.h"

#include "bt-outline-item.h"

struct _BtOutline
{
  AdwBin parent_instance;

  GtkListView *list;
  GtkSingleSelection *selection;
  GtkTreeListModel *tree;
  BtOutlineItem *root;
  BtDocument *document;
  guint idle;
  gboolean choosing;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtOutline, bt_outline, ADW_TYPE_BIN)

static GListModel *
create_children (gpointer item, gpointer data)
{
  GListModel *children = G_LIST_MODEL (bt_outline_item_get_children (item));

  return g_list_model_get_n_items (children) > 0 ? g_object_ref (children) : NULL;
}

static const char *
get_id_at (BtOutline *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, position);
  g_autoptr (BtOutlineItem) item = row ? gtk_tree_list_row_get_item (row) : NULL;

  return item ? bt_outline_item_get_id (item) : NULL;
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, BtOutline *self)
{
  guint position = gtk_single_selection_get_selected (selection);
  const char *id = position == GTK_INVALID_LIST_POSITION ? NULL : get_id_at (self, position);

  if (id && !self->choosing)
    g_signal_emit (self, signals[CHOSEN], 0, id);
}

static gboolean
sync_idle_cb (gpointer data)
{
  BtOutline *self = data;

  self->idle = 0;
  self->choosing = TRUE;
  bt_outline_item_sync (self->root, bt_document_get_plan (self->document));
  self->choosing = FALSE;

  return G_SOURCE_REMOVE;
}

/* Many keys in a row need one new outline. */
static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtOutline *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (sync_idle_cb, self);
}

static void
clear_document (BtOutline *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

static void
bt_outline_dispose (GObject *object)
{
  BtOutline *self = BT_OUTLINE (object);

  clear_document (self);
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->root);
  G_OBJECT_CLASS (bt_outline_parent_class)->dispose (object);
}

static void
bt_outline_class_init (BtOutlineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bt_outline_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/banthao/BanThao/bt-outline.ui");
  gtk_widget_class_bind_template_child (widget_class, BtOutline, list);
  g_type_ensure (BT_TYPE_OUTLINE_ITEM);

  /* The user chose the part of that id. */
  signals[CHOSEN] = g_signal_new ("chosen", BT_TYPE_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bt_outline_init (BtOutline *self)
{
  GListModel *rows;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->root = bt_outline_item_new ("root");
  rows = G_LIST_MODEL (g_object_ref (bt_outline_item_get_children (self->root)));
  self->tree = gtk_tree_list_model_new (rows, FALSE, TRUE, create_children, NULL, NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->tree));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
}

/**
 * bt_outline_set_document:
 * @outline: an outline
 * @document: (nullable): the document whose parts it shows
 */
void
bt_outline_set_document (BtOutline *outline, BtDocument *document)
{
  g_return_if_fail (BT_IS_OUTLINE (outline));

  clear_document (outline);
  g_set_object (&outline->document, document);
  if (!document)
    return;
  g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), outline);
  sync_idle_cb (outline);
}

static gint64
find_position (BtOutline *self, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->tree));

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (get_id_at (self, i), id) == 0)
      return i;
  return -1;
}

/**
 * bt_outline_choose:
 * @outline: an outline
 * @id: the id of a part
 *
 * Marks the row of that part, or of the part that holds it, without telling anybody.
 */
void
bt_outline_choose (BtOutline *outline, const char *id)
{
  BtPlan *plan;
  gint64 position = -1;

  g_return_if_fail (BT_IS_OUTLINE (outline));
  g_return_if_fail (id != NULL);

  plan = outline->document ? bt_document_get_plan (outline->document) : NULL;
  for (; plan && id; id = bt_plan_get_parent (plan, id, NULL)
                              ? bt_node_get_id (bt_plan_get_parent (plan, id, NULL))
                              : NULL)
    {
      position = find_position (outline, id);
      if (position >= 0)
        break;
    }
  outline->choosing = TRUE;
  gtk_single_selection_set_selected (outline->selection,
                                     position < 0 ? GTK_INVALID_LIST_POSITION : (guint) position);
  if (position >= 0)
    gtk_widget_activate_action (GTK_WIDGET (outline->list), "list.scroll-to-item", "u",
                                (guint) position);
  outline->choosing = FALSE;
}

/**
 * bt_outline_get_neighbour:
 * @outline: an outline
 * @id: the id of a part
 * @direction: 1 for the part after it, -1 for the one before
 *
 * Returns: (nullable): the id of the neighbour's part in the order of the rows
 */
const char *
bt_outline_get_neighbour (BtOutline *outline, const char *id, int direction)
{
  gint64 position;

  g_return_val_if_fail (BT_IS_OUTLINE (outline), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  position = find_position (outline, id);
  if (position < 0 || position + direction < 0)
    return NULL;
  return get_id_at (outline, position + direction);
}
