"""What the statute says on a day: dated, cited tables and the functions that read them."""
