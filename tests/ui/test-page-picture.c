/* The law of the preview: a picture of which only what differs is drawn again is, to the pixel, the page as a whole. */

#include <string.h>

#include "bt-commands.h"
#include "bt-generate.h"
#include "bt-id.h"
#include "bt-page-picture.h"
#include "bt-print.h"
#include "bt-random-edit.h"

/* Random scripts, where the environment (BT_SCRIPTS) does not ask for another number. */
#define N_SCRIPTS 6
#define N_EDITS 20
#define N_PAGES 2

typedef struct
{
  GRand *rand;
  BtDocument *document;
  BtProfile *profile;
  PangoContext *context;
  double scale;
  int factor;
  BtLayout *layout;
  BtPagePicture *pictures[N_PAGES];
} Script;

static void
get_size (const Script *script, guint page, int *width, int *height)
{
  BtLength paper_width, paper_height;

  bt_layout_get_page_size (script->layout, page, &paper_width, &paper_height);
  *width = BT_LENGTH_TO_PT (paper_width) * script->scale + 0.5;
  *height = BT_LENGTH_TO_PT (paper_height) * script->scale + 0.5;
}

static cairo_surface_t *
draw_whole (const Script *script, guint page)
{
  int width, height;
  cairo_surface_t *surface;
  cairo_t *cr;

  get_size (script, page, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * script->factor, height * script->factor);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, script->scale * script->factor, script->scale * script->factor);
  bt_print_draw_page (script->layout, page, cr);
  cairo_destroy (cr);
  return surface;
}

static cairo_surface_t *
draw_strips (const Script *script, guint page)
{
  int width, height;
  cairo_surface_t *surface;
  cairo_t *cr;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  get_size (script, page, &width, &height);
  bt_page_picture_snapshot (script->pictures[page], script->layout, page, snapshot, 0, height);
  node = gtk_snapshot_free_to_node (snapshot);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * script->factor, height * script->factor);
  cr = cairo_create (surface);
  cairo_scale (cr, script->factor, script->factor);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  gsk_render_node_unref (node);
  return surface;
}

static void
assert_equal (cairo_surface_t *one, cairo_surface_t *other)
{
  int stride = cairo_image_surface_get_stride (one), width = cairo_image_surface_get_width (one);

  for (int y = 0; y < cairo_image_surface_get_height (one); y++)
    {
      const guint32 *row = (const guint32 *) (cairo_image_surface_get_data (one) + y * stride);
      const guint32 *like = (const guint32 *) (cairo_image_surface_get_data (other) + y * stride);

      for (int x = 0; x < width; x++)
        if ((row[x] & 0xffffff) != (like[x] & 0xffffff))
          g_error ("pixel %d, %d is %06x instead of %06x", x, y, row[x] & 0xffffff, like[x] & 0xffffff);
    }
}

static void
check (const Script *script)
{
  for (guint i = 0; i < MIN (N_PAGES, bt_layout_get_n_pages (script->layout)); i++)
    {
      cairo_surface_t *whole = draw_whole (script, i), *strips = draw_strips (script, i);

      assert_equal (strips, whole);
      cairo_surface_destroy (whole);
      cairo_surface_destroy (strips);
    }
}

/* Lays the plan out and has the pictures follow, as the preview does. */
static void
follow (Script *script)
{
  BtLayout *old = script->layout;

  script->layout = bt_layout_new (bt_document_get_plan (script->document), script->profile, script->context,
                                  BT_LAYOUT_MARKUP, old);
  for (guint i = 0; i < N_PAGES; i++)
    {
      BtPagePicture *picture = script->pictures[i];
      gboolean is_page = i < bt_layout_get_n_pages (script->layout);
      int width = 0, height = 0;

      if (is_page)
        get_size (script, i, &width, &height);
      if (picture && is_page && i < bt_layout_get_n_pages (old)
          && bt_page_picture_fits (picture, width, height, script->scale, script->factor))
        bt_page_picture_update (picture, bt_layout_get_page (old, i), bt_layout_get_page (script->layout, i));
      else
        {
          g_clear_pointer (&script->pictures[i], bt_page_picture_free);
          if (is_page)
            script->pictures[i] = bt_page_picture_new (width, height, script->scale, script->factor);
        }
    }
  g_clear_pointer (&old, bt_layout_unref);
}

static void
edit (Script *script)
{
  BtPlan *plan = bt_document_get_plan (script->document);
  const BtNode *node = bt_generate_pick (script->rand, plan);
  BtPlace place = bt_place (bt_node_get_id (node), 0);

  if (bt_node_get_text (node) && g_rand_boolean (script->rand))
    bt_document_type (script->document, place, place, "Ẵ Ộg ", NULL);
  else if (g_rand_int_range (script->rand, 0, 4) == 0)
    bt_document_undo (script->document);
  else
    {
      g_autoptr (BtRandomEdit) random = bt_random_edit_new (script->rand, plan);
      bt_random_edit_run (random, script->document, NULL, NULL);
    }
}

static void
run_script (BtProfile *profile, PangoContext *context, guint32 seed)
{
  static const double scales[] = { 0.55, 0.6137, 1, 1.3333 };
  Script script = { .rand = g_rand_new_with_seed (seed), .profile = profile, .context = context };
  g_autoptr (BtPlan) plan = NULL;

  g_test_message ("script BT_SEED=%u", seed);
  bt_id_set_seed (seed);
  plan = bt_random_edit_make_reviewed (script.rand, 10, 10);
  script.document = bt_document_new (plan);
  bt_document_set_author (script.document, "Lê Văn An");
  bt_document_set_tracking (script.document, g_rand_boolean (script.rand), NULL);
  script.scale = scales[g_rand_int_range (script.rand, 0, G_N_ELEMENTS (scales))];
  script.factor = g_rand_int_range (script.rand, 1, 3);
  for (guint i = 0; i < N_EDITS; i++)
    {
      follow (&script);
      check (&script);
      edit (&script);
    }
  for (guint i = 0; i < N_PAGES; i++)
    g_clear_pointer (&script.pictures[i], bt_page_picture_free);
  bt_layout_unref (script.layout);
  g_object_unref (script.document);
  g_rand_free (script.rand);
}

static void
test_follow (void)
{
  guint n_scripts = MIN (bt_generate_number ("BT_SCRIPTS", N_SCRIPTS), N_SCRIPTS);
  guint32 seed = bt_generate_seed ();
  g_autoptr (GError) error = NULL;
  BtProfile *profile = bt_profile_load ("nd30-2020", &error);
  PangoContext *context = bt_print_create_context ();

  g_assert_no_error (error);
  for (guint i = 0; i < n_scripts; i++)
    run_script (profile, context, seed + i);
  g_object_unref (context);
  bt_profile_unref (profile);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/preview/picture/follow", test_follow);
  return g_test_run ();
}
