/* The heading of a table whose words flow on: where each column's title begins, and what stands under what. */
#include <string.h>

#include "bt-import-grid.h"

/* A heading takes no more lines than this before its first row. */
#define MAX_HEADING_LINES 48
#define MIN_TITLES 2
#define MAX_TITLES 24

/* Words that begin a title, as keys; they part titles where capitals cannot. */
static const char *const title_starts[] = {
  "noidung", "nhiemvu",  "congviec", "hoatdong",      "sanpham",    "ketqua",    "thoigian",  "thoihan",
  "tiendo",  "coquan",   "donvi",    "chutri",        "phoihop",    "ghichu",    "kinhphi",   "hinhthuc",
  "diadiem", "doituong", "soluong",  "nguoithuchien", "phutrach",   "trienkhai", "hoanthanh", "batdau",
  "ketthuc", "muctieu",  "chitieu",  "phancong",      "trachnhiem", "bophan",
};

/* A title that ends so goes on with a word that could begin another. */
static const struct
{
  const char *before, *after;
} going_on[] = {
  { "noidung", "congviec" },    { "noidung", "nhiemvu" },   { "noidung", "hoatdong" },    { "coquan", "chutri" },
  { "coquan", "phoihop" },      { "donvi", "chutri" },      { "donvi", "phoihop" },       { "thoigian", "hoanthanh" },
  { "thoigian", "trienkhai" },  { "thoigian", "batdau" },   { "thoigian", "ketthuc" },    { "thoihan", "hoanthanh" },
  { "coquan", "donvi" },        { "nguoi", "phutrach" },    { "donvi", "phutrach" },      { "ketqua", "sanpham" },
  { "sanpham", "ketqua" },      { "tiendo", "hoanthanh" },  { "nhiemvu", "congviec" },    { "ten", "nhiemvu" },
  { "ten", "congviec" },        { "canbo", "phutrach" },    { "bophan", "phutrach" },     { "phancong", "nhiemvu" },
};

/**
 * bt_import_row_number:
 * @text: a text
 * @length: (out): the bytes of the number and its mark
 *
 * Returns: the order number that @text begins with ("3", "03", "3."), or 0
 */
guint
bt_import_row_number (const char *text, gsize *length)
{
  gsize digits = strspn (text, "0123456789");
  gsize mark = digits > 0 && text[digits] == '.' ? 1 : 0;
  guint number = 0;

  if (digits == 0 || digits > 4 || (text[digits + mark] != '\0' && text[digits + mark] != ' '))
    return 0;
  for (gsize i = 0; i < digits; i++)
    number = number * 10 + (text[i] - '0');
  *length = digits + mark;
  return number;
}

/* How many bytes of the order column's title @text begins with, 0 for none. */
static gsize
order_title_length (const char *text)
{
  gsize length = strcspn (text, " |\t");
  gsize two = text[length] == ' ' ? length + 1 + strcspn (text + length + 1, " |\t") : length;
  g_autofree char *first = g_strndup (text, length);
  g_autofree char *both = g_strndup (text, two);

  if (length > 12)
    return 0;
  if (bt_grid_is_order_title (first))
    return length;
  return bt_grid_is_order_title (both) ? two : 0;
}

static gboolean
is_row_text (const char *text)
{
  return *text == '\0' || *text == '-' || g_unichar_isupper (g_utf8_get_char (text))
         || !g_unichar_isalpha (g_utf8_get_char (text));
}

/**
 * bt_import_find_first_row:
 * @import: an import
 * @index: index of a line
 * @end: index after the last line that may belong to the table
 *
 * Returns: where a table begins whose heading flows, the index of the line of its row 1; 0 where none begins
 */
guint
bt_import_find_first_row (const BtImport *import, guint index, guint end)
{
  const char *text = bt_import_line (import, index)->text;
  guint n = MIN (end, index + MAX_HEADING_LINES);

  if (strchr ("TSts", *text) == NULL || order_title_length (text) == 0)
    return 0;
  for (guint i = index + 1; i < n; i++)
    {
      gsize length;
      const char *line = bt_import_line (import, i)->text;
      if (bt_import_row_number (line, &length) == 1 && is_row_text (line + length + strspn (line + length, " ")))
        return bt_import_count_titles (import, index, i) >= MIN_TITLES ? i : 0;
    }
  return 0;
}

static gboolean
starts_title (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (title_starts); i++)
    if (g_str_has_prefix (key, title_starts[i]))
      return TRUE;
  return FALSE;
}

static gboolean
title_goes_on (const char *title_key, const char *next_key)
{
  for (guint i = 0; i < G_N_ELEMENTS (going_on); i++)
    if (g_str_has_suffix (title_key, going_on[i].before) && g_str_has_prefix (next_key, going_on[i].after))
      return TRUE;
  return FALSE;
}

/* Whether the word at @word begins a new title, after the words of @title. */
static gboolean
begins_title (const char *title, const char *word, gboolean capitals)
{
  gsize length = strcspn (word, " ");
  const char *rest = word + length + strspn (word + length, " ");
  g_autofree char *title_key = bt_import_key (title, -1);
  g_autofree char *word_key = bt_import_key (word, MIN (strlen (word), 48));

  if (*title == '\0' || bt_grid_is_order_title (title))
    return TRUE;
  if (bt_import_ends_open (title) || title_goes_on (title_key, word_key))
    return FALSE;
  if (capitals)
    return starts_title (word_key);
  /* "UBND" and other abbreviations are part of a title. */
  return bt_import_starts_upper (word) &&
         (!bt_import_is_capitals (word, length) || (*rest == '\0' && starts_title (word_key)));
}

/* The titles of a flowing heading, in order. */
static GPtrArray *
split_titles (const BtImport *import, guint first, guint end)
{
  GPtrArray *titles = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *heading = bt_import_join_lines (import, first, end);
  gsize order = order_title_length (heading);
  gboolean capitals = bt_import_is_capitals (heading + order, -1);
  g_autoptr (GString) title = g_string_new_len (heading, order);

  for (char *c = heading + order; *c != '\0'; c++)
    *c = *c == '\n' ? ' ' : *c;
  for (const char *word = heading + order + strspn (heading + order, " "); *word != '\0';)
    {
      gsize length = strcspn (word, " ");
      if (begins_title (title->str, word, capitals))
        {
          g_ptr_array_add (titles, g_strdup (title->str));
          g_string_truncate (title, 0);
        }
      if (title->len > 0)
        g_string_append_c (title, ' ');
      g_string_append_len (title, word, length);
      word += length + strspn (word + length, " ");
    }
  g_ptr_array_add (titles, g_strdup (title->str));
  return titles;
}

/**
 * bt_import_count_titles:
 * @import: an import
 * @first: index of a line
 * @end: index after the last line
 *
 * Returns: how many titles those lines have that tables of plans have; 0 where there are too many for a heading
 */
guint
bt_import_count_titles (const BtImport *import, guint first, guint end)
{
  g_autoptr (GPtrArray) titles = split_titles (import, first, end);
  guint count = 0;

  for (guint i = 0; i < titles->len; i++)
    {
      g_autofree char *key = bt_import_key (g_ptr_array_index (titles, i), -1);
      count += starts_title (key);
    }
  return titles->len <= MAX_TITLES ? count : 0;
}

/* The group that @title stands under, or NULL. */
static BtGridColumn *
find_group (const BtGrid *grid, const char *title)
{
  for (guint i = grid->columns->len; i > 0; i--)
    {
      BtGridColumn *column = g_ptr_array_index (grid->columns, i - 1);
      if (bt_grid_is_child_title (title, column->title))
        return column;
    }
  return NULL;
}

/**
 * bt_import_read_titles:
 * @import: an import
 * @grid: a table without columns
 * @first: index of the heading's first line
 * @end: index after its last line
 *
 * Fills the columns of @grid. Titles of the second level come after those of the first, or after their group.
 */
void
bt_import_read_titles (BtImport *import, BtGrid *grid, guint first, guint end)
{
  g_autoptr (GPtrArray) titles = split_titles (import, first, end);

  for (guint i = 0; i < titles->len; i++)
    {
      const char *title = g_ptr_array_index (titles, i);
      BtGridColumn *group = find_group (grid, title);
      g_ptr_array_add (group != NULL ? group->children : grid->columns, bt_grid_column_new (title));
    }
  grid->heading_end = end;
  bt_grid_set_roles (grid);
}
