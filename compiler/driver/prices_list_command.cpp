// smcost prices list: the price books that are found, and which one a bill takes.
#include <fmt/format.h>

#include "compiler/driver/commands.h"
#include "compiler/driver/prices_books.h"
#include "runtime/report/columns.h"

namespace smcost::driver {

namespace {

constexpr size_t kShownDigest = 12;
using Columns = runtime::Columns<7>;

Columns::Row rowOf(const session::BookPlaces& places, const session::FoundBook& found, ExitCode& code) {
  using Where = session::FoundBook::Where;
  const std::string where = found.where == Where::program ? "inside the program" : shownName(found.shown);
  books::Opened opened;
  if (found.error.empty() && !found.fault) opened = places.open(found);
  const std::string error = found.error.empty() ? opened.error : found.error;
  const std::optional<book::Fault> fault = found.fault ? found.fault : opened.fault;
  if (!error.empty() || fault) {
    code = worse(code, ExitCode::trouble);
    return {"wrong", "", "", "", "", "", fault ? fmt::format("{}: line {}: {}", where, fault->line, fault->what) : where + ": " + error};
  }
  const book::Header& header = *found.header;
  if (found.is_second) code = worse(code, ExitCode::trouble);
  return {found.wins ? "taken" : found.is_second ? "two" : "hidden", header.service, header.edition, fmt::format("{}", header.rows),
          header.published, opened.book->digest().substr(0, kShownDigest), where};
}

}  // namespace

ExitCode runPricesList(const Arguments& arguments) {
  const session::BookPlaces places = bookPlaces(arguments, arguments.files.empty() ? "" : arguments.files.front());
  Output output(arguments.output);
  ExitCode code = ExitCode::fine;
  std::vector<Columns::Row> rows;
  for (const session::FoundBook& found : session::findBooks(places)) rows.push_back(rowOf(places, found, code));
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
