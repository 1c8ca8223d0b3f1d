"""The legal authority under which a transfer is notified."""

from __future__ import annotations

AUTHORITIES: dict[str, str] = {
    "36(b)(1)": "letter of offer to sell defense articles, services, or design and construction (FMS)",
    "36(b)(5)(A)": "report of an enhancement or upgrade before delivery of a notified sale",
    "36(b)(5)(C)": "certification of an enhancement, upgrade or cost increase that itself passes a threshold",
    "36(c)": "export licence for a commercial sale (DCS)",
    "36(d)": "agreement to manufacture significant combat equipment abroad",
    "3(d)(1)": "consent to a transfer to a third party of articles sold by the government (FMS origin)",
    "3(d)(3)": "consent to a transfer to a third party of articles exported under licence",
    "62": "lease or loan of defense articles for a year or more",
    "unknown": "no source read names it",
}
"""Sections of the Arms Export Control Act, in the spelling of a sale file."""

OTHER_SPELLINGS = {"3(d)": "3(d)(1)"}
"""`3(d)` alone means consent to a transfer of articles of FMS origin."""

PROCEDURE_NAMES: dict[str, str] = {
    "fms": "FMS",
    "dcs": "DCS",
    "transfer": "Transfers",
    "lease": "Leases",
    "unknown": "Authority unknown",
}
"""What people call the kinds of money that are counted apart, in the order in which they stand side by side: letters of
offer, licences, old values of articles that change hands, rents and replacement costs."""
