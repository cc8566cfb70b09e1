/* Dates as a plan has them: parts may be blank while it is a draft. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A part that is not known yet is 0. */
typedef struct
{
  int year, month, day;
} BtDate;

gboolean bt_date_parse_iso (const char *text, BtDate *out);
char *bt_date_to_iso (const BtDate *date) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_date_is_valid (const BtDate *date);
char *bt_date_format_long (const BtDate *date, const char *blank) G_GNUC_WARN_UNUSED_RESULT;
char *bt_date_format_short (const BtDate *date) G_GNUC_WARN_UNUSED_RESULT;
char *bt_time_format_now (void) G_GNUC_WARN_UNUSED_RESULT;
char *bt_time_format_local (const char *time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
