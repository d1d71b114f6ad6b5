// The bill for spreadsheets (RFC 4180, exact figures) and for documents (markdown).
#include <ostream>

#include "runtime/report/bill/printers.h"
#include "runtime/report/converted.h"
#include "runtime/report/escapes.h"
#include "runtime/report/groups.h"
#include "runtime/report/notes.h"
#include "runtime/report/terms.h"

namespace smcost::runtime {

namespace {

std::string csvLibrary(const program::Program& program) {
  return program.library.empty() ? "" : ',' + csvField(libraryText(program).substr(sizeof "library"));
}

// What the last columns say of all records.
std::string csvEnd(const ReportContext& whole) {
  const program::Program& program = whole.bill->program();
  return csvLibrary(program) + (bookOf(whole) == nullptr ? "" : ',' + csvField(editionText(whole)));
}

std::string agreementName(const program::Program& program, const Charge& charge) {
  const program::Agreement* agreement = agreementOf(program, charge);
  return agreement ? agreement->name : "";
}

// Of a bill under agreements each record says too what it would cost at the list, what is taken off, by which
// agreement, and what of what is payable it is.
bool isUnderAgreements(const ReportContext& context) { return !context.bill->program().agreements.empty(); }

std::string csvTerms(const base::Rational& list, const base::Rational& cost, const std::string& agreement) {
  return ',' + base::toExactString(list) + ',' + base::toExactString(list - cost) + ',' + csvField(agreement) + ',' +
         base::toExactString(cost);
}

// Behind the lines: records without a cost, which add up with the others to what is payable.
void writeBelow(std::ostream& out, const ReportContext& context, std::string_view month, const std::string& no_tags, const std::string& end) {
  const Bill& bill = *context.bill;
  const program::Program& program = bill.program();
  const auto write = [&](const char* head, program::AgreementId id, const std::string& text, const base::Rational& amount) {
    out << ',' << head << ",,,,,,,,," << csvField(bill.currency()) << ",," << csvField(text) << ",,,"
        << csvField(program.agreements[id.value].name) << ',' << base::toExactString(amount) << no_tags << (month.empty() ? "" : ",") << month
        << end << "\r\n";
  };
  for (const CreditUse& use : bill.data().credits) {
    write("credit", use.agreement, program.agreements[use.agreement.value].credit->text, -use.used);
  }
  if (const auto& tax = bill.data().tax) write("tax", tax->agreement, program.agreements[tax->agreement.value].tax->text, tax->amount);
}

// Of the record of a statement; empty where it has no such tag.
std::string csvTags(const program::Program& program, const std::vector<std::string>& keys, program::StatementId statement) {
  std::string fields;
  for (const std::string& key : keys) fields += ',' + csvField(std::string(program.tagOf(statement, key)));
  return fields;
}

// One record a charge, so that the cost column adds up to the total.
void writeRecords(std::ostream& out, const ReportContext& context, const std::vector<std::string>& keys, std::string_view month,
                  const std::string& end) {
  const Bill& bill = *context.bill;
  const program::Program& program = bill.program();
  const bool is_agreed = isUnderAgreements(context);
  bill.forEachLine([&](const Line& line) {
    const program::Statement& statement = program.statements[line.statement.value];
    const std::string front = csvField(program::statementName(program, line.statement)) + ',' +
                              csvField(nameText(program, statement.head)) + ',' + csvField(lineName(program, line)) + ',' +
                              csvField(program.meters[line.meter.value].name) + ',' + csvField(keyText(program, line)) +
                              ',' + csvField(nameText(program, line.region)) + ',';
    std::vector<Charge> charges = line.charges;
    if (charges.empty()) charges.push_back({Reason::price_row, line.quantity, line.cost, {}, kNoIndex, {}});
    for (const Charge& charge : charges) {
      const Measured quantity = measure(context, line, charge.quantity);
      out << front << base::toExactString(quantity.number) << ',' << csvField(quantity.unit) << ','
          << csvField(chargePrice(program, charge)) << ',' << base::toFixed(charge.cost, kShownDigits) << ','
          << csvField(bill.currency()) << ',' << base::toExactString(charge.cost) << ',' << csvField(charge.text)
          << (is_agreed ? csvTerms(bill.listCost(charge), charge.cost, agreementName(program, charge)) : "")
          << csvTags(program, keys, line.statement) << (month.empty() ? "" : ",") << month << end << "\r\n";
    }
  });
  if (is_agreed) writeBelow(out, context, month, std::string(keys.size(), ','), end);
}

void writeMarkdownTable(std::ostream& out, const ReportContext& context) {
  const Bill& bill = *context.bill;
  const program::Program& program = bill.program();
  const bool with_list = bill.listTotal() != bill.total();
  const auto listed = [&](const base::Rational& list, const base::Rational& cost) {
    return with_list ? " | " + money(list, context.digits) + " | " + money(list - cost, context.digits) : "";
  };
  out << "| workload | line | quantity | price | " << (with_list ? "list | less | " : "") << markdownField(bill.currency())
      << " |\n|---|---|---:|---|" << (with_list ? "---:|---:|" : "") << "---:|\n";
  for (const Group& group : groupsOf(program, allStatements(program))) {
    base::Rational list = 0, sum = 0;
    for (const program::StatementId statement : group.statements) {
      for (const Line& line : bill.linesOf(statement)) {
        list += bill.listCost(line);
        sum += line.cost;
        out << "| " << markdownField(program::statementName(program, line.statement)) << " | "
            << markdownField(lineTitle(program, line)) << " | "
            << markdownField(measure(context, line, line.quantity).text()) << " | "
            << markdownField(priceText(context, line)) << listed(bill.listCost(line), line.cost) << " | " << money(line.cost, context.digits) << " |\n";
      }
    }
    if (!group.title.empty()) out << "| **" << markdownField(group.title) << "** | | |" << listed(list, sum) << " | **" << money(sum, context.digits) << "** |\n";
  }
  out << "| **total** | | |" << listed(bill.listTotal(), bill.total()) << " | **" << money(bill.total(), context.digits) << "** |\n\n";
  if (const auto missing = bill.notBilled(); !missing.empty()) out << "Not this month: " << markdownField(joined(missing)) << ".\n\n";
  for (const Note& note : notesOf(context)) out << "- " << note.title << ": " << markdownField(note.text) << "\n";
  if (!notesOf(context).empty()) out << '\n';
}

}  // namespace

// With several months each record ends with its own, then with the library that is not the shipped one, then with
// the edition and its price book, if prices are from one.
void writeCsv(std::ostream& out, const ReportContext& context) {
  out << "workload,head,line,meter,key,region,quantity,unit,price,cost,currency,exact_cost,reason"
      << (isUnderAgreements(context) ? ",exact_list,exact_less,agreement,exact_payable" : "");
  const std::vector<std::string> keys = tagKeys(context.bill->program());
  for (const std::string& key : keys) out << ',' << csvField("tag:" + key);
  out << (context.months.empty() ? "" : ",month") << (context.bill->program().library.empty() ? "" : ",library")
      << (bookOf(context) == nullptr ? "\r\n" : ",price_book\r\n");
  const std::string end = csvEnd(context);
  if (context.months.empty()) writeRecords(out, context, keys, "", end);
  for (const MonthReport& month : context.months) {
    writeRecords(out, reportOf(context, month), keys, month.bill->program().period.name, end);
  }
}

void writeMarkdown(std::ostream& out, const ReportContext& context) {
  const program::Program& program = context.bill->program();
  const std::string currency = context.bill->currency();
  out << "# " << markdownField(program.spec) << "\n\n";
  out << "Period " << markdownField(periodName(context)) << " (" << base::toShown(periodHours(context), kShownDigits)
      << " h" << (program.period.assumed ? ", " + markdownField(assumedText(program.period.assumed_from)) + ")" : ")");
  if (program.region) {
    out << ", region " << markdownField(nameText(program, program.region))
        << (program.region_assumed ? " (" + markdownField(assumedText(program.region_assumed_from)) + ")" : "");
  }
  if (!program.library.empty()) {
    out << ", " << markdownField(libraryInHead(program));
  }
  if (program.edition) out << ", edition " << markdownField(editionText(context));
  if (!context.scenario.empty()) out << ", scenario " << markdownField(context.scenario);
  out << ".\n\n";
  if (context.months.empty()) writeMarkdownTable(out, context);
  for (const MonthReport& month : context.months) {
    out << "## " << markdownField(month.bill->program().period.name) << "\n\n";
    writeMarkdownTable(out, reportOf(context, month));
  }
  const std::vector<base::Rational> included = includedTotals(context);
  for (size_t i = 0; i < included.size(); ++i) {
    const program::IncludedFile& file = program.included[i];
    out << "Of " << markdownField(file.name) << ": " << money(included[i], context.digits) << ' ' << currency << ", exactly "
        << base::toExactString(included[i]);
    if (const uint32_t expects = expectsLeftOut(context, i)) out << " (" << expects << " `expect` left out)";
    out << ".\n";
  }
  const base::Rational sum = total(context);
  out << "Total: " << money(sum, context.digits) << ' ' << currency << ", exactly " << base::toExactString(sum)
      << ". Invoice total: " << money(invoiceTotal(context), context.digits) << ' ' << currency << ".\n";
  const Terms terms = termsOf(context);
  if (terms.reduces()) {
    out << "\n- list: " << amountText(terms.list, currency, context.digits) << "\n- less: " << amountText(terms.total - terms.list, currency, context.digits) << '\n';
  }
  if (terms.goesOn() && !terms.reduces()) out << '\n';
  for (const Below& line : belowTotal(terms, currency, context.digits)) out << "- " << line.title << ": " << markdownField(line.text) << '\n';
  if (const auto converted = convertedOf(context)) {
    out << "\nIn " << markdownField(converted->currency) << ": " << amountText(converted->total, converted->currency, context.digits);
    if (terms.goesOn()) out << ", payable " << amountText(converted->payable, converted->currency, context.digits);
    for (const Converted::Month& month : converted->months) out << "\n- " << markdownField(rateText(*month.exchange));
    out << '\n';
  }
  if (const auto missing = notIncluded(context); !missing.empty()) {
    out << "\nNot included: " << markdownField(joined(missing)) << ".\n";
  }
  for (const CheckOutcome& check : context.checks) {
    out << "\n- " << markdownField(check.file.empty() ? "" : check.file + ": ") << checkKind(check.kind) << ": " << (check.passed ? check.warned ? "passed with a warning" : "passed" : "FAILED");
    if (const std::string why = failureText(check.parts, *context.sources); !why.empty()) out << ": " << markdownField(why);
  }
  if (!context.checks.empty()) out << '\n';
  if (context.checks_left_out > 0) out << "\nChecks of the file as written that were left out: " << context.checks_left_out << ".\n";
}

}  // namespace smcost::runtime
