/* Steps on the columns of a table that keep as many cells in every row as the table has leaf columns. */
#pragma once

#include "bt-step-run.h"

G_BEGIN_DECLS

BtNode *bt_plan_get_table (const BtPlan *plan, const char *id);
GPtrArray *bt_table_get_cells (const BtNode *table, const BtNode *column) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *bt_table_dup_leaf_ids (const BtNode *table) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_step_run_fit_cells (BtStepRun *run, const char *table, GPtrArray *old_leaves,
                                GError **error);
gboolean bt_step_run_drop_empty_groups (BtStepRun *run, const char *column, GError **error);
gboolean bt_step_run_move_column (BtStepRun *run, const char *id, const char *parent,
                                  guint position, GError **error);
gboolean bt_step_run_remove_column (BtStepRun *run, const char *id, GError **error);

G_END_DECLS
