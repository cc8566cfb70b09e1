/* The list of a plan's comments, in document order.
 *
 * No edit and no decision about a change writes into a thread. Words carry the threads that speak of them as they carry
 * formats, a thread on a node names it, and where either has gone the thread is detached: that is read off here. */
#include "bt-comment-list.h"

#include <string.h>

#include "bt-reference.h"

/* How many characters of what a thread speaks of are quoted. */
#define MAX_QUOTE 240

typedef struct
{
  const BtPlan *plan;
  GHashTable *by_id;   /* interned id of a thread to its comment */
  GHashTable *by_node; /* interned id of a node to a GPtrArray of the comments that name it */
  GPtrArray *list;     /* of the comments whose place is found */
} Reader;

static void
comment_clear (gpointer data)
{
  BtComment *comment = data;

  bt_node_unref (comment->thread);
  g_array_unref (comment->ranges);
  g_free (comment->quote);
}

static void
comment_unref (gpointer data)
{
  g_rc_box_release_full (data, comment_clear);
}

static const char *
get_attr (const BtComment *comment, const char *name)
{
  return bt_node_get_attr (comment->thread, name);
}

static BtComment *
comment_new (BtNode *thread)
{
  BtComment *comment = g_rc_box_new0 (BtComment);

  comment->id = bt_intern (bt_node_get_id (thread));
  comment->thread = bt_node_ref (thread);
  comment->place = BT_COMMENT_DETACHED;
  comment->ranges = g_array_new (FALSE, FALSE, sizeof (BtCommentRange));
  return comment;
}

static void
note_thread (Reader *reader, BtNode *thread)
{
  BtComment *comment = comment_new (thread);
  const char *node = bt_intern (get_attr (comment, "node"));

  g_hash_table_insert (reader->by_id, (gpointer) comment->id, comment);
  if (node == NULL)
    return;
  GPtrArray *comments = g_hash_table_lookup (reader->by_node, node);
  if (comments == NULL)
    g_hash_table_insert (reader->by_node, (gpointer) node, comments = g_ptr_array_new ());
  g_ptr_array_add (comments, comment);
}

/* Puts the comment into the list where it stands there not yet. */
static void
enlist (Reader *reader, BtComment *comment)
{
  if (comment->number > 0)
    return;
  g_ptr_array_add (reader->list, comment);
  comment->number = reader->list->len;
}

static void
read_ranges (Reader *reader, const BtNode *node)
{
  guint n_anchors = 0;
  const BtText *text = bt_node_get_text (node);
  const BtAnchor *anchors = text != NULL ? bt_text_get_anchors (text, &n_anchors) : NULL;

  for (guint i = 0; i < n_anchors; i++)
    {
      BtComment *comment = g_hash_table_lookup (reader->by_id, anchors[i].thread);
      if (comment == NULL)
        continue;
      BtCommentRange range = { bt_intern (bt_node_get_id (node)), anchors[i].start,
                               anchors[i].end };
      if (comment->ranges->len == 0)
        comment->node = range.node;
      comment->place = BT_COMMENT_ON_WORDS;
      g_array_append_val (comment->ranges, range);
    }
}

/* The threads that name a node: those on it, and those whose words were in it. */
static void
read_named (Reader *reader, const BtNode *node)
{
  GPtrArray *comments =
      g_hash_table_lookup (reader->by_node, bt_intern (bt_node_get_id (node)));

  for (guint i = 0; comments != NULL && i < comments->len; i++)
    {
      BtComment *comment = comments->pdata[i];
      if (comment->place == BT_COMMENT_ON_WORDS)
        continue;
      comment->node = bt_intern (bt_node_get_id (node));
      if (get_attr (comment, "words") == NULL)
        comment->place = BT_COMMENT_ON_NODE;
    }
}

static void
foreach_node (Reader *reader, const BtNode *node, void (*read) (Reader *, const BtNode *))
{
  read (reader, node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      if (bt_node_get_kind (bt_node_get_child (node, i)) < BT_NODE_SOURCES)
        foreach_node (reader, bt_node_get_child (node, i), read);
    }
}

/* Enlists what is shown at a node: what speaks of all of it first, then by the first word, what is detached last. */
static void
enlist_node (Reader *reader, const BtNode *node)
{
  static const BtCommentPlace named[] = { BT_COMMENT_ON_NODE, BT_COMMENT_DETACHED };
  GPtrArray *comments =
      g_hash_table_size (reader->by_node) > 0
          ? g_hash_table_lookup (reader->by_node, bt_intern (bt_node_get_id (node)))
          : NULL;
  guint n_anchors = 0;
  const BtText *text = bt_node_get_text (node);
  const BtAnchor *anchors = text != NULL ? bt_text_get_anchors (text, &n_anchors) : NULL;

  for (guint turn = 0; (comments != NULL || n_anchors > 0) && turn < G_N_ELEMENTS (named); turn++)
    {
      for (guint i = 0; comments != NULL && i < comments->len; i++)
        if (((BtComment *) comments->pdata[i])->place == named[turn])
          enlist (reader, comments->pdata[i]);
      for (guint i = 0; turn == 0 && i < n_anchors; i++)
        if (g_hash_table_contains (reader->by_id, anchors[i].thread))
          enlist (reader, g_hash_table_lookup (reader->by_id, anchors[i].thread));
    }
}

/* What a comment speaks of, as it is being put together. */
typedef struct
{
  GString *words;
  const BtPlan *plan;
  gboolean deleted; /* whether words that a change deletes are told */
  gboolean derived; /* whether there are words of objects */
} Quote;

/* The words from @start to @end, with those of objects. */
static void
append_words (Quote *quote, const BtNode *node, gsize start, gsize end)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (bt_node_get_text (node), &n_runs);
  gsize run_start = 0;

  for (guint i = 0; i < n_runs; run_start = runs[i++].end)
    {
      gsize from = MAX (run_start, start), to = MIN (runs[i].end, end);
      if (from >= to || (runs[i].mark.del != NULL && !quote->deleted))
        continue;
      if (runs[i].mark.object == BT_OBJECT_NONE)
        g_string_append_len (quote->words, bt_node_get_string (node) + from, to - from);
      else
        for (gsize at = from; at < to; at += BT_OBJECT_CHAR_SIZE)
          {
            g_autofree char *object = bt_plan_dup_object_text (quote->plan, node, at);
            g_string_append (quote->words, object);
            quote->derived = TRUE;
          }
    }
}

/* Words that do not follow each other are parted by dots. */
static void
append_passage (Quote *quote, const BtNode *node, gsize start, gsize end)
{
  gsize length = quote->words->len;

  if (length > 0)
    g_string_append (quote->words, " … ");
  gsize before = quote->words->len;
  append_words (quote, node, start, end);
  if (quote->words->len == before)
    g_string_truncate (quote->words, length);
}

static void
quote_ranges (Quote *quote, const GArray *ranges)
{
  for (guint i = 0; i < ranges->len && quote->words->len <= MAX_QUOTE * 4; i++)
    {
      const BtCommentRange *range = &g_array_index (ranges, BtCommentRange, i);
      append_passage (quote, bt_plan_get_node (quote->plan, range->node), range->start, range->end);
    }
}

/* The node's own words, or those of what is in it. */
static void
quote_node (Quote *quote, const BtNode *node)
{
  const BtText *text = bt_node_get_text (node);

  if (quote->words->len > MAX_QUOTE * 4 || bt_node_get_kind (node) == BT_NODE_FOREIGN)
    return;
  if (text != NULL && bt_text_get_length (text) > 0)
    append_passage (quote, node, 0, bt_text_get_length (text));
  else
    for (guint i = 0; i < bt_node_get_n_children (node); i++)
      quote_node (quote, bt_node_get_child (node, i));
}

static char *
shorten (GString *quote)
{
  g_strdelimit (quote->str, "\n", ' ');
  if (g_utf8_strlen (quote->str, quote->len) > MAX_QUOTE)
    {
      g_string_truncate (quote, g_utf8_offset_to_pointer (quote->str, MAX_QUOTE) - quote->str);
      g_string_append (quote, "…");
    }
  return g_string_free (quote, FALSE);
}

static void
read_quote (const BtPlan *plan, BtComment *comment)
{
  Quote quote = { .words = g_string_new (NULL), .plan = plan };

  if (comment->place == BT_COMMENT_DETACHED && get_attr (comment, "quote") != NULL)
    g_string_append (quote.words, get_attr (comment, "quote"));
  /* What is deleted but for an open change is told only where nothing else is left. */
  for (guint turn = 0; turn <= 1 && quote.words->len == 0; turn++)
    {
      quote.deleted = turn == 1;
      if (comment->place == BT_COMMENT_ON_WORDS)
        quote_ranges (&quote, comment->ranges);
      else if (comment->place == BT_COMMENT_ON_NODE)
        quote_node (&quote, bt_plan_get_node (plan, comment->node));
    }
  comment->quote = shorten (quote.words);
  comment->derived = quote.derived;
}

/**
 * bt_comment_list_new:
 * @plan: a plan
 *
 * All threads in the order of what they speak of; at one place, in the order in which they were opened. Threads that
 * speak of something that has gone without leaving a place stand at the end.
 *
 * Returns: (transfer full) (element-type BtComment): the list
 */
GPtrArray *
bt_comment_list_new (const BtPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  g_autoptr (GHashTable) by_id = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) by_node =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  Reader reader = { plan, by_id, by_node, g_ptr_array_new_with_free_func (comment_unref) };
  const BtNode *threads = bt_plan_get_part (plan, BT_NODE_COMMENTS);

  for (guint i = 0; i < bt_node_get_n_children (threads); i++)
    if (bt_node_get_kind (bt_node_get_child (threads, i)) == BT_NODE_THREAD)
      note_thread (&reader, bt_node_get_child (threads, i));
  if (g_hash_table_size (by_id) == 0)
    return reader.list;
  foreach_node (&reader, bt_plan_get_root (plan), read_ranges);
  if (g_hash_table_size (by_node) > 0)
    foreach_node (&reader, bt_plan_get_root (plan), read_named);
  foreach_node (&reader, bt_plan_get_root (plan), enlist_node);
  for (guint i = 0; i < bt_node_get_n_children (threads); i++)
    {
      const char *id = bt_intern (bt_node_get_id (bt_node_get_child (threads, i)));
      if (g_hash_table_contains (by_id, id))
        enlist (&reader, g_hash_table_lookup (by_id, id));
    }
  for (guint i = 0; i < reader.list->len; i++)
    read_quote (plan, reader.list->pdata[i]);
  return reader.list;
}

/* The texts of one node in two plans that follow each other. */
typedef struct
{
  const BtText *old, *text;
} TextPair;

/* The comments of a plan, as they are carried over to the next. */
typedef struct
{
  const GPtrArray *list;
  const BtDelta *delta;
} Update;

static const BtAnchor *
get_anchors (const BtText *text, guint *n_anchors)
{
  *n_anchors = 0;
  return text != NULL ? bt_text_get_anchors (text, n_anchors) : NULL;
}

/* Whether two texts have anchors of the same threads, in the same order, wherever they stand. */
static gboolean
has_same_anchors (const TextPair *pair)
{
  guint n_old, n;
  const BtAnchor *before = get_anchors (pair->old, &n_old), *now = get_anchors (pair->text, &n);

  if (n != n_old)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (before[i].thread != now[i].thread)
      return FALSE;
  return TRUE;
}

/* The next run from @i on that is an object; NULL where there is none. */
static const BtMark *
next_object (const BtRun *runs, guint n_runs, guint *i)
{
  for (; *i < n_runs; (*i)++)
    if (runs[*i].mark.object != BT_OBJECT_NONE)
      return &runs[(*i)++].mark;
  return NULL;
}

/* Whether two texts have the same objects: which citation is the first says words in other texts, too. */
static gboolean
has_same_objects (const TextPair *pair)
{
  guint n_old = 0, n = 0, i = 0, j = 0;
  const BtRun *before = pair->old != NULL ? bt_text_get_runs (pair->old, &n_old) : NULL;
  const BtRun *now = pair->text != NULL ? bt_text_get_runs (pair->text, &n) : NULL;
  const BtMark *old, *mark;

  do
    {
      old = next_object (before, n_old, &i);
      mark = next_object (now, n, &j);
      if (old != NULL && mark != NULL
          && (old->object != mark->object || old->target != mark->target || old->del != mark->del))
        return FALSE;
    }
  while (old != NULL && mark != NULL);
  return old == mark;
}

static gboolean
is_in_ranges (const BtComment *comment, const char *id)
{
  for (guint i = 0; i < comment->ranges->len; i++)
    if (g_array_index (comment->ranges, BtCommentRange, i).node == id)
      return TRUE;
  return FALSE;
}

/* Whether a comment speaks of words of a node, or of what that node is in. */
static gboolean
is_about (const BtComment *comment, const BtPlan *plan, const char *id)
{
  if (comment->place != BT_COMMENT_ON_NODE)
    return is_in_ranges (comment, bt_intern (id));
  for (; id != NULL; id = bt_plan_get_parent_id (plan, id))
    if (strcmp (id, comment->node) == 0)
      return TRUE;
  return FALSE;
}

/* Reads where the words of a comment are now, which are in the same texts as before. */
static void
move_ranges (const BtPlan *plan, BtComment *comment)
{
  const char *last = NULL;
  guint at = 0, n = 0;
  const BtAnchor *anchors = NULL;

  for (guint i = 0; i < comment->ranges->len; i++)
    {
      BtCommentRange *range = &g_array_index (comment->ranges, BtCommentRange, i);

      if (range->node != last)
        {
          anchors = bt_text_get_anchors (bt_node_get_text (bt_plan_get_node (plan, range->node)), &n);
          at = 0;
        }
      last = range->node;
      while (at < n && anchors[at].thread != comment->id)
        at++;
      g_return_if_fail (at < n);
      range->start = anchors[at].start;
      range->end = anchors[at++].end;
    }
}

static BtComment *
copy_comment (const BtPlan *plan, const BtComment *comment)
{
  BtComment *copy = g_rc_box_dup (sizeof *comment, (BtComment *) comment);

  bt_node_ref (copy->thread);
  copy->ranges = g_array_copy (comment->ranges);
  move_ranges (plan, copy);
  read_quote (plan, copy);
  return copy;
}

/* Whether what a comment says of its place has to be read again. */
static gboolean
is_concerned (const Update *update, const BtComment *comment)
{
  const GArray *nodes = update->delta->nodes;

  if (comment->derived && !bt_delta_is_rewording (update->delta))
    return TRUE;
  for (guint i = 0; i < nodes->len; i++)
    {
      const BtDeltaNode *node = &g_array_index (nodes, BtDeltaNode, i);
      const char *id = bt_node_get_id (node->node);

      if ((bt_delta_is_new_text (node) || g_hash_table_contains (update->delta->parents, id))
          && is_about (comment, update->delta->plan, id))
        return TRUE;
    }
  return FALSE;
}

/* Whether no comment is at a node that comes or goes. */
static gboolean
is_uncommented (const Update *update, const BtNode *node)
{
  guint n_anchors;

  get_anchors (bt_node_get_text (node), &n_anchors);
  for (guint i = 0; n_anchors == 0 && i < update->list->len; i++)
    if (g_strcmp0 (get_attr (update->list->pdata[i], "node"), bt_node_get_id (node)) == 0)
      return FALSE;
  return n_anchors == 0;
}

/* Whether all comments are attached to what they were, and the words of objects are as they were. */
static gboolean
keeps_anchors (const Update *update)
{
  for (guint i = 0; i < update->delta->nodes->len; i++)
    {
      const BtDeltaNode *node = &g_array_index (update->delta->nodes, BtDeltaNode, i);

      if (node->old == NULL && !is_uncommented (update, node->node))
        return FALSE;
      if (!bt_delta_is_new_text (node))
        continue;
      TextPair pair = { bt_node_get_text (node->old), bt_node_get_text (node->node) };
      if (!has_same_anchors (&pair) || !has_same_objects (&pair))
        return FALSE;
    }
  for (guint i = 0; i < update->delta->gone->len; i++)
    if (!is_uncommented (update, update->delta->gone->pdata[i]))
      return FALSE;
  return TRUE;
}

static const char *
get_node_at (const GPtrArray *list, guint i)
{
  return i < list->len ? ((const BtComment *) list->pdata[i])->node : NULL;
}

/* Whether a comment stands between the same ones as before, and its words follow each other as they did. */
static gboolean
keeps_place (const Update *update, guint i)
{
  const BtDelta *delta = update->delta;
  const BtComment *comment = update->list->pdata[i];
  gboolean displaced = comment->node != NULL
                       && (bt_delta_get_reach (delta, comment->node) & BT_DELTA_DISPLACED) != 0;

  for (guint j = 1; j < comment->ranges->len; j++)
    {
      const char *last = g_array_index (comment->ranges, BtCommentRange, j - 1).node;
      const char *node = g_array_index (comment->ranges, BtCommentRange, j).node;

      if (node != last
          && (displaced || (bt_delta_get_reach (delta, node) & BT_DELTA_DISPLACED) != 0))
        return FALSE;
    }
  return !displaced
         || (bt_delta_keeps_order (delta, i > 0 ? get_node_at (update->list, i - 1) : NULL,
                                   comment->node)
             && bt_delta_keeps_order (delta, comment->node, get_node_at (update->list, i + 1)));
}

static gboolean
keeps_places (const Update *update)
{
  for (guint i = 0; !bt_delta_is_rewording (update->delta) && i < update->list->len; i++)
    if (!keeps_place (update, i))
      return FALSE;
  return TRUE;
}

/**
 * bt_comment_list_update:
 * @list: (element-type BtComment): the list of the plan before
 * @delta: what differs in the plan after it
 *
 * Returns: (transfer full) (nullable) (element-type BtComment): the list of the plan now, which shares with @list what
 *   still holds; %NULL where bt_comment_list_new() must be asked, as comments came or went or are in another order
 */
GPtrArray *
bt_comment_list_update (GPtrArray *list, const BtDelta *delta)
{
  Update update = { list, delta };
  GPtrArray *updated;

  g_return_val_if_fail (list != NULL && delta != NULL, NULL);

  if (delta->records || (list->len > 0 && (!keeps_anchors (&update) || !keeps_places (&update))))
    return NULL;
  updated = g_ptr_array_new_full (list->len, comment_unref);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (updated, is_concerned (&update, list->pdata[i])
                                  ? copy_comment (delta->plan, list->pdata[i])
                                  : g_rc_box_acquire (list->pdata[i]));
  return updated;
}

/**
 * bt_comment_list_find:
 * @list: (element-type BtComment): a list
 * @id: the id of a thread
 *
 * Returns: (transfer none) (nullable): its comment
 */
const BtComment *
bt_comment_list_find (const GPtrArray *list, const char *id)
{
  g_return_val_if_fail (list != NULL && id != NULL, NULL);

  for (guint i = 0; i < list->len; i++)
    if (strcmp (((const BtComment *) list->pdata[i])->id, id) == 0)
      return list->pdata[i];
  return NULL;
}

/**
 * bt_comment_list_count_open:
 * @list: (element-type BtComment): a list
 *
 * Returns: how many threads are not resolved
 */
guint
bt_comment_list_count_open (const GPtrArray *list)
{
  guint count = 0;

  g_return_val_if_fail (list != NULL, 0);

  for (guint i = 0; i < list->len; i++)
    count += !bt_comment_is_resolved (list->pdata[i]);
  return count;
}

/**
 * bt_comment_is_resolved:
 * @comment: a comment
 *
 * Returns: whether somebody has settled it
 */
gboolean
bt_comment_is_resolved (const BtComment *comment)
{
  g_return_val_if_fail (comment != NULL, FALSE);

  return get_attr (comment, "resolved") != NULL;
}

/**
 * bt_comment_get_messages:
 * @comment: a comment
 *
 * Returns: (transfer container) (element-type BtNode): what was said, the first message first
 */
GPtrArray *
bt_comment_get_messages (const BtComment *comment)
{
  g_return_val_if_fail (comment != NULL, NULL);

  GPtrArray *messages = g_ptr_array_new ();
  for (guint i = 0; i < bt_node_get_n_children (comment->thread); i++)
    if (bt_node_get_kind (bt_node_get_child (comment->thread, i)) == BT_NODE_MESSAGE)
      g_ptr_array_add (messages, bt_node_get_child (comment->thread, i));
  return messages;
}
