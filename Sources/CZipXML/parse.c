#include "CZipXML.h"

#include <expat.h>
#include <stdlib.h>
#include <zip.h>

struct czipxml_file {
  zip_t *zip;
};

czipxml_file *czipxml_open(const void *bytes, size_t count, int32_t *code) {
  *code = CZIPXML_MEMORY;
  czipxml_file *file = malloc(sizeof *file);
  if (!file) return NULL;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source = zip_source_buffer_create(bytes, count, 0, &error);
  if (!source) {
    zip_error_fini(&error);
    free(file);
    return NULL;
  }
  file->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (!file->zip) {
    *code = zip_error_code_zip(&error) == ZIP_ER_MEMORY ? CZIPXML_MEMORY : CZIPXML_NOT_ZIP;
    zip_source_free(source);
    zip_error_fini(&error);
    free(file);
    return NULL;
  }
  zip_error_fini(&error);
  *code = CZIPXML_OK;
  return file;
}

void czipxml_close(czipxml_file *file) {
  zip_discard(file->zip);
  free(file);
}

int64_t czipxml_count(const czipxml_file *file) { return zip_get_num_entries(file->zip, 0); }

const char *czipxml_name(const czipxml_file *file, int64_t index) {
  return zip_get_name(file->zip, (zip_uint64_t)index, ZIP_FL_ENC_RAW);
}

typedef struct {
  const czipxml_handler *handler;
  XML_Parser parser;
  int32_t code;
} parse_state;

// The first reason to stop is kept; expat may still deliver an event or two afterwards.
static void stop(parse_state *state, int32_t code) {
  if (state->code == CZIPXML_OK) state->code = code;
  XML_StopParser(state->parser, XML_FALSE);
}

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes) {
  parse_state *state = data;
  if (state->code != CZIPXML_OK) return;
  if (state->handler->start(state->handler->context, name, attributes)) stop(state, CZIPXML_STOPPED);
}

static void XMLCALL on_end(void *data, const XML_Char *name) {
  parse_state *state = data;
  if (state->code != CZIPXML_OK) return;
  if (state->handler->end(state->handler->context, name)) stop(state, CZIPXML_STOPPED);
}

static void XMLCALL on_text(void *data, const XML_Char *bytes, int count) {
  parse_state *state = data;
  if (state->code != CZIPXML_OK) return;
  if (state->handler->text(state->handler->context, bytes, count)) stop(state, CZIPXML_STOPPED);
}

static void XMLCALL on_doctype(
    void *data, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal) {
  (void)name, (void)system, (void)public, (void)internal;
  stop(data, CZIPXML_DOCTYPE);
}

// Inflates and parses the pieces of an open part.
static int32_t parse_pieces(zip_file_t *part, uint64_t *limit, parse_state *state) {
  enum { PIECE = 1 << 16 };
  uint64_t read = 0;
  for (;;) {
    void *buffer = XML_GetBuffer(state->parser, PIECE);
    if (!buffer) return CZIPXML_MEMORY;
    zip_int64_t count = zip_fread(part, buffer, PIECE);
    if (count < 0) return CZIPXML_DAMAGED;
    if ((uint64_t)count > *limit) return CZIPXML_TOO_LARGE;
    *limit -= (uint64_t)count;
    read += (uint64_t)count;
    enum XML_Status status = XML_ParseBuffer(state->parser, (int)count, count == 0);
    if (state->code != CZIPXML_OK) return state->code;
    if (status != XML_STATUS_OK)
      return XML_GetErrorCode(state->parser) == XML_ERROR_NO_MEMORY ? CZIPXML_MEMORY : CZIPXML_MALFORMED;
    if (count == 0) return CZIPXML_OK;
    // Expat keeps an unfinished tag and reads it again with each piece.
    XML_Index done = XML_GetCurrentByteIndex(state->parser);
    if (done >= 0 && read > (uint64_t)done && read - (uint64_t)done > CZIPXML_LONGEST_TOKEN)
      return CZIPXML_LONG_TOKEN;
  }
}

int32_t czipxml_parse(czipxml_file *file, int64_t index, uint64_t *limit, const czipxml_handler *handler) {
  zip_stat_t about;
  if (zip_stat_index(file->zip, (zip_uint64_t)index, 0, &about)) return CZIPXML_DAMAGED;
  if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) && about.encryption_method != ZIP_EM_NONE) return CZIPXML_ENCRYPTED;
  if ((about.valid & ZIP_STAT_SIZE) && about.size > *limit) return CZIPXML_TOO_LARGE;
  zip_file_t *part = zip_fopen_index(file->zip, (zip_uint64_t)index, 0);
  if (!part) return CZIPXML_DAMAGED;
  parse_state state = {handler, XML_ParserCreate(NULL), CZIPXML_OK};
  int32_t code = CZIPXML_MEMORY;
  if (state.parser) {
    XML_SetUserData(state.parser, &state);
    XML_SetElementHandler(state.parser, on_start, on_end);
    XML_SetCharacterDataHandler(state.parser, on_text);
    XML_SetStartDoctypeDeclHandler(state.parser, on_doctype);
    code = parse_pieces(part, limit, &state);
    XML_ParserFree(state.parser);
  }
  zip_fclose(part);
  return code;
}
