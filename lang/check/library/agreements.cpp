// `agreement` declarations: prices of one's own, what is taken off those of a list, and what comes
// behind the total.

#include "lang/program/agreements.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lang/check/library/library.h"

namespace smcost::check {

using ast::Children;
using ast::NodeId;
using ast::NodeKind;

namespace {

// One meter and key for which something is agreed.
struct Agreed {
  program::MeterId meter;
  program::KeyId key;         // none: of all keys
  base::NameId region;        // none: everywhere
  program::OfferId offer;     // none: on demand
  bool is_price = false;      // a row of one's own
  uint32_t agreement = 0;
  Span span;                  // of the term
};

class Reader {
 public:
  Reader(Library& cx, const Scope& scope, NodeId node, std::vector<Agreed>& agreed)
      : cx_(cx), scope_(scope), file_(scope.module->tree), node_(node), agreed_(agreed) {}

  program::Agreement read() {
    const Children parts(file_, node_);
    agreement_.name = unquoted(cx_.text(file_, parts[0]));
    agreement_.span = file_.span(parts[0]);
    std::map<NodeKind, Span> said;
    for (size_t i = 1; i < parts.size(); ++i) {
      const NodeKind kind = file_.kind(parts[i]);
      if (kind != NodeKind::agreed) {
        const auto [first, is_new] = said.try_emplace(kind, file_.span(parts[i]));
        if (!is_new) {
          const std::string_view text = cx_.text(file_, parts[i]);
          cx_.sink->report(file_.span(parts[i]), kinds::said_twice, text.substr(0, text.find(' ')))
              .label(first->second, "first said here");
          continue;
        }
      }
      switch (kind) {
        case NodeKind::from_clause: agreement_.from_day = readDay(parts[i]); break;
        case NodeKind::until_clause: agreement_.until_day = readDay(parts[i]); break;
        case NodeKind::credit: readCredit(parts[i]); break;
        case NodeKind::tax: readTax(parts[i]); break;
        case NodeKind::agreed: readTerm(parts[i]); break;
        default: break;
      }
    }
    if (const auto until = said.find(NodeKind::until_clause); until != said.end()) {
      checkValidity(cx_, agreement_.from_day, agreement_.until_day, until->second, "an agreement");
    }
    checkMonths(said);
    return std::move(agreement_);
  }

 private:
  // A month means its first day.
  std::optional<uint32_t> readDay(NodeId clause) {
    const NodeId day = Children(file_, clause)[0];
    const std::string_view text = cx_.text(file_, day);
    if (file_.kind(day) == NodeKind::date) return dateDay(cx_, file_.span(day), text);
    return dateDay(cx_, file_.span(day), fmt::format("{}-01", text));
  }

  // A month is not billed in halves: who gets a credit, and what is taxed, is so for all of it.
  void checkMonths(const std::map<NodeKind, Span>& said) {
    for (const NodeKind kind : {NodeKind::credit, NodeKind::tax}) {
      const auto what = said.find(kind);
      if (what == said.end()) continue;
      for (const NodeKind end : {NodeKind::from_clause, NodeKind::until_clause}) {
        const auto clause = said.find(end);
        if (clause == said.end() || isFirstOfMonth(cx_.sources.text(clause->second))) continue;
        cx_.sink->report(clause->second, kinds::inside_month, kind == NodeKind::credit ? "a credit" : "a tax",
                         end == NodeKind::from_clause ? "begins" : "ends", "inside one")
            .label(what->second, "said here")
            .hint("put it into an agreement of its own that begins and ends with a month");
      }
    }
  }

  // `from 2026-01`, `from 2026-01-01`
  static bool isFirstOfMonth(std::string_view clause) {
    const std::string_view day = clause.substr(clause.find_last_of(' ') + 1);
    return std::count(day.begin(), day.end(), '-') == 1 || day.ends_with("-01");
  }

  std::optional<base::Rational> readPercent(NodeId clause) {
    const NodeId node = Children(file_, clause)[0];
    base::Rational part = percentOf(cx_, file_, node);
    if (part <= 1) return part;
    cx_.sink->report(file_.span(node), kinds::percent_out_of_range, fmt::format("`{}`", cx_.text(file_, node)));
    return std::nullopt;
  }

  void readCredit(NodeId clause) {
    const NodeId node = Children(file_, clause)[0];
    const Span at = file_.span(node);
    if (!wantCalendar(cx_, at)) return;
    Env env;
    env.scope = &scope_;
    const Value value = infer(cx_, env, node);
    if (value.isError()) return;
    auto& dimensions = cx_.dimensions();
    const auto monthly = [&](std::string_view currency) { return dimensions.divide(units::moneyIn(dimensions, currency), cx_.month); };
    const std::string_view currency = cx_.program.names.text(cx_.program.currency);
    const bool is_number = value.kind() == Kind::number;
    if (!is_number || value.number().dimension != monthly(currency)) {
      for (uint32_t i = 0; is_number && i < dimensions.baseCount(); ++i) {
        const std::string other(units::currencyOf(dimensions, {i}));
        if (other.empty() || value.number().dimension != monthly(other)) continue;
        cx_.sink->report(at, kinds::currency_mismatch, currency, other).hint("a credit is in the currency of the bill");
        return;
      }
      cx_.sink->report(at, kinds::credit_not_monthly, fmt::format("`{}`", cx_.text(file_, node)), showType(cx_, value))
          .hint(fmt::format("`credit 500 {}/month`", currency));
      return;
    }
    agreement_.credit = {cx_.pool().constantValue(value.number().expr), std::string(cx_.text(file_, node)), file_.span(clause)};
  }

  void readTax(NodeId clause) {
    const NodeId node = Children(file_, clause)[0];
    if (const auto part = readPercent(clause)) agreement_.tax = {*part, std::string(cx_.text(file_, node)), file_.span(clause)};
  }

  // `training(ml.a) region r  40 USD/h`, `training, hosting  less 8 %`
  struct Term {
    std::vector<program::Cover> covers;
    std::vector<const MeterInfo*> meters;   // of the covers
    base::NameId region;
    program::OfferId offer;
    NodeId reduced;
  };

  void readTerm(NodeId node) {
    Term term;
    if (!readParts(node, term)) return;
    if (term.reduced) addReduction(node, term);
    else addPrices(node, term);
  }

  bool readParts(NodeId node, Term& term) {
    bool is_sound = true;
    for (const NodeId part : Children(file_, node)) {
      switch (file_.kind(part)) {
        case NodeKind::cover:
          if (const MeterInfo* meter = readCover(part, term.covers)) term.meters.push_back(meter);
          else is_sound = false;
          break;
        case NodeKind::region_clause: {
          const NodeId name = Children(file_, part)[0];
          const std::string_view text = cx_.text(file_, name);
          term.region = cx_.program.names.intern(text);
          if (isRegion(cx_, text, file_.span(name))) break;
          suggestCode(cx_.sink->report(file_.span(name), kinds::unknown_region, text), file_.span(name), text, cx_.regions.all());
          is_sound = false;
          break;
        }
        case NodeKind::plan_ref:
          term.offer = offerOf(cx_, scope_, part);
          is_sound = is_sound && term.offer;
          break;
        case NodeKind::reduced: term.reduced = part; break;
        default: break;
      }
    }
    return is_sound;
  }

  void addReduction(NodeId node, Term& term) {
    const auto part = readPercent(term.reduced);
    if (!part) return;
    for (const program::Cover& cover : term.covers) note(node, cover, term.region, term.offer, false);
    agreement_.reductions.push_back({std::move(term.covers), term.region, term.offer, *part, std::string(cx_.text(file_, term.reduced)), file_.span(node)});
  }

  void reportNowhere(NodeId node, const MeterInfo& meter) {
    auto& message = cx_.sink->report(file_.span(node), kinds::agreed_nowhere, fmt::format("`{}`", meter.name))
        .hint("a price of one's own is of a region: `METER(KEY) region NAME  PRICE`");
    if (!cx_.program.region) return;
    const Span behind = file_.span(lastCover(node));
    message.fix({behind.file, behind.end, behind.end}, fmt::format(" region {}", cx_.program.names.text(cx_.program.region)),
                "say the region of the bill");
  }

  void addPrices(NodeId node, const Term& term) {
    if (!term.region) return reportNowhere(node, *term.meters.front());
    for (size_t i = 0; i < term.covers.size(); ++i) {
      const program::Cover& cover = term.covers[i];
      if (cover.keys.empty() && term.meters[i]->key.kind != Kind::error) {
        cx_.sink->report(file_.span(node), kinds::wrong_argument_count, term.meters[i]->name, size_t{1}, size_t{0})
            .hint("a price of one's own is of a key: what costs less whatever its key is `less 8 %`");
        return;
      }
      note(node, cover, term.region, term.offer, true);
      std::vector<program::KeyId> keys = cover.keys;
      if (keys.empty()) keys.push_back({});
      for (const program::KeyId key : keys) {
        program::RateRow row;
        row.meter = cover.meter;
        row.key = key;
        row.region = term.region;
        row.offer = term.offer;
        for (program::RateRow& read : agreedRows(cx_, scope_, node, *term.meters[i], std::move(row))) {
          agreement_.rows.push_back(std::move(read));
        }
      }
    }
  }

  NodeId lastCover(NodeId node) const {
    NodeId last = node;
    for (const NodeId part : Children(file_, node)) {
      if (file_.kind(part) == NodeKind::cover) last = part;
    }
    return last;
  }

  // Null with its error reported.
  const MeterInfo* readCover(NodeId node, std::vector<program::Cover>& covers) {
    const Children parts(file_, node);
    const Decl* decl = findNamed(cx_, scope_, Space::meter, parts[0], kinds::unknown_meter);
    if (!decl) return nullptr;
    const MeterInfo& meter = cx_.meters[decl->index];
    program::Cover cover;
    cover.meter = meter.id;
    if (parts.size() > 1 && meter.key.kind == Kind::error) {
      cx_.sink->report(file_.span(node), kinds::wrong_argument_count, meter.name, size_t{0}, parts.size() - 1);
      return nullptr;
    }
    for (size_t i = 1; i < parts.size(); ++i) {
      const program::KeyId key = readMeterKey(cx_, scope_, parts[i], meter);
      if (!key) return nullptr;
      cover.keys.push_back(key);
    }
    covers.push_back(std::move(cover));
    return &meter;
  }

  void note(NodeId node, const program::Cover& cover, base::NameId region, program::OfferId offer, bool is_price) {
    Agreed one{cover.meter, {}, region, offer, is_price, static_cast<uint32_t>(cx_.program.agreements.size()), file_.span(node)};
    if (cover.keys.empty()) agreed_.push_back(one);
    for (const program::KeyId key : cover.keys) {
      one.key = key;
      agreed_.push_back(one);
    }
  }

  Library& cx_;
  const Scope& scope_;
  const ast::File& file_;
  NodeId node_;
  std::vector<Agreed>& agreed_;
  program::Agreement agreement_;
};

bool meet(const program::Agreement& a, const program::Agreement& b) {
  const auto begins = [](const program::Agreement& one) { return one.from_day.value_or(0); };
  const auto ends = [](const program::Agreement& one) { return one.until_day.value_or(UINT32_MAX); };
  return begins(a) < ends(b) && begins(b) < ends(a);
}

// Two terms for one key on one day; a price of one's own stands beside what is taken off a meter in the same agreement.
bool meet(const Library& cx, const Agreed& a, const Agreed& b) {
  const bool keys = !a.key || !b.key || a.key == b.key;
  const bool regions = !a.region || !b.region || a.region == b.region;
  if (!keys || !regions || a.offer != b.offer) return false;
  if (a.agreement == b.agreement) return a.is_price == b.is_price;
  return meet(cx.program.agreements[a.agreement], cx.program.agreements[b.agreement]);
}

void reportTwice(Library& cx, const Agreed& first, const Agreed& second) {
  const std::vector<program::Agreement>& agreements = cx.program.agreements;
  const program::KeyId key = second.key ? second.key : first.key;
  std::string what = cx.program.meters[second.meter.value].name;
  if (key) what += "(" + cx.program.keys[key.value].text + ")";
  const std::string &one = agreements[first.agreement].name, &other = agreements[second.agreement].name;
  cx.sink->report(second.span, kinds::agreed_twice, fmt::format("`{}`", what),
                  one == other ? fmt::format("both of `{}`", one) : fmt::format("`{}` and `{}` hold on the same days", one, other))
      .primary(fmt::format("of `{}`", other))
      .label(first.span, fmt::format("of `{}`", one))
      .hint("each key has one term a day: leave out one of them, or let one agreement end, `until`, where the other begins");
}

void refuseTwice(Library& cx, const std::vector<Agreed>& agreed) {
  std::map<program::MeterId, std::vector<const Agreed*>> of_meter;
  for (const Agreed& one : agreed) of_meter[one.meter].push_back(&one);
  for (const auto& [meter, terms] : of_meter) {
    // A term for all keys meets all of the meter, others those of their key.
    std::map<program::KeyId, std::vector<const Agreed*>> of_key;
    std::vector<const Agreed*> seen;
    for (const Agreed* term : terms) {
      std::vector<const Agreed*> others = term->key ? of_key[term->key] : seen;
      if (term->key) others.insert(others.end(), of_key[program::KeyId{}].begin(), of_key[program::KeyId{}].end());
      const auto other = std::find_if(others.begin(), others.end(), [&](const Agreed* one) { return meet(cx, *one, *term); });
      if (other != others.end()) reportTwice(cx, **other, *term);
      of_key[term->key].push_back(term);
      seen.push_back(term);
    }
  }
}

// A month has one tax.
void refuseTwoTaxes(Library& cx) {
  const std::vector<program::Agreement>& agreements = cx.program.agreements;
  for (size_t i = 0; i < agreements.size(); ++i) {
    for (size_t k = 0; k < i; ++k) {
      if (!agreements[i].tax || !agreements[k].tax || !meet(agreements[i], agreements[k])) continue;
      cx.sink->report(agreements[i].tax->span, kinds::taxed_twice,
                      fmt::format("the months of `{}` and `{}`", agreements[k].name, agreements[i].name))
          .label(agreements[k].tax->span, "the other")
          .hint("a month has one tax: add them up, or let one agreement end, `until`, where the other begins");
      return;
    }
  }
}

}  // namespace

void declareAgreements(Library& cx) {
  std::vector<Agreed> agreed;
  std::map<std::string, Span> names;
  const size_t scopes = cx.scopes.size();
  for (size_t i = 0; i < scopes; ++i) {
    const Scope& scope = cx.scopes[i];
    for (const NodeId item : scope.module->tree.items) {
      if (scope.module->tree.kind(item) != NodeKind::agreement_decl) continue;
      program::Agreement agreement = Reader(cx, scope, item, agreed).read();
      const auto [first, is_new] = names.try_emplace(agreement.name, agreement.span);
      if (!is_new) cx.sink->report(agreement.span, kinds::duplicate_name, agreement.name).label(first->second, "first defined here");
      cx.program.agreements.push_back(std::move(agreement));
    }
  }
  refuseTwice(cx, agreed);
  refuseTwoTaxes(cx);
}

void putAgreementsInForce(Library& cx) {
  const program::Period& period = cx.program.period;
  if (!period.first_day && !cx.program.usage.empty()) {
    for (const program::Agreement& agreement : cx.program.agreements) {
      if (!agreement.until_day) continue;
      cx.sink->report(agreement.span, kinds::agreement_without_month, fmt::format("`{}`", agreement.name), period.name)
          .hint("name a calendar month: `period 2026-10`");
    }
  }
  program::applyAgreements(cx.program);
}

}  // namespace smcost::check
