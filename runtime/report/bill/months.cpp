#include "runtime/report/bill/months.h"

#include <algorithm>
#include <optional>
#include <ostream>
#include <unordered_map>
#include <utility>

#include "lang/base/interrupt.h"
#include "runtime/report/columns.h"
#include "runtime/report/groups.h"
#include "runtime/report/notes.h"

namespace smcost::runtime {

namespace {

// By month; none: the month has nothing of the kind.
using Amounts = std::vector<std::optional<base::Rational>>;

// What a row is of: workload, line, price.
using Labels = std::vector<std::string>;

struct AmountRow {
  Labels labels;
  Amounts amounts;
};

// What is added under names, in order of first appearance.
template <class Entry>
class Named {
 public:
  Entry& operator[](const std::string& name) {
    const auto [at, is_new] = places_.try_emplace(name, entries_.size());
    if (is_new) entries_.push_back({name, Entry()});
    return entries_[at->second].second;
  }
  const std::vector<std::pair<std::string, Entry>>& entries() const { return entries_; }

 private:
  std::vector<std::pair<std::string, Entry>> entries_;
  std::unordered_map<std::string, size_t> places_;
};

void add(Amounts& amounts, size_t months, size_t month, const base::Rational& amount) {
  amounts.resize(months);
  amounts[month] = amounts[month].value_or(0) + amount;
}

class MonthTable {
 public:
  MonthTable(const ReportContext& context, std::span<const program::StatementId> statements, MonthSums sums)
      : context_(context), statements_(statements), sums_(sums) {
    for (const MonthReport& month : context.months) months_.push_back(reportOf(context, month));
  }

  void write(std::ostream& out) const {
    const size_t columns = months_.size() + 1;  // the sum is the last
    const size_t most = columnsInBlock();
    const size_t blocks = (columns + most - 1) / most;
    // All about as wide, the first ones wider if any is.
    const auto beginOf = [&](size_t block) { return (columns * block + blocks - 1) / blocks; };
    for (size_t i = 0; i < blocks; ++i) {
      if (i > 0) out << '\n';
      writeBlock(out, beginOf(i), beginOf(i + 1));
    }
  }

 private:
  static constexpr size_t kLabels = 3;

  // Rows are made anew each time, so that a large bill is never held as text.
  template <class Use>
  void eachRow(Use use) const {
    const auto title = [&](const Group& group) {
      if (!group.title.empty()) use(AmountRow{{group.title, "", ""}, {}});
    };
    const auto lines = [&](const Group& group) {
      for (const program::StatementId statement : group.statements) {
        if (isBilled(statement)) eachRowOf(statement, use);
      }
    };
    const auto subtotal = [&](const Group& group) {
      if (group.title.empty()) return;
      Amounts sums;
      for (const ReportContext& month : months_) {
        const std::optional<GroupSum> sum = sumOf(*month.bill, group);
        sums.push_back(sum ? std::optional(sum->total) : std::nullopt);
      }
      use(AmountRow{{group.title, "subtotal", ""}, std::move(sums)});
    };
    const std::vector<Group> groups = groupsOf(context_.bill->program(), statements_);
    walkGroups(groups, title, lines, subtotal);
    if (sums_ == MonthSums::shown) eachSum(use);
  }

  // In one of the months.
  bool isBilled(program::StatementId statement) const {
    return std::any_of(months_.begin(), months_.end(), [&](const ReportContext& month) {
      return month.bill->program().statements[statement.value].isBilled();
    });
  }

  struct LineAmounts {
    Amounts all;
    Named<Amounts> prices;
  };

  template <class Use>
  void eachRowOf(program::StatementId statement, Use use) const {
    base::checkInterrupt();
    Named<LineAmounts> lines;
    Amounts subtotal(months_.size());
    for (size_t i = 0; i < months_.size(); ++i) {
      const program::Program& program = months_[i].bill->program();
      for (const Line& line : months_[i].bill->linesOf(statement)) {
        LineAmounts& amounts = lines[lineTitle(program, line)];
        add(amounts.all, months_.size(), i, line.cost);
        add(subtotal, months_.size(), i, line.cost);
        for (const Charge& charge : line.charges) add(amounts.prices[chargeText(program, line, charge)], months_.size(), i, charge.cost);
        if (line.charges.empty()) add(amounts.prices["-"], months_.size(), i, 0);
      }
    }
    std::string name = program::statementName(context_.bill->program(), statement);
    const bool has_parts = context_.bill->program().hasParts(statement);
    if (lines.entries().empty() && !has_parts) use(AmountRow{{name, "no line", ""}, subtotal});
    for (const auto& [title, line] : lines.entries()) {
      const auto& prices = line.prices.entries();
      const bool is_one = prices.size() == 1;
      use(AmountRow{{std::exchange(name, ""), title, is_one ? prices.front().first : std::to_string(prices.size()) + " charges"}, line.all});
      if (is_one) continue;
      for (const auto& [price, amounts] : prices) use(AmountRow{{"", "", price}, amounts});
    }
    if (lines.entries().size() > 1) use(AmountRow{{"", "subtotal", ""}, subtotal});
    if (!has_parts || !context_.bill->program().group_by.empty()) return;
    Amounts all(months_.size());
    for (size_t i = 0; i < months_.size(); ++i) {
      if (months_[i].bill->program().statements[statement.value].isBilled()) add(all, months_.size(), i, months_[i].bill->totalWithParts(statement));
    }
    use(AmountRow{{name, "with its parts", ""}, all});
  }

  // A tier is told by its text where the line has several charges.
  static std::string chargeText(const program::Program& program, const Line& line, const Charge& charge) {
    std::string text = chargePrice(program, charge);
    if (line.charges.size() > 1 && charge.row && !charge.text.empty()) text += " (" + charge.text + ")";
    return text;
  }

  template <class Use>
  void eachSum(Use use) const {
    const auto sum = [&](const char* title, auto of) {
      Amounts amounts;
      for (const ReportContext& month : months_) amounts.push_back(of(*month.bill));
      use(AmountRow{{title, "", ""}, std::move(amounts)});
    };
    const auto any = [&](auto holds) { return std::any_of(months_.begin(), months_.end(), [&](const ReportContext& month) { return holds(*month.bill); }); };
    if (any([](const Bill& bill) { return bill.listTotal() != bill.total(); })) {
      sum("list", [](const Bill& bill) { return bill.listTotal(); });
      sum("less", [](const Bill& bill) -> base::Rational { return bill.listTotal() - bill.total(); });
    }
    sum("total", [](const Bill& bill) { return bill.total(); });
    sum("invoice", [](const Bill& bill) { return bill.invoiceTotal(); });
    if (any([](const Bill& bill) { return !bill.data().credits.empty() || bill.data().tax; })) {
      if (!context_.bill->program().group_by.empty()) sum("of no group", [](const Bill& bill) { return ofNoGroup(bill); });
      sum("payable", [](const Bill& bill) { return bill.payable(); });
      sum("invoice payable", [](const Bill& bill) { return bill.invoicePayable(); });
    }
  }

  std::string cell(const Amounts& amounts, size_t column) const {
    if (amounts.empty()) return "";  // a title
    if (column < months_.size()) return moneyOrNothing(amounts[column], context_.digits);
    base::Rational sum = 0;
    for (const auto& amount : amounts) sum += amount.value_or(0);
    return money(sum, context_.digits);
  }

  std::string title(size_t column) const { return column < months_.size() ? months_[column].bill->program().period.name : "total"; }

  // Words give way to amounts as far as half of the line, then amounts to words.
  size_t columnsInBlock() const {
    AlignedColumns labels(std::vector<bool>(kLabels, false), context_.width);
    const std::vector<std::string> titles = {"workload", "line", "price"};
    labels.measure(titles);
    size_t widest = 0;
    for (size_t i = 0; i <= months_.size(); ++i) widest = std::max(widest, shownWidth(title(i)));
    eachRow([&](const AmountRow& row) {
      labels.measure(row.labels);
      for (size_t i = 0; i <= months_.size(); ++i) widest = std::max(widest, shownWidth(cell(row.amounts, i)));
    });
    const size_t taken = std::max(labels.leastWidth(), std::min(labels.naturalWidth(), context_.width / 2));
    const size_t left = context_.width - std::min(context_.width, taken);
    return std::max<size_t>(1, left / (widest + 2));
  }

  void writeBlock(std::ostream& out, size_t begin, size_t end) const {
    std::vector<std::string> titles = {"workload", "line", "price"};
    std::vector<bool> right(kLabels, false);
    for (size_t i = begin; i < end; ++i) {
      titles.push_back(title(i));
      right.push_back(true);
    }
    AlignedColumns table(std::move(right), context_.width);
    table.measure(titles);
    const auto eachText = [&](auto use) {
      eachRow([&](const AmountRow& row) {
        std::vector<std::string> cells = row.labels;
        for (size_t i = begin; i < end; ++i) cells.push_back(cell(row.amounts, i));
        use(cells);
      });
    };
    eachText([&](const std::vector<std::string>& cells) { table.measure(cells); });
    table.writeTitles(out, titles);
    eachText([&](const std::vector<std::string>& cells) { table.write(out, cells); });
  }

  const ReportContext& context_;
  std::vector<ReportContext> months_;
  std::span<const program::StatementId> statements_;
  MonthSums sums_;
};

// "2025-03, 2025-05..2025-07"
std::string namesOf(const ReportContext& context, const std::vector<size_t>& months) {
  std::vector<std::string> ranges;
  for (size_t i = 0; i < months.size();) {
    size_t last = i;
    while (last + 1 < months.size() && months[last + 1] == months[last] + 1) ++last;
    const auto name = [&](size_t at) { return context.months[months[at]].bill->program().period.name; };
    ranges.push_back(last == i ? name(i) : name(i) + ".." + name(last));
    i = last + 1;
  }
  return joined(ranges);
}

}  // namespace

void writeMonthColumns(std::ostream& out, const ReportContext& context, std::span<const program::StatementId> statements, MonthSums sums) {
  MonthTable(context, statements, sums).write(out);
}

std::vector<MonthsNote> notesOfMonths(const ReportContext& context) {
  Named<std::pair<Note, std::vector<size_t>>> said;
  for (size_t i = 0; i < context.months.size(); ++i) {
    const ReportContext own = reportOf(context, context.months[i]);
    std::vector<Note> notes = notesOf(own);
    if (const auto missing = own.bill->notBilled(); !missing.empty()) notes.insert(notes.begin(), {"not billed", joined(missing)});
    for (Note& note : notes) {
      auto& [first, months] = said[note.title + '\n' + note.text];
      first = std::move(note);
      if (months.empty() || months.back() != i) months.push_back(i);
    }
  }
  std::vector<MonthsNote> notes;
  for (const auto& [key, entry] : said.entries()) {
    const auto& [note, months] = entry;
    const bool is_all = months.size() == context.months.size();
    notes.push_back({note.title, note.text + (is_all ? "" : " [" + namesOf(context, months) + "]")});
  }
  return notes;
}

}  // namespace smcost::runtime
