/* What of a document that came back is what of the one that went out: by bookmarks, by equal words in order, by similar
 * words between these, and where something stands elsewhere by its words alone. */
#include <string.h>

#include "bt-docx-retag-private.h"
#include "bt-rise.h"

/* How much of the words two blocks must share, and what it counts that both have none. */
#define LEAST_SIMILAR 0.4
#define BOTH_EMPTY 0.45
/* Fewer words do not say that a paragraph stands elsewhere. */
#define LEAST_WORDS 3
/* Between two paragraphs that are found, so many pairs are compared at most; so many pairs of words in a paragraph. */
#define MAX_PAIRS 60000
#define MAX_WORD_PAIRS 4000000

/* The children of two blocks that may match, as a list each. */
typedef struct
{
  BtTagBlock **sent, **back;
  guint n_sent, n_back;
} Gap;

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  guint one = *(const guint *) a, other = *(const guint *) b;
  return one < other ? -1 : one > other;
}

static GArray *
get_words (BtTagBlock *block)
{
  if (block->words == NULL)
    {
      g_auto (GStrv) words = g_strsplit_set (block->text->str, " \t\n", -1);
      block->words = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint i = 0; words[i] != NULL; i++)
        {
          guint hash = g_str_hash (words[i]);
          if (*words[i] != '\0')
            g_array_append_val (block->words, hash);
        }
      g_array_sort (block->words, compare_hashes);
    }
  return block->words;
}

/* How much of the words both have in common, from 0 to 1. */
static double
get_similarity (BtTagBlock *one, BtTagBlock *other)
{
  const GArray *a = get_words (one), *b = get_words (other);
  guint i = 0, j = 0, common = 0;

  if (!bt_tag_block_is (one, (const char *) other->node->name))
    return 0;
  if (a->len == 0 && b->len == 0)
    return BOTH_EMPTY;
  while (i < a->len && j < b->len)
    {
      guint x = g_array_index (a, guint, i), y = g_array_index (b, guint, j);
      common += x == y;
      i += x <= y;
      j += y <= x;
    }
  return 2.0 * common / (a->len + b->len);
}

static gboolean
is_same (const BtTagBlock *one, const BtTagBlock *other)
{
  return bt_tag_block_is (one, (const char *) other->node->name) && g_string_equal (one->text, other->text);
}

static void
pair (BtTagBlock *sent, BtTagBlock *back)
{
  sent->match = back;
  back->match = sent;
}

/* Where two paragraphs are the same, so are the cells, the rows, the tables that they stand in. */
static void
pair_outwards (BtTagBlock *sent, BtTagBlock *back)
{
  while (sent != NULL && back != NULL && sent->match == NULL && back->match == NULL
         && bt_tag_block_is (sent, (const char *) back->node->name))
    {
      pair (sent, back);
      sent = sent->parent;
      back = back->parent;
    }
}

/* What still has a bookmark of ours. Of two of them in one paragraph, which was merged, the first one counts. */
static void
pair_by_names (const BtTagText *sent, const BtTagText *back)
{
  for (guint i = 0; i < back->names->len; i++)
    {
      const BtTagName *name = back->names->pdata[i], *own = g_hash_table_lookup (sent->by_name, name->name);
      if (own == NULL || own->block->match != NULL || name->block->match != NULL)
        continue;
      pair_outwards (own->block, name->block);
    }
}

/* Takes what is the same at the beginning and at the end out of the gap. */
static void
pair_ends (Gap *gap)
{
  while (gap->n_sent > 0 && gap->n_back > 0 && is_same (gap->sent[0], gap->back[0]))
    {
      pair (*gap->sent++, *gap->back++);
      gap->n_sent--;
      gap->n_back--;
    }
  while (gap->n_sent > 0 && gap->n_back > 0
         && is_same (gap->sent[gap->n_sent - 1], gap->back[gap->n_back - 1]))
    pair (gap->sent[--gap->n_sent], gap->back[--gap->n_back]);
}

/* The blocks whose words no other one has: words to index + 1, 0 where there are several. */
static GHashTable *
find_unique (BtTagBlock **blocks, guint n_blocks)
{
  GHashTable *found = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_blocks; i++)
    if (blocks[i]->match == NULL && blocks[i]->text->len > 0)
      {
        const char *text = blocks[i]->text->str;
        gboolean again = g_hash_table_contains (found, text);
        g_hash_table_insert (found, (gpointer) text, GUINT_TO_POINTER (again ? 0 : i + 1));
      }
  return found;
}

/* Of each that came back, the index of the one with the same words; -1 for none. */
static int *
find_anchors (const Gap *gap)
{
  g_autoptr (GHashTable) sent = find_unique (gap->sent, gap->n_sent);
  g_autoptr (GHashTable) back = find_unique (gap->back, gap->n_back);
  int *anchors = g_new (int, gap->n_back + 1);

  for (guint i = 0; i < gap->n_back; i++)
    {
      const char *text = gap->back[i]->text->str;
      int index = GPOINTER_TO_INT (g_hash_table_lookup (sent, text)) - 1;
      gboolean unique = g_hash_table_lookup (back, text) != NULL;
      anchors[i] = unique && index >= 0 && is_same (gap->sent[index], gap->back[i]) ? index : -1;
    }
  return anchors;
}

/* Finds the pairs in order that have the most words in common. */
static void
pair_similar (const Gap *gap)
{
  const guint width = gap->n_back + 1;
  g_autofree double *best = g_new0 (double, (gsize) (gap->n_sent + 1) * width);

  for (guint i = gap->n_sent; i > 0; i--)
    for (guint j = gap->n_back; j > 0; j--)
      {
        double similarity = get_similarity (gap->sent[i - 1], gap->back[j - 1]);
        double *here = &best[(i - 1) * width + j - 1];
        *here = MAX (here[1], here[width]);
        if (similarity >= LEAST_SIMILAR)
          *here = MAX (*here, similarity + here[width + 1]);
      }
  for (guint i = 0, j = 0; i < gap->n_sent && j < gap->n_back;)
    {
      const double *here = &best[i * width + j];
      double similarity = get_similarity (gap->sent[i], gap->back[j]);
      if (similarity >= LEAST_SIMILAR && *here <= similarity + here[width + 1])
        pair (gap->sent[i++], gap->back[j++]);
      else if (*here <= here[1])
        j++;
      else
        i++;
    }
}

static void align_gap (Gap gap);

/* Pairs what is in order of those that are found, and what is between them. Returns whether there is any. */
static gboolean
align_between (const Gap *gap, const int *anchors)
{
  g_autofree gboolean *chosen = g_new0 (gboolean, gap->n_back + 1);
  guint start_sent = 0, start_back = 0;

  bt_longest_rise (anchors, gap->n_back, chosen);
  for (guint i = 0; i < gap->n_back; i++)
    {
      if (!chosen[i])
        continue;
      guint index = (guint) anchors[i];
      if (gap->sent[index]->match == NULL)
        pair (gap->sent[index], gap->back[i]);
      align_gap ((Gap){ gap->sent + start_sent, gap->back + start_back, index - start_sent, i - start_back });
      start_sent = index + 1;
      start_back = i + 1;
    }
  if (start_back == 0)
    return FALSE;
  align_gap ((Gap){ gap->sent + start_sent, gap->back + start_back, gap->n_sent - start_sent,
                    gap->n_back - start_back });
  return TRUE;
}

static GPtrArray *
list_open (BtTagBlock **blocks, guint n_blocks)
{
  GPtrArray *open = g_ptr_array_new ();

  for (guint i = 0; i < n_blocks; i++)
    if (blocks[i]->match == NULL)
      g_ptr_array_add (open, blocks[i]);
  return open;
}

/* Pairs what stands between two pairs; what has a match elsewhere is passed over. */
static void
align_gap (Gap gap)
{
  g_autoptr (GPtrArray) sent = list_open (gap.sent, gap.n_sent), back = list_open (gap.back, gap.n_back);

  gap = (Gap){ (BtTagBlock **) sent->pdata, (BtTagBlock **) back->pdata, sent->len, back->len };
  pair_ends (&gap);
  if (gap.n_sent == 0 || gap.n_back == 0)
    return;
  g_autofree int *anchors = find_anchors (&gap);
  if (!align_between (&gap, anchors) && (gsize) gap.n_sent * gap.n_back <= MAX_PAIRS)
    pair_similar (&gap);
}

/* Where each child of @back stands in @sent, by the matches there are. */
static int *
find_places (const BtTagBlock *sent, const BtTagBlock *back)
{
  int *places = g_new (int, back->children->len + 1);

  for (guint i = 0; i < back->children->len; i++)
    {
      BtTagBlock *match = ((BtTagBlock *) back->children->pdata[i])->match;
      guint index;
      places[i] = match != NULL && g_ptr_array_find (sent->children, match, &index) ? (int) index : -1;
    }
  return places;
}

/* Cells have their places in a row. */
static gboolean
pair_cells (const BtTagBlock *sent, const BtTagBlock *back)
{
  if (!bt_tag_block_is (sent, "tr") || sent->children->len != back->children->len)
    return FALSE;
  for (guint i = 0; i < sent->children->len; i++)
    {
      BtTagBlock *one = sent->children->pdata[i], *other = back->children->pdata[i];
      if (one->match == NULL && other->match == NULL)
        pair (one, other);
    }
  return TRUE;
}

static void
align_children (BtTagBlock *sent, BtTagBlock *back)
{
  const Gap all = { (BtTagBlock **) sent->children->pdata, (BtTagBlock **) back->children->pdata,
                    sent->children->len, back->children->len };
  g_autofree int *places = find_places (sent, back);

  if (!pair_cells (sent, back) && !align_between (&all, places))
    align_gap (all);
  for (guint i = 0; i < back->children->len; i++)
    {
      BtTagBlock *child = back->children->pdata[i];
      if (child->match != NULL)
        align_children (child->match, child);
    }
}

static GPtrArray *
list_lost (const GPtrArray *blocks)
{
  GPtrArray *lost = g_ptr_array_new ();

  for (guint i = 0; i < blocks->len; i++)
    {
      BtTagBlock *block = blocks->pdata[i];
      if (block->match == NULL && bt_tag_block_is (block, "p") && get_words (block)->len >= LEAST_WORDS)
        g_ptr_array_add (lost, block);
    }
  return lost;
}

/* Paragraphs that stand elsewhere now. */
static void
pair_anywhere (const GPtrArray *sent, const GPtrArray *back)
{
  g_autoptr (GPtrArray) lost = list_lost (sent), open = list_lost (back);
  const Gap gap = { (BtTagBlock **) lost->pdata, (BtTagBlock **) open->pdata, lost->len, open->len };
  g_autofree int *anchors = find_anchors (&gap);

  for (guint i = 0; i < open->len; i++)
    if (anchors[i] >= 0)
      pair (lost->pdata[anchors[i]], open->pdata[i]);
}

/* What somebody has moved is where it is now, not where it was. */
static void
follow_moves (const BtTagText *sent, BtTagText *back)
{
  for (guint i = 0; i < back->all->len; i++)
    {
      BtTagBlock *block = back->all->pdata[i], *own = block->match;
      for (guint j = 0; block->gone && own != NULL && j < back->moved->len; j++)
        {
          BtTagBlock *moved = back->moved->pdata[j];
          if (moved->match != NULL || !is_same (moved, block))
            continue;
          block->match = NULL;
          pair (own, moved);
          break;
        }
    }
}

/* Counts what has words and a bookmark: the paragraphs of the plan, the rows and headings of its tables. */
static void
count_found (const BtTagText *sent, const BtTagText *back, BtDocxFound *found)
{
  g_autoptr (GHashTable) counted = g_hash_table_new (NULL, NULL);

  *found = (BtDocxFound){ 0 };
  for (guint i = 0; i < sent->names->len; i++)
    {
      const BtTagName *name = sent->names->pdata[i];
      if (get_words (name->block)->len == 0 || !g_hash_table_add (counted, name->block))
        continue;
      if (name->block->match == NULL)
        found->lost++;
      else if (g_hash_table_contains (back->by_name, name->name))
        found->by_name++;
      else
        found->by_words++;
    }
}

/* bt_tag_align:
 * @sent: the document that went out
 * @back: it as it came back; the blocks of both get their matches
 * @found: (out): how many were found
 */
void
bt_tag_align (BtTagText *sent, BtTagText *back, BtDocxFound *found)
{
  pair_by_names (sent, back);
  if (sent->root->match == NULL && back->root->match == NULL)
    pair (sent->root, back->root);
  align_children (sent->root, back->root);
  pair_anywhere (sent->all, back->all);
  follow_moves (sent, back);
  count_found (sent, back, found);
}

/* The ends of the words of a text, blanks and signs each alone, as offsets. */
static GArray *
find_units (const char *text, gsize length)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  const char *c = text;

  while (c < text + length)
    {
      gboolean word = g_unichar_isalnum (g_utf8_get_char (c));
      do
        c = g_utf8_next_char (c);
      while (word && c < text + length && g_unichar_isalnum (g_utf8_get_char (c)));
      gsize end = c - text;
      g_array_append_val (ends, end);
    }
  return ends;
}

static gboolean
is_same_unit (const char *a, const GArray *a_ends, guint i, const char *b, const GArray *b_ends, guint j)
{
  gsize a_start = i > 0 ? g_array_index (a_ends, gsize, i - 1) : 0, a_end = g_array_index (a_ends, gsize, i);
  gsize b_start = j > 0 ? g_array_index (b_ends, gsize, j - 1) : 0, b_end = g_array_index (b_ends, gsize, j);

  return a_end - a_start == b_end - b_start && memcmp (a + a_start, b + b_start, a_end - a_start) == 0;
}

/* Aligns the words between the parts that are the same: a longest common subsequence. */
static void
align_middle (const char *a, gsize a_length, const char *b, gsize b_length, gsize offset, int *places)
{
  g_autoptr (GArray) a_ends = find_units (a, a_length), b_ends = find_units (b, b_length);
  const gsize width = b_ends->len + 1;

  if ((gsize) a_ends->len * b_ends->len > MAX_WORD_PAIRS)
    return;
  g_autofree guint16 *best = g_new0 (guint16, (a_ends->len + 1) * width);
  for (guint i = a_ends->len; i > 0; i--)
    for (guint j = b_ends->len; j > 0; j--)
      {
        guint16 *here = &best[(i - 1) * width + j - 1];
        *here = is_same_unit (a, a_ends, i - 1, b, b_ends, j - 1) ? here[width + 1] + 1
                                                                  : MAX (here[1], here[width]);
      }
  for (guint i = 0, j = 0; i < a_ends->len && j < b_ends->len;)
    {
      const guint16 *here = &best[i * width + j];
      if (!is_same_unit (a, a_ends, i, b, b_ends, j))
        {
          if (here[1] >= here[width])
            j++;
          else
            i++;
          continue;
        }
      gsize start = i > 0 ? g_array_index (a_ends, gsize, i - 1) : 0, end = g_array_index (a_ends, gsize, i++);
      gsize to = j > 0 ? g_array_index (b_ends, gsize, j - 1) : 0;
      for (gsize k = start; k < end; k++)
        places[k] = (int) (offset + to + k - start);
      j++;
    }
}

/* bt_tag_align_text:
 * @sent: words that went out
 * @back: what they are now
 *
 * Returns: (transfer full): for each byte of @sent, where it is in @back; -1 for nowhere
 */
int *
bt_tag_align_text (const char *sent, const char *back)
{
  gsize n_sent = strlen (sent), n_back = strlen (back), least = MIN (n_sent, n_back), start = 0, end = 0;
  int *places = g_new (int, n_sent + 1);

  while (start < least && sent[start] == back[start])
    start++;
  while (start > 0 && start < n_sent && ((guchar) sent[start] & 0xC0) == 0x80)
    start--;
  while (end < least - start && sent[n_sent - 1 - end] == back[n_back - 1 - end])
    end++;
  while (end > 0 && ((guchar) sent[n_sent - end] & 0xC0) == 0x80)
    end--;
  for (gsize i = 0; i < n_sent; i++)
    places[i] = i < start ? (int) i : i >= n_sent - end ? (int) (i + n_back - n_sent) : -1;
  align_middle (sent + start, n_sent - start - end, back + start, n_back - start - end, start, places + start);
  return places;
}
