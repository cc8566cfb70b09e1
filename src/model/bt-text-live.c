/* The live part of a text: what stays when all open changes are accepted. */
#include "bt-text-live.h"

/**
 * bt_text_get_live_length:
 * @text: a text
 * @start: in bytes
 * @end: in bytes, not before @start
 *
 * Returns: how many bytes from @start to @end no change deletes
 */
gsize
bt_text_get_live_length (const BtText *text, gsize start, gsize end)
{
  guint n_runs;
  gsize run_start = 0, length = 0;

  g_return_val_if_fail (text != NULL && start <= end, 0);

  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  for (guint i = 0; i < n_runs; run_start = runs[i++].end)
    {
      gsize from = MAX (run_start, start), to = MIN (runs[i].end, end);
      if (runs[i].mark.del == NULL && from < to)
        length += to - from;
    }
  return length;
}

/**
 * bt_text_from_live:
 * @text: a text
 * @live_offset: a place in its live part, in bytes
 *
 * Returns: that place in the whole text; where deleted text stands at it, before that
 */
gsize
bt_text_from_live (const BtText *text, gsize live_offset)
{
  guint n_runs;
  gsize start = 0, live = 0;

  g_return_val_if_fail (text != NULL, 0);

  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  for (guint i = 0; i < n_runs && live < live_offset; start = runs[i++].end)
    {
      gsize length = runs[i].mark.del == NULL ? runs[i].end - start : 0;
      if (live + length >= live_offset)
        return start + (live_offset - live);
      live += length;
    }
  return start;
}

/**
 * bt_text_dup_live:
 * @text: a text
 *
 * Returns: (transfer full): the characters that no change deletes
 */
char *
bt_text_dup_live (const BtText *text)
{
  guint n_runs;
  gsize start = 0;

  g_return_val_if_fail (text != NULL, NULL);

  GString *live = g_string_new (NULL);
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  for (guint i = 0; i < n_runs; start = runs[i++].end)
    if (runs[i].mark.del == NULL)
      g_string_append_len (live, bt_text_get_string (text) + start, runs[i].end - start);
  return g_string_free (live, FALSE);
}
