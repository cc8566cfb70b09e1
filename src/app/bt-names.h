/* What GTK 4.8 tells a screen reader wrongly. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void bt_names_mend (void);

G_END_DECLS
