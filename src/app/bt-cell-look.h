/* How the text of a cell looks: its words, formats and marks of changes; measured and drawn alike. */
#pragma once

#include <gdk/gdk.h>
#include <pango/pango.h>

#include "bt-plan.h"
#include "bt-underlines.h"

G_BEGIN_DECLS

typedef enum
{
  BT_CELL_PLAIN = 0,
  BT_CELL_BOLD = 1 << 0,
  BT_CELL_CENTERED = 1 << 1,
  BT_CELL_INSERTED = 1 << 2, /* with its row or column */
  BT_CELL_DELETED = 1 << 3,
  BT_CELL_MOVED = 1 << 4,
} BtCellStyle;

/* What tells inserted from deleted words besides their lines, and one underline from another. */
typedef struct
{
  GdkRGBA inserted, deleted;
  gboolean dark;
} BtCellColors;

typedef struct _BtCellLook BtCellLook;

BtCellLook *bt_cell_look_new (const BtPlan *plan, const BtNode *node, const char *label,
                              BtCellStyle style) G_GNUC_WARN_UNUSED_RESULT;
void bt_cell_look_underline (BtCellLook *look, const BtPlan *plan, const BtNode *node,
                             const GArray *underlines);
void bt_cell_look_free (BtCellLook *look);
const char *bt_cell_look_get_string (const BtCellLook *look);
BtCellStyle bt_cell_look_get_style (const BtCellLook *look);
gboolean bt_cell_look_equal (const BtCellLook *a, const BtCellLook *b);
PangoLayout *bt_cell_look_create_layout (const BtCellLook *look, PangoContext *context,
                                         const BtCellColors *colors) G_GNUC_WARN_UNUSED_RESULT;
BtCellStyle bt_cell_style_of_node (const BtNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCellLook, bt_cell_look_free)

G_END_DECLS
