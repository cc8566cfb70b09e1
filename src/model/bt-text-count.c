/* How long a text is for who writes it: words and characters. */
#include "bt-text-count.h"

#include "bt-schema.h"
#include "bt-text-live.h"

/**
 * bt_text_count_add_string:
 * @count: what was counted so far
 * @string: NFC text
 *
 * Counts it, too.
 */
void
bt_text_count_add_string (BtTextCount *count, const char *string)
{
  gboolean counted = FALSE;

  g_return_if_fail (count != NULL && string != NULL);

  for (const char *c = string; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      gboolean space = g_unichar_isspace (character);

      count->characters += *c != '\n';
      count->unspaced += !space;
      if (space)
        counted = FALSE;
      else if (!counted && g_unichar_isalnum (character))
        {
          counted = TRUE;
          count->words++;
        }
    }
}

/**
 * bt_text_count_add_text:
 * @count: what was counted so far
 * @text: a text
 *
 * Counts what stays of it when all open changes are accepted, too.
 */
void
bt_text_count_add_text (BtTextCount *count, const BtText *text)
{
  g_return_if_fail (count != NULL && text != NULL);

  g_autofree char *live = bt_text_dup_live (text);
  bt_text_count_add_string (count, live);
}

/**
 * bt_text_count_add_node:
 * @count: what was counted so far
 * @node: a part of a plan
 *
 * Counts what stays of its texts, at any depth, when all open changes are accepted, too.
 */
void
bt_text_count_add_node (BtTextCount *count, const BtNode *node)
{
  g_return_if_fail (count != NULL && node != NULL);

  if (!bt_node_is_live (node))
    return;
  if (bt_node_get_text (node) != NULL)
    bt_text_count_add_text (count, bt_node_get_text (node));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    bt_text_count_add_node (count, bt_node_get_child (node, i));
}

/**
 * bt_text_count_add_plan:
 * @count: what was counted so far
 * @plan: a plan
 *
 * Counts what is printed of it when all open changes are accepted, too.
 */
void
bt_text_count_add_plan (BtTextCount *count, const BtPlan *plan)
{
  const BtNode *root;

  g_return_if_fail (count != NULL && plan != NULL);

  root = bt_plan_get_root (plan);
  for (guint i = 0; i < bt_node_get_n_children (root); i++)
    {
      const BtNode *part = bt_node_get_child (root, i);
      BtNodeKind kind = bt_node_get_kind (part);
      if (kind != BT_NODE_SOURCES && kind != BT_NODE_CHANGES && kind != BT_NODE_COMMENTS)
        bt_text_count_add_node (count, part);
    }
}
