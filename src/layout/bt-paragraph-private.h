/* A paragraph's parts, for the shaper that makes it and finds it again. */
#pragma once

#include "bt-layout-private.h"
#include "bt-shown.h"

G_BEGIN_DECLS

/* Where a line's baseline is below its top, and where its bottom is. */
typedef struct
{
  BtLength height, baseline;
} BtLineMetrics;

/* What a paragraph is found by: the same key, the same lines, as long as the words of its objects stay. */
typedef struct
{
  BtText *text;      /* (nullable) owned by the paragraph */
  const char *words; /* (nullable) likewise; of a text, the signs in it */
  BtStyleId style;
  BtNodeMarks marks; /* of the whole node */
  guint serial;      /* of the colours of changes; 0 where nothing is marked */
  BtLength width, indent;
} BtParagraphKey;

struct _BtParagraph
{
  guint ref_count;
  BtParagraphKey key;
  char *objects;
  GArray *parts;
  GArray *changes; /* (nullable) as in #BtShown */
  BtShown shown;       /* what to print, until it is broken into lines */
  gboolean ordered;    /* whether it waits for that */
  PangoLayout *layout; /* NULL until then, and all below is empty */
  guint n_lines;
  BtLineMetrics metrics;  /* of every line … */
  BtLineMetrics *special; /* … unless they differ: (nullable) one for each line */
  BtLength used_width;
  BtLength inset; /* of balanced lines, which are broken at a narrower width */
};

/* How a style's lines are set. */
typedef struct
{
  const BtStyle *style;
  PangoFontDescription *font;
  BtLength ascent, descent, height; /* of a line of its own font, the height with the gap that the font asks for */
  BtLength leading;                 /* half above, half below */
} BtStyleFont;

BtParagraph *bt_paragraph_new (const BtParagraphKey *key, BtShown *shown) G_GNUC_WARN_UNUSED_RESULT;
void bt_paragraph_shape (BtParagraph *paragraph, PangoContext *context, const BtStyleFont *fonts);
void bt_style_fonts_init (BtStyleFont *fonts, PangoContext *context, const BtProfile *profile,
                          const char *family);
gsize bt_paragraph_get_line_start (const BtParagraph *paragraph, guint line);
guint bt_paragraph_find_line (const BtParagraph *paragraph, gsize offset);
gsize bt_paragraph_layout_to_text (PangoLayout *layout, gsize index);
BtLength bt_paragraph_get_first_baseline (const BtParagraph *paragraph);
BtLength bt_paragraph_get_last_width (const BtParagraph *paragraph);

G_END_DECLS
