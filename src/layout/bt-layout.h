/* A plan laid out on pages: immutable pages of boxes, a pure function of plan, profile and fonts. */
#pragma once

#include <pango/pango.h>

#include "bt-box.h"
#include "bt-plan.h"
#include "bt-profile.h"
#include "bt-unit.h"

G_BEGIN_DECLS

typedef struct _BtLayout BtLayout;

/**
 * BtLayoutView:
 * @BT_LAYOUT_CLEAN: the characters of the plan and nothing else: of one without open changes, or as bt_review_view()
 *   has it without them
 * @BT_LAYOUT_MARKUP: with its open changes marked and its comments as numbered notes; the same as a clean one where
 *   there are none
 */
typedef enum
{
  BT_LAYOUT_CLEAN,
  BT_LAYOUT_MARKUP,
} BtLayoutView;

BtLayout *bt_layout_new (BtPlan *plan, BtProfile *profile, PangoContext *context,
                         BtLayoutView view, BtLayout *previous) G_GNUC_WARN_UNUSED_RESULT;
BtLayout *bt_layout_new_beginning (BtPlan *plan, BtProfile *profile, PangoContext *context,
                                   BtLayoutView view, guint length) G_GNUC_WARN_UNUSED_RESULT;
void bt_layout_share_work (PangoContext *context, PangoContext *(*create) (void));
BtLayout *bt_layout_ref (BtLayout *layout);
void bt_layout_unref (BtLayout *layout);

BtPlan *bt_layout_get_plan (const BtLayout *layout);
gboolean bt_layout_is_whole (const BtLayout *layout);
guint bt_layout_get_n_pages (const BtLayout *layout);
void bt_layout_get_page_size (const BtLayout *layout, guint page, BtLength *width,
                              BtLength *height);
const BtPage *bt_layout_get_page (const BtLayout *layout, guint page);
gboolean bt_layout_find_node (const BtLayout *layout, const char *id, gsize offset, guint *page,
                              BtRect *place);
gboolean bt_layout_hit_test (const BtLayout *layout, guint page, BtLength x, BtLength y,
                             const char **id, gsize *offset);
char *bt_layout_dump (const BtLayout *layout) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtLayout, bt_layout_unref)

G_END_DECLS
