/* Proves the laws of the check over random plans: what it takes over from the check before equals a check anew, each
 * finding lies in the text that it speaks of, and lists that are not right are refused with file and line. */
#include <glib/gstdio.h>
#include <string.h>

#include "bt-check.h"
#include "bt-error.h"
#include "bt-generate.h"

static BtCheckWords *words;
static BtProfile *profile;

static BtCheck *
check (BtPlan *plan, BtCheck *previous)
{
  BtCheck *result = bt_check_new (plan, profile, words, previous, NULL);

  g_assert_nonnull (result);
  return result;
}

static void
assert_same (const BtCheck *a, const BtCheck *b)
{
  g_assert_cmpuint (bt_check_get_n_findings (a), ==, bt_check_get_n_findings (b));
  for (guint i = 0; i < bt_check_get_n_findings (a); i++)
    {
      const BtFinding *x = bt_check_get_finding (a, i), *y = bt_check_get_finding (b, i);
      g_assert_cmpstr (x->rule->name, ==, y->rule->name);
      g_assert_cmpstr (x->node, ==, y->node);
      g_assert_cmpuint (x->start, ==, y->start);
      g_assert_cmpuint (x->end, ==, y->end);
      g_assert_cmpstr (x->quote, ==, y->quote);
      g_assert_cmpstr (x->message, ==, y->message);
      g_assert_cmpstr (x->fix, ==, y->fix);
    }
}

static void
assert_in_text (const BtPlan *plan, const BtCheck *result)
{
  for (guint i = 0; i < bt_check_get_n_findings (result); i++)
    {
      const BtFinding *finding = bt_check_get_finding (result, i);
      const BtNode *node = bt_plan_get_node (plan, finding->node);

      g_assert_nonnull (node);
      g_assert_cmpuint (finding->start, <=, finding->end);
      if (finding->end == 0)
        continue;
      g_assert_true (bt_text_is_boundary (bt_node_get_text (node), finding->start));
      g_assert_true (bt_text_is_boundary (bt_node_get_text (node), finding->end));
    }
}

/* A check that is helped by the one before finds just what a check anew finds. */
static void
test_reuse (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());
  guint reused = 0, found = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (BtPlan) plan = bt_generate_plan (rand, 40);
      g_autoptr (BtCheck) before = check (plan, NULL);
      for (guint j = 0; j < 5; j++)
        {
          g_autoptr (BtStep) step = bt_generate_step (rand, plan);
          BtPlan *next = step != NULL ? bt_step_apply (step, plan, NULL, NULL) : NULL;
          if (next == NULL)
            continue;
          bt_plan_unref (plan);
          plan = next;
          BtCheck *helped = check (plan, before);
          g_autoptr (BtCheck) anew = check (plan, NULL);
          assert_same (helped, anew);
          assert_in_text (plan, helped);
          reused += bt_check_get_n_reused (helped);
          found += bt_check_get_n_findings (helped);
          bt_check_unref (before);
          before = helped;
        }
    }
  g_assert_cmpuint (reused, >, 0);
  g_assert_cmpuint (found, >, 0);
}

/* A check that is given up gives nothing, not half of it. */
static void
test_cancel (void)
{
  g_autoptr (BtPlan) plan = bt_plan_new_blank ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (bt_check_new (plan, profile, words, NULL, cancellable));
}

/* The lists of an office: each wrong line is named. */
static void
test_own_lists (void)
{
  static const struct
  {
    const char *file, *line, *said;
  } wrong[] = {
    { "patterns.txt", "no-such-rule\tx\ty", "no-such-rule" }, { "patterns.txt", "mark-pair\t(\t!", ":2:" },
    { "patterns.txt", "mark-pair", "fields" },                { "confusions.txt", "một", "fields" },
    { "abolished.txt", "hôm qua = phòng nội vụ", "hôm qua" },
  };
  g_autofree char *folder = g_dir_make_tmp ("check-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (folder, wrong[i].file, NULL);
      g_autofree char *contents = g_strconcat ("# ours\n", wrong[i].line, "\n", NULL);

      g_assert_true (g_file_set_contents (path, contents, -1, NULL));
      g_assert_null (bt_check_words_load (folder, &error));
      g_assert_cmpint (error->domain, ==, BT_ERROR);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_nonnull (strstr (error->message, wrong[i].said));
      g_remove (path);
    }
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, "confusions.txt", NULL);
  g_assert_true (g_file_set_contents (path, "đồng sơn = đồng sen\n", -1, NULL));
  g_autoptr (BtCheckWords) own = bt_check_words_load (folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (own);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  words = bt_check_words_load (NULL, &error);
  g_assert_no_error (error);
  profile = bt_profile_load (NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/check/reuse", test_reuse);
  g_test_add_func ("/check/cancel", test_cancel);
  g_test_add_func ("/check/own-lists", test_own_lists);
  int status = g_test_run ();
  bt_check_words_unref (words);
  bt_profile_unref (profile);
  return status;
}
