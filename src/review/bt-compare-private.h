/* What the parts of the comparison of two plans share: the plans as lists, what matches what, the changes found. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtItem:
 * @node: a part that can match one of the other plan
 * @parent: the index of the item it stands in, -1 for the root
 * @end: the index behind the last item below it
 * @match: the index of what it is in the other plan, -1 for nothing
 * @stable: whether it stands where it stood: in what its parent matches, and in the same order
 * @hash: of its own kind and words
 * @tree_hash: likewise with all below it
 * @n_words: how many words of its own it has
 * @pairs: (element-type guint64) (nullable): what its words are, two by two; made when it is needed
 * @id: (nullable): the id it gets in the result; the plan before has its own ids
 * @change: (nullable): the change that moved it, interned
 * @partner: the index of the paragraph before, in the same plan, of which it is the end in the other plan; -1 for none
 * @seam: where in its text such a paragraph begins, which is one of its own in the other plan; 0 for nowhere
 *
 * The items of a plan stand in document order. Columns and cells are none: they belong to their table.
 */
typedef struct
{
  BtNode *node;
  int parent, end, match;
  gboolean stable;
  guint64 hash, tree_hash;
  guint n_words;
  GArray *pairs;
  char *id;
  const char *change;
  int partner;
  gsize seam;
} BtItem;

/* A plan as a list. */
typedef struct
{
  GArray *items;     /* of BtItem */
  GHashTable *by_id; /* id to index + 1 */
} BtItems;

/* What of one plan is what of the other. */
typedef struct
{
  BtItems *old, *new;
} BtMatching;

typedef struct _BtComparison BtComparison;

/* A place whose changes belong to one record, which is made when the first is found. */
typedef struct
{
  BtComparison *comparison;
  const char *change; /* interned; NULL before the first */
} BtSpot;

/* A leaf column of the result, and which leaf it is in each plan; -1 where it is not there. */
typedef struct
{
  int old, new;
  const char *change; /* that inserts or deletes it */
} BtLeaf;

/* bt-compare-items.c */
BtItems *bt_items_new (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void bt_items_free (BtItems *items);
BtItem *bt_items_get (const BtItems *items, int index);
GArray *bt_items_get_pairs (const BtItems *items, int index);
gboolean bt_item_can_move (const BtItems *items, int index);
gsize bt_unit_end (const char *string, gsize length, gsize start);
gboolean bt_unit_is_word (const char *unit);
guint64 bt_unit_hash (const char *unit, gsize length);

/* bt-compare-match.c */
void bt_matching_find (BtMatching *matching);
void bt_matching_settle (BtMatching *matching);

/* bt-compare-split.c */
void bt_matching_find_seams (BtMatching *matching);

/* bt-compare-text.c */
BtText *bt_compare_text (BtText *old, BtText *new, gboolean whole,
                         BtSpot *spot) G_GNUC_WARN_UNUSED_RESULT;
int *bt_compare_align (BtText *old, BtText *new, gboolean whole) G_GNUC_WARN_UNUSED_RESULT;
BtText *bt_compare_text_inserted (BtText *text, BtSpot *spot) G_GNUC_WARN_UNUSED_RESULT;
BtText *bt_compare_text_deleted (BtText *text, BtSpot *spot) G_GNUC_WARN_UNUSED_RESULT;

/* bt-compare-table.c */
BtNode *bt_compare_columns (BtNode *old, BtNode *new, GArray *leaves,
                            BtSpot *spot) G_GNUC_WARN_UNUSED_RESULT;
void bt_compare_cells (BtNodeBuilder *row, BtNode *old, BtNode *new, GArray *leaves, BtSpot *spot);

/* bt-compare-records.c */
BtNode *bt_compare_sources (BtComparison *comparison, BtNode *old,
                            BtNode *new) G_GNUC_WARN_UNUSED_RESULT;
void bt_compare_threads (BtComparison *comparison, BtNode *old, BtNode *new);
BtNode *bt_compare_comments (BtComparison *comparison, BtNode *old,
                             BtNode *new) G_GNUC_WARN_UNUSED_RESULT;

/* bt-compare.c */
void bt_comparison_set_target (BtComparison *comparison, const char *id, const char *result);
const char *bt_spot_get_change (BtSpot *spot);
const char *bt_comparison_map (BtComparison *comparison, const char *target);
gboolean bt_comparison_is_new_thread (BtComparison *comparison, const char *thread);
BtNodeBuilder *bt_comparison_begin_inserted (BtNode *node, const char *id,
                                             BtSpot *spot) G_GNUC_WARN_UNUSED_RESULT;
BtNodeBuilder *bt_comparison_begin_deleted (BtNode *node, BtSpot *spot) G_GNUC_WARN_UNUSED_RESULT;
BtNodeBuilder *bt_comparison_begin_matched (BtNode *old, BtNode *new,
                                            BtSpot *spot) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_comparison_copy (BtComparison *comparison, BtNode *node) G_GNUC_WARN_UNUSED_RESULT;
const char *bt_comparison_free_id (BtComparison *comparison, const BtNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtItems, bt_items_free)

G_END_DECLS
