#include "compiler/query/complete.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "compiler/query/declared.h"
#include "compiler/query/phrase_position.h"
#include "lang/syntax/parse.h"
#include "runtime/catalog/catalog.h"

namespace smcost::query {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using session::Session;

namespace {

using Kind = Completion::Kind;

bool isCount(const std::string& type) { return type.starts_with("Count["); }

class Finder {
 public:
  Finder(const Session& session, const Priced& priced, const std::string& before) : session_(session), priced_(priced), before_(before) {}

  void find(const std::string& word, std::vector<Completion>& items) {
    std::set<std::string> heads, skus;
    const std::vector<Phrase> workloads = query::workloads(session_);
    for (const Phrase& phrase : workloads) heads.insert(phrase.name);
    for (const program::Key& key : session_.program().keys) skus.insert(key.text);
    const PhrasePosition position = phrasePosition(before_, heads, skus);
    if (addNamesOf(items)) return keep(word, items);
    const bool is_part = addParts(word, items);
    if (!is_part && isBehindNumber()) {
      addUnits(unitTypes(workloads, position), items);
    } else if (!is_part && !position.head.empty()) {
      for (const Phrase& phrase : workloads) {
        if (phrase.name == position.head) addPhrase(phrase, position, items);
      }
    } else if (!is_part) {
      const bool is_begin = before_.find_first_not_of(" \n") == std::string::npos;
      if (is_begin || before_.ends_with("= ")) {
        for (const Phrase& phrase : workloads) items.push_back({phrase.name, phrase.summary, Kind::workload});
      }
      if (is_begin) {
        for (const std::string_view keyword : ast::declarationWords()) items.push_back({std::string(keyword), "", Kind::keyword});
      }
      for (const std::string& name : valueNames(session_)) items.push_back({name, "", Kind::name});
    }
    keep(word, items);
  }

 private:
  static void keep(const std::string& word, std::vector<Completion>& items) {
    std::erase_if(items, [&](const Completion& item) { return !item.text.starts_with(word); });
  }

  // Behind `use` stands a module, behind `region` a region.
  bool addNamesOf(std::vector<Completion>& items) const {
    const size_t begin = std::min(before_.find_first_not_of(" \n"), before_.size());
    const std::string_view word = std::string_view(before_).substr(begin, before_.find_last_not_of(' ') + 1 - begin);
    if (word == "use" || word == "include") {
      for (std::string& name : libraryModules(session_)) items.push_back({std::move(name), "a module of the library", Kind::module});
    } else if (word == "region") {
      for (auto& [name, title] : regions(session_)) items.push_back({std::move(name), std::move(title), Kind::region});
    }
    return !items.empty();
  }

  // Behind `NAME.` stands a line of that statement or an argument: "api.compute". Names hold dots
  // themselves; the longest is meant.
  bool addParts(const std::string& word, std::vector<Completion>& items) const {
    const program::Program& program = session_.program();
    const program::Statement* found = nullptr;
    std::string name;
    for (const program::Statement& statement : program.statements) {
      if (!statement.name || !statement.table) continue;
      const std::string known(program.names.text(statement.name));
      if (!word.starts_with(known + ".") || known.size() < name.size()) continue;
      found = &statement;
      name = known;
    }
    if (found == nullptr) return false;
    const program::UsageTable& usage = program.usage[found->table.value];
    for (const program::UsageLine& line : usage.lines) items.push_back({name + "." + line.name, "a line", Kind::line});
    const auto& params = program.shape(usage.table.shape).params;
    for (size_t i = 0; i < params.size(); ++i) {
      if (!usage.table.columns[i].empty()) items.push_back({name + "." + params[i].name, "an argument", Kind::parameter});
    }
    return true;
  }

  bool isBehindNumber() const {
    const size_t last = before_.find_last_not_of(' ');
    if (last == std::string::npos || !isDigit(before_[last])) return false;
    // The digits of a name are none.
    size_t begin = last;
    while (begin > 0 && (isDigit(before_[begin - 1]) || before_[begin - 1] == '.' || before_[begin - 1] == '_')) --begin;
    return begin == 0 || !isNameChar(before_[begin - 1]);
  }

  // What the values of the phrase that the cursor is in measure; empty: anything.
  std::set<std::string> unitTypes(const std::vector<Phrase>& workloads, const PhrasePosition& position) const {
    std::set<std::string> types;
    for (const Phrase& workload : workloads) {
      if (workload.name != position.head) continue;
      const std::optional<Phrase> inner = optionOf(workload, position.option);
      for (const Parameter& parameter : (inner ? *inner : workload).parameters) {
        // `Data in GiB` measures Data.
        if (!parameter.is_option) types.insert(parameter.type.substr(0, parameter.type.find(" in ")));
      }
    }
    return types;
  }

  void addUnits(const std::set<std::string>& types, std::vector<Completion>& items) const {
    const units::Units& units = session_.units();
    for (uint32_t i = 0; i < units.size(); ++i) {
      const units::Unit& unit = units[units::UnitId{i}];
      std::string type = session_.program().dimensions.show(unit.dimension);
      if (types.empty() || types.contains(type)) items.push_back({unit.name, std::move(type), Kind::unit});
    }
  }

  // The type of an option that a workload is given by this name.
  std::optional<Phrase> optionOf(const Phrase& workload, const std::string& name) const {
    for (const Parameter& parameter : workload.parameters) {
      if (!parameter.is_option || parameter.label != name) continue;
      for (Phrase& type : query::options(session_)) {
        if (type.name == parameter.type) return std::move(type);
      }
    }
    return std::nullopt;
  }

  void addPhrase(const Phrase& workload, const PhrasePosition& position, std::vector<Completion>& items) {
    // In `with NAME` itself the options are what fits.
    const std::string trimmed = before_.substr(0, before_.find_last_not_of(' ') + 1);
    if (trimmed.ends_with(" with")) return addOptions(workload, position, items);
    if (position.option.empty()) {
      addParameters(workload, {}, position, items);
    } else if (const std::optional<Phrase> inner = optionOf(workload, position.option)) {
      // Its SKUs are keys of the workload's meters.
      std::vector<std::string> meters;
      for (const Parameter& parameter : workload.parameters) {
        if (parameter.label == position.option) meters = parameter.meters;
      }
      addParameters(*inner, meters, position, items);
    }
    if (std::any_of(workload.parameters.begin(), workload.parameters.end(), [](const Parameter& p) { return p.is_option; })) {
      items.push_back({"with", "an option", Kind::keyword});
    }
  }

  void addOptions(const Phrase& workload, const PhrasePosition& position, std::vector<Completion>& items) const {
    for (const Parameter& parameter : workload.parameters) {
      const bool is_given = std::find(position.given.begin(), position.given.end(), parameter.label) != position.given.end();
      if (parameter.is_option && (parameter.repeats || !is_given)) items.push_back({parameter.label, "option " + parameter.type, Kind::option});
    }
  }

  void addParameters(const Phrase& phrase, const std::vector<std::string>& meters, const PhrasePosition& position,
                     std::vector<Completion>& items) {
    // Behind a label only its value fits.
    for (const Parameter& parameter : phrase.parameters) {
      if (parameter.is_option || parameter.label != position.last) continue;
      addValues(parameter, meters, items);
      if (!items.empty()) return;
    }
    for (const Parameter& parameter : phrase.parameters) {
      if (parameter.is_option || position.words.contains(parameter.label)) continue;
      if (parameter.is_bare && parameter.type == "Sku") {
        if (!position.has_sku) addValues(parameter, meters, items);
        continue;
      }
      if (parameter.is_bare && parameter.type.starts_with("Multiple[") && position.has_multiple) continue;
      if (parameter.is_bare) addValues(parameter, meters, items);
      std::string note = parameter.type + (parameter.is_optional ? "" : ", wanted");
      if (parameter.is_bare) note += isCount(parameter.type) ? ", as a count" : ", may stand without its label";
      items.push_back({parameter.label, std::move(note), Kind::parameter});
    }
  }

  // SKUs with the price that the parameter's meters have for them here; the words of a set.
  void addValues(const Parameter& parameter, const std::vector<std::string>& meters, std::vector<Completion>& items) {
    for (std::string& word : wordsOf(session_, parameter.type)) items.push_back({std::move(word), parameter.type, Kind::word});
    if (parameter.type != "Sku") return;
    const std::vector<std::string>& priced_by = parameter.meters.empty() ? meters : parameter.meters;
    const program::Program& program = priced_(priced_by).program();
    runtime::Catalog catalog(program);
    for (uint32_t key = 0; key < program.keys.size(); ++key) {
      for (const std::string& meter : priced_by) {
        const std::string price = priceOf(program, catalog, meter, {key});
        if (price.empty()) continue;
        items.push_back({program.keys[key].text, price, Kind::sku});
        break;
      }
    }
  }

  static std::string priceOf(const program::Program& program, runtime::Catalog& catalog, const std::string& meter, program::KeyId key) {
    for (uint32_t i = 0; i < program.meters.size(); ++i) {
      if (program.meters[i].name != meter || !program.meters[i].has_key) continue;
      const runtime::Rate& rate = catalog[catalog.find({i}, key, program.region)];
      if (rate.outcome == runtime::Rate::Outcome::free) return "free: " + rate.reason;
      if (rate.outcome != runtime::Rate::Outcome::priced) return {};
      const program::RateRow& row = program.rates[rate.rows.front().value];
      return program.textOf(row).price + " " + program.textOf(row).price_unit;
    }
    return {};
  }

  const Session& session_;
  const Priced& priced_;
  const std::string& before_;
};

}  // namespace

Completions complete(const Priced& spec, const std::string& text, size_t cursor) {
  Completions found;
  found.begin = cursor;
  while (found.begin > 0 && isNameChar(text[found.begin - 1])) --found.begin;
  // Digits closed up to a word are no part of it: `30mi`.
  const std::string whole = text.substr(found.begin, cursor - found.begin);
  if (!whole.empty() && isDigit(whole[0])) found.begin += std::min(whole.find_first_not_of("0123456789._"), whole.size());
  const std::string word = text.substr(found.begin, cursor - found.begin);
  const std::string before = text.substr(0, found.begin);
  Finder(spec({}), spec, before).find(word, found.items);
  return found;
}

}  // namespace smcost::query
