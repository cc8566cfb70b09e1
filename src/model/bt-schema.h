/* What each kind of node may hold: one table, which steps, the invariant checker and the XML reader share. */
#pragma once

#include "bt-node.h"

G_BEGIN_DECLS

/* How deep a plan may nest, from the root to a cell; deeper input is refused. */
#define BT_MAX_DEPTH 64

/**
 * BtTextRule:
 * @BT_TEXT_NONE: the kind has no text of its own
 * @BT_TEXT_LINE: a text without line breaks
 * @BT_TEXT_LINES: a text whose "\n" are line breaks
 */
typedef enum
{
  BT_TEXT_NONE,
  BT_TEXT_LINE,
  BT_TEXT_LINES,
} BtTextRule;

/* How a clause is labelled: "none" for a plain paragraph. */
typedef enum
{
  BT_LABEL_NONE,
  BT_LABEL_PART,
  BT_LABEL_CHAPTER,
  BT_LABEL_ROMAN,
  BT_LABEL_ARABIC,
  BT_LABEL_DECIMAL,
  BT_LABEL_ALPHA,
  BT_LABEL_DASH,
  BT_LABEL_PLUS,
  BT_N_LABELS
} BtLabel;

const char *bt_node_kind_get_name (BtNodeKind kind);
gboolean bt_node_kind_from_name (const char *name, BtNodeKind *kind);
BtTextRule bt_node_kind_get_text_rule (BtNodeKind kind);
gboolean bt_node_kind_allows_child (BtNodeKind parent, BtNodeKind child);
gboolean bt_node_kind_has_children (BtNodeKind kind);
gboolean bt_node_kind_has_part (BtNodeKind parent, BtNodeKind child);
const BtNodeKind *bt_node_kind_get_parts (BtNodeKind kind, guint *n_parts);
const char *const *bt_node_kind_get_attrs (BtNodeKind kind);
gboolean bt_node_kind_check_attr (BtNodeKind kind, const char *name, const char *value, GError **error);
gboolean bt_node_check (const BtNode *node, GError **error);
BtNode *bt_node_complete (BtNode *node) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_node_kind_has_marks (BtNodeKind kind);
gboolean bt_attr_is_foreign (const char *name);

const char *bt_label_get_name (BtLabel label);
gboolean bt_label_from_name (const char *name, BtLabel *label);
BtLabel bt_node_get_label (const BtNode *clause);
gboolean bt_node_is_live (const BtNode *node);
gboolean bt_node_is_bare (const BtNode *node);
gboolean bt_node_is_heading (const BtNode *clause);

G_END_DECLS
