"""The version of the program, which packaging, the program and its index read."""

__version__ = "0.2.0"
