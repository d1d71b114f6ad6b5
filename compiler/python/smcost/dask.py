"""Samples over the workers of a Dask cluster (Debian's python3-distributed).

    from distributed import Client
    import smcost.dask

    with Client("tcp://scheduler:8786"):
        smcost.dask.sample("spec.smcost", 1_000_000, seed=7)["mean"]

A draw is a function of the seed and its number alone. So a sample is that of one process, to the last bit, whichever workers bill its draws and
however often; one that dies is no matter. Workers import smcost, and find the files of the spec where the client does; a worker that finds
another spec there is noticed."""

from distributed import get_client

from ._spec import Spec

# As many draws as are well worth the code that is made for them.
_SHARD = 32_768


def _ranges(n, shards):
    """The draws 0 to n in so many ranges of about one size."""
    return [(n * i // shards, n * (i + 1) // shards) for i in range(shards)]


def _bill(spec, begin, end, seed, figure):
    return spec.shard(begin, end, seed, figure=figure)


def sample(spec, n, seed=1, *, figure="total", spread=None, shards=None, client=None):
    """`Spec.sample` of a Spec or the path of one, over the workers of `client` (the current one). `shards`: into how many parts the draws go, of
    which a worker bills one at a time. The pairs of `spread` are billed here, so that a large sample rather has 0."""
    spec = spec if isinstance(spec, Spec) else Spec(spec)
    if shards is None:
        shards = max(1, -(-n // _SHARD))
    if not isinstance(shards, int) or shards < 1:
        raise ValueError("a sample has one shard or more")
    client = client or get_client()
    # What is wrong is wrong here too, before anybody works.
    spec.shard(0, 0, seed, figure=figure)
    ranges = _ranges(n, min(shards, max(n, 1)))
    # Files may have changed since they were asked before: no result is another's.
    futures = [client.submit(_bill, spec, begin, end, seed, figure, pure=False) for begin, end in ranges]
    try:
        return spec.sample(n, seed, figure=figure, spread=spread, shards=client.gather(futures))
    finally:
        client.cancel(futures)
