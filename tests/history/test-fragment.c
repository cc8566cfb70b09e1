/* What is copied: as it reads, with its levels and labels, and the same again where it is pasted. */
#include "bt-commands.h"
#include "bt-fragment.h"
#include "bt-outline-text.h"

#define TREE "a I! One\nb >1 Two\nc >>- three\nd >>- four\ne >1 Five\nf I! Six\n"

typedef struct
{
  const char *name;
  const char *before;
  const char *start, *end; /* an id and an offset */
  const char *text;        /* for other programs */
  const char *place;       /* where it is pasted */
  const char *after;
} Case;

static const Case cases[] = {
  { "words", TREE, "b1", "b3", "wo", "f3", "a I! One\nb >1 Two\nc >>- three\nd >>- four\ne >1 Five\nf I! Sixwo\n" },
  { "two-levels", TREE, "b0", "d4", "1. Two\n- three\n- four", "f3",
    TREE "* 1 Two\n* >- three\n* >- four\n" },
  { "from-below", TREE, "d0", "f3", "- four\n2. Five\nII. Six", "f3", TREE "* - four\n* 1 Five\n* I! Six\n" },
  { "parts-of-both", TREE, "c2", "d2", "- ree\n- fo", "e4",
    "a I! One\nb >1 Two\nc >>- three\nd >>- four\ne >1 Five\n* >- ree\n* >- fo\nf I! Six\n" },
  { "up-to-the-next", TREE, "c0", "d0", "three", "f0",
    "a I! One\nb >1 Two\nc >>- three\nd >>- four\ne >1 Five\nf I! threeSix\n" },
  { "table", "a 1 x\nb #\nc 1 y\n", "a0", "c1", "1. x\nT\n2. y", "c1", "a 1 x\nb #\nc 1 y\n* 1 x\n* #\n* 1 y\n" },
};

static BtPlace
parse_place (const char *place)
{
  g_autofree char *id = g_strndup (place, 1);

  return bt_place (id, g_ascii_strtoull (place + 1, NULL, 10));
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (BtPlan) plan = bt_outline_text_parse (row->before);
  g_autoptr (BtDocument) document = bt_document_new (plan);
  g_autoptr (BtFragment) fragment = bt_fragment_new (plan, parse_place (row->start), parse_place (row->end));
  g_autofree char *text = bt_fragment_to_text (fragment), *after = NULL;
  BtText *words = bt_fragment_get_words (fragment, plan);
  g_autoptr (GPtrArray) clauses = bt_fragment_dup_clauses (fragment, plan);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (text, ==, row->text);
  if (words)
    bt_document_paste_words (document, parse_place (row->place), words, &error);
  else
    bt_document_paste_paragraphs (document, parse_place (row->place), clauses, &error);
  g_assert_no_error (error);
  after = bt_outline_text_format (bt_document_get_plan (document));
  g_assert_cmpstr (after, ==, row->after);
}

static BtNode *
new_text_node (BtNodeKind kind, BtText *text)
{
  BtNodeBuilder *builder = bt_node_builder_new (kind, NULL);

  bt_node_builder_take_text (builder, text);
  return bt_node_builder_end (builder);
}

/* A reference is copied as one within its plan; where its target is missing, its words are. */
static void
test_objects (void)
{
  g_autoptr (BtPlan) plan = bt_outline_text_parse ("a I! One\nb >1 x\n");
  g_autoptr (BtPlan) other = bt_outline_text_parse ("z . y\n");
  g_autoptr (BtDocument) document = bt_document_new (plan);
  BtTextBuilder *builder = bt_text_builder_new ();
  BtMark ref = { .object = BT_OBJECT_REF, .target = bt_intern ("a") };
  BtMark bold = { .format = BT_FORMAT_BOLD };
  g_autoptr (BtNode) node = NULL;

  bt_text_builder_append (builder, "xem ", -1, NULL);
  bt_text_builder_append_object (builder, &ref);
  bt_text_builder_append (builder, " & <kèm>", -1, &bold);
  node = new_text_node (BT_NODE_CLAUSE, bt_text_builder_end (builder));
  const char *id = bt_intern (bt_node_get_id (node));
  g_assert_true (bt_document_insert_node (document, "a", 1, node, NULL));

  g_autoptr (BtFragment) fragment
    = bt_fragment_new (bt_document_get_plan (document), bt_place (id, 0),
                       bt_place (id, bt_text_get_length (bt_node_get_text (node))));
  g_autofree char *html = bt_fragment_to_html (fragment);
  g_autofree char *text = bt_fragment_to_text (fragment);
  BtText *here = bt_fragment_get_words (fragment, bt_document_get_plan (document));
  BtText *there = bt_fragment_get_words (fragment, other);
  g_assert_cmpstr (bt_text_get_string (here), ==, "xem " BT_OBJECT_CHAR " & <kèm>");
  g_assert_cmpstr (bt_text_get_string (there), ==, "xem mục I & <kèm>");
  g_assert_cmpstr (text, ==, "xem mục I & <kèm>");
  g_assert_nonnull (strstr (html, "xem mục I<b> &amp; &lt;kèm&gt;</b>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/fragment/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/fragment/objects", test_objects);
  return g_test_run ();
}
