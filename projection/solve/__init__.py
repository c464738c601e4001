"""Solving: matrix, HiGHS, bound and gap."""
