// Outline, folds and colours of a file.
#include "compiler/query/outline.h"

#include <string>
#include <vector>

#include "compiler/query/folding.h"
#include "compiler/query/tokens.h"
#include "test/unit/check.h"
#include "test/unit/named_spec.h"

namespace {

using smcost::test::kSmallWorld;
using smcost::test::NamedSpec;
using namespace smcost;

constexpr const char* kText = R"(# A comment
# of two lines.
use "./world.smcost"
use "./other.smcost"
region here
period 30 days
## How long.
param time : Time = 3 h in 1 h..5 h  # behind
workload both(bare on box : Sku, for time : Time) {
  line one = meter compute(box) time
  if time > 1 h {
    line two = meter compute(box.small) time
  }
}
api = work box.large (time),
  storage 5 GB
work box.small 1 h
tag team "vision" {
  seen = work box.small 2 h
}
scenario lean {
  set api.run = 1 h
  drop seen
}
test "it holds" {
  own = work box.small 1 h
  expect own == 1 USD
}
budget total <= 100 USD
)";

void write(const std::vector<query::OutlineItem>& items, int depth, const source::SourceManager& sources, std::string& all) {
  for (const query::OutlineItem& item : items) {
    all += fmt::format("{:{}}{} | {} | {}\n", "", depth * 2, item.name, item.detail, sources.text(item.name_span));
    CHECK(item.span.begin <= item.name_span.begin && item.name_span.end <= item.span.end);
    write(item.children, depth + 1, sources, all);
  }
}

void anOutlineHasWhatIsDeclared(NamedSpec& spec) {
  std::string all;
  write(query::outline(spec.tree(), spec.session().sources()), 0, spec.session().sources(), all);
  CHECK_EQ(all, R"("./world.smcost" |  | "./world.smcost"
"./other.smcost" |  | "./other.smcost"
time | : Time = 3 h in 1 h..5 h | time
both |  | both
  box | : Sku | box
  time | : Time | time
  one | = meter compute(box) time | one
  two | = meter compute(box.small) time | two
api | work box.large (time), | api
work | work box.small 1 h | work
tag team "vision" |  | tag team "vision"
  seen | work box.small 2 h | seen
lean |  | lean
  api.run | = 1 h | api.run
  seen |  | seen
"it holds" |  | "it holds"
  own | work box.small 1 h | own
  expect own | == 1 USD | expect own
budget total | <= 100 USD | budget total
)");
}

void whatSpansLinesFolds(NamedSpec& spec) {
  std::string all;
  for (const query::Fold& fold : query::folds(spec.tree(), spec.session().sources())) {
    all += fmt::format("{}-{}:{} ", fold.begin_line, fold.end_line, static_cast<int>(fold.kind));
  }
  CHECK_EQ(all, "1-2:1 3-4:2 9-14:0 11-13:0 15-16:0 18-20:0 21-24:0 25-28:0 ");
}

std::string tokensOf(NamedSpec& spec, uint32_t first_line, uint32_t last_line, const query::Names* names) {
  std::string all;
  uint32_t end = 0;
  for (const query::Token& token : query::tokens(spec.tree(), spec.session().sources(), names)) {
    CHECK(token.at.begin >= end && token.at.begin < token.at.end);
    CHECK(spec.session().sources().text(token.at).find('\n') == std::string_view::npos);
    end = token.at.end;
    const uint32_t line = spec.session().sources().lineColumn(token.at).line;
    if (line < first_line || line > last_line) continue;
    all += fmt::format("{}:{}", spec.session().sources().text(token.at), query::tokenClassName(token.kind));
    for (size_t bit = 0; bit < query::kTokenModifiers; ++bit) {
      if (token.modifiers & (1U << bit)) all += fmt::format(".{}", query::tokenModifierName(bit));
    }
    all += " ";
  }
  return all;
}

void wordsAreWhatTheyMean(NamedSpec& spec) {
  CHECK_EQ(tokensOf(spec, 8, 8, &spec.names()),
           "param:keyword time:variable.declaration Time:type 3:number h:keyword.readonly in:keyword 1:number h:keyword.readonly 5:number h:keyword.readonly # behind:comment ");
  CHECK_EQ(tokensOf(spec, 9, 10, &spec.names()),
           "workload:keyword both:class.declaration bare:keyword on:label.declaration box:parameter.declaration Sku:type for:label.declaration time:parameter.declaration Time:type "
           "line:keyword one:property.declaration meter:keyword compute:macro box:parameter time:parameter ");
  CHECK_EQ(tokensOf(spec, 15, 16, &spec.names()),
           "api:variable.declaration work:class box.large:enumMember.readonly time:variable storage:parameter 5:number GB:keyword.readonly ");
  CHECK_EQ(tokensOf(spec, 22, 22, &spec.names()), "set:keyword api:variable run:parameter 1:number h:keyword.readonly ");
  CHECK_EQ(tokensOf(spec, 7, 7, &spec.names()), "## How long.:comment.documentation ");
  // By the tree alone.
  CHECK_EQ(tokensOf(spec, 15, 15, nullptr), "api:variable work:class box.large:variable time:variable ");
  CHECK_EQ(tokensOf(spec, 29, 29, nullptr), "budget:keyword total:variable <=:operator 100:number USD:keyword ");
}

// Of a dotted name a part may be known.
void aPartMayBeKnown() {
  NamedSpec spec({{"world.smcost", kSmallWorld}, {"spec.smcost", "use \"./world.smcost\"\nregion here\nperiod 30 days\na = work box.small 1 h\nlet x = a.nothing + nobody.boxes\n"}});
  CHECK_EQ(tokensOf(spec, 5, 5, &spec.names()), "let:keyword x:variable.declaration.readonly a:variable nothing:variable +:operator nobody.boxes:variable ");
}

// Of every spec here and every odd text: in order, in the text, none over another.
void oddTextsHaveTokens() {
  for (const char* text : {"", "\n", "#", "use", "let a = \"b\nc\"\n", "let a = \"b\n  c\"\n", "ä = work 1 h\n", "let größe = 3\n", "source s { title \"b\nc\" }\n", "api = work {\n  x \"b\n\n  c\"\n}\n", "api = = =\n", "let x = 3 USD per 1M write_unit\n"}) {
    NamedSpec spec(std::map<std::string, std::string>{{"spec.smcost", text}});
    tokensOf(spec, 1, 100, &spec.names());
    tokensOf(spec, 1, 100, nullptr);
    query::outline(spec.tree(), spec.session().sources());
    query::folds(spec.tree(), spec.session().sources());
  }
}

}  // namespace

int main() {
  NamedSpec spec({{"world.smcost", kSmallWorld}, {"other.smcost", "let unused = 1\n"}, {"spec.smcost", kText}});
  CHECK(spec.is_fine);
  anOutlineHasWhatIsDeclared(spec);
  whatSpansLinesFolds(spec);
  wordsAreWhatTheyMean(spec);
  aPartMayBeKnown();
  oddTextsHaveTokens();
  return smcost::test::finish("outline_test");
}
