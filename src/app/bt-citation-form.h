/* The form of a cited document: kind, number and sign, date, issuer, subject, and how its citation reads. */
#pragma once

#include <adwaita.h>

#include "bt-node.h"

G_BEGIN_DECLS

#define BT_TYPE_CITATION_FORM (bt_citation_form_get_type ())
G_DECLARE_FINAL_TYPE (BtCitationForm, bt_citation_form, BT, CITATION_FORM, AdwBin)

GtkWidget *bt_citation_form_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_citation_form_clear (BtCitationForm *form);
gboolean bt_citation_form_is_complete (BtCitationForm *form);
BtNode *bt_citation_form_make_source (BtCitationForm *form) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
