/* Elements of other namespaces: kept as XML that stands on its own, whatever prefixes the file
 * declares around it. */
#include <string.h>

#include "bt-store-private.h"
#include "bt-viet.h"

/* A prefix that is declared within the element that is kept. */
typedef struct
{
  const char *prefix; /* interned; "" for the default namespace */
  const char *uri;    /* interned; "" for none */
  guint depth;
} Declaration;

struct _BtForeignReader
{
  GString *xml;
  GString *chars;    /* read, but not yet written */
  GPtrArray *names;  /* of the open elements, as they are written */
  GArray *scope;     /* of Declaration */
  gboolean tag_open; /* the last start tag still lacks its ">" */
};

/* Makes a reader that stands before the outermost foreign element. */
BtForeignReader *
bt_foreign_reader_new (void)
{
  BtForeignReader *reader = g_new0 (BtForeignReader, 1);

  reader->xml = g_string_new (NULL);
  reader->chars = g_string_new (NULL);
  reader->names = g_ptr_array_new_with_free_func (g_free);
  reader->scope = g_array_new (FALSE, FALSE, sizeof (Declaration));
  return reader;
}

void
bt_foreign_reader_free (BtForeignReader *reader)
{
  if (reader->xml != NULL)
    g_string_free (reader->xml, TRUE);
  g_string_free (reader->chars, TRUE);
  g_ptr_array_unref (reader->names);
  g_array_unref (reader->scope);
  g_free (reader);
}

static void
append_normalized (GString *out, const char *text, gsize length)
{
  g_autofree char *normal = bt_viet_normalize (text, length);

  bt_xml_append_escaped (out, normal, strlen (normal));
}

static void
flush (BtForeignReader *reader)
{
  if (reader->tag_open)
    g_string_append_c (reader->xml, '>');
  reader->tag_open = FALSE;
  append_normalized (reader->xml, reader->chars->str, reader->chars->len);
  g_string_truncate (reader->chars, 0);
}

static char *
qualified_name (const char *prefix, const char *name)
{
  return prefix != NULL ? g_strconcat (prefix, ":", name, NULL) : g_strdup (name);
}

static void
declare (BtForeignReader *reader, const char *prefix, const char *uri)
{
  Declaration declaration = { bt_intern (prefix), bt_intern (uri), reader->names->len };

  g_array_append_val (reader->scope, declaration);
  g_string_append (reader->xml, *prefix != '\0' ? " xmlns:" : " xmlns");
  g_string_append_printf (reader->xml, "%s=\"", prefix);
  append_normalized (reader->xml, uri, strlen (uri));
  g_string_append_c (reader->xml, '"');
}

/* Declares @prefix unless what is kept does so already: what the file declares further out is not
 * kept. */
static void
need (BtForeignReader *reader, const char *prefix, const char *uri)
{
  prefix = prefix != NULL ? prefix : "";
  uri = uri != NULL ? uri : "";
  if (strcmp (prefix, "xml") == 0)
    return;
  for (guint i = reader->scope->len; i > 0; i--)
    {
      const Declaration *declaration = &g_array_index (reader->scope, Declaration, i - 1);
      if (strcmp (declaration->prefix, prefix) != 0)
        continue;
      if (strcmp (declaration->uri, uri) == 0)
        return;
      break;
    }
  declare (reader, prefix, uri);
}

/* Goes into an element. */
void
bt_foreign_reader_start (BtForeignReader *reader, const BtXmlElement *element)
{
  char *name = qualified_name (element->prefix, element->name);

  flush (reader);
  g_string_append_printf (reader->xml, "<%s", name);
  g_ptr_array_add (reader->names, name);
  for (guint i = 0; i < element->n_namespaces; i++)
    {
      const char *prefix = element->namespaces[2 * i], *uri = element->namespaces[2 * i + 1];
      declare (reader, prefix != NULL ? prefix : "", uri != NULL ? uri : "");
    }
  need (reader, element->prefix, element->uri);
  for (guint i = 0; i < element->n_attrs; i++)
    if (element->attrs[i].prefix != NULL)
      need (reader, element->attrs[i].prefix, element->attrs[i].uri);
  for (guint i = 0; i < element->n_attrs; i++)
    {
      const BtXmlAttr *attr = &element->attrs[i];
      g_autofree char *attr_name = qualified_name (attr->prefix, attr->name);
      g_string_append_printf (reader->xml, " %s=\"", attr_name);
      append_normalized (reader->xml, attr->value, attr->length);
      g_string_append_c (reader->xml, '"');
    }
  reader->tag_open = TRUE;
}

/* Leaves an element; returns FALSE where it was the outermost. */
gboolean
bt_foreign_reader_end (BtForeignReader *reader)
{
  guint last = reader->names->len - 1;

  if (reader->tag_open && reader->chars->len == 0)
    {
      g_string_append (reader->xml, "/>");
      reader->tag_open = FALSE;
    }
  else
    {
      flush (reader);
      g_string_append_printf (reader->xml, "</%s>", (const char *) reader->names->pdata[last]);
    }
  while (reader->scope->len > 0
         && g_array_index (reader->scope, Declaration, reader->scope->len - 1).depth > last)
    g_array_set_size (reader->scope, reader->scope->len - 1);
  g_ptr_array_set_size (reader->names, (int) last);
  return last > 0;
}

/* Sees characters, perhaps not yet all of a text. */
void
bt_foreign_reader_text (BtForeignReader *reader, const char *text, gsize length)
{
  g_string_append_len (reader->chars, text, length);
}

/* Nothing can be escaped in a comment or an instruction: line ends are written as they are, tabs as
 * blanks. */
static void
append_unescaped (GString *out, const char *text)
{
  g_autofree char *normal = bt_viet_normalize (text, -1);

  g_string_append (out, g_strdelimit (normal, "\t\r", ' '));
}

/* Sees a comment. */
void
bt_foreign_reader_comment (BtForeignReader *reader, const char *comment)
{
  flush (reader);
  g_string_append (reader->xml, "<!--");
  append_unescaped (reader->xml, comment);
  g_string_append (reader->xml, "-->");
}

/* Sees a processing instruction. */
void
bt_foreign_reader_instruction (BtForeignReader *reader, const char *target, const char *data)
{
  flush (reader);
  g_string_append_printf (reader->xml, "<?%s", target);
  if (data != NULL)
    {
      g_string_append_c (reader->xml, ' ');
      append_unescaped (reader->xml, data);
    }
  g_string_append (reader->xml, "?>");
}

/* Ends and hands over what was kept; the reader is then empty. */
char *
bt_foreign_reader_finish (BtForeignReader *reader)
{
  return g_string_free (g_steal_pointer (&reader->xml), FALSE);
}
