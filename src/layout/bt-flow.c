/* The plan as one stream of blocks, top to bottom: what the pages are cut from. */
#include "bt-flow.h"

#include "bt-numbering.h"
#include "bt-paragraph-private.h"
#include "bt-table.h"
#include "bt-table-measure.h"

/* So many lines of what follows a heading stay with it, and of the text above the signature. */
#define KEPT_LINES 2

/* A table as it was laid out, for the next layout. */
typedef struct
{
  BtNode *node;
  BtTableLayout *layout;
  BtLength width;
  guint first_block;
  gboolean has_objects;
} TableRecord;

static void
table_record_free (gpointer data)
{
  TableRecord *record = data;

  bt_node_unref (record->node);
  bt_table_layout_unref (record->layout);
  g_free (record);
}

static void
block_clear (gpointer data)
{
  BtBlock *block = data;

  switch (block->kind)
    {
    case BT_BLOCK_PARAGRAPH:
      bt_paragraph_unref (block->paragraph);
      g_clear_pointer (&block->label, bt_paragraph_unref);
      break;
    case BT_BLOCK_ROW:
      bt_table_layout_unref (block->table);
      break;
    case BT_BLOCK_GROUP:
      bt_group_free (block->group);
      break;
    }
}

/** bt_block_get_height: Returns: the height of the pieces from @first to before @end */
BtLength
bt_block_get_height (const BtBlock *block, guint first, guint end)
{
  switch (block->kind)
    {
    case BT_BLOCK_PARAGRAPH:
      return bt_paragraph_get_height (block->paragraph, first, end);
    case BT_BLOCK_ROW:
      return bt_table_layout_get_height (block->table, block->row, first, end);
    case BT_BLOCK_GROUP:
      return block->group->height;
    }
  return 0;
}

/** bt_flow_get_length: Returns: a length of the rule set */
BtLength
bt_flow_get_length (const BtFlow *flow, BtFigure figure)
{
  return bt_profile_get_length (flow->profile, figure);
}

/** bt_flow_get_style: Returns: a style of the rule set */
const BtStyle *
bt_flow_get_style (const BtFlow *flow, BtStyleId style)
{
  return bt_profile_get_style (flow->profile, style);
}

/** bt_flow_get_geometry: Returns: where text stands on a page, upright or turned */
BtGeometry
bt_flow_get_geometry (const BtFlow *flow, gboolean landscape)
{
  BtLength width = bt_flow_get_length (flow, BT_FIGURE_PAPER_WIDTH);
  BtLength height = bt_flow_get_length (flow, BT_FIGURE_PAPER_HEIGHT);
  BtGeometry geometry = { .page_width = landscape ? height : width,
                          .page_height = landscape ? width : height };

  geometry.left = bt_flow_get_length (flow, BT_FIGURE_MARGIN_LEFT);
  geometry.top = bt_flow_get_length (flow, BT_FIGURE_MARGIN_TOP);
  geometry.width =
      geometry.page_width - geometry.left - bt_flow_get_length (flow, BT_FIGURE_MARGIN_RIGHT);
  geometry.height =
      geometry.page_height - geometry.top - bt_flow_get_length (flow, BT_FIGURE_MARGIN_BOTTOM);
  return geometry;
}

static BtBlock *
add_block (BtFlow *flow, const BtBlock *block)
{
  g_array_append_vals (flow->blocks, block, 1);
  return &g_array_index (flow->blocks, BtBlock, flow->blocks->len - 1);
}

static guint
count_pieces (const BtBlock *block)
{
  switch (block->kind)
    {
    case BT_BLOCK_PARAGRAPH:
      return bt_paragraph_get_n_lines (block->paragraph);
    case BT_BLOCK_ROW:
      return bt_table_layout_get_n_lines (block->table, block->row);
    case BT_BLOCK_GROUP:
      return 1;
    }
  return 0;
}

/**
 * bt_flow_measure_blocks:
 * @first: a block
 *
 * Measures the blocks from @first on that are new; their lines must be known.
 */
void
bt_flow_measure_blocks (BtFlow *flow, guint first)
{
  for (guint i = first; i < flow->blocks->len; i++)
    {
      BtBlock *block = &g_array_index (flow->blocks, BtBlock, i);

      if (block->n_lines > 0)
        continue;
      block->n_lines = count_pieces (block);
      block->height = bt_block_get_height (block, 0, block->n_lines);
    }
}

/* Has all that was ordered broken into lines. */
static void
deliver (BtFlow *flow)
{
  GHashTableIter iter;
  gpointer record;

  bt_shaper_deliver (flow->shaper);
  g_hash_table_iter_init (&iter, flow->tables);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    bt_table_layout_end (((TableRecord *) record)->layout);
}

/**
 * bt_flow_add_paragraph:
 * @paragraph: (transfer full): its text, which may be ordered only
 * @style: gives the space above and below
 * @tag: what it means
 * @node: (nullable): what it shows
 *
 * Returns: (transfer none): the block, until the next one is added
 */
BtBlock *
bt_flow_add_paragraph (BtFlow *flow, BtParagraph *paragraph, BtStyleId style, BtTag tag,
                       const BtNode *node)
{
  const BtStyle *printed = bt_flow_get_style (flow, style);
  BtBlock block = { .kind = BT_BLOCK_PARAGRAPH, .tag = tag, .node = node, .paragraph = paragraph };

  block.before = printed->before;
  block.after = printed->after;
  return add_block (flow, &block);
}

/**
 * bt_flow_add_group:
 * @group: (transfer full): boxes that stay together
 *
 * Returns: (transfer none): the block, until the next one is added
 */
BtBlock *
bt_flow_add_group (BtFlow *flow, BtGroup *group)
{
  BtBlock block = { .kind = BT_BLOCK_GROUP, .group = group };

  return add_block (flow, &block);
}

/**
 * bt_flow_add_rule:
 * @above: the lines the rule stands below, centred; its length is a part of the last one's
 * @ratio: which part
 *
 * Adds a rule that stays with what is before and after it.
 */
void
bt_flow_add_rule (BtFlow *flow, const BtParagraph *above, BtRatio ratio)
{
  BtGroup *group = bt_group_new ();
  BtLength gap = bt_flow_get_length (flow, BT_FIGURE_RULE_GAP);
  BtLength thickness = bt_flow_get_length (flow, BT_FIGURE_RULE_THICKNESS);
  BtLength length =
      (BtLength) (bt_paragraph_get_last_width (above) * bt_profile_get_ratio (flow->profile, ratio)
                  + 0.5);
  BtBlock *block;

  bt_box_emit_rule (group->boxes, (flow->geometry.width - length) / 2, gap, length, thickness);
  group->height = gap + thickness;
  block = bt_flow_add_group (flow, group);
  block->heads = TRUE;
  block->after = bt_flow_get_length (flow, BT_FIGURE_TITLE_GAP);
}

/* Whether a table is there that cannot be laid out without all of its many rows. */
static gboolean
has_long_table (const BtNode *node, guint limit)
{
  if (bt_node_get_kind (node) == BT_NODE_ROWS)
    return bt_node_get_n_children (node) > limit;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (has_long_table (bt_node_get_child (node, i), limit))
      return TRUE;
  return FALSE;
}

/**
 * bt_flow_stops_before:
 * @node: a clause, a table or an appendix that comes next
 *
 * Returns: whether the flow is long enough without it and all that follows
 */
gboolean
bt_flow_stops_before (BtFlow *flow, const BtNode *node)
{
  if (flow->limit == 0)
    return FALSE;
  if (flow->blocks->len >= flow->limit
      || (bt_node_get_kind (node) != BT_NODE_CLAUSE && has_long_table (node, flow->limit)))
    flow->stopped = TRUE;
  return flow->stopped;
}

/* Tables. */

static const TableRecord *
find_old (const BtFlow *flow, const BtNode *table)
{
  return flow->previous != NULL
             ? g_hash_table_lookup (flow->previous->tables, bt_node_get_id (table))
             : NULL;
}

/* Lays a table out, with what is left of it from the layout before. */
static TableRecord *
make_record (BtFlow *flow, BtNode *table)
{
  const TableRecord *old = find_old (flow, table);
  TableRecord *record = g_new0 (TableRecord, 1);
  gboolean saw_objects = bt_shaper_take_saw_objects (flow->shaper);

  record->width = flow->geometry.width;
  record->layout =
      bt_table_layout_begin (flow->shaper, table, record->width, old != NULL ? old->layout : NULL);
  record->has_objects = bt_shaper_take_saw_objects (flow->shaper);
  if (saw_objects || record->has_objects)
    bt_shaper_note_objects (flow->shaper);
  record->node = bt_node_ref (table);
  record->first_block = flow->blocks->len;
  return record;
}

static TableRecord *
copy_record (const TableRecord *old)
{
  TableRecord *record = g_memdup2 (old, sizeof *old);

  bt_node_ref (record->node);
  bt_table_layout_ref (record->layout);
  return record;
}

/* How the table was laid out before, if it can be shown just so again. */
static const TableRecord *
find_same (const BtFlow *flow, const BtNode *table)
{
  const TableRecord *old = find_old (flow, table);

  return old != NULL && old->node == table && !old->has_objects
                 && bt_markup_is_same (flow->previous->markup, flow->markup, table)
             ? old
             : NULL;
}

/**
 * bt_flow_keep_table:
 * @table: a table whose rows are copied from the flow before
 * @first_block: where its first row stands now
 *
 * Takes over how it was laid out.
 */
void
bt_flow_keep_table (BtFlow *flow, const BtNode *table, guint first_block)
{
  TableRecord *record = copy_record (find_old (flow, table));

  record->first_block = first_block;
  g_hash_table_insert (flow->tables, (gpointer) bt_node_get_id (table), record);
}

static void
add_row (BtFlow *flow, BtTableLayout *layout, const BtNode *table, guint row)
{
  gboolean last = row + 1 == bt_table_layout_get_n_rows (layout);
  BtBlock block = { .kind = BT_BLOCK_ROW, .node = table, .row = row };

  block.table = bt_table_layout_ref (layout);
  block.heads = (row == 0 && bt_table_layout_has_heading (layout))
                || bt_table_layout_keeps_with_next (layout, row);
  block.before = row == 0 ? bt_flow_get_length (flow, BT_FIGURE_TABLE_BEFORE) : 0;
  block.after = last ? bt_flow_get_length (flow, BT_FIGURE_TABLE_AFTER) : 0;
  add_block (flow, &block);
}

/* A heading that all its columns have been moved away from. */
static void
add_emptied_heading (BtFlow *flow, const BtNode *column)
{
  bt_flow_add_paragraph (flow,
                         bt_shaper_get_paragraph (flow->shaper, column, BT_STYLE_TABLE_HEADING,
                                                  flow->geometry.width, 0),
                         BT_STYLE_TABLE_HEADING, BT_TAG_PARAGRAPH, column);
}

/* Columns that were moved away have no room in the table, nor have headings without any: they are told above it. */
static void
add_column_ghosts (BtFlow *flow, const BtNode *columns)
{
  for (guint i = 0; i < bt_node_get_n_children (columns); i++)
    {
      const BtNode *child = bt_node_get_child (columns, i);

      if (bt_node_get_kind (child) == BT_NODE_GHOST)
        bt_flow_add_ghost (flow, child);
      else if (bt_node_get_kind (child) == BT_NODE_COLUMN && bt_column_get_n_leaves (child) == 0)
        add_emptied_heading (flow, child);
      if (bt_node_get_kind (child) == BT_NODE_COLUMN)
        add_column_ghosts (flow, child);
    }
}

/**
 * bt_flow_add_table:
 * @table: a table of the plan
 *
 * Adds its rows, those of the layout before where they did not change.
 */
void
bt_flow_add_table (BtFlow *flow, BtNode *table)
{
  const TableRecord *old = find_same (flow, table);
  TableRecord *record;
  guint n_rows;

  if (flow->markup != NULL)
    add_column_ghosts (flow, bt_node_get_child_of_kind (table, BT_NODE_COLUMNS));
  if (old != NULL && old->width == flow->geometry.width)
    {
      bt_flow_copy_blocks (flow, old->first_block, bt_table_layout_get_n_rows (old->layout));
      return;
    }
  record = make_record (flow, table);
  g_hash_table_insert (flow->tables, (gpointer) bt_node_get_id (table), record);
  if ((old = find_old (flow, table)) != NULL)
    flow->cursor = old->first_block + bt_table_layout_get_n_rows (old->layout);
  n_rows = bt_table_layout_get_n_rows (record->layout);
  for (guint i = 0; i < n_rows; i++)
    add_row (flow, record->layout, table, i);
}

/* The width at which the table reads well; known from the flow before where it did not change. */
static BtLength
get_comfort (BtFlow *flow, BtNode *table)
{
  gpointer known = NULL;
  BtLength comfort;

  if (flow->previous != NULL)
    known = g_hash_table_lookup (flow->previous->comforts, table);
  if (known == NULL)
    {
      comfort = bt_table_measure_width (flow->shaper, table);
      if (bt_shaper_take_saw_objects (flow->shaper))
        return comfort;
      known = GINT_TO_POINTER (comfort);
    }
  g_hash_table_insert (flow->comforts, table, known);
  return GPOINTER_TO_INT (known);
}

/* Groups. */

/** bt_group_new: Returns: (transfer full): an empty group */
BtGroup *
bt_group_new (void)
{
  BtGroup *group = g_new0 (BtGroup, 1);

  group->boxes = g_array_new (FALSE, FALSE, sizeof (BtBox));
  group->paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_paragraph_unref);
  return group;
}

/** bt_group_free: frees @group */
void
bt_group_free (BtGroup *group)
{
  g_array_unref (group->boxes);
  g_ptr_array_unref (group->paragraphs);
  g_free (group);
}

/** bt_group_add: like bt_group_add_lines() for all lines of @paragraph (transfer full) */
void
bt_group_add (BtGroup *group, BtParagraph *paragraph, BtLength x, BtLength y, BtTag tag,
              const BtNode *node)
{
  bt_group_add_lines (group, paragraph, 0, bt_paragraph_get_n_lines (paragraph), x, y, tag, node);
  bt_paragraph_unref (paragraph);
}

/**
 * bt_group_add_lines:
 * @paragraph: (transfer none): its text
 * @first: the first line
 * @end: the line after the last
 * @x: its left edge in the group
 * @y: its top in the group
 * @tag: what it means
 * @node: (nullable): what it shows
 *
 * Adds lines and makes the group high enough for them.
 */
void
bt_group_add_lines (BtGroup *group, BtParagraph *paragraph, guint first, guint end, BtLength x,
                    BtLength y, BtTag tag, const BtNode *node)
{
  BtBox like = { .tag = tag };

  if (node != NULL)
    {
      like.node = bt_node_get_id (node);
      like.changed = bt_node_get_kind (node) == BT_NODE_GHOST;
    }
  g_ptr_array_add (group->paragraphs, bt_paragraph_ref (paragraph));
  bt_paragraph_emit (paragraph, first, end, x, y, &like, group->boxes);
  group->height = MAX (group->height, y + bt_paragraph_get_height (paragraph, first, end));
}

/* What stays together. */

/* Lines that count for what a heading or the signature keeps with it; a box that is never cut counts for many. */
static guint
count_lines (const BtBlock *block)
{
  return block->kind == BT_BLOCK_GROUP ? KEPT_LINES : block->n_lines;
}

/* A heading stays with the next two lines, even if they are two paragraphs. */
static void
keep_after_headings (BtFlow *flow)
{
  guint wanted = 0;

  for (guint i = 0; i < flow->blocks->len; i++)
    {
      BtBlock *block = &g_array_index (flow->blocks, BtBlock, i);

      if (block->heads)
        wanted = KEPT_LINES;
      else
        wanted -= MIN (wanted, count_lines (block));
      block->keep_next = wanted > 0;
    }
}

/* The signature stays with the last two lines of the text above it. */
static void
keep_before_signature (BtFlow *flow, guint signature)
{
  guint kept = 0;

  for (guint i = signature; i > 0 && kept < KEPT_LINES; i--)
    {
      BtBlock *block = &g_array_index (flow->blocks, BtBlock, i - 1);

      block->keep_next = TRUE;
      kept += count_lines (block);
    }
}

static void
begin_section (BtFlow *flow, gboolean landscape)
{
  BtSection section = { flow->blocks->len, landscape };

  flow->geometry = bt_flow_get_geometry (flow, landscape);
  g_array_append_val (flow->sections, section);
}

/* Landscape where someone said so, or where a table does not read well upright (I.I.2 and practice). */
static gboolean
needs_landscape (BtFlow *flow, const BtNode *node)
{
  const char *orientation = bt_node_get_attr (node, "orientation");

  if (orientation != NULL && g_strcmp0 (orientation, "auto") != 0)
    return g_strcmp0 (orientation, "landscape") == 0;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);

      if (bt_node_get_kind (child) == BT_NODE_CLAUSE && needs_landscape (flow, child))
        return TRUE;
      if (bt_node_get_kind (child) == BT_NODE_TABLE
          && get_comfort (flow, child) > bt_flow_get_geometry (flow, FALSE).width)
        return TRUE;
    }
  return FALSE;
}

/* How many appendices there are, and were. */
static void
count_appendices (const BtFlow *flow, const BtNode *appendices, guint *now, guint *before)
{
  *now = *before = 0;
  for (guint i = 0; i < bt_node_get_n_children (appendices); i++)
    {
      const BtNode *child = bt_node_get_child (appendices, i);

      *now += bt_node_get_kind (child) == BT_NODE_APPENDIX && bt_node_is_live (child);
      *before += flow->markup != NULL && bt_markup_get_original (flow->markup, child) != NULL;
    }
}

static void
add_appendix (BtFlow *flow, BtNode *appendix, const BtLabelCounter *counter, guint n_now,
              guint n_before)
{
  g_autofree char *now = bt_appendix_label_format (counter->number, n_now);
  g_autofree char *before =
      counter->old_number > 0 ? bt_appendix_label_format (counter->old_number, n_before) : NULL;
  g_autofree char *label = bt_markup_dup_label (flow->markup, appendix, now, before);
  g_autoptr (GString) words = g_string_new (label);

  if (flow->markup != NULL)
    bt_markup_append_signs (flow->markup, appendix, words);
  begin_section (flow, needs_landscape (flow, appendix));
  bt_flow_add_appendix (flow, appendix, words->str);
}

static void
add_appendices (BtFlow *flow)
{
  BtNode *appendices = bt_plan_get_part (flow->plan, BT_NODE_APPENDICES);
  BtLabelCounter counter = { 0 };
  guint n_now, n_before;

  count_appendices (flow, appendices, &n_now, &n_before);
  for (guint i = 0; i < bt_node_get_n_children (appendices); i++)
    {
      BtNode *child = bt_node_get_child (appendices, i);

      if (bt_flow_stops_before (flow, child))
        return;
      bt_label_counter_next (&counter, flow->markup, child);
      if (bt_node_get_kind (child) == BT_NODE_GHOST)
        bt_flow_add_ghost (flow, child);
      else if (bt_node_get_kind (child) == BT_NODE_APPENDIX)
        add_appendix (flow, child, &counter, n_now, n_before);
    }
}

/* Whether the legend has room below the text of a page. */
static gboolean
fits_at_foot (const BtFlow *flow, const BtParagraph *legend)
{
  BtLength gap = bt_flow_get_length (flow, BT_FIGURE_LEGEND_GAP);

  return bt_paragraph_get_height (legend, 0, bt_paragraph_get_n_lines (legend)) + 2 * gap
         <= bt_flow_get_length (flow, BT_FIGURE_MARGIN_BOTTOM);
}

/* What stands behind the plan, on pages of its own, and at the foot of its first page. */
static void
add_notes (BtFlow *flow)
{
  BtParagraph *legend = bt_flow_get_legend (flow);

  if (fits_at_foot (flow, legend))
    flow->legend = g_steal_pointer (&legend);
  if (flow->stopped)
    {
      g_clear_pointer (&legend, bt_paragraph_unref);
      return;
    }
  if (legend == NULL && bt_markup_get_comments (flow->markup)->len == 0
      && bt_markup_get_remarks (flow->markup)->len == 0)
    return;
  begin_section (flow, FALSE);
  bt_flow_add_notes (flow);
  if (legend != NULL)
    bt_flow_add_paragraph (flow, legend, BT_STYLE_LEGEND, BT_TAG_PARAGRAPH, NULL);
}

/* Whether lines of another flow look the same here. */
static gboolean
can_reuse (const BtFlow *flow, const BtFlow *previous)
{
  if (!bt_shaper_has_cache_of (flow->shaper, previous->shaper))
    return FALSE;
  if (flow->markup == NULL || previous->markup == NULL)
    return flow->markup == previous->markup;
  return bt_markup_get_serial (flow->markup) == bt_markup_get_serial (previous->markup);
}

/**
 * bt_flow_new:
 * @plan: a plan
 * @profile: its rule set
 * @context: what texts are measured with
 * @with_markup: whether changes and comments are shown
 * @previous: (nullable): the flow before, whose lines and tables are taken over where they did not change
 * @limit: about how many blocks are wanted, from the beginning; 0 for all
 *
 * Returns: (transfer full): the plan's blocks
 */
BtFlow *
bt_flow_new (BtPlan *plan, BtProfile *profile, PangoContext *context, gboolean with_markup,
             BtFlow *previous, guint limit)
{
  BtFlow *flow = g_new0 (BtFlow, 1);
  guint signature;

  flow->limit = limit;
  flow->shaper = bt_shaper_new (plan, profile, context, with_markup,
                                previous != NULL ? previous->shaper : NULL);
  flow->markup = bt_shaper_get_markup (flow->shaper);
  flow->plan = bt_plan_ref (plan);
  flow->profile = bt_profile_ref (profile);
  flow->blocks = g_array_sized_new (FALSE, FALSE, sizeof (BtBlock),
                                    previous != NULL ? previous->blocks->len + 16 : 64);
  g_array_set_clear_func (flow->blocks, block_clear);
  flow->sections = g_array_new (FALSE, FALSE, sizeof (BtSection));
  flow->slices = bt_flow_slices_new ();
  flow->starts = g_hash_table_new (g_str_hash, g_str_equal);
  flow->comforts = g_hash_table_new (g_direct_hash, g_direct_equal);
  flow->tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, table_record_free);
  flow->previous = previous != NULL && can_reuse (flow, previous) ? previous : NULL;

  begin_section (flow, FALSE);
  bt_flow_add_header (flow);
  bt_flow_add_title (flow);
  bt_flow_add_bases (flow);
  bt_flow_add_clauses (flow, bt_plan_get_part (plan, BT_NODE_BODY));
  signature = flow->blocks->len;
  if (!flow->stopped)
    bt_flow_add_signature (flow);
  guint end = flow->blocks->len;
  if (!flow->stopped)
    add_appendices (flow);
  if (flow->markup != NULL && !bt_markup_is_empty (flow->markup))
    add_notes (flow);
  deliver (flow);
  bt_flow_measure_blocks (flow, 0);
  keep_after_headings (flow);
  if (signature < end)
    keep_before_signature (flow, signature);
  flow->previous = NULL;
  bt_shaper_sweep (flow->shaper);
  return flow;
}

/** bt_flow_free: frees @flow */
void
bt_flow_free (BtFlow *flow)
{
  g_array_unref (flow->blocks);
  g_array_unref (flow->sections);
  g_hash_table_unref (flow->tables);
  g_hash_table_unref (flow->slices);
  g_hash_table_unref (flow->comforts);
  g_hash_table_unref (flow->starts);
  g_clear_pointer (&flow->legend, bt_paragraph_unref);
  bt_shaper_free (flow->shaper);
  bt_profile_unref (flow->profile);
  bt_plan_unref (flow->plan);
  g_free (flow);
}
