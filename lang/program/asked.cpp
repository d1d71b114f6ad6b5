#include "lang/program/asked.h"

#include <utility>

namespace smcost::program {

namespace {

using Kind = DeclaredQuestion::Kind;

constexpr std::pair<std::string_view, Kind> kWords[] = {
    {"sweep", Kind::sweep}, {"solve", Kind::solve}, {"minimise", Kind::minimise}, {"maximise", Kind::maximise}, {"sample", Kind::sample}};

}  // namespace

std::string_view questionWord(Kind kind) { return kWords[static_cast<size_t>(kind)].first; }

std::optional<Kind> questionNamed(std::string_view word) {
  for (const auto& [known, kind] : kWords) {
    if (known == word) return kind;
  }
  return std::nullopt;
}

}  // namespace smcost::program
