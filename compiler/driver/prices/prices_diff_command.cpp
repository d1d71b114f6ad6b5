// smcost prices diff: what differs between two states of a price book, and what it does to bills.
#include <fmt/format.h>
#include <glob.h>

#include <algorithm>

#include "compiler/driver/prices/commands.h"
#include "compiler/driver/prices/prices_books.h"
#include "runtime/book/found_rows.h"
#include "compiler/driver/run/one_document.h"
#include "compiler/driver/run/report.h"
#include "compiler/session/difference.h"
#include "lang/calendar/dates.h"
#include "lang/diagnostics/text.h"
#include "runtime/book/day_text.h"
#include "runtime/report/changes/difference.h"

namespace smcost::driver {

namespace {

// What a user calls one side, and its book.
struct Side {
  std::string name;
  Book book;
};

// A date is the book that is found, with the prices of that day alone; anything else is a file.
Side sideOf(const Arguments& arguments, const std::string& text, ExitCode& code) {
  const std::optional<uint32_t> day = calendar::readDate(text);
  if (!day) return {text, namedBook(arguments, text, code)};
  const std::vector<Book> books = winningBooks(arguments, bookPlaces(arguments, arguments.specs.empty() ? "" : arguments.specs.front()), code);
  if (books.empty()) return {text, nullptr};
  const Book& whole = books.front();
  const books::Opened opened = books::openText(fmt::format("{} on {}", bookName(*whole), text), [whole, day] {
    return files::ReadResult{whole->ask([&](const book::PriceBook& book) { return book::textOfDay(book, *day); }), {}};
  });
  return {text, opened.book};
}

// Places of prices in the order of the book.
std::strong_ordering compare(const book::Price& a, const book::Price& b) {
  const auto number = [](std::string_view text) { return text == book::kNone ? base::Rational(0) : *base::parseDecimal(text); };
  for (const auto& [one, other] : {std::pair{a.meter, b.meter}, {a.region, b.region}, {a.key, b.key}, {a.plan, b.plan}}) {
    if (one != other) return one <=> other;
  }
  if (const int order = cmp(number(a.lower), number(b.lower)); order != 0) return order <=> 0;
  return a.from <=> b.from;
}

std::string priceText(const book::Price& price) {
  std::string text = fmt::format("{} {}", price.price, price.unit);
  if (price.upper != book::kNone) text += fmt::format(" up to {}", price.upper);
  if (price.until) text += " until " + calendar::dateText(*price.until);
  return text;
}

std::string placeText(const book::Price& price) {
  std::string text = fmt::format("{} {}{} in {}", price.meter, book::orEmpty(price.key), price.key == book::kNone ? "" : "", price.region);
  if (price.plan != book::kNone) text += fmt::format(" ({})", price.plan);
  if (price.lower != book::kNone) text += fmt::format(" above {}", price.lower);
  if (price.from) text += " from " + calendar::dateText(*price.from);
  return text;
}

void writeRows(std::ostream& out, const book::PriceBook& before, const book::PriceBook& after) {
  size_t changed = 0, gone = 0, fresh = 0, same = 0;
  for (size_t i = 0, j = 0; i < before.size() || j < after.size();) {
    std::optional<book::Price> old, now;
    if (i < before.size()) old = before[i];
    if (j < after.size()) now = after[j];
    const auto order = !old ? std::strong_ordering::greater : !now ? std::strong_ordering::less : compare(*old, *now);
    if (order < 0) {
      out << "gone     " << placeText(*old) << ": " << priceText(*old) << '\n';
      ++gone, ++i;
    } else if (order > 0) {
      out << "new      " << placeText(*now) << ": " << priceText(*now) << '\n';
      ++fresh, ++j;
    } else {
      const std::string was = priceText(*old), is = priceText(*now);
      if (was != is) out << "changed  " << placeText(*now) << ": " << was << " -> " << is << '\n';
      ++(was == is ? same : changed), ++i, ++j;
    }
  }
  out << fmt::format("{} changed, {} new, {} gone, {} as they were\n", changed, fresh, gone, same);
}

// What a shell left as it was typed.
std::vector<std::string> expanded(const std::vector<std::string>& patterns) {
  std::vector<std::string> files;
  for (const std::string& pattern : patterns) {
    glob_t found{};
    if (::glob(pattern.c_str(), GLOB_NOCHECK, nullptr, &found) == 0) files.insert(files.end(), found.gl_pathv, found.gl_pathv + found.gl_pathc);
    ::globfree(&found);
  }
  return files;
}

ExitCode writeBill(Output& output, OneDocument& document, const Arguments& arguments, const std::string& file, const Side& before,
                   const Side& after) {
  const auto optionsOf = [&](const Side& side) {
    session::Options options = sessionOptions(arguments, file);
    options.judges_checks = false;
    options.price_book = side.book;
    return options;
  };
  session::Session first(optionsOf(before)), second(optionsOf(after));
  const bool both = static_cast<int>(first.evaluate()) + static_cast<int>(second.evaluate()) == 2;
  const runtime::Difference difference = both ? session::differenceOf(first, second) : runtime::Difference{};
  const ExitCode code = worse(finish(first, arguments), finish(second, arguments));
  if (!both) return code;
  document.next();
  if (arguments.format == runtime::Format::text) output.stream() << '\n';
  runtime::writeDifference(output.stream(), {file + " at " + before.name, reportContext(first, false)},
                           {file + " at " + after.name, reportContext(second, false)}, difference, arguments.format);
  return code;
}

}  // namespace

ExitCode runPricesDiff(const Arguments& arguments) {
  ExitCode code = ExitCode::fine;
  const Side before = sideOf(arguments, arguments.files[0], code), after = sideOf(arguments, arguments.files[1], code);
  if (!before.book || !after.book) return worse(code, ExitCode::trouble);
  Output output(arguments.output);
  try {
    // JSON and markdown are of the bills.
    if (arguments.format == runtime::Format::text || arguments.specs.empty()) {
      before.book->ask([&](const book::PriceBook& old) {
        after.book->ask([&](const book::PriceBook& now) { return writeRows(output.stream(), old, now), true; });
        return true;
      });
    }
  } catch (const book::BrokenBook& broken) {
    diagnostics::Sink sink;
    sink.report({}, diagnostics::kinds::cannot_read, before.name + " and " + after.name, broken.what());
    writeDiagnostics(sink, source::SourceManager(), arguments);
    return ExitCode::trouble;
  }
  const std::vector<std::string> files = expanded(arguments.specs);
  OneDocument document(output.stream(), arguments.format == runtime::Format::json && files.size() > 1);
  for (const std::string& file : files) code = worse(code, writeBill(output, document, arguments, file, before, after));
  document.end();
  const ExitCode written = commitOutput(output, arguments, ExitCode::fine);
  return worse(code, written);
}

}  // namespace smcost::driver
