/* Where pages begin and end in a flow. */
#pragma once

#include "bt-flow.h"

G_BEGIN_DECLS

/* A place between two pieces of a flow: before piece @line of block @block. */
typedef struct
{
  guint block, line;
} BtPlace;

/**
 * BtCut:
 * @section: the section it belongs to
 * @number: of the page in its section, from 1
 * @start, @end: its pieces
 * @heading: whether it begins with the heading of the table that goes on there
 */
typedef struct
{
  guint section, number;
  BtPlace start, end;
  gboolean heading;
} BtCut;

GArray *bt_pages_cut (const BtFlow *flow) G_GNUC_WARN_UNUSED_RESULT;
BtLength bt_pages_get_space (const BtFlow *flow, guint block, gboolean at_top);

G_END_DECLS
