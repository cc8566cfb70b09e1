/* The program as main() starts it, on the files of its command line, watched: when the window can be used, when the
 * first page is on the screen, and when all pages are known. Without a file: when the start page can be used. */

#include "bt-application.h"
#include "bt-data.h"
#include "bt-stopwatch.h"
#include "bt-window-private.h"

static gboolean opens_file;

/* Told once, with the second frame for which it holds: with the first, parts of the window may have no size yet. */
static gboolean
tell_once (const char *name, gboolean holds, guint *n_frames)
{
  if (!holds || *n_frames > 2)
    return *n_frames > 2;
  if (++*n_frames == 2)
    {
      bt_stopwatch_tell (name);
      ++*n_frames;
    }
  return *n_frames > 2;
}

static gboolean
is_reached_cb (gpointer data)
{
  static guint n_usable, n_first, n_all;
  BtWindow *window = data;
  gboolean usable = tell_once ("usable", !opens_file || window->document, &n_usable);
  gboolean first = tell_once ("page", bt_paginator_get_pages (window->paginator) != NULL, &n_first);
  gboolean all = tell_once ("pages", bt_paginator_get_layout (window->paginator) != NULL, &n_all);

  /* Nothing has changed, so nothing would be drawn again: ask for the frame that is waited for. */
  gtk_widget_queue_draw (GTK_WIDGET (window->preview));
  return usable && (!opens_file || (first && all));
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window)
{
  if (BT_IS_WINDOW (window))
    bt_stopwatch_watch (GTK_WIDGET (window), is_reached_cb, window);
}

int
main (int argc, char **argv)
{
  g_autoptr (BtApplication) application = NULL;

  bt_stopwatch_begin ();
  bt_data_init_locale ();
  g_set_prgname (BT_APP_ID);
  opens_file = argc > 1;
  application = bt_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
