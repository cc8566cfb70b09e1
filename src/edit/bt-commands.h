/* What a user can do to a plan, as verbs on the open document. Each that succeeds is one undo step. */
#pragma once

#include "bt-document.h"
#include "bt-incoming-rows.h"
#include "bt-schema.h"
#include "bt-search.h"
#include "bt-table.h"

G_BEGIN_DECLS

/**
 * BtTaskTable:
 * @BT_TASK_TABLE_SIMPLE: what is to be done, by whom, with whom, when
 * @BT_TASK_TABLE_DETAILED: also the product, beginning and end, notes
 *
 * The usual task tables.
 */
typedef enum
{
  BT_TASK_TABLE_SIMPLE,
  BT_TASK_TABLE_DETAILED,
} BtTaskTable;

/**
 * BtReplacement:
 * @string: what comes in the place of what was found; may be ""
 * @like_old: whether small letters are to be written as those that go: "Việc" or "VIỆC" for "việc"
 */
typedef struct
{
  const char *string;
  gboolean like_old;
} BtReplacement;

/* Where a part is dropped: beside another, or as the last in it. */
typedef enum
{
  BT_DROP_BEFORE,
  BT_DROP_AFTER,
  BT_DROP_INSIDE,
} BtDrop;

/**
 * BtPartCommand:
 * @BT_PART_INSERT_AFTER: bt_document_insert_after()
 * @BT_PART_DUPLICATE: bt_document_duplicate()
 * @BT_PART_REMOVE: bt_document_remove()
 * @BT_PART_PROMOTE: bt_document_promote()
 * @BT_PART_DEMOTE: bt_document_demote()
 * @BT_PART_MOVE_UP: bt_document_move_up()
 * @BT_PART_MOVE_DOWN: bt_document_move_down()
 *
 * The commands that are meant for a part of the plan.
 */
typedef enum
{
  BT_PART_INSERT_AFTER = 1 << 0,
  BT_PART_DUPLICATE = 1 << 1,
  BT_PART_REMOVE = 1 << 2,
  BT_PART_PROMOTE = 1 << 3,
  BT_PART_DEMOTE = 1 << 4,
  BT_PART_MOVE_UP = 1 << 5,
  BT_PART_MOVE_DOWN = 1 << 6,
} BtPartCommand;

/* text: bt-command-text.c */
gboolean bt_document_type (BtDocument *document, BtPlace start, BtPlace end, const char *string,
                           GError **error);
gboolean bt_document_delete (BtDocument *document, BtPlace start, BtPlace end, GError **error);
gboolean bt_document_split (BtDocument *document, BtPlace place, GError **error);
gboolean bt_document_join (BtDocument *document, const char *id, GError **error);
gboolean bt_document_enter (BtDocument *document, BtPlace start, BtPlace end, GError **error);
gboolean bt_document_set_format (BtDocument *document, BtPlace start, BtPlace end, BtFormat format,
                                 gboolean on, GError **error);
BtFormat bt_document_get_format (BtDocument *document, BtPlace start, BtPlace end);

/* structure: bt-command-structure.c */
gboolean bt_document_promote (BtDocument *document, const char *id, GError **error);
gboolean bt_document_demote (BtDocument *document, const char *id, GError **error);
gboolean bt_document_move_up (BtDocument *document, const char *id, GError **error);
gboolean bt_document_move_down (BtDocument *document, const char *id, GError **error);
gboolean bt_document_move (BtDocument *document, const char *id, const char *parent, guint position,
                           GError **error);
gboolean bt_document_drop (BtDocument *document, const char *id, const char *target, BtDrop where,
                           GError **error);
gboolean bt_document_remove (BtDocument *document, const char *id, GError **error);
gboolean bt_document_duplicate (BtDocument *document, const char *id, GError **error);
gboolean bt_document_insert_after (BtDocument *document, const char *id, GError **error);
gboolean bt_document_insert_node (BtDocument *document, const char *parent, guint position,
                                  BtNode *node, GError **error);
BtPartCommand bt_document_get_commands (BtDocument *document, const char *id);
gboolean bt_document_set_label (BtDocument *document, const char *first, const char *last,
                                BtLabel label, GError **error);
gboolean bt_document_set_heading (BtDocument *document, const char *first, const char *last,
                                  gboolean heading, GError **error);

/* typed labels: bt-command-label.c */
gboolean bt_document_auto_label (BtDocument *document, BtPlace caret);

/* fields, attributes, rows: bt-command-field.c */
gboolean bt_document_set_text (BtDocument *document, const char *id, const char *string,
                               GError **error);
gboolean bt_document_set_field (BtDocument *document, BtNodeKind field, const char *string,
                                GError **error);
gboolean bt_document_set_attr (BtDocument *document, const char *id, const char *name,
                               const char *value, GError **error);
gboolean bt_document_insert_row (BtDocument *document, const char *table, guint position,
                                 GError **error);

/* appendices: bt-command-appendix.c */
gboolean bt_document_insert_appendix (BtDocument *document, guint position, BtTaskTable kind,
                                      GError **error);
gboolean bt_document_insert_task_table (BtDocument *document, const char *appendix,
                                        BtTaskTable kind, GError **error);

/* columns: bt-command-table.c */
gboolean bt_document_insert_column (BtDocument *document, const char *beside, gboolean after,
                                    const char *title, BtRole role, GError **error);
gboolean bt_document_remove_column (BtDocument *document, const char *id, GError **error);
gboolean bt_document_move_column (BtDocument *document, const char *id, const char *beside,
                                  gboolean after, GError **error);
gboolean bt_document_group_columns (BtDocument *document, const char *first, const char *last,
                                    const char *title, GError **error);
gboolean bt_document_ungroup_columns (BtDocument *document, const char *group, GError **error);
gboolean bt_document_set_column_widths (BtDocument *document, const char *const *ids,
                                        const double *widths, guint n, GError **error);

/* rows: bt-command-row.c */
gboolean bt_document_insert_group_row (BtDocument *document, const char *table, guint position,
                                       const char *string, GError **error);
gboolean bt_document_clear_texts (BtDocument *document, const GPtrArray *ids, GError **error);
gboolean bt_document_fill_down (BtDocument *document, const char *cell, const char *last,
                                GError **error);
gboolean bt_document_sort_rows (BtDocument *document, const char *column, gboolean descending,
                                GError **error);

/* rows from outside: bt-command-rows.c */
gboolean bt_document_take_rows (BtDocument *document, const char *table, const BtIncomingRows *rows,
                                gboolean replace, GError **error);

/* pasting: bt-command-paste.c */
gboolean bt_document_paste_cells (BtDocument *document, const char *cell, GPtrArray *rows,
                                  GError **error);
gboolean bt_document_paste_words (BtDocument *document, BtPlace place, BtText *words, GError **error);
gboolean bt_document_paste_paragraphs (BtDocument *document, BtPlace place, GPtrArray *clauses,
                                       GError **error);

/**
 * BtMend:
 * @node: the id of a node with a text
 * @start: where the words begin in it, in bytes
 * @end: where they end; @start where something is missing
 * @string: what is right there
 */
typedef struct
{
  const char *node;
  gsize start, end;
  const char *string;
} BtMend;

/* replacing: bt-command-replace.c */
guint bt_document_mend (BtDocument *document, const BtMend *mends, guint n_mends, GError **error);
guint bt_document_replace (BtDocument *document, const BtMatch *matches, guint n_matches,
                           BtReplacement replacement, GError **error);

/* comments: bt-command-comment.c */
gboolean bt_document_comment (BtDocument *document, BtPlace start, BtPlace end, const char *string,
                              GError **error);
gboolean bt_document_comment_node (BtDocument *document, const char *id, const char *string,
                                   GError **error);
gboolean bt_document_set_aside (BtDocument *document, const char *node, const char *rule,
                                const char *quote, const char *reason, GError **error);
gboolean bt_document_reply (BtDocument *document, const char *thread, const char *string,
                            GError **error);
gboolean bt_document_edit_message (BtDocument *document, const char *message, const char *string,
                                   GError **error);
gboolean bt_document_delete_message (BtDocument *document, const char *message, GError **error);
gboolean bt_document_delete_thread (BtDocument *document, const char *thread, GError **error);
gboolean bt_document_resolve_thread (BtDocument *document, const char *thread, GError **error);
gboolean bt_document_reopen_thread (BtDocument *document, const char *thread, GError **error);

/* tracked changes: bt-command-field.c */
gboolean bt_document_set_tracking (BtDocument *document, gboolean tracking, GError **error);
gboolean bt_document_start_round (BtDocument *document, GError **error);

G_END_DECLS
