/* The list of a plan's tracked changes, and how some of them are chosen. */
#pragma once

#include <gio/gio.h>

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtChangeKind:
 * @BT_CHANGE_TEXT_INSERT: words that were typed
 * @BT_CHANGE_TEXT_DELETE: words that were deleted
 * @BT_CHANGE_FORMAT: words made bold, italic or underlined, or no longer so
 * @BT_CHANGE_NODE_INSERT: a new paragraph, row, column, table or appendix
 * @BT_CHANGE_NODE_DELETE: one that was deleted
 * @BT_CHANGE_MOVE: one that was moved
 * @BT_CHANGE_SPLIT: the second part of a paragraph that was split
 * @BT_CHANGE_JOIN: a paragraph that was joined to the one before
 * @BT_CHANGE_ATTRIBUTE: a label scheme, a width … that was set
 * @BT_CHANGE_NONE: a decided change of which no mark is left
 */
typedef enum
{
  BT_CHANGE_TEXT_INSERT,
  BT_CHANGE_TEXT_DELETE,
  BT_CHANGE_FORMAT,
  BT_CHANGE_NODE_INSERT,
  BT_CHANGE_NODE_DELETE,
  BT_CHANGE_MOVE,
  BT_CHANGE_SPLIT,
  BT_CHANGE_JOIN,
  BT_CHANGE_ATTRIBUTE,
  BT_CHANGE_NONE,
  BT_N_CHANGE_KINDS
} BtChangeKind;

/**
 * BtChangeState:
 * @BT_CHANGE_OPEN: nobody has decided it
 * @BT_CHANGE_WAITING: decided, and carried out when what depends on it is decided too
 * @BT_CHANGE_DECIDED: decided and carried out
 */
typedef enum
{
  BT_CHANGE_OPEN,
  BT_CHANGE_WAITING,
  BT_CHANGE_DECIDED,
} BtChangeState;

/**
 * BtChange:
 * @id: of the change, interned
 * @record: its record: author, time, round, and the decision
 * @kind: what was done
 * @state: how far it is decided
 * @node: (nullable): the id of what it was done to, interned; %NULL for %BT_CHANGE_NONE
 * @name: (nullable): of the attribute, interned
 * @text: the words it is about; the new value of an attribute or a format
 * @old: the old value of an attribute or a format; the id of the parent a node was moved from, of the paragraph it was
 *   split from or joined to; else ""
 *
 * What one change did to one node in one way.
 */
typedef struct
{
  const char *id;
  BtNode *record;
  BtChangeKind kind;
  BtChangeState state;
  const char *node;
  const char *name;
  char *text;
  char *old;
} BtChange;

/* Which changes to choose; what is not set chooses all. */
typedef struct
{
  const char *const *ids; /* NULL-terminated */
  const char *author;
  const char *round;
  BtChangeKind kind; /* read where @by_kind */
  gboolean by_kind;
  const char *section; /* a node: all in it and below it */
} BtChangeFilter;

GPtrArray *bt_change_list_new (const BtPlan *plan, GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *bt_change_list_select (const GPtrArray *list, const BtPlan *plan,
                                   const BtChangeFilter *filter) G_GNUC_WARN_UNUSED_RESULT;

const char *bt_change_get_attr (const BtChange *change, const char *name);
const char *bt_change_kind_get_name (BtChangeKind kind);
gboolean bt_change_kind_from_name (const char *name, BtChangeKind *kind);

G_END_DECLS
