/* A plan as a document of word processors (.docx), with its tracked changes and comments. */
#pragma once

#include "bt-plan.h"
#include "bt-profile.h"

G_BEGIN_DECLS

GBytes *bt_docx_export (BtPlan *plan, BtProfile *profile, BtPlan *original,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
