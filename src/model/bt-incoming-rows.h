/* Rows for a table that come from outside of the plan, and the columns they are for. */
#pragma once

#include "bt-node.h"

G_BEGIN_DECLS

/* A row over the whole width has one text (BtText), any other one for each of the columns that are given: words with
 * their formats, without changes and objects. */
typedef struct
{
  gboolean group;
  GPtrArray *texts;
} BtIncomingRow;

/**
 * BtIncomingRows:
 * @columns: (element-type BtNode): leaf columns that the table gets behind those it has
 * @given: (element-type guint): which of the table's leaves, with those it gets, the rows have texts for
 * @key: which of @given tells rows apart, as what is to be done; G_MAXUINT for none
 * @formats: whether the texts say how words look; else those that stay look as they did, others as what is beside them
 * @rows: (element-type BtIncomingRow): the rows
 */
typedef struct
{
  GPtrArray *columns;
  GArray *given;
  guint key;
  gboolean formats;
  GPtrArray *rows;
} BtIncomingRows;

BtIncomingRows *bt_incoming_rows_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_incoming_rows_free (BtIncomingRows *rows);
void bt_incoming_rows_take (BtIncomingRows *rows, gboolean group, GPtrArray *texts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtIncomingRows, bt_incoming_rows_free)

G_END_DECLS
