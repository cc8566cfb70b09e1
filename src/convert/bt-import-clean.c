/* Lines that are no text of the plan: page numbers, drawn rules. */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "bt-import.h"

/* So many empty lines more than between other lines, beside a number, and the number is a page's. */
#define EXTRA_GAP 2
#define MAX_PAGE 999

static gboolean
has_tab (const BtImportLine *line)
{
  return memchr (line->raw, '\t', line->raw_length) != NULL;
}

/* The forms of a page number; N stands for the number, the rest as bt_import_key() would not fold it. */
static const char *const page_forms[] = { "N", "-N-", "- N -", "–N–", "– N –", "Trang N", "trang N", "Page N", "[N]" };

/* Whether @text is @form; *bare where it is nothing but the number. */
static guint
match_page_form (const char *text, const char *form)
{
  const char *n = strchr (form, 'N');
  gsize before = n - form;

  if (strncmp (text, form, before) != 0)
    return 0;
  const char *digits = text + before;
  gsize length = strspn (digits, "0123456789");
  const char *rest = digits + length;
  if (length == 0 || length > 3 || *digits == '0')
    return 0;
  /* "Trang 3/12" */
  if (before > 3 && *rest == '/')
    rest += 1 + strspn (rest + 1, "0123456789");
  return strcmp (rest, n + 1) == 0 ? atoi (digits) : 0;
}

static guint
page_number_of (const char *text, gboolean *bare)
{
  for (guint i = 0; i < G_N_ELEMENTS (page_forms); i++)
    {
      guint number = match_page_form (text, page_forms[i]);
      *bare = i == 0;
      if (number > 0)
        return number;
    }
  return 0;
}

/* What is known on the way down. */
typedef struct
{
  guint usual_gap;
  guint last_page;
  gboolean in_table;
  gboolean parted; /* the line before has tabs or bars */
  GString *table_heading; /* the key of the last table's heading line */
} Walk;

static guint
gap_after (const BtImport *import, guint index)
{
  return index + 1 < import->lines->len ? bt_import_line (import, index + 1)->gap : BT_IMPORT_GAP_PAGE;
}

static gboolean
is_wide_gap (guint gap, guint usual)
{
  return gap == BT_IMPORT_GAP_PAGE || gap >= usual + EXTRA_GAP;
}

static gboolean
is_heading_again (const BtImport *import, const Walk *walk, guint index)
{
  if (index + 1 >= import->lines->len || walk->table_heading->len == 0)
    return FALSE;
  g_autofree char *key = bt_import_key (bt_import_line (import, index + 1)->text, -1);
  return strcmp (key, walk->table_heading->str) == 0;
}

/* A number alone on its line numbers a page, unless it may be the order number of a table's row. */
static gboolean
is_page_number (const BtImport *import, const Walk *walk, guint index)
{
  const BtImportLine *line = bt_import_line (import, index);
  gboolean bare;
  guint number = page_number_of (line->text, &bare);

  if (number == 0)
    return FALSE;
  if (!bare || is_wide_gap (line->gap, walk->usual_gap) || is_heading_again (import, walk, index) ||
      is_wide_gap (gap_after (import, index), walk->usual_gap))
    return TRUE;
  return !walk->in_table && number >= walk->last_page && number <= walk->last_page + 3;
}

static void
note_table (const BtImport *import, Walk *walk, guint index)
{
  const char *text = bt_import_line (import, index)->text;
  gboolean parted = strpbrk (text, "|") != NULL || has_tab (bt_import_line (import, index));
  gboolean goes_on = parted && walk->parted;

  walk->parted = parted;
  /* A row below a row begins no table. */
  if (goes_on)
    return;
  if (bt_import_table_kind (import, index, import->lines->len) != BT_IMPORT_NO_TABLE)
    {
      g_autofree char *key = bt_import_key (text, -1);
      walk->in_table = TRUE;
      g_string_assign (walk->table_heading, key);
    }
  else if (bt_import_is_appendix_line (import, index) || bt_import_is_recipients_line (import, text))
    walk->in_table = FALSE;
}

/* The gap that most lines have. */
static guint
usual_gap (const BtImport *import)
{
  guint counts[4] = { 0 };
  guint best = 0;

  for (guint i = 1; i < import->lines->len; i++)
    if (bt_import_line (import, i)->gap < G_N_ELEMENTS (counts))
      counts[bt_import_line (import, i)->gap]++;
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  return best;
}

static const char *
reason_to_drop (const BtImport *import, Walk *walk, guint index)
{
  const BtImportLine *line = bt_import_line (import, index);
  gboolean bare;

  if (!import->structured && is_page_number (import, walk, index))
    {
      walk->last_page = page_number_of (line->text, &bare);
      return _("page number");
    }
  if (line->known == NULL && bt_import_is_rule (line->text) && !has_tab (line))
    return _("drawn line");
  return NULL;
}

/**
 * bt_import_clean:
 * @import: an import with its lines
 *
 * Takes out page numbers and drawn lines, and reports them. What stood around a page number is marked as parted by
 * a page.
 */
void
bt_import_clean (BtImport *import)
{
  g_autoptr (GString) heading = g_string_new (NULL);
  Walk walk = { .usual_gap = usual_gap (import), .table_heading = heading };
  guint kept = 0;
  gboolean page = FALSE;

  for (guint i = 0; i < import->lines->len; i++)
    {
      BtImportLine line = *bt_import_line (import, i);
      const char *reason = reason_to_drop (import, &walk, i);
      if (reason != NULL)
        {
          bt_import_drop (import, line.number, line.number, line.text, reason);
          page = page || line.gap == BT_IMPORT_GAP_PAGE || !bt_import_is_rule (line.text);
          continue;
        }
      if (!import->structured)
        note_table (import, &walk, i);
      line.gap = page ? BT_IMPORT_GAP_PAGE : line.gap;
      page = FALSE;
      *bt_import_line (import, kept++) = line;
    }
  g_array_set_size (import->lines, kept);
}
