// Unlabelled items of a phrase: what each is known by, and which parameters take it.

#include <algorithm>

#include "lang/check/statements/statements.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

BareItem readBareItem(Statements& cx, const Env& env, NodeId node) {
  const ast::File& file = env.file();
  BareItem bare;
  bare.form = file.kind(node) == NodeKind::grown ? Children(file, node)[0] : node;
  switch (file.kind(bare.form)) {
    case NodeKind::times: bare.is_multiple = true; break;
    case NodeKind::profile: {
      const Children slots(file, bare.form);
      bare.is_multiple = std::any_of(slots.begin(), slots.end(), [&](NodeId slot) {
        return file.kind(valueOfSlot(file, slot)) == NodeKind::times;
      });
      break;
    }
    case NodeKind::quantity:
    case NodeKind::compound:
      if (const units::UnitExpr* unit = unitOf(cx, file, Children(file, bare.form)[1])) bare.dimension = unit->dimension;
      break;
    case NodeKind::paren: {
      const Value value = valueAhead(cx, env, node, bare.item);
      if (value.isError()) cx.pending.noteFailedItem();
      bare.is_multiple = value.kind() == Kind::multiple;
      bare.is_sku = value.is<Key>();
      if (const Word* word = value.find<Word>()) bare.words = word->words;
      if (value.is<Schedule>() && cx.has_calendar) bare.dimension = cx.time;
      if (value.kind() == Kind::number) bare.dimension = value.number().dimension;
      break;
    }
    default: break;
  }
  return bare;
}

bool takesBare(Statements& cx, const ast::File& file, const Parameter& param, const BareItem& bare) {
  switch (file.kind(bare.form)) {
    case NodeKind::text: return param.type.kind == Kind::text;
    case NodeKind::placed:
    case NodeKind::clocks:
      if (isTimeRange(file, bare.form)) return param.type.kind == Kind::range;
      [[fallthrough]];
    case NodeKind::always:
    case NodeKind::amount: return cx.has_calendar && param.type.kind == Kind::number && param.type.dimension == cx.time;
    default:
      if (bare.is_sku) return param.type.kind == Kind::key;
      if (bare.words) return param.type.kind == Kind::word && param.type.index == *bare.words;
      if (bare.is_multiple) return param.type.kind == Kind::multiple;
      return bare.dimension && acceptsDimension(cx, param.type, *bare.dimension);
  }
}

}  // namespace smcost::check
