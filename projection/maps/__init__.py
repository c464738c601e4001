"""Maps and files for geographic programs."""
