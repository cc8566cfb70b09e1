/* Proves that every template is offered by a name, is a plan, and has nothing open once it is filled. */
#include <string.h>

#include "bt-data.h"
#include "bt-error.h"
#include "bt-office.h"
#include "bt-reference.h"
#include "bt-store.h"
#include "bt-template.h"

/* All words of a plan, a line each. */
static void
collect (const BtNode *node, GString *words)
{
  if (bt_node_get_text (node) != NULL)
    g_string_append_printf (words, "%s\n", bt_node_get_string (node));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect (bt_node_get_child (node, i), words);
}

static char *
dup_words (BtPlan *plan)
{
  GString *words = g_string_new (NULL);

  collect (bt_plan_get_root (plan), words);
  return g_string_free (words, FALSE);
}

static BtPlan *
load (const char *name)
{
  g_autoptr (GError) error = NULL;
  BtPlan *plan = bt_template_load (name, &error);

  g_assert_no_error (error);
  return plan;
}

static BtPlan *
fill (BtPlan *plan, const BtTemplateValues *values)
{
  g_autoptr (GError) error = NULL;
  BtPlan *filled = bt_template_fill (plan, values, &error);

  g_assert_no_error (error);
  return filled;
}

static BtPlan *
apply_office (BtPlan *plan)
{
  g_autoptr (BtOffice) office = bt_office_new ();
  g_autoptr (GError) error = NULL;

  office->agency = g_strdup ("ỦY BAN NHÂN DÂN\nXÃ ĐỒNG SEN");
  office->parent = g_strdup ("ỦY BAN NHÂN DÂN\nTỈNH HÀ SƠN");
  BtPlan *applied = bt_office_apply (office, 0, plan, &error);
  g_assert_no_error (error);
  return applied;
}

/* Every file has a place in the list, every entry its file; filled or not, no name stays open, and it can be saved. */
static void
test_all (void)
{
  static const BtTemplateValues values = { .period = "năm 2027" };
  g_autoptr (GPtrArray) list = bt_template_list ();
  g_autofree char *folder = bt_data_find ("templates");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint files = 0;

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    files += g_str_has_suffix (name, BT_STORE_EXTENSION);
  g_assert_cmpuint (list->len, ==, files);
  g_assert_cmpuint (list->len, >=, 7);
  for (guint i = 0; i < list->len; i++)
    {
      const BtTemplateInfo *info = list->pdata[i];
      g_autoptr (BtPlan) plan = load (info->name), office = apply_office (plan);
      g_autoptr (BtPlan) bare = fill (plan, &(BtTemplateValues){ 0 }), filled = fill (office, &values);
      g_autofree char *open = dup_words (bare), *words = dup_words (filled);
      g_autoptr (GBytes) bytes = bt_store_write_bytes (filled, NULL);

      g_test_message ("%s", info->name);
      g_assert_nonnull (info->title);
      g_assert_nonnull (info->about);
      g_assert_null (strstr (open, "«"));
      g_assert_null (strstr (words, "«"));
      g_assert_nonnull (strstr (words, "xã Đồng Sen"));
      g_assert_nonnull (bytes);
    }
}

/* The page asks for what differs; the rest is derived. */
static void
test_fill (void)
{
  static const BtTemplateValues values = {
    .title = "Chuyển đổi số năm 2027",
    .period = "năm 2027",
    .sign = "12/KH-UBND",
    .date = "2027-01-05",
    .about = "về chuyển đổi số",
  };
  g_autoptr (BtPlan) template = load ("chuyen-doi-so"), office = apply_office (template);
  g_autoptr (BtPlan) plan = fill (office, &values);
  const BtNode *source = bt_node_get_child (bt_plan_get_part (plan, BT_NODE_SOURCES), 0);
  g_autofree char *citation = bt_plan_dup_citation (plan, bt_node_get_id (source), TRUE);
  g_autofree char *words = dup_words (plan);

  g_assert_cmpstr (bt_plan_get_field (plan, BT_NODE_SUBJECT), ==, "Chuyển đổi số năm 2027");
  g_assert_cmpstr (citation, ==,
                   "Kế hoạch số 12/KH-UBND ngày 05/01/2027 của Ủy ban nhân dân tỉnh Hà Sơn về chuyển đổi số");
  g_assert_nonnull (strstr (words, "(UBND) xã Đồng Sen ban hành Kế hoạch chuyển đổi số năm 2027 như sau:"));
  g_assert_nonnull (strstr (words, "DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2027"));
  g_assert_nonnull (strstr (words, "Công an xã\n"));
  g_assert_nonnull (strstr (words, "Căn cứ " BT_OBJECT_CHAR "."));
}

/* A name is no way into other folders, and two plans of one template have no id in common. */
static void
test_load (void)
{
  static const char *const names[] = { "there-is-none", "../samples/ke-hoach-mau", "" };
  g_autoptr (BtPlan) one = load ("trong"), two = load ("trong");

  g_assert_false (bt_plan_has_node (two, bt_node_get_id (bt_plan_get_root (one))));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (bt_template_load (names[i], &error));
      g_assert_error (error, BT_ERROR, BT_ERROR_USAGE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/template/all", test_all);
  g_test_add_func ("/template/fill", test_fill);
  g_test_add_func ("/template/load", test_load);
  return g_test_run ();
}
