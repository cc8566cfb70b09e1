/* Who has what to do, matched by the names of the units. */
#include "bt-check-duties.h"

#include <string.h>

#include "bt-intern.h"
#include "bt-reference.h"
#include "bt-schema.h"
#include "bt-task-list.h"
#include "bt-viet.h"

/* Words of headings that are no part of a unit's name, folded. */
static const char *const before_unit[] = { "de nghi ", "giao ", "truong ", "giam doc ", "chanh ", "cac " };

/* Names of units that mean no certain one, folded. */
static const char *const general_units[] = { "co quan", "don vi", "cac co quan", "cac don vi", "to chuc" };

/* Long names and what they are called in a nơi nhận, folded. */
static const char *const short_names[][2] = {
  { "uy ban mat tran to quoc viet nam", "ubmttq" },
  { "uy ban mat tran to quoc", "ubmttq" },
  { "hoi dong nhan dan", "hdnd" },
  { "uy ban nhan dan", "ubnd" },
  { "trung tam", "tt" },
  { "van phong", "vp" },
};

static char *
replace (char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);
  g_free (text);
  return g_strjoinv (to, parts);
}

/* The letters of a unit's name that matter: folded, without marks, titles and the place behind it. */
static char *
make_key (const char *name)
{
  g_autofree char *folded = bt_viet_fold (name, FALSE);
  char *key = g_strdup (folded);

  for (char *at = key; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at))
      *at = ' ';
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  GString *joined = g_string_new (NULL);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", words[i]);
  g_free (key);
  key = g_string_free (joined, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (before_unit); i++)
    if (g_str_has_prefix (key, before_unit[i]))
      memmove (key, key + strlen (before_unit[i]), strlen (key) - strlen (before_unit[i]) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (short_names); i++)
    key = replace (key, short_names[i][0], short_names[i][1]);
  char *place = strstr (key, " phuong");
  if (place == NULL || place == key)
    place = strstr (key, " xa ");
  if (place != NULL && place != key && !g_str_has_prefix (place, " xa hoi"))
    *place = '\0';
  return key;
}

static gboolean
same_unit (const char *a, const char *b)
{
  return *a != '\0' && *b != '\0' && (g_str_has_prefix (a, b) || g_str_has_prefix (b, a));
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
  g_ptr_array_add (units->duties, duty);
  g_ptr_array_add (units->keys, g_steal_pointer (&key));
  return duty;
}

static void
add_task (Register *units, const BtPlan *plan, const BtTask *task)
{
  BtDuty *duty = find_or_add (units, task->lead);

  if (bt_node_get_kind (bt_plan_get_node (plan, task->node)) == BT_NODE_ROW)
    {
      duty->n_rows++;
      duty->first_row = duty->first_row != NULL ? duty->first_row : task->node;
      return;
    }
  duty->n_tasks++;
  /* The heading that names the unit is the place to look at. */
  if (duty->first_task == NULL)
    duty->first_task = bt_intern (bt_node_get_id (bt_plan_get_parent (plan, task->node, NULL)));
}

/* "Các cơ quan chuyên môn" covers the unit's offices. */
static gboolean
covers (const char *recipient, const char *unit)
{
  static const char *const offices[] = { "phong", "tt", "vp" };

  if (same_unit (recipient, unit) || strstr (recipient, unit) != NULL)
    return TRUE;
  if (strstr (recipient, "co quan chuyen mon") == NULL && strstr (recipient, "phong ban") == NULL
      && strstr (recipient, "phong, ban") == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (offices); i++)
    if (g_str_has_prefix (unit, offices[i]))
      return TRUE;
  return FALSE;
}

static void
add_recipients (Register *units, const BtPlan *plan)
{
  const BtNode *recipients = bt_plan_get_part (plan, BT_NODE_RECIPIENTS);

  for (guint i = 0; i < bt_node_get_n_children (recipients); i++)
    {
      const BtNode *recipient = bt_node_get_child (recipients, i);
      if (bt_node_get_kind (recipient) != BT_NODE_RECIPIENT || !bt_node_is_live (recipient))
        continue;
      g_autofree char *text = bt_plan_dup_plain_text (plan, recipient);
      g_autofree char *key = make_key (text);
      for (guint j = 0; j < units->duties->len; j++)
        {
          BtDuty *duty = units->duties->pdata[j];
          if (duty->recipient == NULL && covers (key, units->keys->pdata[j]))
            duty->recipient = bt_intern (bt_node_get_id (recipient));
        }
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
