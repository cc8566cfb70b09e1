/* Lengths on paper and how they are written in profiles. */
#include "bt-unit.h"

#include <string.h>

/**
 * bt_length_parse:
 * @text: a number and its unit, "12.7mm" or "6pt"
 * @out: (out): the length
 *
 * Returns: %FALSE, with @out untouched, where @text is no length of less than ten metres
 */
gboolean
bt_length_parse (const char *text, BtLength *out)
{
  char *end;
  double number;

  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  number = g_ascii_strtod (text, &end);
  if (end == text || !(number > -10000 && number < 10000))
    return FALSE;
  if (strcmp (end, "mm") == 0)
    *out = BT_LENGTH_FROM_MM (number);
  else if (strcmp (end, "pt") == 0)
    *out = BT_LENGTH_FROM_PT (number);
  else
    return FALSE;
  return TRUE;
}
