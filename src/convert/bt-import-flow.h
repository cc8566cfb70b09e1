/* The words of a flowing table's rows, on their way into cells; private to convert/. */
#pragma once

#include "bt-import-grid.h"

G_BEGIN_DECLS

/**
 * BtFlowWord:
 * @text: the word
 * @key: its key for comparing
 * @line: index of its line
 * @width: about how wide it prints
 * @line_start: it is the first of its line
 * @bullet: it is the dash of a list inside a cell
 * @dash: it is a dash, of a list or between words
 * @page: a page begins with its line
 */
typedef struct
{
  char *text;
  char *key;
  guint line;
  guint width;
  guint line_start : 1;
  guint bullet : 1;
  guint dash : 1;
  guint page : 1;
  guint lower : 1;
  guint upper : 1;
  guint digit : 1;
  guint open : 1;
  guint ends : 1;
} BtFlowWord;

/* A flowing table that is being read. */
typedef struct
{
  BtImport *import;
  BtGrid *grid;
  GPtrArray *rows; /* GArray of BtFlowWord for each row of @grid, NULL for a group row */
  BtGridRow *current;
  guint last; /* the last order number */
  gboolean restart, page;
} Flow;

guint bt_flow_words_are_time (const BtFlowWord *words, guint n_words);
gboolean bt_flow_words_are_unit (const BtFlowWord *words, guint n_words);
gboolean bt_flow_is_bare_unit (const char *key);
gboolean bt_flow_ends_bare (const BtFlowWord *words, guint n_words);
void bt_import_part_cells (Flow *flow);

G_END_DECLS
