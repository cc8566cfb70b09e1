/* What an import made of its input. */
#include "bt-report-private.h"

struct _BtReport
{
  gatomicrefcount ref_count;
  GPtrArray *entries;
};

static void
entry_free (gpointer data)
{
  BtReportEntry *entry = data;

  g_free (entry->node);
  g_free (entry->became);
  g_free (entry->text);
  g_free (entry->reason);
  g_free (entry);
}

/**
 * bt_report_new:
 *
 * Returns: (transfer full): an empty report
 */
BtReport *
bt_report_new (void)
{
  BtReport *report = g_new (BtReport, 1);

  g_atomic_ref_count_init (&report->ref_count);
  report->entries = g_ptr_array_new_with_free_func (entry_free);
  return report;
}

/**
 * bt_report_ref:
 * @report: a report
 *
 * Returns: (transfer full): @report
 */
BtReport *
bt_report_ref (BtReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  g_atomic_ref_count_inc (&report->ref_count);
  return report;
}

/**
 * bt_report_unref:
 * @report: (transfer full): a report
 */
void
bt_report_unref (BtReport *report)
{
  g_return_if_fail (report != NULL);
  if (!g_atomic_ref_count_dec (&report->ref_count))
    return;
  g_ptr_array_unref (report->entries);
  g_free (report);
}

/**
 * bt_report_get_n_entries:
 * @report: a report
 *
 * Returns: how many entries it has
 */
guint
bt_report_get_n_entries (const BtReport *report)
{
  g_return_val_if_fail (report != NULL, 0);
  return report->entries->len;
}

/**
 * bt_report_get_entry:
 * @report: a report
 * @index: below bt_report_get_n_entries()
 *
 * Returns: (transfer none): that entry
 */
const BtReportEntry *
bt_report_get_entry (const BtReport *report, guint index)
{
  g_return_val_if_fail (report != NULL && index < report->entries->len, NULL);
  return g_ptr_array_index (report->entries, index);
}

/**
 * bt_report_add:
 * @report: a report that is being written
 * @kind: what the entry tells
 * @first_line: the first line of the input it speaks of, from 1
 * @last_line: the last one
 *
 * Returns: (transfer none): the new entry, sure (confidence 1) and otherwise empty, for the caller to fill with strings
 *   that the report then owns
 */
BtReportEntry *
bt_report_add (BtReport *report, BtReportKind kind, guint first_line, guint last_line)
{
  g_return_val_if_fail (report != NULL && first_line <= last_line, NULL);

  BtReportEntry *entry = g_new0 (BtReportEntry, 1);
  entry->kind = kind;
  entry->first_line = first_line;
  entry->last_line = last_line;
  entry->confidence = 1.0;
  g_ptr_array_add (report->entries, entry);
  return entry;
}

static void
copy_entry (BtReport *report, const BtReportEntry *from, const char *prefix)
{
  BtReportEntry *entry = bt_report_add (report, from->kind, from->first_line, from->last_line);

  entry->node = g_strdup (from->node);
  entry->became = g_strdup (from->became);
  entry->text = g_strdup (from->text);
  entry->reason =
      from->reason != NULL ? g_strconcat (prefix != NULL ? prefix : "", from->reason, NULL) : NULL;
  entry->confidence = from->confidence;
}

/**
 * bt_report_add_all:
 * @report: a report
 * @other: another one
 * @prefix: (nullable): what the reasons of its entries shall begin with, so that it can be told apart
 *
 * Adds copies of the other's entries.
 */
void
bt_report_add_all (BtReport *report, const BtReport *other, const char *prefix)
{
  g_return_if_fail (report != NULL && other != NULL);

  for (guint i = 0; i < other->entries->len; i++)
    copy_entry (report, other->entries->pdata[i], prefix);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const BtReportEntry *x = *(const BtReportEntry *const *) a, *y = *(const BtReportEntry *const *) b;

  if (x->first_line != y->first_line)
    return x->first_line < y->first_line ? -1 : 1;
  return 0;
}

/**
 * bt_report_sort:
 * @report: a report
 *
 * Puts the entries in the order of the input's lines; entries of one line keep theirs.
 */
void
bt_report_sort (BtReport *report)
{
  g_return_if_fail (report != NULL);
  g_ptr_array_sort (report->entries, compare_entries);
}

/**
 * bt_report_rename:
 * @report: a report that is being written
 * @names: (element-type utf8 utf8): ids of nodes -> those that they have now
 */
void
bt_report_rename (BtReport *report, GHashTable *names)
{
  for (guint i = 0; i < report->entries->len; i++)
    {
      BtReportEntry *entry = report->entries->pdata[i];
      char *name = entry->node != NULL ? g_hash_table_lookup (names, entry->node) : NULL;
      if (name == NULL)
        continue;
      g_free (entry->node);
      entry->node = g_strdup (name);
    }
}

static gboolean
is_dropped (const BtReportEntry *entry)
{
  return entry->kind == BT_REPORT_DROPPED && entry->text != NULL;
}

static void
count_text (GHashTable *counts, const char *text, int more)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, text));

  g_hash_table_insert (counts, g_strdup (text), GUINT_TO_POINTER (count + more));
}

/**
 * bt_report_add_dropped:
 * @report: a report that is being written
 * @other: one of the same document, read in another way
 *
 * Adds what was dropped then, and is not yet in it.
 */
void
bt_report_add_dropped (BtReport *report, const BtReport *other)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < report->entries->len; i++)
    {
      const BtReportEntry *entry = report->entries->pdata[i];
      if (is_dropped (entry))
        count_text (counts, entry->text, 1);
    }
  for (guint i = 0; i < other->entries->len; i++)
    {
      const BtReportEntry *entry = other->entries->pdata[i];
      if (!is_dropped (entry))
        continue;
      if (g_hash_table_lookup (counts, entry->text) != NULL)
        count_text (counts, entry->text, -1);
      else
        copy_entry (report, entry, NULL);
    }
}
