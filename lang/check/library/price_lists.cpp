// How a provider's list is read: usage types of meters, prefixes of regions, and `price_list`, which has both of its module
// and of what that uses. A usage type that could mean two things is refused, unless one pattern matches all that the other
// does: then the narrower holds.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "lang/check/library/library.h"
#include "lang/program/price_list.h"
#include "lang/program/usage_pattern.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using program::UsagePattern;

namespace {

struct Usage {
  program::UsageType type;
  UsagePattern pattern;          // views of the text of the file
  const MeterInfo* meter = nullptr;
  Span at, unit_at;
};

struct Ignored {
  program::IgnoredUsage usage;
  UsagePattern pattern;
  Span at;
};

std::string_view inside(std::string_view quoted) { return quoted.substr(1, quoted.size() - 2); }

// In front of a pattern stands a region's prefix, which an open place at its beginning would take in.
std::optional<UsagePattern> readPattern(Library& cx, Span at, bool is_ignored) {
  const std::string_view text = inside(cx.sources.text(at));
  const auto wrong = [&](std::string_view why) -> diagnostics::Diagnostic& {
    return cx.sink->report(at, kinds::wrong_usage_pattern, text, why);
  };
  const auto pattern = program::readUsagePattern(text);
  if (!pattern) {
    wrong(is_ignored ? "does not read" : "does not read: it has one key at most");
    return std::nullopt;
  }
  if (pattern->before.empty()) {
    wrong(text.empty() ? "is empty" : "is open at its beginning")
        .hint("where a region's prefix ends is only known if a usage type begins with a text of its own");
    return std::nullopt;
  }
  if (pattern->is_open && pattern->parameter.empty() != is_ignored) {
    wrong(is_ignored ? "names a key, and is ignored" : "has a `*`, which is not read")
        .hint(is_ignored ? "what is ignored is open at a `*`" : "a meter is read from a literal, or with its key in braces");
    return std::nullopt;
  }
  return pattern;
}

std::string_view keyName(Library& cx, const MeterInfo& meter) {
  const ast::File& file = meter.decl->scope->module->tree;
  for (NodeId part : Children(file, meter.decl->node)) {
    if (file.kind(part) == NodeKind::fn_param) return cx.text(file, Children(file, part)[0]);
  }
  return {};
}

// "h", of `in Hrs` or `in "1M units"`.
std::string listUnitName(Library& cx, const ast::File& file, NodeId node) {
  const std::string_view text = cx.text(file, node);
  return std::string(file.kind(node) == NodeKind::text ? inside(text) : text);
}

std::optional<Usage> readUsage(Library& cx, const MeterInfo& meter, NodeId clause) {
  const Scope& scope = *meter.decl->scope;
  const ast::File& file = scope.module->tree;
  Children parts(file, clause);
  Usage usage;
  usage.meter = &meter;
  usage.at = file.span(parts[0]);
  usage.unit_at = file.span(parts[1]);
  const auto pattern = readPattern(cx, usage.at, false);
  if (!pattern) return std::nullopt;
  usage.pattern = *pattern;
  const bool has_key = meter.key.kind != Kind::error;
  const bool is_for = parts.size() > 2;
  const std::string_view key = keyName(cx, meter);
  if (pattern->is_open && pattern->parameter != key) {
    auto& diagnostic = cx.sink->report(usage.at, kinds::unknown_usage_parameter, meter.name, pattern->parameter);
    diagnostic.label(meter.decl->span, "the meter is declared here");
    if (has_key) diagnostic.hint(fmt::format("its key is called `{}`", key));
    return std::nullopt;
  }
  if (has_key != (pattern->is_open || is_for) || (pattern->is_open && is_for)) {
    const std::string has = has_key ? fmt::format("a key, `{}`", key) : "no key";
    const char* const says = pattern->is_open && is_for ? "says it twice" : is_for ? "is for one" : "says none";
    auto& diagnostic = cx.sink->report(file.span(clause), kinds::usage_key_wanted, meter.name, has, says);
    diagnostic.label(meter.decl->span, "the meter is declared here");
    if (has_key && !pattern->is_open) diagnostic.hint(fmt::format("where the key stands in it: `{{{}}}`; of one key: `… for KEY`", key));
    return std::nullopt;
  }
  if (is_for) {
    const NodeId said = Children(file, parts[2])[0];
    if (!readMeterKey(cx, scope, said, meter)) return std::nullopt;
    usage.type.key = std::string(cx.text(file, said));
  }
  usage.type.pattern = std::string(inside(cx.sources.text(usage.at)));
  usage.type.meter = meter.name;
  usage.type.is_free = cx.program.meters[meter.id.value].free_reason.has_value();
  usage.type.unit = listUnitName(cx, file, parts[1]);
  return usage;
}

// The unit that a price of the meter is per.
DimensionId priced(const MeterInfo& meter) { return meter.has_basis ? meter.month_dimension : meter.dimension; }

class ListReader {
 public:
  ListReader(Library& cx, const Scope& scope, NodeId node) : cx_(cx), scope_(scope), file_(scope.module->tree), node_(node) {}

  program::PriceList read(const std::vector<Usage>& usage, const std::vector<const Module*>& modules) {
    readClauses();
    for (const Usage& one : usage) {
      if (isVisible(*one.meter)) usage_.push_back(&one);
    }
    checkUnits();
    checkMeetings();
    for (const Usage* one : usage_) list_.usage.push_back(one->type);
    for (const Ignored& one : ignored_) list_.ignored.push_back(one.usage);
    readRegions(modules);
    return std::move(list_);
  }

 private:
  void readClauses() {
    Children parts(file_, node_);
    name_ = file_.span(parts[0]);
    list_.name = std::string(cx_.text(file_, parts[0]));
    for (size_t i = 1; i < parts.size(); ++i) {
      switch (file_.kind(parts[i])) {
        case NodeKind::list_units:
          for (NodeId unit : Children(file_, parts[i])) readUnit(unit);
          break;
        case NodeKind::ignore_clause: readIgnored(parts[i]); break;
        default: readField(parts[i]);
      }
    }
    const std::pair<std::string_view, const std::string&> wanted[] = {{"service", list_.service}, {"edition", list_.edition},
                                                                      {"currency", list_.currency}, {"url", list_.url}};
    for (const auto& [what, said] : wanted) {
      if (said.empty() && !said_.contains(std::string(what))) cx_.sink->report(name_, kinds::list_says_nothing, list_.name, what);
    }
  }

  void readField(NodeId node) {
    Children field(file_, node);
    const std::string_view name = cx_.text(file_, field[0]), value = cx_.text(file_, field[1]);
    const Span at = file_.span(field[1]);
    const std::string text = value.starts_with('"') ? unquoted(value) : std::string(value);
    const auto [said, is_new] = said_.try_emplace(std::string(name), file_.span(field[0]));
    if (!is_new) {
      cx_.sink->report(file_.span(field[0]), kinds::duplicate_name, name).label(said->second, "first defined here");
    } else if (name == "service") {
      list_.service = text;
    } else if (name == "url") {
      list_.url = text;
    } else if (name == "edition") {
      list_.edition = checkEdition(cx_, text, at) ? text : "";
    } else if (name == "currency") {
      list_.currency = text;
      if (!units::findCurrency(cx_.dimensions(), text)) cx_.sink->report(at, kinds::unknown_unit, text);
    } else if (name == "plan") {
      list_.plan = text;
      const Decl* plan = find(cx_, scope_, Space::plan, text);
      if (plan) noteFound(cx_, scope_, Space::plan, at, *plan);
      else cx_.sink->report(at, kinds::unknown_plan, text);
    } else {
      suggest(cx_.sink->report(file_.span(field[0]), kinds::unknown_name, name), file_.span(field[0]), name,
              {"service", "url", "edition", "currency", "plan"});
    }
  }

  void readUnit(NodeId node) {
    Children parts(file_, node);
    std::string name = listUnitName(cx_, file_, parts[0]);
    const auto [at, is_new] = units_.try_emplace(name, ListedUnit{nullptr, cx_.text(file_, parts[1]), file_.span(node)});
    if (!is_new) {
      cx_.sink->report(file_.span(parts[0]), kinds::duplicate_name, name).label(at->second.at, "first defined here");
      return;
    }
    at->second.unit = unitOf(cx_, file_, parts[1]);
    list_.units.push_back({std::move(name), std::string(cx_.text(file_, parts[1]))});
  }

  void readIgnored(NodeId node) {
    Children parts(file_, node);
    const Span at = file_.span(parts[0]);
    const auto pattern = readPattern(cx_, at, true);
    const std::string_view text = inside(cx_.sources.text(at));
    std::string reason = unquoted(cx_.text(file_, parts[1]));
    if (reason.find_first_not_of(' ') == std::string::npos) {
      cx_.sink->report(file_.span(parts[1]), kinds::reason_wanted, text)
          .hint("whoever imports the list is told why these prices are none of the library's");
    }
    if (pattern) ignored_.push_back({{std::string(text), std::move(reason)}, *pattern, at});
  }

  bool isVisible(const MeterInfo& meter) {
    if (seen_.empty()) {
      for (const auto& [key, decl] : scope_.names) {
        if (key[0] == static_cast<char>(Space::meter)) seen_.insert(decl);
      }
    }
    return seen_.contains(meter.decl);
  }

  void checkUnits() {
    for (const Usage* one : usage_) {
      const auto listed = units_.find(one->type.unit);
      if (listed == units_.end()) {
        auto& diagnostic = cx_.sink->report(one->unit_at, kinds::unknown_list_unit, list_.name, one->type.unit);
        diagnostic.label(name_, "the list is declared here");
        std::vector<std::string> known;
        for (const program::ListUnit& unit : list_.units) known.push_back(unit.name);
        suggestCode(diagnostic, one->unit_at, one->type.unit, known);
        continue;
      }
      const units::UnitExpr* const unit = listed->second.unit;
      if (!unit || unit->dimension == priced(*one->meter)) continue;
      cx_.sink->report(one->unit_at, kinds::wrong_list_unit, one->type.unit, listed->second.written, cx_.dimensions().show(unit->dimension),
                       one->meter->name, cx_.dimensions().show(priced(*one->meter)))
          .label(listed->second.at, "the unit of the list")
          .label(one->meter->decl->span, "the meter");
    }
  }

  // A list of many usage types: those that can meet begin with the same letter.
  void checkMeetings() {
    std::map<char, std::vector<const Usage*>> by_letter;
    for (const Usage* one : usage_) by_letter[one->pattern.before[0]].push_back(one);
    for (const auto& [letter, alike] : by_letter) {
      for (size_t i = 0; i < alike.size(); ++i) {
        for (size_t j = 0; j < i; ++j) checkMeeting(alike[i]->pattern, alike[i]->at, alike[j]->pattern, alike[j]->at);
      }
    }
    for (size_t i = 0; i < ignored_.size(); ++i) {
      const Ignored& one = ignored_[i];
      for (size_t j = 0; j < i; ++j) checkMeeting(one.pattern, one.at, ignored_[j].pattern, ignored_[j].at);
      for (const Usage* used : by_letter[one.pattern.before[0]]) {
        if (program::covers(one.pattern, used->pattern)) {
          cx_.sink->report(one.at, kinds::used_usage_ignored, one.usage.pattern, used->type.pattern, used->type.meter)
              .label(used->at, "read here");
        } else {
          checkMeeting(one.pattern, one.at, used->pattern, used->at);
        }
      }
    }
  }

  void checkMeeting(const UsagePattern& one, Span at, const UsagePattern& other, Span other_at) {
    if (!program::meet(one, other) || program::covers(one, other) != program::covers(other, one)) return;
    if (other_at < at) return reportMeeting(at, other_at);
    reportMeeting(other_at, at);
  }

  void reportMeeting(Span second, Span first) {
    const auto [one, other] = std::minmax({inside(cx_.sources.text(first)), inside(cx_.sources.text(second))});
    cx_.sink->report(second, kinds::ambiguous_usage, one, other)
        .label(first, "the other one")
        .hint("the narrower of two holds, and neither matches all that the other does without being the same");
  }

  // Of the module and of all that it uses.
  void readRegions(const std::vector<const Module*>& modules) {
    struct Owner {
      std::string region;
      Span at;
    };
    std::map<std::string, Owner> owners;
    std::map<std::string, size_t> places;
    for (const Module* module : modules) {
      const ast::File& file = module->tree;
      for (NodeId item : file.items) {
        if (file.kind(item) != NodeKind::regions_decl) continue;
        for (NodeId row : Children(file, item)) {
          const bool is_named = file.kind(row) != NodeKind::region_row;
          const std::string name(cx_.text(file, is_named ? row : Children(file, row)[0]));
          const auto [place, is_new] = places.try_emplace(name, list_.regions.size());
          if (is_new) list_.regions.push_back({name, {}, {}});
          if (is_named) continue;
          program::ListRegion& region = list_.regions[place->second];
          for (NodeId part : Children(file, row)) {
            if (file.kind(part) == NodeKind::text) region.title = unquoted(cx_.text(file, part));
            if (file.kind(part) != NodeKind::usage_prefix) continue;
            for (NodeId text : Children(file, part)) {
              const std::string prefix(inside(cx_.text(file, text)));
              const auto [owner, is_free] = owners.try_emplace(prefix, Owner{name, file.span(text)});
              if (is_free) {
                region.prefixes.push_back(prefix);
              } else {
                const auto [one, other] = std::minmax({std::string_view(owner->second.region), std::string_view(name)});
                auto& diagnostic = cx_.sink->report(file.span(text), kinds::duplicate_usage_prefix, one, other, prefix);
                diagnostic.label(owner->second.at, "the first one");
                if (prefix.empty()) diagnostic.hint("one region alone may have usage types without a prefix");
              }
            }
          }
        }
      }
    }
  }

  struct ListedUnit {
    const units::UnitExpr* unit;
    std::string_view written;
    Span at;
  };

  Library& cx_;
  const Scope& scope_;
  const ast::File& file_;
  NodeId node_;
  Span name_;
  program::PriceList list_;
  std::map<std::string, Span> said_;
  std::map<std::string, ListedUnit> units_;
  std::vector<Ignored> ignored_;
  std::vector<const Usage*> usage_;
  std::set<const Decl*> seen_;
};

// A module and all that it uses, in their order.
std::vector<const Module*> used(const Modules& modules, size_t of) {
  std::vector<bool> is_used(modules.size());
  is_used[of] = true;
  for (size_t i = of + 1; i > 0; --i) {
    if (!is_used[i - 1]) continue;
    for (size_t import : modules[i - 1].imports) {
      if (import < i - 1) is_used[import] = true;
    }
  }
  std::vector<const Module*> found;
  for (size_t i = 0; i < modules.size(); ++i) {
    if (is_used[i]) found.push_back(&modules[i]);
  }
  return found;
}

}  // namespace

std::vector<program::PriceList> readPriceLists(Library& cx, const Modules& modules, ListsOf which) {
  const auto isWanted = [&](const Module& module) {
    return which == ListsOf::all_modules || !module.is_library || &module == &modules.back();
  };
  struct Place {
    const Scope* scope;
    NodeId node;
    size_t module;
  };
  std::vector<Place> lists;
  size_t index = 0;
  for (const Scope& scope : cx.scopes) {
    if (index == modules.size()) break;
    for (NodeId item : scope.module->tree.items) {
      if (scope.module->tree.kind(item) == NodeKind::price_list_decl && isWanted(*scope.module)) lists.push_back({&scope, item, index});
    }
    ++index;
  }
  std::vector<Usage> usage;
  for (const MeterInfo& meter : cx.meters) {
    if (!meter.decl || (lists.empty() && !isWanted(*meter.decl->scope->module))) continue;
    const ast::File& file = meter.decl->scope->module->tree;
    for (NodeId part : Children(file, meter.decl->node)) {
      if (file.kind(part) != NodeKind::usage_clause) continue;
      if (auto read = readUsage(cx, meter, part)) usage.push_back(std::move(*read));
    }
  }
  std::vector<program::PriceList> found;
  std::map<std::string, Span> names;
  for (const Place& place : lists) {
    const ast::File& file = place.scope->module->tree;
    const Span at = file.span(Children(file, place.node)[0]);
    const auto [known, is_new] = names.try_emplace(std::string(cx.sources.text(at)), at);
    if (!is_new) cx.sink->report(at, kinds::duplicate_name, cx.sources.text(at)).label(known->second, "first defined here");
    found.push_back(ListReader(cx, *place.scope, place.node).read(usage, used(modules, place.module)));
  }
  return found;
}

}  // namespace smcost::check
