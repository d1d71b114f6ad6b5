#include "compiler/config/toml_file.h"

// What toml++ asserts of a text it takes for granted where nothing is asserted, and some texts are otherwise: here every build
// asserts it, and what does not hold is an error of the text.
#undef NDEBUG
namespace smcost::config {
struct Unforeseen {};
[[noreturn]] static void failUnforeseen() { throw Unforeseen(); }
}  // namespace smcost::config
#define TOML_ASSERT(expr) ((expr) ? static_cast<void>(0) : ::smcost::config::failUnforeseen())
#define TOML_EXCEPTIONS 1
#define TOML_ENABLE_FORMATTERS 0
#define TOML_MAX_NESTED_VALUES 16
#include <toml++/toml.h>

#include <algorithm>

#include "compiler/config/stand_ins.h"
#include "compiler/config/toml_text.h"

namespace smcost::config {

namespace {

// Where its lines begin.
std::vector<size_t> lineStarts(std::string_view text) {
  std::vector<size_t> starts = {0};
  for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) starts.push_back(at + 1);
  return starts;
}

class Places {
 public:
  Places(std::string_view text, source::FileId file) : text_(text), file_(file), lines_(lineStarts(text)) {}

  source::Span spanOf(const toml::source_region& region) const {
    const uint32_t begin = offsetOf(region.begin);
    return {file_, begin, std::max(begin, offsetOf(region.end))};
  }
  source::Span spanOfLine(size_t line) const {
    const size_t end = line + 1 < lines_.size() ? lines_[line + 1] : text_.size();
    return {file_, static_cast<uint32_t>(lines_[line]), static_cast<uint32_t>(end)};
  }

 private:
  // TOML's places are lines and columns of code points, both from 1.
  uint32_t offsetOf(const toml::source_position& at) const {
    const size_t line = at.line > 0 ? at.line - 1 : 0;
    size_t offset = line < lines_.size() ? lines_[line] : text_.size();
    for (toml::source_index column = 1; column < at.column && offset < text_.size(); ++column) {
      do ++offset;
      while (offset < text_.size() && (static_cast<unsigned char>(text_[offset]) & 0xC0) == 0x80);
    }
    return static_cast<uint32_t>(offset);
  }

  std::string_view text_;
  source::FileId file_;
  std::vector<size_t> lines_;
};

bool isUnforeseen(std::string_view text) {
  try {
    static_cast<void>(toml::parse(text));
    return false;
  } catch (const toml::parse_error&) {
    return false;
  } catch (const Unforeseen&) {
    return true;
  }
}

// The first line with which the text is, from 0.
size_t unforeseenLine(std::string_view text) {
  const std::vector<size_t> starts = lineStarts(text);
  const auto endOf = [&](size_t line) { return line + 1 < starts.size() ? starts[line + 1] : text.size(); };
  size_t first = 0, last = starts.size() - 1;
  while (first < last) {
    const size_t middle = (first + last) / 2;
    if (isUnforeseen(text.substr(0, endOf(middle)))) last = middle;
    else first = middle + 1;
  }
  return last;
}

const char* nameOf(toml::node_type type) {
  switch (type) {
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "an array";
    case toml::node_type::string: return "text";
    case toml::node_type::integer: return "an integer";
    case toml::node_type::floating_point: return "a decimal number";
    case toml::node_type::boolean: return "true or false";
    case toml::node_type::none: return "nothing";
    default: return "a date or time";
  }
}

}  // namespace

std::vector<Entry> parseToml(const source::SourceManager& sources, source::FileId file, diagnostics::Sink& sink) {
  const std::string_view text = sources.file(file).text();
  const auto notToml = [&](source::Span at, std::string why) {
    sink.report(at, diagnostics::kinds::not_toml, std::move(why))
        .hint("a line is `name = value`; text and dates stand in quotes: `period = \"2025-03\"`");
  };
  if (auto refusal = refusedToml(text)) {
    notToml({file, refusal->begin, refusal->end}, std::move(refusal->why));
    return {};
  }
  if (const size_t at = StandIns::reserved(text); at != std::string_view::npos) {
    notToml({file, static_cast<uint32_t>(at), static_cast<uint32_t>(at)}, "a character that no setting has");
    return {};
  }
  const Places places(text, file);
  StandIns stand_ins;
  const std::string read = stand_ins.of(text);
  toml::table parsed;
  try {
    parsed = toml::parse(read);
  } catch (const toml::parse_error& error) {
    notToml(places.spanOf(error.source()), stand_ins.back(error.description()));
    return {};
  } catch (const Unforeseen&) {
    notToml(places.spanOfLine(unforeseenLine(read)), "no line of TOML reads so");
    return {};
  }
  std::vector<Entry> entries;
  for (const auto& [key, node] : parsed) {
    Entry entry;
    entry.key = stand_ins.back(key.str());
    entry.key_span = places.spanOf(key.source());
    entry.type_name = nameOf(node.type());
    entry.value_span = places.spanOf(node.source());
    if (const toml::value<std::string>* value = node.as_string()) {
      entry.type = Entry::Type::text;
      entry.text = stand_ins.back(value->get());
    } else if (const toml::value<bool>* flag = node.as_boolean()) {
      entry.type = Entry::Type::flag;
      entry.text = flag->get() ? "true" : "false";
    }
    entries.push_back(std::move(entry));
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.key_span.begin < b.key_span.begin; });
  return entries;
}

}  // namespace smcost::config
