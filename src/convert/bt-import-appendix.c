/* An appendix: its label, title and note, and the clauses and tables in it. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-id.h"
#include "bt-import.h"
#include "bt-viet.h"

#define MAX_TITLE_LINES 8

/* What the note says after which document the appendix goes; with these it may stand without brackets. */
static const char *const notes[] = {
  "kemtheokehoach", "kemkehoach", "banhanhkemtheo", "banhanhcung", "phuluckemtheo", "dinhkemkehoach", "cungkehoach",
};

/* Likewise in brackets, which say enough. */
static const char *const notes_in_brackets[] = {
  "kemtheo", "dinhkem", "banhanhtheo", "theokehoach", "theoquyetdinh",
};

static gboolean
begins_with_any (const BtImport *import, const char *text, const char *const *phrases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (bt_import_starts_with (import, text, phrases[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_note_line (const BtImport *import, const char *text)
{
  return begins_with_any (import, text, notes, G_N_ELEMENTS (notes))
         || (*text == '('
             && begins_with_any (import, text, notes_in_brackets, G_N_ELEMENTS (notes_in_brackets)));
}

/* The bytes of "Phụ lục", its number and the mark before a title on the same line. */
static gsize
label_length (const char *text, guint *number)
{
  gsize word = strchr (text, ' ') + 1 - text;

  word += strcspn (text + word, " .:-0123456789");
  gsize at = word + strspn (text + word, " ");
  if (g_str_has_prefix (text + at, "số "))
    at += strlen ("số ");
  gsize roman = strspn (text + at, "IVXL");
  gsize digits = strspn (text + at, "0123456789");
  *number = roman > 0                  ? bt_viet_roman_number (text + at, roman)
            : digits > 0 && digits < 4 ? (guint) g_ascii_strtoull (text + at, NULL, 10)
                                       : 0;
  at += MAX (roman, digits);
  at += strspn (text + at, "ivx .:-");
  if (g_str_has_prefix (text + at, "–"))
    at += strlen ("–") + strspn (text + at + strlen ("–"), " ");
  return at;
}

/* What is told apart on the first lines of an appendix. */
typedef struct
{
  BtImport *import;
  guint next, end;
  GString *title, *note;
  BtImportRange title_lines, note_lines;
} Head;

static gboolean
is_title_line (const Head *head, guint index)
{
  const char *text = bt_import_line (head->import, index)->text;
  BtImportLabel label;

  if (bt_import_label_parse (head->import, text, &label) || *text == '(' || is_note_line (head->import, text)
      || bt_import_table_kind (head->import, index, head->end) != BT_IMPORT_NO_TABLE)
    return FALSE;
  if (bt_import_is_capitals (text, -1))
    return TRUE;
  /* A title in small letters: the first line, up to the note. */
  return head->title->len == 0 ? !bt_import_ends_sentence (text)
                               : bt_import_starts_lower (text) && !bt_import_ends_sentence (text)
                                     && !bt_import_is_capitals (head->title->str, -1);
}

static void
read_title (Head *head)
{
  guint first = head->next, source = head->title->len > 0 ? first - 1 : first;

  while (head->next < head->end && head->next < first + MAX_TITLE_LINES && is_title_line (head, head->next))
    bt_import_append_joined (head->title, bt_import_line (head->import, head->next++)->text);
  head->title_lines = (BtImportRange){ source, head->next };
  if (head->next > first)
    bt_import_became (head->import, first, head->next - 1, NULL, "title", 0.9);
}

/* The note reaches to the bracket that closes it. */
static void
read_note (Head *head)
{
  guint first = head->next;
  int depth = 0;

  if (first >= head->end || !is_note_line (head->import, bt_import_line (head->import, first)->text))
    return;
  do
    {
      const char *text = bt_import_line (head->import, head->next)->text;
      for (const char *c = text; *c != '\0'; c++)
        depth += *c == '(' ? 1 : *c == ')' ? -1 : 0;
      bt_import_append_joined (head->note, text);
      head->next++;
    }
  while (depth > 0 && head->next < head->end && head->next < first + MAX_TITLE_LINES &&
         bt_import_table_kind (head->import, head->next, head->end) == BT_IMPORT_NO_TABLE);
  head->note_lines = (BtImportRange){ first, head->next };
  bt_import_became (head->import, first, head->next - 1, NULL, "note", 0.95);
}

static void
note_label (const Head *head, guint index, gsize length, guint number, const char *id, GHashTable *typed)
{
  const BtImportLine *line = bt_import_line (head->import, index);
  BtImportTyped *entry = g_new0 (BtImportTyped, 1);

  entry->text = g_strstrip (g_strndup (line->text, length));
  entry->label.number = number;
  entry->line = line->number;
  bt_import_drop (head->import, line->number, line->number, entry->text, _("typed label; labels are derived"));
  g_hash_table_insert (typed, g_strdup (id), entry);
}

static void
add_string (const Head *head, BtNodeBuilder *builder, BtNodeKind kind, GString *text, BtImportRange lines)
{
  g_autofree char *string = g_strstrip (g_string_free (text, FALSE));
  BtNodeBuilder *part = bt_node_builder_new (kind, NULL);

  bt_node_builder_set_string (part, string);
  BtNode *node = bt_node_builder_end (part);
  if (*string != '\0')
    bt_import_note_source (head->import, lines.first, lines.end - 1, bt_node_get_id (node));
  bt_node_builder_take_child (builder, node);
}

/**
 * bt_import_appendix:
 * @import: an import
 * @range: the appendix's lines; its label is on the first
 * @typed: (element-type utf8 BtImportTyped): where typed labels are noted
 *
 * Returns: (transfer full): the appendix
 */
BtNode *
bt_import_appendix (BtImport *import, BtImportRange range, GHashTable *typed)
{
  Head head = { import, range.first + 1, range.end, g_string_new (NULL), g_string_new (NULL) };
  const char *text = bt_import_line (import, range.first)->text;
  g_autofree char *id = bt_id_new ('n');
  guint number;
  gsize length = label_length (text, &number);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_APPENDIX, id);

  note_label (&head, range.first, length, number, id, typed);
  bt_import_became (import, range.first, range.first, id, "appendix", 0.95);
  g_string_append (head.title, text + length);
  read_title (&head);
  read_note (&head);
  /* Some write the note above the title. */
  if (head.title->len == 0)
    read_title (&head);
  add_string (&head, builder, BT_NODE_TITLE, head.title, head.title_lines);
  add_string (&head, builder, BT_NODE_NOTE, head.note, head.note_lines);
  g_autoptr (GArray) blocks = bt_import_blocks (import, (BtImportRange){ head.next, range.end }, TRUE);
  bt_import_outline (import, blocks, 0, builder, typed);
  return bt_node_builder_end (builder);
}
