"""The advisor: needs held against matrix cells. It has no opinions of its own and knows the pack alone."""
