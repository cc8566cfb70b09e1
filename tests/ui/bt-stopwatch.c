/* What a program with a window takes until it can be used, told line by line to the one that started it.
 *
 * Each line is "NAME WALL CPU BLOCK MEMORY": ms by the clock since the process was asked for (BT_STARTED, in ms of the
 * monotonic clock), ms of work of all its threads, the longest time that the main thread did not look after keys since
 * the window was first painted (ms of its own work), and MiB that are resident. */

#include "bt-stopwatch.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static struct
{
  BtStopwatchFunc is_reached;
  gpointer data;
  gboolean painted;  /* the window has been, once */
  double woken;      /* when the main thread last left its poll */
  double block;
} watch;

static double
now (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  double worked = now (CLOCK_THREAD_CPUTIME_ID) - watch.woken;
  int result;

  if (watch.painted)
    watch.block = MAX (watch.block, worked);
  result = g_poll (fds, n_fds, timeout);
  watch.woken = now (CLOCK_THREAD_CPUTIME_ID);
  return result;
}

/* Begins to watch the main loop; the first thing that main() does. */
void
bt_stopwatch_begin (void)
{
  setvbuf (stdout, NULL, _IOLBF, 0);
  g_main_context_set_poll_func (NULL, poll_cb);
}

static double
get_memory (void)
{
  g_autofree char *text = NULL;
  long size, resident = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%ld %ld", &size, &resident);
  return resident * (double) sysconf (_SC_PAGESIZE) / (1024 * 1024);
}

/* Says what it took to come here. */
void
bt_stopwatch_tell (const char *name)
{
  const char *started = g_getenv ("BT_STARTED");

  printf ("%s %.1f %.1f %.1f %.1f\n", name, now (CLOCK_MONOTONIC) - (started ? g_ascii_strtod (started, NULL) : 0),
          now (CLOCK_PROCESS_CPUTIME_ID), watch.block, get_memory ());
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  /* Of the frame that shows it first, nobody waits for a key. */
  if (!watch.painted)
    watch.woken = now (CLOCK_THREAD_CPUTIME_ID);
  watch.painted = TRUE;
  if (!watch.is_reached (watch.data))
    return;
  /* Nothing is saved, and nobody is asked. */
  fflush (stdout);
  _exit (0);
}

static void
realize_cb (GtkWidget *window, gpointer data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), NULL);
}

/* Asks @is_reached after each frame of @window; the program ends when all is. */
void
bt_stopwatch_watch (GtkWidget *window, BtStopwatchFunc is_reached, gpointer data)
{
  watch.is_reached = is_reached;
  watch.data = data;
  g_signal_connect_after (window, "realize", G_CALLBACK (realize_cb), NULL);
}
