/* The longest rising part of a list: what has not moved when the others have. */
#include "bt-rise.h"

/**
 * bt_longest_rise:
 * @values: places, as they stand one after the other now; those below 0 are never chosen
 * @n_values: how many
 * @chosen: (out) (array length=n_values): whether each is one of a longest sequence that rises
 */
void
bt_longest_rise (const int *values, guint n_values, gboolean *chosen)
{
  g_autofree int *ends = g_new (int, n_values + 1), *before = g_new (int, n_values + 1);
  guint length = 0;

  for (guint i = 0; i < n_values; i++)
    {
      guint low = 0, high = length;
      chosen[i] = FALSE;
      if (values[i] < 0)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;
          if (values[ends[middle]] < values[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? ends[low - 1] : -1;
      ends[low] = (int) i;
      length = MAX (length, low + 1);
    }
  for (int i = length > 0 ? ends[length - 1] : -1; i >= 0; i = before[i])
    chosen[i] = TRUE;
}
