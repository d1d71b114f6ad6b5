#include "compiler/lower/emit_draws.h"

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

#include <array>

namespace smcost::lower {

namespace {

constexpr unsigned kLanes = 8;
constexpr unsigned kWords = 4;

using Words = std::array<llvm::Value*, kWords>;

class DrawsEmitter {
 public:
  DrawsEmitter(llvm::Module& module, const std::string& name, const DrawsProgram& program)
      : program_(program), ir_(module.getContext()), vector_(llvm::FixedVectorType::get(ir_.getInt64Ty(), kLanes)) {
    llvm::Type* pointer = ir_.getPtrTy();
    llvm::Type* i64 = ir_.getInt64Ty();
    auto* type = llvm::FunctionType::get(ir_.getInt8Ty(), {pointer, pointer, pointer, i64, i64}, false);
    function_ = llvm::Function::Create(type, llvm::Function::ExternalLinkage, name, module);
    function_->setDoesNotThrow();
    function_->addFnAttr("prefer-vector-width", "512");
    function_->addFnAttr("min-legal-vector-width", "512");
    for (unsigned i = 0; i < 3; ++i) function_->addParamAttr(i, llvm::Attribute::NoAlias);
  }

  // A loop for each column: for (draw = begin; draw < end; draw += 32)
  void run() {
    ir_.SetInsertPoint(block());
    llvm::Value* rejected = llvm::Constant::getNullValue(truths());
    for (unsigned i = 0; i < program_.columns.size(); ++i) rejected = emitColumn(i, rejected);
    ir_.CreateRet(ir_.CreateZExt(ir_.CreateOrReduce(rejected), ir_.getInt8Ty()));
  }

 private:
  llvm::BasicBlock* block() { return llvm::BasicBlock::Create(ir_.getContext(), "", function_); }
  llvm::Type* truths() { return llvm::FixedVectorType::get(ir_.getInt1Ty(), kLanes); }
  llvm::Constant* all(uint64_t value) { return llvm::ConstantInt::get(vector_, value); }
  llvm::Value* low(llvm::Value* value) { return ir_.CreateAnd(value, all(UINT32_MAX)); }
  llvm::Value* high(llvm::Value* value) { return ir_.CreateLShr(value, all(32)); }
  llvm::Value* loadPointer(unsigned argument, unsigned index) {
    llvm::Value* place = ir_.CreateConstInBoundsGEP1_32(ir_.getPtrTy(), function_->getArg(argument), index);
    return ir_.CreateAlignedLoad(ir_.getPtrTy(), place, llvm::Align(8));
  }

  // Eight blocks; counters stand in the lower halves.
  Words philox(Words counter) {
    constexpr uint64_t kFirstFactor = 0xD2511F53, kSecondFactor = 0xCD9E8D57;
    constexpr uint32_t kFirstWeyl = 0x9E3779B9, kSecondWeyl = 0xBB67AE85;
    constexpr int kRounds = 10;
    auto first_key = static_cast<uint32_t>(program_.seed), second_key = static_cast<uint32_t>(program_.seed >> 32);
    for (int round = 0; round < kRounds; ++round) {
      llvm::Value* first = ir_.CreateMul(low(counter[0]), all(kFirstFactor));
      llvm::Value* second = ir_.CreateMul(low(counter[2]), all(kSecondFactor));
      counter = {ir_.CreateXor(ir_.CreateXor(high(second), counter[1]), all(first_key)), second,
                 ir_.CreateXor(ir_.CreateXor(high(first), counter[3]), all(second_key)), first};
      first_key += kFirstWeyl;
      second_key += kSecondWeyl;
    }
    return counter;
  }

  llvm::Value* emitColumn(unsigned number, llvm::Value* rejected_before) {
    llvm::BasicBlock *entry = ir_.GetInsertBlock(), *body = block(), *exit = block();
    llvm::Value* const begin = function_->getArg(3);
    llvm::Value* table = loadPointer(0, number);
    llvm::Value* column = loadPointer(1, number);
    llvm::Value* is_wanted = ir_.CreateICmpNE(column, llvm::Constant::getNullValue(column->getType()));
    ir_.CreateCondBr(ir_.CreateAnd(is_wanted, ir_.CreateICmpSLT(begin, function_->getArg(4))), body, exit);
    ir_.SetInsertPoint(body);
    llvm::PHINode* draw = ir_.CreatePHI(ir_.getInt64Ty(), 2);
    llvm::PHINode* rejected = ir_.CreatePHI(truths(), 2);
    // Of 32 draws the eight blocks begin at a quarter of the first one's number.
    llvm::Value* first = ir_.CreateVectorSplat(kLanes, ir_.CreateLShr(draw, 2));
    const DrawnColumn& drawn = program_.columns[number];
    std::array<llvm::Constant*, kLanes> steps{};
    for (unsigned i = 0; i < kLanes; ++i) steps[i] = ir_.getInt64(i);
    llvm::Value* counter = ir_.CreateAdd(first, llvm::ConstantVector::get(steps));
    const Words words = philox({counter, high(counter), all(static_cast<uint32_t>(drawn.stream)), all(drawn.stream >> 32)});
    llvm::Value* now = rejected;
    for (unsigned word = 0; word < kWords; ++word) {
      llvm::Value* product = ir_.CreateMul(low(words[word]), all(drawn.size));
      now = ir_.CreateOr(now, ir_.CreateICmpULT(low(product), all((0U - drawn.size) % drawn.size)));
      llvm::Value* row = ir_.CreateAdd(ir_.CreateSub(draw, begin), ir_.getInt64(word * kLanes));
      llvm::Value* values = ir_.CreateMaskedGather(vector_, ir_.CreateInBoundsGEP(ir_.getInt64Ty(), table, high(product)), llvm::Align(8));
      ir_.CreateAlignedStore(values, ir_.CreateInBoundsGEP(ir_.getInt64Ty(), column, row), llvm::Align(8));
    }
    llvm::Value* next = ir_.CreateAdd(draw, ir_.getInt64(kLanes * kWords));
    llvm::BasicBlock* latch = ir_.GetInsertBlock();
    ir_.CreateCondBr(ir_.CreateICmpSLT(next, function_->getArg(4)), body, exit);
    draw->addIncoming(begin, entry);
    draw->addIncoming(next, latch);
    rejected->addIncoming(rejected_before, entry);
    rejected->addIncoming(now, latch);
    ir_.SetInsertPoint(exit);
    llvm::PHINode* result = ir_.CreatePHI(truths(), 2);
    result->addIncoming(rejected_before, entry);
    result->addIncoming(now, latch);
    return result;
  }

  const DrawsProgram& program_;
  llvm::IRBuilder<> ir_;
  llvm::Type* vector_;
  llvm::Function* function_ = nullptr;
};

}  // namespace

void emitDraws(llvm::Module& module, const std::string& name, const DrawsProgram& program) { DrawsEmitter(module, name, program).run(); }

}  // namespace smcost::lower
