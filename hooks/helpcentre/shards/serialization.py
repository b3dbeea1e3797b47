"""Values of this package as JSON and back: dataclasses and what they are made of, by their type hints.

A dataclass is an object with its fields, a tuple, list or set is an array (a set's is sorted), a date is its ISO form,
an enum its member's name. Nothing that is read can run anything.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

_Reader: TypeAlias = Callable[[Any], Any]


def plain(value: object) -> Any:
    """Return ``value`` as what JSON can say; raises TypeError for a value of any other kind."""
    if isinstance(value, Enum):  # may be a text too
        found: Any = value.name
    elif value is None or isinstance(value, (str, int, float)):
        found = value
    elif isinstance(value, date):
        found = value.isoformat()
    elif is_dataclass(value) and not isinstance(value, type):
        found = {name: plain(getattr(value, name)) for name in _names(type(value))}
    elif isinstance(value, Mapping):
        found = {str(key): plain(each) for key, each in value.items()}
    elif isinstance(value, (set, frozenset)):
        found = sorted(plain(each) for each in value)
    elif isinstance(value, (tuple, list)):
        found = [plain(each) for each in value]
    else:
        raise TypeError(f"{type(value).__name__} has no JSON form")
    return found


def read(kind: Any, data: object) -> Any:
    """Return the value of the type ``kind`` that :func:`plain` gave ``data`` for; raises ValueError if it is none."""
    try:
        return _reader(kind)(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{error!r} in what should be {kind}") from error


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)  # the others are worked out from these


@cache
def _reader(kind: Any) -> _Reader:
    """Return what reads values of one type: a page has hundreds, so types are looked at once."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (other,) = (part for part in parts if part is not type(None))
        inner = _reader(other)
        return lambda data: None if data is None else inner(data)
    if origin in (list, set, frozenset) or (origin is tuple and parts[-1] is Ellipsis):
        each = _reader(parts[0])
        return lambda data: origin(map(each, _checked(list, data)))
    if origin is tuple:
        readers = list(map(_reader, parts))
        return lambda data: tuple(reader(one) for reader, one in zip(readers, _checked(list, data), strict=True))
    if origin is not None and issubclass(origin, Mapping):
        value = _reader(parts[1])
        return lambda data: {_checked(str, key): value(one) for key, one in _checked(dict, data).items()}
    return _reader_of_class(kind)


def _reader_of_class(kind: Any) -> _Reader:
    if issubclass(kind, Enum):
        return lambda data: kind[data]
    if issubclass(kind, date):
        from_text: _Reader = kind.fromisoformat
        return from_text
    if is_dataclass(kind):
        return _reader_of_fields(kind)
    if issubclass(kind, tuple):  # named
        readers = list(map(_reader, get_type_hints(kind).values()))
        return lambda data: kind(*(reader(one) for reader, one in zip(readers, _checked(list, data), strict=True)))
    return lambda data: _checked(kind, data)


def _reader_of_fields(kind: Any) -> _Reader:
    hints = get_type_hints(kind)
    readers = {name: _reader(hints[name]) for name in _names(kind)}
    return lambda data: kind(**{name: reader(data[name]) for name, reader in readers.items()})


def _checked(kind: type, data: Any) -> Any:
    if not isinstance(data, kind):
        raise TypeError(f"{data!r} is no {kind.__name__}")
    return data
