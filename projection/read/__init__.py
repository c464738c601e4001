"""Reading: folders of tables to frozen rows, all faults at once."""
