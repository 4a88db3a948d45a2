"""Questions to a store: the runner, its worker processes, and the named questions that ship with it."""
