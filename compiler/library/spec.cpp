#include "compiler/library/spec.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/library/smcost.h"
#include "compiler/load/files.h"
#include "compiler/load/library_cache.h"

namespace smcost::library {

namespace {

constexpr std::array<std::pair<const char*, diagnostics::Style>, 3> kStyles = {{
    {"rich", diagnostics::Style::rich}, {"short", diagnostics::Style::short_}, {"json", diagnostics::Style::json}}};

[[noreturn]] void complain(std::string what) { throw Ended{SMCOST_USAGE, std::move(what)}; }

bool truth(const std::string& option, const char* value) {
  const std::string_view text = value ? value : "no";
  if (text != "yes" && text != "no") complain(fmt::format("`{}` is `yes` or `no`, not `{}`", option, text));
  return text == "yes";
}

// The value of a word; `usual` without one.
template <class Words, class Word>
Word chosen(const Words& words, const std::string& option, const char* value, Word usual) {
  if (value == nullptr) return usual;
  for (const auto& [name, word] : words) {
    if (std::string_view(name) == value) return word;
  }
  std::string names;
  for (const auto& [name, word] : words) names += (names.empty() ? "" : ", ") + std::string(name);
  complain(fmt::format("`{}` is one of {}, not `{}`", option, names, value));
}

std::optional<std::string> text(const char* value) { return value ? std::optional<std::string>(value) : std::nullopt; }

}  // namespace

Spec::Spec(session::Options options) : options_(std::move(options)) {
  options_.library_cache = std::make_shared<load::LibraryCache>();
}

void Spec::set(const std::string& option, const char* value) {
  if (option == "period") options_.period = text(value);
  else if (option == "region") options_.region = text(value);
  else if (option == "scenario") options_.scenario = text(value);
  else if (option == "prices") options_.prices = text(value);
  else if (option == "stdlib") options_.stdlib_dir = text(value);
  else if (option == "engine") options_.engine = chosen(session::kEngines, option, value, session::EngineKind::automatic);
  else if (option == "strict") options_.strict = truth(option, value);
  else if (option == "locked") options_.locked = truth(option, value);
  else if (option == "no-stdlib") options_.use_stdlib = !truth(option, value);
  else if (option == "trust") options_.files = truth(option, value) ? load::filesOnDisk(true) : nullptr;
  else if (option == "diagnostics") style_ = chosen(kStyles, option, value, diagnostics::Style::rich);
  else complain(fmt::format("there is no option `{}`", option));
  forget();
}

void Spec::give(const std::string& parameter, const char* value) {
  std::erase_if(options_.params, [&](const auto& given) { return given.first == parameter; });
  if (value != nullptr) options_.params.emplace_back(parameter, value);
  forget();
}

void Spec::forget() {
  asked_.reset();
  drawn.reset();
  session_.reset();
}

std::string Spec::saidBy(const session::Session& session) const {
  if (session.sink().all().empty()) return {};
  diagnostics::RenderOptions render;
  render.style = style_;
  return diagnostics::render(session.sink(), session.sources(), render);
}

void Spec::end(const session::Session& session) const { throw Ended{static_cast<int>(session.exitCode()), saidBy(session)}; }

session::Session& Spec::checked() {
  if (!session_) session_ = std::make_unique<session::Session>(options_);
  if (!session_->check()) end(*session_);
  return *session_;
}

Spec::Asked& Spec::asked(const std::vector<std::string>& variables, const std::vector<std::string>& figures) {
  const auto isSame = [&](const questions::Figure& figure, const std::string& name) { return figure.text == name; };
  if (asked_ && asked_->variables == variables && std::ranges::equal(asked_->figures, figures, isSame)) return *asked_;
  asked_.reset();
  auto asked = std::make_unique<Asked>();
  session::Options options = options_;
  for (const std::string& figure : figures) {
    const bool is_invoice = figure == "invoice";
    if (!is_invoice) options.asked.push_back(figure);
    asked->figures.push_back({figure, is_invoice ? questions::Figure::Of::invoice : questions::Figure::Of::bill});
  }
  asked->session = std::make_unique<session::Session>(std::move(options));
  if (!asked->session->check()) end(*asked->session);
  asked->variables = variables;
  asked->function = std::make_unique<questions::BillFunction>(options_, variables, asked->figures);
  asked_ = std::move(asked);
  return *asked_;
}

}  // namespace smcost::library
