/* Where the files that come with the program lie: profiles, schema, templates, samples. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BT_DATA_ENVIRONMENT "BANTHAO_DATADIR"

char *bt_data_find (const char *relative) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
