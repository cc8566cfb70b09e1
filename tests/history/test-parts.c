/* The commands on texts as a whole, formats, fields, attributes, appendices and tables, each as a row of a table: what
 * is done, and how a part of the plan reads then; untracked, and tracked, where rejecting leaves what was before. */
#include <string.h>

#include "bt-both-ways.h"
#include "bt-commands.h"
#include "bt-error.h"
#include "bt-resolve.h"
#include "bt-store.h"

static const char plan_xml[] =
    "<plan xmlns='urn:banthao:plan:1' xml:id='p' medium='paper'>"
    "<header xml:id='h'><parent xml:id='h1'>UBND TỈNH</parent><agency xml:id='h2'>UBND PHƯỜNG</agency>"
    "<number xml:id='h3'>12</number><symbol xml:id='h4'>KH-UBND</symbol><place xml:id='h5'>Đồng Sen</place>"
    "<date xml:id='h6'>2026-02-05</date><urgency xml:id='h7'/><type xml:id='h8'>KẾ HOẠCH</type>"
    "<subject xml:id='h9'>Trồng cây</subject></header>"
    "<bases xml:id='ba'><basis xml:id='d1'>Luật;</basis></bases>"
    "<body xml:id='b'><clause xml:id='c1' label='arabic'><text>một hai</text></clause>"
    "<clause xml:id='c2' label='arabic'><text>ba <b>bốn</b></text></clause></body>"
    "<signature xml:id='g'><authority xml:id='g1'>TM. UBND</authority><office xml:id='g2'>CHỦ TỊCH</office>"
    "<signer xml:id='g3'>Đinh Ngân</signer></signature>"
    "<recipients xml:id='r'><recipient xml:id='r1'>Như trên;</recipient></recipients>"
    "<appendices xml:id='as'><appendix xml:id='a'><title xml:id='a1'>DANH MỤC</title><note xml:id='a2'/>"
    "<table xml:id='t'><columns xml:id='co'><column xml:id='o1' role='content'><text>Việc</text></column>"
    "<column xml:id='o2' role='lead'><text>Chủ trì</text></column></columns><rows xml:id='ro'>"
    "<row xml:id='w1'><cell xml:id='x1'>Họp</cell><cell xml:id='x2'>An</cell></row>"
    "<row xml:id='w2'><cell xml:id='x3'>Trực</cell><cell xml:id='x4'>Chi</cell></row></rows></table>"
    "</appendix></appendices></plan>";

typedef struct
{
  const char *name;
  gboolean (*run) (BtDocument *document, GError **error);
  const char *part;  /* the id of what is looked at */
  const char *after; /* how it reads; NULL where the command is refused */
} Case;

static gboolean
bold_words (BtDocument *document, GError **error)
{
  return bt_document_set_format (document, bt_place ("c1", 0), bt_place ("c1", 5), BT_FORMAT_BOLD,
                                 TRUE, error);
}

static gboolean
italic_across (BtDocument *document, GError **error)
{
  return bt_document_set_format (document, bt_place ("c1", 5), bt_place ("c2", 3),
                                 BT_FORMAT_ITALIC, TRUE, error);
}

static gboolean
bold_no_more (BtDocument *document, GError **error)
{
  return bt_document_set_format (document, bt_place ("c2", 0), bt_place ("c2", 8), BT_FORMAT_BOLD,
                                 FALSE, error);
}

static gboolean
title (BtDocument *document, GError **error)
{
  return bt_document_set_text (document, "a1", "DANH SÁCH", error);
}

static gboolean
cell_lines (BtDocument *document, GError **error)
{
  return bt_document_set_text (document, "x1", "Họp\nbáo cáo", error);
}

static gboolean
text_of_nothing (BtDocument *document, GError **error)
{
  return bt_document_set_text (document, "ro", "x", error);
}

static gboolean
all_fields (BtDocument *document, GError **error)
{
  static const struct
  {
    BtNodeKind kind;
    const char *value;
  } fields[] = {
    { BT_NODE_PARENT, "UBND HUYỆN" }, { BT_NODE_AGENCY, "UBND XÃ" },   { BT_NODE_NUMBER, "13" },
    { BT_NODE_SYMBOL, "KH-VP" },      { BT_NODE_PLACE, "Hà Sơn" },     { BT_NODE_DATE, "2026-03-01" },
    { BT_NODE_URGENCY, "HỎA TỐC" },   { BT_NODE_TYPE, "CHƯƠNG TRÌNH" }, { BT_NODE_SUBJECT, "Trồng rừng" },
  };

  bt_document_begin_group (document);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!bt_document_set_field (document, fields[i].kind, fields[i].value, error))
      return FALSE;
  bt_document_end_group (document);
  return TRUE;
}

static gboolean
signature (BtDocument *document, GError **error)
{
  bt_document_begin_group (document);
  gboolean done = bt_document_set_field (document, BT_NODE_AUTHORITY, "TM. UBND\nKT. CHỦ TỊCH", error)
                  && bt_document_set_field (document, BT_NODE_OFFICE, "PHÓ CHỦ TỊCH", error)
                  && bt_document_set_field (document, BT_NODE_SIGNER, "", error);
  bt_document_end_group (document);
  return done;
}

static gboolean
no_field (BtDocument *document, GError **error)
{
  return bt_document_set_field (document, BT_NODE_CLAUSE, "x", error);
}

static gboolean
medium (BtDocument *document, GError **error)
{
  return bt_document_set_attr (document, "p", "medium", "electronic", error);
}

static gboolean
orientation (BtDocument *document, GError **error)
{
  return bt_document_set_attr (document, "a", "orientation", "landscape", error);
}

static gboolean
role (BtDocument *document, GError **error)
{
  return bt_document_set_attr (document, "o2", "role", "support", error);
}

static gboolean
no_role (BtDocument *document, GError **error)
{
  return bt_document_set_attr (document, "o2", "role", "nonsense", error);
}

static gboolean
widths (BtDocument *document, GError **error)
{
  static const char *const ids[] = { "o1", "o2" };
  static const double values[] = { 30, 12.5 };

  return bt_document_set_column_widths (document, ids, values, 2, error);
}

static gboolean
clear (BtDocument *document, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer) "x2");
  g_ptr_array_add (ids, (gpointer) "x3");
  return bt_document_clear_texts (document, ids, error);
}

static gboolean
basis (BtDocument *document, GError **error)
{
  return bt_document_insert_after (document, "d1", error);
}

static gboolean
recipient (BtDocument *document, GError **error)
{
  return bt_document_duplicate (document, "r1", error);
}

static BtNode *
new_clause (const char *string)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CLAUSE, NULL);

  bt_node_builder_set_attr (builder, "label", "dash");
  bt_node_builder_set_string (builder, string);
  return bt_node_builder_end (builder);
}

static gboolean
node (BtDocument *document, GError **error)
{
  g_autoptr (BtNode) fresh = new_clause ("mới");
  return bt_document_insert_node (document, "c1", 0, fresh, error);
}

static gboolean
misplaced_node (BtDocument *document, GError **error)
{
  g_autoptr (BtNode) fresh = new_clause ("mới");
  return bt_document_insert_node (document, "ro", 0, fresh, error);
}

static gboolean
appendix (BtDocument *document, GError **error)
{
  return bt_document_insert_appendix (document, 0, BT_TASK_TABLE_SIMPLE, error);
}

static gboolean
no_appendix (BtDocument *document, GError **error)
{
  return bt_document_remove (document, "a", error);
}

static gboolean
simple_table (BtDocument *document, GError **error)
{
  return bt_document_insert_task_table (document, "a", BT_TASK_TABLE_SIMPLE, error);
}

static gboolean
table_gone (BtDocument *document, GError **error)
{
  return bt_document_remove (document, "t", error);
}

static gboolean
words (BtDocument *document, GError **error)
{
  const BtMark mark = { .format = BT_FORMAT_ITALIC };
  BtTextBuilder *builder = bt_text_builder_new ();

  bt_text_builder_append (builder, "rưỡi ", -1, &mark);
  g_autoptr (BtText) text = bt_text_builder_end (builder);
  return bt_document_paste_words (document, bt_place ("c1", 6), text, error);
}

/* The tables of the plan and of a new appendix. */
#define TABLE \
  "(table (columns (column role=content “Việc”) (column role=lead “Chủ trì”)) (rows (row " \
  "(cell “Họp”) (cell “An”)) (row (cell “Trực”) (cell “Chi”))))"
#define TASK_TABLE \
  "(table (columns (column role=order “STT”) (column role=content “Nội dung công việc”) " \
  "(column role=lead “Đơn vị chủ trì”) (column role=support “Đơn vị phối hợp”) (column " \
  "role=time “Thời gian thực hiện”)) (rows (row (cell) (cell) (cell) (cell) (cell))))"

static const Case cases[] = {
  { "format", bold_words, "b",
    "body (clause label=arabic “[b:một] hai”) (clause label=arabic “ba [b:bốn]”)" },
  { "format/across", italic_across, "b",
    "body (clause label=arabic “một[i: hai]”) (clause label=arabic “[i:ba ][b:bốn]”)" },
  { "format/off", bold_no_more, "b",
    "body (clause label=arabic “một hai”) (clause label=arabic “ba bốn”)" },
  { "set-text/title", title, "a", "appendix (title “DANH SÁCH”) (note) " TABLE },
  { "set-text/lines", cell_lines, "w1", "row (cell “Họp/báo cáo”) (cell “An”)" },
  { "set-text/no-text", text_of_nothing, "t", NULL },
  { "set-field/header", all_fields, "h",
    "header (parent “UBND HUYỆN”) (agency “UBND XÃ”) (number “13”) (symbol “KH-VP”) (place "
    "“Hà Sơn”) (date “2026-03-01”) (urgency “HỎA TỐC”) (type “CHƯƠNG TRÌNH”) (subject “Trồng "
    "rừng”)" },
  { "set-field/signature", signature, "g",
    "signature (authority “TM. UBND/KT. CHỦ TỊCH”) (office “PHÓ CHỦ TỊCH”) (signer)" },
  { "set-field/no-field", no_field, "b", NULL },
  { "set-attr/medium", medium, "p", "plan medium=electronic" },
  { "set-attr/orientation", orientation, "a",
    "appendix orientation=landscape (title “DANH MỤC”) (note) " TABLE },
  { "set-attr/role", role, "co",
    "columns (column role=content “Việc”) (column role=support “Chủ trì”)" },
  { "set-attr/no-role", no_role, "co", NULL },
  { "set-widths", widths, "co",
    "columns (column role=content width=30.0 “Việc”) (column role=lead width=12.5 “Chủ trì”)" },
  { "clear-texts", clear, "ro", "rows (row (cell “Họp”) (cell)) (row (cell) (cell “Chi”))" },
  { "insert-after/basis", basis, "ba", "bases (basis “Luật;”) (basis)" },
  { "duplicate/recipient", recipient, "r",
    "recipients (recipient “Như trên;”) (recipient “Như trên;”)" },
  { "insert-node", node, "b",
    "body (clause label=arabic “một hai” (clause label=dash “mới”)) (clause label=arabic “ba "
    "[b:bốn]”)" },
  { "insert-node/misplaced", misplaced_node, "t", NULL },
  { "insert-appendix", appendix, "as",
    "appendices (appendix (title) (note) " TASK_TABLE ") (appendix (title “DANH MỤC”) (note) " TABLE ")" },
  { "remove/appendix", no_appendix, "as", "appendices" },
  { "insert-task-table", simple_table, "a",
    "appendix (title “DANH MỤC”) (note) " TABLE " " TASK_TABLE },
  { "remove/table", table_gone, "a", "appendix (title “DANH MỤC”) (note)" },
  { "paste-words", words, "b",
    "body (clause label=arabic “một [i:rưỡi ]hai”) (clause label=arabic “ba [b:bốn]”)" },
};

/* The text with what is bold, italic or underlined in brackets, and lines parted by "/". */
static void
describe_text (const BtText *text, GString *out)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      g_autofree char *string = g_strndup (bt_text_get_string (text) + start, runs[i].end - start);
      g_autofree char *letters = bt_format_to_letters (runs[i].mark.format);
      g_strdelimit (string, "\n", '/');
      if (*letters != '\0')
        g_string_append_printf (out, "[%s:%s]", letters, string);
      else
        g_string_append (out, string);
    }
}

/* "kind name=value “text” (children)", without ids; of the plan itself only its attributes. */
static void
describe (const BtNode *node, GString *out)
{
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);

  g_string_append (out, bt_node_kind_get_name (bt_node_get_kind (node)));
  for (guint i = 0; i < n_attrs; i++)
    if (strcmp (attrs[i].name, "tracking") != 0)
      g_string_append_printf (out, " %s=%s", attrs[i].name, attrs[i].value);
  if (bt_node_get_text (node) != NULL && bt_text_get_length (bt_node_get_text (node)) > 0)
    {
      g_string_append (out, " “");
      describe_text (bt_node_get_text (node), out);
      g_string_append (out, "”");
    }
  for (guint i = 0; bt_node_get_kind (node) != BT_NODE_PLAN && i < bt_node_get_n_children (node); i++)
    {
      g_string_append (out, " (");
      describe (bt_node_get_child (node, i), out);
      g_string_append_c (out, ')');
    }
}

static char *
read_part (BtPlan *plan, BtView view, const char *part)
{
  g_autoptr (BtPlan) seen = bt_review_view (plan, view);
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);

  bt_plan_check (seen, &error);
  g_assert_no_error (error);
  describe (bt_plan_get_node (seen, part), out);
  return g_string_free (out, FALSE);
}

static BtPlan *
read_plan (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (plan_xml, strlen (plan_xml));
  g_autoptr (GError) error = NULL;
  BtPlan *plan = bt_store_read_bytes (bytes, "plan", &error);

  g_assert_no_error (error);
  return plan;
}

static void
check_case (gconstpointer data, gboolean tracking)
{
  const Case *row = data;
  g_autoptr (BtPlan) before = read_plan ();
  g_autoptr (BtDocument) document = bt_document_new (before);
  g_autoptr (GError) error = NULL;
  g_autofree char *was = read_part (before, BT_VIEW_ORIGINAL, row->part);

  bt_document_set_tracking (document, tracking, NULL);
  BtPlan *start = bt_document_get_plan (document);
  gboolean done = row->run (document, &error);
  BtPlan *after = bt_document_get_plan (document);
  g_assert_true (done == (row->after != NULL));
  if (!done)
    {
      g_assert_nonnull (error);
      g_assert_true (after == start);
      return;
    }
  g_assert_no_error (error);
  bt_plan_check (after, &error);
  g_assert_no_error (error);
  g_autofree char *reads = read_part (after, BT_VIEW_FINAL, row->part);
  g_autofree char *read = read_part (after, BT_VIEW_ORIGINAL, row->part);
  g_assert_cmpstr (reads, ==, row->after);
  g_assert_cmpstr (read, ==, tracking ? was : row->after);
  bt_both_ways_assert_history (document, start);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    bt_both_ways_add ("history/parts", cases[i].name, &cases[i], check_case);
  return g_test_run ();
}
