"""The same batch on a Dask cluster of this machine."""

import pytest

from projection.batch.batch import run_batch
from tests.batch.helpers import EIGHT, faults, run, store_bytes, write

distributed = pytest.importorskip("distributed")


@pytest.mark.slow
def test_a_cluster_of_two_workers_gives_the_same_store(tmp_path):
    from projection.batch.cluster import Cluster

    sweep = write(tmp_path, EIGHT)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        report = run_batch(sweep, tmp_path / "there", lambda: Cluster(cluster.scheduler_address))
    assert (report.solved, report.left) == (8, 0)
    run(sweep, tmp_path / "here")
    assert store_bytes(tmp_path / "there") == store_bytes(tmp_path / "here")


def test_a_cluster_that_nobody_answers_for_is_refused_in_words(tmp_path, monkeypatch):
    from projection.batch import cluster

    monkeypatch.setattr(cluster, "PATIENCE_S", 0.5)
    sweep = write(tmp_path, EIGHT)
    found = faults(lambda: run_batch(sweep, tmp_path / "out", lambda: cluster.Cluster("tcp://127.0.0.1:9")))
    assert found[0].startswith("--cluster tcp://127.0.0.1:9: no scheduler with a worker answers")
    wrong = faults(lambda: run_batch(sweep, tmp_path / "out", lambda: cluster.Cluster("no address")))
    assert wrong[0].startswith("--cluster no address: ")
    assert not (tmp_path / "out").exists()
