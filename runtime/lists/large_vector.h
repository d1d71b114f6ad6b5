// Vectors of very many: in large pages, which the system hands out 500 times as quickly as small ones.
#pragma once

#include <sys/mman.h>

#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace smcost::lists {

template <class T>
struct LargePages {
  using value_type = T;
  static constexpr size_t kPage = size_t{2} << 20;

  LargePages() = default;
  template <class U>
  LargePages(const LargePages<U>&) {}

  T* allocate(size_t count) {
    const size_t bytes = count * sizeof(T);
    if (bytes < kPage) return static_cast<T*>(::operator new(bytes));
    const size_t whole = (bytes + kPage - 1) / kPage * kPage;
    void* const memory = std::aligned_alloc(kPage, whole);
    if (memory == nullptr) throw std::bad_alloc();
    ::madvise(memory, whole, MADV_HUGEPAGE);   // where the system has none, small ones serve
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, size_t count) {
    if (count * sizeof(T) < kPage) ::operator delete(memory);
    else std::free(memory);
  }
  bool operator==(const LargePages&) const { return true; }
};

// Of plain values that nobody sets at first.
template <class T>
class LargeArray {
 public:
  LargeArray() = default;
  explicit LargeArray(size_t size) : size_(size), data_(LargePages<T>().allocate(size), Free{size}) {}

  T* data() const { return data_.get(); }
  size_t size() const { return size_; }

 private:
  struct Free {
    size_t size = 0;
    void operator()(T* data) const { LargePages<T>().deallocate(data, size); }
  };

  size_t size_ = 0;
  std::unique_ptr<T, Free> data_;
};

template <class T>
using LargeVector = std::vector<T, LargePages<T>>;

}  // namespace smcost::lists
