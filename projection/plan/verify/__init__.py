"""The second opinion: every rule recounted from the tables of a plan, without the model that made it."""

from projection.plan.verify.rules import RULES, verify, verify_plan

__all__ = ["RULES", "verify", "verify_plan"]
