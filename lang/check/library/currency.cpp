#include <algorithm>
#include <map>

#include "lang/check/library/library.h"

namespace smcost::check {

namespace {

using Counts = std::map<std::pair<base::NameId, base::NameId>, size_t>;

// What most of the edition in force are in; none: there are none. Of two that are as many the first by name.
base::NameId mostOf(Library& cx, const Counts& counts) {
  std::map<std::string_view, size_t> of_edition;
  for (const auto& [of, count] : counts) {
    const auto [edition, currency] = of;
    if (currency && (!edition || edition == cx.program.edition)) of_edition[cx.program.names.text(currency)] += count;
  }
  if (of_edition.empty()) return {};
  const auto most = std::max_element(of_edition.begin(), of_edition.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return cx.program.names.intern(most->first);
}

}  // namespace

void noteListCurrency(Library& cx, const ast::File& file, ast::NodeId list) {
  base::NameId edition, currency;
  for (const ast::NodeId part : ast::Children(file, list)) {
    if (file.kind(part) != ast::NodeKind::field) continue;
    const ast::Children field(file, part);
    const std::string_view name = cx.text(file, field[0]);
    if (name == "edition") edition = cx.program.names.intern(cx.text(file, field[1]));
    if (name == "currency") currency = cx.program.names.intern(cx.text(file, field[1]));
  }
  if (currency) ++cx.listed[{edition, currency}];
}

// The bill's currency: what the file says, else what most rates in use are quoted in, else what the lists are in that a book
// is of; the order of the text says nothing.
void settleCurrency(Library& cx) {
  if (cx.program.currency) return;
  for (const Counts* counts : {&cx.quoted, &cx.listed}) {
    if (cx.program.currency = mostOf(cx, *counts); cx.program.currency) return;
  }
  for (uint32_t i = 0; i < cx.dimensions().baseCount(); ++i) {
    const std::string_view currency = units::currencyOf(cx.dimensions(), {i});
    if (currency.empty()) continue;
    cx.program.currency = cx.program.names.intern(currency);
    return;
  }
  cx.program.currency = cx.program.names.intern("money");
}

}  // namespace smcost::check
