#!/usr/bin/env python3
"""dask_test.py SMCOST: a sample over Dask's workers is that of one process, to the last bit: with one worker, with four, and with one that is
killed half-way."""

import os
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import distributed

import smcost
import smcost.dask
import specs
from specs import DRAWN, raises, same

PROGRAM = sys.argv[1]
DRAWS, SEED, SHARDS = 40_000, 7, 40


def cluster(workers):
    return distributed.LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None)


def slow():
    """In a worker: shards take so long that one is killed while it has some."""
    bill = smcost.dask._bill

    def wait_and_bill(*arguments):
        time.sleep(0.1)
        return bill(*arguments)

    smcost.dask._bill = wait_and_bill


def sample_with_one_killed(client, path):
    victim = sorted(client.run(os.getpid).values())[0]
    client.run(slow)
    found = []
    thread = threading.Thread(target=lambda: found.append(smcost.dask.sample(smcost.open(path, no_stdlib=True), DRAWS, SEED, shards=SHARDS, client=client)))
    thread.start()
    deadline = time.monotonic() + 30
    # Half-way: some shards are there, and some are not.
    count = 0
    while count < SHARDS // 4 and time.monotonic() < deadline:
        time.sleep(0.01)
        count = [state.status for state in list(client.futures.values())].count("finished")
    os.kill(victim, signal.SIGKILL)
    thread.join()
    same(SHARDS // 4 <= count < SHARDS, True, f"killed when {count} of {SHARDS} shards were there")
    return found[0].text


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.smcost"
        path.write_text(DRAWN)
        wanted = specs.smcost(PROGRAM, "sample", "--no-stdlib", "--format", "json", "-n", DRAWS, "--seed", SEED, path)
        plain = specs.smcost(PROGRAM, "sample", "--no-stdlib", "--format", "json", "-n", DRAWS, "--seed", SEED, "--spread", 0, path)
        spec = smcost.open(path, no_stdlib=True)
        for workers in (1, 4):
            with cluster(workers) as local, distributed.Client(local) as client:
                same(len(client.scheduler_info()["workers"]), workers)
                same(smcost.dask.sample(spec, DRAWS, SEED).text, wanted, f"{workers} workers")
                if workers == 1:
                    same(smcost.dask.sample(spec, DRAWS, SEED, spread=0).text, plain, "without spread")
                    same(smcost.dask.sample(spec, DRAWS, SEED, shards=1, client=client).text, wanted, "one shard")
                    # What is wrong is told as without workers.
                    raises(smcost.SpecError, lambda: smcost.dask.sample(spec, DRAWS, SEED, figure="totl"), "unknown name `totl`")
                    continue
                same(sample_with_one_killed(client, path), wanted, "one worker killed")
    print(f"{DRAWS} draws alike for 1 and 4 workers, and with one killed")


if __name__ == "__main__":
    main()
