/* The page on which a new plan is begun: it asks only what differs from plan to plan.
 *
 * What the office's plans have in common comes from its profile, the sections from a template. */

#include "bt-new-plan-page.h"

#include <glib/gi18n-lib.h>

#include "bt-date.h"
#include "bt-own-office.h"
#include "bt-template.h"

struct _BtNewPlanPage
{
  AdwBin parent_instance;

  AdwComboRow *template_row;
  GtkEditable *period_row;
  GtkEditable *title_row;
  GtkEditable *type_row;
  GtkEditable *sign_row;
  GtkEditable *date_row;
  GtkEditable *issuer_row;
  GtkEditable *about_row;
  AdwActionRow *office_row;
  AdwComboRow *signatory_row;
  GtkLabel *problem;

  GPtrArray *templates;
  BtPlan *plan;        /* what the chosen template begins with; NULL for a blank page */
  char *proposed;      /* the title that was proposed: one that was typed is left alone */
};

enum
{
  CREATED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtNewPlanPage, bt_new_plan_page, ADW_TYPE_BIN)

static const BtOffice *
get_office (void)
{
  return bt_own_office_get (bt_own_office_get_default ());
}

/* What stands in a row; NULL for nothing. */
static char *
dup_value (GtkEditable *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* A title that nobody touched follows the template and the time. */
static void
propose_title (BtNewPlanPage *self)
{
  g_autofree char *period = dup_value (self->period_row);
  g_autofree char *title = self->plan ? bt_template_dup_title (self->plan, period) : g_strdup ("");

  if (g_strcmp0 (gtk_editable_get_text (self->title_row), self->proposed) != 0)
    return;
  g_free (self->proposed);
  self->proposed = g_steal_pointer (&title);
  if (g_str_equal (self->proposed, "…"))
    *self->proposed = '\0';
  gtk_editable_set_text (self->title_row, self->proposed);
}

static void
show_problem (BtNewPlanPage *self, const GError *error)
{
  gtk_label_set_label (self->problem, error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
}

static void
template_chosen_cb (AdwComboRow *row, GParamSpec *pspec, BtNewPlanPage *self)
{
  guint chosen = adw_combo_row_get_selected (row);
  g_autoptr (GError) error = NULL;
  const BtTemplateInfo *info;

  g_clear_pointer (&self->plan, bt_plan_unref);
  if (chosen < self->templates->len)
    {
      info = self->templates->pdata[chosen];
      self->plan = bt_template_load (info->name, &error);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), info->about);
    }
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("No sections; everything is typed"));
  show_problem (self, error);
  propose_title (self);
}

static void
period_changed_cb (GtkEditable *row, BtNewPlanPage *self)
{
  propose_title (self);
}

/* "5/1/2027" as a plan's file has it; NULL, and the row marked, where it is no date. */
static char *
dup_date (BtNewPlanPage *self)
{
  g_autofree char *text = dup_value (self->date_row);
  BtDate date = { 0 };
  gboolean valid = !text
                   || (sscanf (text, "%d/%d/%d", &date.day, &date.month, &date.year) == 3
                       && bt_date_is_valid (&date));

  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->date_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->date_row), "error");
  return text && valid ? bt_date_to_iso (&date) : NULL;
}

static void
date_changed_cb (GtkEditable *row, BtNewPlanPage *self)
{
  g_autofree char *unused = dup_date (self);
}

/* The plan as it begins: template, then office, then what was asked. */
static BtPlan *
make_plan (BtNewPlanPage *self, GError **error)
{
  g_autofree char *title = dup_value (self->title_row), *period = dup_value (self->period_row);
  g_autofree char *type = dup_value (self->type_row), *sign = dup_value (self->sign_row);
  g_autofree char *issuer = dup_value (self->issuer_row), *about = dup_value (self->about_row);
  g_autofree char *date = dup_date (self);
  g_autoptr (BtPlan) bare = self->plan ? bt_plan_ref (self->plan) : bt_plan_new_blank ();
  g_autoptr (BtPlan) own
      = bt_office_apply (get_office (), adw_combo_row_get_selected (self->signatory_row), bare, error);
  BtTemplateValues values = { .title = title ? title : "",
                              .period = period,
                              .type = type,
                              .sign = sign,
                              .date = date,
                              .issuer = issuer,
                              .about = about };

  return own ? bt_template_fill (own, &values, error) : NULL;
}

static void
create_cb (BtNewPlanPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) plan = make_plan (self, &error);

  show_problem (self, error);
  if (plan)
    g_signal_emit (self, signals[CREATED], 0, plan);
}

static void
back_cb (BtNewPlanPage *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static char *
dup_signatory (const BtSignatory *signatory)
{
  g_autofree char *office
      = signatory->office ? g_strdelimit (g_strdup (signatory->office), "\n", ' ') : g_strdup ("");

  return g_strdup_printf ("%s – %s", signatory->signer ? signatory->signer : "…", office);
}

static void
show_signatories (BtNewPlanPage *self, const BtOffice *office)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < office->signatories->len; i++)
    gtk_string_list_take (names, dup_signatory (office->signatories->pdata[i]));
  adw_combo_row_set_model (self->signatory_row, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->signatory_row), office->signatories->len > 1);
}

static void
office_changed_cb (BtNewPlanPage *self)
{
  const BtOffice *office = get_office ();
  g_autofree char *name = office->agency ? bt_office_dup_in_words (office->agency) : NULL;

  if (bt_office_is_empty (office))
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->office_row),
                                     _ ("Nothing is known of your office yet"));
      adw_action_row_set_subtitle (self->office_row,
                                   _ ("Fill in once what all your plans have in common."));
    }
  else
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->office_row), name ? name : "…");
      adw_action_row_set_subtitle (
          self->office_row, _ ("Header, signature and recipients come from the office profile."));
    }
  show_signatories (self, office);
}

static void
bt_new_plan_page_dispose (GObject *object)
{
  BtNewPlanPage *self = BT_NEW_PLAN_PAGE (object);

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->plan, bt_plan_unref);
  g_clear_pointer (&self->proposed, g_free);
  G_OBJECT_CLASS (bt_new_plan_page_parent_class)->dispose (object);
}

static void
install_signals (void)
{
  /**
   * BtNewPlanPage::created:
   * @page: the page
   * @plan: the new plan
   */
  signals[CREATED] = g_signal_new ("created", BT_TYPE_NEW_PLAN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  /**
   * BtNewPlanPage::left:
   * @page: the page
   *
   * The user goes back without a plan.
   */
  signals[LEFT] = g_signal_new ("left", BT_TYPE_NEW_PLAN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
bt_new_plan_page_class_init (BtNewPlanPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_new_plan_page_dispose;
  install_signals ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/banthao/BanThao/bt-new-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BtNewPlanPage, template_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewPlanPage, period_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewPlanPage, title_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewPlanPage, type_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewPlanPage, sign_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewPlanPage, date_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewPlanPage, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewPlanPage, about_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewPlanPage, office_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewPlanPage, signatory_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewPlanPage, problem);
  gtk_widget_class_bind_template_callback (widget_class, period_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
bt_new_plan_page_init (BtNewPlanPage *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->templates = bt_template_list ();
  self->proposed = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < self->templates->len; i++)
    gtk_string_list_append (titles, ((BtTemplateInfo *) self->templates->pdata[i])->title);
  gtk_string_list_append (titles, _ ("Blank page"));
  adw_combo_row_set_model (self->template_row, G_LIST_MODEL (titles));
  g_signal_connect (self->template_row, "notify::selected", G_CALLBACK (template_chosen_cb), self);
  g_signal_connect_object (bt_own_office_get_default (), "changed", G_CALLBACK (office_changed_cb),
                           self, G_CONNECT_SWAPPED);
  office_changed_cb (self);
}

/* From November on people plan for the next year. */
static char *
dup_usual_period (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_strdup_printf ("năm %d",
                          g_date_time_get_year (now) + (g_date_time_get_month (now) >= 11));
}

/**
 * bt_new_plan_page_begin:
 * @page: the page
 * @template_name: (nullable): the template that was chosen already
 *
 * Asks anew.
 */
void
bt_new_plan_page_begin (BtNewPlanPage *page, const char *template_name)
{
  GtkEditable *rows[] = { page->sign_row, page->date_row, page->issuer_row, page->about_row };
  g_autofree char *period = dup_usual_period ();
  guint chosen = 0;

  g_return_if_fail (BT_IS_NEW_PLAN_PAGE (page));

  for (guint i = 0; i < page->templates->len; i++)
    if (g_strcmp0 (((BtTemplateInfo *) page->templates->pdata[i])->name, template_name) == 0)
      chosen = i;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_editable_set_text (rows[i], "");
  gtk_editable_set_text (page->title_row, page->proposed);
  gtk_editable_set_text (page->period_row, period);
  adw_combo_row_set_selected (page->template_row, chosen);
  template_chosen_cb (page->template_row, NULL, page);
  gtk_widget_grab_focus (GTK_WIDGET (template_name ? page->title_row : (gpointer) page->template_row));
}
