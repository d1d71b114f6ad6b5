#include "compiler/questions/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "runtime/report/columns.h"

namespace smcost::questions {

namespace {

using base::Rational;

constexpr int kLabelDigits = 4;
constexpr int kMarks = 5;           // of a scale, about
constexpr size_t kRows = 4;         // of a line
constexpr size_t kMostColumns = 80;
constexpr size_t kLeastColumns = 10;
constexpr std::array<const char*, 9> kUp = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<const char*, 8> kAcross = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
constexpr unsigned kEighths = 8;

// Of a height between 0 and 1 so many parts, rounded.
size_t partsOf(const Rational& height, size_t parts) {
  const Rational wanted = base::roundTo(height * Rational(base::Integer(parts)), 1, base::RoundingMode::half_up);
  return wanted <= 0 ? 0 : std::min<size_t>(parts, wanted.get_num().get_ui());
}

std::string padded(const std::string& text, size_t width, bool is_right = false) {
  const std::string blanks(width - std::min(width, runtime::shownWidth(text)), ' ');
  return is_right ? blanks + text : text + blanks;
}

Rational heightOf(const Rational& value, const Scale& scale) { return (value - scale.low) / (scale.high - scale.low); }

void writeBars(std::ostream& out, const Picture& picture, const Scale& scale, size_t width) {
  size_t names = 0, labels = 0;
  const auto nameOf = [&](size_t place, const Picture::Series& series) {
    return picture.series.size() == 1 ? picture.places[place] : fmt::format("{} {}", picture.places[place], series.name);
  };
  for (size_t place = 0; place < picture.places.size(); ++place) {
    for (const Picture::Series& series : picture.series) {
      names = std::max(names, runtime::shownWidth(nameOf(place, series)));
      if (series.values[place]) labels = std::max(labels, runtime::shownWidth(pictureLabel(*series.values[place], picture.is_about)));
    }
  }
  const size_t room = std::clamp(width > names + labels + 4 ? width - names - labels - 4 : 0, kLeastColumns, kMostColumns);
  for (size_t place = 0; place < picture.places.size(); ++place) {
    for (const Picture::Series& series : picture.series) {
      out << padded(nameOf(place, series), names) << "  ";
      if (!series.values[place]) {
        out << "no bill\n";
        continue;
      }
      const size_t eighths = partsOf(heightOf(*series.values[place], scale), room * kEighths);
      for (size_t i = 0; i < eighths / kEighths; ++i) out << "█";
      out << kAcross[eighths % kEighths] << ' ' << pictureLabel(*series.values[place], picture.is_about) << '\n';
    }
  }
}

// The value at the place that lies nearest to the middle of a column.
const std::optional<Rational>& valueAt(const Picture& picture, const Picture::Series& series, size_t column, size_t columns) {
  const Rational from = picture.at.front(), span = picture.at.back() - picture.at.front();
  const Rational wanted = columns < 2 ? from : Rational(from + span * Rational(base::Integer(column)) / Rational(base::Integer(columns - 1)));
  size_t at = static_cast<size_t>(std::lower_bound(picture.at.begin(), picture.at.end(), wanted) - picture.at.begin());
  if (at == picture.at.size()) --at;
  if (at > 0 && wanted - picture.at[at - 1] <= picture.at[at] - wanted) --at;
  return series.values[at];
}

void writeLine(std::ostream& out, const Picture& picture, const Picture::Series& series, const Scale& scale, size_t labels, size_t columns) {
  if (picture.series.size() > 1) out << series.name << '\n';
  for (size_t row = kRows; row-- > 0;) {
    const std::string label = row == kRows - 1 ? pictureLabel(scale.high) : row == 0 ? pictureLabel(scale.low) : "";
    out << padded(label, labels, true) << " │";
    std::string line;
    for (size_t column = 0; column < columns; ++column) {
      const auto& value = valueAt(picture, series, column, columns);
      const size_t eighths = value ? partsOf(heightOf(*value, scale), kRows * kEighths) : 0;
      const size_t own = eighths > row * kEighths ? std::min<size_t>(eighths - row * kEighths, kEighths) : 0;
      line += value || row > 0 ? kUp[own] : "×";
    }
    out << line.substr(0, line.find_last_not_of(' ') + 1) << '\n';
  }
}

void writeLines(std::ostream& out, const Picture& picture, const Scale& scale, size_t width) {
  const size_t labels = std::max(runtime::shownWidth(pictureLabel(scale.high)), runtime::shownWidth(pictureLabel(scale.low)));
  const size_t columns = std::clamp(width > labels + 3 ? width - labels - 3 : 0, kLeastColumns, kMostColumns);
  for (const Picture::Series& series : picture.series) writeLine(out, picture, series, scale, labels, columns);
  const std::string& first = picture.places.front();
  const std::string& last = picture.places.back();
  const size_t both = runtime::shownWidth(first) + runtime::shownWidth(last);
  out << std::string(labels + 2, ' ') << first << std::string(columns > both ? columns - both : 1, ' ') << last << '\n';
  if (picture.mark) out << std::string(labels + 2, ' ') << picture.mark_name << '\n';
}

}  // namespace

std::string pictureLabel(const Rational& value, bool is_about) {
  const auto digits = base::finiteDigits(value);
  const bool is_exact = digits && *digits <= kLabelDigits;
  const std::string text = is_exact ? base::toExactString(value) : base::toFixed(value, kLabelDigits);
  return is_exact && !is_about ? text : "≈ " + text;
}

Scale scaleOf(const Rational& least, const Rational& greatest) {
  Scale scale{std::min<Rational>(least, 0), std::max<Rational>(greatest, 0), 1};
  if (scale.low == scale.high) scale.high = 1;
  const Rational wanted = (scale.high - scale.low) / kMarks;
  int power = 0;
  while (base::powerOfTen(power) > wanted) --power;
  while (base::powerOfTen(power + 1) <= wanted) ++power;
  scale.step = base::powerOfTen(power);
  for (const int factor : {2, 5, 10}) {
    if (scale.step < wanted) scale.step = base::powerOfTen(power) * factor;
  }
  scale.low = base::roundTo(scale.low, scale.step, base::RoundingMode::floor);
  scale.high = base::roundTo(scale.high, scale.step, base::RoundingMode::ceil);
  return scale;
}

std::optional<std::pair<Rational, Rational>> rangeOf(const Picture& picture) {
  std::optional<std::pair<Rational, Rational>> range;
  for (const Picture::Series& series : picture.series) {
    for (const auto& value : series.values) {
      if (!value) continue;
      if (!range) range.emplace(*value, *value);
      if (*value < range->first) range->first = *value;
      if (*value > range->second) range->second = *value;
    }
  }
  return range;
}

void writePicture(std::ostream& out, const Picture& picture, size_t width) {
  const auto range = rangeOf(picture);
  out << picture.title << (picture.upwards.empty() ? "" : ", in ") << picture.upwards << '\n';
  if (!range || picture.places.empty()) {
    out << "nothing to show: no point has a bill\n";
    return;
  }
  const Scale scale = scaleOf(range->first, range->second);
  if (picture.at.empty()) writeBars(out, picture, scale, width);
  else writeLines(out, picture, scale, width);
}

}  // namespace smcost::questions
