#include "compiler/jit/compiler.h"

#include <llvm/ExecutionEngine/JITLink/JITLinkMemoryManager.h>
#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Support/ErrorHandling.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/Transforms/Utils/Cloning.h>

#include <new>
#include <unordered_map>

#include "compiler/jit/division.h"
#include "compiler/lower/emit.h"
#include "compiler/lower/rounding.h"
#include "lang/base/check.h"

// The compiler's own library has them; no header declares them.
extern "C" {
__extension__ typedef __int128 SmcInt128;
__extension__ typedef unsigned __int128 SmcUint128;
SmcInt128 __divti3(SmcInt128, SmcInt128);
SmcInt128 __modti3(SmcInt128, SmcInt128);
SmcUint128 __udivti3(SmcUint128, SmcUint128);
SmcUint128 __umodti3(SmcUint128, SmcUint128);
}

// LLVM's own static constructors, options mostly, which the linker has set apart.
extern "C" {
using LlvmConstructor = void (*)(int, char**, char**);
extern const LlvmConstructor smcost_llvm_start_begin[], smcost_llvm_start_end[];
// Once in a process, before anything else is asked of LLVM. By this name the linker brings LLVM into each program that has this room.
void smcost_start_llvm();
}

void smcost_start_llvm() {
  [[maybe_unused]] static const bool kStarted = [] {
    for (const LlvmConstructor* one = smcost_llvm_start_begin; one != smcost_llvm_start_end; ++one) (*one)(0, nullptr, nullptr);
    return true;
  }();
}

namespace smcost::jit {

namespace {

// Nothing a text or a catalog says can make LLVM refuse a kernel: a refusal is our fault.
template <class T>
T must(llvm::Expected<T> value, const char* why) {
  if (value) return std::move(*value);
  base::checkFailed(llvm::toString(value.takeError()).c_str(), __FILE__, __LINE__, why);
}

void must(llvm::Error error, const char* why) {
  if (error) base::checkFailed(llvm::toString(std::move(error)).c_str(), __FILE__, __LINE__, why);
}

// For a start a fixed processor: asking the host costs time, and code that depends on
// the machine it was written on cannot be compared.
llvm::orc::JITTargetMachineBuilder targetMachine(Tuning tuning) {
  // Want of memory inside of LLVM is the same error as everywhere else.
  [[maybe_unused]] static const bool kIsSetUp = [] {
    llvm::install_bad_alloc_error_handler([](void*, const char*, bool) {
      if (const std::new_handler tell = std::get_new_handler()) tell();
      throw std::bad_alloc();
    });
    // LLVM's own lists: two threads must not write them at once.
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    return true;
  }();
  llvm::orc::JITTargetMachineBuilder builder{llvm::Triple(LLVM_HOST_TRIPLE)};
  if (builder.getTargetTriple().getArch() == llvm::Triple::x86_64) builder.setCPU("x86-64");
  builder.setCodeGenOptLevel(llvm::CodeGenOptLevel::None);
  builder.setRelocationModel(llvm::Reloc::PIC_);
  builder.setCodeModel(llvm::CodeModel::Small);
  if (tuning == Tuning::start) {
    builder.getOptions().EnableFastISel = true;
    return builder;
  }
  builder.setCPU(std::string(llvm::sys::getHostCPUName()));
  for (const auto& feature : llvm::sys::getHostCPUFeatures()) builder.getFeatures().AddFeature(feature.getKey(), feature.getValue());
  builder.setCodeGenOptLevel(llvm::CodeGenOptLevel::Default);
  return builder;
}

std::unique_ptr<llvm::orc::LLJIT> makeJit(Tuning tuning) {
  llvm::orc::LLJITBuilder builder;
  builder.setJITTargetMachineBuilder(targetMachine(tuning));
  builder.setPlatformSetUp(llvm::orc::setUpInactivePlatform);
  builder.setLinkProcessSymbolsByDefault(false);
  // Kernels do not throw, so nobody has to be told about their frames.
  builder.setObjectLinkingLayerCreator([](llvm::orc::ExecutionSession& session, const llvm::Triple&) {
    return std::make_unique<llvm::orc::ObjectLinkingLayer>(
        session, must(llvm::jitlink::InProcessMemoryManager::Create(), "memory for code"));
  });
  return must(builder.create(), "a native compiler");
}

template <class Function>
llvm::orc::ExecutorSymbolDef symbol(Function* function) {
  return {llvm::orc::ExecutorAddr::fromPtr(function), llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable};
}

void defineHelpers(llvm::orc::LLJIT& jit) {
  llvm::orc::SymbolMap symbols;
  symbols[jit.mangleAndIntern(lower::kDivide256)] = symbol(&smc_div256);
  symbols[jit.mangleAndIntern("__divti3")] = symbol(&__divti3);
  symbols[jit.mangleAndIntern("__modti3")] = symbol(&__modti3);
  symbols[jit.mangleAndIntern("__udivti3")] = symbol(&__udivti3);
  symbols[jit.mangleAndIntern("__umodti3")] = symbol(&__umodti3);
  must(jit.getMainJITDylib().define(llvm::orc::absoluteSymbols(std::move(symbols))), "division helpers");
}

std::string assemblyOf(const llvm::Module& module, Tuning tuning) {
  const std::unique_ptr<llvm::TargetMachine> machine = must(targetMachine(tuning).createTargetMachine(), "a target machine");
  // Code generation changes the module: the listing takes a copy.
  const std::unique_ptr<llvm::Module> copy = llvm::CloneModule(module);
  llvm::SmallString<0> text;
  llvm::raw_svector_ostream out(text);
  llvm::legacy::PassManager passes;
  const bool refused = machine->addPassesToEmitFile(passes, out, nullptr, llvm::CodeGenFileType::AssemblyFile);
  SMCOST_CHECK(!refused, "the target can write assembly");
  passes.run(*copy);
  return std::string(text);
}

}  // namespace

struct Compiler::Impl {
  bool verify_module = false;
  Listing* listing = nullptr;
  Tuning tuning = Tuning::start;
  size_t kernels = 0;
  std::unique_ptr<llvm::orc::LLJIT> jit;
  // Of modules that are loaded; each is freed by itself.
  std::unordered_map<uint32_t, llvm::orc::ResourceTrackerSP> trackers;
  uint32_t modules = 0;
  size_t freed = 0;  // since the names of their kernels were

  llvm::orc::LLJIT& made() {
    if (jit == nullptr) {
      smcost_start_llvm();
      jit = makeJit(tuning);
      defineHelpers(*jit);
    }
    return *jit;
  }

  static std::string nameOf(size_t kernel) { return "kernel" + std::to_string(kernel); }

  void list(const llvm::Module& module, const std::vector<Source>& sources, size_t first) const {
    for (size_t i = 0; i < sources.size(); ++i) {
      if (sources[i].program != nullptr) listing->lowered.push_back({nameOf(first + i), *sources[i].program});
    }
    llvm::raw_string_ostream out(listing->llvm);
    module.print(out, nullptr);
    listing->assembly += assemblyOf(module, tuning);
  }
};

Compiler::Compiler(bool verify_module, Listing* listing, Tuning tuning) : impl_(std::make_unique<Impl>()) {
  impl_->tuning = tuning;
  impl_->verify_module = verify_module;
  impl_->listing = listing;
}

Compiler::~Compiler() = default;

Compiler::Compiled Compiler::compile(const std::vector<Source>& sources) {
  llvm::orc::LLJIT& jit = impl_->made();
  auto context = std::make_unique<llvm::LLVMContext>();
  auto module = std::make_unique<llvm::Module>("kernels", *context);
  module->setDataLayout(jit.getDataLayout());
  module->setTargetTriple(jit.getTargetTriple().str());
  const size_t first = impl_->kernels;
  for (size_t i = 0; i < sources.size(); ++i) {
    const std::string name = Impl::nameOf(first + i);
    if (sources[i].draws != nullptr) lower::emitDraws(*module, name, *sources[i].draws);
    else lower::emitKernel(*module, name, *sources[i].program, sources[i].form);
  }
  impl_->kernels += sources.size();
  if (impl_->verify_module) {
    std::string problem;
    llvm::raw_string_ostream out(problem);
    if (llvm::verifyModule(*module, &out)) base::checkFailed(problem.c_str(), __FILE__, __LINE__, "sound IR");
  }
  if (impl_->listing != nullptr) impl_->list(*module, sources, first);
  llvm::orc::ResourceTrackerSP tracker = jit.getMainJITDylib().createResourceTracker();
  must(jit.addIRModule(tracker, llvm::orc::ThreadSafeModule(std::move(module), std::move(context))), "a module for the JIT");
  Compiled compiled;
  compiled.module = {impl_->modules++};
  for (size_t i = 0; i < sources.size(); ++i) {
    compiled.kernels.push_back(must(jit.lookup(Impl::nameOf(first + i)), "a compiled kernel").toPtr<lower::Kernel>());
  }
  impl_->trackers.emplace(compiled.module.value, std::move(tracker));
  return compiled;
}

void Compiler::remove(ModuleId module) {
  auto found = impl_->trackers.find(module.value);
  SMCOST_CHECK(found != impl_->trackers.end(), "a module is freed once");
  must(found->second->remove(), "a module's memory");
  impl_->trackers.erase(found);
  // The names of its kernels are in nobody's use any more; to find them all names are looked at.
  if (++impl_->freed <= impl_->trackers.size()) return;
  impl_->freed = 0;
  impl_->jit->getExecutionSession().getSymbolStringPool()->clearDeadEntries();
}

}  // namespace smcost::jit
