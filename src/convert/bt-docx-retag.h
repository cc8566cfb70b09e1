/* A document of ours that came back from a program which keeps neither our part of it nor its bookmarks. */
#pragma once

#include "bt-plan.h"
#include "bt-profile.h"
#include "bt-report.h"

G_BEGIN_DECLS

/**
 * BtDocxFound:
 * @by_name: how many paragraphs of the plan were found by their bookmarks
 * @by_words: how many by their words
 * @lost: how many were not
 *
 * What of the plan that went out was found in the document. Nothing where it is a document of something else.
 */
typedef struct
{
  guint by_name, by_words, lost;
} BtDocxFound;

GBytes *bt_docx_retag (GBytes *bytes, const char *name, GBytes *sent, BtDocxFound *found,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_docx_import_onto (GBytes *bytes, const char *name, BtPlan *plan, BtProfile *profile, BtPlan *original,
                             BtReport **report, BtDocxFound *found, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
