// What the words of a file are, for who colours them: by the tree, and by what names mean.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/query/names.h"

namespace smcost::query {

// In the order of `tokenClassName`.
enum class TokenClass : uint8_t {
  keyword, comment, string, number, op, variable, parameter, function, type, property, enum_member, namespace_, class_, macro, label,
};

// As the Language Server Protocol calls it: "enumMember".
std::string_view tokenClassName(TokenClass token);
inline constexpr size_t kTokenClasses = static_cast<size_t>(TokenClass::label) + 1;

// Bits of Token::modifiers, in the order of `tokenModifierName`.
inline constexpr uint8_t kDeclaration = 1, kReadonly = 2, kLibrary = 4, kDocumentation = 8;
// "declaration", "readonly", "defaultLibrary", "documentation"
std::string_view tokenModifierName(size_t bit);
inline constexpr size_t kTokenModifiers = 4;

struct Token {
  source::Span at;           // never over the end of a line
  TokenClass kind = TokenClass::keyword;
  uint8_t modifiers = 0;

  bool operator==(const Token&) const = default;
};

// In order of the text, none over another. `names` null: what names are is taken from the tree alone.
std::vector<Token> tokens(const ast::File& file, const source::SourceManager& sources, const Names* names);

}  // namespace smcost::query
