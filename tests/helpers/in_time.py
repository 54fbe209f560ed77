"""Guards against work that never ends: limits of processor time that hold on a slow machine."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

SLOWNESS = 4
"""How many times slower than the machine on which limits were set a test's machine may be.

What the limits guard against takes ten times as long or more. Speed itself is measured in
`benchmarks/`.
"""


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Fail where what runs within takes more than so many seconds of processor time."""
    begun = time.process_time()
    yield
    took = time.process_time() - begun
    assert took < SLOWNESS * seconds, f"took {took:.1f} s of the processor"
