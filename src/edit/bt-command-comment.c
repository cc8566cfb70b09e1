/* Commands on comments: threads on words or on a node, replies, settling.
 *
 * Comments are no changes of the plan: they are never tracked, and nobody changes what another one has said. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-commands.h"
#include "bt-comment-list.h"
#include "bt-document-private.h"
#include "bt-edit-private.h"

/* A transaction that is never tracked, and begins with the plan as it is. */
static BtTransaction *
begin (BtDocument *document, const char *label)
{
  BtTransaction *transaction = bt_transaction_new (document, label);

  bt_transaction_get_run (transaction);
  return transaction;
}

static char *
dup_time (BtDocument *document)
{
  g_autoptr (GDateTime) time =
      g_date_time_new_from_unix_utc (bt_document_get_time (document) / G_USEC_PER_SEC);

  return g_date_time_format_iso8601 (time);
}

/* What is said, cleaned; NULL with @error where that is nothing. */
static char *
dup_words (const char *string, GError **error)
{
  g_autofree char *clean = bt_edit_clean_string (string, TRUE);

  g_strstrip (clean);
  if (*clean != '\0')
    return g_steal_pointer (&clean);
  bt_edit_fail (error, _ ("Write what you want to say first"));
  return NULL;
}

static gboolean
append_message (BtTransaction *transaction, BtDocument *document, const char *thread,
                const char *string, GError **error)
{
  g_autofree char *words = dup_words (string, error);
  g_autofree char *time = dup_time (document);
  BtNode *node = bt_transaction_get_node (transaction, thread, words ? error : NULL);
  BtNodeBuilder *builder;
  g_autoptr (BtNode) message = NULL;

  if (!words || !node)
    return FALSE;

  builder = bt_node_builder_new (BT_NODE_MESSAGE, NULL);
  bt_node_builder_set_attr (builder, "author", bt_document_get_author (document));
  bt_node_builder_set_attr (builder, "time", time);
  bt_node_builder_set_string (builder, words);
  message = bt_node_builder_end (builder);
  return bt_step_run_apply (
      bt_transaction_get_run (transaction),
      bt_step_new_insert (thread, bt_node_get_n_children (node), message), error);
}

/* Opens a thread at a node; gives its id, interned, or NULL with @error. */
static const char *
open_thread (BtTransaction *transaction, const char *node, gboolean words, GError **error)
{
  BtNode *threads = bt_plan_get_part (bt_transaction_get_plan (transaction), BT_NODE_COMMENTS);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_THREAD, NULL);
  g_autoptr (BtNode) thread = NULL;
  BtStep *step;

  bt_node_builder_set_attr (builder, "node", node);
  bt_node_builder_set_attr (builder, "words", words ? "yes" : NULL);
  thread = bt_node_builder_end (builder);
  step = bt_step_new_insert (bt_node_get_id (threads), bt_node_get_n_children (threads), thread);
  if (!bt_step_run_apply (bt_transaction_get_run (transaction), step, error))
    return NULL;

  return bt_intern (bt_node_get_id (thread));
}

/* The thread keeps the words it speaks of, for when they have gone. */
static gboolean
keep_quote (BtTransaction *transaction, const char *thread, GError **error)
{
  g_autoptr (GPtrArray) list = bt_comment_list_new (bt_transaction_get_plan (transaction));
  const BtComment *comment = bt_comment_list_find (list, thread);

  return *comment->quote == '\0'
         || bt_step_run_set_attr (bt_transaction_get_run (transaction), thread, "quote",
                                  comment->quote, error);
}

static gboolean
anchor (BtTransaction *transaction, const char *id, gsize start, gsize end, const char *thread,
        GError **error)
{
  BtText *text =
      bt_node_get_text (bt_plan_get_node (bt_transaction_get_plan (transaction), id));
  g_autoptr (BtText) anchored = bt_text_with_anchor (text, start, end, thread);

  return bt_step_run_set_text (bt_transaction_get_run (transaction), id, anchored, error);
}

/* Anchors the thread to all words from @start to @end, paragraph by paragraph. */
static gboolean
anchor_range (BtTransaction *transaction, BtPlace start, BtPlace end, const char *thread,
              GError **error)
{
  g_autoptr (GPtrArray) ids =
      bt_edit_dup_reading_order (bt_transaction_get_plan (transaction), start.node, end.node);
  gboolean any = FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      gsize from, to;
      bt_edit_part_in_range (
          bt_plan_get_node (bt_transaction_get_plan (transaction), ids->pdata[i]), start, end,
          &from, &to);
      if (from >= to)
        continue;
      any = TRUE;
      if (!anchor (transaction, ids->pdata[i], from, to, thread, error))
        return FALSE;
    }

  return any || bt_edit_fail (error, _ ("Select the words that you want to comment on"));
}

/**
 * bt_document_comment:
 * @document: a document
 * @start: where
 * @end: the end of the range, which may be in a later paragraph
 * @string: what the author has to say
 * @error: return location
 *
 * Opens a thread on the words from @start to @end.
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where there is no word in the range or nothing is said
 */
gboolean
bt_document_comment (BtDocument *document, BtPlace start, BtPlace end, const char *string,
                     GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  const char *thread;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (string != NULL, FALSE);

  bt_edit_order_places (&start, &end);
  transaction = begin (document, N_ ("Comment"));
  if (!bt_edit_check_place (transaction, start, error)
      || !bt_edit_check_place (transaction, end, error))
    return FALSE;
  thread = open_thread (transaction, start.node, TRUE, error);
  if (!thread || !append_message (transaction, document, thread, string, error)
      || !anchor_range (transaction, start, end, thread, error)
      || !keep_quote (transaction, thread, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/**
 * bt_document_comment_node:
 * @document: a document
 * @id: the id of a node: a paragraph, a cell, a row, a field of the header …
 * @string: what the author has to say
 * @error: return location
 *
 * Opens a thread on the node as a whole.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_comment_node (BtDocument *document, const char *id, const char *string, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  const char *thread;
  BtNode *node;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL && string != NULL, FALSE);

  transaction = begin (document, N_ ("Comment"));
  node = bt_transaction_get_node (transaction, id, error);
  if (!node)
    return FALSE;
  if (bt_node_get_kind (node) >= BT_NODE_SOURCES)
    return bt_edit_fail (error, _ ("This is no part of the plan that can be commented on"));
  thread = open_thread (transaction, id, FALSE, error);
  if (!thread || !append_message (transaction, document, thread, string, error)
      || !keep_quote (transaction, thread, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/* Notes in the thread whether it is settled, by whom and when. */
static gboolean
set_resolved (BtTransaction *transaction, BtDocument *document, const char *thread,
              gboolean resolved, GError **error)
{
  BtStepRun *run = bt_transaction_get_run (transaction);
  g_autofree char *time = dup_time (document);

  return bt_step_run_set_attr (run, thread, "resolved", resolved ? "yes" : NULL, error)
         && bt_step_run_set_attr (run, thread, "decided-by",
                                  resolved ? bt_document_get_author (document) : NULL, error)
         && bt_step_run_set_attr (run, thread, "decided", resolved ? time : NULL, error);
}

/* Notes in the thread which finding it sets aside, and settles it. */
static gboolean
set_finding (BtTransaction *transaction, BtDocument *document, const char *thread, const char *rule,
             const char *quote, GError **error)
{
  BtStepRun *run = bt_transaction_get_run (transaction);
  g_autofree char *words = g_strdelimit (g_strdup (quote), "\n\t", ' ');

  return bt_step_run_set_attr (run, thread, "rule", rule, error)
         && (*words == '\0' || bt_step_run_set_attr (run, thread, "quote", words, error))
         && set_resolved (transaction, document, thread, TRUE, error);
}

/**
 * bt_document_set_aside:
 * @document: a document
 * @node: the id of the node of a finding of the check; that of the plan's root for all findings of the rule
 * @rule: the rule's name
 * @quote: the words of the finding; "" for none, or for all
 * @reason: why it is right as it is
 * @error: return location
 *
 * The finding is set aside: a settled thread with the reason says so in the plan. bt_document_reopen_thread() takes
 * that back.
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where no reason is given
 */
gboolean
bt_document_set_aside (BtDocument *document, const char *node, const char *rule, const char *quote,
                       const char *reason, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  const char *thread;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (node != NULL && rule != NULL && quote != NULL && reason != NULL, FALSE);

  transaction = begin (document, N_ ("Setting a Finding Aside"));
  if (!bt_transaction_get_node (transaction, node, error))
    return FALSE;
  thread = open_thread (transaction, node, FALSE, error);
  if (!thread || !append_message (transaction, document, thread, reason, error)
      || !set_finding (transaction, document, thread, rule, quote, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/* The thread or the message of that id. */
static BtNode *
find (BtTransaction *transaction, const char *id, BtNodeKind kind, GError **error)
{
  BtNode *node = bt_transaction_get_node (transaction, id, NULL);

  if (node && bt_node_get_kind (node) == kind)
    return node;
  bt_edit_fail (error, _ ("This comment is no longer in the plan"));
  return NULL;
}

/**
 * bt_document_reply:
 * @document: a document
 * @thread: the id of a thread
 * @string: the answer
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_document_reply (BtDocument *document, const char *thread, const char *string, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (thread != NULL && string != NULL, FALSE);

  transaction = begin (document, N_ ("Reply"));
  if (!find (transaction, thread, BT_NODE_THREAD, error)
      || !append_message (transaction, document, thread, string, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

static gboolean
is_own (BtDocument *document, const BtNode *message)
{
  return g_strcmp0 (bt_node_get_attr (message, "author"), bt_document_get_author (document)) == 0;
}

/* The document's author's own message of that id. */
static BtNode *
find_own (BtTransaction *transaction, BtDocument *document, const char *id, GError **error)
{
  BtNode *message = find (transaction, id, BT_NODE_MESSAGE, error);

  if (!message || is_own (document, message))
    return message;
  bt_edit_fail (error, _ ("Only who wrote a comment can change it"));
  return NULL;
}

/**
 * bt_document_edit_message:
 * @document: a document
 * @message: the id of a message of the document's author
 * @string: what it says from now on
 * @error: return location
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where another author wrote it
 */
gboolean
bt_document_edit_message (BtDocument *document, const char *message, const char *string,
                          GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autoptr (BtText) text = NULL;
  g_autofree char *words = NULL;
  g_autofree char *time = NULL;
  BtStepRun *run;
  BtNode *node;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (message != NULL && string != NULL, FALSE);

  transaction = begin (document, N_ ("Changing a Comment"));
  run = bt_transaction_get_run (transaction);
  node = find_own (transaction, document, message, error);
  words = node ? dup_words (string, error) : NULL;
  if (!words)
    return FALSE;
  if (strcmp (bt_node_get_string (node), words) == 0)
    return TRUE;
  text = bt_text_new (words);
  time = dup_time (document);
  if (!bt_step_run_set_text (run, message, text, error)
      || !bt_step_run_set_attr (run, message, "edited", time, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/* Takes a thread away, and from the words that it speaks of. */
static gboolean
remove_thread (BtTransaction *transaction, const char *thread, GError **error)
{
  g_autoptr (GPtrArray) list = bt_comment_list_new (bt_transaction_get_plan (transaction));
  const BtComment *comment = bt_comment_list_find (list, thread);
  BtStepRun *run = bt_transaction_get_run (transaction);

  for (guint i = 0; i < comment->ranges->len; i++)
    {
      const char *id = g_array_index (comment->ranges, BtCommentRange, i).node;
      BtText *text = bt_node_get_text (bt_plan_get_node (bt_step_run_get_plan (run), id));
      g_autoptr (BtText) bare = bt_text_without_anchor (text, thread);
      if (!bt_step_run_set_text (run, id, bare, error))
        return FALSE;
    }
  return bt_step_run_apply (run, bt_step_new_remove (thread), error);
}

/* How many messages the thread has besides those of @author, or of nobody where that is NULL. */
static guint
count_others (const BtNode *thread, const char *author)
{
  guint count = 0;

  for (guint i = 0; i < bt_node_get_n_children (thread); i++)
    {
      const BtNode *message = bt_node_get_child (thread, i);
      if (bt_node_get_kind (message) == BT_NODE_MESSAGE
          && (!author || g_strcmp0 (bt_node_get_attr (message, "author"), author) != 0))
        count++;
    }
  return count;
}

/**
 * bt_document_delete_message:
 * @document: a document
 * @message: the id of a message of the document's author
 * @error: return location
 *
 * A thread goes with its only message.
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where another author wrote it
 */
gboolean
bt_document_delete_message (BtDocument *document, const char *message, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  BtNode *thread;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  transaction = begin (document, N_ ("Deleting a Comment"));
  if (!find_own (transaction, document, message, error))
    return FALSE;
  thread = bt_plan_get_parent (bt_transaction_get_plan (transaction), message, NULL);
  if (count_others (thread, NULL) == 1
          ? !remove_thread (transaction, bt_intern (bt_node_get_id (thread)), error)
          : !bt_step_run_apply (bt_transaction_get_run (transaction), bt_step_new_remove (message),
                                error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/**
 * bt_document_delete_thread:
 * @document: a document
 * @thread: the id of a thread in which nobody but the document's author has said something
 * @error: return location
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where others have
 */
gboolean
bt_document_delete_thread (BtDocument *document, const char *thread, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  BtNode *node;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (thread != NULL, FALSE);

  transaction = begin (document, N_ ("Deleting a Comment"));
  node = find (transaction, thread, BT_NODE_THREAD, error);
  if (!node)
    return FALSE;
  if (count_others (node, bt_document_get_author (document)) > 0)
    return bt_edit_fail (error, _ ("Others have written here too: resolve the comment instead"));
  if (!remove_thread (transaction, thread, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

static gboolean
settle (BtDocument *document, const char *label, const char *thread, gboolean resolved,
        GError **error)
{
  g_autoptr (BtTransaction) transaction = begin (document, label);
  BtNode *node = find (transaction, thread, BT_NODE_THREAD, error);

  if (!node)
    return FALSE;
  if ((bt_node_get_attr (node, "resolved") != NULL) == resolved)
    return TRUE;
  if (!set_resolved (transaction, document, thread, resolved, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/**
 * bt_document_resolve_thread:
 * @document: a document
 * @thread: the id of a thread
 * @error: return location
 *
 * The thread is settled, by the document's author; it stays in the plan.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_resolve_thread (BtDocument *document, const char *thread, GError **error)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (thread != NULL, FALSE);

  return settle (document, N_ ("Resolving a Comment"), thread, TRUE, error);
}

/**
 * bt_document_reopen_thread:
 * @document: a document
 * @thread: the id of a thread
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_document_reopen_thread (BtDocument *document, const char *thread, GError **error)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (thread != NULL, FALSE);

  return settle (document, N_ ("Reopening a Comment"), thread, FALSE, error);
}
