/* The comments of a plan as JSON, in the shape of the command line's contract. */
#include "bt-comments-json.h"

#include "bt-comment-list.h"

static const char *const places[] = {
  [BT_COMMENT_ON_WORDS] = "words",
  [BT_COMMENT_ON_NODE] = "node",
  [BT_COMMENT_DETACHED] = "detached",
};

static void
add_string (JsonBuilder *json, const char *member, const char *value)
{
  json_builder_set_member_name (json, member);
  json_builder_add_string_value (json, value != NULL ? value : "");
}

static void
add_attr (JsonBuilder *json, const char *member, const BtNode *node)
{
  add_string (json, member, bt_node_get_attr (node, member));
}

static void
add_messages (JsonBuilder *json, const BtComment *comment)
{
  g_autoptr (GPtrArray) messages = bt_comment_get_messages (comment);

  json_builder_set_member_name (json, "messages");
  json_builder_begin_array (json);
  for (guint i = 0; i < messages->len; i++)
    {
      json_builder_begin_object (json);
      add_string (json, "id", bt_node_get_id (messages->pdata[i]));
      add_attr (json, "author", messages->pdata[i]);
      add_attr (json, "time", messages->pdata[i]);
      add_attr (json, "edited", messages->pdata[i]);
      add_string (json, "text", bt_node_get_string (messages->pdata[i]));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_comment (JsonBuilder *json, const BtComment *comment)
{
  gboolean resolved = bt_comment_is_resolved (comment);

  json_builder_begin_object (json);
  add_string (json, "id", comment->id);
  json_builder_set_member_name (json, "number");
  json_builder_add_int_value (json, comment->number);
  add_string (json, "place", places[comment->place]);
  add_string (json, "node", comment->node);
  add_string (json, "quote", comment->quote);
  add_string (json, "state", resolved ? "resolved" : "open");
  add_attr (json, "decided-by", comment->thread);
  add_attr (json, "decided", comment->thread);
  add_messages (json, comment);
  json_builder_end_object (json);
}

/**
 * bt_comments_add_json:
 * @json: where the comments are added, as an array
 * @plan: a plan
 */
void
bt_comments_add_json (JsonBuilder *json, const BtPlan *plan)
{
  g_return_if_fail (json != NULL && plan != NULL);

  g_autoptr (GPtrArray) list = bt_comment_list_new (plan);
  json_builder_begin_array (json);
  for (guint i = 0; i < list->len; i++)
    add_comment (json, list->pdata[i]);
  json_builder_end_array (json);
}
