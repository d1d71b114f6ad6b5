#include "compiler/query/rename_proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/query/edited_files.h"
#include "compiler/query/same_bills.h"

namespace smcost::query {

using session::Session;
using source::FileId;
using source::Span;

namespace {

// Where places of the texts are once the edits are made.
class Moved {
 public:
  explicit Moved(const std::vector<TextEdit>& edits) {
    for (const TextEdit& edit : edits) of_file_[edit.at.file.value].push_back(&edit);
  }

  Span operator()(Span at) const {
    const auto found = of_file_.find(at.file.value);
    if (found == of_file_.end()) return at;
    return {at.file, place(found->second, at.begin, false), place(found->second, at.end, true)};
  }

  // Where a place was before them.
  Span before(Span at) const {
    const auto found = of_file_.find(at.file.value);
    if (found == of_file_.end()) return at;
    int64_t by = 0;
    for (const TextEdit* edit : found->second) {
      if (static_cast<int64_t>(edit->at.begin) + by >= static_cast<int64_t>(at.begin)) break;
      by += static_cast<int64_t>(edit->text.size()) - static_cast<int64_t>(edit->at.end - edit->at.begin);
    }
    const auto moved = [&](uint32_t offset) { return static_cast<uint32_t>(static_cast<int64_t>(offset) - by); };
    return {at.file, moved(at.begin), moved(at.end)};
  }

  std::string applied(FileId file, std::string_view text) const {
    std::string edited;
    size_t from = 0;
    const auto found = of_file_.find(file.value);
    if (found == of_file_.end()) return std::string(text);
    for (const TextEdit* edit : found->second) {
      edited.append(text.substr(from, edit->at.begin - from)).append(edit->text);
      from = edit->at.end;
    }
    return edited.append(text.substr(from));
  }

 private:
  static uint32_t place(const std::vector<const TextEdit*>& edits, uint32_t offset, bool is_end) {
    int64_t by = 0;
    for (const TextEdit* edit : edits) {
      const bool is_before = is_end ? edit->at.end <= offset : edit->at.begin < offset;
      if (!is_before) break;
      by += static_cast<int64_t>(edit->text.size()) - static_cast<int64_t>(edit->at.end - edit->at.begin);
    }
    return static_cast<uint32_t>(static_cast<int64_t>(offset) + by);
  }

  std::map<uint32_t, std::vector<const TextEdit*>> of_file_;
};

// The same spec with the edits in its texts; what a command line says of it aside.
session::Options editedOptions(const Session& session, const Moved& moved) {
  session::Options options = plainOptions(session.options());
  const std::shared_ptr<const load::Files> files = options.files ? options.files : load::filesOnDisk();
  std::map<std::string, std::string> texts;
  for (const check::Module& module : session.modules()) {
    if (module.is_library) continue;
    const source::SourceFile& file = session.sources().file(module.tree.source);
    std::string edited = moved.applied(module.tree.source, file.text());
    const bool is_main = &module == &session.modules().back();
    if (is_main && options.text) options.text = std::move(edited);
    else texts[is_main ? files->nameOf(options.path) : file.name()] = std::move(edited);
  }
  options.files = editedFiles(files, std::move(texts));
  return options;
}

std::optional<Refusal> otherForm(const Session& before, const Session& after, const Moved& moved) {
  if (before.modules().size() != after.modules().size()) return Refusal{"it would use other files", {}};
  for (size_t i = 0; i < before.modules().size(); ++i) {
    const check::Module &one = before.modules()[i], &other = after.modules()[i];
    if (one.is_library) continue;
    if (one.tree.source != other.tree.source) return Refusal{"it would use other files", {}};
    for (uint32_t k = 0; k < one.tree.nodes.size(); ++k) {
      const Span at = one.tree.span({k});
      const bool is_there = k < other.tree.nodes.size() && one.tree.nodes[k].kind == other.tree.nodes[k].kind && moved(at) == other.tree.span({k});
      if (!is_there) return Refusal{"the text would read otherwise here", at};
    }
    if (one.tree.nodes.size() != other.tree.nodes.size()) return Refusal{"the text would read otherwise", one.tree.span({0})};
  }
  return std::nullopt;
}

std::optional<Refusal> otherMeaning(const Names& before, const Names& after, const Moved& moved) {
  for (size_t i = 0; i < std::max(before.all().size(), after.all().size()); ++i) {
    const Occurrence* one = i < before.all().size() ? &before.all()[i] : nullptr;
    const Occurrence* other = i < after.all().size() ? &after.all()[i] : nullptr;
    if (!other || (one && moved(one->at) < other->at)) return Refusal{"this would mean nothing", one->at};
    if (!one || other->at < moved(one->at)) return Refusal{fmt::format("this would mean {}", check::symbolKindName(after.symbol(other->symbol).kind)), moved.before(other->at)};
    const Symbol &meant = before.symbol(one->symbol), &now = after.symbol(other->symbol);
    const bool is_same = meant.kind == now.kind && (meant.declared.isNone() ? now.declared.isNone() : moved(meant.declared) == now.declared);
    if (!is_same) return Refusal{fmt::format("this would mean {} `{}`", check::symbolKindName(now.kind), now.name), one->at};
  }
  return std::nullopt;
}

std::optional<Refusal> otherFindings(const diagnostics::Sink& before, const diagnostics::Sink& after, const Moved& moved) {
  const auto &all = before.all(), &now = after.all();
  for (size_t i = 0; i < std::max(all.size(), now.size()); ++i) {
    const bool is_there = i < all.size() && i < now.size() && all[i].kind == now[i].kind && moved(all[i].span) == now[i].span;
    if (is_there) continue;
    if (i < now.size()) return Refusal{fmt::format("it would be wrong: {}", now[i].message), i < all.size() ? all[i].span : Span{}};
    return Refusal{fmt::format("it would no longer say: {}", all[i].message), all[i].span};
  }
  return std::nullopt;
}

// In the scenario that the options say; of the file as written its blocks too.
std::optional<Refusal> otherBill(const session::Options& before, const session::Options& after, const Moved& moved) {
  Session first(before), second(after);
  const bool with_blocks = !before.scenario;
  const auto run = [&](Session& session) { return with_blocks ? session.test() : session.evaluate(); };
  run(first);
  run(second);
  if (auto refusal = otherFindings(first.sink(), second.sink(), moved)) return refusal;
  if (auto where = differ(first, second)) return Refusal{"it would come to something else: " + *where, {}};
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> disprove(const Session& session, const Names& names, const std::vector<TextEdit>& edits) {
  const Moved moved(edits);
  session::Options before = plainOptions(session.options());
  const session::Options after = editedOptions(session, moved);
  Session edited(after);
  edited.check();
  if (auto refusal = otherForm(session, edited, moved)) return refusal;
  const Names renamed(edited);
  if (auto refusal = otherMeaning(names, renamed, moved)) return refusal;
  std::vector<std::string> scenarios = session.scenarioNames();
  std::vector<std::string> later = edited.scenarioNames();
  if (scenarios.size() != later.size()) return Refusal{"it would have other scenarios", {}};
  if (auto refusal = otherBill(before, after, moved)) return refusal;
  for (size_t i = 0; i < scenarios.size(); ++i) {
    before.scenario = scenarios[i];
    session::Options other = after;
    other.scenario = later[i];
    if (auto refusal = otherBill(before, other, moved)) return refusal;
  }
  return std::nullopt;
}

}  // namespace smcost::query
