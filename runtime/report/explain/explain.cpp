// Arguments, formula, roundings, price row with its source, product. Values come from the reference
// evaluator, which keeps every intermediate one.
#include "runtime/report/explain/explain.h"

#include <algorithm>
#include <map>
#include <memory>
#include <ostream>
#include <sstream>

#include "lang/base/check.h"
#include "lang/diagnostics/text.h"
#include "lang/program/evaluate.h"
#include "runtime/rating/rationals.h"
#include "runtime/rating/rules/metering.h"
#include "runtime/report/columns.h"
#include "runtime/report/explain/formula.h"
#include "runtime/report/figures.h"
#include "runtime/report/terms.h"

namespace smcost::runtime {

namespace {

class Explainer {
 public:
  explicit Explainer(const ReportContext& context)
      : context_(context), bill_(*context.bill), program_(bill_.program()), currency_(bill_.currency()) {}

  // The lines of one statement; `line_name` empty: all.
  std::string statement(program::StatementId id, std::string_view line_name) {
    out_.str({});
    write(id, line_name);
    return out_.str();
  }

 private:
  void write(program::StatementId id, std::string_view line_name) {
    const program::Statement& statement = program_.statements[id.value];
    out_ << program::statementName(program_, id);
    if (statement.head) out_ << " = " << nameText(program_, statement.head);
    if (!statement.span.isNone()) {
      const source::LineColumn place = context_.sources->lineColumn(statement.span);
      out_ << "  (" << context_.sources->file(statement.span.file).name() << ':' << place.line << ':' << place.column << ')';
    }
    if (line_name.empty()) out_ << "  " << amount(bill_.totalWithParts(id)) << (program_.hasParts(id) ? ", with its parts" : "");
    out_ << '\n';
    if (statement.tags) {
      std::string tags;
      for (const auto& [key, value] : program_.tags[statement.tags.value]) tags += (tags.empty() ? "" : ", ") + key + " \"" + value + '"';
      out_ << "  tagged " << tags << '\n';
    }
    if (!statement.isBilled()) {
      out_ << "  not in " << program_.period.name << '\n';
      return;
    }
    evaluate(statement);
    for (const Line& line : bill_.linesOf(id)) {
      if (line_name.empty() || program_.usage[line.table.value].lines[line.line].name == line_name) explainLine(line);
    }
    if (!line_name.empty()) return;
    for (const std::string& text : program_.usage[statement.table.value].not_included) {
      out_ << "  not included: " << text << '\n';
    }
  }

  std::string amount(const base::Rational& value) const {
    std::string text = money(value, context_.digits) + " " + currency_;
    if (const auto digits = base::finiteDigits(value); !digits || *digits > context_.digits) {
      text += " exactly " + base::toExactString(value);
    }
    return text;
  }

  // Runs the statement's row, so that the formula can ask for every value in it.
  void evaluate(const program::Statement& statement) {
    const program::UsageTable& usage = program_.usage[statement.table.value];
    auto& evaluator = evaluators_[statement.table.value];
    const program::Shape& shape = program_.shape(usage.table.shape);
    if (!evaluator) evaluator = std::make_unique<program::Evaluator>(program_.pool, shape);
    arguments_.clear();
    const Bound& bound = context_.bill->data().bound;
    const TableRequest& table = bound.tables[statement.table.value];
    for (size_t i = 0; i < shape.params.size(); ++i) arguments_.push_back(bound.cells.value(table.column(i)[statement.row]));
    SMCOST_CHECK(evaluator->run(arguments_) == 0, "a billed row evaluates");
    evaluator_ = evaluator.get();
  }

  void explainLine(const Line& line) {
    const program::UsageTable& usage = program_.usage[line.table.value];
    const program::UsageLine& usage_line = usage.lines[line.line];
    const program::Shape& shape = program_.shape(usage.table.shape);
    out_ << "  " << lineName(program_, line) << "  " << amount(line.cost) << '\n';
    const Formula formula(context_, shape, *evaluator_, shape.outputs[usage_line.quantity]);
    for (const uint32_t param : formula.params()) {
      if (shape.params[param].name.empty()) continue;  // which stands in the formula
      out_ << "    " << shape.params[param].name << " = "
           << shown(context_, arguments_[param], shape.params[param].shown()) << '\n';
    }
    for (const RoundingStep& step : formula.roundings()) out_ << "    " << step.text << '\n';
    const std::string quantity = measure(context_, line, line.quantity).text();
    out_ << "    quantity = " << formula.text() << " = " << quantity << " of `"
         << meterText(program_, line.meter, line.key) << "`\n";
    explainPool(line);
    for (const Charge& charge : line.charges) explainCharge(line, charge);
  }

  // What the bill as a whole did before this line got its part.
  void explainPool(const Line& line) {
    const LineRates& rates = bill_.data().lines[line.table.value][line.line];
    if (rates.pooled.empty() || rates.pooled[line.row] == kNoIndex) return;
    const PooledLine& pooled = bill_.data().pooled[rates.pooled[line.row]];
    if (pooled.part == kNoIndex) return;
    const Pool& pool = bill_.data().pools[bill_.data().parts[pooled.part].pool];
    const auto text = [&](const base::Rational& value) { return measure(context_, line, value).text(); };
    out_ << "    rated over the bill: " << text(pool.metered) << " in all";
    if (pool.billed != pool.metered) out_ << ", billed as " << text(pool.billed);
    out_ << '\n';
    for (const Taken& taken : pool.taken) {
      const program::Allowance& allowance = program_.allowances[taken.allowance];
      out_ << "      allowance `" << allowance.name << "`, " << allowance.text << ", takes " << text(taken.quantity) << '\n';
    }
    for (const AllowanceUse& use : bill_.data().allowances) {
      const bool taken = std::any_of(pool.taken.begin(), pool.taken.end(), [&](const Taken& one) { return one.allowance == use.allowance; });
      if (!taken || !use.least || *use.least == *use.greatest) continue;
      out_ << "        in proportion to what each key uses; in another order the total would be " << amount(*use.least) << " to "
           << amount(*use.greatest) << '\n';
    }
    for (const program::RateRowId id : bill_.rate(pool.rate).rows) {
      const program::RateRow& row = program_.rates[id.value];
      const base::Rational quantity = rules::tierQuantity(Rationals{}, row, pool.rest);
      if (quantity > 0) out_ << "      " << text(quantity) << " at " << program_.textOf(row).price << ' ' << program_.textOf(row).price_unit << '\n';
    }
    if (pool.metered == 0) return;
    const base::Rational part = line.quantity / pool.metered;
    out_ << "      this line is " << text(line.quantity) << " of " << text(pool.metered) << ", a share of "
         << base::toExactString(part) << '\n';
  }

  void explainCharge(const Line& line, const Charge& charge) {
    const std::string quantity = measure(context_, line, charge.quantity).text();
    if (!charge.row) {
      out_ << "    " << quantity << " at no cost, " << chargePrice(program_, charge) << '\n';
      return;
    }
    const program::RateRow& row = program_.rates[charge.row.value];
    out_ << "    price " << chargePrice(program_, charge);
    if (!charge.text.empty()) out_ << ", " << charge.text;
    if (const std::string& shown = program_.textOf(row).shown; !shown.empty()) out_ << " (printed there as " << shown << ')';
    out_ << '\n';
    const bool is_reduced = !reductionText(program_, row).empty();
    explainSource(is_reduced ? program_.rates[row.list.value] : row);
    if (!is_reduced) {
      out_ << "    " << quantity << " x " << chargePrice(program_, charge) << " = " << amount(charge.cost) << '\n';
      return;
    }
    const program::RateRow& list = program_.rates[row.list.value];
    const std::string &list_unit = program_.textOf(list).price_unit, &unit = program_.textOf(row).price_unit;
    const program::Agreement& agreement = program_.agreements[row.agreement.value];
    const program::Reduction& reduction = agreement.reductions[row.reduction];
    const base::Rational at_list = bill_.listCost(charge);
    out_ << "      agreement `" << agreement.name << "`, " << placeText(context_, reduction.span) << ": " << priceNumberText(list) << ' '
         << list_unit << " x (1 - " << reduction.text.substr(reduction.text.find(' ') + 1) << ") = " << priceNumberText(row) << ' '
         << unit << '\n';
    out_ << "    list " << quantity << " x " << priceNumberText(list) << ' ' << list_unit << " = " << amount(at_list) << '\n';
    out_ << "    less " << amount(at_list - charge.cost) << '\n';
    out_ << "    net  " << quantity << " x " << priceNumberText(row) << ' ' << unit << " = " << amount(charge.cost) << '\n';
  }

  std::string priceNumberText(const program::RateRow& row) const { return base::toExactString(priceNumber(program_, row)); }

  void explainSource(const program::RateRow& row) {
    out_ << "      row of `" << meterText(program_, row.meter, row.key) << "` " << (row.region ? "in " + nameText(program_, row.region) : "everywhere");
    if (row.edition) out_ << ", edition " << nameText(program_, row.edition);
    out_ << '\n';
    if (!row.source) {
      const source::LineColumn place = context_.sources->lineColumn(row.span);
      const std::string whose =
          row.agreement ? "a price of agreement `" + program_.agreements[row.agreement.value].name + "`, " : "a row of one's own, ";
      out_ << "      " << whose << diagnostics::safeFileName(context_.sources->file(row.span.file).name()) << ':' << place.line << '\n';
      return;
    }
    const program::PriceSource& source = program_.sources[row.source.value];
    out_ << "      source " << (source.title.empty() ? source.name : source.title);
    if (!source.url.empty()) out_ << ", " << source.url;
    if (!source.retrieved.empty()) out_ << ", retrieved " << source.retrieved;
    out_ << '\n';
  }

  std::ostringstream out_;
  const ReportContext& context_;
  const Bill& bill_;
  const program::Program& program_;
  std::string currency_;
  std::map<uint32_t, std::unique_ptr<program::Evaluator>> evaluators_;
  const program::Evaluator* evaluator_ = nullptr;
  std::vector<base::Rational> arguments_;
};

// The spec has it and the bill does not: beside a statement that is a bill of its own, what is kept
// was never bound and has no lines. One that is only not of this month has them.
bool isOfBill(const program::Statement& statement) { return static_cast<bool>(statement.table); }

bool hasLine(const program::Program& program, const program::Statement& statement, std::string_view name) {
  for (const program::UsageLine& line : program.usage[statement.table.value].lines) {
    if (line.name == name) return true;
  }
  return false;
}

// The included file that is called so.
const program::IncludedFile* includedNamed(const program::Program& program, std::string_view name) {
  const auto found = std::find_if(program.included.begin(), program.included.end(),
                                  [&](const program::IncludedFile& file) { return file.name == name; });
  return found == program.included.end() ? nullptr : &*found;
}

// A statement and line that `name` means; the line is empty for a whole statement.
std::vector<std::pair<program::StatementId, std::string_view>> findNamed(const program::Program& program,
                                                                         std::string_view name) {
  std::vector<std::pair<program::StatementId, std::string_view>> found;
  if (const program::IncludedFile* file = includedNamed(program, name)) {
    for (uint32_t i = file->first; i < file->end; ++i) found.push_back({program::StatementId{i}, {}});
    return found;
  }
  const size_t dot = name.rfind('.');
  for (uint32_t i = 0; i < program.statements.size(); ++i) {
    const program::Statement& statement = program.statements[i];
    if (!isOfBill(statement)) continue;
    const std::string own = program::statementName(program, program::StatementId{i});
    if (name.empty() || own == name) {
      const uint32_t end = name.empty() ? i + 1 : program.endOfParts(program::StatementId{i});
      for (uint32_t part = i; part < end; ++part) {
        if (isOfBill(program.statements[part])) found.push_back({program::StatementId{part}, {}});
      }
    } else if (dot != std::string_view::npos && own == name.substr(0, dot) &&
               hasLine(program, statement, name.substr(dot + 1))) {
      found.push_back({program::StatementId{i}, name.substr(dot + 1)});
    }
  }
  return found;
}

}  // namespace

bool writeExplain(std::ostream& out, const ReportContext& context, std::string_view name) {
  SMCOST_CHECK(context.bill != nullptr && context.sources != nullptr, "a report has a bill and its sources");
  const auto named = findNamed(context.bill->program(), name);
  const program::IncludedFile* included = includedNamed(context.bill->program(), name);
  if (named.empty() && !included && !name.empty()) return false;
  for (const MonthReport& month : monthsOf(context)) {
    if (!context.months.empty()) out << "month " << month.bill->program().period.name << '\n';
    const ReportContext own = reportOf(context, month);
    Explainer explainer(own);
    for (const auto& [statement, line] : named) writeProse(out, explainer.statement(statement, line), context.width);
  }
  if (included) {
    const auto index = static_cast<size_t>(included - context.bill->program().included.data());
    const base::Rational sum = includedTotals(context)[index];
    out << "subtotal " << name << "  " << money(sum, context.digits) << ' ' << context.bill->currency() << " exactly " << base::toExactString(sum) << '\n';
  }
  if (!context.bill->program().library.empty()) out << libraryText(context.bill->program()) << '\n';
  if (const program::BookUse* book = bookOf(context); book != nullptr && !book->path.empty()) out << "edition " << editionText(context) << '\n';
  if (name.empty()) {
    const base::Rational sum = total(context);
    const std::string currency = context.bill->currency();
    const Terms terms = termsOf(context);
    if (terms.reduces()) {
      out << "list  " << amountText(terms.list, currency, context.digits) << "\nless  " << amountText(terms.list - terms.total, currency, context.digits) << '\n';
    }
    out << "total  " << money(sum, context.digits) << ' ' << currency << " exactly " << base::toExactString(sum) << "\ninvoice total  "
        << money(invoiceTotal(context), context.digits) << ' ' << currency << '\n';
    for (const Below& line : belowTotal(terms, currency, context.digits, false)) writeProse(out, line.title + "  " + line.text, context.width);
  }
  return true;
}

std::vector<std::string> explainNames(const Bill& bill) {
  const program::Program& program = bill.program();
  std::vector<std::string> names;
  for (const program::IncludedFile& file : program.included) names.push_back(file.name);
  for (uint32_t i = 0; i < program.statements.size(); ++i) {
    const program::Statement& statement = program.statements[i];
    if (!isOfBill(statement)) continue;
    names.push_back(program::statementName(program, program::StatementId{i}));
    const std::string front = names.back() + ".";
    for (const program::UsageLine& line : program.usage[statement.table.value].lines) names.push_back(front + line.name);
  }
  return names;
}

}  // namespace smcost::runtime
