/* What two readings of a document differ in, told by the changes that the document itself has.
 *
 * The comparison of the two knows that something came or went, but not by whom and in which words. Where a part says
 * the same in it as in the plan with the document's changes, its words are taken from there; what else it has found is
 * said to be of who has changed something there or before. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-docx-import-private.h"
#include "bt-marks.h"
#include "bt-reference.h"
#include "bt-resolve.h"

enum
{
  COMPARED,
  MARKED,
};

/* Two plans: what the comparison gave, and that with the document's changes. */
typedef struct
{
  BtPlan *plans[2];
  BtPlan *views[2][2]; /* as they are when all is rejected, accepted */
  GHashTable *links[2]; /* id -> which paragraphs it is split from or joined to */
  GHashTable *pairs;   /* id in the comparison -> the same node of the other */
  GHashTable *names;   /* id of the other -> in the comparison */
  GHashTable *makers;  /* change of the comparison -> record of the document's change whose author it has */
  GHashTable *used;    /* changes that are named in the result */
  GHashTable *threads; /* comments that speak of words in it */
  GHashTable *taken;   /* ids of the other whose words are in it, with all marks */
  BtNode *maker;       /* the record of the change that was met last */
  gboolean texts;      /* whether words are taken */
} Graft;

static BtNode *
find_pair (const Graft *graft, const BtNode *node)
{
  return g_hash_table_lookup (graft->pairs, bt_node_get_id (node));
}

/* The same part of the other plan: by its id, or by what it is a part of. */
static BtNode *
find_same (const Graft *graft, const BtNode *parent, const BtNode *pair, guint position)
{
  BtNode *node = bt_node_get_child (parent, position);
  BtNodeKind kind = bt_node_get_kind (node);

  if (bt_plan_has_node (graft->plans[MARKED], bt_node_get_id (node)))
    {
      BtNode *same = bt_plan_get_node (graft->plans[MARKED], bt_node_get_id (node));
      return bt_node_get_kind (same) == kind ? same : NULL;
    }
  if (pair == NULL)
    return NULL;
  if (kind == BT_NODE_CELL)
    return bt_node_get_n_children (pair) == bt_node_get_n_children (parent)
               ? bt_node_get_child (pair, position)
               : NULL;
  return !bt_node_kind_allows_child (bt_node_get_kind (parent), kind)
             ? bt_node_get_child_of_kind (pair, kind)
             : NULL;
}

static void
pair_children (Graft *graft, BtNode *node, BtNode *pair)
{
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i), *same = find_same (graft, node, pair, i);
      if (same != NULL)
        {
          g_hash_table_insert (graft->pairs, (gpointer) bt_node_get_id (child), same);
          g_hash_table_insert (graft->names, (gpointer) bt_node_get_id (same),
                               (gpointer) bt_node_get_id (child));
        }
      pair_children (graft, child, same);
    }
}

static void
add_link (GHashTable *links, const char *id, const char *kind, const char *other)
{
  const char *before = g_hash_table_lookup (links, id);

  g_hash_table_insert (links, g_strdup (id),
                       g_strconcat (before != NULL ? before : "", kind, other, NULL));
}

/* Notes which paragraphs give words to each other when it is decided: they cannot be looked at alone. */
static void
note_links (GHashTable *links, const BtNode *node)
{
  static const char *const names[] = { "split-of", "join-to" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (bt_node_get_attr (node, names[i]) != NULL)
      {
        add_link (links, bt_node_get_id (node), names[i], bt_node_get_attr (node, names[i]));
        add_link (links, bt_node_get_attr (node, names[i]), names[i], bt_node_get_id (node));
      }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    note_links (links, bt_node_get_child (node, i));
}

static void
note_maker_cb (const char *change, gpointer data)
{
  Graft *graft = data;

  if (bt_plan_has_node (graft->plans[MARKED], change))
    graft->maker = bt_plan_get_node (graft->plans[MARKED], change);
}

static void
note_change_cb (const char *change, gpointer data)
{
  Graft *graft = data;

  if (!g_hash_table_contains (graft->makers, change))
    g_hash_table_insert (graft->makers, (gpointer) change, graft->maker);
}

/* Whoever has changed the part in the document, or what stands before it, has made what the comparison has found. */
static void
find_makers (Graft *graft, const BtNode *node)
{
  const BtNode *pair = find_pair (graft, node);

  if (pair != NULL)
    bt_node_foreach_change (pair, note_maker_cb, graft);
  bt_node_foreach_change (node, note_change_cb, graft);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    find_makers (graft, bt_node_get_child (node, i));
}

static void
graft_init (Graft *graft, BtPlan *compared, const BtDocxVersion *marked, gboolean texts)
{
  graft->plans[COMPARED] = compared;
  graft->plans[MARKED] = marked->plan;
  for (guint i = 0; i < 2; i++)
    {
      for (guint accept = FALSE; accept <= TRUE; accept++)
        graft->views[i][accept] =
            bt_review_view (graft->plans[i], accept ? BT_VIEW_FINAL : BT_VIEW_ORIGINAL);
      graft->links[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      note_links (graft->links[i], bt_plan_get_root (graft->plans[i]));
    }
  graft->pairs = g_hash_table_new (g_str_hash, g_str_equal);
  graft->names = g_hash_table_new (g_str_hash, g_str_equal);
  graft->makers = g_hash_table_new (g_str_hash, g_str_equal);
  graft->used = g_hash_table_new (g_str_hash, g_str_equal);
  graft->threads = g_hash_table_new (g_str_hash, g_str_equal);
  graft->taken = g_hash_table_new (g_str_hash, g_str_equal);
  graft->maker = marked->change;
  graft->texts = texts;
  pair_children (graft, bt_plan_get_root (compared), bt_plan_get_root (marked->plan));
  find_makers (graft, bt_plan_get_root (compared));
}

static void
graft_clear (Graft *graft)
{
  for (guint i = 0; i < 2; i++)
    {
      for (guint accept = FALSE; accept <= TRUE; accept++)
        bt_plan_unref (graft->views[i][accept]);
      g_hash_table_unref (graft->links[i]);
    }
  g_hash_table_unref (graft->pairs);
  g_hash_table_unref (graft->names);
  g_hash_table_unref (graft->makers);
  g_hash_table_unref (graft->used);
  g_hash_table_unref (graft->threads);
  g_hash_table_unref (graft->taken);
}

/* What the part says when all is decided; NULL where it is not there then. */
static char *
dup_words (const BtPlan *view, const char *id)
{
  return bt_plan_has_node (view, id) ? bt_plan_dup_plain_text (view, bt_plan_get_node (view, id))
                                     : NULL;
}

/* Whether both say the same of the part, whatever is decided. */
static gboolean
says_the_same (const Graft *graft, const BtNode *node, const BtNode *pair)
{
  const char *ids[] = { bt_node_get_id (node), bt_node_get_id (pair) };

  if (g_strcmp0 (g_hash_table_lookup (graft->links[COMPARED], ids[COMPARED]),
                 g_hash_table_lookup (graft->links[MARKED], ids[MARKED]))
      != 0)
    return FALSE;
  for (guint accept = FALSE; accept <= TRUE; accept++)
    {
      g_autofree char *words = dup_words (graft->views[COMPARED][accept], ids[COMPARED]);
      g_autofree char *others = dup_words (graft->views[MARKED][accept], ids[MARKED]);
      if (g_strcmp0 (words, others) != 0)
        return FALSE;
    }
  return TRUE;
}

static BtText *
take_text (const Graft *graft, const BtNode *node, const BtNode *pair)
{
  BtText *text = bt_node_get_text (node);
  guint n_anchors;

  if (graft->texts && pair != NULL && says_the_same (graft, node, pair))
    {
      text = bt_node_get_text (pair);
      g_hash_table_add (graft->taken, (gpointer) bt_node_get_id (pair));
    }
  const BtAnchor *anchors = bt_text_get_anchors (text, &n_anchors);
  for (guint i = 0; i < n_anchors; i++)
    g_hash_table_add (graft->threads, (gpointer) anchors[i].thread);
  return bt_text_ref (text);
}

/* Whether nobody sees the part, whatever is decided: somebody has put it in, and somebody else taken it out. */
static gboolean
is_never_seen (const Graft *graft, const BtNode *node)
{
  const char *id = bt_node_get_id (node);

  if (bt_node_get_kind (node) == BT_NODE_GHOST || bt_plan_has_node (graft->views[MARKED][FALSE], id)
      || bt_plan_has_node (graft->views[MARKED][TRUE], id))
    return FALSE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (!is_never_seen (graft, bt_node_get_child (node, i)))
      return FALSE;
  return TRUE;
}

static void
note_used_cb (const char *change, gpointer data)
{
  g_hash_table_add (data, (gpointer) change);
}

/* Notes that all of the part is in the result as it is. */
static void
take_all (const Graft *graft, const BtNode *node)
{
  bt_node_foreach_change (node, note_used_cb, graft->used);
  g_hash_table_add (graft->taken, (gpointer) bt_node_get_id (node));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    take_all (graft, bt_node_get_child (node, i));
}

/* Adds what no comparison can know, behind the part that it stands behind in the document, from @position of its
 * siblings on. */
static void
add_never_seen (const Graft *graft, const BtNode *parent, guint position, BtNodeBuilder *builder)
{
  if (!graft->texts || parent == NULL)
    return;
  for (; position < bt_node_get_n_children (parent)
         && is_never_seen (graft, bt_node_get_child (parent, position));
       position++)
    {
      BtNode *node = bt_node_get_child (parent, position);
      if (bt_node_get_attr (node, "ins") == NULL)
        continue;
      take_all (graft, node);
      bt_node_builder_take_child (builder, bt_node_ref (node));
    }
}

static void
add_behind (const Graft *graft, const BtNode *child, BtNodeBuilder *builder)
{
  const BtNode *pair = find_pair (graft, child);
  guint position;

  if (pair == NULL || bt_node_get_kind (pair) == BT_NODE_CELL || bt_node_get_kind (pair) == BT_NODE_COLUMN)
    return;
  const BtNode *parent =
      bt_plan_get_parent (graft->plans[MARKED], bt_node_get_id (pair), &position);
  add_never_seen (graft, parent, position + 1, builder);
}

/* The node with the words of the document's own changes. */
static BtNode *
make_node (const Graft *graft, const BtNode *node)
{
  static const char *const marks[] = { "ins", "del" };
  const BtNode *pair = find_pair (graft, node);
  BtNodeBuilder *builder = bt_node_builder_new (bt_node_get_kind (node), bt_node_get_id (node));

  bt_node_builder_copy_attrs (builder, node);
  for (guint i = 0; graft->texts && pair != NULL && i < G_N_ELEMENTS (marks); i++)
    if (bt_node_get_attr (node, marks[i]) != NULL && bt_node_get_attr (pair, marks[i]) != NULL)
      bt_node_builder_set_attr (builder, marks[i], bt_node_get_attr (pair, marks[i]));
  if (bt_node_get_text (node) != NULL)
    bt_node_builder_take_text (builder, take_text (graft, node, pair));
  add_never_seen (graft, pair, 0, builder);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      bt_node_builder_take_child (builder, make_node (graft, bt_node_get_child (node, i)));
      add_behind (graft, bt_node_get_child (node, i), builder);
    }
  BtNode *made = bt_node_builder_end (builder);
  bt_node_foreach_change (made, note_used_cb, graft->used);
  return made;
}

/* The record of a change that the comparison has found, as one of who has changed the document there. */
static BtNode *
sign (const Graft *graft, BtNode *record)
{
  const BtNode *maker = g_hash_table_lookup (graft->makers, bt_node_get_id (record));
  g_autoptr (BtNode) signed_by = bt_node_with_attr (record, "author", bt_node_get_attr (maker, "author"));

  return bt_node_with_attr (signed_by, "time", bt_node_get_attr (maker, "time"));
}

static BtNode *
make_changes (const Graft *graft, const BtNode *node)
{
  BtNode *list = bt_plan_get_part (graft->plans[MARKED], BT_NODE_CHANGES);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CHANGES, bt_node_get_id (node));

  for (guint i = 0; i < bt_node_get_n_children (list); i++)
    if (g_hash_table_contains (graft->used, bt_node_get_id (bt_node_get_child (list, i))))
      bt_node_builder_take_child (builder, bt_node_ref (bt_node_get_child (list, i)));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (g_hash_table_contains (graft->makers, bt_node_get_id (bt_node_get_child (node, i)))
        && g_hash_table_contains (graft->used, bt_node_get_id (bt_node_get_child (node, i))))
      bt_node_builder_take_child (builder, sign (graft, bt_node_get_child (node, i)));
  return bt_node_builder_end (builder);
}

/* The document's comments, on the words or else on the part that has them. */
static BtNode *
make_comments (const Graft *graft, const BtNode *node)
{
  BtNode *list = bt_plan_get_part (graft->plans[MARKED], BT_NODE_COMMENTS);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_COMMENTS, bt_node_get_id (node));
  const char *root = bt_node_get_id (bt_plan_get_root (graft->plans[COMPARED]));

  for (guint i = 0; i < bt_node_get_n_children (list); i++)
    {
      BtNode *thread = bt_node_get_child (list, i);
      const char *on = g_hash_table_lookup (graft->names, bt_node_get_attr (thread, "node"));
      g_autoptr (BtNode) placed = bt_node_with_attr (thread, "node", on != NULL ? on : root);
      gboolean words = g_hash_table_contains (graft->threads, bt_node_get_id (thread));
      bt_node_builder_take_child (builder,
                                  bt_node_with_attr (placed, "words", words ? "yes" : NULL));
    }
  return bt_node_builder_end (builder);
}

/* The records come last, when it is known which are named. */
static BtNode *
make_root (const Graft *graft)
{
  const BtNode *root = bt_plan_get_root (graft->plans[COMPARED]);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_PLAN, bt_node_get_id (root));

  bt_node_builder_copy_attrs (builder, root);
  bt_node_foreach_change (root, note_used_cb, graft->used);
  for (guint i = 0; i < bt_node_get_n_children (root); i++)
    {
      BtNode *child = bt_node_get_child (root, i);
      BtNodeKind kind = bt_node_get_kind (child);
      bt_node_builder_take_child (builder, kind == BT_NODE_CHANGES    ? make_changes (graft, child)
                                           : kind == BT_NODE_COMMENTS ? make_comments (graft, child)
                                                                      : make_node (graft, child));
    }
  return bt_node_builder_end (builder);
}

/* Whether somebody sees the words, when all is accepted or when all is rejected. */
static gboolean
is_seen (const Graft *graft, const BtNode *node, const BtMark *mark)
{
  const char *id = bt_node_get_id (node);

  return (mark->ins == NULL && bt_plan_has_node (graft->views[MARKED][FALSE], id))
         || (mark->del == NULL && bt_plan_has_node (graft->views[MARKED][TRUE], id));
}

/* Words that somebody has put in and somebody else taken out again, where they are not in the result. */
static void
tell_missing (const Graft *graft, const BtNode *node, BtReport *report)
{
  guint n_runs = 0;
  gsize start = 0;
  const BtRun *runs =
      bt_node_get_text (node) != NULL ? bt_text_get_runs (bt_node_get_text (node), &n_runs) : NULL;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      if (g_hash_table_contains (graft->taken, bt_node_get_id (node))
          || is_seen (graft, node, &runs[i].mark))
        continue;
      BtReportEntry *entry = bt_report_add (report, BT_REPORT_DROPPED, 1, 1);
      entry->text = g_strndup (bt_node_get_string (node) + start, runs[i].end - start);
      entry->reason = g_strdup (_ ("put in by one and taken out again by another"));
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    tell_missing (graft, bt_node_get_child (node, i), report);
}

/**
 * bt_docx_import_graft:
 * @compared: what a comparison of the decided documents gave, without comments
 * @marked: the document with its changes
 * @texts: whether words with the document's own changes are taken over where they say the same, or all that is taken
 *   over is who made them
 * @report: gets the words that are not in the result
 * @names: (out) (transfer full): ids of @marked -> those of the result
 *
 * Returns: (transfer full) (nullable): @compared with the changes, authors and comments of @marked; %NULL where these
 *   do not fit
 */
BtPlan *
bt_docx_import_graft (BtPlan *compared, const BtDocxVersion *marked, gboolean texts,
                      BtReport *report, GHashTable **names)
{
  Graft graft = { 0 };

  graft_init (&graft, compared, marked, texts);
  g_autoptr (BtNode) root = make_root (&graft);
  for (guint i = 0; i < bt_node_get_n_children (bt_plan_get_root (marked->plan)); i++)
    if (bt_node_get_child (bt_plan_get_root (marked->plan), i)
        != bt_plan_get_part (marked->plan, BT_NODE_COMMENTS))
      tell_missing (&graft, bt_node_get_child (bt_plan_get_root (marked->plan), i), report);
  *names = g_hash_table_ref (graft.names);
  graft_clear (&graft);
  return bt_plan_new (root, NULL);
}
