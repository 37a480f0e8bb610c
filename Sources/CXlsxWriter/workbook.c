#define _GNU_SOURCE
#include "CXlsxWriter.h"

#include <locale.h>
#include <stdlib.h>
#include <xlsxwriter.h>

// The library keeps its formats in no order of ours: the styles are kept here, by their numbers.
struct cxlsx_book {
  lxw_workbook *book;
  char *folder;
  lxw_format **styles;
  int32_t style_count;
  cxlsx_sheet *last;
};

struct cxlsx_sheet {
  cxlsx_book *owner;
  lxw_worksheet *sheet;
  cxlsx_sheet *before;
};

cxlsx_book *cxlsx_open(const char *path, const char *folder, const char *title, int64_t created) {
  cxlsx_book *own = calloc(1, sizeof *own);
  if (!own) return NULL;
  own->folder = strdup(folder);
  lxw_workbook_options options = {.constant_memory = LXW_FALSE, .tmpdir = own->folder, .use_zip64 = LXW_FALSE};
  own->book = own->folder ? workbook_new_opt(path, &options) : NULL;
  if (!own->book) {
    free(own->folder);
    free(own);
    return NULL;
  }
  lxw_doc_properties properties = {.title = (char *)title, .created = (time_t)created};
  workbook_set_properties(own->book, &properties);
  return own;
}

int32_t cxlsx_close(cxlsx_book *own) {
  // A process may have set a locale whose numbers have a comma.
  locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  locale_t before = plain ? uselocale(plain) : (locale_t)0;
  int32_t code = plain ? (int32_t)workbook_close(own->book) : (int32_t)LXW_ERROR_MEMORY_MALLOC_FAILED;
  if (plain) {
    uselocale(before);
    freelocale(plain);
  } else {
    lxw_workbook_free(own->book);
  }
  while (own->last) {
    cxlsx_sheet *sheet = own->last;
    own->last = sheet->before;
    free(sheet);
  }
  free(own->styles);
  free(own->folder);
  free(own);
  return code;
}

const char *cxlsx_error(int32_t code) { return lxw_strerror((lxw_error)code); }

int32_t cxlsx_add_style(cxlsx_book *own, const cxlsx_style *style) {
  lxw_format **styles = realloc(own->styles, (size_t)(own->style_count + 1) * sizeof *styles);
  if (!styles) return 0;
  own->styles = styles;
  lxw_format *format = workbook_add_format(own->book);
  if (!format) return 0;
  if (style->bold) format_set_bold(format);
  if (style->italic) format_set_italic(format);
  if (style->wrap) format_set_text_wrap(format);
  if (style->border) {
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, 0xA6A6A6);
  }
  if (style->align) format_set_align(format, (uint8_t)style->align);
  if (style->indent) format_set_indent(format, (uint8_t)style->indent);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  if (style->size > 0) format_set_font_size(format, style->size);
  if (style->colour >= 0) format_set_font_color(format, (lxw_color_t)style->colour);
  if (style->fill >= 0) {
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, (lxw_color_t)style->fill);
  }
  if (style->number_format) format_set_num_format(format, style->number_format);
  own->styles[own->style_count] = format;
  return ++own->style_count;
}

static lxw_format *format(const cxlsx_book *own, int32_t style) {
  return style >= 1 && style <= own->style_count ? own->styles[style - 1] : NULL;
}

int32_t cxlsx_define(cxlsx_book *own, const char *name, const char *formula) {
  return (int32_t)workbook_define_name(own->book, name, formula);
}

cxlsx_sheet *cxlsx_add_sheet(cxlsx_book *own, const char *name) {
  if (workbook_validate_sheet_name(own->book, name) != LXW_NO_ERROR) return NULL;
  cxlsx_sheet *sheet = calloc(1, sizeof *sheet);
  if (!sheet) return NULL;
  sheet->owner = own;
  sheet->sheet = workbook_add_worksheet(own->book, name);
  sheet->before = own->last;
  own->last = sheet;
  return sheet->sheet ? sheet : NULL;
}

int32_t cxlsx_text(cxlsx_sheet *s, uint32_t row, uint16_t column, const char *text, int32_t style) {
  return (int32_t)worksheet_write_string(s->sheet, row, column, text, format(s->owner, style));
}

int32_t cxlsx_number(cxlsx_sheet *s, uint32_t row, uint16_t column, double number, int32_t style) {
  return (int32_t)worksheet_write_number(s->sheet, row, column, number, format(s->owner, style));
}

int32_t cxlsx_formula(
  cxlsx_sheet *s, uint32_t row, uint16_t column, const char *formula, double result, int32_t style) {
  return (int32_t)worksheet_write_formula_num(s->sheet, row, column, formula, format(s->owner, style), result);
}

int32_t cxlsx_blank(cxlsx_sheet *s, uint32_t row, uint16_t column, int32_t style) {
  return (int32_t)worksheet_write_blank(s->sheet, row, column, format(s->owner, style));
}

int32_t cxlsx_link(
  cxlsx_sheet *s, uint32_t row, uint16_t column, const char *place, const char *text, int32_t style) {
  return (int32_t)worksheet_write_url_opt(s->sheet, row, column, place, format(s->owner, style), text, NULL);
}

int32_t cxlsx_note(
  cxlsx_sheet *s, uint32_t row, uint16_t column, const char *text, uint16_t width, uint16_t height) {
  lxw_comment_options options = {.width = width, .height = height, .font_size = 9};
  return (int32_t)worksheet_write_comment_opt(s->sheet, row, column, text, &options);
}

int32_t cxlsx_column(cxlsx_sheet *s, uint16_t first, uint16_t last, double width, int32_t style) {
  return (int32_t)worksheet_set_column(s->sheet, first, last, width, format(s->owner, style));
}

int32_t cxlsx_row(cxlsx_sheet *s, uint32_t row, double height) {
  return (int32_t)worksheet_set_row(s->sheet, row, height, NULL);
}

int32_t cxlsx_choose_word(
  cxlsx_sheet *s, uint32_t first_row, uint16_t first_column, uint32_t last_row, uint16_t last_column,
  const char *const *words, const char *title, const char *message) {
  lxw_data_validation choice = {
    .validate = LXW_VALIDATION_TYPE_LIST,
    .value_list = (char **)words,
    .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
    .show_error = title ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF,
    .error_title = (char *)title,
    .error_message = (char *)message,
  };
  return (int32_t)worksheet_data_validation_range(s->sheet, first_row, first_column, last_row, last_column, &choice);
}

int32_t cxlsx_choose_cell(
  cxlsx_sheet *s, uint32_t first_row, uint16_t first_column, uint32_t last_row, uint16_t last_column,
  const char *formula) {
  lxw_data_validation choice = {
    .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
    .value_formula = (char *)formula,
    .show_error = LXW_VALIDATION_OFF,
  };
  return (int32_t)worksheet_data_validation_range(s->sheet, first_row, first_column, last_row, last_column, &choice);
}

int32_t cxlsx_allow_numbers_as_text(cxlsx_sheet *s, const char *range) {
  return (int32_t)worksheet_ignore_errors(s->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
}

void cxlsx_freeze(cxlsx_sheet *s, uint32_t row, uint16_t column) { worksheet_freeze_panes(s->sheet, row, column); }

int32_t cxlsx_filter(
  cxlsx_sheet *s, uint32_t first_row, uint16_t first_column, uint32_t last_row, uint16_t last_column) {
  return (int32_t)worksheet_autofilter(s->sheet, first_row, first_column, last_row, last_column);
}

void cxlsx_tab(cxlsx_sheet *s, int32_t colour) { worksheet_set_tab_color(s->sheet, (lxw_color_t)colour); }

int32_t cxlsx_page(cxlsx_sheet *s, int32_t is_portrait, const char *footer) {
  worksheet_set_paper(s->sheet, 9);
  if (is_portrait) worksheet_set_portrait(s->sheet); else worksheet_set_landscape(s->sheet);
  worksheet_fit_to_pages(s->sheet, 1, 0);
  worksheet_set_margins(s->sheet, 0.5, 0.5, 0.6, 0.6);
  worksheet_center_horizontally(s->sheet);
  return (int32_t)worksheet_set_footer(s->sheet, footer);
}

int32_t cxlsx_print_area(cxlsx_sheet *s, uint32_t last_row, uint16_t last_column) {
  return (int32_t)worksheet_print_area(s->sheet, 0, 0, last_row, last_column);
}

int32_t cxlsx_repeat_rows(cxlsx_sheet *s, uint32_t first_row, uint32_t last_row) {
  return (int32_t)worksheet_repeat_rows(s->sheet, first_row, last_row);
}
