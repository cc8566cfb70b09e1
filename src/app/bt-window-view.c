/* What the window shows of a plan under review: with its changes, as it was, as it will be; and whether it records
 * what is edited, in whose name. */

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-identity.h"
#include "bt-window-private.h"

/* What the view is called in actions, and what its bar says; in the order in which the key goes round. */
static const struct
{
  BtView view;
  const char *name;
  const char *words;
} views[] = {
  { BT_VIEW_MARKUP, "markup", "" },
  { BT_VIEW_FINAL, "final", N_ ("As it reads when all open changes are accepted. Only to be read.") },
  { BT_VIEW_ORIGINAL, "original",
    N_ ("As it read before the open changes. Only to be read.") },
};

static guint
find_view (BtView view)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (views[i].view == view)
      return i;
  return 0;
}

static BtPlan *
get_plan (BtWindow *self)
{
  return bt_document_get_plan (self->document);
}

static const char *
get_process (BtWindow *self, const char *name)
{
  return bt_node_get_attr (bt_plan_get_root (get_plan (self)), name);
}

static gboolean
is_tracking (BtWindow *self)
{
  return self->document && g_strcmp0 (get_process (self, "tracking"), "yes") == 0;
}

/* Returns: whether what is seen can be written in */
gboolean
bt_window_is_editable (BtWindow *self)
{
  return self->document && self->seen == self->document;
}

/* Outline, editor and pages show this document from now on. */
void
bt_window_see (BtWindow *self, BtDocument *seen)
{
  if (self->seen && self->seen != self->document)
    g_signal_handlers_disconnect_by_data (self->seen, self);
  g_set_object (&self->seen, seen);
  bt_outline_set_document (self->outline, seen);
  bt_editor_set_document (self->editor, seen);
  bt_window_update_find (self);
  bt_paginator_set_document (self->paginator, seen);
}

static void
refused_cb (BtDocument *document, BtWindow *self)
{
  bt_window_say (self, _ ("This view is only to be read. F4 leads back to the changes."));
}

/* A document that nothing can be done to, of the plan as the view has it. */
static BtDocument *
new_reading (BtWindow *self)
{
  g_autoptr (BtPlan) plan = bt_review_view (get_plan (self), self->view);
  BtDocument *reading = bt_document_new (plan);

  bt_document_set_read_only (reading, TRUE);
  g_signal_connect (reading, "refused", G_CALLBACK (refused_cb), self);
  return reading;
}

/* The same part and the same place, where the view has them. */
static void
return_to (BtWindow *self, const char *part, BtPlace caret)
{
  BtPlan *plan = bt_document_get_plan (self->seen);

  if (part && bt_plan_has_node (plan, part))
    bt_window_show_part (self, part);
  if (caret.node && bt_plan_has_node (plan, caret.node))
    bt_window_go_to (self, bt_place (caret.node, 0));
}

static void
show_view (BtWindow *self, BtView view)
{
  const char *part = bt_editor_get_shown (self->editor);
  BtPlace caret = bt_document_get_selection (self->seen).caret;
  g_autoptr (BtDocument) seen = NULL;

  bt_editor_finish_input (self->editor);
  self->view = view;
  seen = view == BT_VIEW_MARKUP ? g_object_ref (self->document) : new_reading (self);
  bt_window_see (self, seen);
  return_to (self, part, caret);
  bt_window_update_actions (self);
}

/* What was decided while the plan is seen without its changes shows there too. */
void
bt_window_refresh_view (BtWindow *self)
{
  g_autoptr (BtPlan) plan = NULL;

  if (!self->document || self->seen == self->document)
    return;
  plan = bt_review_view (get_plan (self), self->view);
  bt_document_reset (self->seen, plan);
}

static void
view_cb (GSimpleAction *action, GVariant *state, BtWindow *self)
{
  const char *name = g_variant_get_string (state, NULL);

  for (guint i = 0; self->document && i < G_N_ELEMENTS (views); i++)
    if (g_str_equal (views[i].name, name) && views[i].view != self->view)
      {
        show_view (self, views[i].view);
        return;
      }
}

static void
next_view_cb (GSimpleAction *action, GVariant *parameter, BtWindow *self)
{
  if (self->document)
    show_view (self, views[(find_view (self->view) + 1) % G_N_ELEMENTS (views)].view);
}

static void
set_tracking (BtWindow *self, gboolean tracking)
{
  g_autoptr (GError) error = NULL;

  bt_editor_finish_input (self->editor);
  if (!bt_document_set_tracking (self->document, tracking, &error))
    bt_window_say (self, error->message);
}

/* Whoever reads the plan next finds it said among the comments. */
static void
stop_response_cb (AdwMessageDialog *dialog, const char *response, BtWindow *self)
{
  const char *root;

  if (!g_str_equal (response, "stop") || !is_tracking (self))
    return;
  root = bt_node_get_id (bt_plan_get_root (get_plan (self)));
  bt_document_begin_group (self->document);
  bt_document_comment_node (self->document, root,
                            _ ("Stopped recording changes: what is changed from here on is not marked."), NULL);
  set_tracking (self, FALSE);
  bt_document_end_group (self->document);
}

static void
ask_before_stop (BtWindow *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Stop Recording Changes?"), NULL));

  adw_message_dialog_set_body (dialog, _ ("This plan is under review. What you change from now on would not be marked, "
                                          "and the others would not see it. A comment will say who stopped it."));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "stop", _ ("_Stop Recording"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (stop_response_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
tracking_cb (GSimpleAction *action, GVariant *state, BtWindow *self)
{
  gboolean wanted = g_variant_get_boolean (state);

  if (!bt_window_is_editable (self) || wanted == is_tracking (self))
    return;
  if (!wanted && g_strcmp0 (get_process (self, "state"), "review") == 0)
    {
      ask_before_stop (self);
      return;
    }
  set_tracking (self, wanted);
  if (wanted)
    bt_window_ask_identity (self);
}

static void
set_state (BtWindow *self, const char *name, GVariant *state, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Makes the buttons say what is so. */
void
bt_window_update_view (BtWindow *self)
{
  guint view = find_view (self->view);
  gboolean seen = self->document && self->seen != self->document;

  set_state (self, "tracking", g_variant_new_boolean (is_tracking (self)), bt_window_is_editable (self));
  set_state (self, "view", g_variant_new_string (views[view].name), self->document != NULL);
  if (seen)
    gtk_label_set_label (self->view_label, _ (views[view].words));
  bt_window_reveal (self->view_bar, seen);
  bt_window_update_rounds (self);
}

static gboolean
ask_idle_cb (gpointer data)
{
  BtWindow *self = data;

  if (self->document && gtk_widget_get_mapped (GTK_WIDGET (self)) && !bt_identity_is_known (self->settings))
    bt_identity_ask (GTK_WINDOW (self), self->settings);
  return G_SOURCE_REMOVE;
}

/* Asks, once, in whose name is written, before anything is: never between two keys of a word. */
void
bt_window_ask_identity (BtWindow *self)
{
  if (self->asked_identity || bt_identity_is_known (self->settings))
    return;
  self->asked_identity = TRUE;
  g_idle_add_full (G_PRIORITY_LOW, ask_idle_cb, g_object_ref (self), g_object_unref);
}

/* The document's edits bear the name of who works here. */
void
bt_window_take_identity (BtWindow *self)
{
  g_autofree char *author = bt_identity_dup_author (self->settings);

  if (!self->document)
    return;
  bt_document_set_author (self->document, author);
  if (is_tracking (self))
    bt_window_ask_identity (self);
}

/* Makes the actions that have a state. */
void
bt_window_begin_view (BtWindow *self)
{
  static const struct
  {
    const char *name;
    gboolean is_switch;
    GCallback changed;
  } stateful[] = {
    { "tracking", TRUE, G_CALLBACK (tracking_cb) },
    { "view", FALSE, G_CALLBACK (view_cb) },
  };
  g_autoptr (GSimpleAction) next = g_simple_action_new ("next-view", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (stateful); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
          stateful[i].name, stateful[i].is_switch ? NULL : G_VARIANT_TYPE_STRING,
          stateful[i].is_switch ? g_variant_new_boolean (FALSE) : g_variant_new_string (views[0].name));
      g_signal_connect (action, "change-state", stateful[i].changed, self);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
  g_signal_connect (next, "activate", G_CALLBACK (next_view_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (next));
  self->view = BT_VIEW_MARKUP;
  g_signal_connect_object (self->settings, "changed::author-name", G_CALLBACK (bt_window_take_identity), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::author-role", G_CALLBACK (bt_window_take_identity), self,
                           G_CONNECT_SWAPPED);
}
