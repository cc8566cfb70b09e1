/* Breaks many paragraphs into lines at a time, in as many threads as it is worth. */
#pragma once

#include "bt-paragraph-private.h"

G_BEGIN_DECLS

typedef struct _BtCrew BtCrew;

BtCrew *bt_crew_new (PangoContext *context, const BtStyleFont *fonts) G_GNUC_WARN_UNUSED_RESULT;
void bt_crew_free (BtCrew *crew);
void bt_crew_shape (BtCrew *crew, GPtrArray *paragraphs);

G_END_DECLS
