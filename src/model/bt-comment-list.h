/* The list of a plan's comments: threads, where each of them is attached, and what it says. */
#pragma once

#include "bt-delta.h"

G_BEGIN_DECLS

/**
 * BtCommentPlace:
 * @BT_COMMENT_ON_WORDS: words of one or more texts
 * @BT_COMMENT_ON_NODE: a node: a paragraph, a cell, a row, a table, an appendix, a field of the header …
 * @BT_COMMENT_DETACHED: something that is no longer in the plan
 *
 * What a thread speaks of.
 */
typedef enum
{
  BT_COMMENT_ON_WORDS,
  BT_COMMENT_ON_NODE,
  BT_COMMENT_DETACHED,
} BtCommentPlace;

/* Bytes of one node's text; @node is an interned id. */
typedef struct
{
  const char *node;
  gsize start, end;
} BtCommentRange;

/**
 * BtComment:
 * @id: of the thread, interned
 * @thread: the thread's node; its children of kind %BT_NODE_MESSAGE have "author", "time" and, when they were changed
 *   later, "edited", and a text
 * @number: its place in the list, from 1: the number of its note
 * @place: what it speaks of
 * @node: (nullable): the interned id of the node at which it is shown: where its words begin, or the node itself; of a
 *   detached one the paragraph its words were in; %NULL where that has gone too
 * @ranges: (element-type BtCommentRange): its words, in document order; none but for %BT_COMMENT_ON_WORDS
 * @quote: the words it speaks of, as they read now; of a detached one, as they were when it was opened; never more than
 *   a few lines, without line breaks
 * @derived: whether words of objects are quoted, which other parts of the plan say
 *
 * One thread.
 */
typedef struct
{
  const char *id;
  BtNode *thread;
  guint number;
  BtCommentPlace place;
  const char *node;
  GArray *ranges;
  char *quote;
  gboolean derived;
} BtComment;

GPtrArray *bt_comment_list_new (const BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *bt_comment_list_update (GPtrArray *list, const BtDelta *delta) G_GNUC_WARN_UNUSED_RESULT;
const BtComment *bt_comment_list_find (const GPtrArray *list, const char *id);
guint bt_comment_list_count_open (const GPtrArray *list);

gboolean bt_comment_is_resolved (const BtComment *comment);
GPtrArray *bt_comment_get_messages (const BtComment *comment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
