/* Random edits by every command: each result is a sound plan; undo all leads back to the first plan, redo all to the
 * last, by pointer. */

#include <string.h>

#include "bt-commands.h"
#include "bt-error.h"
#include "bt-reading.h"
#include "bt-outline-text.h"

#define SCRIPTS 60
#define EDITS 50

static const char *const words[] = { "x",  "kế hoạch", "ệ", "e\xCC\xA3\xCC\x82", "a\nb", "",
                                     "1\n\n2", " ",    "\xCC\x81", "Đơn vị", "- " };

static BtNode *
random_item (BtPlan *plan)
{
  g_autoptr (GPtrArray) items = bt_reading_get (plan, bt_node_get_id (bt_plan_get_root (plan)));

  return items->pdata[g_test_rand_int_range (0, items->len)];
}

static BtPlace
random_place (const BtNode *node)
{
  const char *string = bt_node_get_string (node);
  glong length = g_utf8_strlen (string, -1);
  glong at = g_test_rand_int_range (0, length + 1);

  return bt_place (bt_node_get_id (node), g_utf8_offset_to_pointer (string, at) - string);
}

static void
random_text_edit (BtDocument *document, BtPlan *plan, BtNode *node, GError **error)
{
  BtPlace start = random_place (node), end = start;
  const char *word = words[g_test_rand_int_range (0, G_N_ELEMENTS (words))];
  BtNode *other = bt_reading_get_next (plan, start.node);

  if (g_test_rand_bit () && other && bt_node_get_text (other))
    end = random_place (other);
  else if (g_test_rand_bit ())
    end = random_place (node);
  bt_document_set_selection (document, (BtSelection){ start, end });
  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      bt_document_delete (document, start, end, error);
      break;
    case 1:
      bt_document_split (document, start, error);
      break;
    case 2:
      bt_document_enter (document, start, end, error);
      break;
    case 3:
      bt_document_set_format (document, start, end, BT_FORMAT_ITALIC, g_test_rand_bit (), error);
      break;
    default:
      bt_document_type (document, start, end, word, error);
    }
}

static const struct
{
  BtPartCommand command;
  gboolean (*run) (BtDocument *document, const char *id, GError **error);
} part_commands[] = {
  { BT_PART_PROMOTE, bt_document_promote },
  { BT_PART_DEMOTE, bt_document_demote },
  { BT_PART_MOVE_UP, bt_document_move_up },
  { BT_PART_MOVE_DOWN, bt_document_move_down },
  { BT_PART_REMOVE, bt_document_remove },
  { BT_PART_DUPLICATE, bt_document_duplicate },
  { BT_PART_INSERT_AFTER, bt_document_insert_after },
};

static void
random_tree_edit (BtDocument *document, const char *id, GError **error)
{
  guint choice = g_test_rand_int_range (0, G_N_ELEMENTS (part_commands) + 4);

  if (choice < G_N_ELEMENTS (part_commands))
    {
      gboolean offered = (bt_document_get_commands (document, id) & part_commands[choice].command) != 0;
      g_assert_true (part_commands[choice].run (document, id, error) == offered);
      return;
    }
  switch (choice - G_N_ELEMENTS (part_commands))
    {
    case 0:
      bt_document_set_label (document, id, id, g_test_rand_int_range (0, BT_N_LABELS), error);
      break;
    case 1:
      bt_document_set_heading (document, id, id, g_test_rand_bit (), error);
      break;
    case 2:
      bt_document_insert_appendix (document, 0, BT_TASK_TABLE_SIMPLE, error);
      break;
    default:
      bt_document_join (document, id, error);
    }
}

static void
random_edit (BtDocument *document)
{
  g_autoptr (BtPlan) plan = bt_plan_ref (bt_document_get_plan (document));
  g_autoptr (GError) error = NULL;
  BtNode *node = random_item (plan);

  if (bt_node_get_text (node) && g_test_rand_bit ())
    random_text_edit (document, plan, node, &error);
  else
    random_tree_edit (document, bt_node_get_id (node), &error);

  if (error) /* what was refused changed nothing */
    g_assert_true (bt_document_get_plan (document) == plan);
  g_clear_error (&error);
  g_assert_true (bt_plan_check (bt_document_get_plan (document), &error));
  g_assert_no_error (error);
}

static void
test_script (void)
{
  g_autoptr (BtPlan) first
      = bt_outline_text_parse ("a I! One\nb >1 Two\nc >>- three\nd >>- four\ne >1 Five\nf I! Six\n"
                               "g >#\nh >. seven\n");
  g_autoptr (BtPlan) last = NULL;
  BtDocument *document = bt_document_new (first);
  g_autofree char *before = bt_outline_text_format (first), *after = NULL;

  for (guint i = 0; i < EDITS; i++)
    random_edit (document);
  last = bt_plan_ref (bt_document_get_plan (document));

  while (bt_document_undo (document))
    continue;
  g_assert_true (bt_document_get_plan (document) == first);
  after = bt_outline_text_format (first);
  g_assert_cmpstr (before, ==, after);
  while (bt_document_redo (document))
    continue;
  g_assert_true (bt_document_get_plan (document) == last);
  g_assert_finalize_object (document);
}

/* What is offered for a part can be done to it, and nothing else: to whatever part of the plan. */
static void
check_offered (BtDocument *document, BtNode *node)
{
  const char *id = bt_node_get_id (node);
  BtPartCommand offered = bt_document_get_commands (document, id);

  for (guint i = 0; i < G_N_ELEMENTS (part_commands); i++)
    {
      g_autoptr (BtDocument) fork = bt_document_fork (document, NULL);
      gboolean done = part_commands[i].run (fork, id, NULL);
      g_assert_true (done == ((offered & part_commands[i].command) != 0));
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    check_offered (document, bt_node_get_child (node, i));
}

static void
test_offered (void)
{
  g_autoptr (BtPlan) first = bt_outline_text_parse ("a I! One\nb >1 Two\nc >>- three\ng >#\nh >. seven\n");
  g_autoptr (BtDocument) document = bt_document_new (first);

  g_assert_true (bt_document_insert_appendix (document, 0, BT_TASK_TABLE_SIMPLE, NULL));
  for (guint i = 0; i < EDITS / 10; i++)
    {
      random_edit (document);
      check_offered (document, bt_plan_get_root (bt_document_get_plan (document)));
    }
}

static void
test_random (void)
{
  for (guint i = 0; i < SCRIPTS; i++)
    test_script ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/random", test_random);
  g_test_add_func ("/history/offered", test_offered);
  return g_test_run ();
}
