/* Filling a plan with an office's own words, and the office's name as it stands in a sentence. */
#include <string.h>

#include "bt-office.h"
#include "bt-store-private.h"
#include "bt-viet.h"

/* Replaces @plan, which it owns, by what @step (transfer full) makes of it. */
gboolean
bt_store_take_step (BtPlan **plan, BtStep *step, GError **error)
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

  return bt_store_take_step (plan,
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
  return bt_store_take_step (plan,
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
    if (!bt_store_take_step (plan, bt_step_new_remove (bt_node_get_id (recipient)), error))
      return FALSE;
  return TRUE;
}

static gboolean
set_header (BtPlan **plan, BtNodeKind kind, const char *content, GError **error)
{
  return content == NULL
         || set_field (plan, bt_plan_get_part (*plan, BT_NODE_HEADER), kind, content, error);
}

static gboolean
set_signature (BtPlan **plan, BtNodeKind kind, const char *content, GError **error)
{
  return content == NULL
         || set_field (plan, bt_plan_get_part (*plan, BT_NODE_SIGNATURE), kind, content, error);
}

static gboolean
sign (BtPlan **plan, const BtSignatory *signatory, GError **error)
{
  return set_signature (plan, BT_NODE_AUTHORITY, signatory->authority, error)
         && set_signature (plan, BT_NODE_OFFICE, signatory->office, error)
         && set_signature (plan, BT_NODE_SIGNER, signatory->signer, error);
}

static gboolean
set_recipients (BtPlan **plan, const GPtrArray *recipients, GError **error)
{
  if (recipients->len > 0 && !drop_recipients (plan, error))
    return FALSE;
  for (guint i = 0; i < recipients->len; i++)
    if (!add_recipient (plan, recipients->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * bt_office_apply:
 * @office: an office profile
 * @signatory: which of its signatories signs; one that is not there leaves the signature alone
 * @plan: a plan
 * @error: return location for an error
 *
 * Fills the fields that the profile has: header, signature, recipients.
 *
 * Returns: (transfer full) (nullable): the plan with these fields
 */
BtPlan *
bt_office_apply (const BtOffice *office, guint signatory, BtPlan *plan, GError **error)
{
  g_autoptr (BtPlan) filled = NULL;

  g_return_val_if_fail (office != NULL, NULL);
  g_return_val_if_fail (plan != NULL, NULL);

  filled = bt_plan_ref (plan);
  if (!set_header (&filled, BT_NODE_PARENT, office->parent, error)
      || !set_header (&filled, BT_NODE_AGENCY, office->agency, error)
      || !set_header (&filled, BT_NODE_SYMBOL, office->symbol, error)
      || !set_header (&filled, BT_NODE_PLACE, office->place, error))
    return NULL;
  if (signatory < office->signatories->len
      && !sign (&filled, office->signatories->pdata[signatory], error))
    return NULL;
  if (!set_recipients (&filled, office->recipients, error))
    return NULL;
  return g_steal_pointer (&filled);
}

/* What stands small in a name that is written with capitals otherwise, the longer before the shorter. */
static const char *const common_words[] = {
  "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "THÀNH PHỐ", "ĐẶC KHU", "THỊ TRẤN", "THỊ XÃ",
  "PHƯỜNG",          "TỈNH",              "QUẬN",      "HUYỆN",   "XÃ",
};

static gboolean
starts_with_word (const char *text, const char *word)
{
  gsize length = strlen (word);

  return g_str_has_prefix (text, word) && (text[length] == ' ' || text[length] == '\0');
}

static const char *
find_common_word (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (common_words); i++)
    if (starts_with_word (text, common_words[i]))
      return common_words[i];
  return NULL;
}

/* "ĐỒNG" becomes "Đồng", "LAI)" becomes "Lai)". */
static void
append_capitalised (GString *out, const char *word, gsize length)
{
  const char *rest = g_utf8_next_char (word);
  g_autofree char *small = g_utf8_strdown (rest, word + length - rest);

  g_string_append_len (out, word, rest - word);
  g_string_append (out, small);
}

/**
 * bt_office_dup_in_words:
 * @lines: the name of an office in capitals, as the header has it: "ỦY BAN NHÂN DÂN\nPHƯỜNG ĐỒNG SEN"
 *
 * Returns: (transfer full): the name as it stands in a sentence, in one line: "Ủy ban nhân dân phường Đồng Sen"; a name
 *   that is not in capitals is left as it is
 */
char *
bt_office_dup_in_words (const char *lines)
{
  g_autofree char *line = NULL, *capitals = NULL;
  GString *out;

  g_return_val_if_fail (lines != NULL, NULL);

  line = g_strdelimit (g_strdup (lines), "\n", ' ');
  capitals = g_utf8_strup (line, -1);
  if (strcmp (line, capitals) != 0)
    return g_steal_pointer (&line);
  out = g_string_new (NULL);
  for (const char *at = line; *at != '\0';)
    {
      const char *common = find_common_word (at);
      gsize length = common != NULL ? strlen (common) : strcspn (at, " ");
      if (common != NULL)
        {
          g_autofree char *small = g_utf8_strdown (common, -1);
          g_string_append (out, small);
        }
      else if (length > 0)
        append_capitalised (out, at, length);
      at += length;
      while (*at == ' ')
        {
          g_string_append_c (out, ' ');
          at++;
        }
    }
  if (find_common_word (line) != NULL)
    {
      g_autofree char *first = g_utf8_strup (out->str, g_utf8_next_char (out->str) - out->str);
      g_string_overwrite (out, 0, first);
    }
  return g_string_free (out, FALSE);
}
