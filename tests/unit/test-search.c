/* Finding and replacing: folds, views, references, the order of what is found, one undo step for all. */
#include "bt-commands.h"
#include "bt-reference.h"
#include "bt-search.h"

#include "bt-step.h"

static BtNode *
new_node (BtNodeKind kind, const char *id, const char *string)
{
  BtNodeBuilder *builder = bt_node_builder_new (kind, id);

  bt_node_builder_set_string (builder, string);
  return bt_node_builder_end (builder);
}

static BtPlan *
insert (BtPlan *plan, const char *parent, BtNode *node)
{
  g_autoptr (BtNode) owned = node;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStep) step
      = bt_step_new_insert (parent, bt_node_get_n_children (bt_plan_get_node (plan, parent)), owned);
  BtPlan *next = bt_step_apply (step, plan, NULL, &error);

  g_assert_no_error (error);
  bt_plan_unref (plan);
  return next;
}

static BtPlan *
insert_in_part (BtPlan *plan, BtNodeKind part, BtNode *node)
{
  g_autofree char *id = g_strdup (bt_node_get_id (bt_plan_get_part (plan, part)));

  return insert (plan, id, node);
}

/* A plan of one paragraph. */
static BtPlan *
plan_of (const char *string)
{
  return insert_in_part (bt_plan_new_blank (), BT_NODE_BODY, new_node (BT_NODE_CLAUSE, "c", string));
}

/* What is found, each as "node:start-end", "!" behind what is fixed. */
static char *
found (BtPlan *plan, const char *words, BtSearchFlags flags, BtSearchView view)
{
  g_autoptr (GArray) matches = bt_search (plan, words, flags, view, NULL);
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < matches->len; i++)
    {
      const BtMatch *match = &g_array_index (matches, BtMatch, i);
      g_string_append_printf (string, "%s%s:%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT "%s",
                              i > 0 ? " " : "", match->node, match->start, match->end,
                              match->fixed ? "!" : "");
    }
  return g_string_free (string, FALSE);
}

typedef struct
{
  const char *name;
  const char *text, *words;
  BtSearchFlags flags;
  const char *found;
} Case;

#define CASE BT_SEARCH_ANY_CASE
#define MARKS BT_SEARCH_ANY_MARKS
#define WORDS BT_SEARCH_WHOLE_WORDS

static const Case cases[] = {
  { "exact", "Tuyên truyền", "truyền", 0, "c:7-15" },
  { "case-counts", "Tuyên truyền", "Truyền", 0, "" },
  { "any-case", "TUYÊN truyền", "tuyên", CASE, "c:0-6" },
  { "any-case-of-d", "Đồng chí Đ", "đ", CASE, "c:0-2 c:13-15" },
  { "tones-count", "truyền tuyến", "tuyen", CASE, "" },
  { "any-marks", "Tuyên TUYẾN tuyển", "tuyen", CASE | MARKS, "c:0-6 c:7-14 c:15-22" },
  { "any-marks-of-words-with-marks", "tuyen", "tuyến", MARKS, "c:0-5" },
  { "marks-keep-case", "Đường đường", "duong", MARKS, "c:10-19" },
  { "four-letters", "ệ ậ ặ ộ", "e", MARKS, "c:0-3" },
  { "decomposed-words", "việc", "vie\xCC\xA3\xCC\x82""c", 0, "c:0-6" },
  { "whole-words", "an toàn, toàn an, toànan", "an", CASE | MARKS | WORDS, "c:0-2 c:16-18" },
  { "whole-words-with-marks", "đảm, bảođảm đảm", "đảm", WORDS, "c:0-6 c:20-26" },
  { "no-overlap", "aaaaa", "aa", 0, "c:0-2 c:2-4" },
  { "fixed-space", "10\xC2\xA0""ngày", "10 ngày", 0, "c:0-9" },
  { "nothing-for-nothing", "a", "", 0, "" },
};

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (BtPlan) plan = plan_of (row->text);
  g_autofree char *got = found (plan, row->words, row->flags, BT_SEARCH_SHOWN);

  g_assert_cmpstr (got, ==, row->found);
}

/* "một [hai deleted] [ba inserted] bốn" */
static BtPlan *
tracked_plan (void)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CLAUSE, "c");
  BtNodeBuilder *change = bt_node_builder_new (BT_NODE_CHANGE, "k");
  BtTextBuilder *text = bt_text_builder_new ();

  bt_text_builder_append (text, "một ", -1, NULL);
  bt_text_builder_append (text, "hai ", -1, &(BtMark){ .del = bt_intern ("k") });
  bt_text_builder_append (text, "ba ", -1, &(BtMark){ .ins = bt_intern ("k") });
  bt_text_builder_append (text, "bốn", -1, NULL);
  bt_node_builder_take_text (builder, bt_text_builder_end (text));
  bt_node_builder_set_attr (change, "author", "An");
  bt_node_builder_set_attr (change, "time", "2025-08-14T03:00:00Z");
  return insert_in_part (insert_in_part (bt_plan_new_blank (), BT_NODE_CHANGES,
                                         bt_node_builder_end (change)),
                         BT_NODE_BODY, bt_node_builder_end (builder));
}

/* In the final view never in deleted text, in the original never in inserted; what is hidden does not part words. */
static void
test_views (void)
{
  g_autoptr (BtPlan) plan = tracked_plan ();
  static const struct
  {
    const char *words;
    const char *found[3]; /* shown, final, original */
  } rows[] = {
    { "hai", { "c:6-9!", "", "c:6-9!" } },
    { "ba", { "c:10-12", "c:10-12", "" } },
    { "một ba", { "", "c:0-12", "" } },
    { "hai bốn", { "", "", "c:6-18!" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint view = 0; view < 3; view++)
      {
        g_autofree char *got = found (plan, rows[i].words, 0, view);
        g_assert_cmpstr (got, ==, rows[i].found[view]);
      }
}

/* The words of a reference are found, and stay. */
static void
test_objects (void)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CLAUSE, "d");
  BtTextBuilder *text = bt_text_builder_new ();
  g_autoptr (BtPlan) plan = bt_plan_new_blank ();
  BtMark mark = { .object = BT_OBJECT_REF, .target = bt_intern (bt_node_get_id (bt_plan_get_root (plan))) };
  g_autoptr (BtDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) matches = NULL;
  g_autofree char *words = NULL;

  bt_text_builder_append (text, "theo ", -1, NULL);
  bt_text_builder_append_object (text, &mark);
  bt_node_builder_take_text (builder, bt_text_builder_end (text));
  plan = insert_in_part (g_steal_pointer (&plan), BT_NODE_BODY, bt_node_builder_end (builder));
  words = bt_plan_dup_reference (plan, mark.target);
  matches = bt_search (plan, words, BT_SEARCH_EXACT, BT_SEARCH_SHOWN, NULL);
  g_assert_cmpuint (matches->len, ==, 1);
  g_assert_cmpuint (g_array_index (matches, BtMatch, 0).start, ==, 5);
  g_assert_true (g_array_index (matches, BtMatch, 0).fixed);
  document = bt_document_new (plan);
  g_assert_cmpuint (bt_document_replace (document, (BtMatch *) matches->data, 1,
                                         (BtReplacement){ "x" }, &error),
                    ==, 0);
  g_assert_nonnull (error);
  g_assert_true (bt_document_get_plan (document) == plan);
}

/* Header, bases, text, signature, recipients and appendix, in this order. */
static BtPlan *
whole_plan (void)
{
  BtPlan *plan = bt_plan_new_blank ();
  BtNodeBuilder *appendix = bt_node_builder_new (BT_NODE_APPENDIX, "a");

  bt_node_builder_take_child (appendix, new_node (BT_NODE_TITLE, "t", "việc"));
  bt_node_builder_take_child (appendix, new_node (BT_NODE_NOTE, "n", ""));
  plan = insert_in_part (plan, BT_NODE_APPENDICES, bt_node_builder_end (appendix));
  plan = insert_in_part (plan, BT_NODE_RECIPIENTS, new_node (BT_NODE_RECIPIENT, "r", "việc"));
  plan = insert_in_part (plan, BT_NODE_BODY, new_node (BT_NODE_CLAUSE, "c", "việc"));
  plan = insert (plan, "c", new_node (BT_NODE_CLAUSE, "d", "Việc"));
  return insert_in_part (plan, BT_NODE_BASES, new_node (BT_NODE_BASIS, "b", "việc"));
}

static void
test_whole (void)
{
  g_autoptr (BtPlan) plan = whole_plan ();
  g_autofree char *got = found (plan, "việc", BT_SEARCH_ANY_CASE, BT_SEARCH_SHOWN);

  g_assert_cmpstr (got, ==, "b:0-6 c:0-6 d:0-6 r:0-6 t:0-6");
}

static void
test_find_from (void)
{
  g_autoptr (BtPlan) plan = whole_plan ();
  g_autoptr (GArray) matches = bt_search (plan, "việc", BT_SEARCH_ANY_CASE, BT_SEARCH_SHOWN, NULL);
  const char *header = bt_intern (bt_node_get_id (bt_plan_get_part (plan, BT_NODE_HEADER)));

  g_assert_cmpuint (bt_search_find_from (plan, matches, NULL, 0), ==, 0);
  g_assert_cmpuint (bt_search_find_from (plan, matches, header, 0), ==, 0);
  g_assert_cmpuint (bt_search_find_from (plan, matches, bt_intern ("c"), 0), ==, 1);
  g_assert_cmpuint (bt_search_find_from (plan, matches, bt_intern ("c"), 1), ==, 2);
  g_assert_cmpuint (bt_search_find_from (plan, matches, bt_intern ("r"), 0), ==, 3);
  g_assert_cmpuint (bt_search_find_from (plan, matches, bt_intern ("t"), 6), ==, 5);
}

static void
test_replace_all (void)
{
  g_autoptr (BtPlan) plan = whole_plan ();
  g_autoptr (BtDocument) document = bt_document_new (plan);
  g_autoptr (GArray) matches = bt_search (plan, "việc", BT_SEARCH_ANY_CASE, BT_SEARCH_FINAL, NULL);
  g_autoptr (GError) error = NULL;
  guint n = bt_document_replace (document, (BtMatch *) matches->data, matches->len,
                       (BtReplacement){ "nhiệm vụ\n" }, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpstr (bt_node_get_string (bt_plan_get_node (bt_document_get_plan (document), "d")), ==,
                   "nhiệm vụ ");
  g_assert_true (bt_document_undo (document));
  g_assert_true (bt_document_get_plan (document) == plan);
  g_assert_false (bt_document_can_undo (document));
}

/* Several in one paragraph; what comes in looks like what goes. */
static void
test_replace_in_format (void)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CLAUSE, "c");
  BtTextBuilder *text = bt_text_builder_new ();
  g_autoptr (BtPlan) plan = NULL;
  g_autoptr (BtDocument) document = NULL;
  g_autoptr (GArray) matches = NULL;
  BtNode *node;

  bt_text_builder_append (text, "tổ ", -1, NULL);
  bt_text_builder_append (text, "tổ", -1, &(BtMark){ .format = BT_FORMAT_BOLD });
  bt_text_builder_append (text, " tổ", -1, NULL);
  bt_node_builder_take_text (builder, bt_text_builder_end (text));
  plan = insert_in_part (bt_plan_new_blank (), BT_NODE_BODY, bt_node_builder_end (builder));
  document = bt_document_new (plan);
  matches = bt_search (plan, "tổ", 0, BT_SEARCH_SHOWN, NULL);
  g_assert_cmpuint (bt_document_replace (document, (BtMatch *) matches->data, 3,
                                         (BtReplacement){ "nhóm" }, NULL),
                    ==, 3);
  node = bt_plan_get_node (bt_document_get_plan (document), "c");
  g_assert_cmpstr (bt_node_get_string (node), ==, "nhóm nhóm nhóm");
  g_assert_cmpint (bt_text_get_mark (bt_node_get_text (node), 7)->format, ==, BT_FORMAT_BOLD);
  g_assert_cmpint (bt_text_get_mark (bt_node_get_text (node), 0)->format, ==, 0);
}

/* Small letters are written as those that go. */
static void
test_replace_like_old (void)
{
  g_autoptr (BtPlan) plan = plan_of ("Việc một, VIỆC hai, việc ba, V");
  g_autoptr (BtDocument) document = bt_document_new (plan);
  g_autoptr (GArray) matches = bt_search (plan, "việc", BT_SEARCH_ANY_CASE, BT_SEARCH_SHOWN, NULL);

  bt_document_replace (document, (BtMatch *) matches->data, matches->len,
                       (BtReplacement){ "đề án", TRUE }, NULL);
  g_assert_cmpstr (bt_node_get_string (bt_plan_get_node (bt_document_get_plan (document), "c")), ==,
                   "Đề án một, ĐỀ ÁN hai, đề án ba, V");
  g_array_unref (matches);
  matches = bt_search (bt_document_get_plan (document), "đề án", BT_SEARCH_ANY_CASE, BT_SEARCH_SHOWN, NULL);
  bt_document_replace (document, (BtMatch *) matches->data, matches->len,
                       (BtReplacement){ "UBND", TRUE }, NULL);
  g_assert_cmpstr (bt_node_get_string (bt_plan_get_node (bt_document_get_plan (document), "c")), ==,
                   "UBND một, UBND hai, UBND ba, V");
}

/* With tracking the words stay, marked as deleted, and are found no more in the final view. */
static void
test_replace_tracked (void)
{
  g_autoptr (BtPlan) plan = whole_plan ();
  g_autoptr (BtDocument) document = bt_document_new (plan);
  g_autoptr (GArray) matches = bt_search (plan, "việc", BT_SEARCH_ANY_CASE, BT_SEARCH_FINAL, NULL);
  g_autofree char *after = NULL, *original = NULL;

  bt_document_set_author (document, "An");
  g_assert_true (bt_document_set_tracking (document, TRUE, NULL));
  g_assert_cmpuint (bt_document_replace (document, (BtMatch *) matches->data, matches->len,
                       (BtReplacement){ "vụ" }, NULL), ==, 5);
  after = found (bt_document_get_plan (document), "việc", BT_SEARCH_ANY_CASE, BT_SEARCH_FINAL);
  g_assert_cmpstr (after, ==, "");
  original = found (bt_document_get_plan (document), "vụ", 0, BT_SEARCH_ORIGINAL);
  g_assert_cmpstr (original, ==, "");
}

/* A joined paragraph is read where it is joined to, also when what it stands below is deleted. */
static void
test_joined (void)
{
  g_autoptr (BtPlan) plan = plan_of ("một");
  BtNodeBuilder *below = bt_node_builder_new (BT_NODE_CLAUSE, "d");
  g_autofree char *got = NULL;

  plan = insert_in_part (g_steal_pointer (&plan), BT_NODE_CHANGES,
                         bt_node_builder_end (bt_node_builder_new (BT_NODE_CHANGE, "k")));
  bt_node_builder_set_attr (below, "del", "k");
  bt_node_builder_set_string (below, "");
  plan = insert_in_part (g_steal_pointer (&plan), BT_NODE_BODY, bt_node_builder_end (below));
  BtNodeBuilder *joined = bt_node_builder_new (BT_NODE_CLAUSE, "j");
  bt_node_builder_set_attr (joined, "join", "k");
  bt_node_builder_set_attr (joined, "join-to", "c");
  bt_node_builder_set_string (joined, "hai");
  plan = insert (g_steal_pointer (&plan), "d", bt_node_builder_end (joined));
  got = found (plan, "hai", 0, BT_SEARCH_FINAL);
  g_assert_cmpstr (got, ==, "j:0-3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/search/fold/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/search/views", test_views);
  g_test_add_func ("/search/joined", test_joined);
  g_test_add_func ("/search/objects", test_objects);
  g_test_add_func ("/search/whole", test_whole);
  g_test_add_func ("/search/find-from", test_find_from);
  g_test_add_func ("/search/replace/all", test_replace_all);
  g_test_add_func ("/search/replace/format", test_replace_in_format);
  g_test_add_func ("/search/replace/like-old", test_replace_like_old);
  g_test_add_func ("/search/replace/tracked", test_replace_tracked);
  return g_test_run ();
}
