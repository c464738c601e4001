"""The deck as files: brief.pptx with native charts and tables, and brief.pdf, of one description of slides."""
