/* Plans as documents, for tests of what comes back of them. */
#pragma once

#include "bt-plan.h"
#include "bt-profile.h"

G_BEGIN_DECLS

BtProfile *bt_docx_made_get_profile (void);
GBytes *bt_docx_made_new (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
GBytes *bt_docx_made_new_clean (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void bt_docx_made_keep (GBytes *docx);

G_END_DECLS
