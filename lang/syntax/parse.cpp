// Laid-out text -> flat tree. Each item has its own run of the grammar, so an error in one
// leaves the others alone. A run that fails is done again with a control that keeps
// account of the furthest failure; the ordinary path pays nothing for messages.

#include "lang/syntax/parse.h"

#include <fmt/format.h>

#include <tao/pegtl/contrib/analyze.hpp>

#include "lang/base/interrupt.h"
#include "lang/base/stack.h"
#include "lang/syntax/grammar.h"
#include "lang/syntax/layout.h"
#include "lang/syntax/syntax_error.h"

namespace smcost::ast {

namespace kinds = diagnostics::kinds;
namespace pegtl = tao::pegtl;

namespace {

// Thrown by the two limits, caught where the run began.
struct NestedTooDeep {
  uint32_t offset;
  size_t levels;
};
struct NumberTooLong {
  uint32_t begin, end;
};

// An input that takes back the nodes made since, when it goes back in the text.
class TreeInput : public pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> {
 public:
  TreeInput(const char* begin, const char* end, std::vector<Node>& nodes) : memory_input(begin, end, ""), nodes_(nodes) {}

  template <pegtl::rewind_mode mode>
  class [[nodiscard]] Mark {
   public:
    // Who began further out goes back further; nothing is kept here.
    static constexpr auto next_rewind_mode = mode;
    explicit Mark(TreeInput&) {}
    bool operator()(bool matched) const { return matched; }
  };

  template <pegtl::rewind_mode mode>
  Mark<mode> mark() {
    return Mark<mode>(*this);
  }

 private:
  std::vector<Node>& nodes_;
};

template <>
class [[nodiscard]] TreeInput::Mark<pegtl::rewind_mode::required> {
 public:
  static constexpr auto next_rewind_mode = pegtl::rewind_mode::active;
  explicit Mark(TreeInput& in) : in_(in), at_(in.current()), size_(in.nodes_.size()) {}
  Mark(const Mark&) = delete;
  Mark& operator=(const Mark&) = delete;
  ~Mark() {
    if (done_) return;
    in_.iterator() = at_;
    in_.nodes_.erase(in_.nodes_.begin() + static_cast<std::ptrdiff_t>(size_), in_.nodes_.end());
  }
  bool operator()(bool matched) { return done_ = matched; }

 private:
  TreeInput& in_;
  const char* at_;
  size_t size_;
  bool done_ = false;
};

// How many digits a number has when it is written out: of `1e6` seven.
size_t digitsOf(std::string_view number) {
  const size_t e = number.find_first_of("eE");
  if (e == std::string_view::npos) return number.size();
  size_t at = e + 1;
  at += at < number.size() && (number[at] == '+' || number[at] == '-');
  size_t exponent = 0;
  for (; at < number.size() && lexemes::isDigit(number[at]) && exponent < SIZE_MAX / 100; ++at) {
    exponent = exponent * 10 + static_cast<size_t>(number[at] - '0');
  }
  return std::max(e + exponent, number.size());
}

// What the rules share while one item is read.
class State {
 public:
  State(std::string_view text, std::vector<Node>& nodes) : text_(text), nodes_(nodes) {}

  uint32_t offset(const char* p) const { return static_cast<uint32_t>(p - text_.data()); }
  uint32_t nodeCount() const { return static_cast<uint32_t>(nodes_.size()); }
  bool hasSeveralRoots(uint32_t mark) const { return nodes_.back().first != mark; }

  void append(NodeKind kind, uint8_t flags, uint32_t begin, uint32_t end, uint32_t mark) {
    bool is_number = kind == NodeKind::num || kind == NodeKind::times || kind == NodeKind::percent;
    if (is_number && digitsOf(text_.substr(begin, end - begin)) > kMaxDigits) throw NumberTooLong{begin, end};
    nodes_.push_back({kind, flags, begin, end, mark});
  }

  void enter(const char* p) {
    base::checkInterrupt();
    if (++depth_ > kMaxDepth || base::stackLeft() < base::kStackForAStep) throw NestedTooDeep{offset(p), depth_ - 1};
  }
  void leave() { --depth_; }

  // --- hooks of the grammar: `mark` is the first node made inside ---

  // A number alone, a quantity, `1h30min` or `6h/day for 20 days`.
  void finishMeasure(uint32_t mark) {
    Node& first = nodes_[mark];
    size_t count = nodes_.size() - mark;
    if (count == 1) {
      first.kind = NodeKind::number;
      return;
    }
    NodeKind kind = NodeKind::quantity;
    if (count > 2) kind = nodes_[mark + 1].end == nodes_[mark + 2].begin ? NodeKind::compound : NodeKind::amount;
    wrap(kind, 0, mark);
  }

  // A path with arguments behind it is a call.
  void finishCall(uint32_t mark) {
    if (end_ > nodes_[mark].end) wrapTo(NodeKind::call, mark, end_);
  }

  void markAfterComma() { nodes_.back().flags |= kAfterComma; }

  // The modifiers leave no nodes: they are the words before the first one.
  void finishParameter(uint32_t mark) {
    uint8_t flags = 0;
    std::string_view words = text_.substr(begin_, nodes_[mark].begin - begin_);
    if (words.starts_with("bare")) flags |= kBare;
    if (words.find("with") != std::string_view::npos) flags |= kWith;
    if (words.find("many") != std::string_view::npos) flags |= kMany;
    if (words.find("stock") != std::string_view::npos) flags |= kStock;
    nodes_.push_back({NodeKind::wparam, flags, begin_, end_, mark});
  }

  // The range of the rule whose hook is called.
  void setRange(uint32_t begin, uint32_t end) {
    begin_ = begin;
    end_ = end;
  }

  // --- the furthest failure, when one is looked for ---

  // The outermost rule that begins here and has a name gives its name to what fails here.
  struct Named {
    uint32_t offset = UINT32_MAX;
    std::string_view what;
  };
  Named enterNamed(const char* p, std::string_view what) {
    Named outer = named_;
    if (outer.offset != offset(p)) named_ = {offset(p), what};
    return outer;
  }
  void leaveNamed(const Named& outer, bool matched) {
    if (!matched) fail(named_.offset, named_.what);
    named_ = outer;
  }
  const FurthestFailure& failure() const { return failure_; }

 private:
  void wrap(NodeKind kind, uint8_t flags, uint32_t mark) {
    nodes_.push_back({kind, flags, nodes_[mark].begin, nodes_.back().end, mark});
  }
  void wrapTo(NodeKind kind, uint32_t mark, uint32_t end) {
    nodes_.push_back({kind, 0, nodes_[mark].begin, end, mark});
  }

  void fail(uint32_t at, std::string_view what) {
    while (at < text_.size() && text_[at] == ' ') ++at;
    if (at < failure_.offset) return;
    if (at > failure_.offset) failure_.expected.clear();
    failure_.offset = at;
    if (failure_.expected.size() < 16) failure_.expected.push_back(what);
  }

  std::string_view text_;
  std::vector<Node>& nodes_;
  size_t depth_ = 0;
  uint32_t begin_ = 0, end_ = 0;
  Named named_;
  FurthestFailure failure_;
};

template <class Rule>
concept MakesNode = requires { Rule::node; };
template <class Rule>
concept HasHook = requires { Rule::hook; };
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
