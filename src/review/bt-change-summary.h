/* What the open changes of a plan mean: tasks, sections, and whose changes wait for a decision. */
#pragma once

#include "bt-plan.h"
#include "bt-task-list.h"

G_BEGIN_DECLS

/**
 * BtTaskChange:
 * @BT_TASK_ADDED: a new task
 * @BT_TASK_DROPPED: one that is no longer there
 * @BT_TASK_GIVEN: one given to another lead unit
 * @BT_TASK_RESCHEDULED: one moved in time
 */
typedef enum
{
  BT_TASK_ADDED,
  BT_TASK_DROPPED,
  BT_TASK_GIVEN,
  BT_TASK_RESCHEDULED,
  BT_N_TASK_CHANGES
} BtTaskChange;

/* What happened to a task; @before is %NULL for an added one, @after for a dropped one. */
typedef struct
{
  BtTaskChange change;
  const BtTask *before, *after;
} BtTaskEntry;

/* A part of the plan that reads otherwise than before. */
typedef struct
{
  const char *node; /* its id, interned */
  char *title;      /* label and words */
} BtSectionEntry;

/* Somebody, and how many of their changes nobody has decided. */
typedef struct
{
  char *name;
  guint n_open;
} BtAuthorEntry;

typedef struct
{
  GPtrArray *tasks;          /* of BtTaskEntry, in document order for each kind of change */
  GPtrArray *sections;       /* of BtSectionEntry, in document order */
  GPtrArray *authors;        /* of BtAuthorEntry, in the order of their first change */
  GPtrArray *before, *after; /* of BtTask: what @tasks points to */
} BtChangeSummary;

BtChangeSummary *bt_change_summary_new (BtPlan *plan,
                                        const GPtrArray *list) G_GNUC_WARN_UNUSED_RESULT;
void bt_change_summary_free (BtChangeSummary *summary);
char *bt_change_summary_to_text (const BtChangeSummary *summary) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtChangeSummary, bt_change_summary_free)

G_END_DECLS
