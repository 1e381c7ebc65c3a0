"""``make fuzz``: coverage-guided fuzzing of every target, each in a process of its own for FUZZ_SECONDS.

What is tried is in targets.py. An input that breaks a promise is written into found/<target>/ and makes the target
red; there it stays as a test.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.seeds import FOUND, seeds

REPOSITORY = Path(__file__).resolve().parents[2]
LONGEST = 8_000  # bytes of an input
BUSY, HANG = 10, 300  # seconds for one, instrumented: of the processor, and of a clock that a busy machine holds up


def fuzz(name: str, corpus: str, seconds: int) -> None:
    """Never returns: libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["scrapers", "warcio", "protego"], enable_loader_override=False):
        from tests.fuzz.targets import targets
    target = targets()[name]
    (FOUND / name).mkdir(parents=True, exist_ok=True)
    flags = [
        f"-max_total_time={seconds}",
        f"-timeout={HANG}",
        f"-report_slow_units={HANG}",
        f"-max_len={LONGEST}",
        "-rss_limit_mb=3000",
    ]
    kept = [f"-artifact_prefix={FOUND / name}/", "-print_final_stats=1", "-seed=8"]
    target(b"")  # what is loaded once is no input's time

    def bounded(data: bytes) -> None:
        begun = time.process_time()
        target(data)
        took = time.process_time() - begun
        if took > BUSY:
            raise AssertionError(f"{took:.0f} s of processor time for {len(data)} bytes, expected at most {BUSY}")

    atheris.Setup([sys.argv[0], *flags, *kept, corpus, str(FOUND / name)], bounded)
    atheris.Fuzz()


def run(names: list[str], seconds: int) -> int:
    """A line a target: how many inputs in how many seconds, and what they found."""
    from tests.fuzz.targets import targets

    failed = []
    for name in names or list(targets()):
        known = {path.name for path in (FOUND / name).glob("*")}
        with tempfile.TemporaryDirectory() as corpus:
            for number, seed in enumerate(seeds(name)):
                Path(corpus, f"seed-{number}").write_bytes(seed[:LONGEST])
            begun = time.monotonic()
            command = [sys.executable, "-m", "tests.fuzz", "--one", name, corpus, str(seconds)]
            env = os.environ | {"PYTHONHASHSEED": "0"}
            done = subprocess.run(command, cwd=REPOSITORY, env=env, capture_output=True, text=True, errors="replace")
        took = time.monotonic() - begun
        tried = re.search(r"number_of_executed_units: (\d+)", done.stderr)
        new = sorted({path.name for path in (FOUND / name).glob("*")} - known)
        print(f"{name:12} {tried[1] if tried else '?':>9} inputs in {took:4.0f} s, {len(new)} found", flush=True)
        if done.returncode or new or tried is None:
            failed.append(name)
            print("\n".join(done.stderr.splitlines()[-40:]), *new, sep="\n", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        fuzz(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    sys.exit(run(sys.argv[1:], int(os.environ.get("FUZZ_SECONDS", "60"))))
