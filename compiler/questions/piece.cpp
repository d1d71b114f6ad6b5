#include "compiler/questions/piece.h"

#include <utility>

#include "compiler/questions/show.h"

namespace smcost::questions {

namespace {

constexpr const char* kNoBill = "the spec has no bill there";

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
AskedShape askedShape(const program::Program& program, uint32_t number, uint32_t row, const std::vector<uint32_t>& numbers,
                        std::vector<program::BillRef>& read) {
  const program::CheckTable& table = program.check_tables[number];
  AskedShape figure{&program.pool, &program.shape(table.table.shape), {}};
  // Nothing else stands in a cell of the bill's, of which a program without numbers has no value.
  std::vector<const program::BillRef*> of_bill(table.table.columns.size());
  for (const program::BillCell& cell : table.bill_cells) {
    if (cell.row == row) of_bill[cell.column] = &cell.ref;
  }
  for (size_t i = 0; i < of_bill.size(); ++i) {
    if (!of_bill[i]) {
      figure.cells.push_back({AskedShape::Holds::number, program.cells.value(table.table.columns[i][row]), 0});
      continue;
    }
    figure.cells.push_back({AskedShape::Holds::bill, 0, read.size()});
    read.push_back(*of_bill[i]);
  }
  for (const program::VariedCell& cell : program.variables.checks) {
    if (cell.table == number && cell.row == row) figure.cells[cell.column] = {AskedShape::Holds::variable, 0, numbers[cell.variable]};
  }
  return figure;
}

// One program after another, that of each month.
class Reader {
 public:
  // `numbers`: which of the question's variables each of the program's is.
  Reader(const std::vector<std::string>& variables, const std::vector<uint32_t>& numbers, runtime::Engine& engine, Piece& piece)
      : variables_(variables), numbers_(numbers), engine_(engine), piece_(piece) {}

  void run(session::Session& session, const std::vector<Figure>& figures) {
    const bool is_sound = session.check();
    if (is_sound) readFigures(session.program(), figures);
    FunctionCloser closer(variables_, read_.size());
    for (size_t i = 0; i < session.monthCount(); ++i) addMonth(closer, session, i, is_sound);
    if (!is_sound) piece_.refused = firstError(session.sink()).value_or(kNoBill);
    if (piece_.refused.empty()) {
      for (const AskedShape& one : asked_) closer.addFigure(one);
    }
    piece_.function = closer.take();
  }

 private:
  void readFigures(const program::Program& program, const std::vector<Figure>& figures) {
    size_t next = 0;
    for (const Figure& figure : figures) {
      switch (figure.of) {
        case Figure::Of::invoice: asked_.emplace_back(); break;
        case Figure::Of::bill: readRow(program, program.asked[next].table, program.asked[next].row); ++next; break;
        case Figure::Of::check: readRow(program, program.checks[figure.check].table, program.checks[figure.check].row); break;
      }
    }
  }
  void readRow(const program::Program& program, uint32_t table, uint32_t row) { asked_.push_back(askedShape(program, table, row, numbers_, read_)); }

  void addMonth(FunctionCloser& closer, const session::Session& session, size_t index, bool is_sound) {
    const program::Program& program = session.program(index);
    program::Shape guards;
    for (const program::Variable& variable : program.variables.all) guards.params.push_back({variable.name, variable.dimension});
    guards.outputs = program.variables.guards;
    closer.addGuards(program.pool, guards, numbers_);
    for (size_t k = 0; k < numbers_.size() && k < program.variables.all.size(); ++k) {
      piece_.fixed[numbers_[k]] = piece_.fixed[numbers_[k]] || program.variables.all[k].is_fixed;
    }
    if (!is_sound || !piece_.refused.empty()) return;
    std::vector<total::FreeCell> free;
    std::vector<uint32_t> of_free;
    for (const program::VariedCell& cell : program.variables.usage) {
      free.push_back({cell.table, cell.column, cell.row});
      of_free.push_back(numbers_[cell.variable]);
    }
    std::vector<total::Wanted> wanted;
    std::vector<std::vector<size_t>> outputs;
    for (const program::BillRef& ref : read_) outputs.push_back(outputsOf(program, ref, wanted));
    diagnostics::Sink sink;
    const auto month = total::build(program, engine_, free, wanted, sink);
    if (month && session.checkSkuSets(index, sink)) closer.addMonth(*month, of_free, outputs);
    else piece_.refused = firstError(sink).value_or(kNoBill);
  }

  const std::vector<std::string>& variables_;
  const std::vector<uint32_t>& numbers_;
  runtime::Engine& engine_;
  Piece& piece_;
  std::vector<AskedShape> asked_;           // per figure
  std::vector<program::BillRef> read_;      // figures of the bill that they read
};

}  // namespace

PieceMaker::PieceMaker(session::Options spec, std::vector<std::string> variables, std::vector<Figure> figures, runtime::Engine& engine)
    : spec_(std::move(spec)), variables_(std::move(variables)), figures_(std::move(figures)), engine_(engine) {
  spec_.shared_engine = &engine_;
  spec_.judges_checks = false;
  for (const Figure& figure : figures_) {
    if (figure.of == Figure::Of::bill) spec_.asked.push_back(figure.text);
  }
}

std::unique_ptr<Piece> PieceMaker::make(std::vector<Value> values) const {
  auto piece = std::make_unique<Piece>();
  session::Options options = spec_;
  std::vector<uint32_t> numbers;
  for (uint32_t i = 0; i < variables_.size(); ++i) {
    const base::Rational* number = std::get_if<base::Rational>(&values[i]);
    piece->fixed.push_back(number == nullptr);
    if (number) {
      options.variables.push_back({variables_[i], *number});
      numbers.push_back(i);
    } else {
      std::erase_if(options.params, [&](const auto& given) { return given.first == variables_[i]; });
      options.params.emplace_back(variables_[i], std::get<std::string>(values[i]));
    }
  }
  piece->made_at = std::move(values);
  session::Session session(std::move(options));
  Reader(variables_, numbers, engine_, *piece).run(session, figures_);
  return piece;
}

}  // namespace smcost::questions
