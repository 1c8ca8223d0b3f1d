"""Counts and money along lines, and the steps behind: measures, shares, averages, constant dollars, what is hidden."""
