/* Runs of a document: the characters they show, and cutting them. */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* A run, and where its words are in those of the runs that are looked at together. */
typedef struct
{
  xmlNode *run;
  gsize start, end;
} BtDocxStretch;

char *bt_docx_dup_run (const xmlNode *run) G_GNUC_WARN_UNUSED_RESULT;
void bt_docx_delete (xmlNode *node);
void bt_docx_set_run_style (xmlNode *run, const char *style);
void bt_docx_cut_runs (GArray *stretches, gsize at);

G_END_DECLS
