/* The views of a plan as the commands print them; a text with the changes in it has them in brackets. */
#include <string.h>

#include "bt-cli.h"
#include "bt-marks.h"

static const struct
{
  const char *name;
  BtView view;
} views[] = {
  { "final", BT_VIEW_FINAL },
  { "original", BT_VIEW_ORIGINAL },
  { "markup", BT_VIEW_MARKUP },
};

/**
 * bt_cli_parse_view:
 * @name: (nullable): what was asked for; nothing is "final"
 * @view: (out): the view
 *
 * Returns: whether there is such a view
 */
gboolean
bt_cli_parse_view (const char *name, BtView *view)
{
  g_return_val_if_fail (view != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (name == NULL || strcmp (views[i].name, name) == 0)
      {
        *view = views[i].view;
        return TRUE;
      }
  return FALSE;
}

static gboolean
clear_marks_cb (BtMark *mark, gpointer data)
{
  mark->ins = mark->del = mark->was = NULL;
  return TRUE;
}

/* The brackets of a run: what is deleted from an insertion is both. */
static void
get_brackets (const BtMark *mark, const char **open, const char **close)
{
  static const char *const brackets[][2] = {
    { "", "" }, { "[+", "+]" }, { "[-", "-]" }, { "[+-", "-+]" }
  };
  guint which = (mark->ins != NULL ? 1 : 0) + (mark->del != NULL ? 2 : 0);

  *open = brackets[which][0];
  *close = brackets[which][1];
}

/* The text with brackets around what is inserted or deleted, whoever did it, and without a mark. */
static BtText *
bracket_text (const BtText *text, const char *sign)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  BtTextBuilder *builder = bt_text_builder_new ();
  const char *open = "", *close = "", *next_close;
  gsize start = 0;

  bt_text_builder_append (builder, sign, -1, NULL);
  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      g_autoptr (BtText) slice = bt_text_slice (text, start, runs[i].end);
      g_autoptr (BtText) plain = bt_text_map (slice, clear_marks_cb, NULL);
      get_brackets (&runs[i].mark, &open, &next_close);
      if (strcmp (close, next_close) != 0)
        {
          bt_text_builder_append (builder, close, -1, NULL);
          bt_text_builder_append (builder, open, -1, NULL);
        }
      close = next_close;
      bt_text_builder_append_text (builder, plain);
    }
  bt_text_builder_append (builder, close, -1, NULL);
  return bt_text_builder_end (builder);
}

/* What a mark of the node itself puts before its text. */
static char *
dup_sign (const BtNode *node)
{
  static const char *const signs[][2] = {
    { "ins", "[+]" }, { "del", "[-]" }, { "moved", "[>]" }, { "split", "[/]" }, { "join", "[&]" }
  };
  GString *sign = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (bt_node_get_attr (node, signs[i][0]) != NULL)
      g_string_append (sign, signs[i][1]);
  if (sign->len > 0)
    g_string_append_c (sign, ' ');
  return g_string_free (sign, FALSE);
}

static void
note_change_cb (const char *change, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
collect_marked (const BtNode *node, GPtrArray *ids)
{
  gboolean marked = FALSE;

  if (bt_node_get_text (node) != NULL)
    bt_node_foreach_change (node, note_change_cb, &marked);
  if (marked)
    g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (node)));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_marked (bt_node_get_child (node, i), ids);
}

static BtPlan *
bracket_plan (BtPlan *plan)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);

  collect_marked (bt_plan_get_root (plan), ids);
  for (guint i = 0; i < ids->len; i++)
    {
      const BtNode *node = bt_plan_get_node (plan, ids->pdata[i]);
      g_autofree char *sign = dup_sign (node);
      g_autoptr (BtText) text = bracket_text (bt_node_get_text (node), sign);
      g_autoptr (GError) error = NULL;
      if (!bt_step_run_set_text (run, ids->pdata[i], text, &error))
        g_warning ("view: %s", error->message);
    }
  return bt_plan_ref (bt_step_run_get_plan (run));
}

/**
 * bt_cli_view:
 * @plan: a plan, which stays as it is
 * @view: how to look at it
 *
 * With the changes in it, "[+…+]" is inserted and "[-…-]" deleted; a paragraph begins with "[+]" where
 * it is new, "[-]" deleted, "[>]" moved, "[/]" split from the one before, "[&]" joined to it.
 *
 * Returns: (transfer full): the plan to print
 */
BtPlan *
bt_cli_view (BtPlan *plan, BtView view)
{
  g_return_val_if_fail (plan != NULL, NULL);
  return view == BT_VIEW_MARKUP ? bracket_plan (plan) : bt_review_view (plan, view);
}
