/* The widths of a table's columns: what must hold for any table, and what a typesetter would do. */
#include <string.h>

#include "bt-table-widths.h"

#define EXTRA BT_LENGTH_FROM_PT (8.5)
#define WIDTH BT_LENGTH_FROM_MM (165)

static BtLength
sum (const BtLength *widths, guint n)
{
  BtLength total = 0;

  for (guint i = 0; i < n; i++)
    total += widths[i];
  return total;
}

/* A cell whose words are up to 40 pt long. */
static BtCellNeeds
make_cell (double points)
{
  BtCellNeeds cell = { .area = BT_LENGTH_FROM_PT (points), .n_parts = 1 };

  cell.natural = cell.area;
  cell.longest_word = MIN (cell.area, BT_LENGTH_FROM_PT (40));
  return cell;
}

/* Columns that hold the cells, as the layout gathers them. */
static void
gather (BtColumnNeeds *columns, guint n, const BtCellNeeds *cells, guint n_rows)
{
  for (guint i = 0; i < n; i++)
    for (guint row = 0; row < n_rows; row++)
      {
        const BtCellNeeds *cell = &cells[row * n + i];

        columns[i].min = MAX (columns[i].min, cell->longest_word + EXTRA);
        columns[i].natural = MAX (columns[i].natural, cell->natural + EXTRA);
        columns[i].load += bt_cell_needs_get_load (cell);
      }
}

/* The columns of a real appendix: order, content, product, start and finish in one group, lead,
 * support. */
static void
make_tasks (BtColumnNeeds *columns, BtCellNeeds *cells, guint n_rows)
{
  static const BtRole roles[7] = { BT_ROLE_ORDER,  BT_ROLE_CONTENT, BT_ROLE_PRODUCT, BT_ROLE_START,
                                   BT_ROLE_FINISH, BT_ROLE_LEAD,    BT_ROLE_SUPPORT };
  static const double lengths[7] = { 12, 420, 280, 70, 78, 150, 260 };

  memset (columns, 0, 7 * sizeof *columns);
  for (guint row = 0; row < n_rows; row++)
    for (guint i = 0; i < 7; i++)
      cells[row * 7 + i] = make_cell (lengths[i] * (i == 0 ? 1 : 0.6 + 0.1 * (row % 5)));
  gather (columns, 7, cells, n_rows);
  for (guint i = 0; i < 7; i++)
    columns[i].role = roles[i];
  columns[3].group = columns[4].group = 4;
}

static void
test_tasks (void)
{
  BtColumnNeeds columns[7];
  BtCellNeeds cells[7 * 12];
  BtLength widths[7];

  make_tasks (columns, cells, 12);
  bt_table_widths_share (columns, 7, cells, 12, EXTRA, WIDTH, widths);
  g_assert_cmpint (sum (widths, 7), ==, WIDTH);
  g_assert_cmpint (widths[0], ==, columns[0].natural);
  g_assert_cmpint (widths[3], ==, widths[4]);
  for (guint i = 0; i < 7; i++)
    {
      g_assert_cmpint (widths[i], >=, columns[i].min);
      if (i != 1)
        g_assert_cmpint (widths[i], <, widths[1]);
    }
}

static void
test_given (void)
{
  BtColumnNeeds columns[7];
  BtCellNeeds cells[7 * 12];
  BtLength widths[7];

  make_tasks (columns, cells, 12);
  columns[2].given = BT_LENGTH_FROM_MM (32);
  bt_table_widths_share (columns, 7, cells, 12, EXTRA, WIDTH, widths);
  g_assert_cmpint (widths[2], ==, BT_LENGTH_FROM_MM (32));
  g_assert_cmpint (sum (widths, 7), ==, WIDTH);

  /* More than there is: the others keep room for their words. */
  columns[2].given = BT_LENGTH_FROM_MM (400);
  bt_table_widths_share (columns, 7, cells, 12, EXTRA, WIDTH, widths);
  g_assert_cmpint (sum (widths, 7), ==, WIDTH);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpint (widths[i], >=, columns[i].min);
}

/* Short cells: nothing is broken, and what is left over goes to the texts. */
static void
test_short (void)
{
  BtColumnNeeds columns[3] = { { .role = BT_ROLE_ORDER },
                               { .role = BT_ROLE_CONTENT },
                               { .role = BT_ROLE_TIME } };
  BtCellNeeds cells[3] = { make_cell (12), make_cell (90), make_cell (60) };
  BtLength widths[3];

  gather (columns, 3, cells, 1);
  bt_table_widths_share (columns, 3, cells, 1, EXTRA, WIDTH, widths);
  g_assert_cmpint (widths[0], ==, columns[0].natural);
  g_assert_cmpint (widths[2], ==, columns[2].natural);
  g_assert_cmpint (sum (widths, 3), ==, WIDTH);
}

/* What is moved between columns makes the table lower, never higher, than equal widths do. */
static void
test_lower_than_equal (void)
{
  BtColumnNeeds columns[7];
  BtCellNeeds cells[7 * 12];
  BtLength widths[7];
  guint lines = 0, equal_lines = 0;

  make_tasks (columns, cells, 12);
  bt_table_widths_share (columns, 7, cells, 12, EXTRA, WIDTH, widths);
  for (guint row = 0; row < 12; row++)
    {
      guint most = 0, equal_most = 0;

      for (guint i = 0; i < 7; i++)
        {
          most = MAX (most, bt_cell_needs_count_lines (&cells[row * 7 + i], widths[i] - EXTRA));
          equal_most =
              MAX (equal_most, bt_cell_needs_count_lines (&cells[row * 7 + i], WIDTH / 7 - EXTRA));
        }
      lines += most;
      equal_lines += equal_most;
    }
  g_assert_cmpuint (lines, <, equal_lines * 3 / 4);
}

static void
test_random (void)
{
  for (guint round = 0; round < 3000; round++)
    {
      const guint n = g_test_rand_int_range (1, 12), n_rows = g_test_rand_int_range (0, 9);
      BtColumnNeeds columns[12] = { 0 };
      BtCellNeeds cells[12 * 9];
      BtLength widths[12], least = 0;

      for (guint i = 0; i < n * n_rows; i++)
        cells[i] = make_cell (g_test_rand_double_range (0, 900));
      gather (columns, n, cells, n_rows);
      for (guint i = 0; i < n; i++)
        {
          columns[i].role = g_test_rand_int_range (0, BT_N_ROLES);
          columns[i].group = g_test_rand_int_range (0, 2);
          columns[i].min = MAX (columns[i].min, BT_LENGTH_FROM_MM (6));
          if (columns[i].role == BT_ROLE_ORDER)
            columns[i].natural = columns[i].min;
          columns[i].given =
              g_test_rand_int_range (0, 5) == 0 ? g_test_rand_int_range (1, WIDTH) : 0;
          least += columns[i].min;
        }
      bt_table_widths_share (columns, n, cells, n_rows, EXTRA, WIDTH, widths);
      g_assert_cmpint (sum (widths, n), ==, WIDTH);
      for (guint i = 0; i < n; i++)
        if (least <= WIDTH && columns[i].given == 0)
          g_assert_cmpint (widths[i], >=, columns[i].min);
        else
          g_assert_cmpint (widths[i], >, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-widths/tasks", test_tasks);
  g_test_add_func ("/table-widths/given", test_given);
  g_test_add_func ("/table-widths/short", test_short);
  g_test_add_func ("/table-widths/lower-than-equal", test_lower_than_equal);
  g_test_add_func ("/table-widths/random", test_random);
  return g_test_run ();
}
