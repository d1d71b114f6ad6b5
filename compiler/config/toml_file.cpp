#include "compiler/config/toml_file.h"

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>

namespace smcost::config {

namespace {

// TOML's places are lines and columns of code points, both from 1.
uint32_t offsetOf(std::string_view text, const toml::source_position& at) {
  size_t offset = 0;
  for (toml::source_index line = 1; line < at.line && offset < text.size(); ++line) {
    offset = std::min(text.find('\n', offset), text.size() - 1) + 1;
  }
  for (toml::source_index column = 1; column < at.column && offset < text.size(); ++column) {
    do ++offset;
    while (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80);
  }
  return static_cast<uint32_t>(offset);
}

source::Span spanOf(std::string_view text, source::FileId file, const toml::source_region& region) {
  const uint32_t begin = offsetOf(text, region.begin);
  return {file, begin, std::max(begin, offsetOf(text, region.end))};
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
  toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    sink.report(spanOf(text, file, error.source()), diagnostics::kinds::not_toml, std::string(error.description()))
        .hint("a line is `name = value`; text and dates stand in quotes: `period = \"2025-03\"`");
    return {};
  }
  std::vector<Entry> entries;
  for (const auto& [key, node] : parsed.table()) {
    Entry entry;
    entry.key = std::string(key.str());
    entry.key_span = spanOf(text, file, key.source());
    entry.type_name = nameOf(node.type());
    entry.value_span = spanOf(text, file, node.source());
    if (const toml::value<std::string>* value = node.as_string()) {
      entry.type = Entry::Type::text;
      entry.text = value->get();
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
