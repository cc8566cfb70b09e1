/* Keeps the draft of an open document: at most a second after an edit a worker writes it.
 *
 * All decisions are made in the main thread; the worker has the draft while it writes, and nobody else then. */

#include "bt-drafter.h"

/* From the first edit that is in no draft to the write, which takes some tenths of a second in a large plan. */
#define DELAY 500
/* After a write that failed, in ms. */
#define RETRY 5000

struct _BtDrafter
{
  GObject parent_instance;

  BtDocument *document;
  BtDraft *draft; /* NULL while a worker has it */
  BtDescribeDraft describe;
  gpointer data;
  guint timer;
  gboolean dropping; /* what is being written now is to go */
  gboolean failing;
  gboolean closed;
};

/* What a worker takes along and brings back. */
typedef struct
{
  BtDraft *draft;
  BtPlan *plan;
  BtDraftInfo *info;
} Job;

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtDrafter, bt_drafter, G_TYPE_OBJECT)

static void arm (BtDrafter *self, guint delay);

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->draft, bt_draft_free);
  bt_plan_unref (job->plan);
  bt_draft_info_free (job->info);
  g_free (job);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (bt_draft_write (job->draft, job->plan, job->info, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Tells of the first failure of a row: one message is enough until it works again. */
static void
note_result (BtDrafter *self, BtPlan *plan, const GError *error)
{
  gboolean was_failing = self->failing;

  self->failing = error != NULL;
  if (!error)
    bt_document_mark_drafted (self->document, plan);
  else if (!was_failing && !self->closed)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
remove_draft (BtDrafter *self)
{
  g_autoptr (GError) error = NULL;

  if (!bt_draft_remove (self->draft, &error))
    g_info ("%s", error->message);
}

/* What was typed while the draft to be dropped was being written is no part of what was given up. */
static void
finish_dropping (BtDrafter *self)
{
  self->dropping = FALSE;
  remove_draft (self);
  if (!self->closed && bt_document_is_modified (self->document))
    arm (self, DELAY);
  else
    bt_document_mark_drafted (self->document, bt_document_get_plan (self->document));
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  BtDrafter *self = BT_DRAFTER (object);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  self->draft = g_steal_pointer (&job->draft);
  note_result (self, job->plan, error);
  if (self->dropping)
    finish_dropping (self);
  else if (!self->closed && bt_document_is_draft_due (self->document))
    arm (self, self->failing ? RETRY : DELAY);
  if (g_application_get_default ())
    g_application_release (g_application_get_default ());
}

static gboolean
write_cb (gpointer data)
{
  BtDrafter *self = data;
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, written_cb, NULL);

  self->timer = 0;
  job->draft = g_steal_pointer (&self->draft);
  job->plan = bt_plan_ref (bt_document_get_plan (self->document));
  job->info = self->describe (self->data);
  /* The program does not end over a draft that is half written, or that is still to be taken away. */
  if (g_application_get_default ())
    g_application_hold (g_application_get_default ());
  g_task_set_source_tag (task, write_cb);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_thread);

  return G_SOURCE_REMOVE;
}

static void
arm (BtDrafter *self, guint delay)
{
  if (self->timer == 0 && self->draft)
    self->timer = g_timeout_add (delay, write_cb, self);
}

static void
changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtDrafter *self)
{
  if (bt_document_is_draft_due (document))
    arm (self, DELAY);
}

static void
bt_drafter_dispose (GObject *object)
{
  BtDrafter *self = BT_DRAFTER (object);

  bt_drafter_close (self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->draft, bt_draft_free);
  G_OBJECT_CLASS (bt_drafter_parent_class)->dispose (object);
}

static void
bt_drafter_class_init (BtDrafterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_drafter_dispose;

  /**
   * BtDrafter::failed:
   * @drafter: the drafter
   * @message: why
   *
   * The draft cannot be written; nothing more is said until it could.
   */
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_DRAFTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bt_drafter_init (BtDrafter *self)
{
}

/**
 * bt_drafter_new:
 * @document: a document
 * @draft: (transfer full) (nullable): the draft that it was recovered from
 * @describe: asked for what the draft says of itself, before each write
 * @data: what @describe gets
 *
 * Without @draft, a document that was never saved counts as having no draft yet, and is written soon.
 *
 * Returns: (transfer full): who keeps its draft, until bt_drafter_close()
 */
BtDrafter *
bt_drafter_new (BtDocument *document, BtDraft *draft, BtDescribeDraft describe, gpointer data)
{
  BtDrafter *self;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (describe != NULL, NULL);

  folder = bt_draft_dup_folder ();
  self = g_object_new (BT_TYPE_DRAFTER, NULL);
  self->document = g_object_ref (document);
  self->draft = draft ? draft : bt_draft_new (folder);
  self->describe = describe;
  self->data = data;
  g_signal_connect (document, "changed", G_CALLBACK (changed_cb), self);
  if (!draft && bt_document_is_modified (document))
    arm (self, DELAY);

  return self;
}

/**
 * bt_drafter_is_failing:
 * @drafter: a drafter
 *
 * Returns: whether the last draft could not be written
 */
gboolean
bt_drafter_is_failing (BtDrafter *drafter)
{
  g_return_val_if_fail (BT_IS_DRAFTER (drafter), FALSE);

  return drafter->failing;
}

/**
 * bt_drafter_drop:
 * @drafter: a drafter
 *
 * Takes the draft away, because the plan was saved or its user lets it go. What is edited later is drafted anew.
 */
void
bt_drafter_drop (BtDrafter *drafter)
{
  g_return_if_fail (BT_IS_DRAFTER (drafter));

  drafter->dropping = drafter->draft == NULL;
  if (drafter->dropping)
    return;
  g_clear_handle_id (&drafter->timer, g_source_remove);
  bt_document_mark_drafted (drafter->document, bt_document_get_plan (drafter->document));
  remove_draft (drafter);
}

/**
 * bt_drafter_close:
 * @drafter: a drafter
 *
 * Stops: the document is no longer open. What was written stays, unless it was dropped.
 */
void
bt_drafter_close (BtDrafter *drafter)
{
  g_return_if_fail (BT_IS_DRAFTER (drafter));

  drafter->closed = TRUE;
  g_clear_handle_id (&drafter->timer, g_source_remove);
  if (drafter->document)
    g_signal_handlers_disconnect_by_data (drafter->document, drafter);
}
