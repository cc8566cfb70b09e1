/* The record of a review (biên bản rà soát), as a plan: who changed what, what was decided, what was said.
 *
 * It is a document of the office, so its words are Vietnamese in every language, and it is laid out, printed and
 * exported as any plan is. Of a change that was carried out the plan itself keeps only who made and who decided it: its
 * words are those of the newest earlier version in which it was still open. */
#include "bt-review-record.h"

#include <string.h>

#include "bt-change-list.h"
#include "bt-comment-list.h"
#include "bt-reference.h"
#include "bt-setting-words.h"
#include "bt-table.h"

/* So many words of a change tell which it is. */
#define MAX_CHARS 240

/* One change, as far as it can be told. */
typedef struct
{
  const BtNode *record;
  GString *what;
  char *place;
} Entry;

typedef struct
{
  BtPlan *plan;
  GPtrArray *entries;  /* of Entry, in the order of the plan, what is decided last */
  GHashTable *by_id;   /* interned id to Entry */
} Record;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_string_free (entry->what, TRUE);
  g_free (entry->place);
  g_free (entry);
}

static const char *const verbs[BT_N_CHANGE_KINDS] = {
  [BT_CHANGE_TEXT_INSERT] = "Thêm",   [BT_CHANGE_TEXT_DELETE] = "Bỏ",     [BT_CHANGE_FORMAT] = "Định dạng",
  [BT_CHANGE_NODE_INSERT] = "Mục mới", [BT_CHANGE_NODE_DELETE] = "Bỏ mục", [BT_CHANGE_MOVE] = "Chuyển chỗ",
  [BT_CHANGE_SPLIT] = "Tách đoạn",    [BT_CHANGE_JOIN] = "Nối đoạn",      [BT_CHANGE_ATTRIBUTE] = "Đặt",
};

static char *
dup_short (const char *words)
{
  g_autofree char *line = g_strdelimit (g_strdup (words), "\n", ' '), *start = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_CHARS)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, MAX_CHARS);
  return g_strconcat (start, "…", NULL);
}

static char *
dup_value (const char *name, const char *value)
{
  return bt_setting_dup_value (name, *value != '\0' ? value : NULL);
}

/* "Thêm “hiểu biết”; Bỏ “nhận thức”" */
static void
append_what (Entry *entry, const BtChange *change)
{
  g_autofree char *words = dup_short (change->text), *line = NULL;

  if (change->kind == BT_CHANGE_ATTRIBUTE)
    {
      g_autofree char *old = dup_value (change->name, change->old);
      g_autofree char *now = dup_value (change->name, change->text);

      line = g_strdup_printf ("%s %s: %s → %s", verbs[change->kind],
                              bt_setting_get_name (change->name), old, now);
    }
  else if (*words != '\0')
    line = g_strdup_printf ("%s “%s”", verbs[change->kind], words);
  else
    line = g_strdup (verbs[change->kind]);
  if (strstr (entry->what->str, line) != NULL)
    return;
  g_string_append_printf (entry->what, "%s%s", entry->what->len > 0 ? "; " : "", line);
}

/* "mục II.3"; what has no number by the part that it stands in. */
static char *
dup_where (BtPlan *plan, const char *id)
{
  g_autofree char *place = id != NULL && bt_plan_has_node (plan, id) ? bt_plan_dup_place (plan, id) : NULL;
  g_autoptr (GPtrArray) path = place != NULL ? bt_plan_get_path (plan, id) : NULL;
  BtNodeKind part = path != NULL && path->len > 1 ? bt_node_get_kind (path->pdata[1]) : BT_NODE_PLAN;

  if (place != NULL && *place != '\0')
    return g_steal_pointer (&place);
  switch (part)
    {
    case BT_NODE_HEADER:
      return g_strdup ("phần đầu");
    case BT_NODE_SIGNATURE:
      return g_strdup ("chữ ký");
    case BT_NODE_RECIPIENTS:
      return g_strdup ("nơi nhận");
    default:
      return g_strdup ("toàn văn");
    }
}

/* With a paragraph its words come and go. */
static gboolean
is_told (const BtChange *change, const BtChange *last)
{
  return last != NULL && last->id == change->id && last->node == change->node
         && (last->kind == BT_CHANGE_NODE_INSERT || last->kind == BT_CHANGE_NODE_DELETE)
         && (change->kind == BT_CHANGE_TEXT_INSERT || change->kind == BT_CHANGE_TEXT_DELETE);
}

static Entry *
ensure_entry (Record *record, const BtChange *change)
{
  Entry *entry = g_hash_table_lookup (record->by_id, change->id);

  if (entry != NULL)
    return entry;
  entry = g_new0 (Entry, 1);
  entry->record = change->record;
  entry->what = g_string_new (NULL);
  g_ptr_array_add (record->entries, entry);
  g_hash_table_insert (record->by_id, (gpointer) change->id, entry);
  return entry;
}

static void
read_plan (Record *record)
{
  g_autoptr (GPtrArray) list = bt_change_list_new (record->plan, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const BtChange *change = list->pdata[i];
      Entry *entry = ensure_entry (record, change);
      if (change->kind == BT_CHANGE_NONE || is_told (change, i > 0 ? list->pdata[i - 1] : NULL))
        continue;
      append_what (entry, change);
      if (entry->place == NULL && change->node != NULL)
        entry->place = dup_where (record->plan, change->node);
    }
}

/* What an earlier version tells of those that are not told yet. */
static void
read_earlier (Record *record, BtPlan *earlier)
{
  g_autoptr (GPtrArray) list = bt_change_list_new (earlier, NULL);
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < record->entries->len; i++)
    if (((Entry *) record->entries->pdata[i])->what->len > 0)
      g_hash_table_add (told, record->entries->pdata[i]);
  for (guint i = 0; i < list->len; i++)
    {
      const BtChange *change = list->pdata[i];
      Entry *entry = g_hash_table_lookup (record->by_id, change->id);
      if (entry == NULL || g_hash_table_contains (told, entry) || change->kind == BT_CHANGE_NONE
          || is_told (change, i > 0 ? list->pdata[i - 1] : NULL))
        continue;
      append_what (entry, change);
      if (entry->place == NULL && change->node != NULL)
        entry->place = dup_where (earlier, change->node);
    }
}

/* "14/8/2025 09:15" */
static char *
dup_time (const char *iso)
{
  g_autoptr (GDateTime) utc = iso != NULL ? g_date_time_new_from_iso8601 (iso, NULL) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%-d/%-m/%Y %H:%M") : g_strdup ("không rõ lúc nào");
}

static const char *
get_decision (const Entry *entry)
{
  const char *decision = bt_node_get_attr (entry->record, "decision");

  return decision != NULL ? decision : "";
}

static char *
dup_decision (const Entry *entry)
{
  const char *decision = get_decision (entry), *by = bt_node_get_attr (entry->record, "decided-by");
  g_autofree char *time = dup_time (bt_node_get_attr (entry->record, "decided"));

  if (*decision == '\0')
    return g_strdup ("Chưa quyết định");
  return g_strdup_printf ("%s\n%s\n%s", strcmp (decision, "accepted") == 0 ? "Chấp nhận" : "Từ chối",
                          by != NULL ? by : "", time);
}

static void
take_string (BtNodeBuilder *parent, BtNodeKind kind, const char *label, gboolean heading, const char *string)
{
  BtNodeBuilder *builder = bt_node_builder_new (kind, NULL);

  if (label != NULL)
    bt_node_builder_set_attr (builder, "label", label);
  if (heading)
    bt_node_builder_set_attr (builder, "heading", "yes");
  bt_node_builder_set_string (builder, string);
  bt_node_builder_take_child (parent, bt_node_builder_end (builder));
}

static BtNodeBuilder *
begin_section (const char *title)
{
  BtNodeBuilder *section = bt_node_builder_new (BT_NODE_CLAUSE, NULL);

  bt_node_builder_set_attr (section, "label", "roman");
  bt_node_builder_set_attr (section, "heading", "yes");
  bt_node_builder_set_string (section, title);
  return section;
}

static BtNode *
new_columns (void)
{
  static const struct
  {
    const char *title, *width;
    BtRole role;
  } columns[] = {
    { "STT", "13", BT_ROLE_ORDER },         { "Vị trí", "25", BT_ROLE_TEXT },
    { "Người sửa", "28", BT_ROLE_TEXT },    { "Nội dung thay đổi", "63", BT_ROLE_CONTENT },
    { "Quyết định", "32", BT_ROLE_TEXT },
  };
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_COLUMNS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      BtNodeBuilder *column = bt_node_builder_new (BT_NODE_COLUMN, NULL);
      bt_node_builder_set_string (column, columns[i].title);
      bt_node_builder_set_attr (column, "role", bt_role_get_name (columns[i].role));
      bt_node_builder_set_attr (column, "width", columns[i].width);
      bt_node_builder_take_child (builder, bt_node_builder_end (column));
    }
  return bt_node_builder_end (builder);
}

static BtNode *
new_row (const Entry *entry)
{
  BtNodeBuilder *row = bt_node_builder_new (BT_NODE_ROW, NULL);
  const char *author = bt_node_get_attr (entry->record, "author"), *round = bt_node_get_attr (entry->record, "round");
  g_autofree char *time = dup_time (bt_node_get_attr (entry->record, "time")), *decision = dup_decision (entry);
  g_autofree char *who = g_strdup_printf ("%s\n%s%s%s", author != NULL ? author : "", time,
                                          round != NULL ? "\nVòng " : "", round != NULL ? round : "");

  bt_node_builder_add_string (row, BT_NODE_CELL, "");
  bt_node_builder_add_string (row, BT_NODE_CELL, entry->place != NULL ? entry->place : "");
  bt_node_builder_add_string (row, BT_NODE_CELL, who);
  bt_node_builder_add_string (row, BT_NODE_CELL,
                              entry->what->len > 0 ? entry->what->str : "(không còn bản nào ghi nội dung)");
  bt_node_builder_add_string (row, BT_NODE_CELL, decision);
  return bt_node_builder_end (row);
}

static BtNode *
new_changes (const Record *record)
{
  BtNodeBuilder *section = begin_section ("CÁC THAY ĐỔI"), *table, *rows;

  if (record->entries->len == 0)
    {
      take_string (section, BT_NODE_CLAUSE, "none", FALSE, "Không có thay đổi nào được ghi lại.");
      return bt_node_builder_end (section);
    }
  table = bt_node_builder_new (BT_NODE_TABLE, NULL);
  bt_node_builder_take_child (table, new_columns ());
  rows = bt_node_builder_new (BT_NODE_ROWS, NULL);
  for (guint i = 0; i < record->entries->len; i++)
    bt_node_builder_take_child (rows, new_row (record->entries->pdata[i]));
  bt_node_builder_take_child (table, bt_node_builder_end (rows));
  bt_node_builder_take_child (section, bt_node_builder_end (table));
  return bt_node_builder_end (section);
}

/* What the thread speaks of, then each message with who wrote it. */
static BtNode *
new_thread (const Record *record, const BtComment *comment)
{
  BtNodeBuilder *clause = bt_node_builder_new (BT_NODE_CLAUSE, NULL);
  g_autoptr (GPtrArray) messages = bt_comment_get_messages (comment);
  g_autofree char *place = dup_where (record->plan, comment->node);
  g_autofree char *quote = dup_short (comment->quote != NULL ? comment->quote : ""), *title = NULL;

  title = g_strdup_printf ("%s%s%s%s: %s", place, *quote != '\0' ? ", “" : "", quote, *quote != '\0' ? "”" : "",
                           bt_comment_is_resolved (comment) ? "đã giải quyết" : "còn để ngỏ");
  bt_node_builder_set_attr (clause, "label", "arabic");
  bt_node_builder_set_string (clause, title);
  for (guint i = 0; i < messages->len; i++)
    {
      const BtNode *message = messages->pdata[i];
      const char *author = bt_node_get_attr (message, "author");
      g_autofree char *time = dup_time (bt_node_get_attr (message, "time"));
      g_autofree char *words = g_strdelimit (g_strdup (bt_node_get_string (message)), "\n", ' '), *line = NULL;
      line = g_strdup_printf ("%s (%s): %s", author != NULL ? author : "", time, words);
      take_string (clause, BT_NODE_CLAUSE, "dash", FALSE, line);
    }
  return bt_node_builder_end (clause);
}

static BtNode *
new_comments (const Record *record, const GPtrArray *comments)
{
  BtNodeBuilder *section = begin_section ("Ý KIẾN VÀ TRẢ LỜI");

  if (comments->len == 0)
    take_string (section, BT_NODE_CLAUSE, "none", FALSE, "Không có ý kiến nào.");
  for (guint i = 0; i < comments->len; i++)
    bt_node_builder_take_child (section, new_thread (record, comments->pdata[i]));
  return bt_node_builder_end (section);
}

static guint
count_decided (const Record *record, const char *decision)
{
  guint n = 0;

  for (guint i = 0; i < record->entries->len; i++)
    n += strcmp (get_decision (record->entries->pdata[i]), decision) == 0;
  return n;
}

static BtNode *
new_result (const Record *record, const GPtrArray *comments)
{
  BtNodeBuilder *section = begin_section ("KẾT QUẢ");
  guint open = bt_comment_list_count_open (comments), undecided = count_decided (record, "");
  g_autofree char *changes = g_strdup_printf ("Thay đổi: %u; chấp nhận %u, từ chối %u, chưa quyết định %u.",
                                              record->entries->len, count_decided (record, "accepted"),
                                              count_decided (record, "rejected"), undecided);
  g_autofree char *threads
      = g_strdup_printf ("Ý kiến: %u; đã giải quyết %u, còn để ngỏ %u.", comments->len, comments->len - open, open);

  take_string (section, BT_NODE_CLAUSE, "dash", FALSE, changes);
  take_string (section, BT_NODE_CLAUSE, "dash", FALSE, threads);
  if (undecided + open == 0)
    take_string (section, BT_NODE_CLAUSE, "dash", FALSE, "Không còn nội dung nào chưa thống nhất.");
  return bt_node_builder_end (section);
}

static const char *
get_kind_words (BtPlan *plan)
{
  const char *type = bt_plan_get_field (plan, BT_NODE_TYPE);

  return *type != '\0' ? type : "KẾ HOẠCH";
}

/* "Rà soát dự thảo Kế hoạch: Tuyên truyền …" */
static char *
dup_subject (BtPlan *plan)
{
  g_autofree char *lower = g_utf8_strdown (get_kind_words (plan), -1);
  g_autofree char *subject = g_strdelimit (g_strdup (bt_plan_get_field (plan, BT_NODE_SUBJECT)), "\n", ' ');

  return g_strdup_printf ("Rà soát dự thảo %s %s", lower, subject);
}

/* The office and the place of the plan; the rest is the record's own. */
static BtNode *
new_header (BtPlan *plan, const char *time)
{
  BtNode *old = bt_plan_get_part (plan, BT_NODE_HEADER);
  BtNodeBuilder *header = bt_node_builder_new (BT_NODE_HEADER, NULL);
  g_autofree char *subject = dup_subject (plan), *day = g_strndup (time, strlen ("2000-01-01"));
  const struct
  {
    BtNodeKind kind;
    const char *string;
  } fields[] = {
    { BT_NODE_TYPE, "BIÊN BẢN" },
    { BT_NODE_SUBJECT, subject },
    { BT_NODE_DATE, day },
    { BT_NODE_SYMBOL, "BB" },
  };

  for (guint i = 0; i < bt_node_get_n_children (old); i++)
    {
      const BtNode *field = bt_node_get_child (old, i);
      BtNodeKind kind = bt_node_get_kind (field);
      const char *string = bt_node_get_string (field);

      if (kind == BT_NODE_NUMBER || kind == BT_NODE_URGENCY)
        string = "";
      for (guint own = 0; own < G_N_ELEMENTS (fields); own++)
        if (fields[own].kind == kind)
          string = fields[own].string;
      if (kind != BT_NODE_FOREIGN)
        bt_node_builder_add_string (header, kind, string);
    }
  return bt_node_builder_end (header);
}

/* In the place of the part of that kind. */
static BtNode *
with_part (BtNode *root, BtNode *part)
{
  g_autoptr (BtNode) held = part;

  for (guint i = 0; i < bt_node_get_n_children (root); i++)
    if (bt_node_get_kind (bt_node_get_child (root, i)) == bt_node_get_kind (part))
      return bt_node_with_child (root, i, part);
  return bt_node_ref (root);
}

static BtNode *
new_body (const Record *record)
{
  g_autoptr (GPtrArray) comments = bt_comment_list_new (record->plan);
  BtNodeBuilder *body = bt_node_builder_new (BT_NODE_BODY, NULL);

  bt_node_builder_take_child (body, new_changes (record));
  bt_node_builder_take_child (body, new_comments (record, comments));
  bt_node_builder_take_child (body, new_result (record, comments));
  return bt_node_builder_end (body);
}

/**
 * bt_review_record_new:
 * @plan: a plan that was, or is, under review
 * @earlier: (element-type BtPlan) (nullable): earlier versions of it, the newest first, for the words of changes that
 *   were carried out
 * @time: when the record is made, as the records of changes have it
 * @error: return location
 *
 * Safe from any thread.
 *
 * Returns: (transfer full) (nullable): the record, to be laid out as any plan
 */
BtPlan *
bt_review_record_new (BtPlan *plan, const GPtrArray *earlier, const char *time, GError **error)
{
  g_return_val_if_fail (plan != NULL && time != NULL, NULL);

  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (NULL, NULL);
  Record record = { plan, entries, by_id };
  read_plan (&record);
  for (guint i = 0; earlier != NULL && i < earlier->len; i++)
    read_earlier (&record, earlier->pdata[i]);
  g_autoptr (BtPlan) blank = bt_plan_new_blank ();
  g_autoptr (BtNode) headed = with_part (bt_plan_get_root (blank), new_header (plan, time));
  g_autoptr (BtNode) filled = with_part (headed, new_body (&record));
  g_autoptr (BtNode) root = bt_node_with_attr (filled, "state", "issued");
  return bt_plan_new (root, error);
}
