/* The paragraphs of a plan as the rules read them: the words that stay when all open changes are accepted. */
#include <string.h>

#include "bt-check-private.h"
#include "bt-check-words-private.h"
#include "bt-reference.h"
#include "bt-syllable.h"

/* From @at in the paragraph's text on, until the next span: the same bytes from @source on in the node's text; where
 * @object, words that all stand for the one character at @source. */
typedef struct
{
  gsize at;
  gsize source;
  gboolean object;
} Span;

/**
 * bt_check_lower:
 * @text: a text
 *
 * Returns: (transfer full): the text in small letters, each at the byte where it stood; the rare letter whose small
 *   form has another length stays as it is
 */
char *
bt_check_lower (const char *text)
{
  char *lower = g_strdup (text);

  for (char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      char buffer[6];
      int length = g_unichar_to_utf8 (g_unichar_tolower (g_utf8_get_char (at)), buffer);
      if (length == g_utf8_next_char (at) - at)
        memcpy (at, buffer, length);
    }
  return lower;
}

static void
add_span (BtCheckText *read, gsize at, gsize source, gboolean object)
{
  Span span = { at, source, object };
  g_array_append_val (read->spans, span);
}

static void
read_run (const BtPlan *plan, const BtNode *node, BtCheckText *read, GString *text, gsize start,
          const BtRun *run)
{
  if (run->mark.del != NULL)
    return;
  if (run->mark.object == BT_OBJECT_NONE)
    {
      add_span (read, text->len, start, FALSE);
      g_string_append_len (text, bt_text_get_string (bt_node_get_text (node)) + start,
                           run->end - start);
      return;
    }
  for (gsize at = start; at < run->end; at += BT_OBJECT_CHAR_SIZE)
    {
      g_autofree char *words = bt_plan_dup_object_text (plan, node, at);
      add_span (read, text->len, at, TRUE);
      g_string_append (text, words);
    }
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static void
add_word (BtCheckText *read, const BtCheckWords *words, gsize start, gsize end)
{
  g_autofree char *lower = g_strndup (read->lower + start, end - start);
  BtWord word = { start, end, g_str_hash (lower), g_hash_table_lookup (words->phrases, lower),
                  bt_slips_find (words->slips, lower) };

  g_array_append_val (read->words, word);
}

static void
find_words (BtCheckText *read, const BtCheckWords *words)
{
  const char *at = read->text;

  while (*at != '\0')
    {
      const char *start = at;
      while (*at != '\0' && is_word_char (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (at > start)
        add_word (read, words, start - read->text, at - read->text);
      else
        at = g_utf8_next_char (at);
    }
}

static void
count_syllables (BtCheckText *read)
{
  BtSyllableCount count;

  bt_syllable_count (read->text, read->length, G_MAXUINT, &count);
  read->n_counted = count.words;
  read->n_valid = count.valid;
}

static BtCheckText *
read_text (const BtPlan *plan, const BtCheckWords *words, const BtNode *node)
{
  guint n_runs;
  gsize start = 0;
  BtCheckText *read = g_new0 (BtCheckText, 1);
  GString *text = g_string_new (NULL);

  g_atomic_ref_count_init (&read->ref_count);
  read->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  read->words = g_array_new (FALSE, FALSE, sizeof (BtWord));
  const BtRun *runs = bt_text_get_runs (bt_node_get_text (node), &n_runs);
  for (guint i = 0; i < n_runs; start = runs[i++].end)
    read_run (plan, node, read, text, start, &runs[i]);
  read->length = text->len;
  read->text = g_string_free (text, FALSE);
  read->lower = bt_check_lower (read->text);
  find_words (read, words);
  count_syllables (read);
  return read;
}

BtCheckText *
bt_check_text_ref (BtCheckText *text)
{
  g_atomic_ref_count_inc (&text->ref_count);
  return text;
}

void
bt_check_text_unref (BtCheckText *text)
{
  if (!g_atomic_ref_count_dec (&text->ref_count))
    return;
  g_array_unref (text->spans);
  g_array_unref (text->words);
  g_free (text->text);
  g_free (text->lower);
  g_free (text);
}

void
bt_check_paragraph_free (BtCheckParagraph *paragraph)
{
  bt_check_text_unref (paragraph->read);
  g_free (paragraph);
}

static const Span *
find_span (const BtCheckParagraph *paragraph, gsize offset)
{
  const Span *found = NULL;

  for (guint i = 0; i < paragraph->read->spans->len; i++)
    {
      const Span *span = &g_array_index (paragraph->read->spans, Span, i);
      if (found != NULL && span->at > offset)
        break;
      found = span;
    }
  return found;
}

/**
 * bt_check_paragraph_locate:
 * @paragraph: a paragraph
 * @start: in bytes of its text
 * @end: in bytes of its text; @start for a place between two words
 * @node_start: (out): the same place in the node's text
 * @node_end: (out): likewise; words of an object take the whole object in
 *
 * Returns: whether the words stand in the node's text themselves, and not an object for some of them
 */
gboolean
bt_check_paragraph_locate (const BtCheckParagraph *paragraph, gsize start, gsize end,
                           gsize *node_start, gsize *node_end)
{
  *node_start = *node_end = 0;
  if (paragraph->read->spans->len == 0)
    return TRUE;
  const Span *first = find_span (paragraph, start);
  const Span *last = find_span (paragraph, MAX (end, start + 1) - 1);
  *node_start = first->object ? first->source : first->source + (start - first->at);
  *node_end = last->object ? last->source + BT_OBJECT_CHAR_SIZE : last->source + (end - last->at);
  for (const Span *span = first; span <= last; span++)
    if (span->object)
      return FALSE;
  return TRUE;
}

/**
 * bt_check_paragraph_word_is:
 * @paragraph: a paragraph
 * @word: the place of a word in it
 * @lower: a word in small letters
 *
 * Returns: whether that word stands there, in whatever letters; %FALSE past the end
 */
gboolean
bt_check_paragraph_word_is (const BtCheckParagraph *paragraph, guint word, const char *lower)
{
  if (word >= paragraph->words->len)
    return FALSE;
  const BtWord *at = &g_array_index (paragraph->words, BtWord, word);
  return strlen (lower) == at->end - at->start
         && strncmp (paragraph->lower + at->start, lower, at->end - at->start) == 0;
}

static gboolean
get_part (BtNodeKind kind, BtPart *part)
{
  static const struct
  {
    BtNodeKind kind;
    BtPart part;
  } parts[] = {
    { BT_NODE_PARENT, BT_PART_HEADER },       { BT_NODE_AGENCY, BT_PART_HEADER },
    { BT_NODE_NUMBER, BT_PART_HEADER },       { BT_NODE_SYMBOL, BT_PART_HEADER },
    { BT_NODE_PLACE, BT_PART_HEADER },        { BT_NODE_TYPE, BT_PART_HEADER },
    { BT_NODE_SUBJECT, BT_PART_HEADER },      { BT_NODE_BASIS, BT_PART_BASIS },
    { BT_NODE_CLAUSE, BT_PART_CLAUSE },       { BT_NODE_COLUMN, BT_PART_COLUMN },
    { BT_NODE_CELL, BT_PART_CELL },           { BT_NODE_GROUP_ROW, BT_PART_CELL },
    { BT_NODE_AUTHORITY, BT_PART_SIGNATURE }, { BT_NODE_OFFICE, BT_PART_SIGNATURE },
    { BT_NODE_SIGNER, BT_PART_SIGNATURE },    { BT_NODE_RECIPIENT, BT_PART_RECIPIENT },
    { BT_NODE_TITLE, BT_PART_APPENDIX },      { BT_NODE_NOTE, BT_PART_APPENDIX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].kind == kind)
      {
        *part = parts[i].part;
        return TRUE;
      }
  return FALSE;
}

/* What the paragraphs are made from, and with. */
typedef struct
{
  BtPlan *plan;
  const BtCheckWords *words;
  BtFindText find;
  gpointer data;
  GPtrArray *paragraphs;
} Reader;

static void
add_paragraph (const Reader *reader, BtNode *node, BtPart part, const BtNode *appendix)
{
  BtCheckText *known = reader->find (bt_node_get_text (node), part, reader->data);
  BtCheckText *read =
      known != NULL ? bt_check_text_ref (known) : read_text (reader->plan, reader->words, node);
  BtCheckParagraph *paragraph = g_new (BtCheckParagraph, 1);

  *paragraph = (BtCheckParagraph){ node,       part,        appendix,     read,
                                   read->text, read->lower, read->length, read->words };
  g_ptr_array_add (reader->paragraphs, paragraph);
}

static void
collect (const Reader *reader, BtNode *node, const BtNode *appendix)
{
  BtPart part;
  BtNodeKind kind = bt_node_get_kind (node);

  if (!bt_node_is_live (node) || kind == BT_NODE_SOURCES || kind == BT_NODE_CHANGES
      || kind == BT_NODE_COMMENTS)
    return;
  if (kind == BT_NODE_APPENDIX)
    appendix = node;
  if (get_part (kind, &part) && bt_node_get_text (node) != NULL)
    add_paragraph (reader, node, part, appendix);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect (reader, bt_node_get_child (node, i), appendix);
}

/**
 * bt_check_paragraphs_new:
 * @plan: a plan
 * @words: the word lists
 * @find: finds what is known of a text already
 * @data: for @find
 *
 * Returns: (transfer full) (element-type BtCheckParagraph): all its paragraphs in reading order; they live as long as
 *   @plan and @words
 */
GPtrArray *
bt_check_paragraphs_new (BtPlan *plan, const BtCheckWords *words, BtFindText find, gpointer data)
{
  GPtrArray *paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_check_paragraph_free);
  Reader reader = { plan, words, find, data, paragraphs };

  collect (&reader, bt_plan_get_root (plan), NULL);
  return paragraphs;
}
