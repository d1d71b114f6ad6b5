// Statements: each gets its id in the order of the text, and is bound when its turn
// comes or when another asks for one of its arguments.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lang/base/interrupt.h"
#include "lang/check/library/includes.h"
#include "lang/check/names/slips.h"
#include "lang/check/statements/occurrence.h"
#include "lang/check/statements/parts.h"
#include "lang/check/statements/statements.h"
#include "lang/check/statements/amounts.h"
#include "lang/syntax/parse.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// `cluster serve 2x` lacks its `=`; in `us-east-1 region` the word that begins the item stands second.
void offerOrder(Statements& cx, diagnostics::Diagnostic& diagnostic, Span at, const std::vector<std::string>& heads,
                const std::vector<std::string_view>& declarations) {
  Span behind = wordBehind(cx, at);
  if (behind.isNone()) return;
  std::string_view word = cx.sources.text(behind);
  if (std::find(heads.begin(), heads.end(), word) != heads.end()) {
    diagnostic.fix({at.file, at.end, at.end}, " =", "insert `=`");
  } else if (std::find(declarations.begin(), declarations.end(), word) != declarations.end()) {
    offerSwap(cx, diagnostic, at, behind);
  }
}

void reportUnknownHead(Statements& cx, const Scope& scope, Span at, std::string_view head) {
  if (find(cx, scope, Space::value, head)) {
    cx.sink->report(at, kinds::expression_is_no_statement)
        .hint(fmt::format("`{}` is a value; bind what is computed with `let name = {} …`", head, head));
    return;
  }
  auto& diagnostic = cx.sink->report(at, kinds::unknown_head, head);
  if (head == kTagWord) {
    diagnostic.hint(std::string(kTagHint));
    return;
  }
  if (!diagnostic.takes_suggestions) return;
  std::vector<std::string> heads = namesIn(cx, scope, Space::head);
  const bool is_empty = heads.empty();
  const std::vector<std::string_view> declarations = ast::declarationWords();
  offerOrder(cx, diagnostic, at, heads, declarations);
  if (cx.regions.has(head)) {
    diagnostic.fix({at.file, at.begin, at.begin}, "region ", fmt::format("write `region {}`", head));
  }
  heads.insert(heads.end(), declarations.begin(), declarations.end());
  suggest(diagnostic, at, head, heads);
  if (is_empty) diagnostic.hint("no library is in use; begin the file with `use NAME`");
}

// A statement's first node behind its name.
uint32_t phraseBegin(const ast::File& file, NodeId statement) {
  uint32_t first = file.node(statement).first;
  return file.nodes[first].kind == NodeKind::name ? first + 1 : first;
}

// `3h on 2025-03-14`: the day on which an amount lies.
bool setDay(Statements& cx, const ast::File& file, const Occurrence& when, StatementTime& time, Row& row) {
  auto days = wholeDaysOfPeriod(cx, when.span, "a date");
  if (!days) return false;
  auto set = readDays(cx, file, Children(file, when.day_set)[0], *days);
  if (!set) return false;
  auto day = static_cast<uint32_t>(set->from);
  row.day = cx.program.placements.intern({{day * kSecondsPerDay, (day + 1) * kSecondsPerDay}});
  row.repeatable = false;
  time.day = row.day;
  return true;
}

void setRegion(const Place& place, Env& env, Row& row) {
  env.region = row.region = place.region;
  row.repeatable = false;
}

void reportPlacedCommitment(Statements& cx, const Place& place) {
  cx.sink->report(place.span, kinds::unexpected_item, cx.sources.text(place.span), "commit")
      .hint("a commitment covers usage in all regions");
}

// A placed schedule says its days itself.
void refusePlaced(Statements& cx, const Occurrence& when, const Row& row) {
  for (const auto& [expr, placement] : row.placed) {
    if (placement == row.day) continue;
    cx.sink->report(when.span, kinds::two_values, "when it happens")
        .hint("only an amount is put on a day: a placed schedule or a rate per hour has its own");
    return;
  }
}

// The phrase of a statement that happens in the period, or of one of its parts.
void bindPhraseOf(Statements& cx, Env& env, const Workload& workload, const std::vector<NodeId>& items,
                  const Occurrence& when, Span at, program::StatementId id) {
  std::optional<Muted> muted;
  if (cx.pending[id].part) muted.emplace(cx);  // the statement itself has said what is wrong with its phrase
  size_t errors = ownErrors(cx);
  std::vector<Argument> arguments = bindPhrase(cx, env, workload, items.data(), items.data() + items.size());
  if (const std::vector<FieldSet>* sets = cx.pending[id].sets) applySets(cx, workload, *sets, at, arguments);
  // A phrase that did not bind would only report what follows from it.
  if (ownErrors(cx) > errors) return;
  Locals locals;
  const Extent begin = env.row->extent();
  if (!inferArguments(cx, env, workload, arguments, at, locals)) return;
  numberColumns(cx, env, 0, env.row->since(begin), locals);
  if (cx.pending[id].part) bindPart(cx, env, workload, std::move(locals), *muted, id);
  else addUsageRow(cx, env, workload, arguments, locals, *env.row, id);
  // The body may have asked for times too.
  if (when.kind == Occurrence::Kind::on) refusePlaced(cx, when, *env.row);
}

// What a phrase names that is refused already.
void noteItems(Statements& cx, const Env& env, NodeId head, const std::vector<NodeId>& items) {
  if (!cx.options.mentions || env.file().kind(head) != NodeKind::head) return;
  const Decl* decl = find(cx, *env.scope, Space::head, cx.text(env.file(), head));
  if (!decl) return;
  Sink unheard;
  Sink* const heard = std::exchange(cx.sink, &unheard);
  bindPhrase(cx, env, cx.workloads[decl->index], items.data(), items.data() + items.size());
  cx.sink = heard;
}

void bindStatement(Statements& cx, const Scope& scope, NodeId node, program::StatementId id) {
  const ast::File& file = scope.module->tree;
  Row row;
  row.tree = &file;
  row.first = phraseBegin(file, node);
  row.end = node.value;
  StatementTime time;
  Env env;
  env.scope = &scope;
  env.row = &row;
  env.time = &time;
  Children parts(file, node);
  size_t at = file.kind(parts[0]) == NodeKind::name ? 1 : 0;
  std::vector<NodeId> items = phraseItems(file, parts.begin() + at + 1, parts.end());
  const bool commits = file.kind(parts[at]) == NodeKind::commit;
  auto when = takeOccurrence(cx, file, items, commits ? Begins::on_a_day : Begins::with_a_month);
  auto place = takePlace(cx, file, items);
  auto tags = takeTags(cx, file, items);
  if (!when || !place || !tags) return noteItems(cx, env, parts[at], items);
  row.tags = std::move(*tags);
  setTags(cx, id, row.tags);
  if (place->region) setRegion(*place, env, row);
  else env.region = row.region = regionOf(cx, env);
  const bool is_phrase = !commits && file.kind(parts[at]) != NodeKind::meter_use;
  const Decl* decl = is_phrase ? find(cx, scope, Space::head, cx.text(file, parts[at])) : nullptr;
  if (decl && !takeDates(cx, env, cx.workloads[decl->index], items, cx.pending[id].sets, *when)) return;
  program::Commitment commitment{id, {}, {}};
  std::string over;
  if (commits) {
    commitment.offer = offerOf(cx, scope, Children(file, parts[at])[1]);
    if (commitment.offer && when->kind == Occurrence::Kind::from) {
      commitment.term = termFrom(cx, when->from_day, commitment.offer);
      if (isOver(cx, *commitment.term)) {
        when->is_billed = false;
        over = fmt::format(", over since {}", calendar::dateText(commitment.term->until_day));
      }
    }
  }
  std::optional<PeriodInForce::OtherMonth> other_month;
  if (!when->is_billed) {
    env.is_billed = false;
    other_month.emplace(cx.period, when->month);
    if (!cx.pending[id].part) cx.program.not_billed.emplace_back(id, std::string(cx.sources.text(when->span)) + over);
  }
  env.begins = when->begins;
  if (when->kind == Occurrence::Kind::from) env.since = when->month.first_day;
  if (when->kind == Occurrence::Kind::on && !setDay(cx, file, *when, time, row)) return;
  if (file.kind(parts[at]) == NodeKind::meter_use) return addRawUsage(cx, env, parts[at], row, id);
  if (commits) {
    if (place->region) return reportPlacedCommitment(cx, *place);
    env.region = row.region = {};
    return addCommitment(cx, env, parts[at], commitment);
  }
  if (!decl) return reportUnknownHead(cx, scope, file.span(parts[at]), cx.text(file, parts[at]));
  const Workload& workload = cx.workloads[decl->index];
  refuseLabelledBlocks(cx, file, workload, parts.begin() + at + 1, parts.end());
  bindPhraseOf(cx, env, workload, items, *when, file.span(node), id);
}

// Test builds bind the first of what a pattern repeats the long way too.
bool checksPattern(Statements& cx) {
#ifdef SMCOST_VERIFY
  return cx.memory.isToBeChecked();
#else
  (void)cx;
  return false;
#endif
}

// The last two rows are one statement's, bound in both ways: they are equal, and one goes.
void dropRepeatedRow(Statements& cx, program::StatementId id) {
  program::Statement& statement = cx.program.statements[id.value];
  program::UsageTable& usage = cx.program.usage[statement.table.value];
  // A number beyond a machine word has a cell of its own wherever it stands.
  auto isSame = [&](const auto& a, const auto& b) {
    if constexpr (std::is_same_v<std::decay_t<decltype(a)>, program::Cell>) return cx.program.cells.value(a) == cx.program.cells.value(b);
    else return a == b;
  };
  auto dropSame = [&](auto& column) {
    if (column.empty()) return;
    auto last = column.back();
    column.pop_back();
    SMCOST_CHECK(!column.empty() && isSame(column.back(), last), "a pattern gives the row that binding gives");
  };
  dropSame(usage.statements);
  for (auto& column : usage.table.columns) dropSame(column);
  for (auto& keys : usage.keys) dropSame(keys);
  for (auto& placements : usage.placements) dropSame(placements);
  if (usage.regions.size() == usage.table.rows) dropSame(usage.regions);
  statement.row = --usage.table.rows - 1;
}

}  // namespace

namespace {

// Of a statement that a scenario drops its tags are known all the same.
void noteDropped(Statements& cx, const Scope& scope, NodeId node, const program::Tags& around, Span drop) {
  const ast::File& file = scope.module->tree;
  Children parts(file, node);
  std::vector<NodeId> items = phraseItems(file, parts.begin() + 2, parts.end());
  Sink unheard;
  Sink* const heard = std::exchange(cx.sink, &unheard);
  program::Tags tags = takeTags(cx, file, items).value_or(program::Tags());
  cx.sink = heard;
  tags.insert(around.begin(), around.end());
  for (uint32_t of = scope.file;; of = cx.program.included[of].including) {
    for (const auto& [key, value] : tags) cx.tags.drop({of, key, value}, drop);
    if (of == program::IncludedFile::kNone) return;
  }
}

}  // namespace

void nameStatement(Statements& cx, const Scope& scope, Decl decl) {
  const Decl* kept = declareStatementName(cx, scope, std::move(decl));
  if (kept) shareName(cx, scope, *kept, [&](const Scope& including) -> NameTable& { return cx.statement_names[&including]; });
}

void declareStatement(Statements& cx, const Scope& scope, NodeId node, const std::string& prefix, const program::Tags& tags) {
  const ast::File& file = scope.module->tree;
  program::StatementId id{static_cast<uint32_t>(cx.program.statements.size())};
  program::Statement statement;
  statement.span = file.span(node);
  NodeId first{file.node(node).first}, head{phraseBegin(file, node)};
  std::string_view word = cx.text(file, head);
  if (file.kind(head) != NodeKind::head) {
    Children parts(file, node);
    bool commits = std::any_of(parts.begin(), parts.end(), [&](NodeId part) { return file.kind(part) == NodeKind::commit; });
    word = commits ? "commit" : "meter";
  }
  statement.head = cx.program.names.intern(word);
  const StatementChanges* changes = changesOf(cx, scope, node);
  if (first != head) {
    std::string name(cx.text(file, first));
    Decl decl{DeclKind::statement, name, node, file.span(first)};
    decl.index = id.value;
    if (changes) decl.dropped = changes->drop;
    nameStatement(cx, scope, std::move(decl));
    if (changes && !changes->drop.isNone()) return noteDropped(cx, scope, node, tags, changes->drop);
    statement.name = cx.program.names.intern(prefix + name);
  } else {
    statement.ordinal = cx.pending.nextOrdinal(statement.head);
  }
  cx.program.statements.push_back(statement);
  cx.pending.add({&scope, node, changes ? &changes->sets : nullptr, &tags});
  const Decl* decl = file.kind(head) == NodeKind::head ? findAt(cx, scope, Space::head, head) : nullptr;
  if (decl && !cx.workloads[decl->index].parts.empty()) declareParts(cx, id, cx.workloads[decl->index]);
}

void ensureStatement(Statements& cx, program::StatementId id) {
  base::checkInterrupt();
  if (cx.pending.isInWork(id)) {
    std::string name = program::statementName(cx.program, id);
    cx.sink->report(cx.program.statements[id.value].span, kinds::definition_cycle, name, name);
    return;
  }
  if (!cx.pending.isWaiting(id)) return;
  if (const program::StatementId whole = cx.program.statements[id.value].part_of) {
    ensureStatement(cx, whole);
    if (!cx.pending.isWaiting(id)) return;
  }
  const PendingStatements::Work work(cx.pending, id, *cx.sink);
  const auto divided_before = std::exchange(cx.divided, nullptr);
  // A statement of another month may ask for this one.
  const PeriodInForce::Billed billed(cx.period);
  const auto& [scope, node, sets, tags, part] = cx.pending[id];
  // What a scenario sets is no part of the text that makes the pattern.
  cx.memory.close();
  if (part) {
    program::Statement& own = cx.program.statements[id.value];
    own.row = program::Statement::kNotBilled;  // until it has one
    if (!cx.program.statements[own.part_of.value].table) return;
  }
  const bool may_repeat = !sets && !part && !(cx.options.mentions && !cx.options.scenario);
  const bool repeats = may_repeat && !isAmountAsked(cx, id) && bindByPattern(cx, *scope, phraseBegin(scope->module->tree, node), node.value, id);
  if (!repeats) {
    bindStatement(cx, *scope, node, id);
  } else if (checksPattern(cx)) {
    size_t errors = cx.sink->errorCount();
    const program::TagsId by_pattern = cx.program.statements[id.value].tags;
    bindStatement(cx, *scope, node, id);
    SMCOST_CHECK(cx.program.statements[id.value].tags == by_pattern, "a pattern gives the tags that binding gives");
    SMCOST_CHECK(cx.sink->errorCount() == errors, "a statement bound by its pattern has no error of its own");
    dropRepeatedRow(cx, id);
  }
  cx.memory.close();  // whoever asked for this statement must not be remembered under its pattern
  cx.divided = divided_before;
}

namespace {

// Those of an item, each with the tags of what it stands in.
void declareItem(Statements& cx, const Scope& scope, NodeId item, const std::string& prefix, const program::Tags& tags) {
  const ast::File& file = scope.module->tree;
  if (file.kind(item) == NodeKind::statement) return declareStatement(cx, scope, item, prefix, tags);
  if (file.kind(item) != NodeKind::tag_decl) return;
  Children parts(file, item);
  if (parts.size() < 3) return;
  const program::Tags& inner = tagsOfBlock(cx, tags, file, item);
  for (const NodeId own : Children(file, parts[2])) declareItem(cx, scope, own, prefix, inner);
}

}  // namespace

void declareFileStatements(Statements& cx) {
  std::vector<program::IncludedFile>& included = cx.program.included;
  for (const BilledFile& file : cx.files) {
    const auto first = static_cast<uint32_t>(cx.program.statements.size());
    const ast::File& tree = file.scope->module->tree;
    const program::Tags& tags = tagsOfFile(cx, *file.scope);
    for (const NodeId item : tree.items) declareItem(cx, *file.scope, item, file.prefix, tags);
    if (file.scope->file == program::IncludedFile::kNone) continue;
    program::IncludedFile& own = included[file.scope->file];
    own.first = std::min(own.first, first);
    own.end = static_cast<uint32_t>(cx.program.statements.size());
    if (own.including != program::IncludedFile::kNone) included[own.including].first = std::min(included[own.including].first, own.first);
  }
}

void declareStatements(Statements& cx, const Scope& scope, const std::vector<NodeId>& items) {
  const program::Tags& tags = tagsOfFile(cx, scope);
  for (const NodeId item : items) declareItem(cx, scope, item, "", tags);
}

void bindStatements(Statements& cx) {
  for (uint32_t i = 0; i < cx.program.statements.size(); ++i) ensureStatement(cx, {i});
  // One that another asked for was bound before its turn.
  std::stable_sort(cx.program.not_billed.begin(), cx.program.not_billed.end(),
                   [](const auto& a, const auto& b) { return a.first.value < b.first.value; });
  std::stable_sort(cx.program.commitments.begin(), cx.program.commitments.end(),
                   [](const auto& a, const auto& b) { return a.statement.value < b.statement.value; });
}

void Statements::bind(program::StatementId id) { ensureStatement(*this, id); }

}  // namespace smcost::check
