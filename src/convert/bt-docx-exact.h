/* A document that we have written and nobody has touched, read back exactly: the words from the document, the rest
 * from our own part. */
#pragma once

#include "bt-docx-read.h"
#include "bt-plan.h"

G_BEGIN_DECLS

BtPlan *bt_docx_exact_import (BtZip *zip, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* What our own part says: bt-docx-exact.c */
typedef struct
{
  xmlNode *tree;       /* the plan's root */
  GHashTable *marks;   /* number → xmlNode of <mark> */
  GHashTable *objects; /* bookmark → xmlNode of <object> */
  GHashTable *anchors; /* bookmark → id of a thread */
  GHashTable *threads; /* number of the first comment → id of a thread with one range */
} BtDocxExact;

/* The words of a document: bt-docx-exact-words.c */
typedef struct
{
  GHashTable *texts; /* bookmark → BtText */
  GHashTable *rows;  /* bookmark → (element-type BtText) its cells */
} BtDocxWords;

void bt_docx_words_read (BtDocxWords *words, const BtDocxExact *own, const xmlNode *body);
void bt_docx_words_clear (BtDocxWords *words);

G_END_DECLS
