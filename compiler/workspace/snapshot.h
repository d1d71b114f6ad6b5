// A spec as it stood at one time, with all that it used: asked as often as wanted, and the same each time. What is asked is
// made then. One thread at a time.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/session/session.h"
#include "compiler/workspace/documents.h"
#include "compiler/workspace/open_files.h"
#include "compiler/workspace/sound_part.h"

namespace smcost::workspace {

// What a spec is asked with besides its text, by the folder that it lies in.
struct Settings {
  session::Options options;            // without a path
  bool trusts = false;                 // files outside of its repository
  std::string error{};                 // something is wrong with them: there is no bill
};

class Snapshot {
 public:
  // `settings` with the path.
  Snapshot(Settings settings, std::shared_ptr<const OpenFiles> files);
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  const std::string& path() const { return options_.path; }
  // Why the settings are wrong; empty: they are not.
  const std::string& settingsError() const { return settings_error_; }
  // Checked, with its `test` and `rejects` blocks. What is wrong is in its sink.
  session::Session& session();
  // The same with its bill, if there is one. The first `textFindings()` of its sink speak of the text, those behind them of the bill.
  session::Session& evaluated();
  bool hasBill();
  // Of a spec whose text has errors, what is left without them.
  const SoundPart& soundPart();
  size_t textFindings();
  // The scenarios of the file, each with its bill, or null where it has none; in order of the text.
  struct OfScenario {
    std::string name;
    std::shared_ptr<session::Session> session;
  };
  const std::vector<OfScenario>& scenarios();
  // The same spec, asked for something else: for prices, a value, another text of one of its files.
  session::Options options() const { return options_; }

  // Where a file of the session lies; none: it is of the library that the program carries, or no file.
  std::optional<std::string> pathOf(source::FileId file);
  // The file of the spec itself; none: it could not be read.
  std::optional<source::FileId> mainFile();
  std::optional<source::FileId> fileAt(const std::string& path);
  bool isOfLibrary(source::FileId file);
  // Whether a change of this file, which may not have been there, may change an answer.
  bool mayDependOn(const std::string& path) const;

 private:
  session::Options options_;
  std::string settings_error_;
  std::shared_ptr<const OpenFiles> files_;
  std::unique_ptr<session::Session> session_;
  bool is_checked_ = false, is_evaluated_ = false, has_bill_ = false;
  size_t text_findings_ = 0;
  std::optional<std::vector<OfScenario>> scenarios_;
  std::optional<SoundPart> sound_part_;
};
using SharedSnapshot = std::shared_ptr<Snapshot>;

}  // namespace smcost::workspace
