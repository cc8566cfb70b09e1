/* What was moved stands in a document of ours twice, as it was at its old place and as it is at its new one, and once
 * in the plan. Where somebody has edited one of them without tracking, what they differ in is of who moved it. */
#include <string.h>

#include "bt-docx-import-private.h"
#include "bt-mark-fill.h"
#include "bt-resolve.h"

/* Ghosts that stand for each other: more than any plan has. */
#define MAX_RELAYS 1000

/* A text that the document shows at its old place, too. */
typedef struct
{
  BtPlan *plan, *original; /* as it is read, and when all of its changes are rejected */
  const BtNode *old;       /* in the latter */
  const char *change;      /* interned, by which it was moved away */
} End;

static char *
dup_stripped (const char *string)
{
  return g_strstrip (g_strdup (string));
}

/* Adds the texts of what was moved; FALSE where the document shows them otherwise: the cells of a column stand in all
 * rows, and words of a reference are made anew. */
static gboolean
add_ends (GArray *ends, End end)
{
  BtNodeKind kind = bt_node_get_kind (end.old);
  const BtText *text =
      bt_node_kind_get_text_rule (kind) != BT_TEXT_NONE ? bt_node_get_text (end.old) : NULL;
  const BtNode *node = end.old;

  if (kind == BT_NODE_COLUMN || (text != NULL && bt_text_has_objects (text)))
    return FALSE;
  if (text != NULL && !bt_docx_is_space (bt_text_get_string (text)))
    g_array_append_val (ends, end);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      end.old = bt_node_get_child (node, i);
      if (!add_ends (ends, end))
        return FALSE;
    }
  return TRUE;
}

/* What stood before all changes where the ghost of our tree is; NULL where it cannot be told. */
static const BtNode *
find_old (const End *end, const char *ghost)
{
  const BtNode *node = bt_plan_has_node (end->plan, ghost) ? bt_plan_get_node (end->plan, ghost) : NULL;

  for (guint i = 0; i < MAX_RELAYS && node != NULL && bt_node_get_kind (node) == BT_NODE_GHOST; i++)
    {
      const char *of = bt_node_get_attr (node, "of");
      node = of != NULL && bt_plan_has_node (end->plan, of) ? bt_plan_get_node (end->plan, of) : NULL;
    }
  return node != NULL && bt_plan_has_node (end->original, bt_node_get_id (node))
             ? bt_plan_get_node (end->original, bt_node_get_id (node))
             : NULL;
}

/* Finds what the document shows at its old place, in its order; FALSE where that is not plain. */
static gboolean
find_ends (const xmlNode *tree, End end, GArray *ends)
{
  for (const xmlNode *node = tree->children; node != NULL; node = node->next)
    {
      if (bt_docx_is (node, "ghost") && bt_docx_attr (node, "shown") != NULL)
        {
          end.old = find_old (&end, bt_docx_attr (node, "id"));
          end.change = bt_intern (bt_docx_attr (node, "change"));
          if (end.old == NULL || end.change == NULL || !add_ends (ends, end))
            return FALSE;
        }
      else if (!find_ends (node, end, ends))
        return FALSE;
    }
  return TRUE;
}

/* Leaves those texts and copies that have no equal. */
static void
drop_equal (GArray *ends, GPtrArray *copies)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ends->len; i++)
    {
      char *key = dup_stripped (bt_node_get_string (g_array_index (ends, End, i).old));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (known, key));
      g_hash_table_insert (known, key, GUINT_TO_POINTER (n + 1));
    }
  g_autoptr (GHashTable) same = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = copies->len; i > 0; i--)
    {
      g_autofree char *key = dup_stripped (bt_text_get_string (copies->pdata[i - 1]));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (known, key)),
            met = GPOINTER_TO_UINT (g_hash_table_lookup (same, key));
      if (met < n)
        g_hash_table_insert (same, g_strdup (key), GUINT_TO_POINTER (met + 1));
      if (met < n || *key == '\0')
        g_ptr_array_remove_index (copies, i - 1);
    }
  for (guint i = ends->len; i > 0; i--)
    {
      g_autofree char *key = dup_stripped (bt_node_get_string (g_array_index (ends, End, i - 1).old));
      guint met = GPOINTER_TO_UINT (g_hash_table_lookup (same, key));
      if (met == 0)
        continue;
      g_hash_table_insert (same, g_steal_pointer (&key), GUINT_TO_POINTER (met - 1));
      g_array_remove_index (ends, i - 1);
    }
}

/* Two strings that differ in whole words between @start and their ends. */
typedef struct
{
  gsize start, old_end, new_end;
} Difference;

static Difference
find_difference (const char *old, const char *new)
{
  gsize n_old = strlen (old), n_new = strlen (new), start = 0, rest = 0;

  while (old[start] != '\0' && old[start] == new[start])
    start++;
  while (start > 0 && strchr (" \n", old[start - 1]) == NULL)
    start--;
  while (rest < MIN (n_old, n_new) - start && old[n_old - rest - 1] == new[n_new - rest - 1])
    rest++;
  while (rest > 0 && strchr (" \n", old[n_old - rest]) == NULL)
    rest--;
  return (Difference){ start, n_old - rest, n_new - rest };
}

static gboolean
mark_inserted_cb (BtMark *mark, gpointer data)
{
  mark->ins = data;
  return TRUE;
}

static gboolean
mark_deleted_cb (BtMark *mark, gpointer data)
{
  mark->del = data;
  return TRUE;
}

/* Marks the words from @start to @end, counted without those that are put in, as put in by @change; @at is where the
 * first of them stands. */
static BtText *
mark_new (BtText *text, gsize start, gsize end, const char *change, gsize *at)
{
  g_autoptr (BtText) marked = bt_text_ref (text);
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize begin = 0, place = 0;

  *at = bt_text_get_length (text);
  for (guint i = 0; i < n_runs; begin = runs[i++].end)
    {
      if (runs[i].mark.ins != NULL)
        continue;
      gsize length = runs[i].end - begin, from = MAX (start, place), to = MIN (end, place + length);
      if (start >= place && start < place + length)
        *at = begin + start - place;
      if (from < to)
        {
          g_autoptr (BtText) slice = bt_text_slice (text, begin + from - place, begin + to - place);
          g_autoptr (BtText) inserted = bt_text_map (slice, mark_inserted_cb, (gpointer) change);
          BtText *next = bt_text_replace (marked, begin + from - place, begin + to - place, inserted);
          bt_text_unref (marked);
          marked = next;
        }
      place += length;
    }
  return g_steal_pointer (&marked);
}

/* The text that is that of the copy when its changes are rejected, and what it is when they are accepted; NULL where
 * other paragraphs have a part of it. */
static BtText *
merge (const End *end, BtText *text, BtText *copy)
{
  g_autofree char *now = bt_docx_dup_view (text, FALSE);
  Difference difference = find_difference (bt_text_get_string (copy), now);
  gsize at;

  if (strcmp (now, bt_node_get_string (end->old)) != 0)
    return NULL;
  g_autoptr (BtText) marked =
      mark_new (text, difference.start, difference.new_end, end->change, &at);
  g_autoptr (BtText) slice = bt_text_slice (copy, difference.start, difference.old_end);
  g_autoptr (BtText) deleted = bt_text_map (slice, mark_deleted_cb, (gpointer) end->change);
  return bt_text_replace (marked, at, at, deleted);
}

/* The plan in which each of the texts is that of its copy when all is rejected; NULL where that cannot be. */
static BtPlan *
merge_all (BtPlan *plan, const GArray *ends, const GPtrArray *copies)
{
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);

  for (guint i = 0; i < ends->len; i++)
    {
      const End *end = &g_array_index (ends, End, i);
      const BtNode *node = bt_plan_get_node (plan, bt_node_get_id (end->old));
      if (node == NULL || bt_node_get_kind (node) != bt_node_get_kind (end->old))
        return NULL;
      BtText *copy = bt_docx_replace_odd (bt_text_ref (copies->pdata[i]),
                                          bt_node_kind_get_text_rule (bt_node_get_kind (node)));
      g_autoptr (BtText) text = merge (end, bt_node_get_text (node), copy);
      bt_text_unref (copy);
      if (text == NULL || !bt_step_run_set_text (run, bt_node_get_id (node), text, NULL))
        return NULL;
    }
  g_autoptr (BtNode) filled = bt_mark_fill (bt_plan_get_root (bt_step_run_get_plan (run)));
  return bt_plan_new (filled, NULL);
}

/**
 * bt_docx_import_settle_copies:
 * @docx: a document of ours
 * @plan: the plan in it, with the words of what was moved as they are at its new place
 *
 * Returns: (transfer full) (nullable): the plan that has those of the old place when all is rejected; %NULL where it is
 *   not plain which are which
 */
BtPlan *
bt_docx_import_settle_copies (const BtDocx *docx, BtPlan *plan)
{
  g_autoptr (BtPlan) original = bt_review_view (plan, BT_VIEW_ORIGINAL);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (End));
  g_autoptr (GPtrArray) copies = g_ptr_array_new ();
  End end = { .plan = plan, .original = original };

  g_ptr_array_extend (copies, docx->own->copies, NULL, NULL);
  if (!find_ends (docx->own->tree, end, ends))
    return bt_plan_ref (plan);
  drop_equal (ends, copies);
  if (ends->len != copies->len)
    return NULL;
  return ends->len > 0 ? merge_all (plan, ends, copies) : bt_plan_ref (plan);
}
