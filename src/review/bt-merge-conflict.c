/* What merging has to tell: where reviewers got in each other's way, and what else a reader should know. */
#include "bt-merge-private.h"

static const char *const kind_names[BT_N_CONFLICT_KINDS] = {
  [BT_CONFLICT_WORDS] = "words",       [BT_CONFLICT_DELETED] = "deleted",
  [BT_CONFLICT_MOVED] = "moved",       [BT_CONFLICT_LOOP] = "loop",
  [BT_CONFLICT_ATTRIBUTE] = "attribute", [BT_CONFLICT_JOINED] = "joined",
  [BT_CONFLICT_DECISION] = "decision", [BT_CONFLICT_RECORD] = "record",
  [BT_MERGE_NOTE_DECIDED] = "decided", [BT_MERGE_NOTE_UNTRACKED] = "untracked",
  [BT_MERGE_NOTE_REJOINED] = "rejoined",
};

void
bt_conflict_free (gpointer data)
{
  BtConflict *conflict = data;

  for (guint i = 0; i < G_N_ELEMENTS (conflict->sides); i++)
    {
      g_free (conflict->sides[i].copy);
      g_free (conflict->sides[i].text);
      g_free (conflict->sides[i].old);
    }
  g_free (conflict);
}

/**
 * bt_conflict_is_real:
 * @conflict: what merging tells
 *
 * Returns: whether somebody has to choose; otherwise it only tells what was done
 */
gboolean
bt_conflict_is_real (const BtConflict *conflict)
{
  g_return_val_if_fail (conflict != NULL, FALSE);
  return conflict->kind < BT_CONFLICT_N_REAL;
}

/**
 * bt_conflict_kind_get_name:
 * @kind: a kind
 *
 * Returns: (transfer none): its name, for programs
 */
const char *
bt_conflict_kind_get_name (BtConflictKind kind)
{
  g_return_val_if_fail (kind < BT_N_CONFLICT_KINDS, NULL);
  return kind_names[kind];
}

BtConflict *
bt_merge_add_conflict (BtMerge *merge, BtConflictKind kind, const char *node)
{
  BtConflict *conflict = g_new0 (BtConflict, 1);

  conflict->kind = kind;
  conflict->node = bt_intern (node);
  g_ptr_array_add (merge->conflicts, conflict);
  return conflict;
}

void
bt_conflict_set_side (BtConflict *conflict, guint side, const BtMerge *merge, guint reviewer, const char *change)
{
  conflict->sides[side].copy = g_strdup (bt_merge_get_reviewer (merge, reviewer)->name);
  conflict->sides[side].change = change;
}

/* Notes that a reviewer changed something in the part, which another one may have deleted. */
void
bt_merge_touch (BtMerge *merge, BtMergePart *part, guint reviewer, const char *change, const char *text)
{
  BtTouch touch = { part, reviewer, change, g_strdup (text) };
  g_array_append_val (merge->touches, touch);
}

static const BtMergeAct *
find_deletion (const BtMergePart *part, guint reviewer)
{
  for (guint i = 0; part->deletions != NULL && i < part->deletions->len; i++)
    if (g_array_index (part->deletions, BtMergeAct, i).reviewer == reviewer)
      return &g_array_index (part->deletions, BtMergeAct, i);
  return NULL;
}

/* The outermost part that the reviewer deleted, together with @part. */
static BtMergePart *
find_outermost (BtMergePart *part, guint reviewer)
{
  BtMergePart *found = part;

  for (; part != NULL; part = part->base_parent)
    if (find_deletion (part, reviewer) != NULL)
      found = part;
  return found;
}

static void
report_touch (BtMerge *merge, const BtTouch *touch, const BtMergeAct *deletion, GHashTable *told)
{
  const BtMergePart *top = find_outermost (touch->part, deletion->reviewer);
  char *key = g_strdup_printf ("%s %u %u", top->id, deletion->reviewer, touch->reviewer);

  if (!g_hash_table_add (told, key))
    return;
  BtConflict *conflict = bt_merge_add_conflict (merge, BT_CONFLICT_DELETED, top->id);
  bt_conflict_set_side (conflict, 0, merge, deletion->reviewer, deletion->change);
  bt_conflict_set_side (conflict, 1, merge, touch->reviewer, touch->change);
  conflict->sides[1].text = g_strdup (touch->text);
}

/* Tells where one reviewer deleted what another one changed: once for each pair and each part that is deleted. */
void
bt_merge_report_deleted (BtMerge *merge)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < merge->touches->len; i++)
    {
      const BtTouch *touch = &g_array_index (merge->touches, BtTouch, i);
      const GArray *deletions = touch->part->deletions;
      if (find_deletion (touch->part, touch->reviewer) != NULL)
        continue;
      for (guint j = 0; deletions != NULL && j < deletions->len; j++)
        report_touch (merge, touch, &g_array_index (deletions, BtMergeAct, j), told);
    }
}
