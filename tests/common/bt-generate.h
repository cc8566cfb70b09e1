/* Random plans and random steps, the same for the same seed: what the property tests run on. */
#pragma once

#include "bt-step.h"

G_BEGIN_DECLS

guint32 bt_generate_seed (void);
guint bt_generate_number (const char *name, guint otherwise);
BtPlan *bt_generate_plan (GRand *rand, guint size) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_generate_clean_plan (GRand *rand, guint size) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_generate_table_plan (const char *appendix, gboolean tracking, BtNode *table) G_GNUC_WARN_UNUSED_RESULT;
BtText *bt_generate_text (GRand *rand, guint n_words, gboolean lines) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_generate_without_objects (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
BtStep *bt_generate_step (GRand *rand, BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_generate_pick (GRand *rand, BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
