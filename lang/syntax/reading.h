// One run of the grammar over an item: the input that goes back in text and tree, the limits, and
// what the rules share. Private to lang/syntax; included by parse.cpp only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <tao/pegtl.hpp>
#include <vector>

#include "lang/base/interrupt.h"
#include "lang/base/stack.h"
#include "lang/syntax/ast.h"
#include "lang/syntax/lexemes.h"
#include "lang/syntax/parse.h"
#include "lang/syntax/repair.h"

namespace smcost::ast {

namespace pegtl = tao::pegtl;

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
inline size_t digitsOf(std::string_view number) {
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
    checkDigits(kind, begin, end);
    nodes_.push_back({kind, flags, begin, end, mark});
  }

  // What a piece that was read consists of.
  void appendParts(const char* (*scan)(const char*, const char*, Parts), uint32_t begin, uint32_t end, uint32_t mark) {
    scan(text_.data() + begin, text_.data() + end, Parts(text_, nodes_));
    for (; mark < nodes_.size(); ++mark) checkDigits(nodes_[mark].kind, nodes_[mark].begin, nodes_[mark].end);
  }

  void enter(const char* p) {
    base::checkInterrupt();
    if (++depth_ > kMaxDepth || base::stackLeft() < base::kStackForAStep) throw NestedTooDeep{offset(p), depth_ - 1};
  }
  void leave() { --depth_; }

  // --- hooks of the grammar: `mark` is the first node made inside ---

  // A number alone, a quantity, `1h30min` or `6h/day for 20 days`.
  void finishMeasure(uint32_t mark) {
    if (nodeCount() == mark + 1) {
      nodes_[mark].kind = NodeKind::number;
      return;
    }
    NodeKind kind = NodeKind::quantity;
    // More than one unit: closed up to the next number, or with a `/day` of its own.
    if (nodes_.back().first != mark + 1) kind = nodes_[mark + 1].kind == NodeKind::unit ? NodeKind::compound : NodeKind::amount;
    wrap(kind, 0, mark);
  }

  // A path with arguments behind it is a call.
  void finishCall(uint32_t mark) {
    if (end_ > nodes_[mark].end) wrapTo(NodeKind::call, mark, end_);
  }

  // Behind the value of a `param` `in { … }` is its set: `members` begins with the sign and has no other value in front.
  void finishParamValue(uint32_t mark) {
    Node& value = nodes_.back();
    if (value.kind != NodeKind::compare || value.first != mark) return;
    uint32_t sign = nodeCount() - 2;
    while (nodes_[sign].kind != NodeKind::cmp_op) sign = nodes_[sign].first - 1;
    if (text_.substr(nodes_[sign].begin, nodes_[sign].end - nodes_[sign].begin) != "in") return;
    value = {NodeKind::members, 0, nodes_[sign].begin, value.end, sign};
  }

  void markAfterComma() {
    const Node& item = nodes_.back();
    // A day's name may turn out to be a word of its workload.
    if (nodes_[item.first].kind == NodeKind::weekday) nodes_[item.first].flags |= kAfterComma;
    nodes_.back().flags |= kAfterComma;
  }

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
  void checkDigits(NodeKind kind, uint32_t begin, uint32_t end) const {
    const bool is_number = kind == NodeKind::num || kind == NodeKind::times;
    if (is_number && digitsOf(text_.substr(begin, end - begin)) > kMaxDigits) throw NumberTooLong{begin, end};
  }

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

}  // namespace smcost::ast
