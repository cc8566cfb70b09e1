/* Proves that an office profile fills a plan, that nothing of it is lost in its file, and what is refused. */
#include <string.h>

#include "bt-error.h"
#include "bt-office.h"

static void
test_office (void)
{
  static const char xml[] =
      "<office-profile xmlns='urn:banthao:office:1'><agency>UBND<br/> PHƯỜNG  A</agency>"
      "<symbol>KH-UBND</symbol><authority>TM.<br/>KT.</authority><signer>Ba</signer>"
      "<recipient>Như trên;</recipient><recipient>Lưu.</recipient></office-profile>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) blank = bt_plan_new_blank ();
  g_autoptr (BtOffice) office = bt_office_read (bytes, "office", &error);
  g_assert_no_error (error);
  g_autoptr (BtPlan) plan = bt_office_apply (office, 0, blank, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (bt_plan_get_field (plan, BT_NODE_AGENCY), ==, "UBND\nPHƯỜNG A");
  g_assert_cmpstr (bt_plan_get_field (plan, BT_NODE_SYMBOL), ==, "KH-UBND");
  g_assert_cmpstr (bt_plan_get_field (plan, BT_NODE_AUTHORITY), ==, "TM.\nKT.");
  g_assert_cmpstr (bt_plan_get_field (plan, BT_NODE_SIGNER), ==, "Ba");
  g_assert_cmpuint (bt_node_get_n_children (bt_plan_get_part (plan, BT_NODE_RECIPIENTS)), ==, 2);
  g_assert_cmpstr (bt_plan_get_field (blank, BT_NODE_AGENCY), ==, "");

  /* Again: the office's recipients take the place of those that are there. */
  g_autoptr (BtPlan) again = bt_office_apply (office, 0, plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bt_node_get_n_children (bt_plan_get_part (again, BT_NODE_RECIPIENTS)), ==, 2);
}

static void
test_office_refused (void)
{
  static const struct
  {
    const char *xml, *message;
    BtError code;
  } cases[] = {
    { "", "office:1: the file is empty", BT_ERROR_SYNTAX },
    { "<x", "office:1: ", BT_ERROR_SYNTAX },
    { "<plan xmlns='urn:banthao:plan:1'/>", "office:1: this is no office profile",
      BT_ERROR_INVALID },
    { "<office-profile xmlns='urn:banthao:office:1'>\n<boss/></office-profile>",
      "office:2: this is no office profile", BT_ERROR_INVALID },
    { "<!DOCTYPE office-profile [<!ENTITY a 'b'>]><office-profile xmlns='urn:banthao:office:1'/>",
      "office:1: <!DOCTYPE>", BT_ERROR_SYNTAX },
    { "<office-profile xmlns='urn:banthao:office:1'>\n<symbol>\x01</symbol></office-profile>",
      "office:2: ", BT_ERROR_SYNTAX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].xml, strlen (cases[i].xml));
      g_autoptr (GError) error = NULL;
      g_assert_null (bt_office_read (bytes, "office", &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, BT_ERROR, (int) cases[i].code);
      g_assert_true (g_str_has_prefix (error->message, cases[i].message));
      g_assert_null (strchr (error->message, '\n'));
    }
}

/* Everything an office can say comes back from its file, and is written the same again. */
static void
test_round_trip (void)
{
  g_autoptr (BtOffice) office = bt_office_new ();
  g_autoptr (GError) error = NULL;
  BtSignatory *signatory;
  BtOfficeUnit *unit;

  office->agency = g_strdup ("ỦY BAN NHÂN DÂN\nXÃ A & B <C>");
  office->place = g_strdup ("A");
  signatory = bt_office_add_signatory (office);
  signatory->office = g_strdup ("CHỦ TỊCH");
  signatory = bt_office_add_signatory (office);
  signatory->authority = g_strdup ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH");
  signatory->signer = g_strdup ("Lê \"Ba\"");
  g_ptr_array_add (office->recipients, g_strdup ("Như trên;"));
  unit = bt_office_add_unit (office, "Phòng Kinh tế");
  unit->code = g_strdup ("KT\"&");
  g_strfreev (unit->aliases);
  unit->aliases = g_strsplit ("Phòng KT|KT", "|", -1);
  bt_office_add_unit (office, "Công an");

  g_autoptr (GBytes) bytes = bt_office_write (office);
  g_autoptr (BtOffice) again = bt_office_read (bytes, "office", &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) twice = bt_office_write (again);
  g_assert_cmpstr (g_bytes_get_data (twice, NULL), ==, g_bytes_get_data (bytes, NULL));
  g_assert_cmpstr (again->agency, ==, office->agency);
  g_assert_null (again->parent);
  signatory = again->signatories->pdata[1];
  g_assert_cmpstr (signatory->signer, ==, "Lê \"Ba\"");
  unit = again->units->pdata[0];
  g_assert_cmpstr (unit->code, ==, "KT\"&");
  g_assert_cmpstr (unit->aliases[1], ==, "KT");
  unit = again->units->pdata[1];
  g_assert_null (unit->code);
  g_assert_null (unit->aliases[0]);
}

/* Another signatory signs; one that is not there leaves the template's. */
static void
test_signatories (void)
{
  g_autoptr (BtOffice) office = bt_office_new ();
  g_autoptr (BtPlan) blank = bt_plan_new_blank ();
  g_autoptr (GError) error = NULL;

  bt_office_add_signatory (office)->signer = g_strdup ("Một");
  bt_office_add_signatory (office)->signer = g_strdup ("Hai");
  g_autoptr (BtPlan) plan = bt_office_apply (office, 1, blank, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bt_plan_get_field (plan, BT_NODE_SIGNER), ==, "Hai");
  g_autoptr (BtPlan) other = bt_office_apply (office, 2, plan, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bt_plan_get_field (other, BT_NODE_SIGNER), ==, "Hai");
}

/* What stands in capitals in the header, as it is written in a sentence. */
static void
test_in_words (void)
{
  static const char *const cases[][2] = {
    { "ỦY BAN NHÂN DÂN\nPHƯỜNG ĐỒNG SEN", "Ủy ban nhân dân phường Đồng Sen" },
    { "PHƯỜNG PHÚ ĐỊNH", "Phường Phú Định" },
    { "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG", "Ủy ban nhân dân thành phố Hải Phòng" },
    { "Trường Tiểu học Đồng Sen", "Trường Tiểu học Đồng Sen" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = bt_office_dup_in_words (cases[i][0]);
      g_assert_cmpstr (words, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/office/apply", test_office);
  g_test_add_func ("/office/refused", test_office_refused);
  g_test_add_func ("/office/round-trip", test_round_trip);
  g_test_add_func ("/office/signatories", test_signatories);
  g_test_add_func ("/office/in-words", test_in_words);
  return g_test_run ();
}
