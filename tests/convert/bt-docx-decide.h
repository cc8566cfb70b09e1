/* A document as a word processor leaves it when all of its tracked changes are accepted, or rejected. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *bt_docx_decide_all (GBytes *docx, gboolean accept) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
