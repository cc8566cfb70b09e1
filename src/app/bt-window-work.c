/* The window and work that may take long: half a second later a bar says what is done, and it can be stopped there, or
 * with Escape. */

#include "bt-window-private.h"

/* In milliseconds: what is done sooner than this shows nothing. */
#define PATIENCE 500

/* One piece of work that goes on in a thread. */
typedef struct
{
  BtWindow *window;
  GCancellable *cancellable;
  char *words; /* what is done */
  guint timer; /* until it is shown; 0 from then on */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_handle_id (&work->timer, g_source_remove);
  g_object_unref (work->cancellable);
  g_free (work->words);
  g_free (work);
}

/* The work that was begun last, of what takes longer than a moment; NULL where there is none, or the window goes. */
static Work *
get_shown (BtWindow *self)
{
  for (guint i = self->works ? self->works->len : 0; i > 0; i--)
    {
      Work *work = self->works->pdata[i - 1];
      if (work->timer == 0)
        return work;
    }
  return NULL;
}

static void
update_bar (BtWindow *self)
{
  const Work *work = get_shown (self);

  if (work)
    gtk_label_set_text (self->work_label, work->words);
  gtk_spinner_set_spinning (self->work_spinner, work != NULL);
  bt_window_reveal (self->work_bar, work != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.stop-work", work != NULL);
}

static gboolean
due_cb (gpointer data)
{
  Work *work = data;

  work->timer = 0;
  update_bar (work->window);
  return G_SOURCE_REMOVE;
}

/* Something begins that may take long: @words say what. What does it heeds the cancellable, and bt_window_end_work()
 * must be called with it. */
GCancellable *
bt_window_begin_work (BtWindow *self, const char *words)
{
  Work *work = g_new0 (Work, 1);

  work->window = self;
  work->cancellable = g_cancellable_new ();
  work->words = g_strdup (words);
  work->timer = g_timeout_add (PATIENCE, due_cb, work);
  g_ptr_array_add (self->works, work);
  return work->cancellable;
}

/* What @result is of has ended, or was stopped. */
void
bt_window_end_work (BtWindow *self, GAsyncResult *result)
{
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));

  for (guint i = 0; self->works && i < self->works->len; i++)
    if (((Work *) self->works->pdata[i])->cancellable == cancellable)
      {
        g_ptr_array_remove_index (self->works, i);
        update_bar (self);
        return;
      }
}

/* Whether the bar shows some work. */
gboolean
bt_window_is_working (BtWindow *self)
{
  return get_shown (self) != NULL;
}

/* Stops the work that the bar shows: its callback comes at once, and says that nothing came of it. */
void
bt_window_stop_work (BtWindow *self)
{
  Work *work = get_shown (self);

  if (work)
    g_cancellable_cancel (work->cancellable);
}

void
bt_window_init_work (BtWindow *self)
{
  self->works = g_ptr_array_new_with_free_func (work_free);
}

/* The window goes: what is under way ends without being shown. */
void
bt_window_forget_works (BtWindow *self)
{
  g_clear_pointer (&self->works, g_ptr_array_unref);
}
