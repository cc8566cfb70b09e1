/* Who works at this computer: the name that changes, comments and decisions bear. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

gboolean bt_identity_is_known (GSettings *settings);
char *bt_identity_dup_author (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
void bt_identity_ask (GtkWindow *parent, GSettings *settings);

G_END_DECLS
