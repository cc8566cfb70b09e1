/* Figures: how long a plan of about 900 pages with an appendix of 2,000 rows takes to be laid out, laid out again after
 * one change, and printed; loaded, validated and saved. Medians of several runs, and the peak of memory. */
#include <gio/gio.h>
#include <stdio.h>
#include <sys/resource.h>

#include "bt-layout.h"
#include "bt-made-plan.h"
#include "bt-print.h"
#include "bt-step.h"
#include "bt-store.h"

#define MAX_RUNS 101

/* A changed paragraph must be on its page within one frame of a screen, and in a small part of the
 * time that all pages take. */
#define MAX_CHANGE_MS 16
#define MIN_CHANGE_RATIO 50

typedef struct
{
  BtPlan *plan;
  BtProfile *profile;
  PangoContext *context;
  BtLayout *layout;
  GBytes *xml;
  guint round;
} Bench;

typedef void (*BenchFunc) (Bench *self);

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : 1;
}

/* Prints the median and the longest time of some runs, in milliseconds. */
static double
measure (Bench *self, const char *name, guint n_runs, BenchFunc run)
{
  gint64 times[MAX_RUNS];

  for (self->round = 0; self->round < n_runs; self->round++)
    {
      const gint64 start = g_get_monotonic_time ();

      run (self);
      times[self->round] = g_get_monotonic_time () - start;
    }
  qsort (times, n_runs, sizeof *times, compare_times);
  printf ("%-44s %9.2f ms   (longest %.2f)\n", name, times[n_runs / 2] / 1000.0,
          times[n_runs - 1] / 1000.0);
  return times[n_runs / 2] / 1000.0;
}

static void
lay_out_anew (Bench *self)
{
  g_clear_pointer (&self->layout, bt_layout_unref);
  self->layout = bt_layout_new (self->plan, self->profile, self->context, BT_LAYOUT_CLEAN, NULL);
}

/* Puts a word into a node of the plan, and lays out again. */
static void
change_text (Bench *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtText) word = bt_text_new ("thêm ");
  g_autoptr (BtStep) step = bt_step_new_replace_text (id, 0, 0, word);
  BtPlan *plan = bt_step_apply (step, self->plan, NULL, &error);
  BtLayout *layout;

  g_assert_no_error (error);
  layout = bt_layout_new (plan, self->profile, self->context, BT_LAYOUT_CLEAN, self->layout);
  bt_layout_unref (self->layout);
  bt_plan_unref (self->plan);
  self->layout = layout;
  self->plan = plan;
}

static BtNode *
get_deep_child (BtNode *node, guint first, guint second)
{
  BtNode *child = bt_node_get_child (node, first % bt_node_get_n_children (node));

  while (bt_node_get_n_children (child) == 0)
    child = bt_node_get_child (node, ++first % bt_node_get_n_children (node));
  return bt_node_get_child (child, second % bt_node_get_n_children (child));
}

static void
change_paragraph (Bench *self)
{
  BtNode *body = bt_plan_get_part (self->plan, BT_NODE_BODY);
  BtNode *item = get_deep_child (body, self->round * 7, self->round * 3);

  change_text (self, bt_node_get_id (bt_node_get_child (item, 0)));
}

static void
change_cell (Bench *self)
{
  BtNode *appendix = bt_node_get_child (bt_plan_get_part (self->plan, BT_NODE_APPENDICES), 0);
  BtNode *table = bt_node_get_child_of_kind (appendix, BT_NODE_TABLE);
  BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);

  change_text (self, bt_node_get_id (get_deep_child (rows, self->round * 37 + 2, 1)));
}

static void
write_pdf (Bench *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path ("bench-pages.pdf");
  g_autoptr (GFileOutputStream) stream =
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);

  g_assert_no_error (error);
  bt_print_write_pdf (self->layout, G_OUTPUT_STREAM (stream), &error);
  g_assert_no_error (error);
  g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error);
  g_assert_no_error (error);
}

static void
write_png (Bench *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  bt_print_write_png (self->layout, self->round % bt_layout_get_n_pages (self->layout), 96, stream,
                      &error);
  g_assert_no_error (error);
}

static void
save (Bench *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path ("bench-pages.kehoach");

  bt_store_save (self->plan, file, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
load (Bench *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path ("bench-pages.kehoach");
  g_autoptr (BtPlan) plan = bt_store_load (file, NULL, &error);

  g_assert_no_error (error);
}

static long
get_peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

int
main (int argc, char *argv[])
{
  const BtMadePlan wanted = { .seed = 7,
                              .n_sections = 34,
                              .n_points = 26,
                              .n_rows = 2000,
                              .longest_cell = 160,
                              .group_every = 40 };
  g_autoptr (GError) error = NULL;
  Bench self = { .plan = bt_made_plan_new (&wanted) };
  double pdf, layout, change;

  self.profile = bt_profile_load (NULL, &error);
  g_assert_no_error (error);
  self.context = bt_print_create_context ();
  printf ("%u nodes\n", bt_plan_get_n_nodes (self.plan));
  measure (&self, "save", 5, save);
  measure (&self, "load and validate", 5, load);
  layout = measure (&self, "layout", 1, lay_out_anew);
  printf ("%u pages, %ld MiB at most so far\n", bt_layout_get_n_pages (self.layout), get_peak ());
  change = measure (&self, "layout after one changed paragraph", 51, change_paragraph);
  measure (&self, "layout after one changed cell", 51, change_cell);
  pdf = measure (&self, "PDF", 3, write_pdf);
  printf ("%.0f pages/s, %ld MiB at most\n", bt_layout_get_n_pages (self.layout) / pdf * 1000,
          get_peak ());
  measure (&self, "PNG of a page at 96 dpi", 31, write_png);
  bt_layout_unref (self.layout);
  g_object_unref (self.context);
  bt_profile_unref (self.profile);
  bt_plan_unref (self.plan);
  if (change <= MAX_CHANGE_MS && layout / change >= MIN_CHANGE_RATIO)
    return 0;
  printf ("A changed paragraph takes too long: more than %d ms, or 1/%d of the whole\n",
          MAX_CHANGE_MS, MIN_CHANGE_RATIO);
  return 1;
}
