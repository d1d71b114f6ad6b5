// The bill for spreadsheets (RFC 4180, exact figures) and for documents (markdown).
#include <ostream>

#include "runtime/report/figures.h"
#include "runtime/report/printers.h"

namespace smcost::runtime {

namespace {

// Quoted when it must be; a quote inside is doubled.
std::string csvField(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string markdownField(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|' || c == '\\') escaped += '\\';
    escaped += c == '\n' || c == '\r' ? ' ' : c;
  }
  return escaped;
}

}  // namespace

// One record a charge, so that the cost column adds up to the total.
void writeCsv(std::ostream& out, const ReportContext& context) {
  const Bill& bill = *context.bill;
  const program::Program& program = bill.program();
  out << "workload,head,line,meter,key,region,quantity,unit,price,cost,currency,exact_cost,reason\r\n";
  bill.forEachLine([&](const Line& line) {
    const program::Statement& statement = program.statements[line.statement.value];
    const std::string front = csvField(program::statementName(program, line.statement)) + ',' +
                              csvField(nameText(program, statement.head)) + ',' + csvField(lineName(program, line)) + ',' +
                              csvField(program.meters[line.meter.value].name) + ',' + csvField(keyText(program, line)) +
                              ',' + csvField(nameText(program, program.region)) + ',';
    std::vector<Charge> charges = line.charges;
    if (charges.empty()) charges.push_back({Charge::Reason::price_row, line.quantity, line.cost, {}, {}});
    for (const Charge& charge : charges) {
      const Measured quantity = measure(context, line, charge.quantity);
      out << front << base::toExactString(quantity.number) << ',' << csvField(quantity.unit) << ','
          << csvField(chargePrice(program, charge)) << ',' << base::toFixed(charge.cost, kShownDigits) << ','
          << csvField(bill.currency()) << ',' << base::toExactString(charge.cost) << ',' << csvField(charge.text)
          << "\r\n";
    }
  });
}

void writeMarkdown(std::ostream& out, const ReportContext& context) {
  const Bill& bill = *context.bill;
  const program::Program& program = bill.program();
  const std::string currency = bill.currency();
  out << "# " << markdownField(program.spec) << "\n\n";
  out << "Period " << markdownField(program.period.name) << " ("
      << base::toShown(periodHours(program.period), kShownDigits) << " h" << (program.period.assumed ? ", assumed)" : ")");
  if (program.region) {
    out << ", region " << markdownField(nameText(program, program.region)) << (program.region_assumed ? " (assumed)" : "");
  }
  if (!program.edition.empty()) out << ", edition " << markdownField(program.edition);
  out << ".\n\n| workload | line | quantity | price | " << markdownField(currency) << " |\n|---|---|---:|---|---:|\n";
  bill.forEachLine([&](const Line& line) {
    out << "| " << markdownField(program::statementName(program, line.statement)) << " | "
        << markdownField(lineName(program, line)) << (line.key ? " " : "") << markdownField(keyText(program, line)) << " | "
        << markdownField(measure(context, line, line.quantity).text()) << " | "
        << markdownField(priceText(context, line)) << " | " << money(line.cost) << " |\n";
  });
  out << "| **total** | | | | **" << money(bill.total()) << "** |\n\n";
  out << "Total: " << money(bill.total()) << ' ' << currency << ", exactly " << base::toExactString(bill.total())
      << ". Invoice total: " << money(bill.invoiceTotal()) << ' ' << currency << ".\n";
  if (const auto missing = bill.notIncluded(); !missing.empty()) {
    out << "\nNot included: ";
    for (size_t i = 0; i < missing.size(); ++i) out << (i ? ", " : "") << markdownField(missing[i]);
    out << ".\n";
  }
  for (const ReportCheck& check : context.checks) {
    out << "\n- " << checkKind(check.kind) << ": " << (check.passed ? check.warned ? "passed with a warning" : "passed" : "FAILED");
    if (!check.detail.empty()) out << ": " << markdownField(check.detail);
  }
  if (!context.checks.empty()) out << '\n';
}

}  // namespace smcost::runtime
