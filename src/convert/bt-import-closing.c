/* The end of a plan: who gets it and who signs it, below or beside each other. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-import.h"

/* A longer line is no part of a signature or of a list of recipients. */
#define MAX_RECIPIENT_LENGTH 400
/* So many blanks part two columns. */
#define COLUMN_BLANKS 3

typedef struct
{
  BtImport *import;
  GPtrArray *recipients; /* GString */
  GArray *recipient_lines; /* BtImportRange, last line included */
  GString *authority, *office, *signer;
  guint first, last; /* of the signature; first > last where there is none */
  gboolean in_list;
  GArray *rest;
} Closing;

static void
drop_here (const Closing *closing, guint index, const char *text, const char *reason)
{
  guint line = bt_import_line (closing->import, index)->number;

  bt_import_drop (closing->import, line, line, text, reason);
}

static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static gboolean
is_office_in_any_case (const BtImport *import, const char *text)
{
  g_autofree char *upper = g_utf8_strup (text, -1);

  return bt_import_is_office (import, upper);
}

static void
append_line (GString *string, const char *text)
{
  if (string->len > 0)
    g_string_append_c (string, '\n');
  g_string_append (string, text);
}

static gboolean
is_signature_text (const Closing *closing, const char *text)
{
  return bt_import_is_authority (closing->import, text) || bt_import_is_office (closing->import, text) ||
         bt_import_is_name (text) || bt_import_starts_with (closing->import, text, "daky") || !has_letters (text);
}

/* Takes a line of the signature block; FALSE where it is none. */
static gboolean
take_signature (Closing *closing, guint index, const char *text)
{
  const BtImport *import = closing->import;

  if (!has_letters (text))
    drop_here (closing, index, text, _("a stray mark beside the signature"));
  else if (bt_import_starts_with (import, text, "daky") && strlen (text) < 16)
    drop_here (closing, index, text, _("the words for the signature itself"));
  else if (closing->signer->len == 0 && bt_import_is_authority (import, text))
    append_line (closing->authority, text);
  else if (closing->signer->len == 0 && is_office_in_any_case (import, text))
    append_line (closing->office, text);
  else if (closing->office->len == 0 && closing->authority->len > 0 && bt_import_is_capitals (text, -1))
    append_line (closing->authority, text);
  else if (bt_import_is_name (text) && closing->signer->len == 0)
    g_string_assign (closing->signer, text);
  else
    return FALSE;
  closing->first = MIN (closing->first, index);
  closing->last = MAX (closing->last, index);
  return TRUE;
}

/* What stands behind a tab or a wide blank, or NULL. @text is the end of the line at @index. */
static const char *
behind_wide_blank (const Closing *closing, guint index, const char *text)
{
  const BtImportLine *line = bt_import_line (closing->import, index);
  gsize skipped = text - line->text + strspn (line->raw, " \t\v");

  for (const char *c = strchr (text, ' '); c != NULL; c = strchr (c, ' '))
    {
      gsize blanks = strspn (c, " ");
      const char *raw = line->raw + skipped + (c - text);
      if (c[blanks] != '\0' && (blanks >= COLUMN_BLANKS || memchr (raw, '\t', blanks) != NULL))
        return c + blanks;
      c += blanks;
    }
  return NULL;
}

/* Where the right column begins in a line that both share, or NULL. */
static const char *
find_right_column (const Closing *closing, guint index, const char *text)
{
  const char *wide = behind_wide_blank (closing, index, text);

  if (wide != NULL && is_signature_text (closing, wide))
    return wide;
  for (const char *c = strchr (text, ' '); c != NULL; c = strchr (c, ' '))
    {
      gsize blanks = strspn (c, " ");
      const char *rest = c + blanks;
      gboolean after_end = c > text && strchr (";.", c[-1]) != NULL;
      if (*rest == '\0')
        return NULL;
      if (bt_import_is_authority (closing->import, rest) || bt_import_is_office (closing->import, rest))
        return rest;
      if (after_end && is_signature_text (closing, rest))
        return rest;
      c = rest;
    }
  return NULL;
}

static GString *
open_recipient (const Closing *closing)
{
  if (closing->recipients->len == 0)
    return NULL;
  GString *last = g_ptr_array_index (closing->recipients, closing->recipients->len - 1);
  return strchr (";.", last->str[last->len - 1]) == NULL ? last : NULL;
}

static void
add_recipient (Closing *closing, guint index, const char *text, gboolean goes_on)
{
  GString *open = goes_on ? open_recipient (closing) : NULL;
  BtImportRange lines = { index, index };

  if (*text == '\0')
    return;
  if (open != NULL)
    {
      bt_import_append_joined (open, text);
      g_array_index (closing->recipient_lines, BtImportRange, closing->recipients->len - 1).end = index;
      return;
    }
  g_ptr_array_add (closing->recipients, g_string_new (text));
  g_array_append_val (closing->recipient_lines, lines);
}

/* Takes what is left of a line in the left column, and its right column. */
static void
take_columns (Closing *closing, guint index, const char *text, gboolean goes_on)
{
  const char *right = find_right_column (closing, index, text);
  g_autofree char *left = g_strchomp (g_strndup (text, right != NULL ? (gsize) (right - text) : strlen (text)));

  if (right != NULL && !take_signature (closing, index, right))
    {
      g_free (left);
      left = g_strdup (text);
    }
  add_recipient (closing, index, left, goes_on);
}

static void
drop_label (const Closing *closing, guint index, const char *text, gsize length)
{
  g_autofree char *typed = g_strstrip (g_strndup (text, length));

  drop_here (closing, index, typed, _("typed label; labels are derived"));
}

static void
take_list_heading (Closing *closing, guint index, const char *text)
{
  const char *colon = strpbrk (text, ":;");
  const char *rest = colon != NULL ? colon + 1 : text + strlen (text);
  g_autofree char *heading = g_strndup (text, rest - text);

  drop_here (closing, index, heading, _("“Nơi nhận:” is printed anew"));
  closing->in_list = TRUE;
  rest += strspn (rest, " ");
  if (*rest == '\0' || take_signature (closing, index, rest))
    return;
  BtImportLabel label;
  if (bt_import_label_parse (closing->import, rest, &label) && label.scheme == BT_LABEL_DASH)
    {
      drop_label (closing, index, rest, label.length);
      rest += label.length;
    }
  take_columns (closing, index, rest, FALSE);
}

static void
take_rest (Closing *closing, guint index, const char *text)
{
  BtImportParagraph paragraph = { index, index, .text = g_strdup (text), .confidence = 0.3 };

  if (bt_import_line (closing->import, index)->table != NULL)
    paragraph.table = BT_IMPORT_TABLE_KNOWN;
  g_array_append_val (closing->rest, paragraph);
}

/* A recipient of a document that we wrote, behind its dash. */
static void
take_known (Closing *closing, guint index)
{
  const BtImportLine *line = bt_import_line (closing->import, index);

  if (line->made > 0)
    drop_label (closing, index, line->text, line->made);
  add_recipient (closing, index, line->text + line->made, FALSE);
}

static void
take_line (Closing *closing, guint index)
{
  const char *text = bt_import_line (closing->import, index)->text;
  BtImportLabel label;

  if (bt_import_line (closing->import, index)->recipient)
    take_known (closing, index);
  else if (bt_import_line (closing->import, index)->table != NULL || bt_import_line (closing->import, index)->known)
    take_rest (closing, index, text);
  else if (bt_import_is_recipients_line (closing->import, text))
    take_list_heading (closing, index, text);
  else if (strlen (text) > MAX_RECIPIENT_LENGTH)
    take_rest (closing, index, text);
  else if (closing->in_list && bt_import_label_parse (closing->import, text, &label) &&
           (label.scheme == BT_LABEL_DASH || label.scheme == BT_LABEL_PLUS) && has_letters (text))
    {
      drop_label (closing, index, text, label.length);
      take_columns (closing, index, text + label.length, FALSE);
    }
  else if (!take_signature (closing, index, text))
    {
      if (closing->in_list)
        take_columns (closing, index, text, TRUE);
      else
        take_rest (closing, index, text);
    }
}

static void
add_signature_part (const Closing *closing, BtNodeBuilder *builder, BtNodeKind kind, const char *text)
{
  BtNodeBuilder *part = bt_node_builder_new (kind, NULL);

  bt_node_builder_set_string (part, text);
  BtNode *node = bt_node_builder_end (part);
  if (*text != '\0')
    bt_import_note_source (closing->import, closing->first, closing->last, bt_node_get_id (node));
  bt_node_builder_take_child (builder, node);
}

static BtNode *
build_signature (const Closing *closing)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_SIGNATURE, NULL);

  add_signature_part (closing, builder, BT_NODE_AUTHORITY, closing->authority->str);
  add_signature_part (closing, builder, BT_NODE_OFFICE, closing->office->str);
  add_signature_part (closing, builder, BT_NODE_SIGNER, closing->signer->str);
  BtNode *node = bt_node_builder_end (builder);
  if (closing->first <= closing->last)
    bt_import_became (closing->import, closing->first, closing->last, bt_node_get_id (node), "signature",
                      closing->signer->len > 0 && closing->office->len > 0 ? 0.95 : 0.6);
  return node;
}

static BtNode *
build_recipients (const Closing *closing)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_RECIPIENTS, NULL);

  for (guint i = 0; i < closing->recipients->len; i++)
    {
      GString *text = g_ptr_array_index (closing->recipients, i);
      BtImportRange lines = g_array_index (closing->recipient_lines, BtImportRange, i);
      BtNodeBuilder *recipient = bt_node_builder_new (BT_NODE_RECIPIENT, NULL);
      for (char *c = text->str; *c != '\0'; c++)
        *c = *c == '\n' ? ' ' : *c;
      bt_node_builder_set_string (recipient, text->str);
      BtNode *node = bt_node_builder_end (recipient);
      bt_import_became (closing->import, lines.first, lines.end, bt_node_get_id (node), "recipient", 0.95);
      bt_node_builder_take_child (builder, node);
    }
  return bt_node_builder_end (builder);
}

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

/**
 * bt_import_closing:
 * @import: an import
 * @range: the lines of the closing
 * @signature: (out) (transfer full): who signs
 * @recipients: (out) (transfer full): who gets it
 * @rest: (element-type BtImportParagraph): where lines are added that are neither
 */
void
bt_import_closing (BtImport *import, BtImportRange range, BtNode **signature, BtNode **recipients, GArray *rest)
{
  Closing closing = {
    .import = import,
    .recipients = g_ptr_array_new_with_free_func (free_string),
    .recipient_lines = g_array_new (FALSE, FALSE, sizeof (BtImportRange)),
    .authority = g_string_new (NULL),
    .office = g_string_new (NULL),
    .signer = g_string_new (NULL),
    .first = G_MAXUINT,
    .rest = rest,
  };

  for (guint i = range.first; i < range.end; i++)
    take_line (&closing, i);
  *signature = build_signature (&closing);
  *recipients = build_recipients (&closing);
  g_ptr_array_unref (closing.recipients);
  g_array_unref (closing.recipient_lines);
  g_string_free (closing.authority, TRUE);
  g_string_free (closing.office, TRUE);
  g_string_free (closing.signer, TRUE);
}
