/* The buffer of a section under random edits: it always shows the plan's paragraphs, each with the tags it should have,
 * whether the edits come from the buffer, from commands, or from undo. */

#include <string.h>

#include "bt-clip.h"
#include "bt-commands.h"
#include "bt-outline-text.h"
#include "bt-reading.h"
#include "bt-section-buffer.h"
#include "bt-section-tags.h"

#define SCRIPTS 40
#define EDITS 60

#define TREE                                                                                        \
  "a I! One\nb >1! Two\nc >>- three\nd >>- four\ne >1! Five\nf I! Six\ng >. seven\nh >>+ eight\n"

static char *
buffer_text (BtSectionBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  return gtk_text_buffer_get_slice (GTK_TEXT_BUFFER (buffer), &start, &end, TRUE);
}

static char *
plan_text (BtPlan *plan, const char *scope)
{
  g_autoptr (GPtrArray) lines = bt_line_get_all (plan, scope);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", ((BtLine *) lines->pdata[i])->shown);
  return g_string_free (text, FALSE);
}

/* The tags at every character of a line, as a buffer that was filled anew has them. */
static char *
dump_tags (BtSectionBuffer *buffer)
{
  GString *dump = g_string_new (NULL);
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (buffer), &iter);
  while (!gtk_text_iter_is_end (&iter))
    {
      g_autoptr (GSList) tags = gtk_text_iter_get_tags (&iter);
      g_string_append_unichar (dump, gtk_text_iter_get_char (&iter));
      for (GSList *l = tags; l; l = l->next)
        {
          g_autofree char *name = NULL;
          g_object_get (l->data, "name", &name, NULL);
          g_string_append_printf (dump, "<%s>", name);
        }
      gtk_text_iter_forward_char (&iter);
    }
  return g_string_free (dump, FALSE);
}

static void
assert_shows (BtSectionBuffer *buffer, BtDocument *document, const char *scope)
{
  g_autofree char *shown = buffer_text (buffer);
  g_autofree char *expected = plan_text (bt_document_get_plan (document), scope);
  g_autoptr (BtSectionBuffer) fresh = bt_section_buffer_new ();
  g_autofree char *tags = NULL, *fresh_tags = NULL;

  g_assert_cmpstr (shown, ==, expected);
  bt_section_buffer_show (fresh, document, scope);
  tags = dump_tags (buffer);
  fresh_tags = dump_tags (fresh);
  g_assert_cmpstr (tags, ==, fresh_tags);
}

static void
random_range (BtSectionBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  int length = gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (buffer));
  int from = g_test_rand_int_range (0, length + 1);
  int to = MIN (length, from + g_test_rand_int_range (0, 9));

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (buffer), start, from);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (buffer), end, to);
}

static void
paste (BtSectionBuffer *buffer, const char *string)
{
  g_autoptr (BtClip) clip = bt_clip_new_from_text (string);
  BtText *words = bt_clip_get_words (clip);
  g_autoptr (GPtrArray) clauses = words ? NULL : bt_clip_to_clauses (clip, TRUE);

  bt_section_buffer_paste (buffer, words, clauses);
}

/* What typing, keys and the clipboard do to a buffer. */
static void
edit_buffer (BtSectionBuffer *buffer)
{
  static const char *const words[] = { "x", "ệ", "\n", "a\nb", "1. a\na) b\n2. c",
                                       "x\ty\nz\tw", "\xCC\x81", "- ", "1. ", " " };
  GtkTextBuffer *text = GTK_TEXT_BUFFER (buffer);
  GtkTextIter start, end;

  random_range (buffer, &start, &end);
  switch (g_test_rand_int_range (0, 3))
    {
    case 0:
      gtk_text_buffer_place_cursor (text, &start);
      gtk_text_buffer_insert_interactive (
          text, &start, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))], -1, TRUE);
      break;
    case 1:
      gtk_text_buffer_delete_interactive (text, &start, &end, TRUE);
      break;
    default:
      gtk_text_buffer_select_range (text, &start, &end);
      paste (buffer, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
    }
}

static void
edit_plan (BtDocument *document, const char *scope)
{
  g_autoptr (GPtrArray) items = bt_reading_get (bt_document_get_plan (document), scope);
  const char *id;

  if (items->len == 0)
    return;
  id = bt_node_get_id (items->pdata[g_test_rand_int_range (0, items->len)]);
  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      bt_document_promote (document, id, NULL);
      break;
    case 1:
      bt_document_demote (document, id, NULL);
      break;
    case 2:
      bt_document_move_up (document, id, NULL);
      break;
    case 3:
      bt_document_set_label (document, id, id, g_test_rand_int_range (0, BT_N_LABELS), NULL);
      break;
    case 4:
      bt_document_undo (document);
      break;
    default:
      bt_document_remove (document, id, NULL);
    }
}

static void
test_random (void)
{
  for (guint i = 0; i < SCRIPTS; i++)
    {
      g_autoptr (BtPlan) plan = bt_outline_text_parse (TREE);
      g_autoptr (BtDocument) document = bt_document_new (plan);
      g_autoptr (BtSectionBuffer) buffer = bt_section_buffer_new ();
      const char *scope = bt_node_get_id (bt_plan_get_part (plan, BT_NODE_BODY));

      bt_section_buffer_show (buffer, document, scope);
      for (guint k = 0; k < EDITS; k++)
        {
          if (g_test_rand_int_range (0, 3) > 0)
            edit_buffer (buffer);
          else
            edit_plan (document, scope);
          assert_shows (buffer, document, scope);
        }
    }
}

/* Enter at the end of a heading, then typing, as it is done by hand. */
static void
test_enter (void)
{
  g_autoptr (BtPlan) plan = bt_outline_text_parse (TREE);
  g_autoptr (BtDocument) document = bt_document_new (plan);
  g_autoptr (BtSectionBuffer) buffer = bt_section_buffer_new ();
  GtkTextBuffer *text = GTK_TEXT_BUFFER (buffer);
  GtkTextIter iter;

  bt_section_buffer_show (buffer, document, "b");
  gtk_text_buffer_get_iter_at_line_offset (text, &iter, 0, 3);
  gtk_text_buffer_place_cursor (text, &iter);
  gtk_text_buffer_insert_interactive_at_cursor (text, " x", -1, TRUE);
  assert_shows (buffer, document, "b");
  gtk_text_buffer_insert_interactive_at_cursor (text, "\n", -1, TRUE);
  assert_shows (buffer, document, "b");
  gtk_text_buffer_insert_interactive_at_cursor (text, "y", -1, TRUE);
  assert_shows (buffer, document, "b");
}

/* The caret of a document and the places of a buffer are the same thing. */
static void
test_places (void)
{
  g_autoptr (BtPlan) plan = bt_outline_text_parse (TREE);
  g_autoptr (BtDocument) document = bt_document_new (plan);
  g_autoptr (BtSectionBuffer) buffer = bt_section_buffer_new ();
  GtkTextIter iter;
  int length;

  bt_section_buffer_show (buffer, document, "a");
  length = gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (buffer));
  for (int i = 0; i <= length; i++)
    {
      BtPlace place;
      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (buffer), &iter, i);
      place = bt_section_buffer_get_place (buffer, &iter);
      gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (buffer), &iter);
      g_assert_true (bt_place_equal (bt_document_get_selection (document).caret, place));
      g_assert_true (bt_section_buffer_get_iter (buffer, place, &iter));
      g_assert_cmpint (gtk_text_iter_get_offset (&iter), ==, i);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/section-buffer/enter", test_enter);
  g_test_add_func ("/section-buffer/places", test_places);
  g_test_add_func ("/section-buffer/random", test_random);
  return g_test_run ();
}
