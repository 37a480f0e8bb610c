#include "CGLPKEngine.h"

#include <float.h>
#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

enum { LOG_BYTES = 2048 };

struct cglpk_engine {
  jmp_buf landing;
  glp_prob *p;
  int is_open;  // the environment exists
  int32_t memory_limit_mib;
  int *indices;  // 1-based scratch space for one row
  double *values;
  size_t room;
  size_t log_length;
  char log[LOG_BYTES];
};

static void on_error(void *info) { longjmp(((cglpk_engine *)info)->landing, 1); }

static int on_output(void *info, const char *text) {
  cglpk_engine *e = info;
  size_t length = strlen(text);
  if (length > LOG_BYTES - 1) { text += length - (LOG_BYTES - 1); length = LOG_BYTES - 1; }
  if (e->log_length + length > LOG_BYTES - 1) e->log_length = 0;
  memcpy(e->log + e->log_length, text, length);
  e->log_length += length;
  e->log[e->log_length] = 0;
  return 1;
}

static void free_environment(cglpk_engine *e) {
  if (e->is_open) glp_free_env();
  e->is_open = 0;
  e->p = NULL;
}

static int32_t lost(cglpk_engine *e) {
  free_environment(e);
  return strstr(e->log, "memory allocation limit exceeded") || strstr(e->log, "no memory available") ? CGLPK_NO_MEMORY
                                                                                                      : CGLPK_LOST;
}

// The jump buffer is valid only while the function that set it runs; between it and GLPK there are only C frames.
#define GUARD(e)                           \
  do {                                     \
    if (setjmp((e)->landing)) return lost(e); \
  } while (0)

cglpk_engine *cglpk_engine_open(int32_t memory_limit_mib) {
  cglpk_engine *e = calloc(1, sizeof *e);
  e->memory_limit_mib = memory_limit_mib;
  return e;
}

void cglpk_engine_close(cglpk_engine *e) {
  free_environment(e);
  free(e->indices);
  free(e->values);
  free(e);
}

const char *cglpk_engine_log(const cglpk_engine *e) { return e->log; }

static void reserve(cglpk_engine *e, size_t count) {
  if (count <= e->room) return;
  e->room = count;
  e->indices = realloc(e->indices, sizeof(int) * count);
  e->values = realloc(e->values, sizeof(double) * count);
}

static int bound_kind(double lower, double upper) {
  if (lower == upper) return GLP_FX;
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  return isinf(upper) ? GLP_LO : GLP_DB;
}

static void add_rows(cglpk_engine *e, const cglpk_rows *rows) {
  if (rows->count == 0) return;
  int first = glp_add_rows(e->p, rows->count);
  for (int i = 0; i < rows->count; i++) {
    int32_t start = rows->starts[i], count = rows->starts[i + 1] - start;
    for (int32_t k = 0; k < count; k++) {
      e->indices[k + 1] = rows->columns[start + k] + 1;
      e->values[k + 1] = rows->values[start + k];
    }
    glp_set_row_bnds(e->p, first + i, bound_kind(rows->lower[i], rows->upper[i]), rows->lower[i], rows->upper[i]);
    glp_set_mat_row(e->p, first + i, count, e->indices, e->values);
  }
}

int32_t cglpk_engine_load(cglpk_engine *e, int32_t n, const double *objective, const double *lower,
                          const double *upper, const cglpk_rows *rows) {
  free_environment(e);
  reserve(e, (size_t)n + 1);
  GUARD(e);
  glp_init_env();
  e->is_open = 1;
  e->log_length = 0;
  e->log[0] = 0;
  glp_error_hook(on_error, e);
  glp_term_hook(on_output, e);
  if (e->memory_limit_mib > 0) glp_mem_limit(e->memory_limit_mib);
  e->p = glp_create_prob();
  glp_set_obj_dir(e->p, GLP_MIN);
  if (n > 0) glp_add_cols(e->p, n);
  for (int j = 0; j < n; j++) {
    glp_set_col_bnds(e->p, j + 1, bound_kind(lower[j], upper[j]), lower[j], upper[j]);
    glp_set_obj_coef(e->p, j + 1, objective[j]);
  }
  add_rows(e, rows);
  glp_scale_prob(e->p, GLP_SF_AUTO);
  return CGLPK_ALIVE;
}

int32_t cglpk_engine_set_bounds(cglpk_engine *e, int32_t count, const int32_t *columns, const double *lower,
                                const double *upper) {
  GUARD(e);
  for (int k = 0; k < count; k++)
    glp_set_col_bnds(e->p, columns[k] + 1, bound_kind(lower[k], upper[k]), lower[k], upper[k]);
  return CGLPK_ALIVE;
}

int32_t cglpk_engine_set_objective(cglpk_engine *e, const double *objective) {
  GUARD(e);
  for (int j = glp_get_num_cols(e->p); j >= 1; j--) glp_set_obj_coef(e->p, j, objective[j - 1]);
  return CGLPK_ALIVE;
}

int32_t cglpk_engine_append(cglpk_engine *e, const cglpk_rows *rows) {
  GUARD(e);
  add_rows(e, rows);
  return CGLPK_ALIVE;
}

int32_t cglpk_engine_remove(cglpk_engine *e, int32_t count, const int32_t *rows) {
  reserve(e, (size_t)count + 1);
  for (int32_t k = 0; k < count; k++) e->indices[k + 1] = rows[k] + 1;
  GUARD(e);
  if (count > 0) glp_del_rows(e->p, count, e->indices);
  return CGLPK_ALIVE;
}

int32_t cglpk_engine_set_basis(cglpk_engine *e, const uint8_t *columns, const uint8_t *rows) {
  GUARD(e);
  for (int j = glp_get_num_cols(e->p); j >= 1; j--)
    if (glp_get_col_stat(e->p, j) != columns[j - 1]) glp_set_col_stat(e->p, j, columns[j - 1]);
  for (int i = glp_get_num_rows(e->p); i >= 1; i--)
    if (glp_get_row_stat(e->p, i) != rows[i - 1]) glp_set_row_stat(e->p, i, rows[i - 1]);
  return CGLPK_ALIVE;
}

int32_t cglpk_engine_basis(cglpk_engine *e, uint8_t *columns, uint8_t *rows) {
  GUARD(e);
  for (int j = glp_get_num_cols(e->p); j >= 1; j--) columns[j - 1] = (uint8_t)glp_get_col_stat(e->p, j);
  for (int i = glp_get_num_rows(e->p); i >= 1; i--) rows[i - 1] = (uint8_t)glp_get_row_stat(e->p, i);
  return CGLPK_ALIVE;
}

int32_t cglpk_engine_factorize(cglpk_engine *e, int32_t *is_independent) {
  GUARD(e);
  *is_independent = glp_get_num_rows(e->p) == 0 || glp_bf_exists(e->p) || glp_factorize(e->p) == 0;
  return CGLPK_ALIVE;
}

int32_t cglpk_engine_crash(cglpk_engine *e) {
  GUARD(e);
  if (glp_get_num_rows(e->p) > 0 && glp_get_num_cols(e->p) > 0) glp_adv_basis(e->p, 0);
  return CGLPK_ALIVE;
}

int32_t cglpk_engine_optimize(cglpk_engine *e, int32_t primal, int32_t iteration_limit, double cutoff,
                              int32_t *status, int32_t *iterations) {
  GUARD(e);
  glp_smcp settings;
  glp_init_smcp(&settings);
  settings.msg_lev = GLP_MSG_OFF;
  settings.meth = primal ? GLP_PRIMAL : GLP_DUAL;
  settings.it_lim = iteration_limit;
  if (!primal && cutoff < INFINITY) settings.obj_ul = cutoff;
  int before = glp_get_it_cnt(e->p);
  int code = glp_simplex(e->p, &settings);
  *iterations = glp_get_it_cnt(e->p) - before;
  *status = CGLPK_LP_UNSETTLED;
  if (code == GLP_EITLIM) *status = CGLPK_LP_ITERATIONS;
  else if (code == GLP_EOBJUL) *status = CGLPK_LP_CUTOFF;
  else if (code == 0) switch (glp_get_status(e->p)) {
    case GLP_OPT: *status = CGLPK_LP_OPTIMAL; break;
    case GLP_NOFEAS: *status = CGLPK_LP_INFEASIBLE; break;
    case GLP_UNBND: *status = CGLPK_LP_UNBOUNDED; break;
  }
  return CGLPK_ALIVE;
}

int32_t cglpk_engine_point(cglpk_engine *e, double *values, double *duals, uint8_t *is_row_basic, double *objective) {
  GUARD(e);
  for (int j = glp_get_num_cols(e->p); j >= 1; j--) values[j - 1] = glp_get_col_prim(e->p, j);
  for (int i = glp_get_num_rows(e->p); i >= 1; i--) {
    duals[i - 1] = glp_get_row_dual(e->p, i);
    is_row_basic[i - 1] = glp_get_row_stat(e->p, i) == GLP_BS;
  }
  *objective = glp_get_obj_val(e->p);
  return CGLPK_ALIVE;
}

int32_t cglpk_engine_tableau(cglpk_engine *e, int32_t column, double *multipliers, int32_t *is_basic) {
  int m = glp_get_num_rows(e->p);
  reserve(e, (size_t)m + 1);
  GUARD(e);
  *is_basic = 0;
  if (!glp_bf_exists(e->p) && glp_factorize(e->p) != 0) return CGLPK_ALIVE;
  int n = glp_get_num_cols(e->p);
  int position = column < n ? glp_get_col_bind(e->p, column + 1) : glp_get_row_bind(e->p, column - n + 1);
  if (position == 0) return CGLPK_ALIVE;
  memset(e->values, 0, sizeof(double) * ((size_t)m + 1));
  e->values[position] = 1;
  glp_btran(e->p, e->values);
  memcpy(multipliers, e->values + 1, sizeof(double) * (size_t)m);
  *is_basic = 1;
  return CGLPK_ALIVE;
}
