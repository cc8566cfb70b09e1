/* An office's own words: a small XML file, read with the same care as a plan. */
#include "bt-office.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <string.h>

#include "bt-error.h"
#include "bt-schema.h"
#include "bt-store-private.h"
#include "bt-viet.h"

/* Such a file has a few hundred bytes. */
#define MAX_SIZE (1024 * 1024)

static void
signatory_free (gpointer data)
{
  BtSignatory *signatory = data;

  g_free (signatory->authority);
  g_free (signatory->office);
  g_free (signatory->signer);
  g_free (signatory);
}

static void
unit_free (gpointer data)
{
  BtOfficeUnit *unit = data;

  g_free (unit->name);
  g_free (unit->code);
  g_strfreev (unit->aliases);
  g_free (unit);
}

/**
 * bt_office_new:
 *
 * Returns: (transfer full): a profile with nothing in it
 */
BtOffice *
bt_office_new (void)
{
  BtOffice *office = g_new0 (BtOffice, 1);

  office->signatories = g_ptr_array_new_with_free_func (signatory_free);
  office->recipients = g_ptr_array_new_with_free_func (g_free);
  office->units = g_ptr_array_new_with_free_func (unit_free);
  return office;
}

/**
 * bt_office_free:
 * @office: (transfer full): a profile
 */
void
bt_office_free (BtOffice *office)
{
  g_return_if_fail (office != NULL);

  g_free (office->parent);
  g_free (office->agency);
  g_free (office->symbol);
  g_free (office->place);
  g_ptr_array_unref (office->signatories);
  g_ptr_array_unref (office->recipients);
  g_ptr_array_unref (office->units);
  g_free (office);
}

/**
 * bt_office_add_signatory:
 * @office: a profile
 *
 * Returns: (transfer none): one more who signs, to be filled in; the first is the usual one
 */
BtSignatory *
bt_office_add_signatory (BtOffice *office)
{
  BtSignatory *signatory;

  g_return_val_if_fail (office != NULL, NULL);

  signatory = g_new0 (BtSignatory, 1);
  g_ptr_array_add (office->signatories, signatory);
  return signatory;
}

/**
 * bt_office_add_unit:
 * @office: a profile
 * @name: what the unit is called in full
 *
 * Returns: (transfer none): one more unit
 */
BtOfficeUnit *
bt_office_add_unit (BtOffice *office, const char *name)
{
  BtOfficeUnit *unit;

  g_return_val_if_fail (office != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  unit = g_new0 (BtOfficeUnit, 1);
  unit->name = g_strdup (name);
  unit->aliases = g_new0 (char *, 1);
  g_ptr_array_add (office->units, unit);
  return unit;
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

/**
 * bt_office_is_empty:
 * @office: a profile
 *
 * Returns: whether a plan of this office would not even say whose it is
 */
gboolean
bt_office_is_empty (const BtOffice *office)
{
  g_return_val_if_fail (office != NULL, TRUE);

  return is_blank (office->agency) && is_blank (office->place) && office->recipients->len == 0;
}

static xmlRelaxNG *
get_schema (void)
{
  static gsize schema;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema, (gsize) bt_schema_load ("banthao-office-1.rng"));
  return (xmlRelaxNG *) schema;
}

/* The first problem that libxml2 found, and its line. */
typedef struct
{
  const char *name;
  gboolean valid_xml; /* what is wrong now is not the XML itself */
  GError *error;
} Problems;

static void
problem_cb (void *data, xmlError *problem)
{
  Problems *problems = data;

  if (problem->level < XML_ERR_ERROR || problems->error != NULL)
    return;
  g_autoptr (GError) cause = bt_xml_describe (problem);
  g_autofree char *text = g_strstrip (g_utf8_make_valid (problem->message, -1));
  if (problems->valid_xml)
    g_set_error (&problems->error, BT_ERROR, BT_ERROR_INVALID,
                 _ ("%s:%d: this is no office profile: %s"), problems->name, MAX (problem->line, 1),
                 text);
  else
    g_set_error (&problems->error, cause->domain, cause->code, "%s:%d: %s", problems->name,
                 MAX (problem->line, 1), cause->message);
}

static void
syntax_error_cb (void *data, xmlError *problem)
{
  const xmlParserCtxt *parser = data;

  problem_cb (parser->_private, problem);
}

static xmlDoc *
parse (GBytes *bytes, Problems *problems)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!bt_xml_check_bytes (data, size, problems->name, &problems->error))
    return NULL;
  if (size > MAX_SIZE)
    {
      g_set_error (&problems->error, BT_ERROR, BT_ERROR_LIMIT,
                   _ ("%s: an office profile is not that large"), problems->name);
      return NULL;
    }
  xmlParserCtxt *parser = xmlNewParserCtxt ();
  parser->sax->serror = syntax_error_cb;
  parser->_private = problems;
  xmlDoc *document =
      xmlCtxtReadMemory (parser, data, (int) size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
  xmlFreeParserCtxt (parser);
  if (document != NULL && document->intSubset != NULL && problems->error == NULL)
    g_set_error (&problems->error, BT_ERROR, BT_ERROR_SYNTAX,
                 _ ("%s:1: <!DOCTYPE> is not allowed here"), problems->name);
  return document;
}

static gboolean
validate (xmlDoc *document, Problems *problems)
{
  xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt (get_schema ());

  problems->valid_xml = TRUE;
  xmlRelaxNGSetValidStructuredErrors (context, problem_cb, problems);
  gboolean valid = xmlRelaxNGValidateDoc (context, document) == 0;
  xmlRelaxNGFreeValidCtxt (context);
  if (!valid && problems->error == NULL)
    g_set_error (&problems->error, BT_ERROR, BT_ERROR_INVALID, _ ("%s: this is no office profile"),
                 problems->name);
  return valid;
}

/* The content of an element: blanks folded, <br/> as a line break. */
static char *
dup_content (const xmlNode *element)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const xmlNode *child = element->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      g_string_append_c (text, '\n');
    else if (child->type == XML_TEXT_NODE)
      {
        g_auto (GStrv) words = g_strsplit_set ((const char *) child->content, " \t\r\n", -1);
        for (guint i = 0; words[i] != NULL; i++)
          {
            gboolean at_start = text->len == 0 || text->str[text->len - 1] == '\n';
            if (*words[i] != '\0')
              g_string_append_printf (text, "%s%s", at_start ? "" : " ", words[i]);
          }
      }
  return bt_viet_normalize (text->str, (gssize) text->len);
}

/* An element that is there but has nothing in it empties the template's words. */
static char **
find_field (BtOffice *office, BtSignatory *signatory, const char *element)
{
  const struct
  {
    const char *element;
    char **field;
  } fields[] = {
    { "parent", &office->parent },      { "agency", &office->agency },
    { "symbol", &office->symbol },      { "place", &office->place },
    { "authority", &signatory->authority }, { "office", &signatory->office },
    { "signer", &signatory->signer },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].element, element) == 0)
      return fields[i].field;
  return NULL;
}

static void
read_signatory (BtOffice *office, const xmlNode *element)
{
  BtSignatory *signatory = bt_office_add_signatory (office);

  for (const xmlNode *child = element->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      *find_field (office, signatory, (const char *) child->name) = dup_content (child);
}

static void
read_unit (BtOffice *office, const xmlNode *element)
{
  g_autoptr (GStrvBuilder) aliases = g_strv_builder_new ();
  BtOfficeUnit *unit = bt_office_add_unit (office, "");
  xmlChar *code = xmlGetNoNsProp (element, (const xmlChar *) "code");

  for (const xmlNode *child = element->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      {
        g_autofree char *content = dup_content (child);
        if (strcmp ((const char *) child->name, "alias") == 0)
          g_strv_builder_add (aliases, content);
        else
          {
            g_free (unit->name);
            unit->name = g_steal_pointer (&content);
          }
      }
  unit->code = code != NULL ? bt_viet_normalize ((const char *) code, -1) : NULL;
  g_strfreev (unit->aliases);
  unit->aliases = g_strv_builder_end (aliases);
  xmlFree (code);
}

static void
read_element (BtOffice *office, BtSignatory *usual, const xmlNode *element)
{
  const char *name = (const char *) element->name;

  if (strcmp (name, "signatory") == 0)
    read_signatory (office, element);
  else if (strcmp (name, "unit") == 0)
    read_unit (office, element);
  else if (strcmp (name, "recipient") == 0)
    g_ptr_array_add (office->recipients, dup_content (element));
  else
    {
      char **field = find_field (office, usual, name);
      g_free (*field);
      *field = dup_content (element);
    }
}

static BtOffice *
read_document (const xmlDoc *document)
{
  BtOffice *office = bt_office_new ();
  BtSignatory *usual = bt_office_add_signatory (office);
  const xmlNode *root = xmlDocGetRootElement ((xmlDoc *) document);

  for (const xmlNode *child = root->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      read_element (office, usual, child);
  return office;
}

/**
 * bt_office_read:
 * @bytes: what an office profile holds
 * @name: how messages call the file
 * @error: return location for an error, whose message begins with @name and the line
 *
 * The file is checked against its own schema (data/schema/banthao-office-1.rng).
 *
 * Returns: (transfer full) (nullable): the profile
 */
BtOffice *
bt_office_read (GBytes *bytes, const char *name, GError **error)
{
  Problems problems = { .name = name };
  BtOffice *office = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  xmlDoc *document = parse (bytes, &problems);
  if (problems.error == NULL && validate (document, &problems))
    office = read_document (document);
  if (document != NULL)
    xmlFreeDoc (document);
  if (problems.error != NULL)
    g_propagate_error (error, problems.error);
  return office;
}

static void
write_element (GString *out, guint depth, const char *name, const char *content)
{
  g_auto (GStrv) lines = NULL;

  if (content == NULL)
    return;
  g_string_append_printf (out, "%*s<%s>", 2 * depth, "", name);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (out, "<br/>");
      bt_xml_append_escaped (out, lines[i], strlen (lines[i]));
    }
  g_string_append_printf (out, "</%s>\n", name);
}

static void
write_signatory (GString *out, guint depth, const BtSignatory *signatory)
{
  write_element (out, depth, "authority", signatory->authority);
  write_element (out, depth, "office", signatory->office);
  write_element (out, depth, "signer", signatory->signer);
}

static void
write_unit (GString *out, const BtOfficeUnit *unit)
{
  g_string_append (out, "  <unit");
  if (unit->code != NULL)
    {
      g_string_append (out, " code=\"");
      bt_xml_append_escaped (out, unit->code, strlen (unit->code));
      g_string_append_c (out, '"');
    }
  g_string_append (out, ">\n");
  write_element (out, 2, "name", unit->name);
  for (guint i = 0; unit->aliases[i] != NULL; i++)
    write_element (out, 2, "alias", unit->aliases[i]);
  g_string_append (out, "  </unit>\n");
}

/**
 * bt_office_write:
 * @office: a profile
 *
 * Returns: (transfer full): what its file holds; bt_office_read() gives the same profile back
 */
GBytes *
bt_office_write (const BtOffice *office)
{
  GString *out;

  g_return_val_if_fail (office != NULL, NULL);

  out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<office-profile xmlns=\"" BT_OFFICE_NAMESPACE "\">\n");
  write_element (out, 1, "parent", office->parent);
  write_element (out, 1, "agency", office->agency);
  write_element (out, 1, "symbol", office->symbol);
  write_element (out, 1, "place", office->place);
  if (office->signatories->len > 0)
    write_signatory (out, 1, office->signatories->pdata[0]);
  for (guint i = 0; i < office->recipients->len; i++)
    write_element (out, 1, "recipient", office->recipients->pdata[i]);
  for (guint i = 1; i < office->signatories->len; i++)
    {
      g_string_append (out, "  <signatory>\n");
      write_signatory (out, 2, office->signatories->pdata[i]);
      g_string_append (out, "  </signatory>\n");
    }
  for (guint i = 0; i < office->units->len; i++)
    write_unit (out, office->units->pdata[i]);
  g_string_append (out, "</office-profile>\n");
  return g_string_free_to_bytes (out);
}
