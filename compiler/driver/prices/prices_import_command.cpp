// smcost prices import: providers' lists, and one's own, into a price book.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "compiler/driver/prices/commands.h"
#include "compiler/driver/prices/price_import.h"
#include "compiler/driver/run/run.h"
#include "compiler/driver/run/today.h"
#include "compiler/files/files.h"
#include "compiler/files/user_folders.h"
#include "compiler/session/price_lists.h"
#include "lang/diagnostics/text.h"
#include "runtime/book/text.h"
#include "runtime/lists/import.h"

namespace smcost::driver {

namespace {

namespace fs = std::filesystem;
namespace kinds = diagnostics::kinds;

constexpr const char* kFolder = "prices";
constexpr size_t kToldEach = size_t{8} << 20;
constexpr size_t kMega = 1'000'000;

// One line that is written over, on a terminal only.
class ProgressLine {
 public:
  explicit ProgressLine(const Arguments& arguments)
      : is_shown_(::isatty(STDERR_FILENO) == 1 && arguments.diagnostics == diagnostics::Style::rich) {}
  ~ProgressLine() {
    if (is_written_) std::fputs("\r\x1B[K", stderr);
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void tell(const lists::ListFile& file, size_t bytes) {
    if (!is_shown_ || (file.name == name_ && bytes < told_ + kToldEach)) return;
    name_ = file.name;
    told_ = bytes;
    is_written_ = true;
    std::fputs(fmt::format("\r\x1B[K{}: {} MB", shownName(file.name), bytes / kMega).c_str(), stderr);
  }

 private:
  bool is_shown_, is_written_ = false;
  std::string name_;
  size_t told_ = 0;
};

// A folder that only this command makes.
void makeFolderOf(const std::string& book) {
  std::error_code error;
  const fs::path folder = fs::path(book).parent_path();
  if (!folder.empty()) fs::create_directories(folder, error);
}

// What is wrong with the lists; how many prices were not understood.
size_t reportAccount(const lists::Account& account, diagnostics::Sink& sink) {
  for (const lists::Contradiction& two : account.contradictions) {
    const lists::ToldPlace& place = two.place;
    sink.report(source::Span(), kinds::prices_contradict, fmt::format("{} in {}{}{}", place.meter, place.region, place.key.empty() ? "" : ", ", place.key),
                fmt::format("{}", fmt::join(two.prices, " and ")));
  }
  for (const lists::ToldPlace& place : account.zero) {
    sink.report(source::Span(), kinds::zero_price, fmt::format("{} in {}{}{}", place.meter, place.region, place.key.empty() || place.key == "-" ? "" : ", ",
                                                              place.key == "-" ? "" : place.key));
  }
  size_t unknown = 0;
  for (const auto& [usage, count] : account.unknown) unknown += count;
  if (unknown > 0) sink.report(source::Span(), kinds::usage_not_understood, unknown, account.unknown.begin()->first);
  return unknown;
}

}  // namespace

std::string bookPathOf(const program::PriceList& declared, const Arguments& arguments) {
  if (arguments.output) return *arguments.output;
  const std::string name = declared.service + ".smprices";
  std::error_code error;
  if (fs::is_directory(kFolder, error)) return (fs::path(kFolder) / name).string();
  // Without a home of one's own it lies where the specs of this folder look.
  return (fs::path(files::userFolder(files::UserFolder::data)) / kFolder / name).string();
}

std::vector<program::PriceList> declaredLists(const Arguments& arguments, source::SourceManager& sources, diagnostics::Sink& sink) {
  return session::priceLists(sessionOptions(arguments, ""), sources, sink);
}

ExitCode importLists(const program::PriceList& declared, const std::vector<ListToRead>& lists, const std::string& book,
                     const std::vector<std::string>& regions, const Arguments& arguments, diagnostics::Sink& sink) {
  return importLists(std::vector{declared}, lists, book, regions, arguments, sink);
}

ExitCode importLists(const std::vector<program::PriceList>& declared, const std::vector<ListToRead>& lists, const std::string& book,
                     const std::vector<std::string>& regions, const Arguments& arguments, diagnostics::Sink& sink) {
  lists::Import import;
  import.declared = &declared;
  import.regions = regions;
  import.today = calendar::dateText(today());
  for (const ListToRead& list : lists) import.files.push_back({list.path, list.name});
  std::string old;
  if (struct stat status{}; ::stat(book.c_str(), &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
    files::ReadResult read = files::readRegular(book, book::kMaxBookBytes);
    if (!read.text) {
      sink.report(source::Span(), kinds::cannot_read, book, read.error);
      return ExitCode::trouble;
    }
    old = std::move(*read.text);
  }
  import.book = old;
  lists::Imported imported;
  try {
    ProgressLine line(arguments);
    import.progress = [&](const lists::ListFile& file, size_t bytes) { line.tell(file, bytes); };
    imported = lists::importLists(import);
  } catch (const lists::ImportError& error) {
    using Kind = lists::ImportError::Kind;
    if (error.kind == Kind::older) sink.report(source::Span(), kinds::list_is_older, error.name, std::string(error.what()));
    else sink.report(source::Span(), kinds::list_not_read, error.kind == Kind::book ? book : error.name, std::string(error.what()));
    return ExitCode::trouble;
  }
  const lists::Account& account = imported.account;
  const size_t unknown = reportAccount(account, sink);
  ExitCode code = ExitCode::fine;
  if (!account.contradictions.empty()) code = ExitCode::trouble;
  else if (arguments.strict && unknown > 0) code = ExitCode::check_failed;
  if (code != ExitCode::trouble && imported.text.view() != old) {
    makeFolderOf(book);
    Output target(book, Overwrites::anything);
    target.bytes() << imported.text.view();
    if (const auto why = target.commit()) {
      sink.report(source::Span(), kinds::cannot_write, book, *why);
      return ExitCode::trouble;
    }
  }
  Output output(std::nullopt);
  if (arguments.format == runtime::Format::json) output.bytes() << lists::accountJson(account, book);
  else output.stream() << lists::accountText(account, book);
  if (const auto why = output.commit()) {
    sink.report(source::Span(), kinds::cannot_write, output.name(), *why);
    return ExitCode::trouble;
  }
  return code;
}

ExitCode runPricesImport(const Arguments& arguments) {
  source::SourceManager sources;
  diagnostics::Sink sink;
  const std::vector<program::PriceList> declared = declaredLists(arguments, sources, sink);
  ExitCode code = sink.hasErrors() ? ExitCode::text_wrong : ExitCode::fine;
  if (code == ExitCode::fine && declared.empty()) {
    sink.report(source::Span(), kinds::list_not_read, arguments.files.front(), "the library declares no `price_list`, which says what usage types are");
    code = ExitCode::trouble;
  }
  if (code == ExitCode::fine) {
    std::vector<ListToRead> lists;
    for (const std::string& file : arguments.files) lists.push_back({file, file});
    code = importLists(declared, lists, bookPathOf(declared.front(), arguments), arguments.only_regions, arguments, sink);
  }
  writeDiagnostics(sink, sources, arguments);
  return code;
}

}  // namespace smcost::driver
