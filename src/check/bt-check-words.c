/* The word lists and patterns of the check: plain files that an office can read and add to. */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-check-private.h"
#include "bt-check-words-private.h"
#include "bt-data.h"
#include "bt-error.h"
#include "bt-viet.h"

/* Takes what one line says; @fields are what stood between its separators. */
typedef gboolean (*TakeLine) (BtCheckWords *words, char **fields, GError **error);

/* Every list, and what stands between the fields of a line. */
typedef struct
{
  const char *file;
  const char *separator;
  guint min_fields, max_fields;
  TakeLine take;
} List;

static void
pattern_clear (gpointer data)
{
  BtPattern *pattern = data;

  g_regex_unref (pattern->regex);
  g_free (pattern->fix);
}

static void
phrase_free (gpointer data)
{
  BtPhrase *phrase = data;

  g_free (phrase->lower);
  g_free (phrase->right);
  g_strfreev (phrase->ways);
  g_free (phrase);
}

static gboolean
take_pattern (BtCheckWords *words, char **fields, GError **error)
{
  g_autoptr (GError) reason = NULL;
  const BtRule *rule = bt_rule_find (fields[0]);

  if (rule == NULL)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("there is no rule “%s”"), fields[0]);
      return FALSE;
    }
  GRegex *regex = g_regex_new (fields[1], G_REGEX_OPTIMIZE, 0, &reason);
  if (regex == NULL)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, "%s", reason->message);
      return FALSE;
    }
  if (strcmp (fields[2], "!") != 0 && !g_regex_check_replacement (fields[2], NULL, &reason))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, "%s", reason->message);
      g_regex_unref (regex);
      return FALSE;
    }
  BtPattern pattern = { rule->name, regex,
                        strcmp (fields[2], "!") != 0 ? g_strdup (fields[2]) : NULL };
  g_array_append_val (words->patterns, pattern);
  return TRUE;
}

/* The longest first: "đoàn thanh niên cộng sản" before "đoàn thanh niên". */
static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const BtPhrase *x = *(BtPhrase *const *) a, *y = *(BtPhrase *const *) b;
  gsize x_length = strlen (x->lower), y_length = strlen (y->lower);

  return x_length != y_length ? (x_length > y_length ? -1 : 1) : strcmp (x->lower, y->lower);
}

static void
add_phrase (BtCheckWords *words, BtPhrase phrase, const char *text)
{
  phrase.lower = bt_check_lower (text);
  g_autofree char *first = g_strndup (phrase.lower, strcspn (phrase.lower, " "));
  GPtrArray *same = g_hash_table_lookup (words->phrases, first);

  if (same == NULL)
    {
      same = g_ptr_array_new_with_free_func (phrase_free);
      g_hash_table_insert (words->phrases, g_steal_pointer (&first), same);
    }
  g_ptr_array_add (same, g_memdup2 (&phrase, sizeof phrase));
}

/* Takes in words that are right, between commas and dashes. */
static void
learn (BtCheckWords *words, const char *phrase, gboolean meant)
{
  g_autofree char *lower = bt_check_lower (phrase);
  g_auto (GStrv) parts = g_regex_split_simple (",| [-–] ", lower, 0, 0);

  for (guint i = 0; parts[i] != NULL; i++)
    bt_slips_learn (words->slips, g_strstrip (parts[i]), meant);
}

static gboolean
take_confusion (BtCheckWords *words, char **fields, G_GNUC_UNUSED GError **error)
{
  add_phrase (words, (BtPhrase){ .kind = BT_PHRASE_CONFUSION, .right = g_strdup (fields[1]) },
              fields[0]);
  learn (words, fields[1], TRUE);
  return TRUE;
}

static gboolean
take_word (BtCheckWords *words, char **fields, G_GNUC_UNUSED GError **error)
{
  learn (words, fields[0], TRUE);
  return TRUE;
}

static gboolean
take_pair (BtCheckWords *words, char **fields, G_GNUC_UNUSED GError **error)
{
  g_autofree char *lower = bt_check_lower (fields[0]);

  if (strchr (lower, ' ') == NULL)
    bt_slips_learn_lone (words->slips, lower);
  else
    bt_slips_learn (words->slips, lower, FALSE);
  return TRUE;
}

static gboolean
take_name (BtCheckWords *words, char **fields, G_GNUC_UNUSED GError **error)
{
  const char *name = fields[0] + (*fields[0] == '~');

  add_phrase (words, (BtPhrase){ .kind = BT_PHRASE_NAME, .right = g_strdup (name), .general = *fields[0] == '~' },
              name);
  learn (words, name, FALSE);
  return TRUE;
}

static gboolean
take_variants (BtCheckWords *words, char **fields, G_GNUC_UNUSED GError **error)
{
  /* "+ hằng tháng | hàng tháng": the same choice as in the line before. */
  if (*fields[0] == '+')
    g_strchug (memmove (fields[0], fields[0] + 1, strlen (fields[0])));
  else
    words->n_groups++;
  for (guint i = 0; fields[i] != NULL; i++)
    {
      BtPhrase phrase = { .kind = BT_PHRASE_VARIANT, .group = words->n_groups, .way = i };
      phrase.ways = g_strdupv (fields);
      add_phrase (words, phrase, fields[i]);
      learn (words, fields[i], FALSE);
    }
  return TRUE;
}

static gboolean
take_abolished (BtCheckWords *words, char **fields, GError **error)
{
  BtPhrase phrase = { .kind = BT_PHRASE_ABOLISHED };

  if (!bt_date_parse_iso (fields[0], &phrase.since))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("“%s” is no date like 2025-07-01"),
                   fields[0]);
      return FALSE;
    }
  add_phrase (words, phrase, fields[1]);
  learn (words, fields[1], FALSE);
  return TRUE;
}

static gboolean
take_ending (BtCheckWords *words, char **fields, G_GNUC_UNUSED GError **error)
{
  g_hash_table_add (words->endings, bt_check_lower (fields[0]));
  return TRUE;
}

static gboolean
take_double (BtCheckWords *words, char **fields, G_GNUC_UNUSED GError **error)
{
  g_hash_table_add (words->doubles, bt_check_lower (fields[0]));
  return TRUE;
}

static gboolean
take_person (BtCheckWords *words, char **fields, G_GNUC_UNUSED GError **error)
{
  g_hash_table_add (words->persons, bt_viet_fold (fields[0], TRUE));
  return TRUE;
}

static gboolean
take_abbreviation (BtCheckWords *words, char **fields, G_GNUC_UNUSED GError **error)
{
  g_hash_table_insert (words->abbreviations, g_strdup (fields[0]), g_strdup (fields[1]));
  learn (words, fields[1], FALSE);
  return TRUE;
}

static const List lists[] = {
  { "patterns.txt", "\t", 3, 3, take_pattern },
  { "confusions.txt", "=", 2, 2, take_confusion },
  { "words.txt", "=", 1, 1, take_word },
  { "pairs.txt", "=", 1, 1, take_pair },
  { "names.txt", "=", 1, 1, take_name },
  { "variants.txt", "|", 2, 8, take_variants },
  { "abolished.txt", "=", 2, 2, take_abolished },
  { "endings.txt", "=", 1, 1, take_ending },
  { "doubles.txt", "=", 1, 1, take_double },
  { "persons.txt", "=", 1, 1, take_person },
  { "abbreviations.txt", "=", 2, 2, take_abbreviation },
};

static gboolean
take_line (BtCheckWords *words, const List *list, const char *line, GError **error)
{
  if (*line == '\0' || *line == '#')
    return TRUE;
  g_auto (GStrv) fields = g_strsplit (line, list->separator, -1);
  guint n = g_strv_length (fields);
  if (n < list->min_fields || n > list->max_fields)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID,
                   _ ("%u fields instead of %u; see the comment at the head of the file"), n,
                   list->min_fields);
      return FALSE;
    }
  /* A tab may stand before a replacement that is a space, or nothing. */
  for (guint i = 0; i < n && *list->separator != '\t'; i++)
    if (*g_strstrip (fields[i]) == '\0' || strcmp (fields[i], "~") == 0 || strcmp (fields[i], "+") == 0)
      {
        g_set_error (error, BT_ERROR, BT_ERROR_INVALID,
                     _ ("field %u is empty; see the comment at the head of the file"), i + 1);
        return FALSE;
      }
  return list->take (words, fields, error);
}

static gboolean
read_list (BtCheckWords *words, const List *list, const char *path, GError **error)
{
  g_autofree char *contents = NULL;

  if (!g_file_get_contents (path, &contents, NULL, error))
    return FALSE;
  if (!g_utf8_validate (contents, -1, NULL))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_ENCODING,
                   _ ("%s: not in UTF-8; save it in that encoding"), path);
      return FALSE;
    }
  g_autofree char *text = bt_viet_normalize (contents, -1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!take_line (words, list, lines[i], error))
      {
        g_prefix_error (error, "%s:%u: ", path, i + 1);
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_lists (BtCheckWords *words, const char *own_folder, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *relative = g_build_filename ("check", lists[i].file, NULL);
      g_autofree char *path = bt_data_find (relative);
      g_autofree char *own =
          own_folder != NULL ? g_build_filename (own_folder, lists[i].file, NULL) : NULL;

      if (!read_list (words, &lists[i], path, error))
        return FALSE;
      if (own != NULL && g_file_test (own, G_FILE_TEST_EXISTS)
          && !read_list (words, &lists[i], own, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * bt_check_words_load:
 * @own_folder: (nullable): a folder with lists of the office's own, which come on top; any of them may be missing
 * @error: where to report what is wrong, with file and line
 *
 * Returns: (transfer full): the lists, or %NULL where a file cannot be read or a line is not right
 */
BtCheckWords *
bt_check_words_load (const char *own_folder, GError **error)
{
  GHashTableIter iter;
  gpointer same;
  g_autoptr (BtCheckWords) words = g_new0 (BtCheckWords, 1);

  g_atomic_ref_count_init (&words->ref_count);
  words->patterns = g_array_new (FALSE, FALSE, sizeof (BtPattern));
  g_array_set_clear_func (words->patterns, pattern_clear);
  words->phrases =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  words->slips = bt_slips_new ();
  words->endings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  words->doubles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  words->persons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  words->abbreviations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!read_lists (words, own_folder, error))
    return NULL;
  g_hash_table_iter_init (&iter, words->phrases);
  while (g_hash_table_iter_next (&iter, NULL, &same))
    g_ptr_array_sort (same, compare_lengths);
  return g_steal_pointer (&words);
}

/**
 * bt_check_words_ref:
 * @words: word lists
 *
 * Returns: (transfer full): the same lists
 */
BtCheckWords *
bt_check_words_ref (BtCheckWords *words)
{
  g_atomic_ref_count_inc (&words->ref_count);
  return words;
}

/**
 * bt_check_words_unref:
 * @words: (transfer full): word lists
 *
 * Gives them back; the last one who does frees them.
 */
void
bt_check_words_unref (BtCheckWords *words)
{
  if (!g_atomic_ref_count_dec (&words->ref_count))
    return;
  g_array_unref (words->patterns);
  g_hash_table_unref (words->phrases);
  bt_slips_free (words->slips);
  g_hash_table_unref (words->endings);
  g_hash_table_unref (words->doubles);
  g_hash_table_unref (words->persons);
  g_hash_table_unref (words->abbreviations);
  g_free (words);
}
