/* libsmcost: cost specs, their exact bills, and what they come to at many values of their parameters, for other programs.
 *
 * A `smcost_spec` is one spec with what was set for it. Calls on different ones run at once on any threads; calls on one wait for
 * each other, but for smcost_cancel. No settings of files or of the environment are read.
 *
 * Errors. Each call returns a `smcost_code`. `said`, where it may be NULL, takes what there is to say as UTF-8 text: why it failed, with
 * its place in the spec, or the warnings of a call that did not; NULL where there is nothing to say (or no memory to say it in). The
 * caller frees it with smcost_free, as every other text that is handed out through a `char**`. Nothing is printed, and nothing ends the
 * process but want of memory inside of the code generator, which the engine `interpreter` never enters. After any error the
 * spec can be asked again.
 *
 * Numbers are exact: a numerator and a denominator above 0 in lowest terms, of money in its currency, of a condition 1 or 0, of
 * anything else in base units (smcost_parameters says how large a parameter's unit is in them). Nothing is a binary float. */
#ifndef SMCOST_H
#define SMCOST_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#define SMCOST_NOEXCEPT noexcept
#else
#define SMCOST_NOEXCEPT
#endif
#define SMCOST_API __attribute__((visibility("default")))

typedef enum smcost_code {
  SMCOST_FINE = 0,
  SMCOST_TEXT_WRONG = 1,     /* something is wrong with the spec */
  SMCOST_CHECK_FAILED = 2,   /* there is an answer, and a check or budget of the spec failed; or no draw has a bill */
  SMCOST_PRICE_MISSING = 3,
  SMCOST_TROUBLE = 4,        /* a file cannot be read */
  SMCOST_CANCELLED = 5,
  SMCOST_NO_MEMORY = 6,
  SMCOST_FAULT = 7,          /* smcost is wrong: please report it */
  SMCOST_USAGE = 64          /* asked for what there is not */
} smcost_code;

typedef struct smcost_spec smcost_spec;

/* "0.1.0"; lives as long as the library. */
SMCOST_API const char* smcost_version(void) SMCOST_NOEXCEPT;

/* Names a file, which is read when something is asked. On SMCOST_FINE `*spec` is the caller's to close, else NULL. */
SMCOST_API int smcost_open(const char* path, smcost_spec** spec) SMCOST_NOEXCEPT;
/* A text in place of a file, copied. `directory` (NULL: the current one) is where `use "./other.smcost"` is looked for. */
SMCOST_API int smcost_open_text(const char* text, size_t bytes, const char* directory, smcost_spec** spec) SMCOST_NOEXCEPT;
/* With all its calls ended. NULL is nothing to close. */
SMCOST_API void smcost_close(smcost_spec* spec) SMCOST_NOEXCEPT;
/* Of what was handed out through a `char**`; NULL is nothing to free. */
SMCOST_API void smcost_free(char* text) SMCOST_NOEXCEPT;

/* What options of the command line say, by their names: `period`, `region`, `scenario`, `prices`, `stdlib`, `engine` (auto, jit, interpreter,
 * reference, both), `strict`, `locked`, `trust`, `no-stdlib` (yes or no), `diagnostics` (rich, short, json). A NULL value takes it back. Whatever
 * was asked before is asked anew. */
SMCOST_API int smcost_set(smcost_spec* spec, const char* option, const char* value, char** said) SMCOST_NOEXCEPT;
/* A parameter's value as `-p` takes it: "25min". NULL takes it back. */
SMCOST_API int smcost_give(smcost_spec* spec, const char* parameter, const char* value, char** said) SMCOST_NOEXCEPT;

/* Whether the spec is sound, without a bill. */
SMCOST_API int smcost_check(smcost_spec* spec, char** said) SMCOST_NOEXCEPT;
/* The bill, as `smcost eval --format json` writes it, with SMCOST_FINE and SMCOST_CHECK_FAILED; else NULL. */
SMCOST_API int smcost_bill(smcost_spec* spec, char** json, char** said) SMCOST_NOEXCEPT;
/* A JSON array of the spec's parameters, each with `name`, `kind`, `unit`, `unit_scale` (one of the unit in base units), `value`, `is_uncertain`
 * and `declaration`. */
SMCOST_API int smcost_parameters(smcost_spec* spec, char** json, char** said) SMCOST_NOEXCEPT;

/* The values of one parameter, one for each point: either texts, as `-p` takes them, or whole numerators over denominators. One that the parameter
 * is not declared to take (of `in 1..500` 501) is SMCOST_TEXT_WRONG. */
typedef struct smcost_column {
  const char* parameter;
  const char* const* texts;       /* or NULL */
  const int64_t* numerators;      /* without `texts` */
  const int64_t* denominators;    /* above 0; NULL: all are 1 */
  const char* unit;               /* of the numbers: "min"; NULL for counts, multiples and plain numbers, which need none */
} smcost_column;

enum { SMCOST_POINT_FINE = 0, SMCOST_POINT_LARGE = 1, SMCOST_POINT_WITHOUT_BILL = 2 };

/* What the buffers of an evaluation have no room for. */
typedef struct smcost_rest smcost_rest;

/* What the bill comes to at `points` points. A figure is an expression over the bill ("total", "api.compute", "total <= 14 USD") or "invoice".
 *
 * The buffers are the caller's. Of figure f at point p, numerators[f * points + p] and denominators[f * points + p] are what
 * `smcost eval -p ...` with the point's values comes to, and status[p] is SMCOST_POINT_FINE. Where one of a point's figures is beyond 64 bits, both of
 * its entries are 0 and the status is SMCOST_POINT_LARGE; where a point has no bill, all its entries are 0 and the status is
 * SMCOST_POINT_WITHOUT_BILL. What they are, or why there is none, is then in `*rest`, which the caller frees; NULL: all points are fine. With another
 * code than SMCOST_FINE the buffers say nothing. */
SMCOST_API int smcost_evaluate(smcost_spec* spec, const smcost_column* columns, size_t column_count, size_t points, const char* const* figures,
                               size_t figure_count, int64_t* numerators, int64_t* denominators, uint8_t* status, smcost_rest** rest,
                               char** said) SMCOST_NOEXCEPT;
/* "2143/900" of a figure that is too large for its buffers; NULL of others. Lives as long as `rest`. */
SMCOST_API const char* smcost_rest_value(const smcost_rest* rest, size_t figure, size_t point) SMCOST_NOEXCEPT;
/* Why a point has no bill; NULL of others. Lives as long as `rest`. */
SMCOST_API const char* smcost_rest_reason(const smcost_rest* rest, size_t point) SMCOST_NOEXCEPT;
SMCOST_API void smcost_rest_free(smcost_rest* rest) SMCOST_NOEXCEPT;

/* Draws `begin` to `end` of a sample, billed: a text for smcost_sample, which any process on any machine may make and make again. `figure` NULL:
 * "total". */
SMCOST_API int smcost_shard(smcost_spec* spec, const char* figure, uint64_t seed, uint64_t begin, uint64_t end, char** shard, char** said) SMCOST_NOEXCEPT;
/* The sample of draws 0 to `draws` as `smcost sample --format json` writes it, whoever billed them: `shards` that together have each draw
 * once, in any order; none: the call bills them itself. `pairs` as `--spread` has it: how many pairs of draws this call bills to tell which parameter
 * the spread comes from, 0 for none; below 0 as many as double the work. SMCOST_CHECK_FAILED with its JSON: a condition of the spec on a percentile,
 * `budget p90 …`, does not hold for sure, or no draw has a bill. Shards of another spec, figure or seed are SMCOST_USAGE. */
SMCOST_API int smcost_sample(smcost_spec* spec, const char* figure, uint64_t seed, uint64_t draws, int64_t pairs, const char* const* shards,
                             size_t shard_count, char** json, char** said) SMCOST_NOEXCEPT;

/* From any thread, and safe in a signal handler: the call that runs on the spec ends soon, with SMCOST_CANCELLED. Without one it does nothing. */
SMCOST_API void smcost_cancel(smcost_spec* spec) SMCOST_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
