/* The symbol of a document (ký hiệu), made from its kind and the body that issues it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *bt_symbol_make (const char *kind, const char *agency) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
