/* A popover in which a section, an appendix or a document is looked for, to be referred to in the text.
 *
 * A document that no plan of this user has cited is written down in a form; its citation is shown as it will read. */

#include "bt-reference-popover.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "bt-citation-book.h"
#include "bt-citation-form.h"
#include "bt-commands.h"
#include "bt-numbering.h"
#include "bt-reference.h"
#include "bt-text-menu.h"
#include "bt-viet.h"

/* More than these nobody looks through; the search narrows them. */
#define MAX_ROWS 60

struct _BtReferencePopover
{
  GtkPopover parent_instance;

  GtkWidget *stack;
  GtkWidget *search;
  GtkWidget *list;
  GtkWidget *empty; /* what the list says where it has nothing */
  GtkWidget *form;
  GtkWidget *insert;

  BtDocument *document;
  BtCitationBook *book;
  gboolean documents_only;
};

enum
{
  CHOSEN,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtReferencePopover, bt_reference_popover, GTK_TYPE_POPOVER)

/* What a row stands for: a node of the plan, or a document of the book that is no source of the plan yet. */
static void
add_row (BtReferencePopover *self, const char *title, const char *subtitle, const char *target,
         BtNode *source)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "bt-target", (gpointer) bt_intern (target));
  if (source)
    g_object_set_data_full (G_OBJECT (row), "bt-source", bt_node_ref (source),
                            (GDestroyNotify) bt_node_unref);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/* What is looked for, and how many rows there may still be. */
typedef struct
{
  BtReferencePopover *self;
  char *key;
  guint room;
} Search;

static gboolean
fits (Search *search, const char *title, const char *subtitle)
{
  g_autofree char *both = g_strconcat (title, " ", subtitle, NULL);
  g_autofree char *folded = bt_viet_fold (both, TRUE);

  if (search->room == 0 || !strstr (folded, search->key))
    return FALSE;
  search->room--;
  return TRUE;
}

static void
offer (Search *search, const char *title, const char *subtitle, const char *target, BtNode *source)
{
  if (fits (search, title, subtitle))
    add_row (search->self, title, subtitle, target, source);
}

static const char *
get_title (BtNode *node)
{
  BtNode *title = bt_node_get_child_of_kind (node, BT_NODE_TITLE);

  return bt_node_get_string (title ? title : node);
}

/* Numbered clauses and appendices from @node down. */
static void
offer_parts (Search *search, BtPlan *plan, BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);
  gboolean clause = kind == BT_NODE_CLAUSE && bt_node_get_label (node) != BT_LABEL_NONE
                    && bt_node_get_label (node) < BT_LABEL_DASH;

  if (!bt_node_is_live (node) || search->room == 0)
    return;
  if (clause || kind == BT_NODE_APPENDIX)
    {
      g_autofree char *reference = bt_plan_dup_reference (plan, bt_node_get_id (node));
      offer (search, reference, get_title (node), bt_node_get_id (node), NULL);
    }
  for (guint i = 0; kind != BT_NODE_TABLE && i < bt_node_get_n_children (node); i++)
    offer_parts (search, plan, bt_node_get_child (node, i));
}

static void
offer_source (Search *search, BtNode *source, const char *target)
{
  g_autofree char *words = bt_source_dup_citation (source, TRUE);
  g_autofree char *short_words = bt_source_dup_citation (source, FALSE);

  offer (search, short_words, words, target, target ? NULL : source);
}

/* Whether the plan has that document among its sources. */
static gboolean
has_source (BtNode *sources, BtNode *source)
{
  g_autofree char *words = bt_source_dup_citation (source, TRUE);

  for (guint i = 0; i < bt_node_get_n_children (sources); i++)
    {
      g_autofree char *other = bt_source_dup_citation (bt_node_get_child (sources, i), TRUE);
      if (g_str_equal (words, other))
        return TRUE;
    }
  return FALSE;
}

static void
fill (BtReferencePopover *self)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  BtNode *sources = bt_plan_get_part (plan, BT_NODE_SOURCES);
  GPtrArray *known = bt_citation_book_get_sources (self->book);
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
  g_autofree char *key = bt_viet_fold (typed, TRUE);
  Search search = { self, key, MAX_ROWS };
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) && GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  if (!self->documents_only)
    {
      offer_parts (&search, plan, bt_plan_get_part (plan, BT_NODE_BODY));
      offer_parts (&search, plan, bt_plan_get_part (plan, BT_NODE_APPENDICES));
    }
  for (guint i = 0; i < bt_node_get_n_children (sources); i++)
    offer_source (&search, bt_node_get_child (sources, i),
                  bt_node_get_id (bt_node_get_child (sources, i)));
  for (guint i = 0; i < known->len; i++)
    if (!has_source (sources, known->pdata[i]))
      offer_source (&search, known->pdata[i], NULL);
  gtk_label_set_label (GTK_LABEL (self->empty),
                       *typed ? _ ("Nothing found") : _ ("Nothing has been cited yet: enter a new document below."));
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
}

/* Adds the document to those the plan cites. Returns: its id, interned; NULL where it could not be */
static const char *
add_source (BtReferencePopover *self, BtNode *source)
{
  BtNode *sources = bt_plan_get_part (bt_document_get_plan (self->document), BT_NODE_SOURCES);
  g_autoptr (BtNode) copy = bt_node_copy_with_new_ids (source);
  g_autoptr (GError) error = NULL;

  if (bt_document_insert_node (self->document, bt_node_get_id (sources),
                               bt_node_get_n_children (sources), copy, &error))
    return bt_intern (bt_node_get_id (copy));
  g_signal_emit (self, signals[FAILED], 0, error->message);
  return NULL;
}

/* Source and object are one undo step. */
static void
choose (BtReferencePopover *self, const char *target, BtNode *source)
{
  g_autoptr (BtDocument) document = g_object_ref (self->document);
  g_autoptr (GError) error = NULL;
  gboolean cite = source != NULL;

  gtk_popover_popdown (GTK_POPOVER (self));
  bt_document_end_typing (document);
  bt_document_begin_group (document);
  if (source && !bt_citation_book_remember (self->book, source, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  if (source)
    target = add_source (self, source);
  else
    cite = bt_node_get_kind (bt_plan_get_node (bt_document_get_plan (document), target))
           == BT_NODE_SOURCE;
  if (target)
    g_signal_emit (self, signals[CHOSEN], 0, cite ? BT_OBJECT_CITE : BT_OBJECT_REF, target);
  bt_document_end_group (document);
  bt_document_end_typing (document);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, BtReferencePopover *self)
{
  choose (self, g_object_get_data (G_OBJECT (row), "bt-target"),
          g_object_get_data (G_OBJECT (row), "bt-source"));
}

static void
search_changed_cb (GtkEditable *editable, BtReferencePopover *self)
{
  if (self->document)
    fill (self);
}

static void
search_activate_cb (GtkWidget *entry, BtReferencePopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row)
    row_activated_cb (GTK_LIST_BOX (self->list), row, self);
}

/* Up and Down move through the list while the search is typed. */
static gboolean
search_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
               BtReferencePopover *self)
{
  GtkListBox *list = GTK_LIST_BOX (self->list);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);
  int index = row ? gtk_list_box_row_get_index (row) : -1;

  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return FALSE;
  row = gtk_list_box_get_row_at_index (list, index + (key == GDK_KEY_Down ? 1 : -1));
  if (row)
    gtk_list_box_select_row (list, row);
  return TRUE;
}

static void
form_changed_cb (BtCitationForm *form, BtReferencePopover *self)
{
  gtk_widget_set_sensitive (self->insert, bt_citation_form_is_complete (form));
}

static void
new_document_cb (GtkButton *button, BtReferencePopover *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "form");
  bt_citation_form_clear (BT_CITATION_FORM (self->form));
  form_changed_cb (BT_CITATION_FORM (self->form), self);
}

static void
insert_clicked_cb (GtkButton *button, BtReferencePopover *self)
{
  g_autoptr (BtNode) source = bt_citation_form_make_source (BT_CITATION_FORM (self->form));

  choose (self, NULL, source);
}

static GtkWidget *
new_list_page (BtReferencePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_New Document…"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->empty = gtk_label_new (NULL);
  self->search = gtk_search_entry_new ();
  bt_text_menu_forget_emoji (GTK_EDITABLE (self->search));
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->search), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search sections, appendices and documents"), -1);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), TRUE);
  gtk_widget_set_margin_top (self->empty, 24);
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), self->empty);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_size_request (scrolled, 460, 280);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), button);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  g_signal_connect (self->search, "changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_popover_popdown), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (search_activate_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (button, "clicked", G_CALLBACK (new_document_cb), self);

  return box;
}

static GtkWidget *
new_form_page (BtReferencePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->form = bt_citation_form_new ();
  self->insert = gtk_button_new_with_mnemonic (_ ("_Insert"));
  gtk_widget_add_css_class (self->insert, "suggested-action");
  gtk_widget_set_size_request (self->form, 460, -1);
  gtk_box_append (GTK_BOX (box), self->form);
  gtk_box_append (GTK_BOX (box), self->insert);
  g_signal_connect (self->form, "changed", G_CALLBACK (form_changed_cb), self);
  g_signal_connect (self->insert, "clicked", G_CALLBACK (insert_clicked_cb), self);

  return box;
}

static void
bt_reference_popover_dispose (GObject *object)
{
  BtReferencePopover *self = BT_REFERENCE_POPOVER (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->book, bt_citation_book_free);
  G_OBJECT_CLASS (bt_reference_popover_parent_class)->dispose (object);
}

static void
bt_reference_popover_class_init (BtReferencePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_reference_popover_dispose;

  /* A BtObjectKind and its target, which is in the plan. */
  signals[CHOSEN] = g_signal_new ("chosen", BT_TYPE_REFERENCE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  /* Why something was not done, in the user's language. */
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_REFERENCE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bt_reference_popover_init (BtReferencePopover *self)
{
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), new_list_page (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), new_form_page (self), "form");
  gtk_popover_set_child (GTK_POPOVER (self), self->stack);
}

/**
 * bt_reference_popover_new:
 *
 * Returns: (transfer floating): a popover, to be set on its place and opened
 */
GtkWidget *
bt_reference_popover_new (void)
{
  return g_object_new (BT_TYPE_REFERENCE_POPOVER, NULL);
}

/**
 * bt_reference_popover_open:
 * @popover: a popover
 * @document: the document whose parts and sources are offered
 * @documents_only: whether no sections and appendices are
 */
void
bt_reference_popover_open (BtReferencePopover *popover, BtDocument *document,
                           gboolean documents_only)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "banthao", "citations.ini", NULL);

  g_return_if_fail (BT_IS_REFERENCE_POPOVER (popover));
  g_return_if_fail (BT_IS_DOCUMENT (document));

  g_set_object (&popover->document, document);
  popover->documents_only = documents_only;
  g_object_set (popover->search, "placeholder-text",
                documents_only ? _ ("Search cited documents") : _ ("Search sections, appendices and documents"), NULL);
  g_clear_pointer (&popover->book, bt_citation_book_free);
  popover->book = bt_citation_book_new (path);
  gtk_stack_set_visible_child_name (GTK_STACK (popover->stack), "list");
  gtk_editable_set_text (GTK_EDITABLE (popover->search), "");
  fill (popover);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (popover->search);
}
