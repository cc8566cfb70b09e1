/* Tables of spreadsheets that come into a plan: into the table of an appendix, or as appendices of their own. */
#include "bt-cli-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-commands.h"
#include "bt-error.h"
#include "bt-sheet-fit.h"
#include "bt-zip.h"

/* What is brought in, and where. */
typedef struct
{
  BtDocument *document;
  const BtSheetBook *book;
  const char *name;
  const BtCliSheetOptions *options;
  BtReport *report;
} Intake;

static gboolean
has_ending (const char *file, const char *ending)
{
  gsize length = strlen (file), n = strlen (ending);

  return length >= n && g_ascii_strcasecmp (file + length - n, ending) == 0;
}

/**
 * bt_cli_is_sheet:
 * @file: a file as it was typed
 * @bytes: what is in it
 *
 * Returns: whether it is a spreadsheet: a workbook by its parts, CSV by its name
 */
gboolean
bt_cli_is_sheet (const char *file, GBytes *bytes)
{
  if (has_ending (file, ".csv") || has_ending (file, ".tsv"))
    return TRUE;
  if (!bt_sheet_book_is_container (bytes))
    return FALSE;
  g_autoptr (BtZip) zip = bt_zip_new (bytes, file, NULL);
  return has_ending (file, ".xlsx") || has_ending (file, ".xlsm") || has_ending (file, ".ods")
         || (zip != NULL && bt_zip_has (zip, "xl/workbook.xml"));
}

static gboolean
is_wanted (const Intake *intake, guint sheet)
{
  guint wanted;

  if (bt_sheet_book_is_empty (intake->book, sheet))
    return FALSE;
  return intake->options->sheet == NULL
         || (bt_sheet_book_find (intake->book, intake->options->sheet, &wanted) && wanted == sheet);
}

/* The first sheet that is wanted; the names of all of them where there is none. */
static gboolean
find_sheet (const Intake *intake, guint *sheet, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (*sheet = 0; *sheet < bt_sheet_book_get_n_sheets (intake->book); (*sheet)++)
    {
      if (is_wanted (intake, *sheet))
        return TRUE;
      g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "",
                              bt_sheet_book_get_name (intake->book, *sheet));
    }
  g_set_error (error, BT_ERROR, BT_ERROR_USAGE, _ ("%s: there is no sheet “%s” with text in it; there are %s"),
               intake->name, intake->options->sheet, names->str);
  return FALSE;
}

static BtNode *
find_appendix (const Intake *intake, GError **error)
{
  BtNode *part = bt_plan_get_part (bt_document_get_plan (intake->document), BT_NODE_APPENDICES);
  int number = 0;

  for (guint i = 0; i < bt_node_get_n_children (part); i++)
    {
      BtNode *child = bt_node_get_child (part, i);
      number += bt_node_get_kind (child) == BT_NODE_APPENDIX && bt_node_is_live (child);
      if (number == intake->options->appendix)
        return child;
    }
  g_set_error (error, BT_ERROR, BT_ERROR_USAGE, _ ("there is no appendix %u: the plan has %u"),
               (guint) intake->options->appendix, (guint) number);
  return NULL;
}

static BtNode *
find_live_table (const BtNode *appendix)
{
  for (guint i = 0; i < bt_node_get_n_children (appendix); i++)
    if (bt_node_get_kind (bt_node_get_child (appendix, i)) == BT_NODE_TABLE
        && bt_node_is_live (bt_node_get_child (appendix, i)))
      return bt_node_get_child (appendix, i);
  return NULL;
}

static void
leave_out (BtSheetFit *fit)
{
  for (guint i = 0; i < bt_sheet_fit_get_n_columns (fit); i++)
    if (bt_sheet_fit_get_target (fit, i) == BT_SHEET_NEW_COLUMN)
      bt_sheet_fit_set_target (fit, i, BT_SHEET_LEFT_OUT);
}

static gboolean
take_into_appendix (const Intake *intake, GError **error)
{
  guint sheet;
  BtNode *appendix = find_appendix (intake, error);

  if (appendix == NULL || !find_sheet (intake, &sheet, error))
    return FALSE;
  BtNode *table = find_live_table (appendix);
  g_autoptr (BtSheetTable) found = bt_sheet_table_new (intake->book, sheet);
  bt_report_add_all (intake->report, bt_sheet_table_get_report (found), NULL);
  if (table == NULL)
    return bt_document_insert_node (intake->document, bt_node_get_id (appendix), bt_node_get_n_children (appendix),
                                    bt_sheet_table_get_node (found), error);
  g_autoptr (BtSheetFit) fit = bt_sheet_fit_new (found, table);
  if (intake->options->leave_out)
    leave_out (fit);
  bt_sheet_fit_tell (fit, appendix, intake->report);
  g_autoptr (BtIncomingRows) rows = bt_sheet_fit_make_rows (fit);
  return bt_document_take_rows (intake->document, bt_node_get_id (table), rows, intake->options->replace, error);
}

static gboolean
take_as_appendix (const Intake *intake, guint sheet, GError **error)
{
  BtNode *part = bt_plan_get_part (bt_document_get_plan (intake->document), BT_NODE_APPENDICES);
  g_autoptr (BtSheetTable) found = bt_sheet_table_new (intake->book, sheet);
  g_autoptr (BtNode) appendix = bt_sheet_table_to_appendix (found);
  g_autofree char *prefix = bt_sheet_book_get_n_sheets (intake->book) > 1
                              ? g_strdup_printf ("“%s”: ", bt_sheet_table_get_name (found))
                              : NULL;

  bt_report_add_all (intake->report, bt_sheet_table_get_report (found), prefix);
  return bt_document_insert_node (intake->document, bt_node_get_id (part), bt_node_get_n_children (part), appendix,
                                  error);
}

static gboolean
take_all (const Intake *intake, GError **error)
{
  guint sheet;

  if (!find_sheet (intake, &sheet, error))
    return FALSE;
  for (; sheet < bt_sheet_book_get_n_sheets (intake->book); sheet++)
    if (is_wanted (intake, sheet) && !take_as_appendix (intake, sheet, error))
      return FALSE;
  return TRUE;
}

/**
 * bt_cli_take_sheets:
 * @onto: (nullable): a plan; a blank one where there is none
 * @bytes: a spreadsheet
 * @name: what to call it in errors
 * @options: what of it is wanted, and where
 * @report: (out) (optional): what became of its rows, and what is not taken over
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the plan with the tables in it
 */
BtPlan *
bt_cli_take_sheets (BtPlan *onto, GBytes *bytes, const char *name, const BtCliSheetOptions *options, BtReport **report,
                    GError **error)
{
  g_return_val_if_fail (bytes != NULL && name != NULL && options != NULL, NULL);

  g_autoptr (BtSheetBook) book = bt_sheet_book_read (bytes, name, error);
  if (book == NULL)
    return NULL;
  g_autoptr (BtPlan) plan = onto != NULL ? bt_plan_ref (onto) : bt_plan_new_blank ();
  g_autoptr (BtDocument) document = bt_document_open (plan);
  g_autoptr (BtReport) made = bt_report_new ();
  Intake intake = { document, book, name, options, made };

  if (options->author != NULL)
    bt_document_set_author (document, options->author);
  if (!(options->appendix > 0 ? take_into_appendix (&intake, error) : take_all (&intake, error)))
    return NULL;
  if (report != NULL)
    *report = g_steal_pointer (&made);
  return bt_plan_ref (bt_document_get_plan (document));
}
