// smcost_shard and smcost_sample: draws that are billed anywhere, and the sample that they make.
#include <fmt/format.h>

#include <sstream>

#include "compiler/library/boundary.h"
#include "compiler/questions/print_sample.h"
#include "compiler/questions/shard.h"
#include "lang/base/interrupt.h"

namespace smcost::library {

namespace {

[[noreturn]] void complain(std::string what) { throw Ended{SMCOST_USAGE, std::move(what)}; }

std::string figureOf(const char* figure) { return figure == nullptr ? "total" : figure; }

std::unique_ptr<session::Session> sessionOf(Spec& spec, const std::string& figure) {
  session::Options options = spec.options();
  options.asked.push_back(figure);
  auto session = std::make_unique<session::Session>(std::move(options));
  if (!session->check()) spec.end(*session);
  return session;
}

questions::AskedSample drawable(const session::Session& session, const std::string& figure, uint64_t seed) {
  questions::AskedSample asked = questions::askedSample(session, figure, seed, questions::percentileChecksOf(session));
  if (!asked.trouble.empty()) complain(asked.trouble);
  return asked;
}

Ended shard(Spec& spec, const std::string& figure, uint64_t seed, uint64_t begin, uint64_t end, char** text) {
  if (begin > end || end > questions::kMostSampled) complain(fmt::format("a sample has draws 0 to {}", questions::kMostSampled));
  if (!spec.drawn || spec.drawn->figure != figure || spec.drawn->seed != seed) {
    spec.drawn.reset();
    auto session = sessionOf(spec, figure);
    auto shards = std::make_unique<questions::Shards>(spec.options(), *session, drawable(*session, figure, seed), seed);
    spec.drawn = library::Spec::Drawn{figure, seed, std::move(session), std::move(shards)};
  }
  *text = handedOutOrThrow(questions::write(spec.drawn->shards->make(begin, end)));
  return {SMCOST_FINE, spec.saidBy(*spec.drawn->session)};
}

// Of a sample that was billed before, all of its draws.
questions::Shard billed(const session::Session& session, const questions::AskedSample& asked, uint64_t seed, uint64_t draws,
                        const char* const* shards, size_t count) {
  std::vector<questions::Shard> all;
  for (size_t i = 0; i < count; ++i) {
    base::checkInterrupt();
    auto one = shards[i] != nullptr ? questions::readShard(shards[i]) : std::nullopt;
    if (!one) complain(fmt::format("shard {} is not as it was written", i));
    all.push_back(std::move(*one));
  }
  questions::Merged merged = questions::merge(std::move(all), questions::sampleDigest(session, asked.figures, seed), asked.figures.size(), draws);
  if (!merged.trouble.empty()) complain(merged.trouble);
  return std::move(merged.all);
}

Ended sample(Spec& spec, const std::string& figure, uint64_t seed, uint64_t draws, int64_t pairs, const char* const* shards, size_t count, char** json) {
  if (draws < questions::kLeastSampled || draws > questions::kMostSampled) {
    complain(fmt::format("a sample has {} to {} draws", questions::kLeastSampled, questions::kMostSampled));
  }
  if (pairs > 0 && (static_cast<uint64_t>(pairs) < questions::kLeastPairs || static_cast<uint64_t>(pairs) > questions::kMostPairs)) {
    complain(fmt::format("the spread takes {} to {} pairs of draws, or 0", questions::kLeastPairs, questions::kMostPairs));
  }
  const auto session = sessionOf(spec, figure);
  const questions::AskedSample asked = drawable(*session, figure, seed);
  questions::SampleWish wish;
  wish.draws = draws;
  wish.checks = asked.checks;
  if (pairs >= 0) wish.pairs = static_cast<uint64_t>(pairs);
  questions::Shard all;
  if (count > 0) {
    all = billed(*session, asked, seed, draws, shards, count);
    wish.billed = [&](uint64_t begin, uint64_t end) { return all.part(begin, end); };
  }
  // On this thread, which is the one that can be told to stop and what becomes of a failed check.
  questions::Workers workers([&] { return std::make_unique<questions::BillFunction>(spec.options(), asked.names, asked.figures); }, 1);
  const questions::Sample found = questions::sample(workers, questions::Drawn(session->program(), asked.draws), wish);
  // Whoever calls off wants no part of it.
  if (found.is_stopped) throw base::Interrupted{};
  std::ostringstream out;
  questions::writeSample(out, {*session, asked.figures, wish.checks, seed, runtime::Format::json}, found);
  *json = handedOutOrThrow(out.str());
  const session::ExitCode code = found.mean && found.allHold() ? session->exitCode() : session::worse(session->exitCode(), session::ExitCode::check_failed);
  return {static_cast<int>(code), spec.saidBy(*session)};
}

}  // namespace

}  // namespace smcost::library

using namespace smcost;

extern "C" {

int smcost_shard(smcost_spec* spec, const char* figure, uint64_t seed, uint64_t begin, uint64_t end, char** shard, char** said) noexcept {
  if (shard == nullptr) return SMCOST_USAGE;
  *shard = nullptr;
  return library::call(spec, said, [&](library::Spec& one) { return library::shard(one, library::figureOf(figure), seed, begin, end, shard); });
}

int smcost_sample(smcost_spec* spec, const char* figure, uint64_t seed, uint64_t draws, int64_t pairs, const char* const* shards,
                  size_t shard_count, char** json, char** said) noexcept {
  if (json == nullptr) return SMCOST_USAGE;
  *json = nullptr;
  return library::call(spec, said, [&](library::Spec& one) {
    if (shard_count > 0 && shards == nullptr) library::complain("the shards are missing");
    return library::sample(one, library::figureOf(figure), seed, draws, pairs, shards, shard_count, json);
  });
}

}  // extern "C"
