;; begin generated
(defconst smcost-mode-reserved
  '("always" "and" "as" "each" "else" "if" "less" "not" "or" "otherwise" "per" "plus" "then" "weekdays"
    "where" "with")
  "Words that no name is spelled like.")
(defconst smcost-mode-stops
  '("always" "and" "as" "at" "by" "each" "else" "erratum" "for" "from" "grows" "if" "in" "less" "not"
    "of" "on" "or" "otherwise" "over" "peak" "per" "plus" "printed" "shown" "step" "then" "to" "until"
    "warn" "weekdays" "where" "with" "x")
  "Words that are no unit behind a number.")
(defconst smcost-mode-naming
  '("allowance" "days" "dimension" "edition" "fn" "let" "line" "maximise" "meter" "minimise" "option"
    "param" "plan" "price_list" "sample" "scenario" "solve" "source" "sweep" "unit" "words" "workload")
  "Words that begin a declaration and have a name behind them.")
(defconst smcost-mode-starting
  '("account" "agreement" "assert" "basis" "budget" "commit" "compare" "currency" "drop" "exchange"
    "expect" "free_tier" "group" "ignore" "include" "invoice" "payment" "period" "quote" "rates" "region"
    "regions" "rejects" "require" "set" "skus" "tag" "test" "units" "use" "zones")
  "Words that begin a declaration or a line of a block.")
(defconst smcost-mode-values
  '("average" "payable" "span" "total")
  "Values that have a word.")
(defconst smcost-mode-inside
  '((any "off" "on" "upfront")
    (call "facts" "price")
    (end "invoice")
    (name "after" "brings" "edition" "excludes" "high" "low" "many" "meter" "plan" "region" "source" "stock"
     "summer")
    (number "day" "days" "first" "granularity" "last" "minimum" "next" "since" "tax" "term" "trial" "until")
    (tagged "tag")
    (text "erratum" "free" "printed" "rates" "shown" "usage" "usage_prefix")
    (value "at" "bare" "by" "choice" "cliff" "commit" "credit" "every" "except" "for" "from" "greatest" "grows"
     "in" "kept" "largest" "least" "lognormal" "normal" "of" "only" "over" "peak" "round" "skus"
     "smallest" "step" "to" "triangular" "uniform" "warn"))
  "Words that are names elsewhere, by what follows them where they are not.")
;; end generated
