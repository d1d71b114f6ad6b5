// `region`, `period`, `currency`, `invoice` and the edition: what a file says once, what
// the command line overrides, and what is assumed.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "lang/calendar/periods.h"
#include "lang/check/library/defaults.h"
#include "lang/check/library/includes.h"
#include "lang/check/library/library.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// The text of the period that the command line, the block or the file gives, and where it stands;
// without any, the one that was set outside.
struct PeriodText {
  std::string text;
  Span at;
  const Assumed* assumed = nullptr;
};

NodeId firstOf(const ast::File& file, const NodeId* begin, const NodeId* end, NodeKind kind) {
  const NodeId* found = std::find_if(begin, end, [&](NodeId item) { return file.kind(item) == kind; });
  return found == end ? NodeId{} : *found;
}

// A block's own setting replaces the file's.
NodeId settingNode(const Options& options, const ast::File& file, NodeKind kind) {
  if (options.block) {
    Children items(file, *options.block);
    if (NodeId own = firstOf(file, items.begin(), items.end(), kind)) return own;
  }
  return firstOf(file, file.items.data(), file.items.data() + file.items.size(), kind);
}

std::optional<PeriodText> periodText(const source::SourceManager& sources, const ast::File& file, const Options& options) {
  NodeId node = settingNode(options, file, NodeKind::period_decl);
  bool of_block = node && options.block && node.value > file.node(*options.block).first && node.value < options.block->value;
  if (options.period && !of_block) return PeriodText{*options.period, {}};
  if (!node && options.assumed_period) return PeriodText{options.assumed_period->value, {}, &*options.assumed_period};
  if (!node) return std::nullopt;
  Children parts(file, node);
  Span at{file.source, file.node(parts[0]).begin, file.node(parts[parts.size() - 1]).end};
  return PeriodText{std::string(sources.text(at)), at};
}

// The one node of a setting; a second is an error.
NodeId settingOf(Library& cx, const ast::File& file, NodeKind kind, std::string_view name) {
  NodeId found;
  for (NodeId item : file.items) {
    if (file.kind(item) != kind) continue;
    if (found) cx.sink->report(file.span(item), kinds::second_setting, name).label(file.span(found), "first here");
    else found = item;
  }
  if (NodeId own = settingNode(cx.options, file, kind)) found = own;
  return found;
}

// A setting that the file does not say: an error with --strict.
void reportAssumed(Library& cx, const ast::File& file, std::string_view setting, const std::string& what) {
  if (cx.options.strict) cx.sink->report({file.source, 0, 0}, kinds::assumed_default, setting, what);
}

std::string assumedText(const Assumed& assumed) { return fmt::format("`{}` of {}", assumed.value, assumed.place); }

void takePeriod(Library& cx, calendar::Period period, const Assumed* assumed) {
  cx.program.period = {std::move(period), assumed != nullptr, assumed ? assumed->from : std::string()};
}

// Which of the months of a period it is.
uint32_t monthNumber(const std::string& month, std::string_view period) {
  const auto months = calendar::readMonths(period);
  if (!months) return 1;
  const auto found = std::find(months->names.begin(), months->names.end(), month);
  return found == months->names.end() ? 1 : static_cast<uint32_t>(found - months->names.begin()) + 1;
}

void reportPeriod(Library& cx, const PeriodText& given) {
  if (const auto months = calendar::readMonths(given.text)) {
    cx.sink->report(given.at, kinds::wrong_months, given.text, months->wrong);
    return;
  }
  const std::string where = given.assumed                         ? "`period` of " + given.assumed->place + " as "
                            : cx.options.period && given.at.isNone() ? "--period as "
                                                                     : "";
  auto& diagnostic = cx.sink->report(
      given.at, kinds::wrong_type,
      fmt::format("{}a month such as `2025-03`, months `2025-03..2025-05`, `30 days` or `average`", where),
      fmt::format("`{}`", given.text));
  if (given.text.ends_with(" days")) diagnostic.hint(fmt::format("a period of days has 1 to {}", calendar::kMostDays));
  // The word alone, or the one behind the number.
  std::string_view last = std::string_view(given.text).substr(given.text.rfind(' ') + 1);
  Span at;
  if (!given.at.isNone() && cx.sources.text(given.at).ends_with(last)) at = given.at;
  if (!at.isNone()) at.begin = at.end - static_cast<uint32_t>(last.size());
  suggest(diagnostic, at, last, {"average", "days"});
}

void settlePeriod(Library& cx, const ast::File& file, bool needed) {
  settingOf(cx, file, NodeKind::period_decl, "period");
  const auto given = periodText(cx.sources, file, cx.options);
  if (given && given->assumed && needed) reportAssumed(cx, file, "period", assumedText(*given->assumed));
  if (cx.options.month) {
    takePeriod(cx, *calendar::monthPeriod(*cx.options.month), given ? given->assumed : nullptr);
    if (given) cx.program.period.number = monthNumber(*cx.options.month, given->text);
    return;
  }
  if (given) {
    const auto months = calendar::readMonths(given->text);
    const std::string_view first = months && months->wrong.empty() ? std::string_view(months->names.front()) : given->text;
    if (auto period = calendar::readPeriod(first)) {
      takePeriod(cx, *period, given->assumed);
      return;
    }
    reportPeriod(cx, *given);
    cx.period_wrong = true;
    if (months) {
      // Days and zones are read as of its first month.
      takePeriod(cx, *calendar::monthPeriod(std::string_view(given->text).substr(0, given->text.find(".."))), given->assumed);
      return;
    }
    needed = false;
  }
  cx.program.period = {calendar::averageMonth(), true, {}};
  if (needed) reportAssumed(cx, file, "period", "`average` (730 h)");
}

// False, and said at `at`, when no region is called so.
bool checkRegion(Library& cx, std::string_view name, Span at, const Assumed* set_outside = nullptr) {
  if (isRegion(cx, name, at)) return true;
  auto& diagnostic = cx.sink->report(at, kinds::unknown_region, name);
  suggestCode(diagnostic, at, name, cx.regions.all());
  if (set_outside) diagnostic.note("it is set in " + set_outside->place);
  return false;
}

void settleRegion(Library& cx, const ast::File& file, const Defaults& defaults, bool needed) {
  NodeId node = settingOf(cx, file, NodeKind::region_decl, "region");
  std::string name;
  Span at;
  if (node) {
    NodeId part = Children(file, node)[0];
    name = std::string(cx.text(file, part));
    at = file.span(part);
  }
  if (cx.options.region) {
    name = *cx.options.region;
    at = {};
  }
  const Assumed* set_outside = nullptr;
  if (name.empty() && !defaults.regions.empty()) {
    if (cx.options.assumed_region) set_outside = &*cx.options.assumed_region;
    name = set_outside ? set_outside->value : defaults.regions.front().name;  // the library lists its usual region first
    if (needed && !set_outside) reportSeveral(cx, "region", defaults.regions);
    cx.program.region_assumed = true;
    if (set_outside) cx.program.region_assumed_from = set_outside->from;
    if (needed) reportAssumed(cx, file, "region", set_outside ? assumedText(*set_outside) : fmt::format("`{}`", name));
  }
  if (!name.empty()) checkRegion(cx, name, at, set_outside);
  cx.program.region = cx.program.names.intern(name);
}

}  // namespace

bool checkEdition(Library& cx, std::string_view name, Span at) {
  std::vector<std::string> known;
  for (const auto& edition : cx.program.editions) known.push_back(edition.name);
  if (std::find(known.begin(), known.end(), name) != known.end()) {
    if (cx.options.mentions) cx.options.mentions->noteSpelled(at, SymbolKind::edition, name);
    return true;
  }
  suggestCode(cx.sink->report(at, kinds::unknown_edition, name), at, name, known);
  return false;
}

namespace {

void settleEdition(Library& cx, const Module& module, const Defaults& defaults, bool needed) {
  std::string said;
  for (const ModuleRef& ref : module.refs) {
    if (ref.edition.empty()) continue;
    if (checkEdition(cx, ref.edition, ref.edition_span) && !said.empty() && said != ref.edition) {
      cx.sink->report(ref.edition_span, kinds::second_setting, "edition");
    }
    said = ref.edition;
  }
  if (!said.empty()) {
    cx.program.edition = cx.program.names.intern(said);
  } else if (!defaults.editions.empty()) {
    cx.program.edition = cx.program.names.intern(defaults.editions.front().name);
    if (needed) reportSeveral(cx, "edition", defaults.editions);
  }
}

void settleInvoice(Library& cx, const ast::File& file) {
  NodeId node = settingOf(cx, file, NodeKind::invoice_decl, "invoice");
  if (!node) return;
  NodeId name = Children(file, node)[0];
  std::string_view text = cx.text(file, name);
  if (text == "total") cx.program.invoice = program::InvoicePolicy::total;
  else if (text != "lines") suggest(cx.sink->report(file.span(name), kinds::unknown_name, text), file.span(name), text,
                                    {"lines", "total"});
}

}  // namespace

std::vector<std::string> billedMonths(const source::SourceManager& sources, const ast::File& file, const Options& options) {
  auto given = periodText(sources, file, options);
  auto months = given ? calendar::readMonths(given->text) : std::nullopt;
  return months && months->wrong.empty() && months->names.size() > 1 ? months->names : std::vector<std::string>{};
}

void findCalendar(Library& cx) {
  auto dimension = [&](std::string_view name) -> std::optional<DimensionId> {
    auto base = cx.dimensions().findBase(name);
    return base ? std::optional(cx.dimensions().of(*base)) : std::nullopt;
  };
  auto time = dimension("Time"), day = dimension("Day"), month = dimension("Month");
  cx.has_calendar = time && day && month;
  if (time) cx.time = *time;
  if (day) cx.day = *day;
  if (month) cx.month = *month;
}

namespace {

// That a file says for its statements; none: they are in the bill's.
base::NameId ownRegion(const Library& cx, const BilledFile& file) {
  const uint32_t included = file.scope->file;
  return included == program::IncludedFile::kNone ? base::NameId{} : cx.program.included[included].region;
}

bool needsRegion(const Library& cx) {
  return std::any_of(cx.files.begin(), cx.files.end(), [&](const BilledFile& file) {
    const ast::File& tree = file.scope->module->tree;
    return !ownRegion(cx, file) && !ast::statementsOf(tree).empty();
  });
}

bool billsSomething(const ast::File& file, NodeId block) {
  const Children items(file, block);
  return std::any_of(items.begin(), items.end(), [&](NodeId item) { return !ast::statementsIn(file, item).empty(); });
}

// A region goes with a file's statements, and with those of included files that say none; a flag replaces it.
void settleFileRegions(Library& cx) {
  if (cx.options.region || cx.options.block || cx.files.empty()) return;
  for (size_t i = cx.files.size() - 1; i-- > 0;) {
    const BilledFile& file = cx.files[i];
    base::NameId& region = cx.program.included[file.scope->file].region;
    if (file.including) region = ownRegion(cx, *file.including);
    const auto take = [&](const ast::File& tree, NodeId node) {
      const NodeId part = node ? Children(tree, node)[0] : NodeId{};
      if (part && checkRegion(cx, cx.text(tree, part), tree.span(part))) region = cx.program.names.intern(cx.text(tree, part));
    };
    take(file.scope->module->tree, settingOf(cx, file.scope->module->tree, NodeKind::region_decl, "region"));
    take(includingOf(cx, file).scope->module->tree, includedRegion(cx, file));
  }
}

}  // namespace

void readSettings(Library& cx) {
  const Scope& scope = *cx.main;
  const ast::File& file = scope.module->tree;
  bool has_statements = std::any_of(file.items.begin(), file.items.end(), [&](NodeId item) {
    return file.kind(item) == NodeKind::include_decl || !ast::statementsIn(file, item).empty();
  });
  const Defaults& defaults = cx.defaults;
  settlePeriod(cx, file, has_statements);
  settleFileRegions(cx);
  settleRegion(cx, file, defaults, needsRegion(cx) || (cx.options.block && has_statements));
  if (const auto& library = cx.options.assumed_library) {
    cx.program.library = library->value;
    cx.program.library_from = library->from;
    if (has_statements && !library->place.empty()) reportAssumed(cx, file, "--stdlib", assumedText(*library));
  }
  settleEdition(cx, *scope.module, defaults, has_statements || (cx.options.block && billsSomething(file, *cx.options.block)));
  settleInvoice(cx, file);
  settleGroups(cx, file, settingOf(cx, file, NodeKind::group_decl, "group by"));
  if (NodeId node = settingOf(cx, file, NodeKind::currency_decl, "currency")) {
    NodeId name = Children(file, node)[0];
    // With rates it is the one that the bill is shown in beside its own.
    if (Children(file, node).size() == 1) cx.program.currency = cx.program.names.intern(cx.text(file, name));
    if (!units::findCurrency(cx.dimensions(), cx.text(file, name))) {
      suggest(cx.sink->report(file.span(name), kinds::unknown_unit, cx.text(file, name)), file.span(name),
              cx.text(file, name), {cx.units.spellings().begin(), cx.units.spellings().end()});
    }
  }
}

namespace {

// Where an account begins, and what is said of the free tier; as a file says it.
program::FreeTier freeTierOf(Library& cx, const Scope& scope, NodeId account, NodeId node) {
  const ast::File& file = scope.module->tree;
  program::FreeTier tier;
  if (account) {
    NodeId date = Children(file, account)[0];
    tier.account_since = dateDay(cx, file.span(date), cx.text(file, date));
  }
  if (!node) return tier;
  Children parts(file, node);
  tier.on = cx.text(file, parts[0]) == "on";
  for (size_t i = 1; i < parts.size(); ++i) {
    auto named = allowanceNamed(cx, scope, parts[i]);
    if (!named) continue;
    for (uint32_t other : cx.program.allowances[*named].excludes) {
      if (std::find(tier.chosen.begin(), tier.chosen.end(), other) == tier.chosen.end()) continue;
      cx.sink->report(file.span(parts[i]), kinds::exclusive_allowances, cx.program.allowances[other].name, cx.text(file, parts[i]))
          .hint("name the one that the bill shall use");
    }
    tier.chosen.push_back(*named);
  }
  return tier;
}

}  // namespace

void readFreeTier(Library& cx) {
  const Scope& scope = *cx.main;
  const ast::File& file = scope.module->tree;
  const NodeId account = settingOf(cx, file, NodeKind::account_decl, "account");
  const NodeId node = settingOf(cx, file, NodeKind::free_tier_decl, "free_tier");
  cx.program.free_tier = freeTierOf(cx, scope, account, node);
  // What holds always needs neither an account's age nor a month.
  const auto& allowances = cx.program.allowances;
  const bool has_trial = std::any_of(allowances.begin(), allowances.end(), [](const auto& one) { return one.trial_months > 0; });
  if (!cx.program.free_tier.on || !has_trial) return;
  if (!account) {
    cx.sink->report(file.span(node), kinds::account_wanted)
        .hint("trials hold in the first months of an account: add `account since 2025-02-10` with its date");
  } else if (!cx.program.period.first_day) {
    cx.sink->report(file.span(node), kinds::needs_month, "`free_tier on`")
        .hint(fmt::format("the period is `{}`; a trial holds in calendar months: say `period 2025-03`", cx.program.period.name));
  }
}

namespace {

// What one included file says of the bill, held against what holds for it.
class Agreement {
 public:
  Agreement(Library& cx, const BilledFile& file)
      : cx_(cx), file_(file), scope_(*file.scope), tree_(scope_.module->tree), main_(cx.main->module->tree) {}

  void judge() {
    judgePeriod();
    judgeFreeTier();
    if (NodeId node = own(NodeKind::invoice_decl, "invoice")) {
      const bool by_lines = cx_.program.invoice == program::InvoicePolicy::lines;
      judgeText(node, "invoice", by_lines ? "lines" : "total");
    }
    if (NodeId node = own(NodeKind::currency_decl, "currency")) {
      judgeText(node, "currency", cx_.program.names.text(cx_.program.currency));
    }
  }

 private:
  NodeId own(NodeKind kind, std::string_view name) { return settingOf(cx_, tree_, kind, name); }
  void judgeText(NodeId node, std::string_view name, std::string_view effective) {
    if (cx_.text(tree_, Children(tree_, node)[0]) != effective) differs(node, fmt::format("with `{} {}`", name, effective));
  }

  void judgePeriod() {
    const NodeId node = own(NodeKind::period_decl, "period");
    // The flag stands in place of what both say.
    if (!node || cx_.options.period) return;
    const auto said = periodText(cx_.sources, tree_, cx_.options), given = periodText(cx_.sources, main_, cx_.options);
    const std::string wanted = canonical(said->text), effective = given ? canonical(given->text) : "average";
    if (wanted.empty()) reportPeriod(cx_, *said);
    else if (!effective.empty() && wanted != effective) differs(node, fmt::format("with `period {}`", effective));
  }

  // Empty for a text that is no period.
  static std::string canonical(std::string_view text) {
    if (const auto months = calendar::readMonths(text)) {
      if (!months->wrong.empty()) return {};
      return months->names.size() == 1 ? months->names.front() : months->names.front() + ".." + months->names.back();
    }
    const auto period = calendar::readPeriod(text);
    return period ? period->name : std::string();
  }

  void judgeFreeTier() {
    const NodeId account = own(NodeKind::account_decl, "account"), node = own(NodeKind::free_tier_decl, "free_tier");
    const program::FreeTier said = freeTierOf(cx_, scope_, account, node), &holds = cx_.program.free_tier;
    if (account && said.account_since && said.account_since != holds.account_since) {
      differs(account, holds.account_since ? "with another `account`" : "without an `account`");
    }
    if (!node) return;
    const std::set<uint32_t> chosen(said.chosen.begin(), said.chosen.end()), of_bill(holds.chosen.begin(), holds.chosen.end());
    if (said.on != holds.on) differs(node, fmt::format("with `free_tier {}`", holds.on ? "on" : "off"));
    else if (chosen != of_bill) differs(node, "with other allowances");
  }

  void differs(NodeId node, const std::string& effective) {
    const NodeId of_bill = settingNode(cx_.options, main_, tree_.kind(node));
    auto& diagnostic = cx_.sink->report(tree_.span(node), kinds::settings_differ, cx_.program.included[scope_.file].name,
                                        cx_.text(tree_, node), effective);
    if (of_bill) {
      diagnostic.label(main_.span(of_bill), "said here");
    } else {
      const BilledFile* outermost = &file_;
      while (outermost->including) outermost = outermost->including;
      diagnostic.label(outermost->span, "included here, by a file that does not say it");
    }
    diagnostic.hint("one bill has one: say the same in both files");
  }

  Library& cx_;
  const BilledFile& file_;
  const Scope& scope_;
  const ast::File &tree_, &main_;
};

// The edition that any file of one's own names is the bill's, also one that is used.
void agreeEditions(Library& cx, const Modules& modules) {
  for (const Module& module : modules) {
    if (module.is_library || &module == cx.main->module) continue;
    for (const ModuleRef& ref : module.refs) {
      if (ref.edition.empty() || ref.edition == cx.program.editionName() || !checkEdition(cx, ref.edition, ref.edition_span)) continue;
      cx.sink->report(ref.edition_span, kinds::settings_differ, module.name, "@ " + ref.edition,
                      fmt::format("with the prices of `{}`", cx.program.editionName()))
          .hint(fmt::format("one bill has one edition: the file that is billed says it too, `use … @ {}`", ref.edition));
    }
  }
}

}  // namespace

void agreeSettings(Library& cx, const Modules& modules) {
  agreeEditions(cx, modules);
  for (const BilledFile& file : cx.files) {
    if (file.scope != cx.main) Agreement(cx, file).judge();
  }
}

}  // namespace smcost::check
