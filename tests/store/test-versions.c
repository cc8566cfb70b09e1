/* Proves that earlier versions come back as they were, the newest first, that nothing is kept twice, and that the
 * oldest go. */
#include "bt-generate.h"
#include "bt-test-folder.h"
#include "bt-store.h"
#include "bt-versions.h"

/* One more than are kept. */
#define MANY 21

typedef struct
{
  char *folder;
  BtPlan *plan;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("bt-versions-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->plan = bt_generate_plan (rand, 20);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
  bt_plan_unref (fixture->plan);
}

static void
keep (Fixture *fixture, BtPlan *plan, BtVersionKind kind)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_versions_keep (fixture->folder, plan, kind, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *fixture)
{
  return bt_versions_list (fixture->folder, bt_node_get_id (bt_plan_get_root (fixture->plan)));
}

/* The same plan, further on. */
static BtPlan *
in_round (BtPlan *plan, guint round)
{
  g_autofree char *value = g_strdup_printf ("%u", round);
  g_autoptr (BtStep) step = bt_step_new_set_attr (bt_node_get_id (bt_plan_get_root (plan)), "round", value);

  return bt_step_apply (step, plan, NULL, NULL);
}

static void
test_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtPlan) later = in_round (fixture->plan, 77), first = NULL, second = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  keep (fixture, fixture->plan, BT_VERSION_SENT);
  keep (fixture, later, BT_VERSION_SAVED);
  keep (fixture, later, BT_VERSION_SAVED);
  versions = list (fixture);
  g_assert_cmpuint (versions->len, ==, 2);
  const BtVersion *newest = versions->pdata[0], *oldest = versions->pdata[1];
  g_assert_cmpint (newest->kind, ==, BT_VERSION_SAVED);
  g_assert_cmpint (oldest->kind, ==, BT_VERSION_SENT);
  g_assert_cmpint (g_date_time_compare (newest->time, oldest->time), >=, 0);
  first = bt_store_load (oldest->file, NULL, NULL);
  second = bt_store_load (newest->file, NULL, NULL);
  g_assert_true (bt_node_equal (bt_plan_get_root (first), bt_plan_get_root (fixture->plan)));
  g_assert_cmpstr (bt_node_get_attr (bt_plan_get_root (second), "round"), ==, "77");
}

/* Many saves push out the oldest save, and nothing that was sent. */
static void
test_oldest_go (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) versions = NULL;
  guint n_sent = 0;

  keep (fixture, fixture->plan, BT_VERSION_SENT);
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (BtPlan) plan = in_round (fixture->plan, 100 + i);
      keep (fixture, plan, BT_VERSION_SAVED);
    }
  versions = list (fixture);
  g_assert_cmpuint (versions->len, ==, MANY);
  for (guint i = 0; i < versions->len; i++)
    n_sent += ((BtVersion *) versions->pdata[i])->kind == BT_VERSION_SENT;
  g_assert_cmpuint (n_sent, ==, 1);
}

/* Strange names, a plan nobody knows, a folder that cannot be made. */
static void
test_strange (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) none = bt_versions_list (fixture->folder, "../../etc"), versions = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL, *stray = NULL, *blocked = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  keep (fixture, fixture->plan, BT_VERSION_ISSUED);
  versions = list (fixture);
  folder = g_path_get_dirname (g_file_peek_path (((BtVersion *) versions->pdata[0])->file));
  stray = g_build_filename (folder, "99999999T999999.9-sent.kehoach", NULL);
  g_assert_true (g_file_set_contents (stray, "", 0, NULL));
  g_clear_pointer (&versions, g_ptr_array_unref);
  versions = list (fixture);
  g_assert_cmpuint (versions->len, ==, 1);
  blocked = g_build_filename (stray, "below a file", NULL);
  g_assert_false (bt_versions_keep (blocked, fixture->plan, BT_VERSION_SAVED, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/versions/comes-back", Fixture, NULL, set_up, test_comes_back, tear_down);
  g_test_add ("/versions/oldest-go", Fixture, NULL, set_up, test_oldest_go, tear_down);
  g_test_add ("/versions/strange", Fixture, NULL, set_up, test_strange, tear_down);
  return g_test_run ();
}
