/* One reviewer's version of a text beside the base's: which characters they share, and what he put in and took out.
 *
 * What was tracked says so itself; what was not is found by its words. */
#include "bt-merge-version-private.h"

#include <string.h>

#include "bt-compare-private.h"

/* Adds the characters of @text. */
void
bt_glyphs_append (GArray *glyphs, const BtText *text)
{
  const char *string = bt_text_get_string (text);
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; i++)
    while (start < runs[i].end)
      {
        guint length = g_utf8_skip[(guchar) string[start]];
        BtGlyph glyph = { string + start, length, runs[i].mark, NULL, -1, -1 };
        g_array_append_val (glyphs, glyph);
        start += length;
      }
}

/* Whether the reviewer put the character in, tracked. */
static gboolean
is_put_in (const BtMergeSpine *spine, const BtGlyph *glyph)
{
  return glyph->bytes == NULL
         || (glyph->mark.ins != NULL && !bt_merge_is_known (spine->merge, glyph->mark.ins));
}

/* Whether both are the same letter or object, whatever else is marked. */
gboolean
bt_glyph_says_same (const BtGlyph *a, const BtGlyph *b)
{
  return a->length == b->length && memcmp (a->bytes, b->bytes, a->length) == 0
         && a->mark.object == b->mark.object && a->mark.target == b->mark.target;
}

/* Whether the reviewer's character can be the one of the base. One whose deletion he took back stands for itself, so
 * that the deletion stays to be decided. */
static gboolean
can_match (const BtMergeSpine *spine, const BtGlyph *base, const BtGlyph *own)
{
  const BtMerge *merge = spine->merge;

  if (base->mark.ins != own->mark.ins && !bt_merge_is_disputed (merge, base->mark.ins))
    return FALSE;
  return base->mark.del == NULL || own->mark.del != NULL
         || bt_merge_is_disputed (merge, base->mark.del);
}

static void
note_match (const BtMergeSpine *spine, BtMergeVersion *version, guint base, guint own)
{
  if (!can_match (spine, bt_glyph_at (spine->base, base), bt_glyph_at (version->glyphs, own)))
    return;
  version->matches[base] = (int) own;
  bt_glyph_at (version->glyphs, own)->match = (int) base;
}

/* The characters of @kept, as a text to compare; @offsets gets the number of the glyph that begins at each byte. */
static BtText *
join_glyphs (GArray *glyphs, GArray *kept, GArray *offsets)
{
  BtTextBuilder *builder = bt_text_builder_new ();

  for (guint i = 0; i < kept->len; i++)
    {
      guint number = g_array_index (kept, guint, i);
      const BtGlyph *glyph = bt_glyph_at (glyphs, number);
      BtMark mark = { .object = glyph->mark.object,
                      .target = glyph->mark.target,
                      .ins = glyph->mark.ins,
                      .del = glyph->mark.del };
      bt_text_builder_append (builder, glyph->bytes, glyph->length, &mark);
      for (guint j = 0; j < glyph->length; j++)
        g_array_append_val (offsets, number);
    }
  return bt_text_builder_end (builder);
}

/* Something was done without tracking: finds by words what is left of the base. */
static void
match_by_words (const BtMergeSpine *spine, BtMergeVersion *version, GArray *left, GArray *kept)
{
  g_autoptr (GArray) base_numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) own_numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean is_value = spine->part->kind == BT_NODE_DATE || spine->part->kind == BT_NODE_NUMBER;

  g_autoptr (BtText) base = join_glyphs (spine->base, left, base_numbers);
  g_autoptr (BtText) own = join_glyphs (version->glyphs, kept, own_numbers);
  /* Letters that have come together may have become one. */
  if (bt_text_get_length (base) != base_numbers->len || bt_text_get_length (own) != own_numbers->len)
    return;
  g_autofree int *same = bt_compare_align (base, own, is_value);
  for (guint i = 0; i < base_numbers->len; i++)
    {
      guint number = g_array_index (base_numbers, guint, i);
      if (same[i] >= 0 && (i == 0 || number != g_array_index (base_numbers, guint, i - 1)))
        note_match (spine, version, number, g_array_index (own_numbers, guint, same[i]));
    }
}

/* The characters of the base that the reviewer's own decisions have left him, where another decided otherwise. */
static GArray *
list_left (const BtMergeSpine *spine, const BtMergeVersion *version)
{
  GArray *left = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < spine->base->len; i++)
    {
      const BtMark *mark = &bt_glyph_at (spine->base, i)->mark;
      if (!bt_merge_has_decided (spine->merge, version->reviewer, mark->ins, "rejected")
          && !bt_merge_has_decided (spine->merge, version->reviewer, mark->del, "accepted"))
        g_array_append_val (left, i);
    }
  return left;
}

static void
match_glyphs (const BtMergeSpine *spine, BtMergeVersion *version)
{
  g_autoptr (GArray) left = list_left (spine, version);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < version->glyphs->len; i++)
    if (!is_put_in (spine, bt_glyph_at (version->glyphs, i)))
      g_array_append_val (kept, i);
  gboolean same = kept->len == left->len;
  for (guint i = 0; same && i < kept->len; i++)
    same = bt_glyph_says_same (bt_glyph_at (spine->base, g_array_index (left, guint, i)),
                      bt_glyph_at (version->glyphs, g_array_index (kept, guint, i)));
  if (!same)
    match_by_words (spine, version, left, kept);
  else
    for (guint i = 0; i < kept->len; i++)
      note_match (spine, version, g_array_index (left, guint, i), g_array_index (kept, guint, i));
}

/* What has no match stands before the next character that has one. */
static void
find_gaps (const BtMergeSpine *spine, BtMergeVersion *version)
{
  guint next = version->glyphs->len;

  for (guint gap = spine->base->len + 1; gap > 0; gap--)
    {
      if (gap <= spine->base->len && version->matches[gap - 1] >= 0)
        next = (guint) version->matches[gap - 1];
      guint start = next;
      while (start > 0 && bt_glyph_at (version->glyphs, start - 1)->match < 0)
        start--;
      version->gaps[gap - 1] = start;
      /* The gaps before characters that are gone are empty: all stands in the one behind them. */
      if (gap - 1 < spine->base->len && version->matches[gap - 1] < 0)
        version->gaps[gap - 1] = G_MAXUINT;
    }
}

/* Whether the glyph is one of those put in that go on from a gap. */
gboolean
bt_merge_version_is_in_gap (const BtMergeVersion *version, guint index)
{
  return index < version->glyphs->len && bt_glyph_at (version->glyphs, index)->match < 0;
}

/* The change by which the reviewer deletes a character of the base; NULL for none. */
const char *
bt_merge_version_get_deletion (const BtMergeSpine *spine, const BtMergeVersion *version, guint character)
{
  const BtMark *base = &bt_glyph_at (spine->base, character)->mark;
  int match = version->matches[character];
  BtMerge *merge = spine->merge;

  if (match < 0)
    return base->del != NULL || bt_merge_is_disputed (merge, base->ins)
               ? NULL
               : bt_merge_map_change (merge, version->reviewer, NULL);
  const char *del = bt_glyph_at (version->glyphs, (guint) match)->mark.del;
  return del == NULL || del == base->del ? NULL
                                         : bt_merge_map_change (merge, version->reviewer, del);
}

/* The region that @place belongs to: the last one where it goes on there. */
static BtMergeRegion *
reach_region (BtMergeVersion *version, guint place)
{
  BtMergeRegion *last = version->regions->len > 0
                     ? bt_merge_region_at (version, (int) version->regions->len - 1)
                     : NULL;

  if (last != NULL && (place - last->high <= 1 || (place - last->high == 2 && place % 2 == 1)))
    {
      last->high = place;
      return last;
    }
  BtMergeRegion region = { place, place, -1, -1, g_array_new (FALSE, FALSE, sizeof (guint)), -1, -1 };
  g_array_append_val (version->regions, region);
  return bt_merge_region_at (version, (int) version->regions->len - 1);
}

static void
add_gap (BtMergeVersion *version, guint gap)
{
  for (guint i = version->gaps[gap]; bt_merge_version_is_in_gap (version, i); i++)
    {
      BtMergeRegion *region = reach_region (version, 2 * gap);
      g_array_append_val (region->glyphs, i);
      bt_glyph_at (version->glyphs, i)->region = (int) version->regions->len - 1;
    }
}

static void
find_regions (const BtMergeSpine *spine, BtMergeVersion *version)
{
  for (guint i = 0; i <= spine->base->len; i++)
    {
      add_gap (version, i);
      if (i == spine->base->len || bt_merge_version_get_deletion (spine, version, i) == NULL)
        continue;
      BtMergeRegion *region = reach_region (version, 2 * i + 1);
      if (region->first_deleted < 0)
        region->first_deleted = (int) i;
      region->last_deleted = (int) i;
    }
}

/* Reads the stretches (of BtPiece) that the text is in the reviewer's copy. They and the spine must outlive it. */
BtMergeVersion *
bt_merge_version_new (const BtMergeSpine *spine, guint reviewer, GArray *pieces)
{
  BtMergeVersion *version = g_new0 (BtMergeVersion, 1);

  version->reviewer = reviewer;
  version->pieces = pieces;
  version->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  version->glyphs = g_array_new (FALSE, FALSE, sizeof (BtGlyph));
  version->regions = g_array_new (FALSE, FALSE, sizeof (BtMergeRegion));
  for (guint i = 0; i < pieces->len; i++)
    {
      const BtPiece *piece = &g_array_index (pieces, BtPiece, i);
      BtGlyph part = { NULL, 0, { 0 }, piece->part, -1, -1 };
      if (piece->part != NULL)
        g_array_append_val (version->glyphs, part);
      g_array_append_val (version->starts, version->glyphs->len);
      bt_glyphs_append (version->glyphs, piece->text);
    }
  version->matches = g_new (int, spine->base->len + 1);
  for (guint i = 0; i < spine->base->len; i++)
    version->matches[i] = -1;
  version->gaps = g_new (guint, spine->base->len + 1);
  version->out = g_new0 (guint, version->glyphs->len + 1);
  match_glyphs (spine, version);
  find_gaps (spine, version);
  find_regions (spine, version);
  return version;
}

/* Frees the version. */
void
bt_merge_version_free (gpointer data)
{
  BtMergeVersion *version = data;

  for (guint i = 0; i < version->regions->len; i++)
    g_array_unref (bt_merge_region_at (version, (int) i)->glyphs);
  g_array_unref (version->regions);
  g_array_unref (version->starts);
  g_array_unref (version->glyphs);
  g_free (version->matches);
  g_free (version->gaps);
  g_free (version->out);
  g_free (version);
}

/* The words that a region puts in. */
char *
bt_merge_version_dup_put_in (const BtMergeVersion *version, const BtMergeRegion *region)
{
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < region->glyphs->len; i++)
    {
      const BtGlyph *glyph = bt_glyph_at (version->glyphs, g_array_index (region->glyphs, guint, i));
      if (glyph->bytes != NULL)
        g_string_append_len (words, glyph->bytes, glyph->length);
      else
        g_string_append (words, "¶");
    }
  return g_string_free (words, FALSE);
}

/* The words of the base that a region takes out. */
char *
bt_merge_version_dup_deleted (const BtMergeSpine *spine, const BtMergeRegion *region)
{
  GString *words = g_string_new (NULL);
  for (int i = region->first_deleted; i >= 0 && i <= region->last_deleted; i++)
    {
      const BtGlyph *glyph = bt_glyph_at (spine->base, (guint) i);
      g_string_append_len (words, glyph->bytes, glyph->length);
    }
  return g_string_free (words, FALSE);
}

/* The change that stands for a region in the result. */
const char *
bt_merge_version_get_change (const BtMergeSpine *spine, const BtMergeVersion *version, const BtMergeRegion *region)
{
  if (region->glyphs->len > 0)
    {
      const BtGlyph *glyph = bt_glyph_at (version->glyphs, g_array_index (region->glyphs, guint, 0));
      const char *change = glyph->bytes != NULL ? glyph->mark.ins : bt_node_get_attr (glyph->part->node, "split");
      return bt_merge_map_change (spine->merge, version->reviewer, bt_intern (change));
    }
  return bt_merge_version_get_deletion (spine, version, (guint) region->first_deleted);
}
