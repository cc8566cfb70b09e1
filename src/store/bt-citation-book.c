/* The documents that this user has cited, to be cited again in other plans.
 *
 * A key file in the folder of the user's data, a group for each document, the last one cited first. */
#include "bt-citation-book.h"

#include <gio/gio.h>

#include "bt-error.h"

/* More than an office cites in years; what was not used longest goes. */
#define MAX_SOURCES 300

static const char *const attrs[] = { "type", "sign", "date", "issuer" };

struct _BtCitationBook
{
  char *path;
  GPtrArray *sources; /* BtNode */
};

static BtNode *
read_source (GKeyFile *file, const char *group)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_SOURCE, NULL);
  g_autofree char *subject = g_key_file_get_string (file, group, "subject", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (attrs); i++)
    {
      g_autofree char *value = g_key_file_get_string (file, group, attrs[i], NULL);
      if (value != NULL && *value != '\0')
        bt_node_builder_set_attr (builder, attrs[i], value);
    }
  bt_node_builder_set_string (builder, subject != NULL ? subject : "");
  return bt_node_builder_end (builder);
}

/* Whether both are the same document; the words about it may differ. */
static gboolean
is_same (const BtNode *a, const BtNode *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (attrs); i++)
    if (g_strcmp0 (bt_node_get_attr (a, attrs[i]), bt_node_get_attr (b, attrs[i])) != 0)
      return FALSE;
  return bt_node_get_attr (a, "sign") != NULL || g_strcmp0 (bt_node_get_string (a), bt_node_get_string (b)) == 0;
}

/**
 * bt_citation_book_new:
 * @path: the book's file, which need not be there
 *
 * Returns: (transfer full): the documents it has; none where the file cannot be read
 */
BtCitationBook *
bt_citation_book_new (const char *path)
{
  BtCitationBook *book;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  book = g_new0 (BtCitationBook, 1);
  book->path = g_strdup (path);
  book->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return book;
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL && i < MAX_SOURCES; i++)
    g_ptr_array_add (book->sources, read_source (file, groups[i]));
  return book;
}

/**
 * bt_citation_book_free:
 * @book: (transfer full): a book
 */
void
bt_citation_book_free (BtCitationBook *book)
{
  g_return_if_fail (book != NULL);

  g_free (book->path);
  g_ptr_array_unref (book->sources);
  g_free (book);
}

/**
 * bt_citation_book_get_sources:
 * @book: a book
 *
 * Returns: (transfer none) (element-type BtNode): its documents, as sources of a plan are
 */
GPtrArray *
bt_citation_book_get_sources (BtCitationBook *book)
{
  g_return_val_if_fail (book != NULL, NULL);

  return book->sources;
}

static void
write_source (GKeyFile *file, const char *group, const BtNode *source)
{
  for (guint i = 0; i < G_N_ELEMENTS (attrs); i++)
    if (bt_node_get_attr (source, attrs[i]) != NULL)
      g_key_file_set_string (file, group, attrs[i], bt_node_get_attr (source, attrs[i]));
  g_key_file_set_string (file, group, "subject", bt_node_get_string (source));
}

/**
 * bt_citation_book_remember:
 * @book: a book
 * @source: a document that is cited
 * @error: return location
 *
 * Puts it first and writes the book.
 *
 * Returns: whether it was written; %BT_ERROR_IO where not
 */
gboolean
bt_citation_book_remember (BtCitationBook *book, const BtNode *source, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (book != NULL && source != NULL, FALSE);

  for (guint i = book->sources->len; i > 0; i--)
    if (is_same (book->sources->pdata[i - 1], source))
      g_ptr_array_remove_index (book->sources, i - 1);
  g_ptr_array_insert (book->sources, 0, bt_node_ref ((BtNode *) source));
  if (book->sources->len > MAX_SOURCES)
    g_ptr_array_set_size (book->sources, MAX_SOURCES);
  for (guint i = 0; i < book->sources->len; i++)
    {
      g_autofree char *group = g_strdup_printf ("%u", i + 1);
      write_source (file, group, book->sources->pdata[i]);
    }
  folder = g_path_get_dirname (book->path);
  g_mkdir_with_parents (folder, 0700);
  if (g_key_file_save_to_file (file, book->path, &local))
    return TRUE;
  g_set_error_literal (error, BT_ERROR, BT_ERROR_IO, local->message);
  return FALSE;
}
