/* The byte tables of Windows-1258, TCVN3 (ABC) and VNI-Windows. */
#include "bt-encoding-tables.h"

/* 0x80 to 0x9F, where Windows-1258 and Windows-1252 agree but for unused places; typographers' marks. */
static const guint16 windows_low[32] = {
  0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0,
  0x2039, 0x0152, 0,      0,      0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
  0x2013, 0x2014, 0x02DC, 0x2122, 0,      0x203A, 0x0153, 0,      0,      0x0178,
};

/* Where Windows-1258 differs from Latin-1 above 0xA0. */
static const struct
{
  guint8 byte;
  guint16 character;
} windows_high[] = {
  { 0xC3, 0x0102 }, { 0xCC, 0x0300 }, { 0xD0, 0x0110 }, { 0xD2, 0x0309 }, { 0xD5, 0x01A0 },
  { 0xDD, 0x01AF }, { 0xDE, 0x0303 }, { 0xE3, 0x0103 }, { 0xEC, 0x0301 }, { 0xF0, 0x0111 },
  { 0xF2, 0x0323 }, { 0xF5, 0x01A1 }, { 0xFD, 0x01B0 }, { 0xFE, 0x20AB },
};

/**
 * bt_windows_1258_char:
 * @byte: from 0x80
 *
 * Returns: its character in Windows-1258, or 0 where it has none
 */
gunichar
bt_windows_1258_char (guint8 byte)
{
  if (byte < 0xA0)
    return windows_low[byte - 0x80];
  for (guint i = 0; i < G_N_ELEMENTS (windows_high); i++)
    if (windows_high[i].byte == byte)
      return windows_high[i].character;
  return byte;
}

/* TCVN3 from 0xA0; 0 where there is no letter. Capitals with a tone do not exist: a capital font drew them. */
static const guint16 tcvn3[96] = {
  /* A0 */ 0x00A0, 0x0102, 0x00C2, 0x00CA, 0x00D4, 0x01A0, 0x01AF, 0x0110,
  /* A8 */ 0x0103, 0x00E2, 0x00EA, 0x00F4, 0x01A1, 0x01B0, 0x0111, 0,
  /* B0 */ 0, 0, 0, 0, 0, 0x00E0, 0x1EA3, 0x00E3,
  /* B8 */ 0x00E1, 0x1EA1, 0, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0,
  /* C0 */ 0, 0, 0, 0, 0, 0, 0x1EB7, 0x1EA7,
  /* C8 */ 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD, 0x00E8, 0, 0x1EBB, 0x1EBD,
  /* D0 */ 0x00E9, 0x1EB9, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0x00EC,
  /* D8 */ 0x1EC9, 0, 0, 0, 0x0129, 0x00ED, 0x1ECB, 0x00F2,
  /* E0 */ 0, 0x1ECF, 0x00F5, 0x00F3, 0x1ECD, 0x1ED3, 0x1ED5, 0x1ED7,
  /* E8 */ 0x1ED1, 0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0x00F9,
  /* F0 */ 0, 0x1EE7, 0x0169, 0x00FA, 0x1EE5, 0x1EEB, 0x1EED, 0x1EEF,
  /* F8 */ 0x1EE9, 0x1EF1, 0x1EF3, 0x1EF7, 0x1EF9, 0x00FD, 0x1EF5, 0,
};

/**
 * bt_tcvn3_char:
 * @byte: from 0x80
 *
 * Returns: its character in TCVN3 (ABC), or 0 where it has none
 */
gunichar
bt_tcvn3_char (guint8 byte)
{
  return byte < 0xA0 ? windows_low[byte - 0x80] : tcvn3[byte - 0xA0];
}

/* Letters of VNI-Windows that are one byte; the capitals stand 0x20 lower. */
static const struct
{
  guint8 byte;
  guint16 lower, upper;
} vni_letters[] = {
  { 0xE6, 0x1EC9, 0x1EC8 }, { 0xEC, 0x00EC, 0x00CC }, { 0xED, 0x00ED, 0x00CD },
  { 0xEE, 0x1EF5, 0x1EF4 }, { 0xF1, 0x0111, 0x0110 }, { 0xF2, 0x1ECB, 0x1ECA },
  { 0xF3, 0x0129, 0x0128 }, { 0xF4, 0x01A1, 0x01A0 }, { 0xF6, 0x01B0, 0x01AF },
};

/**
 * bt_vni_letter:
 * @byte: from 0x80
 *
 * Returns: the letter or mark that @byte is by itself in VNI-Windows, or 0
 */
gunichar
bt_vni_letter (guint8 byte)
{
  if (byte <= 0xA0)
    return byte == 0xA0 ? 0xA0 : windows_low[byte - 0x80];
  for (guint i = 0; i < G_N_ELEMENTS (vni_letters); i++)
    {
      if (byte == vni_letters[i].byte)
        return vni_letters[i].lower;
      if (byte == vni_letters[i].byte - 0x20)
        return vni_letters[i].upper;
    }
  return byte < 0xC0 ? byte : 0;
}

/* What a byte of VNI-Windows puts on the vowel before it: its marks, and the vowels that take them. */
static const struct
{
  guint8 byte;
  const char *marks;
  const char *vowels;
} vni_marks[] = {
  { 0xF9, "\u0301", "aeouyơư" },       { 0xF8, "\u0300", "aeouyơư" },
  { 0xFB, "\u0309", "aeouyơư" },       { 0xF5, "\u0303", "aeouyơư" },
  { 0xEF, "\u0323", "aeouơư" },        { 0xE2, "\u0302", "aeo" },
  { 0xE1, "\u0302\u0301", "aeo" },     { 0xE0, "\u0302\u0300", "aeo" },
  { 0xE5, "\u0302\u0309", "aeo" },     { 0xE3, "\u0302\u0303", "aeo" },
  { 0xE4, "\u0302\u0323", "aeo" },     { 0xEA, "\u0306", "a" },
  { 0xE9, "\u0306\u0301", "a" },       { 0xE8, "\u0306\u0300", "a" },
  { 0xFA, "\u0306\u0309", "a" },       { 0xFC, "\u0306\u0303", "a" },
  { 0xEB, "\u0306\u0323", "a" },
};

/**
 * bt_vni_marks:
 * @byte: from 0x80
 * @base: the letter before it, or 0
 *
 * Returns: (transfer none) (nullable): the combining marks that @byte puts on @base in VNI-Windows
 */
const char *
bt_vni_marks (guint8 byte, gunichar base)
{
  gunichar vowel = base != 0 ? g_unichar_tolower (base) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (vni_marks); i++)
    {
      if (byte != vni_marks[i].byte && byte != vni_marks[i].byte - 0x20)
        continue;
      for (const char *c = vni_marks[i].vowels; *c != '\0'; c = g_utf8_next_char (c))
        if (vowel == g_utf8_get_char (c))
          return vni_marks[i].marks;
    }
  return NULL;
}
