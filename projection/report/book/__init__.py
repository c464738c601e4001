"""plan.xlsx: the tables of a plan as planners sort and filter them."""
