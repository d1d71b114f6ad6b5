// Which engine computes, by the word that a user chooses it with.
#pragma once

#include <array>
#include <memory>
#include <utility>

namespace smcost::jit {
struct Listing;
}

namespace smcost::runtime {
class Engine;
}

namespace smcost::session {

// `automatic` compiles what is worth it and interprets the rest; `both` holds integers, compiled
// and interpreted, against rationals.
enum class EngineKind : unsigned char { automatic, jit, interpreter, reference, both };

inline constexpr std::array<std::pair<const char*, EngineKind>, 5> kEngines = {{
    {"auto", EngineKind::automatic},
    {"jit", EngineKind::jit},
    {"interpreter", EngineKind::interpreter},
    {"reference", EngineKind::reference},
    {"both", EngineKind::both},
}};

// With a `listing` of what is compiled, which outlives the engine, all is compiled.
std::unique_ptr<runtime::Engine> makeEngine(EngineKind kind, jit::Listing* listing = nullptr);

}  // namespace smcost::session
