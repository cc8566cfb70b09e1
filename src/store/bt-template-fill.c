/* Filling a template: where it says «kỳ» or «địa phương», the words of this plan and this office come to stand. */
#include <string.h>

#include "bt-intern.h"
#include "bt-office.h"
#include "bt-store-private.h"
#include "bt-template.h"
#include "bt-viet.h"

#define OPEN "«"
#define CLOSE "»"
#define UNKNOWN "…"
#define COMMITTEE "Ủy ban nhân dân "

/* What is known of the plan to be. All words are the document's, not the program's: they are not translated. */
typedef struct
{
  char *period;
  char *subject;
  char *locality; /* "phường Đồng Sen" */
  char *superior;
  const char *source; /* the id of the superior's document, interned */
} Words;

static gboolean
is_known (const char *text)
{
  return text != NULL && *text != '\0' && strcmp (text, UNKNOWN) != 0;
}

/* "Tuyên truyền" becomes "tuyên truyền" in a sentence; "CCHC" stays. */
static char *
dup_in_sentence (const char *text)
{
  const char *second = *text != '\0' ? g_utf8_next_char (text) : text;
  g_autofree char *first = g_utf8_strdown (text, second - text);

  if (g_unichar_isupper (g_utf8_get_char (second)))
    return g_strdup (text);
  return g_strconcat (first, second, NULL);
}

/* The office's name without what every such office is called. */
static char *
dup_locality (const char *agency)
{
  g_autofree char *words = bt_office_dup_in_words (agency);
  const char *own = g_str_has_prefix (words, COMMITTEE) ? words + strlen (COMMITTEE) : words;

  return is_known (own) ? dup_in_sentence (own) : g_strdup (UNKNOWN);
}

static char *
dup_superior (BtPlan *plan, const BtTemplateValues *values)
{
  const char *parent = bt_plan_get_field (plan, BT_NODE_PARENT);

  if (is_known (values->issuer))
    return g_strdup (values->issuer);
  return is_known (parent) ? bt_office_dup_in_words (parent) : g_strdup (UNKNOWN);
}

static const char *
get_kind (const Words *words)
{
  static const char *const kinds[] = { "phường", "xã", "đặc khu", "thị trấn" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (words->locality, kinds[i]))
      return kinds[i];
  return kinds[0];
}

/* What comes to stand for @name; it may hold names itself. */
static BtText *
get_replacement (const Words *words, const char *name)
{
  g_autofree char *capitals = NULL;

  if (strcmp (name, "kỳ") == 0)
    return bt_text_new (words->period);
  if (strcmp (name, "KỲ") == 0)
    {
      capitals = bt_viet_upper (words->period);
      return bt_text_new (capitals);
    }
  if (strcmp (name, "trích yếu") == 0)
    return bt_text_new (words->subject);
  if (strcmp (name, "địa phương") == 0)
    return bt_text_new (words->locality);
  if (strcmp (name, "phường") == 0)
    return bt_text_new (get_kind (words));
  if (strcmp (name, "cấp trên") == 0)
    return bt_text_new (words->superior);
  if (strcmp (name, "văn bản cấp trên") == 0 && words->source != NULL)
    {
      g_autoptr (BtTextBuilder) builder = bt_text_builder_new ();
      bt_text_builder_append_object (
          builder, &(BtMark){ .object = BT_OBJECT_CITE, .target = words->source });
      return bt_text_builder_end (g_steal_pointer (&builder));
    }
  if (strcmp (name, "văn bản cấp trên") == 0)
    return bt_text_new ("Kế hoạch số … ngày … của «cấp trên» về …");
  return bt_text_new (UNKNOWN);
}

/* The step that replaces the first name in @node's text; %NULL where there is none. */
static BtStep *
find_step (const BtNode *node, const Words *words)
{
  const char *text = bt_text_get_string (bt_node_get_text (node));
  const char *start = strstr (text, OPEN);
  const char *end = start != NULL ? strstr (start, CLOSE) : NULL;
  g_autofree char *name = NULL;
  g_autoptr (BtText) slice = NULL;

  if (end == NULL)
    return NULL;
  name = g_strndup (start + strlen (OPEN), end - start - strlen (OPEN));
  slice = get_replacement (words, name);
  return bt_step_new_replace_text (bt_node_get_id (node), start - text, end + strlen (CLOSE) - text,
                                   slice);
}

/* Fills the text of one node. */
static gboolean
fill_text (BtPlan **plan, const char *id, const Words *words, GError **error)
{
  BtStep *step;

  while ((step = find_step (bt_plan_get_node (*plan, id), words)) != NULL)
    if (!bt_store_take_step (plan, step, error))
      return FALSE;
  return TRUE;
}

/* The ids of all nodes with names in their texts: the nodes themselves go as they are filled. */
static void
collect_open (const BtNode *node, GPtrArray *ids)
{
  if (bt_node_get_text (node) != NULL && strstr (bt_node_get_string (node), OPEN) != NULL)
    g_ptr_array_add (ids, g_strdup (bt_node_get_id (node)));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_open (bt_node_get_child (node, i), ids);
}

static gboolean
fill_all (BtPlan **plan, const Words *words, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  collect_open (bt_plan_get_root (*plan), ids);
  for (guint i = 0; i < ids->len; i++)
    if (!fill_text (plan, ids->pdata[i], words, error))
      return FALSE;
  return TRUE;
}

/* The superior's document becomes a source, which the plan cites. */
static gboolean
add_source (BtPlan **plan, const BtTemplateValues *values, Words *words, GError **error)
{
  const BtNode *sources = bt_plan_get_part (*plan, BT_NODE_SOURCES);
  g_autoptr (BtNode) source = NULL;
  BtNodeBuilder *builder;

  if (!is_known (values->sign) && !is_known (values->about))
    return TRUE;
  builder = bt_node_builder_new (BT_NODE_SOURCE, NULL);
  bt_node_builder_set_attr (builder, "type", is_known (values->type) ? values->type : "Kế hoạch");
  if (is_known (values->sign))
    bt_node_builder_set_attr (builder, "sign", values->sign);
  if (is_known (values->date))
    bt_node_builder_set_attr (builder, "date", values->date);
  if (is_known (words->superior))
    bt_node_builder_set_attr (builder, "issuer", words->superior);
  bt_node_builder_set_string (builder, values->about != NULL ? values->about : "");
  source = bt_node_builder_end (builder);
  words->source = bt_intern (bt_node_get_id (source));
  return bt_store_take_step (plan,
                             bt_step_new_insert (bt_node_get_id (sources),
                                                 bt_node_get_n_children (sources), source),
                             error);
}

static gboolean
set_subject (BtPlan **plan, const char *title, const Words *words, GError **error)
{
  BtNode *subject = bt_node_get_child_of_kind (bt_plan_get_part (*plan, BT_NODE_HEADER),
                                               BT_NODE_SUBJECT);
  g_autofree char *id = g_strdup (bt_node_get_id (subject));
  g_autoptr (BtText) text = NULL;

  if (title == NULL)
    return fill_text (plan, id, words, error);
  text = bt_text_new (title);
  return bt_store_take_step (
      plan,
      bt_step_new_replace_text (id, 0, bt_text_get_length (bt_node_get_text (subject)), text),
      error);
}

static void
words_clear (Words *words)
{
  g_free (words->period);
  g_free (words->subject);
  g_free (words->locality);
  g_free (words->superior);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

/**
 * bt_template_fill:
 * @plan: a plan that began with a template, with the office's words applied
 * @values: what differs from plan to plan; what is not known is %NULL
 * @error: return location for an error
 *
 * Replaces all names in «»: kỳ (KỲ in capitals), trích yếu, địa phương, phường, cấp trên and văn bản cấp trên. What
 * is not known becomes "…".
 *
 * Returns: (transfer full) (nullable): the plan with these words
 */
BtPlan *
bt_template_fill (BtPlan *plan, const BtTemplateValues *values, GError **error)
{
  g_autoptr (BtPlan) filled = NULL;
  g_auto (Words) words = { 0 };
  g_autofree char *subject = NULL;

  g_return_val_if_fail (plan != NULL, NULL);
  g_return_val_if_fail (values != NULL, NULL);

  filled = bt_plan_ref (plan);
  words.period = g_strdup (values->period != NULL ? values->period : "năm …");
  words.locality = dup_locality (bt_plan_get_field (plan, BT_NODE_AGENCY));
  words.superior = dup_superior (plan, values);
  words.subject = g_strdup (UNKNOWN);
  if (!add_source (&filled, values, &words, error)
      || !set_subject (&filled, values->title, &words, error))
    return NULL;
  subject = g_strdelimit (g_strdup (bt_plan_get_field (filled, BT_NODE_SUBJECT)), "\n", ' ');
  g_free (words.subject);
  words.subject = is_known (subject) ? dup_in_sentence (subject) : g_strdup (UNKNOWN);
  if (!fill_all (&filled, &words, error))
    return NULL;
  return g_steal_pointer (&filled);
}

/**
 * bt_template_dup_title:
 * @plan: a plan that began with a template and was not filled yet
 * @period: (nullable): the time it is for
 *
 * Returns: (transfer full): what its subject would be
 */
char *
bt_template_dup_title (BtPlan *plan, const char *period)
{
  g_autoptr (GString) title = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  title = g_string_new (bt_plan_get_field (plan, BT_NODE_SUBJECT));
  g_string_replace (title, OPEN "kỳ" CLOSE, period != NULL ? period : "năm …", 0);
  return g_string_free (g_steal_pointer (&title), FALSE);
}
