/* An office's own words – its name, place, signers, recipients, units – with which its plans begin. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

#define BT_OFFICE_NAMESPACE "urn:banthao:office:1"

/**
 * BtSignatory:
 * @authority: (nullable): thẩm quyền, a line each: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"
 * @office: (nullable): chức vụ
 * @signer: (nullable): the name
 *
 * Someone who signs for the office.
 */
typedef struct
{
  char *authority;
  char *office;
  char *signer;
} BtSignatory;

/**
 * BtOfficeUnit:
 * @name: what it is called in full
 * @code: (nullable): what it is called in symbols: "VHXH"
 * @aliases: other ways in which it is written, %NULL at the end
 *
 * A unit that gets tasks from the office's plans.
 */
typedef struct
{
  char *name;
  char *code;
  char **aliases;
} BtOfficeUnit;

/**
 * BtOffice:
 * @parent: (nullable): cơ quan chủ quản, a line each
 * @agency: (nullable): cơ quan ban hành, a line each
 * @symbol: (nullable): ký hiệu without the number
 * @place: (nullable): địa danh
 * @signatories: (element-type BtSignatory): who signs, the usual one first
 * @recipients: (element-type utf8): nơi nhận, with the mark at the end of each
 * @units: (element-type BtOfficeUnit): units that get tasks
 *
 * What is %NULL is left to the template.
 */
typedef struct
{
  char *parent;
  char *agency;
  char *symbol;
  char *place;
  GPtrArray *signatories;
  GPtrArray *recipients;
  GPtrArray *units;
} BtOffice;

BtOffice *bt_office_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_office_free (BtOffice *office);
BtSignatory *bt_office_add_signatory (BtOffice *office);
BtOfficeUnit *bt_office_add_unit (BtOffice *office, const char *name);
gboolean bt_office_is_empty (const BtOffice *office);

BtOffice *bt_office_read (GBytes *bytes, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *bt_office_write (const BtOffice *office) G_GNUC_WARN_UNUSED_RESULT;

BtPlan *bt_office_apply (const BtOffice *office, guint signatory, BtPlan *plan,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *bt_office_dup_in_words (const char *lines) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtOffice, bt_office_free)

G_END_DECLS
