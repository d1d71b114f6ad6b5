// The C functions over one spec.
#include "compiler/library/smcost.h"

#include <fmt/format.h>
#include <gmp.h>

#include <algorithm>
#include <sstream>

#include "compiler/library/boundary.h"
#include "runtime/report/amounts.h"
#include "runtime/report/bill/write.h"

namespace smcost::library {

void throwFault(const base::CheckFailure& failure) {
  throw Fault{fmt::format("internal error: {}\n  {}:{}: {}\n", failure.why, failure.file, failure.line, failure.condition)};
}

namespace {

void* orNoMemory(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void* newDigits(size_t bytes) { return orNoMemory(std::malloc(bytes)); }
void* moreDigits(void* digits, size_t, size_t bytes) { return orNoMemory(std::realloc(digits, bytes)); }
void dropDigits(void* digits, size_t) { std::free(digits); }

// Numbers would abort. The library has a GMP of its own, which nobody else in the process sees.
[[gnu::constructor]] void prepareNumbers() { ::mp_set_memory_functions(newDigits, moreDigits, dropDigits); }

int open(session::Options options, smcost_spec** spec) noexcept {
  if (spec == nullptr) return SMCOST_USAGE;
  *spec = nullptr;
  try {
    *spec = new smcost_spec(std::move(options));
    return SMCOST_FINE;
  } catch (const std::bad_alloc&) {
    return SMCOST_NO_MEMORY;
  } catch (...) {
    return SMCOST_FAULT;
  }
}

Ended bill(Spec& spec, char** json) {
  session::Session& session = spec.checked();
  if (!session.evaluate()) spec.end(session);
  runtime::ReportContext context = session.reportContext();
  context.checks = session.checks();
  std::ostringstream out;
  runtime::writeReport(out, context, runtime::Format::json);
  *json = handedOutOrThrow(out.str());
  return {static_cast<int>(session.exitCode()), spec.saidBy(session)};
}

const char* kindName(program::Parameter::Kind kind) {
  using Kind = program::Parameter::Kind;
  switch (kind) {
    case Kind::number: return "number";
    case Kind::percent: return "percent";
    case Kind::multiple: return "multiple";
    case Kind::truth: return "truth";
    case Kind::sku: return "sku";
    case Kind::word: return "word";
    case Kind::region: return "region";
    case Kind::other: break;
  }
  return "other";
}

Ended parameters(Spec& spec, char** json) {
  session::Session& session = spec.checked();
  const program::Program& program = session.program();
  runtime::Json list = runtime::Json::array();
  for (const program::Parameter& parameter : program.parameters) {
    list.push_back({{"name", parameter.name},
                    {"kind", kindName(parameter.kind)},
                    {"unit", parameter.unit},
                    {"unit_scale", parameter.unit_scale.get_str()},
                    {"value", program::printValue(program, parameter, parameter.value)},
                    {"is_uncertain", std::holds_alternative<program::Distribution>(parameter.domain)},
                    {"declaration", program::print(program, parameter)}});
  }
  *json = handedOutOrThrow(runtime::dumpJson(list));
  return {SMCOST_FINE, spec.saidBy(session)};
}

}  // namespace

}  // namespace smcost::library

using namespace smcost;
using library::Ended;
using library::Spec;

extern "C" {

const char* smcost_version() noexcept { return SMCOST_VERSION; }

int smcost_open(const char* path, smcost_spec** spec) noexcept {
  if (spec != nullptr) *spec = nullptr;
  if (path == nullptr) return SMCOST_USAGE;
  try {
    session::Options options;
    // `-` is no stream here.
    options.path = std::string_view(path) == "-" ? "./-" : path;
    return library::open(std::move(options), spec);
  } catch (...) {
    return SMCOST_NO_MEMORY;
  }
}

int smcost_open_text(const char* text, size_t bytes, const char* directory, smcost_spec** spec) noexcept {
  if (spec != nullptr) *spec = nullptr;
  if (text == nullptr && bytes > 0) return SMCOST_USAGE;
  try {
    session::Options options;
    options.path = "-";
    options.text_name = "<text>";
    options.text.emplace(text == nullptr ? "" : text, bytes);
    if (directory != nullptr) options.directory = directory;
    return library::open(std::move(options), spec);
  } catch (...) {
    return SMCOST_NO_MEMORY;
  }
}

void smcost_close(smcost_spec* spec) noexcept { delete spec; }
void smcost_free(char* text) noexcept { std::free(text); }

int smcost_set(smcost_spec* spec, const char* option, const char* value, char** said) noexcept {
  return library::call(spec, said, [&](Spec& one) {
    if (option == nullptr) return Ended{SMCOST_USAGE, "no option is named"};
    one.set(option, value);
    return Ended{};
  });
}

int smcost_give(smcost_spec* spec, const char* parameter, const char* value, char** said) noexcept {
  return library::call(spec, said, [&](Spec& one) {
    if (parameter == nullptr) return Ended{SMCOST_USAGE, "no parameter is named"};
    one.give(parameter, value);
    return Ended{};
  });
}

int smcost_check(smcost_spec* spec, char** said) noexcept {
  return library::call(spec, said, [&](Spec& one) { return Ended{SMCOST_FINE, one.saidBy(one.checked())}; });
}

int smcost_bill(smcost_spec* spec, char** json, char** said) noexcept {
  if (json == nullptr) return SMCOST_USAGE;
  *json = nullptr;
  return library::call(spec, said, [&](Spec& one) { return library::bill(one, json); });
}

int smcost_parameters(smcost_spec* spec, char** json, char** said) noexcept {
  if (json == nullptr) return SMCOST_USAGE;
  *json = nullptr;
  return library::call(spec, said, [&](Spec& one) { return library::parameters(one, json); });
}

void smcost_cancel(smcost_spec* spec) noexcept {
  if (spec != nullptr) spec->spec.interrupt.request();
}

}  // extern "C"
