/* Fields of a document: their results are its text, or what a form or a sign shows that has none. */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "bt-docx-read-reader.h"

/* A field that is read in one piece ends before so many elements. */
#define MAX_AHEAD 2000

/* The element that follows in the order of the document, within @top. */
static const xmlNode *
next_in (const xmlNode *node, const xmlNode *top)
{
  if (node->children != NULL && node->type == XML_ELEMENT_NODE)
    return node->children;
  while (node != top && node->next == NULL)
    node = node->parent;
  return node != top ? node->next : NULL;
}

/* The mark of the field that comes next in the same paragraph, which parts its code from the result or ends it; NULL
 * where none does: then the mark has been lost, and all that follows would be code. */
static const xmlNode *
find_next_mark (const xmlNode *begin)
{
  const xmlNode *top = begin;
  guint depth = 0;

  while (top->parent != NULL && top->parent->type == XML_ELEMENT_NODE && !bt_docx_is (top, "p"))
    top = top->parent;
  const xmlNode *node = next_in (begin, top);
  for (guint i = 0; node != NULL && i < MAX_AHEAD; i++, node = next_in (node, top))
    {
      const char *type = bt_docx_is (node, "fldChar") ? bt_docx_attr (node, "fldCharType") : NULL;

      if (g_strcmp0 (type, "begin") == 0)
        depth++;
      else if (type != NULL && depth == 0)
        return node;
      else if (g_strcmp0 (type, "end") == 0)
        depth--;
    }
  return NULL;
}

static BtDocxField *
get_last (BtDocxReader *reader)
{
  return reader->fields->len > 0 ? &g_array_index (reader->fields, BtDocxField, reader->fields->len - 1)
                                 : NULL;
}

static void
begin_field (BtDocxReader *reader, const xmlNode *node)
{
  const BtDocxField *outer = get_last (reader);
  BtDocxField field = { .begin = node, .in_result = find_next_mark (node) == NULL };

  field.in_code = outer != NULL && (outer->in_code || !outer->in_result);
  g_array_append_val (reader->fields, field);
}

static gboolean
is_checked (const xmlNode *box)
{
  return bt_docx_is_on (box, "checked", bt_docx_is_on (box, "default", FALSE));
}

/* What is chosen of a list; Word shows the first where nothing is said. */
static void
append_choice (BtDocxReader *reader, const xmlNode *list)
{
  const char *chosen = bt_docx_child_val (list, "result");
  guint n = 0;

  if (chosen == NULL)
    chosen = bt_docx_child_val (list, "default");
  for (const xmlNode *entry = list->children; entry != NULL; entry = entry->next)
    if (bt_docx_is (entry, "listEntry") && n++ == (guint) (chosen != NULL ? atoi (chosen) : 0)
        && bt_docx_attr (entry, "val") != NULL)
      bt_docx_append (reader, bt_docx_attr (entry, "val"));
}

/* SYMBOL 252 \\f "Wingdings": the number may be hexadecimal. */
static void
append_sign (BtDocxReader *reader, const char *code)
{
  const char *number = code + strlen ("SYMBOL");
  const char *font = strstr (number, "\\f");
  g_autofree char *name = NULL;

  if (font != NULL)
    {
      font += strlen ("\\f");
      font += strspn (font, " \"");
      name = g_strchomp (g_strndup (font, strcspn (font, "\"\\")));
    }
  bt_docx_append_symbol (reader, name, (guint) strtoul (number, NULL, 0));
}

static void
end_field (BtDocxReader *reader, const BtDocxField *field)
{
  const xmlNode *form = bt_docx_child (field->begin, "ffData");
  const xmlNode *box = bt_docx_child (form, "checkBox"), *list = bt_docx_child (form, "ddList");
  const char *code = field->code + strspn (field->code, " ");

  if (field->in_code || field->shown)
    return;
  if (box != NULL)
    bt_docx_append (reader, is_checked (box) ? "☒" : "☐");
  else if (list != NULL)
    append_choice (reader, list);
  else if (g_str_has_prefix (code, "SYMBOL "))
    append_sign (reader, code);
  else if (g_str_has_prefix (code, "EQ ") || g_str_has_prefix (code, "MACROBUTTON "))
    bt_docx_tell_dropped (reader, code, _ ("the code of a field"));
}

/* bt_docx_read_field_mark:
 * @reader: a reader
 * @node: w:fldChar
 */
void
bt_docx_read_field_mark (BtDocxReader *reader, const xmlNode *node)
{
  const char *type = bt_docx_attr (node, "fldCharType");
  BtDocxField *last = get_last (reader);

  if (g_strcmp0 (type, "begin") == 0)
    begin_field (reader, node);
  else if (last == NULL)
    return;
  else if (g_strcmp0 (type, "separate") == 0)
    last->in_result = TRUE;
  else if (g_strcmp0 (type, "end") == 0)
    {
      const BtDocxField field = *last;
      g_array_set_size (reader->fields, reader->fields->len - 1);
      end_field (reader, &field);
    }
}

/* bt_docx_read_field_code:
 * @reader: a reader
 * @node: w:instrText, or what is deleted of it
 */
void
bt_docx_read_field_code (BtDocxReader *reader, const xmlNode *node)
{
  BtDocxField *last = get_last (reader);
  g_autofree char *code = bt_docx_dup_text (node);

  if (last != NULL && !last->in_result)
    g_strlcat (last->code, code, sizeof last->code);
}

/* bt_docx_note_field_words: whether the words that come next are of a field's code; if not, its result has some */
gboolean
bt_docx_note_field_words (BtDocxReader *reader)
{
  BtDocxField *last = get_last (reader);

  if (last == NULL)
    return FALSE;
  last->shown = last->shown || last->in_result;
  return last->in_code || !last->in_result;
}
