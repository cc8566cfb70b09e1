/* Which moves, splits and joins depend on each other. */
#pragma once

#include "bt-step-run.h"

G_BEGIN_DECLS

typedef struct _BtTangle BtTangle;

BtTangle *bt_tangle_new (const BtStepRun *run) G_GNUC_WARN_UNUSED_RESULT;
void bt_tangle_free (BtTangle *tangle);
gboolean bt_tangle_is_decided (BtTangle *tangle, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTangle, bt_tangle_free)

G_END_DECLS
