/* The laws of comparing: rejecting all gives the old plan, accepting all gives the new one; and how changes read. */
#include <string.h>

#include "bt-commands.h"
#include "bt-compare.h"
#include "bt-generate.h"
#include "bt-id.h"
#include "bt-random-edit.h"
#include "bt-resolve.h"
#include "bt-same.h"
#include "bt-schema.h"
#include "bt-store.h"

#define AUTHOR "Trần Đức"
#define TIME "2025-08-14T09:15:30Z"

static BtPlan *
compare (BtPlan *old, BtPlan *new)
{
  g_autoptr (GError) error = NULL;
  BtPlan *result = bt_review_compare (old, new, AUTHOR, TIME, &error);
  g_assert_no_error (error);
  return result;
}

/* Proves both laws and that what is open is the author's. */
static void
check_laws (BtPlan *old, BtPlan *new, BtPlan *result)
{
  g_autoptr (GHashTable) open = bt_review_get_open_changes (result);
  g_autoptr (BtPlan) accepted = bt_review_view (result, BT_VIEW_FINAL);
  g_autoptr (BtPlan) rejected = bt_review_view (result, BT_VIEW_ORIGINAL);
  g_autoptr (BtPlan) from = bt_review_view (old, BT_VIEW_FINAL);
  g_autoptr (BtPlan) to = bt_review_view (new, BT_VIEW_FINAL);
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer change;

  bt_plan_check (accepted, &error);
  g_assert_no_error (error);
  bt_plan_check (rejected, &error);
  g_assert_no_error (error);
  g_assert_true (bt_same (rejected, from, BT_SAME_NODES));
  g_assert_true (bt_same (accepted, to, BT_SAME_SHAPE));
  g_hash_table_iter_init (&iter, open);
  while (g_hash_table_iter_next (&iter, &change, NULL))
    g_assert_cmpstr (bt_node_get_attr (bt_plan_get_node (result, change), "author"), ==, AUTHOR);
}

static BtPlan *
edited (GRand *rand, BtPlan *plan, guint n_edits)
{
  g_autoptr (BtDocument) document = bt_document_new (plan);

  bt_document_set_author (document, "An");
  for (guint i = 0; i < n_edits; i++)
    {
      g_autoptr (BtRandomEdit) edit = bt_random_edit_new (rand, bt_document_get_plan (document));
      /* Comments are no changes: a comparison has those of both plans. */
      if (!g_str_has_prefix (bt_random_edit_get_name (edit), "comment-"))
        bt_random_edit_run (edit, document, NULL, NULL);
    }
  return bt_plan_ref (bt_document_get_plan (document));
}

static BtPlan *
with_new_ids (BtPlan *plan)
{
  g_autoptr (BtNode) root = bt_node_copy_with_new_ids (bt_plan_get_root (plan));
  return bt_plan_new (root, NULL);
}

/* Takes one column of the first table out, or puts one in: by steps, as no command of the generator does. */
static BtNode *
find_table (BtNode *node)
{
  BtNode *found = bt_node_get_kind (node) == BT_NODE_TABLE ? node : NULL;

  for (guint i = 0; found == NULL && i < bt_node_get_n_children (node); i++)
    found = find_table (bt_node_get_child (node, i));
  return found;
}

static BtPlan *
with_another_table (GRand *rand, BtPlan *plan)
{
  g_autoptr (BtPlan) other = bt_generate_clean_plan (rand, 4);
  BtNode *mine = find_table (bt_plan_get_root (plan)),
         *theirs = find_table (bt_plan_get_root (other));
  if (mine == NULL || theirs == NULL)
    return bt_plan_ref (plan);

  /* Their columns and rows under the table's own id: the columns are matched by title or place. */
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_TABLE, bt_node_get_id (mine));
  for (guint i = 0; i < bt_node_get_n_children (theirs); i++)
    bt_node_builder_take_child (builder, bt_node_ref (bt_node_get_child (theirs, i)));
  g_autoptr (BtNode) table = bt_node_builder_end (builder);
  guint position;
  BtNode *parent = bt_plan_get_parent (plan, bt_node_get_id (mine), &position);
  g_autoptr (BtStep) gone = bt_step_new_remove (bt_node_get_id (mine));
  g_autoptr (BtStep) come = bt_step_new_insert (bt_node_get_id (parent), position, table);
  g_autoptr (BtPlan) without = bt_step_apply (gone, plan, NULL, NULL);
  return bt_step_apply (come, without, NULL, NULL);
}

static void
run_pair (guint32 seed, guint n_edits)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  bt_id_set_seed (seed);
  g_autoptr (BtPlan) old = bt_generate_clean_plan (rand, 8);
  g_autoptr (BtPlan) after = edited (rand, old, n_edits);
  g_autoptr (BtPlan) new = seed % 2 == 0 ? with_another_table (rand, after) : bt_plan_ref (after);
  g_autoptr (BtPlan) renewed = with_new_ids (new);
  g_autoptr (BtPlan) same = with_new_ids (old);

  g_test_message ("BT_SEED=%u BT_SCRIPTS=1", seed);
  g_autoptr (BtPlan) by_id = compare (old, new);
  check_laws (old, new, by_id);
  bt_random_edit_decide_each (rand, by_id);
  g_autoptr (BtPlan) by_words = compare (old, renewed);
  check_laws (old, renewed, by_words);
  bt_random_edit_decide_each (rand, by_words);
  g_autoptr (BtPlan) back = compare (new, old);
  check_laws (new, old, back);
  g_autoptr (BtPlan) none = compare (old, old), no_more = compare (old, same);
  g_assert_true (none == old);
  g_assert_true (no_more == old);
}

static void
test_laws (void)
{
  guint32 seed = bt_generate_seed ();
  guint n_pairs = bt_generate_number ("BT_SCRIPTS", 60);

  for (guint i = 0; i < n_pairs; i++)
    run_pair (seed + i, 5 + i % 40);
}

/* One line: id and marks of each node (+ inserted, - deleted, > moved, ^ the place something moved from, / split off,
 * & joined to the one before, ~ what was),
 * then its words with {+what came+} {-what went-}. */
static void
describe (const BtNode *node, GString *out)
{
  const char *was = bt_node_get_attr (node, "was");
  guint n_runs = 0;
  gsize start = 0;

  if (bt_node_get_kind (node) == BT_NODE_GHOST)
    {
      g_string_append_printf (out, "(^%s)", bt_node_get_attr (node, "of"));
      return;
    }
  g_string_append_printf (out, "(%s%s%s%s%s%s%s", bt_node_get_attr (node, "split") ? "/" : "",
                          bt_node_get_attr (node, "join") ? "&" : "", bt_node_get_attr (node, "ins") ? "+" : "",
                          bt_node_get_attr (node, "del") ? "-" : "",
                          bt_node_get_attr (node, "moved") ? ">" : "", bt_node_get_id (node),
                          was != NULL ? "~" : "");
  g_string_append (out, was != NULL ? strchr (was, ':') + 1 : "");
  const BtRun *runs =
      bt_node_get_text (node) != NULL ? bt_text_get_runs (bt_node_get_text (node), &n_runs) : NULL;
  g_string_append (out, n_runs > 0 ? " " : "");
  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      char sign = runs[i].mark.ins ? '+' : runs[i].mark.del ? '-' : runs[i].mark.was ? '*' : 0;
      g_autofree char *words = g_strndup (bt_node_get_string (node) + start, runs[i].end - start);
      if (sign != 0)
        g_string_append_printf (out, "{%c%s%c}", sign, words, sign);
      else
        g_string_append (out, words);
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    describe (bt_node_get_child (node, i), out);
  g_string_append_c (out, ')');
}

static BtPlan *
read_body (const char *body)
{
  g_autofree char *xml = g_strdup_printf ("<plan xmlns=\"urn:banthao:plan:1\" xml:id=\"p\">"
                                          "<body xml:id=\"b\">%s</body></plan>",
                                          body);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  BtPlan *plan = bt_store_read_bytes (bytes, "example", &error);
  g_assert_no_error (error);
  return plan;
}

typedef struct
{
  const char *name, *old, *new, *expected;
} Example;

#define C(id, text, ...)                                                                           \
  "<clause xml:id=\"" id "\" label=\"arabic\"><text>" text "</text>" __VA_ARGS__ "</clause>"
#define TABLE(id, columns, rows)                                                                   \
  "<table xml:id=\"" id "\"><columns xml:id=\"" id "c\">" columns "</columns><rows xml:id=\"" id   \
  "r\">" rows "</rows></table>"
#define COLUMN(id, title) "<column xml:id=\"" id "\"><text>" title "</text></column>"
#define CELL(id, text) "<cell xml:id=\"" id "\">" text "</cell>"
#define ROW2(id, one, two) "<row xml:id=\"" id "\">" CELL (id "1", one) CELL (id "2", two) "</row>"
#define COLUMNS2 COLUMN ("k1", "Nhiệm vụ") COLUMN ("k2", "Chủ trì")

static const Example examples[] = {
  { "words", C ("c1", "Nâng cao nhận thức của cán bộ."), C ("c1", "Nâng cao hiểu biết của cán bộ."),
    "(c1 Nâng cao {-nhận thức-}{+hiểu biết+} của cán bộ.)" },
  { "a tone mark is a word's", C ("c1", "Xây dựng kế hoach năm 2025"),
    C ("c1", "Xây dựng kế hoạch năm 2025"), "(c1 Xây dựng kế {-hoach-}{+hoạch+} năm 2025)" },
  { "words added at the end", C ("c1", "Báo cáo hằng quý."),
    C ("c1", "Báo cáo hằng quý, hằng năm."), "(c1 Báo cáo hằng quý{+, hằng năm+}.)" },
  { "no islands", C ("c1", "Ủy ban nhân dân phường giao cho các tổ dân phố"),
    C ("c1", "Ủy ban nhân dân xã yêu cầu cho mọi thôn xóm"),
    "(c1 Ủy ban nhân dân {-phường giao cho các tổ dân phố-}"
    "{+xã yêu cầu cho mọi thôn xóm+})" },
  { "a format", C ("c1", "Báo cáo hằng quý"), C ("c1", "Báo cáo <b>hằng quý</b>"),
    "(c1 Báo cáo {*hằng quý*})" },
  { "an attribute", C ("c1", "Một"),
    "<clause xml:id=\"c1\" label=\"dash\"><text>Một</text></clause>", "(c1~label=arabic Một)" },
  { "moved in its list", C ("c1", "Một") C ("c2", "Hai") C ("c3", "Ba"),
    C ("c3", "Ba") C ("c1", "Một") C ("c2", "Hai"), "(>c3 Ba)(c1 Một)(c2 Hai)(^c3)" },
  { "moved under another and changed", C ("c1", "Một", C ("c3", "Ra soát hồ sơ")) C ("c2", "Hai"),
    C ("c1", "Một") C ("c2", "Hai", C ("c3", "Rà soát hồ sơ")),
    "(c1 Một(^c3))(c2 Hai(>c3 {-Ra-}{+Rà+} soát hồ sơ))" },
  { "its parent has gone", C ("c1", "Một", C ("c2", "Hai", C ("c3", "Ba"))), C ("c3", "Ba"),
    "(-c1 {-Một-}(-c2 {-Hai-}(^c3)))(>c3 Ba)" },
  { "by words alone",
    C ("c1", "Tổ chức tuyên truyền") C ("c2", "Rà soát danh mục thủ tục của phường"),
    C ("x1", "Rà soát danh mục các thủ tục của phường") C ("x2", "Tổ chức tuyên truyền")
        C ("x3", "Kiểm tra"),
    "(>c2 Rà soát danh mục {+các +}thủ tục của phường)(c1 Tổ chức tuyên truyền)(^c2)(+x3 {+Kiểm tra+})" },
  { "split", C ("c1", "Rà soát hồ sơ. Báo cáo kết quả."), C ("c1", "Rà soát hồ sơ.") C ("c2", "Báo cáo ngay kết quả."),
    "(c1 Rà soát hồ sơ.)(/c2 {- -}Báo cáo{+ ngay+} kết quả.)" },
  { "split with what is in it", C ("c1", "Rà soát hồ sơ. Báo cáo kết quả.", C ("c3", "Trước ngày 5")),
    C ("c1", "Rà soát hồ sơ.") C ("c2", "Báo cáo kết quả.", C ("c3", "Trước ngày 5")),
    "(c1 Rà soát hồ sơ.(^c3))(/c2 {- -}Báo cáo kết quả.(>c3 Trước ngày 5))" },
  { "joined", C ("c1", "Rà soát hồ sơ.") C ("c2", "Báo cáo kết quả."), C ("c1", "Rà soát hồ sơ, báo cáo kết quả."),
    "(c1 Rà soát hồ sơ{-.-})(&c2 {-Báo-}{+, báo+} cáo kết quả.)" },
  { "joined, by words alone", C ("c1", "Rà soát toàn bộ hồ sơ của phường.") C ("c2", "Báo cáo kết quả."),
    C ("x1", "Rà soát toàn bộ hồ sơ của phường. Báo cáo kết quả."),
    "(c1 Rà soát toàn bộ hồ sơ của phường.)(&c2 {+ +}Báo cáo kết quả.)" },
  { "split, by words alone, the first part the shorter", C ("c1", "Rà soát. Báo cáo toàn bộ kết quả của phường."),
    C ("x1", "Rà soát.") C ("x2", "Báo cáo toàn bộ kết quả của phường."),
    "(c1 Rà soát.)(/x2 {- -}Báo cáo toàn bộ kết quả của phường.)" },
  { "a paragraph that is not the end of the one before", C ("c1", "Rà soát hồ sơ."),
    C ("c1", "Rà soát hồ sơ.") C ("c2", "Báo cáo kết quả."), "(c1 Rà soát hồ sơ.)(+c2 {+Báo cáo kết quả.+})" },
  { "rows moved, cells changed",
    TABLE ("t", COLUMNS2,
           ROW2 ("r1", "Một", "An") ROW2 ("r2", "Hai", "Bình") ROW2 ("r3", "Ba", "Chi")),
    TABLE ("t", COLUMNS2,
           ROW2 ("r3", "Ba", "Chi") ROW2 ("r1", "Một", "Đức") ROW2 ("r4", "Tư", "An")),
    "(t(tc(k1 Nhiệm vụ)(k2 Chủ trì))(tr(>r3(r31 Ba)(r32 Chi))(r1(r11 Một)(r12 {-An-}{+Đức+}))"
    "(-r2(r21 {-Hai-})(r22 {-Bình-}))(^r3)(+r4(r41 {+Tư+})(r42 {+An+}))))" },
  { "a column", TABLE ("t", COLUMNS2, ROW2 ("r1", "Một", "An")),
    TABLE ("t", COLUMN ("k1", "Nhiệm vụ") COLUMN ("k3", "Hạn") COLUMN ("k2", "Đơn vị chủ trì"),
           "<row xml:id=\"r1\">" CELL ("r11", "Một") CELL ("r13", "Quý I")
               CELL ("r12", "An") "</row>"),
    "(t(tc(k1 Nhiệm vụ)(+k3 {+Hạn+})(k2 {-Chủ-}{+Đơn vị chủ+} trì))"
    "(tr(r1(r11 Một)(r13 {+Quý I+})(r12 An))))" },
};

static void
test_example (gconstpointer data)
{
  const Example *example = data;
  g_autoptr (BtPlan) old = read_body (example->old), new = read_body (example->new);
  g_autoptr (BtPlan) result = compare (old, new);
  BtNode *body = bt_plan_get_part (result, BT_NODE_BODY);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < bt_node_get_n_children (body); i++)
    describe (bt_node_get_child (body, i), found);
  g_assert_cmpstr (found->str, ==, example->expected);
  check_laws (old, new, result);
}

/* What is open in either plan counts as accepted. */
static void
test_open_changes (void)
{
  g_autoptr (BtPlan) first = read_body (C ("c1", "Một")), second = read_body (C ("c1", "Hai"));
  g_autoptr (BtPlan) open = compare (first, second);
  g_autoptr (BtPlan) none = compare (open, second);
  g_autoptr (GHashTable) left = bt_review_get_open_changes (none);
  g_autoptr (BtPlan) back = compare (open, first);

  g_assert_cmpuint (g_hash_table_size (left), ==, 0);
  check_laws (open, first, back);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path = g_strconcat ("/review/compare/example/", examples[i].name, NULL);
      g_test_add_data_func (path, &examples[i], test_example);
    }
  g_test_add_func ("/review/compare/open-changes", test_open_changes);
  g_test_add_func ("/review/compare/laws", test_laws);
  return g_test_run ();
}
