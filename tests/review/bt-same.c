/* Whether two plans say the same, for tests of laws; where they do not, what differs is printed. */
#include "bt-same.h"

#include <string.h>

#include "bt-comment-list.h"
#include "bt-schema.h"
#include "bt-step-run.h"

/* How far the work on the plan has come is never tracked, so one plan may be further on than the other. */
static gboolean
is_process (const char *name)
{
  return strcmp (name, "tracking") == 0 || strcmp (name, "round") == 0
         || strcmp (name, "state") == 0;
}

/* What a comment quotes may hold a number that reads otherwise where the ids, or open changes, are others. */
static gboolean
counts (const char *name, BtSame same)
{
  return !is_process (name) && (same == BT_SAME_NODES || strcmp (name, "quote") != 0);
}

static gboolean
has_attrs_of (const BtNode *a, const BtNode *b, BtSame same)
{
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (b, &n_attrs);

  for (guint i = 0; i < n_attrs; i++)
    if (counts (attrs[i].name, same)
        && g_strcmp0 (bt_node_get_attr (a, attrs[i].name), attrs[i].value) != 0)
      return FALSE;
  return TRUE;
}

/* Threads that are new in both plans may have other ids, as nodes may. */
static gboolean
same_anchors (const BtText *a, const BtText *b)
{
  guint n, n_others;
  const BtAnchor *anchors = bt_text_get_anchors (a, &n), *others = bt_text_get_anchors (b, &n_others);

  if (n != n_others)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (anchors[i].start != others[i].start || anchors[i].end != others[i].end)
      return FALSE;
  return TRUE;
}

static gboolean
same_text (BtText *a, BtText *b, BtSame same)
{
  if (a == b || (a != NULL && b != NULL && bt_text_equal (a, b)))
    return TRUE;
  if (a == NULL || b == NULL || same == BT_SAME_NODES || !same_anchors (a, b))
    return FALSE;
  g_autoptr (BtText) bare = bt_text_without_anchor (a, NULL), other = bt_text_without_anchor (b, NULL);
  return bt_text_equal (bare, other);
}

/* The node itself, without what is below it. */
static gboolean
same_node (const BtNode *a, const BtNode *b, BtSame same)
{
  if (bt_node_get_kind (a) != bt_node_get_kind (b)
      || (same == BT_SAME_NODES && strcmp (bt_node_get_id (a), bt_node_get_id (b)) != 0)
      || !has_attrs_of (a, b, same) || !has_attrs_of (b, a, same))
    return FALSE;
  return same_text (bt_node_get_text (a), bt_node_get_text (b), same);
}

/* The records of changes do not count; what two plans share is the same. */
static gboolean
same_tree (const BtNode *a, const BtNode *b, BtSame same)
{
  guint n = bt_node_get_n_children (a);

  if (a == b)
    return TRUE;
  if (!same_node (a, b, same))
    return FALSE;
  if (bt_node_get_kind (a) == BT_NODE_CHANGES)
    return TRUE;
  if (bt_node_get_n_children (b) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!same_tree (bt_node_get_child (a, i), bt_node_get_child (b, i), same))
      return FALSE;
  return TRUE;
}

gboolean
bt_same (const BtPlan *a, const BtPlan *b, BtSame same)
{
  return same_tree (bt_plan_get_root (a), bt_plan_get_root (b), same);
}

static void
append_runs (GString *line, const BtNode *node)
{
  guint n_runs = 0;
  const BtText *text = bt_node_get_text (node);
  const BtRun *runs = text != NULL ? bt_text_get_runs (text, &n_runs) : NULL;
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      const BtMark *mark = &runs[i].mark;
      g_string_append_printf (line, " [%.*s|%d%s%s%s%s%s%s]", (int) (runs[i].end - start),
                              bt_text_get_string (text) + start, mark->format,
                              mark->ins ? " +" : "", mark->ins ? mark->ins : "",
                              mark->del ? " -" : "", mark->del ? mark->del : "",
                              mark->was ? " ~" : "", mark->was ? mark->was : "");
    }
}

static void
append_anchors (GString *line, const BtNode *node)
{
  guint n_anchors = 0;
  const BtText *text = bt_node_get_text (node);
  const BtAnchor *anchors = text != NULL ? bt_text_get_anchors (text, &n_anchors) : NULL;

  for (guint i = 0; i < n_anchors; i++)
    g_string_append_printf (line, " {%zu-%zu %s}", anchors[i].start, anchors[i].end,
                            anchors[i].thread);
}

static void
print_tree (const BtNode *node, guint depth)
{
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%*s%s %s", depth * 2, "",
                          bt_node_kind_get_name (bt_node_get_kind (node)), bt_node_get_id (node));
  for (guint i = 0; i < n_attrs; i++)
    g_string_append_printf (line, " %s=%s", attrs[i].name, attrs[i].value);
  append_runs (line, node);
  append_anchors (line, node);
  g_strdelimit (line->str, "\n", ' ');
  g_printerr ("# %s\n", line->str);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    print_tree (bt_node_get_child (node, i), depth + 1);
}

void
bt_same_print_plan (const char *title, const BtPlan *plan)
{
  g_printerr ("# --- %s\n", title);
  print_tree (bt_plan_get_root (plan), 0);
}

/* Prints the innermost pair that differs. */
static void
print_difference (const BtNode *found, const BtNode *expected, BtSame same)
{
  guint n = bt_node_get_n_children (found);

  if (bt_node_get_n_children (expected) == n && same_node (found, expected, same))
    for (guint i = 0; i < n; i++)
      if (!same_tree (bt_node_get_child (found, i), bt_node_get_child (expected, i), same))
        {
          print_difference (bt_node_get_child (found, i), bt_node_get_child (expected, i), same);
          return;
        }
  g_printerr ("# --- found\n");
  print_tree (found, 0);
  g_printerr ("# --- expected\n");
  print_tree (expected, 0);
}

void
bt_same_print_difference (const BtPlan *found, const BtPlan *expected, BtSame same)
{
  print_difference (bt_plan_get_root (found), bt_plan_get_root (expected), same);
}

/* The plan without the comments on it. */
BtPlan *
bt_same_without_comments (BtPlan *plan)
{
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  g_autoptr (GPtrArray) list = bt_comment_list_new (plan);

  for (guint i = 0; i < list->len; i++)
    {
      const BtComment *comment = list->pdata[i];
      for (guint j = 0; j < comment->ranges->len; j++)
        {
          const char *id = g_array_index (comment->ranges, BtCommentRange, j).node;
          BtText *text = bt_node_get_text (bt_plan_get_node (bt_step_run_get_plan (run), id));
          g_autoptr (BtText) bare = bt_text_without_anchor (text, NULL);
          g_assert_true (bt_step_run_set_text (run, id, bare, NULL));
        }
      g_assert_true (bt_step_run_apply (run, bt_step_new_remove (comment->id), NULL));
    }
  return bt_plan_ref (bt_step_run_get_plan (run));
}
