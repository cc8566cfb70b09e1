/* The content of a text in the native format: formats, changes, objects and comment anchors, read
 * and written. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-id.h"
#include "bt-store-private.h"
#include "bt-viet.h"
#include "bt-was.h"

/* The longest text that is read; a paragraph of a plan has a few thousand bytes. */
#define MAX_TEXT (16 * 1024 * 1024)
#define MAX_INLINE_DEPTH 32
#define MAX_ANCHORS 4096

/* A property of a mark that is written as an element around its characters, outermost first. */
typedef struct
{
  const char *element;
  gsize change;    /* where in BtMark the change's id is */
  BtFormat format; /* or the format the element stands for */
} Level;

static const Level levels[] = {
  { "ins", G_STRUCT_OFFSET (BtMark, ins) },
  { "del", G_STRUCT_OFFSET (BtMark, del) },
  { "reformat", G_STRUCT_OFFSET (BtMark, was) },
  { "b", 0, BT_FORMAT_BOLD },
  { "i", 0, BT_FORMAT_ITALIC },
  { "u", 0, BT_FORMAT_UNDERLINE },
};

struct _BtInlineReader
{
  BtTextBuilder *builder;
  GArray *marks;   /* of BtMark: of the open elements, the text itself first */
  GString *chars;  /* read, but not yet appended */
  gsize length;    /* of what is appended */
  gboolean fresh;  /* at the start of the text or of a line */
  GPtrArray *open; /* the threads whose comment ranges are open, interned */
  guint n_anchors; /* comment ranges so far */
};

typedef gboolean (*ElementReader) (BtInlineReader *reader, const BtXmlElement *element,
                                   GError **error);

static const char **
level_change (const Level *level, const BtMark *mark)
{
  return (const char **) G_STRUCT_MEMBER_P (mark, level->change);
}

/* Makes a reader of one text. */
BtInlineReader *
bt_inline_reader_new (void)
{
  BtInlineReader *reader = g_new0 (BtInlineReader, 1);
  BtMark plain = { 0 };

  reader->builder = bt_text_builder_new ();
  reader->marks = g_array_new (FALSE, FALSE, sizeof (BtMark));
  g_array_append_val (reader->marks, plain);
  reader->chars = g_string_new (NULL);
  reader->open = g_ptr_array_new ();
  reader->fresh = TRUE;
  return reader;
}

void
bt_inline_reader_free (BtInlineReader *reader)
{
  g_clear_pointer (&reader->builder, bt_text_builder_free);
  g_array_unref (reader->marks);
  g_string_free (reader->chars, TRUE);
  g_ptr_array_unref (reader->open);
  g_free (reader);
}

static const BtMark *
current_mark (const BtInlineReader *reader)
{
  return &g_array_index (reader->marks, BtMark, reader->marks->len - 1);
}

/* A line end of the file with the blanks around it is one space: long lines may be wrapped by hand.
 * Other blanks stay as they are. At the start and at the end of a line of the text such a line end
 * is nothing. */
static void
fold_blanks (GString *out, const char *blanks, gsize length, gboolean at_edge)
{
  if (memchr (blanks, '\n', length) == NULL)
    for (gsize i = 0; i < length; i++)
      g_string_append_c (out, ' ');
  else if (!at_edge)
    g_string_append_c (out, ' ');
}

/* Appends the characters read so far; @last tells that the line or the text ends behind them. */
static void
flush (BtInlineReader *reader, gboolean last)
{
  g_autoptr (GString) folded = g_string_sized_new (reader->chars->len);
  const char *at = reader->chars->str, *end = at + reader->chars->len;

  while (at < end)
    {
      gsize blanks = strspn (at, " \t\r\n");
      gboolean at_edge = (reader->fresh && folded->len == 0) || (last && at + blanks == end);
      fold_blanks (folded, at, blanks, at_edge);
      at += blanks;
      gsize word = strcspn (at, " \t\r\n");
      g_string_append_len (folded, at, word);
      at += word;
    }
  g_string_truncate (reader->chars, 0);
  if (folded->len == 0)
    return;
  g_autofree char *normal = bt_viet_normalize (folded->str, folded->len);
  bt_text_builder_append (reader->builder, normal, -1, current_mark (reader));
  reader->length += folded->len;
  reader->fresh = FALSE;
}

static gboolean
open_mark (BtInlineReader *reader, BtMark mark, GError **error)
{
  if (reader->marks->len > MAX_INLINE_DEPTH)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_LIMIT,
                   _ ("formats and changes are nested deeper than %d levels"), MAX_INLINE_DEPTH);
      return FALSE;
    }
  g_array_append_val (reader->marks, mark);
  return TRUE;
}

/* What an element of @level says: the change it belongs to, or what stood before several. */
static char *
read_level_value (const Level *level, const BtXmlElement *element, GError **error)
{
  if (level->change != G_STRUCT_OFFSET (BtMark, was))
    return bt_xml_element_dup_id (element, "change", error);

  const BtXmlAttr *attr = bt_xml_element_find (element, "was");
  g_autofree char *was = attr != NULL ? g_strndup (attr->value, attr->length) : g_strdup ("");
  if (was[0] != '\0' && bt_was_check (was))
    return g_steal_pointer (&was);
  g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("“%.40s” is no value for the attribute “%s”"),
               was, "was");
  return NULL;
}

static gboolean
read_level (BtInlineReader *reader, const Level *level, const BtXmlElement *element, GError **error)
{
  BtMark mark = *current_mark (reader);

  if (level->format != 0)
    {
      mark.format |= level->format;
      return open_mark (reader, mark, error);
    }
  g_autofree char *value = read_level_value (level, element, error);
  if (value == NULL)
    return FALSE;
  if (*level_change (level, &mark) != NULL)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("<%s> cannot stand within <%s>"),
                   element->name, element->name);
      return FALSE;
    }
  *level_change (level, &mark) = bt_intern (value);
  return open_mark (reader, mark, error);
}

static gboolean
read_break (BtInlineReader *reader, const BtXmlElement *element, GError **error)
{
  bt_text_builder_append (reader->builder, "\n", 1, current_mark (reader));
  reader->fresh = TRUE;
  return TRUE;
}

static void
append_object (BtInlineReader *reader, BtObjectKind kind, const char *target)
{
  BtMark mark = *current_mark (reader);

  mark.object = kind;
  mark.target = bt_intern (target);
  bt_text_builder_append_object (reader->builder, &mark);
  reader->fresh = FALSE;
}

static gboolean
read_ref (BtInlineReader *reader, const BtXmlElement *element, GError **error)
{
  g_autofree char *target = bt_xml_element_dup_id (element, "to", error);

  if (target != NULL)
    append_object (reader, BT_OBJECT_REF, target);
  return target != NULL;
}

static gboolean
read_cite (BtInlineReader *reader, const BtXmlElement *element, GError **error)
{
  g_autofree char *target = bt_xml_element_dup_id (element, "source", error);

  if (target != NULL)
    append_object (reader, BT_OBJECT_CITE, target);
  return target != NULL;
}

static gboolean
read_comment_start (BtInlineReader *reader, const BtXmlElement *element, GError **error)
{
  g_autofree char *thread = bt_xml_element_dup_id (element, "thread", error);

  if (thread == NULL)
    return FALSE;
  if (++reader->n_anchors > MAX_ANCHORS)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_LIMIT, _ ("a text has more than %d comments"),
                   MAX_ANCHORS);
      return FALSE;
    }
  g_ptr_array_add (reader->open, (gpointer) bt_intern (thread));
  bt_text_builder_start_anchor (reader->builder, thread);
  return TRUE;
}

static gboolean
read_comment_end (BtInlineReader *reader, const BtXmlElement *element, GError **error)
{
  g_autofree char *thread = bt_xml_element_dup_id (element, "thread", error);

  if (thread == NULL)
    return FALSE;
  if (!g_ptr_array_remove_fast (reader->open, (gpointer) bt_intern (thread)))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID,
                   _ ("the comment “%s” ends here without a start"), thread);
      return FALSE;
    }
  bt_text_builder_end_anchor (reader->builder, thread);
  return TRUE;
}

/* Elements that stand for something and hold nothing. */
static const struct
{
  const char *element;
  ElementReader read;
} objects[] = {
  { "br", read_break },
  { "ref", read_ref },
  { "cite", read_cite },
  { "comment-start", read_comment_start },
  { "comment-end", read_comment_end },
};

static gboolean
check_attrs (const BtXmlElement *element, GError **error)
{
  for (guint i = 0; i < element->n_attrs; i++)
    if (element->attrs[i].uri != NULL)
      {
        g_set_error (error, BT_ERROR, BT_ERROR_INVALID,
                     _ ("the attribute “%s” of another namespace cannot be kept on <%s>: put it on "
                        "the node"),
                     element->attrs[i].name, element->name);
        return FALSE;
      }
  return TRUE;
}

/* Goes into an element of our namespace within the text. */
gboolean
bt_inline_reader_start (BtInlineReader *reader, const BtXmlElement *element, GError **error)
{
  if (!check_attrs (element, error))
    return FALSE;
  flush (reader, strcmp (element->name, "br") == 0);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (strcmp (levels[i].element, element->name) == 0)
      return read_level (reader, &levels[i], element, error);
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    if (strcmp (objects[i].element, element->name) == 0)
      return objects[i].read (reader, element, error)
             && open_mark (reader, *current_mark (reader), error);
  g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("<%s> cannot stand in a text"), element->name);
  return FALSE;
}

/* Leaves an element; returns FALSE where it was the text itself. */
gboolean
bt_inline_reader_end (BtInlineReader *reader)
{
  if (reader->marks->len == 1)
    return FALSE;
  flush (reader, FALSE);
  g_array_set_size (reader->marks, reader->marks->len - 1);
  return TRUE;
}

/* Sees characters, perhaps not yet all of a word. */
gboolean
bt_inline_reader_text (BtInlineReader *reader, const char *text, gsize length, GError **error)
{
  if (reader->length + reader->chars->len + length > MAX_TEXT)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_LIMIT,
                   _ ("a text has more than %d MB: no paragraph is that long"), MAX_TEXT >> 20);
      return FALSE;
    }
  g_string_append_len (reader->chars, text, length);
  return TRUE;
}

/* Sees a whole element of another namespace. */
void
bt_inline_reader_foreign (BtInlineReader *reader, const char *xml)
{
  flush (reader, FALSE);
  append_object (reader, BT_OBJECT_FOREIGN, xml);
}

/* Ends the text and hands it over; the reader is then empty. */
BtText *
bt_inline_reader_finish (BtInlineReader *reader, GError **error)
{
  flush (reader, TRUE);
  if (reader->open->len > 0)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID,
                   _ ("the comment “%s” starts, but does not end in this text"),
                   (const char *) reader->open->pdata[0]);
      return NULL;
    }
  return bt_text_builder_end (g_steal_pointer (&reader->builder));
}

/* The start or the end of a comment's range. */
typedef struct
{
  gsize offset;
  gboolean start;
  const char *thread;
} Milestone;

/* A text that is being written. */
typedef struct
{
  GString *out;
  const BtText *text;
  GArray *milestones; /* of Milestone, in order */
  guint next;         /* the first that is not yet written */
  BtMark open;        /* whose elements are open */
} Writing;

static gboolean
level_is_set (const Level *level, const BtMark *mark)
{
  return level->format != 0 ? (mark->format & level->format) != 0
                            : *level_change (level, mark) != NULL;
}

static gboolean
level_is_same (const Level *level, const BtMark *a, const BtMark *b)
{
  if (level->format != 0)
    return (a->format & level->format) == (b->format & level->format);
  return *level_change (level, a) == *level_change (level, b);
}

static void
open_level (GString *out, const Level *level, const BtMark *mark)
{
  g_string_append_printf (out, "<%s", level->element);
  if (level->format == 0)
    {
      const char *value = *level_change (level, mark);
      g_string_append (out,
                       level->change == G_STRUCT_OFFSET (BtMark, was) ? " was=\"" : " change=\"");
      bt_xml_append_escaped (out, value, strlen (value));
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, '>');
}

/* Closes as few elements as can be before those of @mark can be opened; tells how many levels stay open. */
static guint
close_levels (Writing *writing, const BtMark *mark)
{
  guint same = 0;

  while (same < G_N_ELEMENTS (levels) && level_is_same (&levels[same], &writing->open, mark))
    same++;
  for (guint i = G_N_ELEMENTS (levels); i > same; i--)
    if (level_is_set (&levels[i - 1], &writing->open))
      g_string_append_printf (writing->out, "</%s>", levels[i - 1].element);
  return same;
}

/* Opens the elements of @mark from level @first inwards. */
static void
open_levels (Writing *writing, guint first, const BtMark *mark)
{
  for (guint i = first; i < G_N_ELEMENTS (levels); i++)
    if (level_is_set (&levels[i], mark))
      open_level (writing->out, &levels[i], mark);
  writing->open = *mark;
}

static int
compare_milestones (gconstpointer a, gconstpointer b)
{
  const Milestone *one = a, *other = b;

  if (one->offset != other->offset)
    return one->offset < other->offset ? -1 : 1;
  if (one->start != other->start)
    return one->start ? 1 : -1;
  return strcmp (one->thread, other->thread);
}

static GArray *
list_milestones (const BtText *text)
{
  GArray *milestones = g_array_new (FALSE, FALSE, sizeof (Milestone));
  guint n_anchors;
  const BtAnchor *anchors = bt_text_get_anchors (text, &n_anchors);

  for (guint i = 0; i < n_anchors; i++)
    {
      Milestone start = { anchors[i].start, TRUE, anchors[i].thread };
      Milestone end = { anchors[i].end, FALSE, anchors[i].thread };
      g_array_append_val (milestones, start);
      g_array_append_val (milestones, end);
    }
  g_array_sort (milestones, compare_milestones);
  return milestones;
}

static void
write_milestones (Writing *writing, gsize offset)
{
  for (; writing->next < writing->milestones->len; writing->next++)
    {
      const Milestone *milestone = &g_array_index (writing->milestones, Milestone, writing->next);
      if (milestone->offset != offset)
        break;
      g_string_append_printf (writing->out, "<comment-%s thread=\"%s\"/>",
                              milestone->start ? "start" : "end", milestone->thread);
    }
}

static void
write_objects (GString *out, const BtMark *mark, gsize length)
{
  static const struct
  {
    const char *element, *attr;
  } objects_xml[] = { [BT_OBJECT_REF] = { "ref", "to" }, [BT_OBJECT_CITE] = { "cite", "source" } };

  for (gsize i = 0; i < length; i += BT_OBJECT_CHAR_SIZE)
    if (mark->object == BT_OBJECT_FOREIGN)
      g_string_append (out, mark->target);
    else
      g_string_append_printf (out, "<%s %s=\"%s\"/>", objects_xml[mark->object].element,
                              objects_xml[mark->object].attr, mark->target);
}

static void
write_chars (GString *out, const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *line_end = memchr (text, '\n', end - text);
      bt_xml_append_escaped (out, text, (line_end != NULL ? line_end : end) - text);
      if (line_end != NULL)
        g_string_append (out, "<br/>");
      text = line_end != NULL ? line_end + 1 : end;
    }
}

/* Writes from @start to @end, all of one mark, parted where comments start and end. */
static void
write_run (Writing *writing, gsize start, gsize end, const BtMark *mark)
{
  const char *string = bt_text_get_string (writing->text);

  while (start < end)
    {
      gsize stop = end;
      if (writing->next < writing->milestones->len)
        stop = MIN (end, g_array_index (writing->milestones, Milestone, writing->next).offset);
      if (mark->object != BT_OBJECT_NONE)
        write_objects (writing->out, mark, stop - start);
      else
        write_chars (writing->out, string + start, stop - start);
      if (stop < end)
        write_milestones (writing, stop);
      start = stop;
    }
}

/* Writes the content of an element that holds @text. */
void
bt_inline_write (GString *out, const BtText *text)
{
  g_autoptr (GArray) milestones = list_milestones (text);
  Writing writing = { out, text, milestones };
  BtMark plain = { 0 };
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      guint same = close_levels (&writing, &runs[i].mark);
      write_milestones (&writing, start);
      open_levels (&writing, same, &runs[i].mark);
      write_run (&writing, start, runs[i].end, &runs[i].mark);
    }
  close_levels (&writing, &plain);
  write_milestones (&writing, start);
}
