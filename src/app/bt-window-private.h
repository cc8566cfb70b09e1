/* What the window's own files share: bt-window.c (the widgets) and bt-window-….c, each with what its name says. */
#pragma once

#include "bt-bulk-edit.h"
#include "bt-drafter.h"
#include "bt-editor.h"
#include "bt-find-bar.h"
#include "bt-go-to.h"
#include "bt-finding-panel.h"
#include "bt-lazy-bin.h"
#include "bt-new-plan-page.h"
#include "bt-outline.h"
#include "bt-paginator.h"
#include "bt-preview.h"
#include "bt-resolve.h"
#include "bt-review-panel.h"
#include "bt-spell-watch.h"
#include "bt-start-page.h"
#include "bt-window.h"
#include "bt-word-count.h"

G_BEGIN_DECLS

struct _BtWindow
{
  AdwApplicationWindow parent_instance;

  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkInfoBar *disk_bar;
  GtkInfoBar *view_bar;
  GtkLabel *view_label;
  GtkInfoBar *read_only_bar;
  GtkLabel *read_only_label;
  GtkInfoBar *work_bar;
  GtkLabel *work_label;
  GtkSpinner *work_spinner;
  GtkInfoBar *draft_bar;
  GtkLabel *draft_label;
  GtkStack *stack;
  BtLazyBin *new_page; /* of a BtNewPlanPage */
  BtLazyBin *find_bar; /* of a BtFindBar */
  GtkPaned *outer;
  GtkPaned *inner;
  BtOutline *outline;
  BtEditor *editor;
  GtkWidget *panel;
  GtkStack *panel_pages;
  BtLazyBin *review_panel; /* of a BtReviewPanel */
  GtkButton *review_button;
  BtLazyBin *finding_panel; /* of a BtFindingPanel */
  GtkButton *check_button;
  BtPreview *preview;
  GtkLabel *page_label;
  GtkButton *zoom_button;
  GtkButton *status;
  GtkButton *count_button;
  GtkWidget *go_to, *count; /* made when they are first wanted */
  GtkWidget *open_button, *new_button, *pdf_button, *print_button;
  GtkMenuButton *main_menu, *view_menu, *paragraph_menu;
  GtkWidget *undo_button;
  GtkWidget *redo_button;

  GSettings *settings;
  BtDocument *document;
  BtDocument *seen; /* what is shown: @document, or how it reads without its changes */
  BtView view;
  gboolean asked_identity;
  gboolean review_offered; /* what is to be decided in the document has been shown, if anything was */
  gboolean has_pages; /* there is something to print */
  BtPaginator *paginator;
  BtWordCount *words;
  BtReviewList *review;
  int wanted_change, wanted_finding; /* which step was asked for before anything was read: 1, -1, or 0 for none */
  BtFindingList *findings;
  BtUnderlines *underlines;
  BtSpellWatch *spelling;
  BtDrafter *drafter;
  guint idle;
  gboolean narrow_panel, narrow_outline; /* too narrow for the column, whatever the settings say */
  gboolean panel_asked; /* while it is too narrow for the panel, that is wanted instead of the outline */

  GFile *file;      /* where it is saved; NULL where it never was */
  GFile *opening;   /* what is being read */
  char *etag;       /* the version of the file that we read or wrote */
  char *disk_etag;  /* the version that another program has put in its place */
  char *name;       /* what the file dialog proposes where there is no file */
  GDateTime *saved_at;
  char *found_draft; /* a draft of the same file that nobody has open */
  GFileMonitor *monitor;
  GCancellable *loading;
  GPtrArray *works; /* what may take long and is under way, see bt-window-work.c */
  BtBulkEdit *bulk; /* of these, what edits in many places; NULL for none */
  GQueue bulks;     /* those that begin when it has ended */
  guint n_saving;   /* writes under way: changes on disk are ours */
  gboolean close_when_saved;
  gboolean closing; /* the user said that unsaved changes may go */
};

/* bt-window.c */
void bt_window_set_document (BtWindow *self, BtDocument *document, BtDraft *draft);
void bt_window_show_page (BtWindow *self);
void bt_window_show_part (BtWindow *self, const char *id);
void bt_window_show_panel (BtWindow *self, const char *page);
void bt_window_go_to (BtWindow *self, BtPlace place);
void bt_window_say (BtWindow *self, const char *message);
void bt_window_reveal (GtkInfoBar *bar, gboolean revealed);
void bt_window_say_undoable (BtWindow *self, const char *message);
void bt_window_update_title (BtWindow *self);
void bt_window_update_zoom (BtWindow *self);

/* bt-window-print.c */
typedef void (*BtWindowTakesPlan) (BtWindow *self, BtPlan *plan);
void bt_window_print (BtWindow *self);
void bt_window_export_pdf (BtWindow *self);

/* bt-window-actions.c */
void bt_window_install_actions (GtkWidgetClass *widget_class);
void bt_window_update_actions (BtWindow *self);

/* bt-window-menus.c */
void bt_window_init_menus (BtWindow *self);

/* bt-window-file.c */
void bt_window_save (BtWindow *self);
void bt_window_save_as (BtWindow *self);
void bt_window_export_pdf_of (BtWindow *self, BtPlan *plan);
void bt_window_export_word (BtWindow *self);
void bt_window_take_back (BtWindow *self);
char *bt_window_dup_name (BtWindow *self, const char *ending);
GtkFileFilter *bt_window_new_filter (const char *name, const char *const *patterns);
GtkFileChooserNative *bt_window_new_open_dialog (BtWindow *self, const char *title,
                                                 GtkFileFilter *filter);
GtkFileChooserNative *bt_window_new_save_dialog (BtWindow *self, const char *title,
                                                 GtkFileFilter *filter, const char *ending);
GFile *bt_window_get_chosen (GtkFileChooserNative *native, const char *extension);
gboolean bt_window_ask_before_close (BtWindow *self);
void bt_window_disk_bar_response (BtWindow *self, int response);
void bt_window_forget_file (BtWindow *self);
void bt_window_take_file (BtWindow *self, GFile *file, const char *etag);
void bt_window_remember_file (BtWindow *self);
void bt_window_check_disk (BtWindow *self);
void bt_window_import_text (BtWindow *self, GBytes *text);
void bt_window_begin_loading (BtWindow *self);
void bt_window_show_error (BtWindow *self, const char *heading, const GError *error);

/* bt-window-work.c */
GCancellable *bt_window_begin_work (BtWindow *self, const char *words);
void bt_window_end_work (BtWindow *self, GAsyncResult *result);
void bt_window_stop_work (BtWindow *self);
gboolean bt_window_is_working (BtWindow *self);
void bt_window_init_work (BtWindow *self);
void bt_window_forget_works (BtWindow *self);

/* bt-window-bulk.c */
void bt_window_edit_in_bulk (BtWindow *self, BtDocument *document, BtBulkEdit *edit);

/* bt-window-export.c */
void bt_window_show_file_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* bt-window-count.c */
void bt_window_count_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* bt-window-sheet.c */
void bt_window_sheet_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* bt-window-find.c */
void bt_window_begin_find (BtWindow *self);
void bt_window_update_find (BtWindow *self);
void bt_window_go_to_action (GtkWidget *widget, const char *name, GVariant *parameter);
void bt_window_find_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* bt-window-outline.c */
void bt_window_begin_outline (BtWindow *self);
gboolean bt_window_is_in_outline (BtWindow *self);

/* bt-window-review.c */
void bt_window_begin_review (BtWindow *self);
void bt_window_review_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* bt-window-view.c */
void bt_window_begin_view (BtWindow *self);
void bt_window_update_view (BtWindow *self);
void bt_window_refresh_view (BtWindow *self);
void bt_window_see (BtWindow *self, BtDocument *seen);
gboolean bt_window_is_editable (BtWindow *self);
void bt_window_ask_identity (BtWindow *self);
void bt_window_take_identity (BtWindow *self);

/* bt-window-compare.c */
void bt_window_compare_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* bt-window-rounds.c */
void bt_window_rounds_action (GtkWidget *widget, const char *name, GVariant *parameter);
void bt_window_update_rounds (BtWindow *self);
/* bt-window-check.c */
void bt_window_begin_check (BtWindow *self);
void bt_window_update_check (BtWindow *self);
void bt_window_check_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* bt-window-spelling.c */
void bt_window_begin_spelling (BtWindow *self);
void bt_window_update_spelling (BtWindow *self);
void bt_window_spelling_action (GtkWidget *widget, const char *name, GVariant *parameter);

/* bt-window-draft.c */
void bt_window_begin_draft (BtWindow *self, BtDraft *draft);
void bt_window_end_draft (BtWindow *self);
void bt_window_drop_draft (BtWindow *self);
void bt_window_look_for_draft (BtWindow *self);
void bt_window_draft_bar_response (BtWindow *self, int response);

/* bt-window-start.c */
void bt_window_init_start (BtWindow *self);

G_END_DECLS
