// smcost prices show: rows of the price book that a bill takes.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/driver/prices/commands.h"
#include "compiler/driver/prices/prices_books.h"
#include "compiler/driver/run/today.h"
#include "lang/calendar/dates.h"
#include "lang/diagnostics/text.h"
#include "runtime/book/found_rows.h"
#include "runtime/report/columns.h"

namespace smcost::driver {

namespace {

using Fields = book::RowFields;
using Wanted = book::WantedRows;
using Columns = runtime::Columns<7>;

// The first word is a meter if the book has one of that name, else it begins a key.
bool readWords(const std::vector<std::string>& words, const book::PriceBook& book, Wanted& wanted) {
  const std::vector<std::string_view> meters = book.meters();
  const bool is_meter = std::find(meters.begin(), meters.end(), words.front()) != meters.end();
  if (words.size() > 1 || is_meter) wanted.meter = words.front();
  if (words.size() > 1 || !is_meter) wanted.key = words.back();
  return is_meter || words.size() == 1;
}

std::string wantedText(const Wanted& wanted, const std::vector<std::string>& words) {
  std::string text = fmt::format("`{}`", fmt::join(words, " "));
  if (wanted.region) text += " in " + *wanted.region;
  if (wanted.day) text += " on " + calendar::dateText(*wanted.day);
  return text;
}

const std::string& cell(const Fields& fields, std::string_view name) {
  return std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; })->second;
}

std::string tierText(const Fields& fields) {
  const std::string &lower = cell(fields, "lower"), &upper = cell(fields, "upper");
  if (lower.empty() && upper.empty()) return {};
  return upper.empty() ? "above " + lower : fmt::format("{} to {}", lower.empty() ? "0" : lower, upper);
}

std::string datesText(const Fields& fields) {
  const std::string &from = cell(fields, "from"), &until = cell(fields, "until");
  if (from.empty() && until.empty()) return "read " + cell(fields, "read");
  return fmt::format("{}{}{}", from.empty() ? "" : "from " + from, !from.empty() && !until.empty() ? " " : "", until.empty() ? "" : "until " + until);
}

void writeText(std::ostream& out, const std::vector<Fields>& rows, size_t width) {
  Columns columns({false, false, false, true, false, false, false}, width);
  const auto rowOf = [](const Fields& fields) {
    const std::string& plan = cell(fields, "plan");
    return Columns::Row{cell(fields, "meter") + (plan.empty() ? "" : " (" + plan + ")"), cell(fields, "key"), cell(fields, "region"),
                        cell(fields, "price") + " " + cell(fields, "unit"), tierText(fields), datesText(fields),
                        cell(fields, "usage").empty() ? cell(fields, "source") : cell(fields, "usage") + ", " + cell(fields, "source")};
  };
  const Columns::Row titles = {"meter", "key", "region", "price", "tier", "dates", "usage type, source"};
  columns.measure(titles);
  for (const Fields& fields : rows) columns.measure(rowOf(fields));
  columns.writeTitles(out, titles);
  for (const Fields& fields : rows) columns.write(out, rowOf(fields));
}

void writeCsv(std::ostream& out, const std::vector<Fields>& rows) {
  for (size_t i = 0; i < rows.front().size(); ++i) out << (i ? "," : "") << rows.front()[i].first;
  out << "\r\n";
  for (const Fields& fields : rows) {
    for (size_t i = 0; i < fields.size(); ++i) out << (i ? "," : "") << runtime::csvField(fields[i].second);
    out << "\r\n";
  }
}

void writeJson(std::ostream& out, const std::vector<Fields>& rows) {
  out << "[\n";
  for (const Fields& fields : rows) {
    out << "  {";
    bool is_first = true;
    for (const auto& [name, text] : fields) {
      // What a row does not have is not there.
      if (text.empty()) continue;
      out << (is_first ? "" : ", ") << diagnostics::jsonString(name) << ": " << diagnostics::jsonString(text);
      is_first = false;
    }
    out << (&fields == &rows.back() ? "}\n" : "},\n");
  }
  out << "]\n";
}

}  // namespace

ExitCode runPricesShow(const Arguments& arguments) {
  ExitCode code = ExitCode::fine;
  const std::vector<Book> books = winningBooks(arguments, bookPlaces(arguments, ""), code);
  if (books.empty() || code != ExitCode::fine) return worse(code, ExitCode::trouble);
  Wanted wanted;
  wanted.region = arguments.region;
  if (!arguments.with_history) wanted.day = today();
  std::vector<Fields> rows;
  diagnostics::Sink sink;
  std::string elsewhere;
  for (const Book& book : books) {
    try {
      book->ask([&](const book::PriceBook& open) {
        rows.clear();
        Wanted own = wanted;
        if (readWords(arguments.shown, open, own)) rows = book::findRows(open, own);
        if (rows.empty() && !own.key.empty()) elsewhere = book::otherPlaces(open, own.key);
        return true;
      });
    } catch (const book::BrokenBook& broken) {
      sink.report({}, diagnostics::kinds::cannot_read, bookName(*book), broken.what());
      writeDiagnostics(sink, source::SourceManager(), arguments);
      return ExitCode::trouble;
    }
    if (rows.empty()) continue;
    Output output(arguments.output);
    if (arguments.format == runtime::Format::csv) writeCsv(output.bytes(), rows);
    else if (arguments.format == runtime::Format::json) writeJson(output.bytes(), rows);
    else {
      output.stream() << fmt::format("edition {} of {}, published {}, {}\n\n", book->header().edition, book->header().service,
                                     book->header().published, bookName(*book));
      writeText(output.stream(), rows, arguments.output ? runtime::kUsualWidth : output.width());
    }
    return commitOutput(output, arguments, code);
  }
  auto& diagnostic = sink.report({}, diagnostics::kinds::no_prices_shown, wantedText(wanted, arguments.shown));
  if (!elsewhere.empty()) diagnostic.hint(fmt::format("it has {}{}", elsewhere, arguments.with_history ? "" : ", on some day: `--history` shows which"));
  else if (arguments.shown.size() > 1) diagnostic.hint("a meter is called as in `smcost help`, a key stands behind it");
  writeDiagnostics(sink, source::SourceManager(), arguments);
  return ExitCode::price_missing;
}

}  // namespace smcost::driver
