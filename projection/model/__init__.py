"""Mathematics: one Pyomo model, one function per equation."""
