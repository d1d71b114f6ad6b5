// Where data goes: stdout, or a file that appears whole or not at all.
#pragma once

#include <memory>
#include <optional>
#include <ostream>
#include <string>

namespace smcost::driver {

class FileBuffer;
class SafeBuffer;

// Whether a file may be written that this process has read: `fmt` is there to do so.
enum class Overwrites : unsigned char { no_input, anything };

class Output {
 public:
  // Nothing is opened or touched before `commit` when the path names a regular file or none:
  // the data goes to a temporary file beside it, which no signal leaves behind. Devices, and pipes that
  // somebody reads, are written directly.
  explicit Output(std::optional<std::string> path, Overwrites overwrites = Overwrites::no_input);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // For people: nothing that a text holds acts on a terminal or a build server that keeps the lines.
  std::ostream& stream() { return *stream_; }
  // For programs: every byte as it is. One of the two for an output, or the other after a flush.
  std::ostream& bytes() { return *bytes_; }
  // "bill.json", "<stdout>"
  const std::string& name() const { return name_; }
  bool isTerminal() const;
  // Columns of a line: those of the terminal, or what `COLUMNS` says, or as many as are usual.
  size_t width() const;

  // Writes out what is left and puts the file in its place. The reason when that failed,
  // or when anything before did; then the file is as it was. Of a file that has further names, which is written in its
  // place, an error may come too late for that: the reason names the file that has the new text then.
  std::optional<std::string> commit();

 private:
  void open(const std::string& path);
  // 0 or an errno.
  int moveIntoPlace();

  Overwrites overwrites_;
  std::string name_;
  std::string target_;     // what the temporary file becomes; empty: written directly
  std::string temporary_;
  std::string kept_;       // a temporary file that stays, since the target is neither the old text nor the new
  std::string open_error_;
  std::unique_ptr<FileBuffer> buffer_;
  std::unique_ptr<SafeBuffer> safe_;
  std::unique_ptr<std::ostream> stream_, bytes_;
};

// The same of a descriptor.
size_t widthOf(int descriptor);

}  // namespace smcost::driver
