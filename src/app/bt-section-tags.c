/* How paragraphs and characters of a section look in the text view: margins by level, headings, formats. */

#include "bt-section-tags.h"

#include <adwaita.h>

#include "bt-author-color.h"
#include "bt-text-tag.h"

/* Levels that look different; deeper ones look like the last. */
#define LEVELS 8
#define LEVEL_INDENT 22
#define LABEL_WIDTH 30
#define LABEL_WIDTH_WIDE 46
#define N_VARIANTS 3

typedef enum
{
  WIDTH_NONE,
  WIDTH_NARROW,
  WIDTH_WIDE,
  N_WIDTHS
} LabelWidth;

static const int label_widths[N_WIDTHS] = { 0, LABEL_WIDTH, LABEL_WIDTH_WIDE };

static LabelWidth
get_width (const BtLine *line)
{
  if (!line->number)
    return WIDTH_NONE;
  return line->label == BT_LABEL_ROMAN || line->label == BT_LABEL_PART
                 || line->label == BT_LABEL_CHAPTER || line->label == BT_LABEL_DECIMAL
             ? WIDTH_WIDE
             : WIDTH_NARROW;
}

static int
get_margin (guint depth, LabelWidth width)
{
  return 16 + MIN (depth, LEVELS - 1) * LEVEL_INDENT + label_widths[width];
}

/* @variant: 0 for a paragraph with text, 1 or 2 for an empty one. */
static char *
level_name (guint depth, LabelWidth width, guint variant)
{
  return g_strdup_printf ("level-%u-%d-%u", MIN (depth, LEVELS - 1), width, variant);
}

static GtkTextTag *
add_tag (GtkTextTagTable *table, const char *name)
{
  GtkTextTag *tag = bt_text_tag_new (name);

  gtk_text_tag_table_add (table, tag);
  g_object_unref (tag);
  return tag; /* the table keeps it */
}

static char *
author_name (guint color)
{
  return g_strdup_printf ("author-%u", color);
}

static char *
underline_name (BtUnderlineKind kind)
{
  return g_strdup_printf ("underline-%d", kind);
}

static void
color_underlines_cb (AdwStyleManager *manager, GParamSpec *pspec, GtkTextTagTable *table)
{
  gboolean dark = adw_style_manager_get_dark (manager);

  for (guint i = 0; i < BT_N_UNDERLINE_KINDS; i++)
    {
      g_autofree char *name = underline_name (i);
      GdkRGBA color;
      gdk_rgba_parse (&color, bt_underline_kind_get_color (i, dark));
      g_object_set (gtk_text_tag_table_lookup (table, name),
                    bt_underline_kind_is_background (i) ? "background-rgba" : "underline-rgba",
                    &color, NULL);
    }
}

/* Gives the tags of authors and comments the colours that are read on the background. */
static void
color_tags_cb (AdwStyleManager *manager, GParamSpec *pspec, GtkTextTagTable *table)
{
  gboolean dark = adw_style_manager_get_dark (manager);

  for (guint i = 0; i < BT_N_AUTHOR_COLORS; i++)
    {
      g_autofree char *name = author_name (i);
      GdkRGBA color;
      gdk_rgba_parse (&color, bt_author_color_get (i, dark));
      g_object_set (gtk_text_tag_table_lookup (table, name), "foreground-rgba", &color, NULL);
    }
  g_object_set (gtk_text_tag_table_lookup (table, "commented"), "background-rgba",
                &(GdkRGBA){ 0.96, 0.83, 0.18, dark ? 0.25 : 0.35 }, NULL);
}

/**
 * bt_section_tags_create_underlines:
 * @table: the tag table of a buffer
 *
 * Adds the tags of what is underlined quietly, in the colours that are read on the background.
 */
void
bt_section_tags_create_underlines (GtkTextTagTable *table)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_return_if_fail (GTK_IS_TEXT_TAG_TABLE (table));

  for (guint i = 0; i < BT_N_UNDERLINE_KINDS; i++)
    {
      g_autofree char *name = underline_name (i);
      g_object_set (add_tag (table, name), "underline",
                    bt_underline_kind_is_background (i) ? PANGO_UNDERLINE_NONE
                                                        : PANGO_UNDERLINE_ERROR,
                    "underline-set", !bt_underline_kind_is_background (i), NULL);
    }
  color_underlines_cb (manager, NULL, table);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (color_underlines_cb), table, 0);
}

/**
 * bt_section_tags_apply_underline:
 * @buffer: a buffer whose table has the tags
 * @kind: what the underline says
 * @start: where it begins
 * @end: where it ends
 */
void
bt_section_tags_apply_underline (GtkTextBuffer *buffer, BtUnderlineKind kind,
                                 const GtkTextIter *start, const GtkTextIter *end)
{
  g_autofree char *name = underline_name (kind);

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  gtk_text_buffer_apply_tag_by_name (buffer, name, start, end);
}

static void
create_author_tags (GtkTextTagTable *table)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  for (guint i = 0; i < BT_N_AUTHOR_COLORS; i++)
    {
      g_autofree char *name = author_name (i);
      add_tag (table, name);
    }
  add_tag (table, "commented");
  bt_section_tags_create_underlines (table);
  color_tags_cb (manager, NULL, table);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (color_tags_cb), table, 0);
}

/**
 * bt_section_tags_create:
 * @table: the tag table of a section's buffer
 *
 * Adds every tag that bt_section_tags_apply() uses.
 */
void
bt_section_tags_create (GtkTextTagTable *table)
{
  g_return_if_fail (GTK_IS_TEXT_TAG_TABLE (table));

  for (guint i = 0; i < LEVELS * N_WIDTHS * N_VARIANTS; i++)
      {
        guint depth = i / N_VARIANTS / N_WIDTHS;
        LabelWidth width = i / N_VARIANTS % N_WIDTHS;
        g_autofree char *name = level_name (depth, width, i % N_VARIANTS);
        g_object_set (add_tag (table, name), "left-margin", get_margin (depth, width),
                      "pixels-above-lines", BT_SECTION_SPACING, "pixels-below-lines",
                      BT_SECTION_SPACING, NULL);
      }
  g_object_set (add_tag (table, "heading"), "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines",
                2 * BT_SECTION_SPACING, NULL);
  g_object_set (add_tag (table, "title"), "weight", PANGO_WEIGHT_BOLD, "justification",
                GTK_JUSTIFY_CENTER, NULL);
  g_object_set (add_tag (table, "note"), "style", PANGO_STYLE_ITALIC, "justification",
                GTK_JUSTIFY_CENTER, NULL);
  g_object_set (add_tag (table, "basis"), "style", PANGO_STYLE_ITALIC, NULL);
  g_object_set (add_tag (table, "bold"), "weight", PANGO_WEIGHT_BOLD, NULL);
  g_object_set (add_tag (table, "italic"), "style", PANGO_STYLE_ITALIC, NULL);
  g_object_set (add_tag (table, "underline"), "underline", PANGO_UNDERLINE_SINGLE, NULL);
  g_object_set (add_tag (table, "inserted"), "underline", PANGO_UNDERLINE_SINGLE, NULL);
  g_object_set (add_tag (table, "deleted"), "strikethrough", TRUE, NULL);
  g_object_set (add_tag (table, "moved"), "underline", PANGO_UNDERLINE_DOUBLE, NULL);
  g_object_set (add_tag (table, "ghost"), "style", PANGO_STYLE_ITALIC, "scale", PANGO_SCALE_SMALL, NULL);
  g_object_set (add_tag (table, "object"), "underline", PANGO_UNDERLINE_LOW, "editable", TRUE, NULL);
  create_author_tags (table);
}

static const char *
get_style (const BtLine *line)
{
  if (line->heading)
    return "heading";
  if (line->kind == BT_NODE_TITLE)
    return "title";
  if (line->kind == BT_NODE_NOTE)
    return "note";
  if (line->kind == BT_NODE_GHOST)
    return "ghost";
  return line->kind == BT_NODE_BASIS ? "basis" : NULL;
}

static void
tag_run (GtkTextBuffer *buffer, guint number, guint from, guint to, const char *name)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line_offset (buffer, &start, number, from);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &end, number, to);
  gtk_text_buffer_apply_tag_by_name (buffer, name, &start, &end);
}

/* What is inserted or deleted has the colour of who did it; of what is both, of who deleted it. */
static void
tag_author (GtkTextBuffer *buffer, guint number, guint from, guint to, const BtMark *mark,
            GHashTable *colors)
{
  const char *change = mark->del ? mark->del : mark->ins;
  g_autofree char *name = NULL;
  gpointer color;

  if (!change || !g_hash_table_lookup_extended (colors, change, NULL, &color))
    return;
  name = author_name (GPOINTER_TO_UINT (color));
  tag_run (buffer, number, from, to, name);
}

/* What was moved has the colour of who moved it, from end to end; so has the line at its old place. */
static void
tag_moved (GtkTextBuffer *buffer, guint number, const BtLine *line, GHashTable *colors)
{
  BtMark mark = { .ins = line->change };
  guint end = g_utf8_strlen (line->shown, -1);

  if (line->kind != BT_NODE_GHOST)
    tag_run (buffer, number, 0, end, "moved");
  tag_author (buffer, number, 0, end, &mark, colors);
}

static void
tag_comments (GtkTextBuffer *buffer, guint number, const BtLine *line, GHashTable *comments)
{
  guint n_anchors;
  const BtAnchor *anchors = bt_text_get_anchors (line->text, &n_anchors);

  for (guint i = 0; i < n_anchors; i++)
    if (g_hash_table_contains (comments, anchors[i].thread))
      tag_run (buffer, number, bt_line_to_chars (line, anchors[i].start),
               bt_line_to_chars (line, anchors[i].end), "commented");
}

static void
tag_runs (GtkTextBuffer *buffer, guint number, const BtLine *line, const BtSectionMarks *marks)
{
  static const struct
  {
    BtFormat format;
    const char *name;
  } formats[] = {
    { BT_FORMAT_BOLD, "bold" },
    { BT_FORMAT_ITALIC, "italic" },
    { BT_FORMAT_UNDERLINE, "underline" },
  };
  guint n_runs, from = 0;
  const BtRun *runs = bt_text_get_runs (line->text, &n_runs);

  for (guint i = 0; i < n_runs; i++)
    {
      guint to = bt_line_to_chars (line, runs[i].end);
      for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
        if (runs[i].mark.format & formats[f].format)
          tag_run (buffer, number, from, to, formats[f].name);
      if (runs[i].mark.object != BT_OBJECT_NONE)
        tag_run (buffer, number, from, to, "object");
      if (runs[i].mark.ins)
        tag_run (buffer, number, from, to, "inserted");
      if (runs[i].mark.del)
        tag_run (buffer, number, from, to, "deleted");
      tag_author (buffer, number, from, to, &runs[i].mark, marks->colors);
      from = to;
    }
  tag_comments (buffer, number, line, marks->comments);
}

static void
tag_underlines (GtkTextBuffer *buffer, guint number, const BtLine *line, BtUnderlines *source)
{
  g_autoptr (GArray) underlines = bt_underlines_get (source, line->id, line->text);

  for (guint i = 0; underlines && i < underlines->len; i++)
    {
      const BtUnderline *underline = &g_array_index (underlines, BtUnderline, i);
      g_autofree char *name = underline_name (underline->kind);
      tag_run (buffer, number, bt_line_to_chars (line, underline->start),
               bt_line_to_chars (line, underline->end), name);
    }
}

/**
 * bt_section_tags_apply:
 * @buffer: a buffer
 * @number: a line of it
 * @line: what stands there
 * @marks: the colours of authors, what is commented on and what is underlined
 *
 * Gives the line the tags it should have, and no other.
 *
 * GTK 4.8 keeps the style of the last piece it has laid out until it meets the start or the end of a tag, even where it
 * skips lines that it has laid out before. So every line must begin or end a tag of its own: the line break of a line
 * with text has none, and that of an empty line, which must have one for the margin, has it in two kinds, by the
 * paragraph's id.
 */
void
bt_section_tags_apply (GtkTextBuffer *buffer, guint number, const BtLine *line,
                       const BtSectionMarks *marks)
{
  GtkTextIter start, end;
  g_autofree char *level = NULL;
  guint variant = 0;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));
  g_return_if_fail (line != NULL && marks != NULL);

  gtk_text_buffer_get_iter_at_line (buffer, &start, number);
  end = start;
  if (!gtk_text_iter_forward_line (&end))
    gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_remove_all_tags (buffer, &start, &end);
  if (line->shown[0] == '\0')
    variant = 1 + g_str_hash (line->id) % 2;
  else if (gtk_text_iter_starts_line (&end) && !gtk_text_iter_equal (&start, &end))
    gtk_text_iter_backward_char (&end);
  level = level_name (line->depth, get_width (line), variant);
  gtk_text_buffer_apply_tag_by_name (buffer, level, &start, &end);
  if (get_style (line))
    gtk_text_buffer_apply_tag_by_name (buffer, get_style (line), &start, &end);
  if (line->changed == BT_LINE_MOVED || line->kind == BT_NODE_GHOST)
    tag_moved (buffer, number, line, marks->colors);
  if (line->text)
    tag_runs (buffer, number, line, marks);
  if (line->text && marks->underlines)
    tag_underlines (buffer, number, line, marks->underlines);
}

/**
 * bt_section_tags_get_margin:
 * @line: a line
 *
 * Returns: the pixels left of its text
 */
int
bt_section_tags_get_margin (const BtLine *line)
{
  g_return_val_if_fail (line != NULL, 0);

  return get_margin (line->depth, get_width (line));
}

/**
 * bt_section_tags_get_label_width:
 * @line: a line
 *
 * Returns: the pixels before its text in which its label stands
 */
int
bt_section_tags_get_label_width (const BtLine *line)
{
  g_return_val_if_fail (line != NULL, 0);

  return label_widths[get_width (line)];
}
