// Items of a phrase -> parameters of its workload. Unlabelled items go to the `bare`
// parameter of their kind, all others need their label; the library has proved that bare
// parameters do not overlap, so at most one fits.

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "lang/check/names/slips.h"
#include "lang/check/statements/item_slips.h"
#include "lang/check/statements/statements.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

class Binder {
 public:
  Binder(Statements& cx, const Env& env, const Workload& workload)
      : cx_(cx), env_(env), file_(env.file()), workload_(workload), arguments_(workload.params.size()) {}

  std::vector<Argument> bind(const NodeId* begin, const NodeId* end) {
    std::vector<NodeId> items = knownWords(cx_, env_, workload_, phraseItems(file_, begin, end));
    items_ = &items;
    for (size_t i = 0; i < items.size(); ++i) {
      switch (file_.kind(items[i])) {
        case NodeKind::option: bindOption(items[i]); break;
        case NodeKind::each_mark: bindEach(items[i]); break;
        case NodeKind::word:
        case NodeKind::weekday:
          if (size_t taken = bindLabelled(items, i); taken > 0) {
            i += taken;
            break;
          }
          if (isUnanchored(items, i)) {
            reportNoFirstDay(cx_, {file_.source, file_.node(items[i]).begin, file_.node(items[i + 1]).end});
            ++i;
            break;
          }
          // The value behind a label nobody knows would only be reported again.
          if (!bindWord(items[i]) && i + 1 < items.size() && isValueOf(items[i + 1])) ++i;
          break;
        default: {
          if (reportsSharedSchedule(cx_, file_, items, i)) break;
          std::vector<NodeId> parts = furtherParts(file_, items, i);
          const NodeId first = items[i];
          i += parts.size();
          bindBare(first, std::move(parts));
        }
      }
    }
    return std::move(arguments_);
  }

 private:
  std::string_view textOf(NodeId node) const { return cx_.text(file_, node); }

  // A label of a parameter's own, or its name.
  void noteLabel(NodeId word, const Parameter& param) const {
    if (!cx_.options.mentions) return;
    const ast::File& declared = workload_.decl->scope->module->tree;
    const NodeId name = parameterNamed(declared, cx_.sources, workload_.decl->node, param.name);
    if (!name) return;  // `kept`, which all have
    const NodeId label = labelOf(declared, name);
    cx_.options.mentions->note(file_.span(word), label == name ? SymbolKind::parameter : SymbolKind::label, declared, label);
  }

  void give(size_t param, Argument argument) {
    Argument& slot = arguments_[param];
    if (slot.value && workload_.params[param].many) {
      slot.more.push_back(std::move(argument));
      return;
    }
    if (slot.value) {
      const std::string& name = workload_.params[param].name;
      auto& diagnostic = cx_.sink->report(argument.span, kinds::two_values, name)
                             .primary("the second")
                             .label(slot.span, "the first")
                             .hint(fmt::format("`{}` of `{}` takes one value", name, workload_.name));
      if (isPlaced(slot.value) && isPlaced(argument.value) && !argument.label) {
        diagnostic.hint("parts of one schedule have a comma between them: `weekdays 8:00..12:00, 13:00..17:00`");
      }
      offerOnce(cx_, diagnostic, argument.span);
      return;
    }
    slot = std::move(argument);
    last_ = static_cast<int>(param);
  }

  bool isPlaced(NodeId node) const { return file_.kind(node) == NodeKind::placed && !isTimeRange(file_, node); }

  // A label written twice, unless the second is a name of the file, or in a body one of its own: `machines machines`.
  bool isTwice(const std::vector<NodeId>& items, size_t i) const {
    return i + 1 < items.size() && textOf(items[i + 1]) == textOf(items[i]) && !namesWord(cx_, env_, textOf(items[i]));
  }

  // `every 2 weeks`, where `every` is no label.
  bool isUnanchored(const std::vector<NodeId>& items, size_t i) const {
    if (textOf(items[i]) != "every" || i + 1 == items.size() || file_.kind(items[i + 1]) != NodeKind::quantity) return false;
    const std::string_view unit = textOf(Children(file_, items[i + 1])[1]);
    const bool in_days = unit == "day" || unit == "days" || unit == "week" || unit == "weeks";
    return in_days && !workload_.labels.count("every");
  }

  // Schedules that follow the value of a label, and are parts of it. They could be one of their own where another parameter
  // takes such; then they always were, unless they are written as no older file could write them.
  std::vector<NodeId> partsBehindLabel(const std::vector<NodeId>& items, size_t label, size_t param) {
    std::vector<NodeId> parts = furtherParts(file_, items, label + 1);
    if (parts.empty()) return parts;
    const NodeId first = items[label + 1];
    for (size_t i = 0; i < workload_.params.size(); ++i) {
      if (i == param || !workload_.params[i].bare || !takesBare(cx_, file_, workload_.params[i], {parts.front()})) continue;
      const bool is_older = isOlderForm(file_, first) && isOlderForm(file_, parts.front());
      if (is_older) return {};
      const std::string value(cx_.sources.text({file_.source, file_.node(first).begin, file_.node(parts.back()).end}));
      cx_.sink->report(file_.span(parts.front()), kinds::schedule_behind_label, textOf(parts.front()), textOf(items[label]))
          .label(file_.span(items[label]), "this label")
          .hint(fmt::format("a list behind a label stands in parentheses, `{} ({})`; a schedule of its own stands before the label",
                            textOf(items[label]), value));
      return parts;
    }
    return parts;
  }

  // `storage 5 GB`: a label with its value directly behind it. How many items the value is.
  size_t bindLabelled(const std::vector<NodeId>& items, size_t i) {
    auto found = workload_.labels.find(std::string(textOf(items[i])));
    if (found == workload_.labels.end()) return 0;
    const Parameter& param = workload_.params[found->second];
    if (param.with) return 0;
    noteLabel(items[i], param);
    bool is_twice = isTwice(items, i);
    bool has_value = i + 1 < items.size() && !is_twice && file_.kind(items[i + 1]) != NodeKind::option &&
                     file_.kind(items[i + 1]) != NodeKind::each_mark &&
                     !(file_.node(items[i + 1]).flags & ast::kAfterComma);
    if (!has_value) {
      auto& diagnostic = cx_.sink->report(file_.span(items[i]), kinds::label_without_value, textOf(items[i]))
                             .hint(fmt::format("`{}` wants a {}", textOf(items[i]), showType(cx_, param.type)));
      if (is_twice) offerOnce(cx_, diagnostic, file_.span(items[i + 1]));
      last_ = -1;
      return 0;
    }
    Argument argument;
    argument.value = items[i + 1];
    argument.label = items[i];
    argument.parts = partsBehindLabel(items, i, found->second);
    const size_t taken = 1 + argument.parts.size();
    argument.span = {file_.source, file_.node(items[i]).begin, file_.node(items[i + taken]).end};
    give(found->second, std::move(argument));
    return taken;
  }

  void bindEach(NodeId node) {
    if (last_ >= 0 && !workload_.params[static_cast<size_t>(last_)].each.empty()) {
      Argument& argument = arguments_[static_cast<size_t>(last_)];
      if (argument.is_each) {
        Span at = file_.span(node);
        cx_.sink->report(at, kinds::each_twice, workload_.params[static_cast<size_t>(last_)].name);
      }
      argument.is_each = true;
      return;
    }
    std::string name = last_ < 0 ? "this" : workload_.params[static_cast<size_t>(last_)].name;
    cx_.sink->report(file_.span(node), kinds::each_not_declared, name);
  }

  // An item directly behind a word, which would be its value if the word were a label.
  bool isValueOf(NodeId item) const {
    NodeKind kind = file_.kind(item);
    bool is_item = kind == NodeKind::word || kind == NodeKind::weekday || kind == NodeKind::option || kind == NodeKind::each_mark;
    return !is_item && !(file_.node(item).flags & ast::kAfterComma);
  }

  // A constant of a bare words parameter, or a SKU of a bare Sku parameter. False, and
  // reported, when it is neither.
  bool bindWord(NodeId node) {
    std::string_view word = textOf(node);
    if (workload_.labels.count(std::string(word)) && !isOptionName(word)) return true;  // reported as a label
    for (size_t i = 0; i < workload_.params.size(); ++i) {
      const Parameter& param = workload_.params[i];
      if (!param.bare) continue;
      bool fits = param.type.kind == Kind::key && keyOfName(cx_, word) && isSku(cx_, word, file_.span(node));
      if (param.type.kind == Kind::word) {
        const auto& words = cx_.words[param.type.index].words;
        fits = std::find(words.begin(), words.end(), word) != words.end();
        if (fits && cx_.options.mentions) cx_.options.mentions->noteWord(file_.span(node), cx_, param.type.index, word);
      }
      if (!fits) continue;
      give(i, bareArgument(node));
      return true;
    }
    reportWord(node, word);
    return false;
  }

  bool isOptionName(std::string_view word) const {
    auto found = workload_.labels.find(std::string(word));
    return found != workload_.labels.end() && workload_.params[found->second].with;
  }

  void reportWord(NodeId node, std::string_view word) {
    Span at = file_.span(node);
    if (isOptionName(word)) {
      cx_.sink->report(at, kinds::unexpected_item, word, workload_.name)
          .hint(fmt::format("`{}` is an option: `with {} …`", word, word))
          .fix(at, fmt::format("with {}", word), fmt::format("write `with {}`", word));
      return;
    }
    std::vector<std::string> labels, all;
    bool takes_sku = false;
    for (const Parameter& param : workload_.params) {
      labels.push_back(param.labelWord());
      all.push_back(param.labelWord());
      takes_sku = takes_sku || param.type.kind == Kind::key;
      if (param.bare && param.type.kind == Kind::word) {
        for (const std::string& known : cx_.words[param.type.index].words) all.push_back(known);
      }
    }
    if (takes_sku && word.find('.') != std::string_view::npos) {
      auto& diagnostic = cx_.sink->report(at, kinds::unknown_key, word);
      suggestCode(diagnostic, at, word, cx_.skus.all());
      return;
    }
    all.insert(all.end(), {"each", "with", "always", "weekdays"});
    auto& diagnostic = cx_.sink->report(at, kinds::unknown_label, workload_.name, word);
    if (word == "grows") {
      diagnostic.hint("what grows says by how much in a month or day: `grows 20 GB/month`, `grows 5 %/month`");
      return;
    }
    if (word == kTagWord) {
      diagnostic.hint(std::string(kTagHint));
      return;
    }
    if (!diagnostic.takes_suggestions) return;
    if (offerOnce(cx_, diagnostic, at) || offerNumberFirst(cx_, diagnostic, at, word) || offerRegion(cx_, diagnostic, at)) return;
    suggest(diagnostic, at, word, all);
    if (takes_sku && diagnostic.fixes.empty()) offerSku(cx_, diagnostic, at, word);
    if (find(cx_, *env_.scope, Space::value, word)) {
      hintName(diagnostic, node, word);
    } else if (diagnostic.hints.empty()) {
      diagnostic.hint(fmt::format("`{}` has {}", workload_.name, fmt::join(labels, ", ")));
    }
  }

  bool isCount(const Type& type) const {
    if (type.kind != Kind::number) return false;
    const auto& factors = cx_.dimensions().factors(type.dimension);
    return factors.size() == 1 && cx_.dimensions().baseName(factors[0].base).starts_with("Count[");
  }

  // A name of the file enters a phrase behind its label, or in parentheses where an unlabelled item of its kind may stand.
  void hintName(diagnostics::Diagnostic& diagnostic, NodeId node, std::string_view word) {
    const Value value = valueBeside(node);
    if (value.isError()) return;
    const Number* number = value.find<Number>();
    const DimensionId own = number ? number->dimension : units::kNoDimension;
    std::vector<std::string> ways;
    for (const Parameter& param : workload_.params) {
      // `2k/day` counts what its parameter counts.
      const DimensionId dimension = number && number->untagged && isCount(param.type) ? cx_.dimensions().multiply(own, param.type.dimension) : own;
      const bool is_dimension = value.kind() == Kind::number && acceptsDimension(cx_, param.type, dimension);
      const bool is_count = param.type.kind == Kind::multiple && number && (number->is_multiple || own == param.type.dimension);
      const bool is_time = value.is<Schedule>() && cx_.has_calendar && param.type.kind == Kind::number && param.type.dimension == cx_.time;
      const Word* named = value.find<Word>();
      const bool is_name = (value.is<Key>() && param.type.kind == Kind::key) ||
                           (named && param.type.kind == Kind::word && param.type.index == named->words);
      if ((is_dimension || is_name || is_time) && param.bare) ways.insert(ways.begin(), fmt::format("`({})`", word));
      const bool is_labelled = ((is_dimension || is_name) && !param.bare) || is_count || is_time;
      if (is_labelled && !param.with) ways.push_back(fmt::format("`{} {}`", param.labelWord(), word));
    }
    if (ways.empty()) {
      diagnostic.hint(fmt::format("`{}` is a {}, and no parameter of `{}` takes one", word, showType(cx_, value), workload_.name));
    } else {
      diagnostic.hint(fmt::format("a name of the file enters a phrase behind a label or in parentheses: {}", fmt::join(ways, " or ")));
    }
  }

  // The value of a word that is no item, for what is said of it.
  Value valueBeside(NodeId node) {
    Row scratch;
    Env env = env_;
    env.row = &scratch;
    // What a rate counts over is made in the scratch row, and must not stay behind with the statement.
    StatementTime time = env_.time ? *env_.time : StatementTime();
    env.time = &time;
    return infer(cx_, env, node);
  }

  Argument bareArgument(NodeId node, uint32_t item = Argument::kNoItem) const {
    Argument argument;
    argument.item = item;
    argument.value = node;
    argument.span = file_.span(node);
    return argument;
  }

  void bindBare(NodeId node, std::vector<NodeId> parts) {
    last_ = -1;
    if (file_.kind(node) == NodeKind::number) return reportBareNumber(node);
    size_t errors = ownErrors(cx_);
    const BareItem bare = readBareItem(cx_, env_, node);
    if (ownErrors(cx_) > errors) return;
    for (size_t i = 0; i < workload_.params.size(); ++i) {
      const Parameter& param = workload_.params[i];
      if (!param.bare || !takesBare(cx_, file_, param, bare)) continue;
      Argument argument = bareArgument(node, bare.item);
      if (!parts.empty()) argument.span.end = file_.node(parts.back()).end;
      argument.parts = std::move(parts);
      return give(i, std::move(argument));
    }
    reportBare(node, bare.dimension);
  }

  void reportBareNumber(NodeId node) {
    Span at = file_.span(node);
    std::string_view text = textOf(node);
    auto& diagnostic = cx_.sink->report(at, kinds::number_without_unit, text);
    if (offerTimes(cx_, diagnostic, at, text) || offerGroups(cx_, diagnostic, at)) return;
    // `30 30min`, `GB 2`
    Span behind = wordBehind(cx_, at), before = wordBefore(cx_, at);
    const bool is_doubled = !behind.isNone() && cx_.sources.text(behind).starts_with(text);
    if (is_doubled) {
      diagnostic.fix({at.file, at.begin, behind.begin}, "", fmt::format("leave out the first `{}`", text));
      return;
    }
    if (!before.isNone() && cx_.units.find(cx_.sources.text(before))) offerSwap(cx_, diagnostic, before, at);
    std::vector<std::string> choices;
    for (size_t i = 0; i < workload_.params.size(); ++i) {
      const Parameter& param = workload_.params[i];
      if (arguments_[i].value || isLabelled(param)) continue;
      if (param.bare && param.type.kind == Kind::multiple) {
        choices.push_back(fmt::format("`{}x`", text));
        diagnostic.fix(at, fmt::format("{}x", text), fmt::format("write `{}x`", text));
      }
      if (param.bare && param.type.kind == Kind::number) {
        if (auto unit = unitWordOf(cx_, param.type.dimension, text)) {
          choices.push_back(fmt::format("`{} {}`", text, *unit));
          if (isOnlyUnit(cx_, *unit)) diagnostic.fix(at, fmt::format("{} {}", text, *unit), fmt::format("write `{} {}`", text, *unit));
        }
      }
    }
    if (!choices.empty()) diagnostic.hint(fmt::format("{} what? {}", text, fmt::join(choices, ", ")));
  }

  // Does its label stand somewhere in the phrase?
  bool isLabelled(const Parameter& param) const {
    return std::any_of(items_->begin(), items_->end(), [&](NodeId item) {
      return file_.kind(item) == NodeKind::word && textOf(item) == param.labelWord();
    });
  }

  // `2 instances` of what is counted in instances: `2x`.
  bool offerMultiple(diagnostics::Diagnostic& diagnostic, NodeId node) {
    if (file_.kind(node) != NodeKind::quantity) return false;
    const Children parts(file_, node);
    const units::UnitExpr* unit = unitOf(cx_, file_, parts[1]);
    for (size_t i = 0; unit && i < workload_.params.size(); ++i) {
      const Parameter& param = workload_.params[i];
      if (param.type.kind != Kind::multiple || param.type.dimension != unit->dimension || unit->scale != 1) continue;
      const std::string meant = fmt::format("{}x", textOf(parts[0]));
      diagnostic.hint(fmt::format("how many of it is written `{}`", meant));
      if (!arguments_[i].value && !isLabelled(param)) {
        diagnostic.fix(file_.span(node), meant, fmt::format("write `{}`", meant), diagnostics::Applicability::alone);
      }
      return true;
    }
    return false;
  }

  void reportBare(NodeId node, std::optional<DimensionId> dimension) {
    auto& diagnostic = cx_.sink->report(file_.span(node), kinds::unexpected_item, textOf(node), workload_.name);
    if (offerUnquoted(cx_, diagnostic, file_, node) || offerMultiple(diagnostic, node) || offerGroups(cx_, diagnostic, file_.span(node))) return;
    std::vector<std::string> labelled;
    for (const Parameter& param : workload_.params) {
      const bool takes = dimension && acceptsDimension(cx_, param.type, *dimension) &&
                         (!param.type.stock || *dimension == param.type.dimension);
      if (!param.bare && !isLabelled(param) && takes) {
        labelled.push_back(fmt::format("`{} {}`", param.labelWord(), textOf(node)));
      }
    }
    if (!labelled.empty()) {
      diagnostic.hint(fmt::format("this needs its label: {}", fmt::join(labelled, " or ")));
      for (size_t i = 0; i < std::min<size_t>(labelled.size(), 3); ++i) {
        diagnostic.fix(file_.span(node), labelled[i].substr(1, labelled[i].size() - 2), "write " + labelled[i]);
      }
    } else if (isTimeRange(file_, node)) {
      diagnostic.hint(fmt::format("a range of times is a Range, and no parameter of `{}` takes one; how long it runs is "
                                  "written `2h`", workload_.name));
    } else if (dimension) {
      diagnostic.hint(fmt::format("it is a `{}`, and no parameter of `{}` takes one", cx_.dimensions().show(*dimension),
                                  workload_.name));
    }
  }

  void bindOption(NodeId node) {
    last_ = -1;
    Children parts(file_, node);
    std::string_view name = textOf(parts[0]);
    auto found = workload_.labels.find(std::string(name));
    if (found == workload_.labels.end() || !workload_.params[found->second].with) {
      std::vector<std::string> options;
      for (const Parameter& param : workload_.params) {
        if (param.with) options.push_back(param.name);
      }
      auto& diagnostic = cx_.sink->report(file_.span(parts[0]), kinds::unknown_option, workload_.name, name);
      suggest(diagnostic, file_.span(parts[0]), name, options);
      if (options.empty()) diagnostic.hint(fmt::format("`{}` has no options", workload_.name));
      return;
    }
    const Parameter& param = workload_.params[found->second];
    noteLabel(parts[0], param);
    if (param.type.kind != Kind::option) return;  // its declaration is reported
    refuseLabelledBlocks(cx_, file_, cx_.option_types[param.type.index], parts.begin() + 1, parts.end());
    Argument argument;
    argument.value = node;
    argument.span = file_.span(node);
    argument.option = std::make_shared<std::vector<Argument>>(
        bindPhrase(cx_, env_, cx_.option_types[param.type.index], parts.begin() + 1, parts.end()));
    give(found->second, std::move(argument));
  }

  Statements& cx_;
  const Env& env_;
  const ast::File& file_;
  const Workload& workload_;
  std::vector<Argument> arguments_;
  const std::vector<NodeId>* items_ = nullptr;  // while they are bound
  int last_ = -1;  // the parameter that took the item before
};

}  // namespace

std::vector<Argument> bindPhrase(Statements& cx, const Env& env, const Workload& workload, const NodeId* begin,
                                 const NodeId* end) {
  return Binder(cx, env, workload).bind(begin, end);
}

}  // namespace smcost::check
