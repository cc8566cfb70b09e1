/* One copy of each string that is compared often: ids of nodes, changes and comments. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *bt_intern (const char *string);

G_END_DECLS
