/* The numbers and times of workbooks as their formats show them (ISO/IEC 29500-1, 18.8.30 and 18.8.31), written as
 * Vietnamese text has them: a comma before decimals, dots between thousands, the day before the month. */
#include "bt-sheet-number.h"

#include <math.h>
#include <string.h>

#include "bt-date.h"

/* Whole numbers up to here are told apart by a double. */
#define MAX_WHOLE 1e15
#define MAX_DECIMALS 15
#define MAX_DIGITS 20
#define SECONDS_PER_DAY 86400
/* 1 January 1970 in days of both systems; that of 1900 counts a 29 February that never was. */
#define EPOCH_1900 25569
#define EPOCH_1904 24107
#define FALSE_LEAP_DAY 60
/* The 31 December 9999, the last day of either. */
#define MAX_DAY 2958465

static const struct
{
  guint id;
  const char *code;
} builtin[] = {
  { 1, "0" },         { 2, "0.00" },       { 3, "#,##0" },    { 4, "#,##0.00" },  { 5, "#,##0" },
  { 6, "#,##0" },     { 7, "#,##0.00" },   { 8, "#,##0.00" }, { 9, "0%" },        { 10, "0.00%" },
  { 11, "0.00E+00" }, { 14, "d/m/yyyy" },  { 15, "d/m/yyyy" }, { 16, "d/m" },     { 17, "m/yyyy" },
  { 18, "h:mm" },     { 19, "h:mm:ss" },   { 20, "h:mm" },    { 21, "h:mm:ss" },  { 22, "d/m/yyyy h:mm" },
  { 27, "m/yyyy" },   { 30, "d/m/yyyy" },  { 36, "m/yyyy" },  { 37, "#,##0" },    { 38, "#,##0" },
  { 39, "#,##0.00" }, { 40, "#,##0.00" },  { 41, "#,##0" },   { 42, "#,##0" },    { 43, "#,##0.00" },
  { 44, "#,##0.00" }, { 45, "mm:ss" },     { 46, "[h]:mm:ss" }, { 47, "mm:ss" },  { 48, "0.0E+0" },
  { 49, "@" },        { 50, "m/yyyy" },    { 57, "m/yyyy" },
};

/**
 * bt_sheet_builtin_format:
 * @id: the number of a format that a workbook need not write down
 *
 * Returns: (transfer none): its code, "General" where there is none of that number
 */
const char *
bt_sheet_builtin_format (guint id)
{
  for (guint i = 0; i < G_N_ELEMENTS (builtin); i++)
    if (builtin[i].id == id)
      return builtin[i].code;
  return "General";
}

/* Reads one token of a format code. Literal characters are appended to @literal, and 0 is given; else the character
 * that means something, 'H' for the elapsed hours "[h]", 'L' for what shows nothing. */
static char
next_token (const char **at, GString *literal)
{
  char c = *(*at)++;

  if (c == '"')
    {
      gsize length = strcspn (*at, "\"");
      g_string_append_len (literal, *at, length);
      *at += length + ((*at)[length] == '"');
      return 0;
    }
  if (c == '\\' && **at != '\0')
    {
      const char *next = g_utf8_next_char (*at);
      g_string_append_len (literal, *at, next - *at);
      *at = next;
      return 0;
    }
  if ((c == '_' || c == '*') && **at != '\0')
    {
      *at = g_utf8_next_char (*at);
      return 'L';
    }
  if (c == '[')
    {
      char inside = g_ascii_tolower (**at);
      gsize length = strcspn (*at, "]");
      *at += length + ((*at)[length] == ']');
      return length <= 2 && (inside == 'h' || inside == 'm' || inside == 's') ? g_ascii_toupper (inside) : 'L';
    }
  return c;
}

/* The section of a code for a value of that sign: the first, the second for what is negative, the third for zero. */
static char *
choose_section (const char *code, double value, gboolean *negative_by_section)
{
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) ignored = g_string_new (NULL);
  const char *start = code;

  for (const char *at = code; *at != '\0';)
    {
      const char *before = at;
      if (next_token (&at, ignored) == ';')
        {
          g_ptr_array_add (sections, g_strndup (start, before - start));
          start = at;
        }
    }
  g_ptr_array_add (sections, g_strdup (start));
  guint wanted = value < 0 ? 1 : value > 0 ? 0 : 2;
  *negative_by_section = wanted == 1 && sections->len > 1;
  return g_strdup (sections->pdata[wanted < sections->len ? wanted : 0]);
}

/* What a section of a code asks for. */
typedef struct
{
  gboolean has_day, has_month, has_year, has_time, has_seconds, elapsed, has_words;
  gboolean has_digits, grouped, percent, exponent, text;
  guint whole, decimals, least_decimals, thousands;
} Shape;

static gboolean
has_letter (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static void
note_digit (Shape *shape, char token, gboolean *in_decimals)
{
  if (token == '.')
    *in_decimals = TRUE;
  else if (token == ',')
    shape->thousands++;
  else if (*in_decimals)
    {
      shape->decimals++;
      shape->least_decimals += token == '0';
    }
  else
    {
      shape->grouped |= shape->has_digits && shape->thousands > 0;
      shape->thousands = 0;
      shape->whole += token == '0';
    }
  shape->has_digits |= strchr ("0#?", token) != NULL;
}

static void
note_token (Shape *shape, char token, gboolean *in_decimals)
{
  switch (g_ascii_tolower (token))
    {
    case 'y': shape->has_year = TRUE; break;
    case 'd': shape->has_day = TRUE; break;
    case 'm': shape->has_month = TRUE; break;
    case 'h': shape->has_time = TRUE; shape->elapsed |= token == 'H'; break;
    case 's': shape->has_time = shape->has_seconds = TRUE; break;
    case '%': shape->percent = TRUE; break;
    case '@': shape->text = TRUE; break;
    case 'e': shape->exponent = shape->has_digits; break;
    case '0': case '#': case '?': case '.': case ',':
      if (!shape->exponent)
        note_digit (shape, token, in_decimals);
      break;
    default: break;
    }
}

static void
measure (const char *section, Shape *shape)
{
  g_autoptr (GString) literal = g_string_new (NULL);
  gboolean in_decimals = FALSE;

  for (const char *at = section; *at != '\0';)
    {
      char token = next_token (&at, literal);
      if (token != 0)
        note_token (shape, token, &in_decimals);
    }
  shape->has_words = has_letter (literal->str);
  if (shape->has_time && !shape->has_day && !shape->has_year)
    shape->has_month = FALSE; /* minutes */
  shape->decimals = MIN (shape->decimals, MAX_DECIMALS);
  shape->least_decimals = MIN (shape->least_decimals, shape->decimals);
  shape->whole = MIN (shape->whole, MAX_DIGITS);
}

static char *
format_general (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == floor (value) && fabs (value) < MAX_WHOLE)
    return g_strdup_printf ("%.0f", value == 0 ? 0 : value);
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", value);
  return g_strdelimit (g_strdup (buffer), ".", ',');
}

static void
append_grouped (GString *out, const char *digits, gboolean grouped)
{
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (grouped && i > 0 && (length - i) % 3 == 0)
        g_string_append_c (out, '.');
      g_string_append_c (out, digits[i]);
    }
}

/* The digits of a value that is not negative. */
static void
append_digits (GString *out, double value, const Shape *shape)
{
  char format[8], buffer[400];

  g_snprintf (format, sizeof format, "%%.%u%c", shape->decimals, shape->exponent ? 'E' : 'f');
  g_ascii_formatd (buffer, sizeof buffer, format, value);
  char *point = strchr (buffer, '.');
  char *decimals = point != NULL ? point + 1 : NULL;
  gsize n = decimals != NULL ? strlen (decimals) : 0;

  if (point != NULL)
    *point = '\0';
  while (!shape->exponent && n > shape->least_decimals && decimals[n - 1] == '0')
    decimals[--n] = '\0';
  for (gsize i = strlen (buffer); i < shape->whole; i++)
    g_string_append_c (out, '0');
  append_grouped (out, buffer, shape->grouped);
  if (n > 0)
    g_string_append_printf (out, ",%s", decimals);
}

/* The number with the literal characters around it. */
static char *
format_digits (double value, const char *section, const Shape *shape)
{
  GString *out = g_string_new (NULL);
  gboolean done = FALSE;

  value = value * (shape->percent ? 100 : 1) / pow (1000, MIN (shape->thousands, 6));
  for (const char *at = section; *at != '\0';)
    {
      char token = next_token (&at, out);
      if (token != 0 && strchr ("0#?.,", token) != NULL && !done)
        {
          append_digits (out, value, shape);
          done = TRUE;
        }
      else if (token == '%' || token == '-' || token == '(' || token == ')' || token == ' ' || token == '/'
               || token == '$' || token == '+')
        g_string_append_c (out, token);
    }
  return g_string_free (out, FALSE);
}

/* A day and time by the calendar; what is no day of either system is none. */
typedef struct
{
  BtDate date;
  gint64 seconds; /* of the day */
  double days;
} Moment;

static gboolean
to_moment (double value, gboolean from_1904, Moment *moment)
{
  double seconds = floor (value * SECONDS_PER_DAY + 0.5);
  gint64 day = (gint64) floor (seconds / SECONDS_PER_DAY);

  if (value < 0 || day > MAX_DAY)
    return FALSE;
  moment->days = value;
  moment->seconds = (gint64) seconds - day * SECONDS_PER_DAY;
  if (!from_1904 && day < FALSE_LEAP_DAY)
    day++;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (
    (day - (from_1904 ? EPOCH_1904 : EPOCH_1900)) * SECONDS_PER_DAY);
  if (date == NULL)
    return FALSE;
  g_date_time_get_ymd (date, &moment->date.year, &moment->date.month, &moment->date.day);
  return TRUE;
}

static void
append_time (GString *out, const Moment *moment, const Shape *shape)
{
  gint64 hours = shape->elapsed ? (gint64) floor (moment->days * 24 + 1e-9) : moment->seconds / 3600;

  g_string_append_printf (out, "%" G_GINT64_FORMAT ":%02d", hours, (int) (moment->seconds / 60 % 60));
  if (shape->has_seconds)
    g_string_append_printf (out, ":%02d", (int) (moment->seconds % 60));
}

/* The date as a plan writes dates; where the format has no day or no year, the date has none either. */
static void
append_date (GString *out, const Moment *moment, const Shape *shape)
{
  g_autofree char *full = bt_date_format_short (&moment->date);
  const char *year = strrchr (full, '/');
  const char *month = strchr (full, '/') + 1;

  if (shape->has_day && shape->has_year)
    g_string_append (out, full);
  else if (shape->has_day)
    g_string_append_len (out, full, shape->has_month ? year - full : month - 1 - full);
  else if (shape->has_month && shape->has_year)
    g_string_append (out, month);
  else if (shape->has_month)
    g_string_append_len (out, month, year - month);
  else
    g_string_append (out, year + 1);
}

/* How often the letter of @at comes on; at least once. */
static guint
count_letter (const char *at)
{
  guint n = 1;

  while (g_ascii_tolower (at[n]) == g_ascii_tolower (*at))
    n++;
  return n;
}

static void
append_field (GString *out, const Moment *moment, char field, guint n, gboolean minutes)
{
  int value = 0;

  switch (field)
    {
    case 'y': value = n <= 2 ? moment->date.year % 100 : moment->date.year; break;
    case 'd': value = moment->date.day; break;
    case 'h': value = moment->seconds / 3600; break;
    case 's': value = moment->seconds % 60; break;
    default: value = minutes ? (int) (moment->seconds / 60 % 60) : moment->date.month; break;
    }
  g_string_append_printf (out, n == 2 ? "%02d" : "%d", value);
}

/* A date among words, "ngày 5 tháng 8": as the format has it, field by field. */
static char *
format_words (const Moment *moment, const char *section)
{
  GString *out = g_string_new (NULL);
  char before = 0;

  for (const char *at = section; *at != '\0';)
    {
      const char *start = at;
      char token = next_token (&at, out), field = g_ascii_tolower (token);
      if (token == 0 || token == 'L')
        continue;
      if (strchr ("ydmhs", field) != NULL && *start != '[')
        {
          guint n = count_letter (start);
          append_field (out, moment, field, n, before == 'h');
          before = field;
          at = start + n;
        }
      else
        g_string_append_len (out, start, at - start);
    }
  return g_string_free (out, FALSE);
}

static char *
format_moment (double value, const char *section, const Shape *shape, gboolean from_1904)
{
  Moment moment;

  if (!to_moment (value, from_1904, &moment))
    return format_general (value);
  if (shape->has_words)
    return format_words (&moment, section);
  GString *out = g_string_new (NULL);
  gboolean date = shape->has_day || shape->has_month || shape->has_year;
  if (date)
    append_date (out, &moment, shape);
  if (date && shape->has_time)
    g_string_append_c (out, ' ');
  if (shape->has_time)
    append_time (out, &moment, shape);
  return g_string_free (out, FALSE);
}

/**
 * bt_sheet_format_number:
 * @value: a number
 * @format: the code of its format
 * @from_1904: whether days are counted from 1904 and not from 1900
 *
 * Returns: (transfer full): what a person sees in the cell; dates as bt_date_format_short() has them
 */
char *
bt_sheet_format_number (double value, const char *format, gboolean from_1904)
{
  gboolean signless = FALSE;
  Shape shape = { 0 };

  g_return_val_if_fail (format != NULL, NULL);

  if (!isfinite (value))
    return g_strdup ("");
  if (g_ascii_strncasecmp (format, "general", 7) == 0)
    return format_general (value);
  g_autofree char *section = choose_section (format, value, &signless);
  measure (section, &shape);
  if (shape.has_day || shape.has_month || shape.has_year || shape.has_time)
    return format_moment (value, section, &shape, from_1904);
  if (!shape.has_digits)
    return format_general (value);
  g_autofree char *digits = format_digits (fabs (value), section, &shape);
  return value < 0 && !signless ? g_strconcat ("-", digits, NULL) : g_steal_pointer (&digits);
}
