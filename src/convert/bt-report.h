/* What an import made of its input: every paragraph with its lines, what it became and how sure that is. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtReportKind:
 * @BT_REPORT_NODE: lines became (part of) the text of a node
 * @BT_REPORT_DROPPED: characters were left out on purpose: a page number, a repeated heading, a typed label
 * @BT_REPORT_RENUMBERED: a typed label was wrong; the node has another one now
 * @BT_REPORT_WARNING: something the user should look at (damaged text, a converted encoding)
 */
typedef enum
{
  BT_REPORT_NODE,
  BT_REPORT_DROPPED,
  BT_REPORT_RENUMBERED,
  BT_REPORT_WARNING,
} BtReportKind;

/* One entry; @text is what was dropped, the label that was typed, or the warning's words. Lines count from 1. */
typedef struct
{
  BtReportKind kind;
  guint first_line, last_line;
  char *node;        /* nullable: the node's id */
  char *became;      /* nullable: "clause", "basis", "signer" … or the label it has now */
  char *text;        /* nullable */
  char *reason;      /* nullable: why, in the user's language */
  double confidence; /* 0 to 1 */
} BtReportEntry;

typedef struct _BtReport BtReport;

BtReport *bt_report_new (void) G_GNUC_WARN_UNUSED_RESULT;
BtReport *bt_report_ref (BtReport *report);
void bt_report_unref (BtReport *report);
guint bt_report_get_n_entries (const BtReport *report);
const BtReportEntry *bt_report_get_entry (const BtReport *report, guint index);
void bt_report_add_all (BtReport *report, const BtReport *other, const char *prefix);
BtReportEntry *bt_report_add (BtReport *report, BtReportKind kind, guint first_line, guint last_line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtReport, bt_report_unref)

G_END_DECLS
