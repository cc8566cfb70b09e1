/* Words typed right at those that the program made: word processors give them the style of the letter before. What our
 * export wrote in that style is known, so whatever else bears it is made like any other words before it is read. */
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-read-reader.h"

/* A run, and where its words are in those of its group. */
typedef struct
{
  xmlNode *run;
  gsize start, end;
} Piece;

/* Neighbouring runs of that style: programs split and join runs as they like. */
typedef struct
{
  const BtDocxReader *reader;
  GArray *pieces; /* Piece */
  GString *text;
} Group;

/* The characters that a part of a run stands for; NULL where it is no text. */
static char *
dup_part (const xmlNode *part)
{
  if (bt_docx_is (part, "t") || bt_docx_is (part, "delText"))
    {
      g_autofree char *text = bt_docx_dup_text (part);
      gboolean preserve = g_strcmp0 (bt_docx_attr (part, "space"), "preserve") == 0;
      return g_strdup (preserve ? text : g_strstrip (text));
    }
  if (bt_docx_is (part, "tab") || bt_docx_is (part, "ptab"))
    return g_strdup ("\t");
  if (bt_docx_is (part, "cr") || (bt_docx_is (part, "br") && bt_docx_attr (part, "type") == NULL))
    return g_strdup ("\n");
  return bt_docx_is (part, "noBreakHyphen") ? g_strdup ("-") : NULL;
}

static char *
dup_run (const xmlNode *run)
{
  GString *text = g_string_new (NULL);

  for (const xmlNode *part = run->children; part != NULL; part = part->next)
    {
      g_autofree char *words = dup_part (part);
      g_string_append (text, words != NULL ? words : "");
    }
  return g_string_free (text, FALSE);
}

static void
delete_node (xmlNode *node)
{
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

static void
set_words (xmlNode *part, const char *words, gsize length)
{
  g_autofree char *kept = g_strndup (words, length);

  xmlNodeSetContent (part, NULL);
  xmlNodeAddContent (part, (const xmlChar *) kept);
  xmlNodeSetSpacePreserve (part, 1);
}

/* Leaves of the run its words from @from to @to; what is no text stays where its words begin. */
static void
trim (xmlNode *run, gsize from, gsize to)
{
  gsize end = 0;

  for (xmlNode *part = run->children, *next; part != NULL; part = next)
    {
      g_autofree char *words = dup_part (part);
      gsize start = end;
      next = part->next;
      end += words != NULL ? strlen (words) : 0;
      gsize first = CLAMP (from, start, end), last = CLAMP (to, start, end);
      if (bt_docx_is (part, "rPr") || (words == NULL && from == 0))
        continue;
      if (first == last)
        delete_node (part);
      else if (last - first < end - start)
        set_words (part, words + (first - start), last - first);
    }
}

/* Makes two runs of the one that has words before and behind @at. */
static void
cut (Group *self, gsize at)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      Piece *piece = &g_array_index (self->pieces, Piece, i);
      if (at <= piece->start || at >= piece->end)
        continue;
      Piece rest = { xmlDocCopyNode (piece->run, piece->run->doc, 1), at, piece->end };
      trim (rest.run, at - piece->start, piece->end - piece->start);
      trim (piece->run, 0, at - piece->start);
      xmlAddNextSibling (piece->run, rest.run);
      piece->end = at;
      g_array_insert_val (self->pieces, i + 1, rest);
      return;
    }
}

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
  const xmlNode *node = g_array_index (self->pieces, Piece, 0).run;

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
  gsize from, to;

  if (self->text->len > 0 && !is_written (own, self->text->str))
    {
      find_typed (g_hash_table_lookup (own->written_in, get_style (self)), self->text->str, &from,
                  &to);
      cut (self, from);
      cut (self, to);
      for (guint i = 0; i < self->pieces->len; i++)
        {
          const Piece *piece = &g_array_index (self->pieces, Piece, i);
          if (piece->start >= from && piece->end <= to)
            delete_node (bt_docx_child (bt_docx_child (piece->run, "rPr"), "rStyle"));
        }
    }
  g_array_set_size (self->pieces, 0);
  g_string_truncate (self->text, 0);
}

static void
add_run (Group *self, xmlNode *run)
{
  const char *style = bt_docx_styles_get_original (
      self->reader->styles, bt_docx_child_val (bt_docx_child (run, "rPr"), "rStyle"));
  g_autofree char *words = dup_run (run);

  if (*words == '\0')
    return;
  if (g_strcmp0 (style, BT_DOCX_STYLE_LABEL) != 0)
    {
      end_group (self);
      return;
    }
  Piece piece = { run, self->text->len, self->text->len + strlen (words) };
  g_array_append_val (self->pieces, piece);
  g_string_append (self->text, words);
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
        end_group (self);
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
  Group group = { reader, g_array_new (FALSE, FALSE, sizeof (Piece)), g_string_new (NULL) };

  walk (&group, body);
  g_array_unref (group.pieces);
  g_string_free (group.text, TRUE);
}
