/* What only the writers of a report do. */
#pragma once

#include "bt-report.h"

G_BEGIN_DECLS

void bt_report_sort (BtReport *report);

G_END_DECLS
