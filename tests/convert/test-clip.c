/* What other programs put on the clipboard becomes the paragraphs and tables that a person saw there. */
#include <string.h>

#include "bt-clip.h"
#include "bt-plan.h"
#include "bt-schema.h"
#include "bt-table.h"

static void
append_runs (GString *dump, const BtText *text)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      g_autofree char *letters = bt_format_to_letters (runs[i].mark.format);
      g_autofree char *piece = g_strndup (bt_text_get_string (text) + start, runs[i].end - start);
      g_string_append_printf (dump, *letters ? "<%2$s:%1$s>" : "%s", piece, letters);
    }
}

static void
append_table (GString *dump, const BtNode *table)
{
  const BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);

  for (guint i = 0; i < leaves->len; i++)
    g_string_append_printf (dump, "%s%s", i > 0 ? "|" : "#", bt_node_get_string (leaves->pdata[i]));
  for (guint r = 0; r < bt_node_get_n_children (rows); r++)
    for (guint c = 0; c < bt_node_get_n_children (bt_node_get_child (rows, r)); c++)
      g_string_append_printf (dump, "%s%s", c > 0 ? "|" : "/",
                              bt_node_get_string (bt_node_get_child (bt_node_get_child (rows, r), c)));
  g_string_append_c (dump, '\n');
}

static void
append_node (GString *dump, const BtNode *node, guint depth)
{
  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    {
      append_table (dump, node);
      return;
    }
  for (guint i = 0; i < depth; i++)
    g_string_append_c (dump, '>');
  g_string_append_printf (dump, "%s%s ", bt_label_get_name (bt_node_get_label (node)),
                          bt_node_is_heading (node) ? "!" : "");
  append_runs (dump, bt_node_get_text (node));
  g_string_append_c (dump, '\n');
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    append_node (dump, bt_node_get_child (node, i), depth + 1);
}

static char *
dump_clip (BtClip *clip)
{
  g_autoptr (GPtrArray) clauses = bt_clip_to_clauses (clip, TRUE);
  GString *dump = g_string_new (NULL);

  for (guint i = 0; i < clauses->len; i++)
    append_node (dump, clauses->pdata[i], 0);
  return g_string_free (dump, FALSE);
}

typedef struct
{
  const char *name;
  const char *input;
  const char *expected;
} Case;

static const Case html_cases[] = {
  { "words", "<html><body><p>Nâng  cao\n hiểu&nbsp;biết</p></body></html>", "none Nâng cao hiểu biết\n" },
  { "formats", "<p>a <b>đậm <i>cả hai</i></b> <span style='text-decoration: underline'>gạch</span></p>",
    "none a <b:đậm ><bi:cả hai> <u:gạch>\n" },
  { "labels",
    "<p>II. NỘI DUNG</p><p>1. Việc một</p><p>a) Điểm một</p><p>b) Điểm hai</p><p>- gạch</p><p>2. Việc hai</p>",
    "roman! NỘI DUNG\n>arabic Việc một\n>>alpha Điểm một\n>>alpha Điểm hai\n>>>dash gạch\n>arabic Việc hai\n" },
  { "word-list",
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>a)"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Phối hợp<o:p></o:p></p>"
    "<p class=MsoListParagraph><span>b)<span>&nbsp; </span></span>Tham gia</p>",
    "alpha Phối hợp\nalpha Tham gia\n" },
  { "writer-list", "<ol>\n<li><p>Một</p>\n<ul><li><p>dưới một</p></li></ul></li>\n<li><p>Hai</p></li></ol>",
    "arabic! Một\n>plus dưới một\narabic Hai\n" },
  { "two-paragraphs-in-an-item", "<ul><li><p>đầu</p><p>sau</p></li></ul>", "dash đầu\nnone sau\n" },
  { "empty-item", "<ul><li></li><li>x</li></ul>", "dash x\n" },
  { "break", "<p>một<br>hai</p>", "none một hai\n" },
  { "spreadsheet",
    "<table><colgroup><col></colgroup><tr><td>STT</td><td>Nội dung</td></tr><tr><td>1</td><td>Rà<br>soát</td></tr>"
    "<tr><td>2</td><td></td></tr></table>",
    "#STT|Nội dung/|Rà\nsoát/|\n" },
  { "one-cell", "<table><tr><td>chỉ một ô</td></tr></table>", "none chỉ một ô\n" },
  { "table-between", "<p>trước</p><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table><p>sau</p>",
    "none trước\n#a|b/c|d\nnone sau\n" },
  { "table-in-a-cell", "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr><tr><td>d</table>",
    "#a\nb|c/d|\n" },
  { "row-in-a-cell", "<table><tr><td>a<center><tr><td>b</td></tr></center>c</td><td>d</td></tr><tr><td>e</table>",
    "#a\nb\nc|d/e|\n" },
  { "table-in-a-caption",
    "<table><caption><table><tr><td>1<td>2<tr><td>3<td>4</table></caption><tr><td>a<td>b<tr><td>c<td>d</table>",
    "#1|2/3|4\n#a|b/c|d\n" },
  { "several-rows",
    "<table><tr><td rowspan=2>a<td>b<td rowspan=3>c<tr><td>d<tr><td>e<td>f<tr><td>g<td>h<td>i</table>",
    "#a|b|c/|d|/e|f|/g|h|i\n" },
  { "caption", "<table><caption>Bảng 1</caption><tr><td>a<td>b<tr><td>c<td>d</table>", "none Bảng 1\n#a|b/c|d\n" },
  { "outside-of-cells",
    "<table>một <b>hai</b><tr>ba<td>a<td>b</td>bốn<p>năm</p></tr>sáu<tr><td>c<td>d</table>sau",
    "none một <b:hai>\nnone ba\nnone bốn năm\nnone sáu\n#a|b/c|d\nnone sau\n" },
  { "not-read", "<head><title>tên</title><style>p{}</style></head><script>x</script><p>chữ</p>", "none chữ\n" },
  { "damaged", "<p>mở <b>đậm<p>&#xFFFC;&#1;sau</i></td>", "none mở <b:đậm>\nnone sau\n" },
  { "apart", "<p>Vie\xCC\xA3\xCC\x82t</p>", "none Việt\n" },
  { "nothing", "<p> </p>", "" },
};

/* However deep elements stand in each other, their words come. */
static void
test_deep (void)
{
  g_autoptr (GString) html = g_string_new (NULL);

  for (guint i = 0; i < 230; i++)
    g_string_append (html, "<div>");
  g_string_append (html, "đáy");
  g_autoptr (BtClip) clip = bt_clip_new_from_html (html->str, html->len);
  g_autofree char *dump = dump_clip (clip);
  g_assert_cmpstr (dump, ==, "none đáy\n");
}

static void
test_html (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (BtClip) clip = bt_clip_new_from_html (row->input, strlen (row->input) + 1);
  g_autofree char *dump = dump_clip (clip);

  g_assert_cmpstr (dump, ==, row->expected);
}

static const Case text_cases[] = {
  { "words", "hiểu biết", "none hiểu biết\n" },
  { "labels", "1. Một\r\n\ta) dưới\r\n2. Hai\r\n", "arabic! Một\n>alpha dưới\narabic Hai\n" },
  { "tabs", "a\tb\nc\td\n", "#a|b/c|d\n" },
  { "label-and-tab", "1.\tMột\nhai", "arabic! Một\n>none hai\n" },
  { "wrapped",
    "- Tăng cường công tác phối hợp, chia sẻ thông tin giữa các cơ quan hành chính nhà\n"
    "nước với các cơ quan thông tấn, báo chí, bảo đảm thông tin về tình hình triển khai\n"
    "và kết quả thực hiện.\n- Tuyên truyền kịp thời.\n",
    "dash Tăng cường công tác phối hợp, chia sẻ thông tin giữa các cơ quan hành chính nhà nước với các cơ quan thông "
    "tấn, báo chí, bảo đảm thông tin về tình hình triển khai và kết quả thực hiện.\ndash Tuyên truyền kịp thời.\n" },
};

static void
test_text (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (BtClip) clip = bt_clip_new_from_text (row->input);
  g_autofree char *dump = dump_clip (clip);

  g_assert_cmpstr (dump, ==, row->expected);
}

/* Text of the old fonts is told, stays until it is asked for, and then has the letters that were meant. */
static void
test_legacy (void)
{
  static const char html[] = "<p>Céng hßa <b>x· héi</b> chñ nghÜa ViÖt Nam</p><p>§éc lËp, ­íc m¬, ®­êng phè</p>";
  g_autoptr (BtClip) clip = bt_clip_new_from_html (html, strlen (html));
  g_autoptr (BtClip) vni = bt_clip_new_from_text ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp, ñöôøng phoá");

  g_assert_cmpint (bt_clip_get_encoding (clip), ==, BT_ENCODING_TCVN3);
  bt_clip_convert (clip, BT_ENCODING_TCVN3);
  g_autofree char *dump = dump_clip (clip);
  g_assert_cmpstr (dump, ==, "none Cộng hòa <b:xã hội> chủ nghĩa Việt Nam\nnone Độc lập, ước mơ, đường phố\n");

  g_assert_cmpint (bt_clip_get_encoding (vni), ==, BT_ENCODING_VNI);
  bt_clip_convert (vni, BT_ENCODING_VNI);
  g_autofree char *vni_dump = dump_clip (vni);
  g_assert_cmpstr (vni_dump, ==, "none Cộng hòa xã hội chủ nghĩa Việt Nam\nnone Độc lập, đường phố\n");
}

/* What goes into a text as words, and what into a table as rows. */
static void
test_shapes (void)
{
  g_autoptr (BtClip) words = bt_clip_new_from_text ("chỉ vài chữ");
  g_autoptr (BtClip) point = bt_clip_new_from_text ("a) một điểm");
  g_autoptr (BtClip) rows = bt_clip_new_from_text ("a\tb\nc\td");
  g_autoptr (GPtrArray) paragraphs = bt_clip_to_clauses (rows, FALSE);

  g_assert_cmpstr (bt_text_get_string (bt_clip_get_words (words)), ==, "chỉ vài chữ");
  g_assert_null (bt_clip_get_words (point));
  g_assert_null (bt_clip_get_words (rows));
  g_assert_cmpuint (bt_clip_get_cells (rows)->len, ==, 2);
  g_assert_cmpuint (paragraphs->len, ==, 2);
  g_assert_cmpstr (bt_node_get_string (paragraphs->pdata[1]), ==, "c d");
}

static char *
dump_cells (BtClip *clip)
{
  GPtrArray *rows = bt_clip_get_cells (clip);
  GString *dump = g_string_new (rows ? NULL : "none");

  for (guint i = 0; rows && i < rows->len; i++)
    {
      g_autofree char *row = g_strjoinv ("|", rows->pdata[i]);
      g_string_append_printf (dump, "%s%s", i > 0 ? "/" : "", row);
    }
  return g_string_free (dump, FALSE);
}

/* Into cells goes what stands in cells, be it one row, one column or one cell, and no text around them. */
static void
test_cells (void)
{
  static const Case cases[] = {
    { "row", "<table><tr><td>a<td>b<br>c<td></tr></table>", "a|b\nc|" },
    { "column", "<table><tr><td>a<tr><td><tr><td>b</table>", "a//b" },
    { "cell", "<table><tr><td>a<br>b</table>", "a\nb" },
    { "no table", "<p>a</p>", "none" },
    { "text before", "<p>a</p><table><tr><td>b<td>c<tr><td>d<td>e</table>", "none" },
    { "text after", "<table><tr><td>b<td>c<tr><td>d<td>e</table><p>a</p>", "none" },
    { "two tables", "<table><tr><td>a</table><table><tr><td>b</table>", "none" },
  };
  g_autoptr (BtClip) text = bt_clip_new_from_cells ("a\t\"b\nc\"\n");
  g_autoptr (BtClip) old = bt_clip_new_from_cells ("§éc lËp\t­íc m¬\nCéng hßa x· héi\tViÖt Nam, ®­êng phè");
  g_autofree char *dump = dump_cells (text);

  g_assert_cmpstr (dump, ==, "a|b\nc");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtClip) clip = bt_clip_new_from_html (cases[i].input, strlen (cases[i].input));
      g_autofree char *cells = dump_cells (clip);
      g_assert_cmpstr (cells, ==, cases[i].expected);
    }
  g_assert_cmpint (bt_clip_get_encoding (old), ==, BT_ENCODING_TCVN3);
  bt_clip_convert (old, BT_ENCODING_TCVN3);
  g_autofree char *converted = dump_cells (old);
  g_assert_cmpstr (converted, ==, "Độc lập|ước mơ/Cộng hòa xã hội|Việt Nam, đường phố");
}

/* A browser's HTML is UTF-16 with a mark. */
static void
test_utf16 (void)
{
  gsize length;
  g_autofree char *little = g_convert ("\xEF\xBB\xBF<p>Việt</p>", -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autoptr (BtClip) clip = bt_clip_new_from_html (little, length);
  g_autofree char *dump = dump_clip (clip);

  g_assert_cmpstr (dump, ==, "none Việt\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (html_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/clip/html/", html_cases[i].name, NULL);
      g_test_add_data_func (path, &html_cases[i], test_html);
    }
  for (guint i = 0; i < G_N_ELEMENTS (text_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/clip/text/", text_cases[i].name, NULL);
      g_test_add_data_func (path, &text_cases[i], test_text);
    }
  g_test_add_func ("/clip/legacy", test_legacy);
  g_test_add_func ("/clip/shapes", test_shapes);
  g_test_add_func ("/clip/cells", test_cells);
  g_test_add_func ("/clip/utf16", test_utf16);
  g_test_add_func ("/clip/deep", test_deep);
  return g_test_run ();
}
