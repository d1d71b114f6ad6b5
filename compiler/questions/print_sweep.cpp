#include "compiler/questions/print_sweep.h"

#include <fmt/format.h>

#include "compiler/questions/axes.h"
#include "compiler/questions/show.h"
#include "runtime/report/amounts.h"
#include "runtime/report/columns.h"
#include "runtime/report/escapes.h"

namespace smcost::questions {

namespace {

using runtime::Json;

constexpr size_t kMostShown = 100;        // of points in text; more are in CSV
constexpr size_t kMostListed = 10'000;    // in JSON
constexpr int kCsvDigits = 12;

std::string atText(const SweepHead& head, uint64_t point) {
  const std::vector<Column> at = head.space.block(point, point + 1);
  std::string text;
  for (size_t i = 0; i < at.size(); ++i) {
    const std::string& name = head.space.axes()[i].name;
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", name, show(head.session, name, at[i].front()));
  }
  return text.empty() ? "as written" : text;
}

Json atJson(const SweepHead& head, const std::vector<Column>& columns, size_t point) {
  Json at = Json::object();
  for (size_t i = 0; i < columns.size(); ++i) {
    const std::string& name = head.space.axes()[i].name;
    at[name] = show(head.session, name, columns[i][point]);
  }
  return at;
}

class TextWriter : public SweepWriter {
 public:
  TextWriter(std::ostream& out, const SweepHead& head) : out_(out), head_(head) {}

  uint64_t shown() const override { return kMostShown; }

  void add(uint64_t, const std::vector<Column>& columns, const Answers& answers) override {
    for (size_t point = 0; point < answers.failures.size() && rows_.size() < kMostShown; ++point) {
      std::vector<std::string> row;
      for (size_t i = 0; i < columns.size(); ++i) row.push_back(show(head_.session, head_.space.axes()[i].name, columns[i][point]));
      for (size_t i = 0; i < answers.figures.size(); ++i) {
        row.push_back(answers.failed(point) ? "-" : figureText(head_.session, head_.figures, i, answers.figures[i][point], head_.digits));
      }
      rows_.push_back(std::move(row));
    }
  }

  void end(const Sweep& sweep) override {
    std::vector<std::string> titles;
    for (const Axis& axis : head_.space.axes()) titles.push_back(axis.name);
    for (const Figure& figure : head_.figures) titles.push_back(figure.text);
    runtime::AlignedColumns table(std::vector<bool>(titles.size(), true), head_.width);
    table.measure(titles);
    for (const auto& row : rows_) table.measure(row);
    out_ << "in " << currencyOf(head_.session.program()) << "\n\n";
    table.writeTitles(out_, titles);
    for (const auto& row : rows_) table.write(out_, row);
    out_ << '\n';
    if (sweep.points > rows_.size()) out_ << fmt::format("{} more points: `--format csv` writes all\n", sweep.points - rows_.size());
    if (sweep.failed > 0) out_ << fmt::format("{} of {} points have no bill: {}\n", sweep.failed, sweep.points, fmt::join(sweep.reasons, "; "));
    extreme("least   ", sweep.least);
    extreme("greatest", sweep.greatest);
    if (sweep.is_stopped) {
      out_ << fmt::format("stopped after {} of {} points: all this is of those\n", sweep.points, head_.space.size().get_str());
      return;
    }
    out_ << fmt::format("points    {}, all looked at", sweep.points);
    if (sweep.in_lanes > 0) out_ << fmt::format("; {} in proved machine integers, {} in fractions", sweep.in_lanes, sweep.points - sweep.in_lanes);
    out_ << '\n';
  }

 private:
  void extreme(const char* title, const std::optional<Extreme>& found) {
    if (!found) return;
    out_ << title << "  " << head_.figures.front().text << ' ' << exactText(head_.session, head_.figures, 0, found->figure, head_.digits) << " at "
         << atText(head_, found->point) << '\n';
  }

  std::ostream& out_;
  SweepHead head_;
  std::vector<std::vector<std::string>> rows_;
};

class CsvWriter : public SweepWriter {
 public:
  CsvWriter(std::ostream& out, const SweepHead& head) : out_(out), head_(head) {
    std::string titles;
    for (const Axis& axis : head.space.axes()) titles += runtime::csvField(axis.name) + ',';
    for (const Figure& figure : head.figures) titles += runtime::csvField(figure.text) + ',' + runtime::csvField(figure.text + " exact") + ',';
    out_ << titles << "no bill\n";
  }

  uint64_t shown() const override { return UINT64_MAX; }

  void add(uint64_t, const std::vector<Column>& columns, const Answers& answers) override {
    for (size_t point = 0; point < answers.failures.size(); ++point) {
      for (size_t i = 0; i < columns.size(); ++i) {
        out_ << runtime::csvField(show(head_.session, head_.space.axes()[i].name, columns[i][point])) << ',';
      }
      for (size_t i = 0; i < answers.figures.size(); ++i) {
        const base::Rational& figure = answers.figures[i][point];
        if (answers.failed(point)) out_ << ",,";
        else out_ << runtime::csvField(figureText(head_.session, head_.figures, i, figure, kCsvDigits)) << ',' << runtime::csvField(base::toExactString(figure)) << ',';
      }
      out_ << (answers.failed(point) ? runtime::csvField(answers.reason(point)) : "") << '\n';
    }
  }

  void end(const Sweep&) override {}

 private:
  std::ostream& out_;
  SweepHead head_;
};

class JsonWriter : public SweepWriter {
 public:
  JsonWriter(std::ostream& out, const SweepHead& head) : out_(out), head_(head) {}

  uint64_t shown() const override { return kMostListed; }

  void add(uint64_t, const std::vector<Column>& columns, const Answers& answers) override {
    for (size_t point = 0; point < answers.failures.size() && points_.size() < kMostListed; ++point) {
      Json json = {{"at", atJson(head_, columns, point)}};
      if (answers.failed(point)) json["no_bill"] = answers.reason(point);
      else json["figures"] = figures(answers, point);
      points_.push_back(std::move(json));
    }
  }

  void end(const Sweep& sweep) override {
    Json axes = Json::array();
    for (const Axis& axis : head_.space.axes()) axes.push_back({{"name", axis.name}, {"values", axis.count.get_ui()}});
    Json json = {{"kind", "sweep"}, {"spec", head_.session.program().spec}, {"currency", currencyOf(head_.session.program())}, {"axes", axes},
                 {"points", sweep.points}, {"without_bill", sweep.failed}, {"in_machine_integers", sweep.in_lanes}};
    if (sweep.is_stopped) json["stopped"] = {{"after", sweep.points}, {"of", head_.space.size().get_ui()}};
    if (sweep.least) json["least"] = extreme(*sweep.least);
    if (sweep.greatest) json["greatest"] = extreme(*sweep.greatest);
    json["listed"] = points_;
    json["not_listed"] = sweep.points - points_.size();
    out_ << runtime::dumpJson(json, 2) << '\n';
  }

 private:
  Json figures(const Answers& answers, size_t point) const {
    Json json = Json::object();
    for (size_t i = 0; i < answers.figures.size(); ++i) json[head_.figures[i].text] = runtime::amountJson(answers.figures[i][point]);
    return json;
  }
  Json extreme(const Extreme& found) const {
    return {{"figure", head_.figures.front().text}, {"amount", runtime::amountJson(found.figure)},
            {"at", atJson(head_, head_.space.block(found.point, found.point + 1), 0)}};
  }

  std::ostream& out_;
  SweepHead head_;
  Json points_ = Json::array();
};

}  // namespace

std::unique_ptr<SweepWriter> makeSweepWriter(std::ostream& out, const SweepHead& head, runtime::Format format) {
  if (format == runtime::Format::csv) return std::make_unique<CsvWriter>(out, head);
  if (format == runtime::Format::json) return std::make_unique<JsonWriter>(out, head);
  return std::make_unique<TextWriter>(out, head);
}

}  // namespace smcost::questions
