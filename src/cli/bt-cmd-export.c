/* banthao-cli export: a plan as PDF, as pictures of its pages, as text, as a document of word processors, or its
 * tables as spreadsheets. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-cli.h"
#include "bt-docx-export.h"
#include "bt-error.h"
#include "bt-layout.h"
#include "bt-print.h"
#include "bt-profile.h"
#include "bt-sheet-export.h"
#include "bt-text-export.h"

/* Below this a letter is a blot; above, a page is larger than cairo can draw. */
#define MIN_DPI 10
#define MAX_DPI 1200

static struct
{
  char *output;
  char *format;
  char *view;
  int page;
  int appendix;
  double dpi;
} options = { .dpi = 150 };

const GOptionEntry bt_export_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
    N_ ("Where it goes; the ending tells the format"), "OUT.(pdf|docx|png|svg|txt|xlsx|csv)" },
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
    N_ ("The format, where OUT does not tell it; else PDF"), "pdf|docx|png|svg|txt|xlsx|csv" },
  { "view", 0, 0, G_OPTION_ARG_STRING, &options.view,
    N_ ("With all changes accepted (final, the default), rejected, or with the changes in it"),
    "final|original|markup" },
  { "page", 0, 0, G_OPTION_ARG_INT, &options.page, N_ ("Only this page, as PNG or SVG"), "N" },
  { "dpi", 0, 0, G_OPTION_ARG_DOUBLE, &options.dpi, N_ ("Dots per inch of a PNG; 150 by default"),
    "N" },
  { "appendix", 0, 0, G_OPTION_ARG_INT, &options.appendix,
    N_ ("Only the tables of this appendix, as XLSX or CSV; else all tables of the plan"), "N" },
  { NULL },
};

typedef struct _Format Format;

/* How a format is written: of the plan and of what it was before its changes, of its tables, of
 * all pages, or page by page. */
struct _Format
{
  const char *name;
  char *(*write_text) (const BtPlan *plan);
  GBytes *(*write_plan) (BtPlan *plan, BtProfile *profile, BtPlan *original, GError **error);
  GBytes *(*write_tables) (const BtPlan *plan, guint appendix, GError **error);
  gboolean (*write_all) (const BtLayout *layout, GOutputStream *stream, GError **error);
  gboolean (*write_page) (const BtLayout *layout, guint page, GOutputStream *stream,
                          GError **error);
};

static gboolean
write_png (const BtLayout *layout, guint page, GOutputStream *stream, GError **error)
{
  return bt_print_write_png (layout, page, options.dpi, stream, error);
}

static const Format formats[] = {
  { "pdf", .write_all = bt_print_write_pdf },
  { "docx", .write_plan = bt_docx_export },
  { "png", .write_page = write_png },
  { "svg", .write_page = bt_print_write_svg },
  { "txt", .write_text = bt_text_export },
  { "xlsx", .write_tables = bt_sheet_export_xlsx },
  { "csv", .write_tables = bt_sheet_export_csv },
};

static const Format *
find_format (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (formats[i].name, name) == 0)
      return &formats[i];
  return NULL;
}

/* The format asked for, by its name or by the ending of the output. */
static const Format *
choose_format (void)
{
  const char *dot = strrchr (options.output, '.');

  if (options.format != NULL)
    return find_format (options.format);
  if (bt_cli_is_stream (options.output))
    return &formats[0];
  return dot != NULL && strchr (dot, '/') == NULL ? find_format (dot + 1) : NULL;
}

static GBytes *
close_stream (GOutputStream *stream, GError **error)
{
  if (!g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/* Nothing of an output is written before all of it is there. */
static gboolean
export_all (const Format *format, const BtLayout *layout, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  bt_cli_progress (_ ("Drawing %u pages…"), bt_layout_get_n_pages (layout));
  if (!format->write_all (layout, stream, error))
    return FALSE;
  g_autoptr (GBytes) bytes = close_stream (stream, error);
  return bytes != NULL && bt_cli_write (bytes, options.output, error);
}

static gboolean
export_page (const Format *format, const BtLayout *layout, guint page, const char *file,
             GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (!format->write_page (layout, page, stream, error))
    return FALSE;
  g_autoptr (GBytes) bytes = close_stream (stream, error);
  return bytes != NULL && bt_cli_write (bytes, file, error);
}

/* "plan.png" is "plan-07.png" for page 7 of 12. */
static char *
dup_page_name (guint page, guint n_pages)
{
  const char *dot = strrchr (options.output, '.');
  g_autofree char *last = g_strdup_printf ("%u", n_pages);
  gsize stem = dot != NULL && strchr (dot, '/') == NULL ? (gsize) (dot - options.output)
                                                        : strlen (options.output);

  return g_strdup_printf ("%.*s-%0*u%s", (int) stem, options.output, (int) strlen (last), page,
                          options.output + stem);
}

static gboolean
export_pages (const Format *format, const BtLayout *layout, GError **error)
{
  guint n_pages = bt_layout_get_n_pages (layout);

  if (options.page > (int) n_pages)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_USAGE, _ ("there is no page %d: the plan has %u"),
                   options.page, n_pages);
      return FALSE;
    }
  if (options.page > 0)
    return export_page (format, layout, options.page - 1, options.output, error);
  if (n_pages == 1)
    return export_page (format, layout, 0, options.output, error);
  if (bt_cli_is_stream (options.output))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_USAGE,
                   _ ("the plan has %u pages: say which one by --page"), n_pages);
      return FALSE;
    }
  for (guint page = 0; page < n_pages; page++)
    {
      g_autofree char *file = dup_page_name (page + 1, n_pages);
      bt_cli_progress (_ ("Drawing page %u of %u…"), page + 1, n_pages);
      if (!export_page (format, layout, page, file, error))
        return FALSE;
    }
  return TRUE;
}

/* A spreadsheet has no place for changes beside the text. */
static gboolean
export_tables (const Format *format, BtPlan *seen, BtView view, GError **error)
{
  if (view == BT_VIEW_MARKUP)
    {
      g_set_error_literal (
          error, BT_ERROR, BT_ERROR_USAGE,
          _ ("a spreadsheet cannot show changes: choose the view “final” or “original”"));
      return FALSE;
    }
  g_autoptr (GBytes) bytes = format->write_tables (seen, options.appendix, error);
  return bytes != NULL && bt_cli_write (bytes, options.output, error);
}

static gboolean
export_document (const Format *format, BtPlan *seen, BtView view, BtProfile *profile,
                 GError **error)
{
  g_autoptr (BtPlan) original =
      view == BT_VIEW_MARKUP ? bt_review_view (seen, BT_VIEW_ORIGINAL) : NULL;
  g_autoptr (GBytes) bytes = format->write_plan (seen, profile, original, error);

  return bytes != NULL && bt_cli_write (bytes, options.output, error);
}

static gboolean
export_plan (const Format *format, BtPlan *plan, BtView view, PangoContext *context, GError **error)
{
  g_autoptr (BtPlan) seen = bt_review_view (plan, view);

  if (format->write_text != NULL)
    {
      g_auto (GStrv) notes = NULL;
      g_autoptr (BtPlan) text_view = bt_cli_view (plan, view, &notes, error);
      if (text_view == NULL)
        return FALSE;
      g_autofree char *text = bt_cli_add_notes (format->write_text (text_view), notes);
      return bt_cli_write_string (text, options.output, error);
    }
  if (format->write_tables != NULL)
    return export_tables (format, seen, view, error);
  const char *name = bt_node_get_attr (bt_plan_get_root (seen), "profile");
  g_autoptr (BtProfile) profile = bt_profile_load (name != NULL ? name : BT_PROFILE_DEFAULT, error);
  if (profile == NULL)
    return FALSE;
  if (format->write_plan != NULL)
    return export_document (format, seen, view, profile, error);
  bt_cli_progress (_ ("Laying out…"));
  g_autoptr (BtLayout) layout =
      bt_layout_new (seen, profile, context,
                     view == BT_VIEW_MARKUP ? BT_LAYOUT_MARKUP : BT_LAYOUT_CLEAN, NULL);
  return format->write_all != NULL ? export_all (format, layout, error)
                                   : export_pages (format, layout, error);
}

/**
 * bt_export_run:
 * @files: the plan, or its text
 *
 * Returns: the exit status
 */
int
bt_export_run (char **files)
{
  BtView view;
  GError *error = NULL;

  if (options.output == NULL)
    return bt_cli_fail_usage ("export", _ ("-o OUT is missing"));
  const Format *format = choose_format ();
  if (format == NULL)
    return bt_cli_fail_usage (
        "export",
        _ ("the format is not known: end OUT in .pdf, .docx, .png, .svg, .txt, .xlsx or .csv"));
  if (options.page < 0 || !(options.dpi >= MIN_DPI && options.dpi <= MAX_DPI))
    return bt_cli_fail_usage ("export", _ ("pages count from 1, and a PNG has %d to %d dpi"),
                              MIN_DPI, MAX_DPI);
  if (options.appendix < 0)
    return bt_cli_fail_usage ("export", _ ("appendices count from 1"));
  if (!bt_cli_parse_view (options.view, &view))
    return bt_cli_fail_usage ("export", _ ("there is no view “%s”"), options.view);
  /* Begins to look for fonts, in a thread of Pango's, while the plan is read. */
  g_autoptr (GObject) context = G_OBJECT (bt_print_create_context ());
  g_autoptr (BtPlan) plan = bt_import_read (files[0], NULL, &error);
  if (plan == NULL)
    return bt_cli_fail (files[0], error);
  if (!export_plan (format, plan, view, PANGO_CONTEXT (context), &error))
    return bt_cli_fail (options.output, error);
  return BT_EXIT_DONE;
}
