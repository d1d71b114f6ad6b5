// What uncertain parameters take in each draw, as values of points.
#pragma once

#include <string>
#include <vector>

#include "compiler/questions/axes.h"
#include "runtime/draws/draws.h"

namespace smcost::questions {

class Drawn {
 public:
  // Of the parameters that `draws` was made of, with the program's names.
  Drawn(const program::Program& program, const draws::Draws& draws) : draws_(draws) {
    for (const draws::Draws::Uncertain& one : draws.uncertain()) {
      const program::Parameter& parameter = program.parameters[one.parameter];
      names_.push_back(parameter.name);
      usual_.push_back(valueOf(program, parameter, parameter.value).value_or(base::Rational(0)));
      Column& table = tables_.emplace_back();
      for (const program::ParameterValue& value : one.table->values) table.push_back(valueOf(program, parameter, value).value_or(base::Rational(0)));
    }
  }

  size_t count() const { return names_.size(); }
  uint64_t seed() const { return draws_.seed(); }
  uint64_t stream(size_t i) const { return draws_.uncertain()[i].stream; }
  const std::string& name(size_t i) const { return names_[i]; }
  // Equally likely; of numbers in their order.
  const Column& table(size_t i) const { return tables_[i]; }
  // What a plain bill takes.
  const Value& usual(size_t i) const { return usual_[i]; }
  const Value& value(size_t i, uint64_t draw) const { return tables_[i][draws_.entry(draws_.uncertain()[i], draw)]; }

 private:
  const draws::Draws& draws_;
  std::vector<std::string> names_;
  std::vector<Column> tables_;
  std::vector<Value> usual_;
};

}  // namespace smcost::questions
