/* The C interface from C: what it comes to, what it says when it does not, threads, and calls that are ended from elsewhere. Amounts are worked out
 * here: 3.7553 USD/h is 37553/36000000 USD for a second. */
#include "compiler/library/smcost.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEAD                                                                                                             \
  "dimension Time\nunit s : Time\nunit h = 3600 s\nunit USD : Money[USD]\nregions { here }\nregion here\nmeter compute : Time\n" \
  "rates compute region here { 3.7553 USD/h }\n"                                                                         \
  "workload job(bare run : Time) {\n  require run > 0 s else \"a job runs for some time\"\n  line compute = meter compute  run\n}\n"
static const char kJob[] = HEAD "param run = 1h in 0s..24h step 1s\nj = job (run)\n";
static const char kDrawn[] = HEAD "param run = 1h ~ uniform 1h..5h step 1h\nj = job (run)\n";

static int failures = 0;

static void holds(int condition, const char* text, int line) {
  if (condition) return;
  fprintf(stderr, "%s:%d: %s\n", __FILE__, line, text);
  ++failures;
}
#define HOLDS(condition) holds((condition), #condition, __LINE__)

static smcost_spec* openText(const char* text) {
  smcost_spec* spec = NULL;
  HOLDS(smcost_open_text(text, strlen(text), NULL, &spec) == SMCOST_FINE);
  HOLDS(smcost_set(spec, "no-stdlib", "yes", NULL) == SMCOST_FINE);
  return spec;
}

static void aBill(void) {
  smcost_spec* spec = openText(kJob);
  char *json = NULL, *said = NULL;
  HOLDS(smcost_check(spec, &said) == SMCOST_FINE && said == NULL);
  HOLDS(smcost_bill(spec, &json, &said) == SMCOST_FINE && said == NULL);
  HOLDS(json != NULL && strstr(json, "\"exact\":\"3.7553\"") != NULL);
  smcost_free(json);
  HOLDS(smcost_give(spec, "run", "2h", &said) == SMCOST_FINE);
  HOLDS(smcost_bill(spec, &json, NULL) == SMCOST_FINE && strstr(json, "\"exact\":\"7.5106\"") != NULL);
  smcost_free(json);
  HOLDS(smcost_give(spec, "run", NULL, &said) == SMCOST_FINE);
  HOLDS(smcost_parameters(spec, &json, NULL) == SMCOST_FINE && strstr(json, "\"unit_scale\":\"3600\"") != NULL);
  smcost_free(json);
  smcost_close(spec);
}

static void points(void) {
  smcost_spec* spec = openText(kJob);
  const int64_t seconds[4] = {1, 3600, 0, 7200}, parts[4] = {1, 1, 1, 2};
  const smcost_column column = {"run", NULL, seconds, parts, "s"};
  const char* const figures[2] = {"total", "total * total * total * total * total * total * total"};
  int64_t over[8], under[8];
  uint8_t status[4];
  smcost_rest* rest = NULL;
  char* said = NULL;
  HOLDS(smcost_evaluate(spec, &column, 1, 4, figures, 2, over, under, status, &rest, &said) == SMCOST_FINE);
  HOLDS(over[0] == 37553 && under[0] == 36000000);
  HOLDS(over[1] == 37553 && under[1] == 10000);
  HOLDS(over[3] == 37553 && under[3] == 10000);
  HOLDS(status[0] == SMCOST_POINT_LARGE && status[2] == SMCOST_POINT_WITHOUT_BILL && over[2] == 0 && under[2] == 0);
  HOLDS(over[4] == 0 && under[4] == 0 && smcost_rest_value(rest, 1, 0) != NULL && smcost_rest_value(rest, 0, 0) == NULL);
  HOLDS(smcost_rest_reason(rest, 0) == NULL && strstr(smcost_rest_reason(rest, 2), "a job runs for some time") != NULL);
  HOLDS(smcost_rest_reason(rest, 1000) == NULL && smcost_rest_value(rest, 9, 9) == NULL);
  smcost_rest_free(rest);
  const char* const texts[2] = {"1h", "30 parsec"};
  const smcost_column named = {"run", texts, NULL, NULL, NULL};
  HOLDS(smcost_evaluate(spec, &named, 1, 1, figures, 1, over, under, status, &rest, NULL) == SMCOST_FINE && rest == NULL && over[0] == 37553);
  HOLDS(smcost_evaluate(spec, &named, 1, 2, figures, 1, over, under, status, &rest, &said) == SMCOST_TEXT_WRONG && strstr(said, "parsec") != NULL);
  smcost_free(said);
  smcost_close(spec);
}

static void whatIsWrong(void) {
  smcost_spec* spec = NULL;
  char *json = NULL, *said = NULL;
  HOLDS(smcost_open("/nowhere/spec.smcost", &spec) == SMCOST_FINE);
  HOLDS(smcost_bill(spec, &json, &said) == SMCOST_TROUBLE && json == NULL && strstr(said, "/nowhere/spec.smcost") != NULL);
  smcost_free(said);
  smcost_close(spec);
  spec = openText("j = jib 3 h\n");
  HOLDS(smcost_set(spec, "diagnostics", "short", NULL) == SMCOST_FINE);
  HOLDS(smcost_bill(spec, &json, &said) == SMCOST_TEXT_WRONG && json == NULL && strncmp(said, "<text>:1:", 9) == 0);
  smcost_free(said);
  HOLDS(smcost_set(spec, "colour", "red", &said) == SMCOST_USAGE && strstr(said, "colour") != NULL);
  smcost_free(said);
  HOLDS(smcost_set(spec, "strict", "perhaps", NULL) == SMCOST_USAGE);
  smcost_close(spec);
  spec = openText(kJob);
  const int64_t one = 1, none = 0;
  const char* total = "total";
  int64_t over, under;
  uint8_t status;
  smcost_rest* rest = NULL;
  const smcost_column wrong[5] = {{NULL, NULL, &one, NULL, "s"}, {"run", NULL, NULL, NULL, "s"}, {"run", NULL, &one, &none, "s"},
                                  {"run", NULL, &one, NULL, NULL}, {"nobody", NULL, &one, NULL, "s"}};
  for (int i = 0; i < 5; ++i) HOLDS(smcost_evaluate(spec, &wrong[i], 1, 1, &total, 1, &over, &under, &status, &rest, NULL) == SMCOST_USAGE);
  HOLDS(smcost_evaluate(spec, NULL, 1, 1, &total, 1, &over, &under, &status, &rest, NULL) == SMCOST_USAGE);
  HOLDS(smcost_evaluate(spec, NULL, 0, 1, NULL, 0, &over, &under, &status, &rest, NULL) == SMCOST_USAGE);
  HOLDS(smcost_evaluate(spec, NULL, 0, 1, &total, 1, NULL, &under, &status, &rest, NULL) == SMCOST_USAGE);
  HOLDS(smcost_evaluate(spec, NULL, 0, 1, &total, 1, &over, &under, &status, NULL, NULL) == SMCOST_USAGE);
  HOLDS(smcost_evaluate(spec, NULL, 0, 1, &total, 1, &over, &under, &status, &rest, NULL) == SMCOST_FINE && over == 37553);
  smcost_close(spec);
  HOLDS(smcost_open(NULL, &spec) == SMCOST_USAGE && spec == NULL);
  HOLDS(smcost_open_text(NULL, 1, NULL, &spec) == SMCOST_USAGE && spec == NULL);
  HOLDS(smcost_open("x", NULL) == SMCOST_USAGE);
  HOLDS(smcost_check(NULL, &said) == SMCOST_USAGE && smcost_bill(NULL, &json, NULL) == SMCOST_USAGE);
  smcost_close(NULL);
  smcost_free(NULL);
  smcost_rest_free(NULL);
  smcost_cancel(NULL);
}

static void samples(void) {
  smcost_spec* spec = openText(kDrawn);
  char *whole = NULL, *merged = NULL, *first = NULL, *second = NULL, *said = NULL;
  HOLDS(smcost_sample(spec, NULL, 7, 2000, -1, NULL, 0, &whole, NULL) == SMCOST_FINE);
  HOLDS(smcost_shard(spec, NULL, 7, 0, 700, &first, NULL) == SMCOST_FINE && smcost_shard(spec, NULL, 7, 700, 2000, &second, NULL) == SMCOST_FINE);
  const char* const shards[2] = {second, first};
  HOLDS(smcost_sample(spec, "total", 7, 2000, -1, shards, 2, &merged, NULL) == SMCOST_FINE);
  HOLDS(whole != NULL && merged != NULL && strcmp(whole, merged) == 0);
  smcost_free(merged);
  HOLDS(smcost_sample(spec, NULL, 7, 2000, -1, shards, 1, &merged, &said) == SMCOST_USAGE && merged == NULL && strstr(said, "draws 0 to 700 are missing") != NULL);
  smcost_free(said);
  HOLDS(smcost_sample(spec, NULL, 7, 2000, 3, NULL, 0, &merged, NULL) == SMCOST_USAGE);
  HOLDS(smcost_shard(spec, NULL, 7, 3, 2, &merged, NULL) == SMCOST_USAGE && smcost_shard(spec, NULL, 7, 0, UINT64_MAX, &merged, NULL) == SMCOST_USAGE);
  smcost_free(whole);
  smcost_free(first);
  smcost_free(second);
  smcost_close(spec);
}

static void* billMany(void* wanted) {
  smcost_spec* spec = openText(kJob);
  char text[16], *json = NULL;
  snprintf(text, sizeof text, "%d s", *(const int*)wanted);
  smcost_give(spec, "run", text, NULL);
  char exact[64];
  /* Of so many seconds, in lowest terms; 1 and 7 have no factor in common with 36,000,000. */
  snprintf(exact, sizeof exact, "\"exact\":\"%d/36000000\"", 37553 * *(const int*)wanted);
  for (int i = 0; i < 5; ++i) {
    HOLDS(smcost_set(spec, "strict", "no", NULL) == SMCOST_FINE);
    HOLDS(smcost_bill(spec, &json, NULL) == SMCOST_FINE && strstr(json, exact) != NULL);
    smcost_free(json);
  }
  smcost_close(spec);
  return NULL;
}

static void onThreads(void) {
  const int wanted[2] = {1, 7};
  pthread_t threads[2];
  for (int i = 0; i < 2; ++i) pthread_create(&threads[i], NULL, billMany, (void*)&wanted[i]);
  for (int i = 0; i < 2; ++i) pthread_join(threads[i], NULL);
}

struct cancelled {
  smcost_spec* spec;
  int code;
  volatile int is_done;
};

static void* sampleLong(void* given) {
  struct cancelled* one = given;
  char* json = NULL;
  one->code = smcost_sample(one->spec, NULL, 1, 1000000, 0, NULL, 0, &json, NULL);
  smcost_free(json);
  one->is_done = 1;
  return NULL;
}

static void calledOff(void) {
  struct cancelled one = {openText(kDrawn), -1, 0};
  pthread_t thread;
  pthread_create(&thread, NULL, sampleLong, &one);
  /* A wish before the call has begun is none. */
  while (!one.is_done) {
    usleep(20000);
    smcost_cancel(one.spec);
  }
  pthread_join(thread, NULL);
  HOLDS(one.code == SMCOST_CANCELLED);
  HOLDS(smcost_check(one.spec, NULL) == SMCOST_FINE);
  smcost_close(one.spec);
}

int main(void) {
  aBill();
  points();
  whatIsWrong();
  samples();
  onThreads();
  calledOff();
  if (failures == 0) printf("libsmcost %s from C\n", smcost_version());
  return failures != 0;
}
