// Random edits of three open files that use each other, undone now and then: after each, what the server says is what a fresh one says of
// the texts as they stand, and its findings are those of a check.
//
//   edit_sequences FOLDER SPEC… --steps N --seed N
//
// FOLDER is made; the SPECs are what the texts begin as, one after the other.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/lsp/server.h"
#include "compiler/lsp/uris.h"
#include "compiler/load/library_cache.h"
#include "lang/diagnostics/render.h"

namespace {

using smcost::lsp::Position;
using smcost::lsp::Positions;
using smcost::lsp::Server;
using smcost::rpc::Json;

constexpr size_t kFiles = 3;

// A server with what it has told so far.
struct Told {
  std::map<std::string, Json> findings;  // by uri; none: nothing is wrong
  Server server;

  Told() : server([](const std::string&) { return smcost::workspace::Settings{}; }, {[this](const std::string& method, Json params) { take(method, params); }, [](const std::string&, Json) {}}) {}

  void take(const std::string& method, const Json& params) {
    if (method != "textDocument/publishDiagnostics") return;
    if (params["diagnostics"].empty()) findings.erase(params["uri"]);
    else findings[params["uri"]] = params["diagnostics"];
  }
  void begin(const std::string& root) { server.request("initialize", {{"rootUri", smcost::lsp::uriOf(root)}, {"capabilities", Json::object()}}); }
  void open(const std::string& uri, const std::string& text, int version) {
    server.notification("textDocument/didOpen", {{"textDocument", {{"uri", uri}, {"languageId", "smcost"}, {"version", version}, {"text", text}}}});
  }
  void settle() {
    while (server.tellNext()) {
    }
  }
  Json ask(const char* method, const std::string& uri) {
    Json params = {{"textDocument", {{"uri", uri}}}, {"range", {{"start", {{"line", 0}, {"character", 0}}}, {"end", {{"line", 100000}, {"character", 0}}}}}};
    return server.request(method, params);
  }
};

class Edits {
 public:
  Edits(std::string folder, std::vector<std::string> specs, uint64_t seed) : folder_(std::move(folder)), specs_(std::move(specs)), random_(seed) {
    for (size_t i = 0; i < kFiles; ++i) {
      paths_.push_back(folder_ + "/file" + std::to_string(i) + ".smcost");
      uris_.push_back(smcost::lsp::uriOf(paths_.back()));
    }
  }

  bool run(size_t steps) {
    auto server = begin();
    for (size_t step = 0; step < steps; ++step) {
      // Now and then another spec, in a server of its own.
      if (step % 40 == 39) server = begin();
      edit(*server);
      server->settle();
      if (!equalsFresh(*server) || !equalsCheck(*server)) {
        std::fprintf(stderr, "step %zu\n", step);
        for (const std::string& text : texts_) std::fprintf(stderr, "---\n%s", text.c_str());
        return false;
      }
    }
    // What breaks at once and stays so would show nothing of bills.
    std::printf("%zu steps, %zu of them with a bill\n", steps, with_bill_);
    return with_bill_ * 5 >= steps;
  }

 private:
  size_t below(size_t end) { return std::uniform_int_distribution<size_t>(0, end - 1)(random_); }

  std::unique_ptr<Told> begin() {
    texts_ = {specs_[below(specs_.size())], "let users = 20\nparam hours = 3 h\n", "use \"./file1.smcost\"\nlet twice = hours * 2\n"};
    texts_[0] += below(2) == 0 ? "use \"./file1.smcost\"\n" : "use \"./file2.smcost\"\n";
    undo_.clear();
    auto server = std::make_unique<Told>();
    server->begin(folder_);
    for (size_t i = 0; i < kFiles; ++i) server->open(uris_[i], texts_[i], 1);
    server->settle();
    return server;
  }

  std::string piece() {
    static constexpr std::string_view kPieces[] = {" ", "\n", "x", "7", ".", "\"", "{", "}", "(", "budget total <= 1 USD\n", "hours", "  with ", "# ü 😀\n", "\r\n", "let n = 2 h\n",
                                                   "users", "use \"./file2.smcost\"\n", "scenario s { }\n", ",", "é", "😀", "expect total == 0 USD\n", "period 2025-03\n"};
    return std::string(kPieces[below(std::size(kPieces))]);
  }

  void edit(Told& server) {
    const size_t file = below(4) == 0 ? 1 + below(kFiles - 1) : 0;
    std::string& text = texts_[file];
    Json changes = Json::array();
    if (!undo_.empty() && below(5) < 3) {
      // All at once, as an editor takes back.
      auto [which, before] = undo_.back();
      undo_.pop_back();
      texts_[which] = before;
      changes.push_back({{"text", before}});
      tell(server, which, std::move(changes));
      return;
    }
    undo_.emplace_back(file, text);
    for (size_t count = 1 + below(2); count > 0; --count) {
      const Positions positions(text);
      const size_t begin = boundary(text, below(text.size() + 1));
      const size_t end = boundary(text, std::min(text.size(), begin + (below(2) == 0 ? 0 : below(below(8) == 0 ? 200 : 6))));
      const std::string with = below(4) == 0 ? text.substr(boundary(text, below(text.size() + 1)), 0) : piece();
      const Position from = positions.of(begin), to = positions.of(end);
      // Between the two halves of a line end the place is before both.
      const size_t real_begin = positions.offsetOf(from), real_end = positions.offsetOf(to);
      changes.push_back({{"range", {{"start", smcost::lsp::positionOf(from)}, {"end", smcost::lsp::positionOf(to)}}}, {"text", with}});
      text.replace(real_begin, real_end - real_begin, with);
    }
    tell(server, file, std::move(changes));
  }

  static size_t boundary(const std::string& text, size_t at) {
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    return at;
  }

  void tell(Told& server, size_t file, Json changes) {
    server.server.notification("textDocument/didChange", {{"textDocument", {{"uri", uris_[file]}, {"version", ++version_}}}, {"contentChanges", std::move(changes)}});
  }

  bool equalsFresh(Told& server) {
    Told fresh;
    fresh.begin(folder_);
    for (size_t i = 0; i < kFiles; ++i) fresh.open(uris_[i], texts_[i], 1);
    fresh.settle();
    if (fresh.findings != server.findings) {
      std::fprintf(stderr, "findings differ\n%s\n%s\n", Json(fresh.findings).dump(1).c_str(), Json(server.findings).dump(1).c_str());
      return false;
    }
    with_bill_ += !server.ask("textDocument/inlayHint", uris_[0]).empty();
    for (const std::string& uri : uris_) {
      for (const char* method : {"textDocument/inlayHint", "textDocument/codeLens", "textDocument/formatting"}) {
        if (fresh.ask(method, uri) == server.ask(method, uri)) continue;
        std::fprintf(stderr, "%s differs of %s\n", method, uri.c_str());
        return false;
      }
    }
    return true;
  }

  // Of the texts on the disk, by a session that knows no editor.
  bool equalsCheck(Told& server) {
    for (size_t i = 0; i < kFiles; ++i) std::ofstream(paths_[i], std::ios::binary) << texts_[i];
    std::multiset<std::string> checked, told;
    smcost::session::Options options;
    // Run in their folder, as messages name them from it.
    options.path = "file0.smcost";
    options.library_cache = library_;
    smcost::session::Session session(std::move(options));
    session.checkAll();
    for (const auto* one : smcost::diagnostics::inOrder(session.sink())) {
      const bool is_here = one->span.isNone() || session.sources().file(one->span.file).name() == "file0.smcost";
      if (is_here) checked.insert(smcost::diagnostics::codeOf(*one->kind) + " " + one->message.substr(0, one->message.find('\n')));
    }
    if (const auto found = server.findings.find(uris_[0]); found != server.findings.end()) {
      for (const Json& one : found->second) {
        if (one["source"] != "smcost") continue;
        const std::string message = one["message"].get<std::string>();
        told.insert(one["code"].get<std::string>() + " " + message.substr(0, message.find('\n')));
      }
    }
    // Carets may have a word of their own behind the message.
    const bool is_equal = checked.size() == told.size() && std::equal(checked.begin(), checked.end(), told.begin(), [](const std::string& a, const std::string& b) { return b.starts_with(a); });
    if (!is_equal) {
      for (const auto& one : checked) std::fprintf(stderr, "checked: %s\n", one.c_str());
      for (const auto& one : told) std::fprintf(stderr, "told: %s\n", one.c_str());
    }
    return is_equal;
  }

  std::string folder_;
  std::vector<std::string> specs_, paths_, uris_, texts_;
  std::vector<std::pair<size_t, std::string>> undo_;
  std::mt19937_64 random_;
  std::shared_ptr<smcost::load::LibraryCache> library_ = std::make_shared<smcost::load::LibraryCache>();
  int version_ = 1;
  size_t with_bill_ = 0;
};

std::string contentOf(const char* path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> specs;
  size_t steps = 100;
  uint64_t seed = 1;
  for (int i = 2; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--steps") steps = std::strtoull(argv[++i], nullptr, 10);
    else if (word == "--seed") seed = std::strtoull(argv[++i], nullptr, 10);
    else specs.push_back(contentOf(argv[i]));
  }
  std::filesystem::create_directories(argv[1]);
  std::filesystem::current_path(argv[1]);
  return Edits(std::filesystem::current_path().string(), std::move(specs), seed).run(steps) ? 0 : 1;
}
