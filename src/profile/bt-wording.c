/* The words of a header and of an appendix's note, derived from the plan's fields. */
#include "bt-wording.h"

#include <string.h>

#include "bt-date.h"
#include "bt-text-live.h"

/* The words after which an administrative unit's name begins, each syllable of it with a capital. */
static const char *const unit_words[] = { "phường", "xã",     "đặc khu",   "thị trấn", "quận",
                                          "huyện",  "thị xã", "thành phố", "tỉnh" };

/* With which the name of an office begins. */
static const char *const office_words[] = { "phòng", "ban",  "trung tâm", "văn phòng",
                                            "sở",    "trạm", "chi cục" };

/* Stay as they are in a name written in capitals throughout. */
static const char *const abbreviations[] = { "UBND", "HĐND", "MTTQ", NULL };

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

/**
 * bt_wording_get_field:
 * @plan: a plan
 * @kind: a field of the header
 *
 * Returns: (transfer none): its words, with all changes in them
 */
BtText *
bt_wording_get_field (const BtPlan *plan, BtNodeKind kind)
{
  const BtNode *header = bt_plan_get_part (plan, BT_NODE_HEADER);

  return bt_node_get_text (bt_node_get_child_of_kind (header, kind));
}

/**
 * bt_wording_dup_field:
 * @plan: a plan
 * @kind: a field of the header
 *
 * Returns: (transfer full): the field as it reads when all changes are accepted
 */
char *
bt_wording_dup_field (const BtPlan *plan, BtNodeKind kind)
{
  return bt_text_dup_live (bt_wording_get_field (plan, kind));
}

/**
 * bt_wording_dup_number:
 * @plan: a plan
 * @profile: its rule set
 * @blank: whether to leave the number out though it is known
 *
 * Returns: (transfer full): "481/KH-UBND", with room for a number where there is none (I.II.3)
 */
char *
bt_wording_dup_number (const BtPlan *plan, const BtProfile *profile, gboolean blank)
{
  g_autofree char *number = bt_wording_dup_field (plan, BT_NODE_NUMBER);
  g_autofree char *symbol = bt_wording_dup_field (plan, BT_NODE_SYMBOL);

  return g_strconcat (
      blank || is_blank (number) ? bt_profile_get_words (profile, BT_WORDS_NUMBER_BLANK) : number,
      "/", is_blank (symbol) ? bt_profile_get_words (profile, BT_WORDS_SYMBOL) : symbol, NULL);
}

/**
 * bt_wording_dup_long_date:
 * @iso: (nullable): a date as the plan stores it
 * @profile: its rule set
 *
 * Returns: (transfer full): "ngày 14 tháng 8 năm 2025", with room for what is not known; what is no date stays as it is
 */
char *
bt_wording_dup_long_date (const char *iso, const BtProfile *profile)
{
  BtDate date = { 0 };

  if (!is_blank (iso) && !bt_date_parse_iso (iso, &date))
    return g_strdup (iso);
  return bt_date_format_long (&date, bt_profile_get_words (profile, BT_WORDS_DATE_BLANK));
}

/**
 * bt_wording_dup_date:
 * @plan: a plan
 * @profile: its rule set
 * @blank: whether to leave the date out though it is known
 *
 * Returns: (transfer full): "ngày 14 tháng 8 năm 2025", with room for what is not known (I.II.4)
 */
char *
bt_wording_dup_date (const BtPlan *plan, const BtProfile *profile, gboolean blank)
{
  g_autofree char *iso = bt_wording_dup_field (plan, BT_NODE_DATE);

  return bt_wording_dup_long_date (blank ? "" : iso, profile);
}

static gboolean
has_lower (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_islower (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}

static void
append_capital (GString *out, const char *word)
{
  g_string_append_unichar (out, g_unichar_toupper (g_utf8_get_char (word)));
  g_string_append (out, g_utf8_next_char (word));
}

/* How many words of @phrase @words begins with, if with all of them; 0 otherwise. */
static guint
match_phrase (char *const *words, const char *phrase)
{
  g_auto (GStrv) parts = g_strsplit (phrase, " ", -1);
  guint n = 0;

  while (parts[n] != NULL && words[n] != NULL && strcmp (parts[n], words[n]) == 0)
    n++;
  return parts[n] == NULL ? n : 0;
}

static guint
match_any (char *const *words, const char *const *phrases, guint n_phrases)
{
  guint n = 0;

  for (guint i = 0; i < n_phrases && n == 0; i++)
    n = match_phrase (words, phrases[i]);
  return n;
}

/* How many syllables the unit word that begins at @words has; 0 for none. */
static guint
match_unit (char *const *words)
{
  if (match_phrase (words, "xã hội") > 0)
    return 0;
  return match_any (words, unit_words, G_N_ELEMENTS (unit_words));
}

/* Whether a field of an office begins behind @word: "Kinh tế, Hạ tầng và Đô thị". */
static gboolean
begins_field (const char *word)
{
  return strcmp (word, "-") == 0 || strcmp (word, "–") == 0 || strcmp (word, "và") == 0
         || g_str_has_suffix (word, ",");
}

/* A name in capitals as a sentence has it (Phụ lục II, III.1 and IV.1): of a unit each syllable with a
 * capital, of an office the first one and those its fields begin with. */
static char *
to_name (const char *upper)
{
  g_auto (GStrv) given = g_strsplit (upper, " ", -1);
  g_autofree char *lower = g_utf8_strdown (upper, -1);
  g_auto (GStrv) words = g_strsplit (lower, " ", -1);
  guint office = match_any (words, office_words, G_N_ELEMENTS (office_words));
  GString *out = g_string_new (NULL);
  gboolean in_name = FALSE;
  guint unit = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (unit == 0 && (unit = match_unit (words + i)) > 0)
        in_name = TRUE;
      gboolean field = office > 0 && (i == office || (i > 0 && begins_field (words[i - 1])));
      if (i > 0)
        g_string_append_c (out, ' ');
      if (g_strv_contains (abbreviations, given[i]))
        g_string_append (out, given[i]);
      else if (i == 0 || (unit == 0 && (in_name || field)))
        append_capital (out, words[i]);
      else
        g_string_append (out, words[i]);
      unit -= unit > 0;
    }
  return g_string_free (out, FALSE);
}

/* Writes @place in @name as the place's own field has it. */
static void
restore_place (char *name, const char *place)
{
  g_autofree char *lower_name = g_utf8_strdown (name, -1);
  g_autofree char *lower_place = g_utf8_strdown (place, -1);
  const char *found = is_blank (place) ? NULL : strstr (lower_name, lower_place);

  if (found != NULL && strlen (lower_name) == strlen (name)
      && strlen (lower_place) == strlen (place))
    memcpy (name + (found - lower_name), place, strlen (place));
}

/* The words of a field of several lines, a space between each two and none around them. */
static char *
dup_one_line (const char *field)
{
  g_auto (GStrv) words = g_strsplit_set (field, " \n\t", -1);
  GString *line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
  return g_string_free (line, FALSE);
}

/**
 * bt_wording_dup_issuer:
 * @agency: the issuing agency as the header has it, in capitals and on several lines
 * @place: the place of issue, which shows how the unit's name is written
 *
 * Returns: (transfer full): how a sentence names it: "Ủy ban nhân dân phường Tứ Minh"
 */
char *
bt_wording_dup_issuer (const char *agency, const char *place)
{
  g_autofree char *line = dup_one_line (agency);
  char *name;

  if (has_lower (line) || is_blank (line))
    return g_steal_pointer (&line);
  name = to_name (line);
  restore_place (name, place);
  return name;
}

static char *
dup_type (const BtPlan *plan, const BtProfile *profile)
{
  g_autofree char *type = bt_wording_dup_field (plan, BT_NODE_TYPE);
  g_autofree char *lower =
      g_utf8_strdown (is_blank (type) ? bt_profile_get_words (profile, BT_WORDS_TYPE) : type, -1);
  GString *out = g_string_new (NULL);

  append_capital (out, lower);
  return g_string_free (out, FALSE);
}

/* @pattern with %1 … replaced by @args. */
static char *
fill (const char *pattern, char *const *args, guint n_args)
{
  GString *out = g_string_new (NULL);

  for (const char *c = pattern; *c != '\0'; c++)
    if (*c == '%' && c[1] > '0' && (guint) (c[1] - '1') < n_args)
      g_string_append (out, args[*++c - '1']);
    else
      g_string_append_c (out, *c);
  return g_string_free (out, FALSE);
}

/**
 * bt_wording_dup_appendix_note:
 * @plan: a plan
 * @profile: its rule set
 *
 * The note of an appendix that has none of its own. On paper it gives number, sign, date and issuer; of an electronic
 * document number and date stay blank (I.III.1.c). While no issuer is filled in, it names none.
 *
 * Returns: (transfer full): "(Kèm theo Kế hoạch số … )"
 */
char *
bt_wording_dup_appendix_note (const BtPlan *plan, const BtProfile *profile)
{
  gboolean electronic =
      g_strcmp0 (bt_node_get_attr (bt_plan_get_root (plan), "medium"), "electronic") == 0;
  g_autofree char *type = dup_type (plan, profile);
  g_autofree char *number = bt_wording_dup_number (plan, profile, electronic);
  g_autofree char *date = bt_wording_dup_date (plan, profile, electronic);
  g_autofree char *agency = bt_wording_dup_field (plan, BT_NODE_AGENCY);
  g_autofree char *place = bt_wording_dup_field (plan, BT_NODE_PLACE);
  g_autofree char *issuer = bt_wording_dup_issuer (agency, place);
  char *args[] = { type, number, date, issuer };

  return fill (bt_profile_get_words (profile, is_blank (issuer) ? BT_WORDS_APPENDIX_NOTE_SHORT
                                                                : BT_WORDS_APPENDIX_NOTE),
               args, G_N_ELEMENTS (args));
}
