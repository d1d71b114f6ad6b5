// From CLI11's tree to plain data.
#include <CLI/CLI.hpp>

#include "compiler/driver/line/command_line_app.h"

namespace smcost::driver {

namespace {

OptionModel modelOf(const CLI::Option& option) {
  OptionModel model;
  if (option.get_positional()) {
    model.names.push_back(option.get_name());
  } else {
    for (const std::string& name : option.get_snames()) model.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) model.names.push_back("--" + name);
  }
  if (option.get_items_expected_max() > 0) model.value = option.get_type_name();
  model.help = option.get_description();
  model.required = option.get_required();
  model.repeats = option.get_items_expected_max() > 1;
  return model;
}

std::vector<OptionModel> optionsOf(const CLI::App& app, bool positional) {
  std::vector<OptionModel> models;
  for (const CLI::Option* option : app.get_options([](const CLI::Option*) { return true; })) {
    if (option->get_positional() == positional) models.push_back(modelOf(*option));
  }
  return models;
}

void addCommands(const CLI::App& app, const std::string& group, std::vector<CommandModel>& models) {
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    const std::string name = group + command->get_name();
    std::vector<std::string> below;
    for (const CLI::App* one : command->get_subcommands([](const CLI::App*) { return true; })) below.push_back(one->get_name());
    models.push_back({name, command->get_description(), command->get_footer(), optionsOf(*command, false), optionsOf(*command, true), below});
    addCommands(*command, name + " ", models);
  }
}

}  // namespace

std::string_view CommandModel::group() const {
  const size_t blank = name.rfind(' ');
  return blank == std::string::npos ? std::string_view() : std::string_view(name).substr(0, blank);
}

std::string_view CommandModel::lastWord() const { return std::string_view(name).substr(name.rfind(' ') + 1); }

std::vector<std::string> OptionModel::words() const {
  return value.find('|') == std::string::npos ? std::vector<std::string>() : CLI::detail::split(value, '|');
}

ProgramModel programModel() {
  Arguments arguments;
  CLI::App app;
  buildApp(app, arguments, kAllCommands);
  ProgramModel program;
  program.name = app.get_name();
  program.version = app.version();
  program.about = app.get_description();
  program.footer = app.get_footer();
  program.options = optionsOf(app, false);
  addCommands(app, "", program.commands);
  return program;
}

}  // namespace smcost::driver
