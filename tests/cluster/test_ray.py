"""Does a cluster of two nodes, of which a worker is killed, find what one process finds, to the byte?"""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest
from typer.testing import CliRunner

from attribution.cli import app
from tests.helpers.places import SEEDS

pytest.importorskip("ray", reason="the extra `archive` is not installed")
pytestmark = pytest.mark.slow


def run(*arguments):
    done = CliRunner().invoke(app, [*map(str, arguments)])
    assert done.exit_code == 0, done.output


@pytest.fixture
def cluster(monkeypatch):
    import ray
    from ray.cluster_utils import Cluster

    patient = {"agent_register_timeout_ms": 240_000}  # on a busy machine its agents come up slowly
    monkeypatch.setenv("RAY_raylet_start_wait_time_s", "240")
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    small = {"object_store_memory": 200_000_000}
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "_system_config": patient, **small})
    made.add_node(num_cpus=2, **small)
    monkeypatch.setenv("RAY_ADDRESS", made.address)
    yield made
    ray.shutdown()
    made.shutdown()


def kill_one(killed: list[int], *titles: str) -> None:
    """Kill the first worker that has one of the titles, as soon as it is at work."""
    import psutil

    until = time.monotonic() + 300
    while time.monotonic() < until and not killed:
        for process in psutil.process_iter(["cmdline"]):
            told = " ".join(process.info["cmdline"] or ())
            if any(title in told for title in titles):
                os.kill(process.pid, signal.SIGKILL)
                killed.append(process.pid)
                return
        time.sleep(0.05)


def killing(*titles: str) -> list[int]:
    """Kills one worker with such a title from now on; its process, when that is done."""
    killed: list[int] = []
    threading.Thread(target=kill_one, args=(killed, *titles), daemon=True).start()
    return killed


def test_the_result_is_that_of_one_process(cluster, tmp_path, seeds, parses):
    killed = killing("MapWorker")
    run("archive", "extract", SEEDS, "--out", tmp_path / "found", "--workers", 2, "--cache", parses)
    assert killed
    killed = killing("ray::read", "ray::linked", "ray::compared")
    arguments = ("--store", tmp_path / "many.sqlite", "--address", cluster.address)
    run("archive", "gather", tmp_path / "found", *arguments)
    assert killed
    one = tmp_path / "one.sqlite"
    run("check", SEEDS, "--store", one, "--cache", parses, "--out", tmp_path / "report")
    for name in ("many", "one"):
        run("store", "export", tmp_path / f"{name}.sqlite", "--parquet", tmp_path / name)
        run("store", "export", tmp_path / f"{name}.sqlite", "--out", tmp_path / f"{name}-report")
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "many" / file.name).read_bytes(), file.name
    flags = [(tmp_path / f"{name}-report" / "flags.jsonl").read_bytes() for name in ("many", "one")]
    assert flags[0] == flags[1] and flags[0]
