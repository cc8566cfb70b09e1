/* What only the writers of a report do. */
#pragma once

#include "bt-report.h"

G_BEGIN_DECLS

void bt_report_sort (BtReport *report);
void bt_report_rename (BtReport *report, GHashTable *names);
void bt_report_add_dropped (BtReport *report, const BtReport *other);

G_END_DECLS
