#include "compiler/rpc/peer.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "lang/base/failure.h"
#include "lang/base/interrupt.h"

namespace smcost::rpc {

namespace {

// Read ahead of what is answered; then the other end waits.
constexpr size_t kMostWaiting = 1000;
constexpr size_t kMostWaitingBytes = size_t{200} << 20;
// Idle work of a service that is never idle waits no longer.
constexpr std::chrono::milliseconds kLongestIdle(200);

struct Fault {
  std::string what;
};

bool isId(const Json& id) { return id.is_string() || id.is_number_integer(); }

Json errorOf(int code, std::string message) { return {{"code", code}, {"message", std::move(message)}}; }

// Bytes that are no UTF-8 may stand in what is told.
std::string dumped(const Json& message) { return message.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

struct Peer::State {
  State(int in_fd, int out_fd, Manner manner_in) : in(in_fd), out(out_fd), stop(::eventfd(0, EFD_CLOEXEC)), manner(std::move(manner_in)) {}
  ~State() { ::close(stop); }

  struct Waiting {
    Json id;                     // null: a notification, or an error that is told already known
    std::string method;
    Json params;
    Json error;                  // the answer; null: none yet
    size_t bytes = 0;
    bool is_cancelled = false;
  };

  const int in, out, stop;
  const Manner manner;
  std::mutex lock;
  std::condition_variable came, went;
  std::deque<Waiting> waiting;
  size_t waiting_bytes = 0;
  bool is_over = false;          // nothing more comes
  bool is_gone = false;          // nobody reads what is written
  Json running;                  // the id that is answered
  base::Interrupt interrupt;     // of what runs
  bool is_idle = false;
  std::chrono::steady_clock::time_point last_idle = std::chrono::steady_clock::now();
  int64_t next_id = 1;

  void read();
  void take(const FrameReader::Frame& frame);
  void takeBack(const Json& params);
  void add(Waiting one);
  void write(const Json& message);
  std::optional<Waiting> next(Service& service);
  void answer(Service& service, const Waiting& one);
  template <class Step>
  Json guarded(Step step);
};

void Peer::State::add(Waiting one) {
  std::unique_lock guard(lock);
  went.wait(guard, [&] { return is_gone || (waiting.size() < kMostWaiting && waiting_bytes < kMostWaitingBytes); });
  waiting_bytes += one.bytes;
  waiting.push_back(std::move(one));
  if (is_idle) interrupt.request();
  came.notify_one();
}

void Peer::State::takeBack(const Json& params) {
  const Json* id = findIn(params, manner.cancelled_id);
  if (id == nullptr) return;
  const std::lock_guard guard(lock);
  if (!running.is_null() && running == *id) interrupt.request();
  for (Waiting& one : waiting) one.is_cancelled = one.is_cancelled || one.id == *id;
}

void Peer::State::take(const FrameReader::Frame& frame) {
  Waiting one;
  one.bytes = frame.text.size();
  std::string why = frame.error;
  std::optional<Json> message = why.empty() ? parse(frame.text, why) : std::nullopt;
  if (!message) {
    one.error = errorOf(Failure::kParseError, std::move(why));
    return add(std::move(one));
  }
  const Json* method = findIn(*message, "method");
  const Json* id = findIn(*message, "id");
  // An answer to what was asked here.
  if (method == nullptr && id != nullptr && (message->contains("result") || message->contains("error"))) return;
  if (id != nullptr && isId(*id)) one.id = *id;
  if (method == nullptr || !method->is_string() || (id != nullptr && !isId(*id))) {
    one.error = errorOf(Failure::kInvalidRequest, message->is_array() ? "several messages in one are not taken" : "no message of JSON-RPC 2.0");
    return add(std::move(one));
  }
  one.method = method->get<std::string>();
  if (const Json* params = findIn(*message, "params")) one.params = *params;
  if (one.method == manner.cancelled_method) return takeBack(one.params);
  add(std::move(one));
}

void Peer::State::read() {
  FrameReader frames(manner.framing, manner.most_bytes);
  std::array<char, 1 << 16> bytes;
  for (;;) {
    std::array<pollfd, 2> fds = {pollfd{in, POLLIN, 0}, pollfd{stop, POLLIN, 0}};
    if (::poll(fds.data(), fds.size(), -1) < 0 && errno != EINTR) break;
    if (fds[1].revents != 0) break;
    if (fds[0].revents == 0) continue;
    const ssize_t count = ::read(in, bytes.data(), bytes.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) break;
    frames.feed({bytes.data(), static_cast<size_t>(count)});
    while (const auto frame = frames.next()) take(*frame);
  }
  const std::lock_guard guard(lock);
  is_over = true;
  if (is_idle) interrupt.request();
  came.notify_one();
}

void Peer::State::write(const Json& message) {
  const std::string bytes = framed(manner.framing, dumped(message));
  for (size_t at = 0; at < bytes.size() && !is_gone;) {
    const ssize_t count = ::write(out, bytes.data() + at, bytes.size() - at);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      const std::lock_guard guard(lock);
      is_gone = true;
      went.notify_one();
    } else {
      at += static_cast<size_t>(count);
    }
  }
}

// Null: it is well.
template <class Step>
Json Peer::State::guarded(Step step) {
  const base::CheckHandler handler = [](const base::CheckFailure& failure) { throw Fault{failure.why}; };
  const base::CheckScope failures(handler);
  const base::InterruptScope stops(&interrupt);
  try {
    step();
    return nullptr;
  } catch (const Failure& failure) {
    return errorOf(failure.code, failure.message);
  } catch (const base::Interrupted&) {
    return errorOf(Failure::kCancelled, "taken back");
  } catch (const Fault& fault) {
    return errorOf(Failure::kInternalError, "smcost is wrong: " + fault.what);
  } catch (const std::bad_alloc&) {
    return errorOf(Failure::kInternalError, "not enough memory");
  } catch (const std::exception& exception) {
    return errorOf(Failure::kInternalError, exception.what());
  }
}

std::optional<Peer::State::Waiting> Peer::State::next(Service& service) {
  std::unique_lock guard(lock);
  running = nullptr;
  for (;;) {
    const bool is_asked = !waiting.empty();
    if (is_gone || (is_over && !is_asked)) return std::nullopt;
    if (is_asked && std::chrono::steady_clock::now() - last_idle < kLongestIdle) break;
    interrupt.clear();
    // Work that has waited for long is not stopped by what comes.
    is_idle = !is_asked;
    guard.unlock();
    bool has_more = false;
    guarded([&] { has_more = service.idle(); });
    guard.lock();
    is_idle = false;
    last_idle = std::chrono::steady_clock::now();
    if (is_asked) break;
    if (!has_more) came.wait(guard, [&] { return !waiting.empty() || is_over; });
  }
  Waiting one = std::move(waiting.front());
  waiting.pop_front();
  waiting_bytes -= one.bytes;
  went.notify_one();
  interrupt.clear();
  if (one.is_cancelled) interrupt.request();
  running = one.id;
  return one;
}

void Peer::State::answer(Service& service, const Waiting& one) {
  Json result;
  Json error = one.error;
  if (error.is_null() && one.id.is_null()) {
    guarded([&] { service.notification(one.method, one.params); });
    return;
  }
  if (error.is_null()) {
    error = guarded([&] {
      base::checkInterrupt();
      result = service.request(one.method, one.params);
    });
  }
  const bool is_error = !error.is_null();
  if (is_error && error["code"] == Failure::kCancelled && !manner.answers_cancelled) return;
  Json message = {{"jsonrpc", "2.0"}, {"id", one.id}};
  if (is_error) message["error"] = std::move(error);
  else message["result"] = std::move(result);
  write(message);
}

Peer::Peer(int in, int out, Manner manner) : state_(std::make_unique<State>(in, out, std::move(manner))) {}
Peer::~Peer() = default;

void Peer::run(Service& service) {
  std::thread reader([this] { state_->read(); });
  while (!service.hasEnded()) {
    const std::optional<State::Waiting> one = state_->next(service);
    if (!one) break;
    state_->answer(service, *one);
  }
  {
    const std::lock_guard guard(state_->lock);
    state_->is_gone = true;
    state_->went.notify_one();
  }
  const uint64_t wake = 1;
  (void)!::write(state_->stop, &wake, sizeof wake);
  reader.join();
}

void Peer::notify(const std::string& method, Json params) {
  state_->write({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

void Peer::request(const std::string& method, Json params) {
  Json message = {{"jsonrpc", "2.0"}, {"id", "smcost-" + std::to_string(state_->next_id++)}, {"method", method}};
  if (!params.is_null()) message["params"] = std::move(params);
  state_->write(message);
}

}  // namespace smcost::rpc
