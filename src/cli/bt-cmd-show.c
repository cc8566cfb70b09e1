/* banthao-cli show: what a plan holds, as an outline, as running text or as JSON. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-cli.h"
#include "bt-numbering.h"
#include "bt-reference.h"
#include "bt-schema.h"
#include "bt-text-export.h"

static struct
{
  char *format;
  char *view;
} options;

const GOptionEntry bt_show_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
    N_ ("How to show it; an outline by default"), "outline|text|json" },
  { "view", 0, 0, G_OPTION_ARG_STRING, &options.view,
    N_ ("With all changes accepted (final, the default), rejected, or with the changes in it"),
    "final|original|markup" },
  { NULL },
};

static void
append_line (GString *out, guint depth, const char *label, const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n", ' ');

  for (guint i = 0; i < depth; i++)
    g_string_append (out, "  ");
  if (*label == '\0' && *line == '\0')
    return;
  g_string_append_printf (out, "%s%s%s\n", label, *label != '\0' && *line != '\0' ? " " : "", line);
}

/* The headings below @parent, each a step further in than the heading above it. */
static void
append_headings (GString *out, const BtPlan *plan, const BtNode *parent, guint depth,
                 const char *parent_label)
{
  BtCounter counter = { 0 };

  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *child = bt_node_get_child (parent, i);
      guint number = bt_counter_next (&counter, child);
      if (bt_node_get_kind (child) != BT_NODE_CLAUSE)
        continue;
      g_autofree char *label = bt_label_format (bt_node_get_label (child), number, parent_label);
      g_autofree char *text = bt_plan_dup_plain_text (plan, child);
      if (bt_node_is_heading (child))
        append_line (out, depth, label, text);
      append_headings (out, plan, child, depth + bt_node_is_heading (child), label);
    }
}

static char *
show_outline (BtPlan *plan, char **notes)
{
  GString *out = g_string_new (NULL);
  const BtNode *appendices = bt_plan_get_part (plan, BT_NODE_APPENDICES);

  append_line (out, 0, bt_plan_get_field (plan, BT_NODE_TYPE),
               bt_plan_get_field (plan, BT_NODE_SUBJECT));
  append_headings (out, plan, bt_plan_get_part (plan, BT_NODE_BODY), 0, NULL);
  for (guint i = 0; i < bt_node_get_n_children (appendices); i++)
    {
      const BtNode *appendix = bt_node_get_child (appendices, i);
      if (bt_node_get_kind (appendix) != BT_NODE_APPENDIX)
        continue;
      g_autofree char *label = bt_plan_dup_label (plan, bt_node_get_id (appendix));
      append_line (out, 0, label,
                   bt_node_get_string (bt_node_get_child_of_kind (appendix, BT_NODE_TITLE)));
      append_headings (out, plan, appendix, 1, NULL);
    }
  return g_string_free (out, FALSE);
}

static char *
show_text (BtPlan *plan, char **notes)
{
  return bt_cli_add_notes (bt_text_export (plan), notes);
}

static const char *const formats[] = { "outline", "text", "json", NULL };
static char *(*const show_as[]) (BtPlan *plan, char **notes) = { show_outline, show_text, bt_show_json };

/**
 * bt_show_run:
 * @files: the plan
 *
 * Returns: the exit status
 */
int
bt_show_run (char **files)
{
  int format = bt_cli_choose_format ("show", options.format, formats);
  BtView view;
  GError *error = NULL;

  if (format < 0)
    return BT_EXIT_USAGE;
  if (!bt_cli_parse_view (options.view, &view))
    return bt_cli_fail_usage ("show", _ ("there is no view “%s”"), options.view);
  g_autoptr (BtPlan) plan = bt_cli_read_plan (files[0], &error);
  if (plan == NULL)
    return bt_cli_fail (files[0], error);
  g_auto (GStrv) notes = NULL;
  g_autoptr (BtPlan) seen = bt_cli_view (plan, view, &notes, &error);
  if (seen == NULL)
    return bt_cli_fail (files[0], error);
  g_autofree char *text = show_as[format] (seen, notes);
  if (!bt_cli_write_string (text, "-", &error))
    return bt_cli_fail ("-", error);
  return BT_EXIT_DONE;
}
