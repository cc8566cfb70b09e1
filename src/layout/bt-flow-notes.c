/* What a marked plan has that a clean one has not: ghosts where something was moved away, the notes behind the plan,
 * the legend at the foot of its first page. */
#include "bt-flow.h"

#include <string.h>

#include "bt-author.h"
#include "bt-reference.h"
#include "bt-text-live.h"

/* Ghosts. */

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

static char *
dup_ghost_words (const BtShaper *shaper, const BtNode *ghost)
{
  const BtMarkup *markup = bt_shaper_get_markup (shaper);
  const BtNode *moved = bt_markup_get_moved (markup, ghost);
  g_autofree char *first = moved != NULL ? dup_first_words (moved) : NULL;
  g_autofree char *quote = first != NULL ? g_strdup_printf ("“%s” ", first) : g_strdup ("");
  g_autofree char *place =
      moved != NULL ? bt_plan_dup_place (bt_markup_get_plan (markup), bt_node_get_id (moved))
                    : g_strdup ("…");

  return fill (bt_profile_get_words (bt_shaper_get_profile (shaper), BT_WORDS_MOVED_TO), quote,
               place);
}

/**
 * bt_shaper_get_ghost:
 * @ghost: a ghost
 * @width: of its line
 *
 * Returns: (transfer full): what stands in the old place of something that was moved away: where it stands now
 */
BtParagraph *
bt_shaper_get_ghost (BtShaper *shaper, const BtNode *ghost, BtLength width)
{
  g_autofree char *words = dup_ghost_words (shaper, ghost);

  /* Where it stands now is said by other parts of the plan. */
  bt_shaper_note_objects (shaper);
  return bt_shaper_get_words (shaper, words, BT_STYLE_GHOST, width);
}

/** bt_flow_add_ghost: adds the line that stands in an old place, if changes are shown */
void
bt_flow_add_ghost (BtFlow *flow, const BtNode *ghost)
{
  BtLength indent = bt_flow_get_length (flow, BT_FIGURE_INDENT);

  if (flow->markup == NULL)
    return;
  bt_flow_add_paragraph (flow,
                         bt_shaper_get_ghost (flow->shaper, ghost, flow->geometry.width - indent),
                         BT_STYLE_GHOST, BT_TAG_PARAGRAPH, ghost)
      ->x = indent;
}

/* Notes. */

static BtBlock *
add_words (BtFlow *flow, const char *words, BtStyleId style, BtTag tag)
{
  return bt_flow_add_paragraph (flow,
                                bt_shaper_get_words (flow->shaper, words, style,
                                                     flow->geometry.width),
                                style, tag, NULL);
}

/* What stands above the first message of a thread. */
static char *
dup_thread_head (const BtFlow *flow, const BtComment *comment, const BtNode *message)
{
  const char *place = bt_markup_get_comment_place (flow->markup, comment);
  g_autofree char *quote = bt_note_shorten (comment->quote);
  GString *words = g_string_new (NULL);

  g_string_append_printf (words, "[%u] %s", comment->number,
                          bt_markup_get_head (flow->markup, message));
  if (place != NULL && *place != '\0')
    g_string_append_printf (words, ", %s", place);
  if (*quote != '\0')
    g_string_append_printf (words, ", “%s”", quote);
  if (comment->place == BT_COMMENT_DETACHED)
    g_string_append_printf (words, " (%s)",
                            bt_profile_get_words (flow->profile, BT_WORDS_DETACHED));
  if (bt_comment_is_resolved (comment))
    g_string_append_printf (words, " (%s)",
                            bt_profile_get_words (flow->profile, BT_WORDS_RESOLVED));
  g_string_append_c (words, ':');
  return g_string_free (words, FALSE);
}

static char *
dup_reply_head (const BtFlow *flow, const BtNode *message)
{
  return g_strdup_printf ("→ %s:", bt_markup_get_head (flow->markup, message));
}

static void
add_message (BtFlow *flow, const char *head, const BtNode *message, BtLength x)
{
  BtLength indent = bt_flow_get_length (flow, BT_FIGURE_INDENT);
  BtLength width = flow->geometry.width - x;
  BtBlock *block =
      bt_flow_add_paragraph (flow,
                             bt_shaper_get_words (flow->shaper, head, BT_STYLE_NOTE_HEAD, width),
                             BT_STYLE_NOTE_HEAD, BT_TAG_PARAGRAPH, NULL);

  block->x = x;
  block->heads = TRUE;
  bt_flow_add_paragraph (flow,
                         bt_shaper_get_paragraph (flow->shaper, message, BT_STYLE_NOTE,
                                                  width - indent, 0),
                         BT_STYLE_NOTE, BT_TAG_PARAGRAPH, message)
      ->x = x + indent;
}

static void
add_comment (BtFlow *flow, const BtComment *comment)
{
  g_autoptr (GPtrArray) messages = bt_comment_get_messages (comment);
  BtLength indent = bt_flow_get_length (flow, BT_FIGURE_INDENT);

  for (guint i = 0; i < messages->len; i++)
    {
      const BtNode *message = messages->pdata[i];
      g_autofree char *head =
          i == 0 ? dup_thread_head (flow, comment, message) : dup_reply_head (flow, message);

      add_message (flow, head, message, i == 0 ? 0 : indent);
    }
}

/**
 * bt_flow_add_notes:
 *
 * Adds what the numbers in the text point to: comments with their answers, then changes that the words do not show.
 * Behind the plan they keep the margins of its pages, which are narrow, and can be as long as they are.
 */
void
bt_flow_add_notes (BtFlow *flow)
{
  const GPtrArray *comments = bt_markup_get_comments (flow->markup);
  const GPtrArray *remarks = bt_markup_get_remarks (flow->markup);
  BtBlock *block = add_words (flow, bt_profile_get_words (flow->profile, BT_WORDS_NOTES),
                              BT_STYLE_NOTES_TITLE, BT_TAG_HEADING);

  block->level = 1;
  block->heads = TRUE;
  for (guint i = 0; i < comments->len; i++)
    add_comment (flow, comments->pdata[i]);
  for (guint i = 0; i < remarks->len; i++)
    {
      g_autofree char *words = bt_markup_dup_remark (flow->markup, remarks->pdata[i]);

      add_words (flow, words, BT_STYLE_NOTE_HEAD, BT_TAG_PARAGRAPH);
    }
}

/* The legend. */

/* Turns "[+…+]", "[-…-]" and "[>…>]" into what they stand for. */
static void
append_example (GString *words, const char *pattern, guint32 color)
{
  static const struct
  {
    const char *open, *close;
    BtLook look;
  } looks[] = { { "[+", "+]", BT_LOOK_INSERTED },
                { "[-", "-]", BT_LOOK_DELETED },
                { "[>", ">]", BT_LOOK_MOVED } };

  while (*pattern != '\0')
    {
      guint i = 0;
      const char *end = NULL;

      while (i < G_N_ELEMENTS (looks) && !g_str_has_prefix (pattern, looks[i].open))
        i++;
      if (i < G_N_ELEMENTS (looks))
        end = strstr (pattern, looks[i].close);
      if (end == NULL)
        {
          g_string_append_c (words, *pattern++);
          continue;
        }
      g_autofree char *piece = g_strndup (pattern + 2, end - pattern - 2);
      bt_words_append (words, piece, looks[i].look, color);
      pattern = end + 2;
    }
}

static void
append_authors (GString *words, const BtFlow *flow)
{
  const GArray *authors = bt_markup_get_authors (flow->markup);

  for (guint i = 0; i < authors->len; i++)
    {
      const char *name = g_array_index (authors, BtAuthor, i).name;

      g_string_append (words, i == 0 ? " " : ", ");
      bt_words_append (words, name, BT_LOOK_COLORED,
                       bt_markup_get_author_color (flow->markup, name));
    }
  g_string_append_c (words, '.');
}

/**
 * bt_flow_get_legend:
 *
 * Returns: (transfer full): what underlines, strikes, bars and numbers mean, and the authors, each in its colour
 */
BtParagraph *
bt_flow_get_legend (BtFlow *flow)
{
  GString *words = g_string_new (NULL);
  BtParagraph *legend;

  if (bt_markup_has_changes (flow->markup))
    append_example (words, bt_profile_get_words (flow->profile, BT_WORDS_LEGEND), 0);
  if (bt_markup_get_comments (flow->markup)->len + bt_markup_get_remarks (flow->markup)->len > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "",
                            bt_profile_get_words (flow->profile, BT_WORDS_LEGEND_NOTES));
  g_string_append_printf (words, " %s",
                          bt_profile_get_words (flow->profile, BT_WORDS_LEGEND_AUTHORS));
  append_authors (words, flow);
  legend = bt_shaper_get_words (flow->shaper, words->str, BT_STYLE_LEGEND,
                                bt_flow_get_geometry (flow, FALSE).width);
  g_string_free (words, TRUE);
  return legend;
}
