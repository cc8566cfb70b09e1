/* The parts of a rule set, filled by the loader (bt-profile-load.c), and the names they have in a profile. */
#pragma once

#include "bt-profile.h"

/* How long a stamped mark's frame is. */
typedef struct
{
  char *words;
  BtLength width, height;
} BtMarkSize;

struct _BtProfile
{
  gint ref_count; /* atomic */
  char *name, *font;
  BtStyle styles[BT_N_STYLES];
  BtRange ranges[BT_N_FIGURES];
  BtRatioRange ratios[BT_N_RATIOS];
  char *words[BT_N_WORDS];
  GArray *marks;         /* of BtMarkSize */
  GArray *author_colors; /* of guint32 */
};

extern const char *const bt_style_names[BT_N_STYLES];
extern const char *const bt_figure_names[BT_N_FIGURES];
extern const char *const bt_ratio_names[BT_N_RATIOS];
extern const char *const bt_words_names[BT_N_WORDS];
