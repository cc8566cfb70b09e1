/* What a conflict of a merge says to whoever has to choose: where, what each side did, what stands there. */
#pragma once

#include "bt-merge.h"

G_BEGIN_DECLS

char *bt_conflict_dup_place (const BtPlan *plan, const char *id) G_GNUC_WARN_UNUSED_RESULT;
char *bt_conflict_dup_where (const BtPlan *plan, const BtConflict *conflict) G_GNUC_WARN_UNUSED_RESULT;
char *bt_conflict_dup_matter (const BtPlan *plan, const BtConflict *conflict) G_GNUC_WARN_UNUSED_RESULT;
char *bt_conflict_dup_side (const BtPlan *plan, const BtConflict *conflict, guint side) G_GNUC_WARN_UNUSED_RESULT;
char *bt_conflict_dup_outcome (const BtPlan *plan, const BtConflict *conflict) G_GNUC_WARN_UNUSED_RESULT;
const char *bt_conflict_get_side_name (const BtPlan *plan, const BtConflict *conflict, guint side);
const char *bt_conflict_get_author (const BtPlan *plan, const BtConflictSide *side);
char *bt_conflict_dup_words (const BtPlan *plan, const BtConflict *conflict) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
