/* What became of a text: its words compared, so that a reader sees which words were replaced by which. */
#include <string.h>

#include "bt-compare-private.h"
#include "bt-was.h"

/* Two texts that differ in more units than this are shown as one replaced by the other. */
#define MOST_DIFFERENCES 512

/* A word, or any other character alone. */
typedef struct
{
  gsize start, end;
  guint64 hash;
  BtObjectKind object;
  const char *target; /* interned, as the result has it */
} Unit;

typedef struct
{
  BtText *text;
  Unit *units;
  int n_units;
} Side;

/* What stays, or what goes and what comes in its place; in units. */
typedef struct
{
  gboolean same;
  int old_start, old_end, new_start, new_end;
} Part;

/* Where the marks of insertion and deletion change next after @start: several may have put one word together. */
static gsize
next_change (const BtText *text, gsize start)
{
  guint n_runs, i = 0;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  while (runs[i].end <= start)
    i++;
  while (i + 1 < n_runs && runs[i + 1].mark.ins == runs[i].mark.ins && runs[i + 1].mark.del == runs[i].mark.del)
    i++;
  return runs[i].end;
}

static Side
split_units (BtText *text, BtSpot *spot, gboolean map)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (Unit));
  const char *string = bt_text_get_string (text);
  gsize length = bt_text_get_length (text), stop = 0;

  for (gsize start = 0; start < length;)
    {
      Unit unit = { start, bt_unit_end (string, length, start), 0, BT_OBJECT_NONE, NULL };
      const BtMark *mark = bt_text_get_mark (text, start);
      if (start >= stop)
        stop = next_change (text, start);
      unit.end = MIN (unit.end, stop);
      unit.hash = bt_unit_hash (string + start, unit.end - start);
      unit.object = mark->object;
      unit.target = map ? bt_comparison_map (spot->comparison, mark->target) : mark->target;
      g_array_append_val (units, unit);
      start = unit.end;
    }
  Side side = { text, NULL, (int) units->len };
  side.units = (Unit *) g_array_free (units, FALSE);
  return side;
}

static gboolean
same_unit (const Side *old, int i, const Side *new, int j)
{
  const Unit *a = &old->units[i], *b = &new->units[j];

  return a->hash == b->hash && a->end - a->start == b->end - b->start && a->object == b->object
         && a->target == b->target
         && memcmp (bt_text_get_string (old->text) + a->start,
                    bt_text_get_string (new->text) + b->start, a->end - a->start)
                == 0;
}

/* The middle of two texts, without what they begin and end with alike. */
typedef struct
{
  const Side *old, *new;
  int start; /* of both */
  int n_old, n_new;
} Middle;

static gboolean
came_down (const int *reached, int diagonal, int d)
{
  return diagonal == -d || (diagonal != d && reached[diagonal - 1] < reached[diagonal + 1]);
}

static void
note_same (const Middle *middle, int *same, int old, int new)
{
  same[middle->start + old] = middle->start + new;
}

/* Follows the way back from the end; @history has what was reached on each diagonal with each number of differences. */
static void
trace_back (const Middle *middle, GPtrArray *history, int *same)
{
  int x = middle->n_old, y = middle->n_new;

  for (int d = (int) history->len; d > 0; d--)
    {
      const int *reached = (int *) history->pdata[d - 1] + d - 1;
      int diagonal = x - y;
      gboolean down = came_down (reached, diagonal, d);
      int before = reached[down ? diagonal + 1 : diagonal - 1];
      int start = down ? before : before + 1;
      for (; x > start; x--, y--)
        note_same (middle, same, x - 1, y - 1);
      x = before;
      y = before - (down ? diagonal + 1 : diagonal - 1);
    }
  for (; x > 0; x--, y--)
    note_same (middle, same, x - 1, y - 1);
}

/* One more difference: how far each diagonal reaches. Returns whether one has reached the end of both. */
static gboolean
reach_further (const Middle *middle, int *reached, int d)
{
  for (int diagonal = -d; diagonal <= d; diagonal += 2)
    {
      int x = d == 0                             ? 0
              : came_down (reached, diagonal, d) ? reached[diagonal + 1]
                                                 : reached[diagonal - 1] + 1;
      int y = x - diagonal;
      while (x < middle->n_old && y < middle->n_new
             && same_unit (middle->old, middle->start + x, middle->new, middle->start + y))
        x++, y++;
      reached[diagonal] = x;
      if (x >= middle->n_old && y >= middle->n_new)
        return TRUE;
    }
  return FALSE;
}

/* The shortest way from one to the other, after Myers: time and memory grow with the differences. */
static void
find_same (const Middle *middle, int *same)
{
  int most = MIN (middle->n_old + middle->n_new, MOST_DIFFERENCES);
  g_autofree int *space = g_new0 (int, 2 * most + 3);
  int *reached = space + most + 1;
  g_autoptr (GPtrArray) history = g_ptr_array_new_with_free_func (g_free);

  for (int d = 0; d <= most; d++)
    {
      if (reach_further (middle, reached, d))
        {
          trace_back (middle, history, same);
          return;
        }
      g_ptr_array_add (history, g_memdup2 (reached - d, (2 * d + 1) * sizeof (int)));
    }
}

/* For each old unit, which new unit it is; -1 for none. Rising. */
static int *
align (const Side *old, const Side *new)
{
  int *same = g_new (int, old->n_units + 1);
  int start = 0, end = 0, least = MIN (old->n_units, new->n_units);

  while (start < least && same_unit (old, start, new, start))
    start++;
  while (end < least - start
         && same_unit (old, old->n_units - 1 - end, new, new->n_units - 1 - end))
    end++;
  for (int i = 0; i < old->n_units; i++)
    same[i] = i < start ? i : i < old->n_units - end ? -1 : i - old->n_units + new->n_units;
  Middle middle = { old, new, start, old->n_units - end - start, new->n_units - end - start };
  if (middle.n_old > 0 && middle.n_new > 0)
    find_same (&middle, same);
  return same;
}

static int
count_words (const Side *side, int start, int end)
{
  int n_words = 0;
  for (int i = start; i < end; i++)
    n_words += bt_unit_is_word (bt_text_get_string (side->text) + side->units[i].start);
  return n_words;
}

static int
count_changed (const Side *old, const Side *new, const Part *part)
{
  return MAX (count_words (old, part->old_start, part->old_end),
              count_words (new, part->new_start, part->new_end));
}

/* Whether so little stays between two changes that they read better as one: a blank between two words that were both
 * replaced, a single word amid whole phrases. */
static gboolean
is_island (const Side *old, const Side *new, const Part *before, const Part *part,
           const Part *after)
{
  int left = count_changed (old, new, before), right = count_changed (old, new, after);
  int kept = count_words (old, part->old_start, part->old_end);

  return left > 0 && right > 0 && kept * 2 <= MIN (left, right);
}

/* Makes one change of the last two where they read better so. */
static void
unite_last (GArray *parts, const Side *old, const Side *new)
{
  while (parts->len >= 3)
    {
      Part *last = &g_array_index (parts, Part, parts->len - 1);
      Part *between = last - 1, *before = last - 2;
      if (last->same || !is_island (old, new, before, between, last))
        return;
      before->old_end = last->old_end;
      before->new_end = last->new_end;
      g_array_set_size (parts, parts->len - 2);
    }
}

static void
add_part (GArray *parts, const Side *old, const Side *new, Part part)
{
  if (part.old_start == part.old_end && part.new_start == part.new_end)
    return;
  g_array_append_val (parts, part);
  unite_last (parts, old, new);
}

static gboolean
is_all_same (const int *same, int n_old, int n_new)
{
  for (int i = 0; i < n_old; i++)
    if (same[i] != i)
      return FALSE;
  return n_old == n_new;
}

/* What stays and what changes by turns. */
static GArray *
find_parts (const Side *old, const Side *new, gboolean whole)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autofree int *same = align (old, new);
  int i = 0, j = 0;

  if (whole && !is_all_same (same, old->n_units, new->n_units))
    for (int k = 0; k < old->n_units; k++)
      same[k] = -1;
  while (i < old->n_units || j < new->n_units)
    {
      int old_start = i, new_start = j;
      while (i < old->n_units && same[i] < 0)
        i++;
      j = i < old->n_units ? same[i] : new->n_units;
      add_part (parts, old, new, (Part){ FALSE, old_start, i, new_start, j });
      old_start = i, new_start = j;
      while (i < old->n_units && same[i] == j)
        i++, j++;
      add_part (parts, old, new, (Part){ TRUE, old_start, i, new_start, j });
    }
  return parts;
}

/* The result in the making, and where the places of both texts are in it. */
typedef struct
{
  BtTextBuilder *builder;
  BtSpot *spot;
  gsize length;
  gsize *new_places; /* of each byte of the new text, and of its end; NULL where nobody asks */
  gsize *old_places;
} Writer;

static void
append_bytes (Writer *writer, const char *string, gsize length, const BtMark *mark)
{
  if (mark->object == BT_OBJECT_NONE)
    bt_text_builder_append (writer->builder, string, (gssize) length, mark);
  else
    for (gsize i = 0; i < length; i += BT_OBJECT_CHAR_SIZE)
      bt_text_builder_append_object (writer->builder, mark);
  writer->length += length;
}

static void
note_places (gsize *places, gsize start, gsize length, gsize at)
{
  for (gsize i = 0; places != NULL && i <= length; i++)
    places[start + i] = at + i;
}

/* Changes the mark of what is appended. */
typedef void (*Remark) (BtMark *mark, BtSpot *spot);

static void
mark_inserted (BtMark *mark, BtSpot *spot)
{
  mark->ins = bt_spot_get_change (spot);
  mark->del = NULL;
  mark->was = NULL;
  mark->target = bt_comparison_map (spot->comparison, mark->target);
}

static void
mark_deleted (BtMark *mark, BtSpot *spot)
{
  mark->del = bt_spot_get_change (spot);
}

static void
append_marked (Writer *writer, const BtText *text, gsize start, gsize end, Remark remark)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  for (guint i = 0; i < n_runs && start < end; i++)
    {
      if (runs[i].end <= start)
        continue;
      BtMark mark = runs[i].mark;
      gsize stop = MIN (runs[i].end, end);
      remark (&mark, writer->spot);
      append_bytes (writer, bt_text_get_string (text) + start, stop - start, &mark);
      start = stop;
    }
}

/* The same characters, which may look different. */
static void
append_same (Writer *writer, const BtText *old, gsize old_start, gsize old_end, const BtText *new,
             gsize new_start)
{
  guint n_old, n_new, i = 0, j = 0;
  const BtRun *old_runs = bt_text_get_runs (old, &n_old),
              *new_runs = bt_text_get_runs (new, &n_new);

  while (old_start < old_end)
    {
      while (old_runs[i].end <= old_start)
        i++;
      while (new_runs[j].end <= new_start)
        j++;
      gsize length = MIN (MIN (old_runs[i].end, old_end) - old_start, new_runs[j].end - new_start);
      BtMark mark = old_runs[i].mark;
      if (mark.format != new_runs[j].mark.format)
        {
          g_autofree char *letters = bt_format_to_letters (mark.format);
          g_autofree char *was =
              bt_was_add (NULL, bt_spot_get_change (writer->spot), "format", letters);
          mark.was = bt_intern (was);
          mark.format = new_runs[j].mark.format;
        }
      append_bytes (writer, bt_text_get_string (old) + old_start, length, &mark);
      old_start += length;
      new_start += length;
    }
}

static gsize
offset_of (const Side *side, int unit)
{
  return unit < side->n_units ? side->units[unit].start : bt_text_get_length (side->text);
}

static void
append_part (Writer *writer, const Side *old, const Side *new, const Part *part)
{
  gsize old_start = offset_of (old, part->old_start), old_end = offset_of (old, part->old_end);
  gsize new_start = offset_of (new, part->new_start), new_end = offset_of (new, part->new_end);

  note_places (writer->old_places, old_start, old_end - old_start, writer->length);
  if (part->same)
    {
      note_places (writer->new_places, new_start, new_end - new_start, writer->length);
      append_same (writer, old->text, old_start, old_end, new->text, new_start);
      return;
    }
  append_marked (writer, old->text, old_start, old_end, mark_deleted);
  note_places (writer->new_places, new_start, new_end - new_start, writer->length);
  append_marked (writer, new->text, new_start, new_end, mark_inserted);
}

/* Adds the anchors of one of the texts, at the places where its characters are. */
static void
collect_anchors (BtText *text, const gsize *places, BtSpot *spot, gboolean new, GArray *anchors)
{
  guint n_anchors;
  const BtAnchor *own = bt_text_get_anchors (text, &n_anchors);

  for (guint i = 0; i < n_anchors; i++)
    if (!new || bt_comparison_is_new_thread (spot->comparison, own[i].thread))
      {
        BtAnchor anchor = { places[own[i].start], places[own[i].end], own[i].thread };
        g_array_append_val (anchors, anchor);
      }
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  gsize one = *(const gsize *) a, other = *(const gsize *) b;
  return one < other ? -1 : one > other;
}

/* The text with the anchors in it; takes @text over. */
static BtText *
put_anchors (BtText *text, GArray *anchors)
{
  if (anchors->len == 0)
    return text;
  g_autoptr (BtText) plain = text;
  g_autoptr (GArray) stops = g_array_new (FALSE, FALSE, sizeof (gsize));
  BtTextBuilder *builder = bt_text_builder_new ();
  gsize at = 0, length = bt_text_get_length (text);

  for (guint i = 0; i < anchors->len; i++)
    g_array_append_vals (stops, &g_array_index (anchors, BtAnchor, i).start, 1),
        g_array_append_vals (stops, &g_array_index (anchors, BtAnchor, i).end, 1);
  g_array_append_val (stops, length);
  g_array_sort (stops, compare_offsets);
  for (guint i = 0; i < stops->len; i++)
    {
      gsize stop = g_array_index (stops, gsize, i);
      if (i > 0 && stop == g_array_index (stops, gsize, i - 1))
        continue;
      g_autoptr (BtText) slice = bt_text_slice (plain, at, stop);
      bt_text_builder_append_text (builder, slice);
      for (guint j = 0; j < anchors->len; j++)
        {
          const BtAnchor *anchor = &g_array_index (anchors, BtAnchor, j);
          if (anchor->start == stop)
            bt_text_builder_start_anchor (builder, anchor->thread);
          if (anchor->end == stop)
            bt_text_builder_end_anchor (builder, anchor->thread);
        }
      at = stop;
    }
  return bt_text_builder_end (builder);
}

/* For each byte of @old, where it stands in @new, as words are compared; -1 where it is not there. */
int *
bt_compare_align (BtText *old, BtText *new, gboolean whole)
{
  Side before = split_units (old, NULL, FALSE), after = split_units (new, NULL, FALSE);
  g_autoptr (GArray) parts = find_parts (&before, &after, whole);
  int *places = g_new (int, bt_text_get_length (old) + 1);

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      gsize start = offset_of (&before, part->old_start), end = offset_of (&before, part->old_end);
      for (gsize j = start; j < end; j++)
        places[j] = part->same ? (int) (offset_of (&after, part->new_start) + j - start) : -1;
    }
  g_free (before.units);
  g_free (after.units);
  return places;
}

static BtText *
write_parts (const Side *old, const Side *new, GArray *parts, BtSpot *spot)
{
  g_autofree gsize *old_places = g_new0 (gsize, bt_text_get_length (old->text) + 1);
  g_autofree gsize *new_places = g_new0 (gsize, bt_text_get_length (new->text) + 1);
  g_autoptr (GArray) anchors = g_array_new (FALSE, FALSE, sizeof (BtAnchor));
  Writer writer = { bt_text_builder_new (), spot, 0, new_places, old_places };

  for (guint i = 0; i < parts->len; i++)
    append_part (&writer, old, new, &g_array_index (parts, Part, i));
  collect_anchors (old->text, old_places, spot, FALSE, anchors);
  collect_anchors (new->text, new_places, spot, TRUE, anchors);
  return put_anchors (bt_text_builder_end (writer.builder), anchors);
}

/* What @old became in @new, with its changes marked; @whole for what is a value rather than words, as a date is. */
BtText *
bt_compare_text (BtText *old, BtText *new, gboolean whole, BtSpot *spot)
{
  if (bt_text_equal (old, new))
    return bt_text_ref (old);

  Side before = split_units (old, spot, FALSE), after = split_units (new, spot, TRUE);
  g_autoptr (GArray) parts = find_parts (&before, &after, whole);
  BtText *text = write_parts (&before, &after, parts, spot);
  g_free (before.units);
  g_free (after.units);
  return text;
}

static gboolean
mark_deleted_cb (BtMark *mark, gpointer data)
{
  mark_deleted (mark, data);
  return TRUE;
}

static gboolean
mark_inserted_cb (BtMark *mark, gpointer data)
{
  mark_inserted (mark, data);
  return TRUE;
}

BtText *
bt_compare_text_inserted (BtText *text, BtSpot *spot)
{
  g_autoptr (BtText) nothing = bt_text_new ("");
  guint n_anchors;

  bt_text_get_anchors (text, &n_anchors);
  if (n_anchors > 0)
    return bt_compare_text (nothing, text, TRUE, spot);
  return bt_text_map (text, mark_inserted_cb, spot);
}

BtText *
bt_compare_text_deleted (BtText *text, BtSpot *spot)
{
  return bt_text_map (text, mark_deleted_cb, spot);
}
