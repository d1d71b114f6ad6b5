#include "runtime/lists/csv_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace smcost::lists {

namespace {

constexpr size_t kLongestRecord = size_t{1} << 20;
constexpr size_t kToldEach = size_t{1} << 20;

}  // namespace

CsvReader::CsvReader(const std::string& path, const Progress& progress) : file_(path, std::ios::binary), progress_(progress) {
  if (!file_) throw ListError(std::strerror(errno));
}

bool CsvReader::next(std::vector<std::string>& cells) {
  cells.clear();
  line_ = lines_ + 1;
  std::string record;
  bool is_quoted = false;
  while (std::getline(file_, text_)) {
    ++lines_;
    bytes_ += text_.size() + 1;
    if (progress_ && bytes_ - told_ > kToldEach) progress_(told_ = bytes_);
    if (lines_ == 1 && text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
    if (record.empty() && !is_quoted) line_ = lines_;
    is_quoted ^= std::count(text_.begin(), text_.end(), '"') % 2 != 0;
    record += text_;
    if (record.find('\0') != std::string::npos) throw ListError(fmt::format("line {}: a NUL byte is no text", lines_));
    if (record.size() > kLongestRecord) throw ListError(fmt::format("line {}: a record of more than {} bytes", line_, kLongestRecord));
    if (is_quoted) {
      record += '\n';
      continue;
    }
    if (record.ends_with('\r')) record.pop_back();
    if (!record.empty()) break;
  }
  if (is_quoted) throw ListError(fmt::format("line {}: a quote is never closed", line_));
  if (record.empty()) return false;
  // The last line of a list that is whole has its end.
  if (file_.eof() && !text_.empty()) file_.clear(std::ios::eofbit);
  if (!separator_) separator_ = std::count(record.begin(), record.end(), ';') > std::count(record.begin(), record.end(), ',') ? ';' : ',';
  size_t at = 0;
  while (true) {
    std::string& cell = cells.emplace_back();
    if (at < record.size() && record[at] == '"') {
      for (++at; at < record.size(); ++at) {
        if (record[at] != '"') cell += record[at];
        else if (at + 1 < record.size() && record[at + 1] == '"') cell += record[++at];
        else break;
      }
      if (at++ >= record.size() || (at < record.size() && record[at] != separator_)) throw ListError(fmt::format("line {}: something stands behind a closing quote", line_));
    } else {
      const size_t end = std::min(record.size(), record.find(separator_, at));
      cell = record.substr(at, end - at);
      at = end;
    }
    if (at >= record.size()) return true;
    ++at;
  }
}

}  // namespace smcost::lists
