// A client that asks, edits, takes back and asks again without waiting, over descriptors: each request is answered once, by its number, and
// what is asked last is answered of the text that was written last. Also run under ThreadSanitizer.
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "compiler/lsp/serve.h"
#include "compiler/rpc/framing.h"
#include "compiler/rpc/json.h"

namespace {

using smcost::rpc::Framing;
using smcost::rpc::Json;

constexpr const char* kUri = "file:///nowhere/spec.smcost";
constexpr int kRounds = 200;

class Client {
 public:
  explicit Client(int descriptor) : descriptor_(descriptor), reader_([this] { read(); }) {}
  ~Client() {
    ::shutdown(descriptor_, SHUT_RDWR);
    reader_.join();
  }

  int ask(const std::string& method, Json params) {
    write({{"jsonrpc", "2.0"}, {"id", ++last_}, {"method", method}, {"params", std::move(params)}});
    return last_;
  }
  void tell(const std::string& method, Json params) { write({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}}); }
  // Of the server, after it has ended.
  void finish() {
    reader_.join();
    reader_ = std::thread([] {});
  }
  std::map<int, Json> answers;

 private:
  void write(const Json& message) {
    const std::string bytes = smcost::rpc::framed(Framing::headers, message.dump());
    for (size_t at = 0; at < bytes.size();) {
      const ssize_t count = ::write(descriptor_, bytes.data() + at, bytes.size() - at);
      if (count <= 0) return;
      at += static_cast<size_t>(count);
    }
  }
  void read() {
    smcost::rpc::FrameReader frames(Framing::headers, size_t{1} << 26);
    std::array<char, 4096> bytes;
    for (ssize_t count = 0; (count = ::read(descriptor_, bytes.data(), bytes.size())) > 0;) {
      frames.feed({bytes.data(), static_cast<size_t>(count)});
      while (const auto frame = frames.next()) {
        Json message = Json::parse(frame->text);
        if (message.contains("method")) is_last_told = is_last_told || message["params"].value("version", 0) == kRounds + 1;
        else if (!answers.emplace(message["id"].get<int>(), message).second) is_twice = true;
      }
    }
  }

  int descriptor_;
  int last_ = 0;
  std::thread reader_;

 public:
  bool is_twice = false;
  std::atomic<bool> is_last_told = false;
};

int failures = 0;
void expect(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "not so: %s\n", what);
  ++failures;
}

Json place(int line, int character) { return {{"line", line}, {"character", character}}; }

void converse(Client& client) {
  std::mt19937 random(7);
  const Json document = {{"uri", kUri}};
  client.ask("initialize", {{"capabilities", Json::object()}});
  client.tell("initialized", Json::object());
  client.tell("textDocument/didOpen", {{"textDocument", {{"uri", kUri}, {"languageId", "smcost"}, {"version", 1}, {"text", "let a = 1 h\nlet b = a * 2\n"}}}});
  for (int round = 0; round < kRounds; ++round) {
    const Json params = {{"textDocument", document}, {"position", place(1, 8)}, {"context", {{"diagnostics", Json::array()}}},
                         {"range", {{"start", place(0, 0)}, {"end", place(9, 0)}}}};
    static constexpr const char* kMethods[] = {"textDocument/hover", "textDocument/inlayHint", "textDocument/completion", "textDocument/codeLens", "textDocument/diagnostic", "textDocument/codeAction"};
    const int id = client.ask(kMethods[random() % std::size(kMethods)], params);
    if (random() % 3 == 0) client.tell("$/cancelRequest", {{"id", id}});
    const Json edit = {{"range", {{"start", place(0, 8)}, {"end", place(0, 9)}}}, {"text", std::to_string(round % 10)}};
    client.tell("textDocument/didChange", {{"textDocument", {{"uri", kUri}, {"version", round + 2}}}, {"contentChanges", {edit}}});
  }
}

}  // namespace

int main() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) return 1;
  int code = -1;
  std::thread server([&] {
    code = smcost::lsp::serve(ends[1], ends[1], [](const std::string&) { return smcost::workspace::Settings{}; });
    ::close(ends[1]);
  });
  {
    Client client(ends[0]);
    converse(client);
    for (int wait = 0; wait < 5000 && !client.is_last_told; ++wait) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    expect(client.is_last_told, "findings of the last text are told");
    const int last = client.ask("textDocument/hover", {{"textDocument", {{"uri", kUri}}}, {"position", place(1, 4)}});
    const int down = client.ask("shutdown", nullptr);
    client.tell("exit", nullptr);
    server.join();
    client.finish();
    expect(!client.is_twice, "each is answered once");
    expect(client.answers.size() == static_cast<size_t>(down), "each is answered");
    expect(client.answers[last]["result"]["contents"]["value"].get<std::string>().find("18 h : Time") != std::string::npos, "b is twice 9 h");
    expect(client.answers[down].contains("result"), "it shuts down");
  }
  ::close(ends[0]);
  expect(code == 0, "its end was asked for");
  return failures == 0 ? 0 : 1;
}
