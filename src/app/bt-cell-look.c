/* How the text of a cell looks: its words, formats and marks of changes; measured and drawn alike. */

#include "bt-cell-look.h"

#include <string.h>

#include "bt-author-color.h"
#include "bt-marks.h"
#include "bt-reference.h"

/* Bytes of the string that look alike. */
typedef struct
{
  guint start, end;
  BtFormat format;
  gboolean inserted, deleted;
  int author; /* who did it; of what is both, who deleted it */
} Piece;

struct _BtCellLook
{
  GString *string;
  GArray *pieces; /* of Piece; what is plain has none */
  GArray *underlines; /* of BtUnderline, in bytes of the string; NULL for none */
  guint text_start;   /* where the node's text begins, behind the label */
  BtCellMark mark;
};

static void
append_words (BtCellLook *look, const BtPlan *plan, const BtNode *node, gsize start, gsize end)
{
  const char *string = bt_node_get_string (node);

  for (gsize at = start; at < end; at = g_utf8_next_char (string + at) - string)
    if (g_str_has_prefix (string + at, BT_OBJECT_CHAR))
      {
        g_autofree char *words = bt_plan_dup_object_text (plan, node, at);
        g_string_append (look->string, words);
      }
    else
      g_string_append_len (look->string, string + at, g_utf8_next_char (string + at) - (string + at));
}

static int
get_author (GHashTable *colors, const char *change)
{
  gpointer color;

  if (!change || !colors || !g_hash_table_lookup_extended (colors, change, NULL, &color))
    return BT_CELL_NOBODY;
  return GPOINTER_TO_INT (color);
}

static void
append_text (BtCellLook *look, const BtPlan *plan, const BtNode *node, GHashTable *colors)
{
  BtText *text = bt_node_get_text (node);
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize from = 0;

  for (guint i = 0; i < n_runs; from = runs[i++].end)
    {
      const BtMark *mark = &runs[i].mark;
      Piece piece = { look->string->len, 0, mark->format, mark->ins != NULL, mark->del != NULL,
                      get_author (colors, mark->del ? mark->del : mark->ins) };

      append_words (look, plan, node, from, runs[i].end);
      piece.end = look->string->len;
      if (piece.format || piece.inserted || piece.deleted)
        g_array_append_val (look->pieces, piece);
    }
}

/**
 * bt_cell_look_new:
 * @plan: the plan
 * @node: (nullable): the node whose text it is
 * @label: (nullable): what stands before the text
 * @mark: how all of it looks
 * @colors: (nullable): the colours of the authors of changes (bt_author_colors_of_changes())
 *
 * Returns: (transfer full): the look of a cell
 */
BtCellLook *
bt_cell_look_new (const BtPlan *plan, const BtNode *node, const char *label, BtCellMark mark,
                  GHashTable *colors)
{
  BtCellLook *look = g_new0 (BtCellLook, 1);

  look->string = g_string_new (label);
  look->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  look->mark = mark;
  if (node && bt_node_get_text (node))
    {
      if (label && *label && *bt_node_get_string (node))
        g_string_append_c (look->string, ' ');
      look->text_start = look->string->len;
      append_text (look, plan, node, colors);
    }

  return look;
}

/* Where a byte of the node's text stands in the string, in which objects are words. */
static gsize
find_in_string (const BtCellLook *look, const BtPlan *plan, const BtNode *node, gsize byte)
{
  const char *text = bt_node_get_string (node), *object = text;
  gsize place = look->text_start + byte;

  while ((object = strstr (object, BT_OBJECT_CHAR)) && object < text + byte)
    {
      g_autofree char *words = bt_plan_dup_object_text (plan, node, object - text);
      place += strlen (words) - strlen (BT_OBJECT_CHAR);
      object += strlen (BT_OBJECT_CHAR);
    }
  return place;
}

/**
 * bt_cell_look_underline:
 * @look: a look
 * @plan: the plan
 * @node: the node whose text it is
 * @underlines: (element-type BtUnderline): which words of the text are underlined quietly
 */
void
bt_cell_look_underline (BtCellLook *look, const BtPlan *plan, const BtNode *node,
                        const GArray *underlines)
{
  g_return_if_fail (look != NULL && !look->underlines);
  g_return_if_fail (plan != NULL && node != NULL && underlines != NULL);

  look->underlines = g_array_new (FALSE, FALSE, sizeof (BtUnderline));
  for (guint i = 0; i < underlines->len; i++)
    {
      BtUnderline underline = g_array_index (underlines, BtUnderline, i);
      underline.start = find_in_string (look, plan, node, underline.start);
      underline.end = find_in_string (look, plan, node, underline.end);
      g_array_append_val (look->underlines, underline);
    }
}

/**
 * bt_cell_look_free:
 * @look: (transfer full): a look
 */
void
bt_cell_look_free (BtCellLook *look)
{
  g_return_if_fail (look != NULL);

  g_string_free (look->string, TRUE);
  g_array_unref (look->pieces);
  g_clear_pointer (&look->underlines, g_array_unref);
  g_free (look);
}

/**
 * bt_cell_look_get_string:
 * @look: a look
 *
 * Returns: (transfer none): all its words, deleted ones too
 */
const char *
bt_cell_look_get_string (const BtCellLook *look)
{
  g_return_val_if_fail (look != NULL, NULL);

  return look->string->str;
}

/**
 * bt_cell_look_get_mark:
 * @look: a look
 *
 * Returns: how all of it looks
 */
BtCellMark
bt_cell_look_get_mark (const BtCellLook *look)
{
  g_return_val_if_fail (look != NULL, ((BtCellMark){ BT_CELL_PLAIN, BT_CELL_NOBODY }));

  return look->mark;
}

/**
 * bt_cell_look_equal:
 * @a: (nullable): a look
 * @b: (nullable): another
 *
 * Returns: whether both look alike
 */
gboolean
bt_cell_look_equal (const BtCellLook *a, const BtCellLook *b)
{
  if (!a || !b)
    return a == b;
  if (a->mark.style != b->mark.style || a->mark.author != b->mark.author
      || a->pieces->len != b->pieces->len
      || !g_string_equal (a->string, b->string) || !bt_underlines_equal (a->underlines, b->underlines))
    return FALSE;
  for (guint i = 0; i < a->pieces->len; i++)
    {
      const Piece *one = &g_array_index (a->pieces, Piece, i);
      const Piece *other = &g_array_index (b->pieces, Piece, i);
      if (one->start != other->start || one->end != other->end || one->format != other->format
          || one->inserted != other->inserted || one->deleted != other->deleted
          || one->author != other->author)
        return FALSE;
    }
  return TRUE;
}

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

/* The colour is meant to be read as it is: text that nobody has changed lets a little of the background through. */
static void
add_color (PangoAttrList *list, int author, BtCellInk ink, guint start, guint end)
{
  GdkRGBA color;

  if (author == BT_CELL_NOBODY || ink == BT_CELL_MEASURED)
    return;
  gdk_rgba_parse (&color, bt_author_color_get (author, ink == BT_CELL_ON_DARK));
  add_attribute (list,
                 pango_attr_foreground_new (color.red * 65535, color.green * 65535,
                                            color.blue * 65535),
                 start, end);
  add_attribute (list, pango_attr_foreground_alpha_new (G_MAXUINT16), start, end);
}

static void
add_piece (PangoAttrList *list, const Piece *piece, BtCellInk ink)
{
  guint start = piece->start, end = piece->end;

  if (piece->format & BT_FORMAT_BOLD)
    add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
  if (piece->format & BT_FORMAT_ITALIC)
    add_attribute (list, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
  if ((piece->format & BT_FORMAT_UNDERLINE) || piece->inserted)
    add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
  if (piece->deleted)
    add_attribute (list, pango_attr_strikethrough_new (TRUE), start, end);
  add_color (list, piece->author, ink, start, end);
}

static void
add_background (PangoAttrList *list, const BtUnderline *underline, const GdkRGBA *color)
{
  add_attribute (list,
                 pango_attr_background_new (color->red * 65535, color->green * 65535,
                                            color->blue * 65535),
                 underline->start, underline->end);
  add_attribute (list, pango_attr_background_alpha_new (color->alpha * 65535), underline->start,
                 underline->end);
}

/* It says nothing of the words' place or size: a cell is measured without. */
static void
add_underline (PangoAttrList *list, const BtUnderline *underline, gboolean dark)
{
  GdkRGBA color;

  gdk_rgba_parse (&color, bt_underline_kind_get_color (underline->kind, dark));
  if (bt_underline_kind_is_background (underline->kind))
    {
      add_background (list, underline, &color);
      return;
    }
  add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_ERROR), underline->start,
                 underline->end);
  add_attribute (list,
                 pango_attr_underline_color_new (color.red * 65535, color.green * 65535,
                                                 color.blue * 65535),
                 underline->start, underline->end);
}

/* The look of a whole row or column; what its pieces say comes after it and counts for more. */
static void
add_mark (PangoAttrList *list, BtCellMark mark, BtCellInk ink)
{
  BtCellStyle style = mark.style;

  if (style & BT_CELL_BOLD)
    pango_attr_list_insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (style & (BT_CELL_INSERTED | BT_CELL_MOVED))
    pango_attr_list_insert (list, pango_attr_underline_new (style & BT_CELL_MOVED
                                                                ? PANGO_UNDERLINE_DOUBLE
                                                                : PANGO_UNDERLINE_SINGLE));
  if (style & BT_CELL_DELETED)
    pango_attr_list_insert (list, pango_attr_strikethrough_new (TRUE));
  add_color (list, mark.author, ink, 0, G_MAXUINT);
}

/**
 * bt_cell_look_create_layout:
 * @look: a look
 * @context: the fonts
 * @ink: in which colours
 *
 * Returns: (transfer full): a layout without a width
 */
PangoLayout *
bt_cell_look_create_layout (const BtCellLook *look, PangoContext *context,
                            BtCellInk ink)
{
  PangoLayout *layout;
  PangoAttrList *list;

  g_return_val_if_fail (look != NULL, NULL);
  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);

  layout = pango_layout_new (context);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, look->string->str, look->string->len);
  if (look->mark.style & BT_CELL_CENTERED)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  if (look->mark.style == BT_CELL_PLAIN && look->pieces->len == 0 && !look->underlines)
    return layout;

  list = pango_attr_list_new ();
  add_mark (list, look->mark, ink);
  for (guint i = 0; i < look->pieces->len; i++)
    add_piece (list, &g_array_index (look->pieces, Piece, i), ink);
  for (guint i = 0; ink != BT_CELL_MEASURED && look->underlines && i < look->underlines->len; i++)
    add_underline (list, &g_array_index (look->underlines, BtUnderline, i), ink == BT_CELL_ON_DARK);
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);

  return layout;
}

/**
 * bt_cell_mark_of_node:
 * @node: a row, a column or a cell
 * @colors: (nullable): the colours of the authors of changes
 *
 * Returns: what open changes did to the whole of it
 */
BtCellMark
bt_cell_mark_of_node (const BtNode *node, GHashTable *colors)
{
  static const struct
  {
    const char *attr;
    BtCellStyle style;
  } marks[] = {
    { "del", BT_CELL_DELETED },
    { "ins", BT_CELL_INSERTED },
    { "moved", BT_CELL_MOVED },
  };
  BtCellMark mark = { BT_CELL_PLAIN, BT_CELL_NOBODY };

  g_return_val_if_fail (node != NULL, mark);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *change = bt_node_get_attr (node, marks[i].attr);
      if (change)
        return (BtCellMark){ marks[i].style, get_author (colors, bt_intern (change)) };
    }
  return mark;
}

/**
 * bt_cell_mark_join:
 * @outer: what was done to a group of columns, or to a column
 * @inner: what was done to something in it
 *
 * Returns: how what is inside looks: what goes counts for more than where it came from
 */
BtCellMark
bt_cell_mark_join (BtCellMark outer, BtCellMark inner)
{
  if (inner.style == BT_CELL_PLAIN || (outer.style & BT_CELL_DELETED))
    return outer;
  return inner;
}

/* The first change that is found. */
static void
note_change (const char *change, gpointer data)
{
  const char **found = data;

  if (!*found)
    *found = change;
}

/**
 * bt_cell_find_author:
 * @node: a row, a column or a cell
 * @colors: (nullable): the colours of the authors of changes
 *
 * Returns: the place of the colour of who changed it, or first changed something in it; %BT_CELL_NOBODY
 */
int
bt_cell_find_author (const BtNode *node, GHashTable *colors)
{
  const char *change = NULL;
  int author;

  g_return_val_if_fail (node != NULL, BT_CELL_NOBODY);

  if (!bt_node_has_marks (node))
    return BT_CELL_NOBODY;
  bt_node_foreach_change (node, note_change, &change);
  author = get_author (colors, change);
  for (guint i = 0; author == BT_CELL_NOBODY && i < bt_node_get_n_children (node); i++)
    author = bt_cell_find_author (bt_node_get_child (node, i), colors);
  return author;
}
