// What a fuzzed spec may `use`: the seeds by their names, and what was saved. Nothing is read from the disk.
#pragma once

#include <map>
#include <string>

#include "compiler/load/files.h"

namespace smcost::fuzz {

class SeedFiles : public load::Files {
 public:
  load::ReadResult read(const std::string& path) const override;
  load::ReadResult readUsed(const std::string& path, const std::string&) const override { return read(path); }
  std::string keyOf(const std::string& path) const override;
  // No price books lie beside seeds.
  std::vector<std::string> listed(const std::string&, std::string_view) const override { return {}; }
  bool exists(const std::string&) const override { return false; }
  load::ReadResult readBegin(const std::string&, size_t, const std::string&) const override { return {std::nullopt, "there is none"}; }
  books::Opened openBook(const std::string&, const std::string&) const override { return {nullptr, "there is none", {}}; }

  void save(const std::string& path, const std::string& text) { saved_[keyOf(path)] = text; }

 private:
  std::map<std::string, std::string> saved_;
};

}  // namespace smcost::fuzz
