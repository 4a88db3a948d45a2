"""What an object tells of itself, read when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class read_once(Generic[T]):  # noqa: N801 - used as a decorator, as functools.cached_property is
    """An attribute that a method works out when it is first asked for.

    It is :class:`functools.cached_property` without the lock that Python 3.11 takes at every first reading: an article is
    read by one thread.

    >>> class Line:
    ...     @read_once
    ...     def length(self):
    ...         return 3
    >>> line = Line()
    >>> line.length, vars(line)
    (3, {'length': 3})
    """

    def __init__(self, method: Callable[[Any], T]) -> None:
        self.method, self.name, self.__doc__ = method, method.__name__, method.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> read_once[T]: ...
    @overload
    def __get__(self, owner: object, kind: type) -> T: ...
    def __get__(self, owner: object | None, kind: type) -> T | read_once[T]:
        if owner is None:
            return self
        value = vars(owner)[self.name] = self.method(owner)
        return value
