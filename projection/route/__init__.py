"""Geography: sea legs over passages, legal air legs, and the table of both."""
