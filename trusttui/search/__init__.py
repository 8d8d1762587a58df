"""Search over a view of a pack: knows the pack and nothing else."""

SCHEMA = 4
"""Of what `build` writes; an index of another one is built anew."""
