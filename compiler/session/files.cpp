#include "compiler/session/files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "lang/syntax/parse.h"

namespace smcost::session {

namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

class DiskFiles : public Files {
 public:
  ReadResult read(const std::string& path) const override { return readFile(path); }
  std::string keyOf(const std::string& path) const override {
    std::error_code ignored;
    std::string key = std::filesystem::weakly_canonical(path, ignored).string();
    return key.empty() ? path : key;
  }
};

}  // namespace

ReadResult readFile(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return {std::nullopt, "it is a directory"};
  std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (!file) return {std::nullopt, std::strerror(errno)};
  std::string text;
  char buffer[1 << 16];
  while (text.size() <= ast::kMaxFileBytes) {
    size_t count = std::fread(buffer, 1, sizeof buffer, file.get());
    text.append(buffer, count);
    if (count < sizeof buffer) break;
  }
  if (std::ferror(file.get())) return {std::nullopt, std::strerror(errno)};
  return {std::move(text), {}};
}

std::shared_ptr<const Files> filesOnDisk() { return std::make_shared<DiskFiles>(); }

}  // namespace smcost::session
