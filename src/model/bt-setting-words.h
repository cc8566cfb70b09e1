/* What attributes and their values are called in a document of the office. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *bt_setting_get_name (const char *name);
char *bt_setting_dup_value (const char *name, const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
