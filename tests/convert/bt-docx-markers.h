/* Marks of places in a document, which programs put wherever they like: no word is changed by where they stand. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtDocxMarkers:
 * @BT_DOCX_MARKERS_BESIDE: they go over the bounds of changes, links, fields and controls, but never over words
 * @BT_DOCX_MARKERS_ANYWHERE: bookmarks end before they start, or never, overlap, have the same name, stand in other
 *   paragraphs and between them
 */
typedef enum
{
  BT_DOCX_MARKERS_BESIDE,
  BT_DOCX_MARKERS_ANYWHERE,
} BtDocxMarkers;

GBytes *bt_docx_markers_move (GRand *rand, GBytes *docx, BtDocxMarkers where, guint n_moves,
                              char **log) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
