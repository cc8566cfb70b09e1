/* Keeps the pages of an open document: laid out anew after edits, off the main thread where it takes long.
 *
 * The first layout of a plan breaks every paragraph into lines and is made by a worker, with a Pango context
 * and font map of its own that nobody else uses meanwhile. Of a long plan it hands over the first pages, with the
 * context that they were made with, before it begins on the whole with another. What follows an edit reuses all that
 * did not change, takes a few milliseconds, and is made behind the frame that shows it in the text, with the context
 * that the worker left behind: Pango is never used by two threads. An edit in very many places is a worker's matter
 * again; until it is done the pages before are shown. */

#include "bt-paginator.h"

#include "bt-delta.h"
#include "bt-follower.h"
#include "bt-print.h"
#include "bt-resolve.h"

/* How many paragraphs and rows are laid out first: a handful of pages, and all of a plan as most are. */
#define BEGINNING 200
/* Where more parts than this differ, a worker lays out the plan anew. */
#define MANY 60

struct _BtPaginator
{
  GObject parent_instance;

  BtDocument *document;
  BtProfile *profile;
  PangoContext *context; /* NULL while a worker has it */
  PangoContext *left;    /* of @layout, which a worker makes anew with another; else NULL */
  BtLayout *layout;
  BtLayout *beginning; /* the first pages, while @layout is not there; NULL where they are not, either */
  GCancellable *cancellable;
  guint idle;
};

/* What a worker takes along and brings back. */
typedef struct
{
  BtPlan *plan;
  BtProfile *profile;
  PangoContext *context;
  BtLayout *layout; /* that is to go */
  gboolean anew;    /* there are pages already: the first need not be there before all */
} Job;

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtPaginator, bt_paginator, G_TYPE_OBJECT)

/* With the changes in them as long as one is open. */
static BtLayoutView
choose_view (const BtPlan *plan)
{
  return bt_review_has_open_changes (plan) ? BT_LAYOUT_MARKUP : BT_LAYOUT_CLEAN;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->layout, bt_layout_unref);
  g_clear_pointer (&job->plan, bt_plan_unref);
  g_clear_pointer (&job->profile, bt_profile_unref);
  g_clear_object (&job->context);
  g_free (job);
}

/* The first pages on their way from the worker. */
typedef struct
{
  BtPaginator *paginator;
  GCancellable *cancellable;
  BtLayout *layout;
} Beginning;

static void
beginning_free (gpointer data)
{
  Beginning *beginning = data;

  g_object_unref (beginning->paginator);
  g_object_unref (beginning->cancellable);
  g_clear_pointer (&beginning->layout, bt_layout_unref);
  g_free (beginning);
}

static gboolean
take_beginning_cb (gpointer data)
{
  Beginning *beginning = data;
  BtPaginator *self = beginning->paginator;

  if (g_cancellable_is_cancelled (beginning->cancellable) || self->layout)
    return G_SOURCE_REMOVE;
  self->beginning = g_steal_pointer (&beginning->layout);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* From the worker to the main thread, to which @layout (transfer full) and all of Pango in it is left. */
static void
hand_over (BtPaginator *self, GCancellable *cancellable, BtLayout *layout)
{
  Beginning *beginning = g_new0 (Beginning, 1);

  beginning->paginator = g_object_ref (self);
  beginning->cancellable = g_object_ref (cancellable);
  beginning->layout = layout;
  g_idle_add_full (G_PRIORITY_DEFAULT, take_beginning_cb, beginning, beginning_free);
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  BtLayoutView view = choose_view (job->plan);
  BtLayout *layout = NULL;

  job->context = bt_print_create_context ();
  if (!job->anew)
    layout = bt_layout_new_beginning (job->plan, job->profile, job->context, view, BEGINNING);
  if (!layout || !bt_layout_is_whole (layout))
    {
      g_clear_object (&job->context);
      if (layout)
        hand_over (source, cancellable, layout);
      if (g_task_return_error_if_cancelled (task))
        return;
      job->context = bt_print_create_context ();
      layout = bt_layout_new (job->plan, job->profile, job->context, view, NULL);
    }
  g_task_return_pointer (task, layout, (GDestroyNotify) bt_layout_unref);
}

static void
drop_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_clear_pointer (&job->layout, bt_layout_unref);
  g_clear_object (&job->context);
  g_task_return_boolean (task, TRUE);
}

/* What nobody shows any more goes in a thread: hundreds of pages take a while. Both are taken. */
static void
drop_beside (BtLayout *layout, PangoContext *context)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Job *job = g_new0 (Job, 1);

  job->layout = layout;
  job->context = context;
  g_task_set_source_tag (task, drop_beside);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, drop_thread);
}

static void
take_layout (BtPaginator *self, BtLayout *layout)
{
  g_autoptr (BtLayout) old = self->layout;
  g_autoptr (BtLayout) beginning = g_steal_pointer (&self->beginning);

  self->layout = layout;
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->left)
    drop_beside (g_steal_pointer (&old), g_steal_pointer (&self->left));
}

static gboolean layout_idle_cb (gpointer data);

/* Coalesces: many keys in a row need one layout. */
static void
queue_layout (BtPaginator *self)
{
  if (self->idle == 0 && self->context && self->document)
    self->idle
        = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, BT_FOLLOW_DELAY, layout_idle_cb, self, NULL);
}

static void
job_done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  BtPaginator *self = BT_PAGINATOR (object);
  Job *job = g_task_get_task_data (G_TASK (result));
  BtLayout *layout = g_task_propagate_pointer (G_TASK (result), NULL);

  if (!layout) /* cancelled: another document came */
    return;

  self->context = g_steal_pointer (&job->context);
  take_layout (self, layout);
  if (bt_layout_get_plan (layout) != bt_document_get_plan (self->document))
    queue_layout (self);
}

static void
start_job (BtPaginator *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, job_done_cb, NULL);
  job->plan = bt_plan_ref (bt_document_get_plan (self->document));
  job->profile = bt_profile_ref (self->profile);
  job->anew = self->layout != NULL;
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_job);
}

/* Whether the plan differs in so many parts from what is laid out that the main thread would be kept by them: all of
 * the changes were accepted, or that was undone. */
static gboolean
differs_much (BtPaginator *self, BtPlan *plan)
{
  g_autoptr (BtDelta) delta = NULL;

  if (!self->layout)
    return FALSE;
  delta = bt_delta_new (bt_layout_get_plan (self->layout), plan);
  return delta->nodes->len > MANY;
}

static gboolean
layout_idle_cb (gpointer data)
{
  BtPaginator *self = data;
  BtPlan *plan = bt_document_get_plan (self->document);

  self->idle = 0;
  if (differs_much (self, plan))
    {
      self->left = g_steal_pointer (&self->context);
      g_clear_object (&self->cancellable);
      start_job (self);
    }
  else
    take_layout (self, bt_layout_new (plan, self->profile, self->context, choose_view (plan),
                                      self->layout));
  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtPaginator *self)
{
  queue_layout (self);
}

static void
clear (BtPaginator *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->layout, bt_layout_unref);
  g_clear_pointer (&self->beginning, bt_layout_unref);
  g_clear_object (&self->context);
  g_clear_object (&self->left);
}

static void
bt_paginator_dispose (GObject *object)
{
  BtPaginator *self = BT_PAGINATOR (object);

  clear (self);
  g_clear_pointer (&self->profile, bt_profile_unref);
  G_OBJECT_CLASS (bt_paginator_parent_class)->dispose (object);
}

static void
bt_paginator_class_init (BtPaginatorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_paginator_dispose;

  /* There are other pages, or none. */
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_PAGINATOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  /* Why there can be no pages, in the user's language. */
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_PAGINATOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bt_paginator_init (BtPaginator *self)
{
}

/**
 * bt_paginator_new:
 *
 * Returns: (transfer full): a paginator without document
 */
BtPaginator *
bt_paginator_new (void)
{
  return g_object_new (BT_TYPE_PAGINATOR, NULL);
}

/**
 * bt_paginator_set_document:
 * @paginator: a paginator
 * @document: (nullable): the document whose pages it keeps from now on
 */
void
bt_paginator_set_document (BtPaginator *paginator, BtDocument *document)
{
  const char *name;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (BT_IS_PAGINATOR (paginator));

  clear (paginator);
  g_clear_pointer (&paginator->profile, bt_profile_unref);
  if (document)
    {
      name = bt_node_get_attr (bt_plan_get_root (bt_document_get_plan (document)), "profile");
      paginator->profile = bt_profile_load (name ? name : "nd30-2020", &error);
    }
  if (paginator->profile)
    {
      paginator->document = g_object_ref (document);
      g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), paginator);
      start_job (paginator);
    }
  if (error)
    g_signal_emit (paginator, signals[FAILED], 0, error->message);
  g_signal_emit (paginator, signals[CHANGED], 0);
}

/**
 * bt_paginator_get_layout:
 * @paginator: a paginator
 *
 * Returns: (transfer none) (nullable): the pages as they were last laid out; %NULL until there are any
 */
BtLayout *
bt_paginator_get_layout (BtPaginator *paginator)
{
  g_return_val_if_fail (BT_IS_PAGINATOR (paginator), NULL);

  return paginator->layout;
}

/**
 * bt_paginator_get_pages:
 * @paginator: a paginator
 *
 * Returns: (transfer none) (nullable): what can be shown: all pages, or the first ones of a long plan until all are
 *   there
 */
BtLayout *
bt_paginator_get_pages (BtPaginator *paginator)
{
  g_return_val_if_fail (BT_IS_PAGINATOR (paginator), NULL);

  return paginator->layout ? paginator->layout : paginator->beginning;
}
