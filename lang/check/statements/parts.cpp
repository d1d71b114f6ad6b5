#include "lang/check/statements/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "lang/check/statements/bodies.h"
#include "lang/check/statements/occurrence.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// Of one bill.
constexpr size_t kMostPartsOfBill = 100'000;

// The workload of a statement in a body; null: its name is wrong.
const Workload* workloadOf(Statements& cx, const Scope& scope, NodeId node) {
  const Decl* decl = find(cx, scope, Space::head, cx.text(scope.module->tree, Children(scope.module->tree, node)[1]));
  return decl ? &cx.workloads[decl->index] : nullptr;
}

program::StatementId declarePart(Statements& cx, program::StatementId whole, const Scope& scope, const BodyPart& part) {
  const ast::File& file = scope.module->tree;
  const program::StatementId id{static_cast<uint32_t>(cx.program.statements.size())};
  program::Statement statement = cx.program.statements[whole.value];
  const bool is_named = static_cast<bool>(statement.name);
  const std::string name = fmt::format("{}.{}", program::statementName(cx.program, whole), part.name);
  const NodeId node = part.nodes.front();
  statement.name = cx.program.names.intern(name);
  statement.head = cx.program.names.intern(cx.text(file, Children(file, node)[1]));
  statement.part_of = whole;
  PendingStatement pending = cx.pending[whole];
  pending.part = &part;
  if (is_named) {
    // As its own file knows it; those that include this one know it by a longer name.
    std::string_view own = name;
    for (const BilledFile& billed : cx.files) {
      if (billed.scope == pending.scope) own.remove_prefix(billed.prefix.size());
    }
    Decl decl{DeclKind::statement, std::string(own), node, file.span(Children(file, node)[0])};
    decl.index = id.value;
    decl.phrase = &scope;
    nameStatement(cx, *pending.scope, std::move(decl));
  }
  cx.program.statements.push_back(statement);
  cx.pending.add(pending);
  return id;
}

// `runs (copies)` where that was left out: the part leaves it out too.
void leaveOut(const Workload& workload, const Locals& locals, std::vector<Argument>& arguments) {
  for (size_t i = 0; i < workload.params.size(); ++i) {
    if (!workload.params[i].with && locals[i].second.isNone()) arguments[i].value = {};
  }
}

// A statement in a body that is reached, as it is bound there.
class PartBinder {
 public:
  PartBinder(Statements& cx, const Env& statement, const Env& body, NodeId node, ExprId condition)
      : cx_(cx), file_(body.file()), node_(node), env_(statement) {
    env_.scope = body.scope;
    env_.locals = body.locals;
    env_.row->condition = condition;
  }

  // The workload, its arguments and their values are known then.
  bool bind() {
    const Children parts(file_, node_);
    const Decl* decl = findAt(cx_, *env_.scope, Space::head, parts[1]);
    if (!decl) {
      auto& diagnostic = cx_.sink->report(file_.span(parts[1]), kinds::unknown_head, cx_.text(file_, parts[1]));
      suggest(diagnostic, file_.span(parts[1]), cx_.text(file_, parts[1]), namesIn(cx_, *env_.scope, Space::head));
      return false;
    }
    workload = &cx_.workloads[decl->index];
    std::vector<NodeId> items = phraseItems(file_, parts.begin() + 2, parts.end());
    if (!takeOwn(items)) return false;
    refuseLabelledBlocks(cx_, file_, *workload, parts.begin() + 2, parts.end());
    const uint32_t kept = env_.row->extent().end;
    const size_t errors = ownErrors(cx_);
    arguments = bindPhrase(cx_, env_, *workload, items.data(), items.data() + items.size());
    if (ownErrors(cx_) > errors) return false;
    const Extent begin = env_.row->extent();
    if (!inferArguments(cx_, env_, *workload, arguments, file_.span(node_), locals)) return false;
    numberColumns(cx_, env_, kept, env_.row->since(begin), locals);
    leaveOut(*workload, locals, arguments);
    return true;
  }

  Env& env() { return env_; }

  const Workload* workload = nullptr;
  std::vector<Argument> arguments;
  Locals locals;

 private:
  // What the phrase says of itself: where it is and whose; when it happens is no matter of a part.
  bool takeOwn(std::vector<NodeId>& items) {
    const auto when = takeWords(cx_, file_, items, Begins::with_a_month);
    const auto place = takePlace(cx_, file_, items);
    auto tags = takeTags(cx_, file_, items);
    if (!when || !place || !tags) return false;
    if (when->kind != Occurrence::Kind::every_month) {
      cx_.sink->report(when->span, kinds::part_happens_with_whole, cx_.sources.text(when->span))
          .hint("it happens when the statement does whose part it is");
      return false;
    }
    if (place->region) env_.region = env_.row->region = place->region;
    for (auto& [key, value] : *tags) env_.row->tags[key] = std::move(value);  // the innermost holds
    return true;
  }

  Statements& cx_;
  const ast::File& file_;
  NodeId node_;
  Env env_;
};

// Walks the body of a whole down to one of its parts, and of that one to the part that is wanted.
class PartFinder {
 public:
  PartFinder(Statements& cx, Muted& muted, program::StatementId id) : cx_(cx), muted_(muted), id_(id) {
    for (program::StatementId at = id; cx.pending[at].part; at = cx.program.statements[at.value].part_of) chain_.push_back(cx.pending[at].part);
    std::reverse(chain_.begin(), chain_.end());
  }

  void bind(Env& env, const Workload& workload, Locals locals, ExprId condition) { walk(env, workload, std::move(locals), condition, chain_); }

 private:
  void walk(Env& env, const Workload& workload, Locals locals, ExprId condition, std::span<const BodyPart* const> chain) {
    const ast::File& file = workload.decl->scope->module->tree;
    BodyTimes times{&env, {}, {}};
    const bool keys_read = cx_.keys_read;
    const BodyPlace place{spanOf(cx_, env, workload, locals), env.row->region, &times, condition};
    walkBody(cx_, workload, std::move(locals), place,
             [&](const Env& body, NodeId node, ExprId reached_if) {
               if (cx_.text(file, Children(file, node)[0]) != chain.front()->name) return;
               env.row->amounts.insert(env.row->amounts.end(), times.amounts.begin(), times.amounts.end());
               reach(env, body, node, reached_if, chain.subspan(1));
             });
    cx_.keys_read = keys_read;
  }

  void reach(Env& env, const Env& body, NodeId node, ExprId condition, std::span<const BodyPart* const> rest) {
    // What is wrong with the phrase of a part on the way is said where that one is bound.
    std::optional<Muted::Break> heard;
    if (rest.empty()) heard.emplace(muted_);
    PartBinder binder(cx_, env, body, node, condition);
    if (!binder.bind()) return;
    if (!rest.empty()) return walk(binder.env(), *binder.workload, std::move(binder.locals), condition, rest);
    cx_.program.statements[id_.value].head = cx_.program.names.intern(cx_.text(body.file(), Children(body.file(), node)[1]));
    setTags(cx_, id_, env.row->tags);
    addUsageRow(cx_, binder.env(), *binder.workload, binder.arguments, binder.locals, *env.row, id_);
  }

  Statements& cx_;
  Muted& muted_;
  program::StatementId id_;
  std::vector<const BodyPart*> chain_;  // from the statement of the text to the part
};

}  // namespace

void declareParts(Statements& cx, program::StatementId whole, const Workload& workload) {
  const Scope& scope = *workload.decl->scope;
  for (const BodyPart& part : workload.parts) {
    if (!cx.pending.takesPart(kMostPartsOfBill)) {
      cx.sink->report(cx.program.statements[whole.value].span, kinds::too_many_parts, "this bill", kMostPartsOfBill);
      return;
    }
    const program::StatementId id = declarePart(cx, whole, scope, part);
    // A part may be another workload in another branch; what it then is made of shares its names.
    std::vector<const Workload*> seen;
    for (const NodeId node : part.nodes) {
      const Workload* inner = workloadOf(cx, scope, node);
      if (!inner || std::find(seen.begin(), seen.end(), inner) != seen.end()) continue;
      seen.push_back(inner);
      declareParts(cx, id, *inner);
    }
  }
}

void bindPart(Statements& cx, Env& env, const Workload& workload, Locals locals, Muted& muted, program::StatementId id) {
  PartFinder(cx, muted, id).bind(env, workload, std::move(locals), {});
}

void provePart(Statements& cx, const Env& statement, const Env& body, NodeId node) {
  Row row = *statement.row;
  StatementTime time = *statement.time;
  Env env = statement;
  env.row = &row;
  env.time = &time;
  const auto divided_before = std::exchange(cx.divided, nullptr);
  PartBinder binder(cx, env, body, node, {});
  if (binder.bind()) {
    BodyTimes times{&binder.env(), {}, {}};
    const BodyPlace place{spanOf(cx, binder.env(), *binder.workload, binder.locals), {}, &times, {}};
    walkBody(cx, *binder.workload, binder.locals, place);
  }
  cx.divided = divided_before;
}

}  // namespace smcost::check
