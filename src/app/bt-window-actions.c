/* What the window's buttons, menus and keys do. Enabled or not is decided in one function. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-commands.h"
#include "bt-window-private.h"

#define ZOOM_STEP 1.2

/* Undo may lead to another part: the caret is followed there. */
static void
follow_caret (BtWindow *self)
{
  BtPlace caret = bt_document_get_selection (self->document).caret;

  if (caret.node && bt_plan_has_node (bt_document_get_plan (self->document), caret.node))
    bt_window_go_to (self, caret);
}

static void
tell (BtWindow *self, GError *error)
{
  if (error)
    bt_window_say (self, error->message);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_window_save (BT_WINDOW (widget));
}

static void
save_as_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_window_save_as (BT_WINDOW (widget));
}

static void
export_pdf_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_window_export_pdf (BT_WINDOW (widget));
}

static void
export_word_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_window_export_word (BT_WINDOW (widget));
}

static void
take_back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_window_take_back (BT_WINDOW (widget));
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_window_print (BT_WINDOW (widget));
}

static void
stop_loading_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);

  if (self->loading)
    g_cancellable_cancel (self->loading);
}

static void
stop_work_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_window_stop_work (BT_WINDOW (widget));
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);

  bt_editor_finish_input (self->editor);
  if (bt_document_undo (self->document))
    follow_caret (self);
}

static void
redo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);

  bt_editor_finish_input (self->editor);
  if (bt_document_redo (self->document))
    follow_caret (self);
}

/* Commands that are meant for the paragraph or the row with the caret, or the part that is marked in the outline. */
static const struct
{
  const char *action;
  gboolean (*run) (BtDocument *document, const char *id, GError **error);
} paragraph_commands[] = {
  { "win.promote", bt_document_promote },     { "win.demote", bt_document_demote },
  { "win.move-up", bt_document_move_up },     { "win.move-down", bt_document_move_down },
  { "win.duplicate", bt_document_duplicate }, { "win.insert-after", bt_document_insert_after },
  { "win.remove", bt_document_remove },
};

static void
paragraph_command_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  gboolean in_outline = bt_window_is_in_outline (self);
  const char *id;

  bt_editor_finish_input (self->editor);
  if (!in_outline && bt_editor_run_in_table (self->editor, name + strlen ("win.")))
    return;
  id = in_outline ? bt_outline_get_chosen (self->outline)
                  : bt_editor_get_paragraph (self->editor, NULL);
  for (guint i = 0; id && i < G_N_ELEMENTS (paragraph_commands); i++)
    if (g_str_equal (paragraph_commands[i].action, name)
        && paragraph_commands[i].run (self->document, id, &error) && !in_outline)
      follow_caret (self);
  tell (self, error);
}

static void
set_label_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  const char *first, *last;
  BtLabel label;

  bt_editor_finish_input (self->editor);
  first = bt_editor_get_paragraph (self->editor, &last);
  if (first && bt_label_from_name (g_variant_get_string (parameter, NULL), &label))
    bt_document_set_label (self->document, first, last, label, &error);
  tell (self, error);
}

static void
heading_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  const char *first, *last;
  BtNode *node;

  bt_editor_finish_input (self->editor);
  first = bt_editor_get_paragraph (self->editor, &last);
  node = first ? bt_plan_get_node (bt_document_get_plan (self->document), first) : NULL;
  if (node)
    bt_document_set_heading (self->document, first, last, !bt_node_is_heading (node), &error);
  tell (self, error);
}

static const struct
{
  const char *action;
  BtFormat format;
} formats[] = {
  { "win.bold", BT_FORMAT_BOLD },
  { "win.italic", BT_FORMAT_ITALIC },
  { "win.underline", BT_FORMAT_UNDERLINE },
};

static void
format_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  BtPlace start, end;

  bt_editor_finish_input (self->editor);
  if (!bt_editor_get_selection (self->editor, &start, &end) || bt_place_equal (start, end))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].action, name))
      {
        gboolean on = !(bt_document_get_format (self->document, start, end) & formats[i].format);
        bt_document_set_format (self->document, start, end, formats[i].format, on, &error);
      }
  tell (self, error);
}

static void
part_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  int direction = g_str_equal (name, "win.next-part") ? 1 : -1;
  const char *id = bt_outline_get_neighbour (self->outline, bt_editor_get_shown (self->editor),
                                             direction);

  if (!id)
    return;
  bt_window_show_part (self, id);
  bt_editor_focus (self->editor);
}

static void
page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  guint page = bt_preview_get_page (self->preview);

  if (g_str_equal (name, "win.next-page"))
    bt_preview_go_to_page (self->preview, page + 1);
  else if (page > 0)
    bt_preview_go_to_page (self->preview, page - 1);
}

static void
zoom_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  double zoom = bt_preview_get_zoom (self->preview);

  if (g_str_equal (name, "win.zoom-in"))
    bt_preview_set_zoom (self->preview, zoom * ZOOM_STEP);
  else if (g_str_equal (name, "win.zoom-out"))
    bt_preview_set_zoom (self->preview, zoom / ZOOM_STEP);
  else
    bt_preview_set_zoom (self->preview, 0);
  bt_window_update_zoom (self);
}

/* From the outline to the text, from there to the pages, and round again. */
static void
next_column_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  GtkWidget *columns[] = { GTK_WIDGET (self->outline), GTK_WIDGET (self->editor), self->panel };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  guint at = 0;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (focus && gtk_widget_is_ancestor (focus, columns[i]))
      at = i;
  bt_editor_finish_input (self->editor);
  for (guint i = 1; i <= G_N_ELEMENTS (columns); i++)
    {
      GtkWidget *next = columns[(at + i) % G_N_ELEMENTS (columns)];
      if (!gtk_widget_get_mapped (next))
        continue;
      if (next == GTK_WIDGET (self->editor))
        bt_editor_focus (self->editor);
      else
        gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD);
      return;
    }
}

static void
insert_reference_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);

  if (!bt_editor_insert_reference (self->editor))
    bt_window_say (self, _ ("References stand in running text; choose a section first"));
}

static void
add_appendix_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  BtTaskTable kind = g_str_equal (name, "win.add-detailed-appendix") ? BT_TASK_TABLE_DETAILED
                                                                     : BT_TASK_TABLE_SIMPLE;

  bt_editor_finish_input (self->editor);
  if (bt_document_insert_appendix (self->document, G_MAXUINT, kind, &error))
    follow_caret (self);
  tell (self, error);
}

/* The window's title is GTK's own, which has it in few languages. */
static void
name_shortcuts (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "title"))
    gtk_label_set_label (GTK_LABEL (widget), _ ("Keyboard Shortcuts"));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    name_shortcuts (child);
}

/* GTK would make the window of the shortcuts with every window of the program, if it lay where GTK looks for it. */
static void
show_shortcuts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkApplicationWindow *self = GTK_APPLICATION_WINDOW (widget);

  if (!gtk_application_window_get_help_overlay (self))
    {
      g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/banthao/BanThao/help-overlay.ui");
      GObject *overlay = gtk_builder_get_object (builder, "help_overlay");
      name_shortcuts (gtk_window_get_titlebar (GTK_WINDOW (overlay)));
      gtk_application_window_set_help_overlay (self, GTK_SHORTCUTS_WINDOW (overlay));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (self)));
}

typedef struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc activate;
  gboolean needs_document;
} Action;

static const Action actions[] = {
  { "win.save", NULL, save_cb, TRUE },
  { "win.save-as", NULL, save_as_cb, TRUE },
  { "win.export-pdf", NULL, export_pdf_cb, TRUE },
  { "win.export-word", NULL, export_word_cb, TRUE },
  { "win.show-file", "s", bt_window_show_file_action, TRUE },
  { "win.import-sheet", NULL, bt_window_sheet_action, TRUE },
  { "win.export-sheet", NULL, bt_window_sheet_action, TRUE },
  { "win.take-back", NULL, take_back_cb, TRUE },
  { "win.print", NULL, print_cb, TRUE },
  { "win.stop-loading", NULL, stop_loading_cb, FALSE },
  { "win.stop-work", NULL, stop_work_cb, FALSE },
  { "win.undo", NULL, undo_cb, TRUE },
  { "win.redo", NULL, redo_cb, TRUE },
  { "win.promote", NULL, paragraph_command_cb, TRUE },
  { "win.demote", NULL, paragraph_command_cb, TRUE },
  { "win.move-up", NULL, paragraph_command_cb, TRUE },
  { "win.move-down", NULL, paragraph_command_cb, TRUE },
  { "win.duplicate", NULL, paragraph_command_cb, TRUE },
  { "win.insert-after", NULL, paragraph_command_cb, TRUE },
  { "win.remove", NULL, paragraph_command_cb, TRUE },
  { "win.set-label", "s", set_label_cb, TRUE },
  { "win.heading", NULL, heading_cb, TRUE },
  { "win.bold", NULL, format_cb, TRUE },
  { "win.italic", NULL, format_cb, TRUE },
  { "win.underline", NULL, format_cb, TRUE },
  { "win.previous-part", NULL, part_cb, TRUE },
  { "win.next-part", NULL, part_cb, TRUE },
  { "win.previous-page", NULL, page_cb, TRUE },
  { "win.next-page", NULL, page_cb, TRUE },
  { "win.zoom-in", NULL, zoom_cb, TRUE },
  { "win.zoom-out", NULL, zoom_cb, TRUE },
  { "win.zoom-fit", NULL, zoom_cb, TRUE },
  { "win.next-column", NULL, next_column_cb, TRUE },
  { "win.insert-reference", NULL, insert_reference_cb, TRUE },
  { "win.add-appendix", NULL, add_appendix_cb, TRUE },
  { "win.add-detailed-appendix", NULL, add_appendix_cb, TRUE },
  { "win.find", NULL, bt_window_find_action, TRUE },
  { "win.replace", NULL, bt_window_find_action, TRUE },
  { "win.spell-replace", "(stts)", bt_window_spelling_action, TRUE },
  { "win.spell-learn", "s", bt_window_spelling_action, TRUE },
  { "win.go-to", NULL, bt_window_go_to_action, TRUE },
  { "win.count", NULL, bt_window_count_action, TRUE },
  { "win.find-next", NULL, bt_window_find_action, TRUE },
  { "win.find-previous", NULL, bt_window_find_action, TRUE },
  { "win.show-review", NULL, bt_window_review_action, TRUE },
  { "win.next-change", NULL, bt_window_review_action, TRUE },
  { "win.previous-change", NULL, bt_window_review_action, TRUE },
  { "win.accept-change", NULL, bt_window_review_action, TRUE },
  { "win.reject-change", NULL, bt_window_review_action, TRUE },
  { "win.accept-here", NULL, bt_window_review_action, TRUE },
  { "win.reject-here", NULL, bt_window_review_action, TRUE },
  { "win.accept-listed", NULL, bt_window_review_action, TRUE },
  { "win.reject-listed", NULL, bt_window_review_action, TRUE },
  { "win.describe-change", NULL, bt_window_review_action, TRUE },
  { "win.comment", NULL, bt_window_review_action, TRUE },
  { "win.reply", NULL, bt_window_review_action, TRUE },
  { "win.compare", NULL, bt_window_compare_action, TRUE },
  { "win.merge", NULL, bt_window_compare_action, TRUE },
  { "win.review-record", NULL, bt_window_compare_action, TRUE },
  { "win.send-review", NULL, bt_window_rounds_action, TRUE },
  { "win.issue", NULL, bt_window_rounds_action, TRUE },
  { "win.back-to-draft", NULL, bt_window_rounds_action, TRUE },
  { "win.show-check", NULL, bt_window_check_action, TRUE },
  { "win.next-finding", NULL, bt_window_check_action, TRUE },
  { "win.previous-finding", NULL, bt_window_check_action, TRUE },
  { "win.fix-finding", NULL, bt_window_check_action, TRUE },
  { "win.fix-rule", NULL, bt_window_check_action, TRUE },
  { "win.set-aside", NULL, bt_window_check_action, TRUE },
  { "win.set-aside-rule", NULL, bt_window_check_action, TRUE },
  { "win.show-duties", NULL, bt_window_check_action, TRUE },
  { "win.show-help-overlay", NULL, show_shortcuts_cb, FALSE },
};

/* What writes in the plan, and is not there for who only reads it. */
static const char *const editing[]
    = { "win.promote",    "win.demote",       "win.move-up",   "win.move-down",
        "win.duplicate",  "win.insert-after", "win.remove",    "win.set-label",
        "win.heading",    "win.bold",         "win.italic",    "win.underline",
        "win.insert-reference", "win.add-appendix", "win.add-detailed-appendix", "win.import-sheet",
        "win.comment", "win.reply",
        "win.fix-finding", "win.fix-rule", "win.set-aside", "win.set-aside-rule" };

/* Puts all actions on the window's class. */
void
bt_window_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}

/* "Undo", or "Undo: Typing". GTK asks the X server about the pointer each time it is told a tooltip, also the same. */
static void
label_button (GtkWidget *button, const char *verb, const char *what)
{
  g_autofree char *text = what ? g_strdup_printf ("%s: %s", verb, what) : g_strdup (verb);

  if (g_strcmp0 (gtk_widget_get_tooltip_text (button), text) != 0)
    gtk_widget_set_tooltip_text (button, text);
}

/* The one place that says what can be done now. */
void
bt_window_update_actions (BtWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->document != NULL;
  gboolean pages = open && bt_paginator_get_layout (self->paginator);
  guint n_changes, n_comments;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (widget, actions[i].name, open || !actions[i].needs_document);
  for (guint i = 0; i < G_N_ELEMENTS (editing); i++)
    gtk_widget_action_set_enabled (widget, editing[i], bt_window_is_editable (self));
  gtk_widget_action_set_enabled (widget, "win.stop-work", bt_window_is_working (self));
  bt_window_update_check (self);
  bt_window_update_view (self);
  gtk_widget_action_set_enabled (widget, "win.print", pages);
  bt_review_list_count (self->review, &n_changes, &n_comments);
  gtk_widget_action_set_enabled (widget, "win.accept-listed", n_changes > 0);
  gtk_widget_action_set_enabled (widget, "win.reject-listed", n_changes > 0);
  gtk_widget_action_set_enabled (widget, "win.undo", open && bt_document_can_undo (self->document));
  gtk_widget_action_set_enabled (widget, "win.redo", open && bt_document_can_redo (self->document));
  label_button (self->undo_button, _ ("Undo"),
                open ? bt_document_get_undo_label (self->document) : NULL);
  label_button (self->redo_button, _ ("Redo"),
                open ? bt_document_get_redo_label (self->document) : NULL);
}
