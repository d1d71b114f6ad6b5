// smcost prices lock: writes down which price books bills take now.
#include <fmt/format.h>

#include "compiler/driver/prices/commands.h"
#include "compiler/driver/prices/prices_books.h"

namespace smcost::driver {

ExitCode runPricesLock(const Arguments& arguments) {
  const session::BookPlaces places = bookPlaces(arguments, arguments.files.empty() ? "" : arguments.files.front());
  ExitCode code = ExitCode::fine;
  const std::vector<Book> books = winningBooks(arguments, places, code);
  if (code != ExitCode::fine) return code;
  std::string text = "# Which price books bills take: a spec at or below this folder takes no other. `smcost prices lock` writes this file.\n";
  for (const Book& book : books) {
    text += fmt::format("# {}, published {}\n\"{}\" = \"{}\"\n", bookName(*book), book->header().published, session::lockName(book->header()), book->digest());
  }
  Output output(arguments.output.value_or(places.lockPath()), Overwrites::anything);
  output.bytes() << text;
  code = commitOutput(output, arguments, ExitCode::fine);
  if (code == ExitCode::fine && output.name() != "<stdout>") printVerdict(arguments, output.name(), fmt::format("pins {} price book{}", books.size(), books.size() == 1 ? "" : "s"));
  return code;
}

}  // namespace smcost::driver
