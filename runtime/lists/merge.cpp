#include "runtime/lists/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "lang/calendar/dates.h"
#include "runtime/lists/history.h"

namespace smcost::lists {

namespace {

using book::Column;
using book::Row;

constexpr std::array kPlaceColumns = {Column::meter, Column::region, Column::key, Column::plan};

int comparePlaces(const Row& a, const Row& b) {
  for (const Column column : kPlaceColumns) {
    if (const int order = a[column].compare(b[column])) return order;
  }
  return 0;
}

class Merge {
 public:
  Merge(std::span<const Row> old, OpenBook& book, Intake& list, Account& account, const std::function<void(const Row&)>& take)
      : old_(old), book_(book), list_(list), account_(account), take_(take) {}

  void run() {
    proveAge();
    sortStated();
    size_t row = 0, stated = 0;
    std::vector<Row> said;
    while (row < old_.size() || stated < order_.size()) {
      const size_t first_row = row, first_stated = stated;
      said.clear();
      fetchAhead(stated);
      if (stated < order_.size()) said.push_back(rowOf(list_.stated[order_[stated]]));
      const int order = said.empty() ? -1 : row == old_.size() ? 1 : comparePlaces(old_[row], said.front());
      if (order >= 0) {
        for (++stated; stated < order_.size() && isSamePlace(order_[first_stated], order_[stated]); ++stated) said.push_back(rowOf(list_.stated[order_[stated]]));
      } else {
        said.clear();
      }
      if (order <= 0) {
        while (row < old_.size() && (row == first_row || comparePlaces(old_[first_row], old_[row]) == 0)) ++row;
      }
      place(old_.subspan(first_row, row - first_row), said, first_stated);
    }
    if (!account_.contradictions.empty()) return;
    noteList();
  }

 private:
  // A list that is older than the one read before would bring back what has ended.
  void proveAge() {
    const std::string name = publicationName(list_);
    const std::string& published = list_.publication.published;
    if (list_.covers == Covers::nothing) return;
    const auto day = dayIn(published);
    if (!day) throw ListError(fmt::format("when it was published it does not say, or says `{}`", published));
    published_ = Day{*day};
    for (const book::ReadList& read : book_.header.lists) {
      const uint32_t region = list_.words.find(read.region);
      if (read.name != name || region == Words::kUnknown || !list_.regions.contains(region)) continue;
      if (read.published > published) {
        throw OlderList(fmt::format("it was published on {}, and of {} the book has the prices of {} already: lists are read in their order", published, read.region, read.published));
      }
      if (read.published == published) again_.insert(region);
    }
  }

  void sortStated() {
    std::vector<uint32_t> rank(list_.words.size()), words;
    for (const Stated& stated : list_.stated) {
      for (const uint32_t word : {stated.meter, stated.region, stated.key, stated.plan, stated.usage}) {
        if (rank[word] == 0) words.push_back(word);
        rank[word] = 1;
      }
    }
    std::sort(words.begin(), words.end(), [&](uint32_t a, uint32_t b) { return list_.words[a] < list_.words[b]; });
    for (uint32_t i = 0; i < words.size(); ++i) rank[words[i]] = i;
    // Of two usage types with one price the first by name is the row's, in whatever order a list has them.
    struct Key {
      uint64_t meter_region, key_plan;
      Day from;
      uint32_t usage, index;
    };
    const auto both = [&](uint32_t high, uint32_t low) { return uint64_t{rank[high]} << 32 | rank[low]; };
    LargeVector<Key> keys;
    keys.reserve(list_.stated.size());
    for (uint32_t i = 0; i < list_.stated.size(); ++i) {
      const Stated& stated = list_.stated[i];
      keys.push_back({both(stated.meter, stated.region), both(stated.key, stated.plan), stated.from ? Day{*stated.from} : kEver, rank[stated.usage], i});
    }
    std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
      if (a.meter_region != b.meter_region) return a.meter_region < b.meter_region;
      if (a.key_plan != b.key_plan) return a.key_plan < b.key_plan;
      if (a.from != b.from) return a.from < b.from;
      if (a.usage != b.usage) return a.usage < b.usage;
      return std::tie(list_.stated[a.index].id, a.index) < std::tie(list_.stated[b.index].id, b.index);
    });
    order_.reserve(keys.size());
    for (const Key& key : keys) order_.push_back(key.index);
  }

  // What is stated next may lie anywhere: it comes while the rows before it are made.
  void fetchAhead(size_t stated) const {
    constexpr size_t kTexts = 8, kFar = 16;
    if (stated + kFar >= order_.size()) return;
    const char* const far = reinterpret_cast<const char*>(&list_.stated[order_[stated + kFar]]);
    __builtin_prefetch(far);
    __builtin_prefetch(far + sizeof(Stated) / 2);
    __builtin_prefetch(far + sizeof(Stated) - 1);
    const Stated& near = list_.stated[order_[stated + kTexts]];
    __builtin_prefetch(near.lower.data());
    __builtin_prefetch(near.id.data());
  }

  bool isSamePlace(uint32_t a, uint32_t b) const {
    const Stated &one = list_.stated[a], &other = list_.stated[b];
    return std::tie(one.meter, one.region, one.key, one.plan) == std::tie(other.meter, other.region, other.key, other.plan);
  }

  // The source is set by `open`, since the book has only sources that a row names.
  Row rowOf(const Stated& stated) {
    Row row;
    const auto set = [&](Column column, std::string_view text) { row.cells[static_cast<size_t>(column)] = text; };
    set(Column::meter, list_.words[stated.meter]);
    set(Column::region, list_.words[stated.region]);
    set(Column::key, list_.words[stated.key]);
    set(Column::plan, list_.words[stated.plan]);
    set(Column::lower, stated.lower);
    set(Column::upper, stated.upper);
    set(Column::from, date(stated.from ? Day{*stated.from} : kEver));
    set(Column::until, date(stated.until ? Day{*stated.until} : kOn));
    set(Column::price, stated.price);
    set(Column::unit, list_.words[stated.unit]);
    set(Column::id, stated.id);
    set(Column::usage, list_.words[stated.usage]);
    set(Column::note, list_.words[stated.note]);
    return row;
  }

  std::string_view date(Day day) {
    if (day == kEver || day == kOn) return book::kNone;
    if (day != last_day_) {
      last_day_ = day;
      last_date_ = book_.words[book_.words.add(calendar::dateText(static_cast<uint32_t>(day)))];
    }
    return last_date_;
  }

  // One place: the rows that the book has of it, and those that the list states, by their first day.
  void place(std::span<const Row> rows, std::vector<Row>& said, size_t first_stated) {
    if (rows.empty() && said.size() == 1) {   // the usual case of a new book
      setSource(said.front(), list_.stated[order_[first_stated]].source);
      ++account_.opened;
      take_(said.front());
      return;
    }
    if (said.empty() && !ends(rows[0])) {
      for (const Row& row : rows) take_(row);
      return;
    }
    history_.clear();
    for (const Row& row : rows) history_.add(row);
    if (said.empty()) account_.vanished += history_.end(published_);
    else state(said, first_stated);
    write();
  }

  // Whether the list would have the place if it still were sold.
  bool ends(const Row& row) {
    if (list_.covers == Covers::nothing) return false;
    const auto find = [&](Column column) { return list_.words.find(row[column]); };
    const uint32_t region = find(Column::region), meter = find(Column::meter), key = find(Column::key), plan = find(Column::plan);
    if (region == Words::kUnknown || !list_.regions.contains(region)) return false;
    if (list_.covers == Covers::meters_in_regions) return row[Column::plan] == book::kNone && list_.meters.contains({meter, region}) && !isProtected(meter, region, key, plan);
    const program::PriceList& declared = list_.map().list();
    const bool is_plan = row[Column::plan] != book::kNone;
    if (is_plan != list_.covers_plans || (is_plan && !row[Column::plan].starts_with(declared.plan + " "))) return false;
    const auto reads = [&](const program::UsageType& type) { return type.meter == row[Column::meter]; };
    return std::any_of(declared.usage.begin(), declared.usage.end(), reads) && !isProtected(meter, region, key, plan);
  }

  bool isProtected(uint32_t meter, uint32_t region, uint32_t key, uint32_t plan) const {
    return list_.protected_places.contains({meter, region, key, plan});
  }

  void state(std::vector<Row>& said, size_t first_stated) {
    std::vector<Ladder> ladders = laddersOf(said, first_stated);
    for (size_t i = 0; i < ladders.size(); ++i) {
      Ladder& ladder = ladders[i];
      const size_t count = ladder.tiers.size();
      if (ladder.until == kOn && i + 1 < ladders.size()) ladder.until = ladders[i + 1].from;
      // Since when, the list does not say: what is new in the book holds backwards, a change since it was seen.
      if (ladder.from == kEver && !history_.empty() && list_.covers != Covers::nothing) ladder.from = published_;
      if (history_.has(ladder)) {
        account_.unchanged += count;
        continue;
      }
      const Ladder* const other = history_.against(ladder);
      const Row& row = ladder.tiers.front();
      if (other && ladder.from == kEver && list_.covers == Covers::nothing) {
        throw ListError(fmt::format("{} costs {} {} in the book, and {} {} here: since when, column `from` does not say", placeText(row), other->tiers.front()[Column::price],
                                    other->tiers.front()[Column::unit], row[Column::price], row[Column::unit]));
      }
      if (other && again_.contains(list_.words.find(row[Column::region]))) {
        contradict(other->tiers.front(), row);
        continue;
      }
      account_.opened += count;
      account_.closed += history_.put(std::move(ladder));
    }
  }

  // What the list states of a place, in the order of time: tiers of one price are one ladder, whatever their dates.
  std::vector<Ladder> laddersOf(std::vector<Row>& said, size_t first_stated) {
    std::vector<Row> tiers;
    std::vector<Ladder> ladders;
    std::map<std::pair<std::string_view, std::string_view>, size_t> known;   // where a tier begins, and since when
    std::set<std::string_view> begins;
    bool has_again = false;
    for (size_t i = 0; i < said.size(); ++i) {
      Row& row = said[i];
      setSource(row, list_.stated[order_[first_stated + i]].source);
      const auto [at, is_new] = known.try_emplace({row[Column::lower], row[Column::from]}, tiers.size());
      if (!is_new) {
        const Row& same = tiers[at->second];
        if (isSamePrice(same, row) && same[Column::until] == row[Column::until]) ++account_.unchanged;
        else contradict(same, row);
        continue;
      }
      has_again = !begins.insert(row[Column::lower]).second || has_again;
      tiers.push_back(row);
    }
    for (const Row& row : tiers) {
      History one;
      one.add(row);
      const Ladder& alone = one.ladders().front();
      // They are sorted by their first day.
      if (ladders.empty() || (has_again && ladders.back().from != alone.from)) ladders.push_back({alone.from, alone.until, {}});
      ladders.back().from = std::max(ladders.back().from, alone.from);
      ladders.back().tiers.push_back(row);
    }
    for (Ladder& ladder : ladders) {
      std::sort(ladder.tiers.begin(), ladder.tiers.end(), [](const Row& a, const Row& b) { return beginsBefore(a[Column::lower], b[Column::lower]); });
    }
    return ladders;
  }

  void contradict(const Row& one, const Row& other) {
    const auto text = [](std::string_view cell) { return std::string(cell == book::kNone ? std::string_view() : cell); };
    account_.contradictions.push_back({{text(one[Column::meter]), text(one[Column::region]), text(one[Column::key]), text(one[Column::plan]), text(other[Column::usage]), text(other[Column::id])},
                                       {fmt::format("{} {}", one[Column::price], one[Column::unit]), fmt::format("{} {}", other[Column::price], other[Column::unit])}});
  }

  static std::string placeText(const Row& row) {
    std::string text;
    for (const Column column : kPlaceColumns) {
      if (row[column] != book::kNone) text += fmt::format("{}{}", text.empty() ? "" : " ", row[column]);
    }
    return text;
  }

  void write() {
    std::vector<Row> rows;
    for (const Ladder& ladder : history_.ladders()) {
      for (Row row : ladder.tiers) {
        row.cells[static_cast<size_t>(Column::from)] = date(ladder.from);
        row.cells[static_cast<size_t>(Column::until)] = date(ladder.until);
        rows.push_back(row);
      }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return beginsBefore(a[Column::lower], b[Column::lower]); });
    for (const Row& row : rows) take_(row);
  }

  void setSource(Row& row, uint32_t source) {
    if (numbers_.size() <= source) numbers_.resize(list_.sources.size());
    std::string_view& number = numbers_[source];
    if (number.empty()) {
      const Intake::Source& said = list_.sources[source];
      auto& sources = book_.header.sources;
      auto known = std::find_if(sources.begin(), sources.end(), [&](const book::Source& has) { return has.title == said.title && has.read == said.read; });
      if (known == sources.end()) known = sources.insert(sources.end(), {said.title, said.read, said.quality});
      number = book_.words[book_.words.add(std::to_string(known - sources.begin() + 1))];
    }
    row.cells[static_cast<size_t>(Column::source)] = number;
  }

  void noteList() {
    if (list_.covers == Covers::nothing) return;
    auto& lists = book_.header.lists;
    const std::string name = publicationName(list_);
    for (const uint32_t region : list_.regions) {
      const std::string_view region_name = list_.words[region];
      const auto known = std::find_if(lists.begin(), lists.end(), [&](const book::ReadList& read) { return read.name == name && read.region == region_name; });
      if (known == lists.end()) lists.push_back({name, std::string(region_name), list_.publication.published});
      else known->published = list_.publication.published;
    }
    std::sort(lists.begin(), lists.end(), [](const auto& a, const auto& b) { return std::tie(a.name, a.region) < std::tie(b.name, b.region); });
    book_.header.published = std::max(book_.header.published, calendar::dateText(static_cast<uint32_t>(published_)));
  }

  std::span<const Row> old_;
  OpenBook& book_;
  Intake& list_;
  Account& account_;
  const std::function<void(const Row&)>& take_;
  Day published_ = kOn;
  std::set<uint32_t> again_;                 // regions of which the book has this very publication
  std::vector<uint32_t> order_;              // of what the list states: by place, then by the first day
  History history_;
  std::vector<std::string_view> numbers_;    // of the list's sources in the book
  Day last_day_ = kEver;
  std::string_view last_date_;
};

}  // namespace

std::string publicationName(const Intake& list) {
  const std::string& name = list.covers == Covers::meters_in_regions ? list.publication.list : list.map().list().name;
  return list.covers_plans ? name + " plans" : name;
}

void merge(std::span<const Row> old, OpenBook& book, Intake& list, Account& account, const std::function<void(const Row&)>& take) {
  Merge(old, book, list, account, take).run();
}

}  // namespace smcost::lists
