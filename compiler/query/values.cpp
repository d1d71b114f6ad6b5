#include "compiler/query/values.h"

#include <filesystem>

#include "compiler/query/answer_text.h"

namespace smcost::query {

std::optional<std::string> valueOf(session::Options options, const std::string& text, const std::string& name) {
  options.directory = std::filesystem::path(options.path).parent_path().string();
  options.path.clear();
  options.text = name + "\n" + text;
  options.input_end = static_cast<uint32_t>(name.size() + 1);
  session::Session session(std::move(options));
  if (!session.evaluate() || session.answers().size() != 1) return std::nullopt;
  std::string found = answerText(session, session.answers().front());
  if (found.ends_with('\n')) found.pop_back();
  return found;
}

}  // namespace smcost::query
