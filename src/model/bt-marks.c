/* Which changes the marks of a node name, and whether marks fit together. */
#include "bt-marks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-was.h"

/* Attributes whose value is a change. */
static const char *const change_attrs[] = {
  "ins", "del", "moved", "split", "join", "change", NULL
};

static void
foreach_was (const char *was, BtChangeFunc func, gpointer data)
{
  if (was == NULL)
    return;
  g_autoptr (GPtrArray) entries = bt_was_parse (was);
  for (guint i = 0; i < entries->len; i++)
    func (((BtWas *) entries->pdata[i])->change, data);
}

static void
foreach_run (const BtText *text, BtChangeFunc func, gpointer data)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  for (guint i = 0; i < n_runs; i++)
    {
      if (runs[i].mark.ins != NULL)
        func (runs[i].mark.ins, data);
      if (runs[i].mark.del != NULL)
        func (runs[i].mark.del, data);
      foreach_was (runs[i].mark.was, func, data);
    }
}

/**
 * bt_node_foreach_change:
 * @node: a node
 * @func: is told each change that the node's own marks and text name, as often as they do
 * @data: for @func
 */
void
bt_node_foreach_change (const BtNode *node, BtChangeFunc func, gpointer data)
{
  guint n_attrs;

  g_return_if_fail (node != NULL && func != NULL);

  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);
  for (guint i = 0; i < n_attrs; i++)
    if (g_strv_contains (change_attrs, attrs[i].name))
      func (bt_intern (attrs[i].value), data);
    else if (strcmp (attrs[i].name, "was") == 0)
      foreach_was (attrs[i].value, func, data);
  if (bt_node_get_text (node) != NULL)
    foreach_run (bt_node_get_text (node), func, data);
}

static gboolean
is_decided (const BtNode *node, const char *mark)
{
  return (strcmp (mark, "ins") == 0 && bt_node_get_attr (node, "ins-verdict") != NULL)
         || (strcmp (mark, "del") == 0 && bt_node_get_attr (node, "del-verdict") != NULL);
}

/**
 * bt_node_is_open:
 * @node: a node
 *
 * Returns: whether its own marks or its text may still become one thing or another: not where all they say is that the
 *   node goes
 */
gboolean
bt_node_is_open (const BtNode *node)
{
  guint n_attrs;

  g_return_val_if_fail (node != NULL, FALSE);

  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);
  for (guint i = 0; i < n_attrs; i++)
    if (strcmp (attrs[i].name, "was") == 0
        || (g_strv_contains (change_attrs, attrs[i].name) && !is_decided (node, attrs[i].name)))
      return TRUE;
  const BtText *text = bt_node_get_text (node);
  return text != NULL && bt_text_has_marks (text);
}

/* Two attributes that make sense only together, the second naming a node of the plan. */
static gboolean
check_pair (const BtNode *node, const char *mark, const char *place, GHashTable *ids,
            GError **error)
{
  const char *change = bt_node_get_attr (node, mark), *id = bt_node_get_attr (node, place);

  if ((change == NULL) != (id == NULL))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID,
                   _ ("“%s” has only one of the marks “%s” and “%s”"), bt_node_get_id (node), mark,
                   place);
      return FALSE;
    }
  if (id == NULL || g_hash_table_contains (ids, id))
    return TRUE;
  g_set_error (error, BT_ERROR, BT_ERROR_INVALID,
               _ ("“%s” of “%s” names “%s”, which is not in the plan"), place,
               bt_node_get_id (node), id);
  return FALSE;
}

/**
 * bt_node_check_marks:
 * @node: a node
 * @ids: (element-type utf8): the ids of all nodes of its plan
 * @error: return location
 *
 * Returns: whether what the node's marks name is in the plan; %BT_ERROR_INVALID otherwise
 */
gboolean
bt_node_check_marks (const BtNode *node, GHashTable *ids, GError **error)
{
  g_return_val_if_fail (node != NULL && ids != NULL, FALSE);

  if (bt_node_get_kind (node) == BT_NODE_GHOST)
    return check_pair (node, "change", "of", ids, error);
  return check_pair (node, "split", "split-of", ids, error)
         && check_pair (node, "join", "join-to", ids, error);
}
