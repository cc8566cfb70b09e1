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

/* The words from @start to @end that no change deletes, with those of objects; with @deleted, all. */
static void
append_words (GString *words, const BtPlan *plan, const BtNode *node, gsize start, gsize end,
              gboolean deleted)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (bt_node_get_text (node), &n_runs);
  gsize run_start = 0;

  for (guint i = 0; i < n_runs; run_start = runs[i++].end)
    {
      gsize from = MAX (run_start, start), to = MIN (runs[i].end, end);
      if (from >= to || (runs[i].mark.del != NULL && !deleted))
        continue;
      if (runs[i].mark.object == BT_OBJECT_NONE)
        g_string_append_len (words, bt_node_get_string (node) + from, to - from);
      else
        for (gsize at = from; at < to; at += BT_OBJECT_CHAR_SIZE)
          {
            g_autofree char *object = bt_plan_dup_object_text (plan, node, at);
            g_string_append (words, object);
          }
    }
}

/* Words that do not follow each other are parted by dots. */
static void
append_passage (GString *quote, const BtPlan *plan, const BtNode *node, gsize start, gsize end,
                gboolean deleted)
{
  gsize length = quote->len;

  if (length > 0)
    g_string_append (quote, " … ");
  gsize before = quote->len;
  append_words (quote, plan, node, start, end, deleted);
  if (quote->len == before)
    g_string_truncate (quote, length);
}

static void
quote_ranges (GString *quote, const BtPlan *plan, const GArray *ranges, gboolean deleted)
{
  for (guint i = 0; i < ranges->len && quote->len <= MAX_QUOTE * 4; i++)
    {
      const BtCommentRange *range = &g_array_index (ranges, BtCommentRange, i);
      append_passage (quote, plan, bt_plan_get_node (plan, range->node), range->start, range->end,
                      deleted);
    }
}

/* The node's own words, or those of what is in it. */
static void
quote_node (GString *quote, const BtPlan *plan, const BtNode *node, gboolean deleted)
{
  const BtText *text = bt_node_get_text (node);

  if (quote->len > MAX_QUOTE * 4 || bt_node_get_kind (node) == BT_NODE_FOREIGN)
    return;
  if (text != NULL && bt_text_get_length (text) > 0)
    append_passage (quote, plan, node, 0, bt_text_get_length (text), deleted);
  else
    for (guint i = 0; i < bt_node_get_n_children (node); i++)
      quote_node (quote, plan, bt_node_get_child (node, i), deleted);
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
  GString *quote = g_string_new (NULL);

  if (comment->place == BT_COMMENT_DETACHED && get_attr (comment, "quote") != NULL)
    g_string_append (quote, get_attr (comment, "quote"));
  /* What is deleted but for an open change is told only where nothing else is left. */
  for (guint deleted = 0; deleted <= 1 && quote->len == 0; deleted++)
    if (comment->place == BT_COMMENT_ON_WORDS)
      quote_ranges (quote, plan, comment->ranges, deleted);
    else if (comment->place == BT_COMMENT_ON_NODE)
      quote_node (quote, plan, bt_plan_get_node (plan, comment->node), deleted);
  comment->quote = shorten (quote);
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

/* Whether two texts have anchors of the same threads, in the same order, wherever they stand. */
static gboolean
has_same_anchors (const TextPair *pair)
{
  guint n_old, n;
  const BtAnchor *before = bt_text_get_anchors (pair->old, &n_old);
  const BtAnchor *now = bt_text_get_anchors (pair->text, &n);

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
  guint n_old, n, i = 0, j = 0;
  const BtRun *before = bt_text_get_runs (pair->old, &n_old);
  const BtRun *now = bt_text_get_runs (pair->text, &n);
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

/* Whether a comment speaks of words of @node, or of what @node is in. */
static gboolean
is_about (const BtComment *comment, const BtPlan *plan, const BtNode *node)
{
  if (comment->place != BT_COMMENT_ON_NODE)
    return is_in_ranges (comment, bt_intern (bt_node_get_id (node)));
  for (; node != NULL; node = bt_plan_get_parent (plan, bt_node_get_id (node), NULL))
    if (strcmp (bt_node_get_id (node), comment->node) == 0)
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

static gboolean
is_concerned (const BtComment *comment, const BtPlan *plan, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    if (is_about (comment, plan, texts->pdata[i]))
      return TRUE;
  return FALSE;
}

/**
 * bt_comment_list_update:
 * @list: (element-type BtComment): the list of @old
 * @old: a plan
 * @plan: the plan after it, which differs in nothing but the words of some texts
 * @texts: (element-type BtNode): the nodes of @plan whose words differ
 *
 * Returns: (transfer full) (nullable) (element-type BtComment): the list of @plan, which shares with @list what still
 *   holds; %NULL where bt_comment_list_new() must be asked, as the texts have other comments or objects than before
 */
GPtrArray *
bt_comment_list_update (GPtrArray *list, const BtPlan *old, const BtPlan *plan,
                        const GPtrArray *texts)
{
  GPtrArray *updated;

  g_return_val_if_fail (list != NULL && old != NULL && plan != NULL && texts != NULL, NULL);

  for (guint i = 0; i < texts->len; i++)
    {
      const BtNode *before = bt_plan_get_node (old, bt_node_get_id (texts->pdata[i]));
      TextPair pair = { bt_node_get_text (before), bt_node_get_text (texts->pdata[i]) };

      if (!has_same_anchors (&pair) || (list->len > 0 && !has_same_objects (&pair)))
        return NULL;
    }
  updated = g_ptr_array_new_full (list->len, comment_unref);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (updated, is_concerned (list->pdata[i], plan, texts)
                                  ? copy_comment (plan, list->pdata[i])
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
