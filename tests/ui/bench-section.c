/* What a key costs before anything is drawn: the command on the plan and the change of the text buffer, in sections of
 * growing size. */

#include <stdio.h>

#include "bt-commands.h"
#include "bt-section-buffer.h"

#define KEYS 400

static BtPlan *
new_plan (guint paragraphs)
{
  g_autoptr (BtPlan) blank = bt_plan_new_blank ();
  g_autoptr (BtDocument) document = bt_document_new (blank);
  BtNode *body = bt_plan_get_part (blank, BT_NODE_BODY);
  BtNodeBuilder *section = bt_node_builder_new (BT_NODE_CLAUSE, "section");
  g_autoptr (BtNode) node = NULL;

  bt_node_builder_set_attr (section, "label", "roman");
  bt_node_builder_set_string (section, "NỘI DUNG");
  for (guint i = 0; i < paragraphs; i++)
    {
      BtNodeBuilder *clause = bt_node_builder_new (BT_NODE_CLAUSE, NULL);
      bt_node_builder_set_attr (clause, "label", "arabic");
      bt_node_builder_set_string (clause, "Phối hợp với các đơn vị tổ chức tuyên truyền đến từng hộ gia đình, "
                                          "tổ dân phố; thời gian hoàn thành trước ngày 15 hằng tháng.");
      bt_node_builder_take_child (section, bt_node_builder_end (clause));
    }
  node = bt_node_builder_end (section);
  g_assert_true (bt_document_insert_node (document, bt_node_get_id (body), 0, node, NULL));

  return bt_plan_ref (bt_document_get_plan (document));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return difference < 0 ? -1 : difference > 0;
}

/* Another person's open change in every paragraph, recorded as one types on. */
static BtPlan *
with_changes (BtPlan *plan)
{
  g_autoptr (BtDocument) document = bt_document_new (plan);
  BtNode *section = bt_plan_get_node (plan, "section");

  bt_document_set_tracking (document, TRUE, NULL);
  for (guint i = 0; i < bt_node_get_n_children (section); i++)
    {
      const char *id = bt_node_get_id (bt_node_get_child (section, i));
      bt_document_set_author (document, i % 2 ? "An" : "Bình");
      bt_document_type (document, bt_place (id, 0), bt_place (id, 0), "Chủ động ", NULL);
    }
  return bt_plan_ref (bt_document_get_plan (document));
}

static void
run (guint paragraphs, gboolean changed)
{
  g_autoptr (BtPlan) clean = new_plan (paragraphs);
  g_autoptr (BtPlan) plan = changed ? with_changes (clean) : bt_plan_ref (clean);
  g_autoptr (BtDocument) document = bt_document_new (plan);
  g_autoptr (BtSectionBuffer) buffer = bt_section_buffer_new ();
  GtkTextBuffer *text = GTK_TEXT_BUFFER (buffer);
  gint64 times[KEYS], start = g_get_monotonic_time ();
  GtkTextIter iter;

  bt_section_buffer_show (buffer, document, "section");
  printf ("%5u paragraphs%s: shown in %.1f ms; ", paragraphs, changed ? ", each changed" : "",
          (g_get_monotonic_time () - start) / 1000.0);
  gtk_text_buffer_get_iter_at_line_offset (text, &iter, paragraphs / 2, 10);
  gtk_text_buffer_place_cursor (text, &iter);
  for (guint i = 0; i < KEYS; i++)
    {
      start = g_get_monotonic_time ();
      gtk_text_buffer_insert_interactive_at_cursor (text, i % 7 ? "ệ" : " ", -1, TRUE);
      times[i] = g_get_monotonic_time () - start;
    }
  qsort (times, KEYS, sizeof times[0], compare);
  printf ("a key costs %.2f ms (median), %.2f ms (99 %%)\n", times[KEYS / 2] / 1000.0,
          times[KEYS * 99 / 100] / 1000.0);
}

int
main (void)
{
  static const guint sizes[] = { 50, 300, 1000, 5000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    run (sizes[i], FALSE);
  run (1000, TRUE);
  return 0;
}
