/* Paragraphs and tables become the tree of clauses: what is a heading, and what stands under what. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-id.h"
#include "bt-import.h"

/* Clauses are nested at most so deep; what is deeper becomes a sibling. */
#define MAX_OPEN 40
/* A list of another style may open below a list of the same scheme so often. */
#define MAX_SAME_SCHEME 2

/* An interrupted list goes on within so many paragraphs. */
#define LOOK_AHEAD 8

#define SHORT_HEADING 60
#define USUAL_HEADING 120
#define LONG_HEADING 200
#define HEADING_THRESHOLD 2

static void
block_clear (gpointer data)
{
  BtImportParagraph *block = data;

  g_free (block->typed);
  g_free (block->text);
}

/**
 * bt_import_blocks:
 * @import: an import whose lines are cleaned and measured
 * @range: lines
 * @appendix: whether they are of an appendix
 *
 * Returns: (transfer full) (element-type BtImportParagraph): the paragraphs and tables of those lines
 */
GArray *
bt_import_blocks (BtImport *import, BtImportRange range, gboolean appendix)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (BtImportParagraph));
  guint first = range.first;

  g_array_set_clear_func (blocks, block_clear);
  for (guint i = range.first; i < range.end; i++)
    {
      BtImportTableKind kind = bt_import_table_kind (import, i, range.end);
      if (kind == BT_IMPORT_NO_TABLE)
        continue;
      BtImportParagraph table = { i, bt_import_table_end (import, kind, i, range.end, appendix) - 1, .table = kind };
      bt_import_add_paragraphs (import, first, i, blocks);
      g_array_append_val (blocks, table);
      i = table.last;
      first = table.last + 1;
    }
  bt_import_add_paragraphs (import, first, range.end, blocks);
  return blocks;
}

static void
drop_label (BtImport *import, const BtImportParagraph *block)
{
  guint line = bt_import_line (import, block->first)->number;

  if (block->typed != NULL)
    bt_import_drop (import, line, line, block->typed, _("typed label; labels are derived"));
}

static gboolean
is_basis (const BtImport *import, const BtImportParagraph *block, gboolean first)
{
  static const char *const others[] = { "thuchien", "theo", "trencoso", "xet" };
  static const char *const asked[] = { "theodenghi", "xetdenghi" };
  const BtImportLine *line = bt_import_line (import, block->first);

  if (line->basis || line->known != NULL)
    return line->basis;
  if (block->table || (block->label.scheme != BT_LABEL_NONE && block->label.scheme != BT_LABEL_DASH))
    return FALSE;
  /* "Căn cứ …, Ủy ban nhân dân … như sau:" is an opening in running text. */
  if (g_str_has_suffix (block->text, ":"))
    return FALSE;
  if (bt_import_starts_with (import, block->text, "cancu"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (others) && !first && g_str_has_suffix (block->text, ";"); i++)
    if (bt_import_starts_with (import, block->text, others[i]))
      return TRUE;
  /* Who asked for the plan stands last, before a full stop. */
  for (guint i = 0; i < G_N_ELEMENTS (asked) && !first; i++)
    if (bt_import_starts_with (import, block->text, asked[i]))
      return TRUE;
  return FALSE;
}

static void
forced_breaks_to_blanks (char *text)
{
  for (; *text != '\0'; text++)
    *text = *text == '\n' ? ' ' : *text;
}

/* How many blocks there are up to the last basis that is known: what was put in between is one as well. */
static guint
count_known_bases (const BtImport *import, const GArray *blocks)
{
  guint i = blocks->len;

  while (i > 0 && !bt_import_line (import, g_array_index (blocks, BtImportParagraph, i - 1).first)->basis)
    i--;
  for (guint j = 0; j < i; j++)
    if (g_array_index (blocks, BtImportParagraph, j).table
        || bt_import_line (import, g_array_index (blocks, BtImportParagraph, j).first)->known != NULL)
      return j;
  return i;
}

/**
 * bt_import_bases:
 * @import: an import
 * @blocks: (element-type BtImportParagraph): the body's paragraphs
 * @used: (out): how many of them are bases, from the first on
 *
 * Returns: (transfer full): the bases (căn cứ), one paragraph each
 */
BtNode *
bt_import_bases (BtImport *import, const GArray *blocks, guint *used)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_BASES, NULL);
  guint i, n_known = count_known_bases (import, blocks);

  for (i = 0; i < blocks->len
              && (i < n_known || is_basis (import, &g_array_index (blocks, BtImportParagraph, i), i == 0));
       i++)
    {
      BtImportParagraph *block = &g_array_index (blocks, BtImportParagraph, i);
      BtNodeBuilder *basis = bt_node_builder_new (BT_NODE_BASIS, NULL);
      drop_label (import, block);
      forced_breaks_to_blanks (block->text);
      bt_node_builder_set_string (basis, block->text);
      BtNode *node = bt_node_builder_end (basis);
      bt_import_became (import, block->first, block->last, bt_node_get_id (node), "basis", block->confidence);
      bt_node_builder_take_child (builder, node);
    }
  *used = i;
  return bt_node_builder_end (builder);
}

/* Whether the text begins with the word and a number, as "Điều 5." does. */
static gboolean
begins_with_number (const char *text, const char *word)
{
  gsize length = strlen (word);

  if (text == NULL || !g_str_has_prefix (text, word))
    return FALSE;
  const char *number = text + length;
  gsize blank = g_str_has_prefix (number, "\u00A0") ? strlen ("\u00A0") : strspn (number, " ");
  gsize digits = strspn (number + blank, "0123456789");
  return blank > 0 && digits > 0 && strchr (".:", number[blank + digits]) != NULL;
}

/* A paragraph on its way into the tree, and the block after it. */
typedef struct
{
  const BtImportParagraph *block;
  const BtImportParagraph *next; /* or NULL */
  glong length;
  gboolean styled;
} Candidate;

static gboolean
is_division (const Candidate *candidate)
{
  BtLabel scheme = candidate->block->label.scheme;
  return scheme == BT_LABEL_ROMAN || scheme == BT_LABEL_PART || scheme == BT_LABEL_CHAPTER;
}

static gboolean
is_numbered (const Candidate *candidate)
{
  return candidate->block->label.scheme == BT_LABEL_ARABIC;
}

static gboolean
is_point (const Candidate *candidate)
{
  return candidate->block->label.scheme == BT_LABEL_ALPHA;
}

static gboolean
is_item (const Candidate *candidate)
{
  return candidate->block->label.scheme == BT_LABEL_DASH || candidate->block->label.scheme == BT_LABEL_PLUS;
}

static gboolean
is_plain (const Candidate *candidate)
{
  return candidate->block->label.scheme == BT_LABEL_NONE;
}

/* "Điều 5." of a decision or a contract: it has no label of ours, but stands over what is numbered below it. */
static gboolean
is_article (const Candidate *candidate)
{
  const char *text = candidate->block->text;

  return is_plain (candidate) && (begins_with_number (text, "Điều") || begins_with_number (text, "ĐIỀU"));
}

/* "Mục 1", over articles. */
static gboolean
is_section (const Candidate *candidate)
{
  const char *text = candidate->block->text;

  return begins_with_number (text, "Mục") || begins_with_number (text, "MỤC");
}

static gboolean
is_in_capitals (const Candidate *candidate)
{
  return bt_import_is_capitals (candidate->block->text, -1);
}

static gboolean
ends_with_colon (const Candidate *candidate)
{
  return g_str_has_suffix (candidate->block->text, ":");
}

static gboolean
ends_as_sentence (const Candidate *candidate)
{
  return bt_import_ends_sentence (candidate->block->text) && !ends_with_colon (candidate);
}

static gboolean
ends_in_the_middle (const Candidate *candidate)
{
  return bt_import_ends_open (candidate->block->text);
}

static gboolean
is_short (const Candidate *candidate)
{
  return candidate->length <= SHORT_HEADING;
}

static gboolean
is_usual (const Candidate *candidate)
{
  return candidate->length <= USUAL_HEADING;
}

static gboolean
is_long (const Candidate *candidate)
{
  return candidate->length > LONG_HEADING;
}

static gboolean
is_styled (const Candidate *candidate)
{
  return candidate->styled;
}

static gboolean
is_empty (const Candidate *candidate)
{
  return candidate->length == 0;
}

/* Something stands below it: a list of a deeper level, a plain paragraph, a table. */
static gboolean
has_content (const Candidate *candidate)
{
  if (candidate->next == NULL)
    return FALSE;
  return candidate->next->table || candidate->next->label.scheme == BT_LABEL_NONE ||
         candidate->next->label.scheme > candidate->block->label.scheme;
}

static gboolean
has_no_content (const Candidate *candidate)
{
  return !has_content (candidate);
}

static const struct
{
  gboolean (*holds) (const Candidate *candidate);
  int weight;
} heading_features[] = {
  { is_division, 6 },      { is_numbered, 1 },       { is_point, -2 },           { is_item, -12 }, { is_plain, -4 },
  { is_in_capitals, 5 },   { ends_with_colon, -1 },  { ends_as_sentence, -6 },   { is_long, -6 },
  { ends_in_the_middle, -3 }, { is_short, 1 },       { is_usual, 1 },            { has_content, 2 },
  { has_no_content, -2 },  { is_styled, 4 },         { is_empty, -20 },        { is_article, 7 },
};

static int
weigh_heading (const Candidate *candidate)
{
  int sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (heading_features); i++)
    if (heading_features[i].holds (candidate))
      sum += heading_features[i].weight;
  return sum;
}

/* A clause that may still get children. */
typedef struct
{
  BtNodeBuilder *builder;
  BtImportLabel label;
  gboolean heading, article;
  guint listed; /* the schemes of its children, 1 << BtLabel each */
  const char *known; /* nullable: the id it had when we wrote it */
} Open;

typedef struct
{
  BtImport *import;
  BtNodeBuilder *root;
  GHashTable *typed;
  guint listed; /* of the root */
  Open open[MAX_OPEN];
  guint n_open;
} Outline;

static BtNodeBuilder *
top_builder (const Outline *outline)
{
  return outline->n_open > 0 ? outline->open[outline->n_open - 1].builder : outline->root;
}

static void
close_to (Outline *outline, guint n_open)
{
  while (outline->n_open > n_open)
    {
      BtNode *node = bt_node_builder_end (outline->open[outline->n_open - 1].builder);
      outline->n_open--;
      bt_node_builder_take_child (top_builder (outline), node);
    }
}

/* Dashes of all lengths are one style. */
static gunichar
style_of (const BtImportLabel *label)
{
  gunichar style = label->style;

  if (label->scheme != BT_LABEL_DASH)
    return style;
  return style == 0x2013 || style == 0x2014 || style == 0x2212 || style == 0x2010 || style == 0x2011 ? '-' : style;
}

/* The open list that an item of @label goes on with: index into open, or -1. */
static int
find_list (const Outline *outline, const BtImportLabel *label)
{
  int same_scheme = -1;

  for (int i = outline->n_open - 1; i >= 0; i--)
    {
      const BtImportLabel *other = &outline->open[i].label;
      if (other->scheme != label->scheme)
        continue;
      if (style_of (other) == style_of (label) && other->depth == label->depth)
        return i;
      /* "2)" after "1." is a slip, not another list. */
      if (label->number > 1 && other->number + 1 == label->number && other->depth == label->depth)
        same_scheme = i;
    }
  return same_scheme;
}

static guint
count_scheme (const Outline *outline, BtLabel scheme)
{
  guint n = 0;

  for (guint i = 0; i < outline->n_open; i++)
    n += outline->open[i].label.scheme == scheme;
  return n;
}

/* A list whose first item follows a colon stands below the paragraph with the colon. */
static gboolean
opens_below (const Outline *outline, const BtImportLabel *label, const BtImportParagraph *before)
{
  return outline->n_open > 0 && before != NULL && before->label.scheme != BT_LABEL_NONE && label->number <= 1 &&
         before->label.scheme != BT_LABEL_PLUS && g_str_has_suffix (before->text, ":") &&
         count_scheme (outline, label->scheme) < MAX_SAME_SCHEME;
}

/* A plain paragraph holds nothing; one that is a heading, or an article, holds what is smaller than a section. */
static gboolean
can_hold (const Open *open, const BtImportLabel *label)
{
  if (open->label.scheme == BT_LABEL_NONE)
    return (open->heading || open->article) && label->scheme > BT_LABEL_ROMAN;
  return open->label.scheme <= label->scheme;
}

static guint *
get_listed (Outline *outline, guint level)
{
  return level > 0 ? &outline->open[level - 1].listed : &outline->listed;
}

/* A list that begins again behind a plain paragraph is one of that paragraph: beside the list before, it would go on
 * with the numbers of that. */
static gboolean
begins_again (Outline *outline, const BtImportLabel *label, guint level)
{
  gboolean counted = label->scheme == BT_LABEL_ARABIC || label->scheme == BT_LABEL_ALPHA;

  return counted && label->number == 1 && outline->n_open > level
         && outline->open[outline->n_open - 1].label.scheme == BT_LABEL_NONE
         && (*get_listed (outline, level) & 1u << label->scheme) != 0;
}

/* How many clauses stay open above an item of @label, were it the first or the next of a list. */
static guint
level_in_list (const Outline *outline, const BtImportLabel *label, const BtImportParagraph *before)
{
  int list = find_list (outline, label);
  guint n = outline->n_open;

  if (opens_below (outline, label, before)
      && (list < 0 || (label->number == 1 && outline->open[list].label.number > 0 && list == (int) n - 1)))
    return n;
  if (list >= 0)
    return list;
  while (n > 0 && !can_hold (&outline->open[n - 1], label))
    n--;
  /* A third style of one scheme is taken for a slip. */
  if (n > 0 && outline->open[n - 1].label.scheme == label->scheme
      && count_scheme (outline, label->scheme) >= MAX_SAME_SCHEME)
    n--;
  return n;
}

/* How many clauses stay open above an item of @label. */
static guint
level_for (Outline *outline, const BtImportLabel *label, const BtImportParagraph *before)
{
  guint level = level_in_list (outline, label, before);

  return before != NULL && begins_again (outline, label, level) ? outline->n_open : level;
}

/* How many clauses a paragraph that was put in must leave open, so that the next one that is known still stands in what
 * it stood in. */
static guint
count_needed (const Outline *outline, const GArray *blocks, guint index)
{
  for (guint i = index + 1; i < MIN (blocks->len, index + LOOK_AHEAD); i++)
    {
      const BtImportParagraph *block = &g_array_index (blocks, BtImportParagraph, i);
      const BtImportLine *line = bt_import_line (outline->import, block->first);
      if (line->known == NULL)
        continue;
      for (guint n = outline->n_open; line->parent != NULL && n > 0; n--)
        if (g_strcmp0 (outline->open[n - 1].known, line->parent) == 0)
          return n;
      break;
    }
  return 0;
}

/* A plain paragraph belongs to the nearest heading, unless the list that it interrupts goes on after it. */
static guint
level_for_plain (const Outline *outline, const GArray *blocks, guint index)
{
  guint n = outline->n_open;

  for (guint i = index + 1; i < MIN (blocks->len, index + LOOK_AHEAD); i++)
    {
      const BtImportParagraph *block = &g_array_index (blocks, BtImportParagraph, i);
      if (block->table || block->label.scheme == BT_LABEL_NONE)
        continue;
      int list = find_list (outline, &block->label);
      if (list >= 0 && block->label.number > 1 && outline->open[list].label.number + 1 == block->label.number)
        {
          guint below = list;
          while (n > below && !outline->open[n - 1].heading)
            n--;
          return MAX (n, below);
        }
      break;
    }
  while (n > 0 && !outline->open[n - 1].heading)
    n--;
  return MAX (n, count_needed (outline, blocks, index));
}

/* The closing sentence belongs to no section. */
static gboolean
is_closing_paragraph (const BtImport *import, const BtImportParagraph *block)
{
  return block->label.scheme == BT_LABEL_NONE && bt_import_starts_with (import, block->text, "trendayla");
}

/* How many clauses are open above the article that is open; all where none is. */
static guint
find_article (const Outline *outline)
{
  guint n = 0;

  while (n < outline->n_open && !outline->open[n].article)
    n++;
  return n;
}

/* An article stands beside the one before it, the first in what divides the document. */
static guint
level_for_article (const Outline *outline)
{
  guint n = find_article (outline);

  if (n < outline->n_open)
    return n;
  while (n > 0 && outline->open[n - 1].label.scheme > BT_LABEL_ROMAN)
    n--;
  return n;
}

/* A heading without a label is no part of another one, nor of an article. */
static guint
level_for_plain_heading (const Outline *outline, guint level)
{
  level = MIN (level, find_article (outline));
  while (level > 0 && outline->open[level - 1].label.scheme == BT_LABEL_NONE)
    level--;
  return level;
}

/* How many clauses stay open above the paragraph at @index, which has no label. */
static guint
level_without_label (const Outline *outline, const GArray *blocks, guint index, const Candidate *candidate)
{
  if (is_closing_paragraph (outline->import, candidate->block))
    return 0;
  if (is_article (candidate))
    return level_for_article (outline);
  guint level = level_for_plain (outline, blocks, index);
  return is_section (candidate) || weigh_heading (candidate) > HEADING_THRESHOLD
             ? level_for_plain_heading (outline, level)
             : level;
}

static void
note_typed (Outline *outline, const BtImportParagraph *block, const char *id)
{
  if (block->typed == NULL)
    return;
  drop_label (outline->import, block);
  BtImportTyped *typed = g_new0 (BtImportTyped, 1);
  typed->label = block->label;
  typed->text = g_strdup (block->typed);
  typed->line = bt_import_line (outline->import, block->first)->number;
  g_hash_table_insert (outline->typed, g_strdup (id), typed);
}

/* Below a dash, a dash or bullet is the next level's sign; "1.1." below nothing numbered is "1.". */
static BtLabel
scheme_at_level (const Outline *outline, const BtImportLabel *label)
{
  BtLabel above = outline->n_open > 0 ? outline->open[outline->n_open - 1].label.scheme : BT_LABEL_NONE;

  if (label->scheme == BT_LABEL_DASH && above == BT_LABEL_DASH)
    return BT_LABEL_PLUS;
  if (label->scheme == BT_LABEL_DECIMAL && above != BT_LABEL_ARABIC && above != BT_LABEL_DECIMAL)
    return BT_LABEL_ARABIC;
  return label->scheme;
}

/* Whether a clause that we wrote still has a label where it had one, and none where it had none. */
static gboolean
is_as_known (const BtImportLine *line, const BtImportParagraph *block)
{
  BtLabel label;

  return line->known != NULL && bt_label_from_name (line->label, &label)
         && (label == BT_LABEL_NONE) == (block->label.scheme == BT_LABEL_NONE);
}

/* The level at which a clause that we wrote stood; -1 where what it stood in is not open. */
static int
level_for_known (const Outline *outline, const BtImportLine *line)
{
  if (line->parent == NULL)
    return -1;
  if (*line->parent == '\0')
    return 0;
  for (guint i = outline->n_open; i > 0; i--)
    if (g_strcmp0 (outline->open[i - 1].known, line->parent) == 0)
      return i;
  return -1;
}

static void
add_clause (Outline *outline, const Candidate *candidate)
{
  const BtImportParagraph *block = candidate->block;
  int weight = weigh_heading (candidate);
  const BtImportLine *line = bt_import_line (outline->import, block->first);
  gboolean heading = line->known != NULL ? line->heading != NULL : weight > HEADING_THRESHOLD;
  g_autofree char *id = bt_id_new ('n');
  Open open = { bt_node_builder_new (BT_NODE_CLAUSE, id), block->label, heading, is_article (candidate),
                .known = line->known };
  double confidence = MIN (block->confidence, CLAMP (0.6 + ABS (weight - HEADING_THRESHOLD) / 10.0, 0.6, 1.0));

  bt_node_builder_set_attr (open.builder, "label",
                            is_as_known (line, block) ? line->label
                                                      : bt_label_get_name (scheme_at_level (outline, &block->label)));
  if (heading)
    bt_node_builder_set_attr (open.builder, "heading", "yes");
  bt_node_builder_set_string (open.builder, block->text);
  bt_import_became (outline->import, block->first, block->last, id, heading ? "heading" : "clause", confidence);
  note_typed (outline, block, id);
  *get_listed (outline, outline->n_open) |= 1u << block->label.scheme;
  outline->open[outline->n_open++] = open;
}

/**
 * bt_import_outline:
 * @import: an import
 * @blocks: (element-type BtImportParagraph): paragraphs and tables
 * @first: index of the first block to take
 * @parent: the builder of the body or appendix that they are children of
 * @typed: (element-type utf8 BtImportTyped): where typed labels are noted, by the clause's id
 */
void
bt_import_outline (BtImport *import, const GArray *blocks, guint first, BtNodeBuilder *parent, GHashTable *typed)
{
  Outline outline = { import, parent, typed };
  const BtImportParagraph *before = NULL;

  for (guint i = first; i < blocks->len; i++)
    {
      const BtImportParagraph *block = &g_array_index (blocks, BtImportParagraph, i);
      const BtImportParagraph *next = i + 1 < blocks->len ? block + 1 : NULL;
      Candidate candidate = { block, next, block->text != NULL ? g_utf8_strlen (block->text, -1) : 0,
                              bt_import_line (import, block->first)->styled };
      if (block->table)
        {
          close_to (&outline, level_for_plain (&outline, blocks, i));
          bt_node_builder_take_child (top_builder (&outline),
                                      bt_import_table (import, block->table, block->first, block->last + 1, typed));
          before = NULL;
          continue;
        }
      guint level = block->label.scheme != BT_LABEL_NONE ? level_for (&outline, &block->label, before)
                                                         : level_without_label (&outline, blocks, i, &candidate);
      int known = level_for_known (&outline, bt_import_line (import, block->first));
      close_to (&outline, MIN (known >= 0 ? (guint) known : level, MAX_OPEN - 1));
      add_clause (&outline, &candidate);
      before = block;
    }
  close_to (&outline, 0);
}
