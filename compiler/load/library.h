// The standard library: the folder that was installed beside the program, one of the user's
// choice, or the copy inside the program.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smcost::load {

// One file of the copy inside the program.
struct EmbeddedFile {
  std::string_view name;  // "units/time.smcost"
  std::string_view text;
};

// Sorted by name. Made from stdlib/ when the program is built.
extern const EmbeddedFile kEmbeddedLibrary[];
extern const size_t kEmbeddedLibraryCount;

// The text of that name, which is among them.
std::string_view textNamed(const EmbeddedFile* files, size_t count, std::string_view name);

// How reports call them: "stdlib/units/time.smcost".
inline constexpr std::string_view kLibraryFolder = "stdlib/";

// `../share/smcost/stdlib` as seen from the running program, when there is a library. None
// when the program is not installed, or somebody took the folder away.
std::optional<std::string> installedLibrary();

class Library {
 public:
  // Without a folder: the installed one, and where there is none the copy.
  explicit Library(std::optional<std::string> folder);
  // The copy, whatever is installed.
  static Library embedded() { return Library(); }

  // None: the copy inside the program.
  const std::optional<std::string>& folder() const { return folder_; }
  // The names of its specs, sorted; and the text of one.
  std::vector<std::string> files() const;
  // The names that `use` knows them by: "units.time".
  std::vector<std::string> modules() const;
  std::optional<std::string> text(const std::string& file) const;
  // SHA-256 of all names and texts, in hexadecimal.
  std::string digest() const;

 private:
  Library() = default;

  std::optional<std::string> folder_;
};

// The names of the files that are changed, missing or new in one against the other.
std::vector<std::string> differences(const Library& one, const Library& other);

}  // namespace smcost::load
