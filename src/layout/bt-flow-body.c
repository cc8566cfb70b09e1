/* Bases, clauses and appendices as blocks. */
#include "bt-flow.h"

#include "bt-numbering.h"
#include "bt-shown.h"
#include "bt-wording.h"

/* How a clause is printed by its label, with a heading of its own and without. */
static const struct
{
  BtStyleId heading, text;
} clause_styles[BT_N_LABELS] = {
  [BT_LABEL_NONE] = { BT_STYLE_ARTICLE_HEADING, BT_STYLE_BODY },
  [BT_LABEL_PART] = { BT_STYLE_PART_TITLE, BT_STYLE_PART_TITLE },
  [BT_LABEL_CHAPTER] = { BT_STYLE_PART_TITLE, BT_STYLE_PART_TITLE },
  [BT_LABEL_ROMAN] = { BT_STYLE_SECTION_HEADING, BT_STYLE_BODY },
  [BT_LABEL_ARABIC] = { BT_STYLE_ARTICLE_HEADING, BT_STYLE_BODY },
  [BT_LABEL_DECIMAL] = { BT_STYLE_ARTICLE_HEADING, BT_STYLE_BODY },
  [BT_LABEL_ALPHA] = { BT_STYLE_POINT_HEADING, BT_STYLE_BODY },
  [BT_LABEL_DASH] = { BT_STYLE_POINT_HEADING, BT_STYLE_BODY },
  [BT_LABEL_PLUS] = { BT_STYLE_POINT_HEADING, BT_STYLE_BODY },
};

static void add_children (BtFlow *flow, const BtNode *parent, const BtLabels *labels, guint level);

/* Of what has no label and stands above clauses. */
static char no_label[1];
static const BtLabels no_labels = { no_label, NULL };

static gboolean
is_empty (const BtNode *node)
{
  return node == NULL || *bt_node_get_string (node) == '\0';
}

/* A label as it is printed; with the notes of a clause that has no words of its own beside it. */
static char *
dup_shown_label (BtFlow *flow, const BtNode *clause, const BtLabels *labels)
{
  g_autofree char *label = bt_markup_dup_label (flow->markup, clause, labels->now, labels->before);
  BtLabel scheme = bt_node_get_label (clause);
  GString *words = g_string_new (label);

  if (flow->markup != NULL && is_empty (clause)
      && (scheme == BT_LABEL_PART || scheme == BT_LABEL_CHAPTER))
    bt_markup_append_signs (flow->markup, clause, words);
  return g_string_free (words, FALSE);
}

/* "Phần I", and its title on the next line. */
static void
add_part (BtFlow *flow, const BtNode *clause, const BtLabels *labels, guint level)
{
  g_autofree char *label = dup_shown_label (flow, clause, labels);
  BtLength width = flow->geometry.width;
  BtBlock *block;

  block =
      bt_flow_add_paragraph (flow,
                             bt_shaper_get_words (flow->shaper, label, BT_STYLE_PART_NUMBER, width),
                             BT_STYLE_PART_NUMBER, BT_TAG_HEADING, clause);
  block->level = level;
  block->heads = TRUE;
  if (is_empty (clause))
    return;
  block = bt_flow_add_paragraph (flow,
                                 bt_shaper_get_paragraph (flow->shaper, clause, BT_STYLE_PART_TITLE,
                                                          width, 0),
                                 BT_STYLE_PART_TITLE, BT_TAG_HEADING, clause);
  block->level = level;
  block->heads = TRUE;
}

/* The label begins where the first line is indented, the text follows it, and the next lines begin at the margin. */
static void
add_paragraph (BtFlow *flow, const BtNode *clause, const BtLabels *labels,
               const BtLabelCounter *counter, guint level)
{
  g_autofree char *label = dup_shown_label (flow, clause, labels);
  gboolean heading = bt_node_is_heading (clause);
  BtLabel scheme = bt_node_get_label (clause);
  BtStyleId style = heading ? clause_styles[scheme].heading : clause_styles[scheme].text;
  BtLength indent = bt_flow_get_style (flow, style)->indent;
  BtParagraph *label_words = NULL;
  BtLength label_width = 0;
  BtBlock *block;

  if (*label != '\0')
    {
      g_autofree char *words = g_strconcat (label, " ", NULL);

      label_words = bt_shaper_get_words (flow->shaper, words, style, -1);
      label_width = bt_paragraph_get_used_width (label_words);
    }
  block =
      bt_flow_add_paragraph (flow,
                             bt_shaper_order_paragraph (flow->shaper, clause, style,
                                                        flow->geometry.width, indent + label_width),
                             style, heading ? BT_TAG_HEADING : BT_TAG_PARAGRAPH, clause);
  block->label = label_words;
  block->label_x = indent;
  block->level = heading ? level : 0;
  block->heads = heading;
  block->number = counter->number;
  block->old_number = counter->old_number;
  block->width = flow->geometry.width;
  /* A decimal label has its parent's in it, an object the words of another part of the plan. */
  block->reusable = scheme != BT_LABEL_DECIMAL && !bt_text_has_objects (bt_node_get_text (clause));
}

static void
add_clause (BtFlow *flow, const BtNode *clause, const BtLabels *labels,
            const BtLabelCounter *counter, guint level)
{
  BtLabel scheme = bt_node_get_label (clause);
  gboolean part = scheme == BT_LABEL_PART || scheme == BT_LABEL_CHAPTER;

  if (part)
    add_part (flow, clause, labels, level);
  else
    add_paragraph (flow, clause, labels, counter, level);
  add_children (flow, clause, labels, level + (part || bt_node_is_heading (clause)));
}

/* A clause with others below it: as it was before, if it can be; what depends on other parts of the
 * plan (a reference, a citation) is made anew. */
static void
add_tree (BtFlow *flow, const BtNode *clause, const BtLabels *labels, const BtLabelCounter *counter,
          guint level)
{
  guint first = flow->blocks->len;
  gboolean saw_objects;

  if (bt_flow_reuse (flow, clause, labels, level))
    return;
  saw_objects = bt_shaper_take_saw_objects (flow->shaper);
  add_clause (flow, clause, labels, counter, level);
  if (!bt_shaper_take_saw_objects (flow->shaper))
    bt_flow_remember (flow, clause, labels, level, first);
  else
    saw_objects = TRUE;
  if (saw_objects)
    bt_shaper_note_objects (flow->shaper);
}

static void
add_child (BtFlow *flow, const BtNode *clause, const BtLabelCounter *counter,
           const BtLabels *parent, guint level)
{
  gboolean leaf = bt_node_get_n_children (clause) == 0;
  BtLabels labels;

  if (leaf && bt_flow_reuse_leaf (flow, clause, counter, level))
    return;
  bt_labels_init (&labels, flow->markup, clause, counter, parent);
  (leaf ? add_clause : add_tree) (flow, clause, &labels, counter, level);
  bt_labels_clear (&labels);
}

static void
add_children (BtFlow *flow, const BtNode *parent, const BtLabels *labels, guint level)
{
  BtLabelCounter counter = { 0 };

  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      BtNode *child = bt_node_get_child (parent, i);

      if (bt_flow_stops_before (flow, child))
        return;
      bt_label_counter_next (&counter, flow->markup, child);
      if (bt_node_get_kind (child) == BT_NODE_TABLE)
        bt_flow_add_table (flow, child);
      else if (bt_node_get_kind (child) == BT_NODE_GHOST)
        bt_flow_add_ghost (flow, child);
      else if (bt_node_get_kind (child) == BT_NODE_CLAUSE)
        add_child (flow, child, &counter, labels, level);
    }
}

/**
 * bt_flow_add_clauses:
 * @parent: the body
 *
 * Adds its clauses and tables (I.II.6).
 */
void
bt_flow_add_clauses (BtFlow *flow, const BtNode *parent)
{
  bt_flow_start_clauses (flow, parent);
  add_children (flow, parent, &no_labels, 1);
}

/**
 * bt_flow_add_bases:
 *
 * Adds the bases, one paragraph each (I.II.6.a).
 */
void
bt_flow_add_bases (BtFlow *flow)
{
  BtNode *bases = bt_plan_get_part (flow->plan, BT_NODE_BASES);
  BtLength indent = bt_flow_get_style (flow, BT_STYLE_BASIS)->indent;

  for (guint i = 0; i < bt_node_get_n_children (bases); i++)
    {
      BtNode *basis = bt_node_get_child (bases, i);

      if (bt_node_get_kind (basis) == BT_NODE_GHOST)
        bt_flow_add_ghost (flow, basis);
      if (bt_node_get_kind (basis) != BT_NODE_BASIS)
        continue;
      bt_flow_add_paragraph (flow,
                             bt_shaper_order_paragraph (flow->shaper, basis, BT_STYLE_BASIS,
                                                        flow->geometry.width, indent),
                             BT_STYLE_BASIS, BT_TAG_PARAGRAPH, basis);
    }
}

static void
add_title (BtFlow *flow, const BtNode *title)
{
  BtBlock *block;

  if (is_empty (title))
    return;
  block =
      bt_flow_add_paragraph (flow,
                             bt_shaper_get_paragraph (flow->shaper, title, BT_STYLE_APPENDIX_TITLE,
                                                      flow->geometry.width, 0),
                             BT_STYLE_APPENDIX_TITLE, BT_TAG_HEADING, title);
  block->level = 1;
  block->heads = TRUE;
}

/* Its own note, or the one the decree asks for. */
static void
add_note (BtFlow *flow, const BtNode *note)
{
  BtParagraph *paragraph;
  BtBlock *block;

  if (is_empty (note))
    {
      g_autofree char *words = bt_wording_dup_appendix_note (flow->plan, flow->profile);

      paragraph =
          bt_shaper_get_words (flow->shaper, words, BT_STYLE_APPENDIX_NOTE, flow->geometry.width);
    }
  else
    paragraph = bt_shaper_get_paragraph (flow->shaper, note, BT_STYLE_APPENDIX_NOTE,
                                         flow->geometry.width, 0);
  block = bt_flow_add_paragraph (flow, paragraph, BT_STYLE_APPENDIX_NOTE, BT_TAG_PARAGRAPH, note);
  block->heads = TRUE;
  bt_flow_add_rule (flow, paragraph, BT_RATIO_APPENDIX_RULE);
}

/**
 * bt_flow_add_appendix:
 * @appendix: an appendix
 * @label: its number
 *
 * Adds its heading, title, note and content (I.III.1).
 */
void
bt_flow_add_appendix (BtFlow *flow, BtNode *appendix, const char *label)
{
  BtBlock *block =
      bt_flow_add_paragraph (flow,
                             bt_shaper_get_words (flow->shaper, label, BT_STYLE_APPENDIX_NUMBER,
                                                  flow->geometry.width),
                             BT_STYLE_APPENDIX_NUMBER, BT_TAG_HEADING, appendix);

  block->level = 1;
  block->heads = TRUE;
  add_title (flow, bt_node_get_child_of_kind (appendix, BT_NODE_TITLE));
  add_note (flow, bt_node_get_child_of_kind (appendix, BT_NODE_NOTE));
  bt_flow_start_clauses (flow, appendix);
  add_children (flow, appendix, &no_labels, 2);
}
