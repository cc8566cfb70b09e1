/* The laws of the recogniser, and plans as outlines. */
#include "bt-import-law.h"

#include <string.h>

#include "bt-numbering.h"
#include "bt-table.h"

/* GLib does not count the vertical tab among the blanks. */
static gboolean
is_blank (gunichar u)
{
  return u == '\v' || g_unichar_isspace (u);
}

/* Adds @times of every character of @text that is no blank. */
static void
count_text (GHashTable *counts, const char *text, int times)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gpointer key = GUINT_TO_POINTER (g_utf8_get_char (c));
      if (!is_blank (g_utf8_get_char (c)))
        g_hash_table_insert (counts, key,
                             GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, key))
                                              + times));
    }
}

static void
count_plan (GHashTable *counts, const BtNode *node, int times)
{
  /* The date is written anew, in the order of ISO 8601; what was typed is among what was dropped. */
  if (bt_node_get_text (node) != NULL && bt_node_get_kind (node) != BT_NODE_DATE)
    count_text (counts, bt_node_get_string (node), times);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    count_plan (counts, bt_node_get_child (node, i), times);
}

static void
count_dropped (GHashTable *counts, const BtReport *report, int times)
{
  for (guint i = 0; i < bt_report_get_n_entries (report); i++)
    if (bt_report_get_entry (report, i)->kind == BT_REPORT_DROPPED)
      count_text (counts, bt_report_get_entry (report, i)->text, times);
}

/* The characters whose count has the sign @sign, as a message; NULL where there are none. */
static char *
describe (GHashTable *counts, int sign, const char *what)
{
  GHashTableIter iter;
  gpointer key, value;
  g_autoptr (GString) message = g_string_new (NULL);

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_INT (value) * sign > 0)
      {
        g_string_append_printf (message, "%s %d × “", message->len == 0 ? what : ",",
                                ABS (GPOINTER_TO_INT (value)));
        g_string_append_unichar (message, GPOINTER_TO_UINT (key));
        g_string_append (message, "”");
      }
  return message->len > 0 ? g_string_free (g_steal_pointer (&message), FALSE) : NULL;
}

/* The first line with something on it that no entry of the report speaks of, as a message. */
static char *
find_unreported (const char *text, const BtReport *report)
{
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; i < bt_report_get_n_entries (report); i++)
    {
      const BtReportEntry *entry = bt_report_get_entry (report, i);
      for (guint line = entry->first_line; line <= entry->last_line; line++)
        g_hash_table_add (told, GUINT_TO_POINTER (line));
    }
  for (guint i = 0; lines[i] != NULL; i++)
    if (strspn (lines[i], " \t\v\f") < strlen (lines[i]) && !g_hash_table_contains (told, GUINT_TO_POINTER (i + 1)))
      return g_strdup_printf ("line %u is in no entry of the report", i + 1);
  return NULL;
}

/**
 * bt_import_law_check:
 * @text: what was imported, decoded
 * @plan: what it became
 * @report: what was said of it
 *
 * Returns: (transfer full) (nullable): which characters are lost or made up, or which line the report passes over;
 *   %NULL where the law holds
 */
char *
bt_import_law_check (const char *text, const BtPlan *plan, const BtReport *report)
{
  g_autoptr (GHashTable) lost = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) made_up = g_hash_table_new (NULL, NULL);

  count_text (lost, text, 1);
  count_plan (lost, bt_plan_get_root (plan), -1);
  count_dropped (lost, report, -1);
  char *message = describe (lost, 1, "lost:");
  if (message != NULL)
    return message;
  count_text (made_up, text, 1);
  count_plan (made_up, bt_plan_get_root (plan), -1);
  message = describe (made_up, -1, "made up:");
  return message != NULL ? message : find_unreported (text, report);
}

/* The text, or of a long one its first and last words and how many characters it has. */
static void
append_text (GString *out, const char *text, gboolean abridged)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  guint n = g_strv_length (words);
  guint letters = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    letters += !g_unichar_isspace (g_utf8_get_char (c));
  if (!abridged || n <= 7)
    {
      for (const char *c = text; *c != '\0'; c++)
        if (*c == '\n')
          g_string_append (out, " ⏎ ");
        else
          g_string_append_c (out, *c);
      return;
    }
  g_string_append_printf (out, "%s %s %s … %s %s %s (%u)", words[0], words[1], words[2],
                          words[n - 3], words[n - 2], words[n - 1], letters);
}

static void
append_columns (GString *out, const BtNode *columns, guint depth)
{
  for (guint i = 0; i < bt_node_get_n_children (columns); i++)
    {
      const BtNode *column = bt_node_get_child (columns, i);
      const char *role = bt_node_get_attr (column, "role");
      g_string_append_printf (out, "%*scolumn [%s] ", depth * 2, "", role != NULL ? role : "group");
      append_text (out, bt_node_get_string (column), FALSE);
      g_string_append_c (out, '\n');
      append_columns (out, column, depth + 1);
    }
}

static void
append_row (GString *out, const BtNode *row, guint number, guint depth, gboolean abridged)
{
  g_string_append_printf (out, "%*srow %u", depth * 2, "", number);
  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    {
      g_string_append (out, " | ");
      append_text (out, bt_node_get_string (bt_node_get_child (row, i)), abridged);
    }
  g_string_append_c (out, '\n');
}

static void append_children (GString *out, const BtNode *parent, const char *label, guint depth,
                             gboolean abridged);

static void
append_node (GString *out, const BtNode *node, const char *label, guint depth, gboolean abridged)
{
  BtNodeKind kind = bt_node_get_kind (node);

  if (kind == BT_NODE_CLAUSE)
    g_string_append_printf (out, "%*s%s%s| ", depth * 2, "", label,
                            bt_node_is_heading (node) ? " H" : "");
  else if (bt_node_get_text (node) != NULL && *bt_node_get_string (node) != '\0')
    g_string_append_printf (out, "%*s%s: ", depth * 2, "", bt_node_kind_get_name (kind));
  else if (bt_node_get_text (node) == NULL && bt_node_get_n_children (node) > 0)
    g_string_append_printf (out, "%*s<%s>", depth * 2, "", bt_node_kind_get_name (kind));
  else
    return;
  if (bt_node_get_text (node) != NULL)
    append_text (out, bt_node_get_string (node), abridged);
  g_string_append_c (out, '\n');
  append_children (out, node, kind == BT_NODE_CLAUSE ? label : NULL, depth + 1, abridged);
}

static void
append_children (GString *out, const BtNode *parent, const char *parent_label, guint depth,
                 gboolean abridged)
{
  BtCounter counter = { 0 };

  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *node = bt_node_get_child (parent, i);
      BtNodeKind kind = bt_node_get_kind (node);
      guint number = bt_counter_next (&counter, node);
      g_autofree char *label =
          kind == BT_NODE_CLAUSE ? bt_label_format (bt_node_get_label (node), number, parent_label)
                                 : NULL;
      if (kind == BT_NODE_COLUMNS)
        append_columns (out, node, depth);
      else if (kind == BT_NODE_ROW)
        append_row (out, node, number, depth, abridged);
      else
        append_node (out, node, label, depth, abridged);
    }
}

/**
 * bt_import_law_outline:
 * @plan: a plan
 * @abridged: whether of long texts only the first and last words are shown, and their length
 *
 * Returns: (transfer full): all that the plan says, without ids and attributes that were not recognised
 */
char *
bt_import_law_outline (const BtPlan *plan, gboolean abridged)
{
  GString *out = g_string_new (NULL);

  append_children (out, bt_plan_get_root (plan), NULL, 0, abridged);
  return g_string_free (out, FALSE);
}
