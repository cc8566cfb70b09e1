/* Documents of ours that come back from programs which keep nothing of ours, over random scripts: what was not changed
 * is the plan that went out, with its ids, marks, records and comments. BT_SCRIPTS asks for another number of them,
 * BT_EDITS for another number of edits of colleagues. */
#include <string.h>

#include "bt-commands.h"
#include "bt-docx-colleague.h"
#include "bt-docx-made.h"
#include "bt-docx-retag.h"
#include "bt-docx-stranger.h"
#include "bt-docx-view.h"
#include "bt-generate.h"
#include "bt-random-edit.h"
#include "bt-resolve.h"
#include "bt-same.h"
#include "bt-store.h"
#include "bt-version.h"

#define N_SCRIPTS 40
#define MAX_EDITS 8
#define MAX_DEEDS 8

/* Who brings the file back, and when. */
#define TAKER "Người nhận"
#define TAKEN_AT "2026-11-30T08:00:00Z"

static BtPlan *
read_onto (BtPlan *plan, GBytes *docx, BtDocxFound *found)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) original = bt_review_view (plan, BT_VIEW_ORIGINAL);
  BtPlan *version = bt_docx_import_onto (docx, "plan.docx", plan, bt_docx_made_get_profile (), original, NULL, found,
                                         &error);

  g_assert_no_error (error);
  return version;
}

static void
run_untouched (guint32 seed, BtDocxStranger stranger)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (BtPlan) plan = bt_random_edit_make_reviewed (rand, 8, g_rand_int_range (rand, 0, MAX_EDITS));
  g_autoptr (GBytes) docx = bt_docx_made_new (plan), saved = bt_docx_stranger_save (docx, stranger);
  BtDocxFound found;

  g_test_message ("script BT_SEED=%u BT_SCRIPTS=1, stranger %u", seed, stranger);
  bt_docx_made_keep (saved);
  g_autoptr (BtPlan) again = read_onto (plan, saved, &found);
  if (!bt_node_equal (bt_plan_get_root (plan), bt_plan_get_root (again)))
    bt_same_print_difference (again, plan, BT_SAME_NODES);
  g_assert_true (bt_node_equal (bt_plan_get_root (plan), bt_plan_get_root (again)));
  g_assert_cmpuint (found.lost, ==, 0);
}

static void
test_untouched (void)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", N_SCRIPTS); i++)
    for (BtDocxStranger stranger = 0; stranger < BT_DOCX_N_STRANGERS; stranger++)
      run_untouched (seed + i, stranger);
}

/* Comments over whole fields of the header, and over the paragraph of two of them. */
static void
test_comments (void)
{
  run_untouched (3245114231, BT_DOCX_STRANGER_NAMES);
  run_untouched (3245114069, BT_DOCX_STRANGER_NAMES);
}

/* Who made the change that the word bears, or what it stands in; NULL where it stands nowhere. */
static const char *
find_author (const BtPlan *plan, const BtNode *node, const char *token)
{
  const BtText *text = bt_node_get_text (node);
  const char *at = text != NULL ? strstr (bt_node_get_string (node), token) : NULL, *found = NULL;

  if (at != NULL)
    {
      const BtMark *mark = bt_text_get_mark (text, at - bt_node_get_string (node));
      const char *change = mark->ins != NULL ? mark->ins : bt_node_get_attr (node, "ins");
      return change != NULL ? bt_node_get_attr (bt_plan_get_node (plan, change), "author") : "nobody";
    }
  for (guint i = 0; i < bt_node_get_n_children (node) && found == NULL; i++)
    found = find_author (plan, bt_node_get_child (node, i), token);
  return found;
}

/* Who takes the node out. */
static const char *
find_striker (const BtPlan *plan, const char *id)
{
  const BtNode *node = bt_plan_get_node (plan, id);
  const char *change = node != NULL ? bt_node_get_attr (node, "del") : NULL;

  return change != NULL ? bt_node_get_attr (bt_plan_get_node (plan, change), "author") : "nobody";
}

static void
check_deeds (const BtPlan *taken, const GPtrArray *deeds)
{
  for (guint i = 0; i < deeds->len; i++)
    {
      const BtDocxDeed *deed = deeds->pdata[i];
      const char *author = deed->struck != NULL ? find_striker (taken, deed->struck)
                           : deed->comment      ? deed->author
                                                : find_author (taken, bt_plan_get_root (taken), deed->token);
      g_assert_cmpstr (author, ==, deed->author);
    }
}

/* The words that a thread is about. */
static void
append_anchored (const BtNode *node, const char *thread, GString *words)
{
  guint n_anchors = 0;
  const BtAnchor *anchors =
      bt_node_get_text (node) != NULL ? bt_text_get_anchors (bt_node_get_text (node), &n_anchors) : NULL;

  for (guint i = 0; i < n_anchors; i++)
    if (anchors[i].thread == thread)
      g_string_append_len (words, bt_node_get_string (node) + anchors[i].start, anchors[i].end - anchors[i].start);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    append_anchored (bt_node_get_child (node, i), thread, words);
}

/* Whether somebody says that in the thread. */
static gboolean
says (const BtNode *thread, const char *what)
{
  for (guint i = 0; i < bt_node_get_n_children (thread); i++)
    if (g_str_has_prefix (bt_node_get_string (bt_node_get_child (thread, i)), what))
      return TRUE;
  return FALSE;
}

/* Whether the node has the words: itself, or what is below it. */
static gboolean
is_beside (const BtPlan *taken, const char *id, const char *words)
{
  const BtNode *node = bt_plan_get_node (taken, id);
  gboolean found = bt_node_get_text (node) != NULL && strstr (bt_node_get_string (node), words) != NULL;

  for (guint i = 0; i < bt_node_get_n_children (node) && !found; i++)
    found = is_beside (taken, bt_node_get_id (bt_node_get_child (node, i)), words);
  return found;
}

/* What is settled, and which of two comments on the same words answers the other, only a program tells that keeps the
 * part which says so. */
static void
check_thread (const BtPlan *taken, const BtNode *thread, gboolean first, const BtDocxDeed *deed, gboolean told)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (deed->beside != NULL)
    g_assert_true (is_beside (taken, bt_node_get_attr (thread, "node"), deed->beside));
  else if (deed->answers != NULL)
    g_assert_true (first ? !told : says (thread, deed->answers));
  else if (told || first)
    {
      append_anchored (bt_plan_get_root (taken), bt_intern (bt_node_get_id (thread)), words);
      g_assert_true (first);
      g_assert_cmpstr (words->str, ==, deed->words);
    }
  if (told && deed->words != NULL)
    g_assert_cmpint (bt_node_get_attr (thread, "resolved") != NULL, ==, deed->settled);
}

/* A comment is there once, of its author, on its words or in its thread. */
static void
check_comment (const BtPlan *taken, const BtDocxDeed *deed, gboolean told)
{
  const BtNode *threads = bt_plan_get_part (taken, BT_NODE_COMMENTS);
  guint n = 0;

  for (guint i = 0; i < bt_node_get_n_children (threads); i++)
    for (guint k = 0; k < bt_node_get_n_children (bt_node_get_child (threads, i)); k++)
      {
        const BtNode *message = bt_node_get_child (bt_node_get_child (threads, i), k);
        if (strcmp (bt_node_get_string (message), deed->token) != 0)
          continue;
        g_assert_cmpstr (bt_node_get_attr (message, "author"), ==, deed->author);
        check_thread (taken, bt_node_get_child (threads, i), k == 0, deed, told);
        n++;
      }
  g_assert_cmpuint (n, ==, 1);
}

static guint
count_messages (const BtPlan *plan)
{
  const BtNode *threads = bt_plan_get_part (plan, BT_NODE_COMMENTS);
  guint n = 0;

  for (guint i = 0; i < bt_node_get_n_children (threads); i++)
    n += bt_node_get_n_children (bt_node_get_child (threads, i));
  return n;
}

/* What was said before is there once, too. */
static void
check_comments (const BtPlan *plan, const BtPlan *taken, const GPtrArray *deeds, BtDocxStranger stranger)
{
  g_autoptr (GPtrArray) counts = bt_review_count_authors (plan, taken);
  guint n = count_messages (plan), n_told = 0;

  for (guint i = 0; i < deeds->len; i++)
    if (((BtDocxDeed *) deeds->pdata[i])->comment)
      {
        check_comment (taken, deeds->pdata[i], stranger != BT_DOCX_STRANGER_ALL);
        n++;
      }
  g_assert_cmpuint (count_messages (taken), ==, n);
  for (guint i = 0; i < counts->len; i++)
    n_told += ((BtAuthorCount *) counts->pdata[i])->n_comments;
  g_assert_cmpuint (n_told, ==, n - count_messages (plan));
}

/* The changes that are open in the one and not in the other. */
static GHashTable *
get_new_changes (const BtPlan *plan, const BtPlan *taken)
{
  GHashTable *changes = bt_review_get_open_changes (taken);
  g_autoptr (GHashTable) before = bt_review_get_open_changes (plan);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_remove (changes, id);
  return changes;
}

/* Nothing is said to be of who brought the file back. */
static void
check_authors (const BtPlan *taken, GHashTable *changes)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_cmpstr (bt_node_get_attr (bt_plan_get_node (taken, id), "author"), !=, TAKER);
}

/* Whether one of the changes waits for others that are open, to which it is tied. */
static gboolean
is_waiting (BtPlan *plan, GHashTable *changes)
{
  g_autoptr (GHashTable) open = bt_review_get_open_changes (plan);
  GHashTableIter iter;
  gpointer id;
  gboolean waiting = FALSE;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    waiting = waiting || g_hash_table_contains (open, id);
  return waiting;
}

/* The plan without its comments; where what is rejected waits for other changes, as it is without any. */
static BtPlan *
dup_bare (BtPlan *plan, gboolean waiting)
{
  g_autoptr (BtPlan) seen = waiting ? bt_review_view (plan, BT_VIEW_ORIGINAL) : bt_plan_ref (plan);

  return bt_same_without_comments (seen);
}

/* Rejecting what is new gives the plan that went out. */
static void
check_rejected (BtPlan *plan, BtPlan *taken, GHashTable *changes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStepRun) run = bt_step_run_new (taken);

  bt_review_resolve (run, changes, FALSE, &error);
  g_assert_no_error (error);
  gboolean waiting = is_waiting (bt_step_run_get_plan (run), changes);
  g_autoptr (BtPlan) before = dup_bare (plan, waiting);
  g_autoptr (BtPlan) after = dup_bare (bt_step_run_get_plan (run), waiting);
  if (!bt_same (after, before, BT_SAME_NODES))
    bt_same_print_difference (after, before, BT_SAME_NODES);
  g_assert_true (bt_same (after, before, BT_SAME_NODES));
}

/* The words that the program did not make, without what is between them. */
static char *
dup_words (GBytes *docx)
{
  g_autofree char *words = bt_docx_view_words (docx, TRUE, FALSE);
  g_auto (GStrv) lines = g_strsplit_set (words, " \n", -1);

  return g_strjoinv ("", lines);
}

/* Accepting all gives the words that the document has when all is accepted. */
static void
check_accepted (BtPlan *taken, GBytes *edited)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) final = bt_review_view (taken, BT_VIEW_FINAL);
  g_autoptr (GBytes) docx = bt_docx_made_new_clean (final);
  g_autofree char *got = dup_words (docx), *wanted = dup_words (edited);

  g_assert_cmpstr (got, ==, wanted);
}

/* A plan as offices write them. */
static BtPlan *
load_template (GRand *rand)
{
  static const char *const names[] = { "chuyen-doi-so", "phong-chay", "phu-luc", "ra-soat-thu-tuc", "thien-tai",
                                       "tiem-chung", "tuyen-quan", "tuyen-truyen" };
  g_autofree char *name =
      g_strconcat (names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))], BT_STORE_EXTENSION, NULL);
  g_autofree char *path = g_build_filename (g_getenv ("BANTHAO_DATADIR"), "templates", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);
  BtPlan *plan = bt_store_read_bytes (bytes, name, &error);
  g_assert_no_error (error);
  return plan;
}

/* A plan with a comment at least. */
static BtPlan *
say_something (BtPlan *plan)
{
  g_autoptr (BtDocument) document = bt_document_new (plan);
  g_autoptr (GError) error = NULL;

  bt_document_set_author (document, "An");
  bt_document_comment_node (document, bt_node_get_id (bt_plan_get_root (plan)), "ai làm?", &error);
  g_assert_no_error (error);
  return bt_plan_ref (bt_document_get_plan (document));
}

static BtPlan *
make_plan (GRand *rand, BtDocxColleague what, gboolean template)
{
  g_autoptr (BtPlan) made =
      template ? load_template (rand) : bt_random_edit_make_reviewed (rand, 8, g_rand_int_range (rand, 0, MAX_EDITS));
  g_autoptr (BtPlan) plain = template ? bt_plan_ref (made) : bt_generate_without_objects (made);

  return what >= BT_DOCX_COLLEAGUE_COMMENTS ? say_something (plain) : bt_plan_ref (plain);
}

static void
run_tracked (guint32 seed, BtDocxStranger stranger, BtDocxColleague what, gboolean template)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (BtPlan) plan = make_plan (rand, what, template);
  g_autoptr (GPtrArray) deeds = bt_docx_deeds_new ();
  g_autoptr (GBytes) docx = bt_docx_made_new (plan);
  guint n_edits = g_rand_int_range (rand, 1, bt_generate_number ("BT_EDITS", MAX_DEEDS) + 1);
  g_autoptr (GBytes) edited = bt_docx_colleague_edit (rand, docx, what, n_edits, deeds);
  g_autoptr (GBytes) saved =
      stranger < BT_DOCX_N_STRANGERS ? bt_docx_stranger_save (edited, stranger) : g_bytes_ref (edited);
  g_autoptr (GError) error = NULL;
  BtDocxFound found;

  g_test_message ("script BT_SEED=%u BT_SCRIPTS=1, stranger %u", seed, stranger);
  bt_docx_made_keep (saved);
  g_autoptr (BtPlan) version = read_onto (plan, saved, &found);
  g_autoptr (BtPlan) taken = bt_review_take_version (plan, version, TAKER, TAKEN_AT, &error);
  g_assert_no_error (error);
  g_autoptr (GHashTable) changes = get_new_changes (plan, taken);
  check_authors (taken, changes);
  check_deeds (taken, deeds);
  if (what >= BT_DOCX_COLLEAGUE_COMMENTS)
    check_comments (plan, taken, deeds, stranger);
  check_rejected (plan, taken, changes);
  /* Who only says something leaves the words as they went out. */
  if (what != BT_DOCX_COLLEAGUE_COMMENTS)
    check_accepted (taken, edited);
}

static void
test_words (void)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", N_SCRIPTS); i++)
    for (BtDocxStranger stranger = 0; stranger < BT_DOCX_N_STRANGERS; stranger++)
      run_tracked (seed + i, stranger, BT_DOCX_COLLEAGUE_WORDS, FALSE);
}

/* What colleagues say, and change beside: by ids where these are left (the last of the programs), else by words. */
static void
test_said (void)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", N_SCRIPTS); i++)
    run_tracked (seed + i, (seed + i) % (BT_DOCX_N_STRANGERS + 1),
                 (seed + i) % 8 < 4 ? BT_DOCX_COLLEAGUE_COMMENTS : BT_DOCX_COLLEAGUE_ALL, (seed + i) % 8 >= 4);
}

static void
test_parts (void)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", N_SCRIPTS); i++)
    run_tracked (seed + i, (seed + i) % BT_DOCX_N_STRANGERS, BT_DOCX_COLLEAGUE_PARTS, TRUE);
}

/* Somebody types into words whose format two have changed, in the document of a program that numbers revisions anew:
 * both earlier formats stay. */
static void
test_formats (void)
{
  run_tracked (173, BT_DOCX_STRANGER_ALL, BT_DOCX_COLLEAGUE_WORDS, FALSE);
}

/* The same over random plans, with empty parts, changes and comments. */
static void
test_random (void)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", N_SCRIPTS); i++)
    run_tracked (seed + i, (seed + i) % BT_DOCX_N_STRANGERS, BT_DOCX_COLLEAGUE_PARTS, FALSE);
}

/* A new paragraph behind one that is joined to another, and has others below it. */
static void
test_joined (void)
{
  run_tracked (7337, BT_DOCX_STRANGER_ALL, BT_DOCX_COLLEAGUE_PARTS, FALSE);
  run_tracked (369, BT_DOCX_STRANGER_PART, BT_DOCX_COLLEAGUE_PARTS, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx-onto/untouched", test_untouched);
  g_test_add_func ("/docx-onto/comments", test_comments);
  g_test_add_func ("/docx-onto/words", test_words);
  g_test_add_func ("/docx-onto/formats", test_formats);
  g_test_add_func ("/docx-onto/said", test_said);
  g_test_add_func ("/docx-onto/parts", test_parts);
  g_test_add_func ("/docx-onto/random", test_random);
  g_test_add_func ("/docx-onto/joined", test_joined);
  return g_test_run ();
}
