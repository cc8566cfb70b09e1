/* A window of libadwaita with a line of text and nothing else: what every program takes to start. */

#include <adwaita.h>

#include "bt-stopwatch.h"

static gboolean
is_reached_cb (gpointer data)
{
  static guint n_frames;

  if (++n_frames < 2)
    return FALSE;
  bt_stopwatch_tell ("usable");
  return TRUE;
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new ("Bản Thảo"));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  bt_stopwatch_watch (window, is_reached_cb, NULL);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  bt_stopwatch_begin ();
  application = adw_application_new ("org.banthao.Bare", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
