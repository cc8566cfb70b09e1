/* A layout as text, for tests to compare: every box with its place, and what each line says. */
#include "bt-layout.h"

static const char *const kind_names[] = {
  [BT_BOX_TEXT] = "text", [BT_BOX_RULE] = "rule", [BT_BOX_FRAME] = "frame"
};

static const char *const tag_names[] = {
  [BT_TAG_ARTIFACT] = "artifact", [BT_TAG_PARAGRAPH] = "paragraph",
  [BT_TAG_TITLE] = "title",       [BT_TAG_HEADING] = "heading",
  [BT_TAG_LABEL] = "label",       [BT_TAG_TABLE_HEADING] = "table-heading",
  [BT_TAG_TABLE_CELL] = "cell",
};

/* Points with one decimal, a point whatever the locale says. */
static void
append_length (GString *out, BtLength length)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double pt = BT_LENGTH_TO_PT (length);

  g_ascii_formatd (buffer, sizeof buffer, "%.1f", pt > -0.05 && pt < 0 ? 0 : pt);
  g_string_append_printf (out, " %s", buffer);
}

static void
append_text (GString *out, const BtBox *box)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (box->layout, box->line);

  g_string_append_printf (out, " [%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT "] “%.*s”", box->start,
                          box->end, line->length,
                          pango_layout_get_text (box->layout) + line->start_index);
}

/* How @attr looks, where the look is that of a change. */
static const char *
get_look (const PangoAttribute *attr)
{
  switch (attr->klass->type)
    {
    case PANGO_ATTR_UNDERLINE:
      return ((const PangoAttrInt *) attr)->value == PANGO_UNDERLINE_DOUBLE ? "double" : "under";
    case PANGO_ATTR_STRIKETHROUGH:
      return "strike";
    case PANGO_ATTR_RISE:
      return "raised";
    default:
      return NULL;
    }
}

/* The pieces of the line that are underlined, struck or raised. */
static void
append_looks (GString *out, const BtBox *box)
{
  const PangoLayoutLine *line = pango_layout_get_line_readonly (box->layout, box->line);
  const guint first = line->start_index, end = line->start_index + line->length;
  PangoAttrList *list = pango_layout_get_attributes (box->layout);
  GSList *attrs = list != NULL ? pango_attr_list_get_attributes (list) : NULL;

  for (GSList *l = attrs; l != NULL; l = l->next)
    {
      const PangoAttribute *attr = l->data;
      const char *look = get_look (attr);
      const guint from = MAX (attr->start_index, first), to = MIN (attr->end_index, end);

      if (look != NULL && from < to)
        g_string_append_printf (out, " %s “%.*s”", look, (int) (to - from),
                                pango_layout_get_text (box->layout) + from);
    }
  g_slist_free_full (attrs, (GDestroyNotify) pango_attribute_destroy);
}

static void
append_box (GString *out, const BtBox *box)
{
  g_string_append_printf (out, "  %s %s", kind_names[box->kind], tag_names[box->tag]);
  if (box->level > 0)
    g_string_append_printf (out, "-%u", box->level);
  append_length (out, box->rect.x);
  append_length (out, box->rect.y);
  append_length (out, box->rect.width);
  append_length (out, box->rect.height);
  if (box->table != NULL)
    g_string_append_printf (out, " %s:%u,%u+%u,%u", box->table, box->row, box->column,
                            box->row_span, box->column_span);
  if (box->node != NULL)
    g_string_append_printf (out, " %s", box->node);
  if (box->color != 0)
    g_string_append_printf (out, " #%06x", box->color);
  if (box->kind == BT_BOX_TEXT)
    {
      append_text (out, box);
      append_looks (out, box);
    }
  g_string_append_c (out, '\n');
}

/**
 * bt_layout_dump:
 * @layout: a layout
 *
 * A line for each page, with its size, and one for each of its boxes: what it draws, what it means, x, y, width and
 * height in points from the page's top left corner, the node it shows, and of a line of text which bytes of the node's
 * text it shows, how they are printed, and which of them are underlined, struck or raised.
 *
 * Returns: (transfer full): the text
 */
char *
bt_layout_dump (const BtLayout *layout)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (layout != NULL, NULL);

  for (guint i = 0; i < bt_layout_get_n_pages (layout); i++)
    {
      const BtPage *page = bt_layout_get_page (layout, i);

      g_string_append_printf (out, "page %u", i + 1);
      append_length (out, page->width);
      append_length (out, page->height);
      g_string_append_c (out, '\n');
      for (guint j = 0; j < page->n_boxes; j++)
        append_box (out, &page->boxes[j]);
    }
  return g_string_free (out, FALSE);
}
