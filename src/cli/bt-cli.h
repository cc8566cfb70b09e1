/* What the commands of banthao-cli share: their table row, exit codes, input, output and messages. */
#pragma once

#include <gio/gio.h>

#include "bt-plan.h"
#include "bt-report.h"
#include "bt-resolve.h"

G_BEGIN_DECLS

/* The exit statuses of the contract. */
typedef enum
{
  BT_EXIT_DONE = 0,
  BT_EXIT_FOUND = 1,
  BT_EXIT_USAGE = 2,
  BT_EXIT_REFUSED = 3,
  BT_EXIT_IO = 4,
} BtExit;

/* A command: what it is called, how it is used, and what it does with its files. */
typedef struct
{
  const char *name;
  const char *usage;   /* what follows the name, in the untranslated form of the contract */
  const char *summary; /* msgid */
  const GOptionEntry *options;
  guint n_files; /* how many files it takes besides its options; more where @more */
  int (*run) (char **files);
  gboolean more;
} BtCommand;

extern const GOptionEntry bt_new_options[];
extern const GOptionEntry bt_import_options[];
extern const GOptionEntry bt_export_options[];
extern const GOptionEntry bt_show_options[];
extern const GOptionEntry bt_changes_options[];
extern const GOptionEntry bt_check_options[];
extern const GOptionEntry bt_comments_options[];
extern const GOptionEntry bt_set_aside_options[];
extern const GOptionEntry bt_decide_options[];
extern const GOptionEntry bt_duties_options[];
extern const GOptionEntry bt_compare_options[];
extern const GOptionEntry bt_merge_options[];
extern const GOptionEntry bt_record_options[];

int bt_new_run (char **files);
int bt_import_run (char **files);
int bt_export_run (char **files);
int bt_show_run (char **files);
int bt_validate_run (char **files);
int bt_changes_run (char **files);
int bt_check_run (char **files);
int bt_comments_run (char **files);
int bt_duties_run (char **files);
int bt_set_aside_run (char **files);
int bt_accept_run (char **files);
int bt_reject_run (char **files);
int bt_compare_run (char **files);
int bt_merge_run (char **files);
int bt_record_run (char **files);

/* bt-cli-io.c */
GBytes *bt_cli_read (const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_cli_read_plan (const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_cli_write (GBytes *bytes, const char *file, GError **error);
gboolean bt_cli_write_plan (BtPlan *plan, const char *file, GError **error);
gboolean bt_cli_write_string (const char *string, const char *file, GError **error);
gboolean bt_cli_is_stream (const char *file);

int bt_cli_choose_format (const char *command, const char *wanted, const char *const names[]);
int bt_cli_fail (const char *file, GError *error);
int bt_cli_fail_usage (const char *command, const char *format, ...) G_GNUC_PRINTF (2, 3);
const char *bt_cli_get_account (void);
void bt_cli_progress (const char *format, ...) G_GNUC_PRINTF (1, 2);
void bt_cli_progress_end (void);

/* bt-cli-convert.c */
GBytes *bt_cli_convert (GBytes *bytes, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* bt-cmd-import.c */
BtPlan *bt_import_read (const char *file, BtReport **report, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* bt-cli-view.c */
gboolean bt_cli_parse_view (const char *name, BtView *view);
BtPlan *bt_cli_view (BtPlan *plan, BtView view, char ***notes,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *bt_cli_add_notes (char *text, char **notes) G_GNUC_WARN_UNUSED_RESULT;

/* bt-changes-json.c */
char *bt_changes_json (const GPtrArray *list) G_GNUC_WARN_UNUSED_RESULT;

/* bt-show-json.c */
char *bt_show_json (BtPlan *plan, char **notes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
