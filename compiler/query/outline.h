// What a file consists of, for who looks for a place in it. From its tree alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/source/source.h"
#include "lang/syntax/ast.h"

namespace smcost::query {

enum class OutlineKind : uint8_t {
  statement, let, param, fn, days, workload, option, parameter, line, words, word, meter, rates, source, allowance, plan, agreement,
  unit, dimension, skus, regions, edition, price_list, scenario, entry, test, rejects, question, file, block, check,
};

struct OutlineItem {
  OutlineKind kind;
  std::string name;              // `api`; of what has none its first words: "job", "budget total"
  std::string detail;            // "job 4x box.small 30min", "= 40", "Time"; of a line's length
  source::Span name_span;        // inside of `span`
  source::Span span;             // of the whole
  std::vector<OutlineItem> children = {};  // in order of the text
};

// In order of the text.
std::vector<OutlineItem> outline(const ast::File& file, const source::SourceManager& sources);

}  // namespace smcost::query
