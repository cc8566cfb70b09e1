/* DOCX in: a document of Word, WPS, LibreOffice or Google Docs becomes a plan, with tracked changes and comments. */
#pragma once

#include "bt-plan.h"
#include "bt-report.h"

G_BEGIN_DECLS

BtPlan *bt_docx_import (GBytes *bytes, const char *name, BtReport **report,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_docx_is_docx (GBytes *bytes);

G_END_DECLS
