/* Whatever spreadsheet comes: a table that a plan may hold, or one line that says why not. An input is CSV or a
 * container as it stands; after "=PARTS=" it is the parts of one instead, each begun by a line "=== NAME", so that what
 * is inside can be varied too. */
#include <string.h>

#include "bt-schema.h"
#include "bt-sheet-fit.h"
#include "bt-sheet-table.h"
#include "bt-zip.h"

#define PARTS "=PARTS=\n"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check (const BtNode *node)
{
  g_autoptr (GError) error = NULL;

  bt_node_check (node, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    check (bt_node_get_child (node, i));
}

static GBytes *
pack (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) parts = g_strsplit (text, "=== ", -1);
  BtZipWriter *writer = bt_zip_writer_new ();

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    {
      char *content = strchr (parts[i], '\n');
      if (content == NULL || content == parts[i] || content - parts[i] > 100)
        continue;
      *content++ = '\0';
      bt_zip_writer_add (writer, parts[i], content, strlen (content));
    }
  return bt_zip_writer_end (writer, NULL);
}

static void
try_sheet (const BtSheetBook *book, guint sheet)
{
  g_autoptr (BtSheetTable) table = bt_sheet_table_new (book, sheet);
  g_autoptr (BtNode) appendix = bt_sheet_table_to_appendix (table);
  g_autoptr (BtSheetFit) fit = bt_sheet_fit_new (table, bt_sheet_table_get_node (table));
  g_autoptr (BtIncomingRows) rows = bt_sheet_fit_make_rows (fit);

  check (appendix);
  g_assert_cmpuint (rows->rows->len, ==,
                    bt_node_get_n_children (bt_node_get_child (bt_sheet_table_get_node (table), 1)));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gsize head = strlen (PARTS);
  g_autoptr (GBytes) bytes = size >= head && memcmp (data, PARTS, head) == 0 ? pack (data + head, size - head)
                                                                           : g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSheetBook) book = bytes != NULL ? bt_sheet_book_read (bytes, "fuzz", &error) : NULL;

  if (book == NULL)
    {
      g_assert_true (error == NULL || strchr (error->message, '\n') == NULL);
      return 0;
    }
  for (guint i = 0; i < bt_sheet_book_get_n_sheets (book); i++)
    if (!bt_sheet_book_is_empty (book, i))
      try_sheet (book, i);
  return 0;
}
