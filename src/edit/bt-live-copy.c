/* Copies of what stands in a plan as it reads: without what open changes delete, and without marks. */
#include "bt-live-copy.h"

#include "bt-schema.h"
#include "bt-step-run.h"
#include "bt-table.h"

/* Attributes that say something about changes, not about the node. */
static const char *const marks[] = { "ins",      "ins-verdict",   "del",          "del-verdict", "moved",
                                     "split",    "split-of",      "split-verdict", "join",       "join-to",
                                     "join-after", "join-verdict", "was",         NULL };

static gboolean
live_cb (BtMark *mark, gpointer data)
{
  gboolean live = !mark->del;

  mark->ins = mark->was = NULL;
  return live;
}

static void
append_live (BtTextBuilder *builder, BtText *text, gboolean comments)
{
  g_autoptr (BtText) live = bt_text_map (text, live_cb, NULL);
  g_autoptr (BtText) bare = comments ? bt_text_ref (live) : bt_text_without_anchor (live, NULL);

  bt_text_builder_append_text (builder, bare);
}

/**
 * bt_live_copy_text:
 * @text: a text
 *
 * Comments stay with the original.
 *
 * Returns: (transfer full): the text as it reads, with its formats and objects
 */
BtText *
bt_live_copy_text (BtText *text)
{
  BtTextBuilder *builder;

  g_return_val_if_fail (text != NULL, NULL);

  builder = bt_text_builder_new ();
  append_live (builder, text, FALSE);
  return bt_text_builder_end (builder);
}

/**
 * bt_live_get_joined:
 * @plan: a plan
 * @id: the id of a paragraph
 *
 * Returns: (transfer none) (nullable): the paragraph that an open change joins to its end
 */
BtNode *
bt_live_get_joined (BtPlan *plan, const char *id)
{
  g_autoptr (GPtrArray) referrers = NULL;

  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  referrers = bt_plan_get_referrers (plan, id);
  for (guint i = 0; i < referrers->len; i++)
    if (g_strcmp0 (bt_node_get_attr (referrers->pdata[i], "join-to"), id) == 0)
      return referrers->pdata[i];
  return NULL;
}

/* Where and how a copy is made; @leaves are the columns of the table that is copied with its rows, or NULL. */
typedef struct
{
  BtPlan *plan;
  GPtrArray *leaves;
  gboolean comments;
} Copy;

static BtNode *copy_node (const Copy *copy, BtNode *node);

/* A cell comes and goes with its column. */
static gboolean
is_copied (const Copy *copy, const BtNode *parent, guint position)
{
  const BtNode *child = bt_node_get_child (parent, position);

  if (copy->leaves && bt_node_get_kind (parent) == BT_NODE_ROW && position < copy->leaves->len)
    return bt_node_is_live (copy->leaves->pdata[position]);
  return bt_node_is_live (child);
}

static void
copy_children (const Copy *copy, BtNode *node, BtNodeBuilder *builder)
{
  g_autoptr (GPtrArray) leaves = NULL;
  Copy inner = *copy;

  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    inner.leaves = leaves = bt_table_get_leaves (node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (is_copied (&inner, node, i))
      bt_node_builder_take_child (builder, copy_node (&inner, bt_node_get_child (node, i)));
}

static BtNode *
copy_node (const Copy *copy, BtNode *node)
{
  BtNodeBuilder *builder = bt_node_builder_new (bt_node_get_kind (node), NULL);
  BtTextBuilder *text = bt_node_get_text (node) ? bt_text_builder_new () : NULL;
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);

  for (guint i = 0; i < n_attrs; i++)
    if (!g_strv_contains (marks, attrs[i].name))
      bt_node_builder_set_attr (builder, attrs[i].name, attrs[i].value);
  for (BtNode *part = node; part; part = bt_live_get_joined (copy->plan, bt_node_get_id (part)))
    {
      if (text)
        append_live (text, bt_node_get_text (part), copy->comments);
      copy_children (copy, part, builder);
    }
  if (text)
    bt_node_builder_take_text (builder, bt_text_builder_end (text));

  return bt_node_builder_end (builder);
}

/**
 * bt_live_copy:
 * @plan: a plan
 * @node: a node of it
 * @comments: whether comments speak of the words of the copy too, as they do when it stands for the node at another
 *   place
 *
 * Returns: (transfer full): the node and all below it as it reads, joined paragraphs joined, with ids of its own
 */
BtNode *
bt_live_copy (BtPlan *plan, BtNode *node, gboolean comments)
{
  Copy copy = { plan, NULL, comments };

  g_return_val_if_fail (plan != NULL && node != NULL, NULL);

  return copy_node (&copy, node);
}
