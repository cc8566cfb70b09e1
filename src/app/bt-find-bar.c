/* Find and replace: the bar over the desk that searches the whole plan.
 *
 * While words are typed they are only counted: the keys, and what an input method composes, stay in the entry. Enter
 * goes to the next place; whoever shows it may take the keys for a moment, the bar takes them back. */

#include "bt-find-bar.h"

#include <glib/gi18n-lib.h>

#include "bt-bulk-edit.h"
#include "bt-commands.h"
#include "bt-text-menu.h"

/* How long after an edit is searched again, in ms. */
#define PAUSE 250

struct _BtFindBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkEditable *entry;
  GtkLabel *count;
  GtkToggleButton *replace_toggle;
  GtkEditable *replacement;
  GtkWidget *replace_button;
  GtkWidget *replace_all_button;
  GSimpleActionGroup *options;

  BtDocument *document;
  BtPlan *searched;     /* what @matches were found in */
  char *searched_words; /* that they are */
  GArray *matches;
  guint current;        /* the match that is shown; their number for none */
  BtSelection shown_at; /* of the document, after it was shown */
  guint timeout;
};

enum
{
  FOUND,
  CHANGED,
  BULK_EDIT,
  NOTICE,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtFindBar, bt_find_bar, ADW_TYPE_BIN)

static const struct
{
  const char *action;
  BtSearchFlags flag;
  gboolean inverse;
} options[] = {
  { "match-case", BT_SEARCH_ANY_CASE, TRUE },
  { "ignore-marks", BT_SEARCH_ANY_MARKS, FALSE },
  { "whole-words", BT_SEARCH_WHOLE_WORDS, FALSE },
};

static BtSearchFlags
get_flags (BtFindBar *self)
{
  BtSearchFlags flags = BT_SEARCH_EXACT;

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->options),
                                                                    options[i].action);
      if (g_variant_get_boolean (state) != options[i].inverse)
        flags |= options[i].flag;
    }
  return flags;
}

/* "3 of 12", "12 places" while none of them is shown. */
static void
update_count (BtFindBar *self)
{
  guint n = self->matches->len;
  gboolean any = *gtk_editable_get_text (self->entry) != '\0';
  g_autofree char *text = NULL;

  if (!any)
    text = g_strdup ("");
  else if (n == 0)
    text = g_strdup (_ ("Not found"));
  else if (self->current < n)
    text = g_strdup_printf (_ ("%u of %u"), self->current + 1, n);
  else
    text = g_strdup_printf (ngettext ("%u place", "%u places", n), n);
  gtk_label_set_label (self->count, text);
  gtk_widget_set_sensitive (self->replace_button, n > 0);
  gtk_widget_set_sensitive (self->replace_all_button, n > 0);
  if (any && n == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
forget (BtFindBar *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->searched, bt_plan_unref);
  g_clear_pointer (&self->searched_words, g_free);
  g_array_set_size (self->matches, 0);
  self->current = 0;
}

/* Searches the plan as it is now; what was shown stays the one that is shown, or the next after it. */
static void
search (BtFindBar *self)
{
  const BtMatch *at = self->current < self->matches->len
                          ? &g_array_index (self->matches, BtMatch, self->current)
                          : NULL;
  BtPlan *plan = bt_document_get_plan (self->document);
  g_autoptr (GArray) old = self->matches;

  g_clear_handle_id (&self->timeout, g_source_remove);
  self->matches = bt_search (plan, gtk_editable_get_text (self->entry), get_flags (self),
                             BT_SEARCH_SHOWN, NULL);
  g_clear_pointer (&self->searched, bt_plan_unref);
  self->searched = bt_plan_ref (plan);
  g_free (self->searched_words);
  self->searched_words = g_strdup (gtk_editable_get_text (self->entry));
  self->current = at ? bt_search_find_from (plan, self->matches, at->node, at->start)
                     : self->matches->len;
  update_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The entry tells of its words a moment after they are typed; Enter may come before. */
static void
search_if_stale (BtFindBar *self)
{
  if (g_strcmp0 (self->searched_words, gtk_editable_get_text (self->entry)) != 0)
    {
      self->current = G_MAXUINT;
      search (self);
    }
  else if (self->searched != bt_document_get_plan (self->document))
    search (self);
}

static gboolean
search_timeout_cb (gpointer data)
{
  BtFindBar *self = data;

  self->timeout = 0;
  search_if_stale (self);
  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtFindBar *self)
{
  if (self->timeout == 0 && gtk_revealer_get_reveal_child (self->revealer))
    self->timeout = g_timeout_add (PAUSE, search_timeout_cb, self);
}

static void
words_changed_cb (BtFindBar *self)
{
  if (self->document && gtk_revealer_get_reveal_child (self->revealer))
    search_if_stale (self);
}

static void
option_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  BtFindBar *self = BT_FIND_BAR (data);

  g_simple_action_set_state (action, value);
  g_clear_pointer (&self->searched_words, g_free);
  words_changed_cb (self);
}

/* Shows the match, and gives the keys back to the entry that had them. */
static void
show_current (BtFindBar *self)
{
  BtMatch match = g_array_index (self->matches, BtMatch, self->current);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = gtk_root_get_focus (root);

  if (focus && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    focus = NULL;
  g_signal_emit (self, signals[FOUND], 0, match.node, (guint64) match.start, (guint64) match.end);
  if (GTK_IS_TEXT (focus))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (focus));
  else if (focus)
    gtk_widget_grab_focus (focus);
  self->shown_at = bt_document_get_selection (self->document);
  update_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Whether the caret still is where it was when a match was shown. */
static gboolean
is_at_current (BtFindBar *self)
{
  return self->current < self->matches->len
         && bt_selection_equal (bt_document_get_selection (self->document), self->shown_at);
}

static guint
find_next (BtFindBar *self, int direction)
{
  BtPlace caret = bt_document_get_selection (self->document).caret;
  guint n = self->matches->len;

  if (is_at_current (self))
    return (self->current + n + direction) % n;
  return (bt_search_find_from (self->searched, self->matches, caret.node, caret.offset) + n
          - (direction < 0))
         % n;
}

/* Where capitals make no difference to what is found, what comes in its place takes them over. */
static BtReplacement
get_replacement (BtFindBar *self)
{
  return (BtReplacement){ gtk_editable_get_text (self->replacement),
                          get_flags (self) & BT_SEARCH_ANY_CASE };
}

static void
next_cb (BtFindBar *self)
{
  bt_find_bar_step (self, 1);
}

/* Replaces what is shown and goes to the next; shows the next where none is shown. */
static void
replace_cb (BtFindBar *self)
{
  g_autoptr (GError) error = NULL;
  BtMatch match;

  if (!self->document)
    return;
  search_if_stale (self);
  if (self->matches->len == 0)
    return;
  if (!is_at_current (self))
    {
      bt_find_bar_step (self, 1);
      return;
    }
  match = g_array_index (self->matches, BtMatch, self->current);
  if (bt_document_replace (self->document, &match, 1, get_replacement (self), &error) == 0)
    g_signal_emit (self, signals[NOTICE], 0, error->message);
  search_if_stale (self);
  if (error)
    bt_find_bar_step (self, 1);
  else if (self->matches->len > 0)
    {
      BtPlace caret = bt_document_get_selection (self->document).caret;
      self->current
          = bt_search_find_from (self->searched, self->matches, caret.node, caret.offset)
            % self->matches->len;
      show_current (self);
    }
}

static void
replace_all_cb (BtFindBar *self)
{
  g_autoptr (BtBulkEdit) edit = NULL;

  if (!self->document)
    return;
  search_if_stale (self);
  if (self->matches->len == 0)
    return;
  edit = bt_bulk_edit_new_replace (self->searched_words, get_flags (self), gtk_editable_get_text (self->replacement));
  g_signal_emit (self, signals[BULK_EDIT], 0, edit);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                BtFindBar *self)
{
  state &= gtk_accelerator_get_default_mod_mask ();
  if (key == GDK_KEY_Escape && state == 0)
    bt_find_bar_close (self);
  else if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && state == GDK_SHIFT_MASK)
    bt_find_bar_step (self, -1);
  else
    return FALSE;
  return TRUE;
}

static void
clear_document (BtFindBar *self)
{
  forget (self);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

static void
bt_find_bar_dispose (GObject *object)
{
  BtFindBar *self = BT_FIND_BAR (object);

  clear_document (self);
  g_clear_object (&self->options);
  G_OBJECT_CLASS (bt_find_bar_parent_class)->dispose (object);
}

static void
bt_find_bar_finalize (GObject *object)
{
  g_array_unref (BT_FIND_BAR (object)->matches);
  G_OBJECT_CLASS (bt_find_bar_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  /* The user wants to see these words: the node's id, where they begin and end. */
  signals[FOUND] = g_signal_new ("found", BT_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_UINT64, G_TYPE_UINT64);
  /* Other words are found, or another of them is shown. */
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  /* All that is found is to be replaced: a BtBulkEdit. */
  signals[BULK_EDIT] = g_signal_new ("bulk-edit", BT_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  /* Something to tell the user, in the user's language. */
  signals[NOTICE] = g_signal_new ("notice", BT_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CLOSED] = g_signal_new ("closed", BT_TYPE_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
bt_find_bar_class_init (BtFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_find_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_find_bar_finalize;
  install_signals ();
  gtk_widget_class_set_template_from_resource (widget_class, "/org/banthao/BanThao/bt-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BtFindBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, BtFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, BtFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, BtFindBar, replace_toggle);
  gtk_widget_class_bind_template_child (widget_class, BtFindBar, replacement);
  gtk_widget_class_bind_template_child (widget_class, BtFindBar, replace_button);
  gtk_widget_class_bind_template_child (widget_class, BtFindBar, replace_all_button);
  gtk_widget_class_bind_template_callback (widget_class, words_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, bt_find_bar_close);
}

static void
bt_find_bar_init (BtFindBar *self)
{
  static const GActionEntry entries[] = {
    { "match-case", NULL, NULL, "false", option_cb },
    { "ignore-marks", NULL, NULL, "false", option_cb },
    { "whole-words", NULL, NULL, "false", option_cb },
  };
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->matches = g_array_new (FALSE, FALSE, sizeof (BtMatch));
  self->options = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->options), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "find", G_ACTION_GROUP (self->options));
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_text_menu_forget_emoji (self->entry);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * bt_find_bar_set_document:
 * @bar: a bar
 * @document: (nullable): the document to search from now on
 */
void
bt_find_bar_set_document (BtFindBar *bar, BtDocument *document)
{
  g_return_if_fail (BT_IS_FIND_BAR (bar));

  clear_document (bar);
  gtk_revealer_set_reveal_child (bar->revealer, FALSE);
  g_set_object (&bar->document, document);
  if (document)
    g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), bar);
  g_signal_emit (bar, signals[CHANGED], 0);
}

/**
 * bt_find_bar_dup_marks:
 * @bar: a bar
 *
 * Returns: (transfer full) (nullable): the words that are found, the place that is shown among them; %NULL for none
 */
BtUnderlineSet *
bt_find_bar_dup_marks (BtFindBar *bar)
{
  g_autoptr (BtUnderlineSet) set = NULL;

  g_return_val_if_fail (BT_IS_FIND_BAR (bar), NULL);

  if (bar->matches->len == 0 || !gtk_revealer_get_reveal_child (bar->revealer))
    return NULL;
  set = bt_underline_set_new ();
  for (guint i = 0; i < bar->matches->len; i++)
    {
      const BtMatch *match = &g_array_index (bar->matches, BtMatch, i);
      BtNode *node = bt_plan_get_node (bar->searched, match->node);
      bt_underline_set_add (set, match->node, bt_node_get_text (node),
                            (BtUnderline){ match->start, match->end,
                                           i == bar->current ? BT_UNDERLINE_FOUND_HERE
                                                             : BT_UNDERLINE_FOUND });
    }
  return g_steal_pointer (&set);
}

/**
 * bt_find_bar_open:
 * @bar: a bar
 * @replace: whether something is to be replaced
 * @words: (nullable): what is selected, to look for that
 *
 * Shows the bar with the keys in it.
 */
void
bt_find_bar_open (BtFindBar *bar, gboolean replace, const char *words)
{
  g_return_if_fail (BT_IS_FIND_BAR (bar));

  gtk_revealer_set_reveal_child (bar->revealer, TRUE);
  if (replace)
    gtk_toggle_button_set_active (bar->replace_toggle, TRUE);
  if (words && *words)
    gtk_editable_set_text (bar->entry, words);
  gtk_widget_grab_focus (GTK_WIDGET (bar->entry));
  g_clear_pointer (&bar->searched_words, g_free);
  words_changed_cb (bar);
}

/**
 * bt_find_bar_close:
 * @bar: a bar
 *
 * Puts the bar away.
 */
void
bt_find_bar_close (BtFindBar *bar)
{
  g_return_if_fail (BT_IS_FIND_BAR (bar));

  gtk_revealer_set_reveal_child (bar->revealer, FALSE);
  forget (bar);
  g_signal_emit (bar, signals[CHANGED], 0);
  g_signal_emit (bar, signals[CLOSED], 0);
}

/**
 * bt_find_bar_step:
 * @bar: a bar
 * @direction: 1 for the next place, -1 for the one before
 *
 * Shows it, round the end of the plan; opens the bar where nothing is looked for.
 */
void
bt_find_bar_step (BtFindBar *bar, int direction)
{
  g_return_if_fail (BT_IS_FIND_BAR (bar));

  if (!bar->document)
    return;
  if (*gtk_editable_get_text (bar->entry) == '\0')
    {
      bt_find_bar_open (bar, FALSE, NULL);
      return;
    }
  gtk_revealer_set_reveal_child (bar->revealer, TRUE);
  search_if_stale (bar);
  if (bar->matches->len > 0)
    {
      bar->current = find_next (bar, direction);
      show_current (bar);
    }
}
