/* The words of a header's fields with the changes in them. */
#include "bt-flow.h"

#include "bt-text-live.h"
#include "bt-wording.h"

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

/* The fields of a marked plan: what is deleted is there, too. */

static void
append_marked (GString *words, const BtFlow *flow, BtNodeKind kind)
{
  const BtMarkup *markup = bt_shaper_get_markup (flow->shaper);
  const BtText *text = bt_wording_get_field (flow->plan, kind);
  const BtNodeMarks none = { 0 };
  guint n_runs;
  gsize start = 0;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      g_autofree char *piece = g_strndup (bt_text_get_string (text) + start, runs[i].end - start);
      BtInk ink = bt_markup_get_ink (markup, &none, &runs[i].mark);

      bt_words_append (words, piece, ink.look, ink.color);
    }
}

static void
append_signs (GString *words, const BtFlow *flow, BtNodeKind kind)
{
  const BtNode *header = bt_plan_get_part (flow->plan, BT_NODE_HEADER);

  bt_markup_append_signs (bt_shaper_get_markup (flow->shaper),
                          bt_node_get_child_of_kind (header, kind), words);
}

/**
 * bt_flow_dup_marked_number:
 *
 * Returns: (transfer full): what bt_wording_dup_number() gives, with the changes and notes in it
 */
char *
bt_flow_dup_marked_number (const BtFlow *flow)
{
  g_autofree char *number = bt_wording_dup_field (flow->plan, BT_NODE_NUMBER);
  g_autofree char *symbol = bt_wording_dup_field (flow->plan, BT_NODE_SYMBOL);
  GString *words = g_string_new (NULL);

  append_marked (words, flow, BT_NODE_NUMBER);
  if (is_blank (number))
    g_string_append (words, bt_profile_get_words (flow->profile, BT_WORDS_NUMBER_BLANK));
  append_signs (words, flow, BT_NODE_NUMBER);
  g_string_append_c (words, '/');
  append_marked (words, flow, BT_NODE_SYMBOL);
  if (is_blank (symbol))
    g_string_append (words, bt_profile_get_words (flow->profile, BT_WORDS_SYMBOL));
  append_signs (words, flow, BT_NODE_SYMBOL);
  return g_string_free (words, FALSE);
}

/* The text without what open changes put in; and a mark of what one puts in, and of what one deletes. */
static char *
dup_original (const BtText *text, const BtMark **ins, const BtMark **del)
{
  GString *original = g_string_new (NULL);
  guint n_runs;
  gsize start = 0;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  *ins = *del = NULL;
  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      if (runs[i].mark.ins != NULL && runs[i].mark.del == NULL)
        *ins = &runs[i].mark;
      if (runs[i].mark.del != NULL)
        *del = &runs[i].mark;
      if (runs[i].mark.ins == NULL)
        g_string_append_len (original, bt_text_get_string (text) + start, runs[i].end - start);
    }
  return g_string_free (original, FALSE);
}

static void
append_date (GString *words, const BtFlow *flow, const char *iso, const BtMark *mark, guint look)
{
  g_autofree char *date = bt_wording_dup_long_date (iso, flow->profile);
  guint32 color = 0;

  if (mark != NULL)
    color = bt_markup_get_color (bt_shaper_get_markup (flow->shaper),
                                 look == BT_LOOK_DELETED ? mark->del : mark->ins);
  bt_words_append (words, date, mark != NULL ? look : BT_LOOK_PLAIN, color);
}

/**
 * bt_flow_dup_marked_date:
 *
 * A date that was changed is there twice, as it was and as it will be: its digits alone would say little.
 *
 * Returns: (transfer full): place and date with the changes and notes in them
 */
char *
bt_flow_dup_marked_date (const BtFlow *flow)
{
  const BtText *date = bt_wording_get_field (flow->plan, BT_NODE_DATE);
  const BtMark *ins, *del;
  g_autofree char *before = dup_original (date, &ins, &del);
  g_autofree char *now = bt_text_dup_live (date);
  GString *words = g_string_new (NULL);

  append_marked (words, flow, BT_NODE_PLACE);
  append_signs (words, flow, BT_NODE_PLACE);
  if (words->len > 0)
    g_string_append (words, ", ");
  if (del != NULL && !is_blank (before))
    {
      append_date (words, flow, before, del, BT_LOOK_DELETED);
      g_string_append_c (words, ' ');
    }
  append_date (words, flow, now, ins, BT_LOOK_INSERTED);
  append_signs (words, flow, BT_NODE_DATE);
  return g_string_free (words, FALSE);
}
