/* The tasks of a plan: rows with a lead unit, and rows and paragraphs below the heading of a unit. */
#include "bt-task-list.h"

#include <string.h>

#include "bt-reference.h"
#include "bt-table.h"
#include "bt-viet.h"

/* A heading of more words than this is a sentence, not the name of a unit. */
#define MAX_UNIT_LETTERS 120

/* What the name of a unit begins with; @proper where a name has to follow, as in "Phòng Văn hóa", not "phòng ngừa". */
static const struct
{
  const char *words;
  gboolean proper;
} units[] = {
  { "phòng", TRUE },        { "trung tâm", FALSE }, { "văn phòng", FALSE },
  { "ban", TRUE },          { "đoàn", TRUE },       { "hội", TRUE },
  { "ủy ban", FALSE },      { "uỷ ban", FALSE },    { "ubnd", FALSE },
  { "hđnd", FALSE },        { "sở", TRUE },         { "bộ", TRUE },
  { "công an", FALSE },     { "trường", TRUE },     { "trạm", TRUE },
  { "cục", TRUE },          { "chi cục", FALSE },   { "vụ", TRUE },
  { "các phòng", FALSE },   { "các ban", FALSE },   { "các cơ quan", FALSE },
  { "các đơn vị", FALSE },  { "các sở", FALSE },    { "các trường", FALSE },
  { "các tổ", FALSE },      { "các hội", FALSE },   { "các đoàn", FALSE },
  { "các khu phố", FALSE }, { "các thôn", FALSE },  { "các xã", FALSE },
  { "các phường", FALSE },  { "các bộ", FALSE },    { "tổ dân phố", FALSE },
  { "tổ công tác", FALSE }, { "mặt trận", FALSE },  { "thường trực", FALSE },
  { "đài", TRUE },          { "đảng ủy", FALSE },   { "bộ phận", FALSE },
  { "công chức", FALSE },   { "khu phố", FALSE },   { "thôn", TRUE },
  { "bưu điện", FALSE },    { "đề nghị", FALSE },   { "hợp tác xã", FALSE },
  { "doanh nghiệp", FALSE }, { "công ty", FALSE },  { "phòng khám", FALSE },
  { "bệnh viện", FALSE },   { "thư viện", FALSE },  { "câu lạc bộ", FALSE },
  { "đội", TRUE },          { "ngân hàng", FALSE }, { "liên đoàn", FALSE },
};

/* What begins like a unit in a heading of capital letters, and is none. */
static const char *const no_units[] = { "ban hành", "phòng chống", "phòng ngừa", "hội nghị",
                                        "hội thảo", "trường hợp",  "sở hữu",     "bộ máy",
                                        "đoàn kết", "vụ việc" };

/* Times in running text: 30/6/2026, tháng 6/2026, ngày 30 tháng 6 năm 2026, quý II/2026, năm 2026. */
#define TIMES                                                                                           \
  "(ngày\\s+\\d{1,2}\\s+)?tháng\\s+\\d{1,2}(\\s+năm\\s+\\d{4}|/\\d{4})?|\\d{1,2}/\\d{1,2}(/\\d{4})?" \
  "|\\d{1,2}/\\d{4}|quý\\s+[IV]+(\\s+năm\\s+\\d{4}|/\\d{4})?|năm\\s+\\d{4}"

typedef struct
{
  const BtPlan *plan;
  GRegex *times;
  GPtrArray *tasks;
} Reader;

static void
task_free (gpointer data)
{
  BtTask *task = data;

  g_free (task->text);
  g_free (task->lead);
  g_free (task->time);
  g_free (task);
}

/* Takes over the words. */
static void
add_task (Reader *reader, const BtNode *node, char *text, char *lead, char *time)
{
  BtTask *task = g_new (BtTask, 1);
  *task = (BtTask){ bt_intern (bt_node_get_id (node)), text, lead, time };
  g_ptr_array_add (reader->tasks, task);
}

static gboolean
starts_with_word (const char *text, const char *word)
{
  gsize length = strlen (word);
  return strncmp (text, word, length) == 0 && !g_unichar_isalpha (g_utf8_get_char (text + length));
}

/* Whether the word behind the first @n_bytes of @text has a capital letter. */
static gboolean
is_name_behind (const char *text, gsize n_bytes)
{
  return text[n_bytes] == ' ' && g_unichar_isupper (g_utf8_get_char (text + n_bytes + 1));
}

static gboolean
names_unit (const char *text)
{
  if (g_utf8_strlen (text, -1) > MAX_UNIT_LETTERS)
    return FALSE;
  g_autofree char *lower = g_utf8_strdown (text, -1);
  for (guint i = 0; i < G_N_ELEMENTS (no_units); i++)
    if (starts_with_word (lower, no_units[i]))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (starts_with_word (lower, units[i].words)
        && (!units[i].proper || is_name_behind (text, strlen (units[i].words))))
      return TRUE;
  return FALSE;
}

/* The name of a unit as a heading has it, without what ends it. */
static char *
dup_unit (const Reader *reader, const BtNode *heading)
{
  char *text = g_strstrip (bt_plan_dup_plain_text (reader->plan, heading));

  while (*text != '\0' && strchr (":.;, ", text[strlen (text) - 1]) != NULL)
    text[strlen (text) - 1] = '\0';
  return text;
}

/* The times that a text names, in their order. */
static char *
dup_times (const Reader *reader, const char *text)
{
  GString *times = g_string_new (NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (reader->times, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *time = g_match_info_fetch (match, 0);
      g_string_append_printf (times, "%s%s", times->len > 0 ? ", " : "", time);
    }
  return g_string_free (times, FALSE);
}

/* The words of the cells whose columns have one of @roles; NULL where no column has. */
static char *
dup_cells (const Reader *reader, const BtNode *row, const GPtrArray *leaves, guint roles)
{
  GString *words = NULL;
  guint column = 0;

  for (guint i = 0; i < bt_node_get_n_children (row) && column < leaves->len; i++)
    {
      const BtNode *cell = bt_node_get_child (row, i);
      if (bt_node_get_kind (cell) != BT_NODE_CELL)
        continue;
      if ((roles & 1u << bt_column_get_role (leaves->pdata[column++])) == 0)
        continue;
      if (words == NULL)
        words = g_string_new (NULL);
      g_autofree char *text = g_strstrip (bt_plan_dup_plain_text (reader->plan, cell));
      g_string_append_printf (words, "%s%s", words->len > 0 && *text != '\0' ? " - " : "", text);
    }
  return words != NULL ? g_string_free (words, FALSE) : NULL;
}

/* A row is a task where it says what is to be done, and its table or what stands around it, who. */
static void
read_row (Reader *reader, const BtNode *row, const GPtrArray *leaves, const char *unit)
{
  static const guint times = 1u << BT_ROLE_START | 1u << BT_ROLE_FINISH | 1u << BT_ROLE_TIME;
  g_autofree char *lead = dup_cells (reader, row, leaves, 1u << BT_ROLE_LEAD);
  g_autofree char *text = dup_cells (reader, row, leaves, 1u << BT_ROLE_CONTENT);
  g_autofree char *time = dup_cells (reader, row, leaves, times);

  if (text == NULL)
    text = dup_cells (reader, row, leaves, 1u << BT_ROLE_TEXT);
  if (lead == NULL)
    lead = g_strdup (unit);
  if (lead == NULL || text == NULL || *text == '\0')
    return;
  add_task (reader, row, g_steal_pointer (&text), g_steal_pointer (&lead),
            time != NULL ? g_steal_pointer (&time) : g_strdup (""));
}

static void
read_table (Reader *reader, const BtNode *table, const char *unit)
{
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);
  const BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  g_autofree char *group = NULL;

  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      const BtNode *row = bt_node_get_child (rows, i);
      if (bt_node_get_kind (row) == BT_NODE_ROW)
        read_row (reader, row, leaves, group != NULL ? group : unit);
      if (bt_node_get_kind (row) != BT_NODE_GROUP_ROW)
        continue;
      g_clear_pointer (&group, g_free);
      group = dup_unit (reader, row);
      if (!names_unit (group))
        g_clear_pointer (&group, g_free);
    }
}

static void read_children (Reader *reader, const BtNode *parent, const char *unit);

static void
read_clause (Reader *reader, const BtNode *clause, const char *unit)
{
  gboolean holds = bt_node_get_child_of_kind (clause, BT_NODE_CLAUSE) != NULL
                   || bt_node_get_child_of_kind (clause, BT_NODE_TABLE) != NULL;
  g_autofree char *text = holds ? dup_unit (reader, clause)
                                : g_strstrip (bt_plan_dup_plain_text (reader->plan, clause));

  if (holds)
    read_children (reader, clause, names_unit (text) ? text : unit);
  else if (unit != NULL && *text != '\0')
    {
      char *time = dup_times (reader, text);
      add_task (reader, clause, g_steal_pointer (&text), g_strdup (unit), time);
    }
}

static void
read_children (Reader *reader, const BtNode *parent, const char *unit)
{
  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *child = bt_node_get_child (parent, i);
      if (bt_node_get_kind (child) == BT_NODE_CLAUSE)
        read_clause (reader, child, unit);
      else if (bt_node_get_kind (child) == BT_NODE_TABLE)
        read_table (reader, child, unit);
      else if (bt_node_get_kind (child) == BT_NODE_APPENDIX)
        read_children (reader, child, NULL);
    }
}

/**
 * bt_task_list_new:
 * @plan: a plan without open changes, as bt_review_view() gives it
 *
 * Returns: (transfer full) (element-type BtTask): its tasks, in document order
 */
GPtrArray *
bt_task_list_new (const BtPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  g_autoptr (GRegex) times = g_regex_new (TIMES, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  Reader reader = { plan, times, g_ptr_array_new_with_free_func (task_free) };
  read_children (&reader, bt_plan_get_part (plan, BT_NODE_BODY), NULL);
  read_children (&reader, bt_plan_get_part (plan, BT_NODE_APPENDICES), NULL);
  return reader.tasks;
}

/**
 * bt_task_same_words:
 * @a: words
 * @b: words
 *
 * Returns: whether both say the same, whatever the case of their letters and the space between them
 */
gboolean
bt_task_same_words (const char *a, const char *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (strcmp (a, b) == 0)
    return TRUE;
  g_autofree char *folded_a = bt_viet_fold (a, FALSE);
  g_autofree char *folded_b = bt_viet_fold (b, FALSE);
  g_auto (GStrv) words_a = g_strsplit_set (folded_a, " \n", -1);
  g_auto (GStrv) words_b = g_strsplit_set (folded_b, " \n", -1);
  char **next_a = words_a, **next_b = words_b;
  do
    {
      while (*next_a != NULL && **next_a == '\0')
        next_a++;
      while (*next_b != NULL && **next_b == '\0')
        next_b++;
      if (g_strcmp0 (*next_a, *next_b) != 0)
        return FALSE;
    }
  while (*next_a++ != NULL && *next_b++ != NULL);
  return TRUE;
}
