#include "compiler/lower/rounding.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

namespace smcost::lower {

namespace {

// A stack place for 256 bits, at the start of the function so that loops do not grow the stack.
llvm::Value* stackPlace(llvm::IRBuilderBase& ir, llvm::Type* type) {
  llvm::BasicBlock& entry = ir.GetInsertBlock()->getParent()->getEntryBlock();
  llvm::IRBuilder<> at_entry(&entry, entry.begin());
  llvm::AllocaInst* place = at_entry.CreateAlloca(type);
  place->setAlignment(llvm::Align(8));
  return place;
}

// LLVM has no call for the division of 256 bits and would write a loop over the bits.
llvm::Value* divide256(llvm::IRBuilderBase& ir, llvm::Value* n, llvm::Value* d) {
  llvm::Module& module = *ir.GetInsertBlock()->getModule();
  llvm::Type* pointer = ir.getPtrTy();
  const llvm::FunctionCallee helper =
      module.getOrInsertFunction(kDivide256, ir.getVoidTy(), pointer, pointer, pointer);
  llvm::Value* q_place = stackPlace(ir, n->getType());
  llvm::Value* n_place = stackPlace(ir, n->getType());
  llvm::Value* d_place = stackPlace(ir, n->getType());
  ir.CreateAlignedStore(n, n_place, llvm::Align(8));
  ir.CreateAlignedStore(d, d_place, llvm::Align(8));
  ir.CreateCall(helper, {q_place, n_place, d_place});
  return ir.CreateAlignedLoad(n->getType(), q_place, llvm::Align(8));
}

llvm::Value* truncatedQuotient(llvm::IRBuilderBase& ir, llvm::Value* n, llvm::Value* d) {
  return n->getType()->getIntegerBitWidth() > 128 ? divide256(ir, n, d) : ir.CreateSDiv(n, d);
}

}  // namespace

llvm::Value* emitDivRound(llvm::IRBuilderBase& ir, llvm::Value* n, llvm::Value* d, base::RoundingMode mode) {
  llvm::Type* type = n->getType();
  const unsigned width = type->getIntegerBitWidth();
  llvm::Value* zero = llvm::ConstantInt::get(type, 0);
  llvm::Value* q = truncatedQuotient(ir, n, d);
  if (mode == base::RoundingMode::down) return q;

  // No srem: some widths would need a library call for it.
  llvm::Value* r = ir.CreateSub(n, ir.CreateMul(q, d));
  if (mode == base::RoundingMode::floor) return ir.CreateSub(q, ir.CreateZExt(ir.CreateICmpSLT(r, zero), type));
  if (mode == base::RoundingMode::ceil) return ir.CreateAdd(q, ir.CreateZExt(ir.CreateICmpSGT(r, zero), type));

  // One step away from zero: the sign of n is the sign of the exact quotient when r is not 0.
  llvm::Value* step = ir.CreateOr(ir.CreateAShr(n, width - 1), llvm::ConstantInt::get(type, 1));
  llvm::Value* away = nullptr;
  if (mode == base::RoundingMode::up) {
    away = ir.CreateICmpNE(r, zero);
  } else {
    // |r| against d - |r|, never 2 * |r|, which may overflow.
    llvm::Value* size = ir.CreateSelect(ir.CreateICmpSLT(r, zero), ir.CreateSub(zero, r), r);
    llvm::Value* rest = ir.CreateSub(d, size);
    if (mode == base::RoundingMode::half_up) {
      away = ir.CreateICmpSGE(size, rest);
    } else {
      llvm::Value* odd = ir.CreateTrunc(q, ir.getInt1Ty());
      llvm::Value* tie_to_odd = ir.CreateAnd(ir.CreateICmpEQ(size, rest), odd);
      away = ir.CreateOr(ir.CreateICmpSGT(size, rest), tie_to_odd);
    }
  }
  return ir.CreateAdd(q, ir.CreateSelect(away, step, zero));
}

}  // namespace smcost::lower
