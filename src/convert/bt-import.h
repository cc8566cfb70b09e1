/* What the stages of the recogniser share; private to convert/.
 *
 * bytes → lines → cleaned lines → zones → paragraphs → outline → tree, each in a file of its own:
 * bt-import-lines.c, -zones.c, -label.c, -paragraphs.c, -header.c, -closing.c, -outline.c, -table.c.
 */
#pragma once

#include "bt-node.h"
#include "bt-report.h"
#include "bt-schema.h"

G_BEGIN_DECLS

/* A gap that says nothing: a page ends in it. */
#define BT_IMPORT_GAP_PAGE G_MAXUINT

/**
 * BtImportLine:
 * @number: the line's number in the input, from 1
 * @indent: blanks before the text
 * @gap: empty lines before it, or %BT_IMPORT_GAP_PAGE
 * @width: about how wide its text prints, in 1/100 em
 * @text: the text without blanks around it, never empty; tabs are blanks, "\n" is a forced line break
 * @raw: the line as it came, without its end
 * @raw_length: the bytes of @raw
 * @table: (nullable): where it stands for a table that is known: what makes a node of it
 * @styled: whether the document says that it is a heading
 * @known: (nullable): of a clause of a document that we wrote, its id
 * @made: how many bytes of the text the program printed before the words of the clause: its label
 * @basis: whether it is a basis of one
 * @recipient: whether it is a recipient of one
 * @parent: (nullable): the id of the clause that it stood in, "" where it stood in none
 * @label: (nullable): its label scheme
 * @heading: (nullable): whether it was a heading
 */
typedef struct
{
  guint number;
  guint indent;
  guint gap;
  guint width;
  const char *text;
  const char *raw;
  gsize raw_length;
  gpointer table;
  gboolean styled, basis, recipient;
  gsize made;
  const char *known, *parent, *label, *heading;
} BtImportLine;

/* The text of a line that stands for a table; it is no label, no name, no office. */
#define BT_IMPORT_TABLE_TEXT "\xEF\xBF\xBC\xEF\xBF\xBC\xEF\xBF\xBC"

/* Makes a node of the table that a line stands for. */
typedef BtNode *(*BtImportMakeTable) (gpointer table, gpointer data);

/**
 * BtImportLabel:
 * @scheme: what kind of label, %BT_LABEL_NONE for none
 * @style: what tells lists of one scheme apart: the mark after the number, or the bullet
 * @number: its number, 0 for bullets
 * @depth: how many numbers a decimal label has
 * @length: the bytes of the label in the text, the blanks after it included
 * @damaged: whether it was read past a mistake of recognition ("I11." for "III.")
 */
typedef struct
{
  BtLabel scheme;
  gunichar style;
  guint number;
  guint depth;
  gsize length;
  gboolean damaged;
} BtImportLabel;

/* How the cells of a table are told apart: by tabs or bars, by what they say and where they stand, or not at all: they
 * are known. */
typedef enum
{
  BT_IMPORT_NO_TABLE,
  BT_IMPORT_TABLE_SEPARATED,
  BT_IMPORT_TABLE_FLOWING,
  BT_IMPORT_TABLE_KNOWN,
} BtImportTableKind;

/**
 * BtImportParagraph:
 * @first: index of its first line
 * @last: index of its last line
 * @label: the label it was typed with
 * @typed: (nullable): the label's characters
 * @text: the text after the label, joined
 * @heading: whether it is a heading
 * @table: where it is no paragraph, but the lines of a table: of what kind
 * @confidence: how sure all of that is, 0 to 1
 */
typedef struct
{
  guint first, last;
  BtImportLabel label;
  char *typed;
  char *text;
  gboolean heading;
  BtImportTableKind table;
  double confidence;
} BtImportParagraph;

/**
 * BtImport:
 * @strings: holds the lines' texts
 * @lines: (element-type BtImportLine): the lines that are left, none of them empty
 * @report: what became of everything
 * @damaged: whether the text came through recognition that lost its tones
 * @wrapped: whether lines are broken where the page was full
 * @gap_tells: whether empty lines stand between paragraphs and nowhere else
 * @usual_gap: how many empty lines stand between two lines of one paragraph
 * @paragraph_gap: how many empty lines stand between two paragraphs, where @gap_tells
 * @full_width: how wide a full line is, in 1/100 em
 * @structured: whether each line is a paragraph, and every table is known
 * @headless: whether the header is known, so that none of the lines is of it
 * @make_table: makes nodes of known tables
 * @data: for @make_table
 * @sources: (element-type utf8 BtImportRange): where it is wanted, of nodes with a text the lines it came from
 */
typedef struct
{
  GStringChunk *strings;
  GArray *lines;
  BtReport *report;
  gboolean damaged;
  gboolean wrapped;
  gboolean gap_tells;
  guint usual_gap;
  guint paragraph_gap;
  guint full_width;
  gboolean structured, headless;
  BtImportMakeTable make_table;
  gpointer data;
  GHashTable *sources;
} BtImport;

/* A range of lines: [first, end). */
typedef struct
{
  guint first, end;
} BtImportRange;

/* The label that a clause, row or appendix was typed with, to be compared with the one it gets. */
typedef struct
{
  BtImportLabel label;
  char *text;
  guint line;
} BtImportTyped;

/* Where the parts of a plan lie; an empty range is a part that is not there. */
typedef struct
{
  BtImportRange header;
  BtImportRange body;
  BtImportRange closing;
  GArray *appendices; /* BtImportRange */
} BtImportZones;

#define bt_import_line(import, index) (&g_array_index ((import)->lines, BtImportLine, (index)))

/* Text: bt-import-text.c */
char *bt_import_key (const char *text, gssize length) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_import_key_is (const BtImport *import, const char *key, const char *phrase);
gboolean bt_import_key_starts (const BtImport *import, const char *key, const char *phrase);
guint bt_import_phrase_errors (const BtImport *import, const char *text, gsize length, const char *phrase);
gboolean bt_import_starts_with (const BtImport *import, const char *text, const char *phrase);
guint bt_import_text_width (const char *text, gssize length);
gboolean bt_import_is_capitals (const char *text, gssize length);
gboolean bt_import_starts_lower (const char *text);
gboolean bt_import_starts_upper (const char *text);
gboolean bt_import_ends_sentence (const char *text);
gboolean bt_import_ends_open (const char *text);
gboolean bt_import_is_rule (const char *text);
gboolean bt_import_are_halves (const BtImport *import, const char *before, const char *after);
void bt_import_append_joined (GString *text, const char *more);
char *bt_import_join_lines (const BtImport *import, guint first, guint end) G_GNUC_WARN_UNUSED_RESULT;

/* Lines: bt-import-lines.c, -clean.c */
BtImport *bt_import_new (const char *text, gsize length, BtReport *report) G_GNUC_WARN_UNUSED_RESULT;
BtImport *bt_import_new_structured (BtReport *report, BtImportMakeTable make_table,
                                    gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void bt_import_add_line (BtImport *import, const BtImportLine *line);
BtNode *bt_import_tree (BtImport *import) G_GNUC_WARN_UNUSED_RESULT;
void bt_import_free (BtImport *import);
void bt_import_split (BtImport *import, const char *text, gsize length);
void bt_import_clean (BtImport *import);
void bt_import_measure (BtImport *import);
void bt_import_drop (BtImport *import, guint first, guint last, const char *text, const char *reason);
BtReportEntry *bt_import_became (BtImport *import, guint first, guint last, const char *node, const char *became,
                                 double confidence);

void bt_import_note_source (BtImport *import, guint first, guint last, const char *node);

/* Labels: bt-import-label.c */
gboolean bt_import_label_of_line (const BtImport *import, const BtImportLine *line, BtImportLabel *label);
gboolean bt_import_label_parse (const BtImport *import, const char *text, BtImportLabel *label);

/* Zones: bt-import-zones.c */
void bt_import_find_zones (const BtImport *import, BtImportZones *zones);
void bt_import_zones_clear (BtImportZones *zones);
gboolean bt_import_is_appendix_line (const BtImport *import, guint index);
gboolean bt_import_is_authority (const BtImport *import, const char *text);
gboolean bt_import_is_office (const BtImport *import, const char *text);
gboolean bt_import_is_name (const char *text);
gboolean bt_import_is_recipients_line (const BtImport *import, const char *text);

/* Paragraphs: bt-import-paragraphs.c, and tables among them: bt-import-outline.c */
gboolean bt_import_has_room (const BtImport *import, const BtImportLine *a, const BtImportLine *b, gboolean first);
void bt_import_add_paragraphs (BtImport *import, guint first, guint end, GArray *blocks);
GArray *bt_import_blocks (BtImport *import, BtImportRange range, gboolean appendix) G_GNUC_WARN_UNUSED_RESULT;

/* Parts of the tree */
gboolean bt_import_begins_number (const char *text);
BtNode *bt_import_header (BtImport *import, BtImportRange range, GArray *rest) G_GNUC_WARN_UNUSED_RESULT;
void bt_import_closing (BtImport *import, BtImportRange range, BtNode **signature, BtNode **recipients, GArray *rest);
BtNode *bt_import_bases (BtImport *import, const GArray *blocks, guint *used) G_GNUC_WARN_UNUSED_RESULT;
void bt_import_outline (BtImport *import, const GArray *blocks, guint first, BtNodeBuilder *parent, GHashTable *typed);
BtNode *bt_import_appendix (BtImport *import, BtImportRange range, GHashTable *typed) G_GNUC_WARN_UNUSED_RESULT;

/* Tables: bt-import-table.c */
BtImportTableKind bt_import_table_kind (const BtImport *import, guint index, guint end);
guint bt_import_table_end (const BtImport *import, BtImportTableKind kind, guint index, guint end, gboolean appendix);
BtNode *bt_import_table (BtImport *import, BtImportTableKind kind, guint first, guint end,
                         GHashTable *typed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
