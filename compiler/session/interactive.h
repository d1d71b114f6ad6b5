// A spec that is written line by line: what it holds so far, and what an input adds to it.
// Each input is checked and billed as a session of its own, over one engine; nothing that an
// input with errors says is kept.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/session/session.h"
#include "runtime/engine.h"

namespace smcost::session {

// One thing that an input asked for: the answer of a question, or a statement with its bill.
struct Part {
  uint32_t place = 0;                              // of its item in the input
  std::optional<size_t> answer;                    // into the session's answers
  program::StatementId statement;                  // none: an answer
};

// What became of an input. The session has its diagnostics, answers and bill.
struct Reply {
  std::unique_ptr<Session> session;
  bool is_accepted = false;                        // no errors; failed checks are none
  bool is_kept = false;                            // the spec changed
  std::vector<program::StatementId> statements;    // of the input
  std::vector<Part> parts;                         // what there is to show, in the order of the text
  bool forgot_answer = false;                      // `ans` had a value, and what came last has none
};

// What the sink has, in the order it is rendered; what speaks of text that a file gave stands in that file.
std::vector<diagnostics::Diagnostic> placedInFiles(Session& session);

class Interactive {
 public:
  // `base` has no path and no text. The library's `session.smcost` is what a new spec begins with.
  explicit Interactive(Options base);
  ~Interactive();
  Interactive(const Interactive&) = delete;
  Interactive& operator=(const Interactive&) = delete;

  // Declarations and named statements are kept, a name's new meaning in place of its old one;
  // expressions and unnamed statements are only answered. Throws base::Interrupted, and is then
  // as it was.
  Reply submit(const std::string& input);
  // The file's items in place of what is held.
  Reply load(const std::string& path);
  // The whole spec as a file; not evaluated yet. Of a book it has the prices that it uses, and all of these meters.
  std::unique_ptr<Session> spec(std::vector<std::string> priced_meters = {}) const;
  // An input on its own engine, not evaluated and never kept: to time it, or list its code.
  std::unique_ptr<Session> probe(const std::string& input) const;

  // The spec's text, as it is saved.
  std::string text() const;
  // Of what is kept: all names, and a statement's text behind its `=`.
  std::vector<std::string> names() const;
  std::optional<std::string> phraseOf(std::string_view name) const;
  // Takes back the last change; false when there is none.
  bool undo();
  // Forgets a name; false when the spec declares none such. What needs it makes it an error.
  Reply drop(std::string_view name);

  EngineKind engineKind() const { return base_.engine; }
  void setEngine(EngineKind kind);
  // Of the spec that was loaded last; empty when none was.
  const std::string& path() const { return path_; }

 private:
  // A part of the spec's text, and the names that a later part may take over.
  struct Entry {
    std::string text;
    std::string key;
    bool is_statement = false;
    runtime::CodeOwner owner;
    std::shared_ptr<const source::SourceFile> file{};  // that it was loaded from; none: it was typed
    uint32_t at = 0;                               // where in the file
  };
  using Entries = std::vector<std::shared_ptr<const Entry>>;
  // An item of an input: kept as an entry, or only answered.
  struct Item {
    std::string text;
    std::string key;
    uint32_t place = 0;                            // in the input
    uint32_t begin = 0;                            // of its text in the input
    bool is_kept = false;
    bool is_value = false;                         // `let`, `param`: its value is shown
    bool is_statement = false;
  };

  static Entry entryOf(const Item& item, runtime::CodeOwner owner) {
    return {item.text, item.key, item.is_statement, owner, {}, 0};
  }

  std::vector<Item> itemsOf(const std::string& input) const;
  // The text of what is held behind that of the options.
  static void addText(const Entries& held, Options& options);
  Options optionsFor(const std::string& input, const Entries& held) const;
  Reply evaluate(const std::string& input, const Entries& held);
  void keep(Entries entries, const std::string& path);
  void setPath(std::string path);
  runtime::CodeOwner ownerOfInput();
  void freeUnused(const Entries& before);
  void rememberAnswer(Reply& reply);

  Options base_;
  std::unique_ptr<runtime::Engine> engine_;
  Entries entries_;
  std::string path_;
  std::deque<std::pair<Entries, std::string>> undo_;
  std::vector<check::Given> given_;                // `ans`
  uint32_t next_owner_ = 0;
  std::deque<runtime::CodeOwner> answered_;        // owners of inputs that were only answered
};

}  // namespace smcost::session
