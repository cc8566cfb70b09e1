/* One row of the outline: a part of the plan by its id, with what is read in the row. */

#include "bt-outline-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-numbering.h"
#include "bt-part.h"
#include "bt-schema.h"
#include "bt-table-page.h"

/* A title in the outline is one line; more of a long paragraph is never seen. */
#define MAX_TITLE 120

struct _BtOutlineItem
{
  GObject parent_instance;

  const char *id; /* interned */
  char *title;
  char *count;
  char *marks;
  char *marks_words; /* what @marks say */
  char *findings;
  GListStore *children;
};

enum
{
  PROP_TITLE = 1,
  PROP_COUNT,
  PROP_MARKS,
  PROP_FINDINGS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtOutlineItem, bt_outline_item, G_TYPE_OBJECT)

static void
bt_outline_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtOutlineItem *self = BT_OUTLINE_ITEM (object);

  const char *strings[N_PROPS] = { NULL, self->title, self->count, self->marks, self->findings };

  g_value_set_string (value, strings[id]);
}

static void
bt_outline_item_finalize (GObject *object)
{
  BtOutlineItem *self = BT_OUTLINE_ITEM (object);

  g_free (self->title);
  g_free (self->count);
  g_free (self->marks);
  g_free (self->marks_words);
  g_free (self->findings);
  g_clear_object (&self->children);
  G_OBJECT_CLASS (bt_outline_item_parent_class)->finalize (object);
}

static void
bt_outline_item_class_init (BtOutlineItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bt_outline_item_get_property;
  object_class->finalize = bt_outline_item_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_COUNT] = g_param_spec_string ("count", NULL, NULL, NULL, flags);
  properties[PROP_MARKS] = g_param_spec_string ("marks", NULL, NULL, NULL, flags);
  properties[PROP_FINDINGS] = g_param_spec_string ("findings", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bt_outline_item_init (BtOutlineItem *self)
{
  self->children = g_list_store_new (BT_TYPE_OUTLINE_ITEM);
}

/**
 * bt_outline_item_new:
 * @id: the id of a part
 *
 * Returns: (transfer full): a row without words and children
 */
BtOutlineItem *
bt_outline_item_new (const char *id)
{
  BtOutlineItem *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (BT_TYPE_OUTLINE_ITEM, NULL);
  self->id = bt_intern (id);
  return self;
}

/**
 * bt_outline_item_get_id:
 * @item: a row
 *
 * Returns: the interned id of its part
 */
const char *
bt_outline_item_get_id (BtOutlineItem *item)
{
  g_return_val_if_fail (BT_IS_OUTLINE_ITEM (item), NULL);

  return item->id;
}

/**
 * bt_outline_item_get_children:
 * @item: a row
 *
 * Returns: (transfer none): the rows below it
 */
GListStore *
bt_outline_item_get_children (BtOutlineItem *item)
{
  g_return_val_if_fail (BT_IS_OUTLINE_ITEM (item), NULL);

  return item->children;
}

static void
set_string (BtOutlineItem *self, char **field, const char *value, guint property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;
  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * bt_outline_item_update:
 * @item: a row
 * @title: what is read in it
 * @count: (nullable): how many paragraphs its list has
 */
void
bt_outline_item_update (BtOutlineItem *item, const char *title, const char *count)
{
  g_return_if_fail (BT_IS_OUTLINE_ITEM (item));

  set_string (item, &item->title, title, PROP_TITLE);
  set_string (item, &item->count, count, PROP_COUNT);
}

/**
 * bt_outline_item_set_findings:
 * @item: a row
 * @count: how much the check finds in its part
 */
void
bt_outline_item_set_findings (BtOutlineItem *item, guint count)
{
  g_autofree char *findings = count > 0 ? g_strdup_printf ("%u", count) : NULL;

  g_return_if_fail (BT_IS_OUTLINE_ITEM (item));

  set_string (item, &item->findings, findings, PROP_FINDINGS);
}

/**
 * bt_outline_item_set_marks:
 * @item: a row
 * @marks: (nullable): signs of what is open in its part
 * @words: (nullable): the same in words
 */
void
bt_outline_item_set_marks (BtOutlineItem *item, const char *marks, const char *words)
{
  g_return_if_fail (BT_IS_OUTLINE_ITEM (item));

  set_string (item, &item->marks, marks, PROP_MARKS);
  g_free (item->marks_words);
  item->marks_words = g_strdup (words);
}

/**
 * bt_outline_item_get_title:
 * @item: a row
 *
 * Returns: (nullable): what is read in it
 */
const char *
bt_outline_item_get_title (BtOutlineItem *item)
{
  g_return_val_if_fail (BT_IS_OUTLINE_ITEM (item), NULL);

  return item->title;
}

/**
 * bt_outline_item_dup_tooltip:
 * @item: a row
 *
 * Returns: (transfer full): what its title and its signs say, a line each
 */
char *
bt_outline_item_dup_tooltip (BtOutlineItem *item)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (BT_IS_OUTLINE_ITEM (item), NULL);

  text = g_string_new (item->title);
  if (item->marks_words)
    g_string_append_printf (text, "\n%s", item->marks_words);
  if (item->findings)
    g_string_append_printf (text, "\n%s: %s", _ ("What the check finds here"), item->findings);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The parts that are always there, by what a clerk calls them. */
static const char *
get_part_name (BtNodeKind kind)
{
  switch (kind)
    {
    case BT_NODE_HEADER:
      return _ ("Heading of the Plan");
    case BT_NODE_BASES:
      return _ ("Legal Bases");
    case BT_NODE_BODY:
      return _ ("Whole Text");
    case BT_NODE_RECIPIENTS:
      return _ ("Recipients");
    case BT_NODE_SIGNATURE:
      return _ ("Signature");
    case BT_NODE_APPENDICES:
      return _ ("Appendices");
    default:
      return NULL;
    }
}

static char *
dup_one_line (const char *string)
{
  g_autofree char *head = g_utf8_strlen (string, -1) > MAX_TITLE
                              ? g_utf8_substring (string, 0, MAX_TITLE)
                              : g_strdup (string);

  g_strdelimit (head, "\n", ' ');
  return g_steal_pointer (&head);
}

static const char *
get_words (const BtNode *node)
{
  BtNode *title;

  if (bt_node_get_kind (node) != BT_NODE_APPENDIX)
    return bt_node_get_string (node);
  title = bt_node_get_child_of_kind (node, BT_NODE_TITLE);
  return title ? bt_node_get_string (title) : "";
}

/**
 * bt_outline_dup_title:
 * @plan: a plan
 * @id: the id of a part of it
 *
 * Returns: (transfer full): what the part is called: its label and its words in one line
 */
char *
bt_outline_dup_title (BtPlan *plan, const char *id)
{
  BtNode *node;
  g_autofree char *label = NULL, *words = NULL;

  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  node = bt_plan_get_node (plan, id);
  if (!node)
    return g_strdup ("");
  if (get_part_name (bt_node_get_kind (node)))
    return g_strdup (get_part_name (bt_node_get_kind (node)));
  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    return g_strdup (_ ("Table"));

  label = bt_plan_dup_label (plan, id);
  words = dup_one_line (get_words (node));
  if (*words == '\0')
    return *label ? g_strdup_printf (_ ("%s (empty)"), label) : g_strdup (_ ("(empty)"));
  return *label ? g_strdup_printf ("%s %s", label, words) : g_steal_pointer (&words);
}

/* Whether @node has a row below that of @parent: sections and headings, appendices, tables. */
static gboolean
has_row (const BtNode *parent, const BtNode *node)
{
  switch (bt_node_get_kind (node))
    {
    case BT_NODE_APPENDIX:
    case BT_NODE_TABLE:
      return TRUE;
    case BT_NODE_CLAUSE:
      return bt_node_is_heading (node) || bt_node_get_kind (parent) == BT_NODE_BODY;
    default:
      return FALSE;
    }
}

static void
add_children (BtPlan *plan, const BtNode *node, GPtrArray *rows)
{
  if (bt_node_get_kind (node) == BT_NODE_APPENDIX
      && bt_table_page_can_show (plan, bt_node_get_id (node)))
    return; /* its table is shown with it */
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (has_row (node, bt_node_get_child (node, i)))
      g_ptr_array_add (rows, bt_node_get_child (node, i));
}

/* The sections, and one row for loose paragraphs that are shown together. */
static void
add_sections (const BtNode *body, GPtrArray *rows)
{
  for (guint i = 0, n; i < bt_node_get_n_children (body); i += MAX (n, 1))
    {
      gboolean together;

      n = bt_part_find_loose (body, i, &together);
      for (guint j = i; j < i + MAX (n, 1); j++)
        if (has_row (body, bt_node_get_child (body, j)))
          {
            g_ptr_array_add (rows, bt_node_get_child (body, j));
            if (together)
              break;
          }
    }
}

static gboolean
has_child (BtOutlineItem *item, const BtNode *node)
{
  GListModel *children = G_LIST_MODEL (item->children);

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (BtOutlineItem) child = g_list_model_get_item (children, i);
      if (g_str_equal (child->id, bt_node_get_id (node)))
        return TRUE;
    }
  return FALSE;
}

/* The rows of the outline as a whole, which has those of @root until now. */
static GPtrArray *
get_top_rows (BtPlan *plan, BtOutlineItem *root)
{
  static const BtNodeKind before[] = { BT_NODE_HEADER, BT_NODE_BASES };
  static const BtNodeKind after[] = { BT_NODE_RECIPIENTS, BT_NODE_SIGNATURE, BT_NODE_APPENDICES };
  BtNode *body = bt_plan_get_part (plan, BT_NODE_BODY);
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    g_ptr_array_add (rows, bt_plan_get_part (plan, before[i]));
  if (bt_part_is_whole_shown (plan, has_child (root, body)))
    g_ptr_array_add (rows, body);
  add_sections (body, rows);
  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    g_ptr_array_add (rows, bt_plan_get_part (plan, after[i]));

  return rows;
}

/* The rows below that of @node. The sections stand beside the whole text, not below it. */
static GPtrArray *
get_rows (BtPlan *plan, const BtNode *node)
{
  GPtrArray *rows = g_ptr_array_new ();

  if (bt_node_get_kind (node) != BT_NODE_BODY)
    add_children (plan, node, rows);
  return rows;
}

static gboolean
has_rows (BtPlan *plan, const BtNode *node)
{
  g_autoptr (GPtrArray) rows = get_rows (plan, node);

  return rows->len > 0;
}

/* Whether the row at @position is that of @node. One that gets its first row below it, or loses the last, is
 * made anew: a tree list asks only once whether a row can be unfolded. */
static gboolean
is_item (GListStore *store, guint position, BtPlan *plan, const BtNode *node)
{
  g_autoptr (BtOutlineItem) item = g_list_model_get_item (G_LIST_MODEL (store), position);

  return item && g_str_equal (item->id, bt_node_get_id (node))
         && (g_list_model_get_n_items (G_LIST_MODEL (item->children)) > 0)
                == has_rows (plan, node);
}

static BtOutlineItem *new_branch (BtPlan *plan, const BtNode *node);

/* Items that are still in a list and are not to be. */
typedef struct
{
  guint position, n;
} Gone;

/* Whether only the first of @n items has another place among @rows: behind the others. */
static gboolean
is_moved_down (GListStore *store, guint start, guint n, BtPlan *plan, GPtrArray *rows)
{
  for (guint i = 0; i + 1 < n; i++)
    if (!is_item (store, start + i + 1, plan, rows->pdata[start + i]))
      return FALSE;
  return n > 1;
}

/* Brings items for @rows into the store: what both share at the ends stays, expanded or selected as it is.
 *
 * Those in whose place they stand are left right before them, for the caller to remove in the end. A list view that
 * gets rows when it has just lost some makes the new ones of the old, and then computes the style of hundreds behind
 * them anew. */
static Gone
add_rows (GListStore *store, BtPlan *plan, GPtrArray *rows)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store)), start = 0, end = 0;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  Gone gone;

  while (start < n && start < rows->len && is_item (store, start, plan, rows->pdata[start]))
    start++;
  while (end < n - start && end < rows->len - start
         && is_item (store, n - end - 1, plan, rows->pdata[rows->len - end - 1]))
    end++;
  gone = (Gone){ start, n - start - end };
  if (n == rows->len && is_moved_down (store, start, gone.n, plan, rows))
    gone.n = 1;
  for (guint i = n - end - gone.n; i < rows->len - end; i++)
    g_ptr_array_add (items, new_branch (plan, rows->pdata[i]));
  if (items->len > 0)
    g_list_store_splice (store, n - end, 0, items->pdata, items->len);
  return gone;
}

/* How long the list of a part is; NULL where that says nothing. */
static char *
dup_count (const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);
  guint n = bt_node_get_n_children (node);

  if (n == 0 || (kind != BT_NODE_BASES && kind != BT_NODE_RECIPIENTS))
    return NULL;
  return g_strdup_printf ("%u", n);
}

/* @node is NULL for the row above all rows. */
static void
sync_level (BtOutlineItem *item, BtPlan *plan, const BtNode *node)
{
  g_autoptr (GPtrArray) rows = node ? get_rows (plan, node) : get_top_rows (plan, item);
  Gone gone = add_rows (item->children, plan, rows);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (BtOutlineItem) child
          = g_list_model_get_item (G_LIST_MODEL (item->children), i < gone.position ? i : i + gone.n);
      BtNode *row = rows->pdata[i];
      g_autofree char *title = bt_outline_dup_title (plan, child->id);
      g_autofree char *count = dup_count (row);

      bt_outline_item_update (child, title, count);
      sync_level (child, plan, row);
    }
  if (gone.n > 0)
    g_list_store_splice (item->children, gone.position, gone.n, NULL, 0);
}

/* A row that has the rows below it already when it comes into the tree. */
static BtOutlineItem *
new_branch (BtPlan *plan, const BtNode *node)
{
  BtOutlineItem *item = bt_outline_item_new (bt_node_get_id (node));

  sync_level (item, plan, node);
  return item;
}

/**
 * bt_outline_item_sync:
 * @root: the row above all rows, which is not shown
 * @plan: the plan as it is now
 *
 * Makes the rows those of @plan, changing as few of them as can be.
 */
void
bt_outline_item_sync (BtOutlineItem *root, BtPlan *plan)
{
  g_return_if_fail (BT_IS_OUTLINE_ITEM (root));
  g_return_if_fail (plan != NULL);

  sync_level (root, plan, NULL);
}

static BtOutlineItem *
find_item (BtOutlineItem *item, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item->children));
  BtOutlineItem *found = g_str_equal (item->id, id) ? item : NULL;

  for (guint i = 0; !found && i < n; i++)
    {
      /* The list holds it. */
      g_autoptr (BtOutlineItem) child = g_list_model_get_item (G_LIST_MODEL (item->children), i);
      found = find_item (child, id);
    }
  return found;
}

/* Looking for a row takes a while, and most paragraphs have none. */
static gboolean
may_have_row (const BtDeltaNode *node)
{
  return bt_node_get_kind (node->node) == BT_NODE_TITLE || (node->parent && has_row (node->parent, node->node));
}

/* Makes the title of the row of a node, if it has one, read what it says now. */
static void
reword (BtOutlineItem *root, BtPlan *plan, const BtNode *node)
{
  const char *id = bt_node_get_kind (node) == BT_NODE_TITLE
                       ? bt_plan_get_parent_id (plan, bt_node_get_id (node))
                       : bt_node_get_id (node);
  BtOutlineItem *item = find_item (root, id);
  g_autofree char *title = item ? bt_outline_dup_title (plan, item->id) : NULL;

  if (item)
    set_string (item, &item->title, title, PROP_TITLE);
}

/* Makes the rows below that of @parent those of the plan; FALSE where the row itself would have to be another one. */
static gboolean
sync_below (BtOutlineItem *item, BtPlan *plan, const BtNode *parent)
{
  g_autofree char *count = dup_count (parent);

  if ((g_list_model_get_n_items (G_LIST_MODEL (item->children)) > 0) != has_rows (plan, parent))
    return FALSE;
  set_string (item, &item->count, count, PROP_COUNT);
  sync_level (item, plan, parent);
  return TRUE;
}

/* Whether the rows that have none above them are still those. How long the plan is decides about them, too. */
static gboolean
keeps_top_rows (BtOutlineItem *root, BtPlan *plan)
{
  g_autoptr (GPtrArray) rows = get_top_rows (plan, root);

  if (rows->len != g_list_model_get_n_items (G_LIST_MODEL (root->children)))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!is_item (root->children, i, plan, rows->pdata[i]))
      return FALSE;
  return TRUE;
}

/**
 * bt_outline_item_follow:
 * @root: the row above all rows
 * @plan: the plan as it is now
 * @delta: what differs in it from the one that the rows show
 *
 * Makes the rows those of @plan, like bt_outline_item_sync(), looking only at those that may differ.
 *
 * Returns: (transfer full) (nullable) (element-type BtOutlineItem): rows below which there may be new ones; %NULL where
 *   all must be looked at
 */
GPtrArray *
bt_outline_item_follow (BtOutlineItem *root, BtPlan *plan, const BtDelta *delta)
{
  g_autoptr (GPtrArray) synced = NULL;
  GHashTableIter iter;
  gpointer parent;

  g_return_val_if_fail (BT_IS_OUTLINE_ITEM (root), NULL);
  g_return_val_if_fail (plan != NULL && delta != NULL, NULL);

  if (!keeps_top_rows (root, plan))
    return NULL;
  synced = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, delta->parents);
  while (g_hash_table_iter_next (&iter, NULL, &parent))
    {
      BtOutlineItem *item = find_item (root, bt_node_get_id (parent));

      if (bt_node_get_kind (parent) == BT_NODE_PLAN || bt_node_get_kind (parent) == BT_NODE_BODY
          || (item && !sync_below (item, plan, parent)))
        return NULL;
      if (item)
        g_ptr_array_add (synced, g_object_ref (item));
    }
  for (guint i = 0; i < delta->nodes->len; i++)
    {
      const BtDeltaNode *node = &g_array_index (delta->nodes, BtDeltaNode, i);
      if (bt_delta_is_new_text (node) && may_have_row (node))
        reword (root, plan, node->node);
    }
  return g_steal_pointer (&synced);
}
