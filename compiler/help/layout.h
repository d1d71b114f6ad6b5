// How pages of help are laid out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smcost::help {

using Row = std::vector<std::string>;  // as many cells as its table has columns

// Each line two further in, with an end.
std::string indented(std::string_view text);
// In columns, two further in, within a width.
std::string table(const std::vector<Row>& rows, size_t width);

}  // namespace smcost::help
