"""Search over a view of a pack: knows the pack and nothing else."""
