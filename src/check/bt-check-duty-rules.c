/* Rules about duties: units with tasks in the text, units that lead rows of the appendix, and who gets the plan. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-check-duties.h"
#include "bt-check-private.h"

static void
report_unit (BtCheckRun *run, const char *rule, const BtDuty *duty, const char *node)
{
  const BtNode *at = bt_plan_get_node (run->plan, node);

  bt_check_report_node (run, rule, at, duty->unit, "%s: %s", duty->unit,
                        _ (bt_rule_find (rule)->title));
}

/* Compares who has duties in the text, who leads a row, and who gets the plan. */
void
bt_check_duties (BtCheckRun *run)
{
  g_autoptr (GPtrArray) duties = bt_duties_new (run->plan);
  guint n_rows = 0;

  for (guint i = 0; i < duties->len; i++)
    n_rows += ((BtDuty *) duties->pdata[i])->n_rows;
  for (guint i = 0; i < duties->len; i++)
    {
      const BtDuty *duty = duties->pdata[i];
      if (duty->n_tasks > 0 && duty->n_rows == 0 && n_rows > 0)
        report_unit (run, "duty-no-row", duty, duty->first_task);
      if (duty->n_tasks == 0 && duty->n_rows > 0 && !duty->general)
        report_unit (run, "duty-row-only", duty, duty->first_row);
      if (duty->n_tasks > 0 && !duty->received)
        report_unit (run, "duty-no-recipient", duty, duty->first_task);
    }
}
