/* Where the files that come with the program lie: profiles, schema, templates, samples. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BT_DATA_ENVIRONMENT "BANTHAO_DATADIR"
#define BT_DATA_LOCALE_ENVIRONMENT "BANTHAO_LOCALEDIR"

char *bt_data_find (const char *relative) G_GNUC_WARN_UNUSED_RESULT;
void bt_data_init_locale (void);

G_END_DECLS
