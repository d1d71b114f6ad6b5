#include "compiler/questions/bill_function.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "compiler/total/total.h"
#include "lang/base/interrupt.h"
#include "lang/diagnostics/render.h"
#include "runtime/engine.h"

namespace smcost::questions {

namespace {

// More are made where they are needed, and forgotten at once.
constexpr size_t kMostPieces = 1000;

// A shape over variables, and which of them stand in its columns.
struct OverVariables {
  const program::ExprPool* pool = nullptr;
  const program::Shape* shape = nullptr;
  std::vector<uint32_t> variables;   // per param
};

runtime::TableResult run(runtime::Engine& engine, const OverVariables& what, const std::vector<Column>& columns,
                         const std::vector<uint32_t>& points) {
  program::CellStore cells;
  program::Table table;
  table.rows = static_cast<uint32_t>(points.size());
  std::map<uint32_t, std::vector<program::Cell>> made;
  for (const uint32_t variable : what.variables) {
    auto [column, is_new] = made.try_emplace(variable);
    if (is_new) {
      column->second.reserve(points.size());
      for (const uint32_t point : points) {
        // A name stands in a column that nothing reads.
        const base::Rational* number = std::get_if<base::Rational>(&columns[variable][point]);
        column->second.push_back(cells.cell(number ? *number : base::Rational(0)));
      }
    }
    table.columns.push_back(column->second);
  }
  runtime::TableRequest request{what.shape, &table};
  std::vector<runtime::TableResult> results = engine.evaluate(*what.pool, cells, std::span(&request, 1));
  return std::move(results.front());
}

// The points of a list at which a result holds 1 in all its columns, and the others.
std::pair<std::vector<uint32_t>, std::vector<uint32_t>> divide(const runtime::TableResult& holds, const std::vector<uint32_t>& points) {
  std::pair<std::vector<uint32_t>, std::vector<uint32_t>> parts;
  for (uint32_t row = 0; row < points.size(); ++row) {
    bool all = holds.failures.empty() || holds.failures[row] == 0;
    for (size_t i = 0; all && i < holds.outputs.size(); ++i) all = holds.outputs[i].value(row) != 0;
    (all ? parts.first : parts.second).push_back(points[row]);
  }
  return parts;
}

std::string siteText(const program::Shape& shape, uint32_t failure) {
  const uint32_t site = failure - 1;
  return site < shape.sites.size() ? shape.sites[site].text : "a number is too large";
}

// The first error, on one line.
std::string reasonOf(const diagnostics::Sink& sink) {
  for (const diagnostics::Diagnostic& diagnostic : sink.all()) {
    if (diagnostic.kind->severity == diagnostics::Severity::error) return fmt::format("{} [SMC{}]", diagnostic.message, diagnostic.kind->number);
  }
  return "the spec has no bill there";
}

}  // namespace

// A month of it.
struct Month {
  program::Shape guards;
  std::vector<uint32_t> of_guards;                  // which variable each param of the guards is
  std::optional<total::Function> function;
  std::vector<uint32_t> of_function;
  std::vector<std::vector<size_t>> outputs;         // per figure of the bill that is read: those of the function that add up to it
};

// A figure that is asked for, as a shape of the first month's program over figures of the bill.
struct AskedFigure {
  enum class Holds : uint8_t { number, figure, variable };
  struct Cell {
    Holds holds = Holds::number;
    base::Rational number;
    size_t index = 0;                               // of what is read of the bill, or of our variables
  };
  const program::Shape* shape = nullptr;
  std::vector<Cell> cells;                          // per param
};

struct BillFunction::Piece {
  std::unique_ptr<session::Session> session;
  std::vector<Value> made_at;
  std::vector<bool> fixed;                          // per variable: it holds where this one is the same
  std::vector<Month> months;
  std::vector<AskedFigure> asked;                   // per figure
  std::vector<program::BillRef> read;               // figures of the bill that they read
  std::string refused;                              // why there is no bill; empty: there is one

  // Whether a point has the names and the fixed numbers that it was made for.
  bool fits(const std::vector<Column>& columns, size_t point) const {
    for (size_t i = 0; i < columns.size(); ++i) {
      if (fixed[i] && columns[i][point] != made_at[i]) return false;
    }
    return true;
  }
};

namespace {

// The outputs of the function that add up to a figure of the bill.
std::vector<size_t> outputsOf(const program::Program& program, const program::BillRef& ref, std::vector<total::Wanted>& wanted) {
  std::vector<size_t> outputs;
  const auto add = [&](program::StatementId id, const std::string& line) {
    if (!program.statements[id.value].isBilled()) return;
    outputs.push_back(total::Function::kWanted + wanted.size());
    wanted.push_back({id, line});
  };
  if (ref.is_payable) return {total::Function::kPayable};
  if (ref.owned) {
    for (const program::StatementId id : *ref.owned) add(id, {});
  } else if (ref.statement) {
    const uint32_t end = ref.line.empty() ? program.endOfParts(ref.statement) : ref.statement.value + 1;
    for (uint32_t i = ref.statement.value; i < end; ++i) add({i}, ref.line);
  } else if (ref.file != program::IncludedFile::kNone) {
    const program::IncludedFile& file = program.included[ref.file];
    for (uint32_t i = file.first; i < file.end; ++i) add({i}, {});
  } else {
    return {total::Function::kTotal};
  }
  return outputs;
}

// Where each column of a row of checks comes from.
AskedFigure askedFigure(const program::Program& program, uint32_t number, uint32_t row, const std::vector<uint32_t>& numbers,
                        std::vector<program::BillRef>& read) {
  const program::CheckTable& table = program.check_tables[number];
  AskedFigure figure{&program.shape(table.table.shape), {}};
  for (const auto& column : table.table.columns) figure.cells.push_back({AskedFigure::Holds::number, program.cells.value(column[row]), 0});
  for (const program::BillCell& cell : table.bill_cells) {
    if (cell.row != row) continue;
    figure.cells[cell.column] = {AskedFigure::Holds::figure, 0, read.size()};
    read.push_back(cell.ref);
  }
  for (const program::VariedCell& cell : program.variables.checks) {
    if (cell.table == number && cell.row == row) figure.cells[cell.column] = {AskedFigure::Holds::variable, 0, numbers[cell.variable]};
  }
  return figure;
}

}  // namespace

BillFunction::BillFunction(session::Options spec, std::vector<std::string> variables, std::vector<Figure> figures)
    : spec_(std::move(spec)), variables_(std::move(variables)), figures_(std::move(figures)), engine_(session::makeEngine(spec_.engine)) {
  spec_.shared_engine = engine_.get();
  spec_.judges_checks = false;
  for (const Figure& figure : figures_) {
    if (figure.of == Figure::Of::bill) spec_.asked.push_back(figure.text);
  }
}

BillFunction::~BillFunction() = default;

std::unique_ptr<BillFunction::Piece> BillFunction::makePiece(const std::vector<Column>& columns, size_t point) {
  ++made_.programs;
  auto piece = std::make_unique<Piece>();
  session::Options options = spec_;
  std::vector<uint32_t> numbers;   // of the program's variables, which of ours each is
  for (uint32_t i = 0; i < variables_.size(); ++i) {
    const Value& value = columns[i][point];
    piece->made_at.push_back(value);
    const base::Rational* number = std::get_if<base::Rational>(&value);
    piece->fixed.push_back(number == nullptr);
    if (number) {
      options.variables.push_back({variables_[i], *number});
      numbers.push_back(i);
    } else {
      std::erase_if(options.params, [&](const auto& given) { return given.first == variables_[i]; });
      options.params.emplace_back(variables_[i], std::get<std::string>(value));
    }
  }
  piece->session = std::make_unique<session::Session>(std::move(options));
  const bool is_sound = piece->session->check();
  if (is_sound) {
    const program::Program& first = piece->session->program();
    size_t next = 0;
    for (const Figure& figure : figures_) {
      switch (figure.of) {
        case Figure::Of::invoice: piece->asked.emplace_back(); break;
        case Figure::Of::bill: piece->asked.push_back(askedFigure(first, first.asked[next].table, first.asked[next].row, numbers, piece->read)); ++next; break;
        case Figure::Of::check:
          piece->asked.push_back(askedFigure(first, first.checks[figure.check].table, first.checks[figure.check].row, numbers, piece->read));
          break;
      }
    }
  }
  for (size_t i = 0; i < piece->session->monthCount(); ++i) addMonth(*piece, i, numbers, is_sound);
  if (!is_sound) piece->refused = reasonOf(piece->session->sink());
  return piece;
}

void BillFunction::addMonth(Piece& piece, size_t number, const std::vector<uint32_t>& numbers, bool is_sound) {
  const program::Program& program = piece.session->program(number);
  Month& month = piece.months.emplace_back();
  month.guards.name = "guards";
  month.of_guards = numbers;
  for (const program::Variable& variable : program.variables.all) month.guards.params.push_back({variable.name, variable.dimension});
  month.guards.outputs = program.variables.guards;
  month.guards.output_names.resize(month.guards.outputs.size());
  for (size_t k = 0; k < numbers.size() && k < program.variables.all.size(); ++k) {
    piece.fixed[numbers[k]] = piece.fixed[numbers[k]] || program.variables.all[k].is_fixed;
  }
  if (!is_sound || !piece.refused.empty()) return;
  std::vector<total::FreeCell> free;
  for (const program::VariedCell& cell : program.variables.usage) {
    free.push_back({cell.table, cell.column, cell.row});
    month.of_function.push_back(numbers[cell.variable]);
  }
  std::vector<total::Wanted> wanted;
  for (const program::BillRef& ref : piece.read) month.outputs.push_back(outputsOf(program, ref, wanted));
  diagnostics::Sink sink;
  month.function = total::build(program, *engine_, free, wanted, sink);
  if (!month.function) piece.refused = reasonOf(sink);
}

std::vector<uint32_t> BillFunction::holding(const Piece& piece, const std::vector<Column>& columns, const std::vector<uint32_t>& points,
                                            std::vector<uint32_t>& others) {
  std::vector<uint32_t> left;
  for (const uint32_t point : points) (piece.fits(columns, point) ? left : others).push_back(point);
  for (size_t i = 0; i < piece.months.size() && !left.empty(); ++i) {
    const Month& month = piece.months[i];
    if (month.guards.outputs.empty()) continue;
    auto [holds, fails] = divide(run(*engine_, {&piece.session->program(i).pool, &month.guards, month.of_guards}, columns, left), left);
    others.insert(others.end(), fails.begin(), fails.end());
    left = std::move(holds);
  }
  return left;
}

uint32_t numberOf(const std::string& reason, std::vector<std::string>& reasons) {
  auto known = std::find(reasons.begin(), reasons.end(), reason);
  if (known == reasons.end()) known = reasons.insert(reasons.end(), reason);
  return static_cast<uint32_t>(known - reasons.begin());
}

namespace {

void fail(Answers& answers, uint32_t point, const std::string& reason) {
  answers.failures[point] = numberOf(reason, answers.reasons) + 1;
}

}  // namespace

std::vector<std::vector<base::Rational>> BillFunction::readBill(const Piece& piece, const std::vector<Column>& columns,
                                                                const std::vector<uint32_t>& points, Answers& answers) {
  std::vector<std::vector<base::Rational>> read(piece.read.size() + 1, std::vector<base::Rational>(points.size()));
  for (const Month& month : piece.months) {
    const runtime::TableResult result = run(*engine_, {&month.function->pool, &month.function->shape, month.of_function}, columns, points);
    for (uint32_t row = 0; row < points.size(); ++row) {
      if (!result.failures.empty() && result.failures[row] != 0) {
        fail(answers, points[row], siteText(month.function->shape, result.failures[row]));
        continue;
      }
      for (size_t i = 0; i < piece.read.size(); ++i) {
        for (const size_t output : month.outputs[i]) read[i][row] += result.outputs[output].value(row);
      }
      read.back()[row] += result.outputs[total::Function::kInvoiceTotal].value(row);
    }
  }
  return read;
}

void BillFunction::evaluateFigure(const Piece& piece, size_t figure, const std::vector<std::vector<base::Rational>>& read,
                                  const std::vector<Column>& columns, const std::vector<uint32_t>& points, Answers& answers) {
  const AskedFigure& asked = piece.asked[figure];
  if (!asked.shape) {
    for (size_t row = 0; row < points.size(); ++row) answers.figures[figure][points[row]] = read.back()[row];
    return;
  }
  program::CellStore cells;
  program::Table table;
  table.rows = static_cast<uint32_t>(points.size());
  for (const AskedFigure::Cell& cell : asked.cells) {
    std::vector<program::Cell>& column = table.columns.emplace_back();
    for (size_t row = 0; row < points.size(); ++row) {
      switch (cell.holds) {
        case AskedFigure::Holds::number: column.push_back(cells.cell(cell.number)); break;
        case AskedFigure::Holds::figure: column.push_back(cells.cell(read[cell.index][row])); break;
        case AskedFigure::Holds::variable: column.push_back(cells.cell(std::get<base::Rational>(columns[cell.index][points[row]]))); break;
      }
    }
  }
  runtime::TableRequest request{asked.shape, &table};
  const std::vector<runtime::TableResult> results = engine_->evaluate(piece.session->program().pool, cells, std::span(&request, 1));
  const runtime::TableResult& result = results.front();
  for (uint32_t row = 0; row < points.size(); ++row) {
    if (answers.failed(points[row])) continue;
    if (!result.failures.empty() && result.failures[row] != 0) fail(answers, points[row], siteText(*asked.shape, result.failures[row]));
    else answers.figures[figure][points[row]] = result.outputs.front().value(row);
  }
}

std::vector<uint32_t> BillFunction::evaluate(Piece& piece, const std::vector<Column>& columns, std::vector<uint32_t> points, Answers& answers) {
  std::vector<uint32_t> others;
  const std::vector<uint32_t> own = holding(piece, columns, points, others);
  if (own.empty()) return others;
  if (!piece.refused.empty()) {
    for (const uint32_t point : own) fail(answers, point, piece.refused);
    return others;
  }
  const auto read = readBill(piece, columns, own, answers);
  for (size_t i = 0; i < figures_.size(); ++i) evaluateFigure(piece, i, read, columns, own, answers);
  return others;
}

Answers BillFunction::at(const std::vector<Column>& columns) {
  const size_t count = columns.empty() ? 1 : columns.front().size();
  made_.points += count;
  Answers answers;
  answers.figures.assign(figures_.size(), std::vector<base::Rational>(count));
  answers.failures.resize(count);
  std::vector<uint32_t> left(count);
  for (uint32_t i = 0; i < count; ++i) left[i] = i;
  for (const auto& piece : pieces_) {
    if (left.empty()) return answers;
    left = evaluate(*piece, columns, std::move(left), answers);
  }
  while (!left.empty()) {
    base::checkInterrupt();
    auto piece = makePiece(columns, left.front());
    const size_t before = left.size();
    left = evaluate(*piece, columns, std::move(left), answers);
    SMCOST_CHECK(left.size() < before, "a program holds where it was made");
    if (pieces_.size() < kMostPieces) pieces_.push_back(std::move(piece));
  }
  return answers;
}

}  // namespace smcost::questions
