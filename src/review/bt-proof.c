/* The proof that a redline is right: rejecting and accepting all of it gives what stood before and what stands now. */
#include "bt-proof.h"

#include <string.h>

#include "bt-compare.h"
#include "bt-reference.h"
#include "bt-resolve.h"

/* Any author and time do: the comparison is thrown away. */
#define AUTHOR "-"
#define TIME "2000-01-01T00:00:00Z"

/* How far the work on a plan has come is no part of what it says. */
static gboolean
is_process (const char *name)
{
  static const char *const process[] = { "tracking", "round", "state", "profile", NULL };

  return g_strv_contains (process, name);
}

static gboolean
has_attrs_of (const BtNode *a, const BtNode *b)
{
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (b, &n_attrs);

  for (guint i = 0; i < n_attrs; i++)
    if (!is_process (attrs[i].name)
        && g_strcmp0 (bt_node_get_attr (a, attrs[i].name), attrs[i].value) != 0)
      return FALSE;
  return TRUE;
}

/* The same formats on the same bytes; the anchors of comments do not count. */
static gboolean
same_formats (BtText *a, BtText *b)
{
  guint n_a, n_b, i = 0, j = 0;
  const BtRun *one = bt_text_get_runs (a, &n_a), *other = bt_text_get_runs (b, &n_b);

  while (i < n_a && j < n_b)
    {
      gsize end = MIN (one[i].end, other[j].end);
      if (one[i].mark.format != other[j].mark.format || one[i].mark.object != other[j].mark.object)
        return FALSE;
      i += one[i].end == end;
      j += other[j].end == end;
    }
  return i == n_a && j == n_b;
}

/* A reference is what it reads as: in another plan the same clause may have another id. */
static gboolean
same_text (const BtPlan *a, const BtNode *one, const BtPlan *b, const BtNode *other)
{
  BtText *text = bt_node_get_text (one), *other_text = bt_node_get_text (other);

  if (text == other_text)
    return TRUE;
  if (text == NULL || other_text == NULL
      || strcmp (bt_text_get_string (text), bt_text_get_string (other_text)) != 0
      || !same_formats (text, other_text))
    return FALSE;
  if (strstr (bt_text_get_string (text), BT_OBJECT_CHAR) == NULL)
    return TRUE;
  g_autofree char *words = bt_plan_dup_plain_text (a, one), *other_words = bt_plan_dup_plain_text (b, other);
  return strcmp (words, other_words) == 0;
}

/* Records of changes, comments and sources are about the text, not in it. */
static gboolean
is_record (BtNodeKind kind)
{
  return kind == BT_NODE_CHANGES || kind == BT_NODE_COMMENTS || kind == BT_NODE_SOURCES;
}

static gboolean
same_tree (const BtPlan *a, const BtNode *one, const BtPlan *b, const BtNode *other)
{
  guint n = bt_node_get_n_children (one);

  if (one == other && a == b)
    return TRUE;
  if (bt_node_get_kind (one) != bt_node_get_kind (other))
    return FALSE;
  if (is_record (bt_node_get_kind (one)))
    return TRUE;
  if (!has_attrs_of (one, other) || !has_attrs_of (other, one) || !same_text (a, one, b, other)
      || bt_node_get_n_children (other) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!same_tree (a, bt_node_get_child (one, i), b, bt_node_get_child (other, i)))
      return FALSE;
  return TRUE;
}

/**
 * bt_review_reads_same:
 * @a: a plan
 * @b: another
 *
 * Returns: whether both say the same, whoever wrote it: parts, words, formats and numbering; comments, records and ids
 *   do not count
 */
gboolean
bt_review_reads_same (const BtPlan *a, const BtPlan *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return same_tree (a, bt_plan_get_root (a), b, bt_plan_get_root (b));
}

/**
 * bt_review_prove:
 * @before: the version that was sent
 * @after: the version that is to be issued
 * @proof: (out caller-allocates): what came out
 * @error: return location
 *
 * Compares both as they read without open changes, then rejects and accepts all that was found and looks whether the
 * result is the one and the other. Takes about as long as a comparison; safe from any thread.
 *
 * Returns: whether it could be tried
 */
gboolean
bt_review_prove (BtPlan *before, BtPlan *after, BtProof *proof, GError **error)
{
  g_return_val_if_fail (before != NULL && after != NULL, FALSE);
  g_return_val_if_fail (proof != NULL, FALSE);

  g_autoptr (BtPlan) redline = bt_review_compare (before, after, AUTHOR, TIME, error);
  if (redline == NULL)
    return FALSE;
  g_autoptr (BtPlan) sent = bt_review_view (before, BT_VIEW_FINAL);
  g_autoptr (BtPlan) issued = bt_review_view (after, BT_VIEW_FINAL);
  g_autoptr (BtPlan) rejected = bt_review_view (redline, BT_VIEW_ORIGINAL);
  g_autoptr (BtPlan) accepted = bt_review_view (redline, BT_VIEW_FINAL);
  g_autoptr (GHashTable) changes = bt_review_get_open_changes (redline);
  proof->n_changes = g_hash_table_size (changes);
  proof->rejected = bt_review_reads_same (rejected, sent);
  proof->accepted = bt_review_reads_same (accepted, issued);
  return TRUE;
}
