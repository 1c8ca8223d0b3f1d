"""The legal authority under which a transfer is notified, and which procedure it follows."""

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

PROCEDURES: dict[str, str] = {
    "36(b)(1)": "fms",
    "36(b)(5)(A)": "fms",
    "36(b)(5)(C)": "fms",
    "36(c)": "dcs",
    "36(d)": "dcs",
    "3(d)(1)": "transfer",
    "3(d)(3)": "transfer",
    "62": "lease",
    "unknown": "unknown",
}
"""What is notified under each authority: a Foreign Military Sale, a Direct Commercial Sale, a third-party transfer or
a lease. Their money is of different kinds (letters of offer, licences, old values of articles that change hands, rents
and replacement costs), so it is counted apart."""

FMS_AUTHORITIES = tuple(authority for authority, procedure in PROCEDURES.items() if procedure == "fms")
"""The authorities of Foreign Military Sales, amendments among them."""

PROCEDURE_NAMES: dict[str, str] = {
    "fms": "FMS",
    "dcs": "DCS",
    "transfer": "Transfers",
    "lease": "Leases",
    "unknown": "Authority unknown",
}
"""What people call them, in the order in which they stand side by side."""
