/* Dates as a plan has them, and the two ways the decree writes them. */
#include "bt-date.h"

#include <stdio.h>
#include <string.h>

/**
 * bt_date_is_valid:
 * @date: a date, parts of which may be blank
 *
 * Returns: whether the parts that are there can stand together: 0000-00-00, 2025-00-00 and 2025-08-00
 *   can, 2025-02-30 and a day without a month that exists cannot
 */
gboolean
bt_date_is_valid (const BtDate *date)
{
  g_return_val_if_fail (date != NULL, FALSE);

  if (date->year < 0 || date->year > 9999 || date->month < 0 || date->month > 12 || date->day < 0)
    return FALSE;
  if (date->day == 0)
    return TRUE;
  /* A year that is not known yet may be a leap year. */
  int year = date->year != 0 ? date->year : 2000;
  int month = date->month != 0 ? date->month : 1;
  return g_date_valid_dmy (date->day, month, year);
}

/**
 * bt_date_parse_iso:
 * @text: "", "2025", "2025-08" or "2025-08-14"; a blank part may be written as zeros
 * @out: (out): the date
 *
 * Returns: whether @text is such a date; otherwise @out is untouched
 */
gboolean
bt_date_parse_iso (const char *text, BtDate *out)
{
  BtDate date = { 0 };
  int used = 0;
  gsize length;

  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  length = strlen (text);
  if (strspn (text, "0123456789-") != length)
    return FALSE;
  if (length == 10)
    sscanf (text, "%4d-%2d-%2d%n", &date.year, &date.month, &date.day, &used);
  else if (length == 7)
    sscanf (text, "%4d-%2d%n", &date.year, &date.month, &used);
  else if (length == 4)
    sscanf (text, "%4d%n", &date.year, &used);
  if ((gsize) used != length || !bt_date_is_valid (&date))
    return FALSE;
  *out = date;
  return TRUE;
}

/**
 * bt_date_to_iso:
 * @date: a valid date
 *
 * Returns: (transfer full): the shortest text that bt_date_parse_iso() reads back as @date
 */
char *
bt_date_to_iso (const BtDate *date)
{
  g_return_val_if_fail (date != NULL, NULL);

  if (date->day != 0)
    return g_strdup_printf ("%04d-%02d-%02d", date->year, date->month, date->day);
  if (date->month != 0)
    return g_strdup_printf ("%04d-%02d", date->year, date->month);
  if (date->year != 0)
    return g_strdup_printf ("%04d", date->year);
  return g_strdup ("");
}

/**
 * bt_date_format_long:
 * @date: a date, parts of which may be blank
 * @blank: what to print for a blank part
 *
 * The form of the place-and-date line, "ngày 05 tháng 01 năm 2025": a day below 10 and the months 1 and 2
 * take a leading zero, no other (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.4).
 *
 * Returns: (transfer full): the text
 */
char *
bt_date_format_long (const BtDate *date, const char *blank)
{
  g_autofree char *day = NULL;
  g_autofree char *month = NULL;
  g_autofree char *year = NULL;

  g_return_val_if_fail (date != NULL && blank != NULL, NULL);

  day = date->day != 0 ? g_strdup_printf ("%02d", date->day) : g_strdup (blank);
  if (date->month == 0)
    month = g_strdup (blank);
  else
    month = g_strdup_printf (date->month <= 2 ? "%02d" : "%d", date->month);
  year = date->year != 0 ? g_strdup_printf ("%d", date->year) : g_strdup (blank);
  return g_strdup_printf ("ngày %s tháng %s năm %s", day, month, year);
}

/**
 * bt_date_format_short:
 * @date: a full date
 *
 * Returns: (transfer full): the form used when another document is cited, "02/9/2021", padded as
 *   bt_date_format_long() pads
 */
char *
bt_date_format_short (const BtDate *date)
{
  g_return_val_if_fail (date != NULL, NULL);

  return g_strdup_printf (date->month <= 2 ? "%02d/%02d/%d" : "%02d/%d/%d",
                          date->day, date->month, date->year);
}

/**
 * bt_time_format_now:
 *
 * Returns: (transfer full): the present time as records have it: "2026-03-01T08:00:00Z"
 */
char *
bt_time_format_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * bt_time_format_local:
 * @time: (nullable): when something was done, as records have it: "2026-03-01T08:00:00Z"
 *
 * Returns: (transfer full): day and minute by the clocks of this place, "01/03/2026 15:00"; @time itself where it is no
 *   such time, "" for none
 */
char *
bt_time_format_local (const char *time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) utc = time != NULL ? g_date_time_new_from_iso8601 (time, zone) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  BtDate date;

  if (local == NULL)
    return g_strdup (time != NULL ? time : "");
  g_date_time_get_ymd (local, &date.year, &date.month, &date.day);
  g_autofree char *day = bt_date_format_short (&date);
  return g_strdup_printf ("%s %02d:%02d", day, g_date_time_get_hour (local),
                          g_date_time_get_minute (local));
}
