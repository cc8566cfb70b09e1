/* The outline: the plan as a tree of parts, of which one is chosen. */
#pragma once

#include <adwaita.h>

#include "bt-document.h"
#include "bt-review-reader.h"

G_BEGIN_DECLS

#define BT_TYPE_OUTLINE (bt_outline_get_type ())
G_DECLARE_FINAL_TYPE (BtOutline, bt_outline, BT, OUTLINE, AdwBin)

void bt_outline_set_document (BtOutline *outline, BtDocument *document);
void bt_outline_choose (BtOutline *outline, const char *id);
const char *bt_outline_get_chosen (BtOutline *outline);
void bt_outline_set_findings (BtOutline *outline, GHashTable *counts);
void bt_outline_set_marks (BtOutline *outline, GHashTable *marks);
const char *bt_outline_get_neighbour (BtOutline *outline, const char *id, int direction);

G_END_DECLS
