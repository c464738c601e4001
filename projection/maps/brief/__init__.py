"""The briefing page: one HTML file with an animated map, stories, curves and a comparison of plans."""
