/* Decisions about tracked changes, with the log of who decided what and when. */
#pragma once

#include "bt-step-run.h"

G_BEGIN_DECLS

gboolean bt_review_decide (BtStepRun *run, GHashTable *changes, gboolean accept, const char *by,
                           const char *time, GError **error);

G_END_DECLS
