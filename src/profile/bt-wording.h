/* The words of a header and of an appendix's note, derived from the plan's fields. */
#pragma once

#include "bt-plan.h"
#include "bt-profile.h"

G_BEGIN_DECLS

BtText *bt_wording_get_field (const BtPlan *plan, BtNodeKind kind);
char *bt_wording_dup_field (const BtPlan *plan, BtNodeKind kind) G_GNUC_WARN_UNUSED_RESULT;
char *bt_wording_dup_number (const BtPlan *plan, const BtProfile *profile,
                             gboolean blank) G_GNUC_WARN_UNUSED_RESULT;
char *bt_wording_dup_date (const BtPlan *plan, const BtProfile *profile,
                           gboolean blank) G_GNUC_WARN_UNUSED_RESULT;
char *bt_wording_dup_long_date (const char *iso,
                                const BtProfile *profile) G_GNUC_WARN_UNUSED_RESULT;
char *bt_wording_dup_issuer (const char *agency, const char *place) G_GNUC_WARN_UNUSED_RESULT;
char *bt_wording_dup_appendix_note (const BtPlan *plan,
                                    const BtProfile *profile) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
