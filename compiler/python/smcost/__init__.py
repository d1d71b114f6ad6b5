"""Cost specs and their exact bills.

    import smcost

    spec = smcost.open("spec.smcost", params={"users": "40"}, region="us-east-1")
    spec.bill()["total"]                                  # Fraction(2143, 900)
    answers = spec.at({"run_time": smcost.column(range(20, 31), "min")}, ["total", "total <= 14 USD"])
    answers["total"]                                      # a list of Fractions; None where there is no bill
    spec.sample(100_000, seed=7)["mean"]["about"]         # a Fraction, and `error` beside it

Money and quantities are `fractions.Fraction`; a binary float is taken nowhere. `smcost.dask` spreads samples over machines.
"""

from ._smcost import version as __version__
from ._spec import (Answers, Cancelled, Document, Error, Fault, OutOfMemory, PriceMissing, SpecError, Spec, Trouble, UsageError, column, loads,
                    open)

__all__ = ["Answers", "Cancelled", "Document", "Error", "Fault", "OutOfMemory", "PriceMissing", "Spec", "SpecError", "Trouble", "UsageError",
           "column", "loads", "open", "__version__"]
