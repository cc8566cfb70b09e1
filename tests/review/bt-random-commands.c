/* The commands of random edits: how each is called with what was chosen at random. */
#include "bt-random-edit-private.h"

#include "bt-commands.h"
#include "bt-edit-private.h"
#include "bt-step-columns.h"
#include "bt-settle.h"
#include "bt-text-live.h"

static gboolean
run_type (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
          GError **error)
{
  return bt_document_type (document, start, start, edit->string, error);
}

static gboolean
run_replace (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
             GError **error)
{
  return bt_document_type (document, start, end, edit->string, error);
}

/* All that is found, as it reads; a single letter, for words that are joined by a change are found by none. */
static gboolean
run_replace_found (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                   GError **error)
{
  static const char *const letters[] = { "n", "e", "i" };
  g_autoptr (GArray) matches
      = bt_search (bt_document_get_plan (document), letters[edit->number % G_N_ELEMENTS (letters)],
                   BT_SEARCH_ANY_CASE | BT_SEARCH_ANY_MARKS, BT_SEARCH_FINAL, NULL);

  return bt_document_replace (document, (BtMatch *) matches->data, matches->len,
                              (BtReplacement){ "M" }, error) > 0;
}

static gboolean
run_delete (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
            GError **error)
{
  return bt_document_delete (document, start, end, error);
}

static gboolean
run_split (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
           GError **error)
{
  return bt_document_split (document, start, error);
}

static gboolean
run_join (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
          GError **error)
{
  return bt_document_join (document, edit->node, error);
}

static gboolean
run_format (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
            GError **error)
{
  return bt_document_set_format (document, start, end, 1 << edit->number % 3, edit->number % 2,
                                 error);
}

static gboolean
run_promote (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
             GError **error)
{
  return bt_document_promote (document, edit->node, error);
}

static gboolean
run_demote (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
            GError **error)
{
  return bt_document_demote (document, edit->node, error);
}

static gboolean
run_move_up (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
             GError **error)
{
  return bt_document_move_up (document, edit->node, error);
}

static gboolean
run_move_down (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
               GError **error)
{
  return bt_document_move_down (document, edit->node, error);
}

static gboolean
run_remove (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
            GError **error)
{
  return bt_document_remove (document, edit->node, error);
}

static gboolean
run_insert_after (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                  GError **error)
{
  return bt_document_insert_after (document, edit->node, error);
}

static gboolean
run_set_label (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
               GError **error)
{
  return edit->clause != NULL
         && bt_document_set_label (document, edit->clause, edit->last_clause,
                                   edit->number % BT_N_LABELS, error);
}

static gboolean
run_set_heading (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                 GError **error)
{
  return edit->clause != NULL
         && bt_document_set_heading (document, edit->clause, edit->last_clause, edit->number % 2,
                                     error);
}

/* Where the text that is read begins: before or behind what is deleted there. */
static BtPlace
find_head (const BtRandomEdit *edit, BtDocument *document, const char *id)
{
  guint n_runs;
  const BtText *text = bt_node_get_text (bt_plan_get_node (bt_document_get_plan (document), id));
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  return bt_place (id, edit->number % 2 && n_runs > 0 && runs[0].mark.del != NULL ? runs[0].end : 0);
}

/* A label is typed at the start of a paragraph and becomes its scheme. */
static gboolean
run_auto_label (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                GError **error)
{
  static const char *const labels[] = { "1. ", "a) ", "- ", "+ ", "II. " };
  BtPlace head = find_head (edit, document, start.node);

  return bt_document_type (document, head, head, labels[edit->number % G_N_ELEMENTS (labels)],
                           error)
         && bt_document_auto_label (document, bt_document_get_selection (document).caret);
}

static gboolean
run_enter (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
           GError **error)
{
  return bt_document_enter (document, start, edit->number % 2 ? start : end, error);
}

static gboolean
run_set_field (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
               GError **error)
{
  static const BtNodeKind fields[] = {
    BT_NODE_PARENT, BT_NODE_AGENCY, BT_NODE_NUMBER,  BT_NODE_SYMBOL,    BT_NODE_PLACE,  BT_NODE_DATE,
    BT_NODE_URGENCY, BT_NODE_TYPE,  BT_NODE_SUBJECT, BT_NODE_AUTHORITY, BT_NODE_OFFICE, BT_NODE_SIGNER,
  };
  return bt_document_set_field (document, fields[edit->number % G_N_ELEMENTS (fields)],
                                edit->string, error);
}

static gboolean
run_set_text (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
              GError **error)
{
  return edit->text != NULL && bt_document_set_text (document, edit->text, edit->string, error);
}

static gboolean
run_set_medium (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                GError **error)
{
  const char *root = bt_node_get_id (bt_plan_get_root (bt_document_get_plan (document)));
  return bt_document_set_attr (document, root, "medium", edit->number % 2 ? "paper" : "electronic",
                               error);
}

static gboolean
run_set_state (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
               GError **error)
{
  static const char *const states[] = { "draft", "review", "issued" };
  const char *root = bt_node_get_id (bt_plan_get_root (bt_document_get_plan (document)));
  return bt_document_set_attr (document, root, "state", states[edit->number % 3], error);
}

static gboolean
run_set_orientation (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                     GError **error)
{
  static const char *const orientations[] = { "auto", "portrait", "landscape", NULL };
  return edit->appendix != NULL
         && bt_document_set_attr (document, edit->appendix, "orientation",
                                  orientations[edit->number % 4], error);
}

/* Where a live node stands in this plan. */
static BtNode *
find_spot (BtDocument *document, const char *id, guint *position)
{
  return bt_plan_get_parent (bt_document_get_plan (document), id, position);
}

/* Beside another one, so that it is the same place in both plans. */
static gboolean
run_move (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
          GError **error)
{
  guint position, own;

  if (edit->item == NULL)
    return FALSE;
  BtNode *parent = find_spot (document, edit->other, &position);

  if (find_spot (document, edit->item, &own) == parent && own < position)
    position--;
  return bt_document_move (document, edit->item, bt_node_get_id (parent), position, error);
}

static gboolean
run_drop (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
          GError **error)
{
  return edit->item != NULL && edit->other != NULL && g_strcmp0 (edit->item, edit->other) != 0
         && bt_document_drop (document, edit->item, edit->other, edit->number % 3, error);
}

static gboolean
run_remove_item (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                 GError **error)
{
  return edit->item != NULL && bt_document_remove (document, edit->item, error);
}

static gboolean
run_duplicate (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
               GError **error)
{
  return edit->item != NULL && bt_document_duplicate (document, edit->item, error);
}

static gboolean
run_shift_item (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                GError **error)
{
  if (edit->item == NULL)
    return FALSE;
  return edit->number % 2 ? bt_document_move_up (document, edit->item, error)
                          : bt_document_move_down (document, edit->item, error);
}

static gboolean
run_insert_item (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                 GError **error)
{
  return edit->item != NULL && bt_document_insert_after (document, edit->item, error);
}

static gboolean
run_insert_appendix (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                     GError **error)
{
  return bt_document_insert_appendix (document, edit->number % 2 ? 0 : G_MAXUINT,
                                      edit->number / 2 % 2, error);
}

static gboolean
run_insert_column (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                   GError **error)
{
  return edit->column != NULL
         && bt_document_insert_column (document, edit->column, edit->number % 2, edit->string,
                                       edit->number % BT_N_ROLES, error);
}

static gboolean
run_remove_column (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                   GError **error)
{
  return edit->column != NULL && bt_document_remove_column (document, edit->column, error);
}

static gboolean
run_move_column (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                 GError **error)
{
  return edit->column != NULL
         && bt_document_move_column (document, edit->column, edit->beside, edit->number % 2, error);
}

static gboolean
run_group_columns (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                   GError **error)
{
  return edit->column != NULL
         && bt_document_group_columns (document, edit->column,
                                       edit->number % 2 ? edit->column : edit->beside, edit->string,
                                       error);
}

static gboolean
run_ungroup_columns (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                     GError **error)
{
  return edit->group != NULL && bt_document_ungroup_columns (document, edit->group, error);
}

static gboolean
run_set_column (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                GError **error)
{
  if (edit->column == NULL)
    return FALSE;
  return edit->number % 2
             ? bt_document_set_attr (document, edit->column, "width", "25.5", error)
             : bt_document_set_attr (document, edit->column, "role",
                                     bt_role_get_name (edit->number % BT_N_ROLES), error);
}

static gboolean
run_set_widths (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                GError **error)
{
  const char *ids[] = { edit->column };
  const double widths[] = { edit->number % 3 * 12.5 };

  if (edit->column == NULL
      || bt_node_get_n_children (
             bt_plan_get_node (bt_document_get_plan (document), edit->column))
             > 0)
    return FALSE;
  return bt_document_set_column_widths (document, ids, widths, 1, error);
}

static gboolean
run_clear_texts (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                 GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (edit->cell == NULL)
    return FALSE;
  g_ptr_array_add (ids, edit->cell);
  g_ptr_array_add (ids, edit->last);
  return bt_document_clear_texts (document, ids, error);
}

static gboolean
run_insert_task_table (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                       GError **error)
{
  return edit->appendix != NULL
         && bt_document_insert_task_table (document, edit->appendix, edit->number % 2, error);
}

static gboolean
run_set_title (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
               GError **error)
{
  return edit->column != NULL && bt_document_set_text (document, edit->column, edit->string, error);
}

static gboolean
run_insert_row (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                GError **error)
{
  guint position;

  if (edit->row == NULL)
    return FALSE;
  BtNode *rows = find_spot (document, edit->row, &position);
  const char *table = bt_node_get_id (find_spot (document, bt_node_get_id (rows), NULL));
  return edit->number % 2
             ? bt_document_insert_row (document, table, position + 1, error)
             : bt_document_insert_group_row (document, table, position + 1, edit->string, error);
}

static gboolean
run_fill_down (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
               GError **error)
{
  return edit->cell != NULL && bt_document_fill_down (document, edit->cell, edit->last, error);
}

static gboolean
run_sort_rows (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
               GError **error)
{
  return edit->column != NULL
         && bt_document_sort_rows (document, edit->column, edit->number % 2, error);
}

static gboolean
run_paste_cells (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                 GError **error)
{
  const char *const block[][3] = { { edit->string, "2" }, { "1", edit->string }, { "ô\ncuối" } };
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i <= edit->number % 3; i++)
    g_ptr_array_add (rows, (gpointer) block[i]);
  return edit->cell != NULL && bt_document_paste_cells (document, edit->cell, rows, error);
}

/* The number of a leaf that is there for the reader: that of this place among them, or of one that comes behind. */
static guint
find_live_leaf (const BtNode *table, guint place)
{
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);

  for (guint i = 0; i < leaves->len; i++)
    if (bt_node_is_live (leaves->pdata[i]) && place-- == 0)
      return i;
  return leaves->len;
}

/* A cell or a row over the whole width; now and then its beginning looks special. */
static void
take_text (GPtrArray *texts, const char *string, guint number)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  gsize first = *string != '\0' ? g_utf8_next_char (string) - string : 0;

  bt_text_builder_append (builder, string, first, &(BtMark){ .format = number % 4 });
  bt_text_builder_append (builder, string + first, -1, &(BtMark){ .format = number % 3 });
  g_ptr_array_add (texts, bt_text_builder_end (builder));
}

static GPtrArray *
new_texts (const char *first, const char *second, guint number)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_text_unref);

  take_text (texts, first, number);
  if (second != NULL)
    take_text (texts, second, number / 2);
  return texts;
}

/* The first two columns of some rows, one of them over the whole width, and now and then a column that is new. */
static BtIncomingRows *
new_incoming_rows (const BtRandomEdit *edit, const BtNode *table)
{
  BtIncomingRows *rows = bt_incoming_rows_new ();
  const char *const strings[][2] = { { "1", edit->string }, { "ô\ncuối", "2" }, { edit->string, "" } };
  guint n = bt_table_get_n_leaves (table), first = find_live_leaf (table, 0);
  guint second = edit->number % 5 == 0 ? n : find_live_leaf (table, 1);

  if (second == n)
    {
      BtNodeBuilder *column = bt_node_builder_new (BT_NODE_COLUMN, NULL);
      bt_node_builder_set_attr (column, "role", "text");
      bt_node_builder_set_string (column, "Cột mới");
      g_ptr_array_add (rows->columns, bt_node_builder_end (column));
    }
  g_array_append_val (rows->given, first);
  g_array_append_val (rows->given, second);
  rows->key = edit->number % 2;
  for (guint i = 0; i <= edit->number % 3; i++)
    bt_incoming_rows_take (rows, FALSE, new_texts (strings[i][0], strings[i][1], edit->number));
  bt_incoming_rows_take (rows, TRUE, new_texts ("I. NHÓM", NULL, edit->number));
  rows->formats = edit->number % 3 != 0;
  return rows;
}

static gboolean
run_take_rows (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
               GError **error)
{
  /* Which columns are there is known of the plan that the command will work on. */
  g_autoptr (BtStepRun) run = bt_step_run_new (bt_document_get_plan (document));
  g_assert_true (bt_step_run_settle (run, NULL));
  BtNode *table = edit->cell != NULL ? bt_plan_get_table (bt_step_run_get_plan (run), edit->cell) : NULL;

  if (table == NULL || find_live_leaf (table, 0) == bt_table_get_n_leaves (table))
    return FALSE;
  g_autoptr (BtIncomingRows) rows = new_incoming_rows (edit, table);
  return bt_document_take_rows (document, bt_node_get_id (table), rows, edit->number % 2, error);
}

static BtNode *
new_clause (const char *label, const char *string, BtNode *child)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CLAUSE, NULL);

  bt_node_builder_set_attr (builder, "label", label);
  bt_node_builder_set_string (builder, string);
  if (child != NULL)
    bt_node_builder_take_child (builder, child);
  return bt_node_builder_end (builder);
}

static gboolean
run_paste_paragraphs (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                      GError **error)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);

  g_ptr_array_add (clauses, new_clause ("arabic", "một", new_clause ("dash", "hai", NULL)));
  if (edit->number % 2)
    g_ptr_array_add (clauses, new_clause ("arabic", edit->string, NULL));
  return bt_document_paste_paragraphs (document, start, clauses, error);
}

static gboolean
run_paste_words (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                 GError **error)
{
  const BtMark bold = { .format = BT_FORMAT_BOLD };
  BtTextBuilder *builder = bt_text_builder_new ();

  bt_text_builder_append (builder, "dán ", -1, &(BtMark){ 0 });
  bt_text_builder_append (builder, "đậm", -1, &bold);
  g_autoptr (BtText) words = bt_text_builder_end (builder);
  return bt_document_paste_words (document, start, words, error);
}

/* The thread that the edit's number chooses; NULL where the plan has none. */
static BtNode *
choose_thread (const BtRandomEdit *edit, BtDocument *document)
{
  BtNode *threads = bt_plan_get_part (bt_document_get_plan (document), BT_NODE_COMMENTS);
  guint n_threads = bt_node_get_n_children (threads);

  return n_threads > 0 ? bt_node_get_child (threads, edit->number % n_threads) : NULL;
}

/* Whether there are words to read from @start to @end, those of joined paragraphs among them: in the plan as it reads
 * there are only words that nobody deletes, so only such are commented on here. */
static gboolean
has_live_words (BtPlan *plan, BtPlace start, BtPlace end)
{
  g_autoptr (GPtrArray) ids = bt_edit_dup_reading_order (plan, start.node, end.node);

  for (guint i = 0; i < ids->len; i++)
    {
      BtNode *node = bt_plan_get_node (plan, ids->pdata[i]);
      gsize from, to;
      bt_edit_part_in_range (node, start, end, &from, &to);
      if (bt_node_get_text (node) != NULL && from < to
          && bt_text_get_live_length (bt_node_get_text (node), from, to) > 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
run_comment_words (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                   GError **error)
{
  bt_edit_order_places (&start, &end);
  return has_live_words (bt_document_get_plan (document), start, end)
         && bt_document_comment (document, start, end, "Xem lại.", error);
}

static gboolean
run_comment_node (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                  GError **error)
{
  const char *const nodes[] = { edit->node, edit->item, edit->cell, edit->column };
  const char *node = nodes[edit->number % G_N_ELEMENTS (nodes)];

  return node != NULL && bt_document_comment_node (document, node, "Ai làm?", error);
}

static gboolean
run_comment_aside (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                   GError **error)
{
  return edit->node != NULL
         && bt_document_set_aside (document, edit->node, "word-double", edit->string, "Tên riêng.",
                                   error);
}

static gboolean
run_comment_reply (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                   GError **error)
{
  BtNode *thread = choose_thread (edit, document);
  return thread != NULL
         && bt_document_reply (document, bt_node_get_id (thread), edit->string, error);
}

static gboolean
run_comment_settle (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                    GError **error)
{
  BtNode *thread = choose_thread (edit, document);

  if (thread == NULL)
    return FALSE;
  return edit->number % 2 ? bt_document_resolve_thread (document, bt_node_get_id (thread), error)
                          : bt_document_reopen_thread (document, bt_node_get_id (thread), error);
}

static gboolean
run_comment_edit (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                  GError **error)
{
  BtNode *thread = choose_thread (edit, document);
  return thread != NULL
         && bt_document_edit_message (document, bt_node_get_id (bt_node_get_child (thread, 0)),
                                      "Xem kỹ.", error);
}

static gboolean
run_comment_delete (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                    GError **error)
{
  BtNode *thread = choose_thread (edit, document);

  if (thread == NULL)
    return FALSE;
  return edit->number % 2
             ? bt_document_delete_thread (document, bt_node_get_id (thread), error)
             : bt_document_delete_message (
                 document, bt_node_get_id (bt_node_get_child (thread, 0)), error);
}

/* A new part with something in it, beside another of its kind. */
static BtNode *
new_part (BtNodeKind kind, const char *string)
{
  BtNodeBuilder *builder = bt_node_builder_new (kind, NULL);

  if (kind == BT_NODE_CLAUSE)
    {
      bt_node_builder_set_attr (builder, "label", "alpha");
      bt_node_builder_take_child (builder, new_clause ("dash", string, NULL));
    }
  else if (kind == BT_NODE_APPENDIX)
    bt_node_builder_take_child (builder, new_clause ("none", string, NULL));
  if (bt_node_kind_get_text_rule (kind) != BT_TEXT_NONE)
    bt_node_builder_set_string (builder, "phần mới");
  g_autoptr (BtNode) node = bt_node_builder_end (builder);
  return bt_node_complete (node);
}

static gboolean
run_insert_node (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                 GError **error)
{
  guint position;

  if (edit->other == NULL)
    return FALSE;
  BtNode *parent = find_spot (document, edit->other, &position);
  BtNodeKind kind =
      bt_node_get_kind (bt_plan_get_node (bt_document_get_plan (document), edit->other));
  if (kind == BT_NODE_ROW || kind == BT_NODE_TABLE)
    return FALSE;
  g_autoptr (BtNode) node = new_part (kind, "dòng con");
  return bt_document_insert_node (document, bt_node_get_id (parent), position, node, error);
}

static const BtRandomCommand commands[] = {
  { "type", run_type },
  { "type", run_type },
  { "replace", run_replace },
  { "replace-found", run_replace_found },
  { "delete", run_delete },
  { "delete", run_delete },
  { "split", run_split },
  { "split", run_split },
  { "join", run_join },
  { "join", run_join },
  { "format", run_format },
  { "promote", run_promote },
  { "promote", run_promote },
  { "demote", run_demote },
  { "demote", run_demote },
  { "demote", run_demote },
  { "move-up", run_move_up },
  { "move-down", run_move_down },
  { "move-down", run_move_down },
  { "remove", run_remove },
  { "insert-after", run_insert_after },
  { "set-label", run_set_label },
  { "set-heading", run_set_heading },
  { "set-field", run_set_field },
  { "set-text", run_set_text },
  { "set-medium", run_set_medium },
  { "set-state", run_set_state },
  { "set-orientation", run_set_orientation },
  { "auto-label", run_auto_label },
  { "enter", run_enter },
  { "insert-node", run_insert_node },
  { "move", run_move },
  { "move", run_move },
  { "drop", run_drop },
  { "remove-item", run_remove_item },
  { "duplicate", run_duplicate },
  { "shift-item", run_shift_item },
  { "insert-item", run_insert_item },
  { "insert-appendix", run_insert_appendix },
  { "insert-column", run_insert_column },
  { "remove-column", run_remove_column },
  { "move-column", run_move_column },
  { "group-columns", run_group_columns },
  { "ungroup-columns", run_ungroup_columns },
  { "set-column", run_set_column },
  { "set-widths", run_set_widths },
  { "clear-texts", run_clear_texts },
  { "insert-task-table", run_insert_task_table },
  { "set-title", run_set_title },
  { "insert-row", run_insert_row },
  { "fill-down", run_fill_down },
  { "sort-rows", run_sort_rows },
  { "paste-cells", run_paste_cells },
  { "take-rows", run_take_rows },
  { "paste-paragraphs", run_paste_paragraphs },
  { "paste-words", run_paste_words },
  { "comment-words", run_comment_words },
  { "comment-words", run_comment_words },
  { "comment-node", run_comment_node },
  { "comment-reply", run_comment_reply },
  { "comment-settle", run_comment_settle },
  { "comment-edit", run_comment_edit },
  { "comment-delete", run_comment_delete },
  { "comment-aside", run_comment_aside },
};

/* All commands; some stand there twice, to be chosen more often. */
const BtRandomCommand *
bt_random_commands_get (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}
