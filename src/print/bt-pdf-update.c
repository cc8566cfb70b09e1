/* What cairo cannot say in a PDF (its language, dates with their prefix), appended as an
 * incremental update: the catalog and the information dictionary once more, and a table of objects
 * that points to them. */
#include "bt-pdf-update.h"

#include <string.h>

/* Numbers of the trailer that an update must repeat. */
typedef struct
{
  guint64 size, root, info, xref;
} Trailer;

static gboolean
find_number (const char *text, const char *key, guint64 *number)
{
  const char *found = strstr (text, key);
  char *rest;

  if (found == NULL)
    return FALSE;
  *number = g_ascii_strtoull (found + strlen (key), &rest, 10);
  return rest != found + strlen (key);
}

static gboolean
read_trailer (const char *text, Trailer *out)
{
  const char *trailer = strstr (text, "\ntrailer\n");

  return trailer != NULL && strstr (trailer + 1, "\ntrailer\n") == NULL
         && find_number (trailer, "/Size ", &out->size)
         && find_number (trailer, "/Root ", &out->root)
         && find_number (trailer, "/Info ", &out->info)
         && find_number (trailer, "startxref\n", &out->xref);
}

/* Finds the dictionary of an object, without its brackets. */
static char *
dup_dictionary (const char *text, guint64 object)
{
  g_autofree char *head = g_strdup_printf ("\n%" G_GUINT64_FORMAT " 0 obj\n<<", object);
  const char *start = strstr (text, head);
  const char *end = start != NULL ? strstr (start, ">>\nendobj\n") : NULL;

  if (end == NULL)
    return NULL;
  start += strlen (head);
  return g_strndup (start, end - start);
}

/* cairo 1.16 leaves out the "D:" that ISO 32000-1, 7.9.4 asks dates to begin with. */
static void
repair_dates (GString *info)
{
  g_string_replace (info, "Date (D:", "Date (", 0);
  g_string_replace (info, "Date (", "Date (D:", 0);
}

static void
append_object (GString *out, goffset offset, guint64 number, const char *dictionary, goffset *place)
{
  *place = offset + out->len;
  g_string_append_printf (out, "%" G_GUINT64_FORMAT " 0 obj\n<<%s>>\nendobj\n", number, dictionary);
}

static void
append_entry (GString *out, guint64 number, goffset place)
{
  g_string_append_printf (out, "%" G_GUINT64_FORMAT " 1\n%010" G_GOFFSET_FORMAT " 00000 n \n",
                          number, place);
}

static GString *
make_update (const Trailer *trailer, const char *catalog, const char *info, goffset offset)
{
  GString *out = g_string_new (NULL);
  goffset info_place, catalog_place, table;

  append_object (out, offset, trailer->info, info, &info_place);
  append_object (out, offset, trailer->root, catalog, &catalog_place);
  table = offset + out->len;
  g_string_append (out, "xref\n");
  append_entry (out, trailer->info, info_place);
  append_entry (out, trailer->root, catalog_place);
  g_string_append_printf (out,
                          "trailer\n<< /Size %" G_GUINT64_FORMAT "\n   /Root %" G_GUINT64_FORMAT
                          " 0 R\n   /Info %" G_GUINT64_FORMAT " 0 R\n   /Prev %" G_GUINT64_FORMAT
                          "\n>>\nstartxref\n%" G_GOFFSET_FORMAT "\n%%%%EOF\n",
                          trailer->size, trailer->root, trailer->info, trailer->xref, table);
  return out;
}

/**
 * bt_pdf_append_update:
 * @end: the end of a PDF that cairo wrote, from before its last two objects; the update is appended
 * @offset: where in the file @end begins
 * @language: the language of the text, such as "vi-VN"
 *
 * Adds to the catalog the language and the wish that a window shows the document's title. A PDF
 * that is not built as expected (by another version of cairo) is left as it is: it is valid
 * without.
 *
 * Returns: whether the update was appended
 */
gboolean
bt_pdf_append_update (GByteArray *end, goffset offset, const char *language)
{
  /* The table of objects and all before it may hold no NUL: binary streams lie before the last
   * objects. */
  g_autofree char *text = NULL;
  g_autofree char *catalog = NULL;
  g_autofree char *information = NULL;
  g_autoptr (GString) update = NULL;
  g_autoptr (GString) info = NULL;
  Trailer trailer;
  const char *table;

  g_return_val_if_fail (end != NULL, FALSE);
  g_return_val_if_fail (language != NULL, FALSE);

  text = g_malloc (end->len + 1);
  for (guint i = 0; i < end->len; i++)
    text[i] = end->data[i] != 0 ? (char) end->data[i] : ' ';
  text[end->len] = 0;
  table = g_strrstr (text, "\nxref\n");
  if (table == NULL || !read_trailer (table, &trailer))
    return FALSE;
  catalog = dup_dictionary (text, trailer.root);
  information = dup_dictionary (text, trailer.info);
  if (catalog == NULL || information == NULL || strstr (catalog, "/Lang") != NULL)
    return FALSE;

  g_autofree char *extended =
      g_strdup_printf ("%s   /Lang (%s)\n   /ViewerPreferences << /DisplayDocTitle true >>\n",
                       catalog, language);
  info = g_string_new (information);
  repair_dates (info);
  update = make_update (&trailer, extended, info->str, offset + end->len);
  g_byte_array_append (end, (const guint8 *) update->str, update->len);
  return TRUE;
}
