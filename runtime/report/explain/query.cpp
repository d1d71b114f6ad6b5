#include "runtime/report/explain/query.h"

#include <ostream>
#include <vector>

#include "runtime/report/columns.h"
#include "runtime/report/figures.h"

namespace smcost::runtime {

namespace {

using program::SkuQuery;

class QueryWriter {
 public:
  QueryWriter(const program::Program& program, const SkuQuery& query, const QueryAnswer& answer, const ShowQuantity& show,
              const ChooseUnit& choose, size_t width)
      : width_(width), program_(program), query_(query), answer_(answer), show_(show) {
    has_meter_ = !query.rows.empty() && query.rows.front().meter;
    is_shown_ = isShown();
    unit_ = {query.order_unit, query.order_unit_scale};
    for (const QueryRow& row : answer.rows) {
      if (!unit_.text.empty() || !row.value || *row.value == 0) continue;
      unit_ = choose(*row.value, query.order_dimension);
      break;
    }
  }

  void write(std::ostream& out) const {
    const std::vector<std::string> heads = titles();
    std::vector<std::vector<std::string>> rows;
    for (const QueryRow& row : answer_.rows) rows.push_back(cells(row));
    std::vector<bool> right(heads.size(), true);
    right.front() = right.back() = false;
    if (has_meter_) right[1 + query_.facts.size()] = false;
    AlignedColumns columns(std::move(right), width_);
    columns.measure(heads);
    for (const auto& row : rows) columns.measure(row);
    if (rows.empty()) out << "no SKU matches\n";
    else columns.writeTitles(out, heads);
    for (const auto& row : rows) columns.write(out, row);
    for (const std::string& left : answer_.left_out) writeProse(out, "left out: " + left, width_);
  }

 private:
  std::string priceTitle(const SkuQuery::PriceColumn& price) const {
    return price.meter ? "price(" + program_.meters[price.meter.value].name + ")" : "price";
  }

  // A fact or a price has its column already.
  bool isShown() const {
    if (!query_.order_unit.empty()) return false;
    for (const uint32_t fact : query_.facts) {
      if (program_.facts.columns[fact].name == query_.order_text) return true;
    }
    for (const SkuQuery::PriceColumn& price : query_.prices) {
      if (priceTitle(price) == query_.order_text) return true;
    }
    return false;
  }

  std::vector<std::string> titles() const {
    std::vector<std::string> row = {"sku"};
    for (const uint32_t fact : query_.facts) row.push_back(program_.facts.columns[fact].name);
    if (has_meter_) row.push_back("meter");
    for (const SkuQuery::PriceColumn& price : query_.prices) row.push_back(priceTitle(price));
    if (query_.order && !is_shown_) row.push_back(query_.order_text);
    row.push_back("");
    return row;
  }

  std::vector<std::string> cells(const QueryRow& answer) const {
    const SkuQuery::Row& asked = query_.rows[answer.row];
    std::vector<std::string> row = {program_.keys[asked.sku.value].text};
    for (const uint32_t fact : query_.facts) row.push_back(factText(asked.sku, fact));
    const bool priced = answer.why != kNoPrice;
    if (has_meter_) row.push_back(priced ? program_.meters[asked.meter.value].name : "");
    for (const program::RateRowId price : answer.prices) {
      row.push_back(price ? chargePrice(program_, {Reason::price_row, 0, 0, price, kNoIndex, {}}) : "");
    }
    if (query_.order && !is_shown_) row.push_back(answer.value ? figure(*answer.value) : "");
    std::string remark = answer.why;
    for (const std::string& note : answer.notes) remark += (remark.empty() ? "" : "; ") + note;
    row.push_back(std::move(remark));
    return row;
  }

  std::string factText(program::KeyId sku, uint32_t fact) const {
    const program::FactColumn& column = program_.facts.columns[fact];
    const base::Rational* known = program_.facts.value(sku, fact);
    if (known == nullptr) return "-";
    switch (column.kind) {
      case program::FactColumn::Kind::number: return show_(*known, column.dimension);
      case program::FactColumn::Kind::truth: return *known == 0 ? "false" : "true";
      case program::FactColumn::Kind::text:
        return std::string(program_.names.text({static_cast<uint32_t>(known->get_num().get_ui())}));
    }
    return "";
  }

  // "1.418 USD/h/gpu", "0.472667… USD/h = 709/1500".
  std::string figure(const base::Rational& value) const {
    const base::Rational number = value / unit_.scale;
    const std::string exact = base::toExactString(number), shown = base::toShown(number, kShownDigits);
    std::string text = shown + (unit_.text.empty() || unit_.text.front() == '/' ? "" : " ") + unit_.text;
    if (shown != exact) text += " = " + exact;
    return text;
  }

  const size_t width_;
  const program::Program& program_;
  const SkuQuery& query_;
  const QueryAnswer& answer_;
  const ShowQuantity& show_;
  ShownUnit unit_;
  bool has_meter_ = false;
  bool is_shown_ = false;  // what is sorted by, as a fact or a price
};

}  // namespace

void writeQuery(std::ostream& out, const program::Program& program, const program::SkuQuery& query, const QueryAnswer& answer,
                const ShowQuantity& show, const ChooseUnit& choose, size_t width) {
  QueryWriter(program, query, answer, show, choose, width).write(out);
}

}  // namespace smcost::runtime
