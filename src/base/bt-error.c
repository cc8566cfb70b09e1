/* The one error domain of the program. */
#include "bt-error.h"

/** bt_error_quark: the domain that BT_ERROR stands for */
G_DEFINE_QUARK (bt-error-quark, bt_error)
