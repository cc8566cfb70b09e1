/* A spreadsheet as it was read: sheets of cells, each the text that a person sees in it. */
#pragma once

#include "bt-encoding.h"

G_BEGIN_DECLS

typedef struct _BtSheetBook BtSheetBook;

BtSheetBook *bt_sheet_book_read (GBytes *bytes, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_sheet_book_is_container (GBytes *bytes);
void bt_sheet_book_free (BtSheetBook *book);

guint bt_sheet_book_get_n_sheets (const BtSheetBook *book);
const char *bt_sheet_book_get_name (const BtSheetBook *book, guint sheet);
gboolean bt_sheet_book_is_empty (const BtSheetBook *book, guint sheet);
gboolean bt_sheet_book_find (const BtSheetBook *book, const char *name, guint *sheet);
BtEncoding bt_sheet_book_get_encoding (const BtSheetBook *book);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSheetBook, bt_sheet_book_free)

G_END_DECLS
