"""Mutual-defence commitments, computable.

The public names, nothing else; heavy parts are imported on first use.
"""
