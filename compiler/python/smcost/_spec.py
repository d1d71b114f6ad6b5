"""What `import smcost` gives: specs, exceptions, columns of points and their answers, over the C interface (_smcost)."""

import json
from array import array
from decimal import Decimal
from fractions import Fraction
from os import fspath

from . import _smcost

_FINE, _CHECK_FAILED = 0, 2
_STATUS_WITHOUT_BILL = 2


class Error(Exception):
    """Why there is no answer: `text` has the place in the spec, `code` is that of the C interface (and of the command line)."""

    def __init__(self, code, text):
        super().__init__(code, text)
        self.code, self.text = code, text

    def __str__(self):
        return self.text or type(self).__name__


class SpecError(Error):
    """Something is wrong with the spec, or with a value that was given for one of its parameters."""


class PriceMissing(Error):
    """Something in the spec has no price."""


class Trouble(Error):
    """A file cannot be read."""


class Cancelled(Error):
    """`Spec.cancel` was called."""


class OutOfMemory(Error, MemoryError):
    """There was not enough memory."""


class Fault(Error):
    """smcost is wrong: please report it."""


class UsageError(Error, ValueError):
    """Asked for what there is not."""


_ERRORS = {1: SpecError, 3: PriceMissing, 4: Trouble, 5: Cancelled, 6: OutOfMemory, 7: Fault, 64: UsageError}


def _hold(code, said):
    """Raises what is no answer."""
    if code not in (_FINE, _CHECK_FAILED):
        raise _ERRORS.get(code, Fault)(code, said or "")


def _exact(found):
    """{"exact": "2143/900", "decimal": ...} as a Fraction."""
    return Fraction(found["exact"]) if found.keys() == {"exact", "decimal"} else found


class Document(dict):
    """What the command line writes as JSON, with each amount as a Fraction. `text`: as it was written; `said`: warnings and failed checks."""

    def __init__(self, text, code, said):
        super().__init__(json.loads(text, object_hook=_exact, parse_float=Fraction))
        self.text, self.said, self.ok = text, said or "", code == _FINE

    def __reduce__(self):
        return Document, (self.text, _FINE if self.ok else _CHECK_FAILED, self.said)


class column:
    """The values of a parameter, one for each point.

    `values` are texts as `-p` takes them, or whole numbers, Fractions and Decimals in `unit` ("min"; counts, multiples and plain numbers
    need none), or a buffer of int64, such as an array("q") or numpy's int64, over `denominators`, which is one too."""

    def __init__(self, values, unit=None, denominators=None):
        self.unit, self.texts, self.numerators, self.denominators = unit, None, None, None
        if _is_buffer(values):
            self.numerators, self.denominators = values, denominators
            self.size = _length(values)
            if denominators is not None and _length(denominators) != self.size:
                raise ValueError("there are as many denominators as numerators")
            return
        values = list(values)
        self.size = len(values)
        if any(isinstance(value, str) for value in values):
            if not all(isinstance(value, str) for value in values):
                raise TypeError("the values of a parameter are all texts, or all numbers")
            if unit is not None:
                raise TypeError("a text has its unit itself")
            self.texts = values
            return
        exact = [_fraction(value) for value in values]
        try:
            self.numerators = array("q", [value.numerator for value in exact])
            if any(value.denominator != 1 for value in exact):
                self.denominators = array("q", [value.denominator for value in exact])
        except OverflowError as error:
            raise OverflowError("a number has a numerator or denominator beyond 64 bits: say it as a text") from error

    def _plain(self, name):
        return name, self.texts, self.numerators, self.denominators, self.unit


def _is_buffer(values):
    if isinstance(values, (list, tuple, range, str, bytes)):
        return False
    try:
        memoryview(values).release()
    except TypeError:
        return False
    return True


def _length(values):
    with memoryview(values) as view:
        return view.nbytes // view.itemsize


def _fraction(value):
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, Decimal) and value.is_finite():
        return Fraction(value)
    raise TypeError(f"{value!r} is no exact number: give a whole number, a Fraction, a Decimal, or a text such as \"25min\"")


class Answers:
    """What each point came to. `answers["total"]` is a list of Fractions, None where a point has no bill; `reasons` says why, by point.

    `numerators`, `denominators` (of the figures one after another) and `status` are arrays that others read by the buffer protocol; where
    `status` is not 0, their entries are 0 and `large` or `reasons` has more."""

    def __init__(self, figures, points):
        self.figures, self.points = figures, points
        self.numerators = array("q", bytes(8 * points * len(figures)))
        self.denominators = array("q", bytes(8 * points * len(figures)))
        self.status = array("B", bytes(points))
        self.large, self.reasons, self.said = {}, {}, ""

    def __len__(self):
        return self.points

    def __getitem__(self, figure):
        place = self.figures.index(figure) if figure in self.figures else None
        if place is None:
            raise KeyError(figure)
        first = place * self.points
        return [self._value(place, point, first + point) for point in range(self.points)]

    def _value(self, place, point, at):
        if self.status[point] == _STATUS_WITHOUT_BILL:
            return None
        if self.denominators[at] == 0:
            return Fraction(self.large[place, point])
        return Fraction(self.numerators[at], self.denominators[at])


class Spec:
    """A spec: a file by its path, or a `text`. `params` are values as `-p` takes them; other options are those of the command line by their names
    (`period`, `region`, `scenario`, `prices`, `stdlib`, `engine`, `strict`, `locked`, `trust`, `no_stdlib`, `diagnostics`). The file is read when
    something is asked first. Calls from several threads wait for each other."""

    def __init__(self, path=None, *, text=None, directory=None, params=None, **options):
        if (path is None) == (text is None):
            raise TypeError("a spec is a path or a text")
        self._arguments = (None if path is None else fspath(path), text, None if directory is None else fspath(directory), dict(params or {}),
                           dict(options))
        path, text, directory, params, options = self._arguments
        self._spec = _smcost.Spec(path, text, directory)
        for name, value in options.items():
            word = value if value is None or isinstance(value, str) else ("yes" if value else "no") if isinstance(value, bool) else None
            if word is None and value is not None:
                raise TypeError(f"the option `{name}` is a text, True or False")
            _hold(*self._spec.set(name.replace("_", "-"), word))
        for name, value in params.items():
            if not isinstance(value, str):
                raise TypeError(f"the value of `{name}` is a text as `-p` takes it: \"25min\"")
            _hold(*self._spec.give(name, value))

    def __reduce__(self):
        return _again, self._arguments

    def check(self):
        """Is the spec sound? Returns what there is to warn of."""
        code, said = self._spec.check()
        _hold(code, said)
        return said or ""

    def bill(self):
        """The bill as `smcost eval --format json` has it. `ok` is False when a check or budget of the spec failed; `said` says which."""
        return self._document(*self._spec.bill())

    def parameters(self):
        """What the spec may be asked of with other values: a list of dictionaries."""
        code, text, said = self._spec.parameters()
        _hold(code, said)
        return [{**one, "unit_scale": Fraction(one["unit_scale"])} for one in json.loads(text)]

    def at(self, points, figures="total"):
        """What the bill comes to at points: `points` has a column of values for each parameter. Figures are expressions over the bill, or
        "invoice"; conditions come to 1 or 0, quantities stand in base units."""
        wanted = [figures] if isinstance(figures, str) else list(figures)
        columns = {name: values if isinstance(values, column) else column(values) for name, values in points.items()}
        sizes = {one.size for one in columns.values()}
        if len(sizes) > 1:
            raise ValueError(f"the columns have different lengths: {', '.join(map(str, sorted(sizes)))}")
        answers = Answers(wanted, sizes.pop() if sizes else 1)
        plain = [one._plain(name) for name, one in columns.items()]
        code, answers.large, answers.reasons, said = self._spec.evaluate(plain, answers.points, wanted, answers.numerators, answers.denominators,
                                                                         answers.status)
        _hold(code, said)
        answers.said = said or ""
        return answers

    def sample(self, n, seed=1, *, figure="total", spread=None, shards=()):
        """What the figure comes to when parameters are uncertain, as `smcost sample --format json` has it, of draws 0 to n. `spread`: how many pairs
        of draws are billed to tell which parameter the spread comes from, 0 for none; None doubles the work. `shards`, if any, have all of
        the n draws, and of no pair."""
        return self._document(*self._spec.sample(figure, seed, n, -1 if spread is None else spread, list(shards)))

    def shard(self, begin, end, seed=1, *, figure="total"):
        """Draws `begin` to `end` of a sample, billed: a text for `sample`."""
        code, text, said = self._spec.shard(figure, seed, begin, end)
        _hold(code, said)
        return text

    def cancel(self):
        """From another thread: the call that runs raises `Cancelled`."""
        self._spec.cancel()

    @staticmethod
    def _document(code, text, said):
        _hold(code, said)
        return Document(text, code, said)


def _again(path, text, directory, params, options):
    return Spec(path, text=text, directory=directory, params=params, **options)


def open(path, **options):
    """A spec by the path of its file; see Spec."""
    return Spec(path, **options)


def loads(text, **options):
    """A spec by its text; see Spec."""
    return Spec(text=text, **options)
