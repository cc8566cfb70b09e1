/* The documents that this user has cited, to be cited again in other plans. */
#pragma once

#include "bt-node.h"

G_BEGIN_DECLS

typedef struct _BtCitationBook BtCitationBook;

BtCitationBook *bt_citation_book_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
void bt_citation_book_free (BtCitationBook *book);
GPtrArray *bt_citation_book_get_sources (BtCitationBook *book);
gboolean bt_citation_book_remember (BtCitationBook *book, const BtNode *source, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCitationBook, bt_citation_book_free)

G_END_DECLS
