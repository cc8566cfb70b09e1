/* Feeds bytes to the reader of the native format. What is refused must be refused in one line with the file's name;
 * what is read must be written, and read → write → read → write must give the same bytes. What is no plan may be
 * an office profile. */
#include <stdint.h>
#include <string.h>

#include "bt-error.h"
#include "bt-office.h"
#include "bt-store.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
assert_clean_refusal (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == BT_ERROR);
  g_assert_true (g_str_has_prefix (error->message, "input:"));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static GBytes *
write_plan (BtPlan *plan)
{
  g_autoptr (GError) error = NULL;

  GBytes *bytes = bt_store_write_bytes (plan, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
read_as_office (GBytes *input)
{
  static BtPlan *blank;
  g_autoptr (GError) error = NULL;

  if (blank == NULL)
    blank = bt_plan_new_blank ();
  g_autoptr (BtOffice) office = bt_office_read (input, "input", &error);
  g_autoptr (BtPlan) filled = office != NULL ? bt_office_apply (office, 0, blank, &error) : NULL;
  if (filled == NULL)
    assert_clean_refusal (error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) input = g_bytes_new (data, size);
  g_autoptr (BtPlan) plan = bt_store_read_bytes (input, "input", &error);

  if (plan == NULL)
    {
      assert_clean_refusal (error);
      read_as_office (input);
      return 0;
    }
  bt_plan_check (plan, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) first = write_plan (plan);
  g_autoptr (BtPlan) again = bt_store_read_bytes (first, "input", &error);
  g_assert_no_error (error);
  g_assert_true (bt_node_equal (bt_plan_get_root (plan), bt_plan_get_root (again)));
  g_autoptr (GBytes) second = write_plan (again);
  g_assert_true (g_bytes_equal (first, second));
  return 0;
}
