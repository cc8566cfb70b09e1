/* Tells what the recogniser made of a text: how much it took over, and what should be looked at. */

#include "bt-report-dialog.h"

#include <glib/gi18n-lib.h>

#include "bt-viet.h"

/* Below this, what a paragraph became is worth a look. */
#define UNSURE 0.6
/* More rows than this nobody reads; the summary counts all. */
#define MAX_ROWS 200
/* How many of what was left out are shown, how many characters of each, and after how many of all no more. */
#define MAX_EXAMPLES 12
#define MAX_EXAMPLE 80
#define MAX_SHOWN 160

typedef struct
{
  guint taken, unsure, dropped, renumbered, warnings;
} Counts;

static gboolean
is_unsure (const BtReportEntry *entry)
{
  return entry->kind == BT_REPORT_NODE && entry->confidence < UNSURE;
}

static Counts
count_entries (BtReport *report)
{
  Counts counts = { 0 };

  for (guint i = 0; i < bt_report_get_n_entries (report); i++)
    {
      const BtReportEntry *entry = bt_report_get_entry (report, i);
      counts.taken += entry->kind == BT_REPORT_NODE;
      counts.unsure += is_unsure (entry);
      counts.dropped += entry->kind == BT_REPORT_DROPPED;
      counts.renumbered += entry->kind == BT_REPORT_RENUMBERED;
      counts.warnings += entry->kind == BT_REPORT_WARNING;
    }

  return counts;
}

/* The fields of header and signature that every plan has and that the text did not say. */
static char *
dup_missing (BtPlan *plan)
{
  static const struct
  {
    BtNodeKind part, kind;
    const char *name;
  } fields[] = {
    { BT_NODE_HEADER, BT_NODE_AGENCY, N_ ("issuing body") },
    { BT_NODE_HEADER, BT_NODE_SYMBOL, N_ ("symbol") },
    { BT_NODE_HEADER, BT_NODE_PLACE, N_ ("place") },
    { BT_NODE_HEADER, BT_NODE_SUBJECT, N_ ("subject") },
    { BT_NODE_SIGNATURE, BT_NODE_OFFICE, N_ ("office of the signer") },
    { BT_NODE_SIGNATURE, BT_NODE_SIGNER, N_ ("name of the signer") },
  };
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      BtNode *part = bt_plan_get_part (plan, fields[i].part);
      const BtNode *node = bt_node_get_child_of_kind (part, fields[i].kind);
      if (node == NULL || *bt_node_get_string (node) == '\0')
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", _ (fields[i].name));
    }
  return g_string_free (names, FALSE);
}

static char *
dup_summary (BtPlan *plan, const Counts *counts)
{
  GString *text = g_string_new (NULL);
  guint bases = bt_node_get_n_children (bt_plan_get_part (plan, BT_NODE_BASES));
  guint sections = bt_node_get_n_children (bt_plan_get_part (plan, BT_NODE_BODY));
  guint recipients = bt_node_get_n_children (bt_plan_get_part (plan, BT_NODE_RECIPIENTS));
  guint appendices = bt_node_get_n_children (bt_plan_get_part (plan, BT_NODE_APPENDICES));
  g_autofree char *missing = dup_missing (plan);

  g_string_append (text, _ ("Every word of the text is in the plan, or listed below with the reason why not."));
  g_string_append_c (text, '\n');
  g_string_append_printf (
      text, _ ("Legal bases: %u. Parts of the text: %u. Recipients: %u. Appendices: %u."), bases,
      sections, recipients, appendices);
  g_string_append_c (text, '\n');
  g_string_append_printf (
      text, _ ("Paragraphs taken over: %u. Left out on purpose: %u. Numbered anew: %u."),
      counts->taken, counts->dropped, counts->renumbered);
  if (counts->unsure + counts->warnings > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Please look at: %u."), counts->unsure + counts->warnings);
    }
  if (*missing != '\0')
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Still to be filled in: %s."), missing);
    }
  g_string_append_c (text, '\n');
  g_string_append (text, _ ("Then press F7 to go through what the check finds."));

  return g_string_free (text, FALSE);
}

static char *
dup_title (const BtReportEntry *entry)
{
  const char *text = entry->text ? entry->text : "";

  switch (entry->kind)
    {
    case BT_REPORT_RENUMBERED:
      return g_strdup_printf (_ ("“%s” is now “%s”"), text, entry->became ? entry->became : "");
    case BT_REPORT_WARNING:
      return g_strdup (text);
    default:
      return g_strdup (_ ("This may be something else than it seemed"));
    }
}

static void
add_row (AdwPreferencesGroup *group, const BtReportEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = dup_title (entry), *place = NULL;

  place = entry->first_line == entry->last_line
              ? g_strdup_printf (_ ("Line %u"), entry->first_line)
              : g_strdup_printf (_ ("Lines %u–%u"), entry->first_line, entry->last_line);
  if (entry->reason)
    {
      g_autofree char *line = g_steal_pointer (&place);
      place = g_strdup_printf ("%s: %s", line, entry->reason);
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_preferences_group_add (group, row);
}

/* One group of rows; nothing where no entry is of these kinds. */
static void
add_group (AdwPreferencesPage *page, BtReport *report, const char *title,
           gboolean (*wanted) (const BtReportEntry *))
{
  GtkWidget *group = NULL;
  guint rows = 0;

  for (guint i = 0; i < bt_report_get_n_entries (report) && rows < MAX_ROWS; i++)
    {
      const BtReportEntry *entry = bt_report_get_entry (report, i);
      if (!wanted (entry))
        continue;
      if (!group)
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
          adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
        }
      add_row (ADW_PREFERENCES_GROUP (group), entry);
      rows++;
    }
}

static gboolean
wants_look (const BtReportEntry *entry)
{
  return entry->kind == BT_REPORT_WARNING || is_unsure (entry);
}

static gboolean
was_renumbered (const BtReportEntry *entry)
{
  return entry->kind == BT_REPORT_RENUMBERED;
}

static GtkWidget *
new_dropped_row (const char *reason)
{
  GtkWidget *row = adw_action_row_new (), *count = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), reason);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), count);
  g_object_set_data (G_OBJECT (row), "bt-count", count);

  return row;
}

static void
add_example (AdwActionRow *row, const BtReportEntry *entry)
{
  GtkLabel *count = g_object_get_data (G_OBJECT (row), "bt-count");
  const char *shown = adw_action_row_get_subtitle (row);
  guint n = g_ascii_strtoull (gtk_label_get_label (count), NULL, 10) + 1;
  g_autofree char *number = g_strdup_printf ("%u", n), *example = NULL, *examples = NULL;

  gtk_label_set_label (count, number);
  if (n > MAX_EXAMPLES || !entry->text || (n > 1 && g_utf8_strlen (shown, -1) > MAX_SHOWN))
    return;
  /* GTK cannot measure a label that it may shorten where the text, as a number, is narrower than "…". */
  example = bt_viet_shorten (entry->text, MAX_EXAMPLE);
  examples = n == 1 ? g_steal_pointer (&example) : g_strdup_printf ("%s · %s", shown, example);
  adw_action_row_set_subtitle (row, examples);
}

/* Labels and repeated headings are left out by the dozen: one row a reason, with the first of them as examples. */
static void
add_dropped (AdwPreferencesPage *page, BtReport *report)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < bt_report_get_n_entries (report); i++)
    {
      const BtReportEntry *entry = bt_report_get_entry (report, i);
      const char *reason = entry->reason ? entry->reason : _ ("Not part of the plan");
      GtkWidget *row = g_hash_table_lookup (rows, reason);

      if (entry->kind != BT_REPORT_DROPPED)
        continue;
      if (!row)
        {
          row = new_dropped_row (reason);
          g_hash_table_insert (rows, (gpointer) reason, row);
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
        }
      add_example (ADW_ACTION_ROW (row), entry);
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Left Out"));
  if (g_hash_table_size (rows) > 0)
    adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  else
    g_object_unref (g_object_ref_sink (group));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, shortcuts);
}

/* A window with words, and a page for what comes below them. */
static GtkWidget *
new_window (GtkWindow *parent, const char *title, const char *text, AdwPreferencesPage **page)
{
  GtkWidget *window = adw_window_new (), *group = adw_preferences_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *summary = gtk_label_new (text);

  *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 620, 560);
  gtk_label_set_wrap (GTK_LABEL (summary), TRUE);
  gtk_label_set_xalign (GTK_LABEL (summary), 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), summary);
  adw_preferences_page_add (*page, ADW_PREFERENCES_GROUP (group));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (*page), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (*page));
  adw_window_set_content (ADW_WINDOW (window), box);
  add_escape (window);

  return window;
}

/**
 * bt_report_dialog_new:
 * @parent: the window that shows the plan
 * @plan: what the text became
 * @report: how
 *
 * Returns: (transfer floating): a window with the summary and the entries
 */
GtkWidget *
bt_report_dialog_new (GtkWindow *parent, BtPlan *plan, BtReport *report)
{
  AdwPreferencesPage *page;
  GtkWidget *window;
  g_autofree char *text = NULL;
  Counts counts;

  g_return_val_if_fail (plan != NULL && report != NULL, NULL);

  counts = count_entries (report);
  text = dup_summary (plan, &counts);
  window = new_window (parent, _ ("Text Taken Over"), text, &page);
  add_group (page, report, _ ("Please Look at These"), wants_look);
  add_group (page, report, _ ("Numbered Anew"), was_renumbered);
  add_dropped (page, report);

  return window;
}

/* How the paragraphs of the plan were found again in a document. */
static char *
dup_found (const BtDocxFound *found)
{
  GString *text = g_string_new (NULL);
  guint n = found->by_name + found->by_words;

  if (n == 0)
    g_string_append (text,
                     _ ("Hardly anything of this plan is in the document: all that differs is shown as changed."));
  else
    g_string_append_printf (text, ngettext ("%u paragraph of the plan was found again in the document.",
                                            "%u paragraphs of the plan were found again in the document.", n), n);
  if (n > 0 && found->by_words > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("By their words, as the hidden marks of Bản Thảo are lost: %u."),
                              found->by_words);
    }
  if (n > 0 && found->lost > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Not found, so shown as deleted or rewritten: %u."), found->lost);
    }

  return g_string_free (text, FALSE);
}

/* What somebody has changed, and whether he had it tracked; how often he has said something. */
static char *
dup_deeds (const BtAuthorCount *author, const char *taker)
{
  guint n = author->n_changes;
  g_autofree char *changes = g_strdup_printf (ngettext ("%u change", "%u changes", n), n);
  g_autofree char *how = g_strdup_printf (g_str_equal (author->author, taker) ? _ ("%s, not tracked in Word")
                                                                              : _ ("%s, tracked in Word"),
                                          changes);

  if (author->n_comments == 0)
    return g_steal_pointer (&how);
  g_autofree char *said
      = g_strdup_printf (ngettext ("%u comment", "%u comments", author->n_comments), author->n_comments);
  return n == 0 ? g_steal_pointer (&said) : g_strdup_printf ("%s · %s", how, said);
}

/* Whose the changes are. */
static void
add_authors (AdwPreferencesPage *page, const GPtrArray *authors, const char *taker)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Whose the Changes Are"));
  for (guint i = 0; i < authors->len; i++)
    {
      const BtAuthorCount *author = authors->pdata[i];
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *deeds = dup_deeds (author, taker);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), author->author);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), deeds);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

/**
 * bt_report_dialog_new_returned:
 * @parent: the window that shows the plan
 * @report: (nullable): how the document was read
 * @found: what of the plan was found in it
 * @authors: (element-type BtAuthorCount): whose the changes are
 * @taker: who is said to have made those that were not tracked
 *
 * Returns: (transfer floating): a window that tells how a document that came back was matched with the plan
 */
GtkWidget *
bt_report_dialog_new_returned (GtkWindow *parent, BtReport *report, const BtDocxFound *found,
                               const GPtrArray *authors, const char *taker)
{
  AdwPreferencesPage *page;
  GtkWidget *window;
  g_autofree char *text = NULL;

  g_return_val_if_fail (found != NULL && authors != NULL && taker != NULL, NULL);

  text = dup_found (found);
  window = new_window (parent, _ ("Brought Back from Word"), text, &page);
  add_authors (page, authors, taker);
  if (report)
    add_group (page, report, _ ("Please Look at These"), wants_look);

  return window;
}
