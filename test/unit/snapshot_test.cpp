// A snapshot reads at any place as what was built, and says what it cannot hold.
#include "compiler/snapshot/snapshot.h"

#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "lang/base/rational.h"
#include "test/unit/check.h"

namespace {

using namespace smcost;
using snapshot::takeSnapshot;

struct Thing {
  std::string name;
  std::vector<std::string> words;
  std::map<std::string, base::Rational> prices;
  std::unordered_map<std::string, const std::string*> by_name;
  std::deque<std::optional<uint32_t>> days;
  std::string_view view;
};

Thing* makeThing() {
  auto* const thing = new Thing;
  thing->name = "a name that is too long to lie in the string itself";
  for (int i = 0; i < 300; ++i) thing->words.push_back("w" + std::to_string(i));
  thing->prices["none"] = base::Rational(0);
  thing->prices["some"] = base::Rational(2143) / base::Rational(900);
  for (const std::string& word : thing->words) thing->by_name[word] = &word;
  for (uint32_t i = 0; i < 100; ++i) thing->days.push_back(i % 3 == 0 ? std::nullopt : std::optional(i));
  thing->view = std::string_view(thing->name).substr(2, 4);
  { const std::vector<std::string> forgotten(50, "what was given back is not part of it"); }
  return thing;
}

void readsAsWhatWasBuilt() {
  const snapshot::Snapshot made = takeSnapshot([] { return static_cast<const void*>(makeThing()); });
  CHECK_EQ(made.trouble, "");
  std::vector<uint64_t> words = made.words;
  for (size_t i = 0; i < words.size(); ++i) words[i] += made.is_place[i] ? reinterpret_cast<uintptr_t>(words.data()) : 0;
  const Thing& thing = *reinterpret_cast<const Thing*>(reinterpret_cast<const char*>(words.data()) + made.root);
  CHECK_EQ(thing.name, "a name that is too long to lie in the string itself");
  CHECK_EQ(thing.words.size(), size_t{300});
  for (int i = 0; i < 300; ++i) {
    const std::string word = "w" + std::to_string(i);
    CHECK_EQ(thing.words[static_cast<size_t>(i)], word);
    CHECK(thing.by_name.at(word) == &thing.words[static_cast<size_t>(i)]);
  }
  CHECK(base::Rational(thing.prices.at("none")) + base::Rational(1) == base::Rational(1));
  CHECK(thing.prices.at("some") * base::Rational(900) == base::Rational(2143));
  for (uint32_t i = 0; i < 100; ++i) CHECK(thing.days[i] == (i % 3 == 0 ? std::nullopt : std::optional(i)));
  CHECK_EQ(thing.view, "name");
  const std::string_view all(reinterpret_cast<const char*>(words.data()), words.size() * 8);
  CHECK(all.find("given back") == std::string_view::npos);
}

struct Named {
  std::string_view name;
};
struct Virtual {
  virtual ~Virtual() = default;
};

// What it cannot hold it names; nothing of these could be told from data at another place.
void saysWhatItCannotHold() {
  const auto trouble = [](const std::function<const void*()>& build) { return takeSnapshot(build).trouble; };
  CHECK(trouble([] { return new Named{"a text of the program"}; }).find("something else") != std::string::npos);
  CHECK(trouble([] { return new Virtual; }).find("something else") != std::string::npos);
  CHECK(trouble([] { return new std::shared_ptr<int>(std::make_shared<int>(7)); }).find("something else") != std::string::npos);
  CHECK(trouble([] {
          auto* const ids = new std::unordered_map<const std::string*, int>;
          for (int i = 0; i < 100; ++i) (*ids)[new std::string(std::to_string(i))] = i;
          return ids;
        }) != "");
  static int count = 0;
  CHECK(trouble([] { return new std::vector<int>(static_cast<size_t>(++count), 1); }).find("two ways") != std::string::npos);
  CHECK(trouble([] { return static_cast<const void*>(nullptr); }).find("nothing") != std::string::npos);
}

}  // namespace

int main() {
  readsAsWhatWasBuilt();
  saysWhatItCannotHold();
  return test::finish("snapshot_test");
}
