/* A plan as a document of word processors (.docx): the package and its parts. The clauses of ECMA-376 that matter are
 * 17.13 (tracked changes and comments) and 17.6 (sections); what the document cannot hold is in a part of our own. */
#include "bt-docx-export.h"

#include <string.h>

#include "bt-docx-write-private.h"
#include "bt-zip.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define NAMESPACES                                                                                 \
  "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"" OFFICE "\""

/* Names our own part among others. */
#define CUSTOM_ID "{6D1F3C52-0B7A-4E5D-9C41-2A8E5B97D013}"

static const char content_types[] = XML
    "<Types xmlns=\"" PACKAGE "/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE "document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_TYPE "styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD_TYPE "settings+xml\"/>"
    "<Override PartName=\"/word/header1.xml\" ContentType=\"" WORD_TYPE "header+xml\"/>"
    "<Override PartName=\"/word/header2.xml\" ContentType=\"" WORD_TYPE "header+xml\"/>"
    "<Override PartName=\"/word/header3.xml\" ContentType=\"" WORD_TYPE "header+xml\"/>"
    "%s<Override PartName=\"/customXml/itemProps1.xml\""
    " ContentType=\"application/vnd.openxmlformats-officedocument.customXmlProperties+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\""
    " ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "</Types>\n";

static const char comment_types[] =
    "<Override PartName=\"/word/comments.xml\" ContentType=\"" WORD_TYPE "comments+xml\"/>"
    "<Override PartName=\"/word/commentsExtended.xml\" ContentType=\"" WORD_TYPE
    "commentsExtended+xml\"/>";

static const char package_rels[] = XML
    "<Relationships xmlns=\"" PACKAGE "/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE
    "/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
    "</Relationships>\n";

static const char document_rels[] =
    XML "<Relationships xmlns=\"" PACKAGE "/relationships\">"
        "<Relationship Id=\"rIdStyles\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"rIdSettings\" Type=\"" OFFICE "/settings\" Target=\"settings.xml\"/>"
        "<Relationship Id=\"rIdPages\" Type=\"" OFFICE "/header\" Target=\"header1.xml\"/>"
        "<Relationship Id=\"rIdFirst\" Type=\"" OFFICE "/header\" Target=\"header2.xml\"/>"
        "<Relationship Id=\"rIdBlank\" Type=\"" OFFICE "/header\" Target=\"header3.xml\"/>"
        "<Relationship Id=\"rIdCustom\" Type=\"" OFFICE
        "/customXml\" Target=\"../customXml/item1.xml\"/>"
        "%s</Relationships>\n";

static const char comment_rels[] =
    "<Relationship Id=\"rIdComments\" Type=\"" OFFICE "/comments\" Target=\"comments.xml\"/>"
    "<Relationship Id=\"rIdCommentsEx\""
    " Type=\"http://schemas.microsoft.com/office/2011/relationships/commentsExtended\""
    " Target=\"commentsExtended.xml\"/>";

static const char custom_rels[] = XML
    "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE
    "/customXmlProps\" Target=\"itemProps1.xml\"/></Relationships>\n";

static const char custom_properties[] = XML
    "<ds:datastoreItem ds:itemID=\"" CUSTOM_ID "\""
    " xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\"><ds:schemaRefs>"
    "<ds:schemaRef ds:uri=\"" BT_DOCX_NAMESPACE "\"/></ds:schemaRefs></ds:datastoreItem>\n";

static const char page_header[] = XML
    "<w:hdr " NAMESPACES "><w:p><w:pPr><w:pStyle w:val=\"BtPageNumber\"/></w:pPr>"
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:hdr>\n";

static const char blank_header[] = XML
    "<w:hdr " NAMESPACES "><w:p><w:pPr><w:pStyle w:val=\"BtPageNumber\"/></w:pPr></w:p></w:hdr>\n";

static void
add_part (BtZipWriter *zip, const char *part, const char *text)
{
  bt_zip_writer_add (zip, part, text, strlen (text));
}

static void
add_made_part (BtZipWriter *zip, const char *part, char *text)
{
  add_part (zip, part, text);
  g_free (text);
}

/* A plan without a number is a draft until it is issued, and says so above the header. */
static char *
make_first_header (const BtPlan *plan, const BtProfile *profile)
{
  const char *state = bt_node_get_attr (bt_plan_get_root (plan), "state");
  const char *words = bt_profile_get_words (profile, BT_WORDS_DRAFT);
  BtLength padding = bt_profile_get_length (profile, BT_FIGURE_DRAFT_PADDING);
  BtLength width = bt_docx_measure (profile, BT_STYLE_DRAFT, words) + 4 * padding;
  BtLength line = bt_profile_get_length (profile, BT_FIGURE_PAPER_WIDTH)
                  - bt_profile_get_length (profile, BT_FIGURE_MARGIN_LEFT)
                  - bt_profile_get_length (profile, BT_FIGURE_MARGIN_RIGHT);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  if (g_strcmp0 (state, "issued") == 0 || *bt_plan_get_field (plan, BT_NODE_NUMBER) != '\0')
    return g_strdup (blank_header);
  return g_strdup_printf (
      XML "<w:hdr " NAMESPACES "><w:p><w:pPr><w:pStyle w:val=\"" BT_DOCX_STYLE_DRAFT "\"/><w:pBdr>"
          "<w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"000000\"/>"
          "<w:left w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/>"
          "<w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"000000\"/>"
          "<w:right w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/></w:pBdr>"
          "<w:ind w:right=\"%d\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"" BT_DOCX_STYLE_LABEL
          "\"/></w:rPr>"
          "<w:t>%s</w:t></w:r></w:p></w:hdr>\n",
      BT_DOCX_TWIPS (line - width), escaped);
}

static char *
make_properties (const BtPlan *plan)
{
  g_autofree char *title = g_markup_escape_text (bt_plan_get_field (plan, BT_NODE_SUBJECT), -1);

  g_strdelimit (title, "\n", ' ');
  return g_strdup_printf (XML
                          "<cp:coreProperties xmlns:cp=\"" PACKAGE "/metadata/core-properties\""
                          " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>%s</dc:title>"
                          "<dc:language>vi-VN</dc:language></cp:coreProperties>\n",
                          title);
}

static void
write_document (BtDocxWriter *writer)
{
  const BtDocxState plain = { 0 };

  g_string_append (writer->out, XML "<w:document " NAMESPACES "><w:body>\n");
  bt_docx_begin_node (writer, bt_plan_get_root (writer->plan), &plain);
  bt_docx_begin_node (writer, bt_plan_get_part (writer->plan, BT_NODE_HEADER), &plain);
  bt_docx_append_header (writer);
  bt_docx_append_title (writer);
  bt_docx_append_body (writer);
  bt_docx_append_signature (writer);
  bt_docx_append_appendices (writer);
  g_string_append (writer->out, "</w:body></w:document>\n");
}

static void
add_parts (BtZipWriter *zip, BtDocxWriter *writer)
{
  char *comments = bt_docx_make_comments (writer);

  add_made_part (zip, "[Content_Types].xml",
                 g_strdup_printf (content_types, comments != NULL ? comment_types : ""));
  add_part (zip, "_rels/.rels", package_rels);
  bt_zip_writer_add (zip, "word/document.xml", writer->out->str, writer->out->len);
  add_made_part (zip, "word/_rels/document.xml.rels",
                 g_strdup_printf (document_rels, comments != NULL ? comment_rels : ""));
  add_made_part (zip, "word/styles.xml", bt_docx_make_styles (writer->profile));
  add_made_part (zip, "word/settings.xml", bt_docx_make_settings (writer->plan));
  add_part (zip, "word/header1.xml", page_header);
  add_made_part (zip, "word/header2.xml", make_first_header (writer->plan, writer->profile));
  add_part (zip, "word/header3.xml", blank_header);
  if (comments != NULL)
    {
      add_made_part (zip, "word/comments.xml", comments);
      add_made_part (zip, "word/commentsExtended.xml", bt_docx_make_comments_extended (writer));
    }
  add_made_part (zip, "customXml/item1.xml", bt_docx_make_custom (writer));
  add_part (zip, "customXml/itemProps1.xml", custom_properties);
  add_part (zip, "customXml/_rels/item1.xml.rels", custom_rels);
  add_made_part (zip, "docProps/core.xml", make_properties (writer->plan));
}

/**
 * bt_docx_export:
 * @plan: a plan; with marks of changes where @original is given
 * @profile: its rule set
 * @original: (nullable): the plan as it was before its open changes, which the document then shows as tracked changes,
 *   comments beside them; %NULL for a clean copy, which says nothing of who changed what
 * @error: return location
 *
 * Writes the plan as a document that looks as the decree wants it. All of its words are in it; numbers and other words
 * that the program makes stand there as words, in a style of their own. tests/spec/docx.md describes the mapping. The
 * same plan gives the same bytes.
 *
 * Returns: (transfer full) (nullable): the file; %NULL with %BT_ERROR_IO where it could not be packed
 */
GBytes *
bt_docx_export (BtPlan *plan, BtProfile *profile, BtPlan *original, GError **error)
{
  BtDocxWriter writer;
  BtZipWriter *zip;

  g_return_val_if_fail (plan != NULL && profile != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  bt_docx_writer_init (&writer, plan, profile, original);
  write_document (&writer);
  zip = bt_zip_writer_new ();
  add_parts (zip, &writer);
  bt_docx_writer_clear (&writer);
  return bt_zip_writer_end (zip, error);
}
