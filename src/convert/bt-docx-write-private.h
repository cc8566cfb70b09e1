/* The writer of documents: what its files share. */
#pragma once

#include "bt-comment-list.h"
#include "bt-docx-names.h"
#include "bt-plan.h"
#include "bt-profile.h"
#include "bt-schema.h"

G_BEGIN_DECLS

/* Twentieths of a point, in which a document gives lengths. */
#define BT_DOCX_TWIPS(length) ((int) (BT_LENGTH_TO_PT (length) * 20 + 0.5))

/**
 * BtDocxState:
 * @ins, @del: (nullable): the change that puts the whole part in, or takes it out
 * @ins_of, @del_of: what the change is of, for our own part: "node", "move", "label"; %NULL for the words themselves
 * @move_to, @move_from: (nullable): the change that moved it here, or away from here
 * @old: whether it is a copy, from the plan before all changes, of what stood here
 *
 * What a part of the plan bears as a whole; its children bear it, too.
 */
typedef struct
{
  const char *ins, *ins_of;
  const char *del, *del_of;
  const char *move_to, *move_from;
  gboolean old;
} BtDocxState;

/**
 * BtDocxWriter:
 * @plan: what is written
 * @original: (nullable): the plan before all changes; %NULL for a copy without changes and comments
 * @out: the document
 * @marks: (element-type utf8): of each revision, in the order of their numbers, what our own part tells of it
 * @objects, @anchors: the lists of these in our own part
 * @made: (element-type utf8): the words that the program made, each behind the style of its paragraph and ":"
 * @style: the style of the paragraph
 * @made_here: (element-type utf8): those that the words which come next stand behind, without others between
 * @changes: id → BtDocxChange
 * @labels: id → label in @original
 * @ends: id of a paragraph → BtDocxState of its mark, where that is not the paragraph's own
 * @moves: id of a ghost → id of the node that was moved from there and is shown so
 * @moved: id of a node that is shown as moved → what both ends of the move are called by
 * @joined: id of a paragraph → (element-type BtNode) those joined to it that are written right behind it
 * @drawn_up: ids of these
 * @prolonged: ids of paragraphs to which words of others are joined
 * @parted: ids of paragraphs that do not stand beside what they were split from or are joined to
 * @copies: id of a paragraph → (element-type BtNode) those whose words it has when these changes are decided
 * @threads: thread's id → BtDocxThread
 * @node_threads: id of a node → (element-type BtDocxThread) threads about it
 * @placed: (element-type BtDocxThread): threads whose ranges begin in what is written, or will in the next paragraph
 * @pending, @open: what begins with the next paragraph, and what ends with this one
 * @last_change: the change that is told of consequences, of labels above all
 * @before_signature: (nullable): the last clause of the body
 */
typedef struct
{
  BtPlan *plan;
  BtPlan *original;
  const BtProfile *profile;
  GString *out;
  GPtrArray *marks;
  GString *objects, *anchors;
  GHashTable *made;
  const char *style;
  GPtrArray *made_here;
  GHashTable *changes, *labels, *ends, *moves, *moved, *joined, *drawn_up, *prolonged, *parted,
      *copies;
  GHashTable *threads, *node_threads;
  GPtrArray *thread_list;
  GHashTable *placed;
  GHashTable *names, *aliases;
  GArray *pending, *open;
  const char *last_change;
  const BtNode *before_signature;
  guint next_revision, next_bookmark, next_object, next_anchor, next_alias;
  guint n_comments;
} BtDocxWriter;

/* A change as the document names it: its attributes, escaped. */
typedef struct
{
  char *attributes;
} BtDocxChange;

/* One end of a range in the text of a node. */
typedef struct
{
  const char *node;
  gsize offset;
} BtDocxPoint;

/**
 * BtDocxThread:
 * @comment: the thread
 * @first_id: the number of its first message's comment; the others follow
 * @n_messages: how many there are
 * @start, @end: where its range begins and ends, where it is about words
 * @n_ranges: how many ranges it has
 */
typedef struct
{
  const BtComment *comment;
  guint first_id, n_messages;
  BtDocxPoint start, end;
  guint n_ranges;
} BtDocxThread;

/**
 * BtDocxParagraph:
 * @style: the id of its style
 * @properties: (nullable): keepNext, pBdr, spacing and ind, in this order
 * @end: (nullable): what its mark bears
 * @change: (nullable): the paragraph's clause, for its earlier style
 * @section: (nullable): the section that ends with it
 */
typedef struct
{
  const char *style;
  const char *properties;
  const BtDocxState *end;
  const BtNode *clause;
  const char *section;
} BtDocxParagraph;

/* bt-docx-write.c */
void bt_docx_writer_init (BtDocxWriter *writer, BtPlan *plan, const BtProfile *profile,
                          BtPlan *original);
void bt_docx_writer_clear (BtDocxWriter *writer);
void bt_docx_append_escaped (GString *out, const char *text, gssize length);
void bt_docx_begin_paragraph (BtDocxWriter *writer, const BtDocxParagraph *paragraph);
void bt_docx_end_paragraph (BtDocxWriter *writer);
void bt_docx_append_empty (BtDocxWriter *writer, const char *style, const char *properties,
                           const BtDocxState *end, const char *section);
char *bt_docx_make_room (BtLength height);
char *bt_docx_make_indent (BtLength indent);
void bt_docx_mark_node (BtDocxWriter *writer, const char *prefix, const char *id,
                        const BtDocxState *state);
void bt_docx_mark_name (BtDocxWriter *writer, const char *name);
void bt_docx_mark_thread (BtDocxWriter *writer, const BtDocxThread *thread);
const char *bt_docx_name_node (BtDocxWriter *writer, const char *prefix, const char *id,
                               GString *name);

/* bt-docx-write-marks.c */
typedef struct
{
  const char *close[2];
  gboolean deleted;
} BtDocxLayers;

guint bt_docx_append_revision (BtDocxWriter *writer, const char *element, const char *change,
                               const char *of, const char *was);
void bt_docx_append_mark (BtDocxWriter *writer, const char *element, const char *change,
                          const char *of);
void bt_docx_append_old_style (BtDocxWriter *writer, const BtNode *clause);
void bt_docx_append_end (BtDocxWriter *writer, const BtDocxState *end);
void bt_docx_enter_node (const BtDocxWriter *writer, const BtDocxState *parent, const BtNode *node,
                         BtDocxState *state);
BtDocxState bt_docx_state_for_table (const BtDocxState *state);
BtDocxLayers bt_docx_open_layers (BtDocxWriter *writer, const BtDocxState *state,
                                  const BtMark *mark);
void bt_docx_close_layers (BtDocxWriter *writer, const BtDocxLayers *layers);
guint bt_docx_open_move (BtDocxWriter *writer, const char *element, const char *change,
                         const char *ghost);
void bt_docx_close_move (BtDocxWriter *writer, const char *element, guint id);

/* bt-docx-write-order.c */
void bt_docx_find_order (BtDocxWriter *writer);
GPtrArray *bt_docx_get_joined (const BtDocxWriter *writer, const BtNode *node);
gboolean bt_docx_is_drawn_up (const BtDocxWriter *writer, const BtNode *node);

/* bt-docx-write-text.c */
void bt_docx_append_text (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state);
void bt_docx_append_copy (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state,
                          gboolean live);
void bt_docx_append_made (BtDocxWriter *writer, const char *words, const BtDocxState *state);
void bt_docx_append_label (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state,
                           const char *now, const char *before);
gboolean bt_docx_was_empty (const BtText *text);
gboolean bt_docx_is_blank (const BtText *text);
void bt_docx_append_filling (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state,
                             const char *words);
void bt_docx_append_words (BtDocxWriter *writer, const char *words, gsize length,
                           const BtDocxState *state, const BtMark *mark, const char *style);

/* bt-docx-write-comments.c */
void bt_docx_find_threads (BtDocxWriter *writer);
void bt_docx_mark_other_threads (BtDocxWriter *writer);
void bt_docx_start_thread (BtDocxWriter *writer, const BtDocxThread *thread);
void bt_docx_end_thread (BtDocxWriter *writer, const BtDocxThread *thread);
void bt_docx_begin_node (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state);
char *bt_docx_make_comments (const BtDocxWriter *writer);
char *bt_docx_make_comments_extended (const BtDocxWriter *writer);

/* bt-docx-write-header.c */
void bt_docx_append_header (BtDocxWriter *writer);
void bt_docx_append_title (BtDocxWriter *writer);
void bt_docx_append_rule (BtDocxWriter *writer, const char *words, BtStyleId style, BtRatio ratio,
                          BtLength width, BtLength after);
void bt_docx_append_columns (BtDocxWriter *writer, BtLength left, BtLength right);

/* bt-docx-write-body.c */
void bt_docx_append_body (BtDocxWriter *writer);
void bt_docx_append_item (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state,
                          const char *style, const char *now, const char *before);
const BtNode *bt_docx_get_moved_away (const BtDocxWriter *writer, const BtNode *ghost,
                                      BtDocxState *state);
guint bt_docx_open_moved (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state);
void bt_docx_append_children (BtDocxWriter *writer, const BtNode *parent, const BtDocxState *state,
                              const char *parent_label, BtLength width);

/* bt-docx-write-closing.c */
void bt_docx_append_signature (BtDocxWriter *writer);
void bt_docx_append_appendices (BtDocxWriter *writer);
char *bt_docx_make_section (const BtDocxWriter *writer, gboolean landscape, gboolean next_page);

/* bt-docx-write-table.c */
void bt_docx_append_table (BtDocxWriter *writer, const BtNode *table, const BtDocxState *state,
                           BtLength width);

/* bt-docx-widths.c */
BtLength bt_docx_measure (const BtProfile *profile, BtStyleId style, const char *words);
BtLength bt_docx_get_balance (const BtProfile *profile, BtStyleId style, const char *words,
                              BtLength width);
BtLength bt_docx_get_table_comfort (const BtProfile *profile, const BtNode *table);
void bt_docx_share_width (const BtProfile *profile, const BtNode *table, BtLength width,
                          BtLength *widths);

/* bt-docx-write-styles.c */
const char *bt_docx_get_clause_style (BtLabel label, gboolean heading);
char *bt_docx_make_styles (const BtProfile *profile);
char *bt_docx_make_settings (const BtPlan *plan);

/* bt-docx-write-custom.c */
char *bt_docx_make_custom (BtDocxWriter *writer);

G_END_DECLS
