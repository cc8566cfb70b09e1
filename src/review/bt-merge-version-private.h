/* One reviewer's version of a text beside the base's: which characters they share, and what he put in and took out. */
#pragma once

#include "bt-merge-private.h"

G_BEGIN_DECLS

/* A character, or the break before a second part. */
typedef struct
{
  const char *bytes; /* NULL for a break */
  guint length;
  BtMark mark;
  BtMergePart *part; /* which begins there */
  int match;         /* the character of the base that it is, -1 for none */
  int region;        /* in which it was put in, -1 for none */
} BtGlyph;

/* Neighbouring edits of one reviewer. Gap g is place 2g, character c is place 2c + 1. */
typedef struct
{
  guint low, high;
  int first_deleted, last_deleted; /* -1 for none */
  GArray *glyphs;                  /* of the numbers of those put in */
  int same_version, same_region;   /* an earlier version that did the same, -1 for none */
} BtMergeRegion;

typedef struct
{
  guint reviewer;
  GArray *pieces; /* of BtPiece */
  GArray *starts; /* of guint: where the pieces' glyphs begin */
  GArray *glyphs; /* of BtGlyph */
  int *matches;   /* of each character of the base */
  guint *gaps;    /* of each gap: its first glyph; those put in there stand in a row */
  GArray *regions;
  guint *out; /* where each glyph stands in the result */
} BtMergeVersion;

/* What the versions are of. */
typedef struct
{
  BtMerge *merge;
  BtMergePart *part;
  GArray *base; /* of BtGlyph */
} BtMergeSpine;

static inline BtGlyph *
bt_glyph_at (GArray *glyphs, guint index)
{
  return &g_array_index (glyphs, BtGlyph, index);
}

static inline BtMergeRegion *
bt_merge_region_at (const BtMergeVersion *version, int index)
{
  return &g_array_index (version->regions, BtMergeRegion, index);
}

void bt_glyphs_append (GArray *glyphs, const BtText *text);
gboolean bt_glyph_says_same (const BtGlyph *a, const BtGlyph *b);
BtMergeVersion *bt_merge_version_new (const BtMergeSpine *spine, guint reviewer, GArray *pieces)
    G_GNUC_WARN_UNUSED_RESULT;
void bt_merge_version_free (gpointer data);
gboolean bt_merge_version_is_in_gap (const BtMergeVersion *version, guint index);
const char *bt_merge_version_get_deletion (const BtMergeSpine *spine, const BtMergeVersion *version, guint character);
const char *bt_merge_version_get_change (const BtMergeSpine *spine, const BtMergeVersion *version,
                                         const BtMergeRegion *region);
char *bt_merge_version_dup_put_in (const BtMergeVersion *version, const BtMergeRegion *region)
    G_GNUC_WARN_UNUSED_RESULT;
char *bt_merge_version_dup_deleted (const BtMergeSpine *spine, const BtMergeRegion *region)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
