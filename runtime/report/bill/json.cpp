// The bill for programs. The form is a contract: bill.schema.json. Written line by line,
// each line an object of its own, so that a large bill needs no large tree.
#include <ostream>

#include "lang/calendar/dates.h"
#include "lang/diagnostics/text.h"
#include "runtime/rating/invoice.h"
#include "runtime/report/amounts.h"
#include "runtime/report/bill/printers.h"
#include "runtime/report/converted.h"
#include "runtime/report/groups.h"
#include "runtime/report/notes.h"
#include "runtime/report/terms.h"

namespace smcost::runtime {

namespace {

std::string_view reasonText(Reason reason) {
  switch (reason) {
    case Reason::price_row: return "price row";
    case Reason::tier: return "tier";
    case Reason::allowance: return "allowance";
    case Reason::plan: return "plan";
    case Reason::free: return "free";
    case Reason::applied: return "applied";
    case Reason::unused: return "unused";
  }
  return "";
}

Json location(const ReportContext& context, source::Span span) {
  if (span.isNone()) return nullptr;
  const source::LineColumn place = context.sources->lineColumn(span);
  return {{"file", context.sources->file(span.file).name()}, {"line", place.line}, {"column", place.column}};
}

Json chargeJson(const ReportContext& context, const Line& line, const Charge& charge) {
  const program::Program& program = context.bill->program();
  Json json = {{"quantity", amountJson(measure(context, line, charge.quantity).number)}};
  if (charge.row) {
    const program::RateRow& row = program.rates[charge.row.value];
    json["price"] = amountJson(priceNumber(program, row));
    json["price_unit"] = program.textOf(row).price_unit;
  } else {
    json["price"] = nullptr;
    json["price_unit"] = nullptr;
  }
  json["cost"] = amountJson(charge.cost);
  if (const program::Agreement* agreement = agreementOf(program, charge)) {
    const program::RateRow& row = program.rates[charge.row.value];
    json["agreement"] = {{"name", agreement->name}};
    if (row.list) {
      json["agreement"]["less"] = amountJson(agreement->reductions[row.reduction].part);
      json["agreement"]["location"] = location(context, agreement->reductions[row.reduction].span);
      json["list_price"] = amountJson(priceNumber(program, program.rates[row.list.value]));
      json["list_cost"] = amountJson(context.bill->listCost(charge));
    } else {
      json["agreement"]["location"] = location(context, row.span);
    }
  }
  std::string reason(reasonText(charge.reason));
  if (!charge.text.empty()) reason += ": " + charge.text;
  json["reason"] = reason;
  // Of a price that holds in each region.
  if (charge.row && !program.rates[charge.row.value].region) json["everywhere"] = true;
  const bool sourced = charge.row && program.rates[charge.row.value].source;
  json["source"] = nullptr;
  if (sourced) json["source"] = program.sources[program.rates[charge.row.value].source.value].name;
  else if (charge.row) json["own_row"] = location(context, program.rates[charge.row.value].span);
  return json;
}

Json lineJson(const ReportContext& context, const Line& line) {
  const program::Program& program = context.bill->program();
  const program::Statement& statement = program.statements[line.statement.value];
  const Measured quantity = measure(context, line, line.quantity);
  Json json;
  json["workload"] = program::statementName(program, line.statement);
  json["head"] = nameText(program, statement.head);
  json["line"] = lineName(program, line);
  json["meter"] = program.meters[line.meter.value].name;
  json["key"] = nullptr;
  if (line.key) json["key"] = keyText(program, line);
  json["region"] = nameText(program, line.region);
  json["quantity"] = amountJson(quantity.number);
  json["unit"] = quantity.unit;
  json["cost"] = amountJson(line.cost);
  if (context.bill->listTotal() != context.bill->total()) json["list_cost"] = amountJson(context.bill->listCost(line));
  json["charges"] = Json::array();
  for (const Charge& charge : line.charges) json["charges"].push_back(chargeJson(context, line, charge));
  json["location"] = location(context, statement.span);
  if (statement.tags) json["tags"] = program.tags[statement.tags.value];
  return json;
}

// `"key": value,` on a line of its own.
void field(std::ostream& out, const char* key, const Json& value) { out << "  \"" << key << "\": " << dumpJson(value) << ",\n"; }

class Array {
 public:
  Array(std::ostream& out, const char* key) : out_(out) { out_ << "  \"" << key << "\": ["; }
  void add(const Json& item) { out_ << (std::exchange(first_, false) ? "\n    " : ",\n    ") << dumpJson(item); }
  void end(const char* behind) { out_ << (first_ ? "]" : "\n  ]") << behind; }

 private:
  std::ostream& out_;
  bool first_ = true;
};

// Only where there is something to say: the months of several, the statements of other months.
void writeMonthFields(std::ostream& out, const ReportContext& context) {
  Json months = Json::array(), not_billed = Json::array();
  for (const MonthReport& month : monthsOf(context)) {
    const program::Period& period = month.bill->program().period;
    months.push_back({{"name", period.name},
                      {"hours", amountJson(period.seconds / 3600)},
                      {"total", amountJson(month.bill->total())},
                      {"invoice_total", amountJson(month.bill->invoiceTotal())}});
    if (!month.bill->data().credits.empty() || month.bill->data().tax) {
      months.back()["payable"] = amountJson(month.bill->payable());
      months.back()["invoice_payable"] = amountJson(month.bill->invoicePayable());
    }
    for (const std::string& text : month.bill->notBilled()) not_billed.push_back({{"month", period.name}, {"what", text}});
  }
  if (!context.months.empty()) field(out, "months", months);
  if (!not_billed.empty()) field(out, "not_billed", not_billed);
}

Json allowanceJson(const ReportContext& context, const AllowanceUse& use) {
  const program::Program& program = context.bill->program();
  const program::Allowance& allowance = program.allowances[use.allowance];
  const auto dimension = program.meters[allowance.covers.front().meter.value].dimension;
  Json json = {{"name", allowance.name},
               {"text", allowance.text},
               {"state", holdingText(use.holding)},
               {"usage", amountJson(use.usage)},
               {"taken", amountJson(use.taken)},
               {"unit", context.show ? context.show(1, dimension).substr(2) : program.dimensions.show(dimension)}};
  if (use.least) json["least_total"] = amountJson(*use.least);
  if (use.greatest) json["greatest_total"] = amountJson(*use.greatest);
  return json;
}

Json commitmentJson(const program::Program& program, const CommitmentUse& use, const program::Commitment& commitment) {
  const Payments payments = paymentsOf(program, use, commitment);
  const Saving saving = savingOf(use);
  const auto orNull = [](const std::optional<base::Rational>& amount) { return amount ? amountJson(*amount) : Json(nullptr); };
  Json json = {{"name", program::statementName(program, commitment.statement)},
               {"offer", program.offers[commitment.offer.value].text},
               {"committed", amountJson(use.committed)},
               {"used", amountJson(use.used)},
               {"unused", amountJson(use.unused)},
               {"hourly", amountJson(payments.hourly)},
               {"upfront_part", amountJson(payments.upfront_part)},
               {"paid_upfront", amountJson(payments.paid_upfront)},
               {"covered", amountJson(use.covered)},
               {"eligible", amountJson(use.eligible)},
               {"effective_saving", amountJson(saving.effective)},
               {"theoretical_saving", orNull(saving.theoretical)},
               {"utilization", orNull(saving.utilization)},
               {"coverage", orNull(saving.coverage)}};
  if (!commitment.term) return json;
  json["from"] = calendar::dateText(commitment.term->from_day);
  json["until"] = calendar::dateText(commitment.term->until_day);
  json["in_cash"] = amountJson(*payments.in_cash);
  return json;
}

Json invoiceLineJson(const Bill& bill, const InvoiceLine& line) {
  const program::Program& program = bill.program();
  Json json;
  if (line.commitment != kNoIndex) {
    json["what"] = program::statementName(program, program.commitments[line.commitment].statement);
  } else {
    const Rate& rate = bill.rate(line.rate);
    json["what"] = meterText(program, rate.meter, rate.key);
    json["region"] = nameText(program, rate.region);
    json["price_unit"] = program.textOf(program.rates[line.row.value]).price_unit;
    json["price"] = amountJson(priceNumber(program, program.rates[line.row.value]));
  }
  json["exact"] = amountJson(line.exact);
  json["amount"] = amountJson(line.rounded);
  return json;
}

// Arrays of what all months have of one kind; nothing where there is none.
template <class Write>
void writeByMonth(std::ostream& out, const ReportContext& context, const char* key, Write write) {
  Json all = Json::array();
  for (const MonthReport& month : monthsOf(context)) {
    const size_t first = all.size();
    write(reportOf(context, month), all);
    if (context.months.empty()) continue;
    for (size_t i = first; i < all.size(); ++i) all[i]["month"] = month.bill->program().period.name;
  }
  if (!all.empty()) field(out, key, all);
}

void writeRating(std::ostream& out, const ReportContext& context) {
  writeByMonth(out, context, "allowances", [](const ReportContext& own, Json& all) {
    for (const AllowanceUse& use : own.bill->data().allowances) all.push_back(allowanceJson(own, use));
  });
  writeByMonth(out, context, "commitments", [](const ReportContext& own, Json& all) {
    const auto& uses = own.bill->data().commitments;
    for (size_t i = 0; i < uses.size(); ++i) {
      all.push_back(commitmentJson(own.bill->program(), uses[i], own.bill->program().commitments[i]));
    }
  });
  writeByMonth(out, context, "not_placed", [](const ReportContext& own, Json& all) {
    for (const std::string& name : own.bill->notPlaced()) all.push_back({{"what", name}});
  });
  writeByMonth(out, context, "invoice_lines", [](const ReportContext& own, Json& all) {
    for (const InvoiceLine& line : own.bill->data().invoice_lines) all.push_back(invoiceLineJson(*own.bill, line));
  });
}

// What each included file comes to.
void writeIncluded(std::ostream& out, const ReportContext& context) {
  Array included(out, "included");
  const std::vector<base::Rational> sums = includedTotals(context);
  for (size_t i = 0; i < sums.size(); ++i) {
    const program::IncludedFile& file = context.bill->program().included[i];
    included.add({{"name", file.name}, {"total", amountJson(sums[i])}, {"expects_left_out", expectsLeftOut(context, i)}});
  }
  included.end(",\n");
}

// What agreements did to prices, and what comes behind the total: total - credits + tax is payable.
void writeTerms(std::ostream& out, const ReportContext& context) {
  const Terms terms = termsOf(context);
  Json agreements = Json::array(), credits = Json::array(), taxes = Json::array();
  for (const Terms::Met& met : terms.met) {
    agreements.push_back({{"name", met.agreement->name},
                          {"location", location(context, met.agreement->span)},
                          {"list", amountJson(met.list)},
                          {"less", amountJson(met.list - met.net)},
                          {"net", amountJson(met.net)}});
  }
  for (const Terms::Credit& credit : terms.credits) {
    credits.push_back({{"agreement", credit.agreement->name},
                       {"offered", amountJson(credit.offered)},
                       {"used", amountJson(credit.used)},
                       {"left", amountJson(credit.left())},
                       {"invoice", amountJson(credit.invoiced)}});
  }
  for (const Terms::Tax& tax : terms.taxes) {
    taxes.push_back({{"agreement", tax.agreement->name},
                     {"rate", amountJson(tax.agreement->tax->part)},
                     {"of", amountJson(tax.of)},
                     {"amount", amountJson(tax.amount)},
                     {"invoice", amountJson(tax.invoiced)}});
  }
  field(out, "list_total", amountJson(terms.list));
  field(out, "agreements", agreements);
  field(out, "credits", credits);
  field(out, "taxes", taxes);
  field(out, "payable", amountJson(terms.payable));
  field(out, "invoice_payable", amountJson(terms.invoice_payable));
}

// What the bill is of.
void writeSubject(std::ostream& out, const ReportContext& context) {
  const program::Program& program = context.bill->program();
  field(out, "spec", program.spec);
  Json period = {{"name", periodName(context)}, {"hours", amountJson(periodHours(context))}, {"assumed", program.period.assumed}};
  if (!program.period.assumed_from.empty()) period["assumed_from"] = program.period.assumed_from;
  field(out, "period", period);
  Json region = {{"name", nameText(program, program.region)}, {"assumed", program.region_assumed}};
  if (!program.region_assumed_from.empty()) region["assumed_from"] = program.region_assumed_from;
  field(out, "region", region);
  Json library = Json::object();
  addLibrary(library, program);
  if (!library.empty()) field(out, "library", library["library"]);
  field(out, "edition", std::string(program.editionName()));
  Json book = Json::object();
  addBook(book, context);
  if (!book.empty()) field(out, "price_book", book["price_book"]);
  if (!context.scenario.empty()) {
    field(out, "scenario", {{"name", context.scenario}, {"checks_left_out", context.checks_left_out}});
  }
  field(out, "currency", context.bill->currency());
  field(out, "not_included", notIncluded(context));
}

void writeLines(std::ostream& out, const ReportContext& context) {
  Array lines(out, "lines");
  for (const MonthReport& month : monthsOf(context)) {
    const ReportContext own = reportOf(context, month);
    month.bill->forEachLine([&](const Line& line) {
      Json json = lineJson(own, line);
      if (!context.months.empty()) json["month"] = month.bill->program().period.name;
      lines.add(json);
    });
  }
  lines.end(",\n");
}

// Of each statement, over all months.
std::vector<base::Rational> invoicedOf(const ReportContext& context) {
  std::vector<base::Rational> invoiced(context.bill->program().statements.size());
  for (const MonthReport& month : monthsOf(context)) {
    const std::vector<base::Rational> of_month = invoiceByStatement(*month.bill);
    for (size_t i = 0; i < invoiced.size(); ++i) invoiced[i] += of_month[i];
  }
  return invoiced;
}

void writeWorkloads(std::ostream& out, const ReportContext& context) {
  const program::Program& program = context.bill->program();
  Array workloads(out, "workloads");
  const std::vector<base::Rational> invoiced = invoicedOf(context);
  for (uint32_t i = 0; i < program.statements.size(); ++i) {
    const program::StatementId id{i};
    // A part that the arguments leave out is none.
    if (program.statements[i].part_of && !program.statements[i].table) continue;
    base::Rational sum = 0;
    for (const MonthReport& month : monthsOf(context)) sum += month.bill->total(id);
    Json workload = {{"name", program::statementName(program, id)}, {"total", amountJson(sum)}, {"invoice", amountJson(invoiced[i])}};
    if (program.statements[i].part_of) workload["part_of"] = program::statementName(program, program.statements[i].part_of);
    if (program.hasParts(id)) {
      base::Rational all = 0;
      for (const MonthReport& month : monthsOf(context)) all += month.bill->totalWithParts(id);
      workload["with_parts"] = amountJson(all);
    }
    workloads.add(workload);
  }
  workloads.end(",\n");
}

Json groupJson(const ReportContext& context, const Group& group, const std::vector<base::Rational>& invoiced) {
  const program::Program& program = context.bill->program();
  const GroupTag& tag = group.tags.back();
  base::Rational cents = 0;
  for (const program::StatementId statement : group.statements) cents += invoiced[statement.value];
  Json json = {{"tag", tag.key}, {"value", nullptr}, {"total", amountJson(totalOf(context, group).value_or(0))}, {"invoice", amountJson(cents)}, {"workloads", Json::array()}};
  if (tag.value) json["value"] = *tag.value;
  for (const program::StatementId statement : group.statements) json["workloads"].push_back(program::statementName(program, statement));
  for (const Group& inner : group.inner) json["groups"].push_back(groupJson(context, inner, invoiced));
  return json;
}

void writeEnds(std::ostream& out, const Ends& ends) {
  Json json = {{"proved", ends.not_proved.empty()}, {"low", nullptr}, {"high", nullptr}, {"inputs", Json::array()}};
  if (ends.not_proved.empty()) {
    json["low"] = amountJson(ends.low);
    json["high"] = amountJson(ends.high);
    const auto point = [](const std::vector<Ends::At>& at) {
      Json values = Json::object();
      for (const auto& [name, value] : at) values[name] = value;
      return values;
    };
    json["low_at"] = point(ends.low_at);
    json["high_at"] = point(ends.high_at);
  } else {
    json["reason"] = ends.not_proved;
  }
  for (const Ends::Input& input : ends.inputs) {
    json["inputs"].push_back({{"name", input.name}, {"low", amountJson(input.low)}, {"high", amountJson(input.high)}, {"low_at", input.low_at}, {"high_at", input.high_at}});
  }
  if (!ends.left_out.empty()) json["not_varied"] = ends.left_out;
  if (!ends.without_bill.empty()) json["without_bill"] = ends.without_bill;
  field(out, "ends", json);
}

// By the tags that the bill is grouped by; they add up to the total.
void writeGroups(std::ostream& out, const ReportContext& context) {
  const program::Program& program = context.bill->program();
  const std::vector<base::Rational> invoiced = invoicedOf(context);
  Array groups(out, "groups");
  for (const Group& group : groupsOf(program, allStatements(program))) groups.add(groupJson(context, group, invoiced));
  groups.end(",\n");
  if (termsOf(context).goesOn()) field(out, "of_no_group", amountJson(ofNoGroup(context)));
}

// The same in another currency.
void writeConverted(std::ostream& out, const Converted& converted) {
  Json months = Json::array();
  for (const Converted::Month& month : converted.months) {
    const program::ExchangeRate& rate = month.exchange->rate;
    months.push_back({{"name", month.name},
                      {"rate", amountJson(rate.rate)},
                      {"day", calendar::dateText(month.exchange->day)},
                      {"from", calendar::dateText(rate.from_day)},
                      {"source", rate.source},
                      {"total", amountJson(month.total)},
                      {"payable", amountJson(month.payable)}});
  }
  field(out, "converted",
        {{"currency", converted.currency}, {"total", amountJson(converted.total)}, {"payable", amountJson(converted.payable)}, {"months", months}});
}

void writeChecks(std::ostream& out, const ReportContext& context) {
  Array checks(out, "checks");
  for (const CheckOutcome& check : context.checks) {
    Json json = {{"kind", checkKind(check.kind)},
                 {"passed", check.passed},
                 {"location", location(context, check.span)},
                 {"detail", check.statistic.empty() ? failureText(check.parts, *context.sources) : check.statistic}};
    if (!check.file.empty()) json["included"] = check.file;
    checks.add(json);
  }
  checks.end("\n}\n");
}

}  // namespace

void writeJson(std::ostream& out, const ReportContext& context) {
  const program::Program& program = context.bill->program();
  out << "{\n";
  writeSubject(out, context);
  writeMonthFields(out, context);
  writeLines(out, context);
  writeWorkloads(out, context);
  if (!program.included.empty()) writeIncluded(out, context);
  if (!program.group_by.empty()) writeGroups(out, context);
  writeRating(out, context);
  field(out, "total", amountJson(total(context)));
  field(out, "invoice_total", amountJson(invoiceTotal(context)));
  if (context.ends) writeEnds(out, *context.ends);
  if (!program.agreements.empty()) writeTerms(out, context);
  if (const auto converted = convertedOf(context)) writeConverted(out, *converted);
  writeChecks(out, context);
}

}  // namespace smcost::runtime
