#include "runtime/report/changes/comparison.h"

#include <map>
#include <optional>
#include <ostream>
#include <vector>

#include "runtime/report/amounts.h"
#include "runtime/report/columns.h"
#include "runtime/report/figures.h"
#include "runtime/report/terms.h"

namespace smcost::runtime {

namespace {

using Table = Columns<6>;  // workload, line, before, after, change, percent

// The money of all lines of one name, which one of the bills may not have.
struct Compared {
  std::string workload, line;
  std::optional<base::Rational> before, after;

  base::Rational change() const { return after.value_or(0) - before.value_or(0); }
};

std::vector<Compared> compare(const ReportContext& before, const ReportContext& after) {
  std::vector<Compared> rows;
  std::map<std::pair<std::string, std::string>, size_t> known;
  const auto add = [&](const ReportContext& context, std::optional<base::Rational> Compared::*side) {
    for (const MonthReport& month : monthsOf(context)) {
      const program::Program& program = month.bill->program();
      month.bill->forEachLine([&](const Line& line) {
        std::string what = lineTitle(program, line);
        std::string name = program::statementName(program, line.statement);
        auto [at, is_new] = known.try_emplace({name, what}, rows.size());
        if (is_new) rows.push_back({std::move(name), std::move(what), {}, {}});
        std::optional<base::Rational>& money = rows[at->second].*side;
        money = money.value_or(0) + line.cost;
      });
    }
  };
  add(before, &Compared::before);
  add(after, &Compared::after);
  return rows;
}

Table::Row rowOf(const Compared& row, int digits) {
  return {row.workload, row.line, moneyOrNothing(row.before, digits), moneyOrNothing(row.after, digits), signedMoney(row.change(), digits),
          percentText(row.change(), row.before.value_or(0))};
}

// The sums below the lines: exact totals, invoices.
std::vector<Table::Row> sums(const ComparedBill& before, const ComparedBill& after) {
  std::vector<Table::Row> rows;
  const int digits = before.context.digits;
  const auto add = [&](const char* title, const base::Rational& a, const base::Rational& b) {
    const base::Rational change = b - a;
    rows.push_back({title, "", money(a, digits), money(b, digits), signedMoney(change, digits), percentText(change, a)});
  };
  add("total", total(before.context), total(after.context));
  const size_t months = monthsOf(before.context).size();
  if (months > 1 && months == monthsOf(after.context).size()) {
    add("a month", total(before.context) / months, total(after.context) / months);
  }
  add("invoice total", invoiceTotal(before.context), invoiceTotal(after.context));
  if (termsOf(before.context).goesOn() || termsOf(after.context).goesOn()) add("payable", payable(before.context), payable(after.context));
  return rows;
}

void writeJson(std::ostream& out, const std::vector<Compared>& rows, const ComparedBill& before, const ComparedBill& after) {
  const auto side = [](const ComparedBill& bill) {
    Json json = {{"name", bill.name}, {"period", periodName(bill.context)}, {"total", amountJson(total(bill.context))},
                 {"invoice_total", amountJson(invoiceTotal(bill.context))}};
    if (termsOf(bill.context).goesOn()) json["payable"] = amountJson(payable(bill.context));
    addLibrary(json, bill.context.bill->program());
    addBook(json, bill.context);
    return json;
  };
  const auto maybe = [](const std::optional<base::Rational>& amount) { return amount ? amountJson(*amount) : Json(nullptr); };
  Json json = {{"before", side(before)},
               {"after", side(after)},
               {"currency", before.context.bill->currency()},
               {"change", amountJson(total(after.context) - total(before.context))}};
  json["lines"] = Json::array();
  for (const Compared& row : rows) {
    json["lines"].push_back({{"workload", row.workload}, {"line", row.line}, {"before", maybe(row.before)},
                             {"after", maybe(row.after)}, {"change", amountJson(row.change())}});
  }
  out << dumpJson(json) << '\n';
}

}  // namespace

void writeComparison(std::ostream& out, const ComparedBill& before, const ComparedBill& after, Format format) {
  const std::vector<Compared> rows = compare(before.context, after.context);
  if (format == Format::json) return writeJson(out, rows, before, after);
  const Table::Row titles = {"workload", "line", before.name, after.name, "change", "%"};
  const std::vector<Table::Row> below = sums(before, after);
  const std::string currency = before.context.bill->currency();
  if (format == Format::markdown) {
    out << markdownRow(titles);
    out << "|---|---|---:|---:|---:|---:|\n";
    for (const Compared& row : rows) out << markdownRow(rowOf(row, before.context.digits));
    for (const Table::Row& row : below) out << markdownRow(row);
    out << "\nIn " << currency << ". " << markdownField(periodLine(before.name, before.context)) << "; " << markdownField(periodLine(after.name, after.context)) << ".\n";
    return;
  }
  const size_t width = before.context.width;
  Table table({false, false, true, true, true, true}, width);
  table.measure(titles);
  for (const Compared& row : rows) table.measure(rowOf(row, before.context.digits));
  for (const Table::Row& row : below) table.measure(row);
  writeProse(out, periodLine(before.name, before.context), width);
  writeProse(out, periodLine(after.name, after.context), width);
  out << "in " << currency << "\n\n";
  table.writeTitles(out, titles);
  std::string workload;
  for (const Compared& compared : rows) {
    Table::Row row = rowOf(compared, before.context.digits);
    if (row[0] == workload) row[0].clear();
    else workload = row[0];
    table.write(out, row);
  }
  out << '\n';
  for (const Table::Row& row : below) table.write(out, row);
}

}  // namespace smcost::runtime
