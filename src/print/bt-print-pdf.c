/* Writes a layout as one PDF: tagged, with bookmarks, metadata and embedded fonts; the same plan,
 * the same bytes. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-date.h"
#include "bt-error.h"
#include "bt-print-private.h"

/* The language of the text, for those who have it read aloud. */
#define LANGUAGE "vi-VN"

/* How deep bookmarks nest. */
#define MAX_DEPTH 6

/* Where bookmarks are added. */
typedef struct
{
  BtPlan *plan;
  cairo_surface_t *pdf;
  int parents[MAX_DEPTH + 1]; /* the last bookmark of each level */
  GString *title;             /* of the bookmark that is being read from boxes */
  const char *node;
  guint level, page;
  BtLength x, y;
} Bookmarks;

/* Appends words with one space between all of them. */
static void
append_words (GString *title, const char *words)
{
  g_auto (GStrv) parts = g_strsplit_set (words, " \n\r\t", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != 0)
      g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", parts[i]);
}

/* A bookmark hangs below the last one of a higher level that there is. */
static void
add_bookmark (Bookmarks *self)
{
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *place = NULL;
  int id;

  if (self->node == NULL || self->title->len == 0)
    return;
  place = g_strdup_printf ("page=%u pos=[%s %s]", self->page + 1,
                           g_ascii_formatd (x, sizeof x, "%.2f", BT_LENGTH_TO_PT (self->x)),
                           g_ascii_formatd (y, sizeof y, "%.2f", BT_LENGTH_TO_PT (self->y)));
  id = cairo_pdf_surface_add_outline (self->pdf, self->parents[self->level - 1], self->title->str,
                                      place, self->level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
  for (guint level = self->level; level <= MAX_DEPTH; level++)
    self->parents[level] = id;
  self->node = NULL;
}

/* Whether a heading goes on with the bookmark's title: the title of an appendix below its number. */
static gboolean
continues_title (const Bookmarks *self, const char *node)
{
  BtNode *parent;

  if (self->node == NULL)
    return FALSE;
  if (strcmp (self->node, node) == 0)
    return TRUE;
  parent = bt_plan_get_parent (self->plan, node, NULL);
  return parent != NULL && strcmp (bt_node_get_id (parent), self->node) == 0
         && bt_node_get_kind (parent) == BT_NODE_APPENDIX;
}

/* Whether the box begins a heading: its own box, or the label right before it. */
static const BtBox *
find_heading (const BtPage *page, guint index)
{
  const BtBox *box = &page->boxes[index];

  if (box->tag == BT_TAG_HEADING)
    return box;
  if (box->tag != BT_TAG_LABEL || index + 1 >= page->n_boxes)
    return NULL;
  box++;
  return box->tag == BT_TAG_HEADING && g_strcmp0 (box->node, page->boxes[index].node) == 0 ? box
                                                                                           : NULL;
}

static void
begin_bookmark (Bookmarks *self, const BtBox *box, guint level, guint page)
{
  add_bookmark (self);
  g_string_truncate (self->title, 0);
  self->node = box->node;
  self->level = CLAMP (level, 1, MAX_DEPTH);
  self->page = page;
  self->x = box->rect.x;
  self->y = box->rect.y;
}

/* A heading's words are those of its layout, once, not line by line. */
static void
read_box (Bookmarks *self, const BtPage *page, guint index, guint number)
{
  const BtBox *box = &page->boxes[index];
  const BtBox *heading = box->node != NULL && box->line == 0 ? find_heading (page, index) : NULL;

  if (heading == NULL)
    return;
  if (!continues_title (self, box->node))
    begin_bookmark (self, box, heading->level, number);
  append_words (self->title, pango_layout_get_text (box->layout));
}

/**
 * bt_print_add_bookmarks:
 * @layout: a layout
 * @pdf: the PDF surface it was drawn on
 *
 * Adds a bookmark for each heading and each appendix, nested as they are.
 */
void
bt_print_add_bookmarks (const BtLayout *layout, cairo_surface_t *pdf)
{
  Bookmarks bookmarks = { .plan = bt_layout_get_plan (layout),
                          .pdf = pdf,
                          .title = g_string_new (NULL) };

  for (guint page = 0; page < bt_layout_get_n_pages (layout); page++)
    {
      const BtPage *boxes = bt_layout_get_page (layout, page);

      for (guint i = 0; i < boxes->n_boxes; i++)
        if (boxes->boxes[i].kind == BT_BOX_TEXT)
          read_box (&bookmarks, boxes, i, page);
    }
  add_bookmark (&bookmarks);
  g_string_free (bookmarks.title, TRUE);
}

/* Sets a field from words on several lines or in several nodes; an empty one is left out. */
static void
set_field (cairo_surface_t *pdf, cairo_pdf_metadata_t field, const char *words)
{
  g_autofree char *line = g_strdup (words);

  g_strstrip (g_strdelimit (line, "\n\r\t", ' '));
  if (*line != 0)
    cairo_pdf_surface_set_metadata (pdf, field, line);
}

static char *
dup_title (BtPlan *plan)
{
  const char *type = bt_plan_get_field (plan, BT_NODE_TYPE);
  const char *subject = bt_plan_get_field (plan, BT_NODE_SUBJECT);

  return g_strjoin (" ", type != NULL && *type != 0 ? type : "KẾ HOẠCH",
                    subject != NULL ? subject : "", NULL);
}

static char *
dup_sign (BtPlan *plan)
{
  const char *number = bt_plan_get_field (plan, BT_NODE_NUMBER);
  const char *symbol = bt_plan_get_field (plan, BT_NODE_SYMBOL);

  if (number == NULL || *number == 0 || symbol == NULL || *symbol == 0)
    return NULL;
  return g_strdup_printf ("%s/%s", number, symbol);
}

/* The time for both dates: SOURCE_DATE_EPOCH if it is set, the day of the plan if that is known,
 * none otherwise; never the clock, so that the same plan gives the same bytes. */
static char *
dup_time (BtPlan *plan)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  const char *field = bt_plan_get_field (plan, BT_NODE_DATE);
  BtDate date;

  if (epoch != NULL && *epoch != 0)
    {
      g_autoptr (GDateTime) time =
          g_date_time_new_from_unix_utc (g_ascii_strtoll (epoch, NULL, 10));

      return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
    }
  if (field == NULL || !bt_date_parse_iso (field, &date) || date.year == 0 || date.month == 0
      || date.day == 0)
    return g_strdup ("");
  /* The offices' time zone. */
  return g_strdup_printf ("%04d-%02d-%02dT00:00:00+07:00", date.year, date.month, date.day);
}

/**
 * bt_print_set_metadata:
 * @layout: a layout
 * @pdf: a PDF surface
 *
 * Says in the PDF what the plan is called, who issues it, its number and sign, and when.
 */
void
bt_print_set_metadata (const BtLayout *layout, cairo_surface_t *pdf)
{
  BtPlan *plan = bt_layout_get_plan (layout);
  const char *agency = bt_plan_get_field (plan, BT_NODE_AGENCY);
  g_autofree char *title = dup_title (plan);
  g_autofree char *sign = dup_sign (plan);
  g_autofree char *time = dup_time (plan);

  set_field (pdf, CAIRO_PDF_METADATA_TITLE, title);
  set_field (pdf, CAIRO_PDF_METADATA_AUTHOR, agency != NULL ? agency : "");
  set_field (pdf, CAIRO_PDF_METADATA_SUBJECT, sign != NULL ? sign : "");
  set_field (pdf, CAIRO_PDF_METADATA_CREATOR, "Bản Thảo " BT_VERSION);
  cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_CREATE_DATE, time);
  cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_MOD_DATE, time);
}

static void
draw_pages (const BtLayout *layout, cairo_surface_t *pdf)
{
  cairo_t *cr = cairo_create (pdf);
  g_autoptr (BtPrintTagger) tagger = bt_print_tagger_new (layout, cr);
  const guint n_pages = bt_layout_get_n_pages (layout);

  for (guint page = 0; page < n_pages && cairo_status (cr) == CAIRO_STATUS_SUCCESS; page++)
    {
      const BtPage *paper = bt_layout_get_page (layout, page);

      cairo_pdf_surface_set_size (pdf, BT_LENGTH_TO_PT (paper->width),
                                  BT_LENGTH_TO_PT (paper->height));
      bt_print_tagger_draw_page (tagger, page);
      if (page + 1 == n_pages)
        bt_print_tagger_end (tagger);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
}

/**
 * bt_print_write_pdf:
 * @layout: a layout
 * @stream: where the PDF goes; it stays open
 * @error: set to BT_ERROR_IO where the stream fails (disk full)
 *
 * Writes all pages as one PDF (1.5 or later; the decree's Phụ lục I, Phần II asks for 1.4 or later): tagged,
 * with bookmarks, metadata and its fonts embedded. The same plan gives the same bytes.
 *
 * Returns: whether all of it was written
 */
gboolean
bt_print_write_pdf (const BtLayout *layout, GOutputStream *stream, GError **error)
{
  g_autoptr (BtPrintStream) out = NULL;
  cairo_surface_t *pdf;
  cairo_status_t status;

  g_return_val_if_fail (layout != NULL, FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  out = bt_print_stream_new (stream);
  bt_print_stream_set_language (out, LANGUAGE);
  pdf = cairo_pdf_surface_create_for_stream (bt_print_stream_write_cb, out, 1, 1);
  bt_print_set_metadata (layout, pdf);
  draw_pages (layout, pdf);
  bt_print_add_bookmarks (layout, pdf);
  cairo_surface_finish (pdf);
  status = cairo_surface_status (pdf);
  cairo_surface_destroy (pdf);
  return bt_print_stream_close (out, status, error);
}
