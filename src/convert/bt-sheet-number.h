/* The numbers and times of workbooks as their formats show them; private to convert/. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The format "General". */
#define BT_SHEET_GENERAL 0u

const char *bt_sheet_builtin_format (guint id);
char *bt_sheet_format_number (double value, const char *format, gboolean from_1904) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
