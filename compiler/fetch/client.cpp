#include "compiler/fetch/client.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <utility>

#include "compiler/fetch/curl.h"
#include "compiler/fetch/inflate.h"

namespace smcost::fetch {

namespace {

constexpr double kFirstPause = 0.2;         // seconds, doubled each time
constexpr double kLongestPause = 60;
constexpr long kRedirects = 5;
constexpr long kConnectSeconds = 20;

std::optional<uint64_t> numberOf(std::string_view digits) {
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const size_t from = text.find_first_not_of(kBlank);
  return from == std::string_view::npos ? std::string_view() : text.substr(from, text.find_last_not_of(kBlank) - from + 1);
}

std::string lowered(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return low;
}

// What a server said in front of its answer.
struct Head {
  long status = 0;
  std::string line;                        // "503 Service Unavailable"
  std::string etag, encoding, range, retry_after;
  std::optional<uint64_t> length;
};

// "bytes 5-9/10"
struct ContentRange {
  uint64_t from = 0;
  std::optional<uint64_t> of;
};

std::optional<ContentRange> rangeOf(std::string_view text) {
  constexpr std::string_view kUnit = "bytes ";
  const size_t dash = text.find('-'), slash = text.find('/');
  if (!text.starts_with(kUnit) || dash == std::string_view::npos || slash == std::string_view::npos || slash < dash) return std::nullopt;
  const std::optional<uint64_t> from = numberOf(text.substr(kUnit.size(), dash - kUnit.size()));
  if (!from) return std::nullopt;
  return ContentRange{*from, numberOf(text.substr(slash + 1))};
}

using Clock = std::chrono::steady_clock;

// One file on its way, over as many answers as it takes.
struct Transfer {
  Transfer(NamelessFile& to, const Limits& at_most, const Progress& tell) : file(to), limits(at_most), progress(tell) {}

  NamelessFile& file;
  const Limits& limits;
  const Progress& progress;

  uint64_t received = 0, unpacked = 0;     // of the answer as it is sent; as it lies in the file
  std::optional<uint64_t> whole;           // what `received` comes to, if the server said so
  std::unique_ptr<Inflate> inflate;
  std::string etag;                        // of what is there
  Head head;
  bool is_begun = false;
  Clock::time_point heard;                 // when the server last sent anything
  std::string refused;                     // why what the server sends is of no use; another try changes nothing
  bool is_spoiled = false;                 // what is there is no beginning of anything

  void forget() {
    received = unpacked = 0;
    whole.reset();
    inflate.reset();
    etag.clear();
    is_spoiled = false;
  }
  // With it a cut transfer goes on; a weak one names no bytes.
  bool canGoOn() const { return received > 0 && !is_spoiled && !etag.empty() && !etag.starts_with("W/"); }
  bool isBody() const { return head.status == 200 || head.status == 206; }

  bool refuse(std::string why) {
    refused = std::move(why);
    return false;
  }

  bool begin() {
    is_begun = true;
    if (head.status == 206) {
      const std::optional<ContentRange> range = rangeOf(head.range);
      if (!canGoOn() || !range || range->from != received || (!head.etag.empty() && head.etag != etag)) {
        is_spoiled = true;
        return false;
      }
      whole = range->of;
      return true;
    }
    forget();
    if (!file.clear()) return refuse(std::strerror(file.error()));
    const std::string encoding = lowered(head.encoding);
    if (encoding == "gzip" || encoding == "x-gzip") inflate = std::make_unique<Inflate>();
    else if (!encoding.empty() && encoding != "identity") return refuse(fmt::format("it is encoded as `{}`", encoding));
    etag = head.etag;
    whole = head.length;
    return true;
  }

  bool keep(std::string_view bytes) {
    unpacked += bytes.size();
    if (std::max(unpacked, received) > limits.most_bytes) return refuse(fmt::format("it has more than {} bytes", limits.most_bytes));
    return file.add(bytes) || refuse(std::strerror(file.error()));
  }

  bool take(std::string_view bytes) {
    if (!is_begun && !begin()) return false;
    if (inflate != nullptr) {
      if (!inflate->add(bytes, [this](std::string_view piece) { return keep(piece); })) {
        is_spoiled = true;
        return false;
      }
    } else if (!keep(bytes)) {
      return false;
    }
    received += bytes.size();
    if (progress) progress(received, whole);
    return true;
  }
};

size_t onHeader(char* bytes, size_t one, size_t count, void* transfer) {
  Head& head = static_cast<Transfer*>(transfer)->head;
  static_cast<Transfer*>(transfer)->heard = Clock::now();
  const std::string_view line = trimmed({bytes, one * count});
  if (line.starts_with("HTTP/")) {
    const size_t blank = std::min(line.find(' '), line.size());
    head = {};
    head.line = trimmed(line.substr(blank));
    head.status = static_cast<long>(numberOf(head.line.substr(0, head.line.find(' '))).value_or(0));
    return count;
  }
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return count;
  const std::string name = lowered(line.substr(0, colon));
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (name == "etag") head.etag = value;
  else if (name == "content-encoding") head.encoding = value;
  else if (name == "content-range") head.range = value;
  else if (name == "retry-after") head.retry_after = value;
  else if (name == "content-length") head.length = numberOf(value);
  return count;
}

size_t onBody(char* bytes, size_t one, size_t count, void* transfer) {
  Transfer& into = *static_cast<Transfer*>(transfer);
  into.heard = Clock::now();
  // What stands under an error is for people, and of any length.
  if (!into.isBody()) return one * count;
  return into.take({bytes, one * count}) ? one * count : 0;
}

// Called at least once a second. A server that is slow is waited for, one that is silent is not.
int onTime(void* transfer, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const Transfer& at = *static_cast<const Transfer*>(transfer);
  return Clock::now() - at.heard > std::chrono::seconds(at.limits.stall_seconds) ? 1 : 0;
}

// Such as may pass by themselves.
bool mayPass(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_SSL_CONNECT_ERROR: return true;
    default: return false;
  }
}

Answer failed(std::string why) { return {false, {}, std::move(why)}; }

bool mayPass(long status) { return status == 408 || status == 429 || status == 500 || (status >= 502 && status <= 504); }

void pauseFor(double seconds) {
  timespec time{};
  time.tv_sec = static_cast<time_t>(seconds);
  time.tv_nsec = static_cast<long>((seconds - static_cast<double>(time.tv_sec)) * 1e9);
  while (::nanosleep(&time, &time) != 0 && errno == EINTR) {
  }
}

// The headers of a request.
class Headers {
 public:
  explicit Headers(const Curl& curl) : curl_(curl) {}
  ~Headers() { curl_.slist_free_all(list_); }
  Headers(const Headers&) = delete;
  Headers& operator=(const Headers&) = delete;

  void add(const std::string& line) { list_ = curl_.slist_append(list_, line.c_str()); }
  curl_slist* list() const { return list_; }

 private:
  const Curl& curl_;
  curl_slist* list_ = nullptr;
};

}  // namespace

NamelessFile::NamelessFile(const std::string& folder) {
  descriptor_ = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor_ < 0) {
    // Not every file system knows files without names: then its name goes at once.
    std::string path = folder + "/.smcost-XXXXXX";
    descriptor_ = ::mkostemp(path.data(), O_CLOEXEC);
    if (descriptor_ >= 0) ::unlink(path.c_str());
    else error_ = errno;
  }
}

NamelessFile::NamelessFile(NamelessFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), error_(other.error_) {}

NamelessFile::~NamelessFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool NamelessFile::add(std::string_view bytes) {
  while (error_ == 0 && !bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) bytes.remove_prefix(static_cast<size_t>(written));
    else if (errno != EINTR) error_ = errno;
  }
  return error_ == 0;
}

bool NamelessFile::clear() {
  if (error_ == 0 && (::ftruncate(descriptor_, 0) != 0 || ::lseek(descriptor_, 0, SEEK_SET) != 0)) error_ = errno;
  return error_ == 0;
}

std::string NamelessFile::path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

std::string NamelessFile::text() const {
  struct stat status {};
  if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0) return {};
  std::string text(static_cast<size_t>(status.st_size), '\0');
  size_t at = 0;
  while (at < text.size()) {
    const ssize_t count = ::pread(descriptor_, text.data() + at, text.size() - at, static_cast<off_t>(at));
    if (count <= 0) break;
    at += static_cast<size_t>(count);
  }
  text.resize(at);
  return text;
}

std::optional<Client> Client::open(bool plain, Limits limits, std::string& why) {
  const Curl* curl = loadCurl(why);
  if (curl == nullptr) return std::nullopt;
  Client client;
  client.handle_ = curl->easy_init();
  client.plain_ = plain;
  client.limits_ = limits;
  if (client.handle_ == nullptr) {
    why = "it cannot be set up";
    return std::nullopt;
  }
  return client;
}

Client::Client(Client&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)), plain_(other.plain_), limits_(other.limits_) {}

Client::~Client() {
  std::string why;
  if (handle_ != nullptr) loadCurl(why)->easy_cleanup(handle_);
}

namespace {

// What is asked for, again and again.
struct Request {
  const Curl& curl;
  CURL* handle;
  const std::string& url;
  const std::string& etag;
  bool plain;
  const Limits& limits;
};

// How a try ended: with an answer, or with what was in its way and how long to wait for the next one.
struct Try {
  std::optional<Answer> answer;
  std::string trouble;
  double pause = 0;
};

Try over(Answer answer) { return {std::move(answer), {}, 0}; }

// None: libcurl does not know one of the options, as `why` says.
std::optional<CURLcode> perform(const Request& request, Transfer& transfer, bool asks_for_news, std::array<char, CURL_ERROR_SIZE>& message, std::string& why) {
  const Curl& curl = request.curl;
  Headers headers(curl);
  headers.add("Accept-Encoding: gzip");
  if (transfer.canGoOn()) {
    headers.add(fmt::format("Range: bytes={}-", transfer.received));
    headers.add("If-Range: " + transfer.etag);
  } else {
    transfer.forget();
    if (asks_for_news) headers.add("If-None-Match: " + request.etag);
  }
  transfer.head = {};
  transfer.is_begun = false;
  transfer.heard = Clock::now();

  CURLcode code = CURLE_OK;
  const auto set = [&](CURLoption option, auto value) {
    if (code == CURLE_OK) code = curl.easy_setopt(request.handle, option, value);
  };
  const char* const protocols = request.plain ? "http,https" : "https";
  curl.easy_reset(request.handle);
  set(CURLOPT_ERRORBUFFER, message.data());
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, protocols);
  set(CURLOPT_REDIR_PROTOCOLS_STR, protocols);
  set(CURLOPT_FOLLOWLOCATION, 1L);
  set(CURLOPT_MAXREDIRS, kRedirects);
  set(CURLOPT_CONNECTTIMEOUT, std::min<long>(kConnectSeconds, request.limits.stall_seconds));
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, onTime);
  set(CURLOPT_XFERINFODATA, static_cast<void*>(&transfer));
  set(CURLOPT_USERAGENT, "smcost/" SMCOST_VERSION);
  set(CURLOPT_HTTPHEADER, headers.list());
  set(CURLOPT_HEADERFUNCTION, onHeader);
  set(CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
  set(CURLOPT_WRITEFUNCTION, onBody);
  set(CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
  if (const char* certificates = std::getenv("SSL_CERT_FILE")) set(CURLOPT_CAINFO, certificates);
  if (code == CURLE_OK) return curl.easy_perform(request.handle);
  why = fmt::format("libcurl is too old: {}", curl.easy_strerror(code));
  return std::nullopt;
}

std::string troubleOf(const Request& request, const Transfer& transfer, CURLcode code, const char* message) {
  if (code == CURLE_PARTIAL_FILE) return fmt::format("the connection was cut behind {} bytes", transfer.received);
  if (code == CURLE_ABORTED_BY_CALLBACK) return fmt::format("the server sent nothing for {} s", request.limits.stall_seconds);
  std::string trouble = message[0] != '\0' ? message : request.curl.easy_strerror(code);
  if (code == CURLE_UNSUPPORTED_PROTOCOL && !request.plain) trouble += ": only https is asked, unless --url names a server without";
  return trouble;
}

// A status that is no body: whether and when to come again.
Try refusal(const Request& request, const Head& head, double pause) {
  const std::string trouble = "the server says " + head.line;
  if (!mayPass(head.status)) return over(failed(trouble));
  if (head.retry_after.empty()) return {{}, trouble, pause};
  const std::optional<uint64_t> seconds = numberOf(head.retry_after);
  const time_t then = seconds ? 0 : request.curl.getdate(head.retry_after.c_str(), nullptr);
  const double wanted = seconds ? static_cast<double>(*seconds) : then > 0 ? std::difftime(then, std::time(nullptr)) : 0;
  if (wanted > kLongestPause) return over(failed(fmt::format("{}, and to come again in {:.0f} s", trouble, wanted)));
  return {{}, trouble, std::max(pause, wanted)};
}

Try judge(const Request& request, Transfer& transfer, bool asks_for_news, CURLcode code, const char* message, double pause) {
  const Head& head = transfer.head;
  if (!transfer.refused.empty()) return over(failed(transfer.refused));
  if (transfer.is_spoiled) {
    std::string trouble = transfer.inflate != nullptr ? "its gzip stream is broken" : "the server sent another part than it was asked for";
    transfer.forget();
    return {{}, std::move(trouble), pause};
  }
  if (code != CURLE_OK) {
    std::string trouble = troubleOf(request, transfer, code, message);
    return mayPass(code) ? Try{{}, std::move(trouble), pause} : over(failed(trouble));
  }
  if (head.status == 304 && asks_for_news) return over(Answer{true, request.etag, {}});
  if (transfer.isBody()) {
    // Without a single byte nothing has begun yet.
    if (!transfer.is_begun && !transfer.begin() && !transfer.refused.empty()) return over(failed(transfer.refused));
    const bool is_whole = (transfer.inflate == nullptr || transfer.inflate->atEnd()) && (!transfer.whole || *transfer.whole == transfer.received);
    if (is_whole && !transfer.is_spoiled) return over(Answer{false, transfer.etag, {}});
    return {{}, fmt::format("the connection was cut behind {} bytes", transfer.received), pause};
  }
  if (head.status != 416) return refusal(request, head, pause);
  transfer.forget();
  return {{}, "the server says " + head.line, pause};
}

}  // namespace

Answer Client::get(const std::string& url, const std::string& etag, NamelessFile& file, const Progress& progress) {
  std::string why;
  const Request request{*loadCurl(why), handle_, url, etag, plain_, limits_};
  Transfer transfer(file, limits_, progress);
  if (file.error() != 0) return failed(std::strerror(file.error()));
  for (unsigned attempt = 1;; ++attempt) {
    std::array<char, CURL_ERROR_SIZE> message{};
    const bool asks_for_news = !etag.empty() && transfer.received == 0;
    const std::optional<CURLcode> code = perform(request, transfer, asks_for_news, message, why);
    if (!code) return failed(why);
    const double pause = std::min(kFirstPause * static_cast<double>(uint64_t{1} << std::min(attempt - 1, 30U)), kLongestPause);
    const Try tried = judge(request, transfer, asks_for_news, *code, message.data(), pause);
    if (tried.answer) return *tried.answer;
    if (attempt >= limits_.tries) return failed(attempt == 1 ? tried.trouble : fmt::format("{} (tried {} times)", tried.trouble, attempt));
    pauseFor(tried.pause);
  }
}

}  // namespace smcost::fetch
