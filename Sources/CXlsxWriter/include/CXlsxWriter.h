// The part of libxlsxwriter that allot uses, without its headers: one workbook, written to one file.
//
// Rows and columns count from 0. Texts are UTF-8 and end with a NUL. Each function of a sheet returns 0, or the library's
// error code. The library writes the file in cxlsx_close alone, in the C locale, so that a number has the same digits
// whatever the process's locale is.

#ifndef CXLSXWRITER_H
#define CXLSXWRITER_H

#include <stdint.h>

typedef struct cxlsx_book cxlsx_book;
typedef struct cxlsx_sheet cxlsx_sheet;

typedef struct {
  int32_t bold, italic, wrap, border;  // 0 or 1
  int32_t align;                       // 0 as the contents, 1 left, 2 centre, 3 right
  int32_t indent;                      // widths of a character from the left border
  double size;                         // points; 0 for the default
  int32_t colour, fill;                // 0xRRGGBB; negative for none
  const char *number_format;           // NULL for General
} cxlsx_style;

// Creates a workbook.
//   folder   where the library keeps its temporary files
//   created  seconds since 1970 that the file states as its date; not 0, which stands for the clock
// Returns NULL if memory is short.
cxlsx_book *cxlsx_open(const char *path, const char *folder, const char *title, int64_t created);
// Writes the file and frees the workbook. Returns 0, or the library's error code.
int32_t cxlsx_close(cxlsx_book *book);
// What an error code means, in English.
const char *cxlsx_error(int32_t code);

// Adds a style. Returns its number from 1 on; 0 if memory is short.
int32_t cxlsx_add_style(cxlsx_book *book, const cxlsx_style *style);
// Gives a range of cells a name.
int32_t cxlsx_define(cxlsx_book *book, const char *name, const char *formula);
// Adds a sheet; NULL if its name is taken or not allowed.
cxlsx_sheet *cxlsx_add_sheet(cxlsx_book *book, const char *name);

// Cells. Style 0 is the default.
int32_t cxlsx_text(cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *text, int32_t style);
int32_t cxlsx_number(cxlsx_sheet *sheet, uint32_t row, uint16_t column, double number, int32_t style);
int32_t cxlsx_formula(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *formula, double result, int32_t style);
int32_t cxlsx_blank(cxlsx_sheet *sheet, uint32_t row, uint16_t column, int32_t style);
// A text that leads to a place in the workbook, such as internal:'A'!A1.
int32_t cxlsx_link(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *place, const char *text, int32_t style);
// A note on a cell, of a size in pixels.
int32_t cxlsx_note(
  cxlsx_sheet *sheet, uint32_t row, uint16_t column, const char *text, uint16_t width, uint16_t height);

// Whole columns and rows.
int32_t cxlsx_column(cxlsx_sheet *sheet, uint16_t first, uint16_t last, double width, int32_t style);
int32_t cxlsx_row(cxlsx_sheet *sheet, uint32_t row, double height);

// Adds a drop-down to a range of cells. The first offers words and refuses other values with a title and a message, unless
// the title is NULL. The second offers the cells of a formula and refuses nothing.
int32_t cxlsx_choose_word(
  cxlsx_sheet *sheet, uint32_t first_row, uint16_t first_column, uint32_t last_row, uint16_t last_column,
  const char *const *words, const char *title, const char *message);
int32_t cxlsx_choose_cell(
  cxlsx_sheet *sheet, uint32_t first_row, uint16_t first_column, uint32_t last_row, uint16_t last_column,
  const char *formula);
// Keeps a spreadsheet from marking numbers that are meant as text.
int32_t cxlsx_allow_numbers_as_text(cxlsx_sheet *sheet, const char *range);

// Layout and print.
void cxlsx_freeze(cxlsx_sheet *sheet, uint32_t row, uint16_t column);
int32_t cxlsx_filter(
  cxlsx_sheet *sheet, uint32_t first_row, uint16_t first_column, uint32_t last_row, uint16_t last_column);
void cxlsx_tab(cxlsx_sheet *sheet, int32_t colour);
// A4, one page wide, with the page's number below; landscape unless is_portrait.
int32_t cxlsx_page(cxlsx_sheet *sheet, int32_t is_portrait, const char *footer);
int32_t cxlsx_print_area(cxlsx_sheet *sheet, uint32_t last_row, uint16_t last_column);
int32_t cxlsx_repeat_rows(cxlsx_sheet *sheet, uint32_t first_row, uint32_t last_row);

#endif
