#include "compiler/query/edited_files.h"

#include <utility>

namespace smcost::query {

namespace {

class EditedFiles : public load::Files {
 public:
  EditedFiles(std::shared_ptr<const load::Files> below, std::map<std::string, std::string> texts) : below_(std::move(below)), texts_(std::move(texts)) {}

  load::ReadResult read(const std::string& path) const override { return edited(path, below_->read(path)); }
  load::ReadResult readUsed(const std::string& path, const std::string& folder) const override { return edited(path, below_->readUsed(path, folder)); }
  std::string nameOf(const std::string& path) const override { return below_->nameOf(path); }
  std::string keyOf(const std::string& path) const override { return below_->keyOf(path); }
  std::vector<std::string> listed(const std::string& folder, std::string_view ending) const override { return below_->listed(folder, ending); }
  bool exists(const std::string& path) const override { return below_->exists(path); }
  load::ReadResult readBegin(const std::string& path, size_t most_bytes, const std::string& bound) const override {
    return below_->readBegin(path, most_bytes, bound);
  }
  books::Opened openBook(const std::string& path, const std::string& shown) const override { return below_->openBook(path, shown); }

 private:
  // What may not be read is not there with its edits either.
  load::ReadResult edited(const std::string& path, load::ReadResult read) const {
    const auto found = texts_.find(below_->nameOf(path));
    if (found != texts_.end() && read.text) read.text = found->second;
    return read;
  }

  std::shared_ptr<const load::Files> below_;
  std::map<std::string, std::string> texts_;
};

}  // namespace

std::shared_ptr<const load::Files> editedFiles(std::shared_ptr<const load::Files> below, std::map<std::string, std::string> texts) {
  return std::make_shared<EditedFiles>(std::move(below), std::move(texts));
}

}  // namespace smcost::query
