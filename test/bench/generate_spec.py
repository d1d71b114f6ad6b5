#!/usr/bin/env python3
"""Writes a spec of N mixed statements in ten shapes to stdout: generate_spec.py N [--seed S].

The same count and seed give the same text. Only prices of edition page-de are used, so the
whole spec has a bill.
"""
import argparse
import random
import sys


def duration(r):
    return r.choice([f"{r.randint(1, 90)}min", f"{r.randint(1, 20)}h", f"{r.randint(1, 9)}h{r.randint(1, 59)}min",
                     f"{r.randint(30, 5000)} s"])


def train(r):
    return f"train {r.randint(1, 16)}x ml.m4.4xlarge {duration(r)}, {r.randint(2, 50)} runs"


def train_storage(r):
    return f"train ml.m4.4xlarge {duration(r)}, {r.randint(2, 50)} runs, storage {r.randint(1, 500)} GB"


def train_debugger(r):
    return (f"train ml.m4.4xlarge {duration(r)}, {r.randint(2, 50)} runs, storage {r.randint(1, 500)} GB\n"
            f"  with debugger builtin {r.randint(1, 9)}, custom {r.randint(1, 9)} on ml.m5.xlarge, "
            f"storage {r.randint(1, 20)} GB")


def process(r):
    return f"process {r.randint(1, 16)}x ml.m5.4xlarge {duration(r)}, storage {r.randint(1, 500)} GB each"


def batch_transform(r):
    return f"batch_transform {r.randint(1, 16)}x ml.m4.4xlarge {duration(r)}, {r.randint(2, 50)} runs"


def host(r):
    return f"host {r.randint(1, 16)}x ml.c5.xlarge {r.randint(1, 23)}h/day for {r.randint(1, 28)} days"


def host_monitor(r):
    return (f"host {r.randint(1, 16)}x ml.c5.xlarge always, data_in {r.randint(1, 900)} MB/day, "
            f"data_out {r.randint(1, 900)} MB/day\n  with monitor ml.m5.4xlarge {r.randint(1, 60)}min/day")


def serverless(r):
    return (f"serverless memory 2 GB, {r.randint(1, 900)}k requests of {r.randint(10, 900)}ms, "
            f"data {r.randint(1, 90)} GB")


def feature_store(r):
    return (f"feature_store {{\n  record {r.randint(1, 90)} KB\n  writes {r.randint(1, 90)}k/day\n"
            f"  reads {r.randint(1, 90)}k/day\n  storage {r.randint(1, 900) / 10} GB\n}}")


def raw_meter(r):
    return f"meter batch_transform(ml.m4.4xlarge) {duration(r)}"


SHAPES = [train, train_storage, train_debugger, process, batch_transform, host, host_monitor, serverless,
          feature_store, raw_meter]


def generate(count, seed=1):
    """The spec as text; the shapes come in a random order, each at least once in ten."""
    r = random.Random(seed)
    lines = ["use aws.sagemaker @ page-de", "region us-east-1", "period 30 days", ""]
    order = []
    for number in range(count):
        if not order:
            order = r.sample(SHAPES, len(SHAPES))
        lines.append(f"s{number} = {order.pop()(r)}")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    sys.stdout.write(generate(arguments.count, arguments.seed))


if __name__ == "__main__":
    main()
