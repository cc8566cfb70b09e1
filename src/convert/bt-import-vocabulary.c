/* What cells say: times ("Quý III/2025", "Thường xuyên") and units ("Phòng …", "Cơ quan, đơn vị …"). */
#include <string.h>

#include "bt-import-flow.h"
#include "bt-viet.h"

#define MAX_TIME_WORDS 14

/* Words of times; a cell is a time where all its words are such and one of them names a time. */
static const struct
{
  const char *key;
  gboolean names;  /* it names a time: a month, a quarter … */
  gboolean opens;  /* something must follow */
} time_words[] = {
  { "thang", TRUE, TRUE },  { "quy", TRUE, TRUE },     { "nam", TRUE, TRUE },    { "ngay", TRUE, TRUE },
  { "tuan", TRUE, TRUE },   { "thuong", TRUE, TRUE },  { "xuyen", FALSE, FALSE }, { "hang", TRUE, TRUE },
  { "dot", TRUE, TRUE },    { "xuat", FALSE, FALSE },  { "trong", FALSE, TRUE }, { "truoc", FALSE, TRUE },
  { "sau", FALSE, FALSE },  { "tu", FALSE, TRUE },     { "den", FALSE, TRUE },   { "dinh", TRUE, TRUE },
  { "ky", FALSE, FALSE },   { "dau", FALSE, FALSE },   { "cuoi", FALSE, FALSE }, { "giua", FALSE, FALSE },
  { "va", FALSE, TRUE },    { "xong", FALSE, FALSE },  { "ca", FALSE, FALSE },   { "moi", FALSE, TRUE },
  { "theo", FALSE, TRUE },  { "ke", FALSE, TRUE },     { "hoach", FALSE, FALSE }, { "lien", FALSE, TRUE },
  { "tuc", FALSE, FALSE },  { "hoan", FALSE, TRUE },   { "thanh", FALSE, FALSE }, { "ket", FALSE, TRUE },
  { "thuc", FALSE, FALSE }, { "khi", FALSE, TRUE },    { "co", FALSE, FALSE },   { "yeu", FALSE, TRUE },
  { "cau", FALSE, FALSE },  { "le", FALSE, FALSE },
};

/* What the name of a unit begins with, as keys of one or two words. */
static const char *const units[] = {
  "phong",      "trungtam", "vanphong",  "coquan",  "ban",      "doan",   "hoi",      "ubnd",    "uyban",
  "so",         "congan",   "truong",    "tram",    "cac",      "todan",  "tocong",   "tobao",   "donvi",
  "mttq",       "mattran",  "hdnd",      "khupho",  "thon",     "bo",     "dang",     "lanhdao", "chutich",
  "thuongtruc", "congchuc", "bithu",     "quansu",  "vp",       "ubmttq", "ubmttqvn", "chihuy",  "canbo",
  "bchqs",      "tdp",      "doanthanh", "ttpvhcc", "ttvhtttt", "chicuc",
};

static gboolean
is_roman (const char *key)
{
  return *key != '\0' && strspn (key, "iv") == strlen (key);
}

/* Whether @word is one of a time; what it names and whether something must follow. */
static gboolean
look_up_time (const BtFlowWord *word, gboolean *names, gboolean *opens)
{
  *names = *opens = FALSE;
  if (word->digit || is_roman (word->key) || *word->key == '\0')
    {
      *names = word->digit && strlen (word->key) >= 6;
      *opens = g_str_has_suffix (word->text, "/") || *word->key == '\0';
      return TRUE;
    }
  /* "III/2025" */
  gsize roman = strspn (word->key, "iv");
  if (roman > 0 && strspn (word->key + roman, "0123456789") == strlen (word->key) - roman)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (time_words); i++)
    if (strcmp (word->key, time_words[i].key) == 0)
      {
        *names = time_words[i].names;
        *opens = time_words[i].opens;
        return TRUE;
      }
  return FALSE;
}

/* "hằng năm", "hằng tháng": the word behind "hằng" may end a time. */
static gboolean
ends_after_every (const BtFlowWord *words, guint n_words)
{
  return n_words >= 2 && (strcmp (words[n_words - 2].key, "hang") == 0 || strcmp (words[n_words - 2].key, "moi") == 0);
}

/**
 * bt_flow_words_are_time:
 * @words: (array length=n_words): words
 * @n_words: how many
 *
 * Returns: 2 where they are one time as plans have it: "Tháng 8/2025", "Trong năm 2025", "Thường xuyên"; 1 where they
 *   are only a date in digits; 0 where they are no time
 */
guint
bt_flow_words_are_time (const BtFlowWord *words, guint n_words)
{
  gboolean named = FALSE, names, opens = FALSE;

  if (n_words > MAX_TIME_WORDS || (!words[0].upper && !words[0].digit))
    return 0;
  for (guint i = 0; i < n_words; i++)
    {
      if (!look_up_time (&words[i], &names, &opens))
        return 0;
      /* A second capital begins a second time. */
      if (i > 0 && words[i].upper && !is_roman (words[i].key)
          && !g_ascii_isdigit (words[i].key[strlen (words[i].key) - 1]))
        return 0;
      named = named || names;
    }
  if (!named || (opens && !ends_after_every (words, n_words)))
    return 0;
  return words[0].digit && n_words == 1 ? 1 : 2;
}

/**
 * bt_flow_words_are_unit:
 * @words: (array length=n_words): words
 * @n_words: how many
 *
 * Returns: whether they begin as the name of an agency or unit does
 */
gboolean
bt_flow_words_are_unit (const BtFlowWord *words, guint n_words)
{
  guint first = words[0].dash && n_words > 1 ? 1 : 0;
  const char *next = first + 1 < n_words ? words[first + 1].key : "";

  if (!words[first].upper)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      gsize length = strlen (words[first].key);
      if (strcmp (words[first].key, units[i]) == 0 ||
          (strncmp (units[i], words[first].key, length) == 0 && strcmp (units[i] + length, next) == 0))
        return TRUE;
    }
  return FALSE;
}

/* Words that begin the name of a unit and are none by themselves. */
static const char *const bare_units[] = { "phong", "trungtam", "vanphong", "uyban", "ban", "doan", "hoi", "truong",
                                          "tram",  "to",       "so",       "cac",   "don", "co",   "van", "trung" };

/**
 * bt_flow_is_bare_unit:
 * @key: the key of a cell
 *
 * Returns: whether it is the first word of a unit's name, without what unit it is
 */
gboolean
bt_flow_is_bare_unit (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (bare_units); i++)
    if (strcmp (key, bare_units[i]) == 0)
      return TRUE;
  return FALSE;
}

/**
 * bt_flow_ends_bare:
 * @words: (array length=n_words): words
 * @n_words: how many
 *
 * Returns: whether they end with the beginning of a unit's name: "tại Trung tâm"
 */
gboolean
bt_flow_ends_bare (const BtFlowWord *words, guint n_words)
{
  static const char *const ends[][2] = { { "trung", "tam" }, { "van", "phong" }, { "uy", "ban" }, { "bo", "phan" } };

  for (guint i = 0; n_words > 2 && i < G_N_ELEMENTS (ends); i++)
    if (strcmp (words[n_words - 2].key, ends[i][0]) == 0 && strcmp (words[n_words - 1].key, ends[i][1]) == 0)
      return TRUE;
  return FALSE;
}
