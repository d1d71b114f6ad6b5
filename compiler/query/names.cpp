#include "compiler/query/names.h"

#include <algorithm>

#include "compiler/session/mentions.h"

namespace smcost::query {

Names::Names(session::Session& session) {
  const check::Mentions mentions = session::mentionsOf(session);
  all_ = mentions.inOrder();
  symbols_ = mentions.symbols();
  for (const check::Module& module : session.modules()) {
    if (!module.is_library) own_files_.push_back(module.tree.source.value);
  }
  std::sort(own_files_.begin(), own_files_.end());
}

bool Names::isLibrary(source::FileId file) const { return !std::binary_search(own_files_.begin(), own_files_.end(), file.value); }

std::span<const Occurrence> Names::ofFile(source::FileId file) const {
  const auto begin = std::partition_point(all_.begin(), all_.end(), [&](const Occurrence& one) { return one.at.file < file; });
  const auto end = std::partition_point(begin, all_.end(), [&](const Occurrence& one) { return one.at.file == file; });
  return {begin, end};
}

const Occurrence* Names::occurrenceAt(source::FileId file, uint32_t offset) const {
  const std::span<const Occurrence> own = ofFile(file);
  const auto behind = std::partition_point(own.begin(), own.end(), [&](const Occurrence& one) { return one.at.begin <= offset; });
  if (behind == own.begin()) return nullptr;
  const Occurrence& last = *std::prev(behind);
  return offset <= last.at.end ? &last : nullptr;
}

std::optional<SymbolId> Names::symbolAt(source::FileId file, uint32_t offset) const {
  const Occurrence* found = occurrenceAt(file, offset);
  return found ? std::optional(found->symbol) : std::nullopt;
}

std::optional<source::Span> Names::definition(source::FileId file, uint32_t offset) const {
  const Occurrence* found = occurrenceAt(file, offset);
  if (!found) return std::nullopt;
  const source::Span declared = symbol(found->symbol).declared;
  return declared.isNone() ? std::nullopt : std::optional(declared);
}

std::vector<source::Span> Names::references(SymbolId symbol, bool with_declaration) const {
  std::vector<source::Span> places;
  for (const Occurrence& one : all_) {
    if (one.symbol == symbol && (with_declaration || !one.is_declaration)) places.push_back(one.at);
  }
  return places;
}

}  // namespace smcost::query
