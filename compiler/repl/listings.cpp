#include "compiler/repl/listings.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "compiler/jit/listing.h"
#include "compiler/repl/commands.h"
#include "lang/format/format.h"
#include "runtime/bill/bill.h"
#include "runtime/catalog/catalog.h"
#include "runtime/report/figures.h"

namespace smcost::repl {

using session::ExitCode;
using session::Session;

namespace {

// The checked spec, without a bill: what its library knows.
std::unique_ptr<Session> checkedSpec(Dialogue& dialogue, std::vector<std::string> priced_meters = {}) {
  std::unique_ptr<Session> spec = dialogue.spec.spec(std::move(priced_meters));
  spec->check();
  return spec;
}

std::string priceLine(const program::Program& program, const program::RateRow& row) {
  std::string text = fmt::format("  {:20}  {} {}", row.key ? program.keys[row.key.value].text : "-", program.textOf(row).price, program.textOf(row).price_unit);
  if (row.kind != program::RateRow::Kind::price) text = fmt::format("  {:20}  {}", row.key ? program.keys[row.key.value].text : "-", program.textOf(row).reason);
  if (row.offer) text += " under " + program.offers[row.offer.value].text;
  if (sgn(row.lower) > 0 || row.upper) text += ", a tier";
  text += runtime::validityText(row) == " always" ? "" : runtime::validityText(row);
  if (row.agreement) text += "  (" + program.agreements[row.agreement.value].name + ")";
  else if (row.source) text += "  (" + program.sources[row.source.value].title + ")";
  return text + "\n";
}

std::string folderOf(const std::string& file) {
  const std::string folder = std::filesystem::path(file).parent_path().string();
  return folder.empty() ? "." : folder;
}

std::filesystem::path wholePath(const std::filesystem::path& path) {
  std::error_code ignored;
  const std::filesystem::path whole = std::filesystem::weakly_canonical(std::filesystem::absolute(path, ignored), ignored);
  return whole.empty() ? path : whole;
}

// The files that the spec itself uses and includes, wherever it says so from.
std::vector<std::filesystem::path> filesOf(const Session& session) {
  std::vector<std::filesystem::path> files;
  for (const check::ModuleRef& ref : session.modules().back().refs) {
    if (ref.is_file) files.push_back(wholePath(std::filesystem::path(session.options().directory) / ref.path));
  }
  return files;
}

// The spec's text for a file in another folder: what it uses and includes stays what it is.
std::string withFilesSeenFrom(const Session& kept, const std::string& folder) {
  const std::filesystem::path from = wholePath(kept.options().directory), to = wholePath(folder);
  std::string text = *kept.options().text;
  if (from == to) return text;
  std::vector<check::ModuleRef> refs = kept.modules().back().refs;
  // From the last on, so that the places of the others stay.
  std::sort(refs.begin(), refs.end(), [](const auto& a, const auto& b) { return a.span.begin > b.span.begin; });
  for (const check::ModuleRef& ref : refs) {
    if (!ref.is_file || std::filesystem::path(ref.path).is_absolute()) continue;
    const std::string path = wholePath(from / ref.path).lexically_proximate(to).string();
    text.replace(ref.span.begin, ref.span.end - ref.span.begin, fmt::format("\"{}{}\"", path.starts_with('.') ? "" : "./", path));
  }
  return text;
}

// Of the whole bill, or of one statement as a bill of its own.
Outcome code(Dialogue& dialogue, const std::string& name, std::string jit::Listing::* form) {
  std::unique_ptr<Session> session;
  if (name.empty()) {
    session = dialogue.spec.spec();
  } else if (const auto phrase = dialogue.spec.phraseOf(name)) {
    session = dialogue.spec.probe(*phrase);
  } else {
    return complainOfName("no statement is called", name, dialogue.spec.names());
  }
  const jit::Listing* listing = session->evaluateListed();
  std::string text = listing == nullptr ? "" : listing->*form;
  if (text.empty() && session->exitCode() == ExitCode::fine) text = "nothing is kept that needs code\n";
  return outcomeOf(dialogue, *session, std::move(text));
}

}  // namespace

Outcome prices(Dialogue& dialogue, const std::string& meter) {
  const std::unique_ptr<Session> spec = checkedSpec(dialogue, {meter});
  if (spec->sink().hasErrors()) return outcomeOf(dialogue, *spec);
  const program::Program& program = spec->program();
  std::vector<std::string> known;
  for (uint32_t i = 0; i < program.meters.size(); ++i) {
    const program::Meter& found = program.meters[i];
    known.push_back(found.name);
    if (found.name != meter) continue;
    std::string text = fmt::format("{}{}{} in {}, edition {}\n", found.name, found.title.empty() ? "" : ": ", found.title,
                                   runtime::nameText(program, program.region), runtime::editionText(program));
    if (found.free_reason) text += fmt::format("  free: {}\n", *found.free_reason);
    if (found.quote_reason) text += fmt::format("  by quote: {}\n", *found.quote_reason);
    size_t count = 0;
    for (const program::RateRow& row : program.rates) {
      const bool is_here = row.meter.value == i && (!row.region || row.region == program.region) && (!row.edition || row.edition == program.edition) && !row.is_replaced;
      if (!is_here) continue;
      text += priceLine(program, row);
      ++count;
    }
    if (count == 0 && !found.free_reason && !found.quote_reason) text += "  no price here: a `rates` block of your own brings one\n";
    return {std::move(text), {}, ExitCode::fine};
  }
  if (meter.empty()) {
    std::string text;
    for (const std::string& name : known) text += name + "\n";
    return {std::move(text), {}, ExitCode::fine};
  }
  return complainOfName("no meter is called", meter, known);
}

Outcome unitsOf(Dialogue& dialogue, const std::string& dimension) {
  const std::unique_ptr<Session> spec = checkedSpec(dialogue);
  const units::Units& units = spec->units();
  const program::Program& program = spec->program();
  std::map<std::string, std::vector<std::string>> of_dimension;
  std::vector<std::string> known;
  for (uint32_t i = 0; i < units.size(); ++i) {
    const units::Unit& unit = units[units::UnitId{i}];
    std::string name = program.dimensions.show(unit.dimension);
    of_dimension[name].push_back(fmt::format("{:14} {}", unit.name, base::toExactString(unit.scale)));
    known.push_back(std::move(name));
  }
  std::string text;
  for (const auto& [name, lines] : of_dimension) {
    if (!dimension.empty() && name != dimension) continue;
    text += name + "\n";
    for (const std::string& line : lines) text += "  " + line + "\n";
  }
  if (!text.empty()) return {std::move(text), {}, ExitCode::fine};
  return complainOfName("no unit measures", dimension, known);
}

Outcome irOf(Dialogue& dialogue, const std::string& name) { return code(dialogue, name, &jit::Listing::llvm); }
Outcome asmOf(Dialogue& dialogue, const std::string& name) { return code(dialogue, name, &jit::Listing::assembly); }

Outcome timeOf(Dialogue& dialogue, const std::string& input) {
  if (input.empty()) return complain("`:time E` wants an expression or a statement");
  const std::unique_ptr<Session> probe = dialogue.spec.probe(input);
  probe->evaluate();
  std::string text;
  if (!probe->sink().hasErrors()) {
    for (const session::PhaseTime& phase : probe->times()) text += fmt::format("{:8} {:9.3f} ms\n", phase.name, phase.milliseconds);
  }
  return outcomeOf(dialogue, *probe, std::move(text));
}

std::optional<std::string> specText(Dialogue& dialogue, const std::string& file, std::string& why) {
  const std::unique_ptr<Session> kept = dialogue.spec.spec();
  if (!kept->evaluate()) return std::nullopt;
  session::Options options = dialogue.options.base;
  options.directory = folderOf(file);
  options.text = withFilesSeenFrom(*kept, options.directory);
  Session moved(options);
  moved.check();
  options.text = format::format(moved.sources(), moved.tree());
  Session saved(options);
  if (!saved.evaluate()) {
    if (!saved.sink().all().empty()) why = ": " + saved.sink().all().front().message;
    return std::nullopt;
  }
  const bool is_same = filesOf(saved) == filesOf(*kept) && runtime::total(saved.reportContext()) == runtime::total(kept->reportContext());
  if (!is_same) return std::nullopt;
  return options.text;
}

}  // namespace smcost::repl
