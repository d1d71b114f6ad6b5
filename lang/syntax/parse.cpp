// Laid-out text -> flat tree. Each item has its own run of the grammar, so an error in one
// leaves the others alone. A run that fails is done again with a control that keeps
// account of the furthest failure; the ordinary path pays nothing for messages.

#include "lang/syntax/parse.h"

#include <fmt/format.h>

#include <tao/pegtl/contrib/analyze.hpp>

#include "lang/base/interrupt.h"
#include "lang/syntax/grammar.h"
#include "lang/syntax/layout.h"
#include "lang/syntax/reading.h"
#include "lang/syntax/syntax_error.h"

namespace smcost::ast {

namespace kinds = diagnostics::kinds;
namespace pegtl = tao::pegtl;

namespace {

template <class Rule>
concept MakesNode = requires { Rule::node; };
template <class Rule>
concept HasHook = requires { Rule::hook; };
template <class Rule>
concept HasParts = requires { Rule::parts; };
template <class Rule>
concept IsDeep = requires { Rule::deep; };
template <class Rule>
concept HasWhat = requires { Rule::what; };

template <class Rule>
constexpr uint8_t flagsOf() {
  if constexpr (requires { Rule::flags; }) return Rule::flags;
  else return 0;
}

// What a rule's traits ask for, around its match.
template <class Rule, bool diagnosing>
struct Tracked : pegtl::normal<Rule> {
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <class...> class Action, template <class...> class Control,
            class Input>
  static bool match(Input& in, State& state) {
    if constexpr (!(MakesNode<Rule> || HasHook<Rule> || IsDeep<Rule> || (diagnosing && HasWhat<Rule>))) {
      return pegtl::match<Rule, A, M, Action, Control>(in, state);
    } else {
      const char* begin = in.current();
      uint32_t mark = state.nodeCount();
      typename State::Named outer;
      if constexpr (IsDeep<Rule>) state.enter(begin);
      if constexpr (diagnosing && HasWhat<Rule>) outer = state.enterNamed(begin, Rule::what);
      bool matched = pegtl::match<Rule, A, M, Action, Control>(in, state);
      if constexpr (diagnosing && HasWhat<Rule>) state.leaveNamed(outer, matched);
      if constexpr (IsDeep<Rule>) state.leave();
      if (matched) finish(state, state.offset(begin), state.offset(in.current()), mark);
      return matched;
    }
  }

  static void finish(State& state, uint32_t begin, uint32_t end, uint32_t mark) {
    if constexpr (HasHook<Rule>) {
      state.setRange(begin, end);
      Rule::hook(state, mark);
    } else if constexpr (MakesNode<Rule>) {
      if constexpr (requires { Rule::wrap; }) {
        if (!state.hasSeveralRoots(mark)) return;
      }
      if constexpr (HasParts<Rule>) state.appendParts(Rule::parts, begin, end, mark);
      state.append(Rule::node, flagsOf<Rule>(), begin, end, mark);
    }
  }
};

template <class Rule>
struct Build : Tracked<Rule, false> {};
template <class Rule>
struct Diagnose : Tracked<Rule, true> {};

template <class Rule, template <class...> class Control>
bool run(State& state, std::string_view text, const Item& item, std::vector<Node>& nodes) {
  TreeInput in(text.data() + item.begin, text.data() + item.end, nodes);
  size_t before = nodes.size();
  bool matched = pegtl::parse<Rule, pegtl::nothing, Control>(in, state);
  if (!matched) nodes.resize(before);
  return matched;
}

class Parser {
 public:
  Parser(std::string_view text, diagnostics::Sink& sink, File& file) : text_(text), sink_(sink), file_(file) {}

  void parseItem(const Item& item) { parse<grammar::item>(item); }

  void parseInput(const Item& item) {
    if (parseAsk(item)) return;
    accepts_expressions_ = true;
    parse<grammar::item>(item);
  }

  template <class Rule>
  void parse(const Item& item) {
    base::checkInterrupt();
    size_t before = file_.nodes.size();
    try {
      State state(text_, file_.nodes);
      if (run<Rule, Build>(state, text_, item, file_.nodes)) {
        file_.items.push_back({static_cast<uint32_t>(file_.nodes.size() - 1)});
        return;
      }
      explain<Rule>(item);
    } catch (const NestedTooDeep& error) {
      sink_.report({file_.source, error.offset, error.offset + 1}, kinds::nested_too_deep, error.levels);
    } catch (const NumberTooLong& error) {
      sink_.report({file_.source, error.begin, error.end}, kinds::number_too_long,
                   digitsOf(text_.substr(error.begin, error.end - error.begin)),
                   kMaxDigits);
    }
    file_.nodes.resize(before);
    file_.has_errors = true;
  }

 private:
  template <class Rule>
  void explain(const Item& item) {
    const Reads reads = [&](std::string_view changed) {
      return readsChanged<Rule>(changed) || (accepts_expressions_ && readsChanged<grammar::lone_value>(changed));
    };
    if constexpr (std::is_same_v<Rule, grammar::item>) {
      if (readsAsExpression(item)) return reportExpression(item, reads);
    }
    FurthestFailure failure = furthestFailure<Rule>(item);
    if (accepts_expressions_) {
      // Of the two readings the one that went further is what was meant.
      FurthestFailure as_value = furthestFailure<grammar::lone_value>(item);
      if (as_value.offset > failure.offset) failure = std::move(as_value);
    }
    reportSyntaxError(text_, file_.source, item.begin, item.end, failure, reads, sink_);
  }

  template <class Rule>
  FurthestFailure furthestFailure(const Item& item) {
    State state(text_, file_.nodes);
    run<Rule, Diagnose>(state, text_, item, file_.nodes);
    return state.failure();
  }

  // A limit that is met is reported by the reading as a statement.
  bool parseAsk(const Item& item) {
    if (lexemes::declarationStart(text_.data() + item.begin, text_.data() + item.end)) return false;
    const size_t before = file_.nodes.size();
    try {
      State state(text_, file_.nodes);
      if (!run<grammar::lone_value, Build>(state, text_, item, file_.nodes)) return false;
      state.append(NodeKind::ask, 0, item.begin, item.end, static_cast<uint32_t>(before));
    } catch (const NestedTooDeep&) {
      file_.nodes.resize(before);
      return false;
    } catch (const NumberTooLong&) {
      file_.nodes.resize(before);
      return false;
    }
    file_.items.push_back({static_cast<uint32_t>(file_.nodes.size() - 1)});
    return true;
  }

  // Another text for an item, tried out. What all tries of a file may cost is bounded.
  template <class Rule>
  bool readsChanged(std::string_view text) {
    if (text.size() > repair_bytes_) return false;
    repair_bytes_ -= text.size();
    std::vector<Node> nodes;
    State state(text, nodes);
    try {
      return run<Rule, Build>(state, text, {0, static_cast<uint32_t>(text.size())}, nodes);
    } catch (const NestedTooDeep&) {
      return false;
    } catch (const NumberTooLong&) {
      return false;
    }
  }

  void reportExpression(const Item& item, const Reads& reads) {
    auto& diagnostic = sink_.report({file_.source, item.begin, item.end}, kinds::expression_is_no_statement)
                           .hint("bind it with `let NAME = …`, or check it with `expect`");
    std::string_view text = std::string_view(text_).substr(item.begin, item.end - item.begin);
    if (text.find('(') != std::string_view::npos && text.find('(') + 1 < text.size() && text.back() == ')') {
      diagnostic.hint("a statement lists its items behind blanks, without parentheses");
    }
    // `instance_type = "…"` belongs to a statement, wherever that is.
    if (text.ends_with('"')) return;
    size_t count = 0;
    for (std::string_view word : {"let", "use", "region", "period", "expect"}) {
      std::string begun = std::string(word) + " ";
      if (count == 2 || !reads(begun + std::string(text))) continue;
      ++count;
      diagnostic.fix({file_.source, item.begin, item.begin}, begun, fmt::format("write `{} …`", word));
    }
  }

  // Both `a == b` and the `3` of `x = 3`.
  bool readsAsExpression(Item item) {
    const char* p = text_.data() + item.begin;
    const char* end = text_.data() + item.end;
    if (lexemes::declarationStart(p, end)) return false;
    if (const char* name = lexemes::name(p, end)) {
      name = lexemes::skipBlanks(name, end);
      if (end - name >= 2 && name[0] == '=' && name[1] != '=') {
        item.begin = static_cast<uint32_t>(lexemes::skipBlanks(name + 1, end) - text_.data());
      }
    }
    State state(text_, file_.nodes);
    size_t before = file_.nodes.size();
    bool reads = run<grammar::lone_value, Build>(state, text_, item, file_.nodes);
    file_.nodes.resize(before);
    return reads;
  }

  std::string_view text_;
  diagnostics::Sink& sink_;
  File& file_;
  bool accepts_expressions_ = false;
  // How many bytes may still be read to try repairs.
  size_t repair_bytes_ = size_t{4} << 20;
};

File parseItems(const source::SourceManager& sources, source::FileId id, diagnostics::Sink& sink,
                void (Parser::*parse_item)(const Item&)) {
  File file;
  file.source = id;
  size_t errors_before = sink.errorCount();
  Layout layout = layOut(sources.file(id).text(), id, sink);
  file.comments = std::move(layout.comments);
  file.has_errors = layout.has_errors;
  file.nodes.reserve(layout.text.size() / 5);
  Parser parser(layout.text, sink, file);
  for (const Item& item : layout.items) {
    if (layout.is_cut) break;
    if (item.is_bad) continue;
    if (sink.errorCount() - errors_before >= kMaxErrors) {
      reportTooMany(item.begin, id, sink, layout);
      break;
    }
    (parser.*parse_item)(item);
  }
  return file;
}

}  // namespace

File parseFile(const source::SourceManager& sources, source::FileId id, diagnostics::Sink& sink) {
  return parseItems(sources, id, sink, &Parser::parseItem);
}

File parseInput(const source::SourceManager& sources, source::FileId id, diagnostics::Sink& sink) {
  return parseItems(sources, id, sink, &Parser::parseInput);
}

File parseValue(const source::SourceManager& sources, source::FileId id, diagnostics::Sink& sink) {
  File file;
  file.source = id;
  Layout layout = layOut(sources.file(id).text(), id, sink);
  file.has_errors = layout.has_errors;
  if (file.has_errors) return file;
  Item all{0, static_cast<uint32_t>(layout.text.size())};
  while (all.begin < all.end && layout.text[all.begin] == ' ') ++all.begin;
  Parser(layout.text, sink, file).parse<grammar::lone_value>(all);
  return file;
}

std::vector<std::string_view> declarationWords() {
  std::vector<std::string_view> words;
  for (std::string_view word : lexemes::kDeclarationWords) {
    // These are kept from names, and begin nothing in a file.
    const bool is_elsewhere = word == "set" || word == "drop" || word == "compare" || word == "line" || word == "require";
    if (!is_elsewhere) words.push_back(word);
  }
  return words;
}

size_t analyzeGrammar() { return pegtl::analyze<pegtl::sor<grammar::item, grammar::lone_value>>(1); }

}  // namespace smcost::ast
