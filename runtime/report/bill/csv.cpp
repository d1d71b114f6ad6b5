// The bill for spreadsheets (RFC 4180): a record a charge, with exact figures, so that columns of money add up.
#include <ostream>
#include <unordered_map>

#include "runtime/report/bill/printers.h"
#include "runtime/report/converted.h"
#include "runtime/report/escapes.h"
#include "runtime/report/groups.h"
#include "runtime/report/notes.h"
#include "runtime/report/terms.h"

namespace smcost::runtime {

namespace {

// Which columns there are beside those of every bill, in their order.
struct Extra {
  bool is_agreed = false;             // under agreements: the list, what is taken off and by which, what is payable
  std::string currency;               // the second one: the rate, and money in it; empty: there is none
  bool has_commitments = false;       // what they save, at the first record of their own statement
  std::vector<std::string> tags;      // whose each record is
  bool has_months = false;
  std::string library, price_book;    // what the last columns say of all records; empty: no column
};

Extra extraOf(const ReportContext& context) {
  const program::Program& program = context.bill->program();
  Extra extra;
  extra.is_agreed = !program.agreements.empty();
  if (const auto converted = convertedOf(context)) extra.currency = converted->currency;
  for (const MonthReport& month : monthsOf(context)) extra.has_commitments |= !month.bill->data().commitments.empty();
  extra.tags = tagKeys(program);
  extra.has_months = !context.months.empty();
  if (!program.library.empty()) extra.library = libraryText(program).substr(sizeof "library");
  if (bookOf(context) != nullptr) extra.price_book = editionText(context);
  return extra;
}

std::string titlesOf(const Extra& extra) {
  std::string titles = "workload,head,line,meter,key,region,quantity,unit,price,cost,currency,exact_cost,reason";
  if (extra.is_agreed) titles += ",exact_list,exact_less,agreement,exact_payable";
  if (!extra.currency.empty()) {
    titles += ",exchange_rate," + csvField("exact_cost_" + extra.currency);
    if (extra.is_agreed) titles += ',' + csvField("exact_payable_" + extra.currency);
  }
  if (extra.has_commitments) titles += ",exact_effective_saving,exact_theoretical_saving,exact_utilization,exact_coverage";
  for (const std::string& key : extra.tags) titles += ',' + csvField("tag:" + key);
  if (extra.has_months) titles += ",month";
  if (!extra.library.empty()) titles += ",library";
  if (!extra.price_book.empty()) titles += ",price_book";
  return titles;
}

std::string orEmpty(const std::optional<base::Rational>& amount) { return amount ? base::toExactString(*amount) : ""; }

// The records of one month.
class Records {
 public:
  Records(std::ostream& out, const ReportContext& context, const Extra& extra)
      : out_(out), context_(context), bill_(*context.bill), program_(bill_.program()), extra_(extra) {
    if (const auto& exchange = program_.exchange; exchange && !extra.currency.empty()) rate_ = exchange->rate.rate;
    for (size_t i = 0; i < program_.commitments.size(); ++i) commitments_.emplace(program_.commitments[i].statement.value, i);
  }

  void write() {
    bill_.forEachLine([&](const Line& line) { writeLine(line); });
    if (extra_.is_agreed) writeBelow();
  }

 private:
  void writeLine(const Line& line) {
    const program::Statement& statement = program_.statements[line.statement.value];
    const std::string front = csvField(program::statementName(program_, line.statement)) + ',' + csvField(nameText(program_, statement.head)) + ',' +
                              csvField(lineName(program_, line)) + ',' + csvField(program_.meters[line.meter.value].name) + ',' +
                              csvField(keyText(program_, line)) + ',' + csvField(nameText(program_, line.region)) + ',';
    std::vector<Charge> charges = line.charges;
    if (charges.empty()) charges.push_back({Reason::price_row, line.quantity, line.cost, {}, kNoIndex, {}});
    for (const Charge& charge : charges) {
      const Measured quantity = measure(context_, line, charge.quantity);
      out_ << front << base::toExactString(quantity.number) << ',' << csvField(quantity.unit) << ',' << csvField(chargePrice(program_, charge)) << ','
           << base::toFixed(charge.cost, kShownDigits) << ',' << csvField(bill_.currency()) << ',' << base::toExactString(charge.cost) << ','
           << csvField(charge.text);
      if (extra_.is_agreed) writeTerms(charge);
      writeConverted(charge.cost, charge.cost);
      writeSavings(line.statement);
      for (const std::string& key : extra_.tags) out_ << ',' << csvField(std::string(program_.tagOf(line.statement, key)));
      writeEnd();
    }
  }

  void writeTerms(const Charge& charge) {
    const base::Rational list = bill_.listCost(charge);
    const program::Agreement* agreement = agreementOf(program_, charge);
    out_ << ',' << base::toExactString(list) << ',' << base::toExactString(list - charge.cost) << ',' << csvField(agreement ? agreement->name : "") << ','
         << base::toExactString(charge.cost);
  }

  // Of what has no cost, as credits and taxes, only what is payable.
  void writeConverted(const std::optional<base::Rational>& cost, const base::Rational& payable) {
    if (extra_.currency.empty()) return;
    out_ << ',' << base::toExactString(rate_) << ',';
    if (cost) out_ << base::toExactString(*cost * rate_);
    if (extra_.is_agreed) out_ << ',' << base::toExactString(payable * rate_);
  }

  void writeSavings(program::StatementId statement) {
    if (!extra_.has_commitments) return;
    const auto own = commitments_.find(statement.value);
    if (own == commitments_.end()) {
      out_ << ",,,,";
      return;
    }
    const Saving saving = savingOf(bill_.data().commitments[own->second]);
    commitments_.erase(own);  // the statement may have further records
    out_ << ',' << base::toExactString(saving.effective) << ',' << orEmpty(saving.theoretical) << ',' << orEmpty(saving.utilization) << ','
         << orEmpty(saving.coverage);
  }

  void writeEnd() {
    if (extra_.has_months) out_ << ',' << program_.period.name;
    if (!extra_.library.empty()) out_ << ',' << csvField(extra_.library);
    if (!extra_.price_book.empty()) out_ << ',' << csvField(extra_.price_book);
    out_ << "\r\n";
  }

  // Behind the lines: records without a cost and of nobody, which add up with the others to what is payable.
  void writeBelow() {
    const auto write = [&](const char* head, program::AgreementId id, const std::string& text, const base::Rational& amount) {
      out_ << ',' << head << ",,,,,,,,," << csvField(bill_.currency()) << ",," << csvField(text) << ",,," << csvField(program_.agreements[id.value].name)
           << ',' << base::toExactString(amount);
      writeConverted(std::nullopt, amount);
      if (extra_.has_commitments) out_ << ",,,,";
      out_ << std::string(extra_.tags.size(), ',');
      writeEnd();
    };
    for (const CreditUse& use : bill_.data().credits) {
      write("credit", use.agreement, program_.agreements[use.agreement.value].credit->text, -use.used);
    }
    if (const auto& tax = bill_.data().tax) write("tax", tax->agreement, program_.agreements[tax->agreement.value].tax->text, tax->amount);
  }

  std::ostream& out_;
  const ReportContext& context_;
  const Bill& bill_;
  const program::Program& program_;
  const Extra& extra_;
  base::Rational rate_ = 1;
  std::unordered_map<uint32_t, size_t> commitments_;  // by statement, while nothing of it is written
};

}  // namespace

void writeCsv(std::ostream& out, const ReportContext& context) {
  const Extra extra = extraOf(context);
  out << titlesOf(extra) << "\r\n";
  for (const MonthReport& month : monthsOf(context)) {
    const ReportContext own = reportOf(context, month);
    Records(out, own, extra).write();
  }
}

}  // namespace smcost::runtime
