/* Puts revisions of ours back that another program has cut, joined or lost; private to convert/. */
#pragma once

#include "bt-docx-places.h"
#include "bt-docx-read.h"

G_BEGIN_DECLS

/**
 * BtDocxTold:
 * @mark: its element in our own part
 * @as: the name of its element in the document
 * @at, @length: where it stands in its place, in bytes of its words
 * @words: whether it is around words
 *
 * A revision as we wrote it.
 */
typedef struct
{
  const xmlNode *mark;
  const char *as;
  gsize at, length;
  gboolean words;
} BtDocxTold;

void bt_docx_own_take (xmlNode *revision, const BtDocxTold *told);
void bt_docx_own_restore (const BtDocxOwn *own, xmlNode *paragraph, gsize at, const GArray *told);
void bt_docx_own_restore_rows (const BtDocxOwn *own, xmlNode *body);

G_END_DECLS
