/* Breaks many paragraphs into lines at a time, in as many threads as it is worth. Everything of Pango (context, font
 * map, fonts, layouts) belongs to one thread at a time: each helper has a context of its own, and none of them runs any
 * more when bt_crew_shape() returns. What comes out is the same whoever did it: fonts are found in the same way. */
#include "bt-crew.h"

#include "bt-layout.h"

/* A thread, and the fonts it has to load, are worth it for no fewer paragraphs. */
#define MIN_SHARE 200

/* More threads wait for memory and for each other's locks. */
#define MAX_THREADS 4

struct _BtCrew
{
  PangoContext *context;
  const BtStyleFont *fonts;
  GPtrArray *helpers; /* of PangoContext */
};

/* The work that is left, for all threads of a call. */
typedef struct
{
  GPtrArray *paragraphs;
  const BtStyleFont *fonts;
  gint next;
} Work;

typedef struct
{
  Work *work;
  PangoContext *context;
} Helper;

static GQuark
create_quark (void)
{
  return g_quark_from_static_string ("bt-layout-create-context");
}

/**
 * bt_layout_share_work:
 * @context: a context for layouts
 * @create: makes another that measures the same, with a font map of its own
 *
 * Has layouts of long plans made by several threads; without it, by the caller's alone.
 */
void
bt_layout_share_work (PangoContext *context, PangoContext *(*create) (void))
{
  g_return_if_fail (PANGO_IS_CONTEXT (context));

  g_object_set_qdata (G_OBJECT (context), create_quark (), (gpointer) create);
}

/**
 * bt_crew_new:
 * @context: the context of the thread that calls bt_crew_shape()
 * @fonts: (array length=BT_N_STYLES): of the styles; they outlive the crew
 *
 * Returns: (transfer full): a crew
 */
BtCrew *
bt_crew_new (PangoContext *context, const BtStyleFont *fonts)
{
  BtCrew *crew = g_new0 (BtCrew, 1);

  crew->context = g_object_ref (context);
  crew->fonts = fonts;
  crew->helpers = g_ptr_array_new_with_free_func (g_object_unref);
  return crew;
}

/** bt_crew_free: frees @crew */
void
bt_crew_free (BtCrew *crew)
{
  g_ptr_array_unref (crew->helpers);
  g_object_unref (crew->context);
  g_free (crew);
}

/* How many helpers so much work is worth. */
static guint
count_helpers (guint n_paragraphs)
{
  guint n_threads = MIN (g_get_num_processors (), MAX_THREADS);

  return CLAMP (n_paragraphs / MIN_SHARE, 1, n_threads) - 1;
}

static void
hire (BtCrew *crew, guint n_helpers)
{
  PangoContext *(*create) (void) =
      (PangoContext * (*) (void)) g_object_get_qdata (G_OBJECT (crew->context), create_quark ());

  while (create != NULL && crew->helpers->len < n_helpers)
    g_ptr_array_add (crew->helpers, create ());
}

static void
do_work (Work *work, PangoContext *context)
{
  guint i;

  while ((i = (guint) g_atomic_int_add (&work->next, 1)) < work->paragraphs->len)
    bt_paragraph_shape (work->paragraphs->pdata[i], context, work->fonts);
}

static gpointer
help (gpointer data)
{
  const Helper *helper = data;

  do_work (helper->work, helper->context);
  return NULL;
}

/**
 * bt_crew_shape:
 * @paragraphs: (element-type BtParagraph): each of them once
 *
 * Breaks all of them into lines.
 */
void
bt_crew_shape (BtCrew *crew, GPtrArray *paragraphs)
{
  Work work = { paragraphs, crew->fonts, 0 };
  guint n_helpers = count_helpers (paragraphs->len);

  hire (crew, n_helpers);
  n_helpers = MIN (n_helpers, crew->helpers->len);
  g_autofree Helper *helpers = g_new (Helper, n_helpers);
  g_autofree GThread **threads = g_new (GThread *, n_helpers);
  for (guint i = 0; i < n_helpers; i++)
    {
      helpers[i] = (Helper){ &work, crew->helpers->pdata[i] };
      threads[i] = g_thread_new ("layout", help, &helpers[i]);
    }
  do_work (&work, crew->context);
  for (guint i = 0; i < n_helpers; i++)
    g_thread_join (threads[i]);
}
