/*
 * Cuts a flow into pages: each is filled as far as it goes and ends at the last place where it may. No optimum over all
 * pages is sought: an office's text has no figures that float, and a page that a change did not touch should stay.
 */
#include "bt-pages.h"

/* So many lines of a paragraph stay together at the foot and at the head of a page. */
#define ORPHANS 2
#define WIDOWS 2

/* A heading of a table higher than this part of a page is not repeated. */
#define MAX_HEADING_PART 3

/* How bad it is to end a page somewhere: the least bad place is taken, and the last one of those. */
typedef enum
{
  CUT_GOOD,
  CUT_SPLITS_ROW,   /* between lines of a row that would fit on a page */
  CUT_SPLITS_CHAIN, /* between two blocks that belong together */
  CUT_SPLITS_LINES, /* leaves a single line */
  CUT_NEVER,
} CutCost;

/* A page being filled. */
typedef struct
{
  const BtFlow *flow;
  BtLength height; /* of the room for text */
  guint end_block; /* of the section */
  BtCut cut;
  BtPlace last
      [CUT_NEVER]; /* the last place of each cost, at or before which the page is not overfull */
  gboolean found[CUT_NEVER];
} Filler;

static const BtBlock *
get_block (const Filler *filler, guint block)
{
  return &g_array_index (filler->flow->blocks, BtBlock, block);
}

/**
 * bt_pages_get_space:
 * @flow: a flow
 * @block: a block of it
 * @at_top: whether it is the first on its page
 *
 * Returns: the space above it
 */
BtLength
bt_pages_get_space (const BtFlow *flow, guint block, gboolean at_top)
{
  const BtBlock *blocks = (const BtBlock *) flow->blocks->data;
  const BtBlock *this = &blocks[block];
  /* The border above a table's first row, or above what goes on from the page before; and above a
   * table the signs of its columns, also where a page begins with it. */
  BtLength border = this->kind == BT_BLOCK_ROW && (at_top || this->row == 0)
                        ? bt_table_layout_get_border (this->table)
                        : 0;
  BtLength signs = this->kind == BT_BLOCK_ROW && this->row == 0
                       ? bt_table_layout_get_head_room (this->table)
                       : 0;

  return border + signs + (at_top ? 0 : MAX (blocks[block - 1].after, this->before));
}

/* A row that would not fit on a page of its own, below the repeated heading. */
static gboolean
must_split (const Filler *filler, const BtBlock *block)
{
  BtLength room = filler->height - 2 * bt_table_layout_get_border (block->table);

  if (bt_table_layout_has_heading (block->table) && block->row > 0)
    {
      BtLength heading = bt_table_layout_get_height (block->table, 0, 0,
                                                     bt_table_layout_get_n_lines (block->table, 0));

      if (heading <= filler->height / MAX_HEADING_PART)
        room -= heading;
    }
  return bt_table_layout_get_height (block->table, block->row, 0, block->n_lines) > room;
}

/* What it costs to end a page before piece @line of @block. */
static CutCost
get_cost (const Filler *filler, guint index, guint line)
{
  const BtBlock *block = get_block (filler, index);
  gboolean keeps_lines;

  if (line == 0)
    return get_block (filler, index - 1)->keep_next ? CUT_SPLITS_CHAIN : CUT_GOOD;
  keeps_lines = line >= ORPHANS && block->n_lines - line >= WIDOWS;
  if (block->kind == BT_BLOCK_ROW && !must_split (filler, block))
    return keeps_lines ? CUT_SPLITS_ROW : CUT_NEVER;
  return keeps_lines ? CUT_GOOD : CUT_SPLITS_LINES;
}

static void
note_place (Filler *filler, guint index, guint line)
{
  CutCost cost;

  if (index == filler->cut.start.block && line == filler->cut.start.line)
    return;
  cost = get_cost (filler, index, line);
  if (cost == CUT_NEVER)
    return;
  filler->last[cost] = (BtPlace){ index, line };
  filler->found[cost] = TRUE;
}

/* Notes where the block may be cut within its first @room. */
static void
note_lines (Filler *filler, guint index, guint first, BtLength room)
{
  const BtBlock *block = get_block (filler, index);

  for (guint line = first + 1;
       line < block->n_lines && bt_block_get_height (block, first, line) <= room; line++)
    note_place (filler, index, line);
}

/* The height of the heading that is repeated where a page begins within a table; 0 for none. */
static BtLength
get_repeated_heading (const Filler *filler)
{
  const BtBlock *block = get_block (filler, filler->cut.start.block);
  BtLength height;

  if (block->kind != BT_BLOCK_ROW || block->row == 0 || !bt_table_layout_has_heading (block->table))
    return 0;
  height = bt_table_layout_get_height (block->table, 0, 0,
                                       bt_table_layout_get_n_lines (block->table, 0));
  return height <= filler->height / MAX_HEADING_PART ? height : 0;
}

/* Fills the page; returns whether the section ends on it. */
static gboolean
fill (Filler *filler)
{
  BtLength y = get_repeated_heading (filler);
  guint first = filler->cut.start.line;

  filler->cut.heading = y > 0;
  for (guint i = filler->cut.start.block; i < filler->end_block; i++, first = 0)
    {
      const BtBlock *block = get_block (filler, i);
      BtLength space = bt_pages_get_space (filler->flow, i, i == filler->cut.start.block);
      BtLength height =
          first == 0 ? block->height : bt_block_get_height (block, first, block->n_lines);

      if (first == 0 && i > filler->cut.start.block)
        note_place (filler, i, 0);
      if (y + space + height > filler->height)
        {
          note_lines (filler, i, first, filler->height - y - space);
          return FALSE;
        }
      if (block->keep_next)
        note_lines (filler, i, first, height);
      y += space + height;
    }
  return TRUE;
}

/* A piece that is higher than a page stands alone on one: there is no place to cut it. */
static BtPlace
get_next_place (const Filler *filler, BtPlace place)
{
  const BtBlock *block = get_block (filler, place.block);

  if (place.line + 1 < block->n_lines)
    return (BtPlace){ place.block, place.line + 1 };
  return (BtPlace){ place.block + 1, 0 };
}

static BtPlace
find_end (const Filler *filler)
{
  for (guint cost = 0; cost < CUT_NEVER; cost++)
    if (filler->found[cost])
      return filler->last[cost];
  return get_next_place (filler, filler->cut.start);
}

static void
cut_section (const BtFlow *flow, guint section, guint end_block, GArray *cuts)
{
  const BtSection *this = &g_array_index (flow->sections, BtSection, section);
  BtPlace place = { this->first_block, 0 };
  guint number = 0;

  while (place.block < end_block)
    {
      Filler filler = { .flow = flow, .end_block = end_block };

      filler.height = bt_flow_get_geometry (flow, this->landscape).height;
      filler.cut = (BtCut){ .section = section, .number = ++number, .start = place };
      place = fill (&filler) ? (BtPlace){ end_block, 0 } : find_end (&filler);
      filler.cut.end = place;
      g_array_append_val (cuts, filler.cut);
    }
}

/**
 * bt_pages_cut:
 * @flow: a flow
 *
 * Returns: (transfer full) (element-type BtCut): its pages, in order; every piece of the flow is on one of them
 */
GArray *
bt_pages_cut (const BtFlow *flow)
{
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (BtCut));

  for (guint i = 0; i < flow->sections->len; i++)
    {
      guint end = i + 1 < flow->sections->len
                      ? g_array_index (flow->sections, BtSection, i + 1).first_block
                      : flow->blocks->len;

      cut_section (flow, i, end, cuts);
    }
  return cuts;
}
