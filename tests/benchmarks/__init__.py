"""Benchmarks, run by a command and not by the tests: each figure is a ratio to a floor measured in the same run."""
