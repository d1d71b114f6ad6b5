#include "compiler/lower/rounding.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

#include "lang/base/check.h"

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

// Below it a double is a whole number and a half at once.
constexpr int64_t kHalvesAreExact = int64_t{1} << 50;
// Below it a quotient of two whole doubles, which is no whole number, is never rounded to one.
constexpr int64_t kQuotientsAreExact = int64_t{1} << 52;

bool isBelow(const Interval& range, int64_t bound) { return range.hi < bound && range.lo > -bound; }

bool isOfDoubles(const llvm::Type* type, const QuotientRange& proved) {
  return type->isVectorTy() && type->getScalarSizeInBits() == 64 && isBelow(*proved.n, kQuotientsAreExact) && proved.d->hi < kQuotientsAreExact;
}

llvm::Value* truncatedQuotient(llvm::IRBuilderBase& ir, llvm::Value* n, llvm::Value* d, const QuotientRange& proved) {
  llvm::Type* type = n->getType();
  if (isOfDoubles(type, proved)) {
    llvm::Type* doubles = type->getWithNewType(ir.getDoubleTy());
    return ir.CreateFPToSI(ir.CreateFDiv(ir.CreateSIToFP(n, doubles), ir.CreateSIToFP(d, doubles)), type);
  }
  if (type->getScalarSizeInBits() <= 128) return ir.CreateSDiv(n, d);
  SMCOST_CHECK(!type->isVectorTy(), "no lanes of 256 bits are divided");
  return divide256(ir, n, d);
}

// Nothing below zero by a constant: floor((n + more) / d). With r the rest, (n + 1/2) / d lies at least 1/2d from any whole number, and below 2^50 the
// rounding of the reciprocal and of the product comes to less.
llvm::Value* quotientByReciprocal(llvm::IRBuilderBase& ir, llvm::Value* n, llvm::Value* d, const base::Integer& divisor, base::RoundingMode mode) {
  llvm::Type* type = n->getType();
  llvm::Type* doubles = type->getWithNewType(ir.getDoubleTy());
  const auto floorOf = [&](llvm::Value* x) {
    llvm::Value* middle = ir.CreateFAdd(ir.CreateSIToFP(x, doubles), llvm::ConstantFP::get(doubles, 0.5));
    return ir.CreateFPToSI(ir.CreateFMul(middle, llvm::ConstantFP::get(doubles, 1.0 / static_cast<double>(divisor.get_si()))), type);
  };
  const auto plus = [&](const base::Integer& more) { return ir.CreateAdd(n, llvm::ConstantInt::get(type, static_cast<uint64_t>(more.get_si()))); };
  switch (mode) {
    case base::RoundingMode::down:
    case base::RoundingMode::floor: return floorOf(n);
    case base::RoundingMode::up:
    case base::RoundingMode::ceil: return floorOf(plus(divisor - 1));
    case base::RoundingMode::half_up: return floorOf(plus(divisor / 2));
    case base::RoundingMode::half_even: break;
  }
  llvm::Value* shifted = plus(divisor / 2);
  llvm::Value* q = floorOf(shifted);
  if (divisor % 2 != 0) return q;   // no ties
  llvm::Value* is_tie = ir.CreateICmpEQ(shifted, ir.CreateMul(q, d));
  llvm::Value* is_odd = ir.CreateTrunc(q, type->getWithNewBitWidth(1));
  return ir.CreateSub(q, ir.CreateZExt(ir.CreateAnd(is_tie, is_odd), type));
}

bool hasReciprocal(const llvm::Type* type, const QuotientRange& proved) {
  return isOfDoubles(type, proved) && proved.d->lo == proved.d->hi && proved.n->lo >= 0 && proved.n->hi + proved.d->hi < kHalvesAreExact;
}

}  // namespace

llvm::Value* emitDivRound(llvm::IRBuilderBase& ir, llvm::Value* n, llvm::Value* d, base::RoundingMode mode, const QuotientRange& proved) {
  llvm::Type* type = n->getType();
  if (hasReciprocal(type, proved)) return quotientByReciprocal(ir, n, d, proved.d->lo, mode);
  const unsigned width = type->getScalarSizeInBits();
  llvm::Value* zero = llvm::ConstantInt::get(type, 0);
  llvm::Value* q = truncatedQuotient(ir, n, d, proved);
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
      llvm::Value* odd = ir.CreateTrunc(q, type->getWithNewBitWidth(1));
      llvm::Value* tie_to_odd = ir.CreateAnd(ir.CreateICmpEQ(size, rest), odd);
      away = ir.CreateOr(ir.CreateICmpSGT(size, rest), tie_to_odd);
    }
  }
  return ir.CreateAdd(q, ir.CreateSelect(away, step, zero));
}

}  // namespace smcost::lower
