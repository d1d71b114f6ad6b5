#include "compiler/mcp/skill.h"

#include <cctype>
#include <string_view>
#include <vector>

#include "compiler/help/help.h"
#include "compiler/mcp/texts.h"
#include "compiler/session/topics.h"

namespace smcost::mcp {

namespace {

// Of the language's page, what is wanted most first; the rest is what `smcost man lang` is for.
constexpr std::string_view kSections[] = {"A file", "Values", "Statements", "Checks", "Parameters", "Scenarios", "Schedules", "Questions", "Months", "Owners"};

size_t wordsIn(std::string_view text) {
  size_t words = 0;
  bool is_inside = false;
  for (const char c : text) {
    const bool is_blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    words += !is_blank && !is_inside;
    is_inside = !is_blank;
  }
  return words;
}

// With its heading, up to the next one of its level.
std::string_view sectionOf(std::string_view page, std::string_view heading) {
  const std::string begin = "\n## " + std::string(heading) + "\n";
  const size_t at = page.find(begin);
  if (at == std::string_view::npos) return {};
  // Comments of specs begin with one sign or two as well, but stand in fences.
  size_t end = at + 1;
  bool is_fenced = false;
  for (end = page.find('\n', end) + 1; end != 0 && end < page.size(); end = page.find('\n', end) + 1) {
    const std::string_view line = page.substr(end);
    if (line.starts_with("```")) is_fenced = !is_fenced;
    if (!is_fenced && line.starts_with("## ")) break;
  }
  return page.substr(at + 1, (end == 0 ? page.size() : end) - at - 1);
}

}  // namespace

std::string skill(const session::Options& options) {
  source::SourceManager sources;
  diagnostics::Sink sink;
  std::string text(textOf("skill.md"));
  text += "\n## Workloads of the library\n\n```text\n" + help::describeWorkloads(session::topics(options, sources, sink)) + "```\n\n# The language\n";
  size_t words = wordsIn(text);
  for (const std::string_view heading : kSections) {
    const std::string_view section = sectionOf(textOf("README.md"), heading);
    const size_t more = wordsIn(section);
    if (words + more > kMostSkillWords) continue;
    words += more;
    text += '\n';
    text += section;
    while (text.ends_with("\n\n")) text.pop_back();
  }
  return text;
}

}  // namespace smcost::mcp
