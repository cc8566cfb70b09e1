/* A piece of a plan that was copied: paragraphs as they read, with their levels, labels, formats and objects. */
#pragma once

#include <glib-object.h>

#include "bt-place.h"
#include "bt-plan.h"

G_BEGIN_DECLS

typedef struct _BtFragment BtFragment;

#define BT_TYPE_FRAGMENT (bt_fragment_get_type ())
GType bt_fragment_get_type (void);

BtFragment *bt_fragment_new (BtPlan *plan, BtPlace start, BtPlace end) G_GNUC_WARN_UNUSED_RESULT;
BtFragment *bt_fragment_ref (BtFragment *fragment);
void bt_fragment_unref (BtFragment *fragment);

BtText *bt_fragment_get_words (BtFragment *fragment, BtPlan *plan);
GPtrArray *bt_fragment_dup_clauses (BtFragment *fragment, BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
char *bt_fragment_to_text (BtFragment *fragment) G_GNUC_WARN_UNUSED_RESULT;
char *bt_fragment_to_html (BtFragment *fragment) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFragment, bt_fragment_unref)

G_END_DECLS
