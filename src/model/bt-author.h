/* Who wrote in a plan's margin: the authors of its changes and comments, each with a colour that stays theirs. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtAuthor:
 * @name: as the records have it, interned
 * @color: the place of their colour in a palette
 */
typedef struct
{
  const char *name;
  guint color;
} BtAuthor;

GArray *bt_plan_get_authors (const BtPlan *plan, guint n_colors) G_GNUC_WARN_UNUSED_RESULT;
const BtAuthor *bt_authors_find (const GArray *authors, const char *name);
gboolean bt_changes_go_on (const BtNode *old, const BtNode *changes);

G_END_DECLS
