/* Merging the versions of one text: the base's characters are the spine, and what each reviewer put in stands in the
 * gap where he put it. A split is a character too, that begins the text of the second part.
 *
 * What several put into one gap stands in the order of the reviewers. Where they made the same of the same words, it
 * stands once, as everybody's. */
#include <string.h>

#include "bt-compare-private.h"
#include "bt-merge-private.h"
#include "bt-was.h"

/* A character, or the break before a second part. */
typedef struct
{
  const char *bytes; /* NULL for a break */
  guint length;
  BtMark mark;
  BtMergePart *part; /* which begins there */
  int match;         /* the character of the base that it is, -1 for none */
  int region;        /* in which it was put in, -1 for none */
} Glyph;

/* Neighbouring edits of one reviewer. Gap g is place 2g, character c is place 2c + 1. */
typedef struct
{
  guint low, high;
  int first_deleted, last_deleted; /* -1 for none */
  GArray *glyphs;                  /* of the numbers of those put in */
  int same_version, same_region;   /* an earlier version that did the same, -1 for none */
} Region;

typedef struct
{
  guint reviewer;
  GArray *pieces; /* of BtPiece */
  GArray *starts; /* of guint: where the pieces' glyphs begin */
  GArray *glyphs; /* of Glyph */
  int *matches;   /* of each character of the base */
  guint *gaps;    /* of each gap: its first glyph; those put in there stand in a row */
  GArray *regions;
  guint *out; /* where each glyph stands in the result */
} Version;

/* A character of the result, or a break. */
typedef struct
{
  const Glyph *glyph;
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
  BtMerge *merge;
  BtMergePart *part;
  BtText *text;
  GArray *base;        /* of Glyph */
  GPtrArray *versions; /* of Version */
  GArray *out;         /* of Out */
  guint *base_out;
} Weave;

static Glyph *
get_glyph (GArray *glyphs, guint index)
{
  return &g_array_index (glyphs, Glyph, index);
}

static void
append_glyphs (GArray *glyphs, const BtText *text)
{
  const char *string = bt_text_get_string (text);
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; i++)
    while (start < runs[i].end)
      {
        guint length = g_utf8_skip[(guchar) string[start]];
        Glyph glyph = { string + start, length, runs[i].mark, NULL, -1, -1 };
        g_array_append_val (glyphs, glyph);
        start += length;
      }
}

/* Whether the reviewer put the character in, tracked. */
static gboolean
is_put_in (const Weave *weave, const Glyph *glyph)
{
  return glyph->bytes == NULL
         || (glyph->mark.ins != NULL && !bt_merge_is_known (weave->merge, glyph->mark.ins));
}

static gboolean
says_same (const Glyph *a, const Glyph *b)
{
  return a->length == b->length && memcmp (a->bytes, b->bytes, a->length) == 0
         && a->mark.object == b->mark.object && a->mark.target == b->mark.target;
}

/* Whether the reviewer's character can be the one of the base. One whose deletion he took back stands for itself, so
 * that the deletion stays to be decided. */
static gboolean
can_match (const Weave *weave, const Glyph *base, const Glyph *own)
{
  const BtMerge *merge = weave->merge;

  if (base->mark.ins != own->mark.ins && !bt_merge_is_disputed (merge, base->mark.ins))
    return FALSE;
  return base->mark.del == NULL || own->mark.del != NULL
         || bt_merge_is_disputed (merge, base->mark.del);
}

static void
note_match (const Weave *weave, Version *version, guint base, guint own)
{
  if (!can_match (weave, get_glyph (weave->base, base), get_glyph (version->glyphs, own)))
    return;
  version->matches[base] = (int) own;
  get_glyph (version->glyphs, own)->match = (int) base;
}

/* The characters of @kept, as a text to compare; @offsets gets the number of the glyph that begins at each byte. */
static BtText *
join_glyphs (GArray *glyphs, GArray *kept, GArray *offsets)
{
  BtTextBuilder *builder = bt_text_builder_new ();

  for (guint i = 0; i < kept->len; i++)
    {
      guint number = g_array_index (kept, guint, i);
      const Glyph *glyph = get_glyph (glyphs, number);
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
match_by_words (const Weave *weave, Version *version, GArray *left, GArray *kept)
{
  g_autoptr (GArray) base_numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) own_numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean is_value = weave->part->kind == BT_NODE_DATE || weave->part->kind == BT_NODE_NUMBER;

  g_autoptr (BtText) base = join_glyphs (weave->base, left, base_numbers);
  g_autoptr (BtText) own = join_glyphs (version->glyphs, kept, own_numbers);
  /* Letters that have come together may have become one. */
  if (bt_text_get_length (base) != base_numbers->len || bt_text_get_length (own) != own_numbers->len)
    return;
  g_autofree int *same = bt_compare_align (base, own, is_value);
  for (guint i = 0; i < base_numbers->len; i++)
    {
      guint number = g_array_index (base_numbers, guint, i);
      if (same[i] >= 0 && (i == 0 || number != g_array_index (base_numbers, guint, i - 1)))
        note_match (weave, version, number, g_array_index (own_numbers, guint, same[i]));
    }
}

/* The characters of the base that the reviewer's own decisions have left him, where another decided otherwise. */
static GArray *
list_left (const Weave *weave, const Version *version)
{
  GArray *left = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < weave->base->len; i++)
    {
      const BtMark *mark = &get_glyph (weave->base, i)->mark;
      if (!bt_merge_has_decided (weave->merge, version->reviewer, mark->ins, "rejected")
          && !bt_merge_has_decided (weave->merge, version->reviewer, mark->del, "accepted"))
        g_array_append_val (left, i);
    }
  return left;
}

static void
match_glyphs (const Weave *weave, Version *version)
{
  g_autoptr (GArray) left = list_left (weave, version);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < version->glyphs->len; i++)
    if (!is_put_in (weave, get_glyph (version->glyphs, i)))
      g_array_append_val (kept, i);
  gboolean same = kept->len == left->len;
  for (guint i = 0; same && i < kept->len; i++)
    same = says_same (get_glyph (weave->base, g_array_index (left, guint, i)),
                      get_glyph (version->glyphs, g_array_index (kept, guint, i)));
  if (!same)
    match_by_words (weave, version, left, kept);
  else
    for (guint i = 0; i < kept->len; i++)
      note_match (weave, version, g_array_index (left, guint, i), g_array_index (kept, guint, i));
}

/* What has no match stands before the next character that has one. */
static void
find_gaps (const Weave *weave, Version *version)
{
  guint next = version->glyphs->len;

  for (guint gap = weave->base->len + 1; gap > 0; gap--)
    {
      if (gap <= weave->base->len && version->matches[gap - 1] >= 0)
        next = (guint) version->matches[gap - 1];
      guint start = next;
      while (start > 0 && get_glyph (version->glyphs, start - 1)->match < 0)
        start--;
      version->gaps[gap - 1] = start;
      /* The gaps before characters that are gone are empty: all stands in the one behind them. */
      if (gap - 1 < weave->base->len && version->matches[gap - 1] < 0)
        version->gaps[gap - 1] = G_MAXUINT;
    }
}

static gboolean
is_in_gap (const Version *version, guint index)
{
  return index < version->glyphs->len && get_glyph (version->glyphs, index)->match < 0;
}

/* The change by which the reviewer deletes a character of the base; NULL for none. */
static const char *
get_deletion (const Weave *weave, const Version *version, guint character)
{
  const BtMark *base = &get_glyph (weave->base, character)->mark;
  int match = version->matches[character];
  BtMerge *merge = weave->merge;

  if (match < 0)
    return base->del != NULL || bt_merge_is_disputed (merge, base->ins)
               ? NULL
               : bt_merge_map_change (merge, version->reviewer, NULL);
  const char *del = get_glyph (version->glyphs, (guint) match)->mark.del;
  return del == NULL || del == base->del ? NULL
                                         : bt_merge_map_change (merge, version->reviewer, del);
}

static Region *
get_region (const Version *version, int index)
{
  return &g_array_index (version->regions, Region, index);
}

/* The region that @place belongs to: the last one where it goes on there. */
static Region *
reach_region (Version *version, guint place)
{
  Region *last = version->regions->len > 0
                     ? get_region (version, (int) version->regions->len - 1)
                     : NULL;

  if (last != NULL && (place - last->high <= 1 || (place - last->high == 2 && place % 2 == 1)))
    {
      last->high = place;
      return last;
    }
  Region region = { place, place, -1, -1, g_array_new (FALSE, FALSE, sizeof (guint)), -1, -1 };
  g_array_append_val (version->regions, region);
  return get_region (version, (int) version->regions->len - 1);
}

static void
add_gap (Version *version, guint gap)
{
  for (guint i = version->gaps[gap]; is_in_gap (version, i); i++)
    {
      Region *region = reach_region (version, 2 * gap);
      g_array_append_val (region->glyphs, i);
      get_glyph (version->glyphs, i)->region = (int) version->regions->len - 1;
    }
}

static void
find_regions (const Weave *weave, Version *version)
{
  for (guint i = 0; i <= weave->base->len; i++)
    {
      add_gap (version, i);
      if (i == weave->base->len || get_deletion (weave, version, i) == NULL)
        continue;
      Region *region = reach_region (version, 2 * i + 1);
      if (region->first_deleted < 0)
        region->first_deleted = (int) i;
      region->last_deleted = (int) i;
    }
}

static Version *
version_new (Weave *weave, guint reviewer, GArray *pieces)
{
  Version *version = g_new0 (Version, 1);

  version->reviewer = reviewer;
  version->pieces = pieces;
  version->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  version->glyphs = g_array_new (FALSE, FALSE, sizeof (Glyph));
  version->regions = g_array_new (FALSE, FALSE, sizeof (Region));
  for (guint i = 0; i < pieces->len; i++)
    {
      const BtPiece *piece = &g_array_index (pieces, BtPiece, i);
      Glyph part = { NULL, 0, { 0 }, piece->part, -1, -1 };
      if (piece->part != NULL)
        g_array_append_val (version->glyphs, part);
      g_array_append_val (version->starts, version->glyphs->len);
      append_glyphs (version->glyphs, piece->text);
    }
  version->matches = g_new (int, weave->base->len + 1);
  for (guint i = 0; i < weave->base->len; i++)
    version->matches[i] = -1;
  version->gaps = g_new (guint, weave->base->len + 1);
  version->out = g_new0 (guint, version->glyphs->len + 1);
  match_glyphs (weave, version);
  find_gaps (weave, version);
  find_regions (weave, version);
  return version;
}

static void
version_free (gpointer data)
{
  Version *version = data;

  for (guint i = 0; i < version->regions->len; i++)
    g_array_unref (get_region (version, (int) i)->glyphs);
  g_array_unref (version->regions);
  g_array_unref (version->starts);
  g_array_unref (version->glyphs);
  g_free (version->matches);
  g_free (version->gaps);
  g_free (version->out);
  g_free (version);
}

/* The words that a region puts in. */
static char *
dup_put_in (const Version *version, const Region *region)
{
  GString *words = g_string_new (NULL);
  for (guint i = 0; i < region->glyphs->len; i++)
    {
      const Glyph *glyph = get_glyph (version->glyphs, g_array_index (region->glyphs, guint, i));
      if (glyph->bytes != NULL)
        g_string_append_len (words, glyph->bytes, glyph->length);
      else
        g_string_append (words, "¶");
    }
  return g_string_free (words, FALSE);
}

static char *
dup_deleted (const Weave *weave, const Region *region)
{
  GString *words = g_string_new (NULL);
  for (int i = region->first_deleted; i >= 0 && i <= region->last_deleted; i++)
    {
      const Glyph *glyph = get_glyph (weave->base, (guint) i);
      g_string_append_len (words, glyph->bytes, glyph->length);
    }
  return g_string_free (words, FALSE);
}

static const char *
get_region_change (const Weave *weave, const Version *version, const Region *region)
{
  if (region->glyphs->len > 0)
    {
      const Glyph *glyph = get_glyph (version->glyphs, g_array_index (region->glyphs, guint, 0));
      const char *change = glyph->bytes != NULL ? glyph->mark.ins : bt_node_get_attr (glyph->part->node, "split");
      return bt_merge_map_change (weave->merge, version->reviewer, bt_intern (change));
    }
  return get_deletion (weave, version, (guint) region->first_deleted);
}

/* Whether two reviewers made the same of the same words, so that it can stand once. */
static gboolean
is_same_edit (const Version *a, const Region *one, const Version *b, const Region *other)
{
  if (one->first_deleted != other->first_deleted || one->last_deleted != other->last_deleted
      || one->glyphs->len != other->glyphs->len || (one->first_deleted < 0 && one->low != other->low))
    return FALSE;
  for (guint i = 0; i < one->glyphs->len; i++)
    {
      const Glyph *x = get_glyph (a->glyphs, g_array_index (one->glyphs, guint, i));
      const Glyph *y = get_glyph (b->glyphs, g_array_index (other->glyphs, guint, i));
      if (x->bytes == NULL || y->bytes == NULL || !says_same (x, y)
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
set_side (const Weave *weave, BtConflict *conflict, guint side, const Version *version, const Region *region)
{
  bt_conflict_set_side (conflict, side, weave->merge, version->reviewer,
                        get_region_change (weave, version, region));
  conflict->sides[side].text = dup_put_in (version, region);
  conflict->sides[side].old = dup_deleted (weave, region);
}

/* Two regions that meet: one edit, two deletions that agree, or a conflict. A part that is deleted as a whole is told
 * of elsewhere. */
static void
meet (const Weave *weave, guint one, int i, guint other, int j)
{
  const Version *a = weave->versions->pdata[one], *b = weave->versions->pdata[other];
  const Region *first = get_region (a, i);
  Region *second = get_region (b, j);

  if (first->low > second->high || second->low > first->high || second->same_version >= 0
      || first->glyphs->len + second->glyphs->len == 0)
    return;
  if (is_same_edit (a, first, b, second))
    {
      second->same_version = (int) one;
      second->same_region = i;
      return;
    }
  if (first->same_version >= 0 || deletes_part (weave->part, a->reviewer) || deletes_part (weave->part, b->reviewer))
    return;
  BtConflict *conflict = bt_merge_add_conflict (weave->merge, BT_CONFLICT_WORDS, weave->part->id);
  set_side (weave, conflict, 0, a, first);
  set_side (weave, conflict, 1, b, second);
}

static void
find_meetings (const Weave *weave)
{
  for (guint j = 1; j < weave->versions->len; j++)
    for (guint i = 0; i < j; i++)
      {
        const Version *a = weave->versions->pdata[i], *b = weave->versions->pdata[j];
        int k = 0;
        for (int l = 0; l < (int) b->regions->len; l++)
          {
            while (k < (int) a->regions->len && get_region (a, k)->high < get_region (b, l)->low)
              k++;
            for (int m = k; m < (int) a->regions->len && get_region (a, m)->low <= get_region (b, l)->high; m++)
              meet (weave, i, m, j, l);
          }
      }
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
merge_format (const Weave *weave, const Version *version, const BtMark *base, const BtMark *own, BtMark *result,
              char **was)
{
  g_autoptr (GPtrArray) before = bt_was_parse (base->was), entries = bt_was_parse (own->was);
  BtFormat found = format_before (entries, 0, before, own->format);
  BtMerge *merge = weave->merge;

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
  BtMark base = get_glyph (weave->base, character)->mark, result = base;
  g_autofree char *was = g_strdup (base.was);

  for (guint i = 0; i < weave->versions->len; i++)
    {
      const Version *version = weave->versions->pdata[i];
      int match = version->matches[character];
      const BtMark *own = match >= 0 ? &get_glyph (version->glyphs, (guint) match)->mark : NULL;
      add_deletion (&result, &was, get_deletion (weave, version, character));
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
add_same (const Weave *weave, guint version, const Glyph *glyph, guint number, BtMark *mark)
{
  g_autofree char *was = g_strdup (mark->was);

  for (guint i = version + 1; glyph->region >= 0 && i < weave->versions->len; i++)
    {
      const Version *other = weave->versions->pdata[i];
      for (guint j = 0; j < other->regions->len; j++)
        {
          const Region *region = get_region (other, (int) j);
          if (region->same_version != (int) version || region->same_region != glyph->region)
            continue;
          guint twin = g_array_index (region->glyphs, guint, number);
          BtMark own = get_glyph (other->glyphs, twin)->mark;
          mark_put_in (weave->merge, other->reviewer, &own);
          add_to_list (&was, own.ins, "ins", NULL);
          other->out[twin] = weave->out->len;
        }
    }
  mark->was = bt_intern (was);
}

static void
put_in_gap (Weave *weave, guint number, guint gap)
{
  Version *version = weave->versions->pdata[number];

  for (guint i = version->gaps[gap]; is_in_gap (version, i); i++)
    {
      const Glyph *glyph = get_glyph (version->glyphs, i);
      const Region *region = get_region (version, glyph->region);
      guint place = 0;
      if (region->same_version >= 0)
        continue;
      while (g_array_index (region->glyphs, guint, place) != i)
        place++;
      Out out = { glyph, glyph->mark };
      if (glyph->bytes != NULL)
        mark_put_in (weave->merge, version->reviewer, &out.mark);
      add_same (weave, number, glyph, place, &out.mark);
      version->out[i] = weave->out->len;
      g_array_append_val (weave->out, out);
    }
}

static void
weave_all (Weave *weave)
{
  for (guint i = 0; i <= weave->base->len; i++)
    {
      for (guint j = 0; j < weave->versions->len; j++)
        put_in_gap (weave, j, i);
      if (i == weave->base->len)
        return;
      weave->base_out[i] = weave->out->len;
      for (guint j = 0; j < weave->versions->len; j++)
        {
          const Version *version = weave->versions->pdata[j];
          if (version->matches[i] >= 0)
            version->out[version->matches[i]] = weave->out->len;
        }
      Out out = { get_glyph (weave->base, i), merge_mark (weave, i) };
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
      for (guint j = start; offset < anchors[i].end; offset += get_glyph (glyphs, j++)->length)
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
      const Version *version = weave->versions->pdata[i];
      for (guint j = 0; j < version->regions->len; j++)
        {
          const Region *region = get_region (version, (int) j);
          if (region->glyphs->len == 0)
            continue;
          g_autofree char *words = dup_put_in (version, region);
          bt_merge_touch (weave->merge, weave->part, version->reviewer,
                          get_region_change (weave, version, region), words);
        }
    }
}

/* Merges the versions of the text of @part, or of a cell of it; @versions has, for each reviewer, the stretches (of
 * BtPiece) that the text is in his copy; NULL where it is as in the base, none where it is gone. */
void
bt_merge_text (BtMerge *merge, BtMergePart *part, BtText *base, GPtrArray *versions, GArray *pieces)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  Weave weave = { merge, part, base, g_array_new (FALSE, FALSE, sizeof (Glyph)),
                  g_ptr_array_new_with_free_func (version_free), g_array_new (FALSE, FALSE, sizeof (Out)), NULL };

  append_glyphs (weave.base, base);
  weave.base_out = g_new0 (guint, weave.base->len + 1);
  for (guint i = 0; i < versions->len; i++)
    if (versions->pdata[i] != NULL)
      g_ptr_array_add (weave.versions, version_new (&weave, i, versions->pdata[i]));
  find_meetings (&weave);
  weave_all (&weave);
  note_touches (&weave);
  add_ranges (base, weave.base, 0, weave.base_out, ranges);
  for (guint i = 0; i < weave.versions->len; i++)
    {
      const Version *version = weave.versions->pdata[i];
      for (guint j = 0; j < version->pieces->len; j++)
        add_ranges (g_array_index (version->pieces, BtPiece, j).text, version->glyphs,
                    g_array_index (version->starts, guint, j), version->out, ranges);
    }
  write_pieces (&weave, ranges, pieces);
  g_array_unref (weave.base);
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
