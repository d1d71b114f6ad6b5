// Changes specs that bill, and holds what comes out against what holds of every spec: the laws of a
// text; whatever is asked of a bill is answered; a bill does not differ from itself; the engines agree.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>

#include "compiler/session/difference.h"
#include "compiler/session/files.h"
#include "compiler/session/session.h"
#include "lang/diagnostics/render.h"
#include "runtime/report/difference.h"
#include "runtime/report/report.h"
#include "test/fuzz/laws_of_text.h"
#include "test/fuzz/spec_text.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace {

using namespace smcost;
using fuzz::broken;

// What a spec may `use`: the seeds, by their names. Nothing is read from the disk.
class SeedFiles : public session::Files {
 public:
  session::ReadResult read(const std::string& path) const override {
    const auto found = fuzz::seeds().files.find(keyOf(path));
    if (found == fuzz::seeds().files.end()) return {std::nullopt, "no such file"};
    return {found->second, {}};
  }
  std::string keyOf(const std::string& path) const override { return std::filesystem::path(path).filename().string(); }
};

session::Options optionsFor(const std::string& text, session::EngineKind engine) {
  session::Options options;
  options.text = text;
  options.files = std::make_shared<SeedFiles>();
  options.use_stdlib = false;
  options.engine = engine;
  return options;
}

void renderAll(const session::Session& session) {
  for (auto style : {diagnostics::Style::rich, diagnostics::Style::json}) {
    diagnostics::RenderOptions options;
    options.style = style;
    diagnostics::render(session.sink(), session.sources(), options);
  }
}

void askAll(session::Session& session) {
  const runtime::ReportContext context = session.reportContext();
  for (auto format : {runtime::Format::text, runtime::Format::json, runtime::Format::csv, runtime::Format::markdown}) {
    std::ostringstream out;
    runtime::writeReport(out, context, format);
  }
  for (const std::string& name : runtime::explainNames(session.bill())) {
    if (!session.explain(name)) broken("explain explains each name that it knows", name);
  }
  session.explain("");
  session.emitProgram();
}

void holdAgainstItself(session::Session& session, const std::string& text) {
  session::Session other(optionsFor(text, session::EngineKind::reference));
  if (!other.evaluate()) broken("what was billed once is billed again");
  const runtime::Difference difference = session::differenceOf(session, other);
  if (!difference.parts.areZero() || difference.rounding != 0 || !difference.lines.empty()) broken("a bill does not differ from itself");
}

void holdEnginesAgainstEachOther(session::Session& session, const std::string& text) {
  session::Session both(optionsFor(text, session::EngineKind::both));
  both.evaluate();
  const std::string said = diagnostics::render(both.sink(), both.sources(), {});
  if (both.exitCode() == session::ExitCode::trouble) broken("the engines agree", said);
  if (runtime::total(both.reportContext()) != runtime::total(session.reportContext())) broken("the engines' totals agree", said);
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  if (seed % 20 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const std::string text = fuzz::mutated(std::string(reinterpret_cast<const char*>(data), size), max_size, seed);
  std::copy(text.begin(), text.end(), data);
  return text.size();
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* a, size_t a_size, const uint8_t* b, size_t b_size, uint8_t* out,
                                            size_t max_size, unsigned seed) {
  const std::string text = fuzz::crossed(std::string(reinterpret_cast<const char*>(a), a_size),
                                         std::string(reinterpret_cast<const char*>(b), b_size), max_size, seed);
  std::copy(text.begin(), text.end(), out);
  return text.size();
}

// -1: not into the corpus, which holds only what bills.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (!fuzz::holdsLawsOfText(text)) return -1;
  session::Session session(optionsFor(text, session::EngineKind::reference));
  const bool is_billed = session.test();
  renderAll(session);
  if (!is_billed) return -1;
  // The dearer laws are held of some, by what the text itself says.
  const size_t turn = std::hash<std::string>{}(text) % 16;
  if (turn < 4) askAll(session);
  if (turn == 5) holdAgainstItself(session, text);
  if (turn == 6) holdEnginesAgainstEachOther(session, text);
  return 0;
}
