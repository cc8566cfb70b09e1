/* Knows which words are spelled right: by the dictionary that is installed, our own list, and the user's.
 *
 * Enchant's dictionaries serve one thread at a time; a lock lets any thread ask. */
#include "bt-speller.h"

#include <enchant.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-data.h"
#include "bt-error.h"
#include "bt-syllable.h"
#include "bt-viet.h"

/* What the dictionary of Vietnamese may be called. */
static const char *const languages[] = { "vi_VN", "vi" };

#define MAX_SUGGESTIONS 6

struct _BtSpeller
{
  gint references;
  GMutex lock;
  EnchantBroker *broker;
  EnchantDict *dictionary; /* NULL where none is installed */
  GHashTable *words;       /* of the lists, in small letters */
  GHashTable *asked;       /* what the dictionary said, by the word as it is written */
  char *own_words;         /* the path of the user's list */
};

static void
add_words (BtSpeller *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (lines[i], " \t\r", -1);
      for (guint j = 0; lines[i][0] != '#' && words[j] != NULL; j++)
        if (words[j][0] != '\0' && g_utf8_validate (words[j], -1, NULL))
          {
            g_autofree char *normal = bt_viet_normalize (words[j], -1);
            g_hash_table_add (self->words, bt_viet_fold (normal, FALSE));
          }
    }
}

/* A list that is not there has no words. */
static void
add_file (BtSpeller *self, const char *path)
{
  g_autofree char *text = NULL;

  if (path != NULL && g_file_get_contents (path, &text, NULL, NULL))
    add_words (self, text);
}

/**
 * bt_speller_new:
 * @own_words: (nullable): the path of the user's own list, which need not be there yet
 *
 * Returns: (transfer full): a speller; without an installed dictionary of Vietnamese it is not ready
 */
BtSpeller *
bt_speller_new (const char *own_words)
{
  BtSpeller *self = g_new0 (BtSpeller, 1);
  g_autofree char *ours = bt_data_find ("spell/words.txt");

  self->references = 1;
  g_mutex_init (&self->lock);
  self->broker = enchant_broker_init ();
  for (guint i = 0; i < G_N_ELEMENTS (languages) && self->dictionary == NULL; i++)
    if (enchant_broker_dict_exists (self->broker, languages[i]))
      self->dictionary = enchant_broker_request_dict (self->broker, languages[i]);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->own_words = g_strdup (own_words);
  add_file (self, ours);
  add_file (self, own_words);

  return self;
}

/**
 * bt_speller_ref:
 * @speller: a speller
 *
 * Returns: (transfer full): the same
 */
BtSpeller *
bt_speller_ref (BtSpeller *speller)
{
  g_return_val_if_fail (speller != NULL, NULL);

  g_atomic_int_inc (&speller->references);
  return speller;
}

/**
 * bt_speller_unref:
 * @speller: (transfer full): a speller
 */
void
bt_speller_unref (BtSpeller *speller)
{
  g_return_if_fail (speller != NULL);

  if (!g_atomic_int_dec_and_test (&speller->references))
    return;
  if (speller->dictionary != NULL)
    enchant_broker_free_dict (speller->broker, speller->dictionary);
  enchant_broker_free (speller->broker);
  g_hash_table_unref (speller->words);
  g_hash_table_unref (speller->asked);
  g_mutex_clear (&speller->lock);
  g_free (speller->own_words);
  g_free (speller);
}

/**
 * bt_speller_is_ready:
 * @speller: a speller
 *
 * Returns: whether a dictionary of Vietnamese is installed; where not, it knows every word
 */
gboolean
bt_speller_is_ready (const BtSpeller *speller)
{
  g_return_val_if_fail (speller != NULL, FALSE);

  return speller->dictionary != NULL;
}

static gboolean
ask_dictionary (BtSpeller *self, const char *word)
{
  gpointer known;

  if (g_hash_table_lookup_extended (self->asked, word, NULL, &known))
    return GPOINTER_TO_INT (known);
  known = GINT_TO_POINTER (enchant_dict_check (self->dictionary, word, -1) == 0);
  g_hash_table_insert (self->asked, g_strdup (word), known);
  return GPOINTER_TO_INT (known);
}

/* "hòa", "thủy" and "khỏe" with the tone on the letter where others write it, as dictionaries have them; NULL for words
 * that have no such letters. */
static char *
dup_other_tone_place (const char *word)
{
  static const char *const pairs[][2] = {
    { "òa", "oà" }, { "óa", "oá" }, { "ỏa", "oả" }, { "õa", "oã" }, { "ọa", "oạ" },
    { "òe", "oè" }, { "óe", "oé" }, { "ỏe", "oẻ" }, { "õe", "oẽ" }, { "ọe", "oẹ" },
    { "ùy", "uỳ" }, { "úy", "uý" }, { "ủy", "uỷ" }, { "ũy", "uỹ" }, { "ụy", "uỵ" },
    { "quì", "quỳ" }, { "quí", "quý" }, { "quỉ", "quỷ" }, { "quĩ", "quỹ" }, { "quị", "quỵ" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint j = 0; j < 2; j++)
      if (g_str_has_suffix (word, pairs[i][j]))
        return g_strdup_printf ("%.*s%s", (int) (strlen (word) - strlen (pairs[i][j])), word,
                                pairs[i][1 - j]);
  return NULL;
}

/* Names are of syllables that every dictionary lacks some of. What is all in capitals is a title. */
static gboolean
may_be_name (const char *word)
{
  return g_unichar_isupper (g_utf8_get_char (word))
         && !g_unichar_isupper (g_utf8_get_char (g_utf8_next_char (word)))
         && bt_syllable_is_valid (word, strlen (word));
}

static gboolean
knows (BtSpeller *self, const char *word)
{
  g_autofree char *small = bt_viet_fold (word, FALSE), *other = NULL;

  if (g_hash_table_contains (self->words, small) || ask_dictionary (self, word)
      || ask_dictionary (self, small))
    return TRUE;
  other = dup_other_tone_place (small);
  return (other != NULL && ask_dictionary (self, other)) || may_be_name (word);
}

/**
 * bt_speller_knows:
 * @speller: a speller
 * @word: NFC letters without spaces
 * @length: their bytes
 *
 * Both places of the tone are right ("hòa", "hoà"); so is a syllable with a capital that Vietnamese spelling allows,
 * for it may be a name. May be called by any thread.
 *
 * Returns: whether the word is spelled right, as far as is known
 */
gboolean
bt_speller_knows (BtSpeller *speller, const char *word, gsize length)
{
  g_autofree char *copy = NULL;
  gboolean known;

  g_return_val_if_fail (speller != NULL && word != NULL, TRUE);

  if (speller->dictionary == NULL || length == 0)
    return TRUE;
  copy = g_strndup (word, length);
  g_mutex_lock (&speller->lock);
  known = knows (speller, copy);
  g_mutex_unlock (&speller->lock);

  return known;
}

/* Suggestions of several words are guesses that part a word in two. */
static gboolean
is_wanted (const char *suggestion)
{
  return g_utf8_validate (suggestion, -1, NULL) && strchr (suggestion, ' ') == NULL;
}

/**
 * bt_speller_suggest:
 * @speller: a speller
 * @word: a word that it does not know
 *
 * Takes some milliseconds. May be called by any thread.
 *
 * Returns: (transfer full): what may be meant, the likeliest first; a few at most
 */
char **
bt_speller_suggest (BtSpeller *speller, const char *word)
{
  GPtrArray *wanted = g_ptr_array_new ();
  gsize n = 0;
  char **all;

  g_return_val_if_fail (speller != NULL && word != NULL, NULL);

  if (speller->dictionary != NULL)
    {
      g_mutex_lock (&speller->lock);
      all = enchant_dict_suggest (speller->dictionary, word, -1, &n);
      for (gsize i = 0; i < n && wanted->len < MAX_SUGGESTIONS; i++)
        if (is_wanted (all[i]))
          g_ptr_array_add (wanted, bt_viet_normalize (all[i], -1));
      if (all != NULL)
        enchant_dict_free_string_list (speller->dictionary, all);
      g_mutex_unlock (&speller->lock);
    }
  g_ptr_array_add (wanted, NULL);

  return (char **) g_ptr_array_free (wanted, FALSE);
}

static gboolean
append_to_file (const char *path, const char *word, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path), *line = g_strconcat (word, "\n", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = NULL;

  g_mkdir_with_parents (folder, 0700);
  stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, error);
  return stream != NULL
         && g_output_stream_write_all (G_OUTPUT_STREAM (stream), line, strlen (line), NULL, NULL, error)
         && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

/**
 * bt_speller_learn:
 * @speller: a speller
 * @word: a word that is right
 * @error: return location
 *
 * Adds the word to the user's own list, a line each, which may be edited and copied to another computer.
 *
 * Returns: whether it is on the disk; it is known from now on in any case
 */
gboolean
bt_speller_learn (BtSpeller *speller, const char *word, GError **error)
{
  g_autoptr (GError) inner = NULL;

  g_return_val_if_fail (speller != NULL && word != NULL, FALSE);

  g_mutex_lock (&speller->lock);
  add_words (speller, word);
  g_mutex_unlock (&speller->lock);
  if (speller->own_words == NULL || append_to_file (speller->own_words, word, &inner))
    return TRUE;
  g_set_error (error, BT_ERROR, BT_ERROR_IO, _ ("The word is known until you quit, but cannot be kept: %s"),
               inner->message);
  return FALSE;
}
