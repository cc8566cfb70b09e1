/* An office's own words: a small XML file whose elements fill the fields of a new plan. */
#include "bt-office.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <string.h>

#include "bt-error.h"
#include "bt-schema.h"
#include "bt-step.h"
#include "bt-store-private.h"
#include "bt-viet.h"

/* Such a file has a few hundred bytes. */
#define MAX_SIZE (1024 * 1024)

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

/* Replaces @plan, which it owns, by what @step makes of it. */
static gboolean
take_step (BtPlan **plan, BtStep *step, GError **error)
{
  BtPlan *next = bt_step_apply (step, *plan, NULL, error);

  bt_step_unref (step);
  if (next == NULL)
    return FALSE;
  bt_plan_unref (*plan);
  *plan = next;
  return TRUE;
}

static gboolean
set_field (BtPlan **plan, const BtNode *part, BtNodeKind kind, const char *content, GError **error)
{
  const BtNode *field = bt_node_get_child_of_kind (part, kind);
  g_autoptr (BtText) text = bt_text_new (content);

  return take_step (plan,
                    bt_step_new_replace_text (bt_node_get_id (field), 0,
                                              bt_text_get_length (bt_node_get_text (field)), text),
                    error);
}

static gboolean
add_recipient (BtPlan **plan, const char *content, GError **error)
{
  const BtNode *recipients = bt_plan_get_part (*plan, BT_NODE_RECIPIENTS);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_RECIPIENT, NULL);

  bt_node_builder_set_string (builder, content);
  g_autoptr (BtNode) recipient = bt_node_builder_end (builder);
  return take_step (plan,
                    bt_step_new_insert (bt_node_get_id (recipients),
                                        bt_node_get_n_children (recipients), recipient),
                    error);
}

/* The recipients of a template make way for the office's own. */
static gboolean
drop_recipients (BtPlan **plan, GError **error)
{
  BtNode *recipient;

  while ((recipient = bt_node_get_child_of_kind (bt_plan_get_part (*plan, BT_NODE_RECIPIENTS),
                                                 BT_NODE_RECIPIENT))
         != NULL)
    if (!take_step (plan, bt_step_new_remove (bt_node_get_id (recipient)), error))
      return FALSE;
  return TRUE;
}

static gboolean
apply_element (BtPlan **plan, const xmlNode *element, gboolean *any_recipient, GError **error)
{
  g_autofree char *content = dup_content (element);
  BtNodeKind kind;

  if (!bt_node_kind_from_name ((const char *) element->name, &kind))
    return TRUE;
  if (kind == BT_NODE_RECIPIENT)
    {
      gboolean first = !*any_recipient;
      *any_recipient = TRUE;
      return (!first || drop_recipients (plan, error)) && add_recipient (plan, content, error);
    }
  BtNodeKind part = kind == BT_NODE_AUTHORITY || kind == BT_NODE_OFFICE || kind == BT_NODE_SIGNER
                        ? BT_NODE_SIGNATURE
                        : BT_NODE_HEADER;
  return set_field (plan, bt_plan_get_part (*plan, part), kind, content, error);
}

static BtPlan *
apply_document (const xmlDoc *document, const char *name, BtPlan *plan, GError **error)
{
  g_autoptr (BtPlan) filled = bt_plan_ref (plan);
  gboolean any_recipient = FALSE;
  GError *cause = NULL;
  const xmlNode *root = xmlDocGetRootElement ((xmlDoc *) document);

  for (const xmlNode *child = root->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && !apply_element (&filled, child, &any_recipient, &cause))
      {
        g_set_error (error, cause->domain, cause->code, "%s:%ld: %s", name,
                     xmlGetLineNo ((xmlNode *) child), cause->message);
        g_error_free (cause);
        return NULL;
      }
  return g_steal_pointer (&filled);
}

/**
 * bt_office_apply:
 * @bytes: what an office profile holds
 * @name: how messages call the file
 * @plan: a plan
 * @error: return location for an error, whose message begins with @name and the line
 *
 * Fills the fields that the profile has: header, signature, recipients. The file is checked against its own schema
 * (data/schema/banthao-office-1.rng), with the same care as a plan.
 *
 * Returns: (transfer full) (nullable): the plan with these fields
 */
BtPlan *
bt_office_apply (GBytes *bytes, const char *name, BtPlan *plan, GError **error)
{
  Problems problems = { .name = name };
  BtPlan *filled = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (plan != NULL, NULL);

  xmlDoc *document = parse (bytes, &problems);
  if (problems.error == NULL && validate (document, &problems))
    filled = apply_document (document, name, plan, &problems.error);
  if (document != NULL)
    xmlFreeDoc (document);
  if (problems.error != NULL)
    g_propagate_error (error, problems.error);
  return filled;
}
