// Draws of a sample that are billed apart, by other threads, processes or machines, and put together again.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/questions/asked_sample.h"
#include "compiler/questions/drawn_function.h"

namespace smcost::questions {

// Of one sample the draws from `begin` on, up to `end`: what each came to. Which they are is a matter of their numbers alone.
struct Shard {
  std::string of;                          // the spec, the figures and the seed, as SHA-256: one sample's shards have it in common
  uint64_t begin = 0, end = 0;
  DrawnAnswers answers;                    // a draw without a bill has a reason

  // Of draws that are in it.
  DrawnAnswers part(uint64_t from, uint64_t to) const;
};

// Which sample it is.
std::string sampleDigest(const session::Session& session, const std::vector<Figure>& figures, uint64_t seed);

// Shards of one sample: what is made for the first of them serves the others.
class Shards {
 public:
  // `spec` opens the file, which was asked for the figure and checked as `session`.
  Shards(const session::Options& spec, const session::Session& session, AskedSample asked, uint64_t seed);

  // Looks for a wish to stop between blocks.
  Shard make(uint64_t begin, uint64_t end);

 private:
  AskedSample asked_;
  std::string of_;
  BillFunction function_;
  Drawn drawn_;
  std::unique_ptr<DrawnFunction> drawn_function_;
  uint64_t draws_ = 0;                     // that were asked for so far
  bool has_kernels_ = false;
};

// As a text, and back. None: it is no such text, or not as it was written; nothing is taken from what is wrong.
std::string write(const Shard& shard);
std::optional<Shard> readShard(std::string_view text);

struct Merged {
  Shard all;                               // of no draws when there is trouble
  std::string trouble;                     // as a sentence
};
// Draws 0 to `count` of the sample `of`, from shards in any order; each draw is in exactly one, or it is said which is not.
Merged merge(std::vector<Shard> shards, const std::string& of, size_t figures, uint64_t count);

}  // namespace smcost::questions
