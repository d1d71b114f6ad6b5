#include "runtime/lists/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <fstream>
#include <memory>
#include <utility>

#include "runtime/lists/merge.h"
#include "runtime/lists/readers.h"

namespace smcost::lists {

namespace {

constexpr size_t kLooked = size_t{1} << 16;

std::string beginningOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw ListError(std::strerror(errno));
  std::string text(kLooked, 0);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) throw ListError("it does not read");
  text.resize(static_cast<size_t>(file.gcount()));
  return text;
}

// Of several lists of the library, the one that the file names.
const PriceMap& mapOf(const std::deque<PriceMap>& maps, const std::string& beginning) {
  if (maps.size() == 1) return maps.front();
  const auto named = [&](const PriceMap& map) { return beginning.find(map.list().name) != std::string::npos; };
  const auto found = std::find_if(maps.begin(), maps.end(), named);
  if (found == maps.end()) throw ListError("no `price_list` of the library has its name");
  return *found;
}

OpenBook openBook(const Import& import, const program::PriceList& declared) {
  OpenBook book;
  if (import.book.empty()) {
    book.header.edition = declared.edition;
    book.header.title = fmt::format("prices of {} from its lists", declared.name);
    book.header.service = declared.service;
    book.header.published = "1970-01-01";
    return book;
  }
  book::Fault fault;
  if (!book::readBook(import.book, book.header, [&](const book::Row& row) { book.rows.push_back(row); }, fault)) {
    throw ImportError(ImportError::Kind::book, {}, fmt::format("line {}: {}", fault.line, fault.what));
  }
  return book;
}

void proveCurrency(OpenBook& book, const Intake& list) {
  std::string& currency = book.header.currency;
  if (currency.empty()) currency = list.currency_name.empty() ? list.map().list().currency : list.currency_name;
  if (list.currency_name.empty() || list.currency_name == currency) return;
  throw ListError(fmt::format("its prices are in {}, and the book's in {}: give it a book of its own", list.currency_name, currency));
}

struct Read {
  const ListFile* file;
  std::unique_ptr<Intake> intake;
};

template <class Work>
void named(const ListFile& file, Work work) {
  try {
    work();
  } catch (const ImportError&) {
    throw;
  } catch (const OlderList& older) {
    throw ImportError(ImportError::Kind::older, file.name, older.what());
  } catch (const ListError& error) {
    throw ImportError(ImportError::Kind::file, file.name, error.what());
  }
}

// The lines of the book that the lists make of it, in their order; none where there are contradictions. Only rows that
// another list is put to are kept: the last ones become text as they come.
std::unique_ptr<BookWriter> putInto(OpenBook& book, const std::vector<Read>& reads, Account& account) {
  std::unique_ptr<BookWriter> writer;
  for (const Read& read : reads) {
    const LargeVector<book::Row> old = std::exchange(book.rows, {});
    const size_t most = old.size() + read.intake->stated.size();
    named(*read.file, [&] {
      proveCurrency(book, *read.intake);
      if (&read == &reads.back()) {
        writer = std::make_unique<BookWriter>(most);
        merge(old, book, *read.intake, account, [&](const book::Row& row) { writer->add(row); });
      } else {
        book.rows.reserve(most);
        merge(old, book, *read.intake, account, [&](const book::Row& row) { book.rows.push_back(row); });
      }
    });
    if (!account.contradictions.empty()) return nullptr;
  }
  if (!writer) {
    writer = std::make_unique<BookWriter>(book.rows.size());
    for (const book::Row& row : book.rows) writer->add(row);
  }
  return writer;
}

}  // namespace

void readList(const std::string& path, const std::string& name, const std::string& today, const Progress& progress, Intake& intake) {
  const std::string text = beginningOf(path);
  size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  at = text.find_first_not_of(" \t\r\n", at);
  if (at == std::string::npos) throw ListError("it is empty");
  if (text.starts_with("\x1F\x8B")) throw ListError("it is compressed: `gunzip` it first");
  if (text[at] == '{' || text[at] == '[') readJson(path, progress, intake);
  else readCsv(path, name, today, progress, intake);
  const std::string& published = intake.publication.published;
  if (intake.covers == Covers::nothing) return;
  const std::string& declared = intake.map().list().name;
  if (intake.covers == Covers::regions && !intake.covers_plans && intake.publication.list != declared) {
    throw ListError(fmt::format("it is a list of `{}`, and the library declares `{}`", intake.publication.list, declared));
  }
  if (intake.rows() == 0) throw ListError("it has no prices");
  intake.source(fmt::format("{} {}", publicationName(intake), intake.publication.version.empty() ? published : intake.publication.version),
                published.substr(0, std::min(published.size(), published.find('T'))), "list");
}

Imported importLists(const Import& import) {
  if (import.declared->empty()) throw ImportError(ImportError::Kind::book, {}, "the library declares no `price_list`, which says what a list's usage types are");
  Imported imported;
  Account& account = imported.account;
  std::deque<PriceMap> maps;
  for (const program::PriceList& declared : *import.declared) maps.emplace_back(declared);
  OpenBook book = openBook(import, import.declared->front());
  std::set<std::string, std::less<>> meters;
  for (const book::Row& row : book.rows) {
    if (meters.empty() || row[book::Column::meter] != *meters.rbegin()) meters.emplace(row[book::Column::meter]);
  }
  std::vector<Read> reads;
  for (const ListFile& file : import.files) {
    named(file, [&] {
      const Progress progress = import.progress ? Progress([&](size_t bytes) { import.progress(file, bytes); }) : Progress();
      auto intake = std::make_unique<Intake>(mapOf(maps, maps.size() == 1 ? std::string() : beginningOf(file.path)), import.regions, meters, account);
      readList(file.path, file.name, import.today, progress, *intake);
      if (import.book.empty() && reads.empty()) {
        book.header.edition = intake->map().list().edition;
        book.header.service = intake->map().list().service;
        book.header.title = fmt::format("prices of {} from its lists", intake->map().list().name);
      }
      if (book.header.service != intake->map().list().service) {
        throw ListError(fmt::format("it is a list of {}, and the book one of {}", intake->map().list().service, book.header.service));
      }
      account.files.push_back({file.name, intake->kind, publicationName(*intake), intake->publication.published, intake->rows()});
      reads.push_back({&file, std::move(intake)});
    });
  }
  std::stable_sort(reads.begin(), reads.end(), [](const Read& a, const Read& b) { return a.intake->publication.published < b.intake->publication.published; });
  const std::unique_ptr<BookWriter> writer = putInto(book, reads, account);
  if (!writer) return imported;
  if (import.book.empty() && book.header.lists.empty()) book.header.published = import.today;
  account.published = book.header.published;
  account.book_rows = writer->rows();
  imported.text = writer->finish(book.header);
  return imported;
}

std::string publishedIn(std::string_view book, std::string_view list, std::string_view region) {
  book::Fault fault;
  std::string_view rest;
  const auto header = book::readHeader(book, rest, fault);
  if (!header) return {};
  for (const book::ReadList& read : header->lists) {
    if (read.name == list && read.region == region) return read.published;
  }
  return {};
}

}  // namespace smcost::lists
