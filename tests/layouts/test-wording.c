/* The words derived for a header and for an appendix's note. */
#include <glib.h>

#include "bt-wording.h"

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
    { "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = bt_wording_dup_issuer (cases[i].agency, cases[i].place);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wording/issuer", test_issuer);
  return g_test_run ();
}
