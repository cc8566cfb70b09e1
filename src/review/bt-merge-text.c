/* Merging the versions of one text: the base's characters are the spine, and what each reviewer put in stands in the
 * gap where he put it. A split is a character too, that begins the text of the second part.
 *
 * What several put into one gap stands in the order of the reviewers. Where they made the same of the same words, it
 * stands once, as everybody's. */
#include <string.h>

#include "bt-merge-version-private.h"
#include "bt-was.h"

/* A character of the result, or a break. */
typedef struct
{
  const BtGlyph *glyph;
  BtMark mark;
} Out;

/* What a comment thread speaks of, in places of the result. */
typedef struct
{
  guint first, last;
  const char *thread;
} Range;

typedef struct
{
  BtMergeSpine spine;
  GPtrArray *versions; /* of BtMergeVersion */
  GArray *out;         /* of Out */
  guint *base_out;
} Weave;

/* Whether two reviewers made the same of the same words, so that it can stand once. */
static gboolean
is_same_edit (const BtMergeVersion *a, const BtMergeRegion *one, const BtMergeVersion *b, const BtMergeRegion *other)
{
  if (one->first_deleted != other->first_deleted || one->last_deleted != other->last_deleted
      || one->glyphs->len != other->glyphs->len || (one->first_deleted < 0 && one->low != other->low))
    return FALSE;
  for (guint i = 0; i < one->glyphs->len; i++)
    {
      const BtGlyph *x = bt_glyph_at (a->glyphs, g_array_index (one->glyphs, guint, i));
      const BtGlyph *y = bt_glyph_at (b->glyphs, g_array_index (other->glyphs, guint, i));
      if (x->bytes == NULL || y->bytes == NULL || !bt_glyph_says_same (x, y)
          || x->mark.format != y->mark.format || x->mark.del != NULL || y->mark.del != NULL
          || x->mark.was != NULL || y->mark.was != NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
deletes_part (const BtMergePart *part, guint reviewer)
{
  for (guint i = 0; part->deletions != NULL && i < part->deletions->len; i++)
    if (g_array_index (part->deletions, BtMergeAct, i).reviewer == reviewer)
      return TRUE;
  return FALSE;
}

static void
set_side (const Weave *weave, BtConflict *conflict, guint side, const BtMergeVersion *version,
          const BtMergeRegion *region)
{
  bt_conflict_set_side (conflict, side, weave->spine.merge, version->reviewer,
                        bt_merge_version_get_change (&weave->spine, version, region));
  conflict->sides[side].text = bt_merge_version_dup_put_in (version, region);
  conflict->sides[side].old = bt_merge_version_dup_deleted (&weave->spine, region);
}

/* Two regions that meet: one edit, two deletions that agree, or a conflict. A part that is deleted as a whole is told
 * of elsewhere. */
static void
meet (const Weave *weave, guint one, int i, guint other, int j)
{
  const BtMergeVersion *a = weave->versions->pdata[one], *b = weave->versions->pdata[other];
  const BtMergeRegion *first = bt_merge_region_at (a, i);
  BtMergeRegion *second = bt_merge_region_at (b, j);

  if (first->low > second->high || second->low > first->high || second->same_version >= 0
      || first->glyphs->len + second->glyphs->len == 0)
    return;
  if (is_same_edit (a, first, b, second))
    {
      second->same_version = (int) one;
      second->same_region = i;
      return;
    }
  if (first->same_version >= 0 || deletes_part (weave->spine.part, a->reviewer)
      || deletes_part (weave->spine.part, b->reviewer))
    return;
  BtConflict *conflict = bt_merge_add_conflict (weave->spine.merge, BT_CONFLICT_WORDS, weave->spine.part->id);
  set_side (weave, conflict, 0, a, first);
  set_side (weave, conflict, 1, b, second);
}

static void
find_meetings_of (const Weave *weave, guint one, guint other)
{
  const BtMergeVersion *a = weave->versions->pdata[one], *b = weave->versions->pdata[other];
  int n_a = (int) a->regions->len, n_b = (int) b->regions->len;

  for (int i = 0, j = 0; j < n_b; j++)
    {
      const BtMergeRegion *region = bt_merge_region_at (b, j);

      while (i < n_a && bt_merge_region_at (a, i)->high < region->low)
        i++;
      for (int k = i; k < n_a && bt_merge_region_at (a, k)->low <= region->high; k++)
        meet (weave, one, k, other, j);
    }
}

static void
find_meetings (const Weave *weave)
{
  for (guint j = 1; j < weave->versions->len; j++)
    for (guint i = 0; i < j; i++)
      find_meetings_of (weave, i, j);
}

static void
add_to_list (char **was, const char *change, const char *name, const char *value)
{
  char *longer = bt_was_add (*was, change, name, value);
  g_free (*was);
  *was = longer;
}

static gboolean
has_entry (GPtrArray *entries, const BtWas *entry)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const BtWas *other = entries->pdata[i];
      if (other->change == entry->change && strcmp (other->name, entry->name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The format before the entry at @index, among those of @entries that @base has not; the format now behind the last. */
static BtFormat
format_before (GPtrArray *entries, guint index, GPtrArray *base, BtFormat now)
{
  for (guint i = index; i < entries->len; i++)
    {
      const BtWas *entry = entries->pdata[i];
      if (!bt_was_is_same (entry) && !has_entry (base, entry))
        return bt_format_from_letters (entry->value);
    }
  return now;
}

static void
add_format (char **was, BtFormat *format, const char *change, BtFormat before, BtFormat after)
{
  BtFormat changed = before ^ after;
  g_autofree char *letters = bt_format_to_letters (*format);

  add_to_list (was, change, "format", letters);
  *format = (*format & ~changed) | (after & changed);
}

static gboolean
has_disputed (const BtMerge *merge, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    if (bt_merge_is_disputed (merge, ((BtWas *) entries->pdata[i])->change))
      return TRUE;
  return FALSE;
}

/* What the reviewer made of the format of a character of the base. */
static void
merge_format (const Weave *weave, const BtMergeVersion *version, const BtMark *base, const BtMark *own, BtMark *result,
              char **was)
{
  g_autoptr (GPtrArray) before = bt_was_parse (base->was), entries = bt_was_parse (own->was);
  BtFormat found = format_before (entries, 0, before, own->format);
  BtMerge *merge = weave->spine.merge;

  if (found != base->format && !has_disputed (merge, before))
    add_format (was, &result->format, bt_merge_map_change (merge, version->reviewer, NULL), base->format, found);
  for (guint i = 0; i < entries->len; i++)
    {
      const BtWas *entry = entries->pdata[i];
      if (has_entry (before, entry))
        continue;
      const char *change = bt_merge_map_change (merge, version->reviewer, entry->change);
      if (bt_was_is_same (entry))
        add_to_list (was, change, entry->name, NULL);
      else
        add_format (was, &result->format, change, bt_format_from_letters (entry->value),
                    format_before (entries, i + 1, before, own->format));
    }
}

static void
add_deletion (BtMark *mark, char **was, const char *change)
{
  if (change == NULL || change == mark->del)
    return;
  if (mark->del == NULL)
    mark->del = change;
  else
    add_to_list (was, change, "del", NULL);
}

static BtMark
merge_mark (const Weave *weave, guint character)
{
  BtMark base = bt_glyph_at (weave->spine.base, character)->mark, result = base;
  g_autofree char *was = g_strdup (base.was);

  for (guint i = 0; i < weave->versions->len; i++)
    {
      const BtMergeVersion *version = weave->versions->pdata[i];
      int match = version->matches[character];
      const BtMark *own = match >= 0 ? &bt_glyph_at (version->glyphs, (guint) match)->mark : NULL;
      add_deletion (&result, &was, bt_merge_version_get_deletion (&weave->spine, version, character));
      if (own != NULL && (own->was != base.was || own->format != base.format))
        merge_format (weave, version, &base, own, &result, &was);
    }
  result.was = bt_intern (was);
  return result;
}

/* A character that comes from a copy. Its other marks are either the base's or recorded with the copy's. */
static void
mark_put_in (BtMerge *merge, guint reviewer, BtMark *mark)
{
  if (mark->ins == NULL || bt_merge_is_known (merge, mark->ins))
    mark->ins = bt_merge_map_change (merge, reviewer, mark->ins);
  mark->target = bt_merge_map_id (merge, reviewer, mark->target);
}

/* The others who put the same in. */
static void
add_same (const Weave *weave, guint version, const BtGlyph *glyph, guint number, BtMark *mark)
{
  g_autofree char *was = g_strdup (mark->was);

  for (guint i = version + 1; glyph->region >= 0 && i < weave->versions->len; i++)
    {
      const BtMergeVersion *other = weave->versions->pdata[i];
      for (guint j = 0; j < other->regions->len; j++)
        {
          const BtMergeRegion *region = bt_merge_region_at (other, (int) j);
          if (region->same_version != (int) version || region->same_region != glyph->region)
            continue;
          guint twin = g_array_index (region->glyphs, guint, number);
          BtMark own = bt_glyph_at (other->glyphs, twin)->mark;
          mark_put_in (weave->spine.merge, other->reviewer, &own);
          add_to_list (&was, own.ins, "ins", NULL);
          other->out[twin] = weave->out->len;
        }
    }
  mark->was = bt_intern (was);
}

static void
put_in_gap (Weave *weave, guint number, guint gap)
{
  BtMergeVersion *version = weave->versions->pdata[number];

  for (guint i = version->gaps[gap]; bt_merge_version_is_in_gap (version, i); i++)
    {
      const BtGlyph *glyph = bt_glyph_at (version->glyphs, i);
      const BtMergeRegion *region = bt_merge_region_at (version, glyph->region);
      guint place = 0;
      if (region->same_version >= 0)
        continue;
      while (g_array_index (region->glyphs, guint, place) != i)
        place++;
      Out out = { glyph, glyph->mark };
      if (glyph->bytes != NULL)
        mark_put_in (weave->spine.merge, version->reviewer, &out.mark);
      add_same (weave, number, glyph, place, &out.mark);
      version->out[i] = weave->out->len;
      g_array_append_val (weave->out, out);
    }
}

static void
weave_all (Weave *weave)
{
  for (guint i = 0; i <= weave->spine.base->len; i++)
    {
      for (guint j = 0; j < weave->versions->len; j++)
        put_in_gap (weave, j, i);
      if (i == weave->spine.base->len)
        return;
      weave->base_out[i] = weave->out->len;
      for (guint j = 0; j < weave->versions->len; j++)
        {
          const BtMergeVersion *version = weave->versions->pdata[j];
          if (version->matches[i] >= 0)
            version->out[version->matches[i]] = weave->out->len;
        }
      Out out = { bt_glyph_at (weave->spine.base, i), merge_mark (weave, i) };
      g_array_append_val (weave->out, out);
    }
}

/* Adds what the threads of @text speak of, whose glyphs begin at @start of those that @places tells of. */
static void
add_ranges (const BtText *text, GArray *glyphs, guint start, const guint *places, GArray *ranges)
{
  guint n_anchors;
  const BtAnchor *anchors = bt_text_get_anchors (text, &n_anchors);

  for (guint i = 0; i < n_anchors; i++)
    {
      Range range = { G_MAXUINT, 0, anchors[i].thread };
      gsize offset = 0;
      for (guint j = start; offset < anchors[i].end; offset += bt_glyph_at (glyphs, j++)->length)
        if (offset >= anchors[i].start)
          {
            range.first = MIN (range.first, places[j]);
            range.last = MAX (range.last, places[j]);
          }
      if (range.first <= range.last)
        g_array_append_val (ranges, range);
    }
}

static void
start_or_end (BtTextBuilder *builder, GArray *ranges, guint place, gboolean start)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const Range *range = &g_array_index (ranges, Range, i);
      if (start && range->first == place)
        bt_text_builder_start_anchor (builder, range->thread);
      else if (!start && range->last == place)
        bt_text_builder_end_anchor (builder, range->thread);
    }
}

/* What goes on over a break begins anew behind it. */
static void
go_on_over (BtTextBuilder *builder, GArray *ranges, guint place)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const Range *range = &g_array_index (ranges, Range, i);
      if (range->first < place && range->last > place)
        bt_text_builder_start_anchor (builder, range->thread);
    }
}

static void
write_pieces (const Weave *weave, GArray *ranges, GArray *pieces)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  BtMergePart *part = NULL;

  for (guint i = 0; i < weave->out->len; i++)
    {
      const Out *out = &g_array_index (weave->out, Out, i);
      if (out->glyph->bytes == NULL)
        {
          BtPiece piece = { bt_text_builder_end (builder), part };
          g_array_append_val (pieces, piece);
          builder = bt_text_builder_new ();
          part = out->glyph->part;
          go_on_over (builder, ranges, i);
          continue;
        }
      start_or_end (builder, ranges, i, TRUE);
      bt_text_builder_append (builder, out->glyph->bytes, out->glyph->length, &out->mark);
      start_or_end (builder, ranges, i, FALSE);
    }
  BtPiece piece = { bt_text_builder_end (builder), part };
  g_array_append_val (pieces, piece);
}

/* Tells which reviewers put something into the part, or set a format. */
static void
note_touches (const Weave *weave)
{
  for (guint i = 0; i < weave->versions->len; i++)
    {
      const BtMergeVersion *version = weave->versions->pdata[i];
      for (guint j = 0; j < version->regions->len; j++)
        {
          const BtMergeRegion *region = bt_merge_region_at (version, (int) j);
          if (region->glyphs->len == 0)
            continue;
          g_autofree char *words = bt_merge_version_dup_put_in (version, region);
          bt_merge_touch (weave->spine.merge, weave->spine.part, version->reviewer,
                          bt_merge_version_get_change (&weave->spine, version, region), words);
        }
    }
}

/* Merges the versions of the text of @part, or of a cell of it; @versions has, for each reviewer, the stretches (of
 * BtPiece) that the text is in his copy; NULL where it is as in the base, none where it is gone. */
void
bt_merge_text (BtMerge *merge, BtMergePart *part, BtText *base, GPtrArray *versions, GArray *pieces)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  Weave weave = { { merge, part, g_array_new (FALSE, FALSE, sizeof (BtGlyph)) },
                  g_ptr_array_new_with_free_func (bt_merge_version_free),
                  g_array_new (FALSE, FALSE, sizeof (Out)), NULL };

  bt_glyphs_append (weave.spine.base, base);
  weave.base_out = g_new0 (guint, weave.spine.base->len + 1);
  for (guint i = 0; i < versions->len; i++)
    if (versions->pdata[i] != NULL)
      g_ptr_array_add (weave.versions, bt_merge_version_new (&weave.spine, i, versions->pdata[i]));
  find_meetings (&weave);
  weave_all (&weave);
  note_touches (&weave);
  add_ranges (base, weave.spine.base, 0, weave.base_out, ranges);
  for (guint i = 0; i < weave.versions->len; i++)
    {
      const BtMergeVersion *version = weave.versions->pdata[i];
      for (guint j = 0; j < version->pieces->len; j++)
        add_ranges (g_array_index (version->pieces, BtPiece, j).text, version->glyphs,
                    g_array_index (version->starts, guint, j), version->out, ranges);
    }
  write_pieces (&weave, ranges, pieces);
  g_array_unref (weave.spine.base);
  g_ptr_array_unref (weave.versions);
  g_array_unref (weave.out);
  g_free (weave.base_out);
}

typedef struct
{
  BtMerge *merge;
  guint reviewer;
} PutIn;

static gboolean
mark_put_in_cb (BtMark *mark, gpointer data)
{
  PutIn *put_in = data;
  mark_put_in (put_in->merge, put_in->reviewer, mark);
  return TRUE;
}

/* The text of something that the reviewer put in. */
BtText *
bt_merge_text_inserted (BtMerge *merge, guint reviewer, BtText *text)
{
  PutIn put_in = { merge, reviewer };
  return bt_text_map (text, mark_put_in_cb, &put_in);
}
