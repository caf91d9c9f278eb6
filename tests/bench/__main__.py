"""``python -m tests.bench NAME [--json ...]``: run the benchmark ``tests/bench/NAME.py``.

A benchmark is a module with ``run(argv: list[str]) -> int``; what it takes, it says under ``NAME --help``.
"""

import importlib
import sys
from pathlib import Path


def names() -> list[str]:
    """Benchmarks there are, by module name."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))


def main(argv: list[str]) -> int:
    """Hand `argv` after the first word to the benchmark that the first word names."""
    if not argv or argv[0] not in names():
        print(f"usage: python -m tests.bench {{{','.join(names())}}} [--json]", file=sys.stderr)
        return 2
    module = importlib.import_module(f"tests.bench.{argv[0]}")
    return int(module.run(argv[1:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
