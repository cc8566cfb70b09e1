/* The form of a cited document: kind, number and sign, date, issuer, subject, and how its citation reads. */

#include "bt-citation-form.h"

#include <glib/gi18n-lib.h>

#include "bt-date.h"
#include "bt-field-help.h"
#include "bt-reference.h"
#include "bt-viet.h"

typedef enum
{
  KIND,
  SIGN,
  DATE,
  ISSUER,
  SUBJECT,
  N_FIELDS
} Field;

static const struct
{
  const char *title;
  const char *attr; /* NULL for the source's text */
} fields[N_FIELDS] = {
  [KIND] = { N_ ("Kind of Document"), "type" },
  [SIGN] = { N_ ("Number and Symbol"), "sign" },
  [DATE] = { N_ ("Date (day/month/year)"), "date" },
  [ISSUER] = { N_ ("Issuing Body"), "issuer" },
  [SUBJECT] = { N_ ("Subject (from “about …” on)"), NULL },
};

struct _BtCitationForm
{
  AdwBin parent_instance;

  GtkWidget *entries[N_FIELDS];
  GtkWidget *citation;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtCitationForm, bt_citation_form, ADW_TYPE_BIN)

static char *
dup_field (BtCitationForm *self, Field field)
{
  g_autofree char *text
      = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entries[field])));

  return bt_viet_normalize (g_strstrip (text), -1);
}

/* "14/8/2025" → ISO; NULL where it is no whole date. */
static char *
dup_iso_date (BtCitationForm *self)
{
  g_autofree char *text = dup_field (self, DATE);
  BtDate date = { 0 };
  char rest;

  if (sscanf (text, "%d/%d/%d%c", &date.day, &date.month, &date.year, &rest) != 3
      || date.year < 1000 || !bt_date_is_valid (&date))
    return NULL;
  return bt_date_to_iso (&date);
}

static gboolean
is_date_wrong (BtCitationForm *self)
{
  g_autofree char *text = dup_field (self, DATE);
  g_autofree char *iso = dup_iso_date (self);

  return *text && !iso;
}

static void
changed_cb (GtkEditable *editable, BtCitationForm *self)
{
  g_autoptr (BtNode) source = bt_citation_form_make_source (self);
  g_autofree char *words = bt_source_dup_citation (source, TRUE);

  if (is_date_wrong (self))
    gtk_widget_add_css_class (self->entries[DATE], "error");
  else
    gtk_widget_remove_css_class (self->entries[DATE], "error");
  gtk_label_set_label (GTK_LABEL (self->citation), words);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
bt_citation_form_class_init (BtCitationFormClass *klass)
{
  /* A field has other words. */
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_CITATION_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_citation_form_init (BtCitationForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < N_FIELDS; i++)
    {
      GtkWidget *entry = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ (fields[i].title));
      adw_entry_row_set_input_hints (ADW_ENTRY_ROW (entry), GTK_INPUT_HINT_NO_EMOJI);
      g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), self);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
      self->entries[i] = entry;
    }
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->entries[DATE]),
                            bt_field_help_new_calendar (GTK_EDITABLE (self->entries[DATE])));
  self->citation = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->citation), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->citation), 50);
  gtk_label_set_xalign (GTK_LABEL (self->citation), 0);
  gtk_widget_add_css_class (self->citation, "citation");
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), self->citation);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * bt_citation_form_new:
 *
 * Returns: (transfer floating): an empty form
 */
GtkWidget *
bt_citation_form_new (void)
{
  return g_object_new (BT_TYPE_CITATION_FORM, NULL);
}

/**
 * bt_citation_form_clear:
 * @form: a form
 *
 * Empties it and gives the keyboard to its first field.
 */
void
bt_citation_form_clear (BtCitationForm *form)
{
  g_return_if_fail (BT_IS_CITATION_FORM (form));

  for (guint i = 0; i < N_FIELDS; i++)
    gtk_editable_set_text (GTK_EDITABLE (form->entries[i]), "");
  gtk_widget_grab_focus (form->entries[KIND]);
}

/**
 * bt_citation_form_is_complete:
 * @form: a form
 *
 * Returns: whether it says enough to find the document: its kind, and its number or its subject; no wrong date
 */
gboolean
bt_citation_form_is_complete (BtCitationForm *form)
{
  g_autofree char *kind = NULL, *sign = NULL, *subject = NULL;

  g_return_val_if_fail (BT_IS_CITATION_FORM (form), FALSE);

  kind = dup_field (form, KIND);
  sign = dup_field (form, SIGN);
  subject = dup_field (form, SUBJECT);

  return *kind && (*sign || *subject) && !is_date_wrong (form);
}

/**
 * bt_citation_form_make_source:
 * @form: a form
 *
 * Returns: (transfer full): the document it describes, as a source with an id of its own
 */
BtNode *
bt_citation_form_make_source (BtCitationForm *form)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_SOURCE, NULL);
  g_autofree char *subject = NULL;

  g_return_val_if_fail (BT_IS_CITATION_FORM (form), NULL);

  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *value = i == DATE ? dup_iso_date (form) : dup_field (form, i);
      if (fields[i].attr && ((value && *value) || i == KIND))
        bt_node_builder_set_attr (builder, fields[i].attr, value);
    }
  subject = dup_field (form, SUBJECT);
  bt_node_builder_set_string (builder, subject);

  return bt_node_builder_end (builder);
}
