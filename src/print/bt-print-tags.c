/* Draws pages into a PDF so that a reader who hears it gets titles, headings, paragraphs and
 * tables: cairo tags of the standard structure types (ISO 32000-1, 14.8.4) around what belongs
 * together; page numbers and rules stay outside. */
#include <string.h>

#include "bt-print-private.h"
#include "bt-print-renderer.h"

/* The deepest heading that PDF knows. */
#define MAX_LEVEL 6

/* What makes boxes belong to one element: all lines of the title, whichever nodes they show; a
 * cell; a node's label and lines; where there is no node, the lines of one paragraph. */
typedef struct
{
  gboolean is_title;
  const char *node, *table;
  const PangoLayout *layout;
  guint row, column;
} Key;

struct _BtPrintTagger
{
  const BtLayout *layout;
  cairo_t *cr;
  const char *table; /* the id of the table that is open */
  gboolean in_row;   /* whether one of its rows is, and which */
  guint row;
  const char *element; /* the tag of the element that is open */
  Key key;
  const BtBox *last; /* the line drawn last in it */
  gboolean in_span;  /* it goes over pages: each page's part is a span in it, so that artifacts stay
                       outside */
};

static const char *const heading_tags[MAX_LEVEL] = { "H1", "H2", "H3", "H4", "H5", "H6" };

/**
 * bt_print_tagger_new:
 * @layout: a layout
 * @cr: a context on a PDF surface
 *
 * Returns: (transfer full): a tagger that stands before the first page
 */
BtPrintTagger *
bt_print_tagger_new (const BtLayout *layout, cairo_t *cr)
{
  BtPrintTagger *self = g_new0 (BtPrintTagger, 1);

  self->layout = layout;
  self->cr = cr;
  return self;
}

/**
 * bt_print_tagger_free:
 * @self: (transfer full): a tagger
 */
void
bt_print_tagger_free (BtPrintTagger *self)
{
  g_free (self);
}

static Key
get_key (const BtBox *box)
{
  if (box->tag == BT_TAG_TITLE)
    return (Key){ .is_title = TRUE };
  if (box->table != NULL)
    return (Key){ .table = box->table, .row = box->row, .column = box->column };
  return (Key){ .node = box->node, .layout = box->node == NULL ? box->layout : NULL };
}

/* Ids of one layout are mostly the same string. */
static gboolean
id_equal (const char *a, const char *b)
{
  return a == b || (a != NULL && b != NULL && strcmp (a, b) == 0);
}

static gboolean
key_equal (const Key *a, const Key *b)
{
  return a->is_title == b->is_title && a->layout == b->layout && a->row == b->row
         && a->column == b->column && id_equal (a->node, b->node) && id_equal (a->table, b->table);
}

static const BtBox *
find_content (const BtPage *page, gboolean last)
{
  for (guint i = 0; i < page->n_boxes; i++)
    {
      const BtBox *box = &page->boxes[last ? page->n_boxes - 1 - i : i];

      if (box->tag != BT_TAG_ARTIFACT)
        return box;
    }
  return NULL;
}

/* Finds the paragraph that ends a page and goes on at the top of the next. A cell does not: the
 * rest of its row is a row of its own there, because cairo cannot open an element again. */
static gboolean
find_continuing (BtPrintTagger *self, guint page, Key *key)
{
  const BtBox *end, *start;
  Key start_key;

  if (page + 1 >= bt_layout_get_n_pages (self->layout))
    return FALSE;
  end = find_content (bt_layout_get_page (self->layout, page), TRUE);
  start = find_content (bt_layout_get_page (self->layout, page + 1), FALSE);
  if (end == NULL || start == NULL || end->table != NULL)
    return FALSE;
  *key = get_key (end);
  start_key = get_key (start);
  return key_equal (key, &start_key);
}

/* The tag of an element whose first box is @index; a label is part of what it stands before. */
static const char *
choose_element (const BtPage *page, guint index)
{
  const BtBox *box = &page->boxes[index];
  const Key key = get_key (box);

  while (box->tag == BT_TAG_LABEL && index + 1 < page->n_boxes)
    {
      const Key next = get_key (&page->boxes[++index]);

      if (!key_equal (&key, &next))
        break;
      box = &page->boxes[index];
    }
  switch (box->tag)
    {
    case BT_TAG_TITLE:
      return heading_tags[0];
    case BT_TAG_HEADING:
      return heading_tags[CLAMP (box->level, 1, MAX_LEVEL - 1)];
    case BT_TAG_TABLE_HEADING:
      return "TH";
    case BT_TAG_TABLE_CELL:
      return "TD";
    default:
      return "P";
    }
}

static void
begin_span (BtPrintTagger *self)
{
  cairo_tag_begin (self->cr, "Span", NULL);
  self->in_span = TRUE;
}

static void
end_span (BtPrintTagger *self)
{
  if (self->in_span)
    cairo_tag_end (self->cr, "Span");
  self->in_span = FALSE;
}

static void
end_element (BtPrintTagger *self)
{
  self->last = NULL;
  end_span (self);
  if (self->element != NULL)
    cairo_tag_end (self->cr, self->element);
  self->element = NULL;
}

static void
end_row (BtPrintTagger *self)
{
  end_element (self);
  if (self->in_row)
    cairo_tag_end (self->cr, "TR");
  self->in_row = FALSE;
}

static void
end_table (BtPrintTagger *self)
{
  end_row (self);
  if (self->table != NULL)
    cairo_tag_end (self->cr, "Table");
  self->table = NULL;
}

/* Opens the table and the row of a cell, and closes those before. */
static void
enter_row (BtPrintTagger *self, const BtBox *box)
{
  if (!id_equal (self->table, box->table))
    {
      end_table (self);
      cairo_tag_begin (self->cr, "Table", NULL);
      self->table = box->table;
    }
  if (self->in_row && self->row == box->row)
    return;
  end_row (self);
  cairo_tag_begin (self->cr, "TR", NULL);
  self->in_row = TRUE;
  self->row = box->row;
}

/* A line that was not broken at a space ends its word all the same: at a line break, before another paragraph. */
static void
end_word (BtPrintTagger *self)
{
  const BtBox *last = self->last;

  if (last != NULL && last->kind == BT_BOX_TEXT)
    bt_print_renderer_draw_space (pango_layout_get_line_readonly (last->layout, last->line),
                                  self->cr, BT_LENGTH_TO_PT (last->rect.x),
                                  BT_LENGTH_TO_PT (last->baseline));
}

/* Whether a box begins a new line of its own: it was not brought there by the line before being full. */
static gboolean
is_apart (const BtBox *last, const BtBox *box)
{
  PangoLayoutLine *line;

  if (last == NULL || box->kind != BT_BOX_TEXT || last->kind != BT_BOX_TEXT
      || last->layout != box->layout)
    return TRUE;
  line = pango_layout_get_line_readonly (last->layout, last->line);
  return pango_layout_get_text (last->layout)[line->start_index + line->length] == '\n';
}

/* Opens the element that a box belongs to, unless it is open. */
static void
enter_element (BtPrintTagger *self, const BtPage *page, guint index, const Key *continuing)
{
  const BtBox *box = &page->boxes[index];
  const Key key = get_key (box);

  if (self->element != NULL && key_equal (&self->key, &key))
    {
      if (is_apart (self->last, box))
        end_word (self);
      return;
    }
  end_element (self);
  if (box->table != NULL)
    enter_row (self, box);
  else
    end_table (self);
  self->key = key;
  self->element = choose_element (page, index);
  cairo_tag_begin (self->cr, self->element, NULL);
  if (continuing != NULL && key_equal (&key, continuing))
    begin_span (self);
}

static void
draw_artifacts (BtPrintTagger *self, const BtPage *page)
{
  for (guint i = 0; i < page->n_boxes; i++)
    if (page->boxes[i].tag == BT_TAG_ARTIFACT)
      bt_print_draw_box (&page->boxes[i], self->cr);
}

/**
 * bt_print_tagger_draw_page:
 * @self: a tagger
 * @page: the page that follows the one drawn before
 *
 * Draws a page with its tags. What is no content is drawn first, outside of all elements.
 */
void
bt_print_tagger_draw_page (BtPrintTagger *self, guint page)
{
  const BtPage *boxes = bt_layout_get_page (self->layout, page);
  Key continuing = { 0 };
  const gboolean continues = find_continuing (self, page, &continuing);

  /* Not before the size of the first page is set: that would throw away what was begun. */
  if (page == 0)
    cairo_tag_begin (self->cr, "Document", NULL);
  draw_artifacts (self, boxes);
  if (self->element != NULL)
    begin_span (self);
  for (guint i = 0; i < boxes->n_boxes; i++)
    if (boxes->boxes[i].tag != BT_TAG_ARTIFACT)
      {
        enter_element (self, boxes, i, continues ? &continuing : NULL);
        bt_print_draw_box (&boxes->boxes[i], self->cr);
        self->last = &boxes->boxes[i];
      }
  self->last = NULL;
  end_span (self);
  if (!continues)
    end_row (self);
}

/**
 * bt_print_tagger_end:
 * @self: a tagger
 *
 * Closes all elements; call it before the last page is shown.
 */
void
bt_print_tagger_end (BtPrintTagger *self)
{
  end_table (self);
  cairo_tag_end (self->cr, "Document");
}
