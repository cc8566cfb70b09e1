/* Rules about abbreviations: defined before use, once, and used from then on. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-check-private.h"
#include "bt-check-words-private.h"
#include "bt-viet.h"

#define MAX_LETTERS 12

/* Where an abbreviation was defined, and what it stands for. */
typedef struct
{
  char *full; /* nullable: in small letters */
  const BtCheckParagraph *paragraph;
  guint word;
} Definition;

typedef struct
{
  BtCheckRun *run;
  GHashTable *definitions; /* abbreviation to Definition */
  GHashTable *used;        /* abbreviations that were spoken of */
} Ledger;

static void
definition_free (gpointer data)
{
  Definition *definition = data;

  g_free (definition->full);
  g_free (definition);
}

static gboolean
is_capital_word (const char *text, gsize length)
{
  guint n = 0;

  for (const char *at = text; at < text + length; at = g_utf8_next_char (at), n++)
    if (!g_unichar_isupper (g_utf8_get_char (at)))
      return FALSE;
  return n >= 2 && n <= MAX_LETTERS;
}

/* "167/KH-UBND" is a sign, "III" a number. */
static gboolean
is_part_of_sign (const BtCheckParagraph *paragraph, const BtWord *word)
{
  char before = word->start > 0 ? paragraph->text[word->start - 1] : ' ';
  char after = paragraph->text[word->end];

  return before == '/'
         || (before == '-' && word->start > 1 && paragraph->text[word->start - 2] != ' ')
         || (after == '-' && g_unichar_isalnum (g_utf8_get_char (paragraph->text + word->end + 1))
             && !g_unichar_islower (g_utf8_get_char (paragraph->text + word->end + 1)))
         || bt_viet_roman_number (paragraph->text + word->start, word->end - word->start) > 0;
}

/* In a line of capitals any word looks like an abbreviation. */
static gboolean
is_all_capitals (const BtCheckParagraph *paragraph)
{
  guint capitals = 0;

  for (guint i = 0; i < paragraph->words->len; i++)
    {
      const BtWord *word = &g_array_index (paragraph->words, BtWord, i);
      capitals += is_capital_word (paragraph->text + word->start, word->end - word->start);
    }
  return paragraph->words->len > 1 && capitals * 2 > paragraph->words->len;
}

/* "Trường THCS Lê Lợi", "Công ty TNHH Minh Phát": part of a name; and what quotes enclose is said letter by letter. */
static gboolean
is_part_of_name (const BtCheckParagraph *paragraph, const BtWord *word)
{
  static const char *const before[] = { "trường ", "công ty ", "doanh nghiệp ", "“", "\"" };
  g_autofree char *start = g_strndup (paragraph->lower, word->start);
  gboolean quoted = g_str_has_prefix (paragraph->text + word->end, "”") || paragraph->text[word->end] == '"';
  gboolean named = paragraph->text[word->end] == ' '
                   && g_unichar_isupper (g_utf8_get_char (paragraph->text + word->end + 1));

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    if (g_str_has_suffix (start, before[i]))
      return named || (i >= 3 && quoted);
  return FALSE;
}

static gboolean
is_abbreviation (const BtCheckParagraph *paragraph, const BtWord *word)
{
  return is_capital_word (paragraph->text + word->start, word->end - word->start)
         && !is_part_of_sign (paragraph, word) && !is_part_of_name (paragraph, word);
}

/* Whether the word alone stands in brackets. */
static gboolean
is_in_brackets (const BtCheckParagraph *paragraph, const BtWord *word)
{
  return word->start > 0 && paragraph->text[word->start - 1] == '('
         && paragraph->text[word->end] == ')';
}

static gunichar
get_initial (const BtCheckParagraph *paragraph, const BtWord *word)
{
  g_autofree char *text = g_strndup (paragraph->lower + word->start, word->end - word->start);
  g_autofree char *folded = bt_viet_fold (text, TRUE);
  return g_utf8_get_char (folded);
}

/* The words before the brackets whose initials are the abbreviation: "thủ tục hành chính (TTHC)". */
static char *
find_full_form (const BtCheckParagraph *paragraph, guint word)
{
  const BtWord *at = &g_array_index (paragraph->words, BtWord, word);
  g_autofree char *abbreviation = g_strndup (paragraph->lower + at->start, at->end - at->start);
  g_autofree char *folded = bt_viet_fold (abbreviation, TRUE);
  guint n = g_utf8_strlen (folded, -1);

  if (n > word)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      const BtWord *part = &g_array_index (paragraph->words, BtWord, word - n + i);
      if (get_initial (paragraph, part) != g_utf8_get_char (g_utf8_offset_to_pointer (folded, i)))
        return NULL;
    }
  const BtWord *first = &g_array_index (paragraph->words, BtWord, word - n);
  const BtWord *last = &g_array_index (paragraph->words, BtWord, word - 1);
  return g_strndup (paragraph->lower + first->start, last->end - first->start);
}

static void
define (Ledger *ledger, const BtCheckParagraph *paragraph, guint word, char *name)
{
  const BtWord *at = &g_array_index (paragraph->words, BtWord, word);
  const Definition *known = g_hash_table_lookup (ledger->definitions, name);
  char *full = find_full_form (paragraph, word);

  /* "(UBND)" behind other words only mentions it. */
  if (known == NULL && full != NULL)
    {
      Definition *definition = g_new (Definition, 1);
      *definition = (Definition){ full, paragraph, word };
      g_hash_table_insert (ledger->definitions, g_strdup (name), definition);
      return;
    }
  if (known != NULL && full != NULL)
    bt_check_report (ledger->run, "abbreviation-twice", paragraph, at->start - 1, at->end + 1, NULL,
                     _ ("“%s” was defined before"), name);
  g_free (full);
}

/* The full name of a body may stand in what others have issued before the plan's own is called by it. */
static gboolean
is_body (const BtCheckRun *run, const char *name)
{
  const char *full = g_hash_table_lookup (run->words->abbreviations, name);
  return full != NULL && g_unichar_isupper (g_utf8_get_char (full));
}

static gboolean
stands_in_plan (const BtCheckRun *run, const char *phrase)
{
  g_autofree char *lower = bt_check_lower (phrase);

  for (guint i = 0; i < run->paragraphs->len; i++)
    if (strstr (((const BtCheckParagraph *) run->paragraphs->pdata[i])->lower, lower) != NULL)
      return TRUE;
  return FALSE;
}

/* What nobody writes in full, as "ISO", and bodies that the plan calls by their full name, too, as its own "UBND". */
static gboolean
is_settled (const BtCheckRun *run, const char *name)
{
  const char *full = g_hash_table_lookup (run->words->abbreviations, name);

  return full != NULL && (strcmp (full, name) == 0 || (is_body (run, name) && stands_in_plan (run, full)));
}

/* "Văn phòng HĐND và UBND" is the name of an office. */
static gboolean
is_in_name_of_office (const BtCheckParagraph *paragraph, guint word)
{
  guint first = bt_check_paragraph_word_is (paragraph, word - 1, "và") ? word - 2 : word;

  return word >= 2 && first >= 2 && bt_check_paragraph_word_is (paragraph, first - 1, "phòng")
         && bt_check_paragraph_word_is (paragraph, first - 2, "văn");
}

static void
read_word (Ledger *ledger, const BtCheckParagraph *paragraph, guint word)
{
  const BtWord *at = &g_array_index (paragraph->words, BtWord, word);
  g_autofree char *name = g_strndup (paragraph->text + at->start, at->end - at->start);

  if (is_in_name_of_office (paragraph, word))
    return;
  if (is_in_brackets (paragraph, at))
    define (ledger, paragraph, word, name);
  else if (!g_hash_table_contains (ledger->definitions, name)
           && !g_hash_table_contains (ledger->used, name) && !is_settled (ledger->run, name))
    bt_check_report (
        ledger->run, "abbreviation-undefined", paragraph, at->start, at->end, NULL,
        _ ("“%s” is not defined; write it in full the first time, with the abbreviation in brackets"),
        name);
  g_hash_table_add (ledger->used, g_steal_pointer (&name));
}

static gboolean
is_running_text (const BtCheckParagraph *paragraph)
{
  return (paragraph->part == BT_PART_CLAUSE || paragraph->part == BT_PART_BASIS
          || paragraph->part == BT_PART_CELL)
         && !is_all_capitals (paragraph);
}

/* What a document is about is told in its own words: those behind a sign in the same part of a sentence, and bases. */
static gboolean
is_title_of_other (const BtCheckParagraph *paragraph, const BtWord *word)
{
  gsize start = word->start;

  if (paragraph->part == BT_PART_BASIS)
    return TRUE;
  while (start > 0 && paragraph->text[start] != ';'
         && !(paragraph->text[start] == '.' && paragraph->text[start + 1] == ' '))
    start--;
  g_autofree char *before = g_strndup (paragraph->text + start, word->start - start);
  return g_regex_match_simple ("\\d[/-]\\p{Lu}", before, 0, 0);
}

/* Looks for the full form at each word; before the definition once, after it each time. */
static void
check_full_form (BtCheckRun *run, const char *name, const Definition *definition)
{
  gboolean after = FALSE, early = FALSE;
  gsize end;

  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      if (!is_running_text (paragraph))
        continue;
      for (guint word = 0; word < paragraph->words->len; word++)
        {
          const BtWord *at = &g_array_index (paragraph->words, BtWord, word);
          after = after || (paragraph == definition->paragraph && word >= definition->word);
          if (!bt_check_phrase_at (paragraph, word, definition->full, &end))
            continue;
          /* The definition itself, and a second one, which another rule speaks of. */
          if (g_str_has_prefix (paragraph->text + end, " (") || is_title_of_other (paragraph, at))
            continue;
          if (after)
            bt_check_report (run, "abbreviation-again", paragraph, at->start, end, name,
                             _ ("“%s” was defined for this; use it from there on"), name);
          else if (!early && !is_body (run, name))
            bt_check_report (run, "abbreviation-late", paragraph, at->start, end, NULL,
                             _ ("“%s” is defined only later; define it here"), name);
          early = early || !after;
        }
    }
}

/* Looks at all abbreviations of the plan. */
void
bt_check_abbreviations (BtCheckRun *run)
{
  GHashTableIter iter;
  gpointer name, definition;
  g_autoptr (GHashTable) definitions =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, definition_free);
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Ledger ledger = { run, definitions, used };

  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      if (!is_running_text (paragraph))
        continue;
      for (guint word = 0; word < paragraph->words->len; word++)
        if (is_abbreviation (paragraph, &g_array_index (paragraph->words, BtWord, word)))
          read_word (&ledger, paragraph, word);
    }
  g_hash_table_iter_init (&iter, definitions);
  while (g_hash_table_iter_next (&iter, &name, &definition))
    check_full_form (run, name, definition);
}
