// smcost prices list: the price books that are found, and which one a bill takes.
#include <fmt/format.h>

#include "compiler/driver/prices/commands.h"
#include "compiler/driver/prices/prices_books.h"
#include "runtime/report/columns.h"

namespace smcost::driver {

namespace {

constexpr size_t kShownDigest = 12;
using Columns = runtime::Columns<7>;

Columns::Row rowOf(const BookState& state) {
  using Is = BookState::Is;
  if (state.is == Is::wrong) return {"wrong", "", "", "", "", "", state.where + ": " + state.error};
  const book::Header& header = state.book->header();
  return {state.is == Is::taken ? "taken" : state.is == Is::second ? "two" : "hidden", header.service, header.edition, fmt::format("{}", header.rows),
          header.published, state.book->digest().substr(0, kShownDigest), state.where};
}

}  // namespace

ExitCode runPricesList(const Arguments& arguments) {
  const session::BookPlaces places = bookPlaces(arguments, arguments.files.empty() ? "" : arguments.files.front());
  Output output(arguments.output);
  ExitCode code = ExitCode::fine;
  std::vector<Columns::Row> rows;
  for (const session::FoundBook& found : session::findBooks(places)) {
    const BookState state = stateOf(places, found);
    const bool is_fine = state.is == BookState::Is::taken || state.is == BookState::Is::hidden;
    code = worse(code, is_fine ? ExitCode::fine : ExitCode::trouble);
    rows.push_back(rowOf(state));
  }
  Columns columns({false, false, false, true, false, false, false}, arguments.output ? runtime::kUsualWidth : output.width());
  const Columns::Row titles = {"", "service", "edition", "rows", "published", "digest", "where"};
  columns.measure(titles);
  for (const Columns::Row& row : rows) columns.measure(row);
  columns.writeTitles(output.stream(), titles);
  for (const Columns::Row& row : rows) columns.write(output.stream(), row);
  // A list that tells of trouble is a list all the same.
  const ExitCode written = commitOutput(output, arguments, ExitCode::fine);
  return worse(written, code);
}

}  // namespace smcost::driver
