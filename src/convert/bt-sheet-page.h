/* What goes onto one page of a spreadsheet: a table of the plan with what stands around it; private to convert/. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtSheetPage:
 * @name: what the sheet is called, of at most 31 characters and unlike the others
 * @above: (element-type utf8): the lines above the table: the appendix's label, its title and note where it has any,
 *   clauses with their labels
 * @n_head: how many of @above are the appendix's head
 * @table: the table, owned by the plan
 * @below: (element-type utf8): the clauses below it
 * @portrait: whether someone wants the paper upright
 */
typedef struct
{
  char *name;
  GPtrArray *above;
  guint n_head;
  const BtNode *table;
  GPtrArray *below;
  gboolean portrait;
} BtSheetPage;

/* A title in the heading of a table: in which of its rows and columns, and how many of each it spans. */
typedef struct
{
  const BtNode *column;
  guint row, leaf, n_rows, n_leaves;
} BtSheetTitle;

GPtrArray *bt_sheet_pages_new (const BtPlan *plan, guint appendix, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *bt_sheet_page_titles (const BtSheetPage *page) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
