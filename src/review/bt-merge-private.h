/* What the parts of merging share: the base, the copies, and the result in the making. */
#pragma once

#include "bt-merge.h"

G_BEGIN_DECLS

typedef struct _BtMergePart BtMergePart;

/**
 * BtReviewer:
 * @plan: the copy, with what the other copies decided decided
 * @name: whose it is
 * @records: its records of changes by id
 * @sites: its nodes by id
 * @ghosts: the ghosts of the copy by the id of what they stand for
 * @seconds: the paragraphs split off in the copy, by the id of what they were split from
 * @splits: (element-type utf8): those of them that were split off without tracking, interned
 * @names: what parts of the copy are called in the result where their own ids are taken; interned
 * @untracked: (nullable): the change for what was done without tracking, interned
 * @clones: changes of the base that the reviewer went on with, to the changes that stand for that; interned
 */
typedef struct
{
  BtPlan *plan;
  const char *name;
  GHashTable *records, *sites, *ghosts, *seconds, *splits, *names;
  const char *untracked;
  GHashTable *clones;
} BtReviewer;

/**
 * BtMergeSpot:
 * @part: what stands there, or stood
 * @reviewer: whose move led there, -1 for where it is in the base
 * @change: (nullable): the move, interned
 * @ghost: (nullable): what stands there where a later move led away
 * @parent: the part in whose list it is
 * @gap: before which of the slots there
 * @beside: whether it is right behind the place before instead, as the move could not lead any further
 *
 * A place in a list of children.
 */
typedef struct
{
  BtMergePart *part;
  int reviewer;
  const char *change;
  BtMergePart *ghost, *parent;
  guint gap;
  gboolean beside;
} BtMergeSpot;

/* A change by which a reviewer deletes or joins something. */
typedef struct
{
  guint reviewer;
  const char *change; /* interned */
} BtMergeAct;

/**
 * BtMergePart:
 * @id: its id in the result, interned
 * @kind: its kind
 * @base: (nullable): it in the base
 * @node: it in the base, or in the copy of the reviewer who put it in
 * @reviewer: the number of that reviewer, -1 for the base's
 * @parent: (nullable): what it stands in
 * @base_parent: (nullable): what it stands in, in the base
 * @slot: which of the slots there
 * @slots: (element-type BtMergeSpot): of the base: its children, in order
 * @gaps: (element-type GPtrArray): what the reviewers put before each of the slots, and behind the last
 * @spots: (element-type BtMergeSpot): its own places, in the order of the moves
 * @last_ghost: (nullable): the ghost of the last move
 * @moved: (nullable): the change that moved it last, interned
 * @group: (element-type BtMergePart) (nullable): the parts that its paragraph of the base is split into, in order
 * @deletions: (element-type BtMergeAct): who deletes it
 * @builder: the node in the making; %NULL once it is made
 */
struct _BtMergePart
{
  const char *id;
  BtNodeKind kind;
  BtNode *base, *node;
  int reviewer;
  BtMergePart *parent, *base_parent;
  guint slot;
  GPtrArray *slots, *gaps, *spots;
  BtMergePart *last_ghost;
  const char *moved;
  GPtrArray *group;
  GArray *deletions;
  BtNodeBuilder *builder;
};

/* A leaf column of the table that is being made, and which leaf it is in the base (-1 where it is none) and in each
 * copy. */
typedef struct
{
  BtMergePart *part;
  int base;
  int *own;
} BtMergeLeaf;

/* What a reviewer changed in a part that stays, or of it. */
typedef struct
{
  BtMergePart *part;
  guint reviewer;
  const char *change;
  char *text;
} BtTouch;

typedef struct
{
  BtPlan *base;
  GHashTable *sites;    /* of the base */
  GHashTable *known;    /* interned ids of the changes that the base records */
  GHashTable *disputed; /* those that one copy accepts and another rejects */
  GPtrArray *reviewers; /* of BtReviewer */
  const char *time, *round;
  GHashTable *parts;   /* interned id to BtMergePart */
  GPtrArray *all;      /* of BtMergePart: their owner */
  GPtrArray *spots;    /* of BtMergeSpot: their owner */
  GPtrArray *made;     /* of BtNode: ghosts of moves that were not tracked */
  GPtrArray *records;  /* of BtNode: changes that the merge itself makes */
  GPtrArray *threads;  /* of BtNode: comments that the merge itself makes */
  GArray *touches;     /* of BtTouch */
  GArray *leaves;      /* of BtMergeLeaf: of the table that is being made */
  GHashTable *cells;   /* ids of cells of the result */
  GPtrArray *conflicts;
} BtMerge;

/* A stretch of a paragraph's text; @part is the paragraph that it is, NULL for the first. */
typedef struct
{
  BtText *text;
  BtMergePart *part;
} BtPiece;

/* bt-merge.c */
BtReviewer *bt_merge_get_reviewer (const BtMerge *merge, guint reviewer);
const char *bt_merge_map_change (BtMerge *merge, guint reviewer, const char *change);
const char *bt_merge_map_id (const BtMerge *merge, guint reviewer, const char *id);
gboolean bt_merge_is_known (const BtMerge *merge, const char *change);
gboolean bt_merge_has_decided (const BtMerge *merge, guint reviewer, const char *change, const char *verdict);
gboolean bt_merge_is_disputed (const BtMerge *merge, const char *change);
BtNode *bt_merge_find_own (const BtMerge *merge, guint reviewer, const char *id);

/* bt-merge-conflict.c */
void bt_conflict_free (gpointer data);
BtConflict *bt_merge_add_conflict (BtMerge *merge, BtConflictKind kind, const char *node);
void bt_conflict_set_side (BtConflict *conflict, guint side, const BtMerge *merge, guint reviewer, const char *change);
void bt_merge_touch (BtMerge *merge, BtMergePart *part, guint reviewer, const char *change, const char *text);
void bt_merge_report_deleted (BtMerge *merge);

/* bt-merge-fit.c */
gboolean bt_merge_fit_copy (BtMerge *merge, BtReviewer *reviewer, GError **error);

/* bt-merge-tree.c */
gboolean bt_merge_build_tree (BtMerge *merge, GError **error);
BtMergePart *bt_merge_get_part (const BtMerge *merge, const char *id);
BtMergePart *bt_merge_get_own_part (const BtMerge *merge, guint reviewer, const char *id);
GPtrArray *bt_merge_list_children (const BtMergePart *part) G_GNUC_WARN_UNUSED_RESULT;
void bt_merge_move (BtMerge *merge, BtMergePart *part, BtMergeSpot *spot);
BtMergeSpot *bt_merge_add_spot (BtMerge *merge, BtMergePart *part, BtMergePart *parent, int reviewer);
void bt_merge_part_free (gpointer data);

/* bt-merge-table.c */
void bt_merge_begin_table (BtMerge *merge, BtMergePart *table);
void bt_merge_take_cells (BtMerge *merge, BtMergePart *row, GPtrArray *others);

/* bt-merge-node.c */
void bt_merge_mark_nodes (BtMerge *merge);

/* bt-merge-text.c */
void bt_merge_text (BtMerge *merge, BtMergePart *part, BtText *base, GPtrArray *versions, GArray *pieces);
BtText *bt_merge_text_inserted (BtMerge *merge, guint reviewer, BtText *text) G_GNUC_WARN_UNUSED_RESULT;

/* bt-merge-records.c */
BtNode *bt_merge_changes (BtMerge *merge) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_merge_sources (BtMerge *merge) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_merge_comments (BtMerge *merge) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
