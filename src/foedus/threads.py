"""How many threads may numpy's matrix products use? One, in a process of ours.

A sentence is too small a matrix to share: beside other work on the same cores the threads wait
for each other, and the same reading took five times the CPU time (bench/reader.py).
"""

import os
import sys

VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def one_thread() -> None:
    """Keep numpy to one thread, where nobody has chosen otherwise and it is not yet loaded."""
    if "numpy" not in sys.modules:
        for name in VARIABLES:
            os.environ.setdefault(name, "1")
