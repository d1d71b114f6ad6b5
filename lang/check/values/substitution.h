// Expressions built again over other operands, with the sites of their divisions.
#pragma once

#include <functional>
#include <optional>
#include <unordered_map>

#include "lang/check/values/values.h"

namespace smcost::check {

class Substitution {
 public:
  // What stands in place of an expression: another one, or nothing, of which nothing is computed then; nullopt: what is
  // built of its operands. A leaf stays.
  using Replace = std::function<std::optional<ExprId>(ExprId)>;
  // The site of a division; null: it has none.
  using SiteOf = std::function<const program::Site*(ExprId)>;

  Substitution(Values& cx, Replace replace, SiteOf site_of) : cx_(cx), replace_(std::move(replace)), site_of_(std::move(site_of)) {}

  // Without a call for each level: a chain of definitions may be long.
  ExprId of(ExprId root);

 private:
  ExprId rebuilt(ExprId id);

  Values& cx_;
  Replace replace_;
  SiteOf site_of_;
  std::unordered_map<uint32_t, ExprId> known_;
};

// The expression with these, by their number, in place of others.
ExprId replaced(Values& cx, const std::unordered_map<uint32_t, ExprId>& others, ExprId expr);

}  // namespace smcost::check
