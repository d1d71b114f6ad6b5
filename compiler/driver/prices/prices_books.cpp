#include "compiler/driver/prices/prices_books.h"

#include <fmt/format.h>

#include "compiler/load/files.h"

namespace smcost::driver {

namespace {

// What is wrong with one; false: nothing.
bool tellWrong(const Arguments& arguments, const std::string& shown, const std::string& error, const std::optional<book::Fault>& fault, ExitCode& code) {
  if (error.empty() && !fault) return false;
  diagnostics::Sink sink;
  if (fault) sink.report({}, diagnostics::kinds::wrong_price_book, shown, fault->line, fault->what);
  else sink.report({}, diagnostics::kinds::cannot_read, shown, error);
  writeDiagnostics(sink, source::SourceManager(), arguments);
  code = worse(code, ExitCode::trouble);
  return true;
}

}  // namespace

session::BookPlaces bookPlaces(const Arguments& arguments, const std::string& spec) {
  session::Options options;
  options.path = spec.empty() ? "./spec.smcost" : spec;
  options.prices = arguments.prices;
  if (arguments.trust) options.files = load::filesOnDisk(true);
  return session::BookPlaces(options);
}

BookState stateOf(const session::BookPlaces& places, const session::FoundBook& found) {
  BookState state;
  state.where = found.where == session::FoundBook::Where::program ? "inside the program" : shownName(found.shown);
  books::Opened opened;
  if (found.error.empty() && !found.fault) opened = places.open(found);
  state.error = found.error.empty() ? opened.error : found.error;
  const std::optional<book::Fault> fault = found.fault ? found.fault : opened.fault;
  if (fault) state.error = fmt::format("line {}: {}", fault->line, fault->what);
  if (!state.error.empty()) return state;
  state.is = found.wins ? BookState::Is::taken : found.is_second ? BookState::Is::second : BookState::Is::hidden;
  state.book = std::move(opened.book);
  return state;
}

std::vector<Book> winningBooks(const Arguments& arguments, const session::BookPlaces& places, ExitCode& code) {
  std::vector<Book> books;
  for (const session::FoundBook& found : session::findBooks(places)) {
    if (tellWrong(arguments, found.shown, found.error, found.fault, code) || !found.wins) continue;
    books::Opened opened = places.open(found);
    if (!tellWrong(arguments, found.shown, opened.error, opened.fault, code)) books.push_back(std::move(opened.book));
    // A book that is named is the one that is meant.
    if (found.where == session::FoundBook::Where::named) break;
  }
  return books;
}

Book namedBook(const Arguments& arguments, const std::string& path, ExitCode& code) {
  books::Opened opened = books::openFile(path, path);
  tellWrong(arguments, path, opened.error, opened.fault, code);
  return opened.book;
}

std::string bookName(const books::OpenBook& book) { return book.path().empty() ? "inside the program" : shownName(book.path()); }

}  // namespace smcost::driver
