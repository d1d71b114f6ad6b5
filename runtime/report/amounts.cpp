#include "runtime/report/amounts.h"

#include "lang/diagnostics/text.h"
#include "runtime/report/figures.h"

namespace smcost::runtime {

// Finite decimals of up to this many digits are given in full in `decimal`.
constexpr int kFullDigits = 12;

Json amountJson(const base::Rational& value) {
  const auto digits = base::finiteDigits(value);
  const bool full = digits && *digits <= kFullDigits;
  return {{"exact", base::toExactString(value)},
          {"decimal", base::toFixed(value, full ? *digits : kShownDigits)}};
}

void addLibrary(Json& json, const program::Program& program) {
  if (!program.library.empty()) json["library"] = {{"folder", program.library}, {"assumed_from", program.library_from}};
}

void addBook(Json& json, const ReportContext& context) {
  const program::BookUse* book = bookOf(context);
  if (book == nullptr) return;
  json["price_book"] = {{"published", book->published}, {"digest", book->digest}};
  if (!book->path.empty()) json["price_book"]["path"] = book->path;
}

std::string dumpJson(const Json& json, int indent) {
  return diagnostics::jsonEscaped(json.dump(indent, ' ', false, Json::error_handler_t::replace));
}

}  // namespace smcost::runtime
