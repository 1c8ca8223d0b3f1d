"""The questions that can be asked of a ledger: one idea a file, each an object with its options."""
