/* Paragraphs that somebody has put into a document of ours, or taken out, with tracking: where they stand in the tree
 * of our own part. */
#include <string.h>

#include "bt-docx-import-private.h"
#include "bt-id.h"
#include "bt-step-run.h"

/**
 * BtDocxNewcomers:
 * @before, @behind: element of our tree → (element-type BtNode): what stands beside it
 * @heirs: interned id of a clause → the last new one behind it, which is of its kind: what stood below it stands below
 *   that
 * @struck: (element-type utf8): the interned ids of what is taken out, in order
 */
struct _BtDocxNewcomers
{
  const BtDocxOwn *own;
  GHashTable *before, *behind, *heirs;
  GPtrArray *struck;
};

static BtDocxNewcomers *
newcomers_alloc (const BtDocxOwn *own)
{
  BtDocxNewcomers *newcomers = g_new0 (BtDocxNewcomers, 1);

  newcomers->own = own;
  newcomers->heirs = g_hash_table_new (NULL, NULL);
  newcomers->struck = g_ptr_array_new ();
  newcomers->before = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  newcomers->behind = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  return newcomers;
}

/**
 * bt_docx_newcomers_free:
 * @newcomers: (transfer full): them
 */
void
bt_docx_newcomers_free (BtDocxNewcomers *newcomers)
{
  g_hash_table_unref (newcomers->before);
  g_hash_table_unref (newcomers->behind);
  g_hash_table_unref (newcomers->heirs);
  g_ptr_array_unref (newcomers->struck);
  g_free (newcomers);
}

static gboolean
is_item (const xmlNode *node)
{
  return node != NULL
         && (bt_docx_is (node, "clause") || bt_docx_is (node, "basis") || bt_docx_is (node, "recipient"));
}

/* Whether it is a node of the plan. */
static gboolean
is_part (const xmlNode *node)
{
  static const char *const others[] = { "attribute", "run", "anchor", NULL };

  return node->type == XML_ELEMENT_NODE && !g_strv_contains (others, (const char *) node->name);
}

/* Whether something stands below it that has not been moved away. */
static gboolean
has_parts (const xmlNode *node)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (is_part (child) && !bt_docx_is (child, "ghost"))
      return TRUE;
  return FALSE;
}

static gboolean
is_within (const xmlNode *node, const xmlNode *outer)
{
  while (node != NULL && node != outer)
    node = node->parent;
  return node != NULL;
}

static const xmlNode *
find_item (const BtDocxOwn *own, const char *id)
{
  const xmlNode *node = id != NULL ? g_hash_table_lookup (own->nodes, id) : NULL;

  return is_item (node) ? node : NULL;
}

/* Whether the paragraph of the item looks like that of the new one. */
static gboolean
is_alike (const BtDocxOwn *own, const xmlNode *item, const BtDocxAdded *added)
{
  return is_item (item) && added->style != NULL
         && g_hash_table_lookup (own->styles, bt_intern (bt_docx_attr (item, "id"))) == added->style;
}

/* What a new paragraph stands beside, being of the same kind; NULL where that is not plain. */
static const xmlNode *
find_sibling (const BtDocxOwn *own, const BtDocxAdded *added, gboolean *before)
{
  const xmlNode *last = find_item (own, added->behind), *next = find_item (own, added->before);
  gboolean alike = last != NULL && is_alike (own, last, added);

  *before = FALSE;
  if (alike && !has_parts (last))
    return last;
  if (next != NULL && is_alike (own, next, added))
    {
      *before = TRUE;
      return next;
    }
  if (alike)
    return last;
  for (const xmlNode *outer = last != NULL ? last->parent : NULL; is_item (outer); outer = outer->parent)
    if (is_alike (own, outer, added) && (next == NULL || !is_within (next, outer)))
      return outer;
  return NULL;
}

/* Its words, without the label that was typed where the others have one; NULL where they begin with another one. */
static BtText *
take_label (const BtDocxAdded *added, const xmlNode *sibling, BtTextRule rule)
{
  const BtImport plain = { 0 };
  const char *name = bt_docx_attr (sibling, "label");
  BtText *text = bt_docx_settle_text (bt_text_ref (added->text), rule);
  BtLabel scheme = BT_LABEL_NONE;
  BtImportLabel label;

  if (!bt_docx_is (sibling, "clause") || !bt_import_label_parse (&plain, bt_text_get_string (text), &label))
    return text;
  gboolean own = name != NULL && bt_label_from_name (name, &scheme) && scheme == label.scheme;
  BtText *rest = own ? bt_text_slice (text, label.length, bt_text_get_length (text)) : NULL;
  bt_text_unref (text);
  return rest;
}

static BtNode *
make_node (const BtDocxAdded *added, const xmlNode *sibling)
{
  static const char *const attrs[] = { "label", "heading" };
  g_autofree char *id = bt_id_new ('n');
  BtNodeKind kind;

  if (!bt_node_kind_from_name ((const char *) sibling->name, &kind))
    return NULL;
  BtText *text = take_label (added, sibling, bt_node_kind_get_text_rule (kind));
  if (text == NULL)
    return NULL;
  BtNodeBuilder *builder = bt_node_builder_new (kind, id);
  for (guint i = 0; i < G_N_ELEMENTS (attrs); i++)
    if (bt_docx_attr (sibling, attrs[i]) != NULL)
      bt_node_builder_set_attr (builder, attrs[i], bt_docx_attr (sibling, attrs[i]));
  bt_node_builder_set_attr (builder, "ins", added->change);
  bt_node_builder_take_text (builder, text);
  return bt_node_builder_end (builder);
}

static void
put (GHashTable *table, const xmlNode *sibling, BtNode *node)
{
  if (!g_hash_table_contains (table, sibling))
    g_hash_table_insert (table, (gpointer) sibling,
                         g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref));
  g_ptr_array_add (g_hash_table_lookup (table, sibling), node);
}

/* Whether all that stands below it can be moved for itself: nothing is parted from it or joined to it. */
static gboolean
may_be_left (const xmlNode *item)
{
  const char *id = bt_docx_attr (item, "id");

  for (const xmlNode *child = item->children; child != NULL; child = child->next)
    if (is_part (child)
        && (g_strcmp0 (bt_docx_attr (child, "split-of"), id) == 0
            || g_strcmp0 (bt_docx_attr (child, "join-to"), id) == 0))
      return FALSE;
  return TRUE;
}

/* What the item is one with when the joining changes are accepted: it is written right behind that. */
static const xmlNode *
find_head (const BtDocxOwn *own, const xmlNode *item)
{
  const xmlNode *head = item;

  for (guint i = 0; i < own->order->len && head != NULL && bt_docx_attr (head, "join-to") != NULL; i++)
    head = find_item (own, bt_intern (bt_docx_attr (head, "join-to")));
  return head;
}

static const xmlNode *
find_first_part (const xmlNode *item)
{
  const xmlNode *child = item->children;

  while (child != NULL && !is_part (child))
    child = child->next;
  return child;
}

/* What stands behind a paragraph that is joined to another one stands before what is below that, or else below it. */
static gboolean
put_joined (BtDocxNewcomers *newcomers, const xmlNode *sibling, BtNode *node)
{
  const xmlNode *head = find_head (newcomers->own, sibling);
  const xmlNode *part = head != NULL ? find_first_part (head) : NULL;

  if (head == NULL)
    {
      bt_node_unref (node);
      return FALSE;
    }
  if (part == NULL && has_parts (sibling))
    part = find_first_part (sibling);
  put (part != NULL ? newcomers->before : newcomers->behind, part != NULL ? part : head, node);
  return TRUE;
}

static gboolean
place (BtDocxNewcomers *newcomers, const BtDocxAdded *added)
{
  gboolean before;
  const xmlNode *sibling = find_sibling (newcomers->own, added, &before);
  BtNode *node = sibling != NULL ? make_node (added, sibling) : NULL;
  gboolean next = !before && sibling == find_item (newcomers->own, added->behind); /* right behind it */

  if (node == NULL)
    return FALSE;
  if (next && bt_docx_attr (sibling, "join-to") != NULL)
    return put_joined (newcomers, sibling, node);
  put (before ? newcomers->before : newcomers->behind, sibling, node);
  if (!next || !has_parts (sibling))
    return TRUE;
  g_hash_table_insert (newcomers->heirs, (gpointer) added->behind, (gpointer) bt_intern (bt_node_get_id (node)));
  return may_be_left (sibling);
}

/* Whether all that stands behind an item with an heir is of the same kind, so that there is one order. */
static gboolean
is_plain (const BtDocxNewcomers *newcomers, const BtDocxAdded *added)
{
  return added->behind == NULL || !g_hash_table_contains (newcomers->heirs, added->behind)
         || is_alike (newcomers->own, find_item (newcomers->own, added->behind), added);
}

/* Whether what is taken out is a paragraph for itself. */
static gboolean
strike (BtDocxNewcomers *newcomers, const char *id)
{
  const xmlNode *item = find_item (newcomers->own, id);

  g_ptr_array_add (newcomers->struck, (gpointer) id);
  return item != NULL && may_be_left (item);
}

/**
 * bt_docx_newcomers_new:
 * @own: what our export wrote, and what was read by it
 *
 * Returns: (transfer full) (nullable): where the paragraphs stand that somebody has put in since; %NULL where that is
 *   not plain, or what he takes out is not
 */
BtDocxNewcomers *
bt_docx_newcomers_new (const BtDocxOwn *own)
{
  g_autoptr (BtDocxNewcomers) newcomers = newcomers_alloc (own);

  for (guint i = 0; i < own->added->len; i++)
    if (!place (newcomers, own->added->pdata[i]))
      return NULL;
  for (guint i = 0; i < own->added->len; i++)
    if (!is_plain (newcomers, own->added->pdata[i]))
      return NULL;
  for (guint i = 0; i < own->order->len; i++)
    if (g_hash_table_contains (own->struck, own->order->pdata[i]) && !strike (newcomers, own->order->pdata[i]))
      return NULL;
  return newcomers->struck->len == g_hash_table_size (own->struck) ? g_steal_pointer (&newcomers) : NULL;
}

/**
 * bt_docx_newcomers_add:
 * @newcomers: them
 * @beside: an element of our own tree
 * @before: whether what stands before it is wanted, or behind it
 * @builder: what the element stands in, to which it is added
 */
void
bt_docx_newcomers_add (const BtDocxNewcomers *newcomers, const xmlNode *beside, gboolean before, BtNodeBuilder *builder)
{
  const GPtrArray *nodes = g_hash_table_lookup (before ? newcomers->before : newcomers->behind, beside);

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    bt_node_builder_take_child (builder, bt_node_ref (nodes->pdata[i]));
}

/* Moves what stands below @from to the end of what is below @to, or right behind @from where that is %NULL. */
static gboolean
move_children (BtStepRun *run, const char *from, const char *to, const char *change)
{
  g_autoptr (BtNode) node = bt_node_ref (bt_plan_get_node (bt_step_run_get_plan (run), from));
  guint n = 0, place;

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      const BtNode *child = bt_node_get_child (node, i);
      const char *id = bt_intern (bt_node_get_id (child));
      if (bt_node_get_kind (child) == BT_NODE_GHOST)
        continue;
      if (bt_step_run_leave_ghost (run, id, change, NULL) == NULL)
        return FALSE;
      BtPlan *plan = bt_step_run_get_plan (run);
      const BtNode *parent = to != NULL ? bt_plan_get_node (plan, to) : bt_plan_get_parent (plan, from, &place);
      place = to != NULL ? bt_node_get_n_children (parent) : place + ++n;
      if (!bt_step_run_apply (run, bt_step_new_move (id, bt_intern (bt_node_get_id (parent)), place), NULL))
        return FALSE;
    }
  return TRUE;
}

/* What is left below a paragraph that is taken out stands below the one of its kind before it then; NULL for none. */
static const char *
find_guardian (BtPlan *plan, const char *id)
{
  guint place;
  const BtNode *node = bt_plan_get_node (plan, id), *parent = bt_plan_get_parent (plan, id, &place);

  while (place > 0)
    {
      const BtNode *before = bt_node_get_child (parent, --place);
      if (bt_node_get_kind (before) == BT_NODE_GHOST || !bt_node_is_live (before))
        continue;
      gboolean alike = bt_node_get_kind (before) == bt_node_get_kind (node)
                       && g_strcmp0 (bt_node_get_attr (before, "label"), bt_node_get_attr (node, "label")) == 0;
      return alike ? bt_intern (bt_node_get_id (before)) : NULL;
    }
  return NULL;
}

/**
 * bt_docx_newcomers_settle:
 * @newcomers: them
 * @plan: the plan of our own tree, with what stands beside its parts
 *
 * Takes out what somebody takes out, and moves what was below it, or is below something new, by the same changes.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL where that cannot be
 */
BtPlan *
bt_docx_newcomers_settle (const BtDocxNewcomers *newcomers, BtPlan *plan)
{
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  GHashTableIter iter;
  gpointer id, heir;

  g_hash_table_iter_init (&iter, newcomers->heirs);
  while (g_hash_table_iter_next (&iter, &id, &heir))
    {
      const char *change = bt_node_get_attr (bt_plan_get_node (plan, heir), "ins");
      if (!move_children (run, id, heir, change))
        return NULL;
    }
  for (guint i = 0; i < newcomers->struck->len; i++)
    {
      const char *struck = newcomers->struck->pdata[i], *change = g_hash_table_lookup (newcomers->own->struck, struck);
      const char *guardian = find_guardian (bt_step_run_get_plan (run), struck);
      if (!move_children (run, struck, guardian, change) || !bt_step_run_set_attr (run, struck, "del", change, NULL))
        return NULL;
    }
  return bt_plan_ref (bt_step_run_get_plan (run));
}
