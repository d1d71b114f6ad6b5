#include "compiler/query/hover.h"

#include <algorithm>
#include <sstream>

#include "compiler/help/help.h"
#include "compiler/query/phrase_position.h"
#include "compiler/query/tree_place.h"
#include "compiler/query/values.h"
#include "compiler/session/topics.h"
#include "runtime/bill/bill.h"
#include "runtime/report/explain/explain.h"

namespace smcost::query {

using ast::NodeId;
using ast::NodeKind;
using session::Session;

namespace {

constexpr size_t kWidth = 80;

// The word of letters, digits, dots that the place is in or ends.
source::Span wordAt(const Session& session, source::FileId file, uint32_t offset) {
  const std::string_view text = session.sources().file(file).text();
  const auto isPart = [&](uint32_t at) { return isNameChar(text[at]); };
  uint32_t begin = std::min<uint32_t>(offset, static_cast<uint32_t>(text.size())), end = begin;
  while (begin > 0 && isPart(begin - 1)) --begin;
  while (end < text.size() && isPart(end)) ++end;
  return {file, begin, end};
}

// The name that `explain` knows the statement by.
std::optional<std::string> statementAt(const Session& session, source::Span span) {
  const program::Program& program = session.program();
  for (uint32_t i = 0; i < program.statements.size(); ++i) {
    if (program.statements[i].part_of || program.statements[i].span != span) continue;
    return program::statementName(program, program::StatementId{i});
  }
  return std::nullopt;
}

}  // namespace

std::optional<Hover> hoverAt(const Session& session, const session::Options& options, bool has_bill, uint32_t offset) {
  const ast::File& file = session.tree();
  const source::Span word = wordAt(session, file.source, offset);
  if (word.begin == word.end) return std::nullopt;
  const std::string name(session.sources().text(word));
  Hover hover{word, {}};
  const NodeId node = nodeAt(file, offset);
  const NodeKind kind = node ? file.kind(node) : NodeKind::text;
  if (kind == NodeKind::text && node) return std::nullopt;
  const NodeId statement = nodeAt(file, offset, [](NodeKind one) { return one == NodeKind::statement; });
  if (statement && has_bill && (kind == NodeKind::name || kind == NodeKind::head)) {
    if (const auto called = statementAt(session, file.span(statement))) {
      std::ostringstream out;
      runtime::writeExplain(out, session.reportContext(), *called);
      hover.texts.push_back(std::move(out).str());
    }
  } else if (kind == NodeKind::path || kind == NodeKind::name || kind == NodeKind::word) {
    const std::string_view text = session.sources().file(file.source).text();
    if (auto value = valueOf(options, std::string(text), name)) hover.texts.push_back(std::move(*value));
  }
  if (auto said = help::describeNamed(session::topicsOf(session.sources(), session.modules()), name, kWidth)) hover.texts.push_back(std::move(*said));
  return hover.texts.empty() ? std::nullopt : std::optional(std::move(hover));
}

}  // namespace smcost::query
