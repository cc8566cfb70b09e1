/* The window: outline, editor and printed pages of one plan. */

#include <glib/gi18n-lib.h>

#include "bt-follower.h"
#include "bt-part.h"
#include "bt-reading.h"
#include "bt-text-live.h"
#include "bt-window-private.h"

/* Below these widths the panel, then the outline, fold away. */
#define PANEL_FOLDS 1000
#define OUTLINE_FOLDS 740

G_DEFINE_FINAL_TYPE (BtWindow, bt_window, ADW_TYPE_APPLICATION_WINDOW)

/* Says something in passing. */
void
bt_window_say (BtWindow *self, const char *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_timeout (toast, 5);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Unfolds a bar, or folds it away. GTK styles also what is folded: a bar that was never wanted is hidden. */
void
bt_window_reveal (GtkInfoBar *bar, gboolean revealed)
{
  if (revealed)
    gtk_widget_set_visible (GTK_WIDGET (bar), TRUE);
  gtk_info_bar_set_revealed (bar, revealed);
}

/* What the plan is about on one line, without what changes delete, or its file's name. */
static char *
dup_heading (BtWindow *self)
{
  BtNode *header = bt_plan_get_part (bt_document_get_plan (self->document), BT_NODE_HEADER);
  BtNode *subject = header ? bt_node_get_child_of_kind (header, BT_NODE_SUBJECT) : NULL;
  g_autofree char *line = subject ? bt_text_dup_live (bt_node_get_text (subject)) : g_strdup ("");

  g_strdelimit (line, "\n", ' ');
  if (*line != '\0')
    return g_steal_pointer (&line);
  if (self->file)
    return g_file_get_basename (self->file);

  return g_strdup (_ ("New Plan"));
}

static const char *
get_state_name (BtWindow *self)
{
  const char *state
      = bt_node_get_attr (bt_plan_get_root (bt_document_get_plan (self->document)), "state");

  if (g_strcmp0 (state, "issued") == 0)
    return _ ("Issued");
  return g_strcmp0 (state, "review") == 0 ? _ ("In review") : _ ("Draft");
}

static char *
dup_saved_state (BtWindow *self)
{
  g_autofree char *time = NULL;

  if (bt_document_is_modified (self->document))
    return g_strdup (_ ("Not saved"));
  if (!self->saved_at)
    return g_strdup (self->file ? _ ("Saved") : _ ("Not saved"));
  time = g_date_time_format (self->saved_at, "%H:%M");

  return g_strdup_printf (_ ("Saved at %s"), time);
}

/* Shows what is open, in which state, and whether it is saved. */
void
bt_window_update_title (BtWindow *self)
{
  g_autofree char *heading = NULL, *saved = NULL, *subtitle = NULL, *whole = NULL;

  if (!self->document)
    return;
  heading = dup_heading (self);
  saved = dup_saved_state (self);
  subtitle = g_strdup_printf ("%s · %s", get_state_name (self), saved);
  whole = g_strdup_printf (_ ("%s – Bản Thảo"), heading);
  adw_window_title_set_title (self->title, heading);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), whole);
}

/* "4 / 9"; "4 / …" while not all pages are laid out. */
static void
update_pages (BtWindow *self)
{
  BtLayout *layout = bt_paginator_get_pages (self->paginator);
  guint page = bt_preview_get_page (self->preview) + 1;
  g_autofree char *text = NULL;

  if (!layout)
    text = g_strdup ("–");
  else if (bt_layout_is_whole (layout))
    text = g_strdup_printf ("%u / %u", page, bt_layout_get_n_pages (layout));
  else
    text = g_strdup_printf ("%u / …", page);
  gtk_label_set_label (self->page_label, text);
}

static gboolean
is_printed (const BtLayout *layout, const BtNode *node, gsize offset)
{
  guint page;
  BtRect place;

  return bt_layout_find_node (layout, bt_node_get_id (node), offset, &page, &place);
}

/* What is printed at or before the caret in the part that is shown; what comes first after it where
 * nothing is, as in an appendix that has no title yet. */
static BtPlace
get_printed_place (BtWindow *self)
{
  BtLayout *layout = bt_paginator_get_layout (self->paginator);
  BtPlan *plan = bt_document_get_plan (self->seen);
  BtPlace caret = bt_document_get_selection (self->seen).caret;
  const BtNode *node = caret.node ? bt_plan_get_node (plan, caret.node) : NULL;
  const char *part = bt_editor_get_shown (self->editor);
  g_autoptr (GPtrArray) items = NULL;
  guint at;

  if (!layout || !node || !part || is_printed (layout, node, caret.offset))
    return caret;
  items = bt_reading_get (plan, part);
  if (!g_ptr_array_find (items, node, &at))
    at = 0;
  for (guint i = at; i-- > 0;)
    if (is_printed (layout, items->pdata[i], 0))
      return bt_place (bt_node_get_id (items->pdata[i]), 0);
  for (guint i = at; i < items->len; i++)
    if (is_printed (layout, items->pdata[i], 0))
      return bt_place (bt_node_get_id (items->pdata[i]), 0);
  return caret;
}

/* "2.140 words"; returns whether all are counted. */
static gboolean
update_count (BtWindow *self)
{
  guint words;
  gboolean counted = bt_word_count_update (self->words, bt_document_get_plan (self->seen), &words);
  g_autofree char *text = NULL;

  if (!counted)
    return FALSE;
  text = g_strdup_printf (ngettext ("%'u word", "%'u words", words), words);
  gtk_button_set_label (self->count_button, text);
  return TRUE;
}

/* "Page 4 of 9": the page that holds the caret. */
static void
update_status (BtWindow *self, BtPlace caret)
{
  BtLayout *layout = bt_paginator_get_layout (self->paginator);
  g_autofree char *text = NULL;
  guint page = 0;
  BtRect place;

  if (!layout)
    return;
  if (caret.node)
    bt_layout_find_node (layout, caret.node, caret.offset, &page, &place);
  text = g_strdup_printf (_ ("Page %u of %u"), page + 1, bt_layout_get_n_pages (layout));
  gtk_button_set_label (self->status, text);
}

/* Where the caret is, on the pages and below them. */
static void
show_place (BtWindow *self)
{
  BtPlace place = get_printed_place (self);

  bt_preview_set_place (self->preview, place);
  update_status (self, place);
}

static gboolean
update_cb (gpointer data)
{
  BtWindow *self = data;

  if (!self->document || update_count (self))
    self->idle = 0;
  if (!self->document)
    return G_SOURCE_REMOVE;
  show_place (self);
  bt_window_update_title (self);

  return self->idle == 0 ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* What only informs waits until the keys have been answered. */
static void
queue_update (BtWindow *self)
{
  if (self->idle == 0)
    self->idle = g_timeout_add_full (G_PRIORITY_LOW, BT_FOLLOW_DELAY, update_cb, self, NULL);
}

/* Shows how large the pages are. */
void
bt_window_update_zoom (BtWindow *self)
{
  g_autofree char *text = g_strdup_printf ("%.0f %%", 100 * bt_preview_get_zoom (self->preview));

  gtk_button_set_label (self->zoom_button, text);
}

static void
page_changed_cb (BtPreview *preview, GParamSpec *pspec, BtWindow *self)
{
  update_pages (self);
  bt_window_update_zoom (self);
}

static void
pages_changed_cb (BtPaginator *paginator, BtWindow *self)
{
  BtLayout *layout = bt_paginator_get_pages (paginator);
  gboolean could_print = self->has_pages;

  self->has_pages = bt_paginator_get_layout (paginator) != NULL;
  bt_preview_set_layout (self->preview, layout);
  bt_editor_set_layout (self->editor, layout);
  update_pages (self);
  if (self->document)
    show_place (self);
  if (self->has_pages != could_print)
    bt_window_update_actions (self);
}

/* Says what was done, with a button that takes it back. */
void
bt_window_say_undoable (BtWindow *self, const char *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_set_timeout (toast, 4);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
auto_labelled_cb (BtEditor *editor, BtWindow *self)
{
  bt_window_say_undoable (self, _ ("Numbered automatically"));
}

/* The caret of a part that was just chosen is at its first words. */
static void
select_start (BtWindow *self, const char *id)
{
  g_autoptr (GPtrArray) items = bt_reading_get (bt_document_get_plan (self->seen), id);

  for (guint i = 0; i < items->len; i++)
    if (bt_node_get_text (items->pdata[i]))
      {
        BtPlace place = bt_place (bt_node_get_id (items->pdata[i]), 0);
        bt_document_set_selection (self->seen, bt_selection_at (place));
        return;
      }
}

/* Shows a part in the editor and marks it in the outline. */
void
bt_window_show_part (BtWindow *self, const char *id)
{
  if (g_strcmp0 (bt_editor_get_shown (self->editor), id) != 0)
    select_start (self, id);
  bt_editor_show (self->editor, id);
  bt_outline_choose (self->outline, bt_editor_get_shown (self->editor));
  queue_update (self);
}

/* Sets the caret to @place, in the part that is shown if it is there, else in its own. */
void
bt_window_go_to (BtWindow *self, BtPlace place)
{
  const char *part;

  if (bt_editor_go_to (self->editor, place))
    return;
  part = bt_part_find (bt_document_get_plan (self->seen), place.node, bt_editor_get_shown (self->editor));
  if (!part)
    return;
  bt_window_show_part (self, part);
  bt_editor_go_to (self->editor, place);
}

static void
chosen_cb (GObject *source, const char *id, BtWindow *self)
{
  bt_window_show_part (self, id);
}

static void
place_chosen_cb (BtPreview *preview, const char *id, guint64 offset, BtWindow *self)
{
  bt_window_go_to (self, bt_place (id, offset));
}

static void
caret_left_cb (BtWindow *self)
{
  bt_window_go_to (self, bt_document_get_selection (self->seen).caret);
}

static void
caret_moved_cb (BtWindow *self)
{
  queue_update (self);
}

static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtWindow *self)
{
  bt_window_refresh_view (self);
  bt_window_update_view (self);
  queue_update (self);
}

static void
state_changed_cb (BtDocument *document, GParamSpec *pspec, BtWindow *self)
{
  bt_window_update_actions (self);
  queue_update (self);
}

/* Back to what the window shows when it opens nothing. */
void
bt_window_show_page (BtWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->document ? "desk" : "start");
}

/* Shows another document, or none; @draft (transfer full) is what it was recovered from. */
void
bt_window_set_document (BtWindow *self, BtDocument *document, BtDraft *draft)
{
  bt_window_end_draft (self);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  self->view = BT_VIEW_MARKUP;
  self->review_offered = FALSE;
  bt_window_see (self, document);
  bt_review_list_set_document (self->review, document);
  bt_finding_list_set_document (self->findings, document);
  bt_window_update_spelling (self);
  bt_window_show_page (self);
  bt_window_update_actions (self);
  if (!document)
    return;

  g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), self);
  g_signal_connect (document, "notify::modified", G_CALLBACK (state_changed_cb), self);
  bt_window_update_title (self);
  bt_window_take_identity (self);
  bt_window_begin_draft (self, draft);
  select_start (self, bt_editor_get_shown (self->editor));
  bt_outline_choose (self->outline, bt_editor_get_shown (self->editor));
  bt_editor_focus (self->editor);
}

static void
update_columns (BtWindow *self)
{
  gboolean panel = g_settings_get_boolean (self->settings, "panel-visible");
  gboolean outline = g_settings_get_boolean (self->settings, "outline-visible");
  gboolean instead = self->narrow_panel && self->panel_asked; /* of the outline, for both there is no room */

  gtk_widget_set_visible (self->panel, panel && (!self->narrow_panel || instead));
  gtk_widget_set_visible (GTK_WIDGET (self->outline), outline && !self->narrow_outline && !(panel && instead));
  /* What the menu has as well leaves the bar, or the window could not get narrower. */
  gtk_widget_set_visible (self->open_button, !self->narrow_panel);
  gtk_widget_set_visible (self->new_button, !self->narrow_panel);
  gtk_widget_set_visible (self->pdf_button, !self->narrow_panel);
  gtk_widget_set_visible (self->print_button, !self->narrow_panel);
}

static gboolean
update_columns_idle_cb (gpointer data)
{
  BtWindow *self = data;

  update_columns (self);
  return G_SOURCE_REMOVE;
}

static void
column_setting_cb (GSettings *settings, const char *key, BtWindow *self)
{
  update_columns (self);
}

/* Where the panel is folded away, who switches it off wants it. */
static void
panel_setting_cb (GSettings *settings, const char *key, BtWindow *self)
{
  gboolean panel = g_settings_get_boolean (settings, key), folded = self->narrow_panel && !self->panel_asked;

  self->panel_asked = self->narrow_panel && (panel || folded);
  if (!panel && folded)
    g_settings_set_boolean (settings, key, TRUE);
  update_columns (self);
}

/* Shows a page of the panel, whatever was there; in a narrow window in the place of the outline. */
void
bt_window_show_panel (BtWindow *self, const char *page)
{
  self->panel_asked = self->narrow_panel;
  g_settings_set_boolean (self->settings, "panel-visible", TRUE);
  gtk_stack_set_visible_child_name (self->panel_pages, page);
  update_columns (self);
}

static void
bt_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtWindow *self = BT_WINDOW (widget);
  gboolean narrow_panel = width < PANEL_FOLDS, narrow_outline = width < OUTLINE_FOLDS;

  GTK_WIDGET_CLASS (bt_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (narrow_panel == self->narrow_panel && narrow_outline == self->narrow_outline)
    return;
  self->panel_asked = self->panel_asked && narrow_panel;
  self->narrow_panel = narrow_panel;
  self->narrow_outline = narrow_outline;
  g_idle_add_full (G_PRIORITY_DEFAULT, update_columns_idle_cb, g_object_ref (self), g_object_unref);
}

static void
restore_size (BtWindow *self)
{
  int width = g_settings_get_int (self->settings, "window-width");
  int height = g_settings_get_int (self->settings, "window-height");
  int outline = g_settings_get_int (self->settings, "outline-width");
  int panel = g_settings_get_int (self->settings, "panel-width");

  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  gtk_paned_set_position (self->outer, outline);
  gtk_paned_set_position (self->inner, MAX (100, width - outline - panel));
}

static void
remember_size (BtWindow *self)
{
  int width, height, outline, panel;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_int (self->settings, "window-width", MAX (360, width));
  g_settings_set_int (self->settings, "window-height", MAX (294, height));
  outline = gtk_widget_get_width (GTK_WIDGET (self->outline));
  panel = gtk_widget_get_width (self->panel);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->outline)))
    g_settings_set_int (self->settings, "outline-width", CLAMP (outline, 160, 600));
  if (gtk_widget_get_mapped (self->panel))
    g_settings_set_int (self->settings, "panel-width", CLAMP (panel, 240, 1200));
}

static gboolean
bt_window_close_request (GtkWindow *window)
{
  BtWindow *self = BT_WINDOW (window);

  if (self->document)
    bt_editor_finish_input (self->editor);
  if (bt_window_ask_before_close (self))
    return TRUE;
  bt_window_drop_draft (self);
  if (self->file)
    bt_window_remember_file (self);
  remember_size (self);

  return GTK_WINDOW_CLASS (bt_window_parent_class)->close_request (window);
}

static void
disk_bar_response_cb (GtkInfoBar *bar, int response, BtWindow *self)
{
  bt_window_disk_bar_response (self, response);
}

static void
draft_bar_response_cb (GtkInfoBar *bar, int response, BtWindow *self)
{
  bt_window_draft_bar_response (self, response);
}

static void
bt_window_dispose (GObject *object)
{
  BtWindow *self = BT_WINDOW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  bt_window_forget_works (self);
  if (self->paginator)
    {
      g_signal_handlers_disconnect_by_data (self->paginator, self);
      bt_window_set_document (self, NULL, NULL);
      bt_window_forget_file (self);
    }
  if (self->settings)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->paginator);
  g_clear_object (&self->review);
  g_clear_object (&self->findings);
  g_clear_object (&self->spelling);
  g_clear_object (&self->underlines);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->go_to, gtk_widget_unparent);
  g_clear_pointer (&self->count, gtk_widget_unparent);
  g_clear_pointer (&self->words, bt_word_count_free);
  g_clear_pointer (&self->found_draft, g_free);
  g_clear_object (&self->opening);
  G_OBJECT_CLASS (bt_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BtWindow, title);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, disk_bar);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, read_only_bar);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, read_only_label);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, work_bar);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, work_label);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, work_spinner);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, draft_bar);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, view_bar);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, view_label);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, draft_label);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, new_page);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, find_bar);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, inner);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, outline);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, panel);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, panel_pages);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, review_panel);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, review_button);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, finding_panel);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, check_button);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, page_label);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, status);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, count_button);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, pdf_button);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, print_button);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, view_menu);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, paragraph_menu);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, BtWindow, redo_button);
  gtk_widget_class_bind_template_callback (widget_class, disk_bar_response_cb);
  gtk_widget_class_bind_template_callback (widget_class, draft_bar_response_cb);
}

static void
bt_window_class_init (BtWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_window_dispose;
  widget_class->size_allocate = bt_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = bt_window_close_request;
  g_type_ensure (BT_TYPE_OUTLINE);
  g_type_ensure (BT_TYPE_EDITOR);
  g_type_ensure (BT_TYPE_FIND_BAR);
  g_type_ensure (BT_TYPE_LAZY_BIN);
  g_type_ensure (BT_TYPE_PREVIEW);
  g_type_ensure (BT_TYPE_REVIEW_PANEL);
  g_type_ensure (BT_TYPE_FINDING_PANEL);
  g_type_ensure (BT_TYPE_NEW_PLAN_PAGE);
  g_type_ensure (BT_TYPE_START_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/banthao/BanThao/bt-window.ui");
  bind_children (widget_class);
  bt_window_install_actions (widget_class);
}

/* What happened to the file while another window had the keys, no monitor may have told. */
static void
active_cb (BtWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    bt_window_check_disk (self);
}

static void
add_setting_action (BtWindow *self, const char *key)
{
  g_autoptr (GAction) action = g_settings_create_action (self->settings, key);

  g_action_map_add_action (G_ACTION_MAP (self), action);
}

static void
bt_window_init (BtWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (BT_APP_ID);
  self->paginator = bt_paginator_new ();
  self->words = bt_word_count_new ();
  bt_window_begin_review (self);
  bt_window_begin_find (self);
  bt_window_begin_view (self);
  bt_window_begin_outline (self);
  bt_window_begin_check (self);
  bt_window_begin_spelling (self);
  add_setting_action (self, "outline-visible");
  add_setting_action (self, "panel-visible");
  add_setting_action (self, "spelling");
  g_signal_connect (self->settings, "changed::outline-visible", G_CALLBACK (column_setting_cb),
                    self);
  g_signal_connect (self->settings, "changed::panel-visible", G_CALLBACK (panel_setting_cb), self);
  g_signal_connect (self->paginator, "changed", G_CALLBACK (pages_changed_cb), self);
  g_signal_connect_swapped (self->paginator, "failed", G_CALLBACK (bt_window_say), self);
  g_signal_connect (self->outline, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect (self->editor, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->editor, "notice", G_CALLBACK (bt_window_say), self);
  g_signal_connect (self->editor, "auto-labelled", G_CALLBACK (auto_labelled_cb), self);
  g_signal_connect_swapped (self->editor, "caret-moved", G_CALLBACK (caret_moved_cb), self);
  g_signal_connect_swapped (self->editor, "caret-left", G_CALLBACK (caret_left_cb), self);
  g_signal_connect (self->preview, "place-chosen", G_CALLBACK (place_chosen_cb), self);
  g_signal_connect (self->preview, "notify::page", G_CALLBACK (page_changed_cb), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  bt_window_init_menus (self);
  bt_window_init_work (self);
  bt_window_init_start (self);
  restore_size (self);
  update_columns (self);
  bt_window_update_actions (self);
}

/**
 * bt_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window without a plan, which GTK keeps
 */
BtWindow *
bt_window_new (GtkApplication *application)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  return g_object_new (BT_TYPE_WINDOW, "application", application, NULL);
}

/**
 * bt_window_is_unused:
 * @window: a window
 *
 * Returns: whether a plan may be opened in it: it has none and opens none
 */
gboolean
bt_window_is_unused (BtWindow *window)
{
  g_return_val_if_fail (BT_IS_WINDOW (window), FALSE);

  return !window->document && !window->loading;
}

/**
 * bt_window_get_file:
 * @window: a window
 *
 * Returns: (transfer none) (nullable): the file of its plan, or the one that it is opening
 */
GFile *
bt_window_get_file (BtWindow *window)
{
  g_return_val_if_fail (BT_IS_WINDOW (window), NULL);

  return window->opening ? window->opening : window->file;
}

/**
 * bt_window_tell_open:
 * @window: a window
 *
 * Tells who wants to open its file once more that it is here.
 */
void
bt_window_tell_open (BtWindow *window)
{
  g_return_if_fail (BT_IS_WINDOW (window));

  if (window->document)
    bt_window_say (window, _ ("This plan is open already, here"));
}
