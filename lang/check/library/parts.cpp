// What workloads are built of: statements of other workloads in their bodies.

#include <algorithm>

#include "lang/check/library/library.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;

namespace {

// More than any pipeline has: workloads that are built of two of the next each are more with every step of a chain.
constexpr size_t kMostParts = 250;
// Of workloads that are built of workloads. Each part is bound from the statement of the text down.
constexpr size_t kMostLevels = 16;

// What one of a workload comes to.
struct Built {
  size_t parts = 0;   // statements besides itself
  size_t levels = 0;  // of workloads below it
};

// Finds it for each. What leads back to itself, too deep or to too many, is reported and has no parts.
class PartsBelow {
 public:
  explicit PartsBelow(Library& cx) : cx_(cx), states_(cx.workloads.size(), State::unknown), built_(cx.workloads.size()) {}

  // None with its error reported.
  std::optional<Built> of(uint32_t index, size_t above) {
    const Workload& workload = cx_.workloads[index];
    if (states_[index] == State::known || workload.parts.empty()) return built_[index];
    states_[index] = State::in_work;
    Built built;
    bool sound = true;
    for (const BodyPart& part : workload.parts) {
      ++built.parts;
      for (const NodeId node : part.nodes) sound = add(built, workload, node, above) && sound;
    }
    if (sound && built.parts > kMostParts) {
      cx_.sink->report(workload.decl->span, kinds::too_many_parts, workload.name, kMostParts);
      sound = false;
    }
    states_[index] = State::known;
    if (!sound) cx_.workloads.own(index).parts.clear();
    else built_[index] = built;
    return sound ? std::optional(built) : std::nullopt;
  }

 private:
  enum class State : uint8_t { unknown, in_work, known };

  // What the statement at `node` comes to; false with its error reported.
  bool add(Built& built, const Workload& workload, NodeId node, size_t above) {
    const ast::File& file = workload.decl->scope->module->tree;
    const NodeId head = Children(file, node)[1];
    const Decl* decl = find(cx_, *workload.decl->scope, Space::head, cx_.text(file, head));
    if (!decl) return true;  // the proof of the body says so
    if (states_[decl->index] == State::in_work) {
      cx_.sink->report(file.span(head), kinds::definition_cycle, decl->name, "it is built of itself");
      return false;
    }
    const bool is_deeper = !cx_.workloads[decl->index].parts.empty();
    const std::optional<Built> below = above < kMostLevels ? of(decl->index, above + 1) : std::nullopt;
    if (above < kMostLevels && !below) return false;
    if (!below || below->levels + is_deeper > kMostLevels) {
      cx_.sink->report(file.span(head), kinds::nested_too_deep, kMostLevels);
      return false;
    }
    built.parts += below->parts;
    built.levels = std::max(built.levels, below->levels + is_deeper);
    return true;
  }

  Library& cx_;
  std::vector<State> states_;
  std::vector<Built> built_;
};

}  // namespace

void provePartsEnd(Library& cx) {
  PartsBelow parts(cx);
  for (size_t i = cx.workloads.firstOwn(); i < cx.workloads.size(); ++i) parts.of(static_cast<uint32_t>(i), 0);
}

}  // namespace smcost::check
