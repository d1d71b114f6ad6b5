// A file of settings as its keys and values, each with its place. The only one that knows TOML.
#pragma once

#include <string>
#include <vector>

#include "lang/diagnostics/sink.h"

namespace smcost::config {

struct Entry {
  std::string key;
  source::Span key_span;
  enum class Type : unsigned char { text, flag, other } type = Type::other;
  std::string text;                  // of a flag: "true" or "false"
  std::string type_name;             // "an integer", as messages call it
  source::Span value_span;
};

// In order of the text. A text that is no TOML is reported, and has none.
std::vector<Entry> parseToml(const source::SourceManager& sources, source::FileId file, diagnostics::Sink& sink);

}  // namespace smcost::config
