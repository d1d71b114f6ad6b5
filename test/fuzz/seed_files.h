// What a fuzzed spec may `use`: the seeds by their names, and what was saved. Nothing is read from the disk.
#pragma once

#include <map>
#include <string>

#include "compiler/session/files.h"

namespace smcost::fuzz {

class SeedFiles : public session::Files {
 public:
  session::ReadResult read(const std::string& path) const override;
  session::ReadResult readUsed(const std::string& path, const std::string&) const override { return read(path); }
  std::string keyOf(const std::string& path) const override;

  void save(const std::string& path, const std::string& text) { saved_[keyOf(path)] = text; }

 private:
  std::map<std::string, std::string> saved_;
};

}  // namespace smcost::fuzz
