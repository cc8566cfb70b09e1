/* The window by its frame clock: what a key and another section take in a long plan with 1,000 changes and its pages.
 *
 * Times are of the main thread's own work (CPU), which a busy machine changes little, and by the clock. What may take
 * no longer than a limit says so, and the program fails where it does. */

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "bt-application.h"
#include "bt-change-list.h"
#include "bt-commands.h"
#include "bt-marked-plan.h"
#include "bt-part.h"
#include "bt-window-private.h"

/* The keys of a plan are pressed in rounds, each of which begins with the same plan. More than a hundred of a kind, so
 * that their 99th percentile is not just the one that took longest. */
#define KEYS 150
#define MAX_KEYS KEYS
#define ROUNDS 3
#define SWITCHES 100
#define PARAGRAPHS 34

/* How long after a key the next may come, in ms: nobody types faster. And how long a pause is, in which the lists of
 * changes and findings are made anew. */
#define QUIET 40
#define PAUSE 600

/* What the 99th percentile may be, in ms of CPU; 0 for what is only told. A key's is our work: what GTK itself takes
 * for a key in a plain text view of that size is told first. */
#define LIMIT_KEY 8
#define LIMIT_SWITCH 50
#define LIMIT_STEP 16

static guint n_frames;
static guint n_over;
static double longest_step;

static double
now (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  n_frames++;
}

static gboolean
quiet_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop once; what it does at a stretch keeps the next key waiting. */
static void
iterate (void)
{
  double cpu = now (CLOCK_THREAD_CPUTIME_ID);

  g_main_context_iteration (NULL, TRUE);
  longest_step = MAX (longest_step, now (CLOCK_THREAD_CPUTIME_ID) - cpu);
}

/* Lets what was begun happen, idle work too, until so many ms are over. */
static void
settle (guint duration)
{
  gboolean over = FALSE;

  g_timeout_add (duration, quiet_cb, &over);
  while (!over)
    iterate ();
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
tell (const char *what, double *values, guint n, double limit)
{
  double p99;

  qsort (values, n, sizeof (double), compare);
  p99 = values[n * 99 / 100];
  printf ("%-40s median %6.2f   p95 %6.2f   p99 %6.2f   max %6.2f ms", what, values[n / 2],
          values[n * 95 / 100], p99, values[n - 1]);
  if (limit > 0)
    printf ("   (p99 at most %.0f)%s", limit, p99 > limit ? "   TOO SLOW" : "");
  printf ("\n");
  n_over += limit > 0 && p99 > limit;
}

/* What a key does to the text view; @i counts how often it was pressed before. */
typedef void (*PressFunc) (GtkTextView *view, guint i);

/* Puts @words where the caret is, as the text view does it. */
static void
insert (GtkTextView *view, const char *words)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, words, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}

static void
press_letter (GtkTextView *view, guint i)
{
  insert (view, "a");
}

static void
press_enter (GtkTextView *view, guint i)
{
  insert (view, "\n");
}

static void
press_backspace (GtkTextView *view, guint i)
{
  g_signal_emit_by_name (view, "backspace");
}

/* Tab, then Shift+Tab. */
static void
press_tab (GtkTextView *view, guint i)
{
  gtk_widget_activate_action (GTK_WIDGET (view), i % 2 == 0 ? "win.demote" : "win.promote", NULL);
}

/* Alt+Down, then Alt+Up. */
static void
press_move (GtkTextView *view, guint i)
{
  gtk_widget_activate_action (GTK_WIDGET (view), i % 2 == 0 ? "win.move-down" : "win.move-up", NULL);
}

static void
press_undo (GtkTextView *view, guint i)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "win.undo", NULL);
}

static void
press_redo (GtkTextView *view, guint i)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "win.redo", NULL);
}

static void
run_until_painted (guint frames)
{
  guint wanted = n_frames + frames;
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;

  while (n_frames < wanted && g_get_monotonic_time () < end)
    iterate ();
}

/* What each key of a kind took. */
typedef struct
{
  double command[MAX_KEYS], shown[MAX_KEYS], wall[MAX_KEYS], all[MAX_KEYS], step[MAX_KEYS];
  guint n;
} KeyTimes;

static void
time_key (KeyTimes *times, GtkTextView *view, PressFunc press, guint i)
{
  double cpu = now (CLOCK_THREAD_CPUTIME_ID), start = now (CLOCK_MONOTONIC);
  const guint n = times->n++;

  g_assert (n < MAX_KEYS);
  longest_step = 0;
  press (view, i);
  times->command[n] = now (CLOCK_THREAD_CPUTIME_ID) - cpu;
  run_until_painted (1);
  times->shown[n] = now (CLOCK_THREAD_CPUTIME_ID) - cpu;
  times->wall[n] = now (CLOCK_MONOTONIC) - start;
  settle (QUIET);
  times->all[n] = now (CLOCK_THREAD_CPUTIME_ID) - cpu;
  if (i % 12 == 11)
    settle (PAUSE);
  times->step[n] = longest_step;
}

/* @n times a key; after each twelfth comes a pause. */
static void
time_keys (KeyTimes *times, GtkTextView *view, PressFunc press, guint n)
{
  for (guint i = 0; i < n; i++)
    time_key (times, view, press, i);
}

static void
tell_keys (const char *name, KeyTimes *times, double limit)
{
  printf ("%s\n", name);
  tell ("  the command", times->command, times->n, 0);
  tell ("  until it is painted", times->shown, times->n, limit);
  tell ("  until it is painted, by the clock", times->wall, times->n, 0);
  tell ("  with all that follows", times->all, times->n, 0);
  tell ("  the longest step, those in pauses too", times->step, times->n, limit > 0 ? LIMIT_STEP : 0);
}

/* All of one key by itself. */
static void
time_and_tell_keys (const char *name, GtkTextView *view, PressFunc press, guint n, double limit)
{
  KeyTimes times = { .n = 0 };

  time_keys (&times, view, press, n);
  tell_keys (name, &times, limit);
}

/* A caret that blinks, or a text view that asks again and again, would be counted in. */
static GtkWidget *
find_text_view (GtkWidget *widget)
{
  if (GTK_IS_TEXT_VIEW (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text_view (child);
      if (found)
        return found;
    }
  return NULL;
}

static void
watch_frames (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), NULL);
}

static void
wait_for_pages (BtWindow *window)
{
  while (!window->paginator || !bt_paginator_get_layout (window->paginator))
    g_main_context_iteration (NULL, TRUE);
}

/* The same in a plain text view of the same size, to know what is GTK's. */
static void
time_plain_keys (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application), *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  for (guint i = 0; i < 40; i++)
    gtk_text_buffer_insert_at_cursor (
        buffer, "Phối hợp với các đơn vị tổ chức tuyên truyền đến từng hộ gia đình. ", -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
  watch_frames (window);
  settle (QUIET);
  time_and_tell_keys ("A letter in a plain text view", GTK_TEXT_VIEW (view), press_letter, KEYS, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  settle (QUIET);
}

/* Shows a part; the times go to place @i of the arrays. */
static void
time_switch (BtWindow *window, BtNode *part, guint i, double *shown, double *all, double *step)
{
  double cpu = now (CLOCK_THREAD_CPUTIME_ID);

  longest_step = 0;
  bt_window_show_part (window, bt_node_get_id (part));
  run_until_painted (1);
  shown[i] = now (CLOCK_THREAD_CPUTIME_ID) - cpu;
  settle (QUIET);
  all[i] = now (CLOCK_THREAD_CPUTIME_ID) - cpu;
  step[i] = longest_step;
}

static void
time_sections (BtWindow *window)
{
  BtNode *body = bt_plan_get_part (bt_document_get_plan (window->document), BT_NODE_BODY);
  double shown[SWITCHES], all[SWITCHES], step[SWITCHES];

  for (guint i = 0; i < SWITCHES; i++)
    time_switch (window, bt_node_get_child (body, i % bt_node_get_n_children (body)), i, shown, all, step);
  printf ("Another section\n");
  tell ("  until it is painted", shown, SWITCHES, LIMIT_SWITCH);
  tell ("  with all that follows", all, SWITCHES, 0);
  tell ("  the longest step", step, SWITCHES, 0);
}

/* How long the main thread is kept at most, from @edit on until all that follows is shown. */
static void
time_bulk_edit (BtWindow *window, const char *name, BtBulkEdit *edit)
{
  double start = now (CLOCK_MONOTONIC), made;

  longest_step = 0;
  bt_window_edit_in_bulk (window, window->document, edit);
  while (window->bulk)
    iterate ();
  made = now (CLOCK_MONOTONIC) - start;
  settle (3 * PAUSE);
  printf ("%s: made in %.0f ms, ", name, made);
  tell ("the longest step", &longest_step, 1, LIMIT_STEP);
  longest_step = 0;
  g_assert_true (bt_document_undo (window->document));
  settle (3 * PAUSE);
  tell ("  the longest step of undo", &longest_step, 1, LIMIT_STEP);
}

static void
time_bulk_edits (BtWindow *window)
{
  g_autoptr (BtBulkEdit) replace = bt_bulk_edit_new_replace ("các", BT_SEARCH_ANY_CASE, "những");
  g_autoptr (GPtrArray) list = bt_change_list_new (bt_document_get_plan (window->document), NULL);
  g_autoptr (GHashTable) changes = g_hash_table_new (NULL, NULL), card = g_hash_table_new (NULL, NULL);
  g_autoptr (BtBulkEdit) accept = NULL, reject = NULL, one = NULL;

  for (guint i = 0; i < list->len; i++)
    g_hash_table_add (changes, (gpointer) ((BtChange *) list->pdata[i])->id);
  accept = bt_bulk_edit_new_decide (changes, TRUE);
  reject = bt_bulk_edit_new_decide (changes, FALSE);
  g_hash_table_add (card, (gpointer) ((BtChange *) list->pdata[0])->id);
  one = bt_bulk_edit_new_decide_card (card, TRUE);
  time_bulk_edit (window, "Accept one", one);
  time_bulk_edit (window, "Replace all", replace);
  time_bulk_edit (window, "Accept all", accept);
  time_bulk_edit (window, "Reject all", reject);
}

/* In a section of the plan, one after the other: Backspace joins what Enter has split. */
static const struct
{
  const char *name;
  PressFunc press;
  guint n; /* in a round */
  gboolean tracked;
} keys[] = {
  { "A letter in a section of the plan", press_letter, KEYS / ROUNDS, FALSE },
  { "Enter there", press_enter, PARAGRAPHS, FALSE },
  { "Backspace at the start of a paragraph", press_backspace, PARAGRAPHS, FALSE },
  { "Tab and Shift+Tab", press_tab, PARAGRAPHS, FALSE },
  { "Alt+Down and Alt+Up", press_move, PARAGRAPHS, FALSE },
  { "Undo of these", press_undo, MAX_KEYS / ROUNDS, FALSE },
  { "Redo", press_redo, MAX_KEYS / ROUNDS, FALSE },
  { "A letter that is tracked", press_letter, PARAGRAPHS, TRUE },
  { "Enter that is tracked", press_enter, PARAGRAPHS, TRUE },
};

/* In the third paragraph of what is shown. */
static void
place_caret (GtkTextView *view)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (gtk_text_view_get_buffer (view), &iter, 2, 10);
  gtk_text_buffer_place_cursor (gtk_text_view_get_buffer (view), &iter);
}

static void
undo_all (BtDocument *document)
{
  while (bt_document_can_undo (document))
    bt_document_undo (document);
}

/* Each kind of key in the part that @view shows. */
static void
time_all_keys (BtWindow *window, GtkTextView *view)
{
  static KeyTimes times[G_N_ELEMENTS (keys)];

  for (guint round = 0; round < ROUNDS; round++)
    {
      place_caret (view);
      settle (PAUSE);
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        {
          if (i > 0 && keys[i].tracked != keys[i - 1].tracked)
            bt_document_set_tracking (window->document, keys[i].tracked, NULL);
          settle (QUIET);
          time_keys (&times[i], view, keys[i].press, keys[i].n);
        }
      undo_all (window->document);
    }
  settle (PAUSE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    tell_keys (keys[i].name, &times[i], LIMIT_KEY);
}

static void
time_plan (GtkApplication *application)
{
  g_autoptr (BtPlan) plan = bt_marked_plan_new ();
  BtWindow *window = bt_window_new (application);
  BtNode *section;

  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
  watch_frames (GTK_WIDGET (window));
  bt_window_new_plan (window, plan);
  wait_for_pages (window);
  settle (QUIET);
  printf ("%u pages, %u nodes\n", bt_layout_get_n_pages (bt_paginator_get_layout (window->paginator)),
          bt_plan_get_n_nodes (plan));
  section = bt_node_get_child (bt_plan_get_part (plan, BT_NODE_BODY), 1);
  bt_window_show_part (window, bt_node_get_id (section));
  settle (QUIET);
  time_all_keys (window, GTK_TEXT_VIEW (find_text_view (GTK_WIDGET (window->editor))));
  time_sections (window);
  time_bulk_edits (window);
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (GTK_WIDGET (window)), painted_cb, NULL);
}

/* The longest plan whose whole text is still shown at once: sections of paragraphs like those above. */
static BtPlan *
new_short_plan (void)
{
  g_autoptr (BtPlan) blank = bt_plan_new_blank ();
  g_autoptr (BtDocument) document = bt_document_new (blank);
  g_autofree char *body = g_strdup (bt_node_get_id (bt_plan_get_part (blank, BT_NODE_BODY)));

  for (guint i = 0; bt_part_is_whole_shown (bt_document_get_plan (document), FALSE); i++)
    {
      BtNodeBuilder *section = bt_node_builder_new (BT_NODE_CLAUSE, NULL);
      g_autoptr (BtNode) node = NULL;

      bt_node_builder_set_attr (section, "label", "roman");
      bt_node_builder_set_attr (section, "heading", "yes");
      bt_node_builder_set_string (section, "NỘI DUNG");
      for (guint j = 0; j < 12; j++)
        {
          BtNodeBuilder *clause = bt_node_builder_new (BT_NODE_CLAUSE, NULL);
          bt_node_builder_set_attr (clause, "label", "arabic");
          bt_node_builder_set_string (clause, "Phối hợp với các đơn vị tổ chức tuyên truyền đến từng hộ gia đình, "
                                              "tổ dân phố; thời gian hoàn thành trước ngày 15 hằng tháng.");
          bt_node_builder_take_child (section, bt_node_builder_end (clause));
        }
      node = bt_node_builder_end (section);
      g_assert_true (bt_document_insert_node (document, body, i, node, NULL));
    }
  g_assert_true (bt_document_undo (document));
  return bt_plan_ref (bt_document_get_plan (document));
}

/* The whole text where it is as long as it may be. */
static void
time_whole_text (GtkApplication *application)
{
  g_autoptr (BtPlan) plan = new_short_plan ();
  BtWindow *window = bt_window_new (application);
  BtNode *body = bt_plan_get_part (plan, BT_NODE_BODY);
  double shown[SWITCHES], all[SWITCHES], step[SWITCHES];
  GtkTextView *view;

  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
  watch_frames (GTK_WIDGET (window));
  bt_window_new_plan (window, plan);
  wait_for_pages (window);
  settle (QUIET);
  printf ("The whole text of %u pages, %u nodes\n",
          bt_layout_get_n_pages (bt_paginator_get_layout (window->paginator)), bt_plan_get_n_nodes (plan));
  for (guint i = 0; i < SWITCHES; i++)
    {
      BtNode *part = i % 2 ? body : bt_node_get_child (body, 0);
      time_switch (window, part, i / 2, shown, all, step);
    }
  tell ("  until it is painted", shown, SWITCHES / 2, LIMIT_SWITCH);
  tell ("  with all that follows", all, SWITCHES / 2, 0);
  tell ("  the longest step", step, SWITCHES / 2, 0);
  view = GTK_TEXT_VIEW (find_text_view (GTK_WIDGET (window->editor)));
  place_caret (view);
  settle (QUIET);
  time_and_tell_keys ("A letter in the whole text", view, press_letter, KEYS, LIMIT_KEY);
  time_and_tell_keys ("Enter there", view, press_enter, PARAGRAPHS, 0);
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (GTK_WIDGET (window)), painted_cb, NULL);
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  settle (PAUSE);
}

int
main (int argc, char **argv)
{
  g_autoptr (BtApplication) application = NULL;

  setlocale (LC_ALL, "");
  setvbuf (stdout, NULL, _IOLBF, 0);
  application = bt_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    return 1;
  time_plain_keys (GTK_APPLICATION (application));
  time_whole_text (GTK_APPLICATION (application));
  time_plan (GTK_APPLICATION (application));
  /* Nothing is saved, and nobody is asked. */
  fflush (stdout);
  _exit (n_over > 0 ? 1 : 0);
}
