/* Whatever bytes come: the recogniser refuses them in one line, or makes a plan in which no character is lost. */
#include "bt-encoding.h"
#include "bt-import-law.h"
#include "bt-text-export.h"
#include "bt-text-import.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static BtPlan *
import (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtReport) report = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  BtPlan *plan = bt_text_import (bytes, "fuzz", &report, &error);

  if (plan == NULL)
    {
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
      return NULL;
    }
  g_assert_no_error (error);
  g_autoptr (BtDecoded) decoded = bt_encoding_decode (data, size, "text", NULL);
  g_autofree char *broken = bt_import_law_check (decoded->text, plan, report);
  if (broken != NULL)
    g_error ("%s", broken);
  return plan;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (BtPlan) plan = import (data, size);

  if (plan == NULL)
    return 0;
  /* What we write is always a text that we read. */
  g_autofree char *text = bt_text_export (plan);
  g_autoptr (BtPlan) again = import ((const guint8 *) text, strlen (text));
  if (again != NULL)
    g_assert_true (bt_plan_check (again, NULL));
  return 0;
}
