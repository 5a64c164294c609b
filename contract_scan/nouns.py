"""Frozen classes that cost little to make: `dataclass` as that of Python, for what is made anew at every start.

Python writes the methods of each class out and compiles them, six a class; two hundred classes are a fifth of what the
command takes for a short document. Here the methods are shared, and only `__init__` is written out, when the first one
of a class is made: most are never made in a run. All else is a dataclass (`fields`, `replace`, `asdict`, subclasses).
The public nouns stay Python's own, whose signatures can be asked for.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

_set = object.__setattr__
_Fields = Sequence["dataclasses.Field[Any]"]


def _dataclass(
    made: type | None = None, /, *, frozen: bool = False, slots: bool = False, kw_only: bool = False, **more: bool
) -> Any:
    """Make a dataclass of a class, or return what does; one that is more than plain is left to Python."""

    def make(own: type) -> Any:
        if more or any(map(dataclasses.is_dataclass, own.__mro__[1:])):
            pythons: Any = dataclasses.dataclass
            return pythons(own, frozen=frozen, slots=slots, kw_only=kw_only, **more)
        return _made(own, frozen=frozen, slots=slots, kw_only=kw_only)

    return make if made is None else make(made)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _dataclass


def _made(own: Any, *, frozen: bool, slots: bool, kw_only: bool) -> Any:
    """Make a dataclass: what Python does but for the methods, which follow."""
    written = own.__dict__
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(own)
    told = made.__dict__["__dataclass_params__"]  # what a subclass asks for
    told.init = told.repr = told.eq = True
    told.frozen = frozen
    fields = dataclasses.fields(made)
    methods: dict[str, Any] = {
        "__eq__": _equal(fields),
        "__repr__": _shown(fields),
        "__hash__": _hash(fields) if frozen else None,
    }
    if frozen:
        methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
    for name, method in methods.items():
        if written.get(name) is None:
            setattr(made, name, method)
    if slots:
        made = _with_slots(made, [field.name for field in fields], frozen=frozen)
    if "__init__" not in written:
        made.__init__ = _first(made, fields, frozen=frozen)
    return made


def _first(made: Any, fields: _Fields, *, frozen: bool) -> Callable[..., None]:
    """Return an `__init__` that writes out the one that takes its place, when it is asked for first."""

    def first(self: object, *values: Any, **named: Any) -> None:
        init = _init(made, fields, frozen=frozen)
        made.__init__ = init
        init(self, *values, **named)

    return first


def _init(made: type, fields: _Fields, *, frozen: bool) -> Callable[..., None]:
    """Write out and compile what sets the fields of a class, from the names of its fields alone."""
    known: dict[str, Any] = {"_set": _set, "_missing": dataclasses.MISSING}
    given: dict[bool, list[str]] = {False: [], True: []}
    lines = []
    for field in fields:
        name, value = field.name, field.name
        default = ""
        if field.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = field.default
            default = f"_default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = field.default_factory
            default, value = "_missing", f"_make_{name}() if {name} is _missing else {name}"
        if field.init:
            given[bool(field.kw_only)].append(f"{name}={default}" if default else name)
        elif default:
            value = f"_make_{name}()" if default == "_missing" else default
        else:
            continue
        lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    named = ["*", *given[True]] if given[True] else []
    head = f"def __init__({', '.join(['self', *given[False], *named])}):"
    inside = "\n".join(f"  {line}" for line in (head, *(f" {line}" for line in lines or ["pass"])))
    space: dict[str, Any] = {}
    exec(f"def make({', '.join(known)}):\n{inside}\n  return __init__", space)
    init: Callable[..., None] = space["make"](**known)
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _values(fields: Iterable[dataclasses.Field[Any]]) -> Callable[[object], Any]:
    """Return what gives the values of fields, as one that can be compared."""
    names = [field.name for field in fields]
    return attrgetter(*names) if names else lambda noun: ()


def _equal(fields: _Fields) -> Callable[[Any, Any], Any]:
    values = _values(field for field in fields if field.compare)

    def equal(self: object, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return equal


def _hash(fields: _Fields) -> Callable[[Any], int]:
    values = _values(field for field in fields if (field.compare if field.hash is None else field.hash))

    def hashed(self: object) -> int:
        return hash(values(self))

    return hashed


def _shown(fields: _Fields) -> Callable[[Any], str]:
    names = [field.name for field in fields if field.repr]

    def shown(self: object) -> str:
        values = (f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({', '.join(values)})"

    return shown


def _refuse_to_set(self: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _with_slots(made: type, names: Sequence[str], *, frozen: bool) -> Any:
    """Return the same class anew, its fields in slots: they cannot be given to a class that is made."""
    inside = {name: value for name, value in made.__dict__.items() if name not in {*names, "__dict__", "__weakref__"}}
    anew: Any = type(made)(made.__name__, made.__bases__, {**inside, "__slots__": tuple(names)})
    anew.__qualname__ = made.__qualname__
    if frozen:
        anew.__getstate__ = _state
        anew.__setstate__ = _set_state
    return anew


def _state(self: Any) -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: Sequence[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        _set(self, field.name, value)
