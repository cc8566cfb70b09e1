/* The styles of a document, made from the rule set, and its settings. */
#include <string.h>

#include "bt-docx-write-private.h"

#define W_NAMESPACE "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

/* How paragraphs look; @level is that of a heading from 1, 0 for none. */
typedef struct
{
  const char *id, *name;
  BtStyleId look;
  guint level;
  gboolean heads; /* stays with what follows */
} Style;

static const Style styles[] = {
  { "BtNational", "Quốc hiệu", BT_STYLE_MOTTO },
  { "BtMotto", "Tiêu ngữ", BT_STYLE_SUBMOTTO },
  { "BtParent", "Cơ quan chủ quản", BT_STYLE_PARENT },
  { "BtAgency", "Cơ quan ban hành", BT_STYLE_AGENCY },
  { "BtNumber", "Số, ký hiệu", BT_STYLE_NUMBER },
  { "BtPlaceDate", "Địa danh, thời gian", BT_STYLE_PLACE_DATE },
  { "BtUrgency", "Độ khẩn", BT_STYLE_URGENCY },
  { BT_DOCX_STYLE_DRAFT, "Dự thảo", BT_STYLE_DRAFT },
  { "BtKind", "Tên loại văn bản", BT_STYLE_TYPE, 0, TRUE },
  { "BtSubject", "Trích yếu", BT_STYLE_SUBJECT, 0, TRUE },
  { "BtBasis", "Căn cứ", BT_STYLE_BASIS },
  { "BtPart", "Phần", BT_STYLE_PART_TITLE, 1, TRUE },
  { "BtChapter", "Chương", BT_STYLE_PART_TITLE, 1, TRUE },
  { "BtRoman", "Mục I", BT_STYLE_SECTION_HEADING, 2, TRUE },
  { "BtArabicHeading", "Mục 1 có tiêu đề", BT_STYLE_ARTICLE_HEADING, 3, TRUE },
  { "BtDecimalHeading", "Mục 1.1 có tiêu đề", BT_STYLE_ARTICLE_HEADING, 4, TRUE },
  { "BtAlphaHeading", "Điểm a có tiêu đề", BT_STYLE_POINT_HEADING, 4, TRUE },
  { "BtDashHeading", "Gạch đầu dòng có tiêu đề", BT_STYLE_POINT_HEADING, 5, TRUE },
  { "BtPlusHeading", "Dấu cộng có tiêu đề", BT_STYLE_POINT_HEADING, 6, TRUE },
  { "BtPlainHeading", "Tiêu đề không số", BT_STYLE_ARTICLE_HEADING, 3, TRUE },
  { "BtRomanText", "Khoản I", BT_STYLE_BODY },
  { "BtArabic", "Khoản 1", BT_STYLE_BODY },
  { "BtDecimal", "Khoản 1.1", BT_STYLE_BODY },
  { "BtAlpha", "Điểm a", BT_STYLE_BODY },
  { "BtDash", "Gạch đầu dòng", BT_STYLE_BODY },
  { "BtPlus", "Dấu cộng", BT_STYLE_BODY },
  { "BtPlain", "Nội dung", BT_STYLE_BODY },
  { "BtAuthority", "Quyền hạn", BT_STYLE_AUTHORITY },
  { "BtOffice", "Chức vụ", BT_STYLE_OFFICE },
  { "BtSigner", "Họ tên người ký", BT_STYLE_SIGNER },
  { "BtRecipientsTitle", "Nơi nhận", BT_STYLE_RECIPIENTS_TITLE },
  { "BtRecipient", "Danh sách nơi nhận", BT_STYLE_RECIPIENT },
  { "BtAppendixLabel", "Số phụ lục", BT_STYLE_APPENDIX_NUMBER, 1, TRUE },
  { "BtAppendixTitle", "Tên phụ lục", BT_STYLE_APPENDIX_TITLE, 0, TRUE },
  { "BtAppendixNote", "Kèm theo", BT_STYLE_APPENDIX_NOTE, 0, TRUE },
  { "BtCell", "Ô bảng", BT_STYLE_TABLE_TEXT },
  { "BtCellCentered", "Ô bảng giữa", BT_STYLE_TABLE_CENTERED },
  { "BtCellHeading", "Tiêu đề bảng", BT_STYLE_TABLE_HEADING },
  { "BtGroupRow", "Nhóm trong bảng", BT_STYLE_TABLE_GROUP },
  { "BtPageNumber", "Số trang", BT_STYLE_PAGE_NUMBER },
};

static const struct
{
  const char *heading, *text;
} clause_styles[BT_N_LABELS] = {
  [BT_LABEL_NONE] = { "BtPlainHeading", "BtPlain" },
  [BT_LABEL_PART] = { "BtPart", "BtPart" },
  [BT_LABEL_CHAPTER] = { "BtChapter", "BtChapter" },
  [BT_LABEL_ROMAN] = { "BtRoman", "BtRomanText" },
  [BT_LABEL_ARABIC] = { "BtArabicHeading", "BtArabic" },
  [BT_LABEL_DECIMAL] = { "BtDecimalHeading", "BtDecimal" },
  [BT_LABEL_ALPHA] = { "BtAlphaHeading", "BtAlpha" },
  [BT_LABEL_DASH] = { "BtDashHeading", "BtDash" },
  [BT_LABEL_PLUS] = { "BtPlusHeading", "BtPlus" },
};

/* bt_docx_get_clause_style: Returns: (transfer none): the id of the style of a clause */
const char *
bt_docx_get_clause_style (BtLabel label, gboolean heading)
{
  return heading ? clause_styles[label].heading : clause_styles[label].text;
}

static const char *const alignments[BT_N_ALIGNS] = { [BT_ALIGN_LEFT] = "left",
                                                     [BT_ALIGN_CENTER] = "center",
                                                     [BT_ALIGN_JUSTIFY] = "both",
                                                     [BT_ALIGN_BALANCE] = "center" };

/* Room above a paragraph is counted from the room below the one before on our pages, and added to it in a document. */
static void
append_paragraph_properties (GString *out, const BtProfile *profile, const Style *style)
{
  const BtStyle *look = bt_profile_get_style (profile, style->look);
  BtLength before =
      MAX (look->before - bt_profile_get_length (profile, BT_FIGURE_PARAGRAPH_SPACE), 0);

  g_string_append (out, "<w:pPr>");
  if (style->heads)
    g_string_append (out, "<w:keepNext/>");
  g_string_append_printf (
      out, "<w:spacing w:before=\"%d\" w:after=\"%d\" w:line=\"%d\" w:lineRule=\"auto\"/>",
      BT_DOCX_TWIPS (before), BT_DOCX_TWIPS (look->after),
      (int) (MAX (look->line_spacing, 1) * 240 + 0.5));
  if (style->look == BT_STYLE_RECIPIENT)
    {
      int dash = BT_DOCX_TWIPS (bt_docx_measure (profile, style->look, "- "));

      g_string_append_printf (out, "<w:ind w:left=\"%d\" w:hanging=\"%d\"/>", dash, dash);
    }
  else if (look->indent > 0)
    g_string_append_printf (out, "<w:ind w:firstLine=\"%d\"/>", BT_DOCX_TWIPS (look->indent));
  g_string_append_printf (out, "<w:jc w:val=\"%s\"/>", alignments[look->align]);
  if (style->level > 0)
    g_string_append_printf (out, "<w:outlineLvl w:val=\"%u\"/>", style->level - 1);
  g_string_append (out, "</w:pPr>");
}

static void
append_run_properties (GString *out, const BtProfile *profile, const Style *style)
{
  const BtStyle *look = bt_profile_get_style (profile, style->look);
  int size = BT_LENGTH_TO_PT (look->size) * 2 + 0.5;

  g_string_append (out, "<w:rPr>");
  if (look->bold)
    g_string_append (out, "<w:b/><w:bCs/>");
  if (look->italic)
    g_string_append (out, "<w:i/><w:iCs/>");
  if (look->upper)
    g_string_append (out, "<w:caps/>");
  if (look->color != 0)
    g_string_append_printf (out, "<w:color w:val=\"%06X\"/>", look->color);
  g_string_append_printf (out, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr>", size, size);
}

static void
append_style (GString *out, const BtProfile *profile, const Style *style)
{
  g_string_append_printf (
      out,
      "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
      "<w:basedOn w:val=\"Normal\"/><w:qFormat/>",
      style->id, style->name);
  append_paragraph_properties (out, profile, style);
  append_run_properties (out, profile, style);
  g_string_append (out, "</w:style>\n");
}

/* Paragraphs that are as low as can be: they hold room, a rule, the end of a section. */
static const struct
{
  const char *id, *name;
} small[] = {
  { BT_DOCX_STYLE_SPACER, "Khoảng trống" },
  { BT_DOCX_STYLE_RULE, "Đường kẻ" },
  { BT_DOCX_STYLE_BREAK, "Hết phần" },
};

/**
 * bt_docx_style_from_name:
 * @name: (nullable): what a style is called in a document of ours
 *
 * LibreOffice makes the ids of styles anew from their names when it saves.
 *
 * Returns: (transfer none) (nullable): the id that our export gave it
 */
const char *
bt_docx_style_from_name (const char *name)
{
  if (g_strcmp0 (name, BT_DOCX_STYLE_LABEL_NAME) == 0)
    return BT_DOCX_STYLE_LABEL;
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (name, styles[i].name) == 0)
      return styles[i].id;
  for (guint i = 0; i < G_N_ELEMENTS (small); i++)
    if (g_strcmp0 (name, small[i].name) == 0)
      return small[i].id;
  return NULL;
}

static void
append_small_styles (GString *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (small); i++)
    g_string_append_printf (
        out,
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
        "<w:basedOn w:val=\"Normal\"/><w:pPr><w:keepNext/><w:spacing w:before=\"0\" w:after=\"0\""
        " w:line=\"20\" w:lineRule=\"exact\"/></w:pPr><w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/>"
        "</w:rPr></w:style>\n",
        small[i].id, small[i].name);
}

static void
append_defaults (GString *out, const BtProfile *profile)
{
  g_autofree char *font = g_markup_escape_text (bt_profile_get_font (profile), -1);
  int size = BT_LENGTH_TO_PT (bt_profile_get_style (profile, BT_STYLE_BODY)->size) * 2 + 0.5;

  g_string_append_printf (
      out,
      "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"%s\" w:hAnsi=\"%s\" w:eastAsia=\"%s\""
      " w:cs=\"%s\"/><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/><w:lang w:val=\"vi-VN\""
      " w:eastAsia=\"vi-VN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
      "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>"
      "</w:docDefaults>\n",
      font, font, font, font, size, size);
}

/* bt_docx_make_styles:
 *
 * Returns: (transfer full): the part with the styles
 */
char *
bt_docx_make_styles (const BtProfile *profile)
{
  GString *out = g_string_new (
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles " W_NAMESPACE ">");

  append_defaults (out, profile);
  g_string_append (
      out,
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>"
      "<w:qFormat/></w:style>\n"
      "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
      "<w:name w:val=\"Default Paragraph Font\"/></w:style>\n"
      "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"" BT_DOCX_STYLE_LABEL "\">"
      "<w:name w:val=\"" BT_DOCX_STYLE_LABEL_NAME "\"/>"
      "<w:basedOn w:val=\"DefaultParagraphFont\"/><w:qFormat/></w:style>\n"
      "<w:style w:type=\"paragraph\" w:styleId=\"CommentText\"><w:name w:val=\"annotation text\"/>"
      "<w:basedOn w:val=\"Normal\"/><w:rPr><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/></w:rPr></w:style>\n"
      "<w:style w:type=\"character\" w:styleId=\"CommentReference\"><w:name w:val=\"annotation reference\"/>"
      "<w:basedOn w:val=\"DefaultParagraphFont\"/><w:rPr><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>"
      "</w:rPr></w:style>\n");
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    append_style (out, profile, &styles[i]);
  append_small_styles (out);
  g_string_append (out, "</w:styles>\n");
  return g_string_free (out, FALSE);
}

/* bt_docx_make_settings:
 *
 * Room above a paragraph is added to that below the one before it, and a line that ends with a break is not spread over
 * the whole width, neither of which a word processor does by itself.
 *
 * Returns: (transfer full): the part with the settings; where the plan tracks changes, the document does
 */
char *
bt_docx_make_settings (const BtPlan *plan)
{
  gboolean tracking = bt_node_get_attr (bt_plan_get_root (plan), "tracking") != NULL;

  return g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:settings " W_NAMESPACE ">"
      "%s<w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>"
      "<w:doNotExpandShiftReturn/><w:doNotUseHTMLParagraphAutoSpacing/>"
      "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\""
      " w:val=\"15\"/></w:compat></w:settings>\n",
      tracking ? "<w:trackRevisions/>" : "");
}
