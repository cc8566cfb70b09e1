/* Spelling in the window: quiet underlines, what may be meant in the menu of a word, the user's own words. */

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-text-live.h"
#include "bt-window-private.h"

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

/* The misspelled word at that place. */
static gboolean
find_word (BtWindow *self, const char *id, gsize offset, BtMatch *word)
{
  BtPlan *plan = self->document ? bt_document_get_plan (self->document) : NULL;
  BtText *text = plan && bt_plan_has_node (plan, id) ? bt_node_get_text (bt_plan_get_node (plan, id))
                                                     : NULL;
  g_autoptr (GArray) underlines
      = text && self->underlines ? bt_underlines_get (self->underlines, bt_intern (id), text) : NULL;

  for (guint i = 0; underlines && i < underlines->len; i++)
    {
      const BtUnderline *underline = &g_array_index (underlines, BtUnderline, i);
      if (underline->kind != BT_UNDERLINE_SPELLING || offset < underline->start
          || offset > underline->end)
        continue;
      *word = (BtMatch){ bt_intern (id), underline->start, underline->end, FALSE };
      return TRUE;
    }
  return FALSE;
}

static char *
dup_word (BtWindow *self, const BtMatch *word)
{
  BtNode *node = bt_plan_get_node (bt_document_get_plan (self->document), word->node);
  g_autoptr (BtText) slice = bt_text_slice (bt_node_get_text (node), word->start, word->end);

  return bt_text_dup_live (slice);
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* What may be meant, and that the word is right. */
static void
populate_menu_cb (BtEditor *editor, const char *id, guint64 offset, GMenu *menu, BtWindow *self)
{
  BtSpeller *speller = bt_spell_watch_get_speller (self->spelling);
  g_autoptr (GMenu) section = NULL;
  g_autofree char *word = NULL, *label = NULL;
  g_auto (GStrv) suggestions = NULL;

  if (!speller || !bt_window_is_editable (self) || !find_word (self, id, offset, &self->misspelled))
    return;
  word = dup_word (self, &self->misspelled);
  suggestions = bt_speller_suggest (speller, word);
  section = g_menu_new ();
  for (guint i = 0; suggestions[i]; i++)
    append_item (section, suggestions[i], "win.spell-replace", suggestions[i]);
  label = g_strdup_printf (_ ("Add “%s” to the Words"), word);
  append_item (section, label, "win.spell-learn", word);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* What the actions of spelling do, to the word whose menu was opened. */
void
bt_window_spelling_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  BtSpeller *speller = bt_spell_watch_get_speller (self->spelling);
  const char *word = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;
  BtMatch found;

  if (!speller)
    return;
  if (g_str_equal (name, "win.spell-learn"))
    {
      bt_speller_learn (speller, word, &error);
      bt_spell_watch_again (self->spelling);
    }
  else if (self->misspelled.node
           && find_word (self, self->misspelled.node, self->misspelled.start, &found))
    bt_document_replace (self->document, &found, 1, (BtReplacement){ word }, &error);
  if (error)
    bt_window_say (self, error->message);
}

/* Begins to watch; the underlines are there already. */
void
bt_window_begin_spelling (BtWindow *self)
{
  self->spelling = bt_spell_watch_new (self->underlines);
  g_signal_connect (self->spelling, "unavailable", G_CALLBACK (unavailable_cb), self);
  g_signal_connect (self->editor, "populate-menu", G_CALLBACK (populate_menu_cb), self);
  g_signal_connect (self->settings, "changed::spelling", G_CALLBACK (setting_cb), self);
}
