#include "runtime/rating/failures.h"

#include "lang/program/evaluate.h"

namespace smcost::runtime {

namespace {

// More messages help nobody, and a bill of a million wrong rows must not fill the memory.
constexpr uint32_t kMostReports = 1000;

std::string quantityText(const program::Program& program, const BillData& data, RateId rate_id,
                         const program::UsageLine& line, const base::Rational& quantity) {
  if (rate_id && !data.rates[rate_id.value].rows.empty()) {
    const program::RateText& reads = program.textOf(program.rates[data.rates[rate_id.value].rows.front().value]);
    return base::toShown(quantity / reads.quantity_unit_scale, 6) + " " + reads.quantity_unit;
  }
  return base::toShown(quantity, 6) + " (" + program.dimensions.show(program.meters[line.meter.value].dimension) + ")";
}

void reportNegative(const program::Program& program, const BillData& data, uint32_t table, uint32_t index,
                    uint32_t row, diagnostics::Sink& sink) {
  const program::UsageTable& usage = program.usage[table];
  const program::UsageLine& line = usage.lines[index];
  const program::StatementId statement = usage.statements[row];
  const base::Rational quantity = data.usage[table].outputs[line.quantity].value(row);
  const RateId rate = data.lines[table][index].rates[row];
  auto& message = sink.report(program.statements[statement.value].span, diagnostics::kinds::negative_usage, line.name,
                              quantityText(program, data, rate, line, quantity));
  message.label(line.span, "metered here");
  const program::Shape& shape = program.shape(usage.table.shape);
  for (size_t i = 0; i < shape.params.size(); ++i) {
    if (i == line.price) continue;
    const base::Rational value = data.bound.cells.value(data.bound.tables[table].column(i)[row]);
    const std::string dimension = shape.params[i].shown() == units::kNoDimension
                                      ? ""
                                      : " (" + program.dimensions.show(shape.params[i].shown()) + ")";
    message.note(shape.params[i].name + " = " + base::toShown(value, 6) + dimension);
  }
}

}  // namespace

void reportFailure(const program::Shape& shape, uint32_t code, source::Span span, diagnostics::Sink& sink) {
  if (code == program::kTooLargeSite || code == 0 || code - 1 >= shape.sites.size()) {
    sink.report(span, diagnostics::kinds::number_too_large, program::kMaxBits);
    return;
  }
  const program::Site& site = shape.sites[code - 1];
  if (site.kind == program::Site::Kind::requirement) {
    auto& message = sink.report(span, diagnostics::kinds::statement_requirement, site.text);
    if (!site.span.isNone()) message.label(site.span, "required here");
    return;
  }
  auto& message = sink.report(span, diagnostics::kinds::division_by_zero, site.text);
  if (!site.span.isNone() && site.span != span) message.label(site.span, "divided here");
}

void reportUsage(const program::Program& program, const BillData& data, const RowSet& left_out, diagnostics::Sink& sink) {
  uint32_t reported = 0;
  for (uint32_t table = 0; table < program.usage.size(); ++table) {
    const program::UsageTable& usage = program.usage[table];
    const TableResult& result = data.usage[table];
    const auto failed = [&](uint32_t row) { return !result.failures.empty() && result.failures[row] != 0; };
    for (uint32_t row = 0; row < result.failures.size() && reported < kMostReports; ++row) {
      const program::Statement& statement = program.statements[usage.statements[row].value];
      if (!failed(row) || left_out.has(table, row)) continue;
      ++reported;
      reportFailure(program.shape(usage.table.shape), result.failures[row], statement.span, sink);
    }
    for (uint32_t line = 0; line < usage.lines.size(); ++line) {
      const ResultColumn& quantity = result.outputs[usage.lines[line].quantity];
      for (uint32_t row = 0; row < usage.table.rows && reported < kMostReports; ++row) {
        if (quantity.sign(row) >= 0 || failed(row) || left_out.has(table, row)) continue;
        ++reported;
        reportNegative(program, data, table, line, row, sink);
      }
    }
  }
}

}  // namespace smcost::runtime
