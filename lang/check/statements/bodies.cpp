// A workload's body, walked once for each pattern of arguments: its lines, its requirements, and what it leaves out.

#include "lang/check/statements/bodies.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "lang/check/statements/beside.h"
#include "lang/check/statements/statements.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;
using program::Op;

namespace {

std::string titleOf(const MeterInfo& meter) {
  std::string title = meter.name;
  std::replace(title.begin(), title.end(), '_', ' ');
  return title;
}

class BodyWalker {
 public:
  BodyWalker(Statements& cx, const Workload& workload, Locals locals, const BodyPlace& place, const OnPart& on_part)
      : cx_(cx), workload_(workload), locals_(std::move(locals)), condition_(place.condition), on_part_(on_part) {
    env_.scope = workload.decl->scope;
    env_.region = place.region;
    env_.locals = &locals_;
    env_.reads = &reads_;
    env_.of_body = place.times;
    env_.begins = place.times && place.times->statement->begins;
    statement_ = place.times ? place.times->statement->scope : nullptr;
    for (size_t i = 0; i < locals_.size(); ++i) noteOrigin(locals_[i].second, {static_cast<int>(i), -1, 0, {}});
    if (place.span) locals_.emplace_back("span", Value{Number{cx.time, place.span}});
    first_let_ = locals_.size();
  }

  BodyResult run() {
    walk(workload_.body, condition_);
    result_.effects.known = result_.sound;
    return std::move(result_);
  }

 private:
  static void noteOrigin(Value& value, Origin origin) {
    origin.expr = value.expr();
    value.origin = origin;
    if (const List* list = value.find<List>()) {
      for (Value& item : *list->items) {
        noteOrigin(item, origin);
        ++origin.item;
      }
    }
    const Option* option = value.find<Option>();
    if (!option || origin.part >= 0) return;
    for (auto& [name, part] : *option->locals) {
      ++origin.part;
      noteOrigin(part, origin);
    }
  }

  // What an expression is worth; what it reads is added to `reads`, through `let`s down to the arguments.
  Value inferReading(NodeId node, Reads& reads) {
    reads_.clear();
    Value value = infer(cx_, env_, node);
    addReads(reads_, reads);
    return value;
  }

  void addReads(const Reads& from, Reads& reads) const {
    for (const ReadLocal& read : from) {
      const size_t let = read.local - first_let_;
      if (read.local < first_let_) reads.insert(read);
      else reads.insert(of_lets_[let].begin(), of_lets_[let].end());
    }
  }

  void countAsUsed(const Reads& reads) { result_.effects.used.insert(reads.begin(), reads.end()); }

  // Whether anything came of it: a line, a requirement, a condition that left lines out.
  bool walk(NodeId body, ExprId condition) {
    const ast::File& file = env_.file();
    bool gave = false;
    for (NodeId item : Children(file, body)) {
      switch (file.kind(item)) {
        case NodeKind::line_decl: gave = line(item, condition) || gave; break;
        case NodeKind::brings_decl: gave = brings(item, condition) || gave; break;
        case NodeKind::require_decl: require(item, condition); gave = true; break;
        case NodeKind::let_decl: let(item); break;
        case NodeKind::if_body: gave = branch(item, condition) || gave; break;
        case NodeKind::statement: part(item, condition); gave = true; break;
        default: break;
      }
    }
    return gave;
  }

  void let(NodeId node) {
    const ast::File& file = env_.file();
    Children parts(file, node);
    bool typed = parts.size() > 2;
    Reads reads;
    Value value = inferReading(parts[typed ? 2 : 1], reads);
    if (typed && !value.isError()) {
      value = coerce(cx_, env_, value, readType(cx_, *env_.scope, parts[1]), cx_.text(file, parts[0]), value.span);
    }
    result_.sound = result_.sound && !value.isError();
    locals_.emplace_back(cx_.text(file, parts[0]), std::move(value));
    of_lets_.push_back(std::move(reads));
  }

  // What a bill of another module usually has beside it. With a body it is billed where that module is in use; where it is told
  // as left out, what the body reads counts as used.
  bool brings(NodeId node, ExprId condition) {
    const ast::File& file = env_.file();
    Children parts(file, node);
    std::string module(cx_.text(file, parts[0]));
    const bool has_body = parts.size() > 2;
    if (has_body) {
      result_.asked_modules.insert(module);
      if (const auto beside = scopeBeside(cx_, *env_.scope, module, statement_)) {
        const Scope* own = std::exchange(env_.scope, &*beside);
        const bool gave = walk(parts[2], condition);
        env_.scope = own;
        return gave;
      }
      countAsUsed(readsBelow(parts[2]));
    }
    result_.brings.push_back({std::move(module), unquoted(cx_.text(file, parts[1])), has_body});
    return has_body;
  }

  void require(NodeId node, ExprId condition) {
    const ast::File& file = env_.file();
    Children parts(file, node);
    Reads reads;
    Value value = truth(cx_, env_, inferReading(parts[0], reads));
    countAsUsed(reads);
    if (value.isNone()) return;
    if (value.isError()) { result_.sound = false; return; }
    ExprId holds = value.as<Boolean>().expr;
    if (condition) {
      ExprId yes = cx_.pool().constant(1, units::kNoDimension);
      holds = cx_.pool().make(Op::select, units::kNoDimension, condition, holds, yes);
    }
    if (cx_.pool().isConstant(holds) && cx_.pool().constantValue(holds) != 0) return;
    program::Site site;
    site.kind = program::Site::Kind::requirement;
    site.span = file.span(parts[0]);
    std::string_view text = parts.size() > 1 ? cx_.text(file, parts[1]) : std::string_view{};
    site.text = text.size() > 2 ? std::string(text.substr(1, text.size() - 2))
                                : fmt::format("`{}` does not hold", cx_.text(file, parts[0]));
    if (cx_.pool().isConstant(holds)) {
      // Decided by names and by what was given: the statement is wrong whatever its figures.
      result_.failed.push_back(std::move(site));
      return;
    }
    result_.requirements.emplace_back(holds, std::move(site));
  }

  bool branch(NodeId node, ExprId outer) {
    const ast::File& file = env_.file();
    Children parts(file, node);
    Reads reads;
    Value condition = truth(cx_, env_, inferReading(parts[0], reads));
    if (condition.isError()) { result_.sound = false; return true; }
    const ExprId decides = condition.as<Boolean>().expr;
    bool gave = true;
    const size_t missed = result_.effects.missed.size();
    if (cx_.pool().isConstant(decides)) {
      const bool holds = cx_.pool().constantValue(decides) != 0;
      const bool has_else = parts.size() > 2;
      if (holds) gave = walk(parts[1], outer);
      else if (has_else) gave = walk(parts[2], outer);
      if (!holds || has_else) missBranch(parts[0], parts[holds ? 2 : 1], reads);
    } else {
      auto both = [&](ExprId inner) {
        ExprId no = cx_.pool().constant(0, units::kNoDimension);
        return outer ? cx_.pool().make(Op::select, units::kNoDimension, outer, inner, no) : inner;
      };
      // What SKUs decide that are not given yet has one branch for each of them: parts of one name exclude each other.
      const auto before = parts_;
      gave = walk(parts[1], both(decides));
      auto first = isOpen(cx_.pool(), decides) ? std::exchange(parts_, before) : parts_;
      if (parts.size() > 2) gave = walk(parts[2], both(cx_.pool().make(Op::not_, units::kNoDimension, decides))) || gave;
      parts_.merge(first);
    }
    if (gave) {
      countAsUsed(reads);
    } else {
      // What is left out below is what the condition would have decided about.
      for (size_t i = missed; i < result_.effects.missed.size(); ++i) result_.effects.missed[i].reads.insert(reads.begin(), reads.end());
    }
    return gave;
  }

  // A statement of its own, which is bound for itself: what it reads counts there.
  void part(NodeId node, ExprId condition) {
    const ast::File& file = env_.file();
    const NodeId name = Children(file, node)[0];
    Reads below, reads;
    noteReadsBelow(cx_, file, node, locals_, below);
    addReads(below, reads);
    countAsUsed(reads);
    if (isFirst(cx_.text(file, name), file.span(name)) && on_part_) on_part_(env_, node, condition);
    parts_.try_emplace(cx_.text(file, name), file.span(name));
  }

  // Lines and parts of one name: said, and not sound.
  bool isFirst(std::string_view name, Span at) {
    const auto line = std::find_if(result_.lines.begin(), result_.lines.end(), [&](const LineInstance& other) { return other.name == name; });
    const auto part = parts_.find(name);
    if (line == result_.lines.end() && part == parts_.end()) return true;
    const Span first = part == parts_.end() ? line->span : part->second;
    cx_.sink->report(at, kinds::duplicate_name, name).label(first, "first here");
    return result_.sound = false;
  }

  // Of a body that is not walked: its `let`s have no value.
  Reads readsBelow(NodeId body) const {
    Reads below, reads;
    noteReadsBelow(cx_, env_.file(), body, locals_, below);
    for (const ReadLocal& read : below) {
      if (read.local < first_let_ + of_lets_.size()) addReads({read}, reads);
    }
    return reads;
  }

  void missBranch(NodeId condition, NodeId body, const Reads& asked) {
    Effects::Missed missed;
    missed.reads = readsBelow(body);
    missed.wanting = notGiven(asked);
    missed.span = env_.file().span(condition);
    result_.effects.missed.push_back(std::move(missed));
  }

  void missLine(const Reads& reads, Span span) {
    result_.effects.missed.push_back({reads, notGiven(reads), span, true});
  }

  Reads notGiven(const Reads& reads) const {
    Reads wanting;
    for (const ReadLocal& read : reads) {
      const Value& value = locals_[read.local].second;
      const Option* option = value.find<Option>();
      const bool has_part = read.part >= 0 && option;
      if (value.isNone() || (has_part && (*option->locals)[static_cast<size_t>(read.part)].second.isNone())) wanting.insert(read);
    }
    return wanting;
  }

  // Where a line's key comes from. What differs from row to row is read or computed in each.
  KeySource keySource(const Value& key, Span at) {
    KeySource source;
    source.span = at;
    const Number* number = key.find<Number>();
    if (key.origin.param >= 0 && key.origin.expr == key.expr()) {
      source.param = key.origin.param;
      source.part = key.origin.part;
      source.item = key.origin.item;
    } else if (number && !cx_.pool().isConstant(number->expr)) {
      source.computed = number->expr;
      source.dimension = number->dimension;
    } else {
      source.fixed = keyOfValue(cx_, key, {});
    }
    return source;
  }

  // False: it is left out.
  bool line(NodeId node, ExprId condition) {
    const ast::File& file = env_.file();
    Children parts(file, node);
    Children use(file, parts[1]);
    const Decl* decl = findMeter(cx_, env_, use[0]);
    if (!decl) { result_.sound = false; return true; }
    const MeterInfo& meter = cx_.meters[decl->index];
    LineInstance line;
    line.name = std::string(cx_.text(file, parts[0]));
    line.meter = &meter;
    line.span = file.span(node);
    bool has_args = file.kind(use[1]) == NodeKind::args;
    Value key;
    Reads reads;
    if (!readKey(meter, use, has_args, key, reads)) { result_.sound = false; return true; }
    Value value = inferReading(use[has_args ? 2 : 1], reads);
    if (value.isError()) { result_.sound = false; return true; }
    if (!isFirst(line.name, line.span)) return true;
    const size_t before = result_.lines.size();
    Span at = file.span(use[has_args ? 2 : 1]);
    const Span key_at = has_args ? file.span(Children(file, use[1])[0]) : at;
    if (!value.is<List>() && !key.is<List>()) {
      addLine(std::move(line), std::move(value), key, condition, at, key_at);
    } else {
      addLines(std::move(line), value, key, condition, at, key_at);
    }
    const bool is_kept = result_.lines.size() > before;
    if (is_kept) countAsUsed(reads);
    else missLine(reads, file.span(node));
    return is_kept;
  }

  // A list makes a line of each of its values; beside one a single quantity or key goes with each.
  void addLines(LineInstance line, const Value& value, const Value& key, ExprId condition, Span at, Span key_at) {
    const List *values = value.find<List>(), *keys = key.find<List>();
    const size_t count = values ? values->items->size() : keys->items->size();
    if (keys && keys->items->size() != count) {
      cx_.sink->report(at, kinds::lists_differ, line.name, keys->items->size(), count).label(key_at, "the keys");
      result_.sound = false;
      return;
    }
    for (size_t i = 0; i < count; ++i) {
      ++line.item;
      addLine(line, values ? (*values->items)[i] : value, keys ? (*keys->items)[i] : key, condition, at, key_at);
    }
  }

  void addLine(LineInstance line, Value value, const Value& key, ExprId condition, Span at, Span key_at) {
    const MeterInfo& meter = *line.meter;
    if (value.isNone() || key.isNone()) {
      result_.not_included.push_back(titleOf(meter));
      return;
    }
    if (!measures(cx_, value, meter, at) || !applyGranules(cx_, value.number(), meter, line.name, at)) {
      result_.sound = false;
      return;
    }
    line.quantity = value.number().expr;
    if (meter.key.kind != Kind::error) line.key = keySource(key, key_at);
    if (condition) {
      ExprId zero = cx_.pool().constant(0, meter.dimension);
      line.quantity = cx_.pool().make(Op::select, meter.dimension, condition, line.quantity, zero);
    }
    result_.lines.push_back(std::move(line));
  }

  bool readKey(const MeterInfo& meter, const Children& use, bool has_args, Value& value, Reads& reads) {
    const ast::File& file = env_.file();
    bool wants_key = meter.key.kind != Kind::error;
    size_t given = has_args ? Children(file, use[1]).size() : 0;
    if (given != (wants_key ? 1 : 0)) {
      cx_.sink->report(file.span(use[0]), kinds::wrong_argument_count, meter.name, size_t{wants_key}, given);
      return false;
    }
    if (!wants_key) return true;
    NodeId arg = Children(file, use[1])[0];
    value = inferReading(arg, reads);
    if (value.isNone()) return true;
    // A key of each option goes with a quantity of each.
    const List* list = value.find<List>();
    for (const Value& item : list ? *list->items : std::vector<Value>{value}) {
      if (!item.isNone() && !checkKey(cx_, meter, item, file.span(arg))) return false;
    }
    return true;
  }

  Statements& cx_;
  const Workload& workload_;
  Locals locals_;  // the arguments, `span`, and from `first_let_` on the `let`s met
  size_t first_let_ = 0;
  std::vector<Reads> of_lets_;
  Reads reads_;    // of the expression in work
  ExprId condition_;
  const OnPart& on_part_;
  std::map<std::string_view, Span> parts_;  // reached so far
  const Scope* statement_ = nullptr;  // where it stands; null: the body is proved without one
  Env env_;
  BodyResult result_;
};

}  // namespace

BodyResult walkBody(Statements& cx, const Workload& workload, Locals locals, const BodyPlace& place, const OnPart& on_part) {
  return BodyWalker(cx, workload, std::move(locals), place, on_part).run();
}

}  // namespace smcost::check
