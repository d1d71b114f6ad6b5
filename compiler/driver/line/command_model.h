// The commands and options as plain data, read off the parser's own tree: what completions, manual
// pages and settings are made of. An option that is not here cannot be typed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/config/settings.h"

namespace smcost::driver {

struct OptionModel {
  std::vector<std::string> names;  // "-o", "--output"; of a positional argument its one name, "FILE"
  std::string value;               // "FILE", "jit|reference|both"; empty: a flag
  std::string help;
  bool required = false;
  bool repeats = false;            // may be given several times

  // What may stand for a value of the form "jit|reference|both"; none of another.
  std::vector<std::string> words() const;
  // "--output"; of an option without a long name the short one.
  const std::string& longName() const { return names.back(); }
};

struct CommandModel {
  std::string name;                       // "eval", "prices verify"
  std::string about, footer;
  std::vector<OptionModel> options, positionals;
  std::vector<std::string> commands;      // "verify": of one that is only a beginning; they are models of their own

  // "prices" of "prices verify"; empty for "eval".
  std::string_view group() const;
  std::string_view lastWord() const;
};

struct ProgramModel {
  std::string name, version, about, footer;
  std::vector<OptionModel> options;  // of the program itself
  std::vector<CommandModel> commands;  // a group stands before what is below it
};

ProgramModel programModel();

// What can be set in files and variables: options of that name, and what only a terminal's session has.
std::vector<config::Key> settingKeys(const ProgramModel& program);
// What holds when nothing is set.
std::string defaultOf(const config::Key& key);

}  // namespace smcost::driver
