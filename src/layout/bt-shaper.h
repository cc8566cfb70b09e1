/* Turns texts into lines and remembers them: a text that did not change is never broken twice. */
#pragma once

#include "bt-layout-private.h"
#include "bt-markup.h"

G_BEGIN_DECLS

BtShaper *bt_shaper_new (BtPlan *plan, BtProfile *profile, PangoContext *context,
                         gboolean with_markup, BtShaper *previous) G_GNUC_WARN_UNUSED_RESULT;
void bt_shaper_free (BtShaper *shaper);
void bt_shaper_sweep (BtShaper *shaper);
gboolean bt_shaper_has_cache_of (const BtShaper *shaper, const BtShaper *other);
gboolean bt_shaper_take_saw_objects (BtShaper *shaper);
void bt_shaper_note_objects (BtShaper *shaper);

G_END_DECLS
