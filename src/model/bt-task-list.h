/* The tasks of a plan: who is to do what, and when. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtTask:
 * @node: the id of its row or paragraph, interned
 * @text: what is to be done
 * @lead: the lead unit; "" for none
 * @time: when; "" where nothing is said
 *
 * A row of a table with a lead column, or a row or paragraph below the heading of a unit.
 */
typedef struct
{
  const char *node;
  char *text;
  char *lead;
  char *time;
} BtTask;

GPtrArray *bt_task_list_new (const BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_task_same_words (const char *a, const char *b);

G_END_DECLS
