/* A row that opens onto a few fields: one signatory, one unit. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_RECORD_ROW (bt_record_row_get_type ())
G_DECLARE_FINAL_TYPE (BtRecordRow, bt_record_row, BT, RECORD_ROW, AdwExpanderRow)

/**
 * BtRecordField:
 * @title: what it is called, untranslated
 * @lines: whether it has several lines
 *
 * A field of a record; the first is what the row is called by.
 */
typedef struct
{
  const char *title;
  gboolean lines;
} BtRecordField;

GtkWidget *bt_record_row_new (const BtRecordField *fields, guint n_fields);
void bt_record_row_set (BtRecordRow *row, guint field, const char *text);
char *bt_record_row_dup (BtRecordRow *row, guint field) G_GNUC_WARN_UNUSED_RESULT;

GtkWidget *bt_lines_row_new (const char *title, GtkTextView **view);
char *bt_lines_row_dup_text (GtkTextView *view) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
