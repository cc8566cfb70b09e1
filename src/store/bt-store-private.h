/* What the parts of the reader and the writer share: attributes as libxml2 gives them, escapes, the validator. */
#pragma once

#include <glib/gi18n-lib.h>
#include <libxml/relaxng.h>
#include <libxml/xmlerror.h>

#include "bt-node.h"
#include "bt-step.h"

G_BEGIN_DECLS

#define BT_XML_NAMESPACE "http://www.w3.org/XML/1998/namespace"

/* What is said of a file that ends before the plan does. */
#define BT_XML_CUT_OFF N_ ("the file ends too early: it was cut off, perhaps while it was copied")

/* An attribute of a start tag; the value is not terminated. */
typedef struct
{
  const char *name, *prefix, *uri;
  const char *value;
  gsize length;
} BtXmlAttr;

/* A start tag, as long as its callback runs. */
typedef struct
{
  const char *name, *prefix, *uri;
  const BtXmlAttr *attrs;
  guint n_attrs;
  const char *const *namespaces; /* prefix and uri in turn */
  guint n_namespaces;
} BtXmlElement;

/* bt-store-xml.c */
gboolean bt_xml_check_bytes (const char *data, gsize size, const char *name, GError **error);
GError *bt_xml_describe (const xmlError *problem) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_xml_attr_is_id (const BtXmlAttr *attr);
const BtXmlAttr *bt_xml_element_find (const BtXmlElement *element, const char *name);
char *bt_xml_element_dup_id (const BtXmlElement *element, const char *name,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bt_xml_append_escaped (GString *out, const char *text, gsize length);

/* bt-store-schema.c: the RELAX NG schema, followed while the file is read. */
typedef struct _BtValidator BtValidator;

xmlRelaxNG *bt_schema_load (const char *name) G_GNUC_WARN_UNUSED_RESULT;
BtValidator *bt_validator_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_validator_free (BtValidator *validator);
gboolean bt_validator_start (BtValidator *validator, const BtXmlElement *element, GError **error);
gboolean bt_validator_text (BtValidator *validator, GError **error);
gboolean bt_validator_end (BtValidator *validator, GError **error);

/* bt-store-inline.c: the content of one text. */
typedef struct _BtInlineReader BtInlineReader;

BtInlineReader *bt_inline_reader_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_inline_reader_free (BtInlineReader *reader);
gboolean bt_inline_reader_start (BtInlineReader *reader, const BtXmlElement *element, GError **error);
gboolean bt_inline_reader_end (BtInlineReader *reader);
gboolean bt_inline_reader_text (BtInlineReader *reader, const char *text, gsize length, GError **error);
void bt_inline_reader_foreign (BtInlineReader *reader, const char *xml);
BtText *bt_inline_reader_finish (BtInlineReader *reader, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void bt_inline_write (GString *out, const BtText *text);

/* bt-store-foreign.c: an element of another namespace, kept as XML that stands on its own. */
typedef struct _BtForeignReader BtForeignReader;

BtForeignReader *bt_foreign_reader_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_foreign_reader_free (BtForeignReader *reader);
void bt_foreign_reader_start (BtForeignReader *reader, const BtXmlElement *element);
gboolean bt_foreign_reader_end (BtForeignReader *reader);
void bt_foreign_reader_text (BtForeignReader *reader, const char *text, gsize length);
void bt_foreign_reader_comment (BtForeignReader *reader, const char *comment);
void bt_foreign_reader_instruction (BtForeignReader *reader, const char *target, const char *data);
char *bt_foreign_reader_finish (BtForeignReader *reader) G_GNUC_WARN_UNUSED_RESULT;

/* bt-store-reader.c and bt-store-writer.c */
BtNode *bt_store_read_root (GBytes *bytes, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *bt_store_write_root (const BtNode *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *bt_store_derive_id (const char *parent_id, const char *what,
                          guint number) G_GNUC_WARN_UNUSED_RESULT;

/* bt-office-apply.c */
gboolean bt_store_take_step (BtPlan **plan, BtStep *step, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtValidator, bt_validator_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtInlineReader, bt_inline_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtForeignReader, bt_foreign_reader_free)

G_END_DECLS
