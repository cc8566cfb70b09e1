/* What the geometry of a table's rows (bt-table-grid.c) and of its columns (bt-table-grid-columns.c) share. */
#pragma once

#include "bt-table-grid.h"

G_BEGIN_DECLS

typedef struct
{
  BtNode *node;
  guint number;
  int height; /* 0 where it is not known at all */
  gboolean exact;
} BtGridRow;

struct _BtTableGrid
{
  BtPlan *plan;
  BtNode *table;
  BtUnderlines *underlines; /* NULL where nobody underlines */
  GHashTable *colors;       /* of the authors of changes (bt_author_colors_of_changes()) */
  BtNode *change_records;   /* the part of the plan that the colours are of */
  GHashTable *commented;    /* the nodes that open comments speak of (bt_commented_nodes_of_plan()) */
  BtNode *comment_records;  /* the part of the plan that these are of */
  GPtrArray *leaves;
  BtCellMark *marks; /* of the leaves */
  GArray *rows;
  double *naturals; /* the widths the columns ask for; NULL where they have to be found anew */
  int *xs; /* where each column begins, and where the last ends */
  int *ys; /* likewise of the rows; NULL where some height has changed */
  double scale; /* pixels a millimetre */
  int line_height;
  int char_width;
  guint next_to_measure;
};

void bt_table_grid_forget_heights (BtTableGrid *grid);

G_END_DECLS
