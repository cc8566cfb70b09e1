/* The formats of words in the cells of a sheet; private to convert/. */
#pragma once

#include "bt-text.h"

G_BEGIN_DECLS

/* A run that looks as its cell does, before that is known. */
#define BT_SHEET_AS_CELL 0xFF

/* Words up to @end, in bytes, that look the same. */
typedef struct
{
  gsize end;
  BtFormat format;
} BtSheetRun;

BtText *bt_sheet_rich_new (const char *clean, const char *raw, const GArray *runs) G_GNUC_WARN_UNUSED_RESULT;
BtText *bt_sheet_rich_without_bold (BtText *text) G_GNUC_WARN_UNUSED_RESULT;
void bt_sheet_rich_join (BtTextBuilder *whole, gboolean *begun, const BtText *text);

G_END_DECLS
