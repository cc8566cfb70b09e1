/* Folders that tests make for themselves. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void bt_test_remove_tree (const char *path);

G_END_DECLS
