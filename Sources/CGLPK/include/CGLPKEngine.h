// A linear program that stays in GLPK between calls, each of which is guarded separately.
//
// Every call that returns int32_t returns CGLPK_ALIVE, or CGLPK_LOST or CGLPK_NO_MEMORY if GLPK failed. After a failure
// the thread's environment is freed with everything in it, and the engine must be loaded again. One engine per thread.

#ifndef CGLPK_ENGINE_H
#define CGLPK_ENGINE_H

#include <stdint.h>

typedef struct cglpk_engine cglpk_engine;

enum { CGLPK_ALIVE = 0, CGLPK_LOST = 1, CGLPK_NO_MEMORY = 2 };

typedef struct {
  int32_t count;
  const int32_t *starts;  // count + 1 offsets into columns and values
  const int32_t *columns;
  const double *values;
  const double *lower, *upper;  // -INFINITY and INFINITY for none
} cglpk_rows;

enum cglpk_linear {
  CGLPK_LP_OPTIMAL = 0,
  CGLPK_LP_INFEASIBLE = 1,
  CGLPK_LP_UNBOUNDED = 2,
  CGLPK_LP_CUTOFF = 3,
  CGLPK_LP_ITERATIONS = 4,
  CGLPK_LP_UNSETTLED = 5  // neither an answer nor a limit: another method may settle it
};

// Allocates an engine without a program; 0 MiB stands for no limit.
cglpk_engine *cglpk_engine_open(int32_t memory_limit_mib);
void cglpk_engine_close(cglpk_engine *engine);
const char *cglpk_engine_log(const cglpk_engine *engine);

// Replaces the program of the engine. The objective is minimised.
int32_t cglpk_engine_load(cglpk_engine *engine, int32_t column_count, const double *objective, const double *lower,
                          const double *upper, const cglpk_rows *rows);
int32_t cglpk_engine_set_bounds(cglpk_engine *engine, int32_t count, const int32_t *columns, const double *lower,
                                const double *upper);
int32_t cglpk_engine_set_objective(cglpk_engine *engine, const double *objective);
int32_t cglpk_engine_append(cglpk_engine *engine, const cglpk_rows *rows);
int32_t cglpk_engine_remove(cglpk_engine *engine, int32_t count, const int32_t *rows);
int32_t cglpk_engine_set_basis(cglpk_engine *engine, const uint8_t *columns, const uint8_t *rows);
int32_t cglpk_engine_basis(cglpk_engine *engine, uint8_t *columns, uint8_t *rows);
// Whether the basis that was set has the right size and is independent.
int32_t cglpk_engine_factorize(cglpk_engine *engine, int32_t *is_independent);
// Sets GLPK's advanced basis.
int32_t cglpk_engine_crash(cglpk_engine *engine);
int32_t cglpk_engine_optimize(cglpk_engine *engine, int32_t primal, int32_t iteration_limit, double cutoff,
                              int32_t *status, int32_t *iterations);
int32_t cglpk_engine_point(cglpk_engine *engine, double *values, double *duals, uint8_t *is_row_basic,
                           double *objective);
// The index of a row is column_count plus its number. *is_basic is 0 if the column is not basic.
int32_t cglpk_engine_tableau(cglpk_engine *engine, int32_t column, double *multipliers, int32_t *is_basic);

enum { CGLPK_BASIC = 1 };

#endif
