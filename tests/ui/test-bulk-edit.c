/* Edits in many places at once that are stopped, at every place where they look whether they are: nothing has changed
 * then. The linker puts the two functions here before those of GIO that they look with, so that a test can count the
 * looks and stop at one of them; the program itself knows nothing of that. */
#include "bt-bulk-edit.h"
#include "bt-change-list.h"
#include "bt-commands.h"
#include "bt-generate.h"
#include "bt-random-edit.h"

#define N_PLANS 6
#define N_STOPS 60

gboolean __real_g_cancellable_is_cancelled (GCancellable *cancellable);
gboolean __wrap_g_cancellable_is_cancelled (GCancellable *cancellable);
gboolean __real_g_cancellable_set_error_if_cancelled (GCancellable *cancellable, GError **error);
gboolean __wrap_g_cancellable_set_error_if_cancelled (GCancellable *cancellable, GError **error);

/* Looks at one cancellable so far, and the look before which it is cancelled; none for 0. */
static GCancellable *watched;
static guint n_looks, stop_at;

static void
look (GCancellable *cancellable)
{
  if (cancellable && cancellable == watched && ++n_looks == stop_at)
    g_cancellable_cancel (cancellable);
}

gboolean
__wrap_g_cancellable_is_cancelled (GCancellable *cancellable)
{
  look (cancellable);
  return __real_g_cancellable_is_cancelled (cancellable);
}

gboolean
__wrap_g_cancellable_set_error_if_cancelled (GCancellable *cancellable, GError **error)
{
  look (cancellable);
  return __real_g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Accepts, rejects or replaces all there is. */
static BtBulkEdit *
new_edit (BtPlan *plan, guint kind)
{
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);
  g_autoptr (GHashTable) changes = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < list->len; i++)
    g_hash_table_add (changes, (gpointer) ((BtChange *) list->pdata[i])->id);
  return kind < 2 ? bt_bulk_edit_new_decide (changes, kind == 0)
                  : bt_bulk_edit_new_replace ("n", BT_SEARCH_ANY_CASE | BT_SEARCH_ANY_MARKS, "mm");
}

/* Makes the edit in a fork, stopped before the look @stop. Returns: how often it looked; 0 where nothing can be
 * done. */
static guint
run_stopped (const BtBulkEdit *edit, BtDocument *document, guint stop)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BtDocument) fork = bt_document_fork (document, cancellable);
  g_autoptr (GError) error = NULL;
  guint n;

  watched = cancellable;
  n_looks = 0;
  stop_at = stop;
  n = bt_bulk_edit_run (edit, fork, cancellable, &error);
  watched = NULL;
  if (stop == 0)
    {
      g_assert_true ((n > 0) == (bt_document_get_plan (fork) != bt_document_get_plan (document)));
      return n > 0 ? n_looks : 0;
    }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (bt_document_get_plan (fork) == bt_document_get_plan (document));
  g_assert_false (bt_document_can_undo (fork));
  return n_looks;
}

static BtDocument *
open_plan (GRand *rand)
{
  g_autoptr (BtPlan) plan = bt_random_edit_make_reviewed (rand, 12, 40);
  BtDocument *document = bt_document_open (plan);

  g_assert_true (bt_document_set_tracking (document, g_rand_boolean (rand), NULL));
  return document;
}

static void
test_everywhere (void)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < N_PLANS; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed + i);
      g_autoptr (BtDocument) document = open_plan (rand);

      g_test_message ("seed %u", seed + i);
      for (guint kind = 0; kind < 3; kind++)
        {
          g_autoptr (BtBulkEdit) edit = new_edit (bt_document_get_plan (document), kind);
          guint n = run_stopped (edit, document, 0);
          for (guint stop = 1; stop <= n; stop += MAX (n / N_STOPS, 1))
            run_stopped (edit, document, stop);
        }
    }
}

static void
ran_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* A worker that is stopped half-way: its callback says so, and the document has no undo step. */
static void
test_worker (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());
  g_autoptr (BtDocument) document = open_plan (rand);
  BtPlan *plan = bt_document_get_plan (document);
  gboolean could_undo = bt_document_can_undo (document);

  for (guint kind = 0; kind < 3; kind++)
    {
      g_autoptr (BtBulkEdit) edit = new_edit (plan, kind);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      guint n = run_stopped (edit, document, 0);

      if (n == 0)
        continue;
      n_looks = 0;
      stop_at = n / 2;
      watched = cancellable;
      bt_bulk_edit_run_async (edit, document, cancellable, ran_cb, &result);
      while (!result)
        g_main_context_iteration (NULL, TRUE);
      g_assert_null (bt_bulk_edit_run_finish (result, &n, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (n, ==, 0);
      g_assert_true (bt_document_get_plan (document) == plan);
      g_assert_true (bt_document_can_undo (document) == could_undo);
      watched = NULL;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bulk-edit/stopped-everywhere", test_everywhere);
  g_test_add_func ("/bulk-edit/stopped-in-a-worker", test_worker);
  return g_test_run ();
}
