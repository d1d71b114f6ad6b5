// What a text that anybody may have written becomes in documents of findings: there it is text, and does nothing.
#pragma once

#include <string>
#include <string_view>

namespace smcost::runtime {

// The text of an element or, without line ends, of an attribute; what XML cannot hold gets a stand-in.
std::string xmlText(std::string_view text);

// A message of SARIF: brackets are no link.
std::string sarifText(std::string_view text);

}  // namespace smcost::runtime
