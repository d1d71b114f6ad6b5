#include "runtime/report/changes/comparison.h"

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>
#include <vector>

#include "lang/base/check.h"
#include "runtime/report/amounts.h"
#include "runtime/report/changes/group_changes.h"
#include "runtime/report/columns.h"
#include "runtime/report/figures.h"
#include "runtime/report/terms.h"

namespace smcost::runtime {

namespace {

using Bills = std::span<const ComparedBill>;
using Row = std::vector<std::string>;

// The money of all lines of one name, which some of the bills may not have.
struct Compared {
  std::string workload, line;
  std::vector<std::optional<base::Rational>> amounts;  // by bill

  base::Rational change() const { return amounts[1].value_or(0) - amounts[0].value_or(0); }
};

std::vector<Compared> compare(Bills bills) {
  std::vector<Compared> rows;
  std::map<std::pair<std::string, std::string>, size_t> known;
  for (size_t i = 0; i < bills.size(); ++i) {
    for (const MonthReport& month : monthsOf(bills[i].context)) {
      const program::Program& program = month.bill->program();
      month.bill->forEachLine([&](const Line& line) {
        std::string what = lineTitle(program, line);
        std::string name = program::statementName(program, line.statement);
        auto [at, is_new] = known.try_emplace({name, what}, rows.size());
        if (is_new) rows.push_back({std::move(name), std::move(what), std::vector<std::optional<base::Rational>>(bills.size())});
        std::optional<base::Rational>& money = rows[at->second].amounts[i];
        money = money.value_or(0) + line.cost;
      });
    }
  }
  return rows;
}

// The sums below the lines: exact totals, invoices.
struct Sum {
  std::string title;
  std::vector<base::Rational> amounts;  // by bill
};

std::vector<Sum> sumsOf(Bills bills, bool are_grouped) {
  std::vector<Sum> sums;
  const auto add = [&](const char* title, auto of) {
    sums.push_back({title, {}});
    for (const ComparedBill& bill : bills) sums.back().amounts.push_back(of(bill.context));
  };
  const auto any = [&](auto holds) { return std::any_of(bills.begin(), bills.end(), [&](const ComparedBill& bill) { return holds(bill.context); }); };
  add("total", total);
  const size_t months = monthsOf(bills[0].context).size();
  if (months > 1 && !any([&](const ReportContext& context) { return monthsOf(context).size() != months; })) {
    add("a month", [&](const ReportContext& context) -> base::Rational { return total(context) / months; });
  }
  add("invoice total", invoiceTotal);
  if (!any([](const ReportContext& context) { return termsOf(context).goesOn(); })) return sums;
  if (are_grouped) add("of no group", [](const ReportContext& context) { return ofNoGroup(context); });
  add("payable", payable);
  return sums;
}

// A table for people: titles, rows of lines, of owners, rows below.
struct Sheet {
  Row titles;
  std::vector<Row> lines, groups, below;
};

// What is compared, as it is written.
struct Content {
  std::vector<Compared> lines;
  ComparedGroups groups;
  std::vector<Sum> sums;
};

// What a group adds up, if it is others.
std::string groupMark(const ComparedGroup& group) { return group.inner.empty() ? "" : "subtotal"; }

// Two bills: the change of each line, and its part of the first.
Sheet sheetOfTwo(Bills bills, const Content& content) {
  const int digits = bills[0].context.digits;
  Sheet sheet{{"workload", "line", bills[0].name, bills[1].name, "change", "%"}, {}, {}, {}};
  const auto rowOf = [&](const std::string& first, const std::string& second, const auto& of) {
    return Row{first, second, moneyOrNothing(of.amounts[0], digits), moneyOrNothing(of.amounts[1], digits), signedMoney(of.change(), digits),
               percentText(of.change(), of.amounts[0].value_or(0))};
  };
  for (const Compared& line : content.lines) sheet.lines.push_back(rowOf(line.workload, line.line, line));
  for (const ComparedGroup* group : content.groups.rows()) sheet.groups.push_back(rowOf(group->title, groupMark(*group), *group));
  for (const Sum& sum : content.sums) {
    const base::Rational change = sum.amounts[1] - sum.amounts[0];
    sheet.below.push_back({sum.title, "", money(sum.amounts[0], digits), money(sum.amounts[1], digits), signedMoney(change, digits),
                           percentText(change, sum.amounts[0])});
  }
  return sheet;
}

// Of several bills the first and some others. Below each sum stands how it changes against the first.
Sheet sheetOfMany(Bills bills, const Content& content, std::span<const size_t> others) {
  const int digits = bills[0].context.digits;
  Sheet sheet{{"workload", "line", bills[0].name}, {}, {}, {}};
  for (const size_t i : others) sheet.titles.push_back(bills[i].name);
  const auto rowOf = [&](const std::string& first, const std::string& second, const auto& amounts) {
    Row row = {first, second, moneyOrNothing(amounts[0], digits)};
    for (const size_t i : others) row.push_back(moneyOrNothing(amounts[i], digits));
    return row;
  };
  for (const Compared& line : content.lines) sheet.lines.push_back(rowOf(line.workload, line.line, line.amounts));
  for (const ComparedGroup* group : content.groups.rows()) sheet.groups.push_back(rowOf(group->title, groupMark(*group), group->amounts));
  for (const Sum& sum : content.sums) {
    const base::Rational& first = sum.amounts[0];
    Row row = {sum.title, "", money(first, digits)}, change = {"", "change", ""}, percent = {"", "%", ""};
    for (const size_t i : others) {
      row.push_back(money(sum.amounts[i], digits));
      change.push_back(signedMoney(sum.amounts[i] - first, digits));
      percent.push_back(percentText(sum.amounts[i] - first, first));
    }
    for (Row* one : {&row, &change, &percent}) sheet.below.push_back(std::move(*one));
  }
  return sheet;
}

AlignedColumns tableOf(const Sheet& sheet, size_t width) {
  std::vector<bool> right(sheet.titles.size(), true);
  right[0] = right[1] = false;
  AlignedColumns table(std::move(right), width);
  table.measure(sheet.titles);
  for (const auto* rows : {&sheet.lines, &sheet.groups, &sheet.below}) {
    for (const Row& row : *rows) table.measure(row);
  }
  return table;
}

void writeTable(std::ostream& out, const Sheet& sheet, const Content& content, size_t width) {
  AlignedColumns table = tableOf(sheet, width);
  table.writeTitles(out, sheet.titles);
  std::string workload;
  for (Row row : sheet.lines) {
    if (row[0] == workload) row[0].clear();
    else workload = row[0];
    table.write(out, row);
  }
  if (!sheet.groups.empty()) {
    out << '\n';
    writeProse(out, content.groups.title(), width);
    for (const Row& row : sheet.groups) table.write(out, row);
  }
  out << '\n';
  for (const Row& row : sheet.below) table.write(out, row);
}

void writeMarkdownTable(std::ostream& out, const Sheet& sheet, const Content& content) {
  out << markdownRow(sheet.titles) << "|---|---|";
  for (size_t i = 2; i < sheet.titles.size(); ++i) out << "---:|";
  out << '\n';
  for (const Row& row : sheet.lines) out << markdownRow(row);
  if (!sheet.groups.empty()) {
    Row title(sheet.titles.size());
    title.front() = content.groups.title();
    out << markdownRow(title);
  }
  for (const Row& row : sheet.groups) out << markdownRow(row);
  for (const Row& row : sheet.below) out << markdownRow(row);
}

// One table, or as many as it takes for each to fit, all with the first bill.
void writeTables(std::ostream& out, Bills bills, const Content& content) {
  const size_t width = bills[0].context.width;
  if (bills.size() == 2) return writeTable(out, sheetOfTwo(bills, content), content, width);
  std::vector<size_t> others;
  for (size_t i = 1; i < bills.size(); ++i) {
    others.push_back(i);
    std::vector<size_t> more = others;
    more.push_back(i + 1);
    const bool is_last = i + 1 == bills.size();
    if (!is_last && tableOf(sheetOfMany(bills, content, more), width).leastWidth() <= width) continue;
    if (others.front() > 1) out << '\n';
    writeTable(out, sheetOfMany(bills, content, others), content, width);
    others.clear();
  }
}

Json sideJson(const ComparedBill& bill) {
  Json json = {{"name", bill.name}, {"period", periodName(bill.context)}, {"total", amountJson(total(bill.context))},
               {"invoice_total", amountJson(invoiceTotal(bill.context))}};
  if (termsOf(bill.context).goesOn()) json["payable"] = amountJson(payable(bill.context));
  addLibrary(json, bill.context.bill->program());
  addBook(json, bill.context);
  return json;
}

Json maybeJson(const std::optional<base::Rational>& amount) { return amount ? amountJson(*amount) : Json(nullptr); }

void addGroups(Json& json, Bills bills, const ComparedGroups& groups) {
  if (groups.keys.empty()) return;
  const std::vector<std::string> names = {"before", "after"};
  json["groups"] = groupsJson(groups, names);
  if (Json rest = ofNoGroupJson(bills, names); !rest.is_null()) json["of_no_group"] = std::move(rest);
}

Json jsonOfTwo(Bills bills, const Content& content) {
  Json json = {{"before", sideJson(bills[0])},
               {"after", sideJson(bills[1])},
               {"currency", bills[0].context.bill->currency()},
               {"change", amountJson(total(bills[1].context) - total(bills[0].context))}};
  json["lines"] = Json::array();
  for (const Compared& line : content.lines) {
    json["lines"].push_back({{"workload", line.workload}, {"line", line.line}, {"before", maybeJson(line.amounts[0])},
                             {"after", maybeJson(line.amounts[1])}, {"change", amountJson(line.change())}});
  }
  addGroups(json, bills, content.groups);
  return json;
}

// In `bills` each other one has its `change` against the first; the `amounts` of a line are in their order.
Json jsonOfMany(Bills bills, const Content& content) {
  Json json = {{"currency", bills[0].context.bill->currency()}};
  json["bills"] = Json::array();
  for (const ComparedBill& bill : bills) {
    json["bills"].push_back(sideJson(bill));
    if (&bill != &bills[0]) json["bills"].back()["change"] = amountJson(total(bill.context) - total(bills[0].context));
  }
  json["lines"] = Json::array();
  for (const Compared& line : content.lines) {
    Json amounts = Json::array();
    for (const auto& amount : line.amounts) amounts.push_back(maybeJson(amount));
    json["lines"].push_back({{"workload", line.workload}, {"line", line.line}, {"amounts", std::move(amounts)}});
  }
  addGroups(json, bills, content.groups);
  return json;
}

}  // namespace

void writeComparison(std::ostream& out, Bills bills, Format format) {
  SMCOST_CHECK(bills.size() >= 2, "a comparison is of two bills or more");
  Content content{compare(bills), compareGroups(bills), {}};
  const bool is_two = bills.size() == 2;
  if (format == Format::json) {
    out << dumpJson(is_two ? jsonOfTwo(bills, content) : jsonOfMany(bills, content)) << '\n';
    return;
  }
  content.sums = sumsOf(bills, !content.groups.keys.empty());
  const std::string currency = bills[0].context.bill->currency();
  if (format == Format::markdown) {
    std::vector<size_t> others;
    for (size_t i = 1; i < bills.size(); ++i) others.push_back(i);
    writeMarkdownTable(out, is_two ? sheetOfTwo(bills, content) : sheetOfMany(bills, content, others), content);
    out << "\nIn " << currency << ". ";
    for (const ComparedBill& bill : bills) out << (&bill == &bills[0] ? "" : "; ") << markdownField(periodLine(bill.name, bill.context));
    out << ".\n";
    return;
  }
  for (const ComparedBill& bill : bills) writeProse(out, periodLine(bill.name, bill.context), bill.context.width);
  out << "in " << currency << "\n\n";
  writeTables(out, bills, content);
}

}  // namespace smcost::runtime
