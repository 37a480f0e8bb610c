// A guarded call into GLPK: it takes one problem, returns one answer and never aborts.
//
// GLPK ends the process on a bad call, a failed assertion or its memory limit. Here its error hook jumps back to the
// entry of the guarded call, which frees the thread's environment and returns a code. Only C frames lie between the
// jump and its destination: callbacks to the caller return a code, and C code acts on it.
//
// GLPK's environment is per thread. One call does everything, from the hooks to glp_free_env, on the caller's thread.

#ifndef CGLPK_H
#define CGLPK_H

#include <stdint.h>

typedef struct {
  int32_t column_count, row_count;
  const uint8_t *column_is_integer;
  const double *column_lower, *column_upper;  // -INFINITY and INFINITY for none
  const double *objective;                    // one coefficient per column
  double objective_constant;
  int32_t maximize;
  const double *row_lower, *row_upper;
  const int32_t *row_starts;  // row_count + 1 offsets into term_columns and term_values
  const int32_t *term_columns;
  const double *term_values;
} cglpk_problem;

enum { CGLPK_GO_ON = 0, CGLPK_STOP = 1 };

typedef struct {
  double relative_gap;
  int64_t work_limit;         // simplex iterations; negative for none
  int32_t time_limit_ms;      // negative for none
  int32_t memory_limit_mib;   // 0 for none
  int32_t branching;          // 0 most fractional, 1 last fractional, 2 Driebeck and Tomlin, 3 pseudocost
  int32_t cuts;               // 0 or 1
  int32_t pump;               // 0 or 1: the feasibility pump
  int32_t presolve;           // 0 or 1; off when a start is given
  int32_t integral_objective; // 0 or 1: the objective is an integer at every integer point
  const double *start;        // column_count values, or NULL
  void *context;
  // Called during the solve with the objective (NAN if there is no point yet), the bound, nodes and work. Returns
  // CGLPK_GO_ON or CGLPK_STOP.
  int32_t (*watch)(void *context, double objective, double bound, int32_t nodes, int64_t work);
} cglpk_request;

enum cglpk_status {
  CGLPK_OPTIMAL = 0,
  CGLPK_FEASIBLE = 1,  // stopped early with a point
  CGLPK_INFEASIBLE = 2,
  CGLPK_UNBOUNDED = 3,
  CGLPK_UNDECIDED = 4,  // stopped early without a point
  CGLPK_FAILED = 5
};

enum cglpk_limit {
  CGLPK_NO_LIMIT = 0,
  CGLPK_WORK = 1,
  CGLPK_TIME = 2,
  CGLPK_MEMORY = 3,
  CGLPK_STOPPED = 4
};

enum { CGLPK_LOG_BYTES = 8192 };

typedef struct {
  int32_t status, limit;
  int32_t has_point;
  double *values;  // column_count values, owned by the caller; the best point, kept even when GLPK fails afterwards
  double objective, bound;
  int64_t work;
  char *log;  // CGLPK_LOG_BYTES, owned by the caller: the last text that GLPK wrote, ended by a 0
} cglpk_answer;

// Solves a problem. The caller zeroes the answer and sets its buffers.
void cglpk_solve(const cglpk_problem *problem, const cglpk_request *request, cglpk_answer *answer);

// The version of GLPK.
const char *cglpk_version(void);

#endif
