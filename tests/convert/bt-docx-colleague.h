/* A colleague who has changes tracked: edits of a document of which every one can be told again in the plan. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtDocxDeed:
 * @author: who made it
 * @token: a word that stands nowhere else, which was put in
 *
 * What a colleague did.
 */
typedef struct
{
  const char *author;
  char *token;
} BtDocxDeed;

/* Only words, or paragraphs and rows as well. */
typedef enum
{
  BT_DOCX_COLLEAGUE_WORDS,
  BT_DOCX_COLLEAGUE_PARTS,
} BtDocxColleague;

GBytes *bt_docx_colleague_edit (GRand *rand, GBytes *docx, BtDocxColleague what, guint n_edits,
                                GPtrArray *deeds) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *bt_docx_deeds_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
