#include "compiler/snapshot/arena.h"

#include <gmp.h>
#include <pthread.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <new>

#include "lang/base/check.h"

namespace smcost::snapshot {

namespace {

// In front of each block.
struct Head {
  size_t size = 0;
  size_t is_given_back = 0;
};

constexpr size_t kAlignment = 16;
static_assert(sizeof(Head) == kAlignment);

constexpr size_t aligned(size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

// Memory is asked for before any constructor has run: plain data.
constinit Arena* in_use = nullptr;
constinit std::array<Arena*, 64> all{};

Arena* arenaOf(void* memory) {
  const auto at = reinterpret_cast<uintptr_t>(memory);
  const auto found = std::find_if(all.begin(), all.end(), [&](const Arena* arena) { return arena && arena->holds(at); });
  return found == all.end() ? nullptr : *found;
}

void* take(size_t size) {
  if (in_use) return in_use->take(size);
  return std::malloc(size == 0 ? 1 : size);
}

void give(void* memory) {
  if (!memory) return;
  if (Arena* const arena = arenaOf(memory)) arena->give(memory);
  else std::free(memory);
}

void* takeLimbs(size_t size) { return ::operator new(size); }
void giveLimbs(void* memory, size_t) { give(memory); }
void* moveLimbs(void* memory, size_t old_size, size_t new_size) {
  void* const moved = takeLimbs(new_size);
  std::memcpy(moved, memory, std::min(old_size, new_size));
  give(memory);
  return moved;
}

}  // namespace

Arena::Arena(uintptr_t place) {
  const uintptr_t last = place % kSixDigits;
  void* const found = ::mmap(reinterpret_cast<void*>(place - last), kSixDigits + kRoom + kStack, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  SMCOST_CHECK(found != MAP_FAILED, "no memory");
  base_ = static_cast<std::byte*>(found) + last;
  const auto free = std::find(all.begin(), all.end(), nullptr);
  SMCOST_CHECK(free != all.end(), "too many arenas");
  *free = this;
}

void* Arena::take(size_t size) {
  SMCOST_CHECK(used_ + sizeof(Head) + aligned(size) + kAlignment <= kRoom, "the arena is full");
  const Head head{size, 0};
  std::memcpy(base_ + used_, &head, sizeof head);
  void* const memory = base_ + used_ + sizeof head;
  used_ += sizeof head + aligned(size);
  return memory;
}

void Arena::give(void* memory) {
  std::byte* const at = static_cast<std::byte*>(memory) - sizeof(Head);
  Head head;
  std::memcpy(&head, at, sizeof head);
  head.is_given_back = 1;
  std::memcpy(at, &head, sizeof head);
  std::memset(memory, 0, head.size);
}

std::vector<Arena::Block> Arena::blocks() const {
  std::vector<Block> found;
  for (size_t at = 0; at < used_;) {
    Head head;
    std::memcpy(&head, base_ + at, sizeof head);
    if (head.is_given_back == 0) found.push_back({at + sizeof head, head.size});
    at += sizeof head + aligned(head.size);
  }
  return found;
}

uint64_t Arena::word(size_t offset) const {
  uint64_t word = 0;
  std::memcpy(&word, base_ + offset, sizeof word);
  return word;
}

void Arena::run(const std::function<void()>& work) {
  ::mp_set_memory_functions(takeLimbs, moveLimbs, giveLimbs);
  pthread_attr_t attributes;
  pthread_t thread{};
  bool is_well = ::pthread_attr_init(&attributes) == 0 && ::pthread_attr_setstack(&attributes, base_ + kRoom, kStack) == 0;
  struct Job {
    Arena* arena;
    const std::function<void()>& work;
  } job{this, work};
  const auto start = [](void* given) -> void* {
    const Job& one = *static_cast<Job*>(given);
    in_use = one.arena;
    one.work();
    in_use = nullptr;
    return nullptr;
  };
  is_well = is_well && ::pthread_create(&thread, &attributes, start, &job) == 0 && ::pthread_join(thread, nullptr) == 0;
  SMCOST_CHECK(is_well, "no thread");
  ::pthread_attr_destroy(&attributes);
}

}  // namespace smcost::snapshot

// All others of the language's end in these; an alignment beyond that of all types is asked for by nothing here.
void* operator new(size_t size) {
  void* const memory = smcost::snapshot::take(size);
  if (!memory) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { smcost::snapshot::give(memory); }
void operator delete(void* memory, size_t) noexcept { smcost::snapshot::give(memory); }
