#include <cstdio>

#include "compiler/repl/lines.h"
#include "lang/syntax/parse.h"

namespace smcost::repl {

namespace {

class StreamLines final : public Lines {
 public:
  ReadStatus read(const std::string&, const std::string&, std::string& line) override {
    line.clear();
    int c = 0;
    while ((c = std::getc(stdin)) != EOF && c != '\n') {
      // Longer than any text may be: one byte more, so that its reader refuses it.
      if (line.size() <= ast::kMaxFileBytes) line += static_cast<char>(c);
    }
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return c == EOF && line.empty() ? ReadStatus::end : ReadStatus::line;
  }
};

}  // namespace

std::unique_ptr<Lines> linesOfStream() { return std::make_unique<StreamLines>(); }

}  // namespace smcost::repl
