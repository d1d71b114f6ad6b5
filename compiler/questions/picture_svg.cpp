#include <fmt/format.h>

#include <array>

#include "compiler/questions/picture.h"
#include "runtime/findings/escapes.h"

namespace smcost::questions {

namespace {

using base::Rational;

// In pixels.
constexpr int kWidth = 720, kHeight = 400, kLeft = 90, kRight = 170, kTop = 40, kBottom = 60;
constexpr int kGap = 6, kLine = 18, kLetter = 8;
constexpr int kMostBarNames = 110;
// Told apart on white and on black; the dashes are for those who see no colours.
constexpr const char* kGrey = "#808080";
constexpr std::array<const char*, kMostSeries> kColours = {"#2f7ed8", "#d9822b", "#2e9e5b", "#c2486b", "#8a63d2", "#1f9bab", "#a07a28", "#777777"};
constexpr std::array<const char*, kMostSeries> kDashes = {"", "7 3", "2 3", "9 3 2 3", "4 4", "1 4", "12 4", "6 2 2 2"};

std::string pixel(const Rational& x) {
  std::string text = base::toFixed(x, 2);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

Rational number(size_t x) { return Rational(base::Integer(x)); }

class Drawing {
 public:
  explicit Drawing(const Picture& picture) : picture_(picture) {
    const auto range = rangeOf(picture);
    scale_ = range ? scaleOf(range->first, range->second) : Scale{0, 1, 1};
  }

  std::string run() {
    out_ = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
                       "font-family=\"sans-serif\" font-size=\"12\">\n<title>{2}</title>\n",
                       kWidth, kHeight, runtime::xmlText(picture_.title));
    text(kLeft, kTop - kLine, "start", picture_.title);
    drawScale();
    if (picture_.at.empty()) drawBars();
    else drawLines();
    drawLegend();
    return out_ + "</svg>\n";
  }

 private:
  Rational across(const Rational& part) const { return Rational(kLeft) + part * (kWidth - kLeft - kRight); }
  Rational upwards(const Rational& value) const {
    return Rational(kHeight - kBottom) - (value - scale_.low) / (scale_.high - scale_.low) * (kHeight - kTop - kBottom);
  }

  void text(const Rational& x, const Rational& y, std::string_view anchor, const std::string& what) {
    out_ += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" fill=\"{}\">{}</text>\n", pixel(x), pixel(y), anchor, kGrey, runtime::xmlText(what));
  }
  void line(const Rational& x, const Rational& y, const Rational& to_x, const Rational& to_y, std::string_view more) {
    out_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\"{}/>\n", pixel(x), pixel(y), pixel(to_x), pixel(to_y), kGrey, more);
  }

  void drawScale() {
    for (Rational at = scale_.low; at <= scale_.high; at += scale_.step) {
      line(kLeft, upwards(at), kWidth - kRight, upwards(at), at == 0 ? "" : " stroke-opacity=\"0.3\"");
      text(kLeft - kGap, upwards(at) + 4, "end", pictureLabel(at));
    }
    text(kLeft - kGap, kTop - kLine, "end", picture_.upwards);
    text((kLeft + kWidth - kRight) / 2, kHeight - kGap * 2, "middle", picture_.across);
  }

  Rational partOf(const Rational& at) const {
    const Rational span = picture_.at.back() - picture_.at.front();
    return span == 0 ? Rational(1, 2) : Rational((at - picture_.at.front()) / span);
  }

  void drawLines() {
    for (size_t i = 0; i < picture_.series.size(); ++i) drawLine(picture_.series[i], i);
    for (const size_t place : {size_t{0}, picture_.places.size() / 2, picture_.places.size() - 1}) {
      const Rational x = across(partOf(picture_.at[place]));
      line(x, kHeight - kBottom, x, kHeight - kBottom + kGap, "");
      text(x, kHeight - kBottom + kLine + kGap, "middle", picture_.places[place]);
      if (picture_.places.size() < 3 && place > 0) break;
    }
    if (!picture_.mark) return;
    const Rational x = across(partOf(*picture_.mark));
    line(x, kTop, x, kHeight - kBottom, " stroke-dasharray=\"3 3\"");
    text(x, kTop - 4, "middle", picture_.mark_name);
  }

  // Pieces between points without a bill; a point alone is a dot.
  void drawLine(const Picture::Series& series, size_t index) {
    for (size_t begin = 0; begin < series.values.size();) {
      if (!series.values[begin]) {
        ++begin;
        continue;
      }
      std::string points;
      size_t end = begin;
      for (; end < series.values.size() && series.values[end]; ++end) {
        points += fmt::format("{}{},{}", points.empty() ? "" : " ", pixel(across(partOf(picture_.at[end]))), pixel(upwards(*series.values[end])));
      }
      if (end == begin + 1) {
        out_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"3\" fill=\"{}\"/>\n", pixel(across(partOf(picture_.at[begin]))), pixel(upwards(*series.values[begin])),
                            kColours[index % kMostSeries]);
      } else {
        out_ += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"{}/>\n", points, kColours[index % kMostSeries], dashOf(index));
      }
      begin = end;
    }
  }

  static std::string dashOf(size_t index) {
    const std::string dash = kDashes[index % kMostSeries];
    return dash.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", dash);
  }

  void drawBars() {
    const Rational room = Rational(kWidth - kLeft - kRight) / number(picture_.places.size());
    const Rational bar = room * Rational(8, 10) / number(picture_.series.size());
    for (size_t place = 0; place < picture_.places.size(); ++place) {
      const Rational left = Rational(kLeft) + room * number(place) + room / 10;
      for (size_t i = 0; i < picture_.series.size(); ++i) {
        const auto& value = picture_.series[i].values[place];
        const Rational x = left + bar * number(i);
        if (!value) {
          text(x + bar / 2, upwards(0) - 4, "middle", "no bill");
          continue;
        }
        const Rational zero = upwards(0), top = upwards(*value);
        out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n", pixel(x), pixel(std::min(zero, top)), pixel(bar),
                            pixel(abs(zero - top)), kColours[i % kMostSeries]);
        if (bar >= 40) text(x + bar / 2, std::min(zero, top) - 4, "middle", pictureLabel(*value, picture_.is_about));
      }
      if (room * number(1) >= Rational(base::Integer(std::min<size_t>(picture_.places[place].size() * kLetter, kMostBarNames)))) {
        text(left + room * Rational(4, 10), kHeight - kBottom + kLine, "middle", picture_.places[place]);
      } else {
        text(left + room * Rational(4, 10), kHeight - kBottom + kLine + (place % 2 == 0 ? 0 : kLine - 4), "middle", picture_.places[place]);
      }
    }
  }

  void drawLegend() {
    if (picture_.series.size() == 1 && picture_.at.empty()) return;
    for (size_t i = 0; i < picture_.series.size(); ++i) {
      const Rational y = Rational(kTop) + Rational(kLine) * number(i), x = kWidth - kRight + 12;
      out_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"3\"{}/>\n", pixel(x), pixel(y), pixel(x + 24), pixel(y),
                          kColours[i % kMostSeries], picture_.at.empty() ? "" : dashOf(i));
      text(x + 30, y + 4, "start", picture_.series[i].name);
    }
  }

  const Picture& picture_;
  Scale scale_;
  std::string out_;
};

}  // namespace

std::string svgOf(const Picture& picture) { return Drawing(picture).run(); }

}  // namespace smcost::questions
