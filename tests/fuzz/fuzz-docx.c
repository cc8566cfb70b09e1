/* Whatever comes as a Word document, or as the text of one: it is refused in one line, or becomes a plan that holds,
 * can be saved, and of which all changes can be decided either way. */
#include "bt-docx-import.h"
#include "bt-resolve.h"
#include "bt-store.h"
#include "bt-zip.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const char types[] =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
static const char head[] =
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"m\" "
    "xmlns:w14=\"w14\" xmlns:v=\"v\"><w:body>";
static const char tail[] = "</w:body></w:document>";

static const char relations[] =
    "<Relationships><Relationship Type=\"/customXml\" Target=\"../customXml/item1.xml\"/></Relationships>";
/* What parts our own part from the text. */
static const char parting[] = "\n=====\n";

/* The bytes as they came where they are a container; else they are what stands in the body of a document, behind a line
 * what stands in our own part of it. */
static GBytes *
make_file (const guint8 *data, gsize size)
{
  g_autoptr (GString) text = g_string_new (head);
  const char *own = g_strstr_len ((const char *) data, (gssize) size, parting);
  gsize length = own != NULL ? (gsize) (own - (const char *) data) : size;
  BtZipWriter *writer;

  if (size >= 2 && memcmp (data, "PK", 2) == 0)
    return g_bytes_new (data, size);
  g_string_append_len (text, (const char *) data, length);
  g_string_append (text, tail);
  writer = bt_zip_writer_new ();
  bt_zip_writer_add (writer, "[Content_Types].xml", types, strlen (types));
  bt_zip_writer_add (writer, "word/document.xml", text->str, text->len);
  if (own != NULL)
    {
      own += strlen (parting);
      bt_zip_writer_add (writer, "word/_rels/document.xml.rels", relations, strlen (relations));
      bt_zip_writer_add (writer, "customXml/item1.xml", own, size - (own - (const char *) data));
    }
  return bt_zip_writer_end (writer, NULL);
}

/* What is saved is read again, and is saved as the same. */
static void
check_saving (BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) saved = bt_store_write_bytes (plan, &error);
  g_assert_no_error (error);
  g_autoptr (BtPlan) again = bt_store_read_bytes (saved, "saved", &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) twice = bt_store_write_bytes (again, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (saved, twice));
}

static void
check_view (BtPlan *plan, BtView view)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) decided = bt_review_view (plan, view);

  g_assert_true (bt_plan_check (decided, &error));
  check_saving (decided);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = make_file (data, size);
  g_autoptr (BtReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) plan = bt_docx_import (bytes, "fuzz", &report, &error);

  if (plan == NULL)
    {
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  g_assert_no_error (error);
  g_assert_nonnull (report);
  g_assert_true (bt_plan_check (plan, &error));
  check_saving (plan);
  check_view (plan, BT_VIEW_ORIGINAL);
  check_view (plan, BT_VIEW_FINAL);
  return 0;
}
