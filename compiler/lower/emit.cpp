#include "compiler/lower/emit.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "compiler/lower/columns.h"
#include "compiler/lower/rounding.h"
#include "lang/base/check.h"

namespace smcost::lower {

namespace {

// Code generation is worse than linear in the length of a block.
constexpr size_t kNodesPerBlock = 64;

class KernelEmitter {
 public:
  KernelEmitter(llvm::Module& module, const std::string& name, const ZProgram& program, const KernelForm& form)
      : program_(program), form_(form), ir_(module.getContext()), values_(program.nodes.size(), nullptr) {
    llvm::Type* pointer = ir_.getPtrTy();
    llvm::Type* i64 = ir_.getInt64Ty();
    auto* type = llvm::FunctionType::get(ir_.getInt8Ty(), {pointer, pointer, pointer, i64, i64}, false);
    function_ = llvm::Function::Create(type, llvm::Function::ExternalLinkage, name, module);
    function_->setDoesNotThrow();
    if (form_.lanes > 1) {
      // Or the processor's own liking halves the lanes.
      function_->addFnAttr("prefer-vector-width", "512");
      function_->addFnAttr("min-legal-vector-width", "512");
    }
    const char* const names[] = {"cols", "outs", "site", "begin", "end"};
    for (unsigned i = 0; i < 5; ++i) function_->getArg(i)->setName(names[i]);
    for (unsigned i = 0; i < 3; ++i) function_->addParamAttr(i, llvm::Attribute::NoAlias);
  }

  // for (row = begin; row < end; row += lanes) { loads, nodes, stores }
  void run() {
    llvm::BasicBlock* entry = block("entry");
    llvm::BasicBlock* head = block("head");
    llvm::BasicBlock* body = block("row");
    llvm::BasicBlock* exit = block("exit");
    ir_.SetInsertPoint(entry);
    loadPointers();
    ir_.CreateBr(head);

    ir_.SetInsertPoint(head);
    row_ = ir_.CreatePHI(ir_.getInt64Ty(), 2, "i");
    llvm::PHINode* failed = program_.failure ? ir_.CreatePHI(lanes(ir_.getInt8Ty()), 2, "failed") : nullptr;
    enterKept(entry);
    ir_.CreateCondBr(ir_.CreateICmpSLT(row_, function_->getArg(4)), body, exit);

    ir_.SetInsertPoint(body);
    emitNodes();
    storeOutputs();
    llvm::Value* failed_now = failed != nullptr ? storeFailure(failed) : nullptr;
    llvm::Value* next = ir_.CreateAdd(row_, ir_.getInt64(form_.lanes));
    llvm::BasicBlock* latch = ir_.GetInsertBlock();
    ir_.CreateBr(head);

    row_->addIncoming(function_->getArg(3), entry);
    row_->addIncoming(next, latch);
    if (failed != nullptr) {
      failed->addIncoming(llvm::Constant::getNullValue(failed->getType()), entry);
      failed->addIncoming(failed_now, latch);
    }
    for (Accumulator& one : accumulators_) one.so_far->addIncoming(one.next, latch);
    ir_.SetInsertPoint(exit);
    for (const Accumulator& one : accumulators_) ir_.CreateAlignedStore(one.so_far, one.place, llvm::Align(8));
    ir_.CreateRet(failed != nullptr ? anyLane(failed) : ir_.getInt8(0));
  }

 private:
  llvm::BasicBlock* block(const char* name) {
    return llvm::BasicBlock::Create(ir_.getContext(), name, function_);
  }

  // A number of each lane.
  llvm::Type* lanes(llvm::Type* one) const { return form_.lanes == 1 ? one : llvm::FixedVectorType::get(one, form_.lanes); }
  llvm::Type* integers(unsigned width) { return lanes(ir_.getIntNTy(width)); }
  static bool isTruth(const llvm::Value* value) { return value->getType()->isIntOrIntVectorTy(1); }
  bool isUniform(uint32_t column) const { return column < form_.uniform.size() && form_.uniform[column]; }
  llvm::Value* anyLane(llvm::Value* value) { return form_.lanes == 1 ? value : ir_.CreateOrReduce(value); }

  llvm::Value* loadPointer(unsigned argument, unsigned index) {
    llvm::Value* place = ir_.CreateConstInBoundsGEP1_32(ir_.getPtrTy(), function_->getArg(argument), index);
    return ir_.CreateAlignedLoad(ir_.getPtrTy(), place, llvm::Align(8));
  }

  void loadPointers() {
    for (const ZNode& node : program_.nodes) {
      if (node.op != ZOp::col) continue;
      if (columns_.size() <= node.column) columns_.resize(node.column + 1, nullptr);
      if (columns_[node.column] == nullptr) columns_[node.column] = loadPointer(0, node.column);
    }
    unsigned count = 0;
    for (size_t i = 0; i < program_.outputs.size(); ++i) {
      const unsigned wanted = kept(i).isReduced() ? kept(i).cells() : program_.outputs[i].den ? 2 : 1;
      for (unsigned k = 0; k < wanted; ++k) outs_.push_back(loadPointer(1, count++));
    }
  }

  llvm::Value* cell(llvm::Value* column, unsigned width) {
    return ir_.CreateInBoundsGEP(ir_.getIntNTy(width), column, row_);
  }

  // ---- operands -------------------------------------------------------------------

  unsigned widthOf(ZId id) const { return id ? program_[id].width : 0; }

  // The node at a width that is proved to hold it; truth values live as i1.
  llvm::Value* at(ZId id, unsigned width) {
    const ZNode& node = program_[id];
    llvm::Type* type = integers(width);
    if (node.op == ZOp::k) return constant(node.range.lo, width);
    llvm::Value* value = values_[id.value];
    if (isTruth(value)) return ir_.CreateZExt(value, type);
    return ir_.CreateSExtOrTrunc(value, type);
  }

  llvm::Value* truth(ZId id) {
    llvm::Value* value = program_[id].op == ZOp::k ? at(id, widthOf(id)) : values_[id.value];
    if (isTruth(value)) return value;
    return ir_.CreateICmpNE(value, llvm::ConstantInt::get(value->getType(), 0));
  }

  llvm::Constant* constant(const base::Integer& value, unsigned width) {
    std::vector<uint64_t> limbs(width / 64);
    storeInteger(value, width, limbs.data());
    return llvm::ConstantInt::get(integers(width), llvm::APInt(width, limbs));
  }

  // ---- operations -----------------------------------------------------------------

  void emitNodes() {
    size_t in_block = 0;
    for (size_t i = 0; i < program_.nodes.size(); ++i) {
      if (program_.nodes[i].op == ZOp::k) continue;
      if (++in_block > kNodesPerBlock) {
        llvm::BasicBlock* next = block("row");
        ir_.CreateBr(next);
        ir_.SetInsertPoint(next);
        in_block = 0;
      }
      values_[i] = emitNode(program_.nodes[i]);
    }
  }

  // An operation is done at the largest of its operands' and its result's widths. That is
  // safe without any check because all of them are proved.
  llvm::Value* emitNode(const ZNode& node) {
    const unsigned operands = std::max({widthOf(node.a), widthOf(node.b), widthOf(node.c)});
    const unsigned width = std::max(operands, unsigned{node.width});
    switch (node.op) {
      case ZOp::col:
        return emitColumn(node);
      case ZOp::add:
        return narrow(ir_.CreateAdd(at(node.a, width), at(node.b, width)), node);
      case ZOp::sub:
        return narrow(ir_.CreateSub(at(node.a, width), at(node.b, width)), node);
      case ZOp::mul:
        return narrow(ir_.CreateMul(factor(node.a, node.b, width), factor(node.b, node.a, width)), node);
      case ZOp::min:
        return narrow(emitExtreme(llvm::CmpInst::ICMP_SLT, node, width), node);
      case ZOp::max:
        return narrow(emitExtreme(llvm::CmpInst::ICMP_SGT, node, width), node);
      case ZOp::lt:
        return ir_.CreateICmpSLT(at(node.a, width), at(node.b, width));
      case ZOp::le:
        return ir_.CreateICmpSLE(at(node.a, width), at(node.b, width));
      case ZOp::eq:
        return ir_.CreateICmpEQ(at(node.a, width), at(node.b, width));
      case ZOp::sel:
        return emitSelect(node);
      case ZOp::div_round:
        return narrow(emitDivRound(ir_, at(node.a, width), at(node.b, width), node.mode, {&program_[node.a].range, &program_[node.b].range}), node);
      case ZOp::is_zero:
        return ir_.CreateNot(truth(node.a));
      case ZOp::k:
        break;
    }
    SMCOST_CHECK(false, "constants are immediates");
    return nullptr;
  }

  // Lanes of half the bits are multiplied in one step: where both factors are proved to have no more, that is said.
  llvm::Value* factor(ZId id, ZId other, unsigned width) {
    constexpr int64_t kHalf = int64_t{1} << 32;
    const auto is_half = [this](ZId one) { return program_[one].range.lo >= 0 && program_[one].range.hi < kHalf; };
    llvm::Value* value = at(id, width);
    if (form_.lanes == 1 || width != 64 || !is_half(id) || !is_half(other)) return value;
    return ir_.CreateAnd(value, llvm::ConstantInt::get(value->getType(), kHalf - 1));
  }

  llvm::Value* narrow(llvm::Value* value, const ZNode& node) {
    return ir_.CreateTrunc(value, integers(node.width));
  }

  llvm::Value* emitColumn(const ZNode& node) {
    const bool once = isUniform(node.column);
    llvm::Value* column = columns_[node.column];
    llvm::LoadInst* load = ir_.CreateAlignedLoad(once ? ir_.getIntNTy(node.width) : integers(node.width), once ? column : cell(column, node.width),
                                                 llvm::Align(8));
    load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(ir_.getContext(), {}));
    return once && form_.lanes > 1 ? ir_.CreateVectorSplat(form_.lanes, load) : load;
  }

  llvm::Value* emitExtreme(llvm::CmpInst::Predicate first_wins, const ZNode& node, unsigned width) {
    llvm::Value* a = at(node.a, width);
    llvm::Value* b = at(node.b, width);
    return ir_.CreateSelect(ir_.CreateICmp(first_wins, a, b), a, b);
  }

  // The condition has a width of its own, which the arms need not share.
  llvm::Value* emitSelect(const ZNode& node) {
    const unsigned width = std::max({widthOf(node.b), widthOf(node.c), unsigned{node.width}});
    return narrow(ir_.CreateSelect(truth(node.a), at(node.b, width), at(node.c, width)), node);
  }

  // ---- results --------------------------------------------------------------------

  Kept kept(size_t output) const { return output < form_.kept.size() ? form_.kept[output] : Kept{}; }

  // What is kept of an output, from row to row.
  struct Accumulator {
    llvm::Value* place = nullptr;
    llvm::PHINode* so_far = nullptr;
    llvm::Value* next = nullptr;
  };

  // At the head of the loop: what stands in memory is where it begins.
  void enterKept(llvm::BasicBlock* entry) {
    size_t place = 0;
    for (size_t i = 0; i < program_.outputs.size(); ++i) {
      const ZOutput& output = program_.outputs[i];
      const Kept keep = kept(i);
      if (!keep.isReduced()) place += output.den ? 2 : 1;
      for (const auto& [wanted, width] : {std::pair(keep.least, widthOf(output.num)), {keep.greatest, widthOf(output.num)}, {keep.sum, 64U}, {keep.sum, 64U}}) {
        if (!wanted) continue;
        llvm::IRBuilder<> at_entry(entry->getTerminator());
        llvm::Value* begin = at_entry.CreateAlignedLoad(integers(width), outs_[place], llvm::Align(8));
        llvm::PHINode* so_far = ir_.CreatePHI(integers(width), 2);
        so_far->addIncoming(begin, entry);
        accumulators_.push_back({outs_[place++], so_far, nullptr});
      }
    }
  }

  void storeOutputs() {
    size_t place = 0, accumulator = 0;
    for (size_t i = 0; i < program_.outputs.size(); ++i) {
      const ZOutput& output = program_.outputs[i];
      const Kept keep = kept(i);
      if (!keep.isReduced()) {
        storeCell(output.num, outs_[place++]);
        if (output.den) storeCell(output.den, outs_[place++]);
        continue;
      }
      llvm::Value* value = at(output.num, widthOf(output.num));
      place += keep.cells();
      if (keep.least) keepExtreme(accumulators_[accumulator++], llvm::CmpInst::ICMP_SLT, value);
      if (keep.greatest) keepExtreme(accumulators_[accumulator++], llvm::CmpInst::ICMP_SGT, value);
      if (keep.sum) {
        Accumulator &low = accumulators_[accumulator++], &high = accumulators_[accumulator++];
        low.next = ir_.CreateAdd(low.so_far, ir_.CreateAnd(value, llvm::ConstantInt::get(value->getType(), UINT32_MAX)));
        high.next = ir_.CreateAdd(high.so_far, ir_.CreateAShr(value, 32));
      }
    }
  }

  void keepExtreme(Accumulator& extreme, llvm::CmpInst::Predicate wins, llvm::Value* value) {
    extreme.next = ir_.CreateSelect(ir_.CreateICmp(wins, value, extreme.so_far), value, extreme.so_far);
  }

  void storeCell(ZId id, llvm::Value* column) {
    const unsigned width = widthOf(id);
    ir_.CreateAlignedStore(at(id, width), cell(column, width), llvm::Align(8));
  }

  llvm::Value* storeFailure(llvm::Value* failed) {
    llvm::Value* failure = ir_.CreateTrunc(at(program_.failure, widthOf(program_.failure)), integers(32));
    llvm::Value* none = llvm::Constant::getNullValue(failure->getType());
    if (accumulators_.empty()) {
      llvm::Value* place = ir_.CreateInBoundsGEP(ir_.getInt32Ty(), function_->getArg(2), row_);
      ir_.CreateAlignedStore(failure, place, llvm::Align(4));
    }
    llvm::Value* is_failure = ir_.CreateZExt(ir_.CreateICmpNE(failure, none), integers(8));
    return ir_.CreateOr(failed, is_failure);
  }

  const ZProgram& program_;
  const KernelForm& form_;
  llvm::IRBuilder<> ir_;
  std::vector<llvm::Value*> values_;
  std::vector<llvm::Value*> columns_, outs_;
  std::vector<Accumulator> accumulators_;
  llvm::Function* function_ = nullptr;
  llvm::PHINode* row_ = nullptr;
};

}  // namespace

void emitKernel(llvm::Module& module, const std::string& name, const ZProgram& program, const KernelForm& form) {
  KernelEmitter(module, name, program, form).run();
}

}  // namespace smcost::lower
