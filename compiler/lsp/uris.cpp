#include "compiler/lsp/uris.h"

#include <fmt/format.h>

#include <string_view>

namespace smcost::lsp {

namespace {

constexpr std::string_view kScheme = "file://";

bool isPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~/").find(c) != std::string_view::npos;
}

int digitOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string uriOf(const std::string& path) {
  std::string uri(kScheme);
  for (const char c : path) {
    if (isPlain(c)) uri += c;
    else uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

std::string pathIn(const std::string& uri) {
  if (!uri.starts_with(kScheme)) return {};
  // A host between the slashes is this one.
  const size_t begin = uri.find('/', kScheme.size());
  if (begin == std::string::npos) return {};
  std::string path;
  for (size_t at = begin; at < uri.size(); ++at) {
    const bool is_escape = uri[at] == '%' && at + 2 < uri.size() && digitOf(uri[at + 1]) >= 0 && digitOf(uri[at + 2]) >= 0;
    if (!is_escape) {
      path += uri[at];
      continue;
    }
    path += static_cast<char>(digitOf(uri[at + 1]) * 16 + digitOf(uri[at + 2]));
    at += 2;
  }
  // A byte 0 ends names of files.
  return path.find('\0') == std::string::npos ? path : std::string();
}

}  // namespace smcost::lsp
