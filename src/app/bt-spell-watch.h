/* Underlines what is misspelled in an open document, read by a worker a moment after every edit. */
#pragma once

#include "bt-document.h"
#include "bt-speller.h"
#include "bt-underlines.h"

G_BEGIN_DECLS

#define BT_TYPE_SPELL_WATCH (bt_spell_watch_get_type ())
G_DECLARE_FINAL_TYPE (BtSpellWatch, bt_spell_watch, BT, SPELL_WATCH, GObject)

BtSpellWatch *bt_spell_watch_new (BtUnderlines *underlines) G_GNUC_WARN_UNUSED_RESULT;
void bt_spell_watch_set_document (BtSpellWatch *watch, BtDocument *document);
BtSpeller *bt_spell_watch_get_speller (BtSpellWatch *watch);
void bt_spell_watch_again (BtSpellWatch *watch);

G_END_DECLS
