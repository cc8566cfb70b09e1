/* The words derived for a header and for an appendix's note. */
#include <glib.h>

#include "bt-test-context.h"
#include "bt-wording.h"

#define PLAN                                                                                                   \
  "<plan xmlns='urn:banthao:plan:1' xml:id='p' profile='nd30-2020' medium='paper' state='draft'>"              \
  "<header xml:id='h'><parent xml:id='h1'/><agency xml:id='h2'>%s</agency><number xml:id='h3'>12</number>"     \
  "<symbol xml:id='h4'>KH-UBND</symbol><place xml:id='h5'/><date xml:id='h6'>2026-03-05</date>"                \
  "<urgency xml:id='h7'/><type xml:id='h8'>KẾ HOẠCH</type><subject xml:id='h9'/></header>"                     \
  "<bases xml:id='b'/><body xml:id='y'/>"                                                                      \
  "<signature xml:id='s'><authority xml:id='s1'/><office xml:id='s2'/><signer xml:id='s3'/></signature>"       \
  "<recipients xml:id='r'/><appendices xml:id='a'/><sources xml:id='o'/><changes xml:id='c'/>"                 \
  "<comments xml:id='k'/></plan>"

static void
test_issuer (void)
{
  static const struct
  {
    const char *agency, *place, *name;
  } cases[] = {
    { "ỦY BAN NHÂN DÂN\nPHƯỜNG TỨ MINH", "", "Ủy ban nhân dân phường Tứ Minh" },
    { "ỦY BAN NHÂN DÂN XÃ LAI KHÊ", "Lai Khê", "Ủy ban nhân dân xã Lai Khê" },
    { "ỦY BAN NHÂN DÂN\nPHƯỜNG 8", "", "Ủy ban nhân dân phường 8" },
    { "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG", "", "Ủy ban nhân dân thành phố Hải Phòng" },
    { "ỦY BAN NHÂN DÂN\nXÃ EA H'LEO", "Ea H'leo", "Ủy ban nhân dân xã Ea H'leo" },
    { "UBND PHƯỜNG PHÚ ĐỊNH", "", "UBND phường Phú Định" },
    { "PHÒNG VĂN HÓA - XÃ HỘI", "", "Phòng Văn hóa - Xã hội" },
    { "PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ", "", "Phòng Kinh tế, Hạ tầng và Đô thị" },
    { "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "", "Trung tâm Phục vụ hành chính công" },
    { "Ủy ban nhân dân\nphường Hòa An", "", "Ủy ban nhân dân phường Hòa An" },
    { "ỦY BAN NHÂN DÂN \n PHƯỜNG  PHÚ ĐỊNH ", "", "Ủy ban nhân dân phường Phú Định" },
    { "", "", "" },
    { " \n ", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = bt_wording_dup_issuer (cases[i].agency, cases[i].place);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
check_note (const char *agency, const char *note)
{
  g_autofree char *xml = g_strdup_printf (PLAN, agency);
  g_autoptr (BtPlan) plan = bt_test_parse_plan (xml, "note");
  g_autoptr (BtProfile) profile = bt_test_load_profile ();
  g_autofree char *made = bt_wording_dup_appendix_note (plan, profile);

  g_assert_cmpstr (made, ==, note);
}

/* What is typed with a space at the end of a line leaves no gap; an issuer that is not filled in leaves no "của". */
static void
test_note (void)
{
  check_note ("ỦY BAN NHÂN DÂN <br/>PHƯỜNG HÒA AN",
              "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân phường Hòa An)");
  check_note ("", "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 3 năm 2026)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wording/issuer", test_issuer);
  g_test_add_func ("/wording/note", test_note);
  return g_test_run ();
}
