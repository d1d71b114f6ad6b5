// Forms of price books that are kept in the user's cache: whatever becomes of one, or of the note by which it is found, the
// book says what its text says.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "compiler/books/open_book.h"
#include "test/unit/book_texts.h"
#include "test/unit/check.h"

namespace {

using namespace smcost;
namespace fs = std::filesystem;

constexpr int kRounds = 10'000;

std::string contentsOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes; }

std::vector<std::string> saidBy(const books::Opened& opened) {
  CHECK(opened.book != nullptr);
  return opened.book->ask([](const book::PriceBook& prices) {
    std::vector<std::string> all = {prices.header().edition};
    for (size_t i = 0; i < prices.size(); ++i) {
      const book::Price price = prices[i];
      all.push_back(std::string(price.meter) + "|" + std::string(price.key) + "|" + std::string(price.price));
    }
    return all;
  });
}

std::vector<std::string> said(const std::string& path) { return saidBy(books::openFile(path, path)); }

// The one file of the cache with this ending.
fs::path keptIn(const fs::path& folder, const std::string& ending) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ending) return entry.path();
  }
  return {};
}

// A text that is old enough to be noted by the times of its file.
void writeOld(const fs::path& path, const std::string& text) {
  write(path, text);
  const timespec times[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
  CHECK(::utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
}

}  // namespace

int main() {
  // In memory, where there is such a place: a disk waits for each file that takes the name of another.
  const fs::path place = ::access("/dev/shm", W_OK) == 0 ? fs::path("/dev/shm") : fs::temp_directory_path();
  std::string folder = (place / "kept_forms.XXXXXX").string();
  CHECK(::mkdtemp(folder.data()) != nullptr);
  CHECK(::setenv("XDG_CACHE_HOME", folder.c_str(), 1) == 0);
  std::vector<test::Cells> rows;
  for (int i = 10; i < 60; ++i) rows.push_back(test::row("compute", "here", "key" + std::to_string(i), "0." + std::to_string(i * i)));
  const std::string path = folder + "/own.smprices";
  writeOld(path, test::textOf(rows));
  const std::vector<std::string> all = said(path);
  CHECK(all.size() == rows.size() + 1);
  const fs::path kept = fs::path(folder) / "smcost" / "books";
  // A change of the file's owner or name shows in its third time, which nobody can set: it settles after two seconds.
  ::sleep(3);
  CHECK(said(path) == all);
  const fs::path form = keptIn(kept, ".form"), note = keptIn(kept, ".text");
  CHECK(!form.empty() && !note.empty());
  const std::string form_bytes = contentsOf(form), note_bytes = contentsOf(note);
  std::mt19937 random(5);
  for (int round = 0; round < kRounds; ++round) {
    const bool is_note = round % 10 == 0;
    write(form, is_note ? form_bytes : test::spoiled(form_bytes, random));
    write(note, is_note ? test::spoiled(note_bytes, random) : note_bytes);
    CHECK(said(path) == all);
  }
  // What becomes of the form of a book that is open already: nothing was read of its rows, or all.
  for (const bool is_read : {false, true}) {
    for (const std::string& other : {std::string(), form_bytes.substr(0, form_bytes.size() / 2), std::string(form_bytes.size(), 'x')}) {
      write(form, form_bytes);
      write(note, note_bytes);
      const books::Opened opened = books::openFile(path, path);
      if (is_read) CHECK(saidBy(opened) == all);
      write(form, other);
      CHECK(saidBy(opened) == all);
    }
  }
  fs::remove_all(folder);
  return test::finish("kept_forms_test");
}
