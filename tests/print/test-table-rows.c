/* Tables in rows and lines: whatever the page, every line of every cell is printed exactly once and in order. */
#include <string.h>

#include "bt-made-plan.h"
#include "bt-print.h"
#include "bt-shaper.h"
#include "bt-table.h"

#define WIDTH BT_LENGTH_FROM_MM (255)

typedef struct
{
  BtPlan *plan;
  BtProfile *profile;
  PangoContext *context;
  BtShaper *shaper;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->plan = bt_plan_new_blank ();
  self->profile = bt_profile_load (NULL, &error);
  g_assert_no_error (error);
  self->context = bt_print_create_context ();
  self->shaper = bt_shaper_new (self->plan, self->profile, self->context, FALSE, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  bt_shaper_free (self->shaper);
  g_object_unref (self->context);
  bt_profile_unref (self->profile);
  bt_plan_unref (self->plan);
}

static BtNode *
make_table (guint32 seed, guint n_rows, guint longest_cell)
{
  const BtMadePlan wanted = {
    .seed = seed, .n_rows = n_rows, .longest_cell = longest_cell, .group_every = 5
  };

  return bt_made_table_new (&wanted);
}

/* What was emitted of a node, without the characters that a line break may swallow. */
static void
add_line (GHashTable *shown, const BtBox *box)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (box->layout, box->line);
  const char *text = pango_layout_get_text (box->layout);
  GString *words = g_hash_table_lookup (shown, box->node);

  if (words == NULL)
    {
      words = g_string_new (NULL);
      g_hash_table_insert (shown, (gpointer) box->node, words);
    }
  for (const char *p = text + line->start_index; p < text + line->start_index + line->length; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (words, *p);
}

static void
free_words (gpointer data)
{
  g_string_free (data, TRUE);
}

static char *
without_space (const char *text)
{
  GString *words = g_string_new (NULL);

  for (const char *p = text; *p != 0; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (words, *p);
  return g_string_free (words, FALSE);
}

static void
assert_shown (GHashTable *shown, BtNode *node)
{
  const GString *words = g_hash_table_lookup (shown, bt_node_get_id (node));
  g_autofree char *wanted = without_space (bt_node_get_string (node));

  if (*wanted != 0)
    {
      g_assert_nonnull (words);
      g_assert_cmpstr (words->str, ==, wanted);
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    assert_shown (shown, bt_node_get_child (node, i));
}

/* Text stands inside of its slice, and above what comes after in the same cell. */
static void
check_place (const BtBox *box, BtLength top, BtLength bottom, BtLength right)
{
  if (box->kind != BT_BOX_TEXT)
    return;
  g_assert_cmpint (box->rect.y, >=, top);
  g_assert_cmpint (box->rect.y + box->rect.height, <=, bottom);
  g_assert_cmpint (box->rect.x, >=, 0);
  g_assert_cmpint (box->rect.x + box->rect.width, <=, right + BT_POINT);
}

/* Prints a table on pages of a height: rows whole where they fit, else as many lines as there is room for. */
static void
print_table (BtTableLayout *table, BtLength width, BtLength page_height, GHashTable *shown)
{
  BtLength y = 0;

  for (guint row = 0; row < bt_table_layout_get_n_rows (table); row++)
    {
      const guint n = bt_table_layout_get_n_lines (table, row);
      guint first = 0;

      while (first < n)
        {
          g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (BtBox));
          guint end = n;

          while (end > first + 1
                 && y + bt_table_layout_get_height (table, row, first, end) > page_height)
            end--;
          bt_table_layout_emit (table, row, first, end, FALSE, 0, y, boxes);
          for (guint i = 0; i < boxes->len; i++)
            {
              const BtBox *box = &g_array_index (boxes, BtBox, i);

              check_place (box, y, y + bt_table_layout_get_height (table, row, first, end), width);
              if (box->kind == BT_BOX_TEXT && box->tag != BT_TAG_ARTIFACT && box->end > box->start)
                add_line (shown, box);
            }
          y += bt_table_layout_get_height (table, row, first, end);
          first = end;
          if (first < n || y > page_height)
            y = 0;
        }
    }
}

static void
test_nothing_lost (Fixture *self, gconstpointer data)
{
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (BtNode) node = make_table (g_test_rand_int (), g_test_rand_int_range (1, 8),
                                            g_test_rand_int_range (0, 1200));
      const BtLength width = BT_LENGTH_FROM_MM (g_test_rand_int_range (60, 260));
      g_autoptr (BtTableLayout) table = bt_table_layout_new (self->shaper, node, width, NULL);
      g_autoptr (GHashTable) shown =
          g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_words);

      print_table (table, width, BT_LENGTH_FROM_MM (g_test_rand_int_range (10, 160)), shown);
      assert_shown (shown, node);
    }
}

/* Slices stack without gaps: their heights add up to that of the whole row. */
static void
test_heights_add_up (Fixture *self, gconstpointer data)
{
  g_autoptr (BtNode) node = make_table (3, 6, 900);
  g_autoptr (BtTableLayout) table = bt_table_layout_new (self->shaper, node, WIDTH, NULL);
  const BtLength border = bt_table_layout_get_border (table);

  for (guint row = 1; row < bt_table_layout_get_n_rows (table); row++)
    {
      const guint n = bt_table_layout_get_n_lines (table, row);
      BtLength whole = bt_table_layout_get_height (table, row, 0, n), line, sum = 0, frame;

      line = bt_table_layout_get_height (table, row, 0, 1);
      for (guint i = 0; i < n; i++)
        sum += bt_table_layout_get_height (table, row, i, i + 1);
      /* Each slice has padding and a border of its own. */
      frame = n > 1 ? (sum - whole) / (gint) (n - 1) : 0;
      g_assert_cmpint (frame, >=, n > 1 ? border : 0);
      g_assert_cmpint (frame, <, line);
      g_assert_cmpint (sum - frame * (gint) (n - 1), ==, whole);
    }
}

/* The same rows, taken from the layout before, come out as if made anew. */
static void
test_previous (Fixture *self, gconstpointer data)
{
  g_autoptr (BtNode) node = make_table (5, 30, 200);
  g_autoptr (BtTableLayout) before = bt_table_layout_new (self->shaper, node, WIDTH, NULL);
  BtNode *rows = bt_node_get_child (node, 1);
  g_autoptr (BtNode) changed_cell = NULL;
  g_autoptr (BtText) words = bt_text_new ("Một nội dung khác hẳn, dài hơn một chút so với trước.");
  BtNode *row = bt_node_get_child (rows, 7);

  g_assert_cmpint (bt_node_get_kind (row), ==, BT_NODE_ROW);
  changed_cell = bt_node_with_text (bt_node_get_child (row, 1), words);
  g_autoptr (BtNode) changed_row = bt_node_with_child (row, 1, changed_cell);
  g_autoptr (BtNode) shorter_rows = bt_node_with_child (rows, 7, changed_row);
  g_autoptr (BtNode) changed_rows = bt_node_with_child_removed (shorter_rows, 3);
  g_autoptr (BtNode) changed = bt_node_with_child (node, 1, changed_rows);
  g_autoptr (BtTableLayout) after = bt_table_layout_new (self->shaper, changed, WIDTH, before);
  g_autoptr (BtTableLayout) anew = bt_table_layout_new (self->shaper, changed, WIDTH, NULL);

  g_assert_cmpuint (bt_table_layout_get_n_rows (after), ==, bt_table_layout_get_n_rows (anew));
  for (guint i = 0; i < bt_table_layout_get_n_rows (after); i++)
    {
      g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (BtBox));
      g_autoptr (GArray) b = g_array_new (FALSE, FALSE, sizeof (BtBox));
      const guint n = bt_table_layout_get_n_lines (after, i);

      g_assert_cmpuint (n, ==, bt_table_layout_get_n_lines (anew, i));
      bt_table_layout_emit (after, i, 0, n, FALSE, 0, 0, a);
      bt_table_layout_emit (anew, i, 0, n, FALSE, 0, 0, b);
      g_assert_cmpuint (a->len, ==, b->len);
      for (guint j = 0; j < a->len; j++)
        {
          const BtBox *x = &g_array_index (a, BtBox, j), *y = &g_array_index (b, BtBox, j);

          g_assert_cmpmem (&x->rect, sizeof x->rect, &y->rect, sizeof y->rect);
          g_assert_cmpstr (x->node, ==, y->node);
          g_assert_cmpuint (x->row, ==, y->row);
          if (x->kind == BT_BOX_TEXT)
            g_assert_cmpstr (pango_layout_get_text (x->layout), ==,
                             pango_layout_get_text (y->layout));
        }
    }
}

static void
test_find (Fixture *self, gconstpointer data)
{
  g_autoptr (BtNode) node = make_table (9, 4, 600);
  g_autoptr (BtTableLayout) table = bt_table_layout_new (self->shaper, node, WIDTH, NULL);
  BtNode *columns = bt_node_get_child (node, 0), *cell;
  BtNode *row_node = bt_node_get_child (bt_node_get_child (node, 1), 2);
  guint row, line;

  g_assert_true (bt_table_layout_find_node (table, bt_node_get_id (bt_node_get_child (columns, 0)),
                                            0, &row, &line));
  g_assert_cmpuint (row, ==, 0);
  g_assert_true (bt_table_layout_find_node (table, bt_node_get_id (row_node), 0, &row, &line));
  g_assert_cmpuint (row, ==, 3);
  cell = bt_node_get_child (row_node, 1);
  g_assert_true (bt_table_layout_find_node (table, bt_node_get_id (cell),
                                            strlen (bt_node_get_string (cell)), &row, &line));
  g_assert_cmpuint (row, ==, 3);
  g_assert_cmpuint (line, <, bt_table_layout_get_n_lines (table, 3));
  g_assert_false (bt_table_layout_find_node (table, "nothing", 0, &row, &line));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/table-rows/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("nothing-lost", test_nothing_lost);
  ADD ("heights-add-up", test_heights_add_up);
  ADD ("previous", test_previous);
  ADD ("find", test_find);
  return g_test_run ();
}
