/* That a plan is the same when it is saved and opened again, for tests that make plans. */
#include "bt-saved.h"

#include "bt-store.h"

/* bt_saved_check: Fails where the plan cannot be saved, or is another one when it is opened again. */
void
bt_saved_check (BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = bt_store_write_bytes (plan, &error);
  g_assert_no_error (error);
  g_autoptr (BtPlan) again = bt_store_read_bytes (bytes, "plan", &error);
  g_assert_no_error (error);

  if (bt_node_equal (bt_plan_get_root (plan), bt_plan_get_root (again)))
    return;
  g_autoptr (GBytes) other = bt_store_write_bytes (again, NULL);
  g_printerr ("saved:\n%.*s\nopened again:\n%.*s\n", (int) g_bytes_get_size (bytes),
              (const char *) g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (other),
              (const char *) g_bytes_get_data (other, NULL));
  g_error ("a plan is another one when it is saved and opened again");
}
