"""Measurements: a seeded family of scenarios, phases, two baselines, and the page docs/benchmarks.md."""
