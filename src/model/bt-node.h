/* A node of the plan's tree: immutable, reference-counted, shared between the plans before and after a step. */
#pragma once

#include "bt-text.h"

G_BEGIN_DECLS

typedef struct _BtNode BtNode;
typedef struct _BtNodeBuilder BtNodeBuilder;

/**
 * BtNodeKind:
 *
 * Every kind of node. bt-schema.h says what each may hold. The Vietnamese terms: header (thể thức đầu), parent (cơ quan
 * chủ quản), symbol (ký hiệu), subject (trích yếu), basis (căn cứ), clause (mục, khoản, điểm), authority (quyền hạn,
 * "KT. CHỦ TỊCH"), office (chức vụ), signer (người ký), recipient (nơi nhận), appendix (phụ lục).
 */
typedef enum
{
  BT_NODE_PLAN,
  BT_NODE_HEADER,
  BT_NODE_PARENT,
  BT_NODE_AGENCY,
  BT_NODE_NUMBER,
  BT_NODE_SYMBOL,
  BT_NODE_PLACE,
  BT_NODE_DATE,
  BT_NODE_URGENCY,
  BT_NODE_TYPE,
  BT_NODE_SUBJECT,
  BT_NODE_BASES,
  BT_NODE_BASIS,
  BT_NODE_BODY,
  BT_NODE_CLAUSE,
  BT_NODE_TABLE,
  BT_NODE_COLUMNS,
  BT_NODE_COLUMN,
  BT_NODE_ROWS,
  BT_NODE_ROW,
  BT_NODE_GROUP_ROW,
  BT_NODE_CELL,
  BT_NODE_SIGNATURE,
  BT_NODE_AUTHORITY,
  BT_NODE_OFFICE,
  BT_NODE_SIGNER,
  BT_NODE_RECIPIENTS,
  BT_NODE_RECIPIENT,
  BT_NODE_APPENDICES,
  BT_NODE_APPENDIX,
  BT_NODE_TITLE,
  BT_NODE_NOTE,
  BT_NODE_SOURCES,
  BT_NODE_SOURCE,
  BT_NODE_CHANGES,
  BT_NODE_CHANGE,
  BT_NODE_COMMENTS,
  BT_NODE_THREAD,
  BT_NODE_MESSAGE,
  BT_NODE_GHOST,
  BT_NODE_FOREIGN,
  BT_N_NODE_KINDS
} BtNodeKind;

/* An attribute; both strings live as long as the node. */
typedef struct
{
  const char *name; /* interned */
  char *value;
} BtAttr;

BtNode *bt_node_ref (BtNode *node);
void bt_node_unref (BtNode *node);

BtNodeKind bt_node_get_kind (const BtNode *node);
const char *bt_node_get_id (const BtNode *node);
const char *bt_node_get_attr (const BtNode *node, const char *name);
const BtAttr *bt_node_get_attrs (const BtNode *node, guint *n_attrs);
BtText *bt_node_get_text (const BtNode *node);
const char *bt_node_get_string (const BtNode *node);
BtNode *bt_node_find_text (BtNode *node);
guint bt_node_get_n_children (const BtNode *node);
BtNode *bt_node_get_child (const BtNode *node, guint position);
gboolean bt_node_find_child (const BtNode *node, const char *id, guint *position);
BtNode *bt_node_get_child_of_kind (const BtNode *node, BtNodeKind kind);
gboolean bt_node_has_marks (const BtNode *node);
gboolean bt_node_equal (const BtNode *a, const BtNode *b);

BtNode *bt_node_with_text (BtNode *node, BtText *text) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_node_with_attr (BtNode *node, const char *name, const char *value) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_node_with_child (BtNode *node, guint position, BtNode *child) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_node_with_child_inserted (BtNode *node, guint position, BtNode *child) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_node_with_child_removed (BtNode *node, guint position) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_node_copy_with_new_ids (BtNode *node) G_GNUC_WARN_UNUSED_RESULT;

BtNodeBuilder *bt_node_builder_new (BtNodeKind kind, const char *id) G_GNUC_WARN_UNUSED_RESULT;
void bt_node_builder_set_attr (BtNodeBuilder *builder, const char *name, const char *value);
void bt_node_builder_copy_attrs (BtNodeBuilder *builder, const BtNode *node);
void bt_node_builder_take_text (BtNodeBuilder *builder, BtText *text);
void bt_node_builder_set_string (BtNodeBuilder *builder, const char *string);
void bt_node_builder_take_child (BtNodeBuilder *builder, BtNode *child);
void bt_node_builder_add_string (BtNodeBuilder *builder, BtNodeKind kind, const char *string);
BtNode *bt_node_builder_end (BtNodeBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;
void bt_node_builder_free (BtNodeBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtNode, bt_node_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtNodeBuilder, bt_node_builder_free)

G_END_DECLS
