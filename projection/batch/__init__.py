"""Many runs of one scenario with some of its fields changed: sweeps, workers, one store."""
