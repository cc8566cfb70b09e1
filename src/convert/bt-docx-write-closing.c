/* The end of a document: signature and nơi nhận beside each other, then the appendices, each a section of its own. */
#include "bt-docx-write-private.h"
#include "bt-numbering.h"
#include "bt-text-live.h"
#include "bt-wording.h"

/* The ascent of a line of Times New Roman, as a part of its size: first lines of two columns stand on one baseline. */
#define ASCENT 0.89

static const BtDocxState plain = { 0 };

static gboolean
is_empty (const BtNode *node)
{
  return *bt_node_get_string (node) == '\0';
}

static char *
dup_before (BtLength before)
{
  return g_strdup_printf ("<w:spacing w:before=\"%d\"/>", BT_DOCX_TWIPS (MAX (before, 0)));
}

static void
append_line (BtDocxWriter *writer, BtNodeKind kind, const char *style, const char *properties)
{
  BtNode *node =
      bt_node_get_child_of_kind (bt_plan_get_part (writer->plan, BT_NODE_SIGNATURE), kind);
  const BtDocxParagraph paragraph = { style, properties, NULL, NULL, NULL };

  if (is_empty (node))
    return;
  bt_docx_mark_name (writer, kind == BT_NODE_AUTHORITY ? BT_DOCX_MARK_SIGNATURE "authority"
                             : kind == BT_NODE_OFFICE  ? BT_DOCX_MARK_SIGNATURE "office"
                                                       : BT_DOCX_MARK_SIGNATURE "signer");
  bt_docx_begin_node (writer, node, &plain);
  bt_docx_begin_paragraph (writer, &paragraph);
  bt_docx_append_text (writer, node, &plain);
  bt_docx_end_paragraph (writer);
}

/* The dash is not stored; a recipient that brings its own gets no other. */
static void
append_recipient (BtDocxWriter *writer, const BtNode *recipient, const BtDocxState *state)
{
  g_autofree char *live = bt_text_dup_live (bt_node_get_text (recipient));
  const BtNode *old = writer->original != NULL
                          ? bt_plan_get_node (writer->original, bt_node_get_id (recipient))
                          : NULL;
  gboolean stays = bt_node_get_attr (recipient, "join") == NULL && *live != '-';
  gboolean was = old != NULL && *bt_node_get_string (old) != '-';

  bt_docx_append_item (writer, recipient, state, "BtRecipient", stays ? "- " : NULL,
                       was ? "- " : NULL);
}

/* They stand in a row of a table: of a move within a table LibreOffice makes rows that are put in and taken out, and
 * with this one the signature would go. So they are put in and taken out, as rows are. */
static void
append_recipients (BtDocxWriter *writer, const BtNode *recipients)
{
  for (guint i = 0; i < bt_node_get_n_children (recipients); i++)
    {
      const BtNode *child = bt_node_get_child (recipients, i), *shown = NULL;
      BtDocxState state = plain;

      if (bt_node_get_kind (child) == BT_NODE_RECIPIENT)
        {
          bt_docx_enter_node (writer, &plain, child, &state);
          shown = child;
        }
      else if (bt_node_get_kind (child) == BT_NODE_GHOST)
        shown = bt_docx_get_moved_away (writer, child, &state);
      state = bt_docx_state_for_table (&state);
      if (shown != NULL)
        append_recipient (writer, shown, &state);
    }
}

static gboolean
has_live (const BtNode *recipients)
{
  for (guint i = 0; i < bt_node_get_n_children (recipients); i++)
    if (bt_node_is_live (bt_node_get_child (recipients, i)))
      return TRUE;
  return FALSE;
}

/* Whether there were recipients before all changes. */
static gboolean
was_listed (const BtDocxWriter *writer)
{
  return writer->original != NULL
         && has_live (bt_plan_get_part (writer->original, BT_NODE_RECIPIENTS));
}

/* Nơi nhận (I.II.9), its first line on the baseline of the signature's. */
static void
append_left (BtDocxWriter *writer)
{
  const BtProfile *profile = writer->profile;
  BtNode *recipients = bt_plan_get_part (writer->plan, BT_NODE_RECIPIENTS);
  BtLength lower = bt_profile_get_style (profile, BT_STYLE_AUTHORITY)->size
                   - bt_profile_get_style (profile, BT_STYLE_RECIPIENTS_TITLE)->size;
  g_autofree char *before = dup_before (lower * ASCENT);
  const BtDocxParagraph title = { "BtRecipientsTitle", before, NULL, NULL, NULL };

  if (bt_node_get_n_children (recipients) > 0)
    {
      const char *words = bt_profile_get_words (profile, BT_WORDS_RECIPIENTS);
      bt_docx_begin_node (writer, recipients, &plain);
      bt_docx_begin_paragraph (writer, &title);
      bt_docx_append_label (writer, recipients, &plain, has_live (recipients) ? words : NULL,
                            was_listed (writer) ? words : NULL);
      bt_docx_end_paragraph (writer);
      append_recipients (writer, recipients);
    }
  bt_docx_append_empty (writer, BT_DOCX_STYLE_SPACER, NULL, NULL, NULL);
}

static void
append_right (BtDocxWriter *writer)
{
  g_autofree char *gap =
      dup_before (bt_profile_get_length (writer->profile, BT_FIGURE_SIGNATURE_GAP));

  bt_docx_begin_node (writer, bt_plan_get_part (writer->plan, BT_NODE_SIGNATURE), &plain);
  append_line (writer, BT_NODE_AUTHORITY, "BtAuthority", NULL);
  append_line (writer, BT_NODE_OFFICE, "BtOffice", NULL);
  append_line (writer, BT_NODE_SIGNER, "BtSigner", gap);
  bt_docx_append_empty (writer, BT_DOCX_STYLE_SPACER, NULL, NULL, NULL);
}

/* bt_docx_append_signature: both columns, which stay together */
void
bt_docx_append_signature (BtDocxWriter *writer)
{
  const BtProfile *profile = writer->profile;
  BtLength left = bt_profile_get_length (profile, BT_FIGURE_RECIPIENTS_WIDTH);
  BtLength right = bt_profile_get_length (profile, BT_FIGURE_PAPER_WIDTH)
                   - bt_profile_get_length (profile, BT_FIGURE_MARGIN_LEFT)
                   - bt_profile_get_length (profile, BT_FIGURE_MARGIN_RIGHT) - left;
  BtLength room = bt_profile_get_length (profile, BT_FIGURE_SIGNATURE_BEFORE)
                  - bt_profile_get_length (profile, BT_FIGURE_PARAGRAPH_SPACE);
  g_autofree char *before = bt_docx_make_room (room);

  bt_docx_append_empty (writer, BT_DOCX_STYLE_SPACER, before, NULL, NULL);
  bt_docx_append_columns (writer, left, right);
  g_string_append_printf (
      writer->out,
      "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>\n",
      BT_DOCX_TWIPS (left));
  append_left (writer);
  g_string_append_printf (writer->out,
                          "</w:tc><w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>\n",
                          BT_DOCX_TWIPS (right));
  append_right (writer);
  g_string_append (writer->out, "</w:tc></w:tr></w:tbl>\n");
}

/* bt_docx_make_section:
 * @landscape: whether the paper lies
 * @appendix: whether it is an appendix, and not the plan itself
 *
 * Each section's pages are numbered from 1, the number not shown on the first (I.I.7, I.III.1).
 *
 * Returns: (transfer full): the properties of a section
 */
char *
bt_docx_make_section (const BtDocxWriter *writer, gboolean landscape, gboolean appendix)
{
  const BtProfile *profile = writer->profile;
  int width = BT_DOCX_TWIPS (bt_profile_get_length (profile, BT_FIGURE_PAPER_WIDTH));
  int height = BT_DOCX_TWIPS (bt_profile_get_length (profile, BT_FIGURE_PAPER_HEIGHT));

  return g_strdup_printf (
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdPages\"/>"
      "<w:headerReference w:type=\"first\" r:id=\"%s\"/><w:type w:val=\"nextPage\"/>"
      "<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/><w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\""
      " w:header=\"%d\" w:footer=\"%d\" w:gutter=\"0\"/><w:pgNumType w:start=\"1\"/><w:cols w:space=\"720\"/>"
      "<w:titlePg/></w:sectPr>",
      appendix ? "rIdBlank" : "rIdFirst", landscape ? height : width, landscape ? width : height,
      landscape ? " w:orient=\"landscape\"" : "",
      BT_DOCX_TWIPS (bt_profile_get_length (profile, BT_FIGURE_MARGIN_TOP)),
      BT_DOCX_TWIPS (bt_profile_get_length (profile, BT_FIGURE_MARGIN_RIGHT)),
      BT_DOCX_TWIPS (bt_profile_get_length (profile, BT_FIGURE_MARGIN_BOTTOM)),
      BT_DOCX_TWIPS (bt_profile_get_length (profile, BT_FIGURE_MARGIN_LEFT)),
      BT_DOCX_TWIPS (bt_profile_get_length (profile, BT_FIGURE_PAGE_NUMBER_TOP)),
      BT_DOCX_TWIPS (bt_profile_get_length (profile, BT_FIGURE_PAGE_NUMBER_TOP)));
}

static BtLength
get_text_width (const BtProfile *profile, gboolean landscape)
{
  return bt_profile_get_length (profile, landscape ? BT_FIGURE_PAPER_HEIGHT : BT_FIGURE_PAPER_WIDTH)
         - bt_profile_get_length (profile, BT_FIGURE_MARGIN_LEFT)
         - bt_profile_get_length (profile, BT_FIGURE_MARGIN_RIGHT);
}

/* Landscape where someone said so, or where a table does not read well upright. */
static gboolean
needs_landscape (const BtProfile *profile, const BtNode *node)
{
  const char *orientation = bt_node_get_attr (node, "orientation");

  if (orientation != NULL && g_strcmp0 (orientation, "auto") != 0)
    return g_strcmp0 (orientation, "landscape") == 0;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      const BtNode *child = bt_node_get_child (node, i);

      if (bt_node_get_kind (child) == BT_NODE_CLAUSE && needs_landscape (profile, child))
        return TRUE;
      if (bt_node_get_kind (child) == BT_NODE_TABLE
          && bt_docx_get_table_comfort (profile, child) > get_text_width (profile, FALSE))
        return TRUE;
    }
  return FALSE;
}

/* The appendices while they are written, one after the other. */
typedef struct
{
  BtDocxWriter *writer;
  char *section; /* properties of the section that is being written */
  guint number, n;
} Appendices;

static void
append_heading (BtDocxWriter *writer, const BtNode *appendix, const BtDocxState *state,
                const char *now)
{
  const BtDocxParagraph paragraph = { "BtAppendixLabel", NULL, state, NULL, NULL };

  bt_docx_mark_node (writer, BT_DOCX_MARK_NODE, bt_node_get_id (appendix), state);
  bt_docx_begin_node (writer, appendix, state);
  bt_docx_begin_paragraph (writer, &paragraph);
  bt_docx_append_label (writer, appendix, state, now,
                        g_hash_table_lookup (writer->labels, bt_node_get_id (appendix)));
  bt_docx_end_paragraph (writer);
}

/* The note that the decree asks for where there is none. It speaks of the header, which may have been changed, too. */
static void
append_made_note (BtDocxWriter *writer, const BtNode *note, const BtDocxState *state)
{
  const BtText *text = bt_node_get_text (note);
  g_autofree char *now = bt_wording_dup_appendix_note (writer->plan, writer->profile);
  g_autofree char *before = writer->original != NULL
                                ? bt_wording_dup_appendix_note (writer->original, writer->profile)
                                : NULL;

  bt_docx_append_label (writer, note, state, bt_docx_is_blank (text) ? now : NULL,
                        bt_docx_was_empty (text) ? before : NULL);
}

static void
append_part (BtDocxWriter *writer, const BtNode *part, const BtDocxState *state, BtLength width)
{
  gboolean note = bt_node_get_kind (part) == BT_NODE_NOTE;
  BtLength indent =
      bt_docx_get_balance (writer->profile, note ? BT_STYLE_APPENDIX_NOTE : BT_STYLE_APPENDIX_TITLE,
                           bt_node_get_string (part), width);
  g_autofree char *balance = bt_docx_make_indent (indent);
  const BtDocxParagraph paragraph = { note ? "BtAppendixNote" : "BtAppendixTitle",
                                      indent > 0 ? balance : NULL, state, NULL, NULL };

  if (is_empty (part) && !note)
    return;
  bt_docx_mark_node (writer, BT_DOCX_MARK_NODE, bt_node_get_id (part), state);
  bt_docx_begin_node (writer, part, state);
  bt_docx_begin_paragraph (writer, &paragraph);
  bt_docx_append_text (writer, part, state);
  if (note)
    append_made_note (writer, part, state);
  bt_docx_end_paragraph (writer);
}

static void
append_appendix (Appendices *self, const BtNode *appendix, const BtDocxState *state,
                 const char *label)
{
  BtDocxWriter *writer = self->writer;
  gboolean landscape = needs_landscape (writer->profile, appendix);
  BtLength width = get_text_width (writer->profile, landscape);
  const BtDocxState end = bt_docx_state_for_table (state);
  BtNode *note = bt_node_get_child_of_kind (appendix, BT_NODE_NOTE);
  g_autofree char *words = NULL;

  bt_docx_append_empty (writer, BT_DOCX_STYLE_BREAK, NULL, &end, self->section);
  g_free (self->section);
  self->section = bt_docx_make_section (writer, landscape, TRUE);
  append_heading (writer, appendix, state, label);
  append_part (writer, bt_node_get_child_of_kind (appendix, BT_NODE_TITLE), state, width);
  append_part (writer, note, state, width);
  words = is_empty (note) ? bt_wording_dup_appendix_note (writer->plan, writer->profile)
                          : g_strdup (bt_node_get_string (note));
  bt_docx_append_rule (writer, words, BT_STYLE_APPENDIX_NOTE, BT_RATIO_APPENDIX_RULE, width,
                       bt_profile_get_length (writer->profile, BT_FIGURE_TITLE_GAP));
  bt_docx_append_children (writer, appendix, state, NULL, width);
}

static void
append_entry (Appendices *self, const BtNode *child, guint number)
{
  BtDocxWriter *writer = self->writer;
  const BtNode *old = NULL;
  BtDocxState state;

  if (bt_node_get_kind (child) == BT_NODE_APPENDIX)
    {
      g_autofree char *label = bt_appendix_label_format (number, self->n);
      guint move;

      bt_docx_enter_node (writer, &plain, child, &state);
      move = bt_docx_open_moved (writer, child, &state);
      append_appendix (self, child, &state, label);
      if (move > 0)
        bt_docx_close_move (writer, "moveToRange", move);
    }
  else if (bt_node_get_kind (child) == BT_NODE_GHOST)
    old = bt_docx_get_moved_away (writer, child, &state);
  if (old != NULL)
    {
      guint move =
          bt_docx_open_move (writer, "moveFromRange", state.move_from, bt_node_get_id (child));

      append_appendix (self, old, &state,
                       g_hash_table_lookup (writer->labels, bt_node_get_id (old)));
      bt_docx_close_move (writer, "moveFromRange", move);
    }
}

/* bt_docx_append_appendices: all of them (I.III.1), and the properties of the last section */
void
bt_docx_append_appendices (BtDocxWriter *writer)
{
  BtNode *appendices = bt_plan_get_part (writer->plan, BT_NODE_APPENDICES);
  Appendices self = { .writer = writer, .section = bt_docx_make_section (writer, FALSE, FALSE) };
  const BtDocxParagraph last = { BT_DOCX_STYLE_SPACER, NULL, NULL, NULL, NULL };
  BtCounter counter = { 0 };

  for (guint i = 0; i < bt_node_get_n_children (appendices); i++)
    self.n += bt_node_get_kind (bt_node_get_child (appendices, i)) == BT_NODE_APPENDIX
              && bt_node_is_live (bt_node_get_child (appendices, i));
  bt_docx_begin_node (writer, appendices, &plain);
  for (guint i = 0; i < bt_node_get_n_children (appendices); i++)
    append_entry (&self, bt_node_get_child (appendices, i),
                  bt_counter_next (&counter, bt_node_get_child (appendices, i)));
  bt_docx_mark_other_threads (writer);
  bt_docx_begin_paragraph (writer, &last);
  bt_docx_end_paragraph (writer);
  g_string_append (writer->out, self.section);
  g_free (self.section);
}
