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

// 4000 as "4,000": numbers of points are long.
std::string counted(const base::Integer& number) {
  std::string text = number.get_str();
  for (size_t place = text.size(); place > 3; place -= 3) text.insert(place - 3, ",");
  return text;
}

// Why no point was found, condition by condition.
void writeNone(std::ostream& out, const SearchHead& head, const Search& found) {
  out << (found.stopped == Search::Stopped::no ? "no point meets all that is asked\n" : "no point was found that meets all that is asked\n");
  for (size_t i = 0; found.looked_at_all && i < found.meeting.size(); ++i) {
    out << fmt::format("{} of {} points meet `{}`\n", found.meeting[i], found.points - found.failed, head.figures[i + 1].text);
  }
  if (found.looked_at_all || found.stopped != Search::Stopped::no) return;
  bool is_alone = false;
  for (size_t i = 0; i < found.may_hold.size(); ++i) {
    if (found.may_hold[i]) continue;
    is_alone = true;
    out << fmt::format("`{}` holds at none of the points\n", head.figures[i + 1].text);
  }
  if (!is_alone && found.may_hold.size() > 1) out << "the conditions never hold together\n";
}

void writeProof(std::ostream& out, const SearchHead& head, const Search& found) {
  const std::string checked = fmt::format("the spec was checked {} time{}", found.made.programs, found.made.programs == 1 ? "" : "s");
  if (found.looked_at_all) {
    out << fmt::format("proved: {} points looked at, {} meet what is asked, {} have no bill; {}\n", found.points, found.fitting, found.failed, checked);
    return;
  }
  const std::string looked = fmt::format("{} of {} points looked at, and bounds of {} boxes; {}", counted(base::Integer(found.points)),
                                         counted(head.space.size()), counted(base::Integer(found.boxes)), checked);
  if (found.stopped == Search::Stopped::no) {
    out << "proved: " << looked << '\n';
    return;
  }
  if (found.bound) {
    out << (head.wants == Wants::least ? "nothing is below " : "nothing is above ")
        << exactText(head.session, head.figures, 0, *found.bound, head.digits) << '\n';
  } else {
    out << "how good the others can be is not known yet\n";
  }
  out << "not proved: " << (found.stopped == Search::Stopped::by_time ? "the time was up; " : found.stopped == Search::Stopped::by_wish ? "somebody stopped it; " : "too many boxes are left; ") << looked << '\n';
}

void writeSearchText(std::ostream& out, const SearchHead& head, const Search& found) {
  if (found.best) {
    out << head.figures.front().text << "  " << exactText(head.session, head.figures, 0, found.figures.front(), head.digits) << "\n";
    const std::vector<Column> at = pointAt(head, *found.best);
    for (size_t i = 0; i < at.size(); ++i) out << "at  " << head.space.axes()[i].name << " = " << show(head.session, head.space.axes()[i].name, at[i].front()) << '\n';
  } else {
    writeNone(out, head, found);
  }
  for (const std::string& reason : found.reasons) out << "no bill at some points: " << reason << '\n';
  writeProof(out, head, found);
}

// What was not counted is null.
Json searchJson(const SearchHead& head, const Search& found) {
  Json json = {{"kind", "search"}, {"spec", head.session.program().spec}, {"points", head.space.size().get_ui()}, {"fitting", nullptr}, {"without_bill", nullptr},
               {"programs", found.made.programs}, {"proved", found.stopped == Search::Stopped::no}, {"looked_at", found.points}, {"boxes", found.boxes}};
  if (found.looked_at_all) {
    json["fitting"] = found.fitting;
    json["without_bill"] = found.failed;
  }
  if (found.stopped != Search::Stopped::no) {
    json["stopped"] = stoppedWord(found.stopped);
    json["bound"] = nullptr;
    if (found.bound) json["bound"] = runtime::amountJson(*found.bound);
  }
  Json impossible = Json::array();
  for (size_t i = 0; found.stopped == Search::Stopped::no && i < found.may_hold.size(); ++i) {
    if (!found.may_hold[i]) impossible.push_back(head.figures[i + 1].text);
  }
  if (!found.best) json["impossible"] = impossible;
  return json;
}

}  // namespace

std::string_view stoppedWord(Search::Stopped stopped) {
  return stopped == Search::Stopped::by_time ? "time" : stopped == Search::Stopped::by_wish ? "wish" : "room";
}

void writeSearch(std::ostream& out, const SearchHead& head, const Search& found) {
  if (!isJson(head)) return writeSearchText(out, head, found);
  Json json = searchJson(head, found);
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
