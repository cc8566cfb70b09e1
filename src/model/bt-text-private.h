/* What a text is made of, for the two files that make texts. */
#pragma once

#include "bt-text.h"

G_BEGIN_DECLS

/* One block of memory: the struct, the runs, the anchors, the bytes. */
struct _BtText
{
  gatomicrefcount ref_count;
  guint n_runs;
  guint n_anchors;
  gsize length;
  BtRun *runs;
  BtAnchor *anchors;
  char *string;
};

BtText *bt_text_alloc (const char *string, gsize length, const BtRun *runs, guint n_runs,
                       const BtAnchor *anchors, guint n_anchors) G_GNUC_WARN_UNUSED_RESULT;
int bt_anchor_compare (gconstpointer a, gconstpointer b);
BtText *bt_text_builder_end_exact (BtTextBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
