"""Questions put to a scenario or a plan; one file for each, a function to a frozen result."""
