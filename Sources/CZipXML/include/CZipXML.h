// Parts of a zip file as XML events, for files that nobody vouches for.
//
// A part is inflated and parsed in pieces, and is never held as a whole. Each limit below ends the parse with a code:
// nothing here allocates in proportion to what a file only claims. A document type declaration is refused, so that no
// entity of the file's own is ever expanded.

#ifndef CZIPXML_H
#define CZIPXML_H

#include <stddef.h>
#include <stdint.h>

typedef struct czipxml_file czipxml_file;

enum {
  CZIPXML_OK = 0,
  CZIPXML_NOT_ZIP,    // no zip file, or one that is cut off
  CZIPXML_DAMAGED,    // a part does not inflate, or its checksum differs
  CZIPXML_ENCRYPTED,  // a part needs a password
  CZIPXML_MALFORMED,  // a part is no well-formed XML
  CZIPXML_DOCTYPE,    // a part declares a document type
  CZIPXML_TOO_LARGE,  // a part inflates to more bytes than it may
  CZIPXML_LONG_TOKEN, // one tag is longer than CZIPXML_LONGEST_TOKEN bytes
  CZIPXML_STOPPED,    // a callback asked to stop
  CZIPXML_MEMORY,
};

enum { CZIPXML_LONGEST_TOKEN = 1 << 20 };

typedef struct {
  void *context;
  // Each returns 0 to go on. Names and values are UTF-8 and valid during the call; `attributes` ends in NULL.
  int32_t (*start)(void *context, const char *name, const char *const *attributes);
  int32_t (*end)(void *context, const char *name);
  int32_t (*text)(void *context, const char *bytes, int32_t count);
} czipxml_handler;

// Opens a zip file in memory, which must outlive it. Returns NULL with a code in `code` if that fails.
czipxml_file *czipxml_open(const void *bytes, size_t count, int32_t *code);
void czipxml_close(czipxml_file *file);

int64_t czipxml_count(const czipxml_file *file);

// The name of a part as its bytes are, or NULL; valid until the file is closed.
const char *czipxml_name(const czipxml_file *file, int64_t index);

// Parses a part. `limit` is the greatest number of inflated bytes; what was inflated is subtracted from it.
int32_t czipxml_parse(czipxml_file *file, int64_t index, uint64_t *limit, const czipxml_handler *handler);

#endif
