/* The header of a document's first page: issuer and quốc hiệu in two columns, number and date, the title. */
#include <string.h>

#include "bt-date.h"
#include "bt-docx-write-private.h"
#include "bt-text-live.h"
#include "bt-wording.h"

static const BtDocxState plain = { 0 };

static BtNode *
get_field (const BtDocxWriter *writer, BtNodeKind kind)
{
  return bt_node_get_child_of_kind (bt_plan_get_part (writer->plan, BT_NODE_HEADER), kind);
}

static gboolean
is_empty (const BtNode *node)
{
  return *bt_node_get_string (node) == '\0';
}

/* bt_docx_append_columns:
 * @left, @right: the widths of two columns
 *
 * Begins a table without lines.
 */
void
bt_docx_append_columns (BtDocxWriter *writer, BtLength left, BtLength right)
{
  g_string_append_printf (
      writer->out,
      "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>"
      "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/>"
      "</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"%d\"/><w:gridCol w:w=\"%d\"/></w:tblGrid>\n",
      BT_DOCX_TWIPS (left + right), BT_DOCX_TWIPS (left), BT_DOCX_TWIPS (right));
}

static void
open_cell (BtDocxWriter *writer, BtLength width)
{
  g_string_append_printf (writer->out,
                          "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>\n",
                          BT_DOCX_TWIPS (width));
}

/* bt_docx_append_rule:
 * @words: what stands above it
 * @style: in which style
 * @ratio: which part of the last line of these the rule is as long as
 * @width: of the column
 * @after: room below
 */
void
bt_docx_append_rule (BtDocxWriter *writer, const char *words, BtStyleId style, BtRatio ratio,
                     BtLength width, BtLength after)
{
  const char *last = strrchr (words, '\n');
  BtLength line = bt_docx_measure (writer->profile, style, last != NULL ? last + 1 : words);
  guint n_lines = MAX ((line + width - 1) / width, 1);
  BtLength length = line / (int) n_lines * bt_profile_get_ratio (writer->profile, ratio);
  BtLength thickness = bt_profile_get_length (writer->profile, BT_FIGURE_RULE_THICKNESS);
  int indent = BT_DOCX_TWIPS ((width - length) / 2);
  g_autofree char *properties = g_strdup_printf (
      "<w:pBdr><w:top w:val=\"single\" w:sz=\"%d\" w:space=\"0\" w:color=\"000000\"/></w:pBdr>"
      "<w:spacing w:before=\"%d\" w:after=\"%d\"/><w:ind w:left=\"%d\" w:right=\"%d\"/>",
      (int) (BT_LENGTH_TO_PT (thickness) * 8 + 0.5),
      BT_DOCX_TWIPS (bt_profile_get_length (writer->profile, BT_FIGURE_RULE_GAP)),
      BT_DOCX_TWIPS (after), indent, indent);

  bt_docx_append_empty (writer, BT_DOCX_STYLE_RULE, properties, NULL, NULL);
}

/* Begins the paragraph of a field, with what leads back to it. */
static void
begin_field (BtDocxWriter *writer, const BtNode *node, const char *style, const char *properties)
{
  const BtDocxParagraph paragraph = { style, properties, NULL, NULL, NULL };
  g_autofree char *name =
      g_strconcat (BT_DOCX_MARK_FIELD, bt_node_kind_get_name (bt_node_get_kind (node)), NULL);

  bt_docx_mark_name (writer, name);
  bt_docx_begin_node (writer, node, &plain);
  bt_docx_begin_paragraph (writer, &paragraph);
}

static void
append_field (BtDocxWriter *writer, BtNodeKind kind, const char *style, const char *properties)
{
  BtNode *node = get_field (writer, kind);

  if (is_empty (node))
    return;
  begin_field (writer, node, style, properties);
  bt_docx_append_text (writer, node, &plain);
  bt_docx_end_paragraph (writer);
}

/* Quốc hiệu and tiêu ngữ are nobody's words. */
static void
append_motto (BtDocxWriter *writer, BtWords words, const char *style)
{
  const BtDocxParagraph paragraph = { style, NULL, NULL, NULL, NULL };

  bt_docx_begin_paragraph (writer, &paragraph);
  bt_docx_append_made (writer, bt_profile_get_words (writer->profile, words), &plain);
  bt_docx_end_paragraph (writer);
}

/* A part of a line: its words, in a bookmark of its own, or what stands in their place. */
static void
append_part (BtDocxWriter *writer, const BtNode *node, const char *blank)
{
  guint id = writer->next_bookmark++;

  g_string_append_printf (writer->out,
                          "<w:bookmarkStart w:id=\"%u\" w:name=\"" BT_DOCX_MARK_FIELD "%s\"/>", id,
                          bt_node_kind_get_name (bt_node_get_kind (node)));
  bt_docx_append_text (writer, node, &plain);
  if (blank != NULL)
    bt_docx_append_filling (writer, node, &plain, blank);
  g_string_append_printf (writer->out, "<w:bookmarkEnd w:id=\"%u\"/>", id);
}

static void
append_number (BtDocxWriter *writer, const char *properties)
{
  const BtDocxParagraph paragraph = { "BtNumber", properties, NULL, NULL, NULL };
  BtNode *number = get_field (writer, BT_NODE_NUMBER), *symbol = get_field (writer, BT_NODE_SYMBOL);
  g_autofree char *word =
      g_strconcat (bt_profile_get_words (writer->profile, BT_WORDS_NUMBER), " ", NULL);

  bt_docx_begin_node (writer, number, &plain);
  bt_docx_begin_node (writer, symbol, &plain);
  bt_docx_begin_paragraph (writer, &paragraph);
  bt_docx_append_made (writer, word, &plain);
  append_part (writer, number, bt_profile_get_words (writer->profile, BT_WORDS_NUMBER_BLANK));
  bt_docx_append_made (writer, "/", &plain);
  append_part (writer, symbol, bt_profile_get_words (writer->profile, BT_WORDS_SYMBOL));
  bt_docx_end_paragraph (writer);
}

/* The date before all changes, and the first changes that put something in and take something out. */
static char *
dup_old_date (const BtText *text, const char **ins, const char **del)
{
  GString *original = g_string_new (NULL);
  guint n_runs;
  gsize start = 0;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      const BtMark *mark = &runs[i].mark;

      if (mark->ins != NULL && mark->del == NULL && *ins == NULL)
        *ins = mark->ins;
      if (mark->del != NULL && mark->ins == NULL && *del == NULL)
        *del = mark->del;
      if (mark->ins == NULL)
        g_string_append_len (original, bt_text_get_string (text) + start, runs[i].end - start);
    }
  return g_string_free (original, FALSE);
}

/* A date is changed as a whole: its digits alone would say little. Where none of it is known, the words are ours. */
static void
append_date (BtDocxWriter *writer, const BtNode *node)
{
  const BtText *text = bt_node_get_text (node);
  BtDocxState added = { 0 }, removed = { 0 };
  g_autofree char *before = dup_old_date (text, &added.ins, &removed.del);
  g_autofree char *now = bt_text_dup_live (text);
  g_autofree char *old_words = bt_wording_dup_long_date (before, writer->profile);
  g_autofree char *words = bt_wording_dup_long_date (now, writer->profile);
  gboolean changed = strcmp (before, now) != 0;
  const char *change = added.ins != NULL ? added.ins : removed.del;

  if (changed && change != NULL)
    {
      removed.del = removed.del != NULL ? removed.del : change;
      added.ins = added.ins != NULL ? added.ins : change;
      bt_docx_append_words (writer, old_words, strlen (old_words), &removed, NULL,
                            *before == '\0' ? BT_DOCX_STYLE_LABEL : NULL);
    }
  bt_docx_append_words (writer, words, strlen (words), changed ? &added : &plain, NULL,
                        *now == '\0' ? BT_DOCX_STYLE_LABEL : NULL);
}

static void
append_place_date (BtDocxWriter *writer, const char *properties)
{
  const BtDocxParagraph paragraph = { "BtPlaceDate", properties, NULL, NULL, NULL };
  BtNode *place = get_field (writer, BT_NODE_PLACE), *date = get_field (writer, BT_NODE_DATE);
  const BtText *text = bt_node_get_text (place);
  guint id;

  bt_docx_begin_node (writer, place, &plain);
  bt_docx_begin_node (writer, date, &plain);
  bt_docx_begin_paragraph (writer, &paragraph);
  append_part (writer, place, NULL);
  bt_docx_append_label (writer, place, &plain, bt_docx_is_blank (text) ? NULL : ", ",
                        bt_docx_was_empty (text) ? NULL : ", ");
  id = writer->next_bookmark++;
  g_string_append_printf (writer->out,
                          "<w:bookmarkStart w:id=\"%u\" w:name=\"" BT_DOCX_MARK_FIELD "date\"/>",
                          id);
  append_date (writer, date);
  g_string_append_printf (writer->out, "<w:bookmarkEnd w:id=\"%u\"/>", id);
  bt_docx_end_paragraph (writer);
}

/* The mark of urgency in its frame, which is as wide as the decree wants it (I.III.2). */
static void
append_urgency (BtDocxWriter *writer, BtLength left)
{
  BtNode *node = get_field (writer, BT_NODE_URGENCY);
  BtLength padding = bt_profile_get_length (writer->profile, BT_FIGURE_DRAFT_PADDING);
  BtLength width, height;
  g_autofree char *properties = NULL;

  if (is_empty (node))
    return;
  if (!bt_profile_find_mark (writer->profile, bt_node_get_string (node), &width, &height))
    width = bt_docx_measure (writer->profile, BT_STYLE_URGENCY, bt_node_get_string (node))
            + 4 * padding;
  properties = g_strdup_printf (
      "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/>"
      "<w:left w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/>"
      "<w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/>"
      "<w:right w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>"
      "<w:spacing w:before=\"%d\"/><w:ind w:left=\"%d\" w:right=\"%d\"/>",
      BT_DOCX_TWIPS (padding), BT_DOCX_TWIPS (MAX (left - width, 0) / 2),
      BT_DOCX_TWIPS (MAX (left - width, 0) / 2));
  append_field (writer, BT_NODE_URGENCY, "BtUrgency", properties);
}

static void
append_issuer (BtDocxWriter *writer, BtLength width, const char *properties)
{
  BtNode *agency = get_field (writer, BT_NODE_AGENCY);

  append_field (writer, BT_NODE_PARENT, "BtParent", properties);
  append_field (writer, BT_NODE_AGENCY, "BtAgency", properties);
  if (is_empty (agency))
    bt_docx_append_empty (writer, BT_DOCX_STYLE_SPACER, NULL, NULL, NULL);
  else
    {
      g_autofree char *words = bt_text_dup_live (bt_node_get_text (agency));

      bt_docx_append_rule (writer, words, BT_STYLE_AGENCY, BT_RATIO_AGENCY_RULE, width, 0);
    }
}

/* bt_docx_append_header: the two columns (mục IV of the decree) */
void
bt_docx_append_header (BtDocxWriter *writer)
{
  const BtProfile *profile = writer->profile;
  BtLength gap = bt_profile_get_length (profile, BT_FIGURE_HEADER_COLUMN_GAP);
  BtLength right = bt_profile_get_length (profile, BT_FIGURE_HEADER_RIGHT_WIDTH);
  BtLength left = bt_profile_get_length (profile, BT_FIGURE_PAPER_WIDTH)
                  - bt_profile_get_length (profile, BT_FIGURE_MARGIN_LEFT)
                  - bt_profile_get_length (profile, BT_FIGURE_MARGIN_RIGHT) - right;
  int number_gap = BT_DOCX_TWIPS (bt_profile_get_length (profile, BT_FIGURE_HEADER_NUMBER_GAP));
  g_autofree char *indent = g_strdup_printf ("<w:ind w:right=\"%d\"/>", BT_DOCX_TWIPS (gap));
  g_autofree char *below = g_strdup_printf ("<w:spacing w:before=\"%d\"/>", number_gap);
  g_autofree char *below_left =
      g_strdup_printf ("<w:spacing w:before=\"%d\"/><w:ind w:right=\"%d\"/>", number_gap,
                       BT_DOCX_TWIPS (gap));

  bt_docx_append_columns (writer, left, right);
  g_string_append (writer->out, "<w:tr>");
  open_cell (writer, left);
  append_issuer (writer, left - gap, indent);
  g_string_append (writer->out, "</w:tc>");
  open_cell (writer, right);
  append_motto (writer, BT_WORDS_MOTTO, "BtNational");
  append_motto (writer, BT_WORDS_SUBMOTTO, "BtMotto");
  bt_docx_append_rule (writer, bt_profile_get_words (profile, BT_WORDS_SUBMOTTO), BT_STYLE_SUBMOTTO,
                       BT_RATIO_SUBMOTTO_RULE, right, 0);
  g_string_append (writer->out, "</w:tc></w:tr>\n<w:tr>");
  open_cell (writer, left);
  append_number (writer, below_left);
  append_urgency (writer, left - gap);
  g_string_append (writer->out, "</w:tc>");
  open_cell (writer, right);
  append_place_date (writer, below);
  g_string_append (writer->out, "</w:tc></w:tr></w:tbl>\n");
}

/* bt_docx_append_title: tên loại, trích yếu and the rule below (I.II.5) */
void
bt_docx_append_title (BtDocxWriter *writer)
{
  const BtProfile *profile = writer->profile;
  BtNode *type = get_field (writer, BT_NODE_TYPE), *subject = get_field (writer, BT_NODE_SUBJECT);
  BtNode *last = is_empty (subject) ? type : subject;
  g_autofree char *words = bt_text_dup_live (bt_node_get_text (last));
  g_autofree char *gap =
      g_strdup_printf ("<w:spacing w:before=\"%d\"/>",
                       BT_DOCX_TWIPS (bt_profile_get_length (profile, BT_FIGURE_HEADER_GAP)));
  BtLength width = bt_profile_get_length (profile, BT_FIGURE_PAPER_WIDTH)
                   - bt_profile_get_length (profile, BT_FIGURE_MARGIN_LEFT)
                   - bt_profile_get_length (profile, BT_FIGURE_MARGIN_RIGHT);
  BtLength indent =
      last == subject ? bt_docx_get_balance (profile, BT_STYLE_SUBJECT, words, width) : 0;
  g_autofree char *balance = bt_docx_make_indent (indent);

  begin_field (writer, type, "BtKind", gap);
  bt_docx_append_text (writer, type, &plain);
  bt_docx_append_filling (writer, type, &plain, bt_profile_get_words (profile, BT_WORDS_TYPE));
  bt_docx_end_paragraph (writer);
  append_field (writer, BT_NODE_SUBJECT, "BtSubject", indent > 0 ? balance : NULL);
  bt_docx_append_rule (writer,
                       *words != '\0' ? words : bt_profile_get_words (profile, BT_WORDS_TYPE),
                       last == type ? BT_STYLE_TYPE : BT_STYLE_SUBJECT, BT_RATIO_SUBJECT_RULE,
                       width, bt_profile_get_length (profile, BT_FIGURE_TITLE_GAP));
}
