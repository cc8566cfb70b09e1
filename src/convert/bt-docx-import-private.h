/* What the stages of the import of DOCX files share: pieces of text, the lines that the recogniser reads, and the nodes
 * that they became; private to convert/.
 *
 * The recogniser reads the document as it is when all changes are accepted, so that accepting them all gives what the
 * accepted document would have given. What is deleted is put back into its nodes and between them. */
#pragma once

#include "bt-docx-read.h"
#include "bt-import.h"

G_BEGIN_DECLS

#define BT_DOCX_NOWHERE G_MAXUINT

/**
 * BtDocxPiece:
 * @paragraph: (nullable): a paragraph
 * @table: (nullable): or a table
 * @first: the index of the first piece of the paragraph that it is part of when all changes are accepted
 * @last: the index of the last piece of that
 * @old_first: the index of the first piece of the paragraph that it is part of when all changes are rejected
 * @has_old: whether it has words then
 * @has_new: whether it has words when all are accepted
 * @live_start: where its live text begins in the line
 * @node: (nullable): the id of the paragraph or item that it became, interned
 * @place: (nullable): the id of the node, of whatever kind, that it is in, interned
 * @twin: where it is one end of a move, the other end; else %BT_DOCX_NOWHERE
 * @filled: whether something stands below it that was there before
 *
 * A paragraph as it stands in the file, between two marks that may come and go.
 */
typedef struct
{
  BtDocxParagraph *paragraph;
  BtDocxTable *table;
  guint first, last, old_first;
  gboolean has_old, has_new;
  gsize live_start;
  const char *node;
  const char *place;
  guint twin;
  gboolean filled;
} BtDocxPiece;

/* A line of the recogniser: the pieces it is made of, and how many bytes stand before their text: a number that Word
 * printed, blanks. */
typedef struct
{
  guint first, last;
  gsize before;
} BtDocxLine;

typedef struct
{
  BtDocx *docx;
  BtReport *report;
  BtImport *import;
  GArray *pieces;    /* BtDocxPiece */
  GHashTable *lines; /* number of a line -> BtDocxLine */
  GHashTable *
      used; /* interned: not owned: paragraphs -> GArray of ranges of their text that are in a node */
  GHashTable *tables; /* BtDocxTable -> interned id of its node */
  GHashTable *ids;    /* interned id of a new node -> the one that it had in the plan that went out */
  GHashTable *kept;   /* those that have been given */
  GHashTable *origins; /* BT_DOCX_ORIGIN() -> interned id of the node that was made of it */
} BtDocxImport;

/* What was made of a paragraph: an item, or what its cell lies in. */
typedef enum
{
  BT_DOCX_ORIGIN_ITEM,
  BT_DOCX_ORIGIN_COLUMN,
  BT_DOCX_ORIGIN_ROW,
  BT_DOCX_ORIGIN_TABLE,
  BT_DOCX_N_ORIGINS,
} BtDocxOrigin;

/* A key for both. */
#define BT_DOCX_ORIGIN(number, what) GUINT_TO_POINTER ((number) * BT_DOCX_N_ORIGINS + (what))

/**
 * BtDocxVersion:
 * @plan: (nullable): the document as a plan
 * @origins: (nullable): BT_DOCX_ORIGIN() -> interned id of the node in it
 * @report: what became of its paragraphs
 * @own: whether it is the tree that our export wrote
 * @change: (nullable): the record of the first of the document's tracked changes
 *
 * A document, read in one way.
 */
typedef struct
{
  BtPlan *plan;
  GHashTable *origins;
  BtReport *report;
  gboolean own;
  BtNode *change;
} BtDocxVersion;

void bt_docx_version_clear (BtDocxVersion *version);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtDocxVersion, bt_docx_version_clear)

#define bt_docx_piece(import, index) (&g_array_index ((import)->pieces, BtDocxPiece, (index)))

/* Pieces and lines: bt-docx-import-pieces.c */
void bt_docx_import_split (BtDocxImport *self);
void bt_docx_import_add_lines (BtDocxImport *self);
BtLabel bt_docx_old_label (BtDocxImport *self, const BtDocxPiece *piece, gsize *length);

/* Tables: bt-docx-import-table.c */
gboolean bt_docx_table_is_layout (const BtImport *import, const BtDocxTable *table);
BtNode *bt_docx_table_to_node (gpointer table, gpointer data);

/* Texts of nodes: bt-docx-import-text.c */
BtText *bt_docx_import_text (BtDocxImport *self, const BtNode *node);
BtText *bt_docx_import_part_text (BtDocxImport *self, guint first, guint end, gsize start,
                                  gsize skip, BtTextRule rule);
BtText *bt_docx_import_settle_part (const BtDocxImport *self, BtText *text, guint first, guint end,
                                    BtTextRule rule);
void bt_docx_import_use_from (BtDocxImport *self, const BtDocxParagraph *paragraph, gsize start);
BtText *bt_docx_replace_odd (BtText *text, BtTextRule rule);
BtText *bt_docx_settle_text (BtText *text, BtTextRule rule);
gboolean bt_docx_import_find_start (BtDocxImport *self, const BtNode *node, BtDocxLine *line,
                                    gsize *start);
BtText *bt_docx_put_before (BtText *words, const char *change, BtText *text) G_GNUC_WARN_UNUSED_RESULT;
void bt_docx_import_tell_unused (BtDocxImport *self);

/* The tree: bt-docx-import-tree.c, -moves.c */
BtNode *bt_docx_import_mark (BtDocxImport *self, BtNode *root) G_GNUC_WARN_UNUSED_RESULT;

void bt_docx_import_pair_moves (BtDocxImport *self);

/* Documents of our own: bt-docx-import-own.c */
BtPlan *bt_docx_import_own (const BtDocx *docx) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_docx_import_add_threads (const BtDocx *docx, BtNode *root) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_docx_import_own_sources (const BtDocx *docx) G_GNUC_WARN_UNUSED_RESULT;

/* Where paragraphs stand that somebody has put into them since: bt-docx-import-newcomers.c */
typedef struct _BtDocxNewcomers BtDocxNewcomers;

BtDocxNewcomers *bt_docx_newcomers_new (const BtDocxOwn *own) G_GNUC_WARN_UNUSED_RESULT;
void bt_docx_newcomers_free (BtDocxNewcomers *newcomers);
void bt_docx_newcomers_add (const BtDocxNewcomers *newcomers, const xmlNode *beside, gboolean before,
                            BtNodeBuilder *builder);
BtPlan *bt_docx_newcomers_settle (const BtDocxNewcomers *newcomers, BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDocxNewcomers, bt_docx_newcomers_free)

/* What was moved in them: bt-docx-import-copies.c */
BtPlan *bt_docx_import_settle_copies (const BtDocx *docx, BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

/* Their date: bt-docx-import-date.c */
BtText *bt_docx_import_date (const BtDocx *docx, const xmlNode *node) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_docx_import_own_is_date (const BtDocxOwn *own);

/* Their header and signature, where they are edited: bt-docx-import-fields.c */
BtText *bt_docx_import_field (const BtDocx *docx, const xmlNode *field) G_GNUC_WARN_UNUSED_RESULT;
void bt_docx_import_settle_fields (const BtDocx *docx);
gboolean bt_docx_import_has_header (const BtDocx *docx);
gboolean bt_docx_import_is_field (const BtDocxImport *self, const BtDocxParagraph *paragraph);
BtNode *bt_docx_import_set_fields (const BtDocxImport *self,
                                   BtNode *root) G_GNUC_WARN_UNUSED_RESULT;

/* Ids of edited documents of our own: bt-docx-import-ids.c */
const xmlNode *bt_docx_import_find_own (const BtDocxImport *self, const GPtrArray *blocks,
                                        const char *prefix);
void bt_docx_import_keep_id (BtDocxImport *self, const BtNode *node, const xmlNode *own);
const char *bt_docx_import_find_parent (const BtDocxImport *self, const BtDocxPiece *piece,
                                        const BtNode *root);
void bt_docx_import_hint (const BtDocxImport *self, const BtDocxParagraph *paragraph,
                          BtImportLine *line);
BtNode *bt_docx_import_keep_ids (BtDocxImport *self, BtNode *root) G_GNUC_WARN_UNUSED_RESULT;

/* Is told a node, and what it is made again with. */
typedef void (*BtDocxShape) (const BtNode *node, BtNodeBuilder *builder, gpointer data);
BtNode *bt_docx_import_rename (BtNode *node, GHashTable *ids, BtDocxShape shape,
                               gpointer data) G_GNUC_WARN_UNUSED_RESULT;

void bt_docx_import_note_origins (BtDocxImport *self, const GPtrArray *blocks, BtDocxOrigin what,
                                  const BtNode *node);
GHashTable *bt_docx_import_take_origins (BtDocxImport *self) G_GNUC_WARN_UNUSED_RESULT;

/* What the decided document says: bt-docx-import-agree.c, -graft.c */
BtPlan *bt_docx_import_graft (BtPlan *compared, const BtDocxVersion *marked, gboolean texts,
                              BtReport *report, GHashTable **names) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_docx_import_agree (const BtDocxVersion *marked, const BtDocxVersion *accepted,
                              const BtDocxVersion *rejected) G_GNUC_WARN_UNUSED_RESULT;

/* Splits and joins: bt-docx-import-links.c */
BtNode *bt_docx_import_cut_links (BtNode *root) G_GNUC_WARN_UNUSED_RESULT;

/* Records: bt-docx-import-records.c */
BtNode *bt_docx_import_add_records (BtDocxImport *self, BtNode *root) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
