#include "runtime/report/ends.h"

#include "runtime/report/figures.h"
#include "runtime/report/terms.h"

namespace smcost::runtime {

namespace {

std::string atText(const std::vector<Ends::At>& at) {
  std::string text;
  for (const auto& [name, value] : at) text += (text.empty() ? " at " : ", ") + name + " = " + value;
  return text;
}

}  // namespace

std::vector<std::string> endsText(const Ends& ends, const base::Rational& total, const std::string& currency, int digits) {
  if (!ends.not_proved.empty()) return {"between which totals it lies is not proved: " + ends.not_proved};
  std::vector<std::string> lines;
  lines.push_back("low  " + amountText(ends.low, currency, digits) + atText(ends.low_at));
  lines.push_back("as written  " + amountText(total, currency, digits));
  lines.push_back("high  " + amountText(ends.high, currency, digits) + atText(ends.high_at));
  for (const Ends::Input& input : ends.inputs) {
    std::string text = input.name + " alone moves it by " + amountText(input.high - input.low, currency, digits);
    if (&input == &ends.inputs.front() && ends.inputs.size() > 1) text += ", the most";
    if (input.low != input.high) text += ": least at " + input.low_at + ", greatest at " + input.high_at;
    lines.push_back(std::move(text));
  }
  for (const std::string& one : ends.left_out) lines.push_back("not varied: " + one);
  if (!ends.without_bill.empty()) lines.push_back("no bill at some values: " + ends.without_bill);
  return lines;
}

}  // namespace smcost::runtime
