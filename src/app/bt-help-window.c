/* The help page: what a clerk asks, answered in the program itself.
 *
 * The text is data/help/vi.md: headings (#), list items (-), words in ** and keys in backquotes, nothing else. */

#include "bt-help-window.h"

#include <glib/gi18n-lib.h>

#include "bt-data.h"

/* How far down the heading stands that was gone to, of the height of the text. */
#define HEADING_PLACE 0.03

struct _BtHelpWindow
{
  AdwWindow parent_instance;

  GtkListBox *contents;
  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (BtHelpWindow, bt_help_window, ADW_TYPE_WINDOW)

/* What begins and ends with @mark is shown as @tag. */
static const struct
{
  const char *mark;
  const char *tag;
} marks[] = {
  { "**", "strong" },
  { "`", "key" },
};

static void
create_tags (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, "heading", "weight", PANGO_WEIGHT_BOLD, "scale", 1.3,
                              "pixels-above-lines", 24, "pixels-below-lines", 6, NULL);
  gtk_text_buffer_create_tag (buffer, "paragraph", "pixels-below-lines", 6, NULL);
  gtk_text_buffer_create_tag (buffer, "item", "pixels-below-lines", 4, "left-margin", 42, "indent",
                              -18, NULL);
  gtk_text_buffer_create_tag (buffer, "strong", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "key", "family", "monospace", "weight", PANGO_WEIGHT_BOLD,
                              NULL);
}

/* The mark that comes first in @text; NULL where there is none. */
static const char *
find_mark (const char *text, guint *which)
{
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *found = strstr (text, marks[i].mark);
      if (found && (!first || found < first))
        {
          first = found;
          *which = i;
        }
    }
  return first;
}

static void
append (GtkTextBuffer *buffer, const char *text, gssize length, const char *tag, const char *inner)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, text, (int) length, tag, inner, NULL);
}

/* A line with the marks taken out. */
static void
append_line (GtkTextBuffer *buffer, const char *text, const char *tag)
{
  const char *mark;
  guint which = 0;

  while ((mark = find_mark (text, &which)) != NULL)
    {
      gsize size = strlen (marks[which].mark);
      const char *end = strstr (mark + size, marks[which].mark);
      if (!end)
        break;
      append (buffer, text, mark - text, tag, NULL);
      append (buffer, mark + size, end - mark - size, tag, marks[which].tag);
      text = end + size;
    }
  append (buffer, text, -1, tag, NULL);
  append (buffer, "\n", 1, tag, NULL);
}

/* A heading is a line of the contents too, which leads to it. */
static void
add_heading (BtHelpWindow *self, const char *title)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkWidget *label = gtk_label_new (title);
  GtkTextIter end;
  GtkTextMark *mark;

  gtk_text_buffer_get_end_iter (buffer, &end);
  mark = gtk_text_buffer_create_mark (buffer, NULL, &end, TRUE);
  append_line (buffer, title, "heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  g_object_set_data (G_OBJECT (label), "place", mark);
  gtk_list_box_append (self->contents, label);
}

static void
add_line (BtHelpWindow *self, const char *line)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);

  if (g_str_has_prefix (line, "# "))
    add_heading (self, line + 2);
  else if (g_str_has_prefix (line, "- "))
    {
      g_autofree char *item = g_strconcat ("•  ", line + 2, NULL);
      append_line (buffer, item, "item");
    }
  else if (*line != '\0')
    append_line (buffer, line, "paragraph");
}

static void
load (BtHelpWindow *self)
{
  g_autofree char *path = bt_data_find ("help/vi.md"), *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    text = g_strdup (error->message);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    add_line (self, lines[i]);
}

static void
chosen_cb (BtHelpWindow *self, GtkListBoxRow *row)
{
  GtkWidget *label = row ? gtk_list_box_row_get_child (row) : NULL;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextMark *mark;
  GtkTextIter place;

  if (!label)
    return;
  mark = g_object_get_data (G_OBJECT (label), "place");
  gtk_text_buffer_get_iter_at_mark (buffer, &place, mark);
  gtk_text_buffer_place_cursor (buffer, &place);
  gtk_text_view_scroll_to_mark (self->view, mark, 0, TRUE, 0, HEADING_PLACE);
}

static void
bt_help_window_class_init (BtHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/banthao/BanThao/bt-help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BtHelpWindow, contents);
  gtk_widget_class_bind_template_child (widget_class, BtHelpWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
bt_help_window_init (BtHelpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  create_tags (gtk_text_view_get_buffer (self->view));
  load (self);
}

/**
 * bt_help_window_new:
 * @application: the application
 *
 * Returns: (transfer none): the help, beside the windows with plans; GTK keeps it
 */
GtkWidget *
bt_help_window_new (GtkApplication *application)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  return g_object_new (BT_TYPE_HELP_WINDOW, "application", application, NULL);
}
