// Files from a server: each complete, or a reason why not.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace smcost::fetch {

// A file without a name: it lies in a folder, and is gone with the process whatever ends it.
class NamelessFile {
 public:
  explicit NamelessFile(const std::string& folder);
  ~NamelessFile();
  NamelessFile(NamelessFile&& other) noexcept;
  NamelessFile(const NamelessFile&) = delete;
  NamelessFile& operator=(const NamelessFile&) = delete;
  NamelessFile& operator=(NamelessFile&&) = delete;

  // Why it could not be made, or written; 0.
  int error() const { return error_; }
  bool add(std::string_view bytes);
  bool clear();
  std::string path() const;
  std::string text() const;

 private:
  int descriptor_ = -1;
  int error_ = 0;
};

struct Limits {
  uint64_t most_bytes = 0;           // of a file, unpacked
  unsigned stall_seconds = 30;       // a server that sends nothing for so long is given up for this time
  unsigned tries = 6;
};

// So far, and of how many if the server said so.
using Progress = std::function<void(uint64_t bytes, std::optional<uint64_t> of)>;

struct Answer {
  bool unchanged = false;            // the server still has what `etag` names; the file is empty
  std::string etag;                  // of what came; empty: it has none
  std::string error;                 // why nothing came; empty: all did
};

class Client {
 public:
  // `plain`: servers without TLS may be asked, since the user named one. None, with the reason, without libcurl.
  static std::optional<Client> open(bool plain, Limits limits, std::string& why);
  ~Client();
  Client(Client&& other) noexcept;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  Client& operator=(Client&&) = delete;

  // The file behind a URL, unless the server says that it is still the one of `etag`. What may pass by itself is
  // tried again, later each time.
  Answer get(const std::string& url, const std::string& etag, NamelessFile& file, const Progress& progress);

 private:
  Client() = default;

  void* handle_ = nullptr;
  bool plain_ = false;
  Limits limits_;
};

}  // namespace smcost::fetch
