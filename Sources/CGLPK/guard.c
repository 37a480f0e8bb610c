#include "CGLPK.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  jmp_buf landing;
  const cglpk_problem *problem;
  const cglpk_request *request;
  cglpk_answer *answer;
  double *start;  // 1-based copy, or NULL
  int *indices;   // 1-based scratch space for one row, here so that a jump does not leak it
  double *values;
  double deadline;
  int64_t root_work;
  int32_t offered_start;
  int32_t in_root;
  int32_t in_tree;
  int64_t tree_work;  // iterations when the tree was last seen
  size_t log_length;
} guarded;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void on_error(void *info) { longjmp(((guarded *)info)->landing, 1); }

static void check_limits(guarded *g) {
  if (g->request->watch && g->request->watch(g->request->context, NAN, NAN, 0, 0) == CGLPK_STOP) {
    g->answer->limit = CGLPK_STOPPED;
    longjmp(g->landing, 2);
  }
  if (g->deadline > 0 && now() > g->deadline) {
    g->answer->limit = CGLPK_TIME;
    longjmp(g->landing, 2);
  }
}

// Whether one LP of the tree has taken so many iterations that it cycles. The simplex method says its count, as in
// "#  1200: obj = ...", every five seconds; nothing else bounds an LP inside the tree.
static int cycles(const guarded *g, const char *text) {
  long long count;
  if (sscanf(text, "%*1[ *#]%lld: ", &count) != 1) return 0;
  return count - g->tree_work > 100000 + 50LL * (g->problem->column_count + g->problem->row_count);
}

// Keeps the last bytes that GLPK wrote. While GLPK solves an LP this is the only call from it, so limits are checked here.
static int on_output(void *info, const char *text) {
  guarded *g = info;
  size_t length = strlen(text), room = CGLPK_LOG_BYTES - 1;
  if (length > room) { text += length - room; length = room; }
  if (g->log_length + length > room) {
    size_t drop = g->log_length + length - room;
    memmove(g->answer->log, g->answer->log + drop, g->log_length - drop);
    g->log_length -= drop;
  }
  memcpy(g->answer->log + g->log_length, text, length);
  g->log_length += length;
  g->answer->log[g->log_length] = 0;
  if (g->in_root || g->in_tree) check_limits(g);
  if (g->in_tree && cycles(g, text)) longjmp(g->landing, 3);
  return 1;
}

static double rounded_bound(const guarded *g, double bound) {
  if (!g->request->integral_objective || !isfinite(bound)) return bound;
  double slack = 1e-6 * fmax(1, fabs(bound) * 1e-3);
  return g->problem->maximize ? floor(bound + slack) : ceil(bound - slack);
}

static void keep_point(guarded *g, glp_prob *p) {
  for (int j = 1; j <= g->problem->column_count; j++) g->answer->values[j - 1] = glp_mip_col_val(p, j);
  g->answer->has_point = 1;
  g->answer->objective = glp_mip_obj_val(p);
}

static void on_tree(glp_tree *tree, void *info) {
  guarded *g = info;
  const cglpk_request *request = g->request;
  cglpk_answer *answer = g->answer;
  glp_prob *p = glp_ios_get_prob(tree);
  int reason = glp_ios_reason(tree);
  int own_columns = !request->presolve;
  if (reason == GLP_IHEUR && own_columns && g->start && !g->offered_start) {
    g->offered_start = 1;
    glp_ios_heur_sol(tree, g->start);
  }
  if (reason == GLP_IBINGO && own_columns) keep_point(g, p);
  int total, active;
  glp_ios_tree_size(tree, &active, NULL, &total);
  // A presolved tree has its own program, whose iteration count starts at 0.
  g->tree_work = glp_get_it_cnt(p);
  answer->work = g->tree_work + (own_columns ? 0 : g->root_work);
  int best = glp_ios_best_node(tree);
  // The bound of a node is known once its LP is solved; before that it is its parent's bound.
  if (best != 0) {
    double bound = glp_ios_node_bound(tree, best);
    if (fabs(bound) < 1e300) answer->bound = rounded_bound(g, bound);
  }
  int has = glp_mip_status(p) == GLP_FEAS || glp_mip_status(p) == GLP_OPT;
  double objective = has ? glp_mip_obj_val(p) : NAN;
  if (request->watch && request->watch(request->context, objective, answer->bound, total, answer->work) == CGLPK_STOP)
    answer->limit = CGLPK_STOPPED;
  else if (request->work_limit >= 0 && answer->work >= request->work_limit) answer->limit = CGLPK_WORK;
  else if (g->deadline > 0 && now() > g->deadline) answer->limit = CGLPK_TIME;
  if (answer->limit != CGLPK_NO_LIMIT) { glp_ios_terminate(tree); return; }
  // GLPK's own mip_gap ignores a point that was offered by the callback.
  if (has && fabs(answer->bound - objective) <= request->relative_gap * fabs(objective)) glp_ios_terminate(tree);
}

static int bound_kind(double lower, double upper) {
  if (lower == upper) return GLP_FX;
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  return isinf(upper) ? GLP_LO : GLP_DB;
}

// GLPK's tolerances are absolute, so a row with coefficients far from 1 is multiplied by a power of two.
static double row_factor(const double *values, int count) {
  double least = INFINITY, greatest = 0;
  for (int k = 1; k <= count; k++) {
    least = fmin(least, fabs(values[k]));
    greatest = fmax(greatest, fabs(values[k]));
  }
  double middle = sqrt(least * greatest);
  return count > 0 && (middle > 1e4 || middle < 1e-2) ? ldexp(1, -ilogb(middle)) : 1;
}

static glp_prob *build(guarded *g) {
  const cglpk_problem *problem = g->problem;
  glp_prob *p = glp_create_prob();
  glp_set_obj_dir(p, problem->maximize ? GLP_MAX : GLP_MIN);
  glp_set_obj_coef(p, 0, problem->objective_constant);
  int n = problem->column_count, m = problem->row_count;
  if (n > 0) glp_add_cols(p, n);
  if (m > 0) glp_add_rows(p, m);
  for (int j = 0; j < n; j++) {
    double lower = problem->column_lower[j], upper = problem->column_upper[j];
    glp_set_col_kind(p, j + 1, problem->column_is_integer[j] ? GLP_IV : GLP_CV);
    glp_set_col_bnds(p, j + 1, bound_kind(lower, upper), lower, upper);
    glp_set_obj_coef(p, j + 1, problem->objective[j]);
  }
  for (int i = 0; i < m; i++) {
    int count = 0;
    for (int32_t k = problem->row_starts[i]; k < problem->row_starts[i + 1]; k++) {
      count++;
      g->indices[count] = problem->term_columns[k] + 1;
      g->values[count] = problem->term_values[k];
    }
    double factor = row_factor(g->values, count);
    double lower = factor * problem->row_lower[i], upper = factor * problem->row_upper[i];
    for (int k = 1; k <= count; k++) g->values[k] *= factor;
    glp_set_row_bnds(p, i + 1, bound_kind(lower, upper), lower, upper);
    glp_set_mat_row(p, i + 1, count, g->indices, g->values);
  }
  return p;
}

static void keep_linear_point(guarded *g, glp_prob *p) {
  for (int j = 1; j <= g->problem->column_count; j++) g->answer->values[j - 1] = glp_get_col_prim(p, j);
  g->answer->has_point = 1;
  g->answer->objective = glp_get_obj_val(p);
}

// With the integer columns fixed at integers the rest is an LP, and its vertex is exact up to rounding. GLPK's own
// point may depend on its integrality tolerance.
static void polish(guarded *g, glp_prob *p, const glp_smcp *settings) {
  int continuous = 0;
  for (int j = 0; j < g->problem->column_count; j++) {
    if (!g->problem->column_is_integer[j]) { continuous = 1; continue; }
    double value = floor(g->answer->values[j] + 0.5);
    glp_set_col_bnds(p, j + 1, GLP_FX, value, value);
    g->answer->values[j] = value;
  }
  if (!continuous) return;
  glp_smcp quiet = *settings;
  quiet.it_lim = 100000;
  if (glp_simplex(p, &quiet) == 0 && glp_get_status(p) == GLP_OPT) keep_linear_point(g, p);
  // The tolerance of a scaled row hides a violation that a large coefficient makes.
  glp_unscale_prob(p);
  quiet.tol_bnd = 1e-11;
  if (glp_simplex(p, &quiet) == 0 && glp_get_status(p) == GLP_OPT) keep_linear_point(g, p);
}

static void run(guarded *g) {
  const cglpk_problem *problem = g->problem;
  const cglpk_request *request = g->request;
  cglpk_answer *answer = g->answer;
  glp_prob *p = build(g);
  int integers = glp_get_num_int(p) > 0;
  glp_smcp simplex;
  glp_init_smcp(&simplex);
  simplex.msg_lev = GLP_MSG_ALL;
  simplex.out_frq = 100;
  simplex.meth = GLP_DUALP;
  if (request->work_limit >= 0)
    simplex.it_lim = request->work_limit > 2000000000 ? 2000000000 : (int)request->work_limit;
  glp_scale_prob(p, GLP_SF_AUTO);
  glp_adv_basis(p, 0);
  g->in_root = 1;
  int code = glp_simplex(p, &simplex);
  // The dual method may stop at a point that is neither feasible nor proven infeasible; then the primal method decides.
  if (code == 0 && glp_get_status(p) == GLP_INFEAS) {
    simplex.meth = GLP_PRIMAL;
    code = glp_simplex(p, &simplex);
  }
  g->in_root = 0;
  g->root_work = answer->work = glp_get_it_cnt(p);
  if (code == GLP_EITLIM) { answer->limit = CGLPK_WORK; answer->status = CGLPK_UNDECIDED; return; }
  if (code != 0) { answer->status = CGLPK_FAILED; return; }
  int status = glp_get_status(p);
  if (status == GLP_NOFEAS) { answer->status = CGLPK_INFEASIBLE; return; }
  if (status == GLP_UNBND) { answer->status = CGLPK_UNBOUNDED; return; }
  if (status != GLP_OPT) { answer->status = CGLPK_FAILED; return; }
  answer->bound = glp_get_obj_val(p);
  if (!integers) {
    keep_linear_point(g, p);
    answer->status = CGLPK_OPTIMAL;
    return;
  }
  answer->bound = rounded_bound(g, answer->bound);
  glp_iocp tree;
  glp_init_iocp(&tree);
  // At this level the LPs inside the tree tell how far they are.
  tree.msg_lev = GLP_MSG_DBG;
  tree.br_tech = request->branching == 3 ? GLP_BR_PCH : request->branching == 2 ? GLP_BR_DTH : request->branching == 1 ? GLP_BR_LFV : GLP_BR_MFV;
  tree.bt_tech = GLP_BT_BLB;
  tree.tol_int = 1e-7;
  tree.sr_heur = GLP_ON;
  tree.presolve = request->presolve ? GLP_ON : GLP_OFF;
  tree.fp_heur = request->pump ? GLP_ON : GLP_OFF;
  if (request->cuts) tree.gmi_cuts = tree.mir_cuts = tree.cov_cuts = tree.clq_cuts = GLP_ON;
  tree.cb_func = on_tree;
  tree.cb_info = g;
  g->in_tree = 1;
  code = glp_intopt(p, &tree);
  g->in_tree = 0;
  int mip = glp_mip_status(p);
  if (mip == GLP_OPT || mip == GLP_FEAS) keep_point(g, p);
  if (code == 0 && mip == GLP_OPT) answer->bound = answer->objective;
  if (code == GLP_ENOPFS || (code == 0 && mip == GLP_NOFEAS)) { answer->status = CGLPK_INFEASIBLE; return; }
  if (code != 0 && code != GLP_ESTOP && code != GLP_EMIPGAP) { answer->status = CGLPK_FAILED; return; }
  if (!answer->has_point) {
    answer->status = answer->limit == CGLPK_NO_LIMIT ? CGLPK_FAILED : CGLPK_UNDECIDED;
    return;
  }
  answer->status = answer->limit == CGLPK_NO_LIMIT ? CGLPK_OPTIMAL : CGLPK_FEASIBLE;
  polish(g, p, &simplex);
}

void cglpk_solve(const cglpk_problem *problem, const cglpk_request *request, cglpk_answer *answer) {
  guarded *g = calloc(1, sizeof *g);
  size_t n = (size_t)problem->column_count;
  g->problem = problem;
  g->request = request;
  g->answer = answer;
  answer->bound = problem->maximize ? INFINITY : -INFINITY;
  if (request->time_limit_ms >= 0) g->deadline = now() + 1e-3 * request->time_limit_ms;
  if (request->start) {
    g->start = malloc(sizeof(double) * (n + 1));
    memcpy(g->start + 1, request->start, sizeof(double) * n);
  }
  g->indices = malloc(sizeof(int) * (n + 1));
  g->values = malloc(sizeof(double) * (n + 1));
  glp_init_env();
  glp_error_hook(on_error, g);
  glp_term_hook(on_output, g);
  if (request->memory_limit_mib > 0) glp_mem_limit(request->memory_limit_mib);
  // 1: GLPK failed; 2: a limit; 3: an LP of the tree cycles.
  int landed = setjmp(g->landing);
  if (landed == 0) {
    run(g);
  } else if (landed == 2) {
    answer->status = answer->has_point ? CGLPK_FEASIBLE : CGLPK_UNDECIDED;
  } else if (strstr(answer->log, "memory allocation limit exceeded") || strstr(answer->log, "no memory available")) {
    answer->limit = CGLPK_MEMORY;
    answer->status = answer->has_point ? CGLPK_FEASIBLE : CGLPK_UNDECIDED;
  } else {
    answer->status = CGLPK_FAILED;
  }
  glp_free_env();
  free(g->start);
  free(g->indices);
  free(g->values);
  free(g);
}

const char *cglpk_version(void) { return glp_version(); }
