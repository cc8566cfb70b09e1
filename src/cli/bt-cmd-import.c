/* banthao-cli import: the text of a plan, as people have it, becomes a plan; a report says what became of what. */
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bt-cli-sheet.h"
#include "bt-cli.h"
#include "bt-date.h"
#include "bt-docx-import.h"
#include "bt-docx-retag.h"
#include "bt-office-converter.h"
#include "bt-profile.h"
#include "bt-resolve.h"
#include "bt-store.h"
#include "bt-text-import.h"
#include "bt-version.h"

static struct
{
  char *output;
  char *report;
  char *onto;
  BtCliSheetOptions sheet;
} options;

const GOptionEntry bt_import_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where the plan goes"),
    "OUT.kehoach" },
  { "report", 0, 0, G_OPTION_ARG_FILENAME, &options.report, N_ ("Where the report goes"),
    "REPORT.json" },
  { "onto", 0, 0, G_OPTION_ARG_FILENAME, &options.onto,
    N_ ("The plan that this is a later version of, or into which the tables of a spreadsheet go"),
    "PLAN.kehoach" },
  { "sheet", 0, 0, G_OPTION_ARG_STRING, &options.sheet.sheet, N_ ("Only this sheet; else all that have text"),
    "NAME" },
  { "appendix", 0, 0, G_OPTION_ARG_INT, &options.sheet.appendix,
    N_ ("The rows go into the table of this appendix; else every sheet becomes an appendix"), "N" },
  { "replace", 0, 0, G_OPTION_ARG_NONE, &options.sheet.replace,
    N_ ("The rows come instead of those in the table; else behind them"), NULL },
  { "leave-out", 0, 0, G_OPTION_ARG_NONE, &options.sheet.leave_out,
    N_ ("Columns that fit none of the table are left out; else they become new columns"), NULL },
  { "author", 0, 0, G_OPTION_ARG_STRING, &options.sheet.author,
    N_ ("Who made the changes that nobody else is said to have made"), "NAME" },
  { NULL },
};

static const char *const report_kinds[] = {
  [BT_REPORT_NODE] = "node",
  [BT_REPORT_DROPPED] = "dropped",
  [BT_REPORT_RENUMBERED] = "renumbered",
  [BT_REPORT_WARNING] = "warning",
};

static void
add_string (JsonBuilder *json, const char *member, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (json, member);
  json_builder_add_string_value (json, value);
}

static void
add_number (JsonBuilder *json, const char *member, guint value)
{
  json_builder_set_member_name (json, member);
  json_builder_add_int_value (json, value);
}

static void
write_entry (JsonBuilder *json, const BtReportEntry *entry)
{
  json_builder_begin_object (json);
  add_string (json, "kind", report_kinds[entry->kind]);
  add_number (json, "first_line", entry->first_line);
  add_number (json, "last_line", entry->last_line);
  add_string (json, "node", entry->node);
  add_string (json, "became", entry->became);
  add_string (json, "text", entry->text);
  add_string (json, "reason", entry->reason);
  json_builder_set_member_name (json, "confidence");
  json_builder_add_double_value (json, entry->confidence);
  json_builder_end_object (json);
}

/* The report as JSON: an array of what bt-report.h describes. */
static char *
report_to_json (const BtReport *report)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; report != NULL && i < bt_report_get_n_entries (report); i++)
    write_entry (json, bt_report_get_entry (report, i));
  json_builder_end_array (json);
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

/* Whether the input is a plan already: by its name, or by the head of its XML where the name does not say so. */
static gboolean
is_native (const char *file, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_str_has_suffix (file, BT_STORE_EXTENSION))
    return TRUE;
  return g_strstr_len (data, (gssize) MIN (size, 5), "<?xml") == data
         || g_strstr_len (data, (gssize) MIN (size, 4096), "\"urn:banthao:plan:") != NULL;
}

/* The tables of a spreadsheet, in a blank plan or in the one that was named. */
static BtPlan *
take_sheets (GBytes *bytes, const char *name, BtReport **report, GError **error)
{
  g_autoptr (BtPlan) onto = options.onto != NULL ? bt_cli_read_plan (options.onto, error) : NULL;

  if (options.onto != NULL && onto == NULL)
    {
      g_prefix_error (error, "%s: ", options.onto);
      return NULL;
    }
  return bt_cli_take_sheets (onto, bytes, name, &options.sheet, report, error);
}

/* How the document was matched with the plan; what was not found is worth a look. */
static void
tell_found (BtReport *report, const BtDocxFound *found)
{
  BtReportEntry *entry = bt_report_add (report, BT_REPORT_WARNING, 1, 1);

  entry->text = g_strdup ("");
  entry->reason = g_strdup_printf (
      _ ("of the paragraphs of the plan, %u were found by their bookmarks, %u by their words; %u were not found"),
      found->by_name, found->by_words, found->lost);
  entry->confidence = found->lost == 0 ? 1 : 0.5;
}

/* A Word document as a later version of a plan. */
static BtPlan *
take_version (BtPlan *onto, GBytes *bytes, const char *name, BtReport **report, GError **error)
{
  const char *rules = bt_node_get_attr (bt_plan_get_root (onto), "profile");
  g_autoptr (BtProfile) profile = bt_profile_load (rules != NULL ? rules : BT_PROFILE_DEFAULT, error);
  g_autoptr (BtPlan) original = bt_review_view (onto, BT_VIEW_ORIGINAL), version = NULL;
  const char *author = options.sheet.author != NULL ? options.sheet.author : g_get_real_name ();
  g_autofree char *time = bt_time_format_now ();
  BtDocxFound found;

  if (profile != NULL)
    version = bt_docx_import_onto (bytes, name, onto, profile, original, report, &found, error);
  if (version != NULL && report != NULL)
    tell_found (*report, &found);
  return version != NULL ? bt_review_take_version (onto, version, author, time, error) : NULL;
}

/* A Word document, by itself or as a later version of the plan that was named. */
static BtPlan *
take_document (GBytes *bytes, const char *name, BtReport **report, GError **error)
{
  g_autoptr (BtPlan) onto = options.onto != NULL ? bt_cli_read_plan (options.onto, error) : NULL;

  if (options.onto == NULL)
    return bt_docx_import (bytes, name, report, error);
  if (onto != NULL)
    return take_version (onto, bytes, name, report, error);
  g_prefix_error (error, "%s: ", options.onto);
  return NULL;
}

static BtPlan *
import_any (const char *file, GBytes *bytes, const char *name, BtReport **report, GError **error)
{
  bt_cli_progress (_ ("Recognising…"));
  if (bt_cli_is_sheet (file, bytes))
    return take_sheets (bytes, name, report, error);
  if (bt_docx_is_docx (bytes))
    return take_document (bytes, name, report, error);
  return bt_text_import (bytes, name, report, error);
}

/* What only an office suite reads comes by way of it. */
static BtPlan *
import_converted (const char *file, GBytes *bytes, const char *name, BtReport **report, GError **error)
{
  bt_cli_progress (_ ("Converting with LibreOffice…"));
  g_autoptr (GBytes) converted = bt_cli_convert (bytes, name, error);
  return converted != NULL ? import_any (file, converted, name, report, error) : NULL;
}

/**
 * bt_import_read:
 * @file: a plan, a Word document, a spreadsheet, or the text of a plan, as it was typed; "-" for standard input
 * @report: (out) (optional) (nullable): what became of the text; %NULL where it was a plan
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the plan
 */
BtPlan *
bt_import_read (const char *file, BtReport **report, GError **error)
{
  g_autofree char *name = g_filename_display_name (file);
  g_autoptr (GBytes) bytes = bt_cli_read (file, error);

  if (bytes == NULL)
    return NULL;
  if (bt_office_converter_takes (name))
    return import_converted (file, bytes, name, report, error);
  if (is_native (file, bytes))
    return bt_store_read_bytes (bytes, name, error);
  return import_any (file, bytes, name, report, error);
}

/**
 * bt_import_run:
 * @files: the text
 *
 * Returns: the exit status
 */
int
bt_import_run (char **files)
{
  g_autoptr (BtReport) report = NULL;
  GError *error = NULL;

  if (options.output == NULL)
    return bt_cli_fail_usage ("import", _ ("-o OUT is missing"));
  if (options.sheet.appendix < 0 || (options.sheet.appendix > 0 && options.onto == NULL))
    return bt_cli_fail_usage ("import", _ ("--appendix counts from 1 in the plan that --onto names"));
  g_autoptr (BtPlan) plan = bt_import_read (files[0], &report, &error);
  if (plan == NULL)
    return bt_cli_fail (files[0], error);
  if (!bt_cli_write_plan (plan, options.output, &error))
    return bt_cli_fail (options.output, error);
  if (options.report == NULL)
    return BT_EXIT_DONE;
  g_autofree char *json = report_to_json (report);
  if (!bt_cli_write_string (json, options.report, &error))
    return bt_cli_fail (options.report, error);
  return BT_EXIT_DONE;
}
