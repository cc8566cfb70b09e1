/* The strings of spreadsheets: how XLSX escapes them, and what a cell of a plan may hold; private to convert/. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *bt_sheet_escape (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *bt_sheet_unescape (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *bt_sheet_clean (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
