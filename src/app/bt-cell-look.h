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

/* In place of an author: what nobody has changed. */
#define BT_CELL_NOBODY (-1)

/**
 * BtCellMark:
 * @style: how all of a row, a column or a cell looks
 * @author: the place of the colour of whoever made it look so (bt_author_color_get()); %BT_CELL_NOBODY
 */
typedef struct
{
  BtCellStyle style;
  int author;
} BtCellMark;

/* In which colours it is drawn. */
typedef enum
{
  BT_CELL_MEASURED, /* it is not */
  BT_CELL_ON_LIGHT,
  BT_CELL_ON_DARK,
} BtCellInk;

typedef struct _BtCellLook BtCellLook;

BtCellLook *bt_cell_look_new (const BtPlan *plan, const BtNode *node, const char *label,
                              BtCellMark mark, GHashTable *colors) G_GNUC_WARN_UNUSED_RESULT;
void bt_cell_look_underline (BtCellLook *look, const BtPlan *plan, const BtNode *node,
                             const GArray *underlines);
void bt_cell_look_free (BtCellLook *look);
const char *bt_cell_look_get_string (const BtCellLook *look);
BtCellMark bt_cell_look_get_mark (const BtCellLook *look);
gboolean bt_cell_look_equal (const BtCellLook *a, const BtCellLook *b);
PangoLayout *bt_cell_look_create_layout (const BtCellLook *look, PangoContext *context,
                                         BtCellInk ink) G_GNUC_WARN_UNUSED_RESULT;
BtCellMark bt_cell_mark_of_node (const BtNode *node, GHashTable *colors);
BtCellMark bt_cell_mark_join (BtCellMark outer, BtCellMark inner);
int bt_cell_find_author (const BtNode *node, GHashTable *colors);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCellLook, bt_cell_look_free)

G_END_DECLS
