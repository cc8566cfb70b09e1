/* The table of duties: which unit has what to do, leads which rows, and gets the plan.
 *
 * It shows the plan as it was when the table was asked for; what is pressed leads to its place in the text. */

#include "bt-duty-window.h"

#include <glib/gi18n-lib.h>

#include "bt-check-duties.h"
#include "bt-print-job.h"
#include "bt-print.h"
#include "bt-reference.h"

/* How wide a column is before it wraps, in characters. */
#define COLUMN_CHARS 30

struct _BtDutyWindow
{
  AdwWindow parent_instance;

  GtkGrid *grid;
  GtkStack *pages;
  BtPlan *plan;
};

enum
{
  CHOSEN,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtDutyWindow, bt_duty_window, ADW_TYPE_WINDOW)

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), COLUMN_CHARS);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "duty-words");
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
place_clicked_cb (GtkButton *button, BtDutyWindow *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (button), "bt-id"));
}

/* A button that leads to the place it names. */
static GtkWidget *
new_place (BtDutyWindow *self, const char *id)
{
  g_autofree char *place = bt_plan_dup_place (self->plan, id);
  GtkWidget *button = gtk_button_new_with_label (place);
  BtNode *node = bt_plan_get_node (self->plan, id);

  if (bt_node_get_text (node))
    gtk_widget_set_tooltip_text (button, bt_node_get_string (node));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "duty-place");
  g_object_set_data (G_OBJECT (button), "bt-id", (gpointer) id);
  g_signal_connect (button, "clicked", G_CALLBACK (place_clicked_cb), self);
  return button;
}

static GtkWidget *
new_places (BtDutyWindow *self, const GPtrArray *ids, gboolean wanted)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < ids->len; i++)
    gtk_box_append (GTK_BOX (box), new_place (self, ids->pdata[i]));
  if (ids->len == 0)
    gtk_box_append (GTK_BOX (box), new_label (wanted ? _ ("no place") : "–", wanted ? "warning" : "dim-label"));
  return box;
}

static void
add_duty (BtDutyWindow *self, const BtDuty *duty, gboolean any_rows, int line)
{
  gboolean no_tasks = duty->n_tasks == 0 && !duty->general;
  gboolean no_rows = duty->n_rows == 0 && any_rows && !duty->general
                     && !bt_duties_is_in_table (self->plan, duty->unit);

  gtk_grid_attach (self->grid, new_label (duty->unit, "heading"), 0, line, 1, 1);
  gtk_grid_attach (self->grid, new_places (self, duty->tasks, no_tasks), 1, line, 1, 1);
  gtk_grid_attach (self->grid, new_places (self, duty->rows, no_rows), 2, line, 1, 1);
  gtk_grid_attach (self->grid,
                   new_label (duty->recipient  ? duty->recipient
                              : duty->general ? "–"
                                               : _ ("not among them"),
                              duty->recipient ? NULL : duty->general ? "dim-label" : "warning"),
                   3, line, 1, 1);
}

static void
fill (BtDutyWindow *self)
{
  static const char *const titles[]
      = { N_ ("Unit"), N_ ("Tasks in the Text"), N_ ("Rows It Leads"), N_ ("Among the Recipients") };
  g_autoptr (GPtrArray) duties = bt_duties_new (self->plan);
  gboolean any_rows = FALSE;

  for (guint i = 0; i < duties->len; i++)
    any_rows = any_rows || ((BtDuty *) duties->pdata[i])->n_rows > 0;
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *title = new_label (_ (titles[i]), "dim-label");
      gtk_widget_set_hexpand (title, TRUE);
      gtk_grid_attach (self->grid, title, i, 0, 1, 1);
    }
  for (guint i = 0; i < duties->len; i++)
    {
      gtk_grid_attach (self->grid, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, 2 * i + 1, 4, 1);
      add_duty (self, duties->pdata[i], any_rows, 2 * i + 2);
    }
  gtk_stack_set_visible_child_name (self->pages, duties->len > 0 ? "table" : "empty");
}

/* The first page of the table: those before it are of the plan that the table is put into. */
static guint
find_first_page (BtLayout *layout)
{
  BtNode *appendices = bt_plan_get_part (bt_layout_get_plan (layout), BT_NODE_APPENDICES);
  BtNode *title = bt_node_get_child_of_kind (bt_node_get_child (appendices, 0), BT_NODE_TITLE);
  guint page = 0;
  BtRect place;

  bt_layout_find_node (layout, bt_node_get_id (title), 0, &page, &place);
  return page;
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtDutyWindow *self = BT_DUTY_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtProfile) profile = bt_profile_load (NULL, &error);
  g_autoptr (BtPlan) table = bt_duty_table_new (self->plan);
  PangoContext *context = bt_print_create_context ();
  g_autoptr (BtLayout) layout = NULL;

  if (profile)
    layout = bt_layout_new (table, profile, context, BT_LAYOUT_CLEAN, NULL);
  if (layout)
    bt_print_job_run (GTK_WINDOW (self), layout, find_first_page (layout),
                      gtk_window_get_title (GTK_WINDOW (self)), &error);
  g_object_unref (context);
  if (error)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
bt_duty_window_dispose (GObject *object)
{
  BtDutyWindow *self = BT_DUTY_WINDOW (object);

  g_clear_pointer (&self->plan, bt_plan_unref);
  G_OBJECT_CLASS (bt_duty_window_parent_class)->dispose (object);
}

static void
bt_duty_window_class_init (BtDutyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_duty_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/banthao/BanThao/bt-duty-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BtDutyWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, BtDutyWindow, pages);
  gtk_widget_class_install_action (widget_class, "duties.print", NULL, print_cb);

  /* The place of that id is wanted in the text. */
  signals[CHOSEN] = g_signal_new ("chosen", BT_TYPE_DUTY_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /* Why it was not printed, in the user's language. */
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_DUTY_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bt_duty_window_init (BtDutyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bt_duty_window_new:
 * @parent: the window with the plan
 * @plan: the plan
 *
 * Returns: (transfer none): the table of its duties, which GTK keeps
 */
GtkWidget *
bt_duty_window_new (GtkWindow *parent, BtPlan *plan)
{
  BtDutyWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (plan != NULL, NULL);

  self = g_object_new (BT_TYPE_DUTY_WINDOW, "transient-for", parent, NULL);
  self->plan = bt_plan_ref (plan);
  fill (self);
  return GTK_WIDGET (self);
}
