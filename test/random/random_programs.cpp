// Random programs compiled, interpreted and on the reference, compared bit for bit: values and
// failing sites. Every engine run happens in a process of its own, so that a crash or a
// failed check of the engine is a finding like any other, with its seed, and shrinks.
//
//   random_programs [--seed N] [--count N] [--shrink yes|no]
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string_view>

#include "compiler/jit/jit_engine.h"
#include "compiler/reference/compare_engine.h"
#include "compiler/reference/reference_engine.h"
#include "test/random/sample.h"

namespace smcost::random_test {

namespace {

constexpr uint64_t kBatch = 250;

// Kept in memory that the child processes share.
struct Counts {
  uint64_t programs, rows, beyond, failing_rows;
};
Counts* counts = nullptr;

// The JIT's overflow path: the reference, counted.
class CountingReference final : public runtime::Engine {
 public:
  std::vector<runtime::TableResult> evaluate(const program::ExprPool& pool, const program::CellStore& cells,
                                             std::span<const runtime::TableRequest> requests) override {
    counts->beyond += requests.size();
    return engine_->evaluate(pool, cells, requests);
  }

 private:
  std::unique_ptr<runtime::Engine> engine_ = reference::makeEngine();
};

// The index of the first sample on which the engines differ, and what they say.
struct Finding {
  size_t index = 0;
  std::string text;
};

std::optional<Finding> compare(const std::vector<Sample>& samples) {
  program::ExprPool pool;
  program::CellStore cells;
  std::vector<Built> built;
  for (const Sample& sample : samples) built.push_back(build(sample, pool, cells));
  std::vector<runtime::TableRequest> requests;
  for (const Built& one : built) requests.push_back({&one.shape, &one.table});

  jit::Options options;
  options.verify_module = true;
  options.check_intervals = true;
  options.compile = jit::Compile::always;
  const auto compiler = jit::makeEngine(options, std::make_unique<CountingReference>());
  options.compile = jit::Compile::never;
  const auto interpreter = jit::makeEngine(options, reference::makeEngine());
  const auto compiled = compiler->evaluate(pool, cells, requests);
  const auto interpreted = interpreter->evaluate(pool, cells, requests);
  const auto exact = reference::makeEngine()->evaluate(pool, cells, requests);
  for (size_t i = 0; i < samples.size(); ++i) {
    counts->programs += 1;
    counts->rows += samples[i].rows;
    for (const uint32_t failure : exact[i].failures) counts->failing_rows += failure != 0 ? 1 : 0;
    for (const auto& [name, results] : {std::pair{"compiled: ", &compiled}, std::pair{"interpreted: ", &interpreted}}) {
      if (auto difference = reference::firstDifference(built[i].shape, (*results)[i], exact[i])) return Finding{i, name + *difference};
    }
  }
  return std::nullopt;
}

std::string verifyAll(const std::vector<Sample>& samples, units::Dimensions& dimensions) {
  for (const Sample& sample : samples) {
    program::ExprPool pool;
    program::CellStore cells;
    const Built built = build(sample, pool, cells);
    if (std::string problem = program::verify(pool, built.shape, dimensions); !problem.empty()) return problem;
  }
  return {};
}

// 0 when the engines agree on all samples; anything else is a finding.
int inChild(const std::vector<Sample>& samples, bool loud) {
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) {
    std::perror("fork");
    std::exit(2);
  }
  if (child == 0) {
    if (!loud && std::freopen("/dev/null", "w", stderr) == nullptr) _exit(2);
    // A hang is a finding too.
    alarm(120);
    const auto finding = compare(samples);
    if (finding && loud) std::printf("  %s\n", finding->text.c_str());
    std::fflush(nullptr);
    _exit(finding ? 1 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

bool fails(const Sample& sample) { return inChild({sample}, false) != 0; }

// ---- shrinking ----------------------------------------------------------------------

// Takes `change` when the sample still fails after it.
bool tryChange(Sample& sample, const std::function<void(Sample&)>& change) {
  Sample changed = sample;
  change(changed);
  if (!fails(changed)) return false;
  sample = std::move(changed);
  return true;
}

bool dropRows(Sample& sample) {
  for (uint32_t row = sample.rows; sample.rows > 1 && row-- > 0;) {
    const bool dropped = tryChange(sample, [row](Sample& s) {
      for (auto& column : s.columns) column.erase(column.begin() + row);
      --s.rows;
    });
    if (dropped) return true;
  }
  return false;
}

bool dropRoots(Sample& sample) {
  for (size_t i = sample.requirements.size(); i-- > 0;) {
    const auto drop = [i](Sample& s) { s.requirements.erase(s.requirements.begin() + static_cast<ptrdiff_t>(i)); };
    if (tryChange(sample, drop)) return true;
  }
  for (size_t i = sample.outputs.size(); sample.outputs.size() > 1 && i-- > 0;) {
    const auto drop = [i](Sample& s) { s.outputs.erase(s.outputs.begin() + static_cast<ptrdiff_t>(i)); };
    if (tryChange(sample, drop)) return true;
  }
  // An output one step earlier.
  for (size_t i = 0; i < sample.outputs.size(); ++i) {
    const Node& node = sample.nodes[static_cast<size_t>(sample.outputs[i])];
    for (const int operand : {node.a, node.b, node.c}) {
      if (operand >= 0 && tryChange(sample, [i, operand](Sample& s) { s.outputs[i] = operand; })) return true;
    }
  }
  return false;
}

// A node gives way to one of its operands; dimensions no longer matter here.
bool skipNodes(Sample& sample) {
  for (size_t i = sample.nodes.size(); i-- > 0;) {
    const Node node = sample.nodes[i];
    for (const int operand : {node.a, node.b, node.c}) {
      if (operand < 0) continue;
      const auto skip = [i, operand](Sample& s) {
        const auto from = static_cast<int>(i);
        for (Node& user : s.nodes) {
          for (int* place : {&user.a, &user.b, &user.c}) *place = *place == from ? operand : *place;
        }
        for (int& output : s.outputs) output = output == from ? operand : output;
        for (int& requirement : s.requirements) requirement = requirement == from ? operand : requirement;
        s.nodes[i] = Node{};
        s.nodes[i].dimension = units::kNoDimension;
      };
      if (tryChange(sample, skip)) return true;
    }
  }
  return false;
}

void shrink(Sample& sample) {
  // Every step makes the sample smaller; the bound is against samples that fail by chance.
  for (int step = 0; step < 200; ++step) {
    if (!dropRows(sample) && !dropRoots(sample) && !skipNodes(sample)) return;
  }
}

void show(const Sample& sample) {
  program::ExprPool pool;
  program::CellStore cells;
  const Built built = build(sample, pool, cells);
  std::printf("%s", program::print(pool, built.shape).c_str());
  for (uint32_t row = 0; row < sample.rows; ++row) {
    std::printf("  row %u:", row);
    for (const auto& column : sample.columns) {
      std::printf(" %s*%s", column[row].mantissa.get_str().c_str(), column[row].scale.get_str().c_str());
    }
    std::printf("\n");
  }
}

int report(uint64_t seed, Sample sample, bool shrinking) {
  std::printf("the engines differ: random_programs --seed %llu --count 1\n", static_cast<unsigned long long>(seed));
  if (!shrinking) return 1;
  shrink(sample);
  std::printf("smallest program found:\n");
  show(sample);
  inChild({sample}, true);
  return 1;
}

int run(uint64_t seed, uint64_t count, bool shrinking) {
  units::Dimensions dimensions;
  for (uint64_t begin = 0; begin < count; begin += kBatch) {
    std::vector<Sample> samples;
    for (uint64_t i = begin; i < std::min(count, begin + kBatch); ++i) {
      samples.push_back(makeSample(seed + i, dimensions));
    }
    if (const std::string problem = verifyAll(samples, dimensions); !problem.empty()) {
      std::printf("a sample of seeds %llu.. is not well typed: %s\n", static_cast<unsigned long long>(seed + begin),
                  problem.c_str());
      return 1;
    }
    if (inChild(samples, false) == 0) continue;
    for (size_t i = 0; i < samples.size(); ++i) {
      if (fails(samples[i])) return report(seed + begin + i, samples[i], shrinking);
    }
    std::printf("seeds %llu.. fail together and not alone\n", static_cast<unsigned long long>(seed + begin));
    return 1;
  }
  std::printf("%llu programs, %llu rows (%llu failing), %llu programs beyond 256 bits: no difference\n",
              static_cast<unsigned long long>(counts->programs), static_cast<unsigned long long>(counts->rows),
              static_cast<unsigned long long>(counts->failing_rows), static_cast<unsigned long long>(counts->beyond));
  return 0;
}

}  // namespace

}  // namespace smcost::random_test

int main(int argc, char** argv) {
  uint64_t seed = 1, count = 20'000;
  bool shrinking = true;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--seed") seed = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--shrink") shrinking = std::string_view(argv[i + 1]) != "no";
    if (name == "--count") count = std::strtoull(argv[i + 1], nullptr, 10);
  }
  using smcost::random_test::Counts;
  void* shared = mmap(nullptr, sizeof(Counts), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return 2;
  smcost::random_test::counts = new (shared) Counts{};
  return smcost::random_test::run(seed, count, shrinking);
}
