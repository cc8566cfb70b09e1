/* Rules about one way of writing in one plan: variants, tone marks, dashes, capitals. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-check-private.h"
#include "bt-check-words-private.h"

/* Where one way of writing stands; @behind: of the two words behind it, where those matter; @phrase: of the lists. */
typedef struct
{
  const BtCheckParagraph *paragraph;
  gsize start, end;
  guint64 behind;
  const BtPhrase *phrase;
} Place;

/* The ways to write one thing: each with its places. */
typedef struct
{
  GHashTable *forms; /* form to GArray of Place */
  GPtrArray *order;  /* the forms as they were met */
} Ways;

static Ways *
ways_new (void)
{
  Ways *ways = g_new (Ways, 1);
  ways->forms =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  ways->order = g_ptr_array_new ();
  return ways;
}

static void
ways_free (gpointer data)
{
  Ways *ways = data;

  g_hash_table_unref (ways->forms);
  g_ptr_array_unref (ways->order);
  g_free (ways);
}

static void
ways_add (Ways *ways, const char *form, Place place)
{
  GArray *places = g_hash_table_lookup (ways->forms, form);

  if (places == NULL)
    {
      char *key = g_strdup (form);
      places = g_array_new (FALSE, FALSE, sizeof (Place));
      g_hash_table_insert (ways->forms, key, places);
      g_ptr_array_add (ways->order, key);
    }
  g_array_append_val (places, place);
}

/* Which of two ways that are met equally often is the better one; %TRUE for the first. */
typedef gboolean (*PreferWay) (const char *a, const char *b);

/* The way that is met most often. */
static const char *
ways_get_usual (const Ways *ways, PreferWay prefer)
{
  const char *usual = NULL;
  guint most = 0;

  for (guint i = 0; i < ways->order->len; i++)
    {
      const char *form = ways->order->pdata[i];
      const GArray *places = g_hash_table_lookup (ways->forms, form);
      if (places->len > most || (places->len == most && prefer (form, usual)))
        {
          most = places->len;
          usual = form;
        }
    }
  return usual;
}

/* Makes what is to stand at a place out of the usual way, which stands at @places; %NULL for what is another thing.
 * @alike: where it is written as at this place. */
typedef char *(*MakeFix) (const Place *place, const char *usual, const GArray *places, const GArray *alike);

static void
report_ways (BtCheckRun *run, const Ways *ways, const char *usual, const char *rule,
             MakeFix make_fix)
{
  for (guint i = 0; i < ways->order->len; i++)
    {
      const GArray *places = g_hash_table_lookup (ways->forms, ways->order->pdata[i]);
      if (strcmp (ways->order->pdata[i], usual) == 0)
        continue;
      for (guint j = 0; j < places->len; j++)
        {
          const Place *place = &g_array_index (places, Place, j);
          g_autofree char *fix = make_fix (place, usual, g_hash_table_lookup (ways->forms, usual), places);
          if (fix == NULL)
            continue;
          bt_check_report (run, rule, place->paragraph, place->start, place->end, fix,
                           _ ("This plan writes “%s” more often"), fix);
        }
    }
}

static char *
make_variant (const Place *place, const char *usual, G_GNUC_UNUSED const GArray *places,
              G_GNUC_UNUSED const GArray *alike)
{
  guint way = *usual - '0';

  if (way >= g_strv_length (place->phrase->ways))
    return NULL;
  return bt_check_fit_capitals (place->paragraph->text + place->start, place->end - place->start,
                                place->phrase->ways[way]);
}

static char *
make_same (G_GNUC_UNUSED const Place *place, const char *usual, G_GNUC_UNUSED const GArray *places,
           G_GNUC_UNUSED const GArray *alike)
{
  return g_strdup (usual);
}

/* How often the same words go on at @places as behind @place. */
static guint
count_same (const GArray *places, const Place *place)
{
  guint n = 0;

  for (guint i = 0; i < places->len; i++)
    n += g_array_index (places, Place, i).behind == place->behind;
  return n;
}

/* A capital letter where others have none is a slip, but not in what is always written so: "Lễ hội truyền thống đền
 * Bà Chúa" is the name of one. Small letters are a slip only where the same words go on: "trang thông tin chính thức"
 * is no "Trang thông tin điện tử". */
static char *
make_capitals (const Place *place, const char *usual, const GArray *places, const GArray *alike)
{
  gboolean same = count_same (places, place) > 0;

  if (g_unichar_islower (g_utf8_get_char (usual)))
    same = same || count_same (alike, place) == 1;
  return same ? g_strdup (usual) : NULL;
}

static Ways *
get_ways (GHashTable *table, gpointer key)
{
  Ways *ways = g_hash_table_lookup (table, key);

  if (ways == NULL)
    {
      ways = ways_new ();
      g_hash_table_insert (table, key, ways);
    }
  return ways;
}

/* A word inside a sentence: only a space stands between it and the word before, which is no number of the paragraph. */
static gboolean
is_inside (const BtCheckParagraph *paragraph, guint word)
{
  const BtWord *at = &g_array_index (paragraph->words, BtWord, word);
  return word > 0 && at->start == (at - 1)->end + 1 && paragraph->text[(at - 1)->end] == ' '
         && !(word == 1 && g_ascii_isdigit (paragraph->text[0]));
}

/* A capital letter first and a small one behind it: no number, no abbreviation. */
static gboolean
is_capitalized (const BtCheckParagraph *paragraph, const BtWord *word)
{
  const char *second = g_utf8_next_char (paragraph->text + word->start);

  return g_unichar_isupper (g_utf8_get_char (paragraph->text + word->start)) && second < paragraph->text + word->end
         && g_unichar_islower (g_utf8_get_char (second));
}

static void
read_variants (BtCheckRun *run, const BtCheckParagraph *paragraph, GHashTable *groups)
{
  gsize end;

  for (guint word = 0; word < paragraph->words->len; word++)
    {
      const BtWord *at = &g_array_index (paragraph->words, BtWord, word);
      /* A capital letter inside a sentence: the name of a body has its own marks. */
      if (is_inside (paragraph, word) && is_capitalized (paragraph, at))
        continue;
      for (guint i = 0; at->phrases != NULL && i < at->phrases->len; i++)
        {
          const BtPhrase *phrase = at->phrases->pdata[i];
          if (phrase->kind == BT_PHRASE_VARIANT
              && bt_check_phrase_at (paragraph, word, phrase->lower, &end))
            {
              const char way[] = { '0' + phrase->way, '\0' };
              ways_add (get_ways (groups, GUINT_TO_POINTER (phrase->group)), way,
                        (Place){ paragraph, at->start, end, 0, phrase });
            }
        }
    }
}

/* Syllables whose tone mark may stand on either of two vowels: the old way, and the new one. */
static const char *const tones[][2] = {
  { "òa", "oà" }, { "óa", "oá" }, { "ỏa", "oả" }, { "õa", "oã" }, { "ọa", "oạ" },
  { "òe", "oè" }, { "óe", "oé" }, { "ỏe", "oẻ" }, { "õe", "oẽ" }, { "ọe", "oẹ" },
  { "ùy", "uỳ" }, { "úy", "uý" }, { "ủy", "uỷ" }, { "ũy", "uỹ" }, { "ụy", "uỵ" },
};

/* A word that ends with such a pair, and which of both ways it is. */
typedef struct
{
  const BtCheckParagraph *paragraph;
  const BtWord *word;
  guint pair, way;
} ToneWord;

static gboolean
ends_with (const BtCheckParagraph *paragraph, const BtWord *word, const char *ending)
{
  gsize length = strlen (ending);
  return word->end - word->start >= length
         && memcmp (paragraph->lower + word->end - length, ending, length) == 0;
}

static gboolean
find_tone (ToneWord *found)
{
  const char *text = found->paragraph->lower + found->word->start;

  /* In "quý" and "quỳ" the u belongs to the onset. */
  if (text[0] == 'q')
    return FALSE;
  for (found->pair = 0; found->pair < G_N_ELEMENTS (tones); found->pair++)
    for (found->way = 0; found->way < 2; found->way++)
      if (ends_with (found->paragraph, found->word, tones[found->pair][found->way]))
        return TRUE;
  return FALSE;
}

static void
read_tones (const BtCheckParagraph *paragraph, GArray *found)
{
  for (guint i = 0; i < paragraph->words->len; i++)
    {
      ToneWord word = { .paragraph = paragraph,
                        .word = &g_array_index (paragraph->words, BtWord, i) };
      /* Persons and places keep their own way. */
      if (find_tone (&word) && !(is_inside (paragraph, i) && is_capitalized (paragraph, word.word)))
        g_array_append_val (found, word);
    }
}

static char *
move_tone (const ToneWord *found)
{
  const char *from = tones[found->pair][found->way], *to = tones[found->pair][1 - found->way];
  const char *text = found->paragraph->text + found->word->start;
  gsize stem = found->word->end - found->word->start - strlen (from);
  g_autofree char *head = g_strndup (text, stem);
  g_autofree char *moved = bt_check_fit_capitals (text + stem, strlen (from), to);
  return g_strconcat (head, moved, NULL);
}

static void
check_tones (BtCheckRun *run)
{
  guint counts[2] = { 0, 0 };
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (ToneWord));

  for (guint i = 0; i < run->paragraphs->len; i++)
    if (bt_node_get_kind (((BtCheckParagraph *) run->paragraphs->pdata[i])->node) != BT_NODE_SIGNER)
      read_tones (run->paragraphs->pdata[i], found);
  for (guint i = 0; i < found->len; i++)
    counts[g_array_index (found, ToneWord, i).way]++;
  guint rare = counts[0] < counts[1] ? 0 : 1;
  for (guint i = 0; i < found->len && counts[1 - rare] > 0; i++)
    {
      const ToneWord *word = &g_array_index (found, ToneWord, i);
      if (word->way != rare)
        continue;
      g_autofree char *fix = move_tone (word);
      bt_check_report (run, "tone-mixed", word->paragraph, word->word->start, word->word->end, fix,
                       _ ("This plan writes “%s” more often"), fix);
    }
}

/* Whether the paragraph is running text, whose capitals mean something. */
static gboolean
has_meaningful_capitals (const BtCheckParagraph *paragraph)
{
  return paragraph->part == BT_PART_CLAUSE || paragraph->part == BT_PART_CELL
         || paragraph->part == BT_PART_BASIS;
}

static void
read_dashes (const BtCheckParagraph *paragraph, Ways *ways)
{
  static const char *const dashes[] = { " - ", " – " };

  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    for (const char *at = strstr (paragraph->text, dashes[i]); at != NULL;
         at = strstr (at + 1, dashes[i]))
      {
        const char *after = at + strlen (dashes[i]);
        if (at == paragraph->text || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (at)))
            || !g_unichar_isalpha (g_utf8_get_char (after)))
          continue;
        ways_add (ways, dashes[i], (Place){ paragraph, at - paragraph->text, after - paragraph->text, 0, NULL });
      }
}

/* Words that rightly have a capital in one place and none in another. */
static const char *const free_starts[] = {
  "kế",    "quyết", "nghị",   "chỉ",   "chương", "đề",  "luật", "phường", "xã",
  "thành", "ủy",    "uỷ",     "phòng", "hội",    "ban", "nhân", "nhà",    "công",
  "báo",   "sở",    "trường", "chủ",   "điều",   "mục", "phụ",  "thông",  "tờ",
  "quý",   "tháng", "năm",    "ngày",  "khu",    "tổ",  "văn",  "trưởng", "phó",
  "bảo",   "bưu",   "thư",   "tòa",    "toà",   "ngân",   "kho", "điện", "thuế",   "liên",
};

static gboolean
is_free_start (const BtCheckParagraph *paragraph, guint word)
{
  for (guint i = 0; i < G_N_ELEMENTS (free_starts); i++)
    if (bt_check_paragraph_word_is (paragraph, word, free_starts[i]))
      return TRUE;
  return bt_check_paragraph_word_is (paragraph, word, "trung")
         && bt_check_paragraph_word_is (paragraph, word + 1, "tâm");
}

/* How far back the name of an office may begin: "Trung tâm Văn hóa, Thể thao và Truyền thông". */
#define MAX_NAME_WORDS 9

/* What the name of an office, a programme or a page begins with; a capital behind it belongs to the name. */
static const char *const name_heads[] = { "phòng",  "sở",     "bộ",   "ban",   "hội", "đoàn",
                                          "trung",  "ủy",     "uỷ",   "văn",   "cục", "vụ",
                                          "viện",   "trường", "cổng", "trang", "đề",  "luật",
                                          "chương", "đài",    "mục",  "trạm", "chi", "chiến", "pháp",
                                          "đại",    "ngày",   "đội",  "tuần", "quỹ", "câu",   "chỉ", "tổ" };

static gboolean
is_small (const BtCheckParagraph *paragraph, const BtWord *word)
{
  return g_unichar_islower (g_utf8_get_char (paragraph->text + word->start));
}

/* Whether a name with a capital letter began shortly before. */
static gboolean
is_in_name (const BtCheckParagraph *paragraph, guint word)
{
  for (guint back = 1; back <= MAX_NAME_WORDS && back <= word; back++)
    {
      const BtWord *at = &g_array_index (paragraph->words, BtWord, word - back);
      if (strpbrk (paragraph->text + at->end, ".;:") == NULL
          || strpbrk (paragraph->text + at->end, ".;:") >= paragraph->text + at[back].start)
        for (guint i = 0; i < G_N_ELEMENTS (name_heads); i++)
          if (!is_small (paragraph, at)
              && bt_check_paragraph_word_is (paragraph, word - back, name_heads[i]))
            return TRUE;
    }
  return FALSE;
}

/* Whether a word with a capital letter stands just before, or one before that, and begins no sentence: then a name goes
 * on, "Chi cục Dân số". */
static gboolean
goes_on_name (const BtCheckParagraph *paragraph, guint word)
{
  for (guint back = 1; back <= 2 && back < word; back++)
    {
      const BtWord *at = &g_array_index (paragraph->words, BtWord, word - back);
      if (!is_inside (paragraph, word - back + 1))
        return FALSE;
      if (is_capitalized (paragraph, at) && is_inside (paragraph, word - back))
        return TRUE;
    }
  return FALSE;
}

/* "Công An phường": the second half of a word begins no phrase. */
static gboolean
is_second_half (const BtCheckParagraph *paragraph, guint i)
{
  const BtWord *word = &g_array_index (paragraph->words, BtWord, i);

  return i > 0 && bt_check_only_space_between (paragraph, word - 1, word) && is_capitalized (paragraph, word - 1)
         && bt_known_syllable_makes_word ((word - 1)->known, word->known);
}

/* Whether this word and the next stand inside a sentence, the next in small letters. */
static gboolean
begins_phrase (const BtCheckParagraph *paragraph, guint i)
{
  const BtWord *word = &g_array_index (paragraph->words, BtWord, i);
  const char *second = g_utf8_next_char (paragraph->text + word->start);

  return is_inside (paragraph, i) && is_inside (paragraph, i + 1) && is_small (paragraph, word + 1)
         && second < paragraph->text + word->end && g_unichar_islower (g_utf8_get_char (second))
         && !is_free_start (paragraph, i);
}

/* "Chuyên mục Cải cách": what a capital letter follows is the start of a name; an abbreviation says nothing. */
static gboolean
begins_name (const BtCheckParagraph *paragraph, guint i)
{
  if (i + 2 >= paragraph->words->len || !is_inside (paragraph, i + 2))
    return FALSE;
  const BtWord *third = &g_array_index (paragraph->words, BtWord, i + 2);
  const char *second_letter = g_utf8_next_char (paragraph->text + third->start);
  return !is_small (paragraph, third) && second_letter < paragraph->text + third->end
         && g_unichar_islower (g_utf8_get_char (second_letter));
}

/* The two words; "cơ sở dữ liệu" is another thing than "cơ sở". */
static guint64
make_key (const BtCheckParagraph *paragraph, guint i)
{
  gsize end;
  const BtWord *word = &g_array_index (paragraph->words, BtWord, i);

  guint64 key = (guint64) word->hash << 32 | word[1].hash;
  return bt_check_phrase_at (paragraph, i, "cơ sở dữ liệu", &end) ? ~key : key;
}

static guint64
hash_behind (const BtCheckParagraph *paragraph, guint word)
{
  guint64 hash = 0;

  for (guint i = word; i < word + 2 && i < paragraph->words->len; i++)
    hash = hash << 32 | g_array_index (paragraph->words, BtWord, i).hash;
  return hash;
}

/* Notes the phrases with a capital letter, or those in small letters that were met with a capital. */
static void
read_capitals (const BtCheckParagraph *paragraph, GHashTable *table, gboolean small)
{
  for (guint i = 1; i + 1 < paragraph->words->len; i++)
    {
      const BtWord *word = &g_array_index (paragraph->words, BtWord, i), *next = word + 1;
      guint64 key = make_key (paragraph, i);
      Ways *ways = g_hash_table_lookup (table, &key);
      if ((small && ways == NULL) || is_small (paragraph, word) != small
          || !begins_phrase (paragraph, i)
          || (!small && (is_second_half (paragraph, i) || is_in_name (paragraph, i)
                         || goes_on_name (paragraph, i) || begins_name (paragraph, i))))
        continue;
      if (ways == NULL)
        {
          ways = ways_new ();
          g_hash_table_insert (table, g_memdup2 (&key, sizeof key), ways);
        }
      g_autofree char *form = g_strndup (paragraph->text + word->start, next->end - word->start);
      ways_add (ways, form, (Place){ paragraph, word->start, next->end, hash_behind (paragraph, i + 2), NULL });
    }
}

/* Small letters are the better way: a capital has to be wanted. */
static gboolean
prefer_small (const char *a, G_GNUC_UNUSED const char *b)
{
  return g_unichar_islower (g_utf8_get_char (a));
}

/* The first in its line of the list is the better way. */
static gboolean
prefer_first (const char *a, const char *b)
{
  return *a < *b;
}

static void
report_table (BtCheckRun *run, GHashTable *table, const char *rule, PreferWay prefer,
              MakeFix make_fix)
{
  GHashTableIter iter;
  gpointer ways;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &ways))
    if (((Ways *) ways)->order->len > 1)
      report_ways (run, ways, ways_get_usual (ways, prefer), rule, make_fix);
}

/* Looks for what is written in two ways. */
void
bt_check_consistency (BtCheckRun *run)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (NULL, NULL, NULL, ways_free);
  g_autoptr (GHashTable) capitals =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, ways_free);
  Ways *dashes = ways_new ();

  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      if (paragraph->part == BT_PART_HEADER
          && bt_node_get_kind (paragraph->node) != BT_NODE_SUBJECT)
        continue;
      read_variants (run, paragraph, groups);
      read_dashes (paragraph, dashes);
    }
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < run->paragraphs->len; i++)
      if (has_meaningful_capitals (run->paragraphs->pdata[i]))
        read_capitals (run->paragraphs->pdata[i], capitals, pass == 1);
  report_table (run, groups, "variant-mixed", prefer_first, make_variant);
  report_table (run, capitals, "case-mixed", prefer_small, make_capitals);
  /* The decree writes "Độc lập - Tự do - Hạnh phúc" with a hyphen, so that is the way however often it is met. */
  if (dashes->order->len > 1)
    report_ways (run, dashes, " - ", "dash-mixed", make_same);
  ways_free (dashes);
  check_tones (run);
}
