/* The law of the outline: rows that follow a plan are those that another outline would make of it anew. */

#include "bt-commands.h"
#include "bt-delta.h"
#include "bt-generate.h"
#include "bt-id.h"
#include "bt-outline-item.h"
#include "bt-random-edit.h"

/* Random scripts, where the environment (BT_SCRIPTS) does not ask for another number. */
#define N_SCRIPTS 100
#define N_EDITS 30

typedef struct
{
  GRand *rand;
  BtDocument *document;
  BtPlan *plan; /* that the rows show */
  BtOutlineItem *root;
  guint n_edits, n_followed;
} Script;

static void
dump_rows (BtOutlineItem *item, guint depth, GString *out)
{
  GListModel *children = G_LIST_MODEL (bt_outline_item_get_children (item));

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (BtOutlineItem) child = g_list_model_get_item (children, i);
      g_autofree char *count = NULL;

      g_object_get (child, "count", &count, NULL);
      g_string_append_printf (out, "%*s%s %s %s\n", 2 * depth, "", bt_outline_item_get_id (child),
                              bt_outline_item_get_title (child), count ? count : "-");
      dump_rows (child, depth + 1, out);
    }
}

static char *
dump (BtOutlineItem *root)
{
  GString *out = g_string_new (NULL);

  dump_rows (root, 0, out);
  return g_string_free (out, FALSE);
}

/* What the keys and the outline itself do to a part. */
static void
restructure (Script *script)
{
  static gboolean (*const commands[]) (BtDocument *, const char *, GError **) = {
    bt_document_promote, bt_document_demote,    bt_document_move_up,     bt_document_move_down,
    bt_document_remove,  bt_document_duplicate, bt_document_insert_after
  };
  const BtNode *node = bt_generate_pick (script->rand, bt_document_get_plan (script->document));
  g_autofree char *id = g_strdup (bt_node_get_id (node));

  if (bt_node_get_text (node) && g_rand_boolean (script->rand))
    bt_document_enter (script->document, bt_place (id, 0), bt_place (id, 0), NULL);
  else if (bt_node_get_text (node) && g_rand_boolean (script->rand))
    bt_document_join (script->document, id, NULL);
  else
    commands[g_rand_int_range (script->rand, 0, G_N_ELEMENTS (commands))](script->document, id, NULL);
}

static void
edit (Script *script)
{
  int turn = g_rand_int_range (script->rand, 0, 8);
  g_autoptr (BtRandomEdit) random = NULL;

  if (turn < 4)
    restructure (script);
  else if (turn == 4)
    bt_document_undo (script->document);
  else if (turn == 5)
    bt_document_redo (script->document);
  else
    {
      random = bt_random_edit_new (script->rand, bt_document_get_plan (script->document));
      bt_random_edit_run (random, script->document, NULL, NULL);
    }
}

static void
check (Script *script)
{
  g_autoptr (BtPlan) plan = bt_plan_ref (bt_document_get_plan (script->document));
  g_autoptr (BtDelta) delta = bt_delta_new (script->plan, plan);
  g_autoptr (GPtrArray) synced = bt_outline_item_follow (script->root, plan, delta);
  g_autoptr (BtOutlineItem) anew = bt_outline_item_new ("root");
  g_autofree char *followed = NULL, *expected = NULL;

  script->n_edits++;
  script->n_followed += synced != NULL;
  if (!synced)
    bt_outline_item_sync (script->root, plan);
  bt_outline_item_sync (anew, plan);
  followed = dump (script->root);
  expected = dump (anew);
  g_assert_cmpstr (followed, ==, expected);
  bt_plan_unref (script->plan);
  script->plan = g_steal_pointer (&plan);
}

static void
run_script (guint32 seed, guint *n_edits, guint *n_followed)
{
  Script script = { .rand = g_rand_new_with_seed (seed), .root = bt_outline_item_new ("root") };

  g_test_message ("script BT_SEED=%u", seed);
  bt_id_set_seed (seed);
  script.plan = g_rand_boolean (script.rand) ? bt_generate_plan (script.rand, 30)
                                             : bt_random_edit_make_reviewed (script.rand, 6, 20);
  script.document = bt_document_new (script.plan);
  bt_document_set_author (script.document, "Lê Văn An");
  bt_document_set_tracking (script.document, g_rand_boolean (script.rand), NULL);
  bt_outline_item_sync (script.root, script.plan);
  for (guint i = 0; i < N_EDITS; i++)
    {
      edit (&script);
      check (&script);
    }
  *n_edits += script.n_edits;
  *n_followed += script.n_followed;
  g_object_unref (script.document);
  bt_plan_unref (script.plan);
  g_assert_finalize_object (script.root);
  g_rand_free (script.rand);
}

static void
test_follow (void)
{
  guint n_scripts = bt_generate_number ("BT_SCRIPTS", N_SCRIPTS);
  guint32 seed = bt_generate_seed ();
  guint n_edits = 0, n_followed = 0;

  for (guint i = 0; i < n_scripts; i++)
    run_script (seed + i, &n_edits, &n_followed);
  g_test_message ("followed %u of %u edits", n_followed, n_edits);
  /* Most are; with none, this law would say nothing. */
  g_assert_cmpuint (n_followed, >, n_edits / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outline/rows/follow", test_follow);
  return g_test_run ();
}
