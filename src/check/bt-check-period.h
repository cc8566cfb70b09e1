/* Spans of time as plans name them: "Quý III/2025", "6 tháng cuối năm 2025", "Trong năm 2025". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From the first to the last month, counted from year 0: year × 12 + month − 1. */
typedef struct
{
  int first, last;
} BtPeriod;

gboolean bt_period_find (const char *text, int year, BtPeriod *out);
gboolean bt_period_find_of_plan (const char *subject, BtPeriod *out);
gboolean bt_period_contains (const BtPeriod *outer, const BtPeriod *inner);

G_END_DECLS
