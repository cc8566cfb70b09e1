/* Comments as rows of tables, untracked and tracked: where a comment stays when the text around it is edited, and what
 * the commands on comments do.
 *
 * A plan is written as lines, a paragraph each; the paragraph in line 1 has the id "p1". The words in brackets are
 * those that the comment "t" speaks of, and a star before a line says that it speaks of the paragraph as a whole. */
#include <string.h>

#include "bt-both-ways.h"
#include "bt-commands.h"
#include "bt-comment-list.h"
#include "bt-error.h"
#include "bt-resolve.h"

typedef enum
{
  TYPE,    /* @other behind @words of @id */
  REPLACE, /* @words of @id by @other */
  ACROSS,  /* deletes from the end of @words in @id to the end of @other in the next paragraph */
  BOLD,
  SPLIT, /* behind @words of @id */
  JOIN,
  REMOVE,
  DUPLICATE,
  DOWN,
  PASTE,
  SET,
} Action;

typedef struct
{
  const char *name;
  const char *before;
  Action action;
  const char *id, *words, *other;
  const char *after;
  BtCommentPlace place;
  const char *quote;
} Case;

#define W BT_COMMENT_ON_WORDS
#define N BT_COMMENT_ON_NODE
#define D BT_COMMENT_DETACHED

static const Case cases[] = {
  /* Characters typed inside belong to it, at its edges not. */
  { "type/inside", "a [b d] e\n", TYPE, "p1", "a b", "c", "a [bc d] e\n", W, "bc d" },
  { "type/before", "a [b] c\n", TYPE, "p1", "a ", "x", "a x[b] c\n", W, "b" },
  { "type/behind", "a [b] c\n", TYPE, "p1", "a b", "x", "a [b]x c\n", W, "b" },
  { "type/whole-start", "[ab]\n", TYPE, "p1", "", "x", "x[ab]\n", W, "ab" },
  { "type/whole-end", "[ab]\n", TYPE, "p1", "ab", "x", "[ab]x\n", W, "ab" },
  { "type/lines-inside", "a [b c] d\n", TYPE, "p1", "a b", "1\n2", "a [b1]\n2[ c] d\n", W,
    "b1 …  c" },
  { "type/mark-behind", "a [e] c\n", TYPE, "p1", "a e", "\xCC\x82", "a [ê] c\n", W, "ê" },
  /* What is deleted leaves it; without a word it is detached and tells what it was about. */
  { "delete/inside", "a [bcd] e\n", REPLACE, "p1", "c", "", "a [bd] e\n", W, "bd" },
  { "delete/start", "a [bcd] e\n", REPLACE, "p1", "a b", "", "[cd] e\n", W, "cd" },
  { "delete/all", "a [b] c\n", REPLACE, "p1", "b", "", "a  c\n", D, "b" },
  { "delete/more", "a [b] c\n", REPLACE, "p1", "a b c", "", "\n", D, "b" },
  { "delete/across", "a [b] c\nd e\n", ACROSS, "p1", "a", "d ", "ae\n", D, "b" },
  { "delete/across-part", "a b\nc [d e]\n", ACROSS, "p1", "a ", "c d", "a [ e]\n", W, " e" },
  { "replace/inside", "a [b c d] e\n", REPLACE, "p1", "c", "x", "a [b x d] e\n", W, "b x d" },
  { "replace/all", "a [b] c\n", REPLACE, "p1", "b", "x", "a x c\n", D, "b" },
  { "format", "a [b] c\n", BOLD, "p1", "b", NULL, "a [b] c\n", W, "b" },
  /* Splitting and joining keep it: then it speaks of words in two paragraphs. */
  { "split/inside", "a [b c] d\n", SPLIT, "p1", "a b", NULL, "a [b]\n[ c] d\n", W, "b …  c" },
  { "split/before", "a [b] c\n", SPLIT, "p1", "a", NULL, "a\n [b] c\n", W, "b" },
  { "join/second", "a\n[b] c\n", JOIN, "p2", NULL, NULL, "a[b] c\n", W, "b" },
  { "join/across", "a [b]\n[c] d\n", JOIN, "p2", NULL, NULL, "a [bc] d\n", W, "bc" },
  { "remove", "a [b] c\nd\n", REMOVE, "p1", NULL, NULL, "d\n", D, "b" },
  { "remove/part", "a [b]\n[c] d\n", REMOVE, "p1", NULL, NULL, "[c] d\n", W, "c" },
  { "move", "a [b] c\nd\n", DOWN, "p1", NULL, NULL, "d\na [b] c\n", W, "b" },
  { "duplicate", "a [b] c\n", DUPLICATE, "p1", NULL, NULL, "a [b] c\na b c\n", W, "b" },
  { "paste/inside", "a [b c] d\n", PASTE, "p1", "a b", "x", "a [b]\nx\n[ c] d\n", W, "b …  c" },
  { "set", "a [b] c\n", SET, "p1", NULL, "a x c", "a x c\n", D, "b" },
  { "set/beside", "a [b] c\n", SET, "p1", NULL, "a b d", "a [b] d\n", W, "b" },
  /* One on a paragraph stays with it as long as it is there. */
  { "node/type", "*a b\n", TYPE, "p1", "a", "x", "*ax b\n", N, "ax b" },
  { "node/empty", "*a b\n", REPLACE, "p1", "a b", "", "*\n", N, "" },
  { "node/split", "*a b\n", SPLIT, "p1", "a", NULL, "*a\n b\n", N, "a" },
  { "node/join", "a\n*b\n", JOIN, "p2", NULL, NULL, "ab\n", D, "b" },
  { "node/join-first", "*a\nb\n", JOIN, "p2", NULL, NULL, "*ab\n", N, "ab" },
  { "node/remove", "*a b\nc\n", REMOVE, "p1", NULL, NULL, "c\n", D, "a b" },
  { "node/move", "*a\nb\n", DOWN, "p1", NULL, NULL, "b\n*a\n", N, "a" },
  { "node/duplicate", "*a\n", DUPLICATE, "p1", NULL, NULL, "*a\na\n", N, "a" },
};

static BtText *
parse_text (const char *line)
{
  BtTextBuilder *builder = bt_text_builder_new ();

  for (const char *c = line; *c; c++)
    if (*c == '[')
      bt_text_builder_start_anchor (builder, "t");
    else if (*c == ']')
      bt_text_builder_end_anchor (builder, "t");
    else
      bt_text_builder_append (builder, c, 1, NULL);
  return bt_text_builder_end (builder);
}

static BtNode *
parse_body (const char *text, const char **node)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  BtNodeBuilder *body = bt_node_builder_new (BT_NODE_BODY, NULL);

  for (guint i = 0; lines[i + 1]; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i + 1);
      BtNodeBuilder *clause = bt_node_builder_new (BT_NODE_CLAUSE, id);
      if (!*node && (*lines[i] == '*' || strchr (lines[i], '[')))
        *node = bt_intern (id);
      bt_node_builder_take_text (clause, parse_text (lines[i] + (*lines[i] == '*')));
      bt_node_builder_take_child (body, bt_node_builder_end (clause));
    }
  return bt_node_builder_end (body);
}

static BtNode *
new_message (const char *id, const char *author, const char *string)
{
  BtNodeBuilder *message = bt_node_builder_new (BT_NODE_MESSAGE, id);

  bt_node_builder_set_attr (message, "author", author);
  bt_node_builder_set_string (message, string);
  return bt_node_builder_end (message);
}

static BtPlan *
parse_plan (const char *text, const char *quote)
{
  const char *node = NULL;
  g_autoptr (BtNode) body = parse_body (text, &node);
  BtNodeBuilder *root = bt_node_builder_new (BT_NODE_PLAN, NULL);
  BtNodeBuilder *comments = bt_node_builder_new (BT_NODE_COMMENTS, NULL);
  BtNodeBuilder *thread = bt_node_builder_new (BT_NODE_THREAD, "t");
  g_autoptr (GError) error = NULL;

  bt_node_builder_set_attr (thread, "node", node);
  bt_node_builder_set_attr (thread, "words", strchr (text, '[') ? "yes" : NULL);
  bt_node_builder_set_attr (thread, "quote", quote);
  bt_node_builder_take_child (thread, new_message ("m1", "An", "Xem lại."));
  bt_node_builder_take_child (thread, new_message ("m2", "Bình", "Đã xem."));
  bt_node_builder_take_child (comments, bt_node_builder_end (thread));
  bt_node_builder_take_child (root, bt_node_ref (body));
  bt_node_builder_take_child (root, bt_node_builder_end (comments));
  g_autoptr (BtNode) bare = bt_node_builder_end (root);
  g_autoptr (BtNode) whole = bt_node_complete (bare);
  BtPlan *plan = bt_plan_new (whole, &error);
  g_assert_no_error (error);
  return plan;
}

static void
format_text (const BtText *text, GString *out)
{
  guint n_anchors;
  const BtAnchor *anchors = bt_text_get_anchors (text, &n_anchors);
  const char *string = bt_text_get_string (text);

  for (gsize i = 0; i <= bt_text_get_length (text); i++)
    {
      for (guint j = 0; j < n_anchors; j++)
        if (anchors[j].end == i)
          g_string_append_c (out, ']');
      for (guint j = 0; j < n_anchors; j++)
        if (anchors[j].start == i)
          g_string_append_c (out, '[');
      if (string[i])
        g_string_append_c (out, string[i]);
    }
  g_string_append_c (out, '\n');
}

/* Brackets show the words of all comments. */
static char *
format_plan (BtPlan *plan)
{
  g_autoptr (GPtrArray) list = bt_comment_list_new (plan);
  BtNode *body = bt_plan_get_part (plan, BT_NODE_BODY);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < bt_node_get_n_children (body); i++)
    {
      const BtNode *clause = bt_node_get_child (body, i);
      for (guint j = 0; j < list->len; j++)
        {
          const BtComment *comment = list->pdata[j];
          if (comment->place == BT_COMMENT_ON_NODE
              && comment->node == bt_intern (bt_node_get_id (clause)))
            g_string_append_c (out, '*');
        }
      format_text (bt_node_get_text (clause), out);
    }
  return g_string_free (out, FALSE);
}

static BtPlace
find_place (BtDocument *document, const char *id, const char *words, gboolean end)
{
  const char *string =
      bt_node_get_string (bt_plan_get_node (bt_document_get_plan (document), id));
  const char *found = strstr (string, words);

  g_assert_nonnull (found);
  return bt_place (id, found - string + (end ? strlen (words) : 0));
}

static gboolean
run_paste (BtDocument *document, BtPlace place, const char *string, GError **error)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);
  BtNodeBuilder *clause = bt_node_builder_new (BT_NODE_CLAUSE, NULL);

  bt_node_builder_set_attr (clause, "label", "dash");
  bt_node_builder_set_string (clause, string);
  g_ptr_array_add (clauses, bt_node_builder_end (clause));
  return bt_document_paste_paragraphs (document, place, clauses, error);
}

static gboolean
run (BtDocument *document, const Case *row, GError **error)
{
  const char *words = row->words ? row->words : "";
  BtPlace start = find_place (document, row->id, words, FALSE);
  BtPlace end = find_place (document, row->id, words, TRUE);

  switch (row->action)
    {
    case TYPE:
      return bt_document_type (document, end, end, row->other, error);
    case REPLACE:
      return bt_document_type (document, start, end, row->other, error);
    case ACROSS:
      return bt_document_delete (document, end, find_place (document, "p2", row->other, TRUE),
                                 error);
    case BOLD:
      return bt_document_set_format (document, start, end, BT_FORMAT_BOLD, TRUE, error);
    case SPLIT:
      return bt_document_split (document, end, error);
    case JOIN:
      return bt_document_join (document, row->id, error);
    case REMOVE:
      return bt_document_remove (document, row->id, error);
    case DUPLICATE:
      return bt_document_duplicate (document, row->id, error);
    case DOWN:
      return bt_document_move_down (document, row->id, error);
    case PASTE:
      return run_paste (document, end, row->other, error);
    case SET:
      return bt_document_set_text (document, row->id, row->other, error);
    default:
      g_assert_not_reached ();
    }
}

static void
assert_reads (BtPlan *plan, BtView view, const char *expected)
{
  g_autoptr (BtPlan) seen = bt_review_view (plan, view);
  g_autofree char *text = format_plan (seen);
  g_autoptr (GError) error = NULL;

  bt_plan_check (seen, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_place (BtPlan *plan, BtView view, BtCommentPlace place, const char *quote)
{
  g_autoptr (BtPlan) seen = bt_review_view (plan, view);
  g_autoptr (GPtrArray) list = bt_comment_list_new (seen);
  const BtComment *comment = bt_comment_list_find (list, "t");

  g_assert_nonnull (comment);
  g_assert_cmpint (comment->place, ==, place);
  g_assert_cmpstr (comment->quote, ==, quote);
}

/* The words in brackets, as a comment opened on them quotes them. */
static char *
dup_quote (BtPlan *bare)
{
  g_autoptr (GPtrArray) list = bt_comment_list_new (bare);
  return g_strdup (bt_comment_list_find (list, "t")->quote);
}

static void
check_case (gconstpointer data, gboolean tracking)
{
  const Case *row = data;
  g_autoptr (BtPlan) bare = parse_plan (row->before, NULL);
  g_autofree char *quote = dup_quote (bare);
  g_autoptr (BtPlan) before = parse_plan (row->before, quote);
  g_autoptr (BtDocument) document = bt_document_new (before);
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_document_set_tracking (document, tracking, &error));
  g_autoptr (BtPlan) start = bt_plan_ref (bt_document_get_plan (document));
  g_assert_true (run (document, row, &error));
  g_assert_no_error (error);
  BtPlan *after = bt_document_get_plan (document);
  assert_reads (after, BT_VIEW_FINAL, row->after);
  assert_place (after, BT_VIEW_FINAL, row->place, row->quote);
  if (tracking)
    {
      assert_reads (after, BT_VIEW_ORIGINAL, row->before);
      assert_place (after, BT_VIEW_ORIGINAL, strchr (row->before, '[') ? W : N, quote);
      /* Struck words are still there to be spoken of. */
      g_autoptr (GPtrArray) list = bt_comment_list_new (after);
      g_assert_cmpint (bt_comment_list_find (list, "t")->place, !=, D);
    }
  g_assert_true (bt_node_equal (bt_plan_get_part (after, BT_NODE_COMMENTS),
                                bt_plan_get_part (before, BT_NODE_COMMENTS)));
  g_assert_true (bt_document_undo (document));
  g_assert_true (bt_document_get_plan (document) == start);
}

typedef enum
{
  COMMENT, /* on @string of @id */
  COMMENT_NODE,
  REPLY,
  EDIT,
  DELETE_MESSAGE,
  DELETE_THREAD,
  RESOLVE,
  REOPEN,
} Deed;

typedef struct
{
  const char *name;
  const char *author;
  Deed deed;
  const char *id, *string;
  const char *text;   /* then; NULL: refused */
  const char *thread; /* how the last thread reads then */
} DeedCase;

#define TEXT "a [b] c\nd\n"
#define NOW "2025-08-14T09:15:30Z"

static const DeedCase deeds[] = {
  { "words", "An", COMMENT, "p1", "a", "[a] [b] c\nd\n", "p1 words “a”: An " NOW ": Sao?" },
  { "words/overlap", "An", COMMENT, "p1", "b c", "a [[b] c]\nd\n",
    "p1 words “b c”: An " NOW ": Sao?" },
  { "words/none", "An", COMMENT, "p1", "", NULL, NULL },
  { "node", "An", COMMENT_NODE, "p2", "Sao?", "a [b] c\n*d\n", "p2 “d”: An " NOW ": Sao?" },
  { "node/says-nothing", "An", COMMENT_NODE, "p2", " \n ", NULL, NULL },
  { "node/unknown", "An", COMMENT_NODE, "p9", "Sao?", NULL, NULL },
  { "node/comment", "An", COMMENT_NODE, "t", "Sao?", NULL, NULL },
  { "reply", "Chi", REPLY, "t", " Rõ.\r\nCảm ơn. ", TEXT,
    "p1 words “b”: An: Xem lại. | Bình: Đã xem. | Chi " NOW ": Rõ./Cảm ơn." },
  { "reply/gone", "Chi", REPLY, "p1", "Rõ.", NULL, NULL },
  { "edit", "Bình", EDIT, "m2", "Đã sửa.", TEXT,
    "p1 words “b”: An: Xem lại. | Bình (" NOW "): Đã sửa." },
  { "edit/others", "An", EDIT, "m2", "Đã sửa.", NULL, NULL },
  { "edit/empty", "Bình", EDIT, "m2", "", NULL, NULL },
  { "delete", "Bình", DELETE_MESSAGE, "m2", NULL, TEXT, "p1 words “b”: An: Xem lại." },
  { "delete/first", "An", DELETE_MESSAGE, "m1", NULL, TEXT, "p1 words “b”: Bình: Đã xem." },
  { "delete/others", "An", DELETE_MESSAGE, "m2", NULL, NULL, NULL },
  { "delete-thread/answered", "An", DELETE_THREAD, "t", NULL, NULL, NULL },
  { "resolve", "Chi", RESOLVE, "t", NULL, TEXT,
    "p1 words “b”, resolved by Chi " NOW ": An: Xem lại. | Bình: Đã xem." },
};

static gint64
get_time_cb (gpointer data)
{
  return G_GINT64_CONSTANT (1755162930000000);
}

static void
append_attr (GString *out, const BtNode *node, const char *name, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static void
append_attr (GString *out, const BtNode *node, const char *name, const char *format, ...)
{
  va_list args;

  if (!bt_node_get_attr (node, name))
    return;
  va_start (args, format);
  g_string_append_vprintf (out, format, args);
  va_end (args);
}

/* All that the last thread holds. */
static char *
format_thread (BtPlan *plan)
{
  BtNode *comments = bt_plan_get_part (plan, BT_NODE_COMMENTS);
  BtNode *thread = bt_node_get_child (comments, bt_node_get_n_children (comments) - 1);
  GString *out = g_string_new (bt_node_get_attr (thread, "node"));

  append_attr (out, thread, "words", " words");
  append_attr (out, thread, "quote", " “%s”", bt_node_get_attr (thread, "quote"));
  append_attr (out, thread, "resolved", ", resolved by %s %s",
               bt_node_get_attr (thread, "decided-by"), bt_node_get_attr (thread, "decided"));
  for (guint i = 0; i < bt_node_get_n_children (thread); i++)
    {
      const BtNode *message = bt_node_get_child (thread, i);
      g_autofree char *words = g_strdup (bt_node_get_string (message));
      g_string_append_printf (out, "%s %s", i > 0 ? " |" : ":",
                              bt_node_get_attr (message, "author"));
      append_attr (out, message, "time", " %s", bt_node_get_attr (message, "time"));
      append_attr (out, message, "edited", " (%s)", bt_node_get_attr (message, "edited"));
      g_string_append_printf (out, ": %s", g_strdelimit (words, "\n", '/'));
    }
  return g_string_free (out, FALSE);
}

static gboolean
do_deed (BtDocument *document, const DeedCase *row, GError **error)
{
  switch (row->deed)
    {
    case COMMENT:
      return bt_document_comment (document, find_place (document, row->id, row->string, FALSE),
                                  find_place (document, row->id, row->string, TRUE), "Sao?",
                                  error);
    case COMMENT_NODE:
      return bt_document_comment_node (document, row->id, row->string, error);
    case REPLY:
      return bt_document_reply (document, row->id, row->string, error);
    case EDIT:
      return bt_document_edit_message (document, row->id, row->string, error);
    case DELETE_MESSAGE:
      return bt_document_delete_message (document, row->id, error);
    case DELETE_THREAD:
      return bt_document_delete_thread (document, row->id, error);
    case RESOLVE:
      return bt_document_resolve_thread (document, row->id, error);
    case REOPEN:
      return bt_document_reopen_thread (document, row->id, error);
    default:
      g_assert_not_reached ();
    }
}

static BtDocument *
open_document (const char *author, gboolean tracking)
{
  g_autoptr (BtPlan) plan = parse_plan (TEXT, "b");
  BtDocument *document = bt_document_new (plan);

  bt_document_set_clock (document, get_time_cb, NULL);
  bt_document_set_author (document, author);
  g_assert_true (bt_document_set_tracking (document, tracking, NULL));
  return document;
}

/* A comment is one undo step and never a tracked change. */
static void
check_deed (gconstpointer data, gboolean tracking)
{
  const DeedCase *row = data;
  g_autoptr (BtDocument) document = open_document (row->author, tracking);
  g_autoptr (BtPlan) start = bt_plan_ref (bt_document_get_plan (document));
  g_autoptr (GError) error = NULL;
  gboolean done = do_deed (document, row, &error);
  BtPlan *after = bt_document_get_plan (document);

  if (!row->text)
    {
      g_assert_false (done);
      g_assert_error (error, BT_ERROR, BT_ERROR_USAGE);
      g_assert_true (after == start);
      return;
    }
  g_assert_no_error (error);
  g_autofree char *thread = format_thread (after);
  g_autofree char *text = format_plan (after);
  g_autoptr (GHashTable) open = bt_review_get_open_changes (after);
  bt_plan_check (after, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, row->text);
  g_assert_cmpstr (thread, ==, row->thread);
  g_assert_cmpuint (g_hash_table_size (open), ==, 0);
  g_assert_true (bt_document_undo (document));
  g_assert_true (bt_document_get_plan (document) == start);
}

/* Who opened a thread may take it away as long as nobody has answered, and its last message takes it along; neither
 * leaves anything in the text. */
static void
test_delete_own (void)
{
  const struct
  {
    const char *last;
    gboolean (*delete) (BtDocument *, const char *, GError **);
  } ways[] = { { "m1", bt_document_delete_message }, { "t", bt_document_delete_thread } };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (BtDocument) document = open_document ("Bình", TRUE);
      g_assert_true (bt_document_delete_message (document, "m2", NULL));
      bt_document_set_author (document, "An");
      g_assert_true (ways[i].delete (document, ways[i].last, NULL));
      g_autofree char *text = format_plan (bt_document_get_plan (document));
      g_assert_cmpstr (text, ==, "a b c\nd\n");
      g_assert_false (bt_plan_has_node (bt_document_get_plan (document), "t"));
    }
}

/* Reopening undoes settling; doing either twice is no step. */
static void
test_settle (void)
{
  g_autoptr (BtDocument) document = open_document ("An", FALSE);
  g_autoptr (BtPlan) start = bt_plan_ref (bt_document_get_plan (document));

  g_assert_true (bt_document_reopen_thread (document, "t", NULL));
  g_assert_true (bt_document_get_plan (document) == start);
  g_assert_true (bt_document_resolve_thread (document, "t", NULL));
  g_autoptr (BtPlan) resolved = bt_plan_ref (bt_document_get_plan (document));
  g_autoptr (GPtrArray) list = bt_comment_list_new (resolved);
  g_assert_cmpuint (bt_comment_list_count_open (list), ==, 0);
  g_assert_true (bt_document_resolve_thread (document, "t", NULL));
  g_assert_true (bt_document_get_plan (document) == resolved);
  g_assert_true (bt_document_reopen_thread (document, "t", NULL));
  g_assert_true (bt_node_equal (bt_plan_get_root (bt_document_get_plan (document)),
                                bt_plan_get_root (start)));
}

/* One comment may speak of words in several paragraphs. */
static void
test_several_paragraphs (void)
{
  g_autoptr (BtDocument) document = open_document ("An", TRUE);

  g_assert_true (bt_document_comment (document, bt_place ("p1", 4), bt_place ("p2", 1), "Sao?",
                                      NULL));
  g_autofree char *text = format_plan (bt_document_get_plan (document));
  g_assert_cmpstr (text, ==, "a [b] [c]\n[d]\n");
  g_autoptr (GPtrArray) list = bt_comment_list_new (bt_document_get_plan (document));
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((const BtComment *) list->pdata[0])->id, ==, "t");
  g_assert_cmpstr (((const BtComment *) list->pdata[1])->quote, ==, "c … d");
}

/* Where a comment was detached, undoing brings it back to its words. */
static void
test_undo_attaches (void)
{
  g_autoptr (BtDocument) document = open_document ("An", FALSE);

  g_assert_true (bt_document_remove (document, "p1", NULL));
  assert_place (bt_document_get_plan (document), BT_VIEW_MARKUP, D, "b");
  g_assert_true (bt_document_undo (document));
  assert_place (bt_document_get_plan (document), BT_VIEW_MARKUP, W, "b");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    bt_both_ways_add ("history/comment", cases[i].name, &cases[i], check_case);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    bt_both_ways_add ("comment", deeds[i].name, &deeds[i], check_deed);
  g_test_add_func ("/comment/delete-own", test_delete_own);
  g_test_add_func ("/comment/settle", test_settle);
  g_test_add_func ("/comment/several-paragraphs", test_several_paragraphs);
  g_test_add_func ("/comment/undo-attaches", test_undo_attaches);
  return g_test_run ();
}
