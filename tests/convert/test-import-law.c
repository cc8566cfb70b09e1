/* Laws over random texts: no character is lost or made up, however lines are broken; what comes out is a plan. */
#include <glib.h>
#include <string.h>

#include "bt-encoding.h"
#include "bt-generate.h"
#include "bt-import-law.h"
#include "bt-reference.h"
#include "bt-text-export.h"
#include "bt-text-import.h"

#define ROUNDS 60

static GRand *
new_rand (void)
{
  return g_rand_new_with_seed (bt_generate_seed ());
}

/* Imports @text and checks the laws; NULL where there is nothing in it. */
static BtPlan *
import_lawfully (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtReport) report = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  BtPlan *plan = bt_text_import (bytes, "text", &report, &error);

  if (plan == NULL)
    return NULL;
  g_assert_no_error (error);
  g_assert_true (bt_plan_check (plan, &error));
  g_autoptr (BtDecoded) decoded = bt_encoding_decode ((const guint8 *) text, length, "text", NULL);
  g_autofree char *broken = bt_import_law_check (decoded->text, plan, report);
  if (broken != NULL)
    {
      /* The text is left where it can be looked at, and made a sample of. */
      g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "import-law-failed.txt", NULL);
      g_file_set_contents (path, text, length, NULL);
      g_error ("%s in %s", broken, path);
    }
  return plan;
}

static GPtrArray *
read_folder (const char *folder)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *contents;
      if (g_str_has_suffix (name, ".txt") && g_file_get_contents (path, &contents, NULL, NULL))
        g_ptr_array_add (texts, contents);
    }
  return texts;
}

static GPtrArray *
read_samples (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "import", NULL);
  g_autofree char *samples = g_test_build_filename (G_TEST_DIST, "..", "data", "samples", NULL);
  GPtrArray *texts = read_folder (folder);

  g_ptr_array_extend_and_steal (texts, read_folder (samples));
  return texts;
}

/* How a text is broken into lines again. */
typedef struct
{
  GRand *rand;
  guint width, gap, paragraph_gap, lines_to_page, page;
  gboolean form_feeds, indents;
  GString *out;
  guint lines;
} Wrapper;

static void
wrap_line_end (Wrapper *wrapper)
{
  g_string_append_c (wrapper->out, '\n');
  for (guint i = 0; i < wrapper->gap; i++)
    g_string_append_c (wrapper->out, '\n');
  if (++wrapper->lines % wrapper->lines_to_page != 0)
    return;
  g_string_append_printf (wrapper->out, wrapper->form_feeds ? "\f%u\n\n" : "\n\n\n%u\n\n\n", ++wrapper->page);
}

static void
wrap_paragraph (Wrapper *wrapper, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint column = 0;

  if (wrapper->indents)
    g_string_append (wrapper->out, "      ");
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint length = g_utf8_strlen (words[i], -1);
      if (column > 0 && column + 1 + length > wrapper->width)
        {
          wrap_line_end (wrapper);
          column = 0;
        }
      g_string_append_printf (wrapper->out, "%s%s", column > 0 ? " " : "", words[i]);
      column += length + (column > 0);
    }
  wrap_line_end (wrapper);
  for (guint i = 0; i < wrapper->paragraph_gap; i++)
    g_string_append_c (wrapper->out, '\n');
}

static char *
rewrap (GRand *rand, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);
  Wrapper wrapper = { rand,
                      g_rand_int_range (rand, 20, 110),
                      g_rand_int_range (rand, 0, 3),
                      g_rand_int_range (rand, 0, 2),
                      g_rand_int_range (rand, 12, 50),
                      1,
                      g_rand_boolean (rand),
                      g_rand_boolean (rand),
                      g_string_new (NULL) };

  for (guint i = 0; paragraphs[i] != NULL; i++)
    if (*paragraphs[i] != '\0')
      wrap_paragraph (&wrapper, paragraphs[i]);
  return g_string_free (wrapper.out, FALSE);
}

static void
check_rewrapped (const GPtrArray *texts)
{
  g_autoptr (GRand) rand = new_rand ();

  g_assert_cmpuint (texts->len, >, 0);
  for (guint i = 0; i < ROUNDS; i++)
    {
      const char *text = g_ptr_array_index (texts, g_rand_int_range (rand, 0, texts->len));
      g_autofree char *wrapped = rewrap (rand, text);
      g_autoptr (BtPlan) plan = import_lawfully (wrapped, strlen (wrapped));
      g_assert_nonnull (plan);
    }
}

static void
test_rewrapped (void)
{
  g_autoptr (GPtrArray) texts = read_samples ();

  check_rewrapped (texts);
}

static void
test_rewrapped_plans (void)
{
  const char *shared = g_getenv ("BT_SHARED");
  g_autofree char *folder = g_build_filename (shared != NULL ? shared : ".", "plans", NULL);
  g_autoptr (GPtrArray) texts = read_folder (folder);

  if (texts->len == 0)
    g_test_skip ("the folder of real plans is not here (BT_SHARED)");
  else
    check_rewrapped (texts);
}

/* Pieces of plans: labels, headings, tables, signatures. */
static const char *const pieces[] = {
  "I. ", "II- ", "1. ", "2) ", "1.1. ", "a) ", "đ. ", "- ", "– ", "• ", "+ ", "* ", "Phần I", "Chương II ",
  "KẾ HOẠCH", "Số: 12/KH-UBND ", "Số:   /KH-UBND", "ngày 14 tháng 8 năm 2025",
  "Tứ Minh, ngày  tháng  năm 2025", "Căn cứ Luật A;", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
  "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN", "Nơi nhận:", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
  "Lê Văn A Bê", "Lưu: VT.", "Phụ lục", "PHỤ LỤC II", "Phụ lục 3: DANH MỤC", "(Kèm theo Kế hoạch số 1)",
  "TT Nội dung Thời gian Cơ quan chủ trì", "STT", "TT\tNội dung\tThời gian\n", "1 Việc Tháng 8/2025 Phòng A",
  "2 ", "3", "| TT | Nội dung |\n", "|---|---|\n", "| 1 | a |", "\t", "\t---\t---\n", "\t1\tx\n",
  "Tháng 9/2025", "Phòng Văn hóa", "\n", "\n\n", "\f", "\n9\n", "- 4 -\n", "-----\n", "việc này", "Việc kia",
  "phát triển kinh tế -", "xã hội", "26/CT-", "TTg", "như sau:", "./.", ";", ".", ",", "(", ")", "|",
  "\u2028", "\v", "\u00A0", "\u200B", "\u0301", "😀", "   ", "A  B  C\n", "  1   x   y\n", "DỰ THẢO\n",
  "HỎA TỐC\n", "(Đã ký)", "Trên đây là Kế hoạch", "\uF0B7 ", "①", "…", "“", "”", "I", "V.", "0.", "99999.",
  "1.2.3.4.5.6.",
};

/* Pieces of plans in any order, where none belong. */
static char *
random_mixture (GRand *rand)
{
  GString *text = g_string_new (NULL);
  guint n = g_rand_int_range (rand, 1, 120);

  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      if (g_rand_int_range (rand, 0, 3) == 0)
        g_string_append_c (text, g_rand_boolean (rand) ? '\n' : ' ');
    }
  return g_string_free (text, FALSE);
}

static void
test_mixtures (void)
{
  g_autoptr (GRand) rand = new_rand ();

  for (guint i = 0; i < 20 * ROUNDS; i++)
    {
      g_autofree char *text = random_mixture (rand);
      g_autoptr (BtPlan) plan = import_lawfully (text, strlen (text));
      if (plan == NULL)
        continue;
      /* What is exported is text that imports. */
      g_autofree char *exported = bt_text_export (plan);
      g_autoptr (BtPlan) again = import_lawfully (exported, strlen (exported));
    }
}

static void
test_garbage (void)
{
  g_autoptr (GRand) rand = new_rand ();

  for (guint i = 0; i < 10 * ROUNDS; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = g_rand_int_range (rand, 0, 400);
      for (guint j = 0; j < n; j++)
        {
          gunichar u = g_rand_int_range (rand, 1, g_rand_boolean (rand) ? 0x80 : 0x3000);
          g_string_append_unichar (text, u);
        }
      g_autoptr (BtPlan) plan = import_lawfully (text->str, text->len);
    }
}

static void
count_characters (GHashTable *counts, const char *text, int times)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gpointer key = GUINT_TO_POINTER (g_utf8_get_char (c));
      int count = GPOINTER_TO_INT (g_hash_table_lookup (counts, key));
      if (!g_unichar_isspace (g_utf8_get_char (c)))
        g_hash_table_insert (counts, key, GINT_TO_POINTER (count + times));
    }
}

/* Takes out of @counts what @node and all below it say, with the words of their objects. */
static void
discount_node (GHashTable *counts, const BtPlan *plan, const BtNode *node)
{
  if (bt_node_get_text (node) != NULL && bt_node_get_kind (node) != BT_NODE_DATE)
    {
      g_autofree char *text = bt_plan_dup_plain_text (plan, node);
      count_characters (counts, text, -1);
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    discount_node (counts, plan, bt_node_get_child (node, i));
}

/* Every character that is printed of a plan, of whatever plan, is in its text. */
static void
test_export_complete (void)
{
  static const BtNodeKind parts[] = { BT_NODE_HEADER,    BT_NODE_BASES,      BT_NODE_BODY,
                                      BT_NODE_SIGNATURE, BT_NODE_RECIPIENTS, BT_NODE_APPENDICES };
  g_autoptr (GRand) rand = new_rand ();

  for (guint i = 0; i < 2 * ROUNDS; i++)
    {
      g_autoptr (BtPlan) plan = bt_generate_plan (rand, g_rand_int_range (rand, 1, 60));
      g_autofree char *text = bt_text_export (plan);
      g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
      GHashTableIter iter;
      gpointer key, value;
      count_characters (counts, text, 1);
      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        discount_node (counts, plan, bt_plan_get_part (plan, parts[j]));
      g_hash_table_iter_init (&iter, counts);
      while (g_hash_table_iter_next (&iter, &key, &value))
        if (GPOINTER_TO_INT (value) < 0)
          g_error ("U+%04X is lost in\n%s", GPOINTER_TO_UINT (key), text);
      g_autoptr (BtPlan) again = import_lawfully (text, strlen (text));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/law/rewrapped", test_rewrapped);
  g_test_add_func ("/import/law/rewrapped-plans", test_rewrapped_plans);
  g_test_add_func ("/import/law/mixtures", test_mixtures);
  g_test_add_func ("/import/law/garbage", test_garbage);
  g_test_add_func ("/export/law/complete", test_export_complete);
  return g_test_run ();
}
