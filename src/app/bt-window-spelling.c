/* Spelling in the window: quiet underlines, what may be meant in the menu of a word, the user's own words. */

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-text-live.h"
#include "bt-window-private.h"

/* Of more words no menu can tell. */
#define MAX_WORDS 4

/* Where no dictionary is installed it is said once, and never again. */
static void
unavailable_cb (BtSpellWatch *watch, BtWindow *self)
{
  if (g_settings_get_boolean (self->settings, "spelling-told"))
    return;
  g_settings_set_boolean (self->settings, "spelling-told", TRUE);
  bt_window_say (self, _ ("Spelling is not checked: install the dictionary hunspell-vi for that"));
}

/* Watches what is written, where that is wanted. */
void
bt_window_update_spelling (BtWindow *self)
{
  gboolean wanted = g_settings_get_boolean (self->settings, "spelling");

  bt_spell_watch_set_document (self->spelling, wanted ? self->document : NULL);
}

static void
setting_cb (GSettings *settings, const char *key, BtWindow *self)
{
  bt_window_update_spelling (self);
}

/* The words that are misspelled in a text, or only the one at a place. */
static GArray *
find_words (BtWindow *self, const char *id, gsize offset)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (BtMatch));
  BtPlan *plan = self->document ? bt_document_get_plan (self->document) : NULL;
  BtText *text = plan && bt_plan_has_node (plan, id) ? bt_node_get_text (bt_plan_get_node (plan, id))
                                                     : NULL;
  g_autoptr (GArray) underlines
      = text && self->underlines ? bt_underlines_get (self->underlines, bt_intern (id), text) : NULL;

  for (guint i = 0; underlines && i < underlines->len && words->len < MAX_WORDS; i++)
    {
      const BtUnderline *underline = &g_array_index (underlines, BtUnderline, i);
      BtMatch word = { bt_intern (id), underline->start, underline->end, FALSE };

      if (underline->kind == BT_UNDERLINE_SPELLING
          && (offset == BT_UNDERLINES_ANY_PLACE
              || (offset >= underline->start && offset <= underline->end)))
        g_array_append_val (words, word);
    }
  return words;
}

static char *
dup_word (BtWindow *self, const BtMatch *word)
{
  BtNode *node = bt_plan_get_node (bt_document_get_plan (self->document), word->node);
  g_autoptr (BtText) slice = bt_text_slice (bt_node_get_text (node), word->start, word->end);

  return bt_text_dup_live (slice);
}

static void
append_item (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

/* What may be meant by a word, and that it is right. */
static void
append_word (BtWindow *self, BtSpeller *speller, const BtMatch *match, gboolean heading, GMenu *menu)
{
  g_autofree char *word = dup_word (self, match);
  g_auto (GStrv) suggestions = bt_speller_suggest (speller, word);
  g_autoptr (GMenu) section = g_menu_new ();
  g_autofree char *label = g_strdup_printf (_ ("Add “%s” to the Words"), word);

  for (guint i = 0; suggestions[i]; i++)
    append_item (section, suggestions[i], "win.spell-replace",
                 g_variant_new ("(stts)", match->node, (guint64) match->start, (guint64) match->end,
                                suggestions[i]));
  append_item (section, label, "win.spell-learn", g_variant_new_string (word));
  g_menu_append_section (menu, heading ? word : NULL, G_MENU_MODEL (section));
}

/* Where the menu is not that of one word, each has its heading. */
static void
populate_menu_cb (BtUnderlines *underlines, const char *id, guint64 offset, GMenu *menu, BtWindow *self)
{
  BtSpeller *speller = bt_spell_watch_get_speller (self->spelling);
  g_autoptr (GArray) words = NULL;

  if (!speller || !bt_window_is_editable (self))
    return;
  words = find_words (self, id, offset);
  for (guint i = 0; i < words->len; i++)
    append_word (self, speller, &g_array_index (words, BtMatch, i),
                 offset == BT_UNDERLINES_ANY_PLACE, menu);
}

/* Puts what is meant in the place of a word, if that still stands there. */
static void
replace (BtWindow *self, GVariant *parameter, GError **error)
{
  g_autoptr (GArray) words = NULL;
  const char *node, *word;
  guint64 start, end;

  g_variant_get (parameter, "(&stt&s)", &node, &start, &end, &word);
  words = find_words (self, node, start);
  for (guint i = 0; i < words->len; i++)
    {
      BtMatch match = g_array_index (words, BtMatch, i);
      if (match.start == start && match.end == end)
        {
          bt_document_replace (self->document, &match, 1, (BtReplacement){ word }, error);
          return;
        }
    }
}

/* What the actions of spelling do. */
void
bt_window_spelling_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  BtSpeller *speller = bt_spell_watch_get_speller (self->spelling);
  g_autoptr (GError) error = NULL;

  if (!speller)
    return;
  if (g_str_equal (name, "win.spell-learn"))
    {
      bt_speller_learn (speller, g_variant_get_string (parameter, NULL), &error);
      bt_spell_watch_again (self->spelling);
    }
  else
    replace (self, parameter, &error);
  if (error)
    bt_window_say (self, error->message);
}

/* Begins to watch; the underlines are there already. */
void
bt_window_begin_spelling (BtWindow *self)
{
  self->spelling = bt_spell_watch_new (self->underlines);
  g_signal_connect (self->spelling, "unavailable", G_CALLBACK (unavailable_cb), self);
  g_signal_connect (self->underlines, "populate-menu", G_CALLBACK (populate_menu_cb), self);
  g_signal_connect (self->settings, "changed::spelling", G_CALLBACK (setting_cb), self);
}
