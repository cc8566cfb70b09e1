/* Plans made of invented words, as large and as odd as a test or a benchmark wants them; the same every time. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtMadePlan:
 * @seed: what the words are drawn with
 * @n_sections: sections I., II. … of the body
 * @n_points: numbered paragraphs with their points in each of them
 * @n_rows: rows of the appendix's table; 0 for a plan without appendix
 * @longest_cell: letters of the longest cells
 * @group_every: after how many rows a group row stands; 0 for none
 */
typedef struct
{
  guint32 seed;
  guint n_sections, n_points, n_rows, longest_cell, group_every;
} BtMadePlan;

BtPlan *bt_made_plan_new (const BtMadePlan *wanted) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_made_table_new (const BtMadePlan *wanted) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
