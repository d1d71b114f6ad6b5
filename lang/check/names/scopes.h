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

enum class DeclKind : uint8_t { let, param, fn, days, statement, file, workload, option, words, meter, source, allowance, plan };

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
  Span dropped{};              // a statement that the scenario in force drops: where it says so; it has no id
  const Scope* phrase = nullptr;  // a part of a statement: where it is said, as node is; none: in the scope
};

// By the Space's character, then the name.
using NameTable = std::unordered_map<std::string, const Decl*>;

// The names one file (or one test block) sees, but for those of statements, which belong to one check of it.
struct Scope {
  const Scope* parent = nullptr;
  const Module* module = nullptr;
  NameTable names;
  uint32_t file = program::IncludedFile::kNone;  // of an included file: what `total` in it means
};

struct WordsSet {
  std::string name;
  std::vector<std::string> words;
};

}  // namespace smcost::check
