# Writes OUTPUT, a C++ source with every PAGES_DIR/SMCnnnn.md, ordered by number.
# Each page is one raw string; a page must not hold the delimiter `)PAGE"`.
file(GLOB pages ${PAGES_DIR}/SMC*.md)
list(SORT pages)
set(entries "")
foreach(page IN LISTS pages)
  get_filename_component(name "${page}" NAME_WE)
  string(REGEX REPLACE "^SMC0*" "" number "${name}")
  file(READ "${page}" text)
  string(APPEND entries "    {${number}, R\"PAGE(${text})PAGE\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "// Made from pages/ by embed_pages.cmake.
#include <algorithm>
#include <iterator>

#include \"lang/diagnostics/render.h\"

namespace smcost::diagnostics {

namespace {

struct Page {
  uint16_t number;
  std::string_view text;
};

constexpr Page kPages[] = {
${entries}};

}  // namespace

std::string_view explainPage(uint16_t number) {
  auto found = std::find_if(std::begin(kPages), std::end(kPages), [number](const Page& p) { return p.number == number; });
  return found == std::end(kPages) ? std::string_view() : found->text;
}

}  // namespace smcost::diagnostics
")
