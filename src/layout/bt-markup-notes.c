/* What notes and ghosts say. */
#include <string.h>

#include "bt-date.h"
#include "bt-markup.h"
#include "bt-reference.h"
#include "bt-setting-words.h"
#include "bt-text-live.h"

/* How much of words that were set in another format is quoted, in characters. */
#define MAX_QUOTE 60

/**
 * bt_note_shorten:
 * @words: any words
 *
 * Returns: (transfer full): their beginning, on one line, so that somebody knows what is meant
 */
char *
bt_note_shorten (const char *words)
{
  g_autofree char *line = g_strdelimit (g_strdup (words), "\n", ' ');
  g_auto (GStrv) syllables = NULL;
  GString *out = g_string_new (NULL);

  g_strstrip (line);
  if (g_utf8_strlen (line, -1) <= MAX_QUOTE)
    return g_string_free (g_string_append (out, line), FALSE);
  syllables = g_strsplit (line, " ", -1);
  for (guint i = 0; syllables[i] != NULL; i++)
    {
      if (i > 0 && g_utf8_strlen (out->str, -1) + g_utf8_strlen (syllables[i], -1) > MAX_QUOTE)
        break;
      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", syllables[i]);
    }
  return g_string_free (g_string_append (out, "…"), FALSE);
}

/**
 * bt_markup_dup_remark:
 * @markup: a markup
 * @remark: one of its remarks
 *
 * Returns: (transfer full): the note: its number, who, when, where, what it was and what it is
 */
char *
bt_markup_dup_remark (const BtMarkup *markup, const BtRemark *remark)
{
  g_autofree char *old = bt_setting_dup_value (remark->name, remark->old);
  g_autofree char *now = bt_setting_dup_value (remark->name, remark->now);
  g_autofree char *quote = remark->words != NULL ? bt_note_shorten (remark->words) : NULL;
  GString *words = g_string_new (NULL);

  g_string_append_printf (words, "(%u) %s: ", remark->number,
                          bt_markup_get_head (markup,
                                              bt_markup_get_record (markup, remark->change)));
  if (*remark->place != '\0')
    g_string_append_printf (words, "%s, ", remark->place);
  g_string_append (words, bt_setting_get_name (remark->name));
  if (quote != NULL)
    g_string_append_printf (words, " “%s”", quote);
  g_string_append_printf (words, ": %s → %s", old, now);
  return g_string_free (words, FALSE);
}

/* "(đã giải quyết, Trần Bình, 04/01/2026 07:00)" */
static void
append_resolved (GString *words, const BtProfile *profile, const BtNode *thread)
{
  const char *by = bt_node_get_attr (thread, "decided-by");
  const char *decided = bt_node_get_attr (thread, "decided");

  g_string_append_printf (words, " (%s", bt_profile_get_words (profile, BT_WORDS_RESOLVED));
  if (by != NULL)
    g_string_append_printf (words, ", %s", by);
  if (decided != NULL)
    {
      g_autofree char *time = bt_time_format_local (decided);
      g_string_append_printf (words, ", %s", time);
    }
  g_string_append_c (words, ')');
}

/**
 * bt_markup_dup_comment_head:
 * @markup: a markup
 * @comment: one of its comments
 * @index: of one of its messages, from 0
 *
 * Returns: (transfer full): what stands above the message: who, when; above the first one also the note's number, where
 *   it stands, the words it is about, and whether it is settled
 */
char *
bt_markup_dup_comment_head (const BtMarkup *markup, const BtComment *comment, guint index)
{
  const BtProfile *profile = bt_markup_get_profile (markup);
  const char *place = bt_markup_get_comment_place (markup, comment);
  g_autoptr (GPtrArray) messages = bt_comment_get_messages (comment);
  const char *head = bt_markup_get_head (markup, messages->pdata[index]);
  g_autofree char *quote = bt_note_shorten (comment->quote);
  GString *words = g_string_new (NULL);

  if (index > 0)
    {
      g_string_append_printf (words, "→ %s:", head);
      return g_string_free (words, FALSE);
    }
  g_string_append_printf (words, "[%u] %s", comment->number, head);
  if (place != NULL && *place != '\0')
    g_string_append_printf (words, ", %s", place);
  if (*quote != '\0')
    g_string_append_printf (words, ", “%s”", quote);
  if (comment->place == BT_COMMENT_DETACHED)
    g_string_append_printf (words, " (%s)", bt_profile_get_words (profile, BT_WORDS_DETACHED));
  if (bt_comment_is_resolved (comment))
    append_resolved (words, profile, comment->thread);
  g_string_append_c (words, ':');
  return g_string_free (words, FALSE);
}

/* The first words in a node. */
static char *
dup_first_words (const BtNode *node)
{
  const BtText *text = bt_node_get_text (node);
  g_autofree char *live = text != NULL ? bt_text_dup_live (text) : NULL;
  char *words = NULL;

  if (live != NULL && *live != '\0')
    return bt_note_shorten (live);
  for (guint i = 0; words == NULL && i < bt_node_get_n_children (node); i++)
    words = dup_first_words (bt_node_get_child (node, i));
  return words;
}

/* @pattern with %1 and %2 replaced. */
static char *
fill (const char *pattern, const char *first, const char *second)
{
  GString *out = g_string_new (pattern);

  g_string_replace (out, "%1", first, 1);
  g_string_replace (out, "%2", second, 1);
  return g_string_free (out, FALSE);
}

/**
 * bt_markup_dup_ghost:
 * @markup: a markup
 * @ghost: a ghost
 *
 * Returns: (transfer full): what stands in the old place of something that was moved away: what it is, and where it
 *   stands now
 */
char *
bt_markup_dup_ghost (const BtMarkup *markup, const BtNode *ghost)
{
  const BtNode *moved = bt_markup_get_moved (markup, ghost);
  g_autofree char *first = moved != NULL ? dup_first_words (moved) : NULL;
  g_autofree char *quote = first != NULL ? g_strdup_printf ("“%s” ", first) : g_strdup ("");
  g_autofree char *place =
      moved != NULL ? bt_plan_dup_place (bt_markup_get_plan (markup), bt_node_get_id (moved))
                    : g_strdup ("…");

  return fill (bt_profile_get_words (bt_markup_get_profile (markup), BT_WORDS_MOVED_TO), quote,
               place);
}
