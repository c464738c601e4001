"""The answer: a plan in tables, and its recount."""
