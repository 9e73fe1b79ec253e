"""How is a large mapping had at little cost? Each value is made when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Lazy(Mapping[str, T], Generic[T]):
    """A mapping whose plain values become objects one by one; equal to the dict it stands for."""

    __slots__ = ("_made", "_make", "_plain", "_read")

    def __init__(
        self, read: Callable[[], Mapping[str, Any]], make: Callable[[str, Any], T]
    ) -> None:
        """Take ``read``, which returns the plain values, and ``make``, which makes one of them."""
        self._read, self._make = read, make
        self._plain: Mapping[str, Any] | None = None
        self._made: dict[str, T] = {}

    @property
    def _known(self) -> Mapping[str, Any]:
        if self._plain is None:
            self._plain = self._read()
        return self._plain

    def __getitem__(self, key: str) -> T:
        if key not in self._made:
            self._made[key] = self._make(key, self._known[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __repr__(self) -> str:
        return f"<{', '.join(self._known)}>"
