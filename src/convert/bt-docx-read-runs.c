/* The text of paragraphs: runs with their looks, and all that may stand around and in them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-read-reader.h"
#include "bt-encoding.h"
#include "bt-viet.h"

/* Fonts whose letters are bytes of an encoding from before Unicode. Those that end with H hold capitals. */
static const struct
{
  const char *prefix;
  BtEncoding encoding;
} old_fonts[] = { { ".Vn", BT_ENCODING_TCVN3 }, { "VNI-", BT_ENCODING_VNI } };

static gboolean
is_old_text (const char *text)
{
  gboolean high = FALSE;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);
      if (u >= 0x100 && g_unichar_isalpha (u) && u != 0x152 && u != 0x153 && u != 0x178)
        return FALSE;
      high = high || (u >= 0x80 && u < 0x100);
    }
  return high;
}

/* The text as its font shows it. */
static char *
convert_font (BtDocxReader *reader, const char *text)
{
  const char *font = reader->look.font;

  for (guint i = 0; font != NULL && i < G_N_ELEMENTS (old_fonts); i++)
    {
      if (!g_str_has_prefix (font, old_fonts[i].prefix))
        continue;
      g_autofree char *unicode = is_old_text (text)
                                     ? bt_encoding_convert_pasted (text, old_fonts[i].encoding)
                                     : g_strdup (text);
      if (is_old_text (text))
        bt_docx_tell_once (
            reader,
            _ ("parts of the text are in an old font; they have been converted to Unicode"));
      return old_fonts[i].encoding == BT_ENCODING_TCVN3 && g_str_has_suffix (font, "H")
                 ? bt_viet_upper (unicode)
                 : g_steal_pointer (&unicode);
    }
  return g_strdup (text);
}

/* The text without what no plan can hold; "\t" and "\n" stay. */
static char *
clean (BtDocxReader *reader, const char *text)
{
  GString *clean = g_string_sized_new (strlen (text));

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);
      gunichar seen = u >= 0xF000 && u <= 0xF0FF ? bt_docx_find_symbol (reader->look.font, u) : 0;
      u = seen != 0 ? seen : u;
      if (u == '\t' || bt_text_allows_char (u, TRUE))
        g_string_append_unichar (clean, u);
      else if (u == 0x2028 || u == 0x2029 || u == 0x85)
        g_string_append_c (clean, '\n');
      else
        {
          g_autofree char *name = g_strdup_printf ("U+%04X", u);
          bt_docx_tell_dropped (reader, name, _ ("a character that no text can show"));
        }
    }
  return g_string_free (clean, FALSE);
}

static void
count_letters (BtDocxOpen *open, const char *text, const BtDocxLook *look)
{
  guint letters = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    letters += !g_unichar_isspace (g_utf8_get_char (c));
  open->letters += letters;
  open->bold += look->format & BT_FORMAT_BOLD ? letters : 0;
  open->italic += look->format & BT_FORMAT_ITALIC ? letters : 0;
}

/* Whether it is a number that we wrote where no reader needs it: in a cell, or of a clause that has been merged into
 * the one before. */
static gboolean
is_mere_number (const BtDocxReader *reader)
{
  const BtDocxOwn *own = reader->docx->own;
  const char *style = reader->open->paragraph->style;
  gboolean in_cell = style != NULL
                     && (g_str_has_prefix (style, BT_DOCX_STYLE_CELL)
                         || strcmp (style, BT_DOCX_STYLE_GROUP_ROW) == 0);

  return own != NULL && own->made && (in_cell || (own->item != NULL && reader->open->worded));
}

static void
count_made (BtDocxReader *reader, const char *text)
{
  gboolean made = reader->docx->own != NULL && reader->docx->own->made;

  reader->open->worded = reader->open->worded || !made;
  if (made && !reader->open->worded && reader->del == NULL)
    reader->open->paragraph->made += strlen (text);
}

/* The words, as words of a node, bear only what is of them. */
static void
append_own (BtDocxReader *reader, const char *text)
{
  const char *was = reader->own_was != NULL ? reader->own_was : reader->format_was;
  BtMark mark = {
    .format = reader->look.format, .ins = reader->own_ins, .del = reader->own_del, .was = was
  };

  bt_docx_own_append (reader->docx->own, text, &mark, reader->ins != NULL, reader->del != NULL);
}

/**
 * bt_docx_append:
 * @reader: a reader
 * @text: what the paragraph goes on with, in the look of the run and in the changes that are open
 */
void
bt_docx_append (BtDocxReader *reader, const char *text)
{
  BtMark mark = {
    .format = reader->look.format, .ins = reader->ins, .del = reader->del, .was = reader->format_was
  };

  if (reader->open == NULL || *text == '\0' || is_mere_number (reader))
    return;
  g_autofree char *converted = convert_font (reader, text);
  g_autofree char *capitals = reader->look.capitals ? bt_viet_upper (converted) : NULL;
  g_autofree char *kept = clean (reader, capitals != NULL ? capitals : converted);
  if (reader->look.hidden)
    {
      bt_docx_tell_dropped (reader, kept, _ ("hidden text"));
      return;
    }
  count_letters (reader->open, kept, &reader->look);
  reader->open->reformatted = reader->open->reformatted || mark.was != NULL;
  bt_text_builder_append (reader->open->builder, kept, -1, &mark);
  count_made (reader, kept);
  if (reader->docx->own != NULL)
    append_own (reader, kept);
}

/* The characters of w:t: blanks at its ends count only where it says so. */
static void
read_text (BtDocxReader *reader, const xmlNode *node)
{
  g_autofree char *text = bt_docx_dup_text (node);
  gboolean preserve = g_strcmp0 (bt_docx_attr (node, "space"), "preserve") == 0;

  for (char *c = text; *c != '\0'; c++)
    *c = *c == '\n' || *c == '\r' ? ' ' : *c;
  if (strcmp (text, BT_DOCX_DUMMY) == 0)
    return;
  if (bt_docx_note_field_words (reader))
    bt_docx_tell_dropped (reader, text, _ ("the code of a field"));
  else
    bt_docx_append (reader, preserve ? text : g_strstrip (text));
}

static void
read_tab (BtDocxReader *reader, const xmlNode *node)
{
  bt_docx_append (reader, "\t");
}

static void
read_break (BtDocxReader *reader, const xmlNode *node)
{
  const char *type = bt_docx_attr (node, "type");

  if (type == NULL || strcmp (type, "textWrapping") == 0)
    bt_docx_append (reader, "\n");
}

static void
read_hyphen (BtDocxReader *reader, const xmlNode *node)
{
  bt_docx_append (reader, "-");
}

static void
skip (BtDocxReader *reader, const xmlNode *node)
{
}

/* What the run's format was before the change that it is in. */
static const char *
read_format_change (BtDocxReader *reader, const xmlNode *properties)
{
  const xmlNode *change = bt_docx_child (properties, "rPrChange");
  BtDocxLook old;

  if (change == NULL)
    return NULL;
  bt_docx_styles_look (reader->styles, reader->open->paragraph->style,
                       bt_docx_child (change, "rPr"), &old);
  if (old.format == reader->look.format)
    return NULL;
  g_autofree char *letters = bt_format_to_letters (old.format);
  g_autofree char *was =
      g_strconcat (bt_docx_read_change (reader, change), ":format=", letters, NULL);
  return bt_intern (was);
}

/* Words that the program made have a style of their own; what the format of others was, our own part tells in full. */
static void
enter_run (BtDocxReader *reader, const xmlNode *properties, gboolean enter)
{
  const char *style =
      bt_docx_styles_get_original (reader->styles, bt_docx_child_val (properties, "rStyle"));
  const xmlNode *change = bt_docx_child (properties, "rPrChange");
  const xmlNode *mark = change != NULL ? bt_docx_own_find_mark (reader->docx->own, change) : NULL;

  if (reader->docx->own == NULL)
    return;
  reader->docx->own->made = enter && g_strcmp0 (style, BT_DOCX_STYLE_LABEL) == 0;
  if (enter && bt_docx_own_get_was (mark) != NULL)
    reader->own_was = bt_docx_own_get_was (mark);
}

static void
read_run (BtDocxReader *reader, const xmlNode *node)
{
  const xmlNode *properties = bt_docx_child (node, "rPr");
  const char *ins = reader->ins, *del = reader->del, *own_was = reader->own_was;
  const char *own_ins = reader->own_ins, *own_del = reader->own_del;

  if (reader->open == NULL)
    return;
  enter_run (reader, properties, TRUE);
  bt_docx_styles_look (reader->styles, reader->open->paragraph->style, properties, &reader->look);
  reader->format_was = read_format_change (reader, properties);
  /* Formulas have their changes in the properties of their runs. */
  if (reader->ins == NULL)
    reader->ins = bt_docx_find_change (reader, properties, "ins");
  if (reader->del == NULL)
    reader->del = bt_docx_find_change (reader, properties, "del");
  if (node->_private == BT_DOCX_TYPED)
    {
      reader->own_ins = reader->ins;
      reader->own_del = reader->del;
    }
  bt_docx_read_children (reader, node);
  enter_run (reader, properties, FALSE);
  reader->own_ins = own_ins;
  reader->own_del = own_del;
  reader->own_was = own_was;
  reader->ins = ins;
  reader->del = del;
  reader->format_was = NULL;
  memset (&reader->look, 0, sizeof reader->look);
}

/* What a mark means for the words in it, by our own part: it may be there only because of what they are part of. */
static void
enter_own (BtDocxReader *reader, const xmlNode *node, const char *change, const char **own)
{
  const xmlNode *mark = bt_docx_own_find_mark (reader->docx->own, node);
  const char *of = mark != NULL ? bt_docx_attr (mark, "of") : NULL;
  gboolean move = bt_docx_is (node, "moveFrom") || bt_docx_is (node, "moveTo");

  if (of == NULL && (!move || mark != NULL))
    *own = change;
  if (bt_docx_own_get_was (mark) != NULL)
    reader->own_was = bt_docx_own_get_was (mark);
}

/* Whether what stands in a mark is a copy of what stands elsewhere now. LibreOffice makes a move of what was taken out
 * somewhere and put in elsewhere, also where we wrote two. */
static gboolean
is_copy (const BtDocxReader *reader, const xmlNode *node)
{
  const xmlNode *mark = bt_docx_own_find_mark (reader->docx->own, node);
  const char *of = bt_docx_attr (mark, "of");
  gboolean from = bt_docx_is (node, "moveFrom");

  if (mark == NULL)
    return from;
  return g_strcmp0 (of, "copy") == 0
         || ((from || bt_docx_is (node, "del")) && g_strcmp0 (of, "move") == 0);
}

/* Whether it is a copy of words of a paragraph that was split or joined, not of what was moved. */
static gboolean
is_parted (const BtDocxReader *reader, const xmlNode *node)
{
  return g_strcmp0 (bt_docx_attr (bt_docx_own_find_mark (reader->docx->own, node), "of"), "copy") == 0;
}

static void
read_marked (BtDocxReader *reader, const xmlNode *node, const char **change, const char **own)
{
  const char *before = *change, *own_before = *own, *was_before = reader->own_was;
  gboolean move = bt_docx_is (node, "moveFrom") || bt_docx_is (node, "moveTo");
  gboolean copy = reader->docx->own != NULL && is_copy (reader, node);
  gboolean moved = copy && !is_parted (reader, node);

  *change = move ? bt_docx_read_move (reader, node) : bt_docx_read_change (reader, node);
  enter_own (reader, node, *change, own);
  if (copy)
    reader->docx->own->copy++;
  if (moved)
    reader->docx->own->moved++;
  bt_docx_read_children (reader, node);
  if (moved)
    reader->docx->own->moved--;
  if (copy)
    reader->docx->own->copy--;
  *change = before;
  *own = own_before;
  reader->own_was = was_before;
}

static void
read_inserted (BtDocxReader *reader, const xmlNode *node)
{
  read_marked (reader, node, &reader->ins, &reader->own_ins);
}

static void
read_deleted (BtDocxReader *reader, const xmlNode *node)
{
  read_marked (reader, node, &reader->del, &reader->own_del);
}

/* A paragraph within a text, as in a footnote: a blank stands for the mark of the one before it. */
static void
read_inner_paragraph (BtDocxReader *reader, const xmlNode *node)
{
  const char *ins = reader->ins, *del = reader->del;
  const xmlNode *before = reader->inner;
  const xmlNode *mark = before != NULL && before->parent == node->parent
                            ? bt_docx_child (bt_docx_child (before, "pPr"), "rPr")
                            : NULL;

  if (reader->ins == NULL)
    reader->ins = bt_docx_find_change (reader, mark, "ins");
  if (reader->del == NULL)
    reader->del = bt_docx_find_change (reader, mark, "del");
  if (before != NULL)
    bt_docx_append (reader, " ");
  reader->ins = ins;
  reader->del = del;
  reader->inner = node;
  bt_docx_read_children (reader, node);
}

static void
start_move (BtDocxReader *reader, const xmlNode *node)
{
  reader->move = bt_intern (bt_docx_attr (node, "name"));
}

static void
end_move (BtDocxReader *reader, const xmlNode *node)
{
  reader->move = NULL;
}

static void
note_bookmark (BtDocxReader *reader, const xmlNode *node)
{
  const char *name = bt_docx_attr (node, "name");

  if (name == NULL || !g_str_has_prefix (name, "_bt"))
    return;
  if (reader->open == NULL)
    {
      g_ptr_array_add (reader->waiting, (gpointer) node);
      return;
    }
  if (reader->docx->own != NULL)
    bt_docx_own_start (reader->docx->own, node);
  BtDocxParagraph *paragraph = reader->open->paragraph;
  if (paragraph->names == NULL)
    paragraph->names = g_ptr_array_new ();
  g_ptr_array_add (paragraph->names, (gpointer) bt_intern (name));
}

static void
end_bookmark (BtDocxReader *reader, const xmlNode *node)
{
  if (reader->docx->own != NULL)
    bt_docx_own_end (reader->docx->own, node);
}

/**
 * bt_docx_read_waiting:
 * @reader: a reader whose paragraph has just begun
 *
 * Begins the bookmarks that began between it and the one before.
 */
void
bt_docx_read_waiting (BtDocxReader *reader)
{
  for (guint i = 0; i < reader->waiting->len; i++)
    note_bookmark (reader, reader->waiting->pdata[i]);
  g_ptr_array_set_size (reader->waiting, 0);
}

static const struct
{
  const char *name;
  BtDocxHandler read;
} handlers[] = {
  { "r", read_run },
  { "t", read_text },
  { "delText", read_text },
  { "tab", read_tab },
  { "ptab", read_tab },
  { "br", read_break },
  { "cr", read_break },
  { "noBreakHyphen", read_hyphen },
  { "ins", read_inserted },
  { "del", read_deleted },
  { "moveFrom", read_deleted },
  { "moveTo", read_inserted },
  { "moveFromRangeStart", start_move },
  { "moveToRangeStart", start_move },
  { "moveFromRangeEnd", end_move },
  { "moveToRangeEnd", end_move },
  { "bookmarkStart", note_bookmark },
  { "bookmarkEnd", end_bookmark },
  { "commentRangeStart", bt_docx_start_comment },
  { "commentRangeEnd", bt_docx_end_comment },
  { "commentReference", bt_docx_refer_comment },
  { "p", read_inner_paragraph },
  { "rPr", skip },
  { "pPr", skip },
  { "sdtPr", skip },
  { "ctrlPr", skip },
  { "instrText", bt_docx_read_field_code },
  { "delInstrText", bt_docx_read_field_code },
};

/**
 * bt_docx_read_inline:
 * @reader: a reader in a paragraph
 * @node: something in it; what is unknown is looked through, so that its text is not lost
 */
void
bt_docx_read_inline (BtDocxReader *reader, const xmlNode *node)
{
  const char *name = (const char *) node->name;

  if (node->type != XML_ELEMENT_NODE)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    if (strcmp (handlers[i].name, name) == 0)
      {
        handlers[i].read (reader, node);
        return;
      }
  BtDocxHandler extra = bt_docx_find_extra (name);
  if (extra != NULL)
    extra (reader, node);
  else
    bt_docx_read_children (reader, node);
}

/**
 * bt_docx_read_children:
 * @reader: a reader in a paragraph
 * @node: something whose children are read
 */
void
bt_docx_read_children (BtDocxReader *reader, const xmlNode *node)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    bt_docx_read_inline (reader, child);
}
