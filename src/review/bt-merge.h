/* Merging: several reviewers' copies of one plan, as one plan that holds everybody's changes. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/* A reviewer's copy; @name stands for whoever made changes in it without tracking. */
typedef struct
{
  BtPlan *plan;
  const char *name;
} BtMergeCopy;

/**
 * BtConflictKind:
 * @BT_CONFLICT_WORDS: both changed the same words
 * @BT_CONFLICT_DELETED: one deleted what the other changed
 * @BT_CONFLICT_MOVED: both moved it, to different places
 * @BT_CONFLICT_LOOP: one moved it into what the other moved into it, so it stays
 * @BT_CONFLICT_ATTRIBUTE: both set an attribute, to different values
 * @BT_CONFLICT_JOINED: both joined it, to different paragraphs
 * @BT_CONFLICT_DECISION: one accepted a change that the other rejected, so it stays open
 * @BT_CONFLICT_RECORD: both changed a source or a comment
 * @BT_CONFLICT_N_REAL: how many kinds above need somebody to choose; those below only tell
 * @BT_MERGE_NOTE_DECIDED: an earlier change was decided in one of the copies, and so it is in the result
 * @BT_MERGE_NOTE_UNTRACKED: something was changed without tracking, and is tracked now
 * @BT_MERGE_NOTE_REJOINED: editing without tracking had the plan's open join lead to another paragraph, or to none,
 *   which no mark can show, so it leads where it led before
 */
typedef enum
{
  BT_CONFLICT_WORDS,
  BT_CONFLICT_DELETED,
  BT_CONFLICT_MOVED,
  BT_CONFLICT_LOOP,
  BT_CONFLICT_ATTRIBUTE,
  BT_CONFLICT_JOINED,
  BT_CONFLICT_DECISION,
  BT_CONFLICT_RECORD,
  BT_CONFLICT_N_REAL,
  BT_MERGE_NOTE_DECIDED = BT_CONFLICT_N_REAL,
  BT_MERGE_NOTE_UNTRACKED,
  BT_MERGE_NOTE_REJOINED,
  BT_N_CONFLICT_KINDS
} BtConflictKind;

/**
 * BtConflictSide:
 * @copy: the name of the copy
 * @change: (nullable): the change, interned
 * @text: what it put in, or set, or decided; the id of the parent it moved the node to
 * @old: what it deleted
 */
typedef struct
{
  char *copy;
  const char *change;
  char *text, *old;
} BtConflictSide;

/**
 * BtConflict:
 * @kind: what it is about
 * @node: (nullable): the id of the node in the merged plan, interned
 * @name: (nullable): of the attribute, interned
 * @sides: what each of two copies says; a note has one side
 */
typedef struct
{
  BtConflictKind kind;
  const char *node;
  const char *name;
  BtConflictSide sides[2];
} BtConflict;

BtPlan *bt_review_merge (BtPlan *base, const BtMergeCopy *copies, guint n_copies, const char *time,
                         GPtrArray **conflicts, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_conflict_is_real (const BtConflict *conflict);
const char *bt_conflict_kind_get_name (BtConflictKind kind);

G_END_DECLS
