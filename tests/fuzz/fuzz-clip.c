/* Whatever HTML comes from the clipboard: clauses that a plan may hold, with nothing fetched and nothing crashed. */
#include <string.h>

#include "bt-clip.h"
#include "bt-schema.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check (const BtNode *node)
{
  g_autoptr (GError) error = NULL;

  bt_node_check (node, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    check (bt_node_get_child (node, i));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (BtClip) clip = bt_clip_new_from_html ((const char *) data, size);
  BtEncoding encoding = bt_clip_get_encoding (clip);

  if (bt_encoding_is_legacy (encoding))
    bt_clip_convert (clip, encoding);
  for (guint tables = 0; tables < 2; tables++)
    {
      g_autoptr (GPtrArray) clauses = bt_clip_to_clauses (clip, tables);
      for (guint i = 0; i < clauses->len; i++)
        check (clauses->pdata[i]);
    }
  return 0;
}
