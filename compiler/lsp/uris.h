// `file:` URIs and paths.
#pragma once

#include <string>

namespace smcost::lsp {

// Each byte that is no letter, digit or one of `-._~/` is `%XX`.
std::string uriOf(const std::string& path);
// The path of a `file:` URI, as it is spelt there; empty: it is another URI.
std::string pathIn(const std::string& uri);

}  // namespace smcost::lsp
