/* banthao-cli changes: what the tracked changes of a plan mean, and the list of them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-change-list.h"
#include "bt-change-summary.h"
#include "bt-cli.h"

static struct
{
  char *format;
} options;

const GOptionEntry bt_changes_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
    N_ ("How to list them; as text by default"), "text|json" },
  { NULL },
};

static const char *const kind_words[BT_N_CHANGE_KINDS] = {
  [BT_CHANGE_TEXT_INSERT] = N_ ("words inserted"),
  [BT_CHANGE_TEXT_DELETE] = N_ ("words deleted"),
  [BT_CHANGE_FORMAT] = N_ ("format changed"),
  [BT_CHANGE_NODE_INSERT] = N_ ("inserted"),
  [BT_CHANGE_NODE_DELETE] = N_ ("deleted"),
  [BT_CHANGE_MOVE] = N_ ("moved"),
  [BT_CHANGE_SPLIT] = N_ ("split off"),
  [BT_CHANGE_JOIN] = N_ ("joined to the one before"),
  [BT_CHANGE_ATTRIBUTE] = N_ ("set"),
};

/* What was done: the words it is about, or an attribute with both its values. */
static void
append_what (GString *out, const BtChange *change)
{
  g_string_append_printf (out, " · %s · %s", change->node, _ (kind_words[change->kind]));
  if (change->name != NULL)
    g_string_append_printf (out, " · %s: “%s” → “%s”", change->name, change->old, change->text);
  else if (*change->text != '\0')
    g_string_append_printf (out, " · “%s”", change->text);
  if (change->state == BT_CHANGE_WAITING)
    g_string_append_printf (out, " · %s", _ ("decided, waits for what depends on it"));
}

/* What it was about went with what another change decided, if one is known. */
static void
append_overtaken (GString *out, const BtChange *change)
{
  const char *taker = bt_change_get_attr (change, "overtaken-by");

  g_string_append_printf (out, _ ("overtaken by what %s decided, %s"),
                          bt_change_get_attr (change, "decided-by"),
                          bt_change_get_attr (change, "decided"));
  if (*taker != '\0')
    g_string_append_printf (out, " (%s)", taker);
}

static void
append_decision (GString *out, const BtChange *change)
{
  const char *decision = bt_change_get_attr (change, "decision");
  gboolean accepted = strcmp (decision, "accepted") == 0;

  g_string_append_printf (out, " · ");
  if (strcmp (decision, "overtaken") == 0)
    append_overtaken (out, change);
  else
    g_string_append_printf (out, accepted ? _ ("accepted by %s, %s") : _ ("rejected by %s, %s"),
                          bt_change_get_attr (change, "decided-by"),
                          bt_change_get_attr (change, "decided"));
}

static void
append_change (GString *out, const BtChange *change)
{
  GString *line = g_string_new (change->id);
  const char *time = bt_change_get_attr (change, "time");

  g_string_append_printf (line, " · %s · %s · ", bt_change_get_attr (change, "author"),
                          *time != '\0' ? time : _ ("time unknown"));
  g_string_append_printf (line, _ ("round %s"), bt_change_get_attr (change, "round"));
  if (change->state == BT_CHANGE_DECIDED)
    append_decision (line, change);
  else
    append_what (line, change);
  g_strdelimit (line->str, "\n", ' ');
  g_string_append_printf (out, "%s\n", line->str);
  g_string_free (line, TRUE);
}

static char *
list_text (BtPlan *plan, const GPtrArray *list)
{
  g_autoptr (BtChangeSummary) summary = bt_change_summary_new (plan, list);
  g_autofree char *opening = bt_change_summary_to_text (summary);
  GString *out = g_string_new (opening);

  if (list->len > 0)
    g_string_append_c (out, '\n');
  for (guint i = 0; i < list->len; i++)
    append_change (out, list->pdata[i]);
  return g_string_free (out, FALSE);
}

static char *
list_json (BtPlan *plan, const GPtrArray *list)
{
  return bt_changes_json (list);
}

static const char *const formats[] = { "text", "json", NULL };
static char *(*const list_as[]) (BtPlan *plan, const GPtrArray *list) = { list_text, list_json };

/**
 * bt_changes_run:
 * @files: the plan
 *
 * Returns: the exit status
 */
int
bt_changes_run (char **files)
{
  int format = bt_cli_choose_format ("changes", options.format, formats);
  GError *error = NULL;

  if (format < 0)
    return BT_EXIT_USAGE;
  g_autoptr (BtPlan) plan = bt_cli_read_plan (files[0], &error);
  if (plan == NULL)
    return bt_cli_fail (files[0], error);
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);
  g_autofree char *text = list_as[format] (plan, list);
  if (!bt_cli_write_string (text, "-", &error))
    return bt_cli_fail ("-", error);
  return BT_EXIT_DONE;
}
