// The bill as a function against the bill: of each spec free cells by chance, and at points near and far the function in
// every engine against rating of a program with these cells. To the last bit, and where one has no bill the other must fail.
//
//   random_functions [--no-stdlib] [--seed N] [--points N] [--rounds N] SPEC...
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/load/library_cache.h"
#include "compiler/session/engines.h"
#include "compiler/session/session.h"
#include "compiler/total/total.h"
#include "runtime/bill/bill.h"
#include "runtime/rating/rating.h"

namespace smcost::random_test {

namespace {

using base::Rational;

struct Counts {
  size_t functions = 0, points = 0, failing = 0, without = 0, moving = 0;
};

class Comparison {
 public:
  Comparison(const program::Program& program, unsigned seed, Counts& counts) : program_(program), random_(seed), counts_(counts) {}

  // The first difference; empty: there is none.
  std::string run(size_t points) {
    choose();
    if (free_.empty()) return {};
    diagnostics::Sink sink;
    std::optional<total::Function> function = total::build(program_, *engine_, free_, wanted_, sink);
    if (!function) ++counts_.without;
    else ++counts_.functions;
    program::CellStore cells;
    program::Table table;
    table.columns.resize(free_.size());
    std::vector<std::vector<Rational>> values;
    for (size_t i = 0; i < points; ++i) {
      values.push_back(point(i));
      for (size_t k = 0; k < free_.size(); ++k) table.columns[k].push_back(cells.cell(values.back()[k]));
      ++table.rows;
    }
    std::vector<Expected> expected;
    for (const auto& one : values) expected.push_back(rated(one));
    if (!function) {
      const bool none = std::none_of(expected.begin(), expected.end(), [](const Expected& one) { return one.bill; });
      return none ? "" : "there is a bill and no function";
    }
    count(expected);
    const runtime::TableRequest request{&function->shape, &table};
    for (const auto kind : {session::EngineKind::reference, session::EngineKind::interpreter, session::EngineKind::jit}) {
      if (kind == session::EngineKind::jit && random_() % 8 != 0) continue;
      const auto results = session::makeEngine(kind)->evaluate(function->pool, cells, {&request, 1});
      for (uint32_t row = 0; row < points; ++row) {
        const std::string difference = compare(*function, results.at(0), row, expected[row]);
        if (!difference.empty()) return difference + " in engine " + std::to_string(static_cast<int>(kind)) + " at" + text(values[row]);
      }
    }
    return {};
  }

 private:
  struct Expected {
    bool bill = false;
    std::vector<Rational> outputs;
    source::Span failure;           // the first error
  };

  bool chance(unsigned one_in) { return random_() % one_in == 0; }

  void choose() {
    std::vector<total::FreeCell> all;
    for (uint32_t table = 0; table < program_.usage.size(); ++table) {
      const program::UsageTable& usage = program_.usage[table];
      const auto is_price = [&](uint32_t column) {
        return std::any_of(usage.lines.begin(), usage.lines.end(), [&](const program::UsageLine& line) { return line.price == column; });
      };
      for (uint32_t column = 0; column < usage.table.columns.size(); ++column) {
        for (uint32_t row = 0; row < usage.table.rows && !is_price(column); ++row) all.push_back({table, column, row});
      }
    }
    std::shuffle(all.begin(), all.end(), random_);
    all.resize(std::min<size_t>(all.size(), chance(4) ? 1 : 1 + random_() % 6));
    free_ = all;
    for (uint32_t i = 0; i < program_.statements.size() && wanted_.size() < 12; ++i) {
      if (program_.statements[i].isBilled()) wanted_.push_back({{i}, {}});
    }
  }

  Rational valueOf(const total::FreeCell& cell) const {
    return program_.cells.value(program_.usage[cell.table].table.columns[cell.column][cell.row]);
  }

  // The first is the program as it stands.
  std::vector<Rational> point(size_t number) {
    std::vector<Rational> values;
    for (const total::FreeCell& cell : free_) {
      const Rational own = valueOf(cell);
      Rational value = own;
      switch (number == 0 ? 0 : random_() % 10) {
        case 0: break;
        case 1: value = 0; break;
        case 2: value = own * 2; break;
        case 3: value = own / 3; break;
        case 4: value = own + 1; break;
        case 5: value = own * Rational(static_cast<int>(random_() % 400), 100); break;
        case 6: value = own * 1000 + 7; break;
        case 7: value = own * Rational("1000000000000"); break;
        case 8: value = chance(4) ? Rational(-own - 1) : Rational(own + Rational(1, 1000)); break;
        default: value = static_cast<int>(random_() % 100000); break;
      }
      value.canonicalize();
      values.push_back(value);
    }
    return values;
  }

  Expected rated(const std::vector<Rational>& values) const {
    program::Program changed = program_;
    for (size_t i = 0; i < free_.size(); ++i) {
      changed.usage[free_[i].table].table.columns[free_[i].column][free_[i].row] = changed.cells.cell(values[i]);
    }
    diagnostics::Sink sink;
    const auto bill = runtime::rate(changed, *engine_, sink);
    Expected expected;
    expected.bill = bill != nullptr;
    if (bill) {
      expected.outputs = {bill->total(), bill->invoiceTotal(), bill->payable(), bill->invoicePayable()};
      for (const total::Wanted& one : wanted_) expected.outputs.push_back(bill->total(one.statement));
    } else {
      for (const diagnostics::Diagnostic& one : sink.all()) {
        if (one.kind->severity != diagnostics::Severity::error) continue;
        expected.failure = one.span;
        break;
      }
    }
    return expected;
  }

  std::string compare(const total::Function& function, const runtime::TableResult& result, uint32_t row, const Expected& expected) const {
    const uint32_t failure = result.failures.empty() ? 0 : result.failures[row];
    if (!expected.bill) {
      if (failure == 0) return "no bill, and no failure";
      const program::StatementId statement = function.statement_of_site.at(failure - 1);
      if (statement && program_.statements[statement.value].span != expected.failure) return "the failure is another statement's";
      return {};
    }
    if (failure != 0) return "a bill, and failure " + std::to_string(failure);
    for (size_t i = 0; i < expected.outputs.size(); ++i) {
      const Rational value = result.outputs.at(i).value(row);
      if (value == expected.outputs[i]) continue;
      return function.shape.output_names[i] + " is " + expected.outputs[i].get_str() + ", by the function " + value.get_str();
    }
    return {};
  }

  void count(const std::vector<Expected>& expected) {
    for (const Expected& one : expected) {
      ++counts_.points;
      counts_.failing += one.bill ? 0 : 1;
      counts_.moving += one.bill && expected.front().bill && one.outputs != expected.front().outputs ? 1 : 0;
    }
  }

  std::string text(const std::vector<Rational>& values) const {
    std::string all;
    for (size_t i = 0; i < values.size(); ++i) {
      const auto& [table, column, row] = free_[i];
      const program::Shape& shape = program_.shape(program_.usage[table].table.shape);
      all += " " + program::statementName(program_, program_.usage[table].statements[row]) + "." + shape.params[column].name + "=" + values[i].get_str();
    }
    return all;
  }

  const program::Program& program_;
  std::mt19937 random_;
  Counts& counts_;
  const std::unique_ptr<runtime::Engine> engine_ = session::makeEngine(session::EngineKind::automatic);
  std::vector<total::FreeCell> free_;
  std::vector<total::Wanted> wanted_;
};

int run(const std::vector<std::string>& specs, unsigned seed, size_t points, size_t rounds, bool use_stdlib) {
  Counts counts;
  size_t failed = 0, programs = 0;
  const auto cache = std::make_shared<load::LibraryCache>();
  for (const std::string& spec : specs) {
    session::Options options;
    options.path = spec;
    options.use_stdlib = use_stdlib;
    options.library_cache = cache;
    session::Session one(std::move(options));
    if (!one.check()) continue;
    for (size_t month = 0; month < std::min<size_t>(one.monthCount(), 2); ++month) {
      ++programs;
      for (size_t round = 0; round < rounds; ++round) {
        const std::string difference = Comparison(one.program(month), seed + static_cast<unsigned>(round), counts).run(points);
        if (difference.empty()) continue;
        std::printf("%s, month %zu, seed %zu: %s\n", spec.c_str(), month, seed + round, difference.c_str());
        if (++failed == 10) return 1;
      }
    }
  }
  std::printf("%zu programs, %zu functions, %zu points (%zu moved the bill, %zu had none), %zu without a function, %zu failed\n", programs,
              counts.functions, counts.points, counts.moving, counts.failing, counts.without, failed);
  return failed == 0 && counts.moving > 0 ? 0 : 1;
}

}  // namespace

}  // namespace smcost::random_test

int main(int argc, char** argv) {
  unsigned seed = 1;
  size_t points = 8, rounds = 3;
  bool use_stdlib = true;
  std::vector<std::string> specs;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const auto number = [&] { return i + 1 < argc ? std::strtoul(argv[++i], nullptr, 10) : 0; };
    if (argument == "--no-stdlib") use_stdlib = false;
    else if (argument == "--seed") seed = static_cast<unsigned>(number());
    else if (argument == "--points") points = number();
    else if (argument == "--rounds") rounds = number();
    else specs.emplace_back(argument);
  }
  return smcost::random_test::run(specs, seed, points, rounds, use_stdlib);
}
