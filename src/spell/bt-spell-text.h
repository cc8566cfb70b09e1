/* Which words of a text are misspelled. */
#pragma once

#include "bt-speller.h"
#include "bt-text.h"

G_BEGIN_DECLS

/* A word that is not known: bytes of the text, from one letter of it to behind the last. */
typedef struct
{
  gsize start, end;
} BtSpellRange;

GArray *bt_spell_check_text (BtSpeller *speller, const BtText *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
