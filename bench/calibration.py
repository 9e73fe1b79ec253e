"""How fast is this machine? A fixed loop to hold other timings against."""

import platform
import time
from collections.abc import Callable

ROUNDS = 200_000
BEST_OF = 5


def calibrate() -> float:
    """Return the CPU seconds of a fixed pure-Python loop, best of five."""
    return best_cpu(_loop)


def best_cpu(act: Callable[[], object], *, times: int = BEST_OF) -> float:
    """Return the least CPU seconds of ``times`` runs of ``act`` in this process."""
    return min(_cpu(act) for _ in range(times))


def machine() -> str:
    """Return processor, kernel and Python in one line."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{_processor()}, {platform.system()} {platform.release()}, {python}"


def report(name: str, seconds: float, *, gate: float, goal: float) -> bool:
    """Print one timing beside its gate and goal; tell whether it passed the gate."""
    passed = seconds <= gate
    verdict = "goal met" if seconds <= goal else "gate passed" if passed else "GATE FAILED"
    ratio = seconds / calibrate()
    print(
        f"{name:<52}{1000 * seconds:9.1f} ms CPU  gate {1000 * gate:.0f}  "
        f"goal {1000 * goal:.0f}  x{ratio:.2f} of calibration  {verdict}"
    )
    return passed


def _cpu(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def _loop() -> int:
    total = 0
    for number in range(ROUNDS):
        total = (total * 31 + number) % 1_000_003
    return total


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [
                line.split(":", 1)[1].strip() for line in file if line.startswith("model name")
            ]
    except OSError:
        names = []
    return names[0] if names else platform.processor() or platform.machine()


if __name__ == "__main__":
    print(machine())
    print(f"calibration {1000 * calibrate():.1f} ms CPU")
