/* The laws of merging: rejecting all that the copies changed gives the base, a single copy accepted gives what it
 * reads, nobody's change is lost, the order of the copies does not matter; and how conflicts are told. */
#include <string.h>

#include "bt-commands.h"
#include "bt-comment-list.h"
#include "bt-compare.h"
#include "bt-decide.h"
#include "bt-generate.h"
#include "bt-id.h"
#include "bt-merge.h"
#include "bt-random-edit.h"
#include "bt-random-renew.h"
#include "bt-resolve.h"
#include "bt-same.h"
#include "bt-saved.h"
#include "bt-schema.h"
#include "bt-store.h"

#define TIME "2025-08-14T09:15:30Z"

static const char *const names[] = { "An", "Bình", "Chi" };

static void
assert_same (const char *law, BtPlan *found, BtPlan *expected, BtSame same)
{
  if (bt_same (found, expected, same))
    return;
  bt_same_print_difference (found, expected, same);
  g_error ("%s", law);
}

static void
check_plan (BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  bt_plan_check (plan, &error);
  g_assert_no_error (error);
}

static BtPlan *
merge (BtPlan *base, const BtMergeCopy *copies, guint n_copies, GPtrArray **conflicts)
{
  g_autoptr (GError) error = NULL;
  BtPlan *result = bt_review_merge (base, copies, n_copies, TIME, conflicts, &error);
  g_assert_no_error (error);
  check_plan (result);
  bt_saved_check (result);
  return result;
}

/* The open changes of a plan that the base does not record. */
static GHashTable *
list_new (BtPlan *base, BtPlan *plan)
{
  GHashTable *changes = bt_review_get_open_changes (plan);
  GHashTableIter iter;
  gpointer change;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &change, NULL))
    if (bt_plan_has_node (base, change))
      g_hash_table_iter_remove (&iter);
  return changes;
}

static BtPlan *
decided (BtPlan *plan, GHashTable *changes, gboolean accept)
{
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  g_autoptr (GError) error = NULL;

  bt_review_resolve (run, changes, accept, &error);
  g_assert_no_error (error);
  check_plan (bt_step_run_get_plan (run));
  return bt_plan_ref (bt_step_run_get_plan (run));
}

/* Rejecting what the copies changed gives the base: at once where nothing was open in it, as its moves, splits and
 * joins may wait for each other; else when its own changes are decided too. */
static void
check_rejected (BtPlan *base, BtPlan *result)
{
  g_autoptr (GHashTable) new = list_new (base, result), open = bt_review_get_open_changes (base);
  g_autoptr (BtPlan) bare = bt_same_without_comments (result), bare_base = bt_same_without_comments (base);
  g_autoptr (BtPlan) rejected = decided (bare, new, FALSE);
  g_autoptr (BtPlan) read = bt_review_view (bare_base, BT_VIEW_FINAL);
  g_autoptr (BtPlan) was = bt_review_view (bare_base, BT_VIEW_ORIGINAL);
  g_autoptr (BtPlan) now_read = decided (rejected, open, TRUE);
  g_autoptr (BtPlan) now_was = bt_review_view (bare, BT_VIEW_ORIGINAL);

  if (g_hash_table_size (open) == 0)
    assert_same ("rejected = base", rejected, bare_base, BT_SAME_NODES);
  assert_same ("rejected, then the base accepted", now_read, read, BT_SAME_NODES);
  assert_same ("all rejected", now_was, was, BT_SAME_NODES);
}

/* Every change of every copy is in the result, with its author and time. */
static void
check_all_there (BtPlan *base, const BtMergeCopy *copies, guint n_copies, BtPlan *result)
{
  g_autoptr (GHashTable) found = bt_review_get_open_changes (result);

  for (guint i = 0; i < n_copies; i++)
    {
      g_autoptr (GHashTable) changes = list_new (base, copies[i].plan);
      GHashTableIter iter;
      gpointer change;

      g_hash_table_iter_init (&iter, changes);
      while (g_hash_table_iter_next (&iter, &change, NULL))
        {
          if (!g_hash_table_contains (found, change))
            {
              bt_same_print_plan ("copy", copies[i].plan);
              bt_same_print_plan ("merged", result);
              g_error ("the change %s of %s is lost", (char *) change, copies[i].name);
            }
          g_assert_true (bt_node_equal (bt_plan_get_node (result, change), bt_plan_get_node (copies[i].plan, change)));
        }
    }
}

/* The copies in another order give the same plan. */
static void
check_order (guint32 seed, BtPlan *base, const BtMergeCopy *copies, guint n_copies)
{
  BtMergeCopy turned[G_N_ELEMENTS (names)];
  GPtrArray *conflicts, *others;

  for (guint i = 0; i < n_copies; i++)
    turned[i] = copies[n_copies - 1 - i];
  bt_id_set_seed (~seed);
  g_autoptr (BtPlan) one = merge (base, copies, n_copies, &conflicts);
  bt_id_set_seed (~seed);
  g_autoptr (BtPlan) other = merge (base, turned, n_copies, &others);
  g_assert_true (bt_node_equal (bt_plan_get_root (one), bt_plan_get_root (other)));
  g_assert_cmpuint (conflicts->len, ==, others->len);
  g_ptr_array_unref (conflicts);
  g_ptr_array_unref (others);
}

static BtPlan *
with_root_attr (BtPlan *plan, const char *name, const char *value)
{
  g_autoptr (BtStep) step = bt_step_new_set_attr (bt_node_get_id (bt_plan_get_root (plan)), name, value);
  return bt_step_apply (step, plan, NULL, NULL);
}

/* The plan after random edits; @edits, where it is given, gets them. */
static BtPlan *
edited (GRand *rand, BtPlan *plan, const char *author, guint n_edits, gboolean tracked, GPtrArray *edits)
{
  g_autoptr (BtPlan) start = with_root_attr (plan, "tracking", tracked ? "yes" : NULL);
  g_autoptr (BtDocument) document = bt_document_new (start);

  bt_document_set_author (document, author);
  for (guint i = 0; i < n_edits; i++)
    {
      BtRandomEdit *edit = bt_random_edit_new (rand, bt_document_get_plan (document));
      gboolean done = bt_random_edit_run (edit, document, NULL, NULL);
      if (done && edits != NULL)
        g_ptr_array_add (edits, edit);
      else
        bt_random_edit_free (edit);
    }
  return bt_plan_ref (bt_document_get_plan (document));
}

static guint
get_n_edits (void)
{
  return bt_generate_number ("BT_EDITS", 12);
}

/* A reviewer's copy: tracked edits of his, and maybe some without tracking, or some of another author. */
static BtPlan *
make_copy (GRand *rand, BtPlan *base, const char *author, gboolean untracked)
{
  g_autoptr (BtPlan) first = edited (rand, base, author, g_rand_int_range (rand, 1, get_n_edits ()), TRUE, NULL);
  g_autoptr (BtPlan) second = edited (rand, first, untracked ? author : "Dung", g_rand_int_range (rand, 0, 4),
                                      !untracked, NULL);
  return edited (rand, second, author, g_rand_int_range (rand, 0, 4), TRUE, NULL);
}

/* Whether editing without tracking has brought an open join of the base to another paragraph, which is told of. */
static gboolean
is_rejoined (GPtrArray *conflicts)
{
  for (guint i = 0; i < conflicts->len; i++)
    if (((BtConflict *) conflicts->pdata[i])->kind == BT_MERGE_NOTE_REJOINED)
      return TRUE;
  return FALSE;
}

static void
check_single (BtPlan *base, const BtMergeCopy *copy, gboolean tracked)
{
  GPtrArray *conflicts;
  g_autoptr (BtPlan) result = merge (base, copy, 1, &conflicts);
  g_autoptr (BtPlan) bare_copy = bt_same_without_comments (copy->plan);
  g_autoptr (BtPlan) bare = bt_same_without_comments (result);
  g_autoptr (BtPlan) read = bt_review_view (bare_copy, BT_VIEW_FINAL);
  g_autoptr (BtPlan) found = bt_review_view (bare, BT_VIEW_FINAL);

  check_rejected (base, result);
  if (!is_rejoined (conflicts))
    assert_same ("accepted = the copy", found, read, BT_SAME_SHAPE);
  check_all_there (base, copy, 1, result);
  for (guint i = 0; i < conflicts->len; i++)
    g_assert_false (bt_conflict_is_real (conflicts->pdata[i]));
  g_assert_true (!tracked || conflicts->len == 0);
  g_ptr_array_unref (conflicts);
}

static void
run_script (guint32 seed, gboolean open, gboolean untracked)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  bt_id_set_seed (seed);
  g_autoptr (BtPlan) clean = bt_generate_clean_plan (rand, 6);
  g_autoptr (BtPlan) base = open ? edited (rand, clean, "An", 8, TRUE, NULL) : bt_plan_ref (clean);
  guint n_copies = 2 + seed % 2;
  BtMergeCopy copies[G_N_ELEMENTS (names)];
  GPtrArray *conflicts;

  g_test_message ("BT_SEED=%u BT_SCRIPTS=1", seed);
  for (guint i = 0; i < n_copies; i++)
    {
      /* Now and then one reviewer goes on with the copy of another. */
      BtPlan *from = i == 1 && !untracked && seed % 4 == 3 ? copies[0].plan : base;
      copies[i] = (BtMergeCopy){ make_copy (rand, from, names[i], untracked), names[i] };
    }
  for (guint i = 0; i < n_copies; i++)
    check_single (base, &copies[i], !open && !untracked);
  g_autoptr (BtPlan) result = merge (base, copies, n_copies, &conflicts);
  check_rejected (base, result);
  check_all_there (base, copies, n_copies, result);
  bt_random_edit_decide_each (rand, result);
  check_order (seed, base, copies, n_copies);
  g_ptr_array_unref (conflicts);
  for (guint i = 0; i < n_copies; i++)
    bt_plan_unref (copies[i].plan);
}

/* What became of the base in a copy that was edited without tracking, as its comparison with the base tells. */
static BtPlan *
make_compared (GRand *rand, BtPlan *base, const char *author)
{
  g_autoptr (BtPlan) bare = bt_same_without_comments (base);
  g_autoptr (BtPlan) copy = edited (rand, bare, author, g_rand_int_range (rand, 1, get_n_edits ()), FALSE, NULL);
  g_autoptr (BtPlan) silent = bt_same_without_comments (copy);
  g_autoptr (GError) error = NULL;
  BtPlan *compared = bt_review_compare (base, silent, author, TIME, &error);

  g_assert_no_error (error);
  return compared;
}

/* Comparisons with one plan can be merged as copies of it. */
static void
run_compared (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  bt_id_set_seed (seed);
  g_autoptr (BtPlan) base = bt_generate_clean_plan (rand, 6);
  g_autoptr (BtPlan) one = make_compared (rand, base, names[0]), other = make_compared (rand, base, names[1]);
  const BtMergeCopy copies[] = { { one, names[0] }, { other, names[1] } };
  GPtrArray *conflicts;

  g_test_message ("BT_SEED=%u BT_SCRIPTS=1", seed);
  for (guint i = 0; i < G_N_ELEMENTS (copies); i++)
    check_single (base, &copies[i], FALSE);
  g_autoptr (BtPlan) result = merge (base, copies, G_N_ELEMENTS (copies), &conflicts);
  check_rejected (base, result);
  check_all_there (base, copies, G_N_ELEMENTS (copies), result);
  bt_random_edit_decide_each (rand, result);
  g_ptr_array_unref (conflicts);
}

/* A copy that went through another program: nothing is tracked, and some of what stayed has a new id. */
static BtPlan *
make_renewed (GRand *rand, BtPlan *base, const char *author)
{
  g_autoptr (BtPlan) copy = edited (rand, base, author, g_rand_int_range (rand, 0, 6), FALSE, NULL);
  g_autoptr (BtPlan) silent = bt_same_without_comments (copy);

  return bt_random_renew (rand, silent);
}

/* Wherever the ids of a copy are others, the merged plan is sound. */
static void
run_renewed (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  bt_id_set_seed (seed);
  g_autoptr (BtPlan) clean = bt_generate_clean_plan (rand, 6);
  g_autoptr (BtPlan) base = bt_same_without_comments (clean);
  g_autoptr (BtPlan) one = make_renewed (rand, base, names[0]), other = make_renewed (rand, base, names[1]);
  g_autoptr (BtPlan) tracked = make_copy (rand, base, names[2], FALSE);
  const BtMergeCopy copies[] = { { one, names[0] }, { other, names[1] }, { tracked, names[2] } };
  GPtrArray *conflicts;

  g_test_message ("BT_SEED=%u BT_SCRIPTS=1", seed);
  check_single (base, &copies[0], FALSE);
  g_autoptr (BtPlan) result = merge (base, copies, G_N_ELEMENTS (copies), &conflicts);
  check_rejected (base, result);
  bt_random_edit_decide_each (rand, result);
  check_order (seed, base, copies, G_N_ELEMENTS (copies));
  g_ptr_array_unref (conflicts);
}

static void
test_tracked (void)
{
  guint32 seed = bt_generate_seed ();
  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", 100); i++)
    run_script (seed + i, FALSE, FALSE);
}

static void
test_compared (void)
{
  guint32 seed = bt_generate_seed ();
  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", 60); i++)
    run_compared (seed + i);
}

static void
test_untracked (void)
{
  guint32 seed = bt_generate_seed ();
  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", 60); i++)
    run_script (seed + i, FALSE, TRUE);
}

static void
test_renewed (void)
{
  guint32 seed = bt_generate_seed ();
  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", 60); i++)
    run_renewed (seed + i);
}

static void
test_open (void)
{
  guint32 seed = bt_generate_seed ();
  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", 60); i++)
    run_script (seed + i, TRUE, FALSE);
}

static void
test_open_untracked (void)
{
  guint32 seed = bt_generate_seed ();
  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", 60); i++)
    run_script (seed + i, TRUE, TRUE);
}

#define C(id, text, ...) "<clause xml:id=\"" id "\" label=\"arabic\"><text>" text "</text>" __VA_ARGS__ "</clause>"

static BtPlan *
read_body (const char *body)
{
  g_autofree char *xml = g_strdup_printf ("<plan xmlns=\"urn:banthao:plan:1\" xml:id=\"p\" tracking=\"yes\">"
                                          "<body xml:id=\"b\">%s</body></plan>",
                                          body);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  BtPlan *plan = bt_store_read_bytes (bytes, "example", &error);
  g_assert_no_error (error);
  return plan;
}

static gsize
find_words (BtDocument *document, const char *node, const char *words)
{
  const char *string = bt_node_get_string (bt_plan_get_node (bt_document_get_plan (document), node));
  const char *found = strstr (string, words);
  g_assert_nonnull (found);
  return (gsize) (found - string);
}

/* Edits of the examples, as a reviewer makes them: "replace c1 OLD NEW", "type c1 BEHIND NEW", "remove c1",
 * "move c1 PARENT POSITION", "label c1 plus", "split c1 BEHIND", "join c2", "track no"; words are parted by "|". */
static void
do_edit (BtDocument *document, char **words)
{
  g_autoptr (GError) error = NULL;
  const char *verb = words[0], *node = words[1];
  gboolean done = FALSE;

  if (strcmp (verb, "replace") == 0 || strcmp (verb, "type") == 0)
    {
      gsize start = find_words (document, node, words[2]), end = start + strlen (words[2]);
      BtPlace from = { node, verb[0] == 't' ? end : start }, to = { node, end };
      done = bt_document_type (document, from, to, words[3], &error);
    }
  else if (strcmp (verb, "remove") == 0)
    done = bt_document_remove (document, node, &error);
  else if (strcmp (verb, "move") == 0)
    done = bt_document_move (document, node, words[2], (guint) atoi (words[3]), &error);
  else if (strcmp (verb, "label") == 0)
    done = bt_document_set_attr (document, node, "label", words[2], &error);
  else if (strcmp (verb, "split") == 0)
    done = bt_document_split (document, (BtPlace){ node, find_words (document, node, words[2]) + strlen (words[2]) },
                              &error);
  else if (strcmp (verb, "join") == 0)
    done = bt_document_join (document, node, &error);
  else if (strcmp (verb, "track") == 0)
    done = bt_document_set_attr (document, "p", "tracking", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (done);
}

static BtPlan *
edit_copy (BtPlan *base, const char *author, const char *script)
{
  g_autoptr (BtDocument) document = bt_document_new (base);
  g_auto (GStrv) lines = g_strsplit (script, "\n", -1);

  bt_document_set_author (document, author);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], "|", -1);
      do_edit (document, words);
    }
  return bt_plan_ref (bt_document_get_plan (document));
}

static const char *
get_author (BtPlan *plan, const char *change)
{
  return bt_node_get_attr (bt_plan_get_node (plan, change), "author");
}

/* One line: id and marks of each node, then its words, each with who inserts (+) or deletes (-) them. */
static void
describe (BtPlan *plan, const BtNode *node, GString *out)
{
  static const char *const marks[][2] = { { "ins", "+" }, { "del", "-" }, { "moved", ">" }, { "split", "/" },
                                          { "join", "&" }, { "change", "^" } };
  guint n_runs = 0;
  gsize start = 0;

  g_string_append_printf (out, "(%s", node == NULL || bt_node_get_id (node)[0] == 'n' ? "" : bt_node_get_id (node));
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (bt_node_get_attr (node, marks[i][0]) != NULL)
      g_string_append_printf (out, "%s%s", marks[i][1], get_author (plan, bt_node_get_attr (node, marks[i][0])));
  const BtRun *runs = bt_node_get_text (node) != NULL ? bt_text_get_runs (bt_node_get_text (node), &n_runs) : NULL;
  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      g_string_append_printf (out, " %.*s", (int) (runs[i].end - start), bt_node_get_string (node) + start);
      if (runs[i].mark.ins != NULL)
        g_string_append_printf (out, "+%s", get_author (plan, runs[i].mark.ins));
      if (runs[i].mark.del != NULL)
        g_string_append_printf (out, "-%s", get_author (plan, runs[i].mark.del));
      if (runs[i].mark.was != NULL)
        g_string_append (out, "*");
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    describe (plan, bt_node_get_child (node, i), out);
  g_string_append_c (out, ')');
}

/* What An and Bình did, what is merged of it, what is told (kind, node, both sides), and what is left when all is
 * accepted. */
typedef struct
{
  const char *name, *base, *an, *binh, *merged, *told, *accepted;
} Example;

static const Example examples[] = {
  { "the same words differently", C ("c1", "Nâng cao nhận thức"), "replace|c1|nhận thức|hiểu biết",
    "replace|c1|nhận thức|ý thức", "(b(c1 Nâng cao  hiểu biết+An ý thức+Bình nhận thức-An*))",
    "words c1 hiểu biết/nhận thức ý thức/nhận thức\n", "(b(c1 Nâng cao hiểu biếtý thức))" },
  { "the same slip mended twice", C ("c1", "Kế hoach năm"), "replace|c1|hoach|hoạch", "replace|c1|hoach|hoạch",
    "(b(c1 Kế  hoạch+An* hoach-An*  năm))", "", "(b(c1 Kế hoạch năm))" },
  { "words beside each other", C ("c1", "Một hai ba"), "replace|c1|Một|Mốt", "replace|c1|ba|bốn",
    "(b(c1 Mốt+An Một-An  hai  bốn+Bình ba-Bình))", "", "(b(c1 Mốt hai bốn))" },
  { "deleted by both", C ("c1", "Một") C ("c2", "Hai"), "remove|c1", "remove|c1",
    "(b(c1-An Một-An*)(c2 Hai))", "", "(b(c2 Hai))" },
  { "deleted and edited", C ("c1", "Một") C ("c2", "Hai"), "remove|c1", "type|c1|Một| nữa",
    "(b(c1-An Một-An  nữa+Bình)(c2 Hai))", "deleted c1 /  nữa/\n", "(b(c1  nữa)(c2 Hai))" },
  { "moved to two places", C ("c1", "Một") C ("c2", "Hai") C ("c3", "Ba"), "move|c1|c2|0", "move|c1|c3|0",
    "(b(^An)(c2 Hai(^Bình))(c3 Ba(c1>Bình Một)))", "moved c1 c2/ c3/\n", "(b(c2 Hai)(c3 Ba(c1 Một)))" },
  { "moved into each other", C ("c1", "Một") C ("c2", "Hai"), "move|c1|c2|0", "move|c2|c1|0",
    "(b(^An)(^Bình)(c2>Bình Hai(c1>An Một)))", "loop c2 c2/ c1/\n", "(b(c2 Hai(c1 Một)))" },
  { "two values", C ("c1", "Một"), "label|c1|plus", "label|c1|dash", "(b(c1 Một))", "attribute c1 plus/ dash/\n",
    "(b(c1 Một))" },
  { "split by one, edited by the other", C ("c1", "Họp xong báo cáo"), "split|c1|xong", "replace|c1|báo cáo|về nhà",
    "(b(c1 Họp xong)(/An   về nhà+Bình báo cáo-Bình))", "", "(b(c1 Họp xong)(  về nhà))" },
  { "joined by both", C ("c1", "Một") C ("c2", " hai"), "join|c2", "join|c2", "(b(c1 Một)(c2&An  hai))", "",
    "(b(c1 Một hai))" },
  { "without tracking", C ("c1", "Nâng cao nhận thức"), "track|p\nreplace|c1|nhận thức|hiểu biết",
    "type|c1|thức| chung", "(b(c1 Nâng cao  nhận thức-An hiểu biết+An  chung+Bình))",
    "words c1 hiểu biết/nhận thức  chung/\nuntracked - /\n", "(b(c1 Nâng cao hiểu biết chung))" },
  { "split without tracking", C ("c1", "Họp xong báo cáo"), "track|p\nsplit|c1|xong", "type|c1|Họp| đã",
    "(b(c1 Họp  đã+Bình  xong)(/An  báo cáo))", "untracked - /\n", "(b(c1 Họp đã xong)(  báo cáo))" },
};

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
list_told (const GPtrArray *conflicts)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *told_here = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const BtConflict *conflict = conflicts->pdata[i];
      GString *line = g_string_new (bt_conflict_kind_get_name (conflict->kind));
      g_string_append_printf (line, " %s", conflict->node != NULL ? conflict->node : "-");
      for (guint j = 0; j < 2 && conflict->sides[j].copy != NULL; j++)
        g_string_append_printf (line, " %s/%s", conflict->sides[j].text != NULL ? conflict->sides[j].text : "",
                                conflict->sides[j].old != NULL ? conflict->sides[j].old : "");
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
  g_ptr_array_sort (lines, compare_strings);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (told_here, "%s\n", (char *) lines->pdata[lines->len - 1 - i]);
  return g_string_free (told_here, FALSE);
}

static void
assert_described (BtPlan *plan, const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  describe (plan, bt_plan_get_part (plan, BT_NODE_BODY), found);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_example (gconstpointer data)
{
  const Example *example = data;
  g_autoptr (BtPlan) base = read_body (example->base);
  g_autoptr (BtPlan) an = edit_copy (base, "An", example->an), binh = edit_copy (base, "Bình", example->binh);
  BtMergeCopy copies[] = { { binh, "Bình" }, { an, "An" } };
  GPtrArray *conflicts;
  g_autoptr (BtPlan) result = merge (base, copies, 2, &conflicts);
  g_autofree char *found = list_told (conflicts);
  g_autoptr (BtPlan) final = bt_review_view (result, BT_VIEW_FINAL);

  assert_described (result, example->merged);
  g_assert_cmpstr (found, ==, example->told);
  g_assert_cmpuint (bt_node_get_n_children (bt_plan_get_part (final, BT_NODE_BODY)), >, 0);
  assert_described (final, example->accepted);
  check_rejected (base, result);
  check_all_there (base, copies, 2, result);
  g_ptr_array_unref (conflicts);
}

/* Edits of different parts, merged and accepted, are both edits done in turn. */
static void
test_in_turn (void)
{
  static const char *const edits[] = {
    "replace|c1|Một|Mốt", "remove|c2", "label|c3|plus", "move|c4|c5|0", "split|c6|Sáu", "join|c8",
  };
  g_autoptr (BtPlan) base = read_body (C ("c1", "Một") C ("c2", "Hai") C ("c3", "Ba") C ("c4", "Bốn") C ("c5", "Năm")
                                           C ("c6", "Sáu sáu") C ("c7", "Bảy") C ("c8", " tám"));

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    for (guint j = 0; j < G_N_ELEMENTS (edits); j++)
      {
        g_autoptr (BtPlan) one = edit_copy (base, "An", edits[i]), other = edit_copy (base, "Bình", edits[j]);
        BtMergeCopy copies[] = { { one, "An" }, { other, "Bình" } };
        GPtrArray *conflicts;
        if (i == j)
          continue;
        g_autoptr (BtPlan) result = merge (base, copies, 2, &conflicts);
        g_autoptr (BtPlan) both = edit_copy (one, "Bình", edits[j]);
        g_autoptr (BtPlan) expected = bt_review_view (both, BT_VIEW_FINAL);
        g_autoptr (BtPlan) found = bt_review_view (result, BT_VIEW_FINAL);
        g_assert_cmpuint (conflicts->len, ==, 0);
        assert_same ("both in turn", found, expected, BT_SAME_SHAPE);
        g_ptr_array_unref (conflicts);
      }
}

static BtPlan *
decide (BtPlan *plan, const char *change, gboolean accept, const char *by)
{
  g_autoptr (GHashTable) changes = g_hash_table_new (NULL, NULL);
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  g_autoptr (GError) error = NULL;

  g_hash_table_add (changes, (gpointer) bt_intern (change));
  bt_review_decide (run, changes, accept, by, TIME, &error);
  g_assert_no_error (error);
  return bt_plan_ref (bt_step_run_get_plan (run));
}

static const char *
get_first_change (BtPlan *plan)
{
  return bt_node_get_id (bt_node_get_child (bt_plan_get_part (plan, BT_NODE_CHANGES), 0));
}

/* What one copy has decided is decided in the result, and told; what two decided differently stays open. */
static void
test_decisions (void)
{
  g_autoptr (BtPlan) clean = read_body (C ("c1", "Một hai") C ("c2", "Ba"));
  g_autoptr (BtPlan) base = edit_copy (clean, "Chi", "replace|c1|hai|bốn");
  const char *change = get_first_change (base);
  g_autoptr (BtPlan) accepted = decide (base, change, TRUE, "An");
  g_autoptr (BtPlan) rejected = decide (base, change, FALSE, "Bình");
  g_autoptr (BtPlan) edited_too = edit_copy (base, "Bình", "replace|c2|Ba|Năm");
  BtMergeCopy one[] = { { accepted, "An" }, { edited_too, "Bình" } };
  BtMergeCopy two[] = { { accepted, "An" }, { rejected, "Bình" } };
  GPtrArray *conflicts;

  g_autoptr (BtPlan) agreed = merge (base, one, 2, &conflicts);
  g_autofree char *told = list_told (conflicts);
  assert_described (agreed, "(b(c1 Một bốn)(c2 Năm+Bình Ba-Bình))");
  g_assert_cmpstr (told, ==, "decided - accepted/\n");
  g_assert_cmpstr (bt_node_get_attr (bt_plan_get_node (agreed, change), "decided-by"), ==, "An");
  g_ptr_array_unref (conflicts);

  g_autoptr (BtPlan) disputed = merge (base, two, 2, &conflicts);
  g_autofree char *told_then = list_told (conflicts);
  assert_described (disputed, "(b(c1 Một  bốn+Chi hai-Chi)(c2 Ba))");
  g_assert_cmpstr (told_then, ==, "decision - accepted/ rejected/\n");
  g_assert_null (bt_node_get_attr (bt_plan_get_node (disputed, change), "decision"));
  g_ptr_array_unref (conflicts);
}

/* A copy that was made from another one holds its changes too; they stand once. */
static void
test_related (void)
{
  g_autoptr (BtPlan) base = read_body (C ("c1", "Một hai ba") C ("c2", "Bốn"));
  g_autoptr (BtPlan) an = edit_copy (base, "An", "replace|c1|Một|Mốt");
  g_autoptr (BtPlan) binh = edit_copy (an, "Bình", "replace|c1|ba|bá\nremove|c2");
  g_autoptr (BtPlan) more = edit_copy (an, "An", "replace|c1|hai|hải");
  g_autoptr (BtPlan) chi = edit_copy (base, "Chi", "type|c2|Bốn| năm");
  BtMergeCopy copies[] = { { chi, "Chi" }, { binh, "Bình" }, { more, "An" } };
  GPtrArray *conflicts;
  g_autoptr (BtPlan) result = merge (base, copies, 3, &conflicts);
  g_autofree char *told = list_told (conflicts);

  assert_described (result, "(b(c1 Mốt+An Một-An   hải+An hai-An   bá+Bình ba-Bình)(c2-Bình Bốn-Bình  năm+Chi))");
  g_assert_cmpstr (told, ==, "deleted c2 /  năm/\n");
  check_rejected (base, result);
  check_all_there (base, copies, 3, result);
  g_ptr_array_unref (conflicts);
}

static BtPlan *
commented (BtPlan *plan, const char *author, const char *node, const char *words, const char *text)
{
  g_autoptr (BtDocument) document = bt_document_new (plan);
  g_autoptr (GError) error = NULL;

  bt_document_set_author (document, author);
  gsize start = find_words (document, node, words);
  node = bt_intern (node);
  bt_document_comment (document, (BtPlace){ node, start }, (BtPlace){ node, start + strlen (words) }, text, &error);
  g_assert_no_error (error);
  return bt_plan_ref (bt_document_get_plan (document));
}

/* The comments of all copies are there, each on its words; replies of all stand in the thread they answer. */
static void
test_comments (void)
{
  g_autoptr (BtPlan) clean = read_body (C ("c1", "Nâng cao nhận thức"));
  g_autoptr (BtPlan) base = commented (clean, "Chi", "c1", "cao", "Rõ hơn?");
  g_autoptr (BtPlan) an = edit_copy (base, "An", "type|c1|Nâng| dần");
  g_autoptr (BtPlan) an_too = commented (an, "An", "c1", "nhận thức", "Ai làm?");
  g_autoptr (BtPlan) binh = commented (base, "Bình", "c1", "cao nhận", "Đổi chữ.");
  BtMergeCopy copies[] = { { an_too, "An" }, { binh, "Bình" } };
  GPtrArray *conflicts;
  g_autoptr (BtPlan) result = merge (base, copies, 2, &conflicts);
  g_autoptr (GPtrArray) list = bt_comment_list_new (result);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const BtComment *comment = list->pdata[i];
      for (guint j = 0; j < comment->ranges->len; j++)
        {
          const BtCommentRange *range = &g_array_index (comment->ranges, BtCommentRange, j);
          const char *string = bt_node_get_string (bt_plan_get_node (result, range->node));
          g_string_append_printf (found, "%.*s|", (int) (range->end - range->start), string + range->start);
        }
    }
  g_assert_cmpstr (found->str, ==, "cao|cao nhận|nhận thức|");
  g_assert_cmpuint (conflicts->len, ==, 0);
  g_ptr_array_unref (conflicts);
}

/* Where two moved parts into each other a comment tells of it, with the words of references as they are read. */
static void
test_loop_comment (void)
{
  g_autoptr (BtPlan) base = read_body (C ("c1", "Xem <ref to=\"c2\"/>") C ("c2", "Theo <ref to=\"c1\"/>"));
  g_autoptr (BtPlan) an = edit_copy (base, "An", "move|c1|c2|0");
  g_autoptr (BtPlan) binh = edit_copy (base, "Bình", "move|c2|c1|0");
  BtMergeCopy copies[] = { { binh, "Bình" }, { an, "An" } };
  GPtrArray *conflicts;
  g_autoptr (BtPlan) result = merge (base, copies, 2, &conflicts);
  BtNode *threads = bt_plan_get_part (result, BT_NODE_COMMENTS);

  g_assert_cmpuint (bt_node_get_n_children (threads), ==, 1);
  const char *words = bt_node_get_string (bt_node_get_child (bt_node_get_child (threads, 0), 0));
  g_assert_null (strstr (words, BT_OBJECT_CHAR));
  g_assert_nonnull (strstr (words, "“"));
  g_ptr_array_unref (conflicts);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path = g_strconcat ("/review/merge/example/", examples[i].name, NULL);
      g_test_add_data_func (path, &examples[i], test_example);
    }
  g_test_add_func ("/review/merge/in-turn", test_in_turn);
  g_test_add_func ("/review/merge/decisions", test_decisions);
  g_test_add_func ("/review/merge/related", test_related);
  g_test_add_func ("/review/merge/comments", test_comments);
  g_test_add_func ("/review/merge/loop-comment", test_loop_comment);
  g_test_add_func ("/review/merge/laws/tracked", test_tracked);
  g_test_add_func ("/review/merge/laws/compared", test_compared);
  g_test_add_func ("/review/merge/laws/untracked", test_untracked);
  g_test_add_func ("/review/merge/laws/renewed", test_renewed);
  g_test_add_func ("/review/merge/laws/open", test_open);
  g_test_add_func ("/review/merge/laws/open-untracked", test_open_untracked);
  return g_test_run ();
}
