"""Movement: planning factors, the time grid, mission options, and the Instance that the model reads."""
