/* What each kind of node may hold: one table, which steps, the invariant checker and the XML reader share. */
#include "bt-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-id.h"
#include "bt-text-live.h"
#include "bt-was.h"

/* The longest value of an attribute, in bytes; a foreign one may hold anything else's state. */
#define MAX_ATTR_LENGTH 65536

#define NONE (BtNodeKind) - 1
#define MARKS                                                                                      \
  "ins", "ins-verdict", "del", "del-verdict", "moved", "split", "split-of", "split-verdict",       \
      "join", "join-to", "join-after", "join-verdict", "was"

typedef struct
{
  const char *name;
  BtTextRule text;
  const BtNodeKind
      *fixed; /* children that are always there, in this order, ended by NONE; before all others */
  const BtNodeKind *others; /* children that may follow, any number in any order, ended by NONE */
  const char *const *attrs; /* in the order in which they are written */
} KindRule;

#define KINDS(...) ((const BtNodeKind[]){ __VA_ARGS__, NONE })
#define ATTRS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static const KindRule rules[BT_N_NODE_KINDS] = {
  [BT_NODE_PLAN] = { "plan", BT_TEXT_NONE,
                     KINDS (BT_NODE_HEADER, BT_NODE_BASES, BT_NODE_BODY, BT_NODE_SIGNATURE,
                            BT_NODE_RECIPIENTS, BT_NODE_APPENDICES, BT_NODE_SOURCES,
                            BT_NODE_CHANGES, BT_NODE_COMMENTS),
                     NULL, ATTRS ("profile", "medium", "state", "round", "tracking", "was") },
  [BT_NODE_HEADER] = { "header", BT_TEXT_NONE,
                       KINDS (BT_NODE_PARENT, BT_NODE_AGENCY, BT_NODE_NUMBER, BT_NODE_SYMBOL,
                              BT_NODE_PLACE, BT_NODE_DATE, BT_NODE_URGENCY, BT_NODE_TYPE,
                              BT_NODE_SUBJECT),
                       NULL, NULL },
  [BT_NODE_PARENT] = { "parent", BT_TEXT_LINES },
  [BT_NODE_AGENCY] = { "agency", BT_TEXT_LINES },
  [BT_NODE_NUMBER] = { "number", BT_TEXT_LINE },
  [BT_NODE_SYMBOL] = { "symbol", BT_TEXT_LINE },
  [BT_NODE_PLACE] = { "place", BT_TEXT_LINE },
  [BT_NODE_DATE] = { "date", BT_TEXT_LINE },
  [BT_NODE_URGENCY] = { "urgency", BT_TEXT_LINE },
  [BT_NODE_TYPE] = { "type", BT_TEXT_LINE },
  [BT_NODE_SUBJECT] = { "subject", BT_TEXT_LINES },
  [BT_NODE_BASES] = { "bases", BT_TEXT_NONE, NULL, KINDS (BT_NODE_BASIS, BT_NODE_GHOST), NULL },
  [BT_NODE_BASIS] = { "basis", BT_TEXT_LINE, NULL, NULL, ATTRS (MARKS) },
  [BT_NODE_BODY] = { "body", BT_TEXT_NONE, NULL,
                     KINDS (BT_NODE_CLAUSE, BT_NODE_TABLE, BT_NODE_GHOST), NULL },
  [BT_NODE_CLAUSE] = { "clause", BT_TEXT_LINES, NULL,
                       KINDS (BT_NODE_CLAUSE, BT_NODE_TABLE, BT_NODE_GHOST),
                       ATTRS ("label", "heading", MARKS) },
  [BT_NODE_TABLE] = { "table", BT_TEXT_NONE, KINDS (BT_NODE_COLUMNS, BT_NODE_ROWS), NULL,
                      ATTRS (MARKS) },
  [BT_NODE_COLUMNS] = { "columns", BT_TEXT_NONE, NULL, KINDS (BT_NODE_COLUMN, BT_NODE_GHOST),
                        NULL },
  [BT_NODE_COLUMN] = { "column", BT_TEXT_LINES, NULL, KINDS (BT_NODE_COLUMN, BT_NODE_GHOST),
                       ATTRS ("role", "width", MARKS) },
  [BT_NODE_ROWS] = { "rows", BT_TEXT_NONE, NULL,
                     KINDS (BT_NODE_ROW, BT_NODE_GROUP_ROW, BT_NODE_GHOST), NULL },
  [BT_NODE_ROW] = { "row", BT_TEXT_NONE, NULL, KINDS (BT_NODE_CELL), ATTRS (MARKS) },
  [BT_NODE_GROUP_ROW] = { "group-row", BT_TEXT_LINES, NULL, NULL, ATTRS (MARKS) },
  [BT_NODE_CELL] = { "cell", BT_TEXT_LINES },
  [BT_NODE_SIGNATURE] = { "signature", BT_TEXT_NONE,
                          KINDS (BT_NODE_AUTHORITY, BT_NODE_OFFICE, BT_NODE_SIGNER), NULL, NULL },
  [BT_NODE_AUTHORITY] = { "authority", BT_TEXT_LINES },
  [BT_NODE_OFFICE] = { "office", BT_TEXT_LINES },
  [BT_NODE_SIGNER] = { "signer", BT_TEXT_LINES },
  [BT_NODE_RECIPIENTS] = { "recipients", BT_TEXT_NONE, NULL,
                           KINDS (BT_NODE_RECIPIENT, BT_NODE_GHOST), NULL },
  [BT_NODE_RECIPIENT] = { "recipient", BT_TEXT_LINE, NULL, NULL, ATTRS (MARKS) },
  [BT_NODE_APPENDICES] = { "appendices", BT_TEXT_NONE, NULL,
                           KINDS (BT_NODE_APPENDIX, BT_NODE_GHOST), NULL },
  [BT_NODE_APPENDIX] = { "appendix", BT_TEXT_NONE, KINDS (BT_NODE_TITLE, BT_NODE_NOTE),
                         KINDS (BT_NODE_CLAUSE, BT_NODE_TABLE, BT_NODE_GHOST),
                         ATTRS ("orientation", MARKS) },
  [BT_NODE_TITLE] = { "title", BT_TEXT_LINES },
  [BT_NODE_NOTE] = { "note", BT_TEXT_LINES },
  [BT_NODE_SOURCES] = { "sources", BT_TEXT_NONE, NULL, KINDS (BT_NODE_SOURCE), NULL },
  [BT_NODE_SOURCE] = { "source", BT_TEXT_LINE, NULL, NULL,
                       ATTRS ("type", "sign", "date", "issuer") },
  [BT_NODE_CHANGES] = { "changes", BT_TEXT_NONE, NULL, KINDS (BT_NODE_CHANGE), NULL },
  [BT_NODE_CHANGE] = { "change", BT_TEXT_NONE, NULL, NULL,
                       ATTRS ("author", "time", "round", "decision", "decided-by", "decided",
                              "overtaken-by") },
  [BT_NODE_COMMENTS] = { "comments", BT_TEXT_NONE, NULL, KINDS (BT_NODE_THREAD), NULL },
  [BT_NODE_THREAD] = { "thread", BT_TEXT_NONE, NULL, KINDS (BT_NODE_MESSAGE),
                       ATTRS ("node", "words", "rule", "quote", "resolved", "decided-by", "decided") },
  [BT_NODE_MESSAGE] = { "message", BT_TEXT_LINES, NULL, NULL,
                        ATTRS ("author", "time", "edited") },
  [BT_NODE_GHOST] = { "ghost", BT_TEXT_NONE, NULL, NULL, ATTRS ("of", "change", "verdict") },
  [BT_NODE_FOREIGN] = { "foreign", BT_TEXT_LINES },
};

typedef enum
{
  VALUE_ANY,
  VALUE_ID,
  VALUE_NUMBER,
  VALUE_CHOICE,
  VALUE_WAS,
} ValueType;

/* An attribute means the same wherever it stands. */
static const struct
{
  const char *name;
  ValueType type;
  const char *const *choices;
} values[] = {
  { "author", VALUE_ANY },
  { "change", VALUE_ID },
  { "date", VALUE_ANY },
  { "decided", VALUE_ANY },
  { "decided-by", VALUE_ANY },
  { "decision", VALUE_CHOICE, ATTRS ("accepted", "rejected", "overtaken") },
  { "del", VALUE_ID },
  { "del-verdict", VALUE_CHOICE, ATTRS ("accepted") },
  { "edited", VALUE_ANY },
  { "heading", VALUE_CHOICE, ATTRS ("yes") },
  { "ins", VALUE_ID },
  { "ins-verdict", VALUE_CHOICE, ATTRS ("rejected") },
  { "issuer", VALUE_ANY },
  { "join", VALUE_ID },
  { "join-after", VALUE_ID },
  { "join-to", VALUE_ID },
  { "join-verdict", VALUE_CHOICE, ATTRS ("accepted", "rejected") },
  { "label", VALUE_CHOICE,
    ATTRS ("none", "part", "chapter", "roman", "arabic", "decimal", "alpha", "dash", "plus") },
  { "medium", VALUE_CHOICE, ATTRS ("paper", "electronic") },
  { "moved", VALUE_ID },
  { "node", VALUE_ID },
  { "of", VALUE_ID },
  { "orientation", VALUE_CHOICE, ATTRS ("auto", "portrait", "landscape") },
  { "overtaken-by", VALUE_ID },
  { "profile", VALUE_ID },
  { "quote", VALUE_ANY },
  { "resolved", VALUE_CHOICE, ATTRS ("yes") },
  { "role", VALUE_CHOICE,
    ATTRS ("text", "order", "content", "product", "start", "finish", "time", "lead", "support",
           "note") },
  { "round", VALUE_NUMBER },
  { "rule", VALUE_ID },
  { "sign", VALUE_ANY },
  { "split", VALUE_ID },
  { "split-of", VALUE_ID },
  { "split-verdict", VALUE_CHOICE, ATTRS ("accepted", "rejected") },
  { "state", VALUE_CHOICE, ATTRS ("draft", "review", "issued") },
  { "time", VALUE_ANY },
  { "tracking", VALUE_CHOICE, ATTRS ("yes") },
  { "type", VALUE_ANY },
  { "verdict", VALUE_CHOICE, ATTRS ("accepted", "rejected") },
  { "was", VALUE_WAS },
  { "width", VALUE_NUMBER },
  { "words", VALUE_CHOICE, ATTRS ("yes") },
};

static const char *const label_names[BT_N_LABELS] = {
  [BT_LABEL_NONE] = "none",   [BT_LABEL_PART] = "part",     [BT_LABEL_CHAPTER] = "chapter",
  [BT_LABEL_ROMAN] = "roman", [BT_LABEL_ARABIC] = "arabic", [BT_LABEL_DECIMAL] = "decimal",
  [BT_LABEL_ALPHA] = "alpha", [BT_LABEL_DASH] = "dash",     [BT_LABEL_PLUS] = "plus",
};

/**
 * bt_node_kind_get_name:
 * @kind: a kind
 *
 * Returns: (transfer none): its name, which is its element's name in the native format
 */
const char *
bt_node_kind_get_name (BtNodeKind kind)
{
  g_return_val_if_fail (kind < BT_N_NODE_KINDS, NULL);
  return rules[kind].name;
}

/**
 * bt_node_kind_from_name:
 * @name: an element's name
 * @kind: (out): the kind of that name
 *
 * Returns: whether there is one; "foreign" is no element of ours
 */
gboolean
bt_node_kind_from_name (const char *name, BtNodeKind *kind)
{
  g_return_val_if_fail (name != NULL && kind != NULL, FALSE);

  for (guint i = 0; i < BT_NODE_FOREIGN; i++)
    if (strcmp (rules[i].name, name) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * bt_node_kind_get_text_rule:
 * @kind: a kind
 *
 * Returns: whether its nodes have a text of their own, and of how many lines
 */
BtTextRule
bt_node_kind_get_text_rule (BtNodeKind kind)
{
  g_return_val_if_fail (kind < BT_N_NODE_KINDS, BT_TEXT_NONE);
  return rules[kind].text;
}

static gboolean
list_has (const BtNodeKind *list, BtNodeKind kind)
{
  for (; list != NULL && *list != NONE; list++)
    if (*list == kind)
      return TRUE;
  return FALSE;
}

/**
 * bt_node_kind_has_children:
 * @kind: a kind
 *
 * Returns: whether its nodes may have children of ours, or stand for no text and may hold foreign elements
 */
gboolean
bt_node_kind_has_children (BtNodeKind kind)
{
  g_return_val_if_fail (kind < BT_N_NODE_KINDS, FALSE);
  return rules[kind].fixed != NULL || rules[kind].others != NULL
         || rules[kind].text == BT_TEXT_NONE;
}

/**
 * bt_node_kind_allows_child:
 * @parent: a kind
 * @child: a kind
 *
 * Returns: whether a @child may be inserted into and removed from a @parent; parts that are always there may not
 */
gboolean
bt_node_kind_allows_child (BtNodeKind parent, BtNodeKind child)
{
  g_return_val_if_fail (parent < BT_N_NODE_KINDS && child < BT_N_NODE_KINDS, FALSE);

  if (child == BT_NODE_FOREIGN)
    return bt_node_kind_has_children (parent);
  return list_has (rules[parent].others, child);
}

/**
 * bt_node_kind_get_parts:
 * @kind: a kind
 * @n_parts: (out): how many
 *
 * Returns: (transfer none) (nullable): the kinds of the children that are always there, first and in this order
 */
const BtNodeKind *
bt_node_kind_get_parts (BtNodeKind kind, guint *n_parts)
{
  g_return_val_if_fail (kind < BT_N_NODE_KINDS && n_parts != NULL, NULL);

  *n_parts = 0;
  while (rules[kind].fixed != NULL && rules[kind].fixed[*n_parts] != NONE)
    (*n_parts)++;
  return rules[kind].fixed;
}

/**
 * bt_node_kind_get_attrs:
 * @kind: a kind
 *
 * Returns: (transfer none): the names of its attributes, %NULL-terminated, in the order in which they are written
 */
const char *const *
bt_node_kind_get_attrs (BtNodeKind kind)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (kind < BT_N_NODE_KINDS, none);
  return rules[kind].attrs != NULL ? rules[kind].attrs : none;
}

/**
 * bt_node_kind_has_marks:
 * @kind: a kind
 *
 * Returns: whether its nodes bear marks of tracked changes; a cell comes and goes with its row or its column
 */
gboolean
bt_node_kind_has_marks (BtNodeKind kind)
{
  return g_strv_contains (bt_node_kind_get_attrs (kind), "ins");
}

/**
 * bt_attr_is_foreign:
 * @name: an attribute's name
 *
 * Returns: whether it is of a foreign namespace, "{uri}prefix:name"
 */
gboolean
bt_attr_is_foreign (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);
  return name[0] == '{';
}

static gboolean
value_fits (const char *name, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      if (strcmp (values[i].name, name) != 0)
        continue;
      if (values[i].type == VALUE_ID)
        return bt_id_is_valid (value);
      if (values[i].type == VALUE_NUMBER)
        return g_ascii_isdigit (value[0]) && strlen (value) < 10
               && strspn (value, "0123456789.") == strlen (value);
      if (values[i].type == VALUE_WAS)
        return bt_was_check (value);
      return values[i].type != VALUE_CHOICE || g_strv_contains (values[i].choices, value);
    }
  return FALSE;
}

static gboolean
is_plain_value (const char *value)
{
  if (strlen (value) > MAX_ATTR_LENGTH || !g_utf8_validate (value, -1, NULL))
    return FALSE;
  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    if (!bt_text_allows_char (g_utf8_get_char (c), FALSE))
      return FALSE;
  return TRUE;
}

/**
 * bt_node_kind_check_attr:
 * @kind: a kind
 * @name: an attribute's name
 * @value: its value
 * @error: return location
 *
 * Returns: whether a node of @kind may have it; %BT_ERROR_INVALID otherwise
 */
gboolean
bt_node_kind_check_attr (BtNodeKind kind, const char *name, const char *value, GError **error)
{
  g_return_val_if_fail (kind < BT_N_NODE_KINDS && name != NULL && value != NULL, FALSE);

  gboolean foreign = bt_attr_is_foreign (name);
  if (!foreign && !g_strv_contains (bt_node_kind_get_attrs (kind), name))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("<%s> has no attribute “%s”"),
                   rules[kind].name, name);
      return FALSE;
    }
  if (!is_plain_value (value) || (!foreign && !value_fits (name, value)))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID,
                   _ ("“%.40s” is no value for the attribute “%s”"), value, name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_children (const BtNode *node, GError **error)
{
  const KindRule *rule = &rules[bt_node_get_kind (node)];
  const BtNodeKind *due = rule->fixed;

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNodeKind kind = bt_node_get_kind (bt_node_get_child (node, i));
      gboolean parts_left = due != NULL && *due != NONE;
      if (parts_left && kind == *due)
        due++;
      else if ((parts_left && kind != BT_NODE_FOREIGN)
               || !bt_node_kind_allows_child (bt_node_get_kind (node), kind))
        {
          g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("<%s> cannot stand here in <%s>"),
                       rules[kind].name, rule->name);
          return FALSE;
        }
    }
  if (due != NULL && *due != NONE)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("<%s> lacks its <%s>"), rule->name,
                   rules[*due].name);
      return FALSE;
    }
  return TRUE;
}

/**
 * bt_node_check:
 * @node: a node
 * @error: return location
 *
 * Checks the node itself (id, attributes, text, the kinds of its children), not what its children hold.
 *
 * Returns: whether it is as the schema wants; %BT_ERROR_INVALID otherwise
 */
gboolean
bt_node_check (const BtNode *node, GError **error)
{
  g_return_val_if_fail (node != NULL, FALSE);

  BtNodeKind kind = bt_node_get_kind (node);
  BtTextRule text_rule = rules[kind].text;
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);

  if (!bt_id_is_valid (bt_node_get_id (node)))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("“%.40s” is no id"),
                   bt_node_get_id (node));
      return FALSE;
    }
  for (guint i = 0; i < n_attrs; i++)
    if (!bt_node_kind_check_attr (kind, attrs[i].name, attrs[i].value, error))
      return FALSE;
  if ((bt_node_get_text (node) != NULL) != (text_rule != BT_TEXT_NONE))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("<%s> has no text of its own"),
                   rules[kind].name);
      return FALSE;
    }
  if (text_rule != BT_TEXT_NONE
      && !bt_text_check (bt_node_get_text (node), text_rule == BT_TEXT_LINES, error))
    return FALSE;
  return check_children (node, error);
}

/* Copies what @builder's node has besides children. */
static BtNodeBuilder *
builder_like (const BtNode *node)
{
  BtNodeBuilder *builder = bt_node_builder_new (bt_node_get_kind (node), bt_node_get_id (node));

  bt_node_builder_copy_attrs (builder, node);
  if (bt_node_get_text (node) != NULL)
    bt_node_builder_take_text (builder, bt_text_ref (bt_node_get_text (node)));
  return builder;
}

static BtNode *
complete_part (const BtNode *node, BtNodeKind kind)
{
  BtNode *part = bt_node_get_child_of_kind (node, kind);
  g_autoptr (BtNode) fresh = NULL;

  if (part == NULL)
    part = fresh = bt_node_builder_end (bt_node_builder_new (kind, NULL));
  return bt_node_complete (part);
}

/**
 * bt_node_complete:
 * @node: a tree that may lack parts that are always there
 *
 * Returns: (transfer full): the tree with empty parts in their places, throughout; a part that stands out of order is
 *   put where it belongs. A second part of one kind stays, for bt_node_check() to refuse.
 */
BtNode *
bt_node_complete (BtNode *node)
{
  guint n_parts;
  const BtNodeKind *parts = bt_node_kind_get_parts (bt_node_get_kind (node), &n_parts);

  g_return_val_if_fail (node != NULL, NULL);

  if (bt_node_get_n_children (node) == 0 && n_parts == 0)
    return bt_node_ref (node);
  BtNodeBuilder *builder = builder_like (node);
  for (guint i = 0; i < n_parts; i++)
    bt_node_builder_take_child (builder, complete_part (node, parts[i]));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      if (!list_has (parts, bt_node_get_kind (child))
          || bt_node_get_child_of_kind (node, bt_node_get_kind (child)) != child)
        bt_node_builder_take_child (builder, bt_node_complete (child));
    }
  return bt_node_builder_end (builder);
}

/**
 * bt_label_get_name:
 * @label: a label scheme
 *
 * Returns: (transfer none): its name, as the attribute "label" has it
 */
const char *
bt_label_get_name (BtLabel label)
{
  g_return_val_if_fail (label < BT_N_LABELS, NULL);
  return label_names[label];
}

/**
 * bt_label_from_name:
 * @name: (nullable): a value of the attribute "label"
 * @label: (out): the scheme
 *
 * Returns: whether there is one of that name
 */
gboolean
bt_label_from_name (const char *name, BtLabel *label)
{
  g_return_val_if_fail (label != NULL, FALSE);

  for (guint i = 0; name != NULL && i < BT_N_LABELS; i++)
    if (strcmp (label_names[i], name) == 0)
      {
        *label = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * bt_node_get_label:
 * @clause: a node
 *
 * Returns: the label scheme of a clause, %BT_LABEL_NONE for anything else
 */
BtLabel
bt_node_get_label (const BtNode *clause)
{
  BtLabel label = BT_LABEL_NONE;

  g_return_val_if_fail (clause != NULL, BT_LABEL_NONE);

  if (bt_node_get_kind (clause) == BT_NODE_CLAUSE)
    bt_label_from_name (bt_node_get_attr (clause, "label"), &label);
  return label;
}

/**
 * bt_node_kind_has_part:
 * @parent: the kind of a node
 * @child: the kind of a child of it
 *
 * Returns: whether the child is part of its parent, as a cell is of its row, rather than something in it
 */
gboolean
bt_node_kind_has_part (BtNodeKind parent, BtNodeKind child)
{
  return !bt_node_kind_allows_child (parent, child) || child == BT_NODE_COLUMN
         || child == BT_NODE_CELL;
}

static gboolean
has_live_text (const BtNode *node)
{
  const BtText *text = bt_node_get_text (node);
  return text != NULL && bt_text_get_live_length (text, 0, bt_text_get_length (text)) > 0;
}

/* Whether something is left in the node, which is deleted, when all open changes are accepted. */
static gboolean
has_live_content (const BtNode *node)
{
  if (has_live_text (node))
    return TRUE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      const BtNode *child = bt_node_get_child (node, i);
      gboolean part = bt_node_kind_has_part (bt_node_get_kind (node), bt_node_get_kind (child));
      gboolean there = (part && bt_node_get_kind (child) != BT_NODE_COLUMN) || bt_node_is_live (child);
      if (there && (!part || has_live_content (child)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_live_child (const BtNode *node)
{
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_is_live (bt_node_get_child (node, i)))
      return TRUE;
  return FALSE;
}

/* A group of columns goes with its last column. */
static gboolean
is_live_column (const BtNode *column)
{
  if (bt_node_get_n_children (column) > 0)
    return has_live_child (column);
  return bt_node_get_attr (column, "del") == NULL || has_live_text (column);
}

/**
 * bt_node_is_live:
 * @node: a node
 *
 * Whether the node is there for the reader: it stands in its place when all open changes are accepted. What is decided
 * but waits to be carried out counts as open. A deleted node stays as long as something in it does; what keeps it from
 * elsewhere, the cells of a column and the paragraphs joined to one, bt_step_run_settle() knows.
 *
 * Returns: whether it is neither deleted, nor joined to the paragraph before it, nor the ghost of what was moved
 */
gboolean
bt_node_is_live (const BtNode *node)
{
  g_return_val_if_fail (node != NULL, FALSE);

  if (bt_node_get_kind (node) == BT_NODE_GHOST || bt_node_get_attr (node, "join") != NULL)
    return FALSE;
  if (bt_node_get_kind (node) == BT_NODE_COLUMN)
    return is_live_column (node);
  return bt_node_get_attr (node, "del") == NULL || has_live_content (node);
}

/**
 * bt_node_is_bare:
 * @node: a node
 *
 * Returns: whether nothing is in it: no character, no child but its parts, and nothing in these
 */
gboolean
bt_node_is_bare (const BtNode *node)
{
  g_return_val_if_fail (node != NULL, FALSE);

  if (bt_node_get_string (node)[0] != '\0')
    return FALSE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      const BtNode *child = bt_node_get_child (node, i);
      if (!bt_node_kind_has_part (bt_node_get_kind (node), bt_node_get_kind (child))
          || !bt_node_is_bare (child))
        return FALSE;
    }
  return TRUE;
}

/**
 * bt_node_is_heading:
 * @clause: a node
 *
 * Returns: whether it is a clause whose own text is a heading
 */
gboolean
bt_node_is_heading (const BtNode *clause)
{
  g_return_val_if_fail (clause != NULL, FALSE);
  return g_strcmp0 (bt_node_get_attr (clause, "heading"), "yes") == 0;
}
