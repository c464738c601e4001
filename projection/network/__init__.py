"""The network: places, passages, links and lift types."""
