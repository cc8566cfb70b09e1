/* The real plans beside the project, against outlines written down by reading them. */
#include <glib.h>
#include <string.h>

#include "bt-import-law.h"
#include "bt-text-export.h"
#include "bt-text-import.h"

static char *
read_file (const char *folder, const char *name, const char *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  char *contents = NULL;

  return g_file_get_contents (path, &contents, NULL, NULL) ? contents : NULL;
}

static char *
read_plan (const char *name)
{
  const char *shared = g_getenv ("BT_SHARED");
  g_autofree char *folder = shared != NULL ? g_build_filename (shared, "plans", NULL) : NULL;

  return folder != NULL ? read_file (folder, name, ".txt") : NULL;
}

static BtPlan *
import (const char *text, BtReport **report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  BtPlan *plan = bt_text_import (bytes, "text", report, &error);

  g_assert_no_error (error);
  return plan;
}

static void
test_plan (gconstpointer data)
{
  g_autofree char *text = read_plan (data);
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "plans", NULL);
  g_autoptr (BtReport) report = NULL;

  if (text == NULL)
    {
      g_test_skip ("the folder of real plans is not here (BT_SHARED)");
      return;
    }
  g_autofree char *expected = read_file (folder, data, ".outline");
  g_autoptr (BtPlan) plan = import (text, &report);
  g_autofree char *outline = bt_import_law_outline (plan, TRUE);
  g_assert_cmpstr (outline, ==, expected);
  g_autofree char *broken = bt_import_law_check (text, plan, report);
  g_assert_cmpstr (broken, ==, NULL);
}

/* What we export of a real plan reads back as the same plan. */
static void
test_round_trip (gconstpointer data)
{
  g_autofree char *text = read_plan (data);
  g_autoptr (BtReport) report = NULL, again_report = NULL;

  if (text == NULL)
    {
      g_test_skip ("the folder of real plans is not here (BT_SHARED)");
      return;
    }
  g_autoptr (BtPlan) plan = import (text, &report);
  g_autofree char *exported = bt_text_export (plan);
  g_autoptr (BtPlan) again = import (exported, &again_report);
  g_autofree char *before = bt_import_law_outline (plan, FALSE);
  g_autofree char *after = bt_import_law_outline (again, FALSE);
  g_assert_cmpstr (after, ==, before);
}

static const BtReportEntry *
find_entry (const BtReport *report, BtReportKind kind, guint line)
{
  for (guint i = 0; i < bt_report_get_n_entries (report); i++)
    {
      const BtReportEntry *entry = bt_report_get_entry (report, i);
      if (entry->kind == kind && (line == 0 || entry->first_line == line))
        return entry;
    }
  return NULL;
}

/* The second "2." of the plan of Tứ Minh is the third. */
static void
test_renumbered (void)
{
  g_autofree char *text = read_plan ("tu-minh-2025");
  g_autoptr (BtReport) report = NULL;

  if (text == NULL)
    {
      g_test_skip ("the folder of real plans is not here (BT_SHARED)");
      return;
    }
  g_autoptr (BtPlan) plan = import (text, &report);
  const BtReportEntry *entry = find_entry (report, BT_REPORT_RENUMBERED, 276);
  g_assert_nonnull (entry);
  g_assert_cmpstr (entry->text, ==, "2.");
  g_assert_cmpstr (entry->became, ==, "3.");
  g_assert_true (bt_plan_has_node (plan, entry->node));
  const BtReportEntry *page = find_entry (report, BT_REPORT_DROPPED, 736);
  g_assert_nonnull (page);
  g_assert_cmpstr (page->text, ==, "9");
  g_assert_null (find_entry (report, BT_REPORT_WARNING, 0));
}

/* Recognition without tones is imported as it is, and said to be damaged. */
static void
test_damaged (void)
{
  g_autofree char *text = read_plan ("lai-khe-2025-ocr");
  g_autoptr (BtReport) report = NULL;

  if (text == NULL)
    {
      g_test_skip ("the folder of real plans is not here (BT_SHARED)");
      return;
    }
  g_autoptr (BtPlan) plan = import (text, &report);
  const BtReportEntry *entry = find_entry (report, BT_REPORT_WARNING, 1);
  g_assert_nonnull (entry);
  g_assert_cmpfloat (entry->confidence, <, 0.85);
  g_assert_cmpstr (bt_plan_get_field (plan, BT_NODE_SIGNER), ==, "Pham Vin Liém");
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "tu-minh-2025", "phu-dinh-2025", "lai-khe-2025-ocr" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/import/plan/", names[i], NULL);
      g_autofree char *round_trip = g_strconcat ("/import/round-trip/", names[i], NULL);
      g_test_add_data_func (path, names[i], test_plan);
      g_test_add_data_func (round_trip, names[i], test_round_trip);
    }
  g_test_add_func ("/import/plan/renumbered", test_renumbered);
  g_test_add_func ("/import/plan/damaged", test_damaged);
  return g_test_run ();
}
