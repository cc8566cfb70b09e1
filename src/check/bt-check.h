/* The check of a plan (kiểm tra thể thức): rules and word lists in, findings out. */
#pragma once

#include <gio/gio.h>

#include "bt-check-words.h"
#include "bt-finding.h"
#include "bt-profile.h"

G_BEGIN_DECLS

typedef struct _BtCheck BtCheck;

BtCheck *bt_check_new (BtPlan *plan, const BtProfile *profile, BtCheckWords *words,
                       BtCheck *previous, GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
BtCheck *bt_check_ref (BtCheck *check);
void bt_check_unref (BtCheck *check);

const BtFinding *bt_check_get_finding (const BtCheck *check, guint position);
guint bt_check_get_n_findings (const BtCheck *check);
guint bt_check_count (const BtCheck *check, BtSeverity severity);
BtPlan *bt_check_get_plan (const BtCheck *check);
guint bt_check_get_n_reused (const BtCheck *check);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCheck, bt_check_unref)

G_END_DECLS
