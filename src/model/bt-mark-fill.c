/* Marks of tracked changes that other programs leave out, and edits that are not tracked.
 *
 * Here all that comes or goes with an inserted or deleted part bears a mark of its own, so that another's decision can
 * keep it. Whoever writes a plan by other means marks the part and nothing in it. Nothing else can be meant as long as
 * nothing has been decided in the plan, so what is in the part gets the part's marks. Later, words without a mark in a
 * deleted part are words that a decision has kept. In an inserted part whose own words are marked as they are here, a
 * paragraph without a mark is one that was moved there while changes were not tracked: it stays without one. */
#include "bt-mark-fill.h"

#include <string.h>

#include "bt-schema.h"
#include "bt-table.h"

/* The changes by which a part comes and goes; either may be NULL. */
typedef struct
{
  const char *ins, *del;
} Presence;

static const Presence nothing = { NULL, NULL };

/* A node and what it gets from around it. */
typedef struct
{
  BtNode *node; /* NULL where there is none */
  Presence around;
} Spot;

static const Spot nowhere = { NULL, { NULL, NULL } };

static BtNode *fill (Spot now, Spot before);

/* Whether the node stands where it does by a change of its own, not by those of what is around it. */
static gboolean
stands_alone (const BtNode *node)
{
  static const char *const marks[] = { "moved", "split", "join" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (bt_node_get_attr (node, marks[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* By which changes the node comes and goes, with what it gets from around it. What somebody put into a deleted part is
 * not deleted with that. */
static Presence
find_presence (const BtNode *node, Presence around)
{
  Presence own = { bt_node_get_attr (node, "ins"), bt_node_get_attr (node, "del") };

  if (!bt_node_kind_has_marks (bt_node_get_kind (node)))
    return bt_node_get_kind (node) == BT_NODE_GHOST ? nothing : around;
  if (stands_alone (node))
    return own;
  return (Presence){ own.ins != NULL ? own.ins : around.ins,
                     own.del != NULL || own.ins != NULL ? own.del : around.del };
}

/* Takes @node over. */
static BtNode *
with_attr (BtNode *node, const char *name, const char *value)
{
  g_autoptr (BtNode) owned = node;

  return g_strcmp0 (bt_node_get_attr (node, name), value) == 0
             ? g_steal_pointer (&owned)
             : bt_node_with_attr (node, name, value);
}

/* Takes @node over. */
static BtNode *
with_attrs (BtNode *node, Presence presence)
{
  if (!bt_node_kind_has_marks (bt_node_get_kind (node)))
    return node;
  return with_attr (with_attr (node, "ins", presence.ins), "del", presence.del);
}

static gboolean
mark_cb (BtMark *mark, gpointer data)
{
  const Presence *presence = data;

  mark->ins = bt_intern (presence->ins);
  mark->del = bt_intern (presence->del);
  return TRUE;
}

/* Words that nobody has marked yet. */
static gboolean
is_unmarked (const BtText *text)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  for (guint i = 0; i < n_runs; i++)
    if (runs[i].mark.ins != NULL || runs[i].mark.del != NULL)
      return FALSE;
  return n_runs > 0;
}

/* Takes @node over. */
static BtNode *
with_text (BtNode *node, Presence presence)
{
  g_autoptr (BtNode) owned = node;

  if ((presence.ins == NULL && presence.del == NULL) || bt_node_get_text (node) == NULL
      || !is_unmarked (bt_node_get_text (node)))
    return g_steal_pointer (&owned);
  g_autoptr (BtText) text = bt_text_map (bt_node_get_text (node), mark_cb, &presence);
  return bt_node_with_text (node, text);
}

/* Whether an inserted part was written by somebody who marks parts only: its own words bear no mark. */
static gboolean
is_sparse (const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);
  const BtNode *title = kind == BT_NODE_APPENDIX ? bt_node_get_child_of_kind (node, BT_NODE_TITLE) : node;
  const BtText *text = title != NULL ? bt_node_get_text (title) : NULL;

  return kind == BT_NODE_TABLE || kind == BT_NODE_ROW || (text != NULL && is_unmarked (text));
}

/* What @node, whose marks are @presence, hands on to what is in it. */
static Presence
find_inner (const BtNode *node, Presence presence)
{
  if (bt_node_get_attr (node, "ins") != NULL && !is_sparse (node))
    presence.ins = NULL;
  return presence;
}

/* Takes @parent over. */
static BtNode *
with_child (BtNode *parent, guint position, BtNode *child)
{
  g_autoptr (BtNode) owned = parent;
  g_autoptr (BtNode) owned_child = child;

  return bt_node_get_child (parent, position) == child ? g_steal_pointer (&owned)
                                                       : bt_node_with_child (parent, position, child);
}

/* A cell comes and goes with its row, and with its column. Takes @row over. */
static BtNode *
fill_cells (BtNode *row, const GPtrArray *leaves)
{
  const Presence around = find_presence (row, nothing);
  guint column = 0;

  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    {
      BtNode *cell = bt_node_get_child (row, i);
      if (bt_node_get_kind (cell) != BT_NODE_CELL || column >= leaves->len)
        continue;
      const Presence of_column = find_presence (leaves->pdata[column++], nothing);
      const Presence presence = { around.ins != NULL ? around.ins : of_column.ins,
                                  around.del != NULL ? around.del : of_column.del };
      row = with_child (row, i, fill ((Spot){ cell, presence }, nowhere));
    }
  return row;
}

/* Whether the child at @position of @parent is the very one of @before, as far from one of the ends there. */
static gboolean
was_there (const BtNode *before, const BtNode *parent, guint position)
{
  const BtNode *child = bt_node_get_child (parent, position);
  const guint n_before = bt_node_get_n_children (before);
  const guint from_end = position + n_before - bt_node_get_n_children (parent);

  return (position < n_before && bt_node_get_child (before, position) == child)
         || (from_end < n_before && bt_node_get_child (before, from_end) == child);
}

/* Takes @rows over; those of @before, or NULL, are done under the same columns. */
static BtNode *
fill_rows (BtNode *rows, const GPtrArray *leaves, const BtNode *before)
{
  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    if (bt_node_get_kind (bt_node_get_child (rows, i)) == BT_NODE_ROW
        && (before == NULL || !was_there (before, rows, i)))
      rows = with_child (rows, i, fill_cells (bt_node_ref (bt_node_get_child (rows, i)), leaves));
  return rows;
}

/* Takes @table over, whose columns and rows are done; in @before, or NULL, the cells are as well. */
static BtNode *
fill_table (BtNode *table, const BtNode *before)
{
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);
  const BtNode *old_columns = before != NULL ? bt_node_get_child_of_kind (before, BT_NODE_COLUMNS) : NULL;
  const gboolean same = old_columns != NULL && bt_node_get_child_of_kind (table, BT_NODE_COLUMNS) == old_columns;
  const BtNode *old_rows = same ? bt_node_get_child_of_kind (before, BT_NODE_ROWS) : NULL;
  BtNode *filled = bt_node_ref (table);

  for (guint i = 0; i < bt_node_get_n_children (table); i++)
    {
      BtNode *rows = bt_node_get_child (table, i);
      if (bt_node_get_kind (rows) == BT_NODE_ROWS)
        filled = with_child (filled, i, fill_rows (bt_node_ref (rows), leaves, old_rows));
    }
  bt_node_unref (table);
  return filled;
}

static gboolean
is_child (const BtNode *parent, guint position, const BtNode *child)
{
  return position < bt_node_get_n_children (parent)
         && strcmp (bt_node_get_id (bt_node_get_child (parent, position)), bt_node_get_id (child)) == 0;
}

/* The child at @position of @now as it was in @before, where it stands as far from one of the ends there. */
static Spot
find_before (Spot before, Spot now, guint position)
{
  if (before.node == NULL)
    return nowhere;
  const BtNode *child = bt_node_get_child (now.node, position);
  const guint from_end = position + bt_node_get_n_children (before.node) - bt_node_get_n_children (now.node);
  const guint there = is_child (before.node, position, child) ? position : from_end;
  if (!is_child (before.node, there, child))
    return nowhere;
  const Presence inner = find_inner (before.node, find_presence (before.node, before.around));
  return (Spot){ bt_node_get_child (before.node, there), inner };
}

/* What was filled in @before is as it was, where nothing around it has changed. */
static BtNode *
fill (Spot now, Spot before)
{
  BtNode *node = now.node;

  if (now.around.ins == NULL && now.around.del == NULL && !bt_node_has_marks (node))
    return bt_node_ref (node);
  if (node == before.node && g_strcmp0 (now.around.ins, before.around.ins) == 0
      && g_strcmp0 (now.around.del, before.around.del) == 0)
    return bt_node_ref (node);

  const Presence presence = find_presence (node, now.around), inner = find_inner (node, presence);
  BtNode *filled = with_text (with_attrs (bt_node_ref (node), presence), presence);
  for (guint i = 0; i < bt_node_get_n_children (filled); i++)
    if (bt_node_get_kind (bt_node_get_child (filled, i)) != BT_NODE_CELL)
      {
        const Spot child = { bt_node_get_child (filled, i), inner };
        filled = with_child (filled, i, fill (child, find_before (before, now, i)));
      }
  return bt_node_get_kind (node) == BT_NODE_TABLE ? fill_table (filled, before.node) : filled;
}

static gboolean
has_decisions (const BtNode *root)
{
  const BtNode *changes = bt_node_get_child_of_kind (root, BT_NODE_CHANGES);

  for (guint i = 0; changes != NULL && i < bt_node_get_n_children (changes); i++)
    if (bt_node_get_attr (bt_node_get_child (changes, i), "decision") != NULL)
      return TRUE;
  return FALSE;
}

/**
 * bt_mark_fill:
 * @root: a plan's root, as it was read
 *
 * Marks what is in inserted and deleted parts and bears no mark itself, in a plan in which nothing has been decided.
 *
 * Returns: (transfer full): the root with these marks; @root itself where none was missing
 */
BtNode *
bt_mark_fill (BtNode *root)
{
  g_return_val_if_fail (root != NULL, NULL);

  return has_decisions (root) ? bt_node_ref (root) : fill ((Spot){ root, nothing }, nowhere);
}

/* Gives @node, and what is in it, the marks of @filled, which was made of it. */
static gboolean
take_marks (BtStepRun *run, const BtNode *node, const BtNode *filled, GError **error)
{
  static const char *const marks[] = { "ins", "del" };
  const char *id = bt_node_get_id (node);

  if (node == filled)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (!bt_step_run_set_attr (run, id, marks[i], bt_node_get_attr (filled, marks[i]), error))
      return FALSE;
  if (bt_node_get_text (node) != bt_node_get_text (filled)
      && !bt_step_run_set_text (run, id, bt_node_get_text (filled), error))
    return FALSE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (!take_marks (run, bt_node_get_child (node, i), bt_node_get_child (filled, i), error))
      return FALSE;
  return TRUE;
}

/**
 * bt_step_run_fill:
 * @run: a run
 * @before: the plan that it began with, in which no such mark was missing
 * @error: return location
 *
 * As bt_mark_fill() in what the run has changed, so that the plan is what it will be when it is read again: what was
 * put into an inserted part while changes were not tracked comes and goes with that.
 *
 * Returns: whether it was done
 */
gboolean
bt_step_run_fill (BtStepRun *run, BtPlan *before, GError **error)
{
  g_return_val_if_fail (run != NULL && before != NULL, FALSE);

  g_autoptr (BtPlan) plan = bt_plan_ref (bt_step_run_get_plan (run));
  BtNode *root = bt_plan_get_root (plan);
  g_autoptr (BtNode) filled = fill ((Spot){ root, nothing }, (Spot){ bt_plan_get_root (before), nothing });
  return filled == root || has_decisions (root) || take_marks (run, root, filled, error);
}
