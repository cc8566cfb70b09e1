/* The middle column: the editor that fits the chosen part, under the path that leads to it. */

#include "bt-editor.h"

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-form.h"
#include "bt-outline-item.h"
#include "bt-part.h"
#include "bt-reference-popover.h"
#include "bt-section-view.h"
#include "bt-table-page.h"

struct _BtEditor
{
  AdwBin parent_instance;

  GtkBox *path;
  GtkStack *pages;
  GtkWidget *text_page;
  GtkWidget *list_bar;
  GtkWidget *cite_button;
  BtSectionView *section;
  /* Made when they are first wanted: */
  BtForm *header, *signature;
  BtTablePage *table;
  GtkWidget *references;

  BtDocument *document;
  BtUnderlines *underlines;
  BtLayout *layout; /* the printed pages; NULL while there are none */
  const char *shown; /* interned id of the part */
  char **crumbs;     /* what its path says: ids and titles in turn */
  guint idle;
};

enum
{
  CHOSEN,
  NOTICE,
  AUTO_LABELLED,
  CARET_MOVED,
  CARET_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtEditor, bt_editor, ADW_TYPE_BIN)

static BtPlan *
get_plan (BtEditor *self)
{
  return bt_document_get_plan (self->document);
}

static void
crumb_clicked_cb (GtkButton *button, BtEditor *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (button), "bt-id"));
}

/* Whether the part can be shown: the whole text of a long plan cannot. */
static gboolean
can_choose (BtEditor *self, const char *id)
{
  return bt_node_get_kind (bt_plan_get_node (get_plan (self), id)) != BT_NODE_BODY
         || bt_part_is_whole_shown (get_plan (self), FALSE);
}

static void
add_crumb (BtEditor *self, const char *id, const char *title, gboolean last)
{
  GtkWidget *label = gtk_label_new (title), *button;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->path)))
    {
      GtkWidget *arrow = gtk_label_new ("›");
      gtk_widget_add_css_class (arrow, "dim-label");
      gtk_box_append (self->path, arrow);
    }
  if (last || !can_choose (self, id))
    {
      gtk_widget_add_css_class (label, last ? "heading" : "dim-label");
      gtk_widget_set_margin_start (label, 6);
      gtk_box_append (self->path, label);
      return;
    }
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "crumb");
  g_object_set_data (G_OBJECT (button), "bt-id", (gpointer) bt_intern (id));
  g_signal_connect (button, "clicked", G_CALLBACK (crumb_clicked_cb), self);
  gtk_box_append (self->path, button);
}

/* Where the part stands, as ids and titles in turn; what is shown already stays. */
static void
update_path (BtEditor *self)
{
  g_autoptr (GPtrArray) path = bt_plan_get_path (get_plan (self), self->shown);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) crumbs = NULL;
  GtkWidget *child;

  for (guint i = 1; path && i < path->len; i++)
    {
      const char *id = bt_node_get_id (path->pdata[i]);
      g_autofree char *title = bt_outline_dup_title (get_plan (self), id);
      g_strv_builder_add_many (builder, id, title, NULL);
    }
  crumbs = g_strv_builder_end (builder);
  if (self->crumbs && g_strv_equal ((const char *const *) self->crumbs, (const char *const *) crumbs))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->path))))
    gtk_box_remove (self->path, child);
  for (guint i = 0; crumbs[i]; i += 2)
    add_crumb (self, crumbs[i], crumbs[i + 1], crumbs[i + 2] == NULL);
  g_strfreev (self->crumbs);
  self->crumbs = g_steal_pointer (&crumbs);
}

/* The part to show first, or where the one shown has gone: the whole text of a short plan, or else its beginning. */
static const char *
find_any_part (BtPlan *plan)
{
  BtNode *body = bt_plan_get_part (plan, BT_NODE_BODY);

  for (guint i = 0; !bt_part_is_whole_shown (plan, FALSE) && i < bt_node_get_n_children (body); i++)
    if (bt_node_get_kind (bt_node_get_child (body, i)) != BT_NODE_GHOST)
      return bt_node_get_id (bt_node_get_child (body, i));
  return bt_node_get_id (body);
}

static gboolean
refresh_idle_cb (gpointer data)
{
  BtEditor *self = data;
  const char *caret = bt_document_get_selection (self->document).caret.node;

  self->idle = 0;
  if (!bt_plan_has_node (get_plan (self), self->shown))
    {
      /* Not the one paragraph that the caret has come to, but the section around it. */
      const char *part = caret && bt_plan_has_node (get_plan (self), caret)
                             ? bt_part_find (get_plan (self), caret, caret)
                             : find_any_part (get_plan (self));
      g_signal_emit (self, signals[CHOSEN], 0, part);
    }
  else
    {
      BtNode *shown = bt_plan_get_node (get_plan (self), self->shown);
      /* A loose paragraph that was put before others is what they are called by now. */
      self->shown = bt_intern (bt_node_get_id (bt_part_widen (get_plan (self), shown)));
      update_path (self);
    }

  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtEditor *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (refresh_idle_cb, self);
}

static void
failed_cb (GObject *source, const char *message, BtEditor *self)
{
  g_signal_emit (self, signals[NOTICE], 0, message);
}

static void
auto_labelled_cb (BtSectionBuffer *buffer, BtEditor *self)
{
  g_signal_emit (self, signals[AUTO_LABELLED], 0);
}

static void
caret_left_cb (BtSectionView *view, BtEditor *self)
{
  g_signal_emit (self, signals[CARET_LEFT], 0);
}

static void
open_table_cb (BtSectionView *view, const char *id, BtEditor *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, id);
}

static void
field_focused_cb (BtForm *form, const char *id, BtEditor *self)
{
  bt_document_set_selection (self->document, bt_selection_at (bt_place (id, 0)));
  g_signal_emit (self, signals[CARET_MOVED], 0);
}

static void
mark_set_cb (GtkTextBuffer *buffer, const GtkTextIter *iter, GtkTextMark *mark, BtEditor *self)
{
  if (mark == gtk_text_buffer_get_insert (buffer))
    g_signal_emit (self, signals[CARET_MOVED], 0);
}

static void
table_caret_cb (BtEditor *self)
{
  g_signal_emit (self, signals[CARET_MOVED], 0);
}

static gboolean
is_table_shown (BtEditor *self)
{
  return self->table && gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->table);
}

/* A basis begins "Căn cứ"; all but the last end in a semicolon (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.6.a). */
static void
add_basis (BtEditor *self, const BtMark *cite)
{
  BtNode *bases = bt_plan_get_part (get_plan (self), BT_NODE_BASES);
  guint n = bt_node_get_n_children (bases);
  BtNode *last = n > 0 ? bt_node_get_child (bases, n - 1) : NULL;
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_BASIS, NULL);
  BtTextBuilder *text = bt_text_builder_new ();
  g_autoptr (BtNode) basis = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *bases_id = g_strdup (bt_node_get_id (bases));

  bt_text_builder_append (text, "Căn cứ ", -1, NULL);
  bt_text_builder_append_object (text, cite);
  bt_text_builder_append (text, ".", -1, NULL);
  bt_node_builder_take_text (builder, bt_text_builder_end (text));
  basis = bt_node_builder_end (builder);
  if (last && g_str_has_suffix (bt_node_get_string (last), "."))
    {
      gsize length = bt_text_get_length (bt_node_get_text (last));
      bt_document_type (self->document, bt_place (bt_node_get_id (last), length - 1),
                        bt_place (bt_node_get_id (last), length), ";", NULL);
    }
  if (!bt_document_insert_node (self->document, bases_id, n, basis, &error))
    g_signal_emit (self, signals[NOTICE], 0, error->message);
}

static void
reference_chosen_cb (BtReferencePopover *popover, int kind, const char *target, BtEditor *self)
{
  BtMark mark = { .object = kind, .target = bt_intern (target) };
  BtNode *shown = bt_plan_get_node (get_plan (self), self->shown);

  if (shown && bt_node_get_kind (shown) == BT_NODE_BASES && kind == BT_OBJECT_CITE)
    add_basis (self, &mark);
  else
    {
      BtTextBuilder *builder = bt_text_builder_new ();
      g_autoptr (BtText) words = NULL;
      bt_text_builder_append_object (builder, &mark);
      words = bt_text_builder_end (builder);
      bt_section_buffer_paste (bt_section_view_get_buffer (self->section), words, NULL);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->section));
}

/* Shows the form for a part; *@form is where it is kept. */
static void
show_form (BtEditor *self, BtForm **form, BtNodeKind part, const char *name)
{
  if (!*form)
    {
      *form = BT_FORM (bt_form_new (part));
      g_signal_connect (*form, "failed", G_CALLBACK (failed_cb), self);
      g_signal_connect (*form, "focused", G_CALLBACK (field_focused_cb), self);
      bt_form_set_document (*form, self->document);
      bt_form_set_layout (*form, self->layout);
      bt_form_set_underlines (*form, self->underlines);
      gtk_stack_add_named (self->pages, GTK_WIDGET (*form), name);
    }
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (*form));
}

static void
show_table (BtEditor *self, const char *id)
{
  if (!self->table)
    {
      self->table = g_object_new (BT_TYPE_TABLE_PAGE, NULL);
      g_signal_connect (self->table, "failed", G_CALLBACK (failed_cb), self);
      g_signal_connect_swapped (self->table, "caret-moved", G_CALLBACK (table_caret_cb), self);
      bt_table_page_set_underlines (self->table, self->underlines);
      gtk_stack_add_named (self->pages, GTK_WIDGET (self->table), "table");
    }
  bt_table_page_show (self->table, self->document, id);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->table));
}

static void
clear_document (BtEditor *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->document)
    g_signal_handlers_disconnect_by_func (self->document, document_changed_cb, self);
  g_clear_object (&self->document);
}

static void
bt_editor_dispose (GObject *object)
{
  BtEditor *self = BT_EDITOR (object);

  clear_document (self);
  g_clear_object (&self->underlines);
  g_clear_pointer (&self->layout, bt_layout_unref);
  g_clear_pointer (&self->references, gtk_widget_unparent);
  g_clear_pointer (&self->crumbs, g_strfreev);
  G_OBJECT_CLASS (bt_editor_parent_class)->dispose (object);
}

static void
bt_editor_class_init (BtEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bt_editor_dispose;
  g_type_ensure (BT_TYPE_SECTION_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/banthao/BanThao/bt-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, BtEditor, path);
  gtk_widget_class_bind_template_child (widget_class, BtEditor, pages);
  gtk_widget_class_bind_template_child (widget_class, BtEditor, text_page);
  gtk_widget_class_bind_template_child (widget_class, BtEditor, list_bar);
  gtk_widget_class_bind_template_child (widget_class, BtEditor, cite_button);
  gtk_widget_class_bind_template_child (widget_class, BtEditor, section);

  /* The user wants to see the part of that id. */
  signals[CHOSEN] = g_signal_new ("chosen", BT_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  /* Something to tell the user, in the user's language. */
  signals[NOTICE] = g_signal_new ("notice", BT_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  /* A typed label became a paragraph's numbering. */
  signals[AUTO_LABELLED] = g_signal_new ("auto-labelled", BT_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* The document's selection is another one. */
  signals[CARET_MOVED] = g_signal_new ("caret-moved", BT_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  /* The caret's paragraph went out of the part that is shown. */
  signals[CARET_LEFT] = g_signal_new ("caret-left", BT_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_editor_init (BtEditor *self)
{
  BtSectionBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = bt_section_view_get_buffer (self->section);
  g_signal_connect_object (buffer, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (buffer, "auto-labelled", G_CALLBACK (auto_labelled_cb), self, 0);
  g_signal_connect_object (buffer, "mark-set", G_CALLBACK (mark_set_cb), self, G_CONNECT_AFTER);
  g_signal_connect (self->section, "caret-left", G_CALLBACK (caret_left_cb), self);
  g_signal_connect (self->section, "open-table", G_CALLBACK (open_table_cb), self);
}

/**
 * bt_editor_set_document:
 * @editor: an editor
 * @document: (nullable): the document to edit
 */
void
bt_editor_set_document (BtEditor *editor, BtDocument *document)
{
  g_return_if_fail (BT_IS_EDITOR (editor));

  clear_document (editor);
  bt_section_view_show (editor->section, NULL, NULL, "");
  if (editor->table)
    bt_table_page_show (editor->table, NULL, NULL);
  if (editor->header)
    bt_form_set_document (editor->header, document);
  if (editor->signature)
    bt_form_set_document (editor->signature, document);
  g_set_object (&editor->document, document);
  if (!document)
    return;
  g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), editor);
  editor->shown = NULL;
  bt_editor_show (editor, find_any_part (bt_document_get_plan (document)));
}

/**
 * bt_editor_set_underlines:
 * @editor: an editor
 * @underlines: what is underlined quietly in texts, tables and fields, and told beside the fields of forms
 */
void
bt_editor_set_underlines (BtEditor *editor, BtUnderlines *underlines)
{
  g_return_if_fail (BT_IS_EDITOR (editor));

  g_set_object (&editor->underlines, underlines);
  bt_section_buffer_set_underlines (bt_section_view_get_buffer (editor->section), underlines);
  if (editor->table)
    bt_table_page_set_underlines (editor->table, underlines);
  if (editor->header)
    bt_form_set_underlines (editor->header, underlines);
  if (editor->signature)
    bt_form_set_underlines (editor->signature, underlines);
}

/**
 * bt_editor_set_layout:
 * @editor: an editor
 * @layout: (nullable): the printed pages, of which the forms show their part
 */
void
bt_editor_set_layout (BtEditor *editor, BtLayout *layout)
{
  g_return_if_fail (BT_IS_EDITOR (editor));

  g_clear_pointer (&editor->layout, bt_layout_unref);
  editor->layout = layout ? bt_layout_ref (layout) : NULL;
  if (editor->header)
    bt_form_set_layout (editor->header, layout);
  if (editor->signature)
    bt_form_set_layout (editor->signature, layout);
}

static void
show_section (BtEditor *self, const char *id)
{
  g_autofree char *title = bt_outline_dup_title (get_plan (self), id);
  BtNodeKind kind;

  bt_section_view_show (self->section, self->document, id, title);
  kind = bt_node_get_kind (bt_plan_get_node (get_plan (self), id));
  gtk_widget_set_visible (self->list_bar,
                          kind == BT_NODE_BASES || kind == BT_NODE_RECIPIENTS);
  gtk_widget_set_visible (self->cite_button, kind == BT_NODE_BASES);
  gtk_stack_set_visible_child (self->pages, self->text_page);
}

/**
 * bt_editor_show:
 * @editor: an editor
 * @id: the id of a part
 *
 * Shows the editor for that part: a form for the header and the signature, the grid for a table, the text for all else.
 */
void
bt_editor_show (BtEditor *editor, const char *id)
{
  BtNode *node;

  g_return_if_fail (BT_IS_EDITOR (editor));
  g_return_if_fail (id != NULL);

  node = editor->document ? bt_plan_get_node (get_plan (editor), id) : NULL;
  if (node)
    id = bt_node_get_id (node = bt_part_widen (get_plan (editor), node));
  if (!node || editor->shown == bt_intern (id))
    return;

  bt_editor_finish_input (editor);
  editor->shown = bt_intern (id);
  switch (bt_node_get_kind (node))
    {
    case BT_NODE_HEADER:
      show_form (editor, &editor->header, BT_NODE_HEADER, "header");
      break;
    case BT_NODE_SIGNATURE:
      show_form (editor, &editor->signature, BT_NODE_SIGNATURE, "signature");
      break;
    default:
      if (bt_table_page_can_show (get_plan (editor), id))
        {
          show_table (editor, id);
          break;
        }
      if (bt_node_get_kind (node) == BT_NODE_APPENDICES && bt_node_get_n_children (node) == 0)
        gtk_stack_set_visible_child_name (editor->pages, "no-appendix");
      else
        show_section (editor, id);
    }
  update_path (editor);
}

/**
 * bt_editor_get_shown:
 * @editor: an editor
 *
 * Returns: (nullable): the interned id of the part that is shown
 */
const char *
bt_editor_get_shown (BtEditor *editor)
{
  g_return_val_if_fail (BT_IS_EDITOR (editor), NULL);

  return editor->shown;
}

/**
 * bt_editor_go_to:
 * @editor: an editor
 * @place: a place in the plan
 *
 * Sets the caret there, in the part that is shown.
 *
 * Returns: whether the place is in that part
 */
gboolean
bt_editor_go_to (BtEditor *editor, BtPlace place)
{
  const char *page;

  g_return_val_if_fail (BT_IS_EDITOR (editor), FALSE);

  if (!editor->document || !place.node || !editor->shown
      || !bt_part_holds (get_plan (editor), editor->shown, place.node))
    return FALSE;

  page = gtk_stack_get_visible_child_name (editor->pages);
  if (g_strcmp0 (page, "header") == 0)
    return bt_form_go_to (editor->header, place.node);
  if (g_strcmp0 (page, "signature") == 0)
    return bt_form_go_to (editor->signature, place.node);
  if (is_table_shown (editor))
    return bt_table_page_go_to (editor->table, place.node);

  if (!bt_section_view_go_to (editor->section, place))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (editor->section));
  return TRUE;
}

/**
 * bt_editor_select:
 * @editor: an editor
 * @selection: places of the part that is shown
 *
 * Selects words where the editor that is shown has a selection of words.
 */
void
bt_editor_select (BtEditor *editor, BtSelection selection)
{
  g_return_if_fail (BT_IS_EDITOR (editor));

  if (gtk_stack_get_visible_child (editor->pages) == editor->text_page)
    bt_section_view_select (editor->section, selection);
  else if (BT_IS_FORM (gtk_stack_get_visible_child (editor->pages)))
    bt_form_select (BT_FORM (gtk_stack_get_visible_child (editor->pages)), selection.anchor.node,
                    selection.anchor.offset, selection.caret.offset);
}

/**
 * bt_editor_get_selection:
 * @editor: an editor
 * @start: (out): where the selection begins
 * @end: (out): where it ends
 *
 * Returns: whether running text is shown that has a selection or a caret
 */
gboolean
bt_editor_get_selection (BtEditor *editor, BtPlace *start, BtPlace *end)
{
  g_return_val_if_fail (BT_IS_EDITOR (editor), FALSE);
  g_return_val_if_fail (start != NULL && end != NULL, FALSE);

  if (gtk_stack_get_visible_child (editor->pages) != editor->text_page)
    return FALSE;
  bt_section_buffer_get_selection (bt_section_view_get_buffer (editor->section), start, end);

  return start->node != NULL;
}

/**
 * bt_editor_get_chosen_nodes:
 * @editor: an editor
 * @several: (out): whether more than one cell is chosen
 *
 * Returns: (transfer full) (nullable) (element-type BtNode): where a table is shown, what is chosen in it, as
 *   bt_table_view_get_chosen_nodes() has it
 */
GPtrArray *
bt_editor_get_chosen_nodes (BtEditor *editor, gboolean *several)
{
  g_return_val_if_fail (BT_IS_EDITOR (editor), NULL);

  if (!is_table_shown (editor))
    return NULL;
  return bt_table_page_get_chosen_nodes (editor->table, several);
}

/**
 * bt_editor_get_paragraph:
 * @editor: an editor
 * @last: (out) (optional): the id of the last paragraph of the selection
 *
 * Returns: (nullable): the id of the paragraph or row that commands like "move up" are meant for
 */
const char *
bt_editor_get_paragraph (BtEditor *editor, const char **last)
{
  BtPlace start, end;

  g_return_val_if_fail (BT_IS_EDITOR (editor), NULL);

  if (is_table_shown (editor))
    {
      const char *row = bt_table_page_get_row (editor->table);
      if (last)
        *last = row;
      return row;
    }
  if (!bt_editor_get_selection (editor, &start, &end))
    return NULL;
  if (last)
    *last = end.node;

  return start.node;
}

/* The caret's place on the screen, or the top of the text where it is scrolled away. */
static void
point_to_caret (BtEditor *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->section);
  GtkTextIter caret;
  GdkRectangle place;
  double x, y;

  gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (view), &caret,
                                    gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)));
  gtk_text_view_get_iter_location (view, &caret, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x,
                                         &place.y);
  gtk_widget_translate_coordinates (GTK_WIDGET (view), GTK_WIDGET (self), place.x, place.y, &x, &y);
  place.x = x;
  place.y = CLAMP (y, 0, gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->references), &place);
}

/**
 * bt_editor_insert_reference:
 * @editor: an editor
 *
 * Lets the user choose what to refer to and puts it at the caret; among the bases, which are documents, as another one.
 *
 * Returns: whether running text is shown
 */
gboolean
bt_editor_insert_reference (BtEditor *editor)
{
  BtNode *bases;

  g_return_val_if_fail (BT_IS_EDITOR (editor), FALSE);

  bt_editor_finish_input (editor);
  if (!editor->document || gtk_stack_get_visible_child (editor->pages) != editor->text_page)
    return FALSE;
  if (!editor->references)
    {
      editor->references = bt_reference_popover_new ();
      gtk_widget_set_parent (editor->references, GTK_WIDGET (editor));
      g_signal_connect (editor->references, "chosen", G_CALLBACK (reference_chosen_cb), editor);
      g_signal_connect (editor->references, "failed", G_CALLBACK (failed_cb), editor);
    }
  bases = bt_plan_get_part (get_plan (editor), BT_NODE_BASES);
  point_to_caret (editor);
  bt_reference_popover_open (BT_REFERENCE_POPOVER (editor->references), editor->document,
                             g_str_equal (editor->shown, bt_node_get_id (bases)));
  return TRUE;
}

/**
 * bt_editor_run_in_table:
 * @editor: an editor
 * @command: the name of a command for paragraphs: "move-up"
 *
 * Returns: whether a table is shown; then the command was done to what is chosen in it
 */
gboolean
bt_editor_run_in_table (BtEditor *editor, const char *command)
{
  g_return_val_if_fail (BT_IS_EDITOR (editor), FALSE);
  g_return_val_if_fail (command != NULL, FALSE);

  return is_table_shown (editor) && bt_table_page_run (editor->table, command);
}

/**
 * bt_editor_finish_input:
 * @editor: an editor
 *
 * Puts into the text what an input method is composing or a cell's editor holds. To be called before anything else is
 * done to the document.
 */
void
bt_editor_finish_input (BtEditor *editor)
{
  g_return_if_fail (BT_IS_EDITOR (editor));

  bt_section_view_finish_input (editor->section);
  if (editor->header)
    bt_form_finish_input (editor->header);
  if (editor->signature)
    bt_form_finish_input (editor->signature);
  if (editor->table)
    bt_table_page_finish_input (editor->table);
}

/**
 * bt_editor_focus:
 * @editor: an editor
 *
 * Gives the keyboard to the editor that is shown.
 */
void
bt_editor_focus (BtEditor *editor)
{
  g_return_if_fail (BT_IS_EDITOR (editor));

  if (gtk_stack_get_visible_child (editor->pages) == editor->text_page)
    gtk_widget_grab_focus (GTK_WIDGET (editor->section));
  else if (is_table_shown (editor))
    bt_table_page_focus (editor->table);
  else
    gtk_widget_child_focus (gtk_stack_get_visible_child (editor->pages), GTK_DIR_TAB_FORWARD);
}
