/* Random commands that can be run on two documents: on a tracked plan, and on the same plan as it reads. */
#include "bt-random-edit.h"

#include <string.h>

#include "bt-commands.h"
#include "bt-reading.h"
#include "bt-generate.h"
#include "bt-text-live.h"

typedef struct
{
  const char *name;
  gboolean (*run) (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                   GError **error);
} Command;

struct _BtRandomEdit
{
  const Command *command;
  BtPlace start, end; /* in the tracked plan */
  char *node; /* a live paragraph; the others are live nodes, or NULL where the plan has none */
  char *item, *other; /* what stands on its own */
  char *column, *beside, *group, *cell, *last, *row;
  guint number;
  char *string;
};

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
  return bt_document_set_label (document, edit->node, edit->node, edit->number % BT_N_LABELS,
                                error);
}

static gboolean
run_set_heading (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                 GError **error)
{
  return bt_document_set_heading (document, edit->node, edit->node, edit->number % 2, error);
}

static gboolean
run_set_field (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
               GError **error)
{
  static const BtNodeKind fields[] = { BT_NODE_SUBJECT, BT_NODE_PLACE, BT_NODE_DATE,
                                       BT_NODE_SIGNER };
  return bt_document_set_field (document, fields[edit->number % G_N_ELEMENTS (fields)],
                                edit->string, error);
}

static gboolean
run_set_attr (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
              GError **error)
{
  const char *root = bt_node_get_id (bt_plan_get_root (bt_document_get_plan (document)));
  return bt_document_set_attr (document, root, "medium", edit->number % 2 ? "paper" : "electronic",
                               error);
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
  return bt_document_insert_appendix (document, edit->number % 2 ? 0 : G_MAXUINT, error);
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

/* The thread that the edit's number chooses; NULL where the plan has none. */
static BtNode *
choose_thread (const BtRandomEdit *edit, BtDocument *document)
{
  BtNode *threads = bt_plan_get_part (bt_document_get_plan (document), BT_NODE_COMMENTS);
  guint n_threads = bt_node_get_n_children (threads);

  return n_threads > 0 ? bt_node_get_child (threads, edit->number % n_threads) : NULL;
}

/* In the plan as it reads there are only words that nobody deletes, so only such are commented on here. */
static gboolean
run_comment_words (const BtRandomEdit *edit, BtDocument *document, BtPlace start, BtPlace end,
                   GError **error)
{
  BtPlan *plan = bt_document_get_plan (document);
  BtText *first = bt_node_get_text (bt_plan_get_node (plan, start.node));
  BtText *last = bt_node_get_text (bt_plan_get_node (plan, end.node));
  gboolean across = start.node != end.node;
  gsize end_of_first = across ? bt_text_get_length (first) : MAX (start.offset, end.offset);

  if (bt_text_get_live_length (first, MIN (start.offset, end_of_first), end_of_first) == 0
      && (!across || bt_text_get_live_length (last, 0, end.offset) == 0))
    return FALSE;
  return bt_document_comment (document, start, end, "Xem lại.", error);
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

static const Command commands[] = {
  { "type", run_type },
  { "type", run_type },
  { "replace", run_replace },
  { "delete", run_delete },
  { "delete", run_delete },
  { "split", run_split },
  { "join", run_join },
  { "format", run_format },
  { "promote", run_promote },
  { "demote", run_demote },
  { "move-up", run_move_up },
  { "move-down", run_move_down },
  { "remove", run_remove },
  { "insert-after", run_insert_after },
  { "set-label", run_set_label },
  { "set-heading", run_set_heading },
  { "set-field", run_set_field },
  { "set-attr", run_set_attr },
  { "move", run_move },
  { "move", run_move },
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
  { "set-title", run_set_title },
  { "insert-row", run_insert_row },
  { "fill-down", run_fill_down },
  { "sort-rows", run_sort_rows },
  { "paste-cells", run_paste_cells },
  { "paste-paragraphs", run_paste_paragraphs },
  { "comment-words", run_comment_words },
  { "comment-words", run_comment_words },
  { "comment-node", run_comment_node },
  { "comment-reply", run_comment_reply },
  { "comment-settle", run_comment_settle },
  { "comment-edit", run_comment_edit },
  { "comment-delete", run_comment_delete },
};

static const char *const strings[] = { "mới ", "kế hoạch", "ệ", "", "hai\nđoạn", "x", "1.250" };

/* A cell is there when its column is; @leaves are the columns of the table around @node, or NULL. */
static gboolean
is_child_live (BtNode *node, guint position, GPtrArray *leaves)
{
  return bt_node_is_live (bt_node_get_child (node, position))
         && (bt_node_get_kind (node) != BT_NODE_ROW || bt_node_is_live (leaves->pdata[position]));
}

/* A node is there for the user when it and all that holds it are. */
static void
collect_live (BtNode *node, GPtrArray *leaves, GPtrArray *live)
{
  g_autoptr (GPtrArray) own = NULL;

  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    leaves = own = bt_table_get_leaves (node);
  g_ptr_array_add (live, node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (is_child_live (node, i, leaves))
      collect_live (bt_node_get_child (node, i), leaves, live);
}

static gboolean
is_paragraph (const BtNode *node)
{
  return bt_reading_is_list_item (bt_node_get_kind (node))
         || bt_node_get_kind (node) == BT_NODE_CELL || bt_node_get_kind (node) == BT_NODE_SUBJECT;
}

static BtNode *
pick_paragraph (GRand *rand, GPtrArray *live)
{
  for (;;)
    {
      BtNode *node = live->pdata[g_rand_int_range (rand, 0, live->len)];
      if (is_paragraph (node))
        return node;
    }
}

static gboolean
is_item (const BtNode *node)
{
  static const BtNodeKind kinds[] = { BT_NODE_CLAUSE,  BT_NODE_BASIS,     BT_NODE_RECIPIENT,
                                      BT_NODE_ROW,     BT_NODE_GROUP_ROW, BT_NODE_TABLE,
                                      BT_NODE_APPENDIX };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (bt_node_get_kind (node) == kinds[i])
      return TRUE;
  return FALSE;
}

static gboolean
is_column (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_COLUMN;
}

static gboolean
is_group (const BtNode *node)
{
  return is_column (node) && bt_node_get_n_children (node) > 0;
}

static gboolean
is_row (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_ROW || bt_node_get_kind (node) == BT_NODE_GROUP_ROW;
}

static gboolean
is_cell (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_CELL;
}

/* The id of a live node that @fits; NULL where there is none. */
static char *
pick (GRand *rand, GPtrArray *live, gboolean (*fits) (const BtNode *))
{
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();

  for (guint i = 0; i < live->len; i++)
    if (fits (live->pdata[i]))
      g_ptr_array_add (fitting, live->pdata[i]);
  return fitting->len > 0
             ? g_strdup (bt_node_get_id (fitting->pdata[g_rand_int_range (rand, 0, fitting->len)]))
             : NULL;
}

/* Another column, most often one that stands beside it. */
static char *
pick_beside (GRand *rand, BtPlan *plan, const char *column, GPtrArray *live)
{
  BtNode *parent = column != NULL ? bt_plan_get_parent (plan, column, NULL) : NULL;
  BtNode *node =
      parent != NULL
          ? bt_node_get_child (parent, g_rand_int_range (rand, 0, bt_node_get_n_children (parent)))
          : NULL;

  if (node != NULL && g_rand_int_range (rand, 0, 3) > 0 && g_ptr_array_find (live, node, NULL))
    return g_strdup (bt_node_get_id (node));
  return pick (rand, live, is_column);
}

/* A cell of the same table, where there is another live row. */
static char *
pick_below (GRand *rand, BtPlan *plan, const char *cell, GPtrArray *live)
{
  guint column;
  BtNode *row = cell != NULL ? bt_plan_get_parent (plan, cell, &column) : NULL;
  BtNode *rows = row != NULL ? bt_plan_get_parent (plan, bt_node_get_id (row), NULL) : NULL;

  for (guint i = rows != NULL ? bt_node_get_n_children (rows) : 0; i > 0; i--)
    if (bt_node_get_kind (bt_node_get_child (rows, i - 1)) == BT_NODE_ROW
        && g_ptr_array_find (live, bt_node_get_child (rows, i - 1), NULL) && g_rand_boolean (rand))
      return g_strdup (
          bt_node_get_id (bt_node_get_child (bt_node_get_child (rows, i - 1), column)));
  return g_strdup (cell);
}

/* A place between two characters that are both there for the user, or at an end of the text. */
static BtPlace
pick_place (GRand *rand, BtNode *node)
{
  BtText *text = bt_node_get_text (node);
  gsize live = bt_text_get_live_length (text, 0, bt_text_get_length (text));
  gsize offset;

  do
    offset = bt_text_from_live (text, g_rand_int_range (rand, 0, live + 1));
  while (!bt_text_is_boundary (text, offset));
  return bt_place (bt_node_get_id (node), offset);
}

BtRandomEdit *
bt_random_edit_new (GRand *rand, BtPlan *plan)
{
  BtRandomEdit *edit = g_new0 (BtRandomEdit, 1);
  g_autoptr (GPtrArray) live = g_ptr_array_new ();

  collect_live (bt_plan_get_root (plan), NULL, live);
  BtNode *node = pick_paragraph (rand, live);
  BtNode *next = bt_reading_get_next (plan, bt_node_get_id (node));
  edit->command = &commands[g_rand_int_range (rand, 0, G_N_ELEMENTS (commands))];
  edit->start = pick_place (rand, node);
  edit->end = pick_place (rand, node);
  if (g_rand_boolean (rand) && next != NULL && is_paragraph (next)
      && g_ptr_array_find (live, next, NULL))
    edit->end = pick_place (rand, next);
  edit->node = g_strdup (bt_node_get_id (node));
  edit->item = pick (rand, live, is_item);
  edit->other = pick (rand, live, is_item);
  edit->column = pick (rand, live, is_column);
  edit->beside = pick_beside (rand, plan, edit->column, live);
  edit->group = pick (rand, live, is_group);
  edit->cell = pick (rand, live, is_cell);
  edit->last = pick_below (rand, plan, edit->cell, live);
  edit->row = pick (rand, live, is_row);
  edit->number = g_rand_int_range (rand, 0, 100);
  edit->string = g_strdup (strings[g_rand_int_range (rand, 0, G_N_ELEMENTS (strings))]);
  return edit;
}

void
bt_random_edit_free (BtRandomEdit *edit)
{
  g_free (edit->node);
  g_free (edit->item);
  g_free (edit->other);
  g_free (edit->column);
  g_free (edit->beside);
  g_free (edit->group);
  g_free (edit->cell);
  g_free (edit->last);
  g_free (edit->row);
  g_free (edit->string);
  g_free (edit);
}

const char *
bt_random_edit_get_name (const BtRandomEdit *edit)
{
  return edit->command->name;
}

/* The names of all commands, ended by NULL; some stand there twice. */
const char *const *
bt_random_edit_list_names (void)
{
  static const char *names[G_N_ELEMENTS (commands) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    names[i] = commands[i].name;
  return names;
}

char *
bt_random_edit_describe (const BtRandomEdit *edit)
{
  return g_strdup_printf ("%s node=%s start=%s:%zu end=%s:%zu number=%u string=“%s” "
                          "item=%s other=%s column=%s beside=%s group=%s cell=%s last=%s row=%s",
                          edit->command->name, edit->node, edit->start.node, edit->start.offset,
                          edit->end.node, edit->end.offset, edit->number, edit->string, edit->item,
                          edit->other, edit->column, edit->beside, edit->group, edit->cell,
                          edit->last, edit->row);
}

/* The place as it is in the plan that reads as @tracked does: without what is deleted, behind what it is joined to. */
static BtPlace
map_place (BtPlan *tracked, BtPlace place)
{
  BtText *text = bt_node_get_text (bt_plan_get_node (tracked, place.node));
  return bt_place (place.node, bt_text_get_live_length (text, 0, place.offset));
}

/* Runs the command; with @tracked, on a plan that reads as @tracked does. */
gboolean
bt_random_edit_run (const BtRandomEdit *edit, BtDocument *document, BtPlan *tracked, GError **error)
{
  BtPlace start = edit->start, end = edit->end;

  if (tracked != NULL)
    {
      start = map_place (tracked, start);
      end = map_place (tracked, end);
    }
  return edit->command->run (edit, document, start, end, error);
}
