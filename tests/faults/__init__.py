"""The fault-injection suite: `python -m tests.faults` does to a store what the world does, and prints figures.

The tests run a small version of each part.
"""
