// smcost._smcost: the C interface as Python has it. Codes and texts are handed on; smcost/_spec.py makes exceptions and fractions of them.
//
// A call computes on a thread of its own without Python's lock, while this one looks whether Ctrl-C was pressed.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "compiler/library/smcost.h"

namespace py = pybind11;

namespace {

using Text = std::optional<std::string>;

constexpr std::chrono::milliseconds kPatience{50};

// For C, whose texts end at the first 0.
const char* chars(const std::string& text) {
  if (text.find('\0') != std::string::npos) throw py::value_error("a text has a character 0 in it");
  return text.c_str();
}
const char* chars(const Text& text) { return text ? chars(*text) : nullptr; }

// A text of smcost's.
struct Handed {
  char* text = nullptr;
  Handed() = default;
  ~Handed() { smcost_free(text); }
  Handed(const Handed&) = delete;
  Handed& operator=(const Handed&) = delete;

  py::object object() const { return text == nullptr ? py::none() : py::reinterpret_steal<py::object>(PyUnicode_DecodeUTF8(text, static_cast<Py_ssize_t>(std::char_traits<char>::length(text)), "replace")); }
};

// Contiguous whole numbers of so many bytes, as long as it lives.
class Buffer {
 public:
  Buffer(const py::object& from, Py_ssize_t item, size_t count, bool is_written) {
    if (from.is_none()) return;
    const int flags = PyBUF_C_CONTIGUOUS | PyBUF_FORMAT | (is_written ? PyBUF_WRITABLE : 0);
    if (PyObject_GetBuffer(from.ptr(), &view_, flags) != 0) throw py::error_already_set();
    is_held_ = true;
    const std::string format = view_.format == nullptr ? "B" : view_.format;
    const bool is_right = item == 1 ? format == "B" || format == "b" || format == "?" : format == "q" || format == "l" || format == "=q" || format == "<q" || format == "<l" || format == "=l";
    if (!is_right || view_.itemsize != item) {
      release();
      throw py::type_error("a buffer has items of format `" + format + "`, not whole numbers of " + std::to_string(8 * item) + " bits: an exact number is no binary float");
    }
    if (view_.len / item < static_cast<Py_ssize_t>(count)) {
      release();
      throw py::value_error("a buffer has room for " + std::to_string(view_.len / item) + " items, not for " + std::to_string(count));
    }
  }
  ~Buffer() { release(); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  template <class T>
  T* as() const {
    return is_held_ ? static_cast<T*>(view_.buf) : nullptr;
  }

 private:
  void release() {
    if (is_held_) PyBuffer_Release(&view_);
    is_held_ = false;
  }

  Py_buffer view_{};
  bool is_held_ = false;
};

// A column as Python has it: (parameter, texts or None, numerators or None, denominators or None, unit or None).
struct Column {
  Column(const py::tuple& from, size_t points) {
    if (from.size() != 5) throw py::value_error("a column has five parts");
    name = from[0].cast<std::string>();
    if (!from[1].is_none()) {
      texts = from[1].cast<std::vector<std::string>>();
      if (texts.size() < points) throw py::value_error("a column is too short");
    } else {
      numerators = std::make_unique<Buffer>(from[2], 8, points, false);
      denominators = std::make_unique<Buffer>(from[3], 8, points, false);
    }
    for (const std::string& text : texts) pointers.push_back(chars(text));
    unit = from[4].cast<Text>();
    is_text = !from[1].is_none();
  }
  smcost_column plain() const {
    return {chars(name), is_text ? pointers.data() : nullptr, numerators ? numerators->as<int64_t>() : nullptr,
            denominators ? denominators->as<int64_t>() : nullptr, chars(unit)};
  }

  std::string name;
  std::vector<std::string> texts;
  std::vector<const char*> pointers;
  std::unique_ptr<Buffer> numerators, denominators;
  Text unit;
  bool is_text = false;
};

class Spec {
 public:
  Spec(const Text& path, const Text& text, const Text& directory) {
    const int code = text ? smcost_open_text(text->data(), text->size(), chars(directory), &spec_) : smcost_open(chars(path), &spec_);
    if (code != SMCOST_FINE) throw py::value_error("no spec is named");
  }
  ~Spec() { smcost_close(spec_); }
  Spec(const Spec&) = delete;
  Spec& operator=(const Spec&) = delete;

  py::tuple set(const std::string& option, const Text& value) {
    return plain([&, name = chars(option), text = chars(value)](char** said) { return smcost_set(spec_, name, text, said); });
  }
  py::tuple give(const std::string& parameter, const Text& value) {
    return plain([&, name = chars(parameter), text = chars(value)](char** said) { return smcost_give(spec_, name, text, said); });
  }
  py::tuple check() { return plain([&](char** said) { return smcost_check(spec_, said); }); }
  py::tuple bill() { return document([&](char** json, char** said) { return smcost_bill(spec_, json, said); }); }
  py::tuple parameters() { return document([&](char** json, char** said) { return smcost_parameters(spec_, json, said); }); }
  py::tuple shard(const Text& figure, uint64_t seed, uint64_t begin, uint64_t end) {
    return document([&, name = chars(figure)](char** json, char** said) { return smcost_shard(spec_, name, seed, begin, end, json, said); });
  }
  py::tuple sample(const Text& figure, uint64_t seed, uint64_t draws, int64_t pairs, const std::vector<std::string>& shards) {
    std::vector<const char*> texts;
    for (const std::string& one : shards) texts.push_back(chars(one));
    return document([&, name = chars(figure)](char** json, char** said) {
      return smcost_sample(spec_, name, seed, draws, pairs, texts.data(), texts.size(), json, said);
    });
  }
  py::tuple evaluate(const std::vector<py::tuple>& columns, size_t points, const std::vector<std::string>& figures, const py::object& numerators,
                     const py::object& denominators, const py::object& status) {
    std::vector<std::unique_ptr<Column>> held;
    std::vector<smcost_column> plain_columns;
    for (const py::tuple& column : columns) plain_columns.push_back(held.emplace_back(std::make_unique<Column>(column, points))->plain());
    std::vector<const char*> wanted;
    for (const std::string& figure : figures) wanted.push_back(chars(figure));
    if (!figures.empty() && points > SIZE_MAX / figures.size() / 8) throw py::value_error("these are too many points");
    const Buffer over(numerators, 8, points * figures.size(), true), under(denominators, 8, points * figures.size(), true), stands(status, 1, points, true);
    smcost_rest* raw = nullptr;
    Handed said;
    const int code = run([&] {
      return smcost_evaluate(spec_, plain_columns.data(), plain_columns.size(), points, wanted.data(), wanted.size(), over.as<int64_t>(), under.as<int64_t>(),
                             stands.as<uint8_t>(), &raw, &said.text);
    });
    const std::unique_ptr<smcost_rest, void (*)(smcost_rest*)> rest(raw, [](smcost_rest* one) { smcost_rest_free(one); });
    py::dict values, reasons;
    const uint8_t* const stand = stands.as<uint8_t>();
    for (size_t point = 0; code == SMCOST_FINE && rest && point < points; ++point) {
      if (stand[point] == SMCOST_POINT_FINE) continue;
      if (const char* reason = smcost_rest_reason(rest.get(), point)) reasons[py::int_(point)] = py::str(reason);
      for (size_t figure = 0; figure < figures.size(); ++figure) {
        if (const char* value = smcost_rest_value(rest.get(), figure, point)) values[py::make_tuple(figure, point)] = py::str(value);
      }
    }
    return py::make_tuple(code, values, reasons, said.object());
  }
  void cancel() { smcost_cancel(spec_); }

 private:
  struct Raised {
    PyObject *type = nullptr, *value = nullptr, *trace = nullptr;
  };

  // Calls what never throws. On another thread than Python's main one no signal is ever seen.
  template <class Call>
  int run(Call call) {
    std::mutex mutex;
    std::condition_variable changed;
    bool is_done = false;
    int code = SMCOST_FAULT;
    bool is_interrupted = false;
    Raised raised;
    {
      const py::gil_scoped_release unlocked;
      std::thread at_work;
      try {
        at_work = std::thread([&] {
          const int own = call();
          const std::lock_guard lock(mutex);
          code = own;
          is_done = true;
          changed.notify_all();
        });
      } catch (const std::system_error&) {
        return call();
      }
      std::unique_lock lock(mutex);
      while (!changed.wait_for(lock, kPatience, [&] { return is_done; })) {
        lock.unlock();
        if (!is_interrupted) {
          const py::gil_scoped_acquire locked;
          is_interrupted = PyErr_CheckSignals() != 0;
          if (is_interrupted) {
            PyObject *type = nullptr, *value = nullptr, *trace = nullptr;
            PyErr_Fetch(&type, &value, &trace);
            raised = {type, value, trace};
          }
        }
        // A wish before the call began would be forgotten.
        if (is_interrupted) smcost_cancel(spec_);
        lock.lock();
      }
      lock.unlock();
      at_work.join();
    }
    if (is_interrupted) {
      PyErr_Restore(raised.type, raised.value, raised.trace);
      throw py::error_already_set();
    }
    return code;
  }

  template <class Call>
  py::tuple plain(Call call) {
    Handed said;
    const int code = run([&] { return call(&said.text); });
    return py::make_tuple(code, said.object());
  }
  template <class Call>
  py::tuple document(Call call) {
    Handed json, said;
    const int code = run([&] { return call(&json.text, &said.text); });
    return py::make_tuple(code, json.object(), said.object());
  }

  smcost_spec* spec_ = nullptr;
};

}  // namespace

PYBIND11_MODULE(_smcost, module) {
  module.attr("version") = smcost_version();
  py::class_<Spec>(module, "Spec")
      .def(py::init<const Text&, const Text&, const Text&>())
      .def("set", &Spec::set)
      .def("give", &Spec::give)
      .def("check", &Spec::check)
      .def("bill", &Spec::bill)
      .def("parameters", &Spec::parameters)
      .def("evaluate", &Spec::evaluate)
      .def("shard", &Spec::shard)
      .def("sample", &Spec::sample)
      .def("cancel", &Spec::cancel);
}
