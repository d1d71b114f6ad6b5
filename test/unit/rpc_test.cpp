// Messages of a conversation, whole and broken: framing in pieces of any size, what is too long or too deep, requests taken back.
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "compiler/rpc/peer.h"
#include "lang/base/interrupt.h"

using smcost::rpc::Failure;
using smcost::rpc::FrameReader;
using smcost::rpc::Framing;
using smcost::rpc::Json;

namespace {

int failures = 0;

#define EXPECT(condition)                                              \
  do {                                                                 \
    if (!(condition)) {                                                \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      ++failures;                                                      \
    }                                                                  \
  } while (false)

std::vector<std::string> framesOf(Framing framing, const std::string& bytes, size_t piece, size_t most) {
  FrameReader reader(framing, most);
  std::vector<std::string> found;
  for (size_t at = 0; at < bytes.size(); at += piece) {
    reader.feed(std::string_view(bytes).substr(at, piece));
    while (const auto frame = reader.next()) found.push_back(frame->error.empty() ? frame->text : "!" + frame->error);
  }
  return found;
}

void framesInAnyPieces() {
  const std::string headers = "Content-Length: 2\r\n\r\n{}content-length:3\r\nContent-Type: x\r\n\r\n[1]Content-Length: 1\n\n7";
  const std::string too_long = "Content-Length: 30\r\n\r\n" + std::string(30, 'x') + "Content-Length: 2\r\n\r\n{}";
  const std::string lines = "{}\n\n[1]\r\n" + std::string(40, 'y') + "\n7\n";
  for (const size_t piece : {1, 2, 3, 7, 1000}) {
    EXPECT((framesOf(Framing::headers, headers, piece, 100) == std::vector<std::string>{"{}", "[1]", "7"}));
    EXPECT((framesOf(Framing::headers, too_long, piece, 20) == std::vector<std::string>{"!a message of 30 bytes; the most are 20", "{}"}));
    EXPECT((framesOf(Framing::lines, lines, piece, 20) == std::vector<std::string>{"{}", "[1]", "!a message of more than 20 bytes", "7"}));
  }
  // Rubbish in place of headers: told, and what comes behind it is read.
  const std::string rubbish = std::string(5000, 'z') + "Content-Length: 2\r\n\r\n{}";
  const auto found = framesOf(Framing::headers, rubbish, 100, 100);
  EXPECT(found.size() >= 2 && found.front()[0] == '!' && found.back() == "{}");
  EXPECT((framesOf(Framing::headers, "X: 1\r\n\r\nContent-Length: 2\r\n\r\n{}", 5, 100) ==
          std::vector<std::string>{"!a message without a `Content-Length`", "{}"}));
}

void valuesOfBoundedDepth() {
  std::string why;
  EXPECT(smcost::rpc::parse(std::string(200, '[') + std::string(200, ']'), why));
  EXPECT(!smcost::rpc::parse(std::string(201, '[') + std::string(201, ']'), why) && why == "nested deeper than 200");
  EXPECT(smcost::rpc::parse("\"" + std::string(1000, '[') + "\"", why));
  EXPECT(!smcost::rpc::parse("{\"a\": \xff}", why));
}

class Echo : public smcost::rpc::Service {
 public:
  Json request(const std::string& method, const Json& params) override {
    if (method == "wait") {
      for (;;) {
        smcost::base::checkInterrupt();
        std::this_thread::yield();
      }
    }
    if (method == "fail") throw Failure{-32099, "no"};
    if (method == "throw") throw std::runtime_error("broken");
    return {{"method", method}, {"params", params}};
  }
  void notification(const std::string& method, const Json&) override { has_ended_ = method == "end"; }
  bool hasEnded() const override { return has_ended_; }

 private:
  bool has_ended_ = false;
};

// All that the service answers to these lines.
std::vector<Json> answersTo(const std::string& lines) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) return {};
  std::thread server([&] {
    Echo echo;
    smcost::rpc::Peer peer(ends[1], ends[1], {Framing::lines, 1000, "cancel", "id", true});
    peer.run(echo);
    ::close(ends[1]);
  });
  (void)!::write(ends[0], lines.data(), lines.size());
  std::string text;
  std::array<char, 4096> bytes;
  for (ssize_t count = 0; (count = ::read(ends[0], bytes.data(), bytes.size())) > 0;) text.append(bytes.data(), static_cast<size_t>(count));
  server.join();
  ::close(ends[0]);
  std::vector<Json> answers;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    answers.push_back(Json::parse(text.substr(at, end - at)));
    at = end + 1;
  }
  return answers;
}

void conversations() {
  const auto answers = answersTo(
      R"({"jsonrpc":"2.0","id":1,"method":"wait"}
rubbish
{"jsonrpc":"2.0","id":"two","method":"hello","params":{"a":[1]}}
{"jsonrpc":"2.0","id":3,"method":"fail"}
{"jsonrpc":"2.0","id":4,"method":"throw"}
[{"jsonrpc":"2.0","id":5,"method":"hello"}]
{"jsonrpc":"2.0","id":"smcost-1","result":null}
{"jsonrpc":"2.0","id":{},"method":"hello"}
{"jsonrpc":"2.0","id":6,"method":"wait"}
{"jsonrpc":"2.0","method":"cancel","params":{"id":6}}
{"jsonrpc":"2.0","method":"cancel","params":{"id":1}}
{"jsonrpc":"2.0","id":7,"method":"hello"}
{"jsonrpc":"2.0","method":"end"}
)");
  EXPECT(answers.size() == 9);
  if (answers.size() != 9) return;
  EXPECT(answers[0]["id"] == 1 && answers[0]["error"]["code"] == Failure::kCancelled);
  EXPECT(answers[1]["id"].is_null() && answers[1]["error"]["code"] == Failure::kParseError);
  EXPECT((answers[2]["result"] == Json{{"method", "hello"}, {"params", {{"a", {1}}}}}) && answers[2]["id"] == "two");
  EXPECT(answers[3]["error"]["code"] == -32099);
  EXPECT(answers[4]["error"]["code"] == Failure::kInternalError && answers[4]["error"]["message"] == "broken");
  EXPECT(answers[5]["error"]["code"] == Failure::kInvalidRequest);
  EXPECT(answers[6]["error"]["code"] == Failure::kInvalidRequest);
  EXPECT(answers[7]["id"] == 6 && answers[7]["error"]["code"] == Failure::kCancelled);
  EXPECT(answers[8]["id"] == 7 && answers[8].contains("result"));
}

}  // namespace

int main() {
  framesInAnyPieces();
  valuesOfBoundedDepth();
  conversations();
  return failures == 0 ? 0 : 1;
}
