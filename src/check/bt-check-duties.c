/* Who has what to do, matched by the names of the units. */
#include "bt-check-duties.h"

#include <string.h>

#include "bt-intern.h"
#include "bt-reference.h"
#include "bt-schema.h"
#include "bt-task-list.h"
#include "bt-viet.h"

/* Words before the name of a unit that are no part of it, folded. */
static const char *const before_unit[] = { "de nghi ", "giao ", "truong ",     "giam doc ",
                                           "chanh ",   "cac ",  "thuong truc " };

/* Names of units that mean no certain one, and persons, who are none, folded. */
static const char *const general_units[] = { "co quan", "don vi", "to chuc", "ong ", "ba ", "dong chi " };

/* Long names and what a nơi nhận calls them, folded. */
static const char *const short_names[][2] = {
  { "uy ban mat tran to quoc viet nam", "mttq" },
  { "uy ban mat tran to quoc", "mttq" },
  { "uy ban mttqvn", "mttq" },
  { "uy ban mttq", "mttq" },
  { "mttqvn", "mttq" },
  { "ubmttqvn", "mttq" },
  { "ubmttq", "mttq" },
  { "hoi dong nhan dan", "hdnd" },
  { "uy ban nhan dan", "ubnd" },
  { "trung tam", "tt" },
  { "van phong", "vp" },
  { "thanh pho", "tp" },
  { "truong mam non tieu hoc trung hoc co so", "truong hoc" },
  { "truong mam non", "truong hoc" },
  { "truong tieu hoc", "truong hoc" },
  { "mat tran to quoc viet nam", "mttq" },
  { "mat tran to quoc", "mttq" },
};

static char *
replace (char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);
  g_free (text);
  return g_strjoinv (to, parts);
}

/* Letters and digits of @name, folded, one space between the words, without what stands in brackets. */
static char *
dup_words (const char *name)
{
  g_autofree char *folded = bt_viet_fold (name, TRUE);
  GString *words = g_string_new (NULL);
  guint brackets = 0;

  for (const char *at = folded; *at != '\0'; at++)
    {
      brackets += *at == '(';
      if (brackets == 0 && g_ascii_isalnum (*at))
        g_string_append_c (words, *at);
      else if (words->len > 0 && words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
      if (*at == ')' && brackets > 0)
        brackets--;
    }
  return g_strchomp (g_string_free (words, FALSE));
}

/* What matters of a unit's name: no titles before it, no place behind it, short for long names. */
static char *
make_key (const char *name)
{
  char *key = dup_words (name);

  for (guint i = 0; i < G_N_ELEMENTS (before_unit); i++)
    if (g_str_has_prefix (key, before_unit[i]))
      memmove (key, key + strlen (before_unit[i]), strlen (key + strlen (before_unit[i])) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (short_names); i++)
    key = replace (key, short_names[i][0], short_names[i][1]);
  while (g_ascii_isdigit (*key) || *key == ' ')
    memmove (key, key + 1, strlen (key));
  char *place = strstr (key, " phuong");
  if (place != NULL)
    *place = '\0';
  if (g_str_has_suffix (key, " xa"))
    key[strlen (key) - strlen (" xa")] = '\0';
  return key;
}

/* The keys of the units that one name joins: "Công an, Trạm Y tế", "Trạm Y tế và các trường học". */
static GPtrArray *
make_keys (const char *names)
{
  g_autoptr (GRegex) joints =
      g_regex_new (",|;| và (?=[Cc]ác |\\p{Lu})", G_REGEX_OPTIMIZE, 0, NULL);
  g_auto (GStrv) parts = g_regex_split (joints, names, 0);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (keys, make_key (names));
  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (keys, make_key (parts[i]));
  return keys;
}

static gboolean
begins_with_words (const char *text, const char *words)
{
  gsize length = strlen (words);
  return length > 0 && g_str_has_prefix (text, words)
         && (text[length] == ' ' || text[length] == '\0');
}

static gboolean
same_unit (const char *a, const char *b)
{
  return begins_with_words (a, b) || begins_with_words (b, a);
}

typedef struct
{
  GPtrArray *duties;
  GPtrArray *keys; /* of each duty */
} Register;

static void
duty_free (gpointer data)
{
  BtDuty *duty = data;

  g_free (duty->unit);
  g_free (duty->recipient);
  g_ptr_array_unref (duty->tasks);
  g_ptr_array_unref (duty->rows);
  g_free (duty);
}

static gboolean
is_general (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (general_units); i++)
    if (g_str_has_prefix (key, general_units[i]))
      return TRUE;
  return FALSE;
}

static BtDuty *
find_or_add (Register *units, const char *name)
{
  g_autofree char *key = make_key (name);

  for (guint i = 0; i < units->keys->len; i++)
    if (same_unit (units->keys->pdata[i], key))
      return units->duties->pdata[i];
  BtDuty *duty = g_new0 (BtDuty, 1);
  duty->unit = g_strdup (name);
  duty->general = is_general (key);
  duty->tasks = g_ptr_array_new ();
  duty->rows = g_ptr_array_new ();
  g_ptr_array_add (units->duties, duty);
  g_ptr_array_add (units->keys, g_steal_pointer (&key));
  return duty;
}

/* What nobody leads yet is nobody's duty. */
static void
add_task (Register *units, const BtPlan *plan, const BtTask *task)
{
  g_autofree char *key = make_key (task->lead);
  BtDuty *duty;

  if (*key == '\0')
    return;
  duty = find_or_add (units, task->lead);
  if (bt_node_get_kind (bt_plan_get_node (plan, task->node)) == BT_NODE_ROW)
    {
      duty->n_rows++;
      g_ptr_array_add (duty->rows, (gpointer) task->node);
      duty->first_row = duty->first_row != NULL ? duty->first_row : task->node;
      return;
    }
  duty->n_tasks++;
  g_ptr_array_add (duty->tasks, (gpointer) task->node);
  /* The heading that names the unit is the place to look at. */
  if (duty->first_task == NULL)
    duty->first_task = bt_intern (bt_node_get_id (bt_plan_get_parent (plan, task->node, NULL)));
}

/* "Các cơ quan chuyên môn" covers the committee's offices. */
static gboolean
covers_offices (const char *recipient, const char *unit)
{
  static const char *const offices[] = { "phong", "tt", "vp" };

  if (strstr (recipient, "co quan chuyen mon") == NULL && strstr (recipient, "phong ban") == NULL
      && strstr (recipient, "phong chuyen mon") == NULL && strstr (recipient, "phong thuoc") == NULL
      && strstr (recipient, "phong truc thuoc") == NULL && strstr (recipient, "phong cua") == NULL)
    return FALSE;
  if (begins_with_words (unit, "phong kham"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (offices); i++)
    if (begins_with_words (unit, offices[i]))
      return TRUE;
  return FALSE;
}

/* "Các cơ quan, đơn vị liên quan", "Như mục IV" cover whoever has a duty. */
static gboolean
covers_all (const char *recipient)
{
  static const char *const whose[] = { "lien quan", "co ten", "truc thuoc", "thuoc ", "phoi hop", "duoc giao" };

  if (g_str_has_prefix (recipient, "nhu ") || strcmp (recipient, "co quan don vi") == 0)
    return TRUE;
  if (!g_str_has_prefix (recipient, "co quan") && !g_str_has_prefix (recipient, "don vi"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (whose); i++)
    if (strstr (recipient, whose[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* "BCHQS" in "Lưu: VT, BCHQS." for "Ban Chỉ huy Quân sự", "VHXH" for "Phòng Văn hóa - Xã hội". */
static gboolean
is_code_of (const char *code, const char *unit)
{
  g_autoptr (GString) initials = g_string_new (NULL);

  for (const char *at = unit; *at != '\0'; at++)
    if (at == unit || at[-1] == ' ')
      g_string_append_c (initials, *at);
  return strlen (code) >= 2
         && (strcmp (initials->str, code) == 0 || (initials->len > 2 && strcmp (initials->str + 1, code) == 0));
}

/* "Lưu: VT": the records lie in the committee's own office, which thus has the plan. */
static gboolean
covers_records (const char *recipient, const char *unit)
{
  return begins_with_words (recipient, "luu vt") && begins_with_words (unit, "vp");
}

/* Who gets the plan: one of the units that a recipient joins, and the recipient's own words. */
typedef struct
{
  char *key;
  char *words;
} Receiver;

static void
receiver_clear (gpointer data)
{
  Receiver *receiver = data;

  g_free (receiver->key);
  g_free (receiver->words);
}

static const Receiver *
find_receiver (const GArray *receivers, const char *unit)
{
  for (guint i = 0; i < receivers->len; i++)
    {
      const Receiver *receiver = &g_array_index (receivers, Receiver, i);
      if (same_unit (receiver->key, unit) || covers_offices (receiver->key, unit) || covers_all (receiver->key)
          || is_code_of (receiver->key, unit) || covers_records (receiver->key, unit))
        return receiver;
    }
  return NULL;
}

/* The receiver that covers the duty's unit, or each of the units that its name joins: the first of them then. */
static const Receiver *
find_covering (const GArray *receivers, const BtDuty *duty, const char *key)
{
  const Receiver *found = find_receiver (receivers, key);

  if (found != NULL)
    return found;
  g_autoptr (GPtrArray) parts = make_keys (duty->unit);
  for (guint i = 1; i < parts->len; i++)
    {
      const Receiver *one = find_receiver (receivers, parts->pdata[i]);
      if (one == NULL)
        return NULL;
      found = found != NULL ? found : one;
    }
  return found;
}

static void
add_receivers (GArray *receivers, const BtPlan *plan, const BtNode *recipient)
{
  g_autofree char *words = bt_plan_dup_plain_text (plan, recipient);
  g_autoptr (GPtrArray) keys = make_keys (words);
  gsize length = strlen (words);

  while (length > 0 && strchr (";. ", words[length - 1]) != NULL)
    words[--length] = '\0';
  for (guint i = 0; i < keys->len; i++)
    {
      Receiver receiver = { g_strdup (keys->pdata[i]), g_strdup (words) };
      g_array_append_val (receivers, receiver);
    }
}

static GArray *
list_receivers (const BtPlan *plan)
{
  const BtNode *recipients = bt_plan_get_part (plan, BT_NODE_RECIPIENTS);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Receiver));

  g_array_set_clear_func (all, receiver_clear);
  for (guint i = 0; i < bt_node_get_n_children (recipients); i++)
    {
      const BtNode *recipient = bt_node_get_child (recipients, i);
      if (bt_node_get_kind (recipient) == BT_NODE_RECIPIENT && bt_node_is_live (recipient))
        add_receivers (all, plan, recipient);
    }
  return all;
}

static void
add_recipients (Register *units, const BtPlan *plan)
{
  g_autoptr (GArray) all = list_receivers (plan);

  for (guint i = 0; i < units->duties->len; i++)
    {
      BtDuty *duty = units->duties->pdata[i];
      const Receiver *receiver = find_covering (all, duty, units->keys->pdata[i]);
      duty->received = receiver != NULL;
      duty->recipient = receiver != NULL ? g_strdup (receiver->words) : NULL;
    }
}

/**
 * bt_duties_new:
 * @plan: a plan
 *
 * Returns: (transfer full) (element-type BtDuty): its units with tasks or rows, as they are met
 */
GPtrArray *
bt_duties_new (const BtPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  g_autoptr (GPtrArray) tasks = bt_task_list_new (plan);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  Register units = { g_ptr_array_new_with_free_func (duty_free), keys };

  for (guint i = 0; i < tasks->len; i++)
    add_task (&units, plan, tasks->pdata[i]);
  add_recipients (&units, plan);
  return units.duties;
}

/* "so van hoa the thao va du lich" as "so vhttdl": its first word, and the first letters of the others. */
static char *
make_short (const char *key)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  GString *brief = g_string_new (words[0]);

  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    {
      if (i == 1)
        g_string_append_c (brief, ' ');
      if (strcmp (words[i], "va") != 0)
        g_string_append_len (brief, words[i], 1);
    }
  return g_string_free (brief, FALSE);
}

/* "Sở GD&ĐT", "Sở VH,TT&DL": letters with marks between them. */
static gboolean
has_brief (const GArray *receivers, const char *brief)
{
  g_autofree char *wanted = replace (g_strdup (brief), " ", "");

  for (guint i = 0; i < receivers->len; i++)
    {
      g_autofree char *joined = replace (g_strdup (g_array_index (receivers, Receiver, i).key), " ", "");
      if (g_str_has_prefix (joined, wanted))
        return TRUE;
    }
  return FALSE;
}

/**
 * bt_duties_is_received:
 * @plan: a plan
 * @unit: the name of a unit
 *
 * Returns: whether the nơi nhận names it, in full or by its first letters: "Sở VHTTDL"
 */
gboolean
bt_duties_is_received (const BtPlan *plan, const char *unit)
{
  g_return_val_if_fail (plan != NULL && unit != NULL, FALSE);

  g_autoptr (GArray) all = list_receivers (plan);
  g_autofree char *key = make_key (unit);
  g_autofree char *brief = make_short (key);
  /* The committee's own office is none of the committee above. */
  for (guint i = 0; g_str_has_prefix (key, "ubnd ") && i < all->len; i++)
    if (begins_with_words (g_array_index (all, Receiver, i).key, key)
        || covers_all (g_array_index (all, Receiver, i).key))
      return TRUE;
  if (g_str_has_prefix (key, "ubnd "))
    return FALSE;
  return find_receiver (all, key) != NULL || find_receiver (all, brief) != NULL || has_brief (all, brief);
}

static gboolean
is_named_in (const BtPlan *plan, const BtNode *node, const char *key)
{
  if (!bt_node_is_live (node))
    return FALSE;
  if (bt_node_get_kind (node) == BT_NODE_CELL)
    {
      g_autofree char *text = bt_plan_dup_plain_text (plan, node);
      g_autofree char *cell = make_key (text);
      return strstr (cell, key) != NULL;
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (is_named_in (plan, bt_node_get_child (node, i), key))
      return TRUE;
  return FALSE;
}

/**
 * bt_duties_is_in_table:
 * @plan: a plan
 * @unit: the name of a unit
 *
 * Returns: whether a cell of any table names it, in whatever role
 */
gboolean
bt_duties_is_in_table (const BtPlan *plan, const char *unit)
{
  g_return_val_if_fail (plan != NULL && unit != NULL, FALSE);

  g_autofree char *key = make_key (unit);
  return *key != '\0' && is_named_in (plan, bt_plan_get_root (plan), key);
}

/**
 * bt_duties_is_same_unit:
 * @a: the name of a unit
 * @b: the name of another
 *
 * Returns: whether both are one, or one is a part of the other's name; titles and places are not looked at
 */
gboolean
bt_duties_is_same_unit (const char *a, const char *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  g_autofree char *one = make_key (a);
  g_autofree char *other = make_key (b);
  return same_unit (one, other);
}
