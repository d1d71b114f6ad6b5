// smcost prices fetch: the lists of some regions, from the provider's server into a price book.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <filesystem>

#include "compiler/driver/prices/commands.h"
#include "compiler/driver/prices/fetched_lists.h"
#include "compiler/driver/prices/price_import.h"
#include "compiler/driver/prices/price_lists.h"
#include "compiler/driver/run/run.h"
#include "compiler/driver/run/specs.h"
#include "compiler/fetch/client.h"
#include "compiler/files/files.h"
#include "runtime/book/digest.h"
#include "runtime/book/text.h"

namespace smcost::driver {

namespace {

constexpr uint64_t kMostBytes = uint64_t{1} << 33;
constexpr const char* kCurlHint = "Debian's package is `libcurl4`; lists that are here already are read by `smcost prices import`";

// Those that the specs say; where a spec leaves it to be assumed, nothing is said.
std::vector<std::string> regionsOf(const Arguments& arguments) {
  std::vector<std::string> specs;
  for (const std::string& path : arguments.files.empty() ? std::vector<std::string>{"."} : arguments.files) {
    for (const std::string& spec : specsOf(path)) specs.push_back(spec);
  }
  std::vector<std::string> regions;
  for (const std::string& spec : specs) {
    if (arguments.files.empty() && spec == ".") continue;   // a folder without specs
    session::Session session(sessionOptions(arguments, spec));
    if (!session.check()) {
      finish(session, arguments);
      if (!arguments.files.empty()) return {};
      continue;
    }
    const program::Program& program = session.program();
    for (const program::UsageTable& table : program.usage) {
      for (uint32_t row = 0; row < table.statements.size(); ++row) {
        const base::NameId region = program.regionOf(table, row);
        if (region && !(program.region_assumed && region == program.region)) regions.emplace_back(program.names.text(region));
      }
    }
  }
  return regions;
}

std::string megabytes(uint64_t bytes) { return fmt::format("{:.1f}", static_cast<double>(bytes) / 1e6); }

// On a terminal: how far a list has come, in one line.
class ShownProgress {
 public:
  ShownProgress(std::string name, bool shows) : name_(std::move(name)), shows_(shows) {}
  ~ShownProgress() {
    if (is_shown_) write("");
  }
  ShownProgress(const ShownProgress&) = delete;
  ShownProgress& operator=(const ShownProgress&) = delete;

  void operator()(uint64_t bytes, std::optional<uint64_t> of) {
    const auto now = std::chrono::steady_clock::now();
    if (!shows_ || now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    write(fmt::format("{}: {}{} MB", name_, megabytes(bytes), of ? " of " + megabytes(*of) : ""));
  }

 private:
  void write(const std::string& line) {
    is_shown_ = !line.empty();
    const std::string text = "\r\x1b[K" + line;
    (void)!::write(STDERR_FILENO, text.data(), text.size());
  }

  std::string name_;
  bool shows_, is_shown_ = false;
  std::chrono::steady_clock::time_point last_{};
};

// The book as it is, before anything.
struct OldBook {
  explicit OldBook(const std::string& path) {
    const files::ReadResult read = files::readRegular(path, book::kMaxBookBytes);
    if (!read.text) return;
    std::string_view rest;
    book::Fault fault;
    if (std::optional<book::Header> known = book::readHeader(*read.text, rest, fault)) header = *known;
    digest = book::sha256(*read.text);
  }

  std::string digest;        // of its text; empty: there is none
  book::Header header;

  // The publication that an address names is the one that the book has: it stands there in digits.
  bool has(const ListAddress& address, const program::PriceList& list) const {
    const std::string name = list.name + (address.is_of_plans ? " plans" : "");
    return std::any_of(header.lists.begin(), header.lists.end(), [&](const book::ReadList& read) {
      std::string digits;
      std::copy_if(read.published.begin(), read.published.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
      return read.name == name && read.region == address.region && address.url.find("/" + digits + "/") != std::string::npos;
    });
  }
};

// What the server has of these regions and the book has not. None of it is read before all of it is there.
ExitCode fetchInto(const std::string& path, const program::PriceList& list, const std::vector<program::PriceList>& declared,
                   const std::vector<std::string>& regions, const Arguments& arguments, diagnostics::Sink& sink) {
  const ListServer server(list, arguments.url.value_or(""));
  const fetch::Limits limits{.most_bytes = kMostBytes, .stall_seconds = arguments.timeout, .tries = arguments.tries};
  std::string why;
  std::optional<fetch::Client> client = fetch::Client::open(server.isPlain(), limits, why);
  if (!client) {
    sink.report(source::Span(), diagnostics::kinds::no_curl, why).hint(kCurlHint);
    return ExitCode::trouble;
  }
  const std::string parent = std::filesystem::path(path).parent_path().string();
  const std::string folder = parent.empty() ? "." : parent;
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  const std::vector<ListAddress> addresses = server.find(*client, regions, folder, sink);
  if (sink.hasErrors()) return ExitCode::trouble;

  const OldBook old(path);
  FetchedLists fetched(path, old.digest);
  const bool shows = ::isatty(STDERR_FILENO) == 1 && arguments.diagnostics != diagnostics::Style::json;
  std::deque<fetch::NamelessFile> bodies;
  std::vector<ListToRead> files;
  for (const ListAddress& address : addresses) {
    if (old.has(address, list)) continue;
    fetch::NamelessFile& body = bodies.emplace_back(folder);
    ShownProgress progress(address.region + (address.is_of_plans ? " (plans)" : ""), shows);
    const fetch::Answer answer = client->get(address.url, fetched.etag(address.url), body, std::ref(progress));
    if (!answer.error.empty()) {
      sink.report(source::Span(), diagnostics::kinds::cannot_fetch, shownUrl(address.url), answer.error);
      return ExitCode::trouble;
    }
    if (answer.unchanged) continue;
    fetched.set(address.url, answer.etag);
    files.push_back({body.path(), shownUrl(address.url)});
  }
  if (files.empty()) {
    printVerdict(arguments, path, fmt::format("nothing new of {}", fmt::join(regions, ", ")));
    return ExitCode::fine;
  }
  const ExitCode code = importLists(declared, files, path, {}, arguments, sink);
  if (code == ExitCode::fine) fetched.keep(OldBook(path).digest);
  return code;
}

ExitCode fetchOf(const Arguments& arguments, diagnostics::Sink& sink, source::SourceManager& sources) {
  const std::vector<program::PriceList> declared = declaredLists(arguments, sources, sink);
  if (sink.hasErrors()) return ExitCode::text_wrong;
  const auto list = std::find_if(declared.begin(), declared.end(), [&](const program::PriceList& one) { return one.service == arguments.service; });
  if (list == declared.end() || list->url.empty()) {
    std::vector<std::string> known;
    for (const program::PriceList& one : declared) {
      if (!one.url.empty()) known.push_back(one.service);
    }
    sink.report(source::Span(), diagnostics::kinds::no_server_of_lists, arguments.service).hint(fmt::format("there are those of {}", fmt::join(known, ", ")));
    return ExitCode::usage;
  }
  std::vector<std::string> regions = arguments.regions.empty() ? regionsOf(arguments) : arguments.regions;
  std::sort(regions.begin(), regions.end());
  regions.erase(std::unique(regions.begin(), regions.end()), regions.end());
  if (regions.empty()) {
    sink.report(source::Span(), diagnostics::kinds::no_region_to_fetch, arguments.service).hint("name them: `--region REGION`, or a spec");
    return ExitCode::usage;
  }
  return fetchInto(bookPathOf(*list, arguments), *list, declared, regions, arguments, sink);
}

}  // namespace

ExitCode runPricesFetch(const Arguments& arguments) {
  diagnostics::Sink sink;
  source::SourceManager sources;
  const ExitCode code = fetchOf(arguments, sink, sources);
  if (!sink.all().empty()) writeDiagnostics(sink, sources, arguments);
  return code;
}

}  // namespace smcost::driver
