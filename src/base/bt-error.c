/* The one error domain of the program. */
#include "bt-error.h"

G_DEFINE_QUARK (bt-error-quark, bt_error)
