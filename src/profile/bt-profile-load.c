/* Reads a rule set from XML: strict, so that a slip of the pen is a message with its line, not a wrong page. */
#include "bt-profile-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

#include "bt-error.h"

#define NAMESPACE "urn:banthao:profile:1"
#define MAX_SIZE (1 << 20)

typedef struct
{
  const char *file;
  xmlTextReader *reader;
  BtProfile *profile;
  gboolean seen_style[BT_N_STYLES];
  gboolean seen_length[BT_N_FIGURES];
  gboolean seen_ratio[BT_N_RATIOS];
  GError *error; /* the first one */
} Loader;

typedef struct
{
  const char *element;
  gboolean (*read) (Loader *loader);
  const char *attrs[16];
} Element;

/* The line of the element the reader is at; at the end of the file, its last. */
static int
get_line (const Loader *loader)
{
  xmlNode *node = xmlTextReaderCurrentNode (loader->reader);
  long line = node != NULL ? xmlGetLineNo (node) : -1;

  return line > 0 ? (int) line : xmlTextReaderGetParserLineNumber (loader->reader);
}

static gboolean fail (Loader *loader, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (Loader *loader, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (loader->error != NULL)
    return FALSE;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  loader->error = g_error_new (BT_ERROR, BT_ERROR_INVALID, "%s:%d: %s", loader->file,
                               get_line (loader), message);
  return FALSE;
}

/* What libxml2 says is not XML; the reader stops at the first. */
static void
syntax_error_cb (void *data, xmlErrorPtr error)
{
  Loader *loader = data;

  if (loader->error != NULL)
    return;
  g_autofree char *message = g_strchomp (g_strdup (error->message != NULL ? error->message : ""));
  loader->error =
      g_error_new (BT_ERROR, BT_ERROR_SYNTAX, "%s:%d: %s", loader->file, error->line, message);
}

/* Attributes of the element the reader is at; the strings are freed by the caller. */

static char *
get_attr (Loader *loader, const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (loader->reader, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static char *
require_attr (Loader *loader, const char *name)
{
  char *value = get_attr (loader, name);

  if (value == NULL)
    fail (loader, _ ("<%s> needs the attribute “%s”"), xmlTextReaderConstLocalName (loader->reader),
          name);
  return value;
}

/* The interned clause of the decree, "practice" among them. */
static gboolean
read_clause (Loader *loader, const char **clause)
{
  g_autofree char *value = require_attr (loader, "clause");

  if (value == NULL)
    return FALSE;
  *clause = g_intern_string (value);
  return *value != '\0' || fail (loader, _ ("the clause must not be empty"));
}

static gboolean
read_length (Loader *loader, const char *name, gboolean required, BtLength *out)
{
  g_autofree char *value = required ? require_attr (loader, name) : get_attr (loader, name);

  if (value == NULL)
    return !required;
  return bt_length_parse (value, out)
         || fail (loader, _ ("“%s” is no length; write it like 12.7mm or 6pt"), value);
}

static gboolean
read_number (Loader *loader, const char *name, gboolean required, double *out)
{
  g_autofree char *value = required ? require_attr (loader, name) : get_attr (loader, name);
  char *end;

  if (value == NULL)
    return !required;
  *out = g_ascii_strtod (value, &end);
  return (end != value && *end == '\0' && *out > 0 && *out < 100)
         || fail (loader, _ ("“%s” is no ratio"), value);
}

static gboolean
read_flag (Loader *loader, const char *name, const char *yes, gboolean *out)
{
  g_autofree char *value = get_attr (loader, name);

  if (value == NULL)
    return TRUE;
  *out = strcmp (value, yes) == 0;
  return *out || fail (loader, _ ("“%s” can only be “%s”"), name, yes);
}

static gboolean
read_align (Loader *loader, BtAlign *out)
{
  static const char *const names[BT_N_ALIGNS] = { "left", "center", "justify", "balance" };
  g_autofree char *value = require_attr (loader, "align");

  if (value == NULL)
    return FALSE;
  for (guint i = 0; i < BT_N_ALIGNS; i++)
    if (strcmp (value, names[i]) == 0)
      {
        *out = i;
        return TRUE;
      }
  return fail (loader, _ ("“%s” is no alignment; left, center, justify and balance are"), value);
}

static gboolean
read_color (Loader *loader, guint32 *out)
{
  g_autofree char *value = get_attr (loader, "color");
  guint64 number = 0;

  if (value == NULL)
    return TRUE;
  if (strlen (value) != 7 || value[0] != '#' || strspn (value + 1, "0123456789abcdefABCDEF") != 6)
    return fail (loader, _ ("“%s” is no colour; write it like #e60000"), value);
  number = g_ascii_strtoull (value + 1, NULL, 16);
  *out = (guint32) number;
  return TRUE;
}

/* The name of one of @names that was not there before; -1 after an error. */
static int
read_name (Loader *loader, const char *const *names, guint n_names, gboolean *seen)
{
  g_autofree char *name = require_attr (loader, "name");

  if (name == NULL)
    return -1;
  for (guint i = 0; i < n_names; i++)
    {
      if (strcmp (names[i], name) != 0)
        continue;
      if (seen[i])
        {
          fail (loader, _ ("“%s” is given twice"), name);
          return -1;
        }
      seen[i] = TRUE;
      return i;
    }
  fail (loader, _ ("“%s” is not known"), name);
  return -1;
}

static gboolean
read_font (Loader *loader)
{
  const char *clause;

  if (loader->profile->font != NULL)
    return fail (loader, _ ("the font is given twice"));
  loader->profile->font = require_attr (loader, "family");
  return loader->profile->font != NULL && read_clause (loader, &clause);
}

static gboolean
read_range (Loader *loader)
{
  int i = read_name (loader, bt_figure_names, BT_N_FIGURES, loader->seen_length);
  BtRange *range;

  if (i < 0)
    return FALSE;
  range = &loader->profile->ranges[i];
  return read_length (loader, "value", TRUE, &range->value)
         && read_length (loader, "min", TRUE, &range->min)
         && read_length (loader, "max", TRUE, &range->max) && read_clause (loader, &range->clause)
         && ((range->min >= 0 && range->min <= range->value && range->value <= range->max)
             || fail (loader, _ ("the value must lie between min and max")));
}

static gboolean
read_ratio (Loader *loader)
{
  int i = read_name (loader, bt_ratio_names, BT_N_RATIOS, loader->seen_ratio);
  BtRatioRange *range;

  if (i < 0)
    return FALSE;
  range = &loader->profile->ratios[i];
  return read_number (loader, "value", TRUE, &range->value)
         && read_number (loader, "min", TRUE, &range->min)
         && read_number (loader, "max", TRUE, &range->max) && read_clause (loader, &range->clause)
         && ((range->min <= range->value && range->value <= range->max)
             || fail (loader, _ ("the value must lie between min and max")));
}

static gboolean
check_style (Loader *loader, const BtStyle *style)
{
  if (style->size_min <= 0 || style->size < style->size_min || style->size > style->size_max)
    return fail (loader, _ ("the size must lie between size-min and size-max"));
  return (style->indent >= 0 && style->before >= 0 && style->after >= 0)
         || fail (loader, _ ("indent and space must not be negative"));
}

static gboolean
read_style (Loader *loader)
{
  int i = read_name (loader, bt_style_names, BT_N_STYLES, loader->seen_style);
  BtStyle *style;

  if (i < 0)
    return FALSE;
  style = &loader->profile->styles[i];
  style->id = i;
  style->line_spacing = 1;
  return read_length (loader, "size", TRUE, &style->size)
         && read_length (loader, "size-min", TRUE, &style->size_min)
         && read_length (loader, "size-max", TRUE, &style->size_max)
         && read_flag (loader, "bold", "yes", &style->bold)
         && read_flag (loader, "italic", "yes", &style->italic)
         && read_flag (loader, "case", "upper", &style->upper) && read_align (loader, &style->align)
         && read_length (loader, "indent", FALSE, &style->indent)
         && read_length (loader, "before", FALSE, &style->before)
         && read_length (loader, "after", FALSE, &style->after)
         && read_number (loader, "line-spacing", FALSE, &style->line_spacing)
         && read_color (loader, &style->color) && read_clause (loader, &style->clause)
         && check_style (loader, style);
}

static gboolean
read_words (Loader *loader)
{
  gboolean seen[BT_N_WORDS];
  const char *clause;
  xmlChar *content;
  int i;

  for (guint j = 0; j < BT_N_WORDS; j++)
    seen[j] = loader->profile->words[j] != NULL;
  i = read_name (loader, bt_words_names, BT_N_WORDS, seen);
  if (i < 0 || !read_clause (loader, &clause))
    return FALSE;
  content = xmlTextReaderReadString (loader->reader);
  loader->profile->words[i] = g_strdup ((const char *) content);
  xmlFree (content);
  return loader->profile->words[i] != NULL || fail (loader, _ ("there are no words"));
}

static gboolean
read_mark (Loader *loader)
{
  BtMarkSize mark = { 0 };
  const char *clause;

  mark.words = require_attr (loader, "words");
  if (mark.words == NULL)
    return FALSE;
  g_array_append_val (loader->profile->marks, mark);
  BtMarkSize *stored =
      &g_array_index (loader->profile->marks, BtMarkSize, loader->profile->marks->len - 1);
  return read_length (loader, "width", TRUE, &stored->width)
         && read_length (loader, "height", TRUE, &stored->height) && read_clause (loader, &clause);
}

static gboolean
read_author (Loader *loader)
{
  g_autofree char *given = require_attr (loader, "color");
  const char *clause;
  guint32 color = 0;

  if (given == NULL || !read_color (loader, &color) || !read_clause (loader, &clause))
    return FALSE;
  g_array_append_val (loader->profile->author_colors, color);
  return TRUE;
}

static gboolean
read_root (Loader *loader)
{
  if (g_strcmp0 ((const char *) xmlTextReaderConstNamespaceUri (loader->reader), NAMESPACE) != 0
      || g_strcmp0 ((const char *) xmlTextReaderConstLocalName (loader->reader), "profile") != 0)
    return fail (loader,
                 _ ("this is no rule set: the first element must be <profile xmlns=\"%s\">"),
                 NAMESPACE);
  loader->profile->name = require_attr (loader, "name");
  return loader->profile->name != NULL;
}

static const Element elements[] = {
  { "profile", read_root, { "name", "title", "date", "xmlns" } },
  { "font", read_font, { "family", "clause" } },
  { "length", read_range, { "name", "value", "min", "max", "clause" } },
  { "ratio", read_ratio, { "name", "value", "min", "max", "clause" } },
  { "words", read_words, { "name", "clause" } },
  { "mark", read_mark, { "words", "width", "height", "clause" } },
  { "author", read_author, { "color", "clause" } },
  { "style",
    read_style,
    { "name", "size", "size-min", "size-max", "bold", "italic", "case", "align", "indent", "before",
      "after", "line-spacing", "color", "clause" } },
};

static gboolean
check_attrs (Loader *loader, const Element *element)
{
  while (xmlTextReaderMoveToNextAttribute (loader->reader) == 1)
    {
      const char *name = (const char *) xmlTextReaderConstName (loader->reader);

      if (!g_strv_contains (element->attrs, name))
        return fail (loader, _ ("<%s> has no attribute “%s”"), element->element, name);
    }
  xmlTextReaderMoveToElement (loader->reader);
  return TRUE;
}

static gboolean
read_element (Loader *loader)
{
  const char *name = (const char *) xmlTextReaderConstName (loader->reader);
  int depth = xmlTextReaderDepth (loader->reader);

  if (depth == 0)
    return read_root (loader) && check_attrs (loader, &elements[0]);
  for (guint i = 1; i < G_N_ELEMENTS (elements) && depth == 1; i++)
    if (strcmp (elements[i].element, name) == 0)
      return check_attrs (loader, &elements[i]) && elements[i].read (loader);
  return fail (loader, _ ("<%s> has no place here"), name);
}

static gboolean
read_node (Loader *loader)
{
  switch (xmlTextReaderNodeType (loader->reader))
    {
    case XML_READER_TYPE_ELEMENT:
      return read_element (loader);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
      return xmlTextReaderDepth (loader->reader) == 2
             || fail (loader, _ ("text has no place here"));
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
      return fail (loader, _ ("a rule set has no DTD and no entities"));
    default:
      return TRUE;
    }
}

static gboolean
check_all (Loader *loader, const char *kind, const char *const *names, guint n_names,
           const gboolean *seen)
{
  for (guint i = 0; i < n_names; i++)
    if (!seen[i])
      return fail (loader, _ ("the %s “%s” is missing"), kind, names[i]);
  return TRUE;
}

/* The page must leave room for a text, and the body must keep to the ranges of its paragraphs. */
static gboolean
check_whole (Loader *loader)
{
  const BtProfile *profile = loader->profile;
  const BtRange *ranges = profile->ranges;
  const BtStyle *body = &profile->styles[BT_STYLE_BODY];
  BtLength width = ranges[BT_FIGURE_PAPER_WIDTH].value - ranges[BT_FIGURE_MARGIN_LEFT].value
                   - ranges[BT_FIGURE_MARGIN_RIGHT].value;

  if (width < ranges[BT_FIGURE_HEADER_RIGHT_WIDTH].value
      || width < ranges[BT_FIGURE_RECIPIENTS_WIDTH].value)
    return fail (loader, _ ("the columns of the header are wider than the page"));
  if (ranges[BT_FIGURE_PAPER_HEIGHT].value
      < 2 * (ranges[BT_FIGURE_MARGIN_TOP].value + ranges[BT_FIGURE_MARGIN_BOTTOM].value))
    return fail (loader, _ ("the margins leave no room for text"));
  if (body->indent < ranges[BT_FIGURE_INDENT].min || body->indent > ranges[BT_FIGURE_INDENT].max
      || body->after < ranges[BT_FIGURE_PARAGRAPH_SPACE].min
      || body->line_spacing < profile->ratios[BT_RATIO_LINE_SPACING].min
      || body->line_spacing > profile->ratios[BT_RATIO_LINE_SPACING].max)
    return fail (loader, _ ("the style “body” does not keep to the ranges of paragraphs"));
  return TRUE;
}

static gboolean
check_complete (Loader *loader)
{
  gboolean seen_words[BT_N_WORDS];

  for (guint i = 0; i < BT_N_WORDS; i++)
    seen_words[i] = loader->profile->words[i] != NULL;
  if (loader->profile->font == NULL)
    return fail (loader, _ ("the font is missing"));
  if (loader->profile->author_colors->len == 0)
    return fail (loader, _ ("the colours of authors are missing"));
  return check_all (loader, "style", bt_style_names, BT_N_STYLES, loader->seen_style)
         && check_all (loader, "length", bt_figure_names, BT_N_FIGURES, loader->seen_length)
         && check_all (loader, "ratio", bt_ratio_names, BT_N_RATIOS, loader->seen_ratio)
         && check_all (loader, "words", bt_words_names, BT_N_WORDS, seen_words)
         && check_whole (loader);
}

static gboolean
read_all (Loader *loader)
{
  int status;

  while ((status = xmlTextReaderRead (loader->reader)) == 1)
    if (!read_node (loader))
      return FALSE;
  if (status < 0 || loader->profile->name == NULL)
    return fail (loader, _ ("this is no XML file"));
  return check_complete (loader);
}

static void
clear_mark (gpointer data)
{
  g_free (((BtMarkSize *) data)->words);
}

/**
 * bt_profile_parse:
 * @bytes: the XML
 * @file_name: what messages call it
 * @error: where to report, with the line, what is wrong
 *
 * Nothing is assumed and nothing is ignored: every figure must be there once, within what it says is allowed.
 *
 * Returns: (transfer full): the rule set, or %NULL
 */
BtProfile *
bt_profile_parse (GBytes *bytes, const char *file_name, GError **error)
{
  Loader loader = { .file = file_name };
  const char *data;
  gsize size;

  g_return_val_if_fail (bytes != NULL && file_name != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size == 0 || size > MAX_SIZE)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_LIMIT,
                   _ ("%s: a rule set of %zu bytes cannot be read"), file_name, size);
      return NULL;
    }
  loader.profile = g_new0 (BtProfile, 1);
  loader.profile->ref_count = 1;
  loader.profile->marks = g_array_new (FALSE, TRUE, sizeof (BtMarkSize));
  g_array_set_clear_func (loader.profile->marks, clear_mark);
  loader.profile->author_colors = g_array_new (FALSE, FALSE, sizeof (guint32));
  loader.reader = xmlReaderForMemory (data, (int) size, file_name, NULL, XML_PARSE_NONET);
  xmlTextReaderSetStructuredErrorHandler (loader.reader, syntax_error_cb, &loader);
  gboolean done = read_all (&loader) && loader.error == NULL;
  xmlFreeTextReader (loader.reader);
  if (done)
    return loader.profile;
  g_propagate_error (error, loader.error);
  bt_profile_unref (loader.profile);
  return NULL;
}
