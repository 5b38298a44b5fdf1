"""What every benchmark needs: the demo of a size, wrk, medians, the machine, and the promise that is kept or missed."""
import hashlib
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tools"))
import served  # noqa: E402

BUILD = pathlib.Path(os.environ.get("BENCH_BUILD", served.BINARY.parent)).resolve()
median = statistics.median


def cores():
    return len(os.sched_getaffinity(0))


def said(*words):
    print("  ", *words, flush=True)


def same_data():
    """Changes when what the demo writes changes: the schema, how it is told to the engine, or the features that write."""
    digest = hashlib.sha256()
    for folder in ("features", "platform/db", "platform/auth", "platform/audit"):
        for file in sorted((served.ROOT / folder).rglob("*")):
            if file.is_file() and (file.suffix == ".sql" or file.parent.name == "demo" or file.name in ("migrate.cpp", "sql_text.cpp")):
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def demo(organizations):
    """A place with the demo of so many organisations, a copy of its own; made once for a schema and kept in the build folder."""
    kept = BUILD / "bench" / f"demo-{organizations}-{same_data()}.db"
    if not kept.exists():
        said(f"making the demo with {organizations:,} organisations (kept in {kept.parent.name}/ of the build)")
        for old in kept.parent.glob(f"demo-{organizations}-*.db"):
            old.unlink()
        place = served.Place()
        place.run("demo", "--organizations", organizations)
        place.run("migrate")  # opens and closes: the WAL is brought back into the file
        shutil.move(place.file, kept.with_suffix(".part"))
        kept.with_suffix(".part").rename(kept)
        place.forget()
    place = served.Place()
    shutil.copy(kept, place.file)
    return place


class Load:
    """What wrk tells of one round."""

    def __init__(self, text):
        self.per_second = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
        self.p50_ms = milliseconds(text, "50%")
        self.p99_ms = milliseconds(text, "99%")
        if re.search(r"Non-2xx|Socket errors", text):
            raise served.Trouble(f"not every request was answered well:\n{text}")


def milliseconds(text, which):
    number, unit = re.search(which + r"\s+([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]


def wrk(url, connections, seconds, headers=(), script=None, arguments=()):
    words = ["wrk", "--latency", f"--threads={min(2, connections)}", f"--connections={connections}", f"--duration={seconds}s"]
    for name, value in dict(headers).items():
        words += ["--header", f"{name}: {value}"]
    if script:
        words += ["--script", str(script)]
    done = subprocess.run([*words, url, *map(str, arguments)], capture_output=True, text=True, timeout=seconds + 60)
    if done.returncode != 0:
        raise served.Trouble(f"wrk: {done.stdout} {done.stderr}")
    return Load(done.stdout)


class Promises:
    """Prints each figure beside what was promised; the end says whether all were kept."""

    def __init__(self, what, command):
        self.kept = True
        print(f"{what}\n   {command}; {cores()} cores", flush=True)

    def check(self, figure, ok):
        self.kept = self.kept and ok
        said(figure if ok else f"{figure}: MISSED")

    def end(self, last=None):
        if last:
            print(last, flush=True)
        sys.exit(0 if self.kept else 1)
