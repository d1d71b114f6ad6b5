#include "compiler/query/complete.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <optional>
#include <set>

#include "compiler/query/declared.h"
#include "lang/syntax/parse.h"
#include "runtime/catalog/catalog.h"

namespace smcost::query {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using session::Session;

namespace {

bool isNameChar(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isCount(const std::string& type) { return type.starts_with("Count["); }

// The phrase that the cursor is in, as far as it is written.
struct Position {
  std::string head;                 // of the statement; empty: no phrase
  std::vector<std::string> given;   // names of options so far
  std::string option;               // the one the cursor is in; empty: the statement itself
  std::set<std::string> words;      // labels, SKUs and words of this part
  bool has_multiple = false;
  bool has_sku = false;
  std::string last;                 // the word right before the one that is typed
};

// Reads the words before the cursor; a text that does not parse yet has them too.
Position positionOf(const std::string& text, const std::set<std::string>& heads, const std::set<std::string>& skus) {
  Position position;
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && isNameChar(text[end])) ++end;
    if (end > at) words.push_back(text.substr(at, end - at));
    at = std::max(end, at + 1);
  }
  size_t next = 0;
  if (words.size() > 1 && text.find('=') != std::string::npos) next = 1;
  if (next >= words.size() || !heads.contains(words[next])) return position;
  position.head = words[next];
  for (++next; next < words.size(); ++next) {
    const std::string& word = words[next];
    position.last = word;
    if (word == "with" && next + 1 < words.size()) {
      position.option = words[++next];
      position.given.push_back(position.option);
      position.words.clear();
      position.has_multiple = position.has_sku = false;
      position.last = position.option;
      continue;
    }
    position.words.insert(word);
    position.has_sku = position.has_sku || skus.contains(word);
    position.has_multiple = position.has_multiple || (isDigit(word[0]) && word.back() == 'x');
  }
  return position;
}

// The spec with the prices of these meters.
using Priced = std::function<const Session&(const std::vector<std::string>& meters)>;

class Finder {
 public:
  Finder(const Session& session, Priced priced, const std::string& before)
      : session_(session), priced_(std::move(priced)), before_(before) {}

  void find(const std::string& word, std::vector<Completion>& items) {
    std::set<std::string> heads, skus;
    const std::vector<Phrase> workloads = query::workloads(session_);
    for (const Phrase& phrase : workloads) heads.insert(phrase.name);
    for (const program::Key& key : session_.program().keys) skus.insert(key.text);
    const Position position = positionOf(before_, heads, skus);
    const bool is_part = addParts(word, items);
    if (!is_part && isBehindNumber()) {
      addUnits(unitTypes(workloads, position), items);
    } else if (!is_part && !position.head.empty()) {
      for (const Phrase& phrase : workloads) {
        if (phrase.name == position.head) addPhrase(phrase, position, items);
      }
    } else if (!is_part) {
      if (before_.find_first_not_of(' ') == std::string::npos || before_.ends_with("= ")) {
        for (const Phrase& phrase : workloads) items.push_back({phrase.name, phrase.summary});
      }
      for (const std::string& name : valueNames(session_)) items.push_back({name, ""});
    }
    std::erase_if(items, [&](const Completion& item) { return !item.text.starts_with(word); });
  }

 private:
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
    for (const program::UsageLine& line : usage.lines) items.push_back({name + "." + line.name, "a line"});
    const auto& params = program.shape(usage.table.shape).params;
    for (size_t i = 0; i < params.size(); ++i) {
      if (!usage.table.columns[i].empty()) items.push_back({name + "." + params[i].name, "an argument"});
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
  std::set<std::string> unitTypes(const std::vector<Phrase>& workloads, const Position& position) const {
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
      if (types.empty() || types.contains(type)) items.push_back({unit.name, std::move(type)});
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

  void addPhrase(const Phrase& workload, const Position& position, std::vector<Completion>& items) {
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
      items.push_back({"with", "an option"});
    }
  }

  void addOptions(const Phrase& workload, const Position& position, std::vector<Completion>& items) const {
    for (const Parameter& parameter : workload.parameters) {
      const bool is_given = std::find(position.given.begin(), position.given.end(), parameter.label) != position.given.end();
      if (parameter.is_option && (parameter.repeats || !is_given)) items.push_back({parameter.label, "option " + parameter.type});
    }
  }

  void addParameters(const Phrase& phrase, const std::vector<std::string>& meters, const Position& position,
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
      items.push_back({parameter.label, std::move(note)});
    }
  }

  // SKUs with the price that the parameter's meters have for them here; the words of a set.
  void addValues(const Parameter& parameter, const std::vector<std::string>& meters, std::vector<Completion>& items) {
    for (std::string& word : wordsOf(session_, parameter.type)) items.push_back({std::move(word), parameter.type});
    if (parameter.type != "Sku") return;
    const std::vector<std::string>& priced_by = parameter.meters.empty() ? meters : parameter.meters;
    const program::Program& program = priced_(priced_by).program();
    runtime::Catalog catalog(program);
    for (uint32_t key = 0; key < program.keys.size(); ++key) {
      for (const std::string& meter : priced_by) {
        const std::string price = priceOf(program, catalog, meter, {key});
        if (price.empty()) continue;
        items.push_back({program.keys[key].text, price});
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
  Priced priced_;
  const std::string& before_;
};

}  // namespace

const Session& Completer::known(const std::vector<std::string>& priced_meters) {
  std::string text = spec_.text();
  if (text != known_text_) known_.clear();
  known_text_ = std::move(text);
  std::unique_ptr<Session>& known = known_[priced_meters];
  if (!known) {
    // Kept once it is whole: the check may be stopped.
    std::unique_ptr<Session> checked = spec_.spec(priced_meters);
    checked->check();
    known = std::move(checked);
  }
  return *known;
}

Completions Completer::complete(const std::string& text, size_t cursor) {
  Completions found;
  found.begin = cursor;
  while (found.begin > 0 && isNameChar(text[found.begin - 1])) --found.begin;
  // Digits closed up to a word are no part of it: `30mi`.
  const std::string whole = text.substr(found.begin, cursor - found.begin);
  if (!whole.empty() && isDigit(whole[0])) found.begin += std::min(whole.find_first_not_of("0123456789._"), whole.size());
  const std::string word = text.substr(found.begin, cursor - found.begin);
  const std::string before = text.substr(0, found.begin);
  const auto priced = [this](const std::vector<std::string>& meters) -> const Session& { return known(meters); };
  Finder(known({}), priced, before).find(word, found.items);
  return found;
}

}  // namespace smcost::query
