"""The story of a plan: the slides that a chief of staff sees, computed from the plan and described once."""
