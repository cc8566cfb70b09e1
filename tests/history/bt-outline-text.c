/* Small plans as text, one line a clause: id, ">" for each level, a sign for the label, "!" for a heading, the text:
 *
 *   a I! Purpose
 *   b >1 To say
 *   c >>- what
 *
 * A table is the sign "#". A clause that a command made has a random id and shows as "*". */

#include "bt-outline-text.h"

#include <string.h>

#include "bt-schema.h"

static const char signs[BT_N_LABELS + 1] = {
  [BT_LABEL_NONE] = '.',    [BT_LABEL_PART] = 'P',  [BT_LABEL_CHAPTER] = 'C',
  [BT_LABEL_ROMAN] = 'I',   [BT_LABEL_ARABIC] = '1', [BT_LABEL_DECIMAL] = 'D',
  [BT_LABEL_ALPHA] = 'a',   [BT_LABEL_DASH] = '-',  [BT_LABEL_PLUS] = '+',
};

static BtNode *
new_table (const char *id)
{
  BtNodeBuilder *table = bt_node_builder_new (BT_NODE_TABLE, id);
  BtNodeBuilder *columns = bt_node_builder_new (BT_NODE_COLUMNS, NULL);

  bt_node_builder_add_string (columns, BT_NODE_COLUMN, "T");
  bt_node_builder_take_child (table, bt_node_builder_end (columns));
  bt_node_builder_take_child (table, bt_node_builder_end (bt_node_builder_new (BT_NODE_ROWS, NULL)));
  return bt_node_builder_end (table);
}

static BtNode *
new_clause (const char *line, guint *depth)
{
  g_autofree char *id = g_strndup (line, 1);
  const char *at = line + 2;
  BtNodeBuilder *builder;

  *depth = strspn (at, ">");
  at += *depth;
  if (*at == '#')
    return new_table (id);
  builder = bt_node_builder_new (BT_NODE_CLAUSE, id);
  bt_node_builder_set_attr (builder, "label",
                            bt_label_get_name (strchr (signs, *at) - signs));
  if (*++at == '!')
    {
      bt_node_builder_set_attr (builder, "heading", "yes");
      at++;
    }
  bt_node_builder_set_string (builder, *at == ' ' ? at + 1 : at);
  return bt_node_builder_end (builder);
}

/* The plan whose body the lines of @text give. */
BtPlan *
bt_outline_text_parse (const char *text)
{
  g_autoptr (BtPlan) blank = bt_plan_new_blank ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  BtNode *root = bt_node_ref (bt_plan_get_root (blank));
  BtPlan *plan;

  /* Built by steps of the tree's own functions, deepest path last: tests are small. */
  g_autoptr (BtNode) body = bt_node_ref (bt_plan_get_part (blank, BT_NODE_BODY));
  for (guint i = 0; lines[i] && *lines[i]; i++)
    {
      guint depth;
      BtNode *node = new_clause (lines[i], &depth);
      g_ptr_array_set_size (path, 0);
      g_ptr_array_add (path, bt_node_ref (body));
      for (guint d = 0; d < depth; d++)
        {
          BtNode *up = path->pdata[d];
          g_ptr_array_add (path, bt_node_ref (bt_node_get_child (up, bt_node_get_n_children (up) - 1)));
        }
      for (guint d = depth + 1; d-- > 0;)
        {
          BtNode *up = path->pdata[d], *made;
          if (d == depth)
            made = bt_node_with_child_inserted (up, bt_node_get_n_children (up), node);
          else
            made = bt_node_with_child (up, bt_node_get_n_children (up) - 1, node);
          bt_node_unref (node);
          bt_node_unref (up);
          node = made;
        }
      bt_node_unref (g_steal_pointer (&body));
      body = node;
    }
  for (guint i = 0; i < bt_node_get_n_children (root); i++)
    if (bt_node_get_kind (bt_node_get_child (root, i)) == BT_NODE_BODY)
      {
        BtNode *made = bt_node_with_child (root, i, body);
        bt_node_unref (root);
        root = made;
      }
  plan = bt_plan_new (root, NULL);
  g_assert_nonnull (plan);
  bt_node_unref (root);
  return plan;
}

static void
format (const BtNode *node, guint depth, GString *text)
{
  BtNodeKind kind = bt_node_get_kind (node);

  if (kind == BT_NODE_TABLE || kind == BT_NODE_CLAUSE)
    {
      const char *id = bt_node_get_id (node);
      g_string_append_printf (text, "%s ", strlen (id) == 1 ? id : "*");
      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, '>');
    }
  if (kind == BT_NODE_TABLE)
    {
      g_string_append (text, "#\n");
      return;
    }
  if (kind == BT_NODE_CLAUSE)
    {
      g_string_append_c (text, signs[bt_node_get_label (node)]);
      if (bt_node_is_heading (node))
        g_string_append_c (text, '!');
      g_string_append_printf (text, " %s\n", bt_node_get_string (node));
      depth++;
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    format (bt_node_get_child (node, i), depth, text);
}

/* The body of @plan as bt_outline_text_parse() reads it. */
char *
bt_outline_text_format (BtPlan *plan)
{
  GString *text = g_string_new (NULL);

  format (bt_plan_get_part (plan, BT_NODE_BODY), 0, text);
  return g_string_free (text, FALSE);
}
