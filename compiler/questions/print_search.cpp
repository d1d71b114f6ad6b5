#include "compiler/questions/print_search.h"

#include <fmt/format.h>

#include "compiler/questions/axes.h"
#include "compiler/questions/show.h"
#include "runtime/report/amounts.h"

namespace smcost::questions {

namespace {

using runtime::Json;

bool isJson(const SearchHead& head) { return head.format == runtime::Format::json; }

std::vector<Column> pointAt(const SearchHead& head, uint64_t point) { return head.space.block(point, point + 1); }

void writeSearchText(std::ostream& out, const SearchHead& head, const Search& found) {
  if (found.best) {
    out << head.figures.front().text << "  " << exactText(head.session, head.figures, 0, found.figures.front(), head.digits) << "\n";
    const std::vector<Column> at = pointAt(head, *found.best);
    for (size_t i = 0; i < at.size(); ++i) out << "at  " << head.space.axes()[i].name << " = " << show(head.session, head.space.axes()[i].name, at[i].front()) << '\n';
  } else {
    out << (found.is_stopped ? "no point so far meets all that is asked\n" : "no point meets all that is asked\n");
    for (size_t i = 0; i < found.meeting.size(); ++i) {
      out << fmt::format("{} of {} points meet `{}`\n", found.meeting[i], found.points - found.failed, head.figures[i + 1].text);
    }
  }
  for (const std::string& reason : found.reasons) out << "no bill at some points: " << reason << '\n';
  if (found.is_stopped) {
    out << fmt::format("stopped after {} of {} points: not proved, the others may be better; {} meet what is asked, {} have no bill\n", found.points,
                       head.space.size().get_str(), found.fitting, found.failed);
    return;
  }
  out << fmt::format("proved: {} points looked at, {} meet what is asked, {} have no bill; the spec was checked {} time{}\n", found.points, found.fitting,
                     found.failed, found.made.programs, found.made.programs == 1 ? "" : "s");
}

}  // namespace

void writeSearch(std::ostream& out, const SearchHead& head, const Search& found) {
  if (!isJson(head)) return writeSearchText(out, head, found);
  Json json = {{"kind", "search"}, {"spec", head.session.program().spec}, {"points", found.points}, {"fitting", found.fitting}, {"without_bill", found.failed},
               {"programs", found.made.programs}, {"proved", !found.is_stopped}};
  if (found.is_stopped) json["stopped"] = {{"after", found.points}, {"of", head.space.size().get_ui()}};
  if (found.best) {
    json["best"] = {{"figure", head.figures.front().text}, {"amount", runtime::amountJson(found.figures.front())}, {"at", Json::object()}};
    const std::vector<Column> at = pointAt(head, *found.best);
    for (size_t i = 0; i < at.size(); ++i) {
      const std::string& name = head.space.axes()[i].name;
      json["best"]["at"][name] = show(head.session, name, at[i].front());
    }
  } else {
    json["best"] = nullptr;
  }
  out << runtime::dumpJson(json, 2) << '\n';
}

void writeCrossing(std::ostream& out, const SearchHead& head, const std::string& name, const Crossing& found) {
  using Kind = Crossing::Kind;
  const auto at = [&](const base::Rational& value) { return show(head.session, name, value); };
  const auto apart = [&](const base::Rational& value) { return exactText(head.session, head.figures, 0, value, head.digits); };
  if (isJson(head)) {
    constexpr const char* kKinds[] = {"exact", "jump", "none", "failed", "stopped"};
    Json json = {{"kind", "crossing"}, {"spec", head.session.program().spec}, {"variable", name}, {"found", kKinds[static_cast<size_t>(found.kind)]}};
    if (found.kind == Kind::exact) json["at"] = {{"text", at(found.at)}, {"base_units", runtime::amountJson(found.at)}};
    if (found.kind == Kind::jump) json["between"] = {at(found.low), at(found.high)};
    if (found.kind == Kind::failed) json["reason"] = found.reason;
    out << runtime::dumpJson(json, 2) << '\n';
    return;
  }
  switch (found.kind) {
    case Kind::exact: out << fmt::format("{} = {}\nproved: the bill there was worked out, and both sides are equal\n", name, at(found.at)); return;
    case Kind::jump:
      out << fmt::format("never equal: between {} and {} the difference goes from {} to {}\n", at(found.low), at(found.high), apart(found.at_low), apart(found.at_high));
      return;
    case Kind::none:
      out << fmt::format("no sign of it: the difference is {} at the one end and {} at the other\n", apart(found.at_low), apart(found.at_high));
      return;
    case Kind::failed: out << "no bill on the way: " << found.reason << '\n'; return;
    case Kind::stopped: out << "stopped before it was found\n"; return;
  }
}

}  // namespace smcost::questions
