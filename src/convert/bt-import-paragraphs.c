/* Lines become paragraphs: for two neighbours, features are weighed that speak for a new paragraph or against it. */
#include <string.h>

#include "bt-import.h"

/* Of a full line's width: more room than this at its end, and a line was ended on purpose. */
#define ROOM_SHARE 0.12
/* A line this much wider than a full one was never broken. */
#define OVERLONG 1.6
/* First lines are indented by about 2.3 em, which their width does not show. */
#define FIRST_LINE_INDENT 230
#define INDENT_STEP 2

/* Two neighbouring lines, and what is known before them. */
typedef struct
{
  const BtImport *import;
  const BtImportLine *a, *b;
  const char *paragraph;    /* the text so far, label included */
  gboolean capitals;        /* all of it */
  gboolean a_first;         /* @a is the first line of its paragraph */
  BtImportLabel a_label;    /* of the paragraph */
  BtImportLabel b_label;
  gboolean opening;         /* no label has come yet */
  gboolean b_expected;      /* the number of @b_label continues a list or begins one */
  gboolean a_ends, a_open;
} Pair;

/**
 * bt_import_has_room:
 * @import: an import that is measured
 * @a: a line
 * @b: the line after it
 * @first: whether @a begins a paragraph, and is set in by what its width does not show
 *
 * Returns: whether the first word of @b would have fitted on @a, so that @a was ended on purpose
 */
gboolean
bt_import_has_room (const BtImport *import, const BtImportLine *a, const BtImportLine *b, gboolean first)
{
  gsize word = strcspn (b->text, " \n");
  guint used = a->width + 25 + bt_import_text_width (b->text, word) + (first ? FIRST_LINE_INDENT : 0);

  return import->wrapped && used < import->full_width * (1.0 - ROOM_SHARE);
}

static gboolean
has_room (const Pair *pair)
{
  return bt_import_has_room (pair->import, pair->a, pair->b, pair->a_first);
}

static gboolean
is_page_gap (const Pair *pair)
{
  return pair->b->gap == BT_IMPORT_GAP_PAGE || pair->b->gap > pair->import->paragraph_gap + 1;
}

static gboolean
b_is_labelled (const Pair *pair)
{
  return pair->b_label.scheme != BT_LABEL_NONE;
}

/* What follows the label of @b begins as an item does, or what is before it ends as one. */
static gboolean
b_is_sure_label (const Pair *pair)
{
  const char *rest = pair->b->text + pair->b_label.length;
  gboolean gap = pair->import->gap_tells && !is_page_gap (pair) && pair->b->gap > pair->import->usual_gap;

  if (!b_is_labelled (pair) || !pair->b_expected)
    return FALSE;
  return pair->a_ends || gap || !pair->import->wrapped || (!bt_import_starts_lower (rest) && *rest != '\0') ||
         (pair->b_label.scheme == BT_LABEL_ALPHA && pair->b_label.style == ')');
}

static gboolean
b_is_weak_label (const Pair *pair)
{
  return b_is_labelled (pair) && !b_is_sure_label (pair);
}

static gboolean
b_goes_on (const Pair *pair)
{
  return !b_is_labelled (pair) && bt_import_starts_lower (pair->b->text);
}

static gboolean
a_ends (const Pair *pair)
{
  return pair->a_ends;
}

static gboolean
a_does_not_end (const Pair *pair)
{
  return !pair->a_ends;
}

static gboolean
a_is_open (const Pair *pair)
{
  return pair->a_open;
}

static gboolean
a_is_only_label (const Pair *pair)
{
  gboolean division = pair->a_label.scheme == BT_LABEL_PART || pair->a_label.scheme == BT_LABEL_CHAPTER;

  return pair->a_first && pair->paragraph[pair->a_label.length] == '\0' && !b_is_labelled (pair) &&
         (division || (pair->a_label.scheme != BT_LABEL_NONE && pair->import->wrapped));
}

static gboolean
a_is_full (const Pair *pair)
{
  return pair->import->wrapped && !has_room (pair);
}

static gboolean
a_is_overlong (const Pair *pair)
{
  return pair->import->wrapped && pair->a->width > pair->import->full_width * OVERLONG;
}

static gboolean
gap_parts (const Pair *pair)
{
  return pair->import->gap_tells && !is_page_gap (pair) && pair->b->gap > pair->import->usual_gap;
}

static gboolean
gap_joins (const Pair *pair)
{
  return pair->import->gap_tells && !b_is_labelled (pair) && pair->b->gap <= pair->import->usual_gap;
}

static gboolean
b_is_indented (const Pair *pair)
{
  return !is_page_gap (pair) && !pair->a_first && pair->b->indent >= pair->a->indent + INDENT_STEP;
}

static gboolean
a_capitals_b_not (const Pair *pair)
{
  return pair->capitals && !bt_import_is_capitals (pair->b->text, -1);
}

static gboolean
both_capitals (const Pair *pair)
{
  return !b_is_labelled (pair) && strchr (pair->b->text, ' ') != NULL && pair->capitals &&
         bt_import_is_capitals (pair->b->text, -1);
}

static gboolean
b_is_note (const Pair *pair)
{
  return *pair->b->text == '(' && (has_room (pair) || pair->capitals ||
                                   (pair->a_ends && bt_import_starts_upper (pair->b->text)));
}

/* One or two words that would stand as a paragraph by themselves are the end of the one before. */
static gboolean
b_is_remnant (const Pair *pair)
{
  const char *blank = strchr (pair->b->text, ' ');

  return pair->import->wrapped && !b_is_labelled (pair) && *pair->b->text != '(' && !pair->a_ends &&
         (blank == NULL || strchr (blank + 1, ' ') == NULL);
}

static gboolean
starts_with_any (const BtImport *import, const char *text, const char *const *phrases, gsize n_phrases)
{
  for (gsize i = 0; i < n_phrases; i++)
    if (bt_import_starts_with (import, text, phrases[i]))
      return TRUE;
  return FALSE;
}

/* The words a closing paragraph or a basis begins with, and before the first label who makes the plan. */
static gboolean
b_is_opener (const Pair *pair)
{
  static const char *const phrases[] = { "trendayla", "cancu", "uybannhandan", "ubnd" };
  gsize n = pair->opening ? G_N_ELEMENTS (phrases) : 2;

  return pair->a_ends && starts_with_any (pair->import, pair->b->text, phrases, n);
}

/* Below a numbered unit begins what it has to do: "1. Công an xã", "Chủ trì …". */
static gboolean
b_is_task (const Pair *pair)
{
  static const char *const units[] = { "phong", "trungtam", "vanphong", "congan", "denghi", "giao", "cac", "ban",
                                       "uyban", "doan", "hoi", "truong", "tram", "congchuc", "thon", "todan" };
  static const char *const tasks[] = { "chutri", "thammuu", "phoihop", "tangcuong", "vandong", "dua", "longghep",
                                       "xaydung", "tieptuc", "tochuc", "chidao", "huongdan", "botri", "theodoi",
                                       "kiemtra", "rasoat", "huydong", "ladaumoi", "candoi", "thuchien", "capnhat",
                                       "tuyentruyen", "kipthoi", "daymanh", "thuongxuyen", "trienkhai", "baodam" };

  return pair->a_first && pair->a_label.scheme == BT_LABEL_ARABIC && !pair->a_ends && !pair->a_open &&
         bt_import_starts_upper (pair->b->text) &&
         starts_with_any (pair->import, pair->paragraph + pair->a_label.length, units, G_N_ELEMENTS (units)) &&
         starts_with_any (pair->import, pair->b->text, tasks, G_N_ELEMENTS (tasks));
}

/* A dash at the start of a line may stand between the two halves of one word. */
static gboolean
b_is_second_half (const Pair *pair)
{
  if (pair->b_label.scheme != BT_LABEL_DASH || pair->a_ends)
    return FALSE;
  g_autofree char *key = bt_import_key (pair->a->text, -1);
  return bt_import_are_halves (pair->import, key, pair->b->text + pair->b_label.length);
}

static gboolean
is_not_wrapped (const Pair *pair)
{
  return !pair->import->wrapped;
}

/* More than 0 in all, and @b begins a paragraph. */
static const struct
{
  gboolean (*holds) (const Pair *pair);
  int weight;
} features[] = {
  { b_is_sure_label, 14 },  { b_is_weak_label, 1 },  { b_goes_on, -8 },        { a_ends, 3 },
  { a_does_not_end, -2 },   { a_is_open, -5 },       { a_is_only_label, -40 }, { has_room, 6 },
  { a_is_full, -3 },        { a_is_overlong, 6 },    { gap_parts, 7 },         { gap_joins, -6 },
  { b_is_indented, 5 },     { a_capitals_b_not, 9 }, { both_capitals, -7 },    { b_is_note, 5 },
  { b_is_remnant, -5 },     { b_is_opener, 6 },      { is_not_wrapped, 12 },   { b_is_task, 8 },
  { b_is_second_half, -24 },
};

static int
weigh (const Pair *pair)
{
  int sum = 0;

  /* Of paragraphs only the label and the words of a division are one. */
  if (pair->import->structured)
    return a_is_only_label (pair) ? -10 : 10;
  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    if (features[i].holds (pair))
      sum += features[i].weight;
  return sum;
}

/* The last numbers of the lists that may go on, by scheme. */
typedef struct
{
  guint last[BT_N_LABELS];
} Expected;

static gboolean
is_expected (const Expected *expected, const BtImportLabel *label)
{
  guint last = expected->last[label->scheme];

  if (label->scheme == BT_LABEL_DASH || label->scheme == BT_LABEL_PLUS || label->scheme == BT_LABEL_DECIMAL)
    return TRUE;
  /* One may have been forgotten, or typed twice. */
  return label->number == 1 || (label->number >= last && label->number <= last + 2);
}

static void
note_label (Expected *expected, const BtImportLabel *label)
{
  for (guint i = label->scheme + 1; i < BT_N_LABELS && label->scheme != BT_LABEL_NONE; i++)
    expected->last[i] = 0;
  expected->last[label->scheme] = label->number;
}

/* A paragraph that is being put together. */
typedef struct
{
  const BtImport *import;
  GArray *paragraphs;
  Expected expected;
  GString *text;
  BtImportLabel label;
  guint first;
  gboolean capitals;
  gboolean opening;
  int margin; /* the narrowest decision in it */
} Joiner;

static void
begin (Joiner *joiner, guint index, const BtImportLabel *label, int margin)
{
  joiner->margin = margin;
  g_string_assign (joiner->text, bt_import_line (joiner->import, index)->text);
  joiner->label = *label;
  joiner->opening = joiner->opening && label->scheme == BT_LABEL_NONE;
  joiner->first = index;
  joiner->capitals = bt_import_is_capitals (joiner->text->str + label->length, -1);
  note_label (&joiner->expected, label);
}

static double
confidence_of (int margin)
{
  return CLAMP (0.5 + margin / 20.0, 0.5, 1.0);
}

static void
finish (Joiner *joiner, guint last)
{
  BtImportParagraph paragraph = { joiner->first, last, joiner->label };
  gsize length = MIN (joiner->label.length, joiner->text->len);

  paragraph.typed = length > 0 ? g_strstrip (g_strndup (joiner->text->str, length)) : NULL;
  paragraph.text = g_strstrip (g_strdup (joiner->text->str + length));
  paragraph.confidence = confidence_of (joiner->margin);
  g_array_append_val (joiner->paragraphs, paragraph);
}

static void
look_at_pair (const Joiner *joiner, guint index, Pair *pair)
{
  const BtImport *import = joiner->import;

  pair->import = import;
  pair->a = bt_import_line (import, index - 1);
  pair->b = bt_import_line (import, index);
  pair->paragraph = joiner->text->str;
  pair->opening = joiner->opening;
  pair->capitals = joiner->capitals;
  pair->a_first = joiner->first == index - 1;
  pair->a_label = joiner->label;
  pair->a_ends = bt_import_ends_sentence (pair->a->text);
  pair->a_open = bt_import_ends_open (pair->a->text);
  bt_import_label_of_line (import, pair->b, &pair->b_label);
  pair->b_expected = is_expected (&joiner->expected, &pair->b_label);
}

/**
 * bt_import_add_paragraphs:
 * @import: an import whose lines are cleaned and measured
 * @first: index of a line
 * @end: index after the last line
 * @blocks: (element-type BtImportParagraph): where the paragraphs of those lines are added
 */
void
bt_import_add_paragraphs (BtImport *import, guint first, guint end, GArray *blocks)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Joiner joiner = { import, blocks, .text = text, .opening = TRUE };
  BtImportLabel label;

  if (first >= end)
    return;
  bt_import_label_of_line (import, bt_import_line (import, first), &label);
  begin (&joiner, first, &label, 10);
  for (guint i = first + 1; i < end; i++)
    {
      Pair pair = { 0 };
      look_at_pair (&joiner, i, &pair);
      int sum = weigh (&pair);
      if (sum > 0)
        {
          finish (&joiner, i - 1);
          begin (&joiner, i, &pair.b_label, MIN (10, sum));
          continue;
        }
      bt_import_append_joined (text, pair.b->text);
      joiner.capitals = joiner.capitals && bt_import_is_capitals (pair.b->text, -1);
      joiner.margin = MIN (joiner.margin, -sum);
    }
  finish (&joiner, end - 1);
}
