/* The book of cited documents: what was cited last comes first, once, and is there again after a restart. */
#include <glib/gstdio.h>

#include "bt-citation-book.h"
#include "bt-error.h"

static BtNode *
new_source (const char *sign, const char *subject)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_SOURCE, NULL);

  bt_node_builder_set_attr (builder, "type", "Nghị quyết");
  bt_node_builder_set_attr (builder, "sign", sign);
  bt_node_builder_set_attr (builder, "date", "2021-07-15");
  bt_node_builder_set_string (builder, subject);
  return bt_node_builder_end (builder);
}

static void
test_remember (void)
{
  g_autofree char *folder = g_dir_make_tmp ("banthao-book-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "banthao", NULL);
  g_autofree char *path = g_build_filename (inner, "citations.ini", NULL);
  g_autoptr (BtCitationBook) book = bt_citation_book_new (path);
  g_autoptr (BtNode) a = new_source ("76/NQ-CP", "về cải cách [a];\nb");
  g_autoptr (BtNode) b = new_source ("77/NQ-CP", "");
  g_autoptr (BtNode) again = new_source ("76/NQ-CP", "ban hành Chương trình");
  g_autoptr (GError) error = NULL;
  GPtrArray *sources = bt_citation_book_get_sources (book);

  g_assert_cmpuint (sources->len, ==, 0);
  g_assert_true (bt_citation_book_remember (book, a, &error));
  g_assert_true (bt_citation_book_remember (book, b, &error));
  g_assert_true (bt_citation_book_remember (book, again, &error));
  g_assert_no_error (error);

  g_autoptr (BtCitationBook) later = bt_citation_book_new (path);
  sources = bt_citation_book_get_sources (later);
  g_assert_cmpuint (sources->len, ==, 2);
  g_assert_cmpstr (bt_node_get_attr (sources->pdata[0], "sign"), ==, "76/NQ-CP");
  g_assert_cmpstr (bt_node_get_attr (sources->pdata[0], "date"), ==, "2021-07-15");
  g_assert_cmpstr (bt_node_get_string (sources->pdata[0]), ==, "ban hành Chương trình");
  g_assert_cmpstr (bt_node_get_attr (sources->pdata[1], "sign"), ==, "77/NQ-CP");
  g_unlink (path);
  g_rmdir (inner);
  g_rmdir (folder);
}

/* Where it cannot be written, the error says so and the document is still offered. */
static void
test_not_written (void)
{
  g_autoptr (BtCitationBook) book = bt_citation_book_new ("/dev/null/citations.ini");
  g_autoptr (BtNode) source = new_source ("76/NQ-CP", "");
  g_autoptr (GError) error = NULL;

  g_assert_false (bt_citation_book_remember (book, source, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
  g_assert_cmpuint (bt_citation_book_get_sources (book)->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/citation-book/remember", test_remember);
  g_test_add_func ("/citation-book/not-written", test_not_written);
  return g_test_run ();
}
