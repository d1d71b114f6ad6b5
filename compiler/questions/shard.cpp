#include "compiler/questions/shard.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "compiler/questions/drawn_function.h"
#include "lang/base/interrupt.h"
#include "runtime/book/digest.h"

namespace smcost::questions {

namespace {

constexpr std::string_view kFirstLine = "smcost shard 1\n";
// Of one shard: beyond it there is no sample.
constexpr uint64_t kMostDraws = 1'000'000, kMostFigures = 10'000;

void append(Answers& all, Answers&& part) {
  all.figures.resize(part.figures.size());
  for (size_t i = 0; i < part.figures.size(); ++i) {
    all.figures[i].insert(all.figures[i].end(), std::make_move_iterator(part.figures[i].begin()), std::make_move_iterator(part.figures[i].end()));
  }
  for (size_t row = 0; row < part.failures.size(); ++row) {
    all.failures.push_back(part.failed(row) ? numberOf(part.reason(row), all.reasons) + 1 : 0);
  }
}

// All but the first rows.
void append(Answers& all, const DrawnAnswers& part, uint64_t left_out) {
  for (size_t row = left_out; row < part.failures.size(); ++row) {
    const uint32_t failure = part.failures[row];
    all.failures.push_back(failure == 0 ? 0 : numberOf(part.reasons[failure - 1], all.reasons) + 1);
    for (size_t i = 0; i < part.figures.size(); ++i) all.figures[i].push_back(failure == 0 ? part.figures[i].value(row) : base::Rational(0));
  }
}

// Takes a text apart from its beginning. What is not as expected sets `failed`, and everything behind it reads as nothing.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool failed = false;
  bool atEnd() const { return text_.empty(); }

  void expect(std::string_view beginning) {
    if (!text_.starts_with(beginning)) return fail();
    text_.remove_prefix(beginning.size());
  }
  uint64_t number(char end) {
    const std::string_view digits = upTo(end);
    uint64_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) fail();
    return failed ? 0 : value;
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

void readDraws(Reader& reader, Answers& answers, uint64_t count, uint64_t reasons) {
  for (uint64_t draw = 0; draw < count && !reader.failed; ++draw) {
    const uint64_t failure = reader.number(' ');
    if (failure > reasons) reader.failed = true;
    answers.failures.push_back(static_cast<uint32_t>(failure));
    for (size_t i = 0; i < answers.figures.size() && !reader.failed; ++i) {
      const char end = i + 1 == answers.figures.size() ? '\n' : ' ';
      answers.figures[i].push_back(reader.rational(end));
    }
  }
}

}  // namespace

Answers Shard::part(uint64_t from, uint64_t to) const {
  const auto first = static_cast<std::ptrdiff_t>(from - begin), last = static_cast<std::ptrdiff_t>(to - begin);
  Answers some;
  for (const auto& figures : answers.figures) some.figures.emplace_back(figures.begin() + first, figures.begin() + last);
  some.failures.assign(answers.failures.begin() + first, answers.failures.begin() + last);
  some.reasons = answers.reasons;
  return some;
}

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

Shard shardOf(BillFunction& function, const program::Program& program, const AskedSample& asked, std::string of, uint64_t begin, uint64_t end) {
  Shard shard{std::move(of), begin, end, {}};
  shard.answers.figures.resize(asked.figures.size());
  const Drawn drawn(program, asked.draws);
  const DrawnFunction drawn_function(function, drawn, end - begin);
  const std::vector<bool> none_is_second(drawn.count(), false);
  // Draws are made together, from one of them on.
  for (uint64_t from = begin / draws::kDrawsTogether * draws::kDrawsTogether; from < end; from += std::min(kBlock, end - from)) {
    base::checkInterrupt();
    const uint64_t to = from + std::min(kBlock, end - from);
    append(shard.answers, drawn_function.at(function, from, to, none_is_second), begin > from ? begin - from : 0);
  }
  return shard;
}

std::string write(const Shard& shard) {
  const Answers& answers = shard.answers;
  std::string text(kFirstLine);
  text += fmt::format("of {}\ndraws {} {}\nfigures {}\nreasons {}\n", shard.of, shard.begin, shard.end, answers.figures.size(), answers.reasons.size());
  for (const std::string& reason : answers.reasons) text += fmt::format("{}\n{}\n", reason.size(), reason);
  for (size_t row = 0; row < answers.failures.size(); ++row) {
    text += std::to_string(answers.failures[row]);
    for (const auto& figures : answers.figures) text += " " + (answers.failed(row) ? std::string("0") : figures[row].get_str());
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
  shard.answers.figures.resize(figures);
  readDraws(reader, shard.answers, shard.end - shard.begin, reasons);
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
