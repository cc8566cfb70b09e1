/* What a conflict of a merge says to whoever has to choose: where it is, and what each side did. */
#pragma once

#include "bt-merge.h"

G_BEGIN_DECLS

char *bt_conflict_dup_place (const BtPlan *plan, const char *id) G_GNUC_WARN_UNUSED_RESULT;
const char *bt_conflict_get_author (const BtPlan *plan, const BtConflictSide *side);
char *bt_conflict_dup_words (const BtPlan *plan, const BtConflict *conflict) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
