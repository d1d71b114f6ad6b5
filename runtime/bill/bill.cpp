#include "runtime/bill/bill.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "lang/base/check.h"
#include "lang/program/module_names.h"
#include "runtime/catalog/price_changes.h"

namespace smcost::runtime {

namespace {

std::string quantityText(const program::RateText& reads, const base::Rational& quantity) {
  std::string text = base::toShown(quantity / reads.quantity_unit_scale, 6);
  return reads.quantity_unit.empty() ? text : text + " " + reads.quantity_unit;
}

}  // namespace

std::string tierText(const program::Program& program, const program::RateRow& row) {
  const program::RateText& reads = program.textOf(row);
  if (row.lower == 0 && !row.upper) return "";
  const std::string from = quantityText(reads, row.lower);
  if (row.is_cliff) {
    return "all of it, being " + (row.lower == 0 ? "at most " + quantityText(reads, *row.upper)
                                  : row.upper   ? "above " + from + ", at most " + quantityText(reads, *row.upper)
                                                : "above " + from);
  }
  if (row.lower == 0) return "first " + quantityText(reads, *row.upper);
  return row.upper ? "from " + from + " to " + quantityText(reads, *row.upper) : "above " + from;
}

Bill::Bill(BillData data) : data_(std::move(data)) {
  SMCOST_CHECK(data_.program != nullptr, "a bill is of a program");
  list_total_ = data_.total;
  if (!program().agreements.empty()) addAgreements();
}

void Bill::addAgreements() {
  std::map<program::AgreementId, AgreementUse> uses;
  forEachLine([&](const Line& line) {
    for (const Charge& charge : line.charges) {
      if (!charge.row || !program().rates[charge.row.value].agreement) continue;
      const program::AgreementId id = program().rates[charge.row.value].agreement;
      AgreementUse& use = uses[id];
      const base::Rational list = listCost(charge);
      use.agreement = id;
      use.list += list;
      use.net += charge.cost;
      list_total_ += list - charge.cost;
    }
  });
  for (auto& [id, use] : uses) agreements_.push_back(std::move(use));
}

base::Rational Bill::listCost(const Charge& charge) const {
  if (!charge.row || !program().rates[charge.row.value].list) return charge.cost;
  const program::RateRow& list = program().rates[program().rates[charge.row.value].list.value];
  return charge.quantity * program().cells.value(list.price);
}

base::Rational Bill::listCost(const Line& line) const {
  base::Rational sum = line.cost;
  for (const Charge& charge : line.charges) sum += listCost(charge) - charge.cost;
  return sum;
}

base::Rational Bill::payable() const {
  base::Rational sum = data_.total;
  for (const CreditUse& credit : data_.credits) sum -= credit.used;
  return data_.tax ? base::Rational(sum + data_.tax->amount) : sum;
}

base::Rational Bill::invoicePayable() const {
  base::Rational sum = data_.invoice_total;
  for (const CreditUse& credit : data_.credits) sum -= credit.invoiced;
  return data_.tax ? base::Rational(sum + data_.tax->invoiced) : sum;
}

base::Rational Bill::cost(uint32_t table, uint32_t line, uint32_t row) const {
  const LineRates& rates = data_.lines[table][line];
  if (!rates.pooled.empty() && rates.pooled[row] != kNoIndex) {
    const PooledLine& pooled = data_.pooled[rates.pooled[row]];
    base::Rational sum = 0;
    for (uint32_t i = 0; i < pooled.count; ++i) sum += data_.pooled_charges[pooled.first + i].cost;
    return sum;
  }
  const program::UsageLine& usage = program().usage[table].lines[line];
  return data_.usage[table].outputs[usage.cost].value(row);
}

Line Bill::line(program::StatementId id, uint32_t index) const {
  const program::Statement& statement = program().statements[id.value];
  const uint32_t table = statement.table.value;
  const program::UsageTable& usage_table = program().usage[table];
  const program::UsageLine& usage = usage_table.lines[index];
  const LineRates& rates = data_.lines[table][index];
  Line line;
  line.statement = id;
  line.table = statement.table;
  line.line = index;
  line.row = statement.row;
  line.meter = usage.meter;
  if (!usage_table.keys[index].empty()) line.key = usage_table.keys[index][statement.row];
  line.region = program().regionOf(usage_table, statement.row);
  line.quantity = data_.usage[table].outputs[usage.quantity].value(statement.row);
  line.cost = cost(table, index, statement.row);
  const Rate& rate = data_.rates[rates.rates[statement.row].value];
  if (!rates.pooled.empty() && rates.pooled[statement.row] != kNoIndex) {
    const PooledLine& pooled = data_.pooled[rates.pooled[statement.row]];
    for (uint32_t i = 0; i < pooled.count; ++i) {
      const PooledCharge& kept = data_.pooled_charges[pooled.first + i];
      Charge charge{kept.reason, kept.quantity, kept.cost, kept.row, kNoIndex, {}};
      switch (kept.reason) {
        case Reason::allowance: charge.text = program().allowances[kept.index].text; break;
        case Reason::plan:
        case Reason::applied:
        case Reason::unused:
          charge.commitment = kept.index;
          if (kept.reason == Reason::plan) charge.text = program().offers[program().commitments[kept.index].offer.value].text;
          break;
        default:
          charge.text = tierText(program(), program().rates[kept.row.value]);
          if (rate.rows.size() == 1) charge.reason = Reason::price_row;
      }
      line.charges.push_back(std::move(charge));
    }
  } else if (rate.outcome == Rate::Outcome::changing) {
    for (const PricedPart& part : partsByTime(program(), rate, *program().window(usage_table, index, statement.row))) {
      const program::RateRow& row = program().rates[part.row.value];
      const base::Rational quantity = line.quantity * part.share;
      line.charges.push_back({Reason::price_row, quantity, quantity * program().cells.value(row.price), part.row,
                              kNoIndex, validityText(row).substr(1)});
    }
  } else if (rate.outcome == Rate::Outcome::free) {
    line.charges.push_back({Reason::free, line.quantity, 0, {}, kNoIndex, rate.reason});
  } else if (!rate.rows.empty()) {
    line.charges.push_back({Reason::price_row, line.quantity, line.cost, rate.rows.front(), kNoIndex, {}});
  }
  return line;
}

std::vector<Line> Bill::linesOf(program::StatementId statement) const {
  std::vector<Line> lines;
  if (!program().statements[statement.value].isBilled()) return lines;
  const program::UsageTable& table = program().usage[program().statements[statement.value].table.value];
  for (uint32_t i = 0; i < table.lines.size(); ++i) lines.push_back(line(statement, i));
  return lines;
}

void Bill::forEachLine(const std::function<void(const Line&)>& callback) const {
  for (uint32_t statement = 0; statement < program().statements.size(); ++statement) {
    if (!program().statements[statement].isBilled()) continue;
    const program::UsageTable& table = program().usage[program().statements[statement].table.value];
    for (uint32_t i = 0; i < table.lines.size(); ++i) callback(line(program::StatementId{statement}, i));
  }
}

std::vector<Line> Bill::lines() const {
  std::vector<Line> all;
  forEachLine([&](const Line& line) { all.push_back(line); });
  return all;
}

RateId Bill::rateOf(const Line& line) const { return data_.lines[line.table.value][line.line].rates[line.row]; }

base::Rational Bill::total(program::StatementId id) const {
  const program::Statement& statement = program().statements[id.value];
  base::Rational sum = 0;
  if (!statement.isBilled()) return sum;
  const program::UsageTable& table = program().usage[statement.table.value];
  for (uint32_t i = 0; i < table.lines.size(); ++i) sum += cost(statement.table.value, i, statement.row);
  return sum;
}

base::Rational Bill::totalWithParts(program::StatementId id) const {
  base::Rational sum = 0;
  for (uint32_t i = id.value; i < program().endOfParts(id); ++i) sum += total(program::StatementId{i});
  return sum;
}

base::Rational Bill::value(const program::BillRef& ref) const {
  if (ref.is_payable) return payable();
  if (ref.owned) {
    base::Rational sum = 0;
    for (const program::StatementId owned : *ref.owned) sum += total(owned);
    return sum;
  }
  if (!ref.statement && ref.file != program::IncludedFile::kNone) return includedTotals()[ref.file];
  if (!ref.statement) return total();
  if (ref.line.empty()) return totalWithParts(ref.statement);
  const program::Statement& statement = program().statements[ref.statement.value];
  base::Rational sum = 0;
  if (!statement.isBilled()) return sum;
  const program::UsageTable& table = program().usage[statement.table.value];
  // A workload may meter under one line name in several branches; all of them count.
  for (uint32_t i = 0; i < table.lines.size(); ++i) {
    if (table.lines[i].name == ref.line) sum += cost(statement.table.value, i, statement.row);
  }
  return sum;
}

std::vector<base::Rational> Bill::includedTotals() const {
  const std::vector<program::IncludedFile>& files = program().included;
  std::vector<base::Rational> totals(files.size());
  // Statements stand in order of the files, each behind those that it includes.
  uint32_t next = 0;
  for (size_t i = 0; i < files.size(); ++i) {
    for (; next < files[i].end; ++next) totals[i] += total(program::StatementId{next});
    if (files[i].including != program::IncludedFile::kNone) totals[files[i].including] += totals[i];
  }
  return totals;
}

std::string Bill::currency() const {
  if (data_.currency) return std::string(program().names.text(data_.currency));
  if (program().currency) return std::string(program().names.text(program().currency));
  return "";
}

std::vector<std::string> Bill::notBilled() const {
  std::vector<std::string> texts;
  for (const auto& [statement, when] : program().not_billed) {
    texts.push_back(program::statementName(program(), statement) + " (" + when + ")");
  }
  return texts;
}

std::vector<std::string> Bill::notIncluded() const {
  std::vector<std::string> texts;
  std::unordered_set<std::string> seen;
  std::vector<bool> tables(program().usage.size());
  for (const program::Statement& statement : program().statements) {
    const uint32_t table = statement.table.value;
    if (!statement.isBilled() || tables[table]) continue;
    tables[table] = true;
    for (const std::string& text : program().usage[table].not_included) {
      if (seen.insert(text).second) texts.push_back(text);
    }
  }
  for (std::string& text : notBrought()) texts.push_back(std::move(text));
  return texts;
}

// Is anything of the module billed?
bool Bill::isBilled(const std::string& module) const {
  return std::any_of(program().billed_modules.begin(), program().billed_modules.end(), [&](const std::string& billed) {
    return program::isOfModule(billed, module);
  });
}

std::vector<std::string> Bill::notBrought() const {
  std::map<program::Brought, std::vector<std::string>> all;
  std::map<std::string, bool> billed;
  for (uint32_t i = 0; i < program().statements.size(); ++i) {
    const program::Statement& statement = program().statements[i];
    if (!statement.isBilled()) continue;
    for (const program::Brought& brought : program().usage[statement.table.value].brings) {
      const auto [known, is_new] = billed.try_emplace(brought.module);
      if (is_new) known->second = isBilled(brought.module);
      if (!known->second || brought.is_unread) all[brought].push_back(program::statementName(program(), {i}));
    }
  }
  std::vector<std::string> texts;
  for (auto& [brought, names] : all) {
    std::sort(names.begin(), names.end());  // the order of the text says nothing
    const size_t more = names.size() - 1;
    const std::string others = more == 0 ? "" : more == 1 ? " and " + names[1] : " and " + std::to_string(more) + " more";
    texts.push_back(brought.what + " of " + names[0] + others + " (`" + brought.module + "`)");
  }
  return texts;
}

std::vector<std::string> Bill::notPlaced() const {
  std::vector<std::string> names;
  std::vector<std::pair<program::StatementId, uint32_t>> in_order = data_.not_placed;
  std::sort(in_order.begin(), in_order.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first.value, a.second) < std::pair(b.first.value, b.second);
  });
  for (const auto& [statement, line] : in_order) {
    const program::UsageTable& table = program().usage[program().statements[statement.value].table.value];
    names.push_back(program::statementName(program(), statement) + "." + table.lines[line].name);
  }
  return names;
}

}  // namespace smcost::runtime
