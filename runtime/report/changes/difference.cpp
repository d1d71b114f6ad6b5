#include "runtime/report/changes/difference.h"

#include <ostream>
#include <vector>

#include "runtime/report/amounts.h"
#include "runtime/report/changes/group_changes.h"
#include "runtime/report/columns.h"
#include "runtime/report/figures.h"
#include "runtime/report/terms.h"

namespace smcost::runtime {

namespace {

using Table = Columns<6>;  // workload, line, before, after, change, why

const Table::Row kTitles = {"workload", "line", "old", "new", "change", "why"};

// "quantity +2.00, price -0.50"; the amount of a single part is the change itself.
std::string whyText(const LineChange& line, int digits) {
  Parts others = line.parts;
  others.structure = 0;
  // A statement of other months may be in one bill only, and is no less written in both specs.
  if (others.areZero() && !line.before) return "added";
  if (others.areZero() && !line.after) return "removed";
  std::vector<std::string> names, amounts;
  for (const NamedPart& part : kParts) {
    const base::Rational& amount = line.parts.*part.amount;
    if (amount == 0) continue;
    names.push_back(part.name);
    amounts.push_back(std::string(part.name) + ' ' + signedMoney(amount, digits));
  }
  return names.size() == 1 ? names.front() : joined(amounts);
}

Table::Row rowOf(const LineChange& line, int digits) {
  return {line.name.workload,          line.name.line + (line.name.key.empty() ? "" : " " + line.name.key) + (line.name.region.empty() ? "" : " in " + line.name.region),
          moneyOrNothing(line.before, digits), moneyOrNothing(line.after, digits),
          signedMoney(line.change(), digits),  whyText(line, digits)};
}

Table::Row sumRow(const char* title, const base::Rational& before, const base::Rational& after, int digits) {
  return {title, "", money(before, digits), money(after, digits), signedMoney(after - before, digits), percentText(after - before, before)};
}

// What credits take off, as a change of what is payable; and what taxes add.
base::Rational creditsOf(const Terms& terms) {
  base::Rational sum = 0;
  for (const Terms::Credit& credit : terms.credits) sum -= credit.used;
  return sum;
}

base::Rational taxesOf(const Terms& terms) {
  base::Rational sum = 0;
  for (const Terms::Tax& tax : terms.taxes) sum += tax.amount;
  return sum;
}

Table::Row rowOf(const ComparedGroup& group, int digits) {
  const base::Rational change = group.change();
  const bool is_one_sided = !group.amounts[0] || !group.amounts[1];
  return {group.title,
          group.inner.empty() ? "" : "subtotal",
          moneyOrNothing(group.amounts[0], digits),
          moneyOrNothing(group.amounts[1], digits),
          signedMoney(change, digits),
          !is_one_sided ? percentText(change, *group.amounts[0]) : group.amounts[0] ? "removed" : group.amounts[1] ? "added" : ""};
}

// Below the lines: what adds up to the change of the total, to that of the invoice, and to that of what is payable.
std::vector<Table::Row> sumRows(const ComparedBill& before, const ComparedBill& after, const Difference& difference) {
  std::vector<Table::Row> rows;
  const int digits = after.context.digits;
  rows.push_back(sumRow("total", total(before.context), total(after.context), digits));
  for (const NamedPart& part : kParts) {
    if (part.amount == &Parts::agreements && !difference.has_agreements) continue;
    rows.push_back({"", part.name, "", "", signedMoney(difference.parts.*part.amount, digits), ""});
  }
  rows.push_back(sumRow("invoice total", invoiceTotal(before.context), invoiceTotal(after.context), digits));
  rows.push_back({"", "rounding", "", "", signedMoney(difference.rounding, digits), ""});
  const Terms old_terms = termsOf(before.context), new_terms = termsOf(after.context);
  if (!old_terms.goesOn() && !new_terms.goesOn()) return rows;
  rows.push_back(sumRow("payable", old_terms.payable, new_terms.payable, digits));
  rows.push_back({"", "total", "", "", signedMoney(new_terms.total - old_terms.total, digits), ""});
  rows.push_back({"", "credits", "", "", signedMoney(creditsOf(new_terms) - creditsOf(old_terms), digits), ""});
  rows.push_back({"", "taxes", "", "", signedMoney(taxesOf(new_terms) - taxesOf(old_terms), digits), ""});
  return rows;
}

std::string unchangedText(size_t count) {
  return std::to_string(count) + (count == 1 ? " line unchanged" : " lines unchanged");
}

std::vector<std::string> notesOf(const Difference& difference) {
  std::vector<std::string> notes;
  for (const Difference::Merged& merged : difference.merged) {
    notes.push_back(merged.part + " could not be told apart and is within quantity: " + merged.reason);
  }
  return notes;
}

void writeText(std::ostream& out, const ComparedBill& before, const ComparedBill& after, const Difference& difference) {
  const size_t width = after.context.width;
  const ComparedGroups groups = compareGroups(std::vector{before, after});
  Table table({false, false, true, true, true, false}, width);
  std::vector<Table::Row> rows;
  for (const LineChange& line : difference.lines) rows.push_back(rowOf(line, after.context.digits));
  const std::vector<Table::Row> sums = sumRows(before, after, difference);
  std::vector<Table::Row> group_rows;
  for (const ComparedGroup* group : groups.rows()) group_rows.push_back(rowOf(*group, after.context.digits));
  if (!rows.empty()) table.measure(kTitles);
  for (const Table::Row& row : group_rows) table.measure(row);
  for (const Table::Row& row : rows) table.measure(row);
  for (const Table::Row& row : sums) table.measure(row);
  writeProse(out, "old " + periodLine(before.name, before.context), width);
  writeProse(out, "new " + periodLine(after.name, after.context), width);
  out << "in " << after.context.bill->currency() << "\n\n";
  if (!rows.empty()) table.writeTitles(out, kTitles);
  for (const Table::Row& row : rows) table.write(out, row);
  out << unchangedText(difference.unchanged) << "\n\n";
  if (!group_rows.empty()) writeProse(out, groups.title(), width);
  for (const Table::Row& row : group_rows) table.write(out, row);
  if (!group_rows.empty()) out << '\n';
  for (const Table::Row& row : sums) table.write(out, row);
  const std::vector<std::string> notes = notesOf(difference);
  if (!notes.empty()) out << '\n';
  for (const std::string& note : notes) writeProse(out, note, width);
}

// Both ends of a text that is too long for a table, however it came to be so.
std::string shortened(const std::string& text) {
  constexpr size_t kLongest = 160, kBegin = 100, kEnd = 40;
  if (text.size() <= kLongest) return text;
  const auto isInside = [&](size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  size_t begin = kBegin, end = text.size() - kEnd;
  while (begin > 0 && isInside(begin)) --begin;
  while (end < text.size() && isInside(end)) ++end;
  return text.substr(0, begin) + "…" + text.substr(end);
}

std::string shortRow(Table::Row row) {
  for (std::string& cell : row) cell = shortened(cell);
  return markdownRow(row);
}

// The lines from `first` on as one row.
std::string restRow(const std::vector<LineChange>& lines, size_t first, int digits) {
  base::Rational before = 0, after = 0;
  for (size_t i = first; i < lines.size(); ++i) {
    before += lines[i].before.value_or(0);
    after += lines[i].after.value_or(0);
  }
  const size_t count = lines.size() - first;
  return shortRow({"", std::to_string(count) + (count == 1 ? " more line" : " more lines"), money(before, digits), money(after, digits),
                   signedMoney(after - before, digits), ""});
}

// As many groups as there is room for, and what the innermost of the others come to as one row.
std::string groupRows(const ComparedGroups& groups, int digits) {
  if (groups.groups.empty()) return "";
  constexpr size_t kRoom = kMaxMarkdownBytes / 3;
  std::string text = shortRow({groups.title(), "", "", "", "", ""});
  base::Rational before = 0, after = 0;
  size_t left = 0;
  for (const ComparedGroup* group : groups.rows()) {
    const std::string row = shortRow(rowOf(*group, digits));
    const bool is_innermost = group->inner.empty();
    if (left == 0 && text.size() + row.size() <= kRoom) {
      text += row;
    } else if (is_innermost) {
      ++left;
      before += group->amounts[0].value_or(0);
      after += group->amounts[1].value_or(0);
    }
  }
  if (left == 0) return text;
  return text + shortRow({std::to_string(left) + (left == 1 ? " more group" : " more groups"), "", money(before, digits), money(after, digits),
                          signedMoney(after - before, digits), ""});
}

std::string markdownBelow(const ComparedBill& before, const ComparedBill& after, const Difference& difference) {
  std::string below = groupRows(compareGroups(std::vector{before, after}), after.context.digits);
  for (const Table::Row& row : sumRows(before, after, difference)) below += shortRow(row);
  below += "\nIn " + after.context.bill->currency() + ". Old " +
           markdownField(shortened(periodLine(before.name, before.context))) + "; new " +
           markdownField(shortened(periodLine(after.name, after.context))) + ". " +
           unchangedText(difference.unchanged) + ".\n";
  for (const std::string& note : notesOf(difference)) below += "\n- " + markdownField(shortened(note)) + "\n";
  return below;
}

void writeMarkdown(std::ostream& out, const ComparedBill& before, const ComparedBill& after,
                   const Difference& difference) {
  const std::string below = markdownBelow(before, after, difference);
  // A row of shortened cells is shorter than this, so there is always room for that of the rest: of its six cells three may
  // hold a text, whose bytes may become nine each (`@`).
  constexpr size_t kRowBytes = 5'500;
  std::string table = markdownRow(kTitles) + "|---|---|---:|---:|---:|---|\n";
  for (size_t i = 0; i < difference.lines.size(); ++i) {
    const std::string row = shortRow(rowOf(difference.lines[i], after.context.digits));
    if (table.size() + row.size() + below.size() + kRowBytes > kMaxMarkdownBytes) {
      table += restRow(difference.lines, i, after.context.digits);
      break;
    }
    table += row;
  }
  out << table << below;
}

Json sideJson(const ComparedBill& bill) {
  Json json = {{"name", bill.name},
               {"period", periodName(bill.context)},
               {"region", nameText(bill.context.bill->program(), bill.context.bill->program().region)},
               {"total", amountJson(total(bill.context))},
               {"invoice_total", amountJson(invoiceTotal(bill.context))}};
  if (termsOf(bill.context).goesOn()) json["payable"] = amountJson(payable(bill.context));
  addLibrary(json, bill.context.bill->program());
  addBook(json, bill.context);
  return json;
}

Json partsJson(const Parts& parts, bool has_agreements) {
  Json json = Json::object();
  for (const NamedPart& part : kParts) {
    if (part.amount != &Parts::agreements || has_agreements) json[part.name] = amountJson(parts.*part.amount);
  }
  return json;
}

void writeJson(std::ostream& out, const ComparedBill& before, const ComparedBill& after, const Difference& difference) {
  const auto maybe = [](const std::optional<base::Rational>& amount) {
    return amount ? amountJson(*amount) : Json(nullptr);
  };
  Json json = {{"old", sideJson(before)},
               {"new", sideJson(after)},
               {"currency", after.context.bill->currency()},
               {"delta", amountJson(total(after.context) - total(before.context))},
               {"parts", partsJson(difference.parts, difference.has_agreements)},
               {"invoice_delta", amountJson(invoiceTotal(after.context) - invoiceTotal(before.context))},
               {"rounding", amountJson(difference.rounding)}};
  const Terms old_terms = termsOf(before.context), new_terms = termsOf(after.context);
  if (old_terms.goesOn() || new_terms.goesOn()) {
    json["payable_delta"] = amountJson(new_terms.payable - old_terms.payable);
    json["credits"] = amountJson(creditsOf(new_terms) - creditsOf(old_terms));
    json["taxes"] = amountJson(taxesOf(new_terms) - taxesOf(old_terms));
  }
  const std::vector<ComparedBill> bills = {before, after};
  if (const ComparedGroups groups = compareGroups(bills); !groups.keys.empty()) {
    const std::vector<std::string> names = {"old", "new"};
    json["groups"] = groupsJson(groups, names);
    if (Json rest = ofNoGroupJson(bills, names); !rest.is_null()) json["of_no_group"] = std::move(rest);
  }
  json["within_quantity"] = Json::array();
  for (const auto& [part, reason] : difference.merged)
    json["within_quantity"].push_back({{"part", part}, {"reason", reason}});
  json["unchanged"] = difference.unchanged;
  json["lines"] = Json::array();
  for (const LineChange& line : difference.lines) {
    json["lines"].push_back({{"workload", line.name.workload},
                             {"line", line.name.line},
                             {"meter", line.name.meter},
                             {"key", line.name.key},
                             {"region", line.name.region},
                             {"old", maybe(line.before)},
                             {"new", maybe(line.after)},
                             {"change", amountJson(line.change())},
                             {"parts", partsJson(line.parts, difference.has_agreements)}});
  }
  out << dumpJson(json) << '\n';
}

}  // namespace

void writeDifference(std::ostream& out, const ComparedBill& before, const ComparedBill& after,
                     const Difference& difference, Format format) {
  if (format == Format::json) return writeJson(out, before, after, difference);
  if (format == Format::markdown) return writeMarkdown(out, before, after, difference);
  writeText(out, before, after, difference);
}

}  // namespace smcost::runtime
