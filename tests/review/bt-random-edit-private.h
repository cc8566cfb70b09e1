/* What random edits and the commands they run share. */
#pragma once

#include "bt-random-edit.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  gboolean (*run) (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                   GError **error);
} BtRandomCommand;

struct _BtRandomEdit
{
  const BtRandomCommand *command;
  BtPlace start, end; /* in the tracked plan */
  char *node; /* a live paragraph; the others are live nodes, or NULL where the plan has none */
  char *clause, *last_clause; /* the second follows the first, or is it */
  char *item, *other;         /* what stands on its own */
  char *text, *appendix;
  char *column, *beside, *group, *cell, *last, *row;
  guint number;
  char *string;
};

const BtRandomCommand *bt_random_commands_get (guint *n_commands);

G_END_DECLS
