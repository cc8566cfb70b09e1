/* Random commands that can be run on two documents: on a tracked plan, and on the same plan as it reads. */
#include "bt-random-edit-private.h"

#include <string.h>

#include "bt-commands.h"
#include "bt-reading.h"
#include "bt-generate.h"
#include "bt-resolve.h"
#include "bt-step-run.h"
#include "bt-text-live.h"

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

/* A text that the user writes in: of the paragraphs, the tables, the header, the signature, the appendices. */
static gboolean
is_paragraph (const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);

  return bt_node_kind_get_text_rule (kind) != BT_TEXT_NONE && kind != BT_NODE_FOREIGN
         && kind != BT_NODE_MESSAGE && kind != BT_NODE_SOURCE;
}

/* One that is set as a whole. */
static gboolean
is_text (const BtNode *node)
{
  return is_paragraph (node) && !bt_reading_is_list_item (bt_node_get_kind (node));
}

static gboolean
is_clause (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_CLAUSE;
}

static gboolean
is_appendix (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_APPENDIX;
}

/* Most often a clause: fields and titles stand for themselves, while paragraphs meet each other. */
static BtNode *
pick_paragraph (GRand *rand, GPtrArray *live)
{
  for (guint tries = 0;; tries++)
    {
      BtNode *node = live->pdata[g_rand_int_range (rand, 0, live->len)];
      if (is_clause (node) || (is_paragraph (node) && tries > 3))
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

/* A clause that is read after @clause, a few paragraphs on, or @clause. */
static char *
pick_following (GRand *rand, BtPlan *plan, const char *clause, GPtrArray *live)
{
  BtNode *last = clause != NULL ? bt_plan_get_node (plan, clause) : NULL;

  if (last == NULL)
    return NULL;
  BtNode *next = last;
  for (int i = g_rand_int_range (rand, 0, 4); next != NULL && i > 0; i--)
    {
      next = bt_reading_get_next (plan, bt_node_get_id (next));
      if (next != NULL && is_clause (next) && g_ptr_array_find (live, next, NULL))
        last = next;
    }
  return g_strdup (bt_node_get_id (last));
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
  guint n_commands;
  const BtRandomCommand *commands = bt_random_commands_get (&n_commands);
  g_autoptr (GPtrArray) live = g_ptr_array_new ();

  collect_live (bt_plan_get_root (plan), NULL, live);
  BtNode *node = pick_paragraph (rand, live);
  BtNode *next = bt_reading_get_next (plan, bt_node_get_id (node));
  edit->command = &commands[g_rand_int_range (rand, 0, n_commands)];
  edit->start = pick_place (rand, node);
  edit->end = pick_place (rand, node);
  if (g_rand_boolean (rand) && next != NULL && is_paragraph (next)
      && g_ptr_array_find (live, next, NULL))
    edit->end = pick_place (rand, next);
  edit->node = g_strdup (bt_node_get_id (node));
  edit->clause = pick (rand, live, is_clause);
  edit->last_clause = pick_following (rand, plan, edit->clause, live);
  edit->text = pick (rand, live, is_text);
  edit->appendix = pick (rand, live, is_appendix);
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
  g_free (edit->clause);
  g_free (edit->last_clause);
  g_free (edit->text);
  g_free (edit->appendix);
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

/* The names of all commands, ended by NULL, to be freed; some stand there twice. */
const char **
bt_random_edit_list_names (void)
{
  guint n_commands;
  const BtRandomCommand *commands = bt_random_commands_get (&n_commands);
  const char **names = g_new0 (const char *, n_commands + 1);

  for (guint i = 0; i < n_commands; i++)
    names[i] = commands[i].name;
  return names;
}

char *
bt_random_edit_describe (const BtRandomEdit *edit)
{
  return g_strdup_printf ("%s node=%s start=%s:%zu end=%s:%zu number=%u string=“%s” "
                          "clause=%s last-clause=%s text=%s appendix=%s item=%s other=%s "
                          "column=%s beside=%s group=%s cell=%s last=%s row=%s",
                          edit->command->name, edit->node, edit->start.node, edit->start.offset,
                          edit->end.node, edit->end.offset, edit->number, edit->string, edit->clause,
                          edit->last_clause, edit->text, edit->appendix, edit->item,
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

/**
 * bt_random_edit_make_reviewed:
 * @rand: the source of chance
 * @size: about how many clauses
 * @n_edits: how many random commands
 *
 * Returns: (transfer full): a plan with tracked edits by several authors, one of them with letters that XML escapes
 */
BtPlan *
bt_random_edit_make_reviewed (GRand *rand, guint size, guint n_edits)
{
  static const char *const authors[] = { "An", "Bình", "Chi & “Dũng”" };
  g_autoptr (BtPlan) clean = bt_generate_clean_plan (rand, size);
  g_autoptr (BtStepRun) run = bt_step_run_new (clean);
  g_autoptr (GError) error = NULL;
  BtPlan *plan;

  bt_step_run_set_attr (run, bt_node_get_id (bt_plan_get_root (clean)), "tracking", "yes", &error);
  g_assert_no_error (error);
  plan = bt_plan_ref (bt_step_run_get_plan (run));
  for (guint i = 0; i < n_edits; i++)
    {
      g_autoptr (BtRandomEdit) edit = bt_random_edit_new (rand, plan);
      g_autoptr (BtDocument) document = bt_document_new (plan);

      bt_document_set_author (document,
                              authors[g_rand_int_range (rand, 0, G_N_ELEMENTS (authors))]);
      bt_random_edit_run (edit, document, NULL, NULL);
      bt_plan_unref (plan);
      plan = bt_plan_ref (bt_document_get_plan (document));
    }
  return plan;
}

/**
 * bt_random_edit_decide_each:
 * @rand: the source of chance
 * @plan: a plan with open changes
 *
 * Decides its changes one by one, by chance, in the order of the records. That ends as a sound plan with nothing open.
 */
void
bt_random_edit_decide_each (GRand *rand, BtPlan *plan)
{
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  const BtNode *records = bt_plan_get_part (plan, BT_NODE_CHANGES);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < bt_node_get_n_children (records); i++)
    {
      g_autoptr (GHashTable) one = g_hash_table_new (NULL, NULL);
      const char *id = bt_node_get_id (bt_node_get_child (records, i));
      g_hash_table_add (one, (gpointer) bt_intern (id));
      bt_review_resolve (run, one, g_rand_boolean (rand), &error);
      g_assert_no_error (error);
    }
  bt_plan_check (bt_step_run_get_plan (run), &error);
  g_assert_no_error (error);
  g_autoptr (GHashTable) open = bt_review_get_open_changes (bt_step_run_get_plan (run));
  g_assert_cmpuint (g_hash_table_size (open), ==, 0);
}
