// What a user has set outside the command line: variables `SMCOST_NAME`, `.smcost.toml` of the
// current folder or the nearest above it, and `config.toml` of their own; in this order. Knows
// settings by the table it is given, not what they are for.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lang/diagnostics/sink.h"

namespace smcost::config {

struct Key {
  enum class Kind : unsigned char { text, word, flag, path };

  std::string name;                  // "period": the key of the files, the option, and SMCOST_PERIOD
  Kind kind = Kind::text;
  std::vector<std::string> words;    // of a word: what it may be
};

struct Value {
  std::string text;                  // a flag's is "true" or "false"; a path counts from where we are
  std::string from;                  // ".smcost.toml", "../.smcost.toml", "SMCOST_PERIOD"
  std::string place;                 // the same with its line: ".smcost.toml:3"
  bool of_folder = false;            // from `.smcost.toml`, which anybody may have put there
  source::Span at;                   // in a file
};

struct Settings {
  std::map<std::string, Value> values;   // by the key's name; the nearest to the command line wins
  std::vector<std::string> files;        // those that were found
};

// "period" -> "SMCOST_PERIOD".
std::string variableOf(const std::string& key);

// Makes the table; asked only when something is set, which is seldom.
using KeyTable = std::function<std::vector<Key>()>;

// Looks at the environment and at no more than the files that may have settings: those that hold in this folder; empty: in the current
// one. What is wrong with them is in the sink, with its place in `sources`; the value is left out.
Settings readSettings(const KeyTable& keys, const std::string& folder, source::SourceManager& sources, diagnostics::Sink& sink);

}  // namespace smcost::config
