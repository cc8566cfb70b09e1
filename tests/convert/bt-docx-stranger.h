/* Programs that keep a document, and not what of it is ours. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtDocxStranger:
 * @BT_DOCX_STRANGER_PART: our own part is lost
 * @BT_DOCX_STRANGER_NAMES: and the bookmarks are, as in what was copied into another document
 * @BT_DOCX_STRANGER_ALL: and the styles are, what they looked like is said by each run; revisions and comments are
 *   numbered anew, and replies are comments by themselves
 */
typedef enum
{
  BT_DOCX_STRANGER_PART,
  BT_DOCX_STRANGER_NAMES,
  BT_DOCX_STRANGER_ALL,
  BT_DOCX_N_STRANGERS,
} BtDocxStranger;

GBytes *bt_docx_stranger_save (GBytes *docx, BtDocxStranger stranger) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
