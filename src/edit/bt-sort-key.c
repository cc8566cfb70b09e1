/* What a cell is sorted by: a number, a time, or words. */
#include "bt-sort-key.h"

#include <string.h>

#include "bt-viet.h"

/* A time is counted in days of months that all have 32, so that "within March" comes after its last day. */
#define DAYS 32
#define MONTHS 12

/* Whether all of @string is a number as Vietnamese offices write it: 1.234,5 or 12 or 12,5%. */
static gboolean
parse_number (const char *string, double *number)
{
  static gsize ready = 0;
  static GRegex *pattern;
  g_autoptr (GString) plain = NULL;

  if (g_once_init_enter (&ready))
    {
      pattern = g_regex_new ("^[-+]?(\\d{1,3}(\\.\\d{3})+|\\d+)(,\\d+)?%?$", 0, 0, NULL);
      g_once_init_leave (&ready, 1);
    }
  if (!g_regex_match (pattern, string, 0, NULL))
    return FALSE;
  plain = g_string_new (NULL);
  for (; *string; string++)
    if (*string != '.' && *string != '%')
      g_string_append_c (plain, *string == ',' ? '.' : *string);
  *number = g_ascii_strtod (plain->str, NULL);
  return TRUE;
}

/* How times are written, the most exact first; the text is folded: "đ" is "d", without tones, in small letters. */
static const char *const time_patterns[] = {
  "\\b(ngay\\s+)?(?<day>\\d{1,2})\\s*[/.-]\\s*(?<month>\\d{1,2})\\s*[/.-]\\s*(?<year>\\d{4})\\b",
  "\\b(ngay\\s+)?(?<day>\\d{1,2})\\s+thang\\s+(?<month>\\d{1,2})\\s+nam\\s+(?<year>\\d{4})\\b",
  "\\b(thang\\s+)?(?<month>\\d{1,2})\\s*(/|-|\\.|\\s+nam)\\s*(?<year>\\d{4})\\b",
  "\\bquy\\s+(?<quarter>iv|i{1,3}|[1-4])\\s*(/|-|,?\\s*nam)?\\s*(?<year>\\d{4})\\b",
  "\\bnam\\s+(?<year>\\d{4})\\b",
  "^(?<year>\\d{4})$",
  "\\b(?<day>\\d{1,2})\\s*/\\s*(?<month>\\d{1,2})\\b",
  "\\bthang\\s+(?<month>\\d{1,2})\\b",
  "\\bquy\\s+(?<quarter>iv|i{1,3}|[1-4])\\b",
};

/* The number in a part of a match, 0 where the pattern has no such part. */
static int
fetch (const GMatchInfo *match, const char *name)
{
  static const char *const roman[] = { "i", "ii", "iii", "iv" };
  g_autofree char *part = g_match_info_fetch_named (match, name);

  for (guint i = 0; part && i < G_N_ELEMENTS (roman); i++)
    if (g_str_equal (part, roman[i]))
      return i + 1;
  return part ? (int) g_ascii_strtoll (part, NULL, 10) : 0;
}

/* What is said only roughly comes at its end: "within the quarter" after its last day. */
static gboolean
read_time (const GMatchInfo *match, double *time)
{
  int day = fetch (match, "day"), month = fetch (match, "month"), quarter = fetch (match, "quarter");
  int year = fetch (match, "year");

  if (quarter > 0)
    month = 3 * quarter;
  if (month > MONTHS || day >= DAYS)
    return FALSE;
  *time = (double) year * MONTHS * DAYS + (month > 0 ? month - 1 : MONTHS - 1) * DAYS
          + (day > 0 ? day : DAYS - 1) + (quarter > 0 ? 0.2 : month == 0 ? 0.4 : day == 0 ? 0.1 : 0);
  return TRUE;
}

static GRegex **
get_patterns (void)
{
  static gsize ready = 0;
  static GRegex *patterns[G_N_ELEMENTS (time_patterns)];

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (time_patterns); i++)
        patterns[i] = g_regex_new (time_patterns[i], G_REGEX_DUPNAMES, 0, NULL);
      g_once_init_leave (&ready, 1);
    }
  return patterns;
}

/* The first time that @string names; with @whole only where nothing else stands there. */
static gboolean
parse_time (const char *string, gboolean whole, double *time)
{
  g_autofree char *folded = bt_viet_fold (string, TRUE);
  GRegex **patterns = get_patterns ();

  for (guint i = 0; i < G_N_ELEMENTS (time_patterns); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      int start = 0, end = 0;

      if (!g_regex_match (patterns[i], folded, 0, &match))
        continue;
      g_match_info_fetch_pos (match, 0, &start, &end);
      if (whole && (start != 0 || folded[end] != '\0'))
        continue;
      if (read_time (match, time))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_time_role (BtRole role)
{
  return role == BT_ROLE_START || role == BT_ROLE_FINISH || role == BT_ROLE_TIME;
}

/**
 * bt_sort_key_init:
 * @key: (out caller-allocates): the key
 * @string: what stands in a cell
 * @role: what the cells of its column say
 *
 * In a column of times a time may stand among words ("before 15/3/2026"); elsewhere only what is nothing but a date is
 * one. Words are sorted by the Vietnamese alphabet.
 */
void
bt_sort_key_init (BtSortKey *key, const char *string, BtRole role)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (key != NULL && string != NULL);

  stripped = g_strstrip (g_strdup (string));
  *key = (BtSortKey){ .words = bt_viet_sort_key (stripped) };
  if (*stripped == '\0')
    key->rank = BT_SORT_NOTHING;
  else if (is_time_role (role) && parse_time (stripped, FALSE, &key->value))
    key->rank = BT_SORT_TIME;
  else if (parse_number (stripped, &key->value))
    key->rank = BT_SORT_NUMBER;
  else if (parse_time (stripped, TRUE, &key->value))
    key->rank = BT_SORT_TIME;
  else
    key->rank = BT_SORT_WORDS;
}

/**
 * bt_sort_key_clear:
 * @key: a key
 */
void
bt_sort_key_clear (BtSortKey *key)
{
  g_return_if_fail (key != NULL);

  g_clear_pointer (&key->words, g_free);
}

/**
 * bt_sort_key_compare:
 * @a: a key
 * @b: another
 *
 * Returns: below zero where @a comes first, above where @b does, 0 where they are alike
 */
int
bt_sort_key_compare (const BtSortKey *a, const BtSortKey *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, 0);

  if (a->rank != b->rank)
    return a->rank < b->rank ? -1 : 1;
  if (a->rank <= BT_SORT_TIME)
    return (a->value > b->value) - (a->value < b->value);
  return strcmp (a->words, b->words);
}
