/* The list of changes, what is chosen from it, the log of decisions, and what the changes mean. */
#include <string.h>

#include "bt-bare.h"
#include "bt-change-groups.h"
#include "bt-change-summary.h"
#include "bt-decide.h"
#include "bt-resolve.h"
#include "bt-settle.h"
#include "bt-store.h"

/* A plan in the middle of a review by two authors in two rounds. */
static const char reviewed[] =
    "<plan xmlns='urn:banthao:plan:1' xml:id='p' medium='paper' was='k1:medium'><body xml:id='b'>"
    "<clause xml:id='s1' label='roman' heading='yes'><text>NHIỆM VỤ</text>"
    "<clause xml:id='c1'><text>Nâng <del change='k2'>cao</del><ins change='k1'>tầm</ins> hiểu"
    " <ins change='k1'>biết</ins>.</text></clause></clause>"
    "<clause xml:id='s2' label='roman' heading='yes'><text>TỔ CHỨC THỰC HIỆN</text>"
    "<clause xml:id='u1' label='arabic' heading='yes'><text>Phòng Văn hóa:</text>"
    "<clause xml:id='t1' label='dash'><text>Báo cáo trước ngày <del change='k1'>30/6/2026</del>"
    "<ins change='k1'>31/7/2026</ins>.</text></clause><ghost xml:id='g1' of='t2' change='k2'/></clause>"
    "<clause xml:id='u2' label='arabic' heading='yes'><text>Công an phường</text>"
    "<clause xml:id='t2' label='dash' moved='k2'><text>Giữ trật tự.</text></clause>"
    "<clause xml:id='t3' label='dash' ins='k2'><text><ins change='k2'>Tuyên truyền.</ins></text></clause>"
    "<clause xml:id='t4' label='plus' del='k1' was='k1:label=dash'><text><del change='k1'>Bỏ.</del></text>"
    "</clause><clause xml:id='t5' label='plus'><text>Trực </text></clause>"
    "<clause xml:id='t6' label='plus' split='k3' split-of='t5'><text>và gác.</text></clause></clause></clause>"
    "<table xml:id='tb'><columns xml:id='co'><column xml:id='o1' role='content'><text>Việc</text></column>"
    "<column xml:id='o2' role='lead'><text>Chủ trì</text></column></columns><rows xml:id='ro'>"
    "<row xml:id='r1'><cell xml:id='x1'>Họp</cell><cell xml:id='x2'><del change='k1'>Văn phòng</del>"
    "<ins change='k1'>Công an</ins></cell></row></rows></table></body>"
    "<changes xml:id='ch'><change xml:id='k1' author='An' time='2026-01-01T00:00:00Z' round='1'/>"
    "<change xml:id='k2' author='Bình' time='2026-01-02T00:00:00Z' round='2'/>"
    "<change xml:id='k3' author='An' time='2026-01-03T00:00:00Z' round='2'/>"
    "<change xml:id='k4' author='Chi' round='1' decision='rejected' decided-by='Dũng'"
    " decided='2026-01-01T00:00:00Z'/><change xml:id='k5' author='Chi' round='1'/></changes></plan>";

static BtPlan *
read_plan (const char *xml)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  BtPlan *plan = bt_store_read_bytes (bytes, "plan", &error);

  g_assert_no_error (error);
  return plan;
}

static void
test_list (void)
{
  static const char *const expected[] = {
    "k1 attribute p medium “”→“paper” An 1",
    "k2 text-delete c1 “cao” Bình 2",
    "k1 text-insert c1 “tầm … biết” An 1",
    "k1 text-delete t1 “30/6/2026” An 1",
    "k1 text-insert t1 “31/7/2026” An 1",
    "k2 move t2 “u1”→“Giữ trật tự.” Bình 2",
    "k2 node-insert t3 “Tuyên truyền.” Bình 2",
    "k2 text-insert t3 “Tuyên truyền.” Bình 2",
    "k1 node-delete t4 “Bỏ.” An 1",
    "k1 attribute t4 label “dash”→“plus” An 1",
    "k1 text-delete t4 “Bỏ.” An 1",
    "k3 split t6 “t5”→“và gác.” An 2",
    "k1 text-delete x2 “Văn phòng” An 1",
    "k1 text-insert x2 “Công an” An 1",
    "k4 decided Dũng Chi 1",
  };
  g_autoptr (BtPlan) plan = read_plan (reviewed);
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const BtChange *change = list->pdata[i];
      gboolean two = *change->old != '\0' || change->name != NULL;
      GString *line = g_string_new (change->id);
      g_string_append_printf (line, " %s ", bt_change_kind_get_name (change->kind));
      if (change->kind == BT_CHANGE_NONE)
        g_string_append_printf (line, "%s ", bt_change_get_attr (change, "decided-by"));
      else
        g_string_append_printf (line, "%s %s%s%s%s%s“%s” ", change->node,
                                change->name != NULL ? change->name : "",
                                change->name != NULL ? " " : "", two ? "“" : "",
                                two ? change->old : "", two ? "”→" : "", change->text);
      g_string_append_printf (line, "%s %s", bt_change_get_attr (change, "author"),
                              bt_change_get_attr (change, "round"));
      g_assert_cmpuint (i, <, G_N_ELEMENTS (expected));
      g_assert_cmpstr (line->str, ==, expected[i]);
      g_assert_cmpint (change->state, ==,
                       change->kind == BT_CHANGE_NONE ? BT_CHANGE_DECIDED : BT_CHANGE_OPEN);
      g_string_free (line, TRUE);
    }
  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
}

/* The ids that a filter chooses, in order, with a space between them. */
static char *
choose (const BtPlan *plan, const BtChangeFilter *filter)
{
  static const char *const ids[] = { "k1", "k2", "k3", "k4", "k5" };
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);
  g_autoptr (GHashTable) chosen = bt_change_list_select (list, plan, filter);
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_hash_table_contains (chosen, bt_intern (ids[i])))
      g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "", ids[i]);
  return g_string_free (found, FALSE);
}

static void
test_filters (void)
{
  static const char *const two[] = { "k1", "k3", "k4", NULL };
  static const struct
  {
    BtChangeFilter filter;
    const char *expected;
  } cases[] = {
    { { 0 }, "k1 k2 k3" },
    { { .ids = two }, "k1 k3" },
    { { .author = "An" }, "k1 k3" },
    { { .author = "Chi" }, "" },
    { { .round = "2" }, "k2 k3" },
    { { .author = "An", .round = "2" }, "k3" },
    { { .by_kind = TRUE, .kind = BT_CHANGE_MOVE }, "k2" },
    { { .by_kind = TRUE, .kind = BT_CHANGE_TEXT_INSERT }, "k1 k2" },
    { { .section = "tb" }, "k1" },
    { { .section = "s1" }, "k1 k2" },
    { { .section = "t6" }, "k3" },
    { { .section = "nowhere" }, "" },
  };
  g_autoptr (BtPlan) plan = read_plan (reviewed);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = choose (plan, &cases[i].filter);
      g_test_message ("case %u", i);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static BtPlan *
decide (BtPlan *plan, const BtChangeFilter *filter, gboolean accept, const char *by)
{
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);
  g_autoptr (GHashTable) chosen = bt_change_list_select (list, plan, filter);
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  g_autoptr (GError) error = NULL;

  bt_review_decide (run, chosen, accept, by, "2026-02-02T00:00:00Z", &error);
  g_assert_no_error (error);
  return bt_plan_ref (bt_step_run_get_plan (run));
}

static void
assert_decision (const BtPlan *plan, const char *id, const char *decision, const char *by)
{
  const BtNode *record = bt_plan_get_node (plan, id);

  g_assert_nonnull (record);
  g_assert_cmpstr (bt_node_get_attr (record, "decision"), ==, decision);
  g_assert_cmpstr (bt_node_get_attr (record, "decided-by"), ==, by);
}

/* Who decided what is logged once; an empty record goes; nothing else of the plan depends on the order. */
static void
test_decide (void)
{
  static const BtChangeFilter by_an = { .author = "An" }, all = { 0 };
  g_autoptr (BtPlan) plan = read_plan (reviewed);
  g_autoptr (BtPlan) half = decide (plan, &by_an, TRUE, "Hoa");
  g_autoptr (BtPlan) done = decide (half, &all, TRUE, "Lan");
  g_autoptr (BtPlan) final = bt_review_view (plan, BT_VIEW_FINAL);

  assert_decision (half, "k1", "accepted", "Hoa");
  assert_decision (half, "k2", NULL, NULL);
  g_assert_false (bt_plan_has_node (half, "k5"));
  assert_decision (done, "k1", "accepted", "Hoa");
  assert_decision (done, "k2", "accepted", "Lan");
  assert_decision (done, "k3", "accepted", "Hoa");
  assert_decision (done, "k4", "rejected", "Dũng");
  g_assert_true (bt_node_equal (bt_plan_get_part (done, BT_NODE_BODY),
                                bt_plan_get_part (final, BT_NODE_BODY)));
  g_autofree char *left = choose (done, &all);
  g_assert_cmpstr (left, ==, "");
}

/* Words that another author deletes: accepting that leaves nothing to decide about who put them in. */
static void
test_overtaken (void)
{
  g_autoptr (BtPlan) plan = read_plan (
      "<plan xmlns='urn:banthao:plan:1' xml:id='p'><body xml:id='b'><clause xml:id='c1'>"
      "<text>một<ins change='k1'> <del change='k2'>hai</del></ins></text></clause>"
      "<clause xml:id='c2'><text><ins change='k3'><del change='k2'>ba</del></ins></text></clause></body>"
      "<changes xml:id='ch'><change xml:id='k1' author='An'/><change xml:id='k2' author='Bình'/>"
      "<change xml:id='k3' author='An'/></changes></plan>");
  static const BtChangeFilter by_binh = { .author = "Bình" };
  g_autoptr (BtPlan) done = decide (plan, &by_binh, TRUE, "Hoa");

  assert_decision (done, "k1", NULL, NULL);
  assert_decision (done, "k2", "accepted", "Hoa");
  assert_decision (done, "k3", "overtaken", "Hoa");
  g_assert_cmpstr (bt_node_get_attr (bt_plan_get_node (done, "k3"), "overtaken-by"), ==, "k2");
}

/* What stays in a deleted part, or was in an inserted one, makes that void; other marks stay. */
static void
test_settle (void)
{
  g_autoptr (BtPlan) plan = read_plan (
      "<plan xmlns='urn:banthao:plan:1' xml:id='p'><body xml:id='b'>"
      "<clause xml:id='c1' del='k1' del-verdict='accepted'><text>một <del change='k2'>hai</del></text></clause>"
      "<clause xml:id='c2' del='k1'><text><del change='k1'>ba</del></text></clause>"
      "<clause xml:id='c3' ins='k2'><text>bốn</text></clause>"
      "<clause xml:id='c4' ins='k2'><text><ins change='k1'>năm</ins></text></clause></body>"
      "<changes xml:id='ch'><change xml:id='k1' author='An'/><change xml:id='k2' author='Bình'/>"
      "<change xml:id='k3' author='Chi' decision='rejected'/></changes></plan>");
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  g_autoptr (GError) error = NULL;

  bt_step_run_settle (run, &error);
  g_assert_no_error (error);
  BtPlan *settled = bt_step_run_get_plan (run);
  g_assert_null (bt_node_get_attr (bt_plan_get_node (settled, "c1"), "del"));
  g_assert_null (bt_node_get_attr (bt_plan_get_node (settled, "c1"), "del-verdict"));
  g_assert_nonnull (bt_node_get_attr (bt_plan_get_node (settled, "c2"), "del"));
  g_assert_null (bt_node_get_attr (bt_plan_get_node (settled, "c3"), "ins"));
  g_assert_nonnull (bt_node_get_attr (bt_plan_get_node (settled, "c4"), "ins"));
}

/* What is below a paragraph that is part of it, by a join or a split, leads round in a circle. */
static void
test_settle_circle (void)
{
  static const char circles[] =
      "<plan xmlns='urn:banthao:plan:1' xml:id='p'><body xml:id='b'>"
      "<clause xml:id='c1' del='k1' join='k2' join-to='c2'><text><del change='k1'>một</del></text>"
      "<clause xml:id='c2' del='k1'><text><del change='k1'>hai</del></text></clause></clause>"
      "<clause xml:id='c3' ins='k1' split='k2' split-of='c4'><text><ins change='k1'>ba</ins></text>"
      "<clause xml:id='c4' ins='k1'><text><ins change='k1'>bốn</ins></text></clause></clause>"
      "<clause xml:id='c5' del='k1' join='k2' join-to='c6'><text><del change='k1'>năm</del></text>"
      "<clause xml:id='c6' del='k1'><text><del change='k1'>sáu</del></text></clause>"
      "<clause xml:id='c7' del='k1'><text>bảy</text></clause></clause></body>"
      "<changes xml:id='ch'><change xml:id='k1' author='An'/><change xml:id='k2' author='Bình'/>"
      "<change xml:id='k3' author='Chi' decision='rejected'/></changes></plan>";
  g_autoptr (BtPlan) plan = read_plan (circles);
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  g_autoptr (GError) error = NULL;

  bt_step_run_settle (run, &error);
  g_assert_no_error (error);
  BtPlan *settled = bt_step_run_get_plan (run);
  for (const char *id = "1234"; *id != '\0'; id++)
    {
      const char name[] = { 'c', *id, '\0' };
      g_assert_true (bt_node_equal (bt_plan_get_node (settled, name), bt_plan_get_node (plan, name)));
    }
  g_assert_null (bt_node_get_attr (bt_plan_get_node (settled, "c5"), "del"));
  g_assert_null (bt_node_get_attr (bt_plan_get_node (settled, "c6"), "del"));
  g_assert_null (bt_node_get_attr (bt_plan_get_node (settled, "c7"), "del"));
}

/* Where a part goes in which several old places of one that stays lie, that one has not moved any more. */
static void
test_remove_places (void)
{
  g_autoptr (BtPlan) plan = read_plan (
      "<plan xmlns='urn:banthao:plan:1' xml:id='p'><body xml:id='b'>"
      "<clause xml:id='c1' moved='k2'><text>một</text></clause>"
      "<clause xml:id='c2'><text>hai</text><ghost xml:id='g1' of='g2' change='k1'/>"
      "<ghost xml:id='g2' of='c1' change='k2'/></clause></body>"
      "<changes xml:id='ch'><change xml:id='k1' author='An'/><change xml:id='k2' author='Bình'/></changes></plan>");
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  g_autoptr (GError) error = NULL;

  bt_step_run_remove (run, "c2", &error);
  g_assert_no_error (error);
  bt_plan_check (bt_step_run_get_plan (run), &error);
  g_assert_no_error (error);
  g_assert_null (bt_node_get_attr (bt_plan_get_node (bt_step_run_get_plan (run), "c1"), "moved"));
}

/* What was deleted when its paragraph was joined, and is there again, has moved as the other children of that have. */
static void
test_settle_joined (void)
{
  g_autoptr (BtPlan) plan = read_plan (
      "<plan xmlns='urn:banthao:plan:1' xml:id='p'><body xml:id='b'>"
      "<clause xml:id='c1'><text>một</text><clause xml:id='c2'><text>hai</text></clause></clause>"
      "<clause xml:id='c3' join='k1' join-to='c1'><text>ba</text><clause xml:id='c4'><text>bốn</text></clause>"
      "<clause xml:id='c5' join='k2' join-to='c3' join-verdict='accepted'><text>năm</text>"
      "<clause xml:id='c6'><text>sáu</text></clause></clause></clause></body>"
      "<changes xml:id='ch'><change xml:id='k1' author='An'/><change xml:id='k2' author='Bình'/>"
      "</changes></plan>");
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  g_autoptr (GError) error = NULL;

  bt_step_run_settle (run, &error);
  g_assert_no_error (error);
  BtPlan *settled = bt_step_run_get_plan (run);
  BtNode *first = bt_plan_get_node (settled, "c1");
  static const char *const below[] = { "c2", "c4", "c6" };
  g_assert_cmpuint (bt_node_get_n_children (first), ==, G_N_ELEMENTS (below));
  for (guint i = 0; i < G_N_ELEMENTS (below); i++)
    g_assert_cmpstr (bt_node_get_id (bt_node_get_child (first, i)), ==, below[i]);
  g_assert_cmpstr (bt_node_get_attr (bt_plan_get_node (settled, "c4"), "moved"), ==, "k1");
  g_assert_cmpstr (bt_node_get_attr (bt_plan_get_node (settled, "c6"), "moved"), ==, "k2");
  BtNode *ghost = bt_node_get_child (bt_plan_get_node (settled, "c5"), 0);
  g_assert_cmpstr (bt_node_get_attr (ghost, "of"), ==, "c6");
  g_assert_cmpstr (bt_node_get_attr (ghost, "verdict"), ==, "accepted");
  for (BtView view = BT_VIEW_FINAL; view <= BT_VIEW_ORIGINAL; view++)
    {
      g_autoptr (BtPlan) before = bt_review_view (plan, view), after = bt_review_view (settled, view);
      g_assert_true (bt_node_equal (bt_plan_get_root (before), bt_plan_get_root (after)));
    }
}

/* A join whose text has been split again: the one waits for the other. */
static void
test_waiting (void)
{
  g_autoptr (BtPlan) plan = read_plan (
      "<plan xmlns='urn:banthao:plan:1' xml:id='p'><body xml:id='b'>"
      "<clause xml:id='c1'><text>một</text></clause>"
      "<clause xml:id='c2' split='k1' split-of='c1'><text>hai</text></clause>"
      "<clause xml:id='c3' join='k2' join-to='c2'><text>ba</text></clause></body>"
      "<changes xml:id='ch'><change xml:id='k1' author='An'/><change xml:id='k2' author='Bình'/>"
      "</changes></plan>");
  static const BtChangeFilter by_an = { .author = "An" }, all = { 0 };
  g_autoptr (BtPlan) half = decide (plan, &by_an, FALSE, "Hoa");
  g_autoptr (GPtrArray) list = bt_change_list_new (half, NULL);
  const BtChange *split = list->pdata[0], *join = list->pdata[1];

  g_assert_cmpint (split->kind, ==, BT_CHANGE_SPLIT);
  g_assert_cmpint (split->state, ==, BT_CHANGE_WAITING);
  g_assert_cmpint (join->state, ==, BT_CHANGE_OPEN);
  g_autofree char *open = choose (half, &all);
  g_assert_cmpstr (open, ==, "k2");
  g_autoptr (BtPlan) done = decide (half, &all, TRUE, "Lan");
  g_assert_cmpstr (bt_node_get_string (bt_plan_get_node (done, "c1")), ==, "mộthaiba");
  assert_decision (done, "k1", "rejected", "Hoa");
  assert_decision (done, "k2", "accepted", "Lan");
}

static void
test_summary (void)
{
  g_autoptr (BtPlan) plan = read_plan (reviewed);
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);
  g_autoptr (BtChangeSummary) summary = bt_change_summary_new (plan, list);
  g_autofree char *text = bt_change_summary_to_text (summary);

  g_assert_cmpstr (text, ==,
                   "Tasks added: 2\n"
                   "  - “Tuyên truyền.”: Công an phường\n"
                   "  - “và gác.”: Công an phường\n"
                   "Tasks dropped: 1\n"
                   "  - “Bỏ.”: Công an phường\n"
                   "Tasks given to another lead unit: 2\n"
                   "  - “Giữ trật tự.”: Phòng Văn hóa → Công an phường\n"
                   "  - “Họp”: Văn phòng → Công an\n"
                   "Tasks moved in time: 1\n"
                   "  - “Báo cáo trước ngày 31/7/2026.”: 30/6/2026 → 31/7/2026\n"
                   "Sections changed: 3\n"
                   "  - I. NHIỆM VỤ\n"
                   "  - II. TỔ CHỨC THỰC HIỆN\n"
                   "  - Table\n"
                   "Authors whose changes nobody has decided: 2\n"
                   "  - An: 2\n"
                   "  - Bình: 1\n");
}

/* What is no heading of a unit gives no task, and a plan without a change no summary of one. */
static void
test_tasks (void)
{
  static const struct
  {
    const char *heading;
    gboolean unit;
  } cases[] = {
    { "Văn phòng HĐND và UBND phường", TRUE },
    { "Phòng Kinh tế", TRUE },
    { "PHÒNG KINH TẾ", TRUE },
    { "Phòng, chống thiên tai", FALSE },
    { "Phòng ngừa tội phạm", FALSE },
    { "Ban Chỉ huy quân sự:", TRUE },
    { "Ban hành văn bản", FALSE },
    { "BAN HÀNH VĂN BẢN", FALSE },
    { "Tổ chức thực hiện", FALSE },
    { "Các đơn vị trực thuộc", TRUE },
    { "Các nhiệm vụ chính", FALSE },
    { "Trường hợp khẩn cấp", FALSE },
    { "Tổ dân phố số 5", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml = g_strdup_printf (
          "<plan xmlns='urn:banthao:plan:1' xml:id='p'><body xml:id='b'>"
          "<clause xml:id='u'><text>%s</text><clause xml:id='t'><text>Việc, quý II/2026</text></clause>"
          "</clause></body></plan>",
          cases[i].heading);
      g_autoptr (BtPlan) plan = read_plan (xml);
      g_autoptr (GPtrArray) tasks = bt_task_list_new (plan);
      g_test_message ("%s", cases[i].heading);
      g_assert_cmpuint (tasks->len, ==, cases[i].unit);
      if (cases[i].unit)
        g_assert_cmpstr (((BtTask *) tasks->pdata[0])->time, ==, "quý II/2026");
    }
}

/* A table into which An has put a row and a column and written, Bình too, and from which a row goes. */
static const char tabled[] =
    "<plan xmlns='urn:banthao:plan:1' xml:id='p'><body xml:id='b'>"
    "<clause xml:id='c1' ins='k9'><text><ins change='k8'>Mới.</ins></text></clause>"
    "<clause xml:id='c2'><text>Cũ<ins change='k4'>, nay</ins>.</text></clause>"
    "<table xml:id='tb'><columns xml:id='co'><column xml:id='o1' role='content'><text>Việc</text></column>"
    "<column xml:id='o2' role='lead' ins='k5'><text><ins change='k5'>Chủ trì</ins></text></column></columns>"
    "<rows xml:id='ro'><row xml:id='r1' ins='k1'>"
    "<cell xml:id='x1'><ins change='k2'>Họp</ins><ins change='k3'> dân</ins></cell>"
    "<cell xml:id='x2'><ins change='k4'>Công an</ins></cell></row>"
    "<row xml:id='r2'><cell xml:id='x3'>Thi</cell><cell xml:id='x4'><ins change='k6'>Đoàn</ins></cell></row>"
    "<row xml:id='r3' del='k7'><cell xml:id='x5'><del change='k7'>Treo</del></cell>"
    "<cell xml:id='x6'><ins change='k5'>Đội</ins></cell></row></rows></table></body>"
    "<changes xml:id='ch'><change xml:id='k1' author='An' round='1'/><change xml:id='k2' author='An' round='1'/>"
    "<change xml:id='k3' author='Bình' round='1'/><change xml:id='k4' author='An' round='1'/>"
    "<change xml:id='k5' author='An' round='1'/><change xml:id='k6' author='An' round='1'/>"
    "<change xml:id='k7' author='Bình' round='1'/><change xml:id='k8' author='An' round='2'/>"
    "<change xml:id='k9' author='An' round='1'/></changes></plan>";

/* Words in a new part of the same author go with it, also those of a later round; words that another author wrote there
 * do not, nor those of a change that did something elsewhere, too. */
static void
test_groups (void)
{
  static const struct
  {
    const char *id, *leader;
  } cases[] = { { "k1", NULL }, { "k2", "k1" }, { "k3", NULL }, { "k4", NULL }, { "k5", NULL },
                { "k6", "k5" }, { "k7", NULL }, { "k8", "k9" }, { "k9", NULL } };
  g_autoptr (BtPlan) plan = read_plan (tabled);
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);
  g_autoptr (GHashTable) groups = bt_change_groups_new (list, plan, NULL);
  g_autoptr (GHashTable) changes = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (g_hash_table_lookup (groups, bt_intern (cases[i].id)), ==, cases[i].leader);
  g_hash_table_add (changes, (gpointer) bt_intern ("k5"));
  g_hash_table_add (changes, (gpointer) bt_intern ("k7"));
  bt_change_groups_add (groups, changes);
  g_assert_cmpuint (g_hash_table_size (changes), ==, 3);
  g_assert_true (g_hash_table_contains (changes, bt_intern ("k6")));
}

/* Of the words that came or go with a row or a column, by the same change, only the row and the column are told. */
static void
test_parts_of_others (void)
{
  g_autoptr (BtPlan) plan = read_plan (tabled);
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const BtChange *change = list->pdata[i];
      if (!bt_change_is_part_of_other (change, plan))
        g_string_append_printf (told, "%s:%s ", change->id, change->node);
    }
  g_assert_cmpstr (told->str, ==, "k9:c1 k8:c1 k4:c2 k5:o2 k5:o2 k1:r1 k2:x1 k3:x1 k4:x2 k6:x4 k7:r3 ");
  g_string_free (told, TRUE);
}

/* Comments go with their places in the words, resolved ones too; the words and the changes stay. */
static void
test_without_comments (void)
{
  static const char xml[] =
      "<plan xmlns='urn:banthao:plan:1' xml:id='p'><body xml:id='b'><clause xml:id='c1'><text>Nâng"
      " <comment-start thread='t1'/>cao <ins change='k1'>hiểu<comment-end thread='t1'/> biết</ins>.</text>"
      "</clause></body><changes xml:id='ch'><change xml:id='k1' author='An' round='1'/></changes><comments xml:id='co'>"
      "<thread xml:id='t1' node='c1' words='yes' quote='cao hiểu'>"
      "<message xml:id='m1' author='An'>Sao?</message></thread>"
      "<thread xml:id='t2' node='c1' resolved='yes'><message xml:id='m2' author='An'>Rồi.</message></thread>"
      "</comments></plan>";
  g_autoptr (BtPlan) plan = read_plan (xml);
  g_autoptr (BtPlan) bare = bt_review_without_comments (plan);
  g_autoptr (BtPlan) again = bt_review_without_comments (bare);
  BtText *text = bt_node_get_text (bt_plan_get_node (bare, "c1"));
  guint n_anchors, n_runs;

  bt_text_get_anchors (text, &n_anchors);
  bt_text_get_runs (text, &n_runs);
  g_assert_cmpuint (n_anchors, ==, 0);
  g_assert_cmpuint (n_runs, ==, 3);
  g_assert_cmpstr (bt_text_get_string (text), ==, "Nâng cao hiểu biết.");
  g_assert_cmpuint (bt_node_get_n_children (bt_plan_get_part (bare, BT_NODE_COMMENTS)), ==, 0);
  g_assert_true (again == bare);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/changes/list", test_list);
  g_test_add_func ("/changes/filters", test_filters);
  g_test_add_func ("/changes/decide", test_decide);
  g_test_add_func ("/changes/overtaken", test_overtaken);
  g_test_add_func ("/changes/settle", test_settle);
  g_test_add_func ("/changes/settle-circle", test_settle_circle);
  g_test_add_func ("/changes/remove-places", test_remove_places);
  g_test_add_func ("/changes/settle-joined", test_settle_joined);
  g_test_add_func ("/changes/waiting", test_waiting);
  g_test_add_func ("/changes/summary", test_summary);
  g_test_add_func ("/changes/tasks", test_tasks);
  g_test_add_func ("/changes/groups", test_groups);
  g_test_add_func ("/changes/parts-of-others", test_parts_of_others);
  g_test_add_func ("/changes/without-comments", test_without_comments);
  return g_test_run ();
}
