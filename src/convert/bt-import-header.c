/* The header: agency and parent, number and symbol, place and date, kind and subject; its columns may share lines. */
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bt-date.h"
#include "bt-import.h"

/* What is printed at the head of every plan, as keys. */
static const char *const mottos[] = { "conghoaxahoichunghiavietnam", "doclaptudohanhphuc" };

static const char *const urgencies[] = { "HỎA TỐC", "HOẢ TỐC", "THƯỢNG KHẨN", "KHẨN" };

/* An agency whose name is followed by one of these is the parent of the agency that follows. */
static const char *const unit_words[] = {
  "PHÒNG", "TRUNG TÂM", "VĂN PHÒNG", "BAN", "TRƯỜNG", "TRẠM", "CÔNG AN", "HỘI", "CHI CỤC", "ỦY BAN", "UỶ BAN",
  "UBND",  "HỘI ĐỒNG",  "SỞ",        "TỔ",  "ĐOÀN",   "BAN CHỈ HUY", "ĐẢNG ỦY",
};

/* A phrase is looked for among so many words of a line. */
#define MAX_WORDS 40

/* The kinds of the header's parts, which follow each other. */
#define FIRST_FIELD BT_NODE_PARENT
#define N_FIELDS (BT_NODE_SUBJECT - BT_NODE_PARENT + 1)

/* A part of the header, and the lines it came from: first > last where it came from none. */
typedef struct
{
  GString *text;
  guint first, last;
} Field;

/* What the lines of the header gave so far. */
typedef struct
{
  BtImport *import;
  Field fields[N_FIELDS];
  GPtrArray *agency;     /* char*: its lines, the parent's among them */
  GArray *agency_lines;  /* guint: the index of each one's line */
  BtDate date;
  GArray *rest; /* BtImportParagraph: what is none of these */
} Header;

static GString *
field_text (const Header *header, BtNodeKind kind)
{
  return header->fields[kind - FIRST_FIELD].text;
}

static gboolean
has_field (const Header *header, BtNodeKind kind)
{
  return field_text (header, kind)->len > 0;
}

static void
note_line (Header *header, BtNodeKind kind, guint index)
{
  Field *field = &header->fields[kind - FIRST_FIELD];

  field->first = MIN (field->first, index);
  field->last = MAX (field->last, index);
}

static void
set_field (Header *header, BtNodeKind kind, guint index, const char *text)
{
  g_string_append (field_text (header, kind), text);
  note_line (header, kind, index);
}

static guint
number_of (const Header *header, guint index)
{
  return bt_import_line (header->import, index)->number;
}

static void
drop_piece (const Header *header, guint index, const char *start, const char *end, const char *reason)
{
  g_autofree char *piece = g_strstrip (g_strndup (start, end - start));

  if (*piece != '\0')
    bt_import_drop (header->import, number_of (header, index), number_of (header, index), piece, reason);
}

/* The word after the one at @c. */
static const char *
next_word (const char *c)
{
  c += strcspn (c, " \n");
  return c + strspn (c, " \n");
}

/* Of the words from @start on, those that are most like @phrase: their end and how many letters differ. */
static guint
fit_phrase (const BtImport *import, const char *start, const char *phrase, const char **end)
{
  gsize most = 2 * strlen (phrase) + 32;
  guint best = G_MAXUINT;

  for (const char *stop = start; *stop != '\0' && (gsize) (stop - start) < most;)
    {
      stop += strcspn (stop, " \n");
      guint errors = bt_import_phrase_errors (import, start, stop - start, phrase);
      if (errors < best)
        {
          best = errors;
          *end = stop;
        }
      stop += strspn (stop, " \n");
    }
  return best;
}

/* Where in @text the words of @phrase stand: sets their end; NULL where they do not. */
static const char *
find_phrase (const BtImport *import, const char *text, const char *phrase, const char **end)
{
  const char *found = NULL;
  guint best = G_MAXUINT, words = 0;

  for (const char *start = text; *start != '\0' && words < MAX_WORDS; start = next_word (start), words++)
    {
      const char *stop = NULL;
      if (!bt_import_starts_with (import, start, phrase))
        continue;
      guint errors = fit_phrase (import, start, phrase, &stop);
      if (errors >= best)
        continue;
      best = errors;
      found = start;
      *end = stop;
    }
  return found;
}

static void
add_agency (Header *header, guint index, const char *start, const char *end)
{
  g_autofree char *line = g_strstrip (g_strndup (start, end - start));

  if (*line == '\0')
    return;
  g_array_append_val (header->agency_lines, index);
  g_ptr_array_add (header->agency, g_steal_pointer (&line));
}

/* "Cộng hòa …", "Độc lập …": printed anew; what stands left of it is the agency. */
static gboolean
take_motto (Header *header, guint index, const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (mottos); i++)
    {
      const char *end;
      const char *start = find_phrase (header->import, text, mottos[i], &end);
      if (start == NULL)
        continue;
      add_agency (header, index, text, start);
      drop_piece (header, index, start, end, _("the national name and motto are printed anew"));
      add_agency (header, index, end, end + strlen (end));
      return TRUE;
    }
  return FALSE;
}

/* What a part of a date line says: digits after its word, 0 where there are none. */
static int
date_part (const BtImport *import, const char *text, const char *word, gboolean *damaged)
{
  gsize length = strlen (word);

  for (const char *c = text; *c != '\0'; c = next_word (c))
    {
      gsize size = strcspn (c, " \n");
      g_autofree char *key = bt_import_key (c, size);
      gboolean same = bt_import_key_is (import, key, word);
      if (!same && !g_str_has_prefix (key, word))
        continue;
      if (!same)
        {
          /* "tháng8" is a number that lost its blank; "thangos" is damaged. */
          *damaged = *damaged || !g_ascii_isdigit (key[length]);
          return atoi (key + length);
        }
      return atoi (next_word (c));
    }
  return 0;
}

/* A number of four digits, whatever stands before it. */
static int
find_year (const char *text)
{
  for (const char *c = text; *c != '\0';)
    {
      gsize digits = strspn (c, "0123456789");
      if (digits == 4)
        return atoi (c);
      c += digits + strcspn (c + digits, "0123456789");
    }
  return 0;
}

/* Reads "ngày 14 tháng 8 năm 2025", "ngày 14/8/2025", with blanks where parts are not known yet. */
static gboolean
read_date (Header *header, const char *text)
{
  gboolean damaged = FALSE;
  BtDate date = { 0 };
  const char *digits = text + strcspn (text, "0123456789");

  if (sscanf (digits, "%2d/%2d/%4d", &date.day, &date.month, &date.year) != 3)
    {
      date.day = date_part (header->import, text, "ngay", &damaged);
      date.month = date_part (header->import, text, "thang", &damaged);
      date.year = date_part (header->import, text, "nam", &damaged);
    }
  if (header->import->damaged && date.year == 0)
    date.year = find_year (digits);
  if (date.year < 1900 || date.year > 2999)
    date.year = 0;
  if (bt_date_is_valid (&date))
    header->date = date;
  damaged = damaged || (header->import->damaged && (date.year == 0 || date.month == 0 || date.day == 0));
  return !damaged && bt_date_is_valid (&date);
}

/* "Tứ Minh, ngày 14 tháng 8 năm 2025" */
static gboolean
take_date (Header *header, guint index, const char *text)
{
  const char *end;
  const char *day = find_phrase (header->import, text, "ngay", &end);

  if (day == NULL || strlen (text) > 200)
    return FALSE;
  const char *before = day;
  while (before > text && (before[-1] == ' ' || before[-1] == ','))
    before--;
  g_autofree char *place = g_strstrip (g_strndup (text, before - text));
  if (has_field (header, BT_NODE_PLACE) || strlen (place) > 120)
    return FALSE;
  set_field (header, BT_NODE_PLACE, index, place);
  note_line (header, BT_NODE_DATE, index);
  drop_piece (header, index, before, text + strlen (text), _("the date is written anew"));
  if (!read_date (header, day))
    {
      guint line = number_of (header, index);
      BtReportEntry *entry = bt_report_add (header->import->report, BT_REPORT_WARNING, line, line);
      entry->text = g_strdup (day);
      entry->reason = g_strdup (_("the date could not be read in full"));
      entry->confidence = 0.5;
    }
  return TRUE;
}

/**
 * bt_import_begins_number:
 * @text: a line of a header
 *
 * Returns: whether it begins as the number of a document does: "Số: 12/KH-UBND", "Số 12/…", "Số …/…"; but not
 *   "Số định danh cá nhân/CCCD" or "Số nhà, đường/xóm", as forms have them: a letter or two may be misread digits
 */
gboolean
bt_import_begins_number (const char *text)
{
  guint letters = 0;

  if ((!g_str_has_prefix (text, "Số") && !g_str_has_prefix (text, "SỐ"))
      || strpbrk (text, ": .") != text + strlen ("Số"))
    return FALSE;
  const char *rest = text + strlen ("Số");
  if (rest[strspn (rest, " ")] == ':')
    return TRUE;
  for (const char *c = rest; *c != '\0' && *c != '/'; c = g_utf8_next_char (c))
    letters += g_unichar_isalpha (g_utf8_get_char (c));
  return letters <= 2;
}

static gboolean
is_number_word (const BtImport *import, const char *text)
{
  if (bt_import_begins_number (text))
    return TRUE;
  /* "Số" is read as "S6", "S0", "Sé". */
  return import->damaged && *text == 'S' && strchr (text, '/') != NULL && strcspn (text, ": .") <= 4;
}

/* The symbol: a word, and what follows a hyphen that has blanks around it, "KH - UBND", or one blank: "KH UBND". */
static const char *
symbol_end (const char *text)
{
  const char *end = text + strcspn (text, " ,");

  while (end > text && strncmp (end, " - ", 3) == 0 && g_unichar_isupper (g_utf8_get_char (end + 3)))
    {
      const char *more = end + 3 + strcspn (end + 3, " ,");
      if (!bt_import_is_capitals (end + 3, more - end - 3))
        break;
      end = more;
    }
  gsize more = end > text && *end == ' ' ? strcspn (end + 1, " ,") : 0;
  if (more >= 2 && bt_import_is_capitals (text, end - text) && bt_import_is_capitals (end + 1, more))
    end += 1 + more;
  return end;
}

/* "Số: 12/KH-UBND", and place and date where the other column shares the line. */
static gboolean
take_number (Header *header, guint index, const char *text)
{
  if (has_field (header, BT_NODE_SYMBOL) || has_field (header, BT_NODE_NUMBER)
      || !is_number_word (header->import, text))
    return FALSE;
  const char *slash = strchr (text, '/');
  const char *value = text + strcspn (text, ": .");
  value += strspn (value, ": ._");
  while (g_str_has_prefix (value, "…"))
    value += strlen ("…") + strspn (value + strlen ("…"), ": ._");
  if (slash == NULL || slash < value || slash - value > 24)
    return FALSE;
  const char *symbol = slash + 1 + strspn (slash + 1, " ");
  const char *end = symbol_end (symbol);

  g_autofree char *number = g_strstrip (g_strndup (value, slash - value));
  g_autofree char *sign = g_strndup (symbol, end - symbol);
  set_field (header, BT_NODE_NUMBER, index, number);
  set_field (header, BT_NODE_SYMBOL, index, sign);
  drop_piece (header, index, text, value, _("the word before the number is printed anew"));
  drop_piece (header, index, slash, slash + 1, _("the word before the number is printed anew"));
  end += strspn (end, " ");
  if (*end != '\0' && !take_date (header, index, end))
    add_agency (header, index, end, end + strlen (end));
  return TRUE;
}

static gboolean
take_mark (Header *header, guint index, const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (urgencies); i++)
    if (strcmp (text, urgencies[i]) == 0 && !has_field (header, BT_NODE_URGENCY))
      {
        set_field (header, BT_NODE_URGENCY, index, text);
        return TRUE;
      }
  g_autofree char *key = bt_import_key (text, MIN (strlen (text), 40));
  if (!bt_import_is_capitals (text, -1) || strcmp (key, "duthao") != 0)
    return FALSE;
  drop_piece (header, index, text, text + strlen (text), _("that it is a draft is kept as the plan's state"));
  return TRUE;
}

/* The kind of the document, and the subject where it stands on the same line. */
static gboolean
take_type (Header *header, guint index, const char *text)
{
  const char *end;

  if (has_field (header, BT_NODE_TYPE) || find_phrase (header->import, text, "kehoach", &end) != text)
    return FALSE;
  /* With more behind it, it is the type only in capitals: "Kế hoạch này …" is a sentence. */
  if (*end != '\0' && !bt_import_is_capitals (text, MIN (strlen (text), strlen ("KẾ HOẠCH"))))
    return FALSE;
  g_autofree char *type = g_strstrip (g_strndup (text, end - text));
  set_field (header, BT_NODE_TYPE, index, type);
  if (*end != '\0')
    set_field (header, BT_NODE_SUBJECT, index, end);
  return TRUE;
}

static void
take_rest (Header *header, guint index, const char *text)
{
  BtImportParagraph paragraph = { index, index, .text = g_strdup (text), .confidence = 0.3 };

  if (bt_import_line (header->import, index)->table != NULL)
    paragraph.table = BT_IMPORT_TABLE_KNOWN;
  g_array_append_val (header->rest, paragraph);
}

/* The agency in small letters, as the capital fonts of TCVN3 hold it. */
static gboolean
names_agency (const Header *header, const char *text)
{
  static const char *const words[] = { "uybannhandan", "ubnd", "phuong", "xa", "phong", "trungtam" };

  for (guint i = 0; strlen (text) < 80 && !bt_import_ends_sentence (text) && i < G_N_ELEMENTS (words); i++)
    if (bt_import_starts_with (header->import, text, words[i]))
      return TRUE;
  return FALSE;
}

typedef gboolean (*TakeLine) (Header *header, guint index, const char *text);

static void
take_line (Header *header, guint index)
{
  static const TakeLine takers[] = { take_type, take_motto, take_number, take_mark, take_date };
  const char *text = bt_import_line (header->import, index)->text;

  if (bt_import_line (header->import, index)->table != NULL)
    {
      take_rest (header, index, text);
      return;
    }
  if (has_field (header, BT_NODE_TYPE))
    {
      bt_import_append_joined (field_text (header, BT_NODE_SUBJECT), text);
      note_line (header, BT_NODE_SUBJECT, index);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
    if (takers[i](header, index, text))
      return;
  if (bt_import_is_capitals (text, -1) || names_agency (header, text))
    add_agency (header, index, text, text + strlen (text));
  else
    take_rest (header, index, text);
}

static gboolean
begins_unit (const char *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (unit_words); i++)
    if (g_str_has_prefix (line, unit_words[i]))
      return TRUE;
  return FALSE;
}

/* How many of the agency's lines name its parent: those before the last line that begins a unit of its own. */
static guint
count_parent_lines (const Header *header)
{
  guint parent = 0;

  for (guint i = 1; i < header->agency->len; i++)
    if (begins_unit (g_ptr_array_index (header->agency, i)) &&
        !bt_import_ends_open (g_ptr_array_index (header->agency, i - 1)))
      parent = i;
  return parent;
}

/* Makes the lines of the agency, from @first on, the text of @kind. */
static void
set_agency (Header *header, BtNodeKind kind, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    {
      if (i > first)
        g_string_append_c (field_text (header, kind), '\n');
      set_field (header, kind, g_array_index (header->agency_lines, guint, i), g_ptr_array_index (header->agency, i));
    }
}

/* The text of a field, on one line where the model wants it so. */
static char *
dup_field (const Header *header, BtNodeKind kind)
{
  char *text = g_strstrip (g_strdup (field_text (header, kind)->str));

  for (char *c = text; bt_node_kind_get_text_rule (kind) == BT_TEXT_LINE && *c != '\0'; c++)
    *c = *c == '\n' ? ' ' : *c;
  return text;
}

static BtNode *
build_header (const Header *header)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_HEADER, NULL);

  for (guint i = 0; i < N_FIELDS; i++)
    {
      const Field *field = &header->fields[i];
      BtNodeBuilder *part = bt_node_builder_new (FIRST_FIELD + i, NULL);
      g_autofree char *text = dup_field (header, FIRST_FIELD + i);
      bt_node_builder_set_string (part, text);
      BtNode *node = bt_node_builder_end (part);
      if (field->first <= field->last && *text != '\0')
        bt_import_became (header->import, field->first, field->last, bt_node_get_id (node),
                          bt_node_kind_get_name (FIRST_FIELD + i), 0.95);
      bt_node_builder_take_child (builder, node);
    }
  return bt_node_builder_end (builder);
}

static void
header_clear (Header *header)
{
  for (guint i = 0; i < N_FIELDS; i++)
    g_string_free (header->fields[i].text, TRUE);
  g_ptr_array_unref (header->agency);
  g_array_unref (header->agency_lines);
}

/**
 * bt_import_header:
 * @import: an import
 * @range: the header's lines
 * @rest: (element-type BtImportParagraph): where lines are added that are no part of a header
 *
 * Returns: (transfer full): the header; what is not in the input is empty in it
 */
BtNode *
bt_import_header (BtImport *import, BtImportRange range, GArray *rest)
{
  Header header = { .import = import, .agency = g_ptr_array_new_with_free_func (g_free), .rest = rest };

  header.agency_lines = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < N_FIELDS; i++)
    header.fields[i] = (Field){ g_string_new (NULL), G_MAXUINT, 0 };
  for (guint i = range.first; i < range.end; i++)
    take_line (&header, i);
  guint parent = count_parent_lines (&header);
  set_agency (&header, BT_NODE_PARENT, 0, parent);
  set_agency (&header, BT_NODE_AGENCY, parent, header.agency->len);
  g_autofree char *date = bt_date_to_iso (&header.date);
  g_string_append (field_text (&header, BT_NODE_DATE), date);
  BtNode *node = build_header (&header);
  header_clear (&header);
  return node;
}
