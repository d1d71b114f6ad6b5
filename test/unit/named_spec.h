// A spec of several files in a folder of its own, checked, and what its names mean; for tests of compiler/query.
#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>

#include "compiler/query/names.h"

namespace smcost::test {

class NamedSpec {
 public:
  // The texts by file names; "spec.smcost" is the spec.
  explicit NamedSpec(const std::map<std::string, std::string>& texts, bool use_stdlib = false) {
    static int count = 0;
    folder_ = std::filesystem::temp_directory_path() / fmt::format("smcost_names_{}_{}", ::getpid(), ++count);
    std::filesystem::create_directories(folder_);
    for (const auto& [name, text] : texts) std::ofstream(folder_ / name) << text;
    session::Options options;
    options.path = folder_ / "spec.smcost";
    options.use_stdlib = use_stdlib;
    session_ = std::make_unique<session::Session>(options);
    is_fine = session_->check();
    names_ = std::make_unique<query::Names>(*session_);
  }
  ~NamedSpec() { std::filesystem::remove_all(folder_); }

  session::Session& session() { return *session_; }
  const query::Names& names() const { return *names_; }
  const ast::File& tree(const std::string& file = "spec.smcost") const { return module(file).tree; }

  // The place of the `count`-th (from 1) occurrence of a text in a file.
  source::Span place(std::string_view text, int count = 1, const std::string& file = "spec.smcost") const {
    const source::FileId id = module(file).tree.source;
    const std::string_view all = session_->sources().file(id).text();
    size_t at = all.find(text);
    for (int i = 1; i < count && at != std::string_view::npos; ++i) at = all.find(text, at + 1);
    if (at == std::string_view::npos) return {};
    return {id, static_cast<uint32_t>(at), static_cast<uint32_t>(at + text.size())};
  }

  // "spec.smcost:3:7", "module" for a file itself, "-" for nothing: where what is named at a place is declared.
  std::string meaning(source::Span at) const {
    const auto declared = names_->definition(at.file, at.begin);
    return declared ? shown(*declared) : "-";
  }
  std::string meaning(std::string_view text, int count = 1, const std::string& file = "spec.smcost") const { return meaning(place(text, count, file)); }
  std::string kind(std::string_view text, int count = 1, const std::string& file = "spec.smcost") const {
    const source::Span at = place(text, count, file);
    const auto symbol = names_->symbolAt(at.file, at.begin);
    return symbol ? std::string(check::symbolKindName(names_->symbol(*symbol).kind)) : "-";
  }

  std::string shown(source::Span at) const {
    if (at.isNone()) return "nowhere";
    const auto [line, column] = session_->sources().lineColumn(at);
    return fmt::format("{}:{}:{}", std::filesystem::path(session_->sources().file(at.file).name()).filename().string(), line, column);
  }

  bool is_fine = false;

 private:
  const check::Module& module(const std::string& file) const {
    for (const check::Module& one : session_->modules()) {
      if (one.name.ends_with("/" + file)) return one;
    }
    return session_->modules().back();
  }

  std::filesystem::path folder_;
  std::unique_ptr<session::Session> session_;
  std::unique_ptr<query::Names> names_;
};

// Enough to bill with: `work MACHINES BOX TIME`, boxes at 1 and 3 USD/h.
inline constexpr const char* kSmallWorld = R"(dimension Time
dimension Day
dimension Month
dimension Data
unit s : Time
unit h hours = 3600 s
unit day days : Day
unit month months : Month
unit GB : Data
unit USD : Money[USD]
unit job jobs : Count[job]
unit machine machines : Count[machine]
regions { here, there }
words Size { small, large }
skus { box.small, box.large }
skus facts (cores : Number) { box.small 2; box.large 8 }
source list { title "the tests' own" }
meter compute(box : Sku) : Time
meter disk : Data * Time { basis month }
option Watch(bare for time : Time, bare on box : Sku = box.small)
workload work(bare machines : Multiple[machine] = 1x, bare on box : Sku, bare for run : Time, storage : Data = none, with watch : Watch = none) {
  let hours_run = run each machines
  line boxes = meter compute(box) hours_run
  if storage { line disks = meter disk storage * span }
  if watch { line watching = meter compute(watch.box) watch.time }
}
rates compute region here source list { box.small 1 USD/h; box.large 3 USD/h }
rates disk region everywhere source list { 0.5 USD/GB-month }
)";

}  // namespace smcost::test
