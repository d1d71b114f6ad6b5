// Findings as one run of SARIF 2.1.0 (OASIS): each diagnostic is a result with its places,
// its edits are fixes, and each code that occurs is a rule with its page.
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "lang/diagnostics/render.h"
#include "lang/diagnostics/text.h"
#include "runtime/findings/escapes.h"
#include "runtime/findings/findings.h"

namespace smcost::runtime {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema = "https://json.schemastore.org/sarif-2.1.0.json";
// What places are relative to; SARIF wants it to have a name.
constexpr const char* kBase = "SRCROOT";

// Everything is escaped that a segment of a relative reference may not hold as it is.
std::string uriEncoded(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string uri;
  for (char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          std::string_view("-._~/").find(c) != std::string_view::npos;
    if (is_plain) uri += c;
    else uri += {'%', kHex[byte / 16], kHex[byte % 16]};
  }
  return uri;
}

// What is said, in which a bracket of a spec is no link, and what stands in a file, which is as it is.
Json messageJson(std::string_view text) { return {{"text", sarifText(text)}}; }
Json textJson(std::string_view text) { return {{"text", text}}; }

// A page begins with `# SMC3001: a title`, and its first paragraph says the rule.
std::string_view pageTitle(std::string_view page) {
  const std::string_view line = page.substr(0, page.find('\n'));
  const size_t colon = line.find(": ");
  return colon == std::string_view::npos ? line : line.substr(colon + 2);
}

std::string pageSummary(std::string_view page) {
  const size_t begin = page.find("\n\n");
  if (begin == std::string_view::npos) return std::string(pageTitle(page));
  std::string summary(page.substr(begin + 2, page.find("\n\n", begin + 2) - begin - 2));
  for (char& c : summary) c = c == '\n' ? ' ' : c;
  return summary;
}

class Sarif : public Findings {
 public:
  explicit Sarif(FindingsTool tool) : tool_(std::move(tool)) {}

  void add(const FileFindings& file) override {
    for (const diagnostics::Diagnostic* one : diagnostics::inOrder(*file.sink)) results_.push_back(resultJson(file, *one));
  }

  void write(std::ostream& out, const FindingsEnd& end) const override {
    Json run = {
        {"tool", {{"driver", {{"name", "smcost"}, {"version", tool_.version}, {"rules", rules_}}}}},
        {"invocations", Json::array({{{"executionSuccessful", !end.is_trouble},
                                      {"exitCode", end.exit_code},
                                      {"exitCodeDescription", end.description}}})},
        {"originalUriBaseIds", {{kBase, {{"description", textJson("The working directory.")}}}}},
        {"columnKind", "unicodeCodePoints"},
        {"results", results_}};
    const Json log = {{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
    // Names of files may hold any bytes: what is no UTF-8 is replaced, what nobody sees is escaped.
    out << diagnostics::jsonEscaped(log.dump(2, ' ', false, Json::error_handler_t::replace)) << '\n';
  }

 private:
  Json artifactJson(const std::string& name) const {
    std::string path = std::filesystem::path(name).lexically_normal().string();
    const std::string base = tool_.working_directory + "/";
    if (path.starts_with(base)) path.erase(0, base.size());
    if (path.starts_with('/')) return {{"uri", "file://" + uriEncoded(path)}};
    return {{"uri", uriEncoded(path)}, {"uriBaseId", kBase}};
  }

  static Json regionJson(const source::SourceFile& file, source::Span span) {
    const source::LineColumn begin = file.lineColumn(span.begin);
    const source::LineColumn end = file.lineColumn(std::max(span.begin, span.end));
    return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
  }

  Json placeJson(const FileFindings& findings, source::Span span) const {
    // What has no place of its own is about the file as a whole.
    if (span.isNone()) return {{"physicalLocation", {{"artifactLocation", artifactJson(findings.name)}}}};
    const source::SourceFile& file = findings.sources->file(span.file);
    return {{"physicalLocation", {{"artifactLocation", artifactJson(file.name())}, {"region", regionJson(file, span)}}}};
  }

  Json fixJson(const FileFindings& findings, const diagnostics::Fix& fix) const {
    const source::SourceFile& file = findings.sources->file(fix.span.file);
    const Json replacement = {{"deletedRegion", regionJson(file, fix.span)}, {"insertedContent", textJson(fix.replacement)}};
    return {{"description", messageJson(diagnostics::fixTitle(fix, *findings.sources))},
            {"artifactChanges", Json::array({{{"artifactLocation", artifactJson(file.name())},
                                              {"replacements", Json::array({replacement})}}})}};
  }

  size_t ruleIndex(const diagnostics::KindInfo& kind) {
    auto [at, is_new] = rule_index_.emplace(kind.number, rules_.size());
    if (!is_new) return at->second;
    const std::string_view page = diagnostics::explainPage(kind.number);
    rules_.push_back({{"id", diagnostics::codeOf(kind)},
                      {"name", kind.name},
                      {"shortDescription", textJson(pageTitle(page))},
                      {"fullDescription", textJson(pageSummary(page))},
                      {"help", {{"text", page}, {"markdown", page}}},
                      {"defaultConfiguration", {{"level", levelOf(kind)}}}});
    return at->second;
  }

  static const char* levelOf(const diagnostics::KindInfo& kind) {
    return kind.severity == diagnostics::Severity::error ? "error" : "warning";
  }

  Json resultJson(const FileFindings& findings, const diagnostics::Diagnostic& one) {
    std::string message = one.message;
    for (const std::string& note : one.notes) message += "\n" + note;
    for (const std::string& hint : one.hints) message += "\n" + hint;
    for (const diagnostics::Fix& fix : one.fixes) {
      if (!one.appliesAlone(fix) && !fix.span.isNone()) message += "\n" + diagnostics::fixTitle(fix, *findings.sources);
    }
    Json place = placeJson(findings, one.span);
    if (!one.primary_label.empty()) place["message"] = messageJson(one.primary_label);
    Json result = {{"ruleId", diagnostics::codeOf(*one.kind)},
                   {"ruleIndex", ruleIndex(*one.kind)},
                   {"level", levelOf(*one.kind)},
                   {"message", messageJson(message)},
                   {"locations", Json::array({std::move(place)})}};
    Json related = Json::array(), fixes = Json::array();
    for (const diagnostics::Label& label : one.labels) {
      if (label.span.isNone()) continue;
      Json other = placeJson(findings, label.span);
      other["id"] = related.size() + 1;
      other["message"] = messageJson(label.text);
      related.push_back(std::move(other));
    }
    for (const diagnostics::Fix& fix : one.fixes) {
      // A viewer may apply what it finds there: what is for the author to choose is said in words.
      if (one.appliesAlone(fix) && !fix.span.isNone()) fixes.push_back(fixJson(findings, fix));
    }
    if (!related.empty()) result["relatedLocations"] = std::move(related);
    if (!fixes.empty()) result["fixes"] = std::move(fixes);
    return result;
  }

  FindingsTool tool_;
  Json results_ = Json::array();
  Json rules_ = Json::array();
  std::map<uint16_t, size_t> rule_index_;
};

}  // namespace

std::unique_ptr<Findings> makeSarif(FindingsTool tool) { return std::make_unique<Sarif>(std::move(tool)); }

std::unique_ptr<Findings> makeFindings(FindingsFormat format, FindingsTool tool) {
  return format == FindingsFormat::sarif ? makeSarif(std::move(tool)) : makeJUnit();
}

}  // namespace smcost::runtime
