/* What the parts of the reader of DOCX files share while they read; private to convert/. */
#pragma once

#include "bt-docx-read.h"

G_BEGIN_DECLS

/* Boxes in boxes, tables in tables: deeper than this nothing is read. */
#define BT_DOCX_MAX_NESTING 40

/* A paragraph that is being read. */
typedef struct
{
  BtDocxParagraph *paragraph;
  BtTextBuilder *builder;
  guint letters, bold,
      italic; /* how many characters that are no blanks, and how many of them look so */
  gboolean reformatted;
  gboolean worded; /* whether there are words that the program has not made */
} BtDocxOpen;

/* What is looked at of the code of a field. */
#define BT_DOCX_MAX_CODE 64

/* A field: its code stands before its result, which is all that is shown. */
typedef struct
{
  const xmlNode *begin;
  char code[BT_DOCX_MAX_CODE]; /* as far as it is looked at */
  gboolean in_result;
  gboolean in_code; /* whether it stands in the code of another, so that nothing of it is shown */
  gboolean shown;   /* whether its result has words */
} BtDocxField;

/* The paragraphs and tables of the body, a cell or a box. Boxes that hang on a paragraph which is one with the next
 * when all changes are accepted, or when all are rejected, wait for the end of that. */
typedef struct
{
  GPtrArray *blocks; /* BtDocxBlock */
  GPtrArray *boxes;  /* nullable: BtDocxBlock */
  gboolean goes_on
      [2]; /* whether words were read of a paragraph that is not at its end: rejected, accepted */
} BtDocxFlow;

typedef struct
{
  BtDocx *docx;
  BtDocxPackage *package;
  BtReport *report;
  BtDocxStyles *styles;
  xmlDoc *footnotes, *endnotes;
  GHashTable *notes; /* "f" or "e" and the id of a note -> its xmlNode */
  gboolean in_note;
  const xmlNode *inner; /* nullable: the last paragraph that was read within a text */
  BtDocxFlow flow;      /* where paragraphs and tables go */
  BtDocxOpen *open;     /* nullable */
  const xmlNode *run;   /* nullable: the properties of the run that is being read */
  BtDocxLook look;
  const char *format_was; /* nullable: of the run, as in BtMark */
  const char *ins, *del;  /* nullable: the changes that what is read lies in */
  const char *own_ins, *own_del,
      *own_was;            /* nullable: those of them that the words bear, by our own part */
  GHashTable *known;       /* interned ids of changes of our own part that were met */
  const char *move;        /* nullable: the name of the move that what is read lies in */
  GHashTable *move_ids;    /* name -> interned change */
  GArray *fields;          /* BtDocxField */
  GPtrArray *waiting;      /* xmlNode: bookmarks that begin between paragraphs, with the next one */
  GPtrArray *open_threads; /* interned ids of threads whose words are being read */
  GHashTable *thread_ids;  /* id of a comment -> BtDocxThread */
  GPtrArray *change_times; /* BtDocxChange, see bt-docx-read-changes.c */
  GHashTable *told;        /* what the report says once */
  guint nesting;
  gboolean break_before;
} BtDocxReader;

/* Runs: bt-docx-read-runs.c */
void bt_docx_read_inline (BtDocxReader *reader, const xmlNode *node);
void bt_docx_read_children (BtDocxReader *reader, const xmlNode *node);
void bt_docx_read_waiting (BtDocxReader *reader);
void bt_docx_append (BtDocxReader *reader, const char *text);

/* Words in the style of those that the program made: bt-docx-read-labels.c */
void bt_docx_find_typed (BtDocxReader *reader, xmlNode *body);
/* In the private field of a run: its words bear the changes that they stand in, whatever these are of. */
#define BT_DOCX_TYPED GUINT_TO_POINTER (1)

/* Characters of symbol fonts: bt-docx-read-symbols.c */
gunichar bt_docx_find_symbol (const char *font, gunichar code);

/* Fields: bt-docx-read-fields.c */
void bt_docx_read_field_mark (BtDocxReader *reader, const xmlNode *node);
void bt_docx_read_field_code (BtDocxReader *reader, const xmlNode *node);
gboolean bt_docx_note_field_words (BtDocxReader *reader);

/* What is no plain text in a run: bt-docx-read-extras.c */
void bt_docx_append_symbol (BtDocxReader *reader, const char *font, guint number);
typedef void (*BtDocxHandler) (BtDocxReader *reader, const xmlNode *node);
BtDocxHandler bt_docx_find_extra (const char *name);
void bt_docx_read_parts (BtDocxReader *reader);
const xmlNode *bt_docx_choose_alternative (const xmlNode *node);

/* Paragraphs and tables: bt-docx-read-blocks.c, -tables.c */
void bt_docx_read_blocks (BtDocxReader *reader, const xmlNode *parent);
void bt_docx_read_table (BtDocxReader *reader, const xmlNode *node);
void bt_docx_block_free (gpointer block);
void bt_docx_table_free (BtDocxTable *table);
gboolean bt_docx_is_between (const xmlNode *node);
gboolean bt_docx_enter (BtDocxReader *reader, const xmlNode *node);
BtDocxFlow bt_docx_begin_flow (BtDocxReader *reader, GPtrArray *blocks);
void bt_docx_break_flow (BtDocxReader *reader);
void bt_docx_end_flow (BtDocxReader *reader, BtDocxFlow outer);

/* Changes and comments: bt-docx-read-changes.c, -comments.c */
const char *bt_docx_read_change (BtDocxReader *reader, const xmlNode *node);
const char *bt_docx_read_move (BtDocxReader *reader, const xmlNode *node);
const char *bt_docx_find_mark (BtDocxReader *reader, const xmlNode *properties, const char *name);
const char *bt_docx_find_change (BtDocxReader *reader, const xmlNode *properties, const char *name);
void bt_docx_changes_init (BtDocxReader *reader);
char *bt_docx_dup_time (const char *date) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_docx_comments_load (BtDocxReader *reader, GError **error);
void bt_docx_join_comments (BtDocxReader *reader, const xmlNode *body);
void bt_docx_start_comment (BtDocxReader *reader, const xmlNode *node);
void bt_docx_end_comment (BtDocxReader *reader, const xmlNode *node);
void bt_docx_refer_comment (BtDocxReader *reader, const xmlNode *node);

/* The report */
void bt_docx_tell_dropped (BtDocxReader *reader, const char *text, const char *reason);
void bt_docx_tell_once (BtDocxReader *reader, const char *reason);

G_END_DECLS
