/* Words and characters as a word processor counts them, of what stays when all open changes are accepted. */
#include "bt-text-count.h"

static void
check (const char *string, guint words, guint characters, guint unspaced)
{
  BtTextCount count = { 0 };

  bt_text_count_add_string (&count, string);
  g_assert_cmpuint (count.words, ==, words);
  g_assert_cmpuint (count.characters, ==, characters);
  g_assert_cmpuint (count.unspaced, ==, unspaced);
}

static void
test_string (void)
{
  check ("", 0, 0, 0);
  check ("  \n ", 0, 3, 0);
  check ("Ủy ban nhân dân", 4, 15, 12);
  check ("Văn hóa - Xã hội\nnăm 2026.", 6, 25, 20);
  check ("“a” + b\u00A0c", 3, 9, 6);
}

static void
test_changes (void)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CLAUSE, "c");
  BtTextBuilder *text = bt_text_builder_new ();
  BtTextCount count = { 0 };
  BtMark gone = { .del = "k" };

  bt_text_builder_append (text, "một ", -1, NULL);
  bt_text_builder_append (text, "hai ba ", -1, &gone);
  bt_text_builder_append (text, "bốn", -1, NULL);
  bt_node_builder_take_text (builder, bt_text_builder_end (text));
  g_autoptr (BtNode) node = bt_node_builder_end (builder);
  bt_text_count_add_node (&count, node);
  g_assert_cmpuint (count.words, ==, 2);
  g_assert_cmpuint (count.characters, ==, 7);

  builder = bt_node_builder_new (BT_NODE_CLAUSE, "d");
  bt_node_builder_set_attr (builder, "del", "k");
  text = bt_text_builder_new ();
  bt_text_builder_append (text, "năm sáu", -1, &gone);
  bt_node_builder_take_text (builder, bt_text_builder_end (text));
  g_autoptr (BtNode) deleted = bt_node_builder_end (builder);
  bt_text_count_add_node (&count, deleted);
  g_assert_cmpuint (count.words, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-count/string", test_string);
  g_test_add_func ("/text-count/changes", test_changes);
  return g_test_run ();
}
