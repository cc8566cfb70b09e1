/* What is printed for a text: its characters with the words of its objects, in the style's case, and the way back. */
#include "bt-shown.h"

#include <string.h>

/* The spans in which a line must not break are looked for in this many bytes at most around a sign. */
#define MAX_SIGN_LENGTH 64
#define MAX_DATE_LENGTH 64

/* In bytes; no syllable is longer. */
#define MAX_SHORT_WORD 12

#define DASH "–"
#define DASH_BYTE 0xE2

/* Words that a number belongs to. */
static const char *const counted_words[] = { "ngày",  "tháng", "năm", "Quý", "quý",  "Điều",
                                             "khoản", "mục",   "Mục", "số",  "Phần", "Tháng" };

static void
insert_attr (BtShown *shown, PangoAttribute *attr, gsize start, gsize end)
{
  if (shown->attrs == NULL)
    shown->attrs = pango_attr_list_new ();
  attr->start_index = start;
  attr->end_index = end;
  pango_attr_list_insert (shown->attrs, attr);
}

#define SPLIT_COLOR(color)                                                                         \
  (color >> 16 & 0xff) * 257, (color >> 8 & 0xff) * 257, (color & 0xff) * 257

static void
add_format (BtShown *shown, BtFormat format, gsize start, gsize end)
{
  if (format & BT_FORMAT_BOLD)
    insert_attr (shown, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
  if (format & BT_FORMAT_ITALIC)
    insert_attr (shown, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
  if (format & BT_FORMAT_UNDERLINE)
    insert_attr (shown, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
}

static void
add_underline (BtShown *shown, const BtInk *ink, gsize start, gsize end)
{
  PangoUnderline line = ink->look & BT_LOOK_MOVED ? PANGO_UNDERLINE_DOUBLE : PANGO_UNDERLINE_SINGLE;

  insert_attr (shown, pango_attr_underline_new (line), start, end);
  insert_attr (shown, pango_attr_underline_color_new (SPLIT_COLOR (ink->underline)), start, end);
}

/* The number of a note: small and raised. */
static void
add_sign (BtShown *shown, const BtShowing *showing, gsize start, gsize end)
{
  const BtLength size = showing->style->size;
  const double part = bt_profile_get_ratio (showing->profile, BT_RATIO_NOTE_SIZE);
  const double rise = bt_profile_get_ratio (showing->profile, BT_RATIO_NOTE_RISE);

  insert_attr (shown, pango_attr_size_new ((int) (size * part)), start, end);
  insert_attr (shown, pango_attr_rise_new ((int) (size * rise)), start, end);
}

static void
add_change (BtShown *shown, gsize start, gsize end)
{
  if (shown->changes == NULL)
    shown->changes = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_array_append_val (shown->changes, start);
  g_array_append_val (shown->changes, end);
}

static void
add_ink (BtShown *shown, const BtShowing *showing, const BtInk *ink, gsize start, gsize end)
{
  if (ink->look == BT_LOOK_PLAIN || start == end)
    return;
  if (ink->look & (BT_LOOK_INSERTED | BT_LOOK_MOVED))
    add_underline (shown, ink, start, end);
  if (ink->look & BT_LOOK_DELETED)
    {
      insert_attr (shown, pango_attr_strikethrough_new (TRUE), start, end);
      insert_attr (shown, pango_attr_strikethrough_color_new (SPLIT_COLOR (ink->strike)), start,
                   end);
    }
  if (ink->look & BT_LOOK_SIGN)
    add_sign (shown, showing, start, end);
  insert_attr (shown, pango_attr_foreground_new (SPLIT_COLOR (ink->color)), start, end);
  if (ink->look & BT_LOOK_CHANGED)
    add_change (shown, start, end);
}

static void
add_part (BtShown *shown, gsize at, gsize text, gboolean derived)
{
  BtShownPart part = { at, text, derived };

  if (shown->parts == NULL)
    shown->parts = g_array_new (FALSE, FALSE, sizeof (BtShownPart));
  g_array_append_val (shown->parts, part);
}

/* Appends characters in upper case; those that change their length (none is Vietnamese) get a part of their own. */
static void
append_upper (BtShown *shown, GString *string, const char *from, gsize length, gsize text)
{
  for (const char *c = from; c < from + length; c = g_utf8_next_char (c))
    {
      gsize before = string->len;
      gsize size = g_utf8_next_char (c) - c;

      g_string_append_unichar (string, g_unichar_toupper (g_utf8_get_char (c)));
      if (string->len - before == size)
        continue;
      add_part (shown, before, text + (c - from), TRUE);
      add_part (shown, string->len, text + (c - from) + size, FALSE);
    }
}

static void
append_run (BtShown *shown, GString *string, const char *from, gsize length, gsize text,
            gboolean upper)
{
  if (upper)
    append_upper (shown, string, from, length, text);
  else
    g_string_append_len (string, from, length);
}

static void
append_objects (BtShown *shown, GString *string, const BtNode *node, const BtRun *run, gsize start,
                gboolean upper, BtObjectFunc object, gpointer data)
{
  for (gsize at = start; at < run->end; at += BT_OBJECT_CHAR_SIZE)
    {
      g_autofree char *words = object (data, node, at, &run->mark);
      BtShown ignored = { 0 };

      add_part (shown, string->len, at, TRUE);
      append_run (&ignored, string, words, strlen (words), 0, upper);
      if (ignored.parts != NULL)
        g_array_unref (ignored.parts);
      add_part (shown, string->len, at + BT_OBJECT_CHAR_SIZE, FALSE);
    }
}

static gboolean
is_sign_char (char c)
{
  return c != '\0' && strchr (" \n\t,;()\xC2", c) == NULL;
}

/* How wide a piece is at most, in hundredths of the font's size: in any face of a serif font. */
static gssize
estimate_width (const char *start, const char *end)
{
  gssize width = 0;

  for (const char *c = start; c < end; c++)
    if (g_ascii_isdigit (*c))
      width += 50;
    else if (strchr ("/-.:I", *c) != NULL)
      width += 40;
    else if (g_ascii_islower (*c) && *c != 'm' && *c != 'w')
      width += 60;
    else if (((guchar) *c & 0xC0) != 0x80)
      width += 100;
  return width;
}

/* Forbids breaks, unless what would then stay together, with the words it begins and ends in, may be
 * longer than its line: it would stand out at the side. */
static void
keep_piece (BtShown *shown, const char *start, const char *end)
{
  const char *first = start, *last = end;

  while (first > shown->string && first[-1] != ' ' && first[-1] != '\n')
    first--;
  last += strcspn (last, " \n");
  if (shown->max_piece < 0 || estimate_width (first, last) <= shown->max_piece)
    insert_attr (shown, pango_attr_allow_breaks_new (FALSE), start - shown->string,
                 end - shown->string);
}

/* "167/KH-SVHTTDL" and "Quý IV/2026" stay on one line: a number before the slash or behind it. */
static void
keep_sign (BtShown *shown, const char *slash)
{
  const char *start = slash, *end = slash;

  while (start > shown->string && slash - start < MAX_SIGN_LENGTH && is_sign_char (start[-1]))
    start--;
  while (end - slash < MAX_SIGN_LENGTH && is_sign_char (*end))
    end++;
  if ((g_ascii_isdigit (*start) || g_ascii_isdigit (slash[1])) && end > slash + 1)
    keep_piece (shown, start, end);
}

/* No line begins with the dash of "chính trị - xã hội": it would look like an item of a list. */
static void
keep_dash (BtShown *shown, const char *dash, gsize size)
{
  if (dash > shown->string && dash[-1] == ' ' && dash[size] == ' ')
    keep_piece (shown, dash - 1, dash + size);
}

/* "ngày 05" and "khoản 2" stay on one line: a number at the head of a line says nothing. */
static void
keep_number (BtShown *shown, const char *digit)
{
  const char *start = digit - 1;

  while (start > shown->string && start[-1] != ' ' && start[-1] != '\n')
    start--;
  for (guint i = 0; i < G_N_ELEMENTS (counted_words); i++)
    if (g_str_has_prefix (start, counted_words[i])
        && start + strlen (counted_words[i]) == digit - 1)
      keep_piece (shown, digit - 1, digit + 1);
}

/* A column of dates is often no wider than "3/2026": there, "Tháng" stands on a line of its own. */
static gboolean
is_narrow (const BtStyle *style)
{
  return style->id == BT_STYLE_TABLE_TEXT || style->id == BT_STYLE_TABLE_CENTERED;
}

static void
keep_together (BtShown *shown, const BtStyle *style)
{
  const gboolean keeps_numbers = !is_narrow (style);
  const char *last_sign = NULL;

  for (const char *c = shown->string; *c != '\0'; c++)
    {
      if (*c == '/' && (last_sign == NULL || memchr (last_sign, ' ', c - last_sign) != NULL))
        {
          keep_sign (shown, c);
          last_sign = c;
        }
      else if (*c == '-')
        keep_dash (shown, c, 1);
      else if ((guchar) *c == DASH_BYTE && g_str_has_prefix (c, DASH))
        keep_dash (shown, c, strlen (DASH));
      else if (keeps_numbers && g_ascii_isdigit (*c) && c > shown->string && c[-1] == ' ')
        keep_number (shown, c);
    }
}

/* In a title a date is not broken at all: there is room for it on either line. */
static void
keep_dates (BtShown *shown)
{
  const char *start = shown->string;

  while ((start = strstr (start, "ngày ")) != NULL)
    {
      const char *end = strstr (start, " năm ");

      if (end != NULL && end - start < MAX_DATE_LENGTH)
        keep_piece (shown, start, end + strlen (" năm ") + 1);
      start += strlen ("ngày ");
    }
}

/* A short last word does not stand alone on a line of running text. */
static void
keep_end (BtShown *shown)
{
  const char *space = strrchr (shown->string, ' ');

  if (space != NULL && space > shown->string && strlen (space + 1) <= MAX_SHORT_WORD
      && space[1] != 0)
    keep_piece (shown, space, g_utf8_next_char (space + 1));
}

/* Pango would print a hyphen, which is not in the text, where a word is too long for its line. */
static void
finish (BtShown *shown, const BtShowing *showing)
{
  const BtStyle *style = showing->style;

  shown->max_piece = showing->width < 0 ? -1 : 100 * (gint64) showing->width / style->size;
  keep_together (shown, style);
  if (style->align == BT_ALIGN_BALANCE)
    keep_dates (shown);
  if (style->align == BT_ALIGN_JUSTIFY)
    keep_end (shown);
  insert_attr (shown, pango_attr_insert_hyphens_new (FALSE), PANGO_ATTR_INDEX_FROM_TEXT_BEGINNING,
               PANGO_ATTR_INDEX_TO_TEXT_END);
}

/* The style's own colour lies below those of changes. */
static void
add_style_color (BtShown *shown, const BtStyle *style)
{
  if (style->color != 0)
    insert_attr (shown, pango_attr_foreground_new (SPLIT_COLOR (style->color)),
                 PANGO_ATTR_INDEX_FROM_TEXT_BEGINNING, PANGO_ATTR_INDEX_TO_TEXT_END);
}

/**
 * bt_shown_dup_objects:
 *
 * Returns: (transfer full): what a #BtShown made now would have as its objects
 */
char *
bt_shown_dup_objects (const BtNode *node, BtObjectFunc object, gpointer data)
{
  GString *words = g_string_new (NULL);
  guint n_runs;
  gsize start = 0;
  const BtRun *runs = bt_text_get_runs (bt_node_get_text (node), &n_runs);

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    for (gsize at = start; runs[i].mark.object != BT_OBJECT_NONE && at < runs[i].end;
         at += BT_OBJECT_CHAR_SIZE)
      {
        g_autofree char *word = object (data, node, at, &runs[i].mark);

        g_string_append (words, word);
        g_string_append_c (words, '\n');
      }
  return g_string_free (words, FALSE);
}

/* Printing a node's text, run by run. */
typedef struct
{
  BtShown *shown;
  const BtShowing *showing;
  const BtNode *node;
  GString *string;
  BtNodeMarks marks;
  const char *signs; /* (nullable) where they go on */
  gsize sign_offset; /* of the first one that is not printed yet; G_MAXSIZE where there is none */
  char *sign;
  GArray *signs_at; /* of #gsize: where they stand in what is shown */
} Printer;

static void
take_sign (Printer *self)
{
  g_clear_pointer (&self->sign, g_free);
  self->signs = bt_markup_next_sign (self->signs, &self->sign_offset, &self->sign);
  if (self->signs == NULL)
    self->sign_offset = G_MAXSIZE;
}

/* Appends words with their looks. */
static void
append_words (BtShown *shown, const BtShowing *showing, GString *string, const char *words)
{
  const char *start, *end;
  BtInk ink;

  while ((words = bt_words_next (words, &start, &end, &ink)) != NULL)
    {
      const gsize at = string->len;
      g_autofree char *piece = showing->style->upper ? g_utf8_strup (start, end - start)
                                                     : g_strndup (start, end - start);

      g_string_append (string, piece);
      add_ink (shown, showing, &ink, at, string->len);
    }
}

/* A sign stays with the word before it. */
static void
keep_signs (BtShown *shown, const GArray *signs_at)
{
  for (guint i = 0; i < signs_at->len; i++)
    {
      const char *sign = shown->string + g_array_index (signs_at, gsize, i);

      if (sign > shown->string && sign[-1] != ' ' && sign[-1] != '\n')
        keep_piece (shown, g_utf8_prev_char (sign), g_utf8_next_char (sign));
    }
}

/* A sign stands for no character of the text. */
static void
print_sign (Printer *self)
{
  const gsize at = self->string->len;

  add_part (self->shown, at, self->sign_offset, TRUE);
  append_words (self->shown, self->showing, self->string, self->sign);
  add_part (self->shown, self->string->len, self->sign_offset, FALSE);
  g_array_append_val (self->signs_at, at);
  take_sign (self);
}

static void
print_piece (Printer *self, const BtRun *run, gsize start, gsize end)
{
  const BtShowing *showing = self->showing;
  const gsize at = self->string->len;
  BtRun piece = *run;

  if (start == end)
    return;
  piece.end = end;
  if (run->mark.object != BT_OBJECT_NONE)
    append_objects (self->shown, self->string, self->node, &piece, start, showing->style->upper,
                    showing->object, showing->data);
  else
    append_run (self->shown, self->string,
                bt_text_get_string (bt_node_get_text (self->node)) + start, end - start, start,
                showing->style->upper);
  add_format (self->shown, run->mark.format, at, self->string->len);
  if (showing->markup == NULL)
    return;
  BtInk ink = bt_markup_get_ink (showing->markup, &self->marks, &run->mark);
  add_ink (self->shown, showing, &ink, at, self->string->len);
}

/* A run, with the signs in it and at its end. */
static void
print_run (Printer *self, const BtRun *run, gsize start)
{
  while (self->sign_offset <= run->end)
    {
      if (self->sign_offset > start)
        {
          print_piece (self, run, start, self->sign_offset);
          start = self->sign_offset;
        }
      print_sign (self);
    }
  print_piece (self, run, start, run->end);
}

/**
 * bt_shown_init:
 * @shown: (out caller-allocates): cleared with bt_shown_clear()
 * @node: a node
 * @showing: how it is shown
 *
 * Words that the whole node's coming, going or moving is about look like it. Signs of notes stand where they belong.
 */
void
bt_shown_init (BtShown *shown, const BtNode *node, const BtShowing *showing)
{
  BtText *text = bt_node_get_text (node);
  gboolean has_objects = text != NULL && bt_text_has_objects (text);
  g_autoptr (GArray) signs_at = g_array_new (FALSE, FALSE, sizeof (gsize));
  Printer printer = { .shown = shown,
                      .showing = showing,
                      .node = node,
                      .string = g_string_new (NULL),
                      .signs_at = signs_at };
  guint n_runs = 0;
  gsize start = 0;
  const BtRun *runs = text != NULL ? bt_text_get_runs (text, &n_runs) : NULL;

  *shown = (BtShown){ 0 };
  add_style_color (shown, showing->style);
  if (showing->markup != NULL)
    {
      printer.marks = bt_markup_get_marks (showing->markup, node);
      printer.signs = bt_markup_get_signs (showing->markup, node);
    }
  if (showing->style->upper || has_objects || printer.signs != NULL)
    add_part (shown, 0, 0, FALSE);
  take_sign (&printer);
  for (guint i = 0; i < n_runs; start = runs[i++].end)
    print_run (&printer, &runs[i], start);
  while (printer.sign != NULL)
    print_sign (&printer);
  shown->string = g_string_free (printer.string, FALSE);
  if (has_objects)
    shown->objects = bt_shown_dup_objects (node, showing->object, showing->data);
  finish (shown, showing);
  keep_signs (shown, signs_at);
}

/**
 * bt_shown_init_words:
 * @shown: (out caller-allocates): cleared with bt_shown_clear()
 * @words: derived words, which are no node's text; some may have looks
 * @showing: how they are shown
 */
void
bt_shown_init_words (BtShown *shown, const char *words, const BtShowing *showing)
{
  GString *string = g_string_new (NULL);

  *shown = (BtShown){ 0 };
  add_style_color (shown, showing->style);
  append_words (shown, showing, string, words);
  shown->string = g_string_free (string, FALSE);
  add_part (shown, 0, 0, TRUE);
  finish (shown, showing);
}

/** bt_shown_clear: frees what @shown has */
void
bt_shown_clear (BtShown *shown)
{
  g_clear_pointer (&shown->string, g_free);
  g_clear_pointer (&shown->objects, g_free);
  g_clear_pointer (&shown->attrs, pango_attr_list_unref);
  g_clear_pointer (&shown->parts, g_array_unref);
  g_clear_pointer (&shown->changes, g_array_unref);
}

/**
 * bt_shown_to_text:
 * @parts: (nullable): of a #BtShown
 * @shown: a byte of what is shown
 *
 * Returns: the byte of the text it stands for; inside the words of an object, the object's end
 */
gsize
bt_shown_to_text (const GArray *parts, gsize shown)
{
  guint i;

  if (parts == NULL)
    return shown;
  for (i = parts->len - 1; i > 0 && g_array_index (parts, BtShownPart, i).shown > shown; i--)
    ;
  const BtShownPart *part = &g_array_index (parts, BtShownPart, i);
  if (!part->derived)
    return part->text + (shown - part->shown);
  if (shown == part->shown || i + 1 == parts->len)
    return part->text;
  return g_array_index (parts, BtShownPart, i + 1).text;
}

/**
 * bt_shown_from_text:
 * @parts: (nullable): of a #BtShown
 * @text: a byte of the text
 *
 * Returns: the byte of what is shown at which it begins
 */
gsize
bt_shown_from_text (const GArray *parts, gsize text)
{
  guint i;

  if (parts == NULL)
    return text;
  for (i = parts->len - 1; i > 0 && g_array_index (parts, BtShownPart, i).text > text; i--)
    ;
  const BtShownPart *part = &g_array_index (parts, BtShownPart, i);
  return part->derived ? part->shown : part->shown + (text - part->text);
}
