/* Merging several reviewers' copies of one plan.
 *
 * The base is the spine, of every list and of every text: what a reviewer put in stands in the gap where he put it, and
 * what he took away stays, marked as deleted by him. So rejecting all changes of the copies gives the base, and no
 * change of one can take away one of another. What a copy shows without a mark was done without tracking, and is marked
 * as done by whom the copy is of. */
#include "bt-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-id.h"
#include "bt-merge-private.h"
#include "bt-resolve.h"
#include "bt-schema.h"

BtReviewer *
bt_merge_get_reviewer (const BtMerge *merge, guint reviewer)
{
  return merge->reviewers->pdata[reviewer];
}

/* The node of that id of a copy; NULL where it has none, or where another node of the copy has taken the id. */
BtNode *
bt_merge_find_own (const BtMerge *merge, guint reviewer, const char *id)
{
  return g_hash_table_lookup (bt_merge_get_reviewer (merge, reviewer)->sites, id);
}

/* What a reviewer's node is called in the result; interned. */
const char *
bt_merge_map_id (const BtMerge *merge, guint reviewer, const char *id)
{
  const char *interned = bt_intern (id);
  const char *name = g_hash_table_lookup (bt_merge_get_reviewer (merge, reviewer)->names, interned);
  return name != NULL ? name : interned;
}

/* Whether the base records the change. */
gboolean
bt_merge_is_known (const BtMerge *merge, const char *change)
{
  return g_hash_table_contains (merge->known, change);
}

/* Whether one copy has accepted the change and another rejected it. */
gboolean
bt_merge_is_disputed (const BtMerge *merge, const char *change)
{
  return change != NULL && g_hash_table_contains (merge->disputed, change);
}

/* Whether the change is disputed, and that is what the reviewer decided. */
gboolean
bt_merge_has_decided (const BtMerge *merge, guint reviewer, const char *change, const char *verdict)
{
  if (!bt_merge_is_disputed (merge, change))
    return FALSE;
  const BtNode *own = g_hash_table_lookup (bt_merge_get_reviewer (merge, reviewer)->records, change);
  return own != NULL && g_strcmp0 (bt_node_get_attr (own, "decision"), verdict) == 0;
}

static const char *
record_change (BtMerge *merge, const char *author, const char *time, const char *round)
{
  g_autofree char *id = bt_id_new ('k');
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CHANGE, id);

  bt_node_builder_set_attr (builder, "author", author);
  bt_node_builder_set_attr (builder, "time", time);
  bt_node_builder_set_attr (builder, "round", round);
  g_ptr_array_add (merge->records, bt_node_builder_end (builder));
  return bt_intern (id);
}

/* The change for what the reviewer did without tracking. */
static const char *
get_untracked (BtMerge *merge, BtReviewer *reviewer)
{
  if (reviewer->untracked == NULL)
    {
      reviewer->untracked = record_change (merge, reviewer->name, merge->time, merge->round);
      BtConflict *note = bt_merge_add_conflict (merge, BT_MERGE_NOTE_UNTRACKED, NULL);
      note->sides[0].copy = g_strdup (reviewer->name);
      note->sides[0].change = reviewer->untracked;
    }
  return reviewer->untracked;
}

/* The change in the result that stands for @change in a copy, NULL for none: itself, unless the base has it. */
const char *
bt_merge_map_change (BtMerge *merge, guint number, const char *change)
{
  BtReviewer *reviewer = bt_merge_get_reviewer (merge, number);

  if (change == NULL)
    return get_untracked (merge, reviewer);
  const BtNode *record = g_hash_table_lookup (merge->known, change);
  if (record == NULL)
    return change;
  const char *clone = g_hash_table_lookup (reviewer->clones, change);
  if (clone == NULL)
    {
      clone = record_change (merge, bt_node_get_attr (record, "author"), bt_node_get_attr (record, "time"),
                             bt_node_get_attr (record, "round"));
      g_hash_table_insert (reviewer->clones, (gpointer) change, (gpointer) clone);
    }
  return clone;
}

static void
note_records (BtPlan *plan, GHashTable *records)
{
  BtNode *list = bt_plan_get_part (plan, BT_NODE_CHANGES);

  for (guint i = 0; i < bt_node_get_n_children (list); i++)
    {
      BtNode *record = bt_node_get_child (list, i);
      g_hash_table_insert (records, (gpointer) bt_node_get_id (record), record);
    }
}

static void
note_sites (BtNode *node, GHashTable *sites)
{
  g_hash_table_insert (sites, (gpointer) bt_node_get_id (node), node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    note_sites (bt_node_get_child (node, i), sites);
}

/* Notes what stands for what in a copy, and what was split from what. */
static void
note_links (const BtMerge *merge, BtReviewer *reviewer, BtNode *node)
{
  const char *of = bt_node_get_attr (node, "of"), *split_of = bt_node_get_attr (node, "split-of");

  if (!bt_node_has_marks (node))
    return;
  if (of != NULL)
    g_hash_table_insert (reviewer->ghosts, (gpointer) of, node);
  if (split_of != NULL && !g_hash_table_contains (merge->sites, bt_node_get_id (node)))
    g_hash_table_insert (reviewer->seconds, (gpointer) split_of, node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    note_links (merge, reviewer, bt_node_get_child (node, i));
}

/* The characters of a text that no change of the reviewer's put in. */
static void
append_old (const BtMerge *merge, const BtText *text, GString *old)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    if (runs[i].mark.ins == NULL || bt_merge_is_known (merge, runs[i].mark.ins))
      g_string_append_len (old, bt_text_get_string (text) + start, runs[i].end - start);
}

/* How many bytes two strings have in common at their ends. */
static gsize
count_common (const char *a, const char *b)
{
  gsize n_a = strlen (a), n_b = strlen (b), least = MIN (n_a, n_b), start = 0, end = 0;

  while (start < least && a[start] == b[start])
    start++;
  while (end < least - start && a[n_a - 1 - end] == b[n_b - 1 - end])
    end++;
  return start + end;
}

/* Whether a paragraph was split into two without tracking, and not much changed besides. */
static gboolean
is_split (const BtMerge *merge, const BtReviewer *reviewer, const BtNode *first, const BtNode *second)
{
  const BtNode *base = g_hash_table_lookup (merge->sites, bt_node_get_id (first));
  BtNodeKind kind = bt_node_get_kind (second);
  g_autoptr (GString) old = g_string_new (NULL);

  if (base == NULL || bt_node_get_kind (first) != kind || !bt_node_kind_has_marks (kind)
      || bt_node_get_text (second) == NULL || g_hash_table_contains (merge->sites, bt_node_get_id (second))
      || bt_node_get_attr (second, "ins") != NULL || bt_node_get_attr (second, "split") != NULL
      || g_hash_table_contains (reviewer->seconds, bt_node_get_id (first)))
    return FALSE;
  append_old (merge, bt_node_get_text (first), old);
  if (old->len == 0 || !g_str_has_prefix (bt_node_get_string (base), old->str))
    return FALSE;
  const char *rest = bt_node_get_string (base) + old->len;
  g_string_set_size (old, 0);
  append_old (merge, bt_node_get_text (second), old);
  return *rest != '\0' && 2 * count_common (rest, old->str) >= MAX (strlen (rest), old->len);
}

/* Finds the paragraphs that were split without tracking. */
static void
note_splits (const BtMerge *merge, BtReviewer *reviewer, const BtNode *parent)
{
  const BtNode *before = NULL; /* the last paragraph that the base has too */

  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      BtNode *child = bt_node_get_child (parent, i);
      if (before != NULL && is_split (merge, reviewer, before, child))
        {
          g_hash_table_insert (reviewer->seconds, (gpointer) bt_node_get_id (before), child);
          g_hash_table_add (reviewer->splits, (gpointer) bt_intern (bt_node_get_id (child)));
        }
      if (g_hash_table_contains (merge->sites, bt_node_get_id (child)))
        before = child;
      note_splits (merge, reviewer, child);
    }
}

static void
reviewer_free (gpointer data)
{
  BtReviewer *reviewer = data;

  bt_plan_unref (reviewer->plan);
  g_hash_table_unref (reviewer->records);
  g_hash_table_unref (reviewer->sites);
  g_hash_table_unref (reviewer->ghosts);
  g_hash_table_unref (reviewer->seconds);
  g_hash_table_unref (reviewer->splits);
  g_hash_table_unref (reviewer->names);
  g_hash_table_unref (reviewer->clones);
  g_free (reviewer);
}

static BtReviewer *
reviewer_new (BtPlan *plan, const char *name)
{
  BtReviewer *reviewer = g_new0 (BtReviewer, 1);

  reviewer->plan = bt_plan_ref (plan);
  reviewer->name = name;
  reviewer->records = g_hash_table_new (g_str_hash, g_str_equal);
  note_records (plan, reviewer->records);
  reviewer->sites = g_hash_table_new (g_str_hash, g_str_equal);
  reviewer->ghosts = g_hash_table_new (g_str_hash, g_str_equal);
  reviewer->seconds = g_hash_table_new (g_str_hash, g_str_equal);
  reviewer->splits = g_hash_table_new (NULL, NULL);
  reviewer->names = g_hash_table_new (NULL, NULL);
  reviewer->clones = g_hash_table_new (NULL, NULL);
  return reviewer;
}

static void
merge_init (BtMerge *merge, BtPlan *base, const char *time, GPtrArray *conflicts)
{
  const char *round = bt_node_get_attr (bt_plan_get_root (base), "round");

  *merge = (BtMerge){ .base = bt_plan_ref (base), .time = time, .round = round != NULL ? round : "1" };
  merge->sites = g_hash_table_new (g_str_hash, g_str_equal);
  merge->known = g_hash_table_new (NULL, NULL);
  merge->disputed = g_hash_table_new (NULL, NULL);
  merge->reviewers = g_ptr_array_new_with_free_func (reviewer_free);
  merge->parts = g_hash_table_new (NULL, NULL);
  merge->all = g_ptr_array_new_with_free_func (bt_merge_part_free);
  merge->spots = g_ptr_array_new_with_free_func (g_free);
  merge->made = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);
  merge->records = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);
  merge->threads = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);
  merge->touches = g_array_new (FALSE, FALSE, sizeof (BtTouch));
  merge->leaves = g_array_new (FALSE, FALSE, sizeof (BtMergeLeaf));
  merge->cells = g_hash_table_new (g_str_hash, g_str_equal);
  merge->conflicts = conflicts;
}

static void
merge_clear (BtMerge *merge)
{
  for (guint i = 0; i < merge->touches->len; i++)
    g_free (g_array_index (merge->touches, BtTouch, i).text);
  for (guint i = 0; i < merge->leaves->len; i++)
    g_free (g_array_index (merge->leaves, BtMergeLeaf, i).own);
  g_array_unref (merge->touches);
  g_array_unref (merge->leaves);
  g_ptr_array_unref (merge->all);
  g_ptr_array_unref (merge->spots);
  g_ptr_array_unref (merge->made);
  g_ptr_array_unref (merge->records);
  g_ptr_array_unref (merge->threads);
  g_ptr_array_unref (merge->reviewers);
  g_hash_table_unref (merge->sites);
  g_hash_table_unref (merge->known);
  g_hash_table_unref (merge->disputed);
  g_hash_table_unref (merge->parts);
  g_hash_table_unref (merge->cells);
  bt_plan_unref (merge->base);
}

/* A plan and its copies share the id of the root and of all that is always there. */
static gboolean
is_copy (const BtPlan *base, const BtPlan *copy)
{
  const BtNode *a = bt_plan_get_root (base), *b = bt_plan_get_root (copy);
  guint n_parts;
  const BtNodeKind *parts = bt_node_kind_get_parts (BT_NODE_PLAN, &n_parts);
  gboolean same = strcmp (bt_node_get_id (a), bt_node_get_id (b)) == 0;

  for (guint i = 0; same && i < n_parts; i++)
    {
      const BtNode *part = bt_plan_get_part (base, parts[i]), *own = bt_plan_get_part (copy, parts[i]);
      same = strcmp (bt_node_get_id (part), bt_node_get_id (own)) == 0;
    }
  return same;
}

static gboolean
check_copies (const BtPlan *base, const BtMergeCopy *copies, guint n_copies, GError **error)
{
  for (guint i = 0; i < n_copies; i++)
    if (!is_copy (base, copies[i].plan))
      {
        g_set_error (error, BT_ERROR, BT_ERROR_INVALID,
                     _ ("“%s” is no copy of this plan: it was made from another one"), copies[i].name);
        return FALSE;
      }
  return TRUE;
}

/* What a copy decided about a change that is open in the base; NULL for nothing. What another decision overtook
 * there is overtaken by that here as well. */
static const char *
get_decision (const BtMerge *merge, guint reviewer, const BtNode *record)
{
  const BtReviewer *copy = bt_merge_get_reviewer (merge, reviewer);
  const BtNode *own = g_hash_table_lookup (copy->records, bt_node_get_id (record));

  const char *decision = own != NULL ? bt_node_get_attr (own, "decision") : NULL;

  return g_strcmp0 (decision, "overtaken") != 0 ? decision : NULL;
}

/* One side of what copies decided about a change. */
static void
add_decider (const BtMerge *merge, BtConflict *conflict, guint side, guint reviewer, const BtNode *record)
{
  bt_conflict_set_side (conflict, side, merge, reviewer, bt_intern (bt_node_get_id (record)));
  conflict->sides[side].text = g_strdup (get_decision (merge, reviewer, record));
}

/* Finds what the copies decided about a change, and whether they agree. */
static void
find_decision (BtMerge *merge, BtNode *record, GHashTable *accepted, GHashTable *rejected)
{
  gpointer id = (gpointer) bt_intern (bt_node_get_id (record));
  int first = -1;
  guint n_deciders = 0;

  for (guint i = 0; i < merge->reviewers->len; i++)
    {
      const char *decision = get_decision (merge, i, record);
      if (decision == NULL)
        continue;
      n_deciders++;
      if (first < 0)
        first = (int) i;
      else if (strcmp (get_decision (merge, (guint) first, record), decision) != 0
               && g_hash_table_add (merge->disputed, id))
        {
          BtConflict *conflict = bt_merge_add_conflict (merge, BT_CONFLICT_DECISION, NULL);
          add_decider (merge, conflict, 0, (guint) first, record);
          add_decider (merge, conflict, 1, i, record);
        }
    }
  if (first < 0 || g_hash_table_contains (merge->disputed, id))
    return;
  gboolean accept = strcmp (get_decision (merge, (guint) first, record), "accepted") == 0;
  g_hash_table_add (accept ? accepted : rejected, id);
  if (n_deciders < merge->reviewers->len)
    add_decider (merge, bt_merge_add_conflict (merge, BT_MERGE_NOTE_DECIDED, NULL), 0, (guint) first, record);
}

/* Carries out what some copies have decided in a plan where it is open. */
static BtPlan *
carry_out (BtPlan *plan, GHashTable *accepted, GHashTable *rejected, GError **error)
{
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);

  if (!bt_review_resolve (run, accepted, TRUE, error) || !bt_review_resolve (run, rejected, FALSE, error))
    return NULL;
  return bt_plan_ref (bt_step_run_get_plan (run));
}

static gboolean
replace_plan (BtPlan **plan, GHashTable *accepted, GHashTable *rejected, GError **error)
{
  BtPlan *decided = carry_out (*plan, accepted, rejected, error);
  if (decided == NULL)
    return FALSE;
  bt_plan_unref (*plan);
  *plan = decided;
  return TRUE;
}

/* What was decided in one copy, and not otherwise in another, is decided in all of them and in the base. */
static gboolean
share_decisions (BtMerge *merge, GError **error)
{
  g_autoptr (GHashTable) accepted = g_hash_table_new (NULL, NULL), rejected = g_hash_table_new (NULL, NULL);
  BtNode *records = bt_plan_get_part (merge->base, BT_NODE_CHANGES);

  for (guint i = 0; i < bt_node_get_n_children (records); i++)
    {
      BtNode *record = bt_node_get_child (records, i);
      g_hash_table_insert (merge->known, (gpointer) bt_intern (bt_node_get_id (record)), record);
      if (bt_node_get_attr (record, "decision") == NULL)
        find_decision (merge, record, accepted, rejected);
    }
  if (g_hash_table_size (accepted) + g_hash_table_size (rejected) == 0)
    return TRUE;
  if (!replace_plan (&merge->base, accepted, rejected, error))
    return FALSE;
  for (guint i = 0; i < merge->reviewers->len; i++)
    if (!replace_plan (&bt_merge_get_reviewer (merge, i)->plan, accepted, rejected, error))
      return FALSE;
  return TRUE;
}

static int
compare_reviewers (gconstpointer a, gconstpointer b)
{
  const BtReviewer *one = *(BtReviewer *const *) a, *other = *(BtReviewer *const *) b;
  return strcmp (one->name, other->name);
}

static gboolean
read_copies (BtMerge *merge, GError **error)
{
  g_ptr_array_sort (merge->reviewers, compare_reviewers);
  if (!share_decisions (merge, error))
    return FALSE;
  note_sites (bt_plan_get_root (merge->base), merge->sites);
  for (guint i = 0; i < merge->reviewers->len; i++)
    {
      BtReviewer *reviewer = bt_merge_get_reviewer (merge, i);
      if (!bt_merge_fit_copy (merge, reviewer, error))
        return FALSE;
      note_sites (bt_plan_get_root (reviewer->plan), reviewer->sites);
      note_links (merge, reviewer, bt_plan_get_root (reviewer->plan));
      note_splits (merge, reviewer, bt_plan_get_root (reviewer->plan));
    }
  return TRUE;
}

static BtNode *make_node (BtMerge *merge, BtMergePart *part);

static void
unref_node (gpointer data)
{
  bt_node_unref (data);
}

static void
take_children (BtMerge *merge, BtMergePart *part)
{
  g_autoptr (GPtrArray) parts = bt_merge_list_children (part);
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (unref_node);

  if (part->kind == BT_NODE_TABLE)
    bt_merge_begin_table (merge, part);
  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_add (children, make_node (merge, parts->pdata[i]));
  if (part->kind == BT_NODE_ROW)
    {
      bt_merge_take_cells (merge, part, children);
      return;
    }
  for (guint i = 0; i < children->len; i++)
    bt_node_builder_take_child (part->builder, bt_node_ref (children->pdata[i]));
}

static BtNode *
make_node (BtMerge *merge, BtMergePart *part)
{
  take_children (merge, part);
  return bt_node_builder_end (g_steal_pointer (&part->builder));
}

static BtPlan *
make_plan (BtMerge *merge, GError **error)
{
  BtMergePart *root = bt_merge_get_part (merge, bt_node_get_id (bt_plan_get_root (merge->base)));
  BtNodeBuilder *builder = g_steal_pointer (&root->builder);
  g_autoptr (GPtrArray) parts = bt_merge_list_children (root);

  for (guint i = 0; i < parts->len; i++)
    bt_node_builder_take_child (builder, make_node (merge, parts->pdata[i]));
  bt_merge_report_deleted (merge);
  bt_node_builder_take_child (builder, bt_merge_sources (merge));
  bt_node_builder_take_child (builder, bt_merge_changes (merge));
  bt_node_builder_take_child (builder, bt_merge_comments (merge));
  g_autoptr (BtNode) bare = bt_node_builder_end (builder);
  g_autoptr (BtNode) node = bt_node_complete (bare);
  return bt_plan_new (node, error);
}

static BtPlan *
merge_all (BtPlan *base, GPtrArray *reviewers, const char *time, GPtrArray *conflicts, GError **error)
{
  BtMerge merge;
  BtPlan *result = NULL;

  merge_init (&merge, base, time, conflicts);
  for (guint i = 0; i < reviewers->len; i++)
    {
      const BtReviewer *reviewer = reviewers->pdata[i];
      g_ptr_array_add (merge.reviewers, reviewer_new (reviewer->plan, reviewer->name));
    }
  if (read_copies (&merge, error) && bt_merge_build_tree (&merge, error))
    {
      bt_merge_mark_nodes (&merge);
      result = make_plan (&merge, error);
    }
  merge_clear (&merge);
  return result;
}

/* The changes that are open in a copy and not recorded in the base. */
static GHashTable *
get_new_changes (const BtPlan *base, const BtPlan *copy)
{
  GHashTable *changes = bt_review_get_open_changes (copy);
  GHashTableIter iter;
  gpointer change;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &change, NULL))
    if (bt_plan_has_node (base, change))
      g_hash_table_iter_remove (&iter);
  return changes;
}

/* Takes the changes that @other has too out of @changes. Returns whether there were any. */
static gboolean
drop_shared (GHashTable *changes, GHashTable *other)
{
  guint before = g_hash_table_size (changes);
  GHashTableIter iter;
  gpointer change;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &change, NULL))
    if (g_hash_table_contains (other, change))
      g_hash_table_iter_remove (&iter);
  return g_hash_table_size (changes) < before;
}

/* Forgets the records of changes that have been taken back; of those that wait they are needed. */
static gboolean
drop_records (BtStepRun *run, GHashTable *changes, GError **error)
{
  g_autoptr (GHashTable) named = bt_review_get_open_changes (bt_step_run_get_plan (run));
  const BtNode *list = bt_plan_get_part (bt_step_run_get_plan (run), BT_NODE_CHANGES);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CHANGES, bt_node_get_id (list));

  bt_node_builder_copy_attrs (builder, list);
  for (guint i = 0; i < bt_node_get_n_children (list); i++)
    {
      BtNode *record = bt_node_get_child (list, i);
      const char *id = bt_intern (bt_node_get_id (record));
      if (!g_hash_table_contains (changes, id) || g_hash_table_contains (named, id))
        bt_node_builder_take_child (builder, bt_node_ref (record));
    }
  g_autoptr (BtNode) rest = bt_node_builder_end (builder);
  return bt_step_run_apply (run, bt_step_new_replace_node (rest), error);
}

/* Where one copy was made from another, or both from a third, that is the base of these two: gives one copy with both
 * reviewers' changes. NULL without @error where they have no change in common. */
static BtReviewer *
unite (BtPlan *base, const BtReviewer *one, const BtReviewer *other, const char *time, GPtrArray *conflicts,
       GError **error)
{
  g_autoptr (GHashTable) changes = get_new_changes (base, one->plan), others = get_new_changes (base, other->plan);
  g_autoptr (GPtrArray) pair = g_ptr_array_new ();
  g_autoptr (BtStepRun) run = bt_step_run_new (one->plan);

  if (g_hash_table_size (others) < g_hash_table_size (changes))
    return unite (base, other, one, time, conflicts, error);
  if (!drop_shared (changes, others) || !bt_review_resolve (run, changes, FALSE, error)
      || !drop_records (run, changes, error))
    return NULL;
  g_ptr_array_add (pair, (gpointer) one);
  g_ptr_array_add (pair, (gpointer) other);
  g_autoptr (BtPlan) plan = merge_all (bt_step_run_get_plan (run), pair, time, conflicts, error);
  return plan != NULL ? reviewer_new (plan, one->name) : NULL;
}

/* Unites copies that were made from each other until none are left. */
static gboolean
unite_related (BtPlan *base, GPtrArray *reviewers, const char *time, GPtrArray *conflicts, GError **error)
{
  GError *cause = NULL;

  for (guint j = 1; j < reviewers->len; j++)
    for (guint i = 0; i < j; i++)
      {
        BtReviewer *united = unite (base, reviewers->pdata[i], reviewers->pdata[j], time, conflicts, &cause);
        if (cause != NULL)
          {
            g_propagate_error (error, cause);
            return FALSE;
          }
        if (united == NULL)
          continue;
        g_ptr_array_remove_index (reviewers, j);
        g_ptr_array_remove_index (reviewers, i);
        g_ptr_array_add (reviewers, united);
        return unite_related (base, reviewers, time, conflicts, error);
      }
  return TRUE;
}

/**
 * bt_review_merge:
 * @base: the plan that the reviewers got; it may have open changes
 * @copies: their copies of it
 * @n_copies: how many
 * @time: when, in ISO 8601, UTC: the time of changes that were not tracked
 * @conflicts: (out) (transfer full) (element-type BtConflict): where reviewers got in each other's way, and what else
 *   was done that a reader should know
 * @error: return location
 *
 * One plan with everybody's tracked changes, each with its author and time. Rejecting all changes of the copies gives
 * @base; accepting all where there is only one copy gives what that reads. What was changed without tracking is
 * tracked in the name of the copy. Sources and comments are those of all.
 *
 * Where several reviewers put something in at one place, it stands in the order of the copies' names; in which order
 * the copies are given changes nothing. What two of them deleted is deleted by both: it goes when one of them is
 * accepted.
 * What both put in in the same place and the same words stands once, and stays when one of them is accepted. Of two
 * moves of one part both can be taken back, the latter first. An earlier change that was decided in one copy only is
 * decided; where one accepted and another rejected it, it stays open.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL with %BT_ERROR_INVALID where a copy is of another plan
 */
BtPlan *
bt_review_merge (BtPlan *base, const BtMergeCopy *copies, guint n_copies, const char *time, GPtrArray **conflicts,
                 GError **error)
{
  g_autoptr (GPtrArray) reviewers = g_ptr_array_new_with_free_func (reviewer_free);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (bt_conflict_free);
  BtPlan *result = NULL;

  g_return_val_if_fail (base != NULL && copies != NULL && time != NULL && conflicts != NULL, NULL);

  if (!check_copies (base, copies, n_copies, error))
    return NULL;
  for (guint i = 0; i < n_copies; i++)
    g_ptr_array_add (reviewers, reviewer_new (copies[i].plan, copies[i].name));
  g_ptr_array_sort (reviewers, compare_reviewers);
  if (unite_related (base, reviewers, time, found, error))
    result = merge_all (base, reviewers, time, found, error);
  *conflicts = result != NULL ? g_steal_pointer (&found) : NULL;
  return result;
}
