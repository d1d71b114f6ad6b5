#include "compiler/session/interactive.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "compiler/load/library.h"
#include "compiler/load/library_cache.h"
#include "compiler/session/state.h"
#include "lang/diagnostics/render.h"
#include "lang/syntax/parse.h"
#include "lang/units/currency.h"
#include "runtime/report/report.h"

namespace smcost::session {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// Changes that can be taken back, and inputs whose code is kept for the next that is like them.
constexpr size_t kMostUndo = 100;
constexpr size_t kMostAnswered = 16;
constexpr std::string_view kStart = "session.smcost";
constexpr std::string_view kAnswer = "ans";
// What stands between items.
constexpr const char* kSeparators = " ;\n\r";
// What the key of a value begins with.
constexpr std::string_view kValue = "value ";

// Values of all kinds share their names; a setting is one; anything else is replaced by its like.
std::string keyOf(const source::SourceManager& sources, const ast::File& file, NodeId item) {
  const NodeKind kind = file.kind(item);
  const std::string kind_name(ast::nodeKindName(kind));
  if (ast::isSetting(kind)) return kind_name;
  const Children parts(file, item);
  const bool has_name = parts.size() > 0 && (file.kind(parts[0]) == NodeKind::name || kind == NodeKind::agreement_decl);
  if (!has_name || kind == NodeKind::rates_decl) return kind_name + " " + std::string(sources.text(file.span(item)));
  const std::string name(sources.text(file.span(parts[0])));
  const bool is_value = kind == NodeKind::let_decl || kind == NodeKind::param_decl || kind == NodeKind::fn_decl ||
                        kind == NodeKind::days_decl ||
                        kind == NodeKind::statement;
  return is_value ? std::string(kValue) + name : kind_name + " " + name;
}

// Where an item's text ends: with what else is on its line, if that is a comment.
uint32_t lineEnd(std::string_view text, uint32_t end) {
  const size_t next = text.find_first_not_of(' ', end);
  if (next == std::string_view::npos || (text[next] != '#' && text[next] != '\n' && text[next] != '\r')) return end;
  return static_cast<uint32_t>(std::min(text.find('\n', next), text.size()));
}

// Without what separates items, and blank lines around it.
std::string trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(kSeparators);
  if (begin == std::string_view::npos) return {};
  // The first line keeps its place: what is indented below it belongs to it.
  text.remove_prefix(begin);
  return std::string(text.substr(0, text.find_last_not_of(kSeparators) + 1));
}

// It has a bill and no error: a check that fails is none, one that has no answer is. What is kept is always so.
bool isSound(Session& session) {
  if (!session.evaluate()) return false;
  const ExitCode code = session.exitCode();
  return code == ExitCode::fine || code == ExitCode::check_failed;
}

// In the order of the text; `values` are places behind it, each with the place that it speaks of.
std::vector<Part> partsOf(const Reply& reply, const std::vector<std::pair<uint32_t, uint32_t>>& values) {
  std::vector<Part> parts;
  const auto& answers = reply.session->answers();
  for (size_t i = 0; i < answers.size(); ++i) {
    Part part{answers[i].span.begin, i, {}};
    for (const auto& [behind, place] : values) {
      if (behind == answers[i].span.begin) part.place = place;
    }
    parts.push_back(part);
  }
  for (const program::StatementId statement : reply.statements) {
    parts.push_back({reply.session->program().statements[statement.value].span.begin, std::nullopt, statement});
  }
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.place < b.place; });
  return parts;
}

// What stands for a part under a name; none when it is no single value.
std::optional<check::Given> givenOf(const Session& session, const Part& part) {
  const units::Dimensions& dimensions = session.program().dimensions;
  check::Given given;
  given.name = kAnswer;
  if (part.answer) {
    using Kind = program::Answer::Kind;
    const AnsweredQuestion& answered = session.answers()[*part.answer];
    given.kind = answered.answer.kind;
    given.written = answered.answer.written;
    if (given.kind == Kind::name) given.text = answered.answer.text;
    else if (given.kind <= Kind::truth) given.value = answered.values.at(answered.answer.output);
    else return std::nullopt;
    for (const units::Factor& factor : dimensions.factors(answered.answer.dimension)) {
      given.dimension.emplace_back(dimensions.baseName(factor.base), factor.exponent);
    }
    return given;
  }
  for (size_t month = 0; month < session.monthCount(); ++month) given.value += session.bill(month).totalWithParts(part.statement);
  const auto currency = units::findCurrency(dimensions, session.bill().currency());
  if (!currency) return std::nullopt;
  given.dimension.emplace_back(dimensions.baseName(*currency), 1);
  return given;
}

}  // namespace

std::vector<diagnostics::Diagnostic> placedInFiles(Session& session) {
  source::SourceManager& sources = session.state().sources;
  const std::vector<Origin>& origins = session.options().origins;
  const source::FileId text = session.tree().source;
  std::map<const source::SourceFile*, source::FileId> files;
  const auto move = [&](source::Span& span) {
    if (span.isNone() || span.file != text) return;
    auto origin = std::upper_bound(origins.begin(), origins.end(), span.begin, [](uint32_t at, const Origin& one) { return at < one.begin; });
    if (origin == origins.begin() || span.end > (--origin)->end) return;
    const source::SourceFile* file = origin->file.get();
    if (!files.contains(file)) files[file] = sources.add(file->name(), std::string(file->text()));
    const uint32_t length = span.end - span.begin;
    span = {files[file], origin->at + span.begin - origin->begin, 0};
    span.end = std::min(span.begin + length, static_cast<uint32_t>(file->text().size()));
  };
  std::vector<diagnostics::Diagnostic> found;
  for (const diagnostics::Diagnostic* one : diagnostics::inOrder(session.sink())) {
    found.push_back(*one);
    move(found.back().span);
    for (diagnostics::Label& label : found.back().labels) move(label.span);
    for (diagnostics::Fix& fix : found.back().fixes) move(fix.span);
  }
  return found;
}

Interactive::Interactive(Options base) : base_(std::move(base)), engine_(makeEngine(base_.engine)) {
  base_.library_cache = std::make_shared<load::LibraryCache>();
  if (!base_.use_stdlib) return;
  const std::optional<std::string> start = load::Library(base_.stdlib_dir).text(std::string(kStart));
  if (!start) return;
  for (Item& item : itemsOf(*start)) {
    entries_.push_back(std::make_shared<const Entry>(entryOf(item, {})));
  }
}

Interactive::~Interactive() = default;

std::vector<Interactive::Item> Interactive::itemsOf(const std::string& input) const {
  source::SourceManager sources;
  diagnostics::Sink sink;
  const source::FileId id = sources.add("<input>", input);
  const ast::File file = ast::parseInput(sources, id, sink);
  std::vector<Item> items;
  if (sink.hasErrors()) return items;
  uint32_t begin = 0;
  for (const NodeId node : file.items) {
    const NodeKind kind = file.kind(node);
    const uint32_t end = lineEnd(input, file.node(node).end);
    Item item{trimmed(std::string_view(input).substr(begin, end - begin)), keyOf(sources, file, node), file.node(node).begin};
    item.begin = static_cast<uint32_t>(std::min(input.find_first_not_of(kSeparators, begin), input.size()));
    item.is_value = kind == NodeKind::let_decl || kind == NodeKind::param_decl;
    item.is_statement = kind == NodeKind::statement;
    item.is_kept = ast::isKept(file, node);
    items.push_back(std::move(item));
    begin = end;
  }
  if (!items.empty() && begin < input.size()) {
    if (std::string rest = trimmed(std::string_view(input).substr(begin)); !rest.empty()) items.back().text += "\n" + rest;
  }
  return items;
}

void Interactive::addText(const Entries& held, Options& options) {
  std::string& text = *options.text;
  for (const auto& entry : held) {
    const auto begin = static_cast<uint32_t>(text.size());
    text += entry->text + "\n";
    if (entry->file) options.origins.push_back({begin, static_cast<uint32_t>(text.size()), entry->file, entry->at});
  }
}

Options Interactive::optionsFor(const std::string& input, const Entries& held) const {
  Options options = base_;
  options.text = input + "\n";
  options.input_end = static_cast<uint32_t>(options.text->size());
  addText(held, options);
  options.given = given_;
  return options;
}

Reply Interactive::evaluate(const std::string& input, const Entries& held) {
  Options options = optionsFor(input, held);
  const uint32_t end = *options.input_end;
  options.shared_engine = engine_.get();
  Reply reply;
  reply.session = std::make_unique<Session>(std::move(options));
  reply.is_accepted = reply.session->evaluate();
  if (!reply.is_accepted) return reply;
  const program::Program& program = reply.session->program();
  for (uint32_t i = 0; i < program.statements.size(); ++i) {
    const program::Statement& statement = program.statements[i];
    const bool is_of_input = statement.span.file == reply.session->tree().source && statement.span.begin < end;
    if (is_of_input && statement.isBilled() && !statement.part_of) reply.statements.push_back({i});
  }
  return reply;
}

Reply Interactive::submit(const std::string& input) {
  const std::vector<Item> items = itemsOf(input);
  std::string asked = input;
  // Where the names of values stand behind the input, and where their declarations stand in it.
  std::vector<std::pair<uint32_t, uint32_t>> values;
  std::set<std::string_view> replaced;
  for (const Item& item : items) {
    if (!item.is_kept) continue;
    replaced.insert(item.key);
    if (!item.is_value) continue;
    values.emplace_back(static_cast<uint32_t>(asked.size() + 1), item.place);
    asked += "\n" + item.key.substr(item.key.find(' ') + 1);
  }
  Entries held = entries_;
  std::erase_if(held, [&](const auto& entry) { return replaced.contains(entry->key); });
  const runtime::CodeOwner owner = ownerOfInput();
  Reply reply = evaluate(asked, held);
  reply.is_kept = reply.is_accepted && isSound(*reply.session) && std::any_of(items.begin(), items.end(), [](const Item& item) { return item.is_kept; });
  if (reply.is_kept) {
    for (const Item& item : items) {
      if (item.is_kept) held.push_back(std::make_shared<const Entry>(entryOf(item, owner)));
    }
    answered_.pop_back();
    keep(std::move(held), path_);
  }
  if (reply.is_accepted) {
    reply.parts = partsOf(reply, values);
    rememberAnswer(reply);
  }
  return reply;
}

Reply Interactive::load(const std::string& path) {
  Options options = base_;
  options.path = path;
  const runtime::CodeOwner owner = ownerOfInput();
  options.shared_engine = engine_.get();
  Reply reply;
  reply.session = std::make_unique<Session>(std::move(options));
  reply.is_kept = reply.is_accepted = isSound(*reply.session);
  if (!reply.is_accepted) return reply;
  const std::string text(reply.session->sources().file(reply.session->tree().source).text());
  const auto file = std::make_shared<const source::SourceFile>(path, text);
  Entries entries;
  for (const Item& item : itemsOf(text)) {
    Entry entry = entryOf(item, owner);
    entry.file = file;
    entry.at = item.begin;
    entries.push_back(std::make_shared<const Entry>(std::move(entry)));
  }
  answered_.pop_back();
  keep(std::move(entries), path);
  return reply;
}

Reply Interactive::drop(std::string_view name) {
  Entries held = entries_;
  const size_t count = std::erase_if(held, [&](const auto& entry) {
    const size_t behind_kind = entry->key.find(' ') + 1;
    return behind_kind > 0 && std::string_view(entry->key).substr(behind_kind) == name;
  });
  if (count == 0) return {};
  Options options = base_;
  options.text = std::string();
  addText(held, options);
  Reply reply;
  reply.session = std::make_unique<Session>(std::move(options));
  reply.is_kept = reply.is_accepted = isSound(*reply.session);
  if (reply.is_accepted) keep(std::move(held), path_);
  return reply;
}

std::unique_ptr<Session> Interactive::spec(std::vector<std::string> priced_meters) const {
  Options options = base_;
  options.priced_meters = std::move(priced_meters);
  options.text = std::string();
  addText(entries_, options);
  options.text_name = path_.empty() ? "<session>" : path_;
  options.shared_engine = engine_.get();
  return std::make_unique<Session>(std::move(options));
}

std::unique_ptr<Session> Interactive::probe(const std::string& input) const {
  return std::make_unique<Session>(optionsFor(input, entries_));
}

std::string Interactive::text() const {
  std::string text;
  for (const auto& entry : entries_) text += entry->text + "\n";
  return text;
}

std::vector<std::string> Interactive::names() const {
  std::vector<std::string> names;
  for (const auto& entry : entries_) {
    if (entry->key.starts_with(kValue)) names.push_back(entry->key.substr(kValue.size()));
  }
  return names;
}

std::optional<std::string> Interactive::phraseOf(std::string_view name) const {
  for (const auto& entry : entries_) {
    if (entry->key != std::string(kValue) + std::string(name) || !entry->is_statement) continue;
    return entry->text.substr(entry->text.find('=') + 1);
  }
  return std::nullopt;
}

bool Interactive::undo() {
  if (undo_.empty()) return false;
  const Entries before = std::exchange(entries_, std::move(undo_.back().first));
  setPath(undo_.back().second);
  undo_.pop_back();
  freeUnused(before);
  return true;
}

void Interactive::setEngine(EngineKind kind) {
  base_.engine = kind;
  engine_ = makeEngine(kind);
  answered_.clear();
}

void Interactive::keep(Entries entries, const std::string& path) {
  undo_.emplace_back(std::exchange(entries_, std::move(entries)), path_);
  if (undo_.size() > kMostUndo) undo_.pop_front();
  setPath(path);
  freeUnused(undo_.back().first);
}

void Interactive::setPath(std::string path) {
  path_ = std::move(path);
  base_.directory = std::filesystem::path(path_).parent_path().string();
  if (base_.directory.empty()) base_.directory = ".";
}

// Until an input is kept its code is that of one that was only answered, however it ends.
runtime::CodeOwner Interactive::ownerOfInput() {
  if (answered_.size() == kMostAnswered) {
    engine_->release(answered_.front());
    answered_.pop_front();
  }
  answered_.push_back({next_owner_++});
  engine_->setOwner(answered_.back());
  return answered_.back();
}

// Code of entries that are held no more: mostly an input is put behind what was held, and there are none.
void Interactive::freeUnused(const Entries& before) {
  const auto [gone, come] = std::mismatch(before.begin(), before.end(), entries_.begin(), entries_.end());
  if (gone == before.end()) return;
  std::set<uint32_t> used;
  for (const auto& entry : entries_) used.insert(entry->owner.value);
  for (auto entry = gone; entry != before.end(); ++entry) {
    if ((*entry)->owner && !used.contains((*entry)->owner.value)) engine_->release((*entry)->owner);
  }
}

// `ans`: the last value, or the money of the last statement. What is no single value (a list, a
// range, a schedule, rows of SKUs) leaves none: the one before it is not the last.
void Interactive::rememberAnswer(Reply& reply) {
  const Session& session = *reply.session;
  if (reply.parts.empty() && session.queries().empty()) return;
  const bool had_answer = !given_.empty();
  given_.clear();
  const bool has_one = !reply.parts.empty() && session.queries().empty();
  if (auto given = has_one ? givenOf(session, reply.parts.back()) : std::nullopt) given_ = {std::move(*given)};
  reply.forgot_answer = had_answer && given_.empty();
}

}  // namespace smcost::session
