/* Where the revisions of a document stand: in which place, and behind how many of its words. */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/**
 * BtDocxRevision:
 * @node: its element
 * @id: its number; 0 where it has none
 * @place: the interned name of the place
 * @at: how many bytes of words stand before it in the place
 * @length: how many bytes of words it is around, or of
 * @words: whether it is around words; else it is of a paragraph's mark, a row, a cell, a format
 *
 * A revision of a document.
 */
typedef struct
{
  xmlNode *node;
  guint id;
  const char *place;
  gsize at, length;
  gboolean words;
} BtDocxRevision;

/* A paragraph, the interned name of the place that it is in, and how many bytes of words stand before it there. */
typedef struct
{
  xmlNode *node;
  const char *place;
  gsize at;
} BtDocxSpot;

/**
 * BtDocxPlaces:
 * @revisions: (element-type BtDocxRevision): in the order of the document
 * @spots: (element-type BtDocxSpot): its paragraphs
 * @sums: interned name of a place → a checksum of its words, never 0; 0 where there are two of the name
 *
 * A place is a paragraph with a bookmark of ours, and what follows it up to the next one.
 */
typedef struct
{
  GArray *revisions;
  GArray *spots;
  GHashTable *sums;
} BtDocxPlaces;

/* Whether a revision is looked at. Words that another one has put in do not count. */
typedef gboolean (*BtDocxKnows) (gconstpointer data, const xmlNode *revision);

BtDocxPlaces *bt_docx_places_new (xmlNode *body, BtDocxKnows knows,
                                  gconstpointer data) G_GNUC_WARN_UNUSED_RESULT;
void bt_docx_places_free (BtDocxPlaces *places);
gboolean bt_docx_is_wrapper (const xmlNode *node);
gboolean bt_docx_is_alike (const char *a, const char *b);
gsize bt_docx_measure_run (const xmlNode *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDocxPlaces, bt_docx_places_free)

G_END_DECLS
