/* What stood before a pending change of an attribute or a format: a list, one entry for each change, in their order. */
#pragma once

#include <glib.h>

#include "bt-intern.h"

G_BEGIN_DECLS

/* One entry: @change set @name, which was @value before; %NULL where it was not set. */
typedef struct
{
  const char *change; /* interned */
  char *name;
  char *value;
} BtWas;

/* Is told the value that @name gets back. */
typedef void (*BtWasRestore) (const char *name, const char *value, gpointer data);

GPtrArray *bt_was_parse (const char *was) G_GNUC_WARN_UNUSED_RESULT;
char *bt_was_add (const char *was, const char *change, const char *name,
                  const char *value) G_GNUC_WARN_UNUSED_RESULT;
char *bt_was_drop_last (const char *was, const char *name) G_GNUC_WARN_UNUSED_RESULT;
const BtWas *bt_was_find_last (GPtrArray *entries, const char *name);
char *bt_was_resolve (const char *was, GHashTable *changes, gboolean accept, BtWasRestore restore,
                      gpointer data) G_GNUC_WARN_UNUSED_RESULT;
char *bt_was_settle_same (const char *was, const char *mark, const char **change, GHashTable *changes,
                          gboolean accept) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_was_is_same (const BtWas *entry);
gboolean bt_was_check (const char *was);

G_END_DECLS
