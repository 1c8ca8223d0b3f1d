"""The public interface for Python programs: the same answers as the commands give, as objects and as data frames."""
