/* banthao-cli comments: what was said about a plan, and where. */
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bt-cli.h"
#include "bt-comment-list.h"
#include "bt-comments-json.h"

static struct
{
  char *format;
} options;

const GOptionEntry bt_comments_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
    N_ ("How to list them; as text by default"), "text|json" },
  { NULL },
};

static const char *
get_attr (const BtNode *node, const char *name)
{
  const char *value = bt_node_get_attr (node, name);
  return value != NULL ? value : "";
}

/* What the thread speaks of, and how far it is. */
static void
append_thread (GString *out, const BtComment *comment)
{
  g_string_append_printf (out, "%u · %s · ", comment->number, comment->id);
  if (comment->place == BT_COMMENT_DETACHED)
    g_string_append (out, _ ("detached: the text is no longer there"));
  else
    g_string_append (out, comment->node);
  if (*comment->quote != '\0')
    g_string_append_printf (out, " · “%s”", comment->quote);
  if (bt_comment_is_resolved (comment))
    {
      g_string_append (out, " · ");
      g_string_append_printf (out, _ ("resolved by %s, %s"),
                              get_attr (comment->thread, "decided-by"),
                              get_attr (comment->thread, "decided"));
    }
  g_string_append_c (out, '\n');
}

/* A line for each message. */
static void
append_messages (GString *out, const BtComment *comment)
{
  g_autoptr (GPtrArray) messages = bt_comment_get_messages (comment);

  for (guint i = 0; i < messages->len; i++)
    {
      g_autofree char *words = g_strdup (bt_node_get_string (messages->pdata[i]));
      g_string_append_printf (out, "    %s · %s: %s\n", get_attr (messages->pdata[i], "author"),
                              get_attr (messages->pdata[i], "time"),
                              g_strdelimit (words, "\n", ' '));
    }
}

static char *
list_text (BtPlan *plan)
{
  g_autoptr (GPtrArray) list = bt_comment_list_new (plan);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      append_thread (out, list->pdata[i]);
      append_messages (out, list->pdata[i]);
    }
  return g_string_free (out, FALSE);
}

static char *
list_json (BtPlan *plan)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  bt_comments_add_json (json, plan);
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static const char *const formats[] = { "text", "json", NULL };
static char *(*const list_as[]) (BtPlan *plan) = { list_text, list_json };

/**
 * bt_comments_run:
 * @files: the plan
 *
 * Returns: the exit status
 */
int
bt_comments_run (char **files)
{
  int format = bt_cli_choose_format ("comments", options.format, formats);
  GError *error = NULL;

  if (format < 0)
    return BT_EXIT_USAGE;
  g_autoptr (BtPlan) plan = bt_cli_read_plan (files[0], &error);
  if (plan == NULL)
    return bt_cli_fail (files[0], error);
  g_autofree char *text = list_as[format] (plan);
  if (!bt_cli_write_string (text, "-", &error))
    return bt_cli_fail ("-", error);
  return BT_EXIT_DONE;
}
