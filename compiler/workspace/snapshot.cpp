#include "compiler/workspace/snapshot.h"

#include <utility>

namespace smcost::workspace {

using session::Session;

Snapshot::Snapshot(Settings settings, std::shared_ptr<const OpenFiles> files)
    : options_(std::move(settings.options)), settings_error_(std::move(settings.error)), files_(std::move(files)) {
  options_.files = files_;
}

Session& Snapshot::session() {
  if (is_checked_) return *session_;
  // Half of a check that was stopped answers nothing more: it is begun anew.
  session_ = std::make_unique<Session>(options_);
  session_->checkAll();
  text_findings_ = session_->sink().all().size();
  is_checked_ = true;
  return *session_;
}

Session& Snapshot::evaluated() {
  session();
  if (is_evaluated_) return *session_;
  try {
    has_bill_ = settings_error_.empty() && !session_->sink().hasErrors() && session_->evaluate();
  } catch (...) {
    is_checked_ = false;
    throw;
  }
  is_evaluated_ = true;
  return *session_;
}

bool Snapshot::hasBill() {
  evaluated();
  return has_bill_;
}

const SoundPart& Snapshot::soundPart() {
  if (!sound_part_) sound_part_ = session().sink().hasErrors() && settings_error_.empty() ? workspace::soundPart(*session_, options_) : SoundPart{};
  return *sound_part_;
}

size_t Snapshot::textFindings() {
  session();
  return text_findings_;
}

const std::vector<Snapshot::OfScenario>& Snapshot::scenarios() {
  if (scenarios_) return *scenarios_;
  std::vector<OfScenario> scenarios;
  for (const std::string& name : session().scenarioNames()) {
    session::Options options = options_;
    options.scenario = name;
    options.scenario_checks = session::ScenarioChecks::selected;
    auto session = std::make_shared<Session>(std::move(options));
    if (!session->evaluate()) session = nullptr;
    scenarios.push_back({name, std::move(session)});
  }
  return scenarios_.emplace(std::move(scenarios));
}

bool Snapshot::isOfLibrary(source::FileId file) {
  const check::Modules& modules = session().modules();
  for (size_t i = 0; i < modules.size(); ++i) {
    if (modules[i].tree.source == file) return modules[i].is_library;
  }
  return false;
}

std::optional<std::string> Snapshot::pathOf(source::FileId file) {
  const check::Modules& modules = session().modules();
  for (size_t i = modules.size(); i-- > 0;) {
    if (modules[i].tree.source != file) continue;
    if (modules[i].is_library && i + 1 < modules.size()) return std::nullopt;
    return files_->pathOf(session().sources().file(file).name());
  }
  return std::nullopt;
}

std::optional<source::FileId> Snapshot::mainFile() {
  const check::Modules& modules = session().modules();
  return modules.empty() ? std::nullopt : std::optional(modules.back().tree.source);
}

std::optional<source::FileId> Snapshot::fileAt(const std::string& path) {
  const check::Modules& modules = session().modules();
  for (size_t i = modules.size(); i-- > 0;) {
    if (pathOf(modules[i].tree.source) == path) return modules[i].tree.source;
  }
  return std::nullopt;
}

bool Snapshot::mayDependOn(const std::string& path) const {
  if (!is_checked_) return true;
  // Of price books, locks and settings nobody notes which were looked for.
  return !path.ends_with(".smcost") || files_->asked().contains(path);
}

}  // namespace smcost::workspace
