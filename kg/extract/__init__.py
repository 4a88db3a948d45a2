"""Reading statements out of a parsed article: spaCy components, each one step of the way."""
