/* A text broken into lines: their heights and baselines, and the boxes that show them. */
#include "bt-paragraph-private.h"

#include <string.h>

/* Lines are balanced to this precision. */
#define BALANCE_STEP BT_POINT

/* A line of fewer spaces, the one at its end included, is not justified. */
#define MIN_SPACES 4

static PangoLayout *
create_layout (PangoContext *context, const BtStyleFont *font, BtLength width, BtLength indent)
{
  PangoLayout *layout = pango_layout_new (context);

  pango_layout_set_font_description (layout, font->font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0)
    pango_layout_set_width (layout, MAX (width, BT_POINT));
  pango_layout_set_indent (layout, indent);
  pango_layout_set_auto_dir (layout, FALSE);
  if (font->style->align == BT_ALIGN_JUSTIFY && width >= 0)
    pango_layout_set_justify (layout, TRUE);
  if ((font->style->align == BT_ALIGN_CENTER || font->style->align == BT_ALIGN_BALANCE)
      && width >= 0)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  return layout;
}

static void
measure_font (BtStyleFont *font, PangoContext *context)
{
  g_autoptr (PangoLayout) layout = create_layout (context, font, -1, 0);
  PangoLayoutLine *line;
  PangoRectangle logical;
  int height;

  pango_layout_set_text (layout, "x", 1);
  line = pango_layout_get_line_readonly (layout, 0);
  pango_layout_line_get_extents (line, NULL, &logical);
  pango_layout_line_get_height (line, &height);
  font->ascent = -logical.y;
  font->descent = logical.height + logical.y;
  font->height = MAX (height, logical.height);
}

/* A style before @index with the same font, which is then measured already. */
static const BtStyleFont *
find_same_font (const BtStyleFont *fonts, guint index)
{
  for (guint i = 0; i < index; i++)
    if (pango_font_description_equal (fonts[i].font, fonts[index].font))
      return &fonts[i];
  return NULL;
}

/**
 * bt_style_fonts_init:
 * @fonts: (out caller-allocates) (array length=BT_N_STYLES): the descriptions are freed by the caller
 * @context: a context
 * @profile: a rule set, which outlives @fonts
 * @family: the fonts' family
 */
void
bt_style_fonts_init (BtStyleFont *fonts, PangoContext *context, const BtProfile *profile,
                     const char *family)
{
  for (guint i = 0; i < BT_N_STYLES; i++)
    {
      BtStyleFont *font = &fonts[i];
      const BtStyleFont *same;

      font->style = bt_profile_get_style (profile, i);
      font->font = pango_font_description_new ();
      pango_font_description_set_family (font->font, family);
      pango_font_description_set_size (font->font, font->style->size);
      if (font->style->bold)
        pango_font_description_set_weight (font->font, PANGO_WEIGHT_BOLD);
      if (font->style->italic)
        pango_font_description_set_style (font->font, PANGO_STYLE_ITALIC);
      same = find_same_font (fonts, i);
      if (same != NULL)
        {
          font->ascent = same->ascent;
          font->descent = same->descent;
          font->height = same->height;
        }
      else
        measure_font (font, context);
      font->leading = (BtLength) (font->height * font->style->line_spacing + 0.5) - font->ascent - font->descent;
    }
}

/* A line with a character of another font may be taller than those of its own. */
static BtLineMetrics
measure_line (const BtStyleFont *font, PangoLayoutLine *line, BtLength *width)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (line, NULL, &logical);
  *width = logical.width;
  BtLength ascent = MAX (font->ascent, -logical.y);
  BtLength descent = MAX (font->descent, logical.height + logical.y);
  return (BtLineMetrics){ ascent + descent + font->leading, ascent + font->leading / 2 };
}

static void
measure_lines (BtParagraph *paragraph, const BtStyleFont *font)
{
  paragraph->n_lines = pango_layout_get_line_count (paragraph->layout);
  for (guint i = 0; i < paragraph->n_lines; i++)
    {
      BtLength width;
      BtLineMetrics metrics =
          measure_line (font, pango_layout_get_line_readonly (paragraph->layout, i), &width);

      paragraph->used_width = MAX (paragraph->used_width, width);
      if (i == 0)
        paragraph->metrics = metrics;
      else if (paragraph->special == NULL && metrics.height != paragraph->metrics.height)
        {
          paragraph->special = g_new (BtLineMetrics, paragraph->n_lines);
          for (guint j = 0; j < i; j++)
            paragraph->special[j] = paragraph->metrics;
        }
      if (paragraph->special != NULL)
        paragraph->special[i] = metrics;
    }
}

/* Whether the line is filled by stretching so few spaces, if any, that it would fall apart. */
static gboolean
is_stretched (const PangoLayoutLine *line)
{
  const char *text = pango_layout_get_text (line->layout) + line->start_index;
  guint n_spaces = 0;

  for (int i = 0; i < line->length; i++)
    n_spaces += text[i] == ' ';
  return n_spaces < MIN_SPACES;
}

/* Pango pulls even letters apart where a line has nothing else to stretch: before a word that does not fit. */
static void
limit_justification (PangoLayout *layout)
{
  int n_lines = pango_layout_get_line_count (layout);

  if (!pango_layout_get_justify (layout))
    return;
  for (int i = 0; i + 1 < n_lines; i++)
    if (is_stretched (pango_layout_get_line_readonly (layout, i)))
      {
        pango_layout_set_justify (layout, FALSE);
        return;
      }
}

/* The narrowest width at which there are no more lines than at @width: lines of a title that are about equal. */
static BtLength
find_balanced_width (PangoLayout *layout, BtLength width)
{
  int n_lines = pango_layout_get_line_count (layout);
  BtLength low = width / (n_lines + 1), high = width;
  int used;

  if (n_lines < 2)
    return width;
  while (high - low > BALANCE_STEP)
    {
      BtLength middle = low + (high - low) / 2;

      pango_layout_set_width (layout, middle);
      pango_layout_get_size (layout, &used, NULL);
      if (pango_layout_get_line_count (layout) > n_lines || used > middle)
        low = middle;
      else
        high = middle;
    }
  pango_layout_set_width (layout, high);
  return high;
}

/* By which a layout, all that a box has, leads back to what it shows. */
static GQuark
parts_quark (void)
{
  return g_quark_from_static_string ("bt-paragraph-parts");
}

/**
 * bt_paragraph_layout_to_text:
 * @layout: of a paragraph
 * @index: a byte of what it shows
 *
 * Returns: the byte of the node's text that is shown there
 */
gsize
bt_paragraph_layout_to_text (PangoLayout *layout, gsize index)
{
  return bt_shown_to_text (g_object_get_qdata (G_OBJECT (layout), parts_quark ()), index);
}

/**
 * bt_paragraph_new:
 * @key: what it is found by; its text is referenced, its words are copied
 * @shown: what to print; emptied
 *
 * Returns: (transfer full): the paragraph, of which nothing may be asked before bt_paragraph_shape()
 */
BtParagraph *
bt_paragraph_new (const BtParagraphKey *key, BtShown *shown)
{
  BtParagraph *paragraph = g_new0 (BtParagraph, 1);

  paragraph->ref_count = 1;
  paragraph->key = *key;
  if (key->text != NULL)
    bt_text_ref (key->text);
  paragraph->key.words = g_strdup (key->words);
  paragraph->objects = g_steal_pointer (&shown->objects);
  paragraph->parts = g_steal_pointer (&shown->parts);
  paragraph->changes = g_steal_pointer (&shown->changes);
  paragraph->shown = *shown;
  *shown = (BtShown){ 0 };
  return paragraph;
}

/**
 * bt_paragraph_shape:
 * @paragraph: a paragraph
 * @context: a context that no other thread uses at this time
 * @fonts: (array length=BT_N_STYLES): of the styles
 *
 * Breaks @paragraph into lines, unless that is done.
 */
void
bt_paragraph_shape (BtParagraph *paragraph, PangoContext *context, const BtStyleFont *fonts)
{
  const BtParagraphKey *key = &paragraph->key;
  const BtStyleFont *font = &fonts[key->style];

  if (paragraph->layout != NULL)
    return;
  paragraph->layout = create_layout (context, font, key->width, key->indent);
  pango_layout_set_attributes (paragraph->layout, paragraph->shown.attrs);
  pango_layout_set_text (paragraph->layout, paragraph->shown.string, -1);
  if (font->style->align == BT_ALIGN_BALANCE && key->width > 0)
    paragraph->inset = (key->width - find_balanced_width (paragraph->layout, key->width)) / 2;
  limit_justification (paragraph->layout);
  if (paragraph->parts != NULL)
    g_object_set_qdata (G_OBJECT (paragraph->layout), parts_quark (), paragraph->parts);
  measure_lines (paragraph, font);
  bt_shown_clear (&paragraph->shown);
}

/** bt_paragraph_ref: Returns: (transfer full): @paragraph */
BtParagraph *
bt_paragraph_ref (BtParagraph *paragraph)
{
  g_return_val_if_fail (paragraph != NULL, NULL);

  paragraph->ref_count++;
  return paragraph;
}

/** bt_paragraph_unref: lets go of @paragraph */
void
bt_paragraph_unref (BtParagraph *paragraph)
{
  g_return_if_fail (paragraph != NULL);

  if (--paragraph->ref_count > 0)
    return;
  g_clear_pointer (&paragraph->key.text, bt_text_unref);
  g_free ((char *) paragraph->key.words);
  g_free (paragraph->objects);
  g_clear_pointer (&paragraph->parts, g_array_unref);
  g_clear_pointer (&paragraph->changes, g_array_unref);
  bt_shown_clear (&paragraph->shown);
  g_clear_object (&paragraph->layout);
  g_free (paragraph->special);
  g_free (paragraph);
}

/** bt_paragraph_get_n_lines: Returns: how many lines, at least 1 */
guint
bt_paragraph_get_n_lines (const BtParagraph *paragraph)
{
  return paragraph->n_lines;
}

static const BtLineMetrics *
get_metrics (const BtParagraph *paragraph, guint line)
{
  return paragraph->special != NULL ? &paragraph->special[line] : &paragraph->metrics;
}

/** bt_paragraph_get_height: Returns: the height of the lines from @first to before @end */
BtLength
bt_paragraph_get_height (const BtParagraph *paragraph, guint first, guint end)
{
  BtLength height = 0;

  if (paragraph->special == NULL)
    return (BtLength) (end - first) * paragraph->metrics.height;
  for (guint i = first; i < end; i++)
    height += paragraph->special[i].height;
  return height;
}

/** bt_paragraph_get_used_width: Returns: the width of the widest line */
BtLength
bt_paragraph_get_used_width (const BtParagraph *paragraph)
{
  return paragraph->used_width;
}

/** bt_paragraph_get_first_baseline: Returns: the first line's baseline, from the paragraph's top */
BtLength
bt_paragraph_get_first_baseline (const BtParagraph *paragraph)
{
  return get_metrics (paragraph, 0)->baseline;
}

/** bt_paragraph_get_last_width: Returns: the width of the last line, which a rule below it is measured by */
BtLength
bt_paragraph_get_last_width (const BtParagraph *paragraph)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (paragraph->layout,
                                                                 paragraph->n_lines - 1),
                                 NULL, &logical);
  return logical.width;
}

/** bt_paragraph_get_line_start: Returns: the first byte of the node's text on @line */
gsize
bt_paragraph_get_line_start (const BtParagraph *paragraph, guint line)
{
  PangoLayoutLine *pango_line = pango_layout_get_line_readonly (paragraph->layout, line);

  return bt_shown_to_text (paragraph->parts, pango_line->start_index);
}

/** bt_paragraph_find_line: Returns: the line that shows the byte @offset of the node's text */
guint
bt_paragraph_find_line (const BtParagraph *paragraph, gsize offset)
{
  gsize shown = bt_shown_from_text (paragraph->parts, offset);
  guint line = 0;

  while (line + 1 < paragraph->n_lines
         && (gsize) pango_layout_get_line_readonly (paragraph->layout, line + 1)->start_index
                <= shown)
    line++;
  return line;
}

/* The text up to the next line's start, so that a line break belongs to the line it ends. */
static gsize
get_line_end (const BtParagraph *paragraph, guint line)
{
  if (line + 1 < paragraph->n_lines)
    return bt_paragraph_get_line_start (paragraph, line + 1);
  return bt_shown_to_text (paragraph->parts, strlen (pango_layout_get_text (paragraph->layout)));
}

/* Whether something on the line is part of an open change. */
static gboolean
is_changed (const BtParagraph *paragraph, guint line)
{
  const PangoLayoutLine *pango_line;
  gsize start, end;

  if (paragraph->changes == NULL)
    return FALSE;
  pango_line = pango_layout_get_line_readonly (paragraph->layout, line);
  start = pango_line->start_index;
  end = start + pango_line->length;
  for (guint i = 0; i < paragraph->changes->len; i += 2)
    if (g_array_index (paragraph->changes, gsize, i) < end
        && g_array_index (paragraph->changes, gsize, i + 1) > start)
      return TRUE;
  return FALSE;
}

/**
 * bt_paragraph_emit:
 * @paragraph: a paragraph
 * @first: its first line to show
 * @end: the line after the last to show
 * @x: the left edge of the paragraph
 * @y: the top of the first line shown
 * @like: all else that the boxes are to have
 * @boxes: (element-type BtBox): where to append them
 */
void
bt_paragraph_emit (BtParagraph *paragraph, guint first, guint end, BtLength x, BtLength y,
                   const BtBox *like, GArray *boxes)
{
  PangoLayoutIter *iter = pango_layout_get_iter (paragraph->layout);
  guint line = 0;

  do
    {
      const BtLineMetrics *metrics = get_metrics (paragraph, line);
      PangoRectangle logical;
      BtBox box = *like;

      if (line < first)
        continue;
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      box.kind = BT_BOX_TEXT;
      box.rect = (BtRect){ x + paragraph->inset + logical.x, y, logical.width, metrics->height };
      box.layout = paragraph->layout;
      box.line = line;
      box.baseline = y + metrics->baseline;
      box.start = bt_paragraph_get_line_start (paragraph, line);
      box.end = get_line_end (paragraph, line);
      box.changed = like->changed || is_changed (paragraph, line);
      g_array_append_val (boxes, box);
      y += metrics->height;
    }
  while (++line < end && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

/**
 * bt_box_emit_rule:
 *
 * Appends a filled rectangle that nobody reads.
 */
void
bt_box_emit_rule (GArray *boxes, BtLength x, BtLength y, BtLength width, BtLength height)
{
  BtBox box = { .kind = BT_BOX_RULE, .tag = BT_TAG_ARTIFACT, .rect = { x, y, width, height } };

  box.thickness = MIN (width, height);
  g_array_append_val (boxes, box);
}
