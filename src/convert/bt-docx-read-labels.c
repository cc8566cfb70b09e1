/* Words typed right at those that the program made: word processors give them the style of the letter before. What our
 * export wrote in that style is known, so whatever else bears it is made like any other words before it is read. */
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-read-reader.h"
#include "bt-docx-runs.h"

/* Neighbouring runs of that style: programs split and join runs as they like. */
typedef struct
{
  const BtDocxReader *reader;
  GArray *pieces; /* BtDocxStretch */
  GString *text;
  GString *label; /* of the group before, what the program made, while no other words stand behind it */
} Group;

/* How many bytes, of whole characters, the two begin with alike. */
static gsize
count_common (const char *a, const char *b)
{
  gsize n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;
  while (n > 0 && ((guchar) b[n] & 0xC0) == 0x80)
    n--;
  return n;
}

/* Where in @text is what was typed: behind, in, or before the longest of the @written words that the rest is; all of it
 * where it is none of them. */
static void
find_typed (const GPtrArray *written, const char *text, gsize *from, gsize *to)
{
  gsize length = strlen (text), longest = 0;

  *from = 0;
  *to = length;
  for (guint i = 0; written != NULL && i < written->len; i++)
    {
      const char *words = written->pdata[i];
      gsize n = strlen (words);
      if (n == 0 || n < longest || n >= length)
        continue;
      gsize common = count_common (text, words);
      gboolean same = strcmp (words + common, text + length - (n - common)) == 0;
      if (!same || (n == longest && common <= *from))
        continue;
      longest = n;
      *from = common;
      *to = length - (n - common);
    }
}

/* The interned style of the paragraph that the group is in. */
static const char *
get_style (const Group *self)
{
  const xmlNode *node = g_array_index (self->pieces, BtDocxStretch, 0).run;

  while (node != NULL && !bt_docx_is (node, "p"))
    node = node->parent;
  return bt_intern (bt_docx_styles_get_original (
      self->reader->styles, bt_docx_child_val (bt_docx_child (node, "pPr"), "pStyle")));
}

/* Whether the program wrote it: the blank at its end may be gone, and room for a number have another width. */
static gboolean
is_written (const BtDocxOwn *own, const char *text)
{
  return g_hash_table_contains (own->written, text) || text[strspn (text, " ")] == '\0';
}

static void
end_group (Group *self)
{
  const BtDocxOwn *own = self->reader->docx->own;
  gsize from = 0, to = 0;

  if (self->text->len > 0 && !is_written (own, self->text->str))
    {
      find_typed (g_hash_table_lookup (own->written_in, get_style (self)), self->text->str, &from,
                  &to);
      bt_docx_cut_runs (self->pieces, from);
      bt_docx_cut_runs (self->pieces, to);
      for (guint i = 0; i < self->pieces->len; i++)
        {
          const BtDocxStretch *piece = &g_array_index (self->pieces, BtDocxStretch, i);
          if (piece->start < from || piece->end > to)
            continue;
          bt_docx_delete (bt_docx_child (bt_docx_child (piece->run, "rPr"), "rStyle"));
          piece->run->_private = BT_DOCX_TYPED;
        }
    }
  g_array_set_size (self->pieces, 0);
  if (self->text->len > 0)
    g_string_assign (self->label, self->text->str);
  g_string_erase (self->label, from, to - from);
  g_string_truncate (self->text, 0);
}

static void
add_piece (Group *self, xmlNode *run, const char *words)
{
  BtDocxStretch piece = { run, self->text->len, self->text->len + strlen (words) };

  g_array_append_val (self->pieces, piece);
  g_string_append (self->text, words);
}

/* The blank behind a label is of the plain words in the document, so that who types behind it types such: here it is a
 * part of the label again. */
static void
take_blank (Group *self, xmlNode *run, const char *words)
{
  g_autofree char *label = g_strconcat (self->label->str, " ", NULL);

  if (self->label->len == 0 || *words != ' '
      || !g_hash_table_contains (self->reader->docx->own->written, label))
    return;
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (BtDocxStretch));
  BtDocxStretch piece = { run, 0, strlen (words) };
  g_array_append_val (pieces, piece);
  bt_docx_cut_runs (pieces, 1);
  xmlNode *blank = g_array_index (pieces, BtDocxStretch, 0).run;
  bt_docx_set_run_style (blank, BT_DOCX_STYLE_LABEL);
  add_piece (self, blank, " ");
}

static void
add_run (Group *self, xmlNode *run)
{
  const char *style = bt_docx_styles_get_original (
      self->reader->styles, bt_docx_child_val (bt_docx_child (run, "rPr"), "rStyle"));
  g_autofree char *words = bt_docx_dup_run (run);

  if (*words == '\0')
    return;
  if (g_strcmp0 (style, BT_DOCX_STYLE_LABEL) == 0)
    {
      add_piece (self, run, words);
      return;
    }
  gboolean typed = *words != ' ' && bt_docx_is (run->parent, "ins");
  end_group (self);
  take_blank (self, run, words);
  end_group (self);
  /* What somebody has put in between the label and its blank parts them no more than it stays. */
  if (!typed)
    g_string_truncate (self->label, 0);
}

static void
walk (Group *self, xmlNode *parent)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      /* Where paragraphs were merged, the label of the second stands behind the bookmark of the first. */
      if (bt_docx_is (node, "p") || bt_docx_is (node, "bookmarkStart") || bt_docx_is (node, "bookmarkEnd"))
        end_group (self);
      else if (bt_docx_is (node, "r"))
        add_run (self, node);
      walk (self, node);
      if (bt_docx_is (node, "p"))
        {
          end_group (self);
          g_string_truncate (self->label, 0);
        }
    }
}

/**
 * bt_docx_find_typed:
 * @reader: the reader of a document of our own
 * @body: its text, in which runs are cut where words of the program end and others begin, and these lose the style
 */
void
bt_docx_find_typed (BtDocxReader *reader, xmlNode *body)
{
  Group group = { reader, g_array_new (FALSE, FALSE, sizeof (BtDocxStretch)), g_string_new (NULL),
                  g_string_new (NULL) };

  walk (&group, body);
  g_array_unref (group.pieces);
  g_string_free (group.text, TRUE);
  g_string_free (group.label, TRUE);
}
