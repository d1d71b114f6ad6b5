// Statements: phrases bound to workloads, their bodies walked, rows of usage.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/check/scenarios/scenarios.h"
#include "lang/check/statements/patterns.h"
#include "lang/check/statements/pending.h"
#include "lang/check/statements/tag_book.h"
#include "lang/check/statements/usage_shapes.h"

namespace smcost::check {

struct Statements : Scenarios, StatementArguments {
  Statements(const source::SourceManager& sources_in, const Options& options_in, Sink* sink_in, program::Program& program_in,
             units::Units& units_in, const Library* below)
      : Scenarios(sources_in, options_in, sink_in, program_in, units_in, below) {
    statement_arguments = this;
  }
  Statements(const Statements&) = delete;
  Statements& operator=(const Statements&) = delete;

  void bind(program::StatementId id) override;
  std::shared_ptr<const std::vector<program::StatementId>> ownedBy(uint32_t file, std::string_view key, std::string_view value, Span at) override;

  PendingStatements pending;
  PatternMemory memory;
  UsageShapes usage_shapes;
  TagBook tags;
};

// statements.cpp
// A statement of the text gets its id before any is bound.
void declareStatement(Statements& cx, const Scope& scope, ast::NodeId node, const std::string& prefix, const program::Tags& tags);
// Its name, also as files know it that include its own.
void nameStatement(Statements& cx, const Scope& scope, Decl decl);
void declareStatements(Statements& cx, const Scope& scope, const std::vector<ast::NodeId>& items);
// Those of all files, and which are whose.
void declareFileStatements(Statements& cx);
// Binds a statement unless it is bound already; statements may use each other's arguments in any order.
void ensureStatement(Statements& cx, program::StatementId id);
void bindStatements(Statements& cx);
inline size_t ownErrors(const Statements& cx) { return cx.pending.ownErrors(*cx.sink); }
// tags.cpp
inline constexpr std::string_view kTagWord = "tag", kTagHint = "a tag has a name and a text: `tag team \"vision\"`";
// What the file's own lines, and those of files that include it, tag all that it bills with.
const program::Tags& tagsOfFile(Statements& cx, const Scope& scope);
// Those of a block: what is around it, and its own.
const program::Tags& tagsOfBlock(Statements& cx, const program::Tags& around, const ast::File& file, ast::NodeId tag);
// Takes the items that say them from the phrase; none with its error reported.
std::optional<program::Tags> takeTags(Statements& cx, const ast::File& file, std::vector<ast::NodeId>& items);
// What a statement has in the end: its own before those of what it stands in.
void setTags(Statements& cx, program::StatementId id, const program::Tags& own);
// Whether an expression asks for the money of an owner all of whose statements the scenario in force drops; when all are bound.
bool asksForDropped(Statements& cx, const Scope& scope, ast::NodeId node);
// Finds the statements of those whose money was asked for, when all are bound.
void settleOwned(Statements& cx);
// Reports the tags to group by that no statement has.
void checkGroups(Statements& cx);
// commitments.cpp
void addCommitment(Statements& cx, Env& env, ast::NodeId node, const program::Commitment& commitment);
program::Term termFrom(const Statements& cx, uint32_t first_day, program::OfferId offer);
// Whether nothing of the term is left in the billed month.
bool isOver(const Statements& cx, const program::Term& term);
// proofs.cpp: bodies and functions of a file, proved once with every argument given and once with none left out.
void checkBodies(Statements& cx, const Scope& scope);
void checkFunctions(Statements& cx, const Scope& scope);
// patterns.cpp: adds the row of a statement that reads like an earlier one, its nodes being
// first..end; else it is bound, and remembered.
bool bindByPattern(Statements& cx, const Scope& scope, uint32_t first, uint32_t end, program::StatementId id);
void rememberPattern(Statements& cx, const Row& row, std::vector<StatementPattern::LineKey> keys,
                     program::UsageTableId table);
// The key of a line with where it came from: a literal quantity stays open, a computed one ties the row's form to its numbers.
StatementPattern::LineKey lineKey(Statements& cx, const Value& value, Row& row);
// placements.cpp: when each line of a row runs, beside a row about to be appended.
void addPlacements(Statements& cx, UsageShape& shape, const Row& row);
void addPlacement(program::UsageTable& usage, size_t line, program::PlacementId placement);
// Whether a quantity is proportional to one of these times.
bool runsBy(Statements& cx, const std::vector<ExprId>& times, ExprId quantity);

// An argument as it stands in the phrase.
struct Argument {
  ast::NodeId value;            // none: not given
  ast::NodeId label;            // none: unlabelled
  bool is_each = false;
  std::vector<ast::NodeId> parts;  // of a schedule: those behind its first
  std::shared_ptr<std::vector<Argument>> option;  // of an option: its own arguments
  std::vector<Argument> more;   // of a `with many` option: the further ones
  Span span;
  const Scope* scope = nullptr; // where a scenario's value stands; none: with the statement
  static constexpr uint32_t kNoItem = UINT32_MAX;
  uint32_t item = kNoItem;      // in Row::items: its value, when it is known already
};
// sets.cpp
// The arguments of the statement at `at` as its sets say, behind those of the phrase.
void applySets(Statements& cx, const Workload& workload, const std::vector<FieldSet>& sets, source::Span at,
               std::vector<Argument>& arguments);
// phrases.cpp: the items of a phrase, those of its blocks too.
std::vector<ast::NodeId> phraseItems(const ast::File& file, const ast::NodeId* begin, const ast::NodeId* end);
// With a day's name as the word that it is where the workload, or the file behind a label, knows it.
std::vector<ast::NodeId> knownWords(Statements& cx, const Env& env, const Workload& workload, std::vector<ast::NodeId> items);
// The parts of a schedule that follow that at `i`, each behind a comma.
std::vector<ast::NodeId> furtherParts(const ast::File& file, const std::vector<ast::NodeId>& items, size_t i);
// False, unless an unlabelled profile begins with what could be the statement's schedule too: reported.
bool reportsSharedSchedule(Statements& cx, const ast::File& file, const std::vector<ast::NodeId>& items, size_t i);
// Could files write this schedule before there were names of days, dates that run on and several parts?
bool isOlderForm(const ast::File& file, ast::NodeId placed);
// A label with a block as its value: reported.
void refuseLabelledBlocks(Statements& cx, const ast::File& file, const Workload& workload, const ast::NodeId* begin,
                          const ast::NodeId* end);
// bind.cpp: items -> parameters.
std::vector<Argument> bindPhrase(Statements& cx, const Env& env, const Workload& workload,
                                 const ast::NodeId* begin, const ast::NodeId* end);
// bare_items.cpp
// What an unlabelled item is known by: the form of its text; of a quantity its unit's dimension, of what is in parentheses its
// value's, or that it is a SKU, or a word and of which set.
struct BareItem {
  ast::NodeId form = {};
  bool is_multiple = false;
  bool is_sku = false;
  std::optional<uint32_t> words = {};
  std::optional<DimensionId> dimension = {};
  uint32_t item = Argument::kNoItem;
};
BareItem readBareItem(Statements& cx, const Env& env, ast::NodeId node);
bool takesBare(Statements& cx, const ast::File& file, const Parameter& param, const BareItem& item);
// arguments.cpp: their values, in the order of the parameters.
bool inferArguments(Statements& cx, Env& env, const Workload& workload, const std::vector<Argument>& arguments,
                    Span at, Locals& locals);
// columns.cpp: the value of an item whose parameter is not known yet, and which of Row::items it is.
Value valueAhead(Statements& cx, const Env& env, ast::NodeId node, uint32_t& item);
// The columns of a row in the order in which `arguments` made them or asked for them again, and only these; those before `kept`
// stay.
void numberColumns(Statements& cx, const Env& env, uint32_t kept, const Extent& arguments, Locals& locals);
// metering.cpp: the meter a name means; null with its error reported.
const Decl* findMeter(Statements& cx, const Env& env, ast::NodeId path);
// Turns the value into what the meter measures; false with its error reported.
bool measures(Statements& cx, Value& value, const MeterInfo& meter, Span at);
// Applies the rounding and the minimum in force, each at its level.
bool applyGranules(Statements& cx, Number& value, const MeterInfo& meter, const std::string& line, Span at);
// Reports statements that meter what has neither a rounding nor a minimum that is known for all of the period.
void checkGranules(Statements& cx);
// instantiate.cpp: a workload body under these values -> usage shape and row; no row if it is not billed.
void addUsageRow(Statements& cx, Env& env, const Workload& workload, const std::vector<Argument>& arguments,
                 const Locals& locals, Row& row, program::StatementId id);
void addRawUsage(Statements& cx, Env& env, ast::NodeId meter_use, Row& row, program::StatementId id);
// A statement of one line of a meter without a body around it. Null when it is not billed.
program::UsageTable* addOneLine(Statements& cx, Env& env, std::string name, const MeterInfo& meter, ExprId quantity, Span span,
                                program::StatementId id);
// For how long a statement keeps what it keeps: as it says, else for the span of its schedule. None: nothing in the body asks.
ExprId spanOf(Statements& cx, const Env& env, const Workload& workload, const Locals& locals);

}  // namespace smcost::check
