/* A plan laid out on pages: pages are cut at once, their boxes are made when they are asked for. */
#include "bt-layout.h"

#include <string.h>

#include "bt-paragraph-private.h"
#include "bt-pages.h"

/* So many pages at the end of a beginning may look otherwise when more follows: the last one, and where the signature
 * is near, which keeps lines with it, the one before. */
#define UNCERTAIN_PAGES 2

/* A page whose boxes were asked for. */
typedef struct
{
  BtPage page;
  GArray *boxes;
  BtParagraph *number; /* (nullable) of the page, as printed */
} MadePage;

struct _BtLayout
{
  guint ref_count;
  BtFlow *flow;
  GArray *cuts;    /* of BtCut */
  MadePage **made; /* one for each page, NULL until it is asked for */
};

static void
made_page_free (MadePage *made)
{
  if (made == NULL)
    return;
  g_array_unref (made->boxes);
  g_clear_pointer (&made->number, bt_paragraph_unref);
  g_free (made);
}

static BtLayout *
layout_new (BtFlow *flow)
{
  BtLayout *layout = g_new0 (BtLayout, 1);

  layout->ref_count = 1;
  layout->flow = flow;
  layout->cuts = bt_pages_cut (flow);
  layout->made = g_new0 (MadePage *, layout->cuts->len);
  return layout;
}

/**
 * bt_layout_new:
 * @plan: a plan
 * @profile: its rule set
 * @context: what texts are measured with: units of 1/1024 pt, nothing rounded to a screen
 * @view: whether changes and comments are shown
 * @previous: (nullable): the layout of the whole plan before a change, in which most is found again where it shows the
 *   same view
 *
 * Lays @plan out. Layouts that follow each other share what did not change, so they and their context
 * are used by one thread at a time, like everything of Pango. Threads of its own that bt_layout_share_work()
 * allows are at an end when it returns.
 *
 * Returns: (transfer full): the pages
 */
BtLayout *
bt_layout_new (BtPlan *plan, BtProfile *profile, PangoContext *context, BtLayoutView view,
               BtLayout *previous)
{
  g_return_val_if_fail (plan != NULL && profile != NULL, NULL);
  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (previous == NULL || bt_layout_is_whole (previous), NULL);

  return layout_new (bt_flow_new (plan, profile, context, view == BT_LAYOUT_MARKUP,
                                  previous != NULL ? previous->flow : NULL, 0));
}

/**
 * bt_layout_new_beginning:
 * @plan: a plan
 * @profile: its rule set
 * @context: what texts are measured with, as for bt_layout_new()
 * @view: whether changes and comments are shown
 * @length: about how many paragraphs and rows are wanted
 *
 * Lays the beginning of @plan out, which of a long one takes a small part of the time: its pages are the first ones
 * of the whole, to the last point. A plan that is no longer than that is laid out to its end.
 *
 * Returns: (transfer full) (nullable): the pages; %NULL where none is certain without what follows
 */
BtLayout *
bt_layout_new_beginning (BtPlan *plan, BtProfile *profile, PangoContext *context, BtLayoutView view,
                         guint length)
{
  BtLayout *layout;

  g_return_val_if_fail (plan != NULL && profile != NULL && length > 0, NULL);
  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);

  layout = layout_new (bt_flow_new (plan, profile, context, view == BT_LAYOUT_MARKUP, NULL, length));
  if (layout->flow->stopped)
    g_array_set_size (layout->cuts, layout->cuts->len - MIN (layout->cuts->len, UNCERTAIN_PAGES));
  if (layout->cuts->len == 0)
    g_clear_pointer (&layout, bt_layout_unref);
  return layout;
}

/** bt_layout_ref: Returns: (transfer full): @layout */
BtLayout *
bt_layout_ref (BtLayout *layout)
{
  g_return_val_if_fail (layout != NULL, NULL);

  layout->ref_count++;
  return layout;
}

/** bt_layout_unref: lets go of @layout */
void
bt_layout_unref (BtLayout *layout)
{
  g_return_if_fail (layout != NULL);

  if (--layout->ref_count > 0)
    return;
  for (guint i = 0; i < layout->cuts->len; i++)
    made_page_free (layout->made[i]);
  g_free (layout->made);
  g_array_unref (layout->cuts);
  bt_flow_free (layout->flow);
  g_free (layout);
}

/** bt_layout_get_plan: Returns: (transfer none): the plan that was laid out */
BtPlan *
bt_layout_get_plan (const BtLayout *layout)
{
  g_return_val_if_fail (layout != NULL, NULL);

  return layout->flow->plan;
}

/** bt_layout_is_whole: Returns: whether it has all pages of the plan, not only the first ones */
gboolean
bt_layout_is_whole (const BtLayout *layout)
{
  g_return_val_if_fail (layout != NULL, FALSE);

  return !layout->flow->stopped;
}

/** bt_layout_get_n_pages: Returns: how many pages there are, at least one */
guint
bt_layout_get_n_pages (const BtLayout *layout)
{
  g_return_val_if_fail (layout != NULL, 0);

  return layout->cuts->len;
}

/* The boxes of a page. */

static void
emit_paragraph (const BtBlock *block, guint first, guint end, BtLength x, BtLength y, GArray *boxes)
{
  BtBox like = { .tag = block->tag, .level = block->level };

  if (block->node != NULL)
    {
      like.node = bt_node_get_id (block->node);
      like.changed = bt_node_get_kind (block->node) == BT_NODE_GHOST;
    }
  if (block->label != NULL && first == 0)
    {
      BtBox label = { .tag = BT_TAG_LABEL, .node = like.node };
      BtLength lower = bt_paragraph_get_first_baseline (block->paragraph)
                       - bt_paragraph_get_first_baseline (block->label);

      bt_paragraph_emit (block->label, 0, 1, x + block->label_x, y + lower, &label, boxes);
    }
  bt_paragraph_emit (block->paragraph, first, end, x, y, &like, boxes);
}

static void
emit_group (const BtGroup *group, BtLength x, BtLength y, GArray *boxes)
{
  for (guint i = 0; i < group->boxes->len; i++)
    {
      BtBox box = g_array_index (group->boxes, BtBox, i);

      box.rect.x += x;
      box.rect.y += y;
      box.baseline += y;
      g_array_append_val (boxes, box);
    }
}

static void
emit_block (const BtBlock *block, guint first, guint end, BtLength x, BtLength y, GArray *boxes)
{
  switch (block->kind)
    {
    case BT_BLOCK_PARAGRAPH:
      emit_paragraph (block, first, end, x + block->x, y, boxes);
      break;
    case BT_BLOCK_ROW:
      bt_table_layout_emit (block->table, block->row, first, end, FALSE, x, y, boxes);
      break;
    case BT_BLOCK_GROUP:
      emit_group (block->group, x, y, boxes);
      break;
    }
}

/* The heading of the table that goes on from the page before; returns its height. */
static BtLength
emit_heading (const BtBlock *block, BtLength x, BtLength y, GArray *boxes)
{
  guint n_lines = bt_table_layout_get_n_lines (block->table, 0);

  bt_table_layout_emit (block->table, 0, 0, n_lines, TRUE, x,
                        y + bt_table_layout_get_border (block->table), boxes);
  return bt_table_layout_get_height (block->table, 0, 0, n_lines);
}

static void
emit_pieces (const BtLayout *layout, const BtCut *cut, const BtGeometry *geometry, GArray *boxes)
{
  BtLength y = geometry->top;

  for (guint i = cut->start.block; i < cut->end.block || (i == cut->end.block && cut->end.line > 0);
       i++)
    {
      const BtBlock *block = &g_array_index (layout->flow->blocks, BtBlock, i);
      guint first = i == cut->start.block ? cut->start.line : 0;
      guint end = i == cut->end.block ? cut->end.line : block->n_lines;

      if (i == cut->start.block && cut->heading)
        y += emit_heading (block, geometry->left, y, boxes);
      y += bt_pages_get_space (layout->flow, i, i == cut->start.block);
      emit_block (block, first, end, geometry->left, y, boxes);
      y += bt_block_get_height (block, first, end);
    }
}

/* Centred in the top margin from the second page on; each appendix counts anew (I.I.7, I.III.1.đ). */
static void
emit_number (const BtLayout *layout, const BtCut *cut, const BtGeometry *geometry, MadePage *made)
{
  BtBox like = { .tag = BT_TAG_ARTIFACT };
  g_autofree char *words = g_strdup_printf ("%u", cut->number);

  if (cut->number == 1)
    return;
  made->number =
      bt_shaper_get_words (layout->flow->shaper, words, BT_STYLE_PAGE_NUMBER, geometry->width);
  bt_paragraph_emit (made->number, 0, 1, geometry->left,
                     bt_flow_get_length (layout->flow, BT_FIGURE_PAGE_NUMBER_TOP), &like,
                     made->boxes);
}

/* What the marks of changes mean, at the foot of the first page, if there is room. */
static void
emit_legend (const BtLayout *layout, const BtGeometry *geometry, GArray *boxes)
{
  const BtFlow *flow = layout->flow;
  BtBox like = { .tag = BT_TAG_ARTIFACT };

  bt_paragraph_emit (flow->legend, 0, bt_paragraph_get_n_lines (flow->legend), geometry->left,
                     geometry->top + geometry->height
                         + bt_flow_get_length (flow, BT_FIGURE_LEGEND_GAP),
                     &like, boxes);
}

/* Appends a bar from @top to @bottom beside the text. */
static void
emit_bar (const BtLayout *layout, const BtGeometry *geometry, BtLength top, BtLength bottom,
          GArray *boxes)
{
  BtLength thickness = bt_flow_get_length (layout->flow, BT_FIGURE_BAR_THICKNESS);
  BtLength gap = bt_flow_get_length (layout->flow, BT_FIGURE_BAR_GAP);

  bt_box_emit_rule (boxes, geometry->left - gap - thickness, top, thickness, bottom - top);
}

static int
compare_tops (gconstpointer a, gconstpointer b)
{
  const BtBox *one = *(const BtBox *const *) a, *other = *(const BtBox *const *) b;

  return one->rect.y < other->rect.y ? -1 : one->rect.y > other->rect.y;
}

/* A bar at each changed line; one for lines that follow each other, or stand side by side. */
static void
emit_bars (const BtLayout *layout, const BtGeometry *geometry, GArray *boxes)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (BtBox));
  BtLength top = 0, bottom = 0;

  for (guint i = 0; i < boxes->len; i++)
    if (g_array_index (boxes, BtBox, i).changed)
      g_ptr_array_add (changed, &g_array_index (boxes, BtBox, i));
  g_ptr_array_sort (changed, compare_tops);
  for (guint i = 0; i < changed->len; i++)
    {
      const BtRect *rect = &((const BtBox *) changed->pdata[i])->rect;

      if (i > 0 && rect->y > bottom)
        emit_bar (layout, geometry, top, bottom, bars);
      if (i == 0 || rect->y > bottom)
        top = bottom = rect->y;
      bottom = MAX (bottom, rect->y + rect->height);
    }
  if (changed->len > 0)
    emit_bar (layout, geometry, top, bottom, bars);
  g_array_append_vals (boxes, bars->data, bars->len);
}

static MadePage *
make_page (const BtLayout *layout, const BtCut *cut)
{
  const BtSection *section = &g_array_index (layout->flow->sections, BtSection, cut->section);
  BtGeometry geometry = bt_flow_get_geometry (layout->flow, section->landscape);
  MadePage *made = g_new0 (MadePage, 1);

  made->boxes = g_array_sized_new (FALSE, FALSE, sizeof (BtBox), 64);
  emit_number (layout, cut, &geometry, made);
  emit_pieces (layout, cut, &geometry, made->boxes);
  emit_bars (layout, &geometry, made->boxes);
  if (cut->section == 0 && cut->number == 1 && layout->flow->legend != NULL)
    emit_legend (layout, &geometry, made->boxes);
  made->page = (BtPage){ geometry.page_width, geometry.page_height, made->boxes->len,
                         (BtBox *) made->boxes->data };
  return made;
}

/**
 * bt_layout_get_page_size:
 * @layout: a layout
 * @page: from 0
 * @width: (out): of the paper
 * @height: (out): of the paper
 *
 * What bt_layout_get_page() says of the paper, without its boxes, which are made only for who looks at the page.
 */
void
bt_layout_get_page_size (const BtLayout *layout, guint page, BtLength *width, BtLength *height)
{
  const BtCut *cut;
  BtGeometry geometry;

  g_return_if_fail (layout != NULL && page < layout->cuts->len);
  g_return_if_fail (width != NULL && height != NULL);

  cut = &g_array_index (layout->cuts, BtCut, page);
  geometry = bt_flow_get_geometry (layout->flow,
                                   g_array_index (layout->flow->sections, BtSection, cut->section).landscape);
  *width = geometry.page_width;
  *height = geometry.page_height;
}

/**
 * bt_layout_get_page:
 * @layout: a layout
 * @page: from 0
 *
 * Returns: (transfer none): the page, which lives as long as @layout
 */
const BtPage *
bt_layout_get_page (const BtLayout *layout, guint page)
{
  g_return_val_if_fail (layout != NULL && page < layout->cuts->len, NULL);

  if (layout->made[page] == NULL)
    layout->made[page] = make_page (layout, &g_array_index (layout->cuts, BtCut, page));
  return &layout->made[page]->page;
}

/* Finding. */

static gboolean
group_shows (const BtGroup *group, const char *id)
{
  for (guint i = 0; i < group->boxes->len; i++)
    if (g_strcmp0 (g_array_index (group->boxes, BtBox, i).node, id) == 0)
      return TRUE;
  return FALSE;
}

/* Whether the block shows the node, and on which of its lines the byte @offset of its text. */
static gboolean
block_shows (const BtBlock *block, const char *id, gsize offset, guint *line)
{
  guint row;

  *line = 0;
  switch (block->kind)
    {
    case BT_BLOCK_PARAGRAPH:
      if (block->node == NULL || strcmp (bt_node_get_id (block->node), id) != 0)
        return FALSE;
      *line = bt_paragraph_find_line (block->paragraph, offset);
      return TRUE;
    case BT_BLOCK_ROW:
      if (block->row == 0 && strcmp (bt_node_get_id (block->node), id) == 0)
        return TRUE;
      return block->row == 0 && bt_table_layout_find_node (block->table, id, offset, &row, line);
    case BT_BLOCK_GROUP:
      return group_shows (block->group, id);
    }
  return FALSE;
}

static gboolean
find_place (const BtLayout *layout, const char *id, gsize offset, BtPlace *place)
{
  const BtBlock *blocks = (const BtBlock *) layout->flow->blocks->data;
  gboolean found = FALSE;
  guint line, row;

  /* The title of a part stands in a second block of the same node, so the last one that shows it counts. */
  for (guint i = 0; i < layout->flow->blocks->len; i++)
    {
      if (!block_shows (&blocks[i], id, offset, &line))
        {
          if (found)
            break;
          continue;
        }
      *place = (BtPlace){ i, line };
      found = TRUE;
      if (blocks[i].kind == BT_BLOCK_ROW
          && bt_table_layout_find_node (blocks[i].table, id, offset, &row, &line))
        place->block = i + row;
    }
  return found;
}

static gboolean
is_before (const BtPlace *a, const BtPlace *b)
{
  return a->block < b->block || (a->block == b->block && a->line < b->line);
}

/* The page that shows the place. */
static guint
find_page (const BtLayout *layout, const BtPlace *place)
{
  guint low = 0, high = layout->cuts->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (is_before (place, &g_array_index (layout->cuts, BtCut, middle).start))
        high = middle;
      else
        low = middle;
    }
  return low;
}

/* The box of the node's byte @offset, or its first one on the page. */
static const BtBox *
find_box (const BtPage *page, const char *id, gsize offset)
{
  const BtBox *first = NULL;

  for (guint i = 0; i < page->n_boxes; i++)
    {
      const BtBox *box = &page->boxes[i];

      if (box->kind != BT_BOX_TEXT
          || (g_strcmp0 (box->node, id) != 0 && g_strcmp0 (box->table, id) != 0))
        continue;
      if (first == NULL || (first->tag == BT_TAG_LABEL && box->tag != BT_TAG_LABEL))
        first = box;
      if (box->start <= offset && offset < box->end)
        return box;
    }
  return first;
}

/**
 * bt_layout_find_node:
 * @layout: a layout
 * @id: a node's id
 * @offset: a byte of its text
 * @page: (out): the page that shows it, from 0
 * @place: (out): the line that shows it
 *
 * Returns: whether the node is printed
 */
gboolean
bt_layout_find_node (const BtLayout *layout, const char *id, gsize offset, guint *page,
                     BtRect *place)
{
  const BtBox *box;
  BtPlace found = { 0 };

  g_return_val_if_fail (layout != NULL && id != NULL && page != NULL && place != NULL, FALSE);

  if (!find_place (layout, id, offset, &found))
    return FALSE;
  *page = find_page (layout, &found);
  box = find_box (bt_layout_get_page (layout, *page), id, offset);
  if (box == NULL)
    return FALSE;
  *place = box->rect;
  return TRUE;
}

/* How far a point is from a box: lines above and below count for more than words beside. */
static gint64
get_distance (const BtBox *box, BtLength x, BtLength y)
{
  gint64 dx = MAX (MAX (box->rect.x - x, x - box->rect.x - box->rect.width), 0);
  gint64 dy = MAX (MAX (box->rect.y - y, y - box->rect.y - box->rect.height), 0);

  return dx + 8 * dy;
}

/**
 * bt_layout_hit_test:
 * @layout: a layout
 * @page: from 0
 * @x: from the left edge of the page
 * @y: from its top
 * @id: (out) (transfer none): the node shown nearest to that point
 * @offset: (out): the byte of its text
 *
 * Returns: whether the page shows any node
 */
gboolean
bt_layout_hit_test (const BtLayout *layout, guint page, BtLength x, BtLength y, const char **id,
                    gsize *offset)
{
  const BtBox *nearest = NULL;
  const BtPage *boxes;
  int index, trailing;

  g_return_val_if_fail (layout != NULL && page < layout->cuts->len && id != NULL && offset != NULL,
                        FALSE);

  boxes = bt_layout_get_page (layout, page);
  for (guint i = 0; i < boxes->n_boxes; i++)
    {
      const BtBox *box = &boxes->boxes[i];

      if (box->kind == BT_BOX_TEXT && box->node != NULL
          && (nearest == NULL || get_distance (box, x, y) < get_distance (nearest, x, y)))
        nearest = box;
    }
  if (nearest == NULL)
    return FALSE;
  pango_layout_line_x_to_index (pango_layout_get_line_readonly (nearest->layout, nearest->line),
                                x - nearest->rect.x, &index, &trailing);
  const char *text = pango_layout_get_text (nearest->layout);
  index = (int) (g_utf8_offset_to_pointer (text + index, trailing) - text);
  *id = nearest->node;
  *offset =
      CLAMP (bt_paragraph_layout_to_text (nearest->layout, index), nearest->start, nearest->end);
  return TRUE;
}
