"""Exchange with spreadsheets: requirement lists in, workbooks out and in, new scenario folders to edit."""
