/* Spans of time: what a text says, in months. */
#include "bt-check-period.h"

#include <stdlib.h>
#include <string.h>

#include "bt-viet.h"

/* What the groups of a form mean. */
typedef enum
{
  FORM_DATE,    /* day, month, year */
  FORM_HALF,    /* đầu or cuối, year */
  FORM_QUARTER, /* Roman, year */
  FORM_MONTH,   /* month, year */
  FORM_SPAN,    /* year, year */
  FORM_YEAR,    /* year */
} Form;

/* The first that matches says it. */
static const struct
{
  Form form;
  const char *regex;
} forms[] = {
  { FORM_SPAN, "(?:giai đoạn|từ năm) (\\d{4}) ?(?:-|–|đến năm|đến) ?(\\d{4})" },
  { FORM_HALF, "(?:6|06|sáu) tháng (đầu|cuối) năm(?: (\\d{4}))?" },
  { FORM_QUARTER, "quý (IV|I{1,3}|[1-4])(?: ?/ ?| năm )(\\d{4})" },
  { FORM_QUARTER, "quý (IV|I{1,3}|[1-4])\\b()" },
  { FORM_DATE, "(\\d{1,2})/(\\d{1,2})/(\\d{4})" },
  { FORM_MONTH, "tháng (\\d{1,2})(?: ?/ ?| năm )(\\d{4})" },
  { FORM_MONTH, "(?<![\\d/])(\\d{1,2})/(\\d{4})" },
  { FORM_MONTH, "tháng (\\d{1,2})\\b()" },
  { FORM_YEAR, "năm (\\d{4})" },
};

static int
fetch_number (GMatchInfo *match, int group, int otherwise)
{
  g_autofree char *text = g_match_info_fetch (match, group);

  if (text == NULL || *text == '\0')
    return otherwise;
  guint roman = bt_viet_roman_number (text, strlen (text));
  return roman > 0 ? (int) roman : atoi (text);
}

static BtPeriod
get_half (GMatchInfo *match, int year)
{
  g_autofree char *which = g_match_info_fetch (match, 1);
  gboolean second = g_str_has_prefix (which, "c") || g_str_has_prefix (which, "C");
  int from = fetch_number (match, 2, year) * 12 + (second ? 6 : 0);

  return (BtPeriod){ from, from + 5 };
}

static BtPeriod
get_months (int year, int month)
{
  return (BtPeriod){ year * 12 + month - 1, year * 12 + month - 1 };
}

static BtPeriod
get_period (GMatchInfo *match, Form form, int year)
{
  int from;

  switch (form)
    {
    case FORM_SPAN:
      return (BtPeriod){ fetch_number (match, 1, 0) * 12, fetch_number (match, 2, 0) * 12 + 11 };
    case FORM_HALF:
      return get_half (match, year);
    case FORM_QUARTER:
      from = fetch_number (match, 2, year) * 12 + (fetch_number (match, 1, 1) - 1) * 3;
      return (BtPeriod){ from, from + 2 };
    case FORM_DATE:
      return get_months (fetch_number (match, 3, year), fetch_number (match, 2, 1));
    case FORM_MONTH:
      return get_months (fetch_number (match, 2, year), fetch_number (match, 1, 1));
    default:
      from = fetch_number (match, 1, year) * 12;
      return (BtPeriod){ from, from + 11 };
    }
}

static GRegex *
get_regex (guint form)
{
  static GRegex *regexes[G_N_ELEMENTS (forms)];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
        regexes[i] = g_regex_new (forms[i].regex, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  return regexes[form];
}

/**
 * bt_period_find:
 * @text: a text, "Quý III/2025"
 * @year: the year that is meant where the text names none; 0 for unknown
 * @out: (out): the span that it names
 *
 * Returns: whether the text names a span of time whose year is known
 */
gboolean
bt_period_find (const char *text, int year, BtPeriod *out)
{
  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;
      if (!g_regex_match (get_regex (i), text, 0, &match))
        continue;
      *out = get_period (match, forms[i].form, year);
      return out->first >= 12;
    }
  return FALSE;
}

/**
 * bt_period_find_of_plan:
 * @subject: what a plan is about, "Tuyên truyền 6 tháng cuối năm 2025"
 * @out: (out): the span that it is for
 *
 * Returns: whether it names one; days in it are those of a feast or an event
 */
gboolean
bt_period_find_of_plan (const char *subject, BtPeriod *out)
{
  g_autoptr (GMatchInfo) match = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (forms[i].form == FORM_DATE && g_regex_match (get_regex (i), subject, 0, &match))
      return FALSE;
  return bt_period_find (subject, 0, out);
}

/**
 * bt_period_contains:
 * @outer: a span of time
 * @inner: another one
 *
 * Returns: whether all of @inner lies in @outer
 */
gboolean
bt_period_contains (const BtPeriod *outer, const BtPeriod *inner)
{
  return outer->first <= inner->first && inner->last <= outer->last;
}
