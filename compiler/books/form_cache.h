// Compiled forms of price books in the user's cache folder, by the digest of the text. Never needed:
// what cannot be read is not there, what cannot be written is not kept.
#pragma once

#include <sys/stat.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace smcost::books {

// A file of which only what is wanted is read, to where it would lie if all were. What was read stays as it is, whoever writes
// to the file; in a mapping a block could change once it is proved, and a file that is cut would end the process.
class PartsOfFile {
 public:
  ~PartsOfFile();
  PartsOfFile(const PartsOfFile&) = delete;
  PartsOfFile& operator=(const PartsOfFile&) = delete;

  // A regular file that is this user's and nobody else's to write; null when it is none.
  static std::unique_ptr<PartsOfFile> open(const std::string& path);
  // As long as the file was; what was not read is 0.
  std::string_view bytes() const { return {begin_, size_}; }
  // False: the file has them no longer.
  bool read(size_t at, size_t size) const;

 private:
  PartsOfFile(int file, char* begin, size_t size) : file_(file), begin_(begin), size_(size) {}
  int file_;
  char* begin_;
  size_t size_;
};

class FormCache {
 public:
  // `$XDG_CACHE_HOME/smcost/books`, or below `$HOME/.cache`; with neither it keeps nothing.
  FormCache();

  // The digest of a text that was read before and did not change since, as far as its file tells.
  std::optional<std::string> digestOf(const struct stat& text) const;
  void remember(const struct stat& text, std::string_view digest) const;

  std::unique_ptr<PartsOfFile> form(std::string_view digest) const;
  void keep(std::string_view digest, std::string_view form) const;
  void drop(std::string_view digest) const;

  // Empty: nothing is kept.
  const std::string& folder() const { return folder_; }

 private:
  std::string formPath(std::string_view digest) const;
  std::string textPath(const struct stat& text) const;
  void write(const std::string& path, std::string_view bytes) const;
  void removeOld() const;

  std::string folder_;
};

}  // namespace smcost::books
