#include "compiler/lower/emit.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

#include <algorithm>
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
  KernelEmitter(llvm::Module& module, const std::string& name, const ZProgram& program)
      : program_(program), ir_(module.getContext()), values_(program.nodes.size(), nullptr) {
    llvm::Type* pointer = ir_.getPtrTy();
    llvm::Type* i64 = ir_.getInt64Ty();
    auto* type = llvm::FunctionType::get(ir_.getInt8Ty(), {pointer, pointer, pointer, i64, i64}, false);
    function_ = llvm::Function::Create(type, llvm::Function::ExternalLinkage, name, module);
    function_->setDoesNotThrow();
    const char* const names[] = {"cols", "outs", "site", "begin", "end"};
    for (unsigned i = 0; i < 5; ++i) function_->getArg(i)->setName(names[i]);
    for (unsigned i = 0; i < 3; ++i) function_->addParamAttr(i, llvm::Attribute::NoAlias);
  }

  // for (row = begin; row < end; ++row) { loads, nodes, stores }
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
    llvm::PHINode* failed = program_.failure ? ir_.CreatePHI(ir_.getInt8Ty(), 2, "failed") : nullptr;
    ir_.CreateCondBr(ir_.CreateICmpSLT(row_, function_->getArg(4)), body, exit);

    ir_.SetInsertPoint(body);
    emitNodes();
    storeOutputs();
    llvm::Value* failed_now = failed != nullptr ? storeFailure(failed) : nullptr;
    llvm::Value* next = ir_.CreateAdd(row_, ir_.getInt64(1));
    llvm::BasicBlock* latch = ir_.GetInsertBlock();
    ir_.CreateBr(head);

    row_->addIncoming(function_->getArg(3), entry);
    row_->addIncoming(next, latch);
    if (failed != nullptr) {
      failed->addIncoming(ir_.getInt8(0), entry);
      failed->addIncoming(failed_now, latch);
    }
    ir_.SetInsertPoint(exit);
    ir_.CreateRet(failed != nullptr ? static_cast<llvm::Value*>(failed) : ir_.getInt8(0));
  }

 private:
  llvm::BasicBlock* block(const char* name) {
    return llvm::BasicBlock::Create(ir_.getContext(), name, function_);
  }

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
    for (const ZOutput& output : program_.outputs) {
      outs_.push_back(loadPointer(1, count++));
      if (output.den) outs_.push_back(loadPointer(1, count++));
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
    llvm::Type* type = ir_.getIntNTy(width);
    if (node.op == ZOp::k) return constant(node.range.lo, width);
    llvm::Value* value = values_[id.value];
    if (value->getType()->isIntegerTy(1)) return ir_.CreateZExt(value, type);
    return ir_.CreateSExtOrTrunc(value, type);
  }

  llvm::Value* truth(ZId id) {
    llvm::Value* value = program_[id].op == ZOp::k ? at(id, widthOf(id)) : values_[id.value];
    if (value->getType()->isIntegerTy(1)) return value;
    return ir_.CreateICmpNE(value, llvm::ConstantInt::get(value->getType(), 0));
  }

  llvm::Constant* constant(const base::Integer& value, unsigned width) {
    std::vector<uint64_t> limbs(width / 64);
    storeInteger(value, width, limbs.data());
    return llvm::ConstantInt::get(ir_.getContext(), llvm::APInt(width, limbs));
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
      case ZOp::col: {
        llvm::LoadInst* load = ir_.CreateAlignedLoad(ir_.getIntNTy(node.width),
                                                     cell(columns_[node.column], node.width), llvm::Align(8));
        load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(ir_.getContext(), {}));
        return load;
      }
      case ZOp::add:
        return narrow(ir_.CreateAdd(at(node.a, width), at(node.b, width)), node);
      case ZOp::sub:
        return narrow(ir_.CreateSub(at(node.a, width), at(node.b, width)), node);
      case ZOp::mul:
        return narrow(ir_.CreateMul(at(node.a, width), at(node.b, width)), node);
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
        return narrow(emitDivRound(ir_, at(node.a, width), at(node.b, width), node.mode), node);
      case ZOp::is_zero:
        return ir_.CreateNot(truth(node.a));
      case ZOp::k:
        break;
    }
    SMCOST_CHECK(false, "constants are immediates");
    return nullptr;
  }

  llvm::Value* narrow(llvm::Value* value, const ZNode& node) {
    return ir_.CreateTrunc(value, ir_.getIntNTy(node.width));
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

  void storeOutputs() {
    size_t place = 0;
    for (const ZOutput& output : program_.outputs) {
      storeCell(output.num, outs_[place++]);
      if (output.den) storeCell(output.den, outs_[place++]);
    }
  }

  void storeCell(ZId id, llvm::Value* column) {
    const unsigned width = widthOf(id);
    ir_.CreateAlignedStore(at(id, width), cell(column, width), llvm::Align(8));
  }

  llvm::Value* storeFailure(llvm::Value* failed) {
    llvm::Value* failure = ir_.CreateTrunc(at(program_.failure, widthOf(program_.failure)), ir_.getInt32Ty());
    llvm::Value* place = ir_.CreateInBoundsGEP(ir_.getInt32Ty(), function_->getArg(2), row_);
    ir_.CreateAlignedStore(failure, place, llvm::Align(4));
    llvm::Value* is_failure = ir_.CreateZExt(ir_.CreateICmpNE(failure, ir_.getInt32(0)), ir_.getInt8Ty());
    return ir_.CreateOr(failed, is_failure);
  }

  const ZProgram& program_;
  llvm::IRBuilder<> ir_;
  std::vector<llvm::Value*> values_;
  std::vector<llvm::Value*> columns_, outs_;
  llvm::Function* function_ = nullptr;
  llvm::PHINode* row_ = nullptr;
};

}  // namespace

void emitKernel(llvm::Module& module, const std::string& name, const ZProgram& program) {
  KernelEmitter(module, name, program).run();
}

}  // namespace smcost::lower
