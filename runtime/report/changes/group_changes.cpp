#include "runtime/report/changes/group_changes.h"

#include <algorithm>
#include <map>

#include "lang/base/check.h"
#include "runtime/report/figures.h"
#include "runtime/report/terms.h"

namespace smcost::runtime {

namespace {

using Amounts = std::vector<std::optional<base::Rational>>;

class Merging {
 public:
  Merging(std::span<const ComparedBill> bills, std::span<const std::string> keys) : bills_(bills), keys_(keys) {}

  std::vector<ComparedGroup> run() const {
    std::vector<ComparedGroup> all;
    for (size_t bill = 0; bill < bills_.size(); ++bill) {
      const program::Program& program = bills_[bill].context.bill->program();
      add(all, groupsOf(program, keys_, allStatements(program)), bill);
    }
    sort(all);
    return all;
  }

 private:
  void add(std::vector<ComparedGroup>& all, const std::vector<Group>& groups, size_t bill) const {
    std::map<std::optional<std::string>, size_t> places;
    for (size_t i = 0; i < all.size(); ++i) places.emplace(all[i].tags.back().value, i);
    for (const Group& group : groups) {
      const auto [at, is_new] = places.try_emplace(group.tags.back().value, all.size());
      if (is_new) all.push_back({group.tags, group.title, Amounts(bills_.size()), {}});
      ComparedGroup& compared = all[at->second];
      compared.amounts[bill] = totalOf(bills_[bill].context, group);
      add(compared.inner, group.inner, bill);
    }
  }

  static void sort(std::vector<ComparedGroup>& all) {
    std::stable_partition(all.begin(), all.end(), [](const ComparedGroup& group) { return group.tags.back().value.has_value(); });
    for (ComparedGroup& group : all) sort(group.inner);
  }

  std::span<const ComparedBill> bills_;
  std::span<const std::string> keys_;
};

void addRows(std::vector<const ComparedGroup*>& rows, const std::vector<ComparedGroup>& groups) {
  for (const ComparedGroup& group : groups) {
    addRows(rows, group.inner);
    rows.push_back(&group);
  }
}

void putAmounts(Json& json, const Amounts& amounts, const std::vector<std::string>& names) {
  const auto maybe = [](const std::optional<base::Rational>& amount) { return amount ? amountJson(*amount) : Json(nullptr); };
  if (amounts.size() != 2) {
    for (const auto& amount : amounts) json["amounts"].push_back(maybe(amount));
    return;
  }
  for (size_t i = 0; i < 2; ++i) json[names[i]] = maybe(amounts[i]);
  json["change"] = amountJson(amounts[1].value_or(0) - amounts[0].value_or(0));
}

Json listJson(const std::vector<ComparedGroup>& groups, const std::vector<std::string>& names) {
  Json all = Json::array();
  for (const ComparedGroup& group : groups) {
    Json json = {{"tag", group.tags.back().key}, {"value", nullptr}};
    if (group.tags.back().value) json["value"] = *group.tags.back().value;
    putAmounts(json, group.amounts, names);
    if (!group.inner.empty()) json["groups"] = listJson(group.inner, names);
    all.push_back(std::move(json));
  }
  return all;
}

}  // namespace

std::string ComparedGroups::title() const { return "by " + joined(keys); }

std::vector<const ComparedGroup*> ComparedGroups::rows() const {
  std::vector<const ComparedGroup*> rows;
  addRows(rows, groups);
  return rows;
}

ComparedGroups compareGroups(std::span<const ComparedBill> bills) {
  ComparedGroups compared;
  for (const ComparedBill& bill : bills) {
    const std::vector<std::string>& keys = bill.context.bill->program().group_by;
    if (!keys.empty()) compared.keys = keys;
  }
  if (compared.keys.empty()) return compared;
  compared.groups = Merging(bills, compared.keys).run();
  for (size_t i = 0; i < bills.size(); ++i) {
    base::Rational sum = 0;
    for (const ComparedGroup& group : compared.groups) sum += group.amounts[i].value_or(0);
    SMCOST_CHECK(sum == total(bills[i].context), "the groups of a bill add up to its total");
  }
  return compared;
}

Json groupsJson(const ComparedGroups& groups, const std::vector<std::string>& names) { return listJson(groups.groups, names); }

Json ofNoGroupJson(std::span<const ComparedBill> bills, const std::vector<std::string>& names) {
  if (std::none_of(bills.begin(), bills.end(), [](const ComparedBill& bill) { return termsOf(bill.context).goesOn(); })) return nullptr;
  Amounts amounts;
  for (const ComparedBill& bill : bills) amounts.push_back(ofNoGroup(bill.context));
  Json json;
  putAmounts(json, amounts, names);
  return json;
}

}  // namespace smcost::runtime
