#include "compiler/questions/shard.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "lang/base/interrupt.h"
#include "runtime/book/digest.h"

namespace smcost::questions {

namespace {

constexpr std::string_view kFirstLine = "smcost shard 2\n";
// Of one shard: beyond it there is no sample.
constexpr uint64_t kMostDraws = 1'000'000, kMostFigures = 10'000;

void append(DrawnAnswers& all, DrawnAnswers&& part) {
  all.figures.resize(part.figures.size());
  for (size_t i = 0; i < part.figures.size(); ++i) all.figures[i].append(std::move(part.figures[i]));
  for (const uint32_t failure : part.failures) all.failures.push_back(failure == 0 ? 0 : numberOf(part.reasons[failure - 1], all.reasons) + 1);
}

DrawnAnswers partOf(const DrawnAnswers& all, uint64_t from, uint64_t to) {
  DrawnAnswers part;
  for (const Figures& figures : all.figures) part.figures.push_back(figures.part(from, to));
  part.failures.assign(all.failures.begin() + static_cast<std::ptrdiff_t>(from), all.failures.begin() + static_cast<std::ptrdiff_t>(to));
  part.reasons = all.reasons;
  return part;
}

// Takes a text apart from its beginning. What is not as expected sets `failed`, and everything behind it reads as nothing.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool failed = false;
  bool atEnd() const { return text_.empty(); }

  bool take(std::string_view beginning) {
    if (!text_.starts_with(beginning)) return false;
    text_.remove_prefix(beginning.size());
    return true;
  }
  void expect(std::string_view beginning) {
    if (!take(beginning)) fail();
  }
  uint64_t number(char end) {
    const std::string_view digits = upTo(end);
    uint64_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) fail();
    return failed ? 0 : value;
  }
  // "-2143".
  Int128 multiple(char end) {
    std::string_view digits = upTo(end);
    const bool is_negative = digits.starts_with('-');
    if (is_negative) digits.remove_prefix(1);
    Int128 value = 0;
    bool fits = !digits.empty();
    for (const char digit : digits) {
      if (digit < '0' || digit > '9') fits = false;
      // The least number has no counterpart above zero.
      else fits = fits && !__builtin_mul_overflow(value, 10, &value) && !__builtin_sub_overflow(value, digit - '0', &value);
    }
    if (!is_negative) fits = fits && !__builtin_sub_overflow(Int128{0}, value, &value);
    if (!fits) fail();
    return fits ? value : 0;
  }
  // "-2143/900", in lowest terms.
  base::Rational rational(char end) {
    const std::string_view text = upTo(end);
    const size_t slash = std::min(text.find('/'), text.size());
    base::Rational value;
    const bool has_denominator = slash != text.size();
    if (!integer(text.substr(0, slash), true, value.get_num()) ||
        (has_denominator && (!integer(text.substr(slash + 1), false, value.get_den()) || value.get_den() == 0))) {
      fail();
      return 0;
    }
    value.canonicalize();
    return value;
  }
  std::string bytes(uint64_t count) {
    if (count > text_.size()) fail();
    if (failed) return {};
    std::string taken(text_.substr(0, count));
    text_.remove_prefix(count);
    return taken;
  }

 private:
  void fail() {
    failed = true;
    text_ = {};
  }
  std::string_view upTo(char end) {
    const size_t at = text_.find(end);
    if (at == std::string_view::npos) {
      fail();
      return {};
    }
    const std::string_view part = text_.substr(0, at);
    text_.remove_prefix(at + 1);
    return part;
  }
  static bool integer(std::string_view text, bool may_be_negative, base::Integer& value) {
    std::string_view digits = text;
    if (may_be_negative && digits.starts_with('-')) digits.remove_prefix(1);
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) return false;
    return value.set_str(std::string(text), 10) == 0;
  }

  std::string_view text_;
};

// Of one figure: `step 1/3600` of which there are whole multiples, or `fractions`.
std::optional<base::Rational> readStep(Reader& reader) {
  if (reader.take("fractions\n")) return std::nullopt;
  reader.expect("step ");
  base::Rational step = reader.rational('\n');
  if (step <= 0) reader.failed = true;
  return step;
}

void readDraws(Reader& reader, DrawnAnswers& answers, uint64_t count, size_t figures, uint64_t reasons) {
  std::vector<std::optional<base::Rational>> steps;
  for (size_t i = 0; i < figures && !reader.failed; ++i) steps.push_back(readStep(reader));
  std::vector<std::vector<Int128>> numbers(figures);
  std::vector<std::vector<base::Rational>> values(figures);
  for (uint64_t draw = 0; draw < count && !reader.failed; ++draw) {
    const uint64_t failure = reader.number(' ');
    if (failure > reasons) reader.failed = true;
    answers.failures.push_back(static_cast<uint32_t>(failure));
    for (size_t i = 0; i < figures && !reader.failed; ++i) {
      const char end = i + 1 == figures ? '\n' : ' ';
      if (steps[i]) numbers[i].push_back(reader.multiple(end));
      else values[i].push_back(reader.rational(end));
    }
  }
  for (size_t i = 0; i < figures && !reader.failed; ++i) {
    answers.figures.push_back(steps[i] ? Figures(std::move(*steps[i]), std::move(numbers[i])) : Figures(std::move(values[i])));
  }
}

}  // namespace

DrawnAnswers Shard::part(uint64_t from, uint64_t to) const { return partOf(answers, from - begin, to - begin); }

std::string sampleDigest(const session::Session& session, const std::vector<Figure>& figures, uint64_t seed) {
  book::Sha256 digest;
  const auto add = [&](std::string_view text) { digest.add(fmt::format("{}\n{}", text.size(), text)); };
  add(std::to_string(seed));
  for (const Figure& figure : figures) add(figure.text);
  // Texts have the prices, and the program what was chosen beside them.
  for (const check::Module& module : session.modules()) add(session.sources().file(module.tree.source).text());
  for (size_t month = 0; month < session.monthCount(); ++month) {
    const program::Program& program = session.program(month);
    add(program::print(program));
    add(program.book ? program.book->digest : std::string());
  }
  return digest.finish();
}

Shards::Shards(const session::Options& spec, const session::Session& session, AskedSample asked, uint64_t seed)
    : asked_(std::move(asked)), of_(sampleDigest(session, asked_.figures, seed)), function_(spec, asked_.names, asked_.figures), drawn_(session.program(), asked_.draws) {}

Shard Shards::make(uint64_t begin, uint64_t end) {
  draws_ += end - begin;
  const bool is_worth_kernels = draws_ >= function_.worthKernels();
  if (!drawn_function_ || (is_worth_kernels && !has_kernels_)) {
    has_kernels_ = is_worth_kernels;
    drawn_function_ = std::make_unique<DrawnFunction>(function_, drawn_, draws_);
  }
  Shard shard{of_, begin, end, {}};
  shard.answers.figures.resize(asked_.figures.size());
  const std::vector<bool> none_is_second(drawn_.count(), false);
  // Draws are made together, from one of them on.
  for (uint64_t from = begin / draws::kDrawsTogether * draws::kDrawsTogether; begin < end && from < end; from += std::min(kBlock, end - from)) {
    base::checkInterrupt();
    const uint64_t to = from + std::min(kBlock, end - from);
    DrawnAnswers some = drawn_function_->at(function_, from, to, none_is_second);
    append(shard.answers, begin > from ? partOf(some, begin - from, to - from) : std::move(some));
  }
  return shard;
}

std::string write(const Shard& shard) {
  const DrawnAnswers& answers = shard.answers;
  std::string text(kFirstLine);
  text += fmt::format("of {}\ndraws {} {}\nfigures {}\nreasons {}\n", shard.of, shard.begin, shard.end, answers.figures.size(), answers.reasons.size());
  for (const std::string& reason : answers.reasons) text += fmt::format("{}\n{}\n", reason.size(), reason);
  for (const Figures& figures : answers.figures) text += figures.step() ? fmt::format("step {}\n", figures.step()->get_str()) : "fractions\n";
  const auto add = std::back_inserter(text);
  for (size_t row = 0; row < answers.failures.size(); ++row) {
    fmt::format_to(add, "{}", answers.failures[row]);
    for (const Figures& figures : answers.figures) {
      if (figures.step()) fmt::format_to(add, " {}", figures.number(row));
      else text += " " + figures.value(row).get_str();
    }
    text += '\n';
  }
  return text;
}

std::optional<Shard> readShard(std::string_view text) {
  Reader reader(text);
  Shard shard;
  reader.expect(kFirstLine);
  reader.expect("of ");
  shard.of = reader.bytes(64);
  reader.expect("\ndraws ");
  shard.begin = reader.number(' ');
  shard.end = reader.number('\n');
  reader.expect("figures ");
  const uint64_t figures = reader.number('\n');
  reader.expect("reasons ");
  const uint64_t reasons = reader.number('\n');
  if (reader.failed || shard.begin > shard.end || shard.end - shard.begin > kMostDraws || figures == 0 || figures > kMostFigures) return std::nullopt;
  for (uint64_t i = 0; i < reasons && !reader.failed; ++i) {
    shard.answers.reasons.push_back(reader.bytes(reader.number('\n')));
    reader.expect("\n");
  }
  readDraws(reader, shard.answers, shard.end - shard.begin, figures, reasons);
  if (reader.failed || !reader.atEnd()) return std::nullopt;
  return shard;
}

Merged merge(std::vector<Shard> shards, const std::string& of, size_t figures, uint64_t count) {
  const auto trouble = [](std::string text) { return Merged{{}, std::move(text)}; };
  std::sort(shards.begin(), shards.end(), [](const Shard& a, const Shard& b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
  Shard all{of, 0, 0, {}};
  all.answers.figures.resize(figures);
  for (Shard& shard : shards) {
    if (shard.of != of || shard.answers.figures.size() != figures) return trouble(fmt::format("draws {} to {} are of another spec, figure or seed", shard.begin, shard.end));
    if (shard.begin == shard.end) continue;
    if (shard.begin < all.end) return trouble(fmt::format("draw {} is there twice", shard.begin));
    if (shard.begin > all.end) return trouble(fmt::format("draws {} to {} are missing", all.end, shard.begin));
    all.end = shard.end;
    append(all.answers, std::move(shard.answers));
  }
  if (all.end < count) return trouble(fmt::format("draws {} to {} are missing", all.end, count));
  if (all.end > count) return trouble(fmt::format("draws {} to {} are more than were asked for", count, all.end));
  return {std::move(all), {}};
}

}  // namespace smcost::questions
