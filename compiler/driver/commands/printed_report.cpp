#include "compiler/driver/commands/printed_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>

#include "lang/base/rational.h"
#include "runtime/bill/bill.h"
#include "runtime/report/columns.h"

namespace smcost::driver {

namespace {

using ast::NodeKind;

constexpr int kShownDigits = 6;

// A printed amount in one of its readings: `29.374,40 USD` has one decimal mark, which may be
// a comma or a point.
struct Amount {
  base::Rational value;
  int decimals = 0;
};

std::optional<Amount> readAmount(std::string_view text, char mark) {
  std::string digits;
  Amount amount;
  bool behind = false;
  for (char c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
      amount.decimals += behind;
    } else if (c == mark) {
      if (behind) return std::nullopt;
      behind = true;
      digits += '.';
    } else if (c != ',' && c != '.') {
      break;
    }
  }
  if (digits.empty() || digits.front() == '.' || digits.back() == '.') return std::nullopt;
  auto value = base::parseDecimal(digits);
  if (!value) return std::nullopt;
  amount.value = *value;
  return amount;
}

// Of the two readings the one that is nearer to what is right.
std::optional<Amount> readPrinted(std::string_view text, const base::Rational& exact) {
  std::optional<Amount> nearest;
  for (char mark : {',', '.'}) {
    auto amount = readAmount(text, mark);
    if (!amount) continue;
    if (!nearest || abs(amount->value - exact) < abs(nearest->value - exact)) nearest = amount;
  }
  return nearest;
}

std::string unquoted(std::string_view text) { return std::string(text.substr(1, text.size() - 2)); }

// Which value an `expect NAME == …` is about.
std::string_view expectedName(const session::Session& session, ast::NodeId item) {
  const ast::File& file = session.tree();
  ast::Children parts(file, item);
  if (file.kind(parts[0]) != NodeKind::compare) return {};
  return session.sources().text(file.span(ast::Children(file, parts[0])[0]));
}

std::string differenceText(const base::Rational& exact, const Amount& printed) {
  const base::Rational step = base::powerOfTen(-printed.decimals);
  if (base::roundTo(exact, step, base::RoundingMode::half_up) == printed.value) return "-";
  const base::Rational difference = printed.value - exact;
  return (sgn(difference) > 0 ? "+" : "") + base::toShown(difference, kShownDigits);
}

using Table = runtime::Columns<5>;
using Cells = Table::Row;

Cells cellsOf(const PrintedRow& row) { return {row.example, row.exact, row.printed, row.difference, row.reason}; }

const Cells kHeads = {"example", "exact", "printed", "difference", "reason"};

}  // namespace

PrintedRow printedRow(const session::Session& session, const std::string& file) {
  PrintedRow row;
  row.example = std::filesystem::path(file).stem().string();
  const base::Rational& total = session.bill().total();
  row.exact = base::toExactString(total);
  if (!base::finiteDigits(total)) row.exact = base::toShown(total, kShownDigits) + " = " + row.exact;
  row.printed = row.difference = "-";
  const ast::File& tree = session.tree();
  std::vector<std::string> reasons;
  for (ast::NodeId item : tree.items) {
    if (tree.kind(item) != NodeKind::expect_decl) continue;
    const bool is_total = expectedName(session, item) == "total";
    for (ast::NodeId part : ast::Children(tree, item)) {
      const bool is_printed = tree.kind(part) == NodeKind::printed;
      if (!is_printed && tree.kind(part) != NodeKind::erratum) continue;
      std::string text = unquoted(session.sources().text(tree.span(ast::Children(tree, part)[0])));
      if (!is_printed) {
        if (std::find(reasons.begin(), reasons.end(), text) == reasons.end()) reasons.push_back(text);
      } else if (is_total) {
        row.printed = text;
        if (auto amount = readPrinted(text, total)) row.difference = differenceText(total, *amount);
      }
    }
  }
  row.reason = fmt::format("{}", fmt::join(reasons, "; "));
  return row;
}

void writePrintedReport(std::ostream& out, const std::vector<PrintedRow>& rows, runtime::Format format,
                        size_t width) {
  if (format == runtime::Format::markdown) {
    out << "| example | exact | printed | difference | reason |\n|---|---:|---:|---:|---|\n";
    for (const PrintedRow& row : rows) {
      out << '|';
      for (const std::string& cell : cellsOf(row)) out << (cell.empty() ? " |" : " " + runtime::markdownField(cell) + " |");
      out << '\n';
    }
    return;
  }
  Table table({false, true, true, true, false}, width);
  table.measure(kHeads);
  for (const PrintedRow& row : rows) table.measure(cellsOf(row));
  table.writeTitles(out, kHeads);
  for (const PrintedRow& row : rows) table.write(out, cellsOf(row));
}

}  // namespace smcost::driver
