/* Proves that nothing is lost in the native format: over random plans, what is written is read back the same,
 * and the same plan gives the same bytes. */
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <string.h>

#include "bt-error.h"
#include "bt-generate.h"
#include "bt-schema.h"
#include "bt-mark-fill.h"
#include "bt-store.h"

#define PLANS 40

static GBytes *
write_plan (BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = bt_store_write_bytes (plan, &error);
  g_assert_no_error (error);
  return bytes;
}

static BtPlan *
read_plan (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  BtPlan *plan = bt_store_read_bytes (bytes, "plan", &error);
  g_assert_no_error (error);
  return plan;
}

static BtPlan *
read_string (const char *xml, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));
  return bt_store_read_bytes (bytes, "plan", error);
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());

  for (guint i = 0; i < PLANS; i++)
    {
      g_autoptr (BtPlan) plan = bt_generate_plan (rand, 1 + 2 * i);
      g_autoptr (GBytes) first = write_plan (plan);
      g_autoptr (GBytes) twice = write_plan (plan);
      g_assert_true (g_bytes_equal (first, twice));
      g_autoptr (BtPlan) again = read_plan (first);
      g_autoptr (BtNode) filled = bt_mark_fill (bt_plan_get_root (plan));
      g_assert_true (bt_node_equal (filled, bt_plan_get_root (again)));
      g_autoptr (BtNode) refilled = bt_mark_fill (filled);
      g_assert_true (refilled == filled);
    }
}

/* One line for each node, so that versions compare line by line. */
static void
test_lines (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());
  g_autoptr (BtPlan) plan = bt_generate_plan (rand, 100);
  g_autoptr (GBytes) bytes = write_plan (plan);
  gsize size;
  const char *xml = g_bytes_get_data (bytes, &size);
  guint n_starts = 0;

  for (const char *line = xml; line < xml + size; line = strchr (line, '\n') + 1)
    {
      const char *tag = line + strspn (line, " ");
      g_assert_true (*tag == '<');
      n_starts += tag[1] != '/' && tag[1] != '?';
    }
  g_assert_cmpuint (n_starts, ==, bt_plan_get_n_nodes (plan));
}

static void
test_every_cut (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (BtPlan) plan = bt_generate_plan (rand, 4);
  g_autoptr (GBytes) bytes = write_plan (plan);
  gsize last = g_bytes_get_size (bytes) - 2; /* but for the last line end */

  for (gsize size = 0; size < last; size++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, size);
      g_autoptr (BtPlan) cut = bt_store_read_bytes (part, "plan", &error);
      g_assert_null (cut);
      g_assert_true (g_str_has_prefix (error->message, "plan:"));
      g_assert_true (error->domain == BT_ERROR);
    }
}

/* A deep but allowed plan is read and written, one level more is refused in its line. */
static void
test_depth (void)
{
  for (guint depth = BT_MAX_DEPTH - 2; depth <= 10000; depth += depth < BT_MAX_DEPTH ? 1 : 2500)
    {
      g_autoptr (GString) xml =
          g_string_new ("<plan xmlns='urn:banthao:plan:1' xml:id='p'><body xml:id='b'>");
      g_autoptr (GError) error = NULL;
      for (guint i = 0; i < depth; i++)
        g_string_append_printf (xml, "\n<clause xml:id='c%u'>", i);
      for (guint i = 0; i < depth; i++)
        g_string_append (xml, "</clause>");
      g_string_append (xml, "</body></plan>");
      g_autoptr (BtPlan) plan = read_string (xml->str, &error);
      if (depth == BT_MAX_DEPTH - 2)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, BT_ERROR, BT_ERROR_LIMIT);
          g_assert_true (g_str_has_prefix (error->message, "plan:64:"));
        }
    }
}

static void
test_limits (void)
{
  g_autofree char *letters = g_strnfill (17 * 1024 * 1024, 'a');
  g_autofree char *text =
      g_strdup_printf ("<plan xmlns='urn:banthao:plan:1' xml:id='p'><body xml:id='b'>\n<clause "
                       "xml:id='c'><text>%s</text></clause></body></plan>",
                       letters);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_string (text, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, "plan:2:"));

  g_autoptr (GString) tag =
      g_string_new ("<plan xmlns='urn:banthao:plan:1' xml:id='p'>\n<body xml:id='b'");
  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (tag, " a%u='>'", i);
  g_string_append (tag, "/></plan>");
  g_clear_error (&error);
  g_assert_null (read_string (tag->str, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, "plan:2:"));
}

/* Many marks between decomposed letters: each is carried over to the composed text in one pass. */
static void
test_many_marks (void)
{
  g_autoptr (GString) xml = g_string_new (
      "<plan xmlns='urn:banthao:plan:1' xml:id='p'><body xml:id='b'><clause xml:id='c'><text>");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (xml, "<b>e</b>\xCC\x81x<i>o</i>\xCC\x82");
  g_string_append (xml, "</text></clause></body></plan>");
  g_autoptr (BtPlan) plan = read_string (xml->str, &error);
  g_assert_no_error (error);
  guint n_runs;
  bt_text_get_runs (bt_node_get_text (bt_plan_get_node (plan, "c")), &n_runs);
  g_assert_cmpuint (n_runs, ==, 60000);
}

/* A plan with an element of another namespace as the second child of its body. */
static BtPlan *
plan_with_foreign (const char *xml)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) blank = bt_plan_new_blank ();
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_FOREIGN, NULL);

  bt_node_builder_set_string (builder, xml);
  g_autoptr (BtNode) foreign = bt_node_builder_end (builder);
  g_autoptr (BtStep) step =
      bt_step_new_insert (bt_node_get_id (bt_plan_get_part (blank, BT_NODE_BODY)), 0, foreign);
  BtPlan *plan = bt_step_apply (step, blank, NULL, &error);
  g_assert_no_error (error);
  return plan;
}

/* What is kept of other namespaces is saved whatever its id is now; what is no such element is not, rather than that
 * it changes the plan around it. */
static void
test_foreign (void)
{
  static const char *const wrong[] = { "",
                                       "<x:a/>",
                                       "</body><body xml:id='b'/>",
                                       "<clause xml:id='c'/>",
                                       "a &amp; b",
                                       "<x:a xmlns:x=\"urn:x\"/><x:a xmlns:x=\"urn:x\"/>",
                                       "<x:a xmlns:x=\"urn:x\">" };
  g_autoptr (BtPlan) plan =
      plan_with_foreign ("<x:a xmlns:x=\"urn:x\">một\n  <x:b c=\"&lt;\"/></x:a>");
  g_autoptr (GBytes) bytes = write_plan (plan);
  g_autoptr (BtPlan) again = read_plan (bytes);
  const BtNode *body = bt_plan_get_part (again, BT_NODE_BODY);

  g_assert_cmpstr (bt_node_get_string (bt_node_get_child (body, 0)), ==,
                   "<x:a xmlns:x=\"urn:x\">một\n  <x:b c=\"&lt;\"/></x:a>");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BtPlan) bad = plan_with_foreign (wrong[i]);
      g_autoptr (GBytes) none = bt_store_write_bytes (bad, &error);
      g_assert_null (none);
      g_assert_true (error->domain == BT_ERROR);
    }
}

/* The libxml2 that validates while reading and a tree validated as a whole agree on what is written. */
static void
test_schema_as_others_use_it (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "schema", "banthao-plan-1.rng", NULL);
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt (path);
  xmlRelaxNG *schema = xmlRelaxNGParse (parser);
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());

  g_assert_nonnull (schema);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (BtPlan) plan = bt_generate_plan (rand, 10 * i);
      g_autoptr (GBytes) bytes = write_plan (plan);
      gsize size;
      const char *xml = g_bytes_get_data (bytes, &size);
      xmlDoc *document = xmlReadMemory (xml, (int) size, NULL, NULL, XML_PARSE_NONET);
      xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt (schema);
      g_assert_cmpint (xmlRelaxNGValidateDoc (context, document), ==, 0);
      xmlRelaxNGFreeValidCtxt (context);
      xmlFreeDoc (document);
    }
  xmlRelaxNGFree (schema);
  xmlRelaxNGFreeParserCtxt (parser);
}

/* What one thread reads does not disturb another. */
static gpointer
read_again_and_again (gpointer data)
{
  GBytes *bytes = data;

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (BtPlan) plan = read_plan (bytes);
      g_autoptr (GBytes) again = write_plan (plan);
      g_assert_true (g_bytes_equal (bytes, again));
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());
  g_autoptr (BtPlan) generated = bt_generate_plan (rand, 60);
  g_autoptr (GBytes) sparse = write_plan (generated);
  g_autoptr (BtPlan) plan = read_plan (sparse);
  g_autoptr (GBytes) bytes = write_plan (plan);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_again_and_again, bytes);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/round-trip", test_round_trip);
  g_test_add_func ("/store/lines", test_lines);
  g_test_add_func ("/store/every-cut", test_every_cut);
  g_test_add_func ("/store/depth", test_depth);
  g_test_add_func ("/store/limits", test_limits);
  g_test_add_func ("/store/foreign", test_foreign);
  g_test_add_func ("/store/many-marks", test_many_marks);
  g_test_add_func ("/store/schema/others", test_schema_as_others_use_it);
  g_test_add_func ("/store/threads", test_threads);
  return g_test_run ();
}
