/* The tracked changes of a plan as JSON, in the shape of the command line's contract. */
#include <json-glib/json-glib.h>

#include "bt-change-list.h"
#include "bt-cli.h"

static void
add_string (JsonBuilder *json, const char *member, const char *value)
{
  json_builder_set_member_name (json, member);
  json_builder_add_string_value (json, value);
}

/* An attribute's value stands behind its name. */
static void
add_value (JsonBuilder *json, const char *member, const BtChange *change, const char *value)
{
  g_autofree char *both =
      change->name != NULL ? g_strconcat (change->name, "=", value, NULL) : g_strdup (value);
  add_string (json, member, both);
}

static void
add_change (JsonBuilder *json, const BtChange *change)
{
  json_builder_begin_object (json);
  add_string (json, "id", change->id);
  add_string (json, "author", bt_change_get_attr (change, "author"));
  add_string (json, "time", bt_change_get_attr (change, "time"));
  add_string (json, "kind", bt_change_kind_get_name (change->kind));
  add_string (json, "node", change->node);
  add_value (json, "text", change, change->text);
  add_value (json, "old", change, change->old);
  json_builder_end_object (json);
}

/**
 * bt_changes_json:
 * @list: (element-type BtChange): the changes of a plan
 *
 * What is decided and carried out is no change of the plan any more; it is left out.
 *
 * Returns: (transfer full): the list as JSON, with a line end
 */
char *
bt_changes_json (const GPtrArray *list)
{
  g_return_val_if_fail (list != NULL, NULL);

  g_autoptr (JsonBuilder) json = json_builder_new ();
  json_builder_begin_array (json);
  for (guint i = 0; i < list->len; i++)
    if (((const BtChange *) list->pdata[i])->state != BT_CHANGE_DECIDED)
      add_change (json, list->pdata[i]);
  json_builder_end_array (json);
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}
