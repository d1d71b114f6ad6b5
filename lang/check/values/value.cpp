#include "lang/check/values/value.h"

namespace smcost::check {

ExprId Value::expr() const {
  if (const Number* number = find<Number>()) return number->expr;
  if (const Boolean* boolean = find<Boolean>()) return boolean->expr;
  if (const Key* key = find<Key>()) return key->open;
  if (const Text* text = find<Text>()) return text->open;
  if (const Schedule* schedule = find<Schedule>()) return schedule->running;
  if (const Range* range = find<Range>()) return range->begin;
  return {};
}

std::string_view Value::text() const {
  if (const Key* key = find<Key>()) return key->text;
  if (const Region* region = find<Region>()) return region->text;
  if (const Word* word = find<Word>()) return word->text;
  if (const Text* text = find<Text>()) return text->text;
  return {};
}

}  // namespace smcost::check
