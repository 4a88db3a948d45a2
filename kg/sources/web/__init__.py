"""What the user asked for by its address: fetched politely, within limits, and nothing else."""
