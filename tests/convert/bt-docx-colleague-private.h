/* What the edits of colleagues share. */
#pragma once

#include <libxml/tree.h>

#include "bt-docx-colleague.h"

G_BEGIN_DECLS

#define BT_DOCX_N_COLLEAGUES 2

/* The document that is being edited, and what is done in it; of @who. */
typedef struct
{
  GRand *rand;
  xmlDoc *doc;
  xmlNs *w;
  GPtrArray *deeds;
  guint next_id, who;
} Colleague;

extern const char *const bt_docx_colleague_authors[], *const bt_docx_colleague_times[];

xmlNode *bt_docx_colleague_new_node (const Colleague *self, const char *name);
xmlNode *bt_docx_colleague_new_run (const Colleague *self, xmlNode *like, const char *words, gsize length,
                                    const char *name);
xmlNode *bt_docx_colleague_pick (const Colleague *self, const char *name);
const char *bt_docx_colleague_new_token (Colleague *self);
GBytes *bt_docx_colleague_save (GBytes *docx, const char *part, xmlDoc *doc) G_GNUC_WARN_UNUSED_RESULT;

/* bt-docx-commenter.c */
GBytes *bt_docx_colleague_comment (Colleague *self, GBytes *docx, guint n_edits) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
