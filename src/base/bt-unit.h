/* Lengths on paper: integers of 1/1024 point, the unit of Pango at 72 dpi, so nothing is rounded twice. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gint32 BtLength;

#define BT_POINT 1024
#define BT_LENGTH_FROM_PT(pt) ((BtLength) ((pt) * BT_POINT + ((pt) < 0 ? -0.5 : 0.5)))
#define BT_LENGTH_FROM_MM(mm) BT_LENGTH_FROM_PT ((mm) * 72.0 / 25.4)
#define BT_LENGTH_TO_PT(length) ((double) (length) / BT_POINT)
#define BT_LENGTH_TO_MM(length) (BT_LENGTH_TO_PT (length) * 25.4 / 72.0)

/* A rectangle on a page, from the page's top left corner. */
typedef struct
{
  BtLength x, y, width, height;
} BtRect;

gboolean bt_length_parse (const char *text, BtLength *out);

G_END_DECLS
