/* What stays in order of a list that was put in another one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void bt_longest_rise (const int *values, guint n_values, gboolean *chosen);

G_END_DECLS
