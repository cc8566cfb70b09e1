/* The plan as one stream of blocks, top to bottom: what the pages are cut from. */
#pragma once

#include "bt-layout-private.h"
#include "bt-shaper.h"

G_BEGIN_DECLS

/* Boxes that stay together, placed from the group's top left corner; it holds their paragraphs. */
typedef struct
{
  BtLength height;
  GArray *boxes;         /* of BtBox */
  GPtrArray *paragraphs; /* of BtParagraph */
} BtGroup;

typedef enum
{
  BT_BLOCK_PARAGRAPH,
  BT_BLOCK_ROW,
  BT_BLOCK_GROUP,
} BtBlockKind;

/**
 * BtBlock:
 * @kind: which of the three it is
 * @tag, @level, @node: of the boxes of a paragraph
 * @heads: whether it is nothing without what follows: a heading, a part of the title
 * @keep_next: whether a page must not end after it; found when all blocks are there
 * @height: of all its pieces
 * @n_lines: into how many pieces it can be cut
 * @x: from the left edge of the text
 * @before, @after: space above and below; between two blocks the larger, at the top of a page none
 * @reusable, @number, @old_number, @width: of a clause's paragraph: whether it is the same as long as the clause,
 *   its number and the width of the text are
 * @paragraph: its text
 * @label: (nullable): what stands before the text on its first line, at @label_x
 * @table, @row: a row of a table
 * @group: boxes that stay together
 */
typedef struct
{
  BtBlockKind kind;
  BtTag tag;
  guint level;
  gboolean heads, keep_next, reusable;
  guint n_lines, number, old_number;
  const BtNode *node;
  BtLength x, before, after, height, width;
  union
  {
    struct
    {
      BtParagraph *paragraph, *label;
      BtLength label_x;
    };
    struct
    {
      BtTableLayout *table;
      guint row;
    };
    BtGroup *group;
  };
} BtBlock;

/* The plan itself or one appendix: begins on a new page, its pages are numbered from 1. */
typedef struct
{
  guint first_block; /* it ends where the next one begins */
  gboolean landscape;
} BtSection;

/* The room for text on a page. */
typedef struct
{
  BtLength page_width, page_height, left, top, width, height;
} BtGeometry;

typedef struct _BtFlow BtFlow;

struct _BtFlow
{
  BtShaper *shaper;
  BtPlan *plan;
  BtProfile *profile;
  GArray *blocks;       /* of BtBlock */
  GArray *sections;     /* of BtSection */
  GHashTable *tables;   /* node's id, to how it was laid out: for the next layout to take over */
  GHashTable *comforts; /* table, to the width at which it reads well: likewise */
  GHashTable *slices;   /* clause, to the blocks of it and of all below it: likewise */
  GHashTable *starts; /* id of the body or of an appendix, to its first clause's block: likewise */
  guint first_note, n_notes; /* the blocks of the notes behind the plan */
  guint cursor;       /* the block of the flow before that should come next */
  BtFlow *previous;   /* (nullable) only while it is made */
  const BtMarkup *markup; /* (nullable) what is marked; the shaper's */
  BtParagraph
      *legend; /* (nullable) what the signs of changes mean, for the foot of the first page */
  BtGeometry geometry; /* of the section being made */
  guint limit;         /* with so many blocks it is long enough; 0 for all of the plan */
  gboolean stopped;    /* it was, and more would follow */
};

BtFlow *bt_flow_new (BtPlan *plan, BtProfile *profile, PangoContext *context, gboolean with_markup,
                     BtFlow *previous, guint limit) G_GNUC_WARN_UNUSED_RESULT;
void bt_flow_free (BtFlow *flow);
BtGeometry bt_flow_get_geometry (const BtFlow *flow, gboolean landscape);
BtLength bt_block_get_height (const BtBlock *block, guint first, guint end);

/* For the files that make the blocks. */
gboolean bt_flow_stops_before (BtFlow *flow, const BtNode *node);
BtLength bt_flow_get_length (const BtFlow *flow, BtFigure figure);
const BtStyle *bt_flow_get_style (const BtFlow *flow, BtStyleId style);
BtBlock *bt_flow_add_paragraph (BtFlow *flow, BtParagraph *paragraph, BtStyleId style, BtTag tag,
                                const BtNode *node);
BtBlock *bt_flow_add_group (BtFlow *flow, BtGroup *group);
void bt_flow_measure_blocks (BtFlow *flow, guint first);
void bt_flow_add_rule (BtFlow *flow, const BtParagraph *above, BtRatio ratio);
void bt_flow_add_table (BtFlow *flow, BtNode *table);
void bt_flow_keep_table (BtFlow *flow, const BtNode *table, guint first_block);

/* bt-flow-reuse.c */
GHashTable *bt_flow_slices_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_flow_copy_blocks (BtFlow *flow, guint first, guint n_blocks);
gboolean bt_flow_reuse (BtFlow *flow, const BtNode *clause, const BtLabels *labels, guint level);
void bt_flow_start_clauses (BtFlow *flow, const BtNode *parent);
gboolean bt_flow_reuse_leaf (BtFlow *flow, const BtNode *clause, const BtLabelCounter *counter,
                             guint level);
void bt_flow_remember (BtFlow *flow, const BtNode *clause, const BtLabels *labels, guint level,
                       guint first);

BtGroup *bt_group_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_group_free (BtGroup *group);
void bt_group_add (BtGroup *group, BtParagraph *paragraph, BtLength x, BtLength y, BtTag tag,
                   const BtNode *node);
void bt_group_add_lines (BtGroup *group, BtParagraph *paragraph, guint first, guint end, BtLength x,
                         BtLength y, BtTag tag, const BtNode *node);

void bt_flow_add_header (BtFlow *flow);                        /* bt-flow-header.c */
void bt_flow_add_title (BtFlow *flow);                         /* bt-flow-header.c */
void bt_flow_add_clauses (BtFlow *flow, const BtNode *parent); /* bt-flow-body.c */
void bt_flow_add_bases (BtFlow *flow);                         /* bt-flow-body.c */
void bt_flow_add_signature (BtFlow *flow);                     /* bt-flow-signature.c */
void bt_flow_add_appendix (BtFlow *flow, BtNode *appendix, const char *label); /* bt-flow-body.c */
char *bt_flow_dup_marked_number (const BtFlow *flow) G_GNUC_WARN_UNUSED_RESULT;
char *bt_flow_dup_marked_date (const BtFlow *flow) G_GNUC_WARN_UNUSED_RESULT;

/* bt-flow-notes.c */
void bt_flow_add_ghost (BtFlow *flow, const BtNode *ghost);
void bt_flow_add_notes (BtFlow *flow);
BtParagraph *bt_flow_get_legend (BtFlow *flow) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
