/* What differs between two plans that follow each other, found by comparing pointers along the changed paths. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtDeltaNode:
 * @old: (nullable): the node of that id in the plan before; %NULL for one that is new, @node where only its place is
 *   another one
 * @node: a node of the plan now
 * @parent: (nullable): what it is a child of; %NULL for the root
 *
 * A node that is not what and where it was.
 */
typedef struct
{
  const BtNode *old, *node, *parent;
} BtDeltaNode;

/**
 * BtDelta:
 * @old, @plan: the plans before and now, which outlive it
 * @nodes: (element-type BtDeltaNode): in document order; parents of those that differ are among them, for they have
 *   been copied. What is below one of which only the place differs is not.
 * @gone: (element-type BtNode): nodes of @old whose ids @plan has no longer
 * @parents: (element-type utf8 BtNode): by their ids, the nodes of @plan that have other children than before, or in
 *   another order, or some that are numbered otherwise
 * @displaced: (element-type utf8): ids of nodes of @plan that are new, have another parent or stand among others
 * @reaches: what bt_delta_get_reach() has found
 * @records: whether something else than text and changes differs: sources, comments, foreign elements
 */
typedef struct
{
  const BtPlan *old, *plan;
  GArray *nodes;
  GPtrArray *gone;
  GHashTable *parents, *displaced, *reaches;
  gboolean records;
} BtDelta;

/**
 * BtDeltaReach:
 * @BT_DELTA_RENUMBERED: its number, or that of a part it is in, may read otherwise
 * @BT_DELTA_DISPLACED: it, or a part it is in, may stand before what it stood behind, or behind what it stood before
 *
 * What two plans' difference means for a node that may itself be the same.
 */
typedef enum
{
  BT_DELTA_RENUMBERED = 1 << 0,
  BT_DELTA_DISPLACED = 1 << 1,
} BtDeltaReach;

BtDelta *bt_delta_new (const BtPlan *old, const BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void bt_delta_free (BtDelta *delta);
gboolean bt_delta_is_rewording (const BtDelta *delta);
gboolean bt_delta_is_new_text (const BtDeltaNode *node);
BtDeltaReach bt_delta_get_reach (const BtDelta *delta, const char *id);
gboolean bt_delta_keeps_order (const BtDelta *delta, const char *first, const char *second);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDelta, bt_delta_free)

G_END_DECLS
