/* A rule set: every figure of the decree (page, styles, spacing, numbering), read from data/profiles. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BtProfile BtProfile;

BtProfile *bt_profile_load (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BtProfile *bt_profile_ref (BtProfile *profile);
void bt_profile_unref (BtProfile *profile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtProfile, bt_profile_unref)

G_END_DECLS
