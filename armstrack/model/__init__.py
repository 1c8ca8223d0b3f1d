"""What a sale is: frozen, typed, without input or output."""
