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
  char *node, *other; /* live nodes */
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

static const Command commands[] = {
  { "type", run_type },           { "type", run_type },
  { "replace", run_replace },     { "delete", run_delete },
  { "delete", run_delete },       { "split", run_split },
  { "join", run_join },           { "format", run_format },
  { "promote", run_promote },     { "demote", run_demote },
  { "move-up", run_move_up },     { "move-down", run_move_down },
  { "remove", run_remove },       { "insert-after", run_insert_after },
  { "set-label", run_set_label }, { "set-heading", run_set_heading },
  { "set-field", run_set_field }, { "set-attr", run_set_attr },
};

static const char *const strings[] = { "mới ", "kế hoạch", "ệ", "", "hai\nđoạn", "x" };

/* A node is there for the user when it and all that holds it are. */
static void
collect_live (BtNode *node, GPtrArray *live)
{
  if (!bt_node_is_live (node))
    return;
  g_ptr_array_add (live, node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_live (bt_node_get_child (node, i), live);
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

  collect_live (bt_plan_get_root (plan), live);
  BtNode *node = pick_paragraph (rand, live);
  BtNode *next = bt_reading_get_next (plan, bt_node_get_id (node));
  edit->command = &commands[g_rand_int_range (rand, 0, G_N_ELEMENTS (commands))];
  edit->start = pick_place (rand, node);
  edit->end = pick_place (rand, node);
  if (g_rand_boolean (rand) && next != NULL && is_paragraph (next)
      && g_ptr_array_find (live, next, NULL))
    edit->end = pick_place (rand, next);
  edit->node = g_strdup (bt_node_get_id (node));
  edit->number = g_rand_int_range (rand, 0, 100);
  edit->string = g_strdup (strings[g_rand_int_range (rand, 0, G_N_ELEMENTS (strings))]);
  return edit;
}

void
bt_random_edit_free (BtRandomEdit *edit)
{
  g_free (edit->node);
  g_free (edit->other);
  g_free (edit->string);
  g_free (edit);
}

const char *
bt_random_edit_get_name (const BtRandomEdit *edit)
{
  return edit->command->name;
}

char *
bt_random_edit_describe (const BtRandomEdit *edit)
{
  return g_strdup_printf ("%s node=%s start=%s:%zu end=%s:%zu number=%u string=“%s”",
                          edit->command->name, edit->node, edit->start.node, edit->start.offset,
                          edit->end.node, edit->end.offset, edit->number, edit->string);
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
