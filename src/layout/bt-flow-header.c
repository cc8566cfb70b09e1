/* The header of page 1: quốc hiệu and issuer in two columns, their rules, number and date; the title below. */
#include "bt-flow.h"

#include "bt-paragraph-private.h"
#include "bt-wording.h"

/* The rows of the right column, which the lines of the left one stand beside. */
#define N_RIGHT_LINES 2

/* A field higher than this part of a page does not belong into a header. */
#define MAX_FIELD_PART 4

/* A field that is too long for the header. */
typedef struct
{
  BtParagraph *paragraph;
  BtStyleId style;
  BtLength x;
  const BtNode *node;
} LongField;

/* The header while it is put together. */
typedef struct
{
  BtFlow *flow;
  BtGroup *group;
  GArray *long_fields; /* of LongField */
  BtLength left_width, right_x, right_width;
  BtLength baselines[N_RIGHT_LINES];
  guint n_left_lines;
  BtLength left_bottom, right_bottom;
  BtLength rule_y; /* the bottom of the right column's last line */
} Header;

static gboolean
is_empty (const BtNode *node)
{
  return *bt_node_get_string (node) == '\0';
}

static BtNode *
get_field (const BtFlow *flow, BtNodeKind kind)
{
  return bt_node_get_child_of_kind (bt_plan_get_part (flow->plan, BT_NODE_HEADER), kind);
}

/* The tên loại, that of a plan where none is given. */
static BtParagraph *
get_type (BtFlow *flow)
{
  BtNode *node = get_field (flow, BT_NODE_TYPE);
  g_autoptr (GString) words = g_string_new (bt_profile_get_words (flow->profile, BT_WORDS_TYPE));

  if (!is_empty (node))
    return bt_shaper_get_paragraph (flow->shaper, node, BT_STYLE_TYPE, flow->geometry.width, 0);
  if (flow->markup != NULL)
    bt_markup_append_signs (flow->markup, node, words);
  return bt_shaper_get_words (flow->shaper, words->str, BT_STYLE_TYPE, flow->geometry.width);
}

/* A rule centred in a column, as long as a part of the last line above it. Returns its bottom. */
static BtLength
add_rule (Header *header, const BtParagraph *above, BtRatio ratio, BtLength column_x,
          BtLength column_width, BtLength y)
{
  BtFlow *flow = header->flow;
  BtLength thickness = bt_flow_get_length (flow, BT_FIGURE_RULE_THICKNESS);
  BtLength length =
      (BtLength) (bt_paragraph_get_last_width (above) * bt_profile_get_ratio (flow->profile, ratio)
                  + 0.5);

  y += bt_flow_get_length (flow, BT_FIGURE_RULE_GAP);
  bt_box_emit_rule (header->group->boxes, column_x + (column_width - length) / 2, y, length,
                    thickness);
  return y + thickness;
}

/* Quốc hiệu and tiêu ngữ; the column is as wide as the quốc hiệu at least, which never wraps (I.II.1). */
static void
add_motto (Header *header)
{
  static const struct
  {
    BtWords words;
    BtStyleId style;
  } lines[N_RIGHT_LINES] = { { BT_WORDS_MOTTO, BT_STYLE_MOTTO },
                             { BT_WORDS_SUBMOTTO, BT_STYLE_SUBMOTTO } };
  BtFlow *flow = header->flow;

  for (guint i = 0; i < N_RIGHT_LINES; i++)
    {
      const char *words = bt_profile_get_words (flow->profile, lines[i].words);
      BtParagraph *paragraph =
          bt_shaper_get_words (flow->shaper, words, lines[i].style, header->right_width);

      header->baselines[i] = header->right_bottom + bt_paragraph_get_first_baseline (paragraph);
      bt_group_add_lines (header->group, paragraph, 0, bt_paragraph_get_n_lines (paragraph),
                          header->right_x, header->right_bottom, BT_TAG_PARAGRAPH, NULL);
      header->right_bottom +=
          bt_paragraph_get_height (paragraph, 0, bt_paragraph_get_n_lines (paragraph));
      header->rule_y = header->right_bottom;
      if (i == N_RIGHT_LINES - 1)
        header->right_bottom = add_rule (header, paragraph, BT_RATIO_SUBMOTTO_RULE, header->right_x,
                                         header->right_width, header->right_bottom);
      bt_paragraph_unref (paragraph);
    }
}

/* Lines of the left column; the first ones on the baselines of the right column. */
static void
add_left_lines (Header *header, BtParagraph *paragraph, const BtNode *node)
{
  for (guint i = 0; i < bt_paragraph_get_n_lines (paragraph); i++, header->n_left_lines++)
    {
      BtLength y = header->left_bottom;

      if (header->n_left_lines < N_RIGHT_LINES)
        y = MAX (y, header->baselines[header->n_left_lines]
                        - bt_paragraph_get_first_baseline (paragraph));
      bt_group_add_lines (header->group, paragraph, i, i + 1, 0, y, BT_TAG_PARAGRAPH, node);
      header->left_bottom = y + bt_paragraph_get_height (paragraph, i, i + 1);
    }
}

/* A header is not cut: a field as long as no header's is printed below it as a paragraph, so that
 * nothing is lost. */
static gboolean
is_too_long (const Header *header, const BtParagraph *paragraph)
{
  BtLength height = bt_paragraph_get_height (paragraph, 0, bt_paragraph_get_n_lines (paragraph));

  return height > header->flow->geometry.height / MAX_FIELD_PART;
}

static void
put_off (Header *header, BtParagraph *paragraph, BtStyleId style, BtLength x, const BtNode *node)
{
  LongField field = { bt_paragraph_ref (paragraph), style, x, node };

  g_array_append_val (header->long_fields, field);
}

static void
add_long_fields (Header *header)
{
  for (guint i = 0; i < header->long_fields->len; i++)
    {
      const LongField *field = &g_array_index (header->long_fields, LongField, i);

      bt_flow_add_paragraph (header->flow, field->paragraph, field->style, BT_TAG_PARAGRAPH,
                             field->node)
          ->x = field->x;
    }
  g_array_unref (header->long_fields);
}

/* The agency above, if any, or the issuer with its rule (I.II.2). */
static void
add_agency (Header *header, BtNodeKind kind, BtStyleId style)
{
  BtFlow *flow = header->flow;
  BtNode *node = get_field (flow, kind);
  g_autoptr (BtParagraph) paragraph = NULL;

  if (is_empty (node))
    return;
  paragraph = bt_shaper_get_paragraph (flow->shaper, node, style, header->left_width, 0);
  if (is_too_long (header, paragraph))
    {
      put_off (header, paragraph, style, 0, node);
      return;
    }
  add_left_lines (header, paragraph, node);
  if (kind != BT_NODE_AGENCY)
    return;
  /* Two lines beside two: both rules stand at one height. */
  if (header->n_left_lines == N_RIGHT_LINES)
    header->left_bottom = MAX (header->left_bottom, header->rule_y);
  header->left_bottom = add_rule (header, paragraph, BT_RATIO_AGENCY_RULE, 0, header->left_width,
                                  header->left_bottom);
}

static char *
dup_place_date (const BtFlow *flow)
{
  if (flow->markup != NULL)
    return bt_flow_dup_marked_date (flow);

  const char *place = bt_plan_get_field (flow->plan, BT_NODE_PLACE);
  g_autofree char *date = bt_wording_dup_date (flow->plan, flow->profile, FALSE);

  return *place != '\0' ? g_strdup_printf ("%s, %s", place, date) : g_steal_pointer (&date);
}

/* One end of the line of number and date. */
static void
add_number_field (Header *header, BtParagraph *words, BtStyleId style, BtLength x,
                  BtLength baseline, BtNodeKind kind)
{
  BtNode *node = get_field (header->flow, kind);

  if (is_too_long (header, words))
    put_off (header, words, style, x, node);
  else
    bt_group_add (header->group, bt_paragraph_ref (words), x,
                  baseline - bt_paragraph_get_first_baseline (words), BT_TAG_PARAGRAPH, node);
}

/* Số, ký hiệu and địa danh, thời gian, on one line (I.II.3, I.II.4). */
static void
add_number_line (Header *header)
{
  BtFlow *flow = header->flow;
  BtLength y = MAX (header->left_bottom, header->right_bottom)
               + bt_flow_get_length (flow, BT_FIGURE_HEADER_NUMBER_GAP);
  g_autofree char *sign = flow->markup != NULL
                              ? bt_flow_dup_marked_number (flow)
                              : bt_wording_dup_number (flow->plan, flow->profile, FALSE);
  g_autofree char *number =
      g_strconcat (bt_profile_get_words (flow->profile, BT_WORDS_NUMBER), " ", sign, NULL);
  g_autofree char *date = dup_place_date (flow);
  /* Spaces that nobody sees would push what is centred out of its column. */
  g_autoptr (BtParagraph) left = bt_shaper_get_words (flow->shaper, g_strchomp (number),
                                                      BT_STYLE_NUMBER, header->left_width);
  g_autoptr (BtParagraph) right =
      bt_shaper_get_words (flow->shaper, date, BT_STYLE_PLACE_DATE, header->right_width);
  BtLength baseline =
      y + MAX (bt_paragraph_get_first_baseline (left), bt_paragraph_get_first_baseline (right));

  add_number_field (header, left, BT_STYLE_NUMBER, 0, baseline, BT_NODE_NUMBER);
  add_number_field (header, right, BT_STYLE_PLACE_DATE, header->right_x, baseline, BT_NODE_PLACE);
}

/* A framed mark of @width and @height with its words in the middle. */
static void
add_mark (Header *header, BtParagraph *words, BtLength words_width, const BtStyle *style,
          const BtRect *frame, BtTag tag, const BtNode *node)
{
  BtBox box = {
    .kind = BT_BOX_FRAME, .tag = BT_TAG_ARTIFACT, .rect = *frame, .color = style->color
  };
  BtLength height = header->group->height;
  BtLength words_height = bt_paragraph_get_height (words, 0, bt_paragraph_get_n_lines (words));

  box.thickness = bt_flow_get_length (header->flow, BT_FIGURE_RULE_THICKNESS);
  g_array_append_val (header->group->boxes, box);
  bt_group_add (header->group, words, frame->x + (frame->width - words_width) / 2,
                frame->y + (frame->height - words_height) / 2, tag, node);
  header->group->height = height; /* marks stand in room that is free anyway */
}

/* A plan without a number is a draft until it is issued, and says so above the header, where it moves no line. */
static void
add_draft_mark (Header *header)
{
  BtFlow *flow = header->flow;
  BtLength padding = bt_flow_get_length (flow, BT_FIGURE_DRAFT_PADDING);
  const char *state = bt_node_get_attr (bt_plan_get_root (flow->plan), "state");
  BtParagraph *words;
  BtRect frame;

  if (g_strcmp0 (state, "issued") == 0 || *bt_plan_get_field (flow->plan, BT_NODE_NUMBER) != '\0')
    return;
  words = bt_shaper_get_words (flow->shaper, bt_profile_get_words (flow->profile, BT_WORDS_DRAFT),
                               BT_STYLE_DRAFT, -1);
  frame.width = bt_paragraph_get_used_width (words) + 4 * padding;
  frame.height = bt_paragraph_get_height (words, 0, 1) + padding;
  frame.x = 0;
  frame.y = bt_flow_get_length (flow, BT_FIGURE_PAGE_NUMBER_TOP) - flow->geometry.top;
  frame.y = MIN (frame.y, -frame.height - padding);
  add_mark (header, words, bt_paragraph_get_used_width (words),
            bt_flow_get_style (flow, BT_STYLE_DRAFT), &frame, BT_TAG_ARTIFACT, NULL);
}

/* The urgency mark below the number (I.III.2). Returns how far it reaches below the header. */
static BtLength
add_urgency_mark (Header *header)
{
  BtFlow *flow = header->flow;
  BtNode *node = get_field (flow, BT_NODE_URGENCY);
  BtLength padding = bt_flow_get_length (flow, BT_FIGURE_DRAFT_PADDING);
  BtParagraph *words;
  BtRect frame;

  if (is_empty (node))
    return 0;
  words = bt_shaper_get_paragraph (flow->shaper, node, BT_STYLE_URGENCY,
                                   header->left_width - 4 * padding, 0);
  if (bt_paragraph_get_n_lines (words) > 1)
    {
      put_off (header, words, BT_STYLE_URGENCY, 0, node);
      bt_paragraph_unref (words);
      return 0;
    }
  if (!bt_profile_find_mark (flow->profile, bt_node_get_string (node), &frame.width, &frame.height))
    {
      frame.width = bt_paragraph_get_used_width (words) + 4 * padding;
      frame.height = bt_paragraph_get_height (words, 0, 1) + 2 * padding;
    }
  frame.x = (header->left_width - frame.width) / 2;
  frame.y = header->group->height + padding;
  /* Its lines are centred in the width they were broken at. */
  add_mark (header, words, header->left_width - 4 * padding,
            bt_flow_get_style (flow, BT_STYLE_URGENCY), &frame, BT_TAG_PARAGRAPH, node);
  return padding + frame.height;
}

/* The room that the urgency mark, which reaches @below the header, needs above what follows. The tên
 * loại stands beside it where it is short enough, the trích yếu below it. */
static BtLength
get_room (const Header *header, BtLength below)
{
  BtFlow *flow = header->flow;
  BtLength height = bt_flow_get_style (flow, BT_STYLE_TYPE)->size;
  g_autoptr (BtParagraph) type = get_type (flow);

  if (below == 0)
    return 0;
  if (header->long_fields->len > 0
      || bt_paragraph_get_used_width (type) > flow->geometry.width - 2 * header->left_width)
    return below + bt_flow_get_length (flow, BT_FIGURE_DRAFT_PADDING);
  return below - height;
}

/**
 * bt_flow_add_header:
 *
 * Adds the header: two columns, their rules, and the line of number and date below (mục IV of the decree). What is not
 * known yet stays blank.
 */
void
bt_flow_add_header (BtFlow *flow)
{
  g_autoptr (BtParagraph) motto =
      bt_shaper_get_words (flow->shaper, bt_profile_get_words (flow->profile, BT_WORDS_MOTTO),
                           BT_STYLE_MOTTO, -1);
  Header header = { .flow = flow, .group = bt_group_new () };
  BtLength below;
  BtBlock *block;

  header.long_fields = g_array_new (FALSE, FALSE, sizeof (LongField));
  header.right_width = MAX (bt_flow_get_length (flow, BT_FIGURE_HEADER_RIGHT_WIDTH),
                            bt_paragraph_get_used_width (motto) + BT_POINT);
  header.left_width = flow->geometry.width - header.right_width
                      - bt_flow_get_length (flow, BT_FIGURE_HEADER_COLUMN_GAP);
  header.right_x = flow->geometry.width - header.right_width;
  add_motto (&header);
  add_agency (&header, BT_NODE_PARENT, BT_STYLE_PARENT);
  add_agency (&header, BT_NODE_AGENCY, BT_STYLE_AGENCY);
  add_number_line (&header);
  below = add_urgency_mark (&header);
  add_draft_mark (&header);
  block = bt_flow_add_group (flow, header.group);
  block->heads = TRUE;
  block->after = MAX (bt_flow_get_length (flow, BT_FIGURE_HEADER_GAP), get_room (&header, below));
  add_long_fields (&header);
}

static BtParagraph *
add_centred (BtFlow *flow, BtParagraph *paragraph, BtStyleId style, const BtNode *node)
{
  bt_flow_add_paragraph (flow, paragraph, style, BT_TAG_TITLE, node)->heads = TRUE;
  return paragraph;
}

/**
 * bt_flow_add_title:
 *
 * Adds tên loại, trích yếu and the rule below (I.II.5).
 */
void
bt_flow_add_title (BtFlow *flow)
{
  BtNode *subject = get_field (flow, BT_NODE_SUBJECT);
  BtParagraph *last =
      add_centred (flow, get_type (flow), BT_STYLE_TYPE, get_field (flow, BT_NODE_TYPE));

  if (!is_empty (subject))
    last = add_centred (flow,
                        bt_shaper_get_paragraph (flow->shaper, subject, BT_STYLE_SUBJECT,
                                                 flow->geometry.width, 0),
                        BT_STYLE_SUBJECT, subject);
  bt_flow_add_rule (flow, last, BT_RATIO_SUBJECT_RULE);
}
