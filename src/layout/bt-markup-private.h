/* What a markup is made of, for the files that read it off and that carry it over. */
#pragma once

#include "bt-markup.h"

G_BEGIN_DECLS

/* Between the signs of one text. */
#define BT_SIGN_END '\x1e'

/*
 * Tables by node are shared by markups that were made from each other: what is said of a node never changes, and the
 * tables hold the nodes, so that what was said of one that is no longer there is never taken for another's.
 */
struct _BtMarkup
{
  BtPlan *plan; /* the layout's own */
  const BtProfile *profile;
  BtPalette *palette;
  GArray *authors; /* the palette's */
  BtNode *changes; /* the records of changes the palette read */
  guint serial;
  GPtrArray *comments; /* of BtComment */
  GPtrArray
      *places; /* of strings: where they are shown, in words; NULL for one that is shown nowhere */
  GPtrArray *remarks; /* of BtRemark */
  GHashTable *marks;  /* node, to its BtNodeMarks */
  GHashTable *signs;  /* node, to its signs as bt_markup_get_signs() gives them */
  GHashTable *
      below; /* node that has signs, or below which there are some: all of them, one after the other */
  GHashTable *heirs;  /* set of nodes whose text has signs of what has no words of its own */
  GHashTable *relays; /* set of ids of ghosts that another ghost stands for */
  guint n_changed;    /* how many nodes bear marks of changes, or their texts do */
  guint n_read;       /* how much the tables held when the plan was last read as a whole */
};

/* A walk through the plan. */
typedef struct
{
  BtMarkup *markup;
  GHashTable *commented; /* id of a node, to a GPtrArray of comments shown at it */
  GHashTable *holders;   /* (nullable) set of nodes at which, or below which, comments are shown */
  GArray *waiting;       /* of signs: of what has no words of its own, for the first words in it */
  GPtrArray *path;       /* of BtNode: from the root to where it is */
  GPtrArray *remarks;    /* where those that are met go */
  guint n_remarks;       /* how many there are before them */
  gboolean has_named;    /* whether a comment is about something else than words */
} BtMarkupWalk;

/* bt-markup.c */
GPtrArray *bt_markup_remarks_new (void) G_GNUC_WARN_UNUSED_RESULT;
BtRemark *bt_markup_remark_copy (const BtRemark *remark) G_GNUC_WARN_UNUSED_RESULT;

/* bt-markup-read.c */
void bt_markup_walk_init (BtMarkupWalk *walk, BtMarkup *markup, GPtrArray *remarks);
void bt_markup_walk_clear (BtMarkupWalk *walk);
void bt_markup_walk_read_signs (BtMarkupWalk *walk, const BtNode *node);
void bt_markup_set_below (BtMarkup *markup, const BtNode *node);
guint bt_markup_count_changes (const BtNode *node);
gboolean bt_markup_gives_signs (const BtNode *node);
BtNodeMarks bt_markup_hand_down (const BtNode *node, const BtNodeMarks *marks);
BtNodeMarks bt_markup_get_own_marks (const BtNode *node, const BtNodeMarks *outer);
BtNodeMarks bt_markup_add_marks (const BtNodeMarks *inner, const BtNodeMarks *outer);
void bt_markup_read (BtMarkup *markup);

/* bt-markup-follow.c */
gboolean bt_markup_follow (BtMarkup *markup, const BtMarkup *previous);

G_END_DECLS
