/* Proves that a draft brings back the very plan and what it says of itself, that nobody takes a draft which is held,
 * and that the draft of a killed process is there to recover. */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bt-draft.h"
#include "bt-error.h"
#include "bt-generate.h"
#include "bt-test-folder.h"

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
  g_autofree char *folder = g_dir_make_tmp ("bt-draft-XXXXXX", &error);

  g_assert_no_error (error);
  fixture->folder = g_build_filename (folder, "banthao", "drafts", NULL);
  fixture->plan = bt_generate_plan (rand, 40);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *above = g_path_get_dirname (fixture->folder);
  g_autofree char *top = g_path_get_dirname (above);

  bt_test_remove_tree (top);
  g_free (fixture->folder);
  bt_plan_unref (fixture->plan);
}

static void
write_draft (BtDraft *draft, BtPlan *plan, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDraftInfo) info =
      bt_draft_info_new ("file:///k%E1%BA%BF.kehoach", "etag-1", NULL, title);

  g_assert_true (bt_draft_write (draft, plan, info, &error));
  g_assert_no_error (error);
}

static guint
count_found (const char *folder)
{
  g_autoptr (GPtrArray) list = bt_draft_list (folder);

  return list->len;
}

/* Everything comes back; line breaks and equals signs in the title do not end the head. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  static const char title[] = "Về việc\n<?xml Đồng Sen=1\n[Draft]";
  g_autoptr (BtDraft) draft = bt_draft_new (fixture->folder), again = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (BtPlan) plan = NULL;
  g_autoptr (BtDraftInfo) read = NULL;
  g_autoptr (GError) error = NULL;
  const BtDraftInfo *info;

  write_draft (draft, fixture->plan, title);
  g_clear_pointer (&draft, bt_draft_free);
  list = bt_draft_list (fixture->folder);
  g_assert_cmpuint (list->len, ==, 1);
  info = list->pdata[0];
  g_assert_cmpstr (info->title, ==, title);
  g_assert_cmpstr (info->uri, ==, "file:///k%E1%BA%BF.kehoach");
  g_assert_null (info->name);
  g_assert_nonnull (info->time);

  again = bt_draft_claim (fixture->folder, info->id, &error);
  g_assert_no_error (error);
  plan = bt_draft_read (again, &read, &error);
  g_assert_no_error (error);
  g_assert_true (bt_node_equal (bt_plan_get_root (plan), bt_plan_get_root (fixture->plan)));
  g_assert_cmpstr (read->etag, ==, "etag-1");
  g_assert_cmpstr (read->title, ==, title);
}

/* A draft that is held is neither listed nor given to a second; one that was removed is gone for good. */
static void
test_held (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtDraft) draft = bt_draft_new (fixture->folder), second = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  write_draft (draft, fixture->plan, "one");
  g_assert_cmpuint (count_found (fixture->folder), ==, 0);
  g_clear_pointer (&draft, bt_draft_free);
  list = bt_draft_list (fixture->folder);
  id = g_strdup (((BtDraftInfo *) list->pdata[0])->id);

  draft = bt_draft_claim (fixture->folder, id, &error);
  g_assert_no_error (error);
  second = bt_draft_claim (fixture->folder, id, &error);
  g_assert_null (second);
  g_assert_error (error, BT_ERROR, BT_ERROR_CONFLICT);
  g_clear_error (&error);

  g_assert_true (bt_draft_remove (draft, &error));
  g_assert_no_error (error);
  g_clear_pointer (&draft, bt_draft_free);
  g_assert_cmpuint (count_found (fixture->folder), ==, 0);
  second = bt_draft_claim (fixture->folder, id, &error);
  g_assert_null (second);
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
}

/* Writing again replaces the first; a failing write leaves it. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtDraft) draft = bt_draft_new (fixture->folder);
  g_autoptr (BtPlan) blank = bt_plan_new_blank (), plan = NULL;
  g_autoptr (BtDraftInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  write_draft (draft, fixture->plan, "one");
  write_draft (draft, blank, "two");
  plan = bt_draft_read (draft, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (info->title, ==, "two");
  g_assert_true (bt_node_equal (bt_plan_get_root (plan), bt_plan_get_root (blank)));
}

/* Whatever ends a process lets go of its drafts. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  int pipes[2], status;
  char byte;
  pid_t child;

  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  if (child == 0)
    {
      BtDraft *draft = bt_draft_new (fixture->folder);
      write_draft (draft, fixture->plan, "killed");
      if (write (pipes[1], "x", 1) != 1)
        _exit (1);
      pause ();
    }
  g_assert_cmpint (read (pipes[0], &byte, 1), ==, 1);
  g_assert_cmpuint (count_found (fixture->folder), ==, 0);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpuint (count_found (fixture->folder), ==, 1);
  close (pipes[0]);
  close (pipes[1]);
}

/* What is no draft is said to be none, and is still listed: the words in it can be rescued by hand. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "d1.draft", NULL);
  g_autoptr (BtDraft) draft = NULL;
  g_autoptr (BtPlan) plan = NULL;
  g_autoptr (BtDraftInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (fixture->folder, 0700);
  g_assert_true (g_file_set_contents (path, "no draft", -1, NULL));
  g_assert_cmpuint (count_found (fixture->folder), ==, 1);
  draft = bt_draft_claim (fixture->folder, "d1", &error);
  g_assert_no_error (error);
  plan = bt_draft_read (draft, &info, &error);
  g_assert_null (plan);
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/draft/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/draft/held", Fixture, NULL, set_up, test_held, tear_down);
  g_test_add ("/draft/again", Fixture, NULL, set_up, test_again, tear_down);
  g_test_add ("/draft/killed", Fixture, NULL, set_up, test_killed, tear_down);
  g_test_add ("/draft/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  return g_test_run ();
}
