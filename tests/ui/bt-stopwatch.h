/* What a program with a window takes until it can be used, told line by line to the one that started it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether what is waited for is on the screen with the frame that was just painted. */
typedef gboolean (*BtStopwatchFunc) (gpointer data);

void bt_stopwatch_begin (void);
void bt_stopwatch_watch (GtkWidget *window, BtStopwatchFunc is_reached, gpointer data);
void bt_stopwatch_tell (const char *name);

G_END_DECLS
