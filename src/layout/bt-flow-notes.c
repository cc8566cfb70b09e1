/* What a marked plan has that a clean one has not: ghosts where something was moved away, the notes behind the plan,
 * the legend at the foot of its first page. */
#include "bt-flow.h"

#include <string.h>

#include "bt-author.h"

/* Ghosts. */

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
  g_autofree char *words = bt_markup_dup_ghost (bt_shaper_get_markup (shaper), ghost);

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
      g_autofree char *head = bt_markup_dup_comment_head (flow->markup, comment, i);

      add_message (flow, head, message, i == 0 ? 0 : indent);
    }
}

static void
add_remark (BtFlow *flow, const BtRemark *remark)
{
  g_autofree char *words = bt_markup_dup_remark (flow->markup, remark);

  add_words (flow, words, BT_STYLE_NOTE_HEAD, BT_TAG_PARAGRAPH);
}

/* How many blocks a comment has, as add_comment() makes them. */
static guint
count_comment_blocks (const BtComment *comment)
{
  g_autoptr (GPtrArray) messages = bt_comment_get_messages (comment);

  return 2 * messages->len;
}

/* Adds comments, those of the flow before from block @first on where they are the same; returns what follows those. */
static guint
add_comments (BtFlow *flow, guint first, gboolean can_copy)
{
  const GPtrArray *comments = bt_markup_get_comments (flow->markup);
  const GPtrArray *old = can_copy ? bt_markup_get_comments (flow->previous->markup) : NULL;

  for (guint i = 0; i < comments->len || (old != NULL && i < old->len); i++)
    {
      guint n_old = old != NULL && i < old->len ? count_comment_blocks (old->pdata[i]) : 0;

      if (n_old > 0 && i < comments->len
          && bt_markup_has_same_comment (flow->previous->markup, flow->markup, i))
        bt_flow_copy_blocks (flow, first, n_old);
      else if (i < comments->len)
        add_comment (flow, comments->pdata[i]);
      first += n_old;
    }
  return first;
}

/* Adds the notes; where @records are given, those of the flow before that read the same, but for these changes. */
static void
add_notes (BtFlow *flow, GHashTable *records)
{
  const GPtrArray *remarks = bt_markup_get_remarks (flow->markup);
  BtBlock *block = add_words (flow, bt_profile_get_words (flow->profile, BT_WORDS_NOTES),
                              BT_STYLE_NOTES_TITLE, BT_TAG_HEADING);
  guint first;

  block->level = 1;
  block->heads = TRUE;
  first = add_comments (flow, records != NULL ? flow->previous->first_note + 1 : 0, records != NULL);
  for (guint i = 0; i < remarks->len; i++)
    if (records != NULL
        && bt_markup_has_same_remark (flow->previous->markup, flow->markup, i, records))
      bt_flow_copy_blocks (flow, first + i, 1);
    else
      add_remark (flow, remarks->pdata[i]);
}

/**
 * bt_flow_add_notes:
 *
 * Adds what the numbers in the text point to: comments with their answers, then changes that the words do not show.
 * Behind the plan they keep the margins of its pages, which are narrow, and can be as long as they are. Those of the
 * flow before are copied where they would read the same.
 */
void
bt_flow_add_notes (BtFlow *flow)
{
  const BtFlow *previous = flow->previous;
  g_autoptr (GHashTable) records =
      previous != NULL && previous->n_notes > 0
          ? bt_markup_find_new_records (previous->markup, flow->markup)
          : NULL;

  flow->first_note = flow->blocks->len;
  add_notes (flow, records);
  flow->n_notes = flow->blocks->len - flow->first_note;
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
