// smcost doctor: is the program installed well, and what does it stand on? A line for each part.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "compiler/driver/about/commands.h"
#include "compiler/driver/line/command_model.h"
#include "compiler/driver/prices/prices_books.h"
#include "compiler/driver/run/history_file.h"
#include "compiler/driver/run/run.h"
#include "compiler/driver/run/today.h"
#include "compiler/load/library.h"
#include "lang/calendar/dates.h"

namespace smcost::driver {

namespace {

enum class Health : unsigned char { ok, warn, fail };

struct Finding {
  Health health = Health::ok;
  std::string part, text;
};

using Findings = std::vector<Finding>;

std::string firstError(const diagnostics::Sink& sink) {
  for (const diagnostics::Diagnostic& diagnostic : sink.all()) {
    if (diagnostic.kind->severity == diagnostics::Severity::error) return diagnostic.message;
  }
  return {};
}

// "3 rows", "1 row"
std::string counted(size_t count, std::string_view what) { return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s"); }

void findProgram(Findings& found) {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  found.push_back({Health::ok, "program", fmt::format("{}, {}", programModel().version, error ? "?" : program.string())});
}

bool findLibrary(Findings& found, const load::Library& library) {
  const std::string name = library.folder().value_or("built-in");
  const size_t count = library.files().size();
  if (count == 0) {
    found.push_back({Health::fail, "library", name + ": no module is there"});
    return false;
  }
  const std::string what = fmt::format("{}, {}, sha256 {}", name, counted(count, "module"), library.digest());
  std::vector<std::string> changed = differences(library, load::Library::embedded());
  if (changed.empty()) {
    found.push_back({Health::ok, "library", what + (library.folder() ? ", the same as the built-in one" : "")});
    return true;
  }
  const size_t shown = std::min<size_t>(changed.size(), 3);
  const size_t more = changed.size() - shown;
  changed.resize(shown);
  found.push_back({Health::warn, "library", fmt::format("{}, used instead of the built-in one, from which it differs in {}{}", what,
                                                        fmt::join(changed, ", "), more ? fmt::format(" and {} more", more) : "")});
  return true;
}

// A spec that uses every module, checked but with nothing to bill.
std::unique_ptr<session::Session> sessionOfAll(const load::Library& library) {
  session::Options options;
  options.path = "-";
  options.text = "";
  for (const std::string& module : library.modules()) {
    if (module != "prelude") *options.text += "use " + module + "\n";
  }
  options.stdlib_dir = library.folder();
  auto session = std::make_unique<session::Session>(std::move(options));
  session->check();
  return session;
}

using Place = std::tuple<uint32_t, uint32_t, uint32_t, uint32_t, std::string>;

// Rows of one price: the same meter, key, region, offer and tier of one edition.
std::map<Place, std::vector<const program::RateRow*>> rowsByPlace(const program::Program& program) {
  std::map<Place, std::vector<const program::RateRow*>> places;
  for (const program::RateRow& row : program.rates) {
    const std::string where = fmt::format("{} {} {}", row.edition.value, base::toExactString(row.lower), row.region.value);
    places[{row.meter.value, row.key.value, row.region.value, row.offer.value, where}].push_back(&row);
  }
  return places;
}

bool overlap(const program::RateRow& a, const program::RateRow& b) {
  const bool a_ends_before = a.until_day && b.from_day && *a.until_day <= *b.from_day;
  const bool b_ends_before = b.until_day && a.from_day && *b.until_day <= *a.from_day;
  return !a_ends_before && !b_ends_before;
}

void findCatalog(Findings& found, const program::Program& program) {
  std::map<std::string, size_t> rows_of_edition;
  for (const program::RateRow& row : program.rates) ++rows_of_edition[std::string(row.edition ? program.names.text(row.edition) : "")];
  std::vector<std::string> texts;
  for (const program::Edition& edition : program.editions) {
    if (rows_of_edition[edition.name] == 0) continue;  // a book has them
    texts.push_back(fmt::format("{} {}", edition.name, counted(rows_of_edition[edition.name], "row")));
  }
  const uint32_t day = today();
  size_t ambiguous = 0, over = 0;
  for (const auto& [place, rows] : rowsByPlace(program)) {
    bool is_ambiguous = false, holds = false;
    for (size_t i = 0; i < rows.size(); ++i) {
      holds = holds || !rows[i]->until_day || *rows[i]->until_day > day;
      for (size_t j = 0; j < i; ++j) is_ambiguous = is_ambiguous || overlap(*rows[i], *rows[j]);
    }
    ambiguous += is_ambiguous;
    over += !holds;
  }
  std::string text = fmt::format("{}; {}", fmt::join(texts, ", "), counted(program.sources.size(), "source"));
  if (over > 0) text += fmt::format("; {} without a row of today ({})", counted(over, "price"), calendar::dateText(day));
  if (ambiguous > 0) text += fmt::format("; {} with two rows for one day", counted(ambiguous, "price"));
  found.push_back({ambiguous > 0 ? Health::fail : over > 0 ? Health::warn : Health::ok, "catalog", text});
}

// A list of long ago is what a bill goes by all the same: it is for its reader to know.
constexpr uint32_t kDaysOfAList = 365;

// The price books that a spec here would find, and whether they are pinned.
void findBooks(Findings& found, const Arguments& arguments) {
  const session::BookPlaces places = bookPlaces(arguments, "");
  for (const session::FoundBook& one : session::findBooks(places)) {
    const BookState state = stateOf(places, one);
    if (state.is == BookState::Is::wrong) {
      found.push_back({Health::fail, "book", state.where + ": " + state.error});
      continue;
    }
    const book::Header& header = state.book->header();
    const std::string what = fmt::format("{} @ {}, {}, {}, published {}", header.service, header.edition, state.where,
                                         counted(header.rows, "row"), header.published);
    const auto published = calendar::readDate(header.published);
    const bool is_old = published && *published + kDaysOfAList < today();
    if (state.is == BookState::Is::second) found.push_back({Health::fail, "book", what + ": another of its folder has the same service and edition"});
    else if (state.is == BookState::Is::hidden) found.push_back({Health::ok, "book", what + ": hidden by another"});
    else if (is_old) found.push_back({Health::warn, "book", what + ": more than a year ago; `smcost prices fetch` gets the list of today"});
    else found.push_back({Health::ok, "book", what});
  }
  const auto lock = places.lock();
  if (!lock) return found.push_back({Health::ok, "lock", "no `smcost.lock`: bills take the books that are found"});
  if (lock->text) found.push_back({Health::ok, "lock", lock->shown});
  else found.push_back({Health::fail, "lock", lock->shown + ": " + lock->error});
}

void findModules(Findings& found, const load::Library& library) {
  const std::unique_ptr<session::Session> session = sessionOfAll(library);
  const std::string error = firstError(session->sink());
  if (!error.empty()) {
    found.push_back({Health::fail, "modules", fmt::format("{}; the first: {}", counted(session->sink().errorCount(), "error"), error)});
    return;
  }
  found.push_back({Health::ok, "modules", "all read and check"});
  findCatalog(found, session->program());
}

config::Settings findSettings(Findings& found) {
  source::SourceManager sources;
  diagnostics::Sink sink;
  const config::Settings settings = config::readSettings([] { return settingKeys(programModel()); }, {}, sources, sink);
  std::vector<std::string> set;
  for (const auto& [name, value] : settings.values) set.push_back(fmt::format("{} of {}", name, value.place));
  const std::string error = firstError(sink);
  const std::string files = settings.files.empty() ? "no file" : fmt::format("{}", fmt::join(settings.files, ", "));
  const std::string values = set.empty() ? "nothing is set" : fmt::format("{}", fmt::join(set, ", "));
  if (error.empty()) found.push_back({Health::ok, "settings", files + ": " + values});
  else found.push_back({Health::fail, "settings", files + ": " + error + "; `smcost config` shows where"});
  return settings;
}

void findHistory(Findings& found, const std::string& path) {
  struct stat status {};
  if (path.empty()) return found.push_back({Health::ok, "history", "none is kept"});
  if (::stat(path.c_str(), &status) != 0) return found.push_back({Health::ok, "history", path + ": not written yet"});
  if (!S_ISREG(status.st_mode)) return found.push_back({Health::fail, "history", path + ": it is no regular file"});
  if ((status.st_mode & 077) == 0) return found.push_back({Health::ok, "history", path + ": private"});
  found.push_back({Health::warn, "history", fmt::format("{0}: others may read it; `chmod 600 {0}`", path)});
}

void findEngines(Findings& found) {
  session::Options options;
  options.path = "-";
  options.text = "assert 0.1 + 0.2 == 0.3\n";
  options.use_stdlib = false;
  options.engine = session::EngineKind::both;
  session::Session session(std::move(options));
  const bool evaluated = session.evaluate();
  const bool passed = evaluated && session.checks().size() == 1 && session.checks().front().passed;
  if (passed && !session.sink().hasErrors()) found.push_back({Health::ok, "engines", "jit, interpreter and reference agree: 0.1 + 0.2 == 0.3"});
  else found.push_back({Health::fail, "engines", "0.1 + 0.2 == 0.3 fails: " + firstError(session.sink())});
}

void findTerminal(Findings& found) {
  std::string locale;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(name);
    if (locale.empty() && value != nullptr) locale = value;
  }
  std::string code = locale;
  std::transform(code.begin(), code.end(), code.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const bool is_utf8 = code.find("utf-8") != std::string::npos || code.find("utf8") != std::string::npos;
  std::string text = fmt::format("locale {}", locale.empty() ? "not set" : locale);
  if (::isatty(STDOUT_FILENO) == 1) text += fmt::format(", {} columns", widthOf(STDOUT_FILENO));
  else text += ", no terminal";
  text += useColor(ColorMode::automatic, ::isatty(STDOUT_FILENO) == 1) ? ", colours" : ", no colours";
  if (!is_utf8) text += "; reports are UTF-8: `…` and names may look odd";
  found.push_back({is_utf8 ? Health::ok : Health::warn, "terminal", text});
}

}  // namespace

ExitCode runDoctor(const Arguments& arguments) {
  Findings found;
  findProgram(found);
  const config::Settings settings = findSettings(found);
  const auto value = [&](const char* name) {
    const auto set = settings.values.find(name);
    // What a repository says of them is not taken without being asked.
    return set == settings.values.end() || set->second.of_folder ? std::nullopt : std::optional(set->second.text);
  };
  const load::Library library(arguments.stdlib_dir ? arguments.stdlib_dir : value("stdlib"));
  if (findLibrary(found, library)) findModules(found, library);
  findBooks(found, arguments);
  findEngines(found);
  findHistory(found, historyFile(value("history")));
  findTerminal(found);

  Output output(arguments.output);
  Health worst = Health::ok;
  for (const Finding& finding : found) {
    const char* word = finding.health == Health::ok ? "ok" : finding.health == Health::warn ? "warn" : "fail";
    output.stream() << fmt::format("{:4}  {:8}  {}\n", word, finding.part, finding.text);
    worst = std::max(worst, finding.health);
  }
  const ExitCode written = commitOutput(output, arguments, ExitCode::fine);
  return worst == Health::fail ? ExitCode::trouble : written;
}

}  // namespace smcost::driver
