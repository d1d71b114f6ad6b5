// How long an offer file takes into a price book, against nlohmann's mere parse of its text.
//
//   import_vs_parse FILE LIST [RUNS]      LIST: the name of the list; each `X:{key}` of it is a meter
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "runtime/lists/import.h"

namespace {

using smcost::program::PriceList;

struct Run {
  double seconds = 0;
  long peak_mib = 0;
};

// In a process of its own, for its peak of memory.
Run measured(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    work();
    ::_exit(0);
  }
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  if (status != 0) std::exit(1);
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), usage.ru_maxrss / 1024};
}

// Regions and usage types as the file has them: bench needs no library.
PriceList declaredFor(const std::string& path, const std::string& name) {
  PriceList list;
  list.name = name, list.service = "bench.list", list.edition = "bench", list.currency = "USD";
  list.units = {{"Hrs", "h"}, {"GB-Mo", "GB-month"}, {"GB", "GB"}, {"seconds", "s"}};
  std::ifstream file(path);
  std::string line;
  const auto valueOf = [&](std::string_view key) -> std::string {
    const size_t at = line.find(key);
    if (at == std::string::npos) return {};
    const size_t begin = line.find('"', line.find(':', at + key.size())) + 1;
    return line.substr(begin, line.find('"', begin) - begin);
  };
  std::vector<std::string> usages;
  std::string usage;
  while (std::getline(file, line) && line.find("\"terms\"") == std::string::npos) {
    if (std::string found = valueOf("\"usagetype\""); !found.empty()) usage = std::move(found);
    const std::string region = valueOf("\"regionCode\"");
    if (region.empty() || usage.empty()) continue;
    const size_t dash = usage.find('-') + 1;
    if (std::none_of(list.regions.begin(), list.regions.end(), [&](const auto& known) { return known.name == region; })) {
      list.regions.push_back({region, region, {usage.substr(0, dash)}});
    }
    const size_t colon = usage.find(':', dash);
    if (colon == std::string::npos) continue;
    std::string pattern = usage.substr(dash, colon - dash) + ":{key}";
    if (std::find(usages.begin(), usages.end(), pattern) == usages.end()) usages.push_back(std::move(pattern));
  }
  for (size_t i = 0; i < usages.size(); ++i) list.usage.push_back({usages[i], "meter_" + std::to_string(i), "", "Hrs"});
  return list;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 64;
  const std::string path = arguments[1];
  const int runs = count > 3 ? std::atoi(arguments[3]) : 5;
  const std::vector<PriceList> declared = {declaredFor(path, arguments[2])};
  std::vector<double> ratios;
  long import_peak = 0, parse_peak = 0;
  double import_best = 1e9, parse_best = 1e9;
  for (int i = 0; i < runs; ++i) {
    const Run import = measured([&] {
      smcost::lists::Import request;
      request.declared = &declared;
      request.files = {{path, path}};
      request.today = "2026-01-01";
      const smcost::lists::Imported done = smcost::lists::importLists(request);
      std::ofstream(path + ".smprices", std::ios::binary) << done.text.view();
    });
    const Run parse = measured([&] {
      std::ifstream file(path, std::ios::binary);
      const std::string text((std::istreambuf_iterator<char>(file)), {});
      if (nlohmann::json::parse(text).empty()) ::_exit(1);
    });
    ratios.push_back(parse.seconds / import.seconds);
    import_best = std::min(import_best, import.seconds), parse_best = std::min(parse_best, parse.seconds);
    import_peak = std::max(import_peak, import.peak_mib), parse_peak = std::max(parse_peak, parse.peak_mib);
  }
  std::sort(ratios.begin(), ratios.end());
  std::printf("nlohmann's parse / import of an offer file    %9.1f ms %9.1f ms   ratio %6.2f  (%.2f to %.2f), peak %ld MiB, %ld MiB\n", parse_best * 1000, import_best * 1000,
              ratios[ratios.size() / 2], ratios.front(), ratios.back(), parse_peak, import_peak);
  return 0;
}
