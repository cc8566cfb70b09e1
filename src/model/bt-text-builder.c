/* Builds a text piece by piece and brings it into its one canonical form. */
#include "bt-text-private.h"

#include <string.h>

#include "bt-viet.h"

struct _BtTextBuilder
{
  GString *string;
  GArray *runs;    /* of BtRun */
  GArray *anchors; /* of BtAnchor; one that is still open ends at G_MAXSIZE */
};

/**
 * bt_text_builder_new:
 *
 * Returns: (transfer full): a builder of an empty text
 */
BtTextBuilder *
bt_text_builder_new (void)
{
  BtTextBuilder *builder = g_new (BtTextBuilder, 1);
  builder->string = g_string_new (NULL);
  builder->runs = g_array_new (FALSE, FALSE, sizeof (BtRun));
  builder->anchors = g_array_new (FALSE, FALSE, sizeof (BtAnchor));
  return builder;
}

/**
 * bt_text_builder_free:
 * @builder: (transfer full): a builder whose text is not wanted
 */
void
bt_text_builder_free (BtTextBuilder *builder)
{
  g_return_if_fail (builder != NULL);
  g_string_free (builder->string, TRUE);
  g_array_unref (builder->runs);
  g_array_unref (builder->anchors);
  g_free (builder);
}

static void
append_bytes (BtTextBuilder *builder, const char *string, gsize length, const BtMark *mark)
{
  if (length == 0)
    return;
  g_string_append_len (builder->string, string, length);

  guint n_runs = builder->runs->len;
  BtRun *last = n_runs > 0 ? &g_array_index (builder->runs, BtRun, n_runs - 1) : NULL;
  if (last != NULL && bt_mark_equal (&last->mark, mark))
    last->end = builder->string->len;
  else
    {
      BtRun run = { builder->string->len, *mark };
      g_array_append_val (builder->runs, run);
    }
}

static BtMark
intern_mark (const BtMark *mark)
{
  BtMark interned = mark != NULL ? *mark : (BtMark){ 0 };
  interned.target = bt_intern (interned.target);
  interned.ins = bt_intern (interned.ins);
  interned.del = bt_intern (interned.del);
  interned.was = bt_intern (interned.was);
  return interned;
}

/**
 * bt_text_builder_append:
 * @builder: a builder
 * @string: valid UTF-8
 * @length: its bytes, or -1 where it is terminated
 * @mark: (nullable): what the characters share; %NULL for plain text. Its strings need not be interned.
 */
void
bt_text_builder_append (BtTextBuilder *builder, const char *string, gssize length, const BtMark *mark)
{
  g_return_if_fail (builder != NULL && string != NULL);

  BtMark interned = intern_mark (mark);
  append_bytes (builder, string, length >= 0 ? (gsize) length : strlen (string), &interned);
}

/**
 * bt_text_builder_append_object:
 * @builder: a builder
 * @mark: the mark of the object, with its kind and target
 */
void
bt_text_builder_append_object (BtTextBuilder *builder, const BtMark *mark)
{
  g_return_if_fail (builder != NULL && mark != NULL && mark->object != BT_OBJECT_NONE);
  bt_text_builder_append (builder, BT_OBJECT_CHAR, BT_OBJECT_CHAR_SIZE, mark);
}

/* Adds a range, joined to one of the same thread that it touches. */
static void
add_anchor (BtTextBuilder *builder, gsize start, gsize end, const char *thread)
{
  for (guint i = builder->anchors->len; i > 0; i--)
    {
      BtAnchor *anchor = &g_array_index (builder->anchors, BtAnchor, i - 1);
      if (anchor->thread == thread && anchor->start <= end && start <= anchor->end)
        {
          anchor->start = MIN (anchor->start, start);
          anchor->end = MAX (anchor->end, end);
          return;
        }
    }
  BtAnchor anchor = { start, end, thread };
  g_array_append_val (builder->anchors, anchor);
}

/**
 * bt_text_builder_append_text:
 * @builder: a builder
 * @text: a text, whose marks and anchors come along
 */
void
bt_text_builder_append_text (BtTextBuilder *builder, const BtText *text)
{
  gsize base, start = 0;

  g_return_if_fail (builder != NULL && text != NULL);

  base = builder->string->len;
  for (guint i = 0; i < text->n_runs; start = text->runs[i++].end)
    append_bytes (builder, text->string + start, text->runs[i].end - start, &text->runs[i].mark);
  for (guint i = 0; i < text->n_anchors; i++)
    add_anchor (builder, base + text->anchors[i].start, base + text->anchors[i].end, text->anchors[i].thread);
}

/**
 * bt_text_builder_start_anchor:
 * @builder: a builder
 * @thread: the id of a comment thread, which speaks of what is appended from here on
 */
void
bt_text_builder_start_anchor (BtTextBuilder *builder, const char *thread)
{
  g_return_if_fail (builder != NULL && thread != NULL);

  BtAnchor anchor = { builder->string->len, G_MAXSIZE, bt_intern (thread) };
  g_array_append_val (builder->anchors, anchor);
}

/**
 * bt_text_builder_end_anchor:
 * @builder: a builder
 * @thread: the thread whose range ends here; one that was not started is ignored
 */
void
bt_text_builder_end_anchor (BtTextBuilder *builder, const char *thread)
{
  g_return_if_fail (builder != NULL && thread != NULL);

  const char *interned = bt_intern (thread);
  for (guint i = builder->anchors->len; i > 0; i--)
    {
      BtAnchor *anchor = &g_array_index (builder->anchors, BtAnchor, i - 1);
      if (anchor->thread != interned || anchor->end != G_MAXSIZE)
        continue;
      gsize start = anchor->start;
      g_array_remove_index (builder->anchors, i - 1);
      add_anchor (builder, start, builder->string->len, interned);
      return;
    }
}

/* Ranges of one thread that overlap or touch are one; a range without a character says nothing. */
static void
join_anchors (BtTextBuilder *builder)
{
  g_autoptr (GArray) anchors = g_steal_pointer (&builder->anchors);

  g_array_sort (anchors, bt_anchor_compare);
  builder->anchors = g_array_new (FALSE, FALSE, sizeof (BtAnchor));
  for (guint i = 0; i < anchors->len; i++)
    {
      const BtAnchor *anchor = &g_array_index (anchors, BtAnchor, i);
      if (anchor->start < anchor->end)
        add_anchor (builder, anchor->start, anchor->end, anchor->thread);
    }
}

/* Ranges that were never ended reach to the end. */
static void
settle_anchors (BtTextBuilder *builder)
{
  if (builder->anchors->len == 0)
    return;
  for (guint i = 0; i < builder->anchors->len; i++)
    {
      BtAnchor *anchor = &g_array_index (builder->anchors, BtAnchor, i);
      anchor->end = MIN (anchor->end, builder->string->len);
    }
  join_anchors (builder);
}

/* Ends the builder as it is, without bringing the bytes into NFC. */
BtText *
bt_text_builder_end_exact (BtTextBuilder *builder)
{
  settle_anchors (builder);
  BtText *text = bt_text_alloc (builder->string->str, builder->string->len,
                                (const BtRun *) builder->runs->data, builder->runs->len,
                                (const BtAnchor *) builder->anchors->data, builder->anchors->len);
  bt_text_builder_free (builder);
  return text;
}

/* A mark or an anchor cannot part a letter from what may join it under NFC (its combining marks, the later
 * parts of a Korean syllable): moves @offset behind them. What stands on both sides of such a place is in NFC
 * for itself. */
static gsize
skip_joining (const GString *string, gsize offset)
{
  while (offset < string->len)
    {
      gunichar character = g_utf8_get_char (string->str + offset);
      if (!g_unichar_ismark (character) && !(character >= 0x1160 && character <= 0x11FF))
        break;
      offset = g_utf8_next_char (string->str + offset) - string->str;
    }
  return offset;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  gsize one = **(const gsize *const *) a, other = **(const gsize *const *) b;
  return one < other ? -1 : one > other;
}

/* Every place in the text that the builder knows, in order, so that all are carried over in one pass. */
static GPtrArray *
list_places (BtTextBuilder *builder)
{
  GPtrArray *places = g_ptr_array_new ();

  for (guint i = 0; i < builder->anchors->len; i++)
    {
      BtAnchor *anchor = &g_array_index (builder->anchors, BtAnchor, i);
      g_ptr_array_add (places, &anchor->start);
      g_ptr_array_add (places, &anchor->end);
    }
  for (guint i = 0; i < builder->runs->len; i++)
    g_ptr_array_add (places, &g_array_index (builder->runs, BtRun, i).end);
  g_ptr_array_sort (places, compare_places);
  return places;
}

static void
normalize (BtTextBuilder *builder)
{
  g_autoptr (GPtrArray) places = list_places (builder);
  GString *normal = g_string_sized_new (builder->string->len);
  gsize done = 0;

  for (guint i = 0; i < places->len; i++)
    {
      gsize *place = places->pdata[i];
      if (*place > done)
        {
          gsize end = skip_joining (builder->string, *place);
          g_autofree char *piece = bt_viet_normalize (builder->string->str + done, end - done);
          g_string_append (normal, piece);
          done = end;
        }
      *place = normal->len;
    }
  g_string_free (builder->string, TRUE);
  builder->string = normal;
}

/* A run that has lost its characters goes, and two neighbours with one mark are one run. */
static void
join_runs (BtTextBuilder *builder)
{
  guint kept = 0;

  for (guint i = 0; i < builder->runs->len; i++)
    {
      BtRun run = g_array_index (builder->runs, BtRun, i);
      BtRun *last = kept > 0 ? &g_array_index (builder->runs, BtRun, kept - 1) : NULL;
      if (run.end == (last != NULL ? last->end : 0))
        continue;
      if (last != NULL && bt_mark_equal (&last->mark, &run.mark))
        last->end = run.end;
      else
        g_array_index (builder->runs, BtRun, kept++) = run;
    }
  g_array_set_size (builder->runs, kept);
}

/**
 * bt_text_builder_end:
 * @builder: (transfer full): a builder
 *
 * Returns: (transfer full): the text, in NFC. A mark that would part a letter from its combining marks moves behind
 *   them.
 */
BtText *
bt_text_builder_end (BtTextBuilder *builder)
{
  g_return_val_if_fail (builder != NULL, NULL);

  if (!bt_viet_is_normalized (builder->string->str, builder->string->len))
    {
      settle_anchors (builder);
      normalize (builder);
      join_runs (builder);
    }
  return bt_text_builder_end_exact (builder);
}
