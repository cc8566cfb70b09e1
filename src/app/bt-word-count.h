/* How many words a plan has, counted anew only where it changed. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

typedef struct _BtWordCount BtWordCount;

BtWordCount *bt_word_count_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_word_count_free (BtWordCount *count);
gboolean bt_word_count_update (BtWordCount *count, BtPlan *plan, guint *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtWordCount, bt_word_count_free)

G_END_DECLS
