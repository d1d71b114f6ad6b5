// Declarations by their names, and the names that a file sees.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/check/names/module.h"
#include "lang/program/program.h"

namespace smcost::check {

using source::Span;

enum class DeclKind : uint8_t { let, param, fn, statement, file, workload, option, words, meter, source, allowance, plan };

// Names of different kinds live apart: a head and a value may share a name.
enum class Space : char { value = 'v', head = 'h', type = 't', meter = 'm', source = 's', allowance = 'a', plan = 'p' };

struct Scope;

struct Decl {
  DeclKind kind;
  std::string name;
  ast::NodeId node;
  Span span;                   // of the name
  const Scope* scope = nullptr;
  uint32_t index = 0;          // into the store of its kind; a statement's id; of a file, into Program::included
  bool in_progress = false;    // being evaluated: meeting it again is a cycle
  const Scope* override_scope = nullptr;  // `-p name=value` and `set name = value`: where the value stands that
  ast::NodeId override_value{};           // is read in place of the declared one, and its node
  Span dropped{};              // a statement that the scenario in force drops: where it says so; it has no id
};

// The names one file (or one test block) sees.
struct Scope {
  const Scope* parent = nullptr;
  const Module* module = nullptr;
  std::unordered_map<std::string, Decl*> names;  // key: Space character, then the name
  uint32_t file = program::IncludedFile::kNone;  // of an included file: what `total` in it means
  base::NameId region{};                         // that an included file says for its statements; none: the bill's

  Decl* find(Space space, std::string_view name) const;
};

struct WordsSet {
  std::string name;
  std::vector<std::string> words;
};

}  // namespace smcost::check
