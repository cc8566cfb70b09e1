/* The one error domain of the program: what went wrong, in classes a caller can act on. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtError:
 * @BT_ERROR_SYNTAX: the input is not what its format says (not XML, wrong namespace, truncated)
 * @BT_ERROR_INVALID: the input is well formed, but is no plan (schema, ids, structure)
 * @BT_ERROR_VERSION: the file was written by a newer version than this one
 * @BT_ERROR_LIMIT: the input is larger or deeper than any plan
 * @BT_ERROR_ENCODING: the bytes are no text that can be read
 * @BT_ERROR_IO: reading or writing failed (no permission, disk full, vanished folder)
 * @BT_ERROR_CONFLICT: the file on disk has changed since it was loaded
 * @BT_ERROR_STEP: a step does not fit the plan it was applied to
 * @BT_ERROR_USAGE: the caller asked for something that does not exist
 *
 * Messages are one line, in the user's language, and say what can be done.
 */
typedef enum
{
  BT_ERROR_SYNTAX,
  BT_ERROR_INVALID,
  BT_ERROR_VERSION,
  BT_ERROR_LIMIT,
  BT_ERROR_ENCODING,
  BT_ERROR_IO,
  BT_ERROR_CONFLICT,
  BT_ERROR_STEP,
  BT_ERROR_USAGE,
} BtError;

#define BT_ERROR (bt_error_quark ())
GQuark bt_error_quark (void);

G_END_DECLS
