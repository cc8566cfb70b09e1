/* Places in a plan's texts: a node and an offset in bytes; two of them make a selection. */
#pragma once

#include <glib.h>

#include "bt-intern.h"

G_BEGIN_DECLS

/* @node is the interned id (bt_intern()) of a node with a text, or NULL for no place at all. */
typedef struct
{
  const char *node;
  gsize offset;
} BtPlace;

/* The caret and the other end of what is selected; equal where nothing is. */
typedef struct
{
  BtPlace anchor;
  BtPlace caret;
} BtSelection;

static inline BtPlace
bt_place (const char *node, gsize offset)
{
  return (BtPlace){ bt_intern (node), offset };
}

static inline gboolean
bt_place_equal (BtPlace a, BtPlace b)
{
  return a.node == b.node && a.offset == b.offset;
}

static inline BtSelection
bt_selection_at (BtPlace place)
{
  return (BtSelection){ place, place };
}

static inline gboolean
bt_selection_equal (BtSelection a, BtSelection b)
{
  return bt_place_equal (a.anchor, b.anchor) && bt_place_equal (a.caret, b.caret);
}

G_END_DECLS
