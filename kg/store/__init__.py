"""Where a graph is kept: one article is replaced whole, or not at all."""
