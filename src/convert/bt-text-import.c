/* The recogniser: its stages in order, and what is said of the whole. */
#include "bt-text-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-encoding.h"
#include "bt-error.h"
#include "bt-import-grid.h"
#include "bt-numbering.h"
#include "bt-report-private.h"
#include "bt-syllable.h"

/* Fewer words tell nothing; below these shares of valid syllables and of marked words a text is damaged. */
#define MIN_WORDS 30
#define SAMPLE_WORDS 20000
#define VALID_SHARE 0.85

static void
warn (BtReport *report, guint line, const char *text, const char *reason, double confidence)
{
  BtReportEntry *entry = bt_report_add (report, BT_REPORT_WARNING, line, line);

  entry->text = g_strdup (text);
  entry->reason = g_strdup (reason);
  entry->confidence = confidence;
}

/* Text that recognition robbed of its tones is imported as it is, and the user is told. */
static gboolean
is_damaged (const BtDecoded *decoded, BtReport *report)
{
  BtSyllableCount count;

  bt_syllable_count (decoded->text, decoded->length, SAMPLE_WORDS, &count);
  if (count.words < MIN_WORDS || count.valid >= count.words * VALID_SHARE)
    return FALSE;
  double share = (double) count.valid / count.words;
  g_autofree char *reason = g_strdup_printf (
    _("only %d%% of the words can be Vietnamese: the text is damaged, as by poor recognition; it is imported as it is"),
    (int) (share * 100));
  warn (report, 1, "", reason, share);
  return TRUE;
}

static void
report_encoding (const BtDecoded *decoded, BtReport *report)
{
  if (bt_encoding_is_legacy (decoded->encoding))
    {
      g_autofree char *reason = g_strdup_printf (_("the text was in %s and has been converted to Unicode"),
                                                 bt_encoding_get_name (decoded->encoding));
      warn (report, 1, bt_encoding_get_name (decoded->encoding), reason, 0.9);
    }
  for (guint i = 0; i < decoded->removed->len; i++)
    {
      const BtRemovedChar *removed = &g_array_index (decoded->removed, BtRemovedChar, i);
      BtReportEntry *entry = bt_report_add (report, BT_REPORT_DROPPED, removed->line, removed->line);
      entry->text = g_strdup_printf ("U+%04X", removed->character);
      entry->reason = g_strdup_printf (_("invisible character, %u times"), removed->count);
    }
}

static void
typed_free (gpointer data)
{
  BtImportTyped *typed = data;

  g_free (typed->text);
  g_free (typed);
}

/* The number that was typed: of a decimal label all of them, as its text; of others the number alone. */
static gboolean
is_as_typed (const BtImportTyped *typed, const BtNode *node, guint number, const char *label)
{
  gsize length;

  switch (bt_node_get_kind (node))
    {
    case BT_NODE_ROW:
      return bt_import_row_number (typed->text, &length) == number;
    case BT_NODE_APPENDIX:
      return typed->label.number == 0 || typed->label.number == number;
    default:
      if (typed->label.scheme == BT_LABEL_DECIMAL)
        return strncmp (typed->text, label, strlen (label) - 1) == 0 && strlen (typed->text) <= strlen (label);
      return typed->label.number == 0 || typed->label.number == number;
    }
}

static char *
label_of (const BtNode *node, guint number, const char *parent_label, guint n_siblings)
{
  switch (bt_node_get_kind (node))
    {
    case BT_NODE_CLAUSE:
      return bt_label_format (bt_node_get_label (node), number, parent_label);
    case BT_NODE_APPENDIX:
      return bt_appendix_label_format (number, n_siblings);
    default:
      return g_strdup_printf ("%u", number);
    }
}

static void
compare_labels (const BtNode *parent, const char *parent_label, GHashTable *typed, BtReport *report)
{
  BtCounter counter = { 0 };
  guint n = bt_node_get_n_children (parent);

  for (guint i = 0; i < n; i++)
    {
      const BtNode *node = bt_node_get_child (parent, i);
      guint number = bt_counter_next (&counter, node);
      const BtImportTyped *entry = g_hash_table_lookup (typed, bt_node_get_id (node));
      g_autofree char *label = label_of (node, number, parent_label, n);
      if (entry != NULL && !is_as_typed (entry, node, number, label))
        {
          BtReportEntry *changed = bt_report_add (report, BT_REPORT_RENUMBERED, entry->line, entry->line);
          changed->node = g_strdup (bt_node_get_id (node));
          changed->text = g_strdup (entry->text);
          changed->became = g_strdup (label);
          changed->reason = g_strdup_printf (_("typed as “%s”; it is %s by its place"), entry->text, label);
        }
      compare_labels (node, bt_node_get_kind (node) == BT_NODE_CLAUSE ? label : parent_label, typed, report);
    }
}

/* Lines that belong nowhere stand at the end of the body, so that nothing is lost. */
static void
add_rest (BtImport *import, const GArray *rest, BtNodeBuilder *body, GHashTable *typed)
{
  if (rest->len == 0)
    return;
  bt_import_outline (import, rest, 0, body, typed);
  for (guint i = 0; i < rest->len; i++)
    {
      const BtImportParagraph *block = &g_array_index (rest, BtImportParagraph, i);
      warn (import->report, bt_import_line (import, block->first)->number, block->text,
            _("this line fits no part of a plan; it stands as a paragraph"), 0.3);
    }
}

static void
rest_clear (gpointer data)
{
  g_free (((BtImportParagraph *) data)->text);
}

static GArray *
rest_new (void)
{
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (BtImportParagraph));

  g_array_set_clear_func (rest, rest_clear);
  return rest;
}

static BtNode *
build_appendices (BtImport *import, const BtImportZones *zones, GHashTable *typed)
{
  BtNodeBuilder *appendices = bt_node_builder_new (BT_NODE_APPENDICES, NULL);

  for (guint i = 0; i < zones->appendices->len; i++)
    bt_node_builder_take_child (appendices,
                                bt_import_appendix (import, g_array_index (zones->appendices, BtImportRange, i),
                                                    typed));
  return bt_node_builder_end (appendices);
}

/* The tree of the whole, from the zones. */
static BtNode *
build_plan (BtImport *import, const BtImportZones *zones, GHashTable *typed)
{
  BtNodeBuilder *plan = bt_node_builder_new (BT_NODE_PLAN, NULL);
  BtNodeBuilder *body = bt_node_builder_new (BT_NODE_BODY, NULL);
  g_autoptr (GArray) head_rest = rest_new ();
  g_autoptr (GArray) rest = rest_new ();
  g_autoptr (GArray) blocks = NULL;
  BtNode *signature, *recipients;
  guint n_bases;

  BtNode *header = bt_import_header (import, zones->header, head_rest);
  add_rest (import, head_rest, body, typed);
  blocks = bt_import_blocks (import, zones->body, FALSE);
  BtNode *bases = bt_import_bases (import, blocks, &n_bases);
  bt_import_outline (import, blocks, n_bases, body, typed);
  bt_import_closing (import, zones->closing, &signature, &recipients, rest);
  add_rest (import, rest, body, typed);

  bt_node_builder_set_attr (plan, "profile", "nd30-2020");
  bt_node_builder_set_attr (plan, "medium", "paper");
  bt_node_builder_set_attr (plan, "state", "draft");
  bt_node_builder_take_child (plan, header);
  bt_node_builder_take_child (plan, bases);
  bt_node_builder_take_child (plan, bt_node_builder_end (body));
  bt_node_builder_take_child (plan, signature);
  bt_node_builder_take_child (plan, recipients);
  bt_node_builder_take_child (plan, build_appendices (import, zones, typed));
  g_autoptr (BtNode) bare = bt_node_builder_end (plan);
  return bt_node_complete (bare);
}

/**
 * bt_import_tree:
 * @import: an import with its lines
 *
 * Returns: (transfer full): the tree of the plan that they are; the report says what became of each
 */
BtNode *
bt_import_tree (BtImport *import)
{
  g_autoptr (GHashTable) typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, typed_free);
  BtImportZones zones = { 0 };

  bt_import_clean (import);
  if (!import->structured)
    bt_import_measure (import);
  bt_import_find_zones (import, &zones);
  BtNode *root = build_plan (import, &zones, typed);
  compare_labels (root, NULL, typed, import->report);
  bt_report_sort (import->report);
  bt_import_zones_clear (&zones);
  return root;
}

static BtPlan *
recognise (const BtDecoded *decoded, BtReport *report, GError **error)
{
  BtImport *import = bt_import_new (decoded->text, decoded->length, report);

  import->damaged = is_damaged (decoded, report);
  g_autoptr (BtNode) root = bt_import_tree (import);
  bt_import_free (import);
  return bt_plan_new (root, error);
}

/**
 * bt_text_import:
 * @bytes: a text as people have it: pasted, extracted from a PDF, recognised from a scan; of any encoding that
 *   bt_encoding_decode() tells
 * @name: what to call the input in errors, which begin "NAME:LINE: "
 * @report: (out) (optional): what became of every line
 * @error: return location
 *
 * Every character of the input but blanks is in the plan or in the report's list of what was dropped.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL with %BT_ERROR_LIMIT, %BT_ERROR_ENCODING or, where there is no
 *   text at all, %BT_ERROR_INVALID
 */
BtPlan *
bt_text_import (GBytes *bytes, const char *name, BtReport **report, GError **error)
{
  gsize length;
  const guint8 *data;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  g_autoptr (BtReport) made = bt_report_new ();
  g_autoptr (BtDecoded) decoded = bt_encoding_decode (data, length, name, error);
  BtPlan *plan = NULL;
  if (decoded != NULL && strspn (decoded->text, " \n\t\f\v") == decoded->length)
    g_set_error (error, BT_ERROR, BT_ERROR_INVALID, "%s:1: %s", name, _("there is no text in it"));
  else if (decoded != NULL)
    {
      report_encoding (decoded, made);
      plan = recognise (decoded, made, error);
    }
  if (report != NULL)
    *report = plan != NULL ? g_steal_pointer (&made) : NULL;
  return plan;
}
