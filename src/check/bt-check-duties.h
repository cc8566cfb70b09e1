/* Who has what to do: units against their tasks in the text, the rows they lead, and the nơi nhận. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtDuty:
 * @unit: the unit's name, as it was met first
 * @general: whether it names no certain unit: "Cơ quan, đơn vị liên quan"
 * @n_tasks: how many tasks it has in the text
 * @n_rows: how many rows of tables it leads
 * @first_task: (nullable): the id of the heading or paragraph of its first task, interned
 * @first_row: (nullable): the id of the first row that it leads, interned
 * @tasks: (element-type utf8): the ids of its tasks in the text, interned
 * @rows: (element-type utf8): the ids of the rows that it leads, interned
 * @received: whether the nơi nhận covers it
 * @recipient: (nullable): the first recipient that does, in its own words
 */
typedef struct
{
  char *unit;
  gboolean general;
  guint n_tasks, n_rows;
  const char *first_task;
  const char *first_row;
  GPtrArray *tasks, *rows;
  gboolean received;
  char *recipient;
} BtDuty;

GPtrArray *bt_duties_new (const BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_duties_is_received (const BtPlan *plan, const char *unit);
gboolean bt_duties_is_in_table (const BtPlan *plan, const char *unit);
gboolean bt_duties_is_same_unit (const char *a, const char *b);
BtPlan *bt_duty_table_new (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
