/* Plans made of invented words. Sentences need make no sense, only look like those of an office on paper. */
#include "bt-made-plan.h"

#include <string.h>

#include "bt-schema.h"

/* What sentences are put together from. */
static const char *const phrases[] = {
  "tổ chức thực hiện",
  "đúng thời hạn",
  "các tổ dân phố",
  "hồ sơ của người dân",
  "theo dõi, đôn đốc",
  "báo cáo kết quả hằng quý",
  "bộ phận một cửa",
  "nâng cao chất lượng",
  "hướng dẫn từng hộ gia đình",
  "qua hệ thống truyền thanh",
  "rà soát danh mục thủ tục",
  "công khai, minh bạch",
  "cán bộ, công chức",
  "trên địa bàn phường",
  "phối hợp chặt chẽ",
  "kịp thời giải quyết vướng mắc",
  "dịch vụ công trực tuyến",
  "tiếp nhận phản ánh",
  "đánh giá mức độ hài lòng",
  "số hóa tài liệu lưu trữ",
  "trang thông tin điện tử",
  "bảo đảm kinh phí",
  "gương người tốt, việc tốt",
  "đội hình thanh niên tình nguyện",
  "mỗi tháng một lần",
};

static const char *const units[] = {
  "Văn phòng HĐND và UBND phường",
  "Phòng Văn hóa - Xã hội",
  "Trung tâm Phục vụ hành chính công",
  "Phòng Kinh tế, Hạ tầng và Đô thị",
  "Công an phường",
  "Trạm Y tế phường",
  "Các tổ dân phố",
};

typedef struct
{
  const BtMadePlan *wanted;
  GRand *random;
  guint n_ids;
} Maker;

static guint
draw (Maker *self, guint end)
{
  return g_rand_int_range (self->random, 0, end);
}

static BtNodeBuilder *
begin (Maker *self, BtNodeKind kind)
{
  g_autofree char *id = g_strdup_printf ("n%u", ++self->n_ids);

  return bt_node_builder_new (kind, id);
}

static void
take (BtNodeBuilder *parent, BtNodeBuilder *child)
{
  bt_node_builder_take_child (parent, bt_node_builder_end (child));
}

static void
add_words (Maker *self, BtNodeBuilder *parent, BtNodeKind kind, const char *words)
{
  BtNodeBuilder *child = begin (self, kind);

  bt_node_builder_set_string (child, words);
  take (parent, child);
}

static void
append_sentence (Maker *self, GString *text, guint n_phrases)
{
  const gsize start = text->len;

  for (guint i = 0; i < n_phrases; i++)
    {
      g_string_append (text, i == 0 ? "" : draw (self, 4) == 0 ? "; " : " ");
      g_string_append (text, phrases[draw (self, G_N_ELEMENTS (phrases))]);
    }
  if (text->len > start && g_ascii_isalpha (text->str[start]))
    text->str[start] = g_ascii_toupper (text->str[start]);
  g_string_append_c (text, '.');
}

static char *
make_text (Maker *self, guint n_sentences, guint n_phrases)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_sentences; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      append_sentence (self, text, 2 + draw (self, n_phrases));
    }
  return g_string_free (text, FALSE);
}

static BtNodeBuilder *
begin_clause (Maker *self, const char *label, gboolean is_heading, const char *words)
{
  BtNodeBuilder *clause = begin (self, BT_NODE_CLAUSE);

  bt_node_builder_set_attr (clause, "label", label);
  if (is_heading)
    bt_node_builder_set_attr (clause, "heading", "yes");
  bt_node_builder_set_string (clause, words);
  return clause;
}

static void
add_points (Maker *self, BtNodeBuilder *parent, const char *label, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = make_text (self, 1 + draw (self, 3), 9);

      take (parent, begin_clause (self, label, FALSE, words));
    }
}

static void
add_header (Maker *self, BtNodeBuilder *plan)
{
  static const struct
  {
    BtNodeKind kind;
    const char *words;
  } fields[] = {
    { BT_NODE_PARENT, "" },
    { BT_NODE_AGENCY, "ỦY BAN NHÂN DÂN\nPHƯỜNG BẾN LAU" },
    { BT_NODE_NUMBER, "27" },
    { BT_NODE_SYMBOL, "KH-UBND" },
    { BT_NODE_PLACE, "Bến Lau" },
    { BT_NODE_DATE, "2026-03-05" },
    { BT_NODE_URGENCY, "" },
    { BT_NODE_TYPE, "KẾ HOẠCH" },
    { BT_NODE_SUBJECT, "Nâng cao chất lượng phục vụ người dân năm 2026" },
  };
  BtNodeBuilder *header = begin (self, BT_NODE_HEADER);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add_words (self, header, fields[i].kind, fields[i].words);
  take (plan, header);
}

static void
add_bases (Maker *self, BtNodeBuilder *plan)
{
  BtNodeBuilder *bases = begin (self, BT_NODE_BASES);

  add_words (self, bases, BT_NODE_BASIS,
             "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;");
  add_words (self, bases, BT_NODE_BASIS,
             "Căn cứ chương trình công tác năm 2026 của Ủy ban nhân dân phường.");
  take (plan, bases);
}

static void
add_body (Maker *self, BtNodeBuilder *plan)
{
  BtNodeBuilder *body = begin (self, BT_NODE_BODY);

  for (guint i = 0; i < self->wanted->n_sections; i++)
    {
      BtNodeBuilder *section = begin_clause (self, "roman", TRUE, "NHIỆM VỤ VÀ GIẢI PHÁP");

      for (guint j = 0; j < self->wanted->n_points; j++)
        {
          BtNodeBuilder *item =
              begin_clause (self, "arabic", TRUE, "Công tác chuẩn bị và thực hiện");

          add_points (self, item, "alpha", 3 + draw (self, 4));
          add_points (self, item, "dash", draw (self, 4));
          take (section, item);
        }
      take (body, section);
    }
  take (plan, body);
}

static void
add_signature (Maker *self, BtNodeBuilder *plan)
{
  BtNodeBuilder *signature = begin (self, BT_NODE_SIGNATURE);
  BtNodeBuilder *recipients = begin (self, BT_NODE_RECIPIENTS);

  add_words (self, signature, BT_NODE_AUTHORITY, "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH");
  add_words (self, signature, BT_NODE_OFFICE, "PHÓ CHỦ TỊCH");
  add_words (self, signature, BT_NODE_SIGNER, "Lý Thị Hạnh");
  take (plan, signature);
  add_words (self, recipients, BT_NODE_RECIPIENT, "UBND tỉnh (để b/c);");
  add_words (self, recipients, BT_NODE_RECIPIENT, "Các tổ dân phố;");
  add_words (self, recipients, BT_NODE_RECIPIENT, "Lưu: VT, VP.");
  take (plan, recipients);
}

static void
add_column (Maker *self, BtNodeBuilder *parent, const char *role, const char *words)
{
  BtNodeBuilder *column = begin (self, BT_NODE_COLUMN);

  bt_node_builder_set_attr (column, "role", role);
  bt_node_builder_set_string (column, words);
  take (parent, column);
}

static void
add_columns (Maker *self, BtNodeBuilder *table)
{
  BtNodeBuilder *columns = begin (self, BT_NODE_COLUMNS);
  BtNodeBuilder *time = begin (self, BT_NODE_COLUMN);

  add_column (self, columns, "order", "TT");
  add_column (self, columns, "content", "Nội dung nhiệm vụ");
  add_column (self, columns, "product", "Sản phẩm");
  bt_node_builder_set_string (time, "Thời gian thực hiện");
  add_column (self, time, "start", "Bắt đầu");
  add_column (self, time, "finish", "Hoàn thành");
  take (columns, time);
  add_column (self, columns, "lead", "Cơ quan chủ trì");
  add_column (self, columns, "support", "Cơ quan phối hợp");
  take (table, columns);
}

/* A cell of up to the longest letters; one in four is a list with dashes. */
static char *
make_cell (Maker *self, guint longest)
{
  GString *text = g_string_new (NULL);
  const gboolean is_list = draw (self, 4) == 0;
  const guint length = draw (self, longest + 1);

  while (g_utf8_strlen (text->str, -1) < length)
    {
      if (text->len > 0)
        g_string_append (text, is_list ? "\n" : " ");
      if (is_list)
        g_string_append (text, "- ");
      append_sentence (self, text, 1 + draw (self, 3));
    }
  return g_string_free (text, FALSE);
}

static void
add_row (Maker *self, BtNodeBuilder *rows)
{
  BtNodeBuilder *row = begin (self, BT_NODE_ROW);
  g_autofree char *content = make_cell (self, self->wanted->longest_cell);
  g_autofree char *product = make_cell (self, self->wanted->longest_cell / 2);
  g_autofree char *start = g_strdup_printf ("Tháng %u/2026", 3 + draw (self, 5));
  /* One after the other: compilers disagree about which argument of a call comes first. */
  const char *last = units[draw (self, G_N_ELEMENTS (units))];
  const char *first = units[draw (self, G_N_ELEMENTS (units))];
  g_autofree char *support = g_strjoin ("; ", first, last, NULL);

  add_words (self, row, BT_NODE_CELL, "");
  add_words (self, row, BT_NODE_CELL, content);
  add_words (self, row, BT_NODE_CELL, product);
  add_words (self, row, BT_NODE_CELL, start);
  add_words (self, row, BT_NODE_CELL, "Tháng 12/2026");
  add_words (self, row, BT_NODE_CELL, units[draw (self, G_N_ELEMENTS (units))]);
  add_words (self, row, BT_NODE_CELL, support);
  take (rows, row);
}

static BtNodeBuilder *
begin_table (Maker *self)
{
  BtNodeBuilder *table = begin (self, BT_NODE_TABLE);
  BtNodeBuilder *rows;

  add_columns (self, table);
  rows = begin (self, BT_NODE_ROWS);
  for (guint i = 0; i < self->wanted->n_rows; i++)
    {
      if (self->wanted->group_every > 0 && i % self->wanted->group_every == 0)
        add_words (self, rows, BT_NODE_GROUP_ROW, "Nhóm nhiệm vụ thường xuyên");
      add_row (self, rows);
    }
  take (table, rows);
  return table;
}

static void
add_appendix (Maker *self, BtNodeBuilder *plan)
{
  BtNodeBuilder *appendices = begin (self, BT_NODE_APPENDICES);

  if (self->wanted->n_rows > 0)
    {
      BtNodeBuilder *appendix = begin (self, BT_NODE_APPENDIX);

      add_words (self, appendix, BT_NODE_TITLE, "DANH MỤC NHIỆM VỤ");
      add_words (self, appendix, BT_NODE_NOTE, "");
      take (appendix, begin_table (self));
      take (appendices, appendix);
    }
  take (plan, appendices);
}

static Maker
begin_maker (const BtMadePlan *wanted)
{
  return (Maker){ .wanted = wanted, .random = g_rand_new_with_seed (wanted->seed) };
}

/**
 * bt_made_plan_new:
 * @wanted: what is wanted
 *
 * Returns: (transfer full): a valid plan; equal for equal wishes, ids included
 */
BtPlan *
bt_made_plan_new (const BtMadePlan *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtNode) bare = NULL;
  g_autoptr (BtNode) root = NULL;
  Maker self = begin_maker (wanted);
  BtNodeBuilder *builder = begin (&self, BT_NODE_PLAN);
  BtPlan *plan;

  bt_node_builder_set_attr (builder, "profile", "nd30-2020");
  bt_node_builder_set_attr (builder, "medium", "paper");
  bt_node_builder_set_attr (builder, "state", "issued");
  add_header (&self, builder);
  add_bases (&self, builder);
  add_body (&self, builder);
  add_signature (&self, builder);
  add_appendix (&self, builder);
  bare = bt_node_builder_end (builder);
  root = bt_node_complete (bare);
  plan = bt_plan_new (root, &error);
  g_assert_no_error (error);
  g_rand_free (self.random);
  return plan;
}

/**
 * bt_made_table_new:
 * @wanted: what is wanted
 *
 * Returns: (transfer full): only the table of such a plan
 */
BtNode *
bt_made_table_new (const BtMadePlan *wanted)
{
  Maker self = begin_maker (wanted);
  BtNode *table = bt_node_builder_end (begin_table (&self));

  g_rand_free (self.random);
  return table;
}
