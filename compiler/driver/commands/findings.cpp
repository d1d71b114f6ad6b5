#include "compiler/driver/commands/findings.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace smcost::driver {

namespace {

using ast::NodeKind;
using runtime::FindingsCase;

// The text of an item on one line, without comments; of a block only what stands before its brace.
std::string nameOf(const source::SourceManager& sources, const ast::File& tree, ast::NodeId item) {
  source::Span span = tree.span(item);
  const bool is_block = tree.kind(item) == NodeKind::test_decl || tree.kind(item) == NodeKind::rejects_decl;
  if (is_block) span.end = tree.span(ast::Children(tree, item)[0]).end;
  std::string text(sources.text(span));
  auto comment = std::lower_bound(tree.comments.begin(), tree.comments.end(), span.begin,
                                  [](const ast::Comment& one, uint32_t begin) { return one.begin < begin; });
  for (; comment != tree.comments.end() && comment->end <= span.end; ++comment) {
    std::fill_n(text.begin() + (comment->begin - span.begin), comment->end - comment->begin, ' ');
  }
  std::string name;
  for (char c : text) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_blank) name += c;
    else if (!name.ends_with(' ')) name += ' ';
  }
  return name;
}

bool isCase(NodeKind kind) {
  return kind == NodeKind::expect_decl || kind == NodeKind::assert_decl || kind == NodeKind::budget_decl ||
         kind == NodeKind::test_decl || kind == NodeKind::rejects_decl;
}

// Every check and block of the file, also those that the command did not come to.
std::vector<FindingsCase> casesOf(const session::Session& session) {
  using BlockVerdict = session::BlockOutcome::Verdict;
  const ast::File& tree = session.tree();
  std::vector<FindingsCase> cases;
  std::map<std::pair<source::Span, std::string>, size_t> known;  // of an included file by its name, too
  for (ast::NodeId item : tree.items) {
    if (!isCase(tree.kind(item))) continue;
    known.emplace(std::pair(tree.span(item), std::string()), cases.size());
    cases.push_back({FindingsCase::Verdict::skipped, tree.span(item), nameOf(session.sources(), tree, item), -1});
  }
  for (const session::CheckOutcome& check : session.checks()) {
    const auto [at, is_new] = known.emplace(std::pair(check.span, check.file), cases.size());
    // A check of an included file.
    if (is_new) cases.push_back({{}, check.span, check.file + ": " + std::string(session.sources().text(check.span)), -1});
    cases[at->second].verdict = check.passed ? FindingsCase::Verdict::passed : FindingsCase::Verdict::failed;
  }
  for (const session::BlockOutcome& block : session.blocks()) {
    FindingsCase& one = cases[known.at({block.span, std::string()})];
    one.seconds = block.milliseconds / 1000;
    if (block.verdict == BlockVerdict::passed) one.verdict = FindingsCase::Verdict::passed;
    if (block.verdict == BlockVerdict::failed) one.verdict = FindingsCase::Verdict::failed;
  }
  return cases;
}

// Of the phases that hold others, and of the blocks.
double secondsOf(const session::Session& session) {
  double milliseconds = 0;
  for (const session::PhaseTime& phase : session.times()) {
    const bool is_part = phase.name == "lower" || phase.name == "compile" || phase.name == "run";
    if (!is_part) milliseconds += phase.milliseconds;
  }
  for (const session::BlockOutcome& block : session.blocks()) milliseconds += block.milliseconds;
  return milliseconds / 1000;
}

const char* meaningOf(ExitCode code) {
  switch (code) {
    case ExitCode::fine: return "nothing is wrong";
    case ExitCode::text_wrong: return "the text is wrong";
    case ExitCode::check_failed: return "a check failed";
    case ExitCode::price_missing: return "a price is missing, ambiguous or out of date";
    case ExitCode::trouble: return "trouble with files or engine";
    case ExitCode::usage: return "wrong usage";
  }
  return "";
}

}  // namespace

std::unique_ptr<runtime::Findings> makeFindings(const Arguments& arguments) {
  if (!arguments.findings) return nullptr;
  std::error_code error;
  return runtime::makeFindings(*arguments.findings, {SMCOST_VERSION, std::filesystem::current_path(error).string()});
}

void addFindings(runtime::Findings& findings, session::Session& session, const std::string& file) {
  tellSettings(session);
  runtime::FileFindings found;
  found.name = file == "-" ? "<stdin>" : file;
  found.sink = &session.sink();
  found.sources = &session.sources();
  found.cases = casesOf(session);
  found.seconds = secondsOf(session);
  findings.add(found);
}

ExitCode commitFindings(const runtime::Findings& findings, Output& output, const Arguments& arguments, ExitCode code) {
  findings.write(output.stream(), {static_cast<int>(code), meaningOf(code), code == ExitCode::trouble});
  return commitOutput(output, arguments, code);
}

}  // namespace smcost::driver
