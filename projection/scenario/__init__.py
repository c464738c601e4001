"""The scenario: what is to move, with which fleets, under whose permission."""
