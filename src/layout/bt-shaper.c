/* Turns texts into lines and remembers them: a text that did not change is never broken twice. */
#include "bt-shaper.h"

#include <string.h>

#include "bt-crew.h"
#include "bt-reference.h"

/* The cache is not swept while it has fewer paragraphs. */
#define MIN_CACHED 4096

/* What outlives a layout: handed on from one to the next, as long as profile, context and fonts stay. */
typedef struct
{
  guint ref_count;
  guint n_swept; /* how many paragraphs were left when it was last swept */
  guint serial;  /* of the context */
  PangoContext *context;
  BtProfile *profile;
  BtStyleFont fonts[BT_N_STYLES];
  GHashTable *paragraphs; /* set of BtParagraph */
  GPtrArray *waiting;     /* of those, the ones that are to be broken into lines */
  BtCrew *crew;           /* who does it */
  GHashTable *widths;     /* style, weight and word, to BtLength */
  BtPalette *palette;
} Cache;

struct _BtShaper
{
  Cache *cache;
  BtPlan *plan;
  BtMarkup *markup;        /* (nullable) */
  GHashTable *first_cites; /* (nullable) target, to the FirstCite in the plan's order */
  gboolean saw_objects;
};

typedef struct
{
  const BtNode *node;
  gsize offset;
} FirstCite;

static guint
key_hash (gconstpointer data)
{
  const BtParagraphKey *key = &((const BtParagraph *) data)->key;
  guint hash = key->text != NULL ? g_direct_hash (key->text) >> 4 : g_str_hash (key->words);

  return ((hash * 31 + key->style) * 31 + (guint) key->width) * 31 + (guint) key->indent;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const BtParagraphKey *one = &((const BtParagraph *) a)->key;
  const BtParagraphKey *other = &((const BtParagraph *) b)->key;

  return one->text == other->text && one->style == other->style && one->width == other->width
         && one->indent == other->indent && one->serial == other->serial
         && memcmp (&one->marks, &other->marks, sizeof one->marks) == 0
         && g_strcmp0 (one->words, other->words) == 0;
}

/* The family that stands in for the profile's font where that is not installed. Pango asks for a font's metrics under
 * its real name: with the real name from the start, it looks up each font once, not twice. */
static char *
dup_real_family (PangoContext *context, const BtProfile *profile)
{
  PangoFontDescription *wanted = pango_font_description_new ();
  PangoFontDescription *real = NULL;
  PangoFont *font;
  char *family;

  pango_font_description_set_family_static (wanted, bt_profile_get_font (profile));
  pango_font_description_set_size (wanted, bt_profile_get_style (profile, BT_STYLE_BODY)->size);
  font = pango_context_load_font (context, wanted);
  if (font != NULL)
    real = pango_font_describe (font);
  family = g_strdup (real != NULL ? pango_font_description_get_family (real)
                                  : bt_profile_get_font (profile));
  g_clear_object (&font);
  g_clear_pointer (&real, pango_font_description_free);
  pango_font_description_free (wanted);
  return family;
}

static Cache *
cache_new (PangoContext *context, BtProfile *profile)
{
  Cache *cache = g_new0 (Cache, 1);
  g_autofree char *family = dup_real_family (context, profile);

  cache->ref_count = 1;
  cache->serial = pango_context_get_serial (context);
  cache->context = g_object_ref (context);
  cache->profile = bt_profile_ref (profile);
  bt_style_fonts_init (cache->fonts, context, profile, family);
  cache->paragraphs =
      g_hash_table_new_full (key_hash, key_equal, (GDestroyNotify) bt_paragraph_unref, NULL);
  cache->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_paragraph_unref);
  cache->crew = bt_crew_new (context, cache->fonts);
  cache->widths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cache->palette = bt_palette_new ();
  return cache;
}

static void
cache_unref (Cache *cache)
{
  if (--cache->ref_count > 0)
    return;
  for (guint i = 0; i < BT_N_STYLES; i++)
    pango_font_description_free (cache->fonts[i].font);
  g_hash_table_unref (cache->paragraphs);
  g_ptr_array_unref (cache->waiting);
  bt_crew_free (cache->crew);
  g_hash_table_unref (cache->widths);
  bt_palette_free (cache->palette);
  bt_profile_unref (cache->profile);
  g_object_unref (cache->context);
  g_free (cache);
}

/**
 * bt_shaper_new:
 * @plan: the plan whose texts it will break
 * @profile: the rule set
 * @context: the context
 * @with_markup: whether changes and comments are shown
 * @previous: (nullable): a shaper whose cache to take over where it fits
 *
 * Returns: (transfer full): a shaper
 */
BtShaper *
bt_shaper_new (BtPlan *plan, BtProfile *profile, PangoContext *context, gboolean with_markup,
               BtShaper *previous)
{
  BtShaper *shaper = g_new0 (BtShaper, 1);
  Cache *cache = previous != NULL ? previous->cache : NULL;

  if (cache != NULL && cache->profile == profile && cache->context == context
      && cache->serial == pango_context_get_serial (context))
    cache->ref_count++;
  else
    cache = cache_new (context, profile);
  shaper->cache = cache;
  shaper->plan = bt_plan_ref (plan);
  if (with_markup)
    shaper->markup =
        bt_markup_new (plan, profile, cache->palette, previous != NULL ? previous->markup : NULL);
  return shaper;
}

/** bt_shaper_free: frees @shaper, and the cache where no other one has it */
void
bt_shaper_free (BtShaper *shaper)
{
  g_clear_pointer (&shaper->markup, bt_markup_free);
  cache_unref (shaper->cache);
  bt_plan_unref (shaper->plan);
  g_clear_pointer (&shaper->first_cites, g_hash_table_unref);
  g_free (shaper);
}

static gboolean
is_unused (gpointer key, gpointer value, gpointer data)
{
  return ((const BtParagraph *) key)->ref_count == 1;
}

/**
 * bt_shaper_sweep:
 *
 * Drops from the cache what no layout holds any more, each time it has grown to twice its size.
 */
void
bt_shaper_sweep (BtShaper *shaper)
{
  Cache *cache = shaper->cache;
  guint size = g_hash_table_size (cache->paragraphs);

  if (size < MIN_CACHED || size < 2 * cache->n_swept)
    return;
  g_hash_table_foreach_remove (cache->paragraphs, is_unused, NULL);
  cache->n_swept = g_hash_table_size (cache->paragraphs);
}

/** bt_shaper_has_cache_of: Returns: whether what was measured for @other holds for @shaper too */
gboolean
bt_shaper_has_cache_of (const BtShaper *shaper, const BtShaper *other)
{
  return shaper->cache == other->cache;
}

/** bt_shaper_get_profile: Returns: (transfer none): the rule set */
BtProfile *
bt_shaper_get_profile (const BtShaper *shaper)
{
  return shaper->cache->profile;
}

/** bt_shaper_get_length: Returns: the figure of the rule set */
BtLength
bt_shaper_get_length (const BtShaper *shaper, BtFigure figure)
{
  return bt_profile_get_length (shaper->cache->profile, figure);
}

/** bt_shaper_get_markup: Returns: (transfer none) (nullable): what is marked in the plan */
const BtMarkup *
bt_shaper_get_markup (const BtShaper *shaper)
{
  return shaper->markup;
}

/** bt_shaper_take_saw_objects: Returns: whether a text with derived words was asked for since the last call */
gboolean
bt_shaper_take_saw_objects (BtShaper *shaper)
{
  gboolean saw_objects = shaper->saw_objects;

  shaper->saw_objects = FALSE;
  return saw_objects;
}

/** bt_shaper_note_objects: takes back what bt_shaper_take_saw_objects() took */
void
bt_shaper_note_objects (BtShaper *shaper)
{
  shaper->saw_objects = TRUE;
}

/* Objects. Which citation of a source is the first is found for all at once; one that is deleted is none. */

static void
collect_cites (const BtShaper *shaper, GHashTable *cites, const BtNode *node)
{
  BtText *text = bt_node_get_text (node);
  guint n_runs = 0;
  gsize start = 0;
  const BtRun *runs = text != NULL ? bt_text_get_runs (text, &n_runs) : NULL;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      if (runs[i].mark.object != BT_OBJECT_CITE
          || (shaper->markup != NULL && runs[i].mark.del != NULL)
          || g_hash_table_contains (cites, runs[i].mark.target))
        continue;
      FirstCite *first = g_new (FirstCite, 1);
      *first = (FirstCite){ node, start };
      g_hash_table_insert (cites, (gpointer) runs[i].mark.target, first);
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_cites (shaper, cites, bt_node_get_child (node, i));
}

static gboolean
is_first_cite (BtShaper *shaper, const BtNode *node, gsize offset, const char *target)
{
  const FirstCite *first;

  if (shaper->first_cites == NULL)
    {
      shaper->first_cites = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
      collect_cites (shaper, shaper->first_cites, bt_plan_get_root (shaper->plan));
    }
  first = g_hash_table_lookup (shaper->first_cites, target);
  return first != NULL && first->node == node && first->offset == offset;
}

static char *
dup_object (gpointer data, const BtNode *node, gsize offset, const BtMark *mark)
{
  BtShaper *shaper = data;

  if (mark->object == BT_OBJECT_CITE)
    return bt_plan_dup_citation (shaper->plan, mark->target,
                                 is_first_cite (shaper, node, offset, mark->target));
  return bt_plan_dup_object_text (shaper->plan, node, offset);
}

/* Paragraphs. */

static BtParagraph *
lookup (BtShaper *shaper, const BtParagraphKey *key, const BtNode *node)
{
  const BtParagraph probe = { .key = *key };
  BtParagraph *found = g_hash_table_lookup (shaper->cache->paragraphs, &probe);

  if (node != NULL && key->text != NULL && bt_text_has_objects (key->text))
    {
      shaper->saw_objects = TRUE;
      if (found != NULL)
        {
          g_autofree char *objects = bt_shown_dup_objects (node, dup_object, shaper);

          if (g_strcmp0 (objects, found->objects) != 0)
            found = NULL;
        }
    }
  if (found == NULL)
    return NULL;
  return bt_paragraph_ref (found);
}

static BtParagraph *
make (BtShaper *shaper, const BtParagraphKey *key, BtShown *shown)
{
  Cache *cache = shaper->cache;
  BtParagraph *paragraph = bt_paragraph_new (key, shown);

  g_hash_table_replace (cache->paragraphs, bt_paragraph_ref (paragraph), paragraph);
  return paragraph;
}

static BtShowing
get_showing (BtShaper *shaper, BtStyleId style, BtLength width)
{
  return (BtShowing){ .style = shaper->cache->fonts[style].style,
                      .width = width,
                      .profile = shaper->cache->profile,
                      .markup = shaper->markup,
                      .object = dup_object,
                      .data = shaper };
}

/* Adds to the key of a text what makes it look different: marks, and the signs of notes, whose numbers come from other
 * parts of the plan. */
static void
add_markup (BtShaper *shaper, BtParagraphKey *key, const BtNode *node)
{
  if (shaper->markup == NULL)
    return;
  key->marks = bt_markup_get_marks (shaper->markup, node);
  key->words = bt_markup_get_signs (shaper->markup, node);
  if (key->words != NULL || key->marks.ins != NULL || key->marks.del != NULL
      || key->marks.moved != NULL || bt_text_has_marks (key->text))
    key->serial = bt_markup_get_serial (shaper->markup);
}

static BtParagraph *
shape (BtShaper *shaper, BtParagraph *paragraph)
{
  bt_paragraph_shape (paragraph, shaper->cache->context, shaper->cache->fonts);
  return paragraph;
}

static BtParagraph *
find_or_make (BtShaper *shaper, const BtNode *node, BtStyleId style, BtLength width, BtLength indent)
{
  BtParagraphKey key = {
    .text = bt_node_get_text (node), .style = style, .width = width, .indent = indent
  };
  BtParagraph *paragraph;
  BtShown shown;

  if (key.text == NULL)
    return bt_shaper_get_words (shaper, "", style, width);
  add_markup (shaper, &key, node);
  paragraph = lookup (shaper, &key, node);
  if (paragraph != NULL)
    return paragraph;
  BtShowing showing = get_showing (shaper, style, width);
  bt_shown_init (&shown, node, &showing);
  return make (shaper, &key, &shown);
}

/**
 * bt_shaper_get_paragraph:
 * @node: the node whose text it is, of the shaper's plan
 * @style: how it is printed
 * @width: the width to break it at
 * @indent: of the first line
 *
 * Returns: (transfer full): the paragraph, which may be shared
 */
BtParagraph *
bt_shaper_get_paragraph (BtShaper *shaper, const BtNode *node, BtStyleId style, BtLength width,
                         BtLength indent)
{
  return shape (shaper, find_or_make (shaper, node, style, width, indent));
}

/**
 * bt_shaper_order_paragraph:
 * @node: the node whose text it is, of the shaper's plan
 * @style: how it is printed
 * @width: the width to break it at
 * @indent: of the first line
 *
 * Returns: (transfer full): the paragraph, of which nothing may be asked before bt_shaper_deliver()
 */
BtParagraph *
bt_shaper_order_paragraph (BtShaper *shaper, const BtNode *node, BtStyleId style, BtLength width,
                           BtLength indent)
{
  BtParagraph *paragraph = find_or_make (shaper, node, style, width, indent);

  if (paragraph->layout == NULL && !paragraph->ordered)
    {
      paragraph->ordered = TRUE;
      g_ptr_array_add (shaper->cache->waiting, bt_paragraph_ref (paragraph));
    }
  return paragraph;
}

/**
 * bt_shaper_deliver:
 *
 * Breaks all that was ordered into lines, in several threads where that is worth it.
 */
void
bt_shaper_deliver (BtShaper *shaper)
{
  bt_crew_shape (shaper->cache->crew, shaper->cache->waiting);
  g_ptr_array_set_size (shaper->cache->waiting, 0);
}

/**
 * bt_shaper_get_words:
 * @words: derived words
 * @style: how they are printed
 * @width: the width to break them at, -1 for one line
 *
 * Returns: (transfer full): the paragraph, which may be shared
 */
BtParagraph *
bt_shaper_get_words (BtShaper *shaper, const char *words, BtStyleId style, BtLength width)
{
  BtParagraphKey key = { .words = words, .style = style, .width = width };
  BtParagraph *paragraph = lookup (shaper, &key, NULL);
  BtShown shown;

  if (paragraph != NULL)
    return paragraph;
  BtShowing showing = get_showing (shaper, style, width);
  bt_shown_init_words (&shown, words, &showing);
  return shape (shaper, make (shaper, &key, &shown));
}

/* Widths. */

static BtLength
measure_word (Cache *cache, BtStyleId style, gboolean bold, const char *word, gsize length)
{
  char buffer[64];
  g_autofree char *long_key = length + 3 > sizeof buffer ? g_malloc (length + 3) : NULL;
  char *key = long_key != NULL ? long_key : buffer;
  gpointer width;
  int pango_width;

  key[0] = (char) (style + 1);
  key[1] = bold ? 'b' : '-';
  memcpy (key + 2, word, length);
  key[length + 2] = '\0';
  if (g_hash_table_lookup_extended (cache->widths, key, NULL, &width))
    return GPOINTER_TO_INT (width);

  g_autoptr (PangoLayout) layout = pango_layout_new (cache->context);
  pango_layout_set_font_description (layout, cache->fonts[style].font);
  if (bold)
    {
      g_autoptr (PangoAttrList) attrs = pango_attr_list_new ();

      pango_attr_list_insert (attrs, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (layout, attrs);
    }
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, word, (int) length);
  pango_layout_get_size (layout, &pango_width, NULL);
  g_hash_table_insert (cache->widths, g_strdup (key), GINT_TO_POINTER (pango_width));
  return pango_width;
}

static void
measure_string (Cache *cache, const char *string, BtStyleId style, gboolean bold,
                BtLength *longest_word, BtLength *natural)
{
  BtLength space = measure_word (cache, style, bold, " ", 1);
  BtLength line = 0;

  *longest_word = *natural = 0;
  for (const char *c = string; *c != '\0';)
    {
      gsize length = strcspn (c, " \n");
      BtLength width = length > 0 ? measure_word (cache, style, bold, c, length) : 0;

      *longest_word = MAX (*longest_word, width);
      line += width;
      *natural = MAX (*natural, line);
      c += length;
      if (*c == ' ')
        line += space;
      else if (*c == '\n')
        line = 0;
      if (*c != '\0')
        c++;
    }
}

static gboolean
has_bold (const BtText *text)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  for (guint i = 0; i < n_runs; i++)
    if (runs[i].mark.format & BT_FORMAT_BOLD)
      return TRUE;
  return FALSE;
}

/**
 * bt_shaper_measure_widths:
 * @node: the node whose text it is
 * @style: how it is printed
 * @longest_word: (out): the width of the widest piece between spaces
 * @natural: (out): the width of the widest line if none is wrapped
 */
void
bt_shaper_measure_widths (BtShaper *shaper, const BtNode *node, BtStyleId style,
                          BtLength *longest_word, BtLength *natural)
{
  const BtStyle *printed = shaper->cache->fonts[style].style;
  BtText *text = bt_node_get_text (node);

  *longest_word = *natural = 0;
  if (text == NULL)
    return;
  if (!printed->upper && !bt_text_has_objects (text))
    {
      measure_string (shaper->cache, bt_text_get_string (text), style, has_bold (text),
                      longest_word, natural);
      return;
    }
  BtShown shown;
  shaper->saw_objects |= bt_text_has_objects (text);
  BtShowing showing = get_showing (shaper, style, -1);
  bt_shown_init (&shown, node, &showing);
  measure_string (shaper->cache, shown.string, style, has_bold (text), longest_word, natural);
  bt_shown_clear (&shown);
}

/** bt_shaper_measure_words: like bt_shaper_measure_widths() for derived words */
void
bt_shaper_measure_words (BtShaper *shaper, const char *words, BtStyleId style,
                         BtLength *longest_word, BtLength *natural)
{
  g_autofree char *upper =
      shaper->cache->fonts[style].style->upper ? g_utf8_strup (words, -1) : NULL;

  measure_string (shaper->cache, upper != NULL ? upper : words, style, FALSE, longest_word,
                  natural);
}
