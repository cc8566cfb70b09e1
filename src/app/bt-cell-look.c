/* How the text of a cell looks: its words, formats and marks of changes; measured and drawn alike. */

#include "bt-cell-look.h"

#include <string.h>

#include "bt-reference.h"

/* Bytes of the string that look alike. */
typedef struct
{
  guint start, end;
  BtFormat format;
  gboolean inserted, deleted;
} Piece;

struct _BtCellLook
{
  GString *string;
  GArray *pieces; /* of Piece; what is plain has none */
  GArray *underlines; /* of BtUnderline, in bytes of the string; NULL for none */
  guint text_start;   /* where the node's text begins, behind the label */
  BtCellStyle style;
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

static void
append_text (BtCellLook *look, const BtPlan *plan, const BtNode *node)
{
  BtText *text = bt_node_get_text (node);
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize from = 0;

  for (guint i = 0; i < n_runs; from = runs[i++].end)
    {
      const BtMark *mark = &runs[i].mark;
      Piece piece = { look->string->len, 0, mark->format, mark->ins != NULL, mark->del != NULL };

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
 * @style: how all of it looks
 *
 * Returns: (transfer full): the look of a cell
 */
BtCellLook *
bt_cell_look_new (const BtPlan *plan, const BtNode *node, const char *label, BtCellStyle style)
{
  BtCellLook *look = g_new0 (BtCellLook, 1);

  look->string = g_string_new (label);
  look->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  look->style = style;
  if (node && bt_node_get_text (node))
    {
      if (label && *label && *bt_node_get_string (node))
        g_string_append_c (look->string, ' ');
      look->text_start = look->string->len;
      append_text (look, plan, node);
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
 * bt_cell_look_get_style:
 * @look: a look
 *
 * Returns: how all of it looks
 */
BtCellStyle
bt_cell_look_get_style (const BtCellLook *look)
{
  g_return_val_if_fail (look != NULL, BT_CELL_PLAIN);

  return look->style;
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
  if (a->style != b->style || a->pieces->len != b->pieces->len
      || !g_string_equal (a->string, b->string) || !bt_underlines_equal (a->underlines, b->underlines))
    return FALSE;
  for (guint i = 0; i < a->pieces->len; i++)
    {
      const Piece *one = &g_array_index (a->pieces, Piece, i);
      const Piece *other = &g_array_index (b->pieces, Piece, i);
      if (one->start != other->start || one->end != other->end || one->format != other->format
          || one->inserted != other->inserted || one->deleted != other->deleted)
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

static void
add_color (PangoAttrList *list, const GdkRGBA *color, guint start, guint end)
{
  add_attribute (list,
                 pango_attr_foreground_new (color->red * 65535, color->green * 65535,
                                            color->blue * 65535),
                 start, end);
}

static void
add_piece (PangoAttrList *list, const Piece *piece, const BtCellColors *colors)
{
  guint start = piece->start, end = piece->end;

  if (piece->format & BT_FORMAT_BOLD)
    add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
  if (piece->format & BT_FORMAT_ITALIC)
    add_attribute (list, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
  if ((piece->format & BT_FORMAT_UNDERLINE) || piece->inserted)
    add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
  if (piece->inserted && colors)
    add_color (list, &colors->inserted, start, end);
  if (piece->deleted)
    add_attribute (list, pango_attr_strikethrough_new (TRUE), start, end);
  if (piece->deleted && colors)
    add_color (list, &colors->deleted, start, end);
}

/* It says nothing of the words' place or size: a cell is measured without. */
static void
add_underline (PangoAttrList *list, const BtUnderline *underline, gboolean dark)
{
  GdkRGBA color;

  gdk_rgba_parse (&color, bt_underline_kind_get_color (underline->kind, dark));
  add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_ERROR), underline->start,
                 underline->end);
  add_attribute (list,
                 pango_attr_underline_color_new (color.red * 65535, color.green * 65535,
                                                 color.blue * 65535),
                 underline->start, underline->end);
}

/* The look of a whole row or column; what its pieces say comes after it and counts for more. */
static void
add_style (PangoAttrList *list, BtCellStyle style, const BtCellColors *colors)
{
  if (style & BT_CELL_BOLD)
    pango_attr_list_insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (style & (BT_CELL_INSERTED | BT_CELL_MOVED))
    pango_attr_list_insert (list, pango_attr_underline_new (style & BT_CELL_MOVED
                                                                ? PANGO_UNDERLINE_DOUBLE
                                                                : PANGO_UNDERLINE_SINGLE));
  if (style & BT_CELL_DELETED)
    pango_attr_list_insert (list, pango_attr_strikethrough_new (TRUE));
  if (colors && (style & BT_CELL_DELETED))
    add_color (list, &colors->deleted, 0, G_MAXUINT);
  else if (colors && (style & (BT_CELL_INSERTED | BT_CELL_MOVED)))
    add_color (list, &colors->inserted, 0, G_MAXUINT);
}

/**
 * bt_cell_look_create_layout:
 * @look: a look
 * @context: the fonts
 * @colors: (nullable): the colours of changed words; %NULL to measure only
 *
 * Returns: (transfer full): a layout without a width
 */
PangoLayout *
bt_cell_look_create_layout (const BtCellLook *look, PangoContext *context,
                            const BtCellColors *colors)
{
  PangoLayout *layout;
  PangoAttrList *list;

  g_return_val_if_fail (look != NULL, NULL);
  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);

  layout = pango_layout_new (context);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, look->string->str, look->string->len);
  if (look->style & BT_CELL_CENTERED)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  if (look->style == BT_CELL_PLAIN && look->pieces->len == 0 && !look->underlines)
    return layout;

  list = pango_attr_list_new ();
  add_style (list, look->style, colors);
  for (guint i = 0; i < look->pieces->len; i++)
    add_piece (list, &g_array_index (look->pieces, Piece, i), colors);
  for (guint i = 0; colors && look->underlines && i < look->underlines->len; i++)
    add_underline (list, &g_array_index (look->underlines, BtUnderline, i), colors->dark);
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);

  return layout;
}

/**
 * bt_cell_style_of_node:
 * @node: a row, a column or a cell
 *
 * Returns: what open changes did to the whole of it
 */
BtCellStyle
bt_cell_style_of_node (const BtNode *node)
{
  g_return_val_if_fail (node != NULL, BT_CELL_PLAIN);

  if (bt_node_get_attr (node, "del") || bt_node_get_attr (node, "gone"))
    return BT_CELL_DELETED;
  if (bt_node_get_attr (node, "ins"))
    return BT_CELL_INSERTED;
  return bt_node_get_attr (node, "moved") ? BT_CELL_MOVED : BT_CELL_PLAIN;
}
