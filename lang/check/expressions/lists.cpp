// Lists: what `with many` options give, a part of each of them, and what is computed from
// each. `share` and `sum` are what is made of a list.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check/expressions/expressions.h"

namespace smcost::check {

using ast::NodeId;
using program::Op;

namespace {

struct Bounds {
  base::Rational begin, end, share = 0;
};

// Each moment goes in equal parts to the ranges that hold it.
void shareOut(std::vector<Bounds>& ranges) {
  std::vector<base::Rational> moments;
  for (const Bounds& range : ranges) {
    moments.push_back(range.begin);
    moments.push_back(range.end);
  }
  std::sort(moments.begin(), moments.end());
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
  std::vector<size_t> begins(ranges.size()), ends(ranges.size());
  auto place = [&](const base::Rational& at) {
    return static_cast<size_t>(std::lower_bound(moments.begin(), moments.end(), at) - moments.begin());
  };
  std::vector<long> change(moments.size() + 1, 0);
  for (size_t i = 0; i < ranges.size(); ++i) {
    ++change[begins[i] = place(ranges[i].begin)];
    --change[ends[i] = place(ranges[i].end)];
  }
  // Up to each moment: what one range that was there all the time would have got.
  std::vector<base::Rational> got(moments.size(), 0);
  long present = 0;
  for (size_t i = 0; i + 1 < moments.size(); ++i) {
    present += change[i];
    got[i + 1] = got[i];
    if (present > 0) got[i + 1] += (moments[i + 1] - moments[i]) / present;
  }
  for (size_t i = 0; i < ranges.size(); ++i) ranges[i].share = got[ends[i]] - got[begins[i]];
}

Value listOf(std::vector<Value> values, Span at) {
  return {List{std::make_shared<std::vector<Value>>(std::move(values))}, at};
}

bool isListOfRanges(const Value& value) {
  const List* list = value.find<List>();
  return list && std::all_of(list->items->begin(), list->items->end(), [](const Value& item) { return item.is<Range>(); });
}

bool areOfOneType(const Value& a, const Value& b) {
  const Number* number = a.find<Number>();
  return a.kind() == b.kind() && (!number || number->dimension == b.number().dimension);
}

}  // namespace

Value mapList(const List& list, Span at, const std::function<Value(const Value&)>& each) {
  std::vector<Value> values;
  for (const Value& value : *list.items) {
    values.push_back(each(value));
    if (values.back().isError()) return {};
  }
  return listOf(std::move(values), at);
}

Value list(Expressions& cx, const Env& env, NodeId node) {
  std::vector<Value> values;
  for (NodeId part : ast::Children(env.file(), node)) {
    values.push_back(infer(cx, env, part));
    if (values.back().isError()) return {};
  }
  Span at = env.file().span(node);
  for (const Value& value : values) {
    if (areOfOneType(value, values[0])) continue;
    cx.sink->report(at, kinds::wrong_type, "one type in a list", fmt::format("a {} and a {}", showType(cx, values[0]),
                                                                            showType(cx, value)));
    return {};
  }
  return listOf(std::move(values), at);
}

Value sumOf(Expressions& cx, const Value& value, Span at) {
  const List* list = value.find<List>();
  if (!list || list->items->empty()) {
    cx.sink->report(at, kinds::wrong_type, "a list with something to add", showType(cx, value));
    return {};
  }
  Value total = lengthOf(cx, list->items->front());
  for (size_t i = 1; i < list->items->size() && !total.isError(); ++i) {
    total = add(cx, total, lengthOf(cx, (*list->items)[i]), false, at);
  }
  return total;
}

Value lengthOf(Expressions& cx, Value value) {
  if (const Range* range = value.find<Range>()) {
    value.content = Number{cx.time, cx.pool().make(Op::sub, cx.time, range->end, range->begin)};
  }
  return value;
}

void shareRanges(Expressions& cx, const Env& env, const std::vector<Range*>& ranges) {
  std::vector<Bounds> bounds;
  for (const Range* range : ranges) {
    auto begin = valueInRow(cx, env.row, range->begin), end = valueInRow(cx, env.row, range->end);
    if (!begin || !end || *end < *begin) return;
    bounds.push_back({std::move(*begin), std::move(*end)});
  }
  shareOut(bounds);
  for (size_t i = 0; i < ranges.size(); ++i) ranges[i]->share = cellValue(cx, env, bounds[i].share, cx.time, "share").number().expr;
}

Value shareOf(Expressions& cx, const Env& env, const Value& value, Span at) {
  if (!isListOfRanges(value)) {
    cx.sink->report(at, kinds::wrong_type, "a list of ranges such as `0h..2h`", showType(cx, value));
    return {};
  }
  std::vector<Value> parts = *value.as<List>().items;
  std::vector<Range*> ranges;
  for (Value& part : parts) ranges.push_back(&part.as<Range>());
  // Those of a statement's options have theirs already: a body is read for many rows.
  bool shared = std::all_of(ranges.begin(), ranges.end(), [](const Range* range) { return static_cast<bool>(range->share); });
  if (!shared) shareRanges(cx, env, ranges);
  for (Value& part : parts) {
    const ExprId share = part.as<Range>().share;
    if (!share) return {};
    part.content = Number{cx.time, share};
  }
  return listOf(std::move(parts), at);
}

}  // namespace smcost::check
