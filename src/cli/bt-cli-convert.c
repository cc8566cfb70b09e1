/* What only an office suite reads is converted, so that whoever stops the command stops the suite as well. */
#include <glib-unix.h>
#include <signal.h>

#include "bt-cli.h"
#include "bt-office-converter.h"

/* A conversion in a thread of its own, while the command waits for signals. */
typedef struct
{
  GBytes *bytes;
  const char *name;
  GMainLoop *loop;
  GCancellable *cancellable;
  GBytes *converted;
  GError *error;
  int stopped_by;
} Conversion;

typedef struct
{
  Conversion *conversion;
  int signal;
  guint source;
} Stopper;

static gboolean
stop_cb (gpointer data)
{
  const Stopper *stopper = data;

  stopper->conversion->stopped_by = stopper->signal;
  g_cancellable_cancel (stopper->conversion->cancellable);
  return G_SOURCE_CONTINUE;
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static gpointer
convert_cb (gpointer data)
{
  Conversion *conversion = data;

  conversion->converted = bt_office_converter_run (conversion->bytes, conversion->name, BT_OFFICE_CONVERTER_PATIENCE,
                                                   conversion->cancellable, &conversion->error);
  g_idle_add (quit_cb, conversion->loop);
  return NULL;
}

static void
convert (Conversion *conversion)
{
  Stopper stoppers[] = { { conversion, SIGINT, 0 }, { conversion, SIGTERM, 0 }, { conversion, SIGHUP, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (stoppers); i++)
    stoppers[i].source = g_unix_signal_add (stoppers[i].signal, stop_cb, &stoppers[i]);
  GThread *thread = g_thread_new ("convert", convert_cb, conversion);
  g_main_loop_run (conversion->loop);
  g_thread_join (thread);
  for (guint i = 0; i < G_N_ELEMENTS (stoppers); i++)
    g_source_remove (stoppers[i].source);
}

/**
 * bt_cli_convert:
 * @bytes: a document that only an office suite reads
 * @name: the name of its file
 * @error: return location, as of bt_office_converter_run()
 *
 * Where the command is told to end meanwhile (Ctrl+C), the office suite is ended first, with all its files.
 *
 * Returns: (transfer full) (nullable): the same as .docx or .xlsx
 */
GBytes *
bt_cli_convert (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Conversion conversion = { .bytes = bytes, .name = name, .loop = loop, .cancellable = cancellable };

  convert (&conversion);
  if (conversion.stopped_by != 0)
    {
      signal (conversion.stopped_by, SIG_DFL);
      raise (conversion.stopped_by);
    }
  if (conversion.error != NULL)
    g_propagate_error (error, conversion.error);
  return conversion.converted;
}
