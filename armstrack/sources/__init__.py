"""Where notices, bills and votes come from: one module a source, the bytes as served, and a receipt for each."""
