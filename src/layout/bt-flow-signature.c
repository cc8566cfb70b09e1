/* The end of the plan: the signature at the right and nơi nhận at the left, beginning on one line. */
#include "bt-flow.h"

#include "bt-paragraph-private.h"

#define DASH "- "

/* So many stay with the words "Nơi nhận:", even where there is no signature beside them. */
#define MIN_RECIPIENTS 2

static gboolean
is_empty (const BtNode *node)
{
  return *bt_node_get_string (node) == '\0';
}

static BtNode *
get_field (const BtFlow *flow, BtNodeKind kind)
{
  return bt_node_get_child_of_kind (bt_plan_get_part (flow->plan, BT_NODE_SIGNATURE), kind);
}

/* The lines of the right column, centred in it (I.II.7). */
static const struct
{
  BtNodeKind kind;
  BtStyleId style;
} signature_lines[] = {
  { BT_NODE_AUTHORITY, BT_STYLE_AUTHORITY },
  { BT_NODE_OFFICE, BT_STYLE_OFFICE },
  { BT_NODE_SIGNER, BT_STYLE_SIGNER },
};

static BtParagraph *
get_signature_line (BtFlow *flow, guint i, BtLength width)
{
  BtNode *node = get_field (flow, signature_lines[i].kind);

  return is_empty (node)
             ? NULL
             : bt_shaper_get_paragraph (flow->shaper, node, signature_lines[i].style, width, 0);
}

static gboolean
has_signature (const BtFlow *flow)
{
  for (guint i = 0; i < G_N_ELEMENTS (signature_lines); i++)
    if (!is_empty (get_field (flow, signature_lines[i].kind)))
      return TRUE;
  return FALSE;
}

/* Puts the signature into @group; returns the baseline of its first line. */
static BtLength
add_right_column (BtFlow *flow, BtGroup *group, BtLength x, BtLength width)
{
  BtLength y = 0, baseline = 0;

  for (guint i = 0; i < G_N_ELEMENTS (signature_lines); i++)
    {
      BtParagraph *line = get_signature_line (flow, i, width);

      if (signature_lines[i].kind == BT_NODE_SIGNER)
        y += bt_flow_get_length (flow, BT_FIGURE_SIGNATURE_GAP);
      if (line == NULL)
        continue;
      if (baseline == 0)
        baseline = y + bt_paragraph_get_first_baseline (line);
      y += bt_paragraph_get_height (line, 0, bt_paragraph_get_n_lines (line));
      bt_group_add (group, line, x,
                    y - bt_paragraph_get_height (line, 0, bt_paragraph_get_n_lines (line)),
                    BT_TAG_PARAGRAPH, get_field (flow, signature_lines[i].kind));
    }
  group->height = MAX (group->height, y);
  return baseline;
}

/* Whether it is in the list, or was there. */
static gboolean
is_listed (const BtFlow *flow, const BtNode *child)
{
  return bt_node_get_kind (child) == BT_NODE_RECIPIENT
         || (flow->markup != NULL && bt_node_get_kind (child) == BT_NODE_GHOST);
}

/* The dash, which is not stored, and the recipient beside it. */
static BtParagraph *
get_recipient (BtFlow *flow, const BtNode *recipient, BtLength width, BtParagraph **dash)
{
  const char *text = bt_node_get_string (recipient);
  g_autofree char *label = bt_markup_dup_label (flow->markup, recipient, DASH, DASH);

  if (bt_node_get_kind (recipient) == BT_NODE_GHOST)
    {
      *dash = bt_shaper_get_words (flow->shaper, "", BT_STYLE_RECIPIENT, -1);
      return bt_shaper_get_ghost (flow->shaper, recipient, width);
    }
  *dash = bt_shaper_get_words (flow->shaper, text[0] == '-' ? "" : label, BT_STYLE_RECIPIENT, -1);
  return bt_shaper_get_paragraph (flow->shaper, recipient, BT_STYLE_RECIPIENT,
                                  width - bt_paragraph_get_used_width (*dash), 0);
}

static BtLength
add_recipient_to_group (BtFlow *flow, BtGroup *group, const BtNode *recipient, BtLength width,
                        BtLength y)
{
  BtParagraph *dash;
  BtParagraph *text = get_recipient (flow, recipient, width, &dash);
  BtLength x = bt_paragraph_get_used_width (dash);
  BtLength bottom = y + bt_paragraph_get_height (text, 0, bt_paragraph_get_n_lines (text));

  if (x > 0)
    bt_group_add (group, dash, 0, y, BT_TAG_LABEL, recipient);
  else
    bt_paragraph_unref (dash);
  bt_group_add (group, text, x, y, BT_TAG_PARAGRAPH, recipient);
  return bottom;
}

static void
add_recipient_block (BtFlow *flow, const BtNode *recipient, BtLength width)
{
  BtParagraph *dash;
  BtParagraph *text = get_recipient (flow, recipient, width, &dash);
  BtBlock *block =
      bt_flow_add_paragraph (flow, text, BT_STYLE_RECIPIENT, BT_TAG_PARAGRAPH, recipient);

  block->x = bt_paragraph_get_used_width (dash);
  block->label = dash;
  block->label_x = -block->x;
}

static gboolean
is_short (const BtFlow *flow, BtLength height)
{
  return height <= flow->geometry.height * 2 / 3;
}

/* Whether the recipient would make the block, which is not cut, too long for a page. */
static gboolean
is_long_recipient (BtFlow *flow, const BtNode *recipient, BtLength width, BtLength y)
{
  BtParagraph *dash;
  g_autoptr (BtParagraph) text = get_recipient (flow, recipient, width, &dash);

  bt_paragraph_unref (dash);
  return !is_short (flow, y + bt_paragraph_get_height (text, 0, bt_paragraph_get_n_lines (text)));
}

/* As many recipients as stand beside the signature; returns how many children of @recipients that were. */
static guint
add_left_column (BtFlow *flow, BtGroup *group, const BtNode *recipients, BtLength width,
                 BtLength baseline)
{
  BtParagraph *title =
      bt_shaper_get_words (flow->shaper, bt_profile_get_words (flow->profile, BT_WORDS_RECIPIENTS),
                           BT_STYLE_RECIPIENTS_TITLE, width);
  BtLength bottom = group->height;
  BtLength y = MAX (baseline - bt_paragraph_get_first_baseline (title), 0);
  guint i;

  bt_group_add (group, title, 0, y, BT_TAG_PARAGRAPH, recipients);
  y += bt_paragraph_get_height (title, 0, bt_paragraph_get_n_lines (title));
  for (i = 0; i < bt_node_get_n_children (recipients) && (y < bottom || i < MIN_RECIPIENTS); i++)
    {
      const BtNode *child = bt_node_get_child (recipients, i);

      if (!is_listed (flow, child))
        continue;
      if (is_long_recipient (flow, child, width, y))
        break;
      y = add_recipient_to_group (flow, group, child, width, y);
    }
  return i;
}

static gboolean
has_recipients (const BtNode *recipients)
{
  return bt_node_get_child_of_kind (recipients, BT_NODE_RECIPIENT) != NULL;
}

/* A signature as long as a page is no longer one block: its lines follow each other. */
static void
add_long_signature (BtFlow *flow, BtLength x, BtLength width)
{
  for (guint i = 0; i < G_N_ELEMENTS (signature_lines); i++)
    {
      BtParagraph *line = get_signature_line (flow, i, width);

      if (line != NULL)
        bt_flow_add_paragraph (flow, line, signature_lines[i].style, BT_TAG_PARAGRAPH,
                               get_field (flow, signature_lines[i].kind))
            ->x = x;
    }
}

/* Recipients below the signer's name; all stay together with the signature unless they fill most of a page. */
static void
add_recipient_blocks (BtFlow *flow, const BtNode *recipients, guint first, BtLength width)
{
  guint begin = flow->blocks->len - (first > 0);
  BtLength height = 0;

  for (guint i = first; i < bt_node_get_n_children (recipients); i++)
    if (is_listed (flow, bt_node_get_child (recipients, i)))
      add_recipient_block (flow, bt_node_get_child (recipients, i), width);
  bt_flow_measure_blocks (flow, begin);
  for (guint i = begin; i < flow->blocks->len; i++)
    height += g_array_index (flow->blocks, BtBlock, i).height;
  for (guint i = begin; i + 1 < flow->blocks->len && is_short (flow, height); i++)
    g_array_index (flow->blocks, BtBlock, i).heads = TRUE;
}

/**
 * bt_flow_add_signature:
 *
 * Adds the signature and nơi nhận beside it (I.II.7, I.II.9). They stay together, but for recipients that stand below
 * the signer's name: those may go on to the next page.
 */
void
bt_flow_add_signature (BtFlow *flow)
{
  BtNode *recipients = bt_plan_get_part (flow->plan, BT_NODE_RECIPIENTS);
  BtLength left = bt_flow_get_length (flow, BT_FIGURE_RECIPIENTS_WIDTH);
  BtGroup *group = bt_group_new ();
  BtLength baseline = 0;
  guint i = 0;

  if (has_signature (flow))
    baseline = add_right_column (flow, group, left, flow->geometry.width - left);
  if (group->height > flow->geometry.height / 2)
    {
      bt_group_free (group);
      group = bt_group_new ();
      baseline = 0;
      add_long_signature (flow, left, flow->geometry.width - left);
    }
  if (has_recipients (recipients))
    i = add_left_column (flow, group, recipients, left, baseline);
  if (group->boxes->len == 0)
    bt_group_free (group);
  else
    bt_flow_add_group (flow, group)->before = bt_flow_get_length (flow, BT_FIGURE_SIGNATURE_BEFORE);
  add_recipient_blocks (flow, recipients, i, left);
}
