"""Who can buy: the closed table of recipients, and the other names that people give them.

A recipient is written in a sale file as an ISO 3166-1 alpha-2 code, as `XK` for Kosovo, which
ISO leaves to user assignment, as `NATO` for the organisation and its agencies, or as
`other:NAME` for another organisation, since the Act speaks of every international one. The table
knows the names under which notices, agencies and people mention them, alpha-3 codes among
them, so that what someone types or pastes leads to the code. A lookup is exact after folding
case, accents and punctuation; whatever is merely similar is offered as a hint, never taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from armstrack.model.data_class import dataclass


@dataclass(frozen=True, slots=True)
class Recipient:
    """A country, a territory or NATO, under its code."""

    code: str
    name: str
    """The short English name, as an analyst would write it."""
    aliases: tuple[str, ...]
    """Other spellings that lead here; the first is the alpha-3 code, where there is one."""


# Code, name, alpha-3 code, then whatever else notices and people write. A name that could mean
# two recipients ("Congo", "Virgin Islands") stands nowhere: it gets a hint, not an answer.
# fmt: off
_ROWS: tuple[tuple[str, ...], ...] = (
    ("AD", "Andorra", "AND", "Principality of Andorra"),
    ("AE", "United Arab Emirates", "ARE", "UAE", "Emirates"),
    ("AF", "Afghanistan", "AFG", "Islamic Republic of Afghanistan"),
    ("AG", "Antigua and Barbuda", "ATG", "Antigua"),
    ("AI", "Anguilla", "AIA"),
    ("AL", "Albania", "ALB", "Republic of Albania"),
    ("AM", "Armenia", "ARM", "Republic of Armenia"),
    ("AO", "Angola", "AGO", "Republic of Angola"),
    ("AQ", "Antarctica", "ATA"),
    ("AR", "Argentina", "ARG", "Argentine Republic", "Republic of Argentina"),
    ("AS", "American Samoa", "ASM"),
    ("AT", "Austria", "AUT", "Republic of Austria"),
    ("AU", "Australia", "AUS", "Commonwealth of Australia"),
    ("AW", "Aruba", "ABW"),
    ("AX", "Åland", "ALA", "Åland Islands"),
    ("AZ", "Azerbaijan", "AZE", "Republic of Azerbaijan"),
    ("BA", "Bosnia and Herzegovina", "BIH", "Bosnia", "Bosnia-Herzegovina"),
    ("BB", "Barbados", "BRB"),
    ("BD", "Bangladesh", "BGD", "People's Republic of Bangladesh"),
    ("BE", "Belgium", "BEL"),
    ("BF", "Burkina Faso", "BFA", "Upper Volta"),
    ("BG", "Bulgaria", "BGR", "Republic of Bulgaria"),
    ("BH", "Bahrain", "BHR"),
    ("BI", "Burundi", "BDI", "Republic of Burundi"),
    ("BJ", "Benin", "BEN", "Republic of Benin", "Dahomey"),
    ("BL", "Saint Barthélemy", "BLM", "St. Barthélemy", "St. Barts"),
    ("BM", "Bermuda", "BMU"),
    ("BN", "Brunei", "BRN", "Brunei Darussalam"),
    ("BO", "Bolivia", "BOL", "Plurinational State of Bolivia"),
    ("BQ", "Caribbean Netherlands", "BES", "Bonaire, Sint Eustatius and Saba", "Bonaire"),
    ("BR", "Brazil", "BRA", "Federative Republic of Brazil", "Brasil"),
    ("BS", "Bahamas", "BHS", "Commonwealth of the Bahamas"),
    ("BT", "Bhutan", "BTN"),
    ("BV", "Bouvet Island", "BVT"),
    ("BW", "Botswana", "BWA", "Republic of Botswana"),
    ("BY", "Belarus", "BLR", "Republic of Belarus", "Byelorussia"),
    ("BZ", "Belize", "BLZ"),
    ("CA", "Canada", "CAN"),
    ("CC", "Cocos Islands", "CCK", "Cocos (Keeling) Islands", "Keeling Islands"),
    ("CD", "DR Congo", "COD", "DRC", "Democratic Republic of the Congo", "Democratic Republic of Congo",
     "Congo-Kinshasa", "Zaire"),
    ("CF", "Central African Republic", "CAF"),
    ("CG", "Republic of the Congo", "COG", "Republic of Congo", "Congo-Brazzaville"),
    ("CH", "Switzerland", "CHE", "Swiss Confederation"),
    ("CI", "Côte d'Ivoire", "CIV", "Ivory Coast", "Republic of Côte d'Ivoire"),
    ("CK", "Cook Islands", "COK"),
    ("CL", "Chile", "CHL", "Republic of Chile"),
    ("CM", "Cameroon", "CMR", "Republic of Cameroon"),
    ("CN", "China", "CHN", "People's Republic of China", "PRC", "Mainland China"),
    ("CO", "Colombia", "COL", "Republic of Colombia"),
    ("CR", "Costa Rica", "CRI", "Republic of Costa Rica"),
    ("CU", "Cuba", "CUB", "Republic of Cuba"),
    ("CV", "Cabo Verde", "CPV", "Cape Verde", "Republic of Cabo Verde"),
    ("CW", "Curaçao", "CUW"),
    ("CX", "Christmas Island", "CXR"),
    ("CY", "Cyprus", "CYP", "Republic of Cyprus"),
    ("CZ", "Czechia", "CZE", "Czech Republic"),
    ("DE", "Germany", "DEU", "Federal Republic of Germany", "FRG", "West Germany"),
    ("DJ", "Djibouti", "DJI", "Republic of Djibouti"),
    ("DK", "Denmark", "DNK"),
    ("DM", "Dominica", "DMA", "Commonwealth of Dominica"),
    ("DO", "Dominican Republic", "DOM"),
    ("DZ", "Algeria", "DZA", "People's Democratic Republic of Algeria"),
    ("EC", "Ecuador", "ECU", "Republic of Ecuador"),
    ("EE", "Estonia", "EST", "Republic of Estonia"),
    ("EG", "Egypt", "EGY", "Arab Republic of Egypt"),
    ("EH", "Western Sahara", "ESH"),
    ("ER", "Eritrea", "ERI", "State of Eritrea"),
    ("ES", "Spain", "ESP"),
    ("ET", "Ethiopia", "ETH", "Federal Democratic Republic of Ethiopia"),
    ("FI", "Finland", "FIN", "Republic of Finland"),
    ("FJ", "Fiji", "FJI", "Republic of Fiji"),
    ("FK", "Falkland Islands", "FLK", "Falklands", "Malvinas"),
    ("FM", "Micronesia", "FSM", "Federated States of Micronesia"),
    ("FO", "Faroe Islands", "FRO", "Faeroe Islands", "Faroes"),
    ("FR", "France", "FRA", "French Republic"),
    ("GA", "Gabon", "GAB", "Gabonese Republic"),
    ("GB", "United Kingdom", "GBR", "UK", "Great Britain", "Britain",
     "United Kingdom of Great Britain and Northern Ireland"),
    ("GD", "Grenada", "GRD"),
    ("GE", "Georgia", "GEO", "Republic of Georgia"),
    ("GF", "French Guiana", "GUF"),
    ("GG", "Guernsey", "GGY"),
    ("GH", "Ghana", "GHA", "Republic of Ghana"),
    ("GI", "Gibraltar", "GIB"),
    ("GL", "Greenland", "GRL"),
    ("GM", "Gambia", "GMB", "Republic of the Gambia"),
    ("GN", "Guinea", "GIN", "Republic of Guinea", "Guinea-Conakry"),
    ("GP", "Guadeloupe", "GLP"),
    ("GQ", "Equatorial Guinea", "GNQ", "Republic of Equatorial Guinea"),
    ("GR", "Greece", "GRC", "Hellenic Republic"),
    ("GS", "South Georgia and the South Sandwich Islands", "SGS", "South Georgia"),
    ("GT", "Guatemala", "GTM", "Republic of Guatemala"),
    ("GU", "Guam", "GUM"),
    ("GW", "Guinea-Bissau", "GNB", "Republic of Guinea-Bissau"),
    ("GY", "Guyana", "GUY", "Co-operative Republic of Guyana", "Cooperative Republic of Guyana"),
    ("HK", "Hong Kong", "HKG"),
    ("HM", "Heard and McDonald Islands", "HMD", "Heard Island and McDonald Islands"),
    ("HN", "Honduras", "HND", "Republic of Honduras"),
    ("HR", "Croatia", "HRV", "Republic of Croatia"),
    ("HT", "Haiti", "HTI", "Republic of Haiti"),
    ("HU", "Hungary", "HUN", "Republic of Hungary"),
    ("ID", "Indonesia", "IDN", "Republic of Indonesia"),
    ("IE", "Ireland", "IRL", "Republic of Ireland", "Eire"),
    ("IL", "Israel", "ISR", "State of Israel"),
    ("IM", "Isle of Man", "IMN"),
    ("IN", "India", "IND", "Republic of India"),
    ("IO", "British Indian Ocean Territory", "IOT", "BIOT", "Chagos Islands", "Diego Garcia"),
    ("IQ", "Iraq", "IRQ", "Republic of Iraq"),
    ("IR", "Iran", "IRN", "Islamic Republic of Iran"),
    ("IS", "Iceland", "ISL", "Republic of Iceland"),
    ("IT", "Italy", "ITA", "Italian Republic", "Republic of Italy"),
    ("JE", "Jersey", "JEY"),
    ("JM", "Jamaica", "JAM"),
    ("JO", "Jordan", "JOR", "Hashemite Kingdom of Jordan", "HKJ"),
    ("JP", "Japan", "JPN"),
    ("KE", "Kenya", "KEN", "Republic of Kenya"),
    ("KG", "Kyrgyzstan", "KGZ", "Kyrgyz Republic"),
    ("KH", "Cambodia", "KHM", "Kampuchea"),
    ("KI", "Kiribati", "KIR", "Republic of Kiribati"),
    ("KM", "Comoros", "COM", "Union of the Comoros"),
    ("KN", "Saint Kitts and Nevis", "KNA", "St. Kitts and Nevis"),
    ("KP", "North Korea", "PRK", "DPRK", "Democratic People's Republic of Korea",
     "Korea, Democratic People's Republic of"),
    ("KR", "South Korea", "KOR", "Korea", "Republic of Korea", "ROK", "Korea, Republic of"),
    ("KW", "Kuwait", "KWT", "State of Kuwait"),
    ("KY", "Cayman Islands", "CYM"),
    ("KZ", "Kazakhstan", "KAZ", "Republic of Kazakhstan"),
    ("LA", "Laos", "LAO", "Lao PDR", "Lao People's Democratic Republic"),
    ("LB", "Lebanon", "LBN", "Lebanese Republic", "Republic of Lebanon"),
    ("LC", "Saint Lucia", "LCA", "St. Lucia"),
    ("LI", "Liechtenstein", "LIE", "Principality of Liechtenstein"),
    ("LK", "Sri Lanka", "LKA", "Democratic Socialist Republic of Sri Lanka", "Ceylon"),
    ("LR", "Liberia", "LBR", "Republic of Liberia"),
    ("LS", "Lesotho", "LSO"),
    ("LT", "Lithuania", "LTU", "Republic of Lithuania"),
    ("LU", "Luxembourg", "LUX", "Grand Duchy of Luxembourg"),
    ("LV", "Latvia", "LVA", "Republic of Latvia"),
    ("LY", "Libya", "LBY", "State of Libya"),
    ("MA", "Morocco", "MAR"),
    ("MC", "Monaco", "MCO", "Principality of Monaco"),
    ("MD", "Moldova", "MDA", "Republic of Moldova"),
    ("ME", "Montenegro", "MNE"),
    ("MF", "Saint Martin", "MAF", "St. Martin", "Saint Martin (French part)"),
    ("MG", "Madagascar", "MDG", "Republic of Madagascar"),
    ("MH", "Marshall Islands", "MHL", "Republic of the Marshall Islands"),
    ("MK", "North Macedonia", "MKD", "Republic of North Macedonia", "Macedonia", "FYROM"),
    ("ML", "Mali", "MLI", "Republic of Mali"),
    ("MM", "Myanmar", "MMR", "Burma", "Burma (Myanmar)", "Republic of the Union of Myanmar"),
    ("MN", "Mongolia", "MNG"),
    ("MO", "Macau", "MAC", "Macao"),
    ("MP", "Northern Mariana Islands", "MNP", "Commonwealth of the Northern Mariana Islands", "CNMI"),
    ("MQ", "Martinique", "MTQ"),
    ("MR", "Mauritania", "MRT", "Islamic Republic of Mauritania"),
    ("MS", "Montserrat", "MSR"),
    ("MT", "Malta", "MLT", "Republic of Malta"),
    ("MU", "Mauritius", "MUS", "Republic of Mauritius"),
    ("MV", "Maldives", "MDV", "Republic of Maldives", "Republic of the Maldives"),
    ("MW", "Malawi", "MWI", "Republic of Malawi"),
    ("MX", "Mexico", "MEX", "United Mexican States"),
    ("MY", "Malaysia", "MYS"),
    ("MZ", "Mozambique", "MOZ", "Republic of Mozambique"),
    ("NA", "Namibia", "NAM", "Republic of Namibia"),
    ("NC", "New Caledonia", "NCL"),
    ("NE", "Niger", "NER", "Republic of Niger", "Republic of the Niger"),
    ("NF", "Norfolk Island", "NFK"),
    ("NG", "Nigeria", "NGA", "Federal Republic of Nigeria"),
    ("NI", "Nicaragua", "NIC", "Republic of Nicaragua"),
    ("NL", "Netherlands", "NLD", "Holland"),
    ("NO", "Norway", "NOR"),
    ("NP", "Nepal", "NPL", "Federal Democratic Republic of Nepal"),
    ("NR", "Nauru", "NRU", "Republic of Nauru"),
    ("NU", "Niue", "NIU"),
    ("NZ", "New Zealand", "NZL", "Aotearoa"),
    ("OM", "Oman", "OMN", "Sultanate of Oman"),
    ("PA", "Panama", "PAN", "Republic of Panama"),
    ("PE", "Peru", "PER", "Republic of Peru"),
    ("PF", "French Polynesia", "PYF", "Tahiti"),
    ("PG", "Papua New Guinea", "PNG", "Independent State of Papua New Guinea"),
    ("PH", "Philippines", "PHL", "Republic of the Philippines"),
    ("PK", "Pakistan", "PAK", "Islamic Republic of Pakistan"),
    ("PL", "Poland", "POL", "Republic of Poland"),
    ("PM", "Saint Pierre and Miquelon", "SPM", "St. Pierre and Miquelon"),
    ("PN", "Pitcairn Islands", "PCN", "Pitcairn"),
    ("PR", "Puerto Rico", "PRI"),
    ("PS", "Palestinian Territories", "PSE", "Palestine", "State of Palestine", "Palestinian Authority",
     "West Bank and Gaza"),
    ("PT", "Portugal", "PRT", "Portuguese Republic"),
    ("PW", "Palau", "PLW", "Republic of Palau"),
    ("PY", "Paraguay", "PRY", "Republic of Paraguay"),
    ("QA", "Qatar", "QAT", "State of Qatar"),
    ("RE", "Réunion", "REU"),
    ("RO", "Romania", "ROU", "Rumania"),
    ("RS", "Serbia", "SRB", "Republic of Serbia"),
    ("RU", "Russia", "RUS", "Russian Federation"),
    ("RW", "Rwanda", "RWA", "Republic of Rwanda"),
    ("SA", "Saudi Arabia", "SAU", "KSA"),
    ("SB", "Solomon Islands", "SLB"),
    ("SC", "Seychelles", "SYC", "Republic of Seychelles"),
    ("SD", "Sudan", "SDN", "Republic of the Sudan"),
    ("SE", "Sweden", "SWE"),
    ("SG", "Singapore", "SGP", "Republic of Singapore"),
    ("SH", "Saint Helena, Ascension and Tristan da Cunha", "SHN", "Saint Helena", "St. Helena"),
    ("SI", "Slovenia", "SVN", "Republic of Slovenia"),
    ("SJ", "Svalbard and Jan Mayen", "SJM", "Svalbard"),
    ("SK", "Slovakia", "SVK", "Slovak Republic"),
    ("SL", "Sierra Leone", "SLE", "Republic of Sierra Leone"),
    ("SM", "San Marino", "SMR", "Republic of San Marino"),
    ("SN", "Senegal", "SEN", "Republic of Senegal"),
    ("SO", "Somalia", "SOM", "Federal Republic of Somalia"),
    ("SR", "Suriname", "SUR", "Republic of Suriname", "Surinam"),
    ("SS", "South Sudan", "SSD", "Republic of South Sudan"),
    ("ST", "São Tomé and Príncipe", "STP", "Democratic Republic of São Tomé and Príncipe"),
    ("SV", "El Salvador", "SLV", "Republic of El Salvador"),
    ("SX", "Sint Maarten", "SXM", "Sint Maarten (Dutch part)"),
    ("SY", "Syria", "SYR", "Syrian Arab Republic"),
    ("SZ", "Eswatini", "SWZ", "Swaziland"),
    ("TC", "Turks and Caicos Islands", "TCA", "Turks and Caicos"),
    ("TD", "Chad", "TCD", "Republic of Chad", "Tchad"),
    ("TF", "French Southern Territories", "ATF", "French Southern and Antarctic Lands"),
    ("TG", "Togo", "TGO", "Togolese Republic"),
    ("TH", "Thailand", "THA", "Siam"),
    ("TJ", "Tajikistan", "TJK", "Republic of Tajikistan"),
    ("TK", "Tokelau", "TKL"),
    ("TL", "Timor-Leste", "TLS", "East Timor", "Democratic Republic of Timor-Leste"),
    ("TM", "Turkmenistan", "TKM"),
    ("TN", "Tunisia", "TUN", "Republic of Tunisia", "Tunisian Republic"),
    ("TO", "Tonga", "TON"),
    ("TR", "Türkiye", "TUR", "Turkey", "Republic of Türkiye", "Republic of Turkey"),
    ("TT", "Trinidad and Tobago", "TTO", "Republic of Trinidad and Tobago", "Trinidad"),
    ("TV", "Tuvalu", "TUV"),
    ("TW", "Taiwan", "TWN", "TECRO", "Taipei Economic and Cultural Representative Office",
     "Taipei Economic and Cultural Representative Office in the United States", "AIT", "American Institute in Taiwan",
     "CCNAA", "Coordination Council for North American Affairs", "Republic of China", "ROC", "Chinese Taipei"),
    ("TZ", "Tanzania", "TZA", "United Republic of Tanzania"),
    ("UA", "Ukraine", "UKR"),
    ("UG", "Uganda", "UGA", "Republic of Uganda"),
    ("UM", "U.S. Minor Outlying Islands", "UMI", "United States Minor Outlying Islands"),
    ("US", "United States", "USA", "United States of America", "America"),
    ("UY", "Uruguay", "URY", "Oriental Republic of Uruguay", "Eastern Republic of Uruguay"),
    ("UZ", "Uzbekistan", "UZB", "Republic of Uzbekistan"),
    ("VA", "Holy See", "VAT", "Vatican City", "Vatican", "Vatican City State"),
    ("VC", "Saint Vincent and the Grenadines", "VCT", "St. Vincent and the Grenadines", "Saint Vincent", "St. Vincent"),
    ("VE", "Venezuela", "VEN", "Bolivarian Republic of Venezuela"),
    ("VG", "British Virgin Islands", "VGB", "BVI"),
    ("VI", "U.S. Virgin Islands", "VIR", "United States Virgin Islands", "USVI", "Virgin Islands of the United States"),
    ("VN", "Vietnam", "VNM", "Viet Nam", "Socialist Republic of Vietnam", "SRV"),
    ("VU", "Vanuatu", "VUT", "Republic of Vanuatu"),
    ("WF", "Wallis and Futuna", "WLF"),
    ("WS", "Samoa", "WSM", "Independent State of Samoa", "Western Samoa"),
    ("YE", "Yemen", "YEM", "Republic of Yemen"),
    ("YT", "Mayotte", "MYT"),
    ("ZA", "South Africa", "ZAF", "Republic of South Africa", "RSA"),
    ("ZM", "Zambia", "ZMB", "Republic of Zambia"),
    ("ZW", "Zimbabwe", "ZWE", "Republic of Zimbabwe", "Rhodesia"),
    # Not in ISO 3166-1: Kosovo under its user-assigned code, and the one organisation that buys as itself.
    ("XK", "Kosovo", "XKX", "Republic of Kosovo"),
    ("NATO", "NATO", "North Atlantic Treaty Organization", "North Atlantic Treaty Organisation", "OTAN",
     "NSPA", "NATO Support and Procurement Agency", "NSPO", "NATO Support and Procurement Organisation",
     "NAMSA", "NATO Maintenance and Supply Agency", "NAMSO", "NATO Maintenance and Supply Organisation",
     "NATO Support Agency", "NCIA", "NCI Agency", "NATO Communications and Information Agency",
     "NC3A", "NATO Consultation, Command and Control Agency", "NAMA", "NATO Airlift Management Agency",
     "NATO Airlift Management Organisation", "NAPMA", "NATO AEW&C Programme Management Agency",
     "NAPMO", "NATO AEW&C Programme Management Organisation", "NAGSMA", "NATO AGS Management Agency",
     "NATO Alliance Ground Surveillance Management Agency", "NETMA", "NATO Eurofighter and Tornado Management Agency",
     "NAHEMA", "NATO Helicopter Management Agency", "NAMEADSMA", "NATO MEADS Management Agency",
     "SHAPE", "Supreme Headquarters Allied Powers Europe"),
)
# fmt: on

RECIPIENTS: dict[str, Recipient] = {row[0]: Recipient(row[0], row[1], row[2:]) for row in _ROWS}
"""Every recipient that a sale file may name, by its code. `unknown` is a word of the file format, not a recipient."""

OTHER = "other:"
OTHER_PATTERN = r"other:[A-Za-z][A-Za-z0-9 .&'()/-]*[A-Za-z0-9.)]"
"""How an organisation is written that the table does not hold: the Act speaks of every international organisation."""

REGIONS: dict[str, str] = {
    "AF": "African Affairs",
    "EAP": "East Asian and Pacific Affairs",
    "EUR": "European and Eurasian Affairs",
    "NEA": "Near Eastern Affairs",
    "SCA": "South and Central Asian Affairs",
    "WHA": "Western Hemisphere Affairs",
    "organization": "International organizations",
}
"""The regional bureaus of the U.S. Department of State, and one region for organisations that buy as themselves."""

OTHERS_REGION = "organization"
"""The region of an organisation that the table does not hold."""

REGIONS_ARE = "the bureaus of the U.S. Department of State, as they are today, whatever the day of a sale"
"""What a region means, in a few words."""

_REGIONS: dict[str, str] = {
    "AF": "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW KE KM LR LS MG ML MR MU MW MZ NA NE NG RE RW SC "
    "SD SH SL SN SO SS ST SZ TD TG TZ UG YT ZA ZM ZW",
    "EAP": "AU BN CC CK CN CX FJ FM HK ID JP KH KI KP KR LA MH MM MN MO MY NC NF NR NU NZ PF PG PH PN PW SB SG TH TK "
    "TL TO TV TW VN VU WF WS",
    "EUR": "AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GL GR HR HU IE IM IS IT JE LI LT "
    "LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA XK",
    "NEA": "AE BH DZ EG EH IL IQ IR JO KW LB LY MA OM PS QA SA SY TN YE",
    "SCA": "AF BD BT IN IO KG KZ LK MV NP PK TJ TM UZ",
    "WHA": "AG AI AR AW BB BL BM BO BQ BR BS BZ CA CL CO CR CU CW DM DO EC FK GD GF GP GT GY HN HT JM KN KY LC MF MQ "
    "MS MX NI PA PE PM PY SR SV SX TC TT UY VC VE VG",
    "organization": "NATO",
}
"""Which bureau is responsible for whom: the lists of countries of the bureaus' offices on state.gov and the Foreign
Affairs Manual, 1 FAM 120 to 170 (https://fam.state.gov/fam/01fam/01fam0140.html for EUR, as of March 2024). They are
today's, whatever the day of a sale: Central Asia moved from EUR to SCA in 2006, South Asia out of NEA in 1992.
A territory that no list names stands with its neighbours. The United States and its own territories, and lands
without inhabitants (AQ BV GS HM TF), belong to none. EUR also handles relations with NATO, which is kept apart here
because it buys for members of two regions."""

_REGION_OF = {code: region for region, codes in _REGIONS.items() for code in codes.split()}

_LEADS = ("the ", "government of ", "kingdom of ")
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "\u0131": "i"})
_DROPPED = ".'`\u2018\u2019"  # full stops and apostrophes join what they stand between; the rest separates
_LONGEST = 120


def is_other_organisation(code: str) -> bool:
    """Whether a code names an organisation that the table does not hold, as `other:African Union`."""
    return re.fullmatch(OTHER_PATTERN, code) is not None


def name_of(code: str) -> str:
    """The short English name behind a code. Raises KeyError for a code that the table does not hold."""
    return code.removeprefix(OTHER) if is_other_organisation(code) else RECIPIENTS[code].name


def name_with_code(code: str) -> str:
    """The name with the code behind it, as `Taiwan (TW)`; of an organisation outside the table the name alone."""
    return f"{RECIPIENTS[code].name} ({code})" if code in RECIPIENTS else code.removeprefix(OTHER)


def region_of(code: str) -> str | None:
    """The regional bureau responsible for a recipient, a key of `REGIONS`; `None` for a code that belongs to none."""
    return OTHERS_REGION if is_other_organisation(code) else _REGION_OF.get(code)


def codes_of_regions(regions: Iterable[str]) -> tuple[str, ...]:
    """The codes of the table that belong to some regions, keys of `REGIONS`."""
    return tuple(code for region in regions for code in _REGIONS[region].split())


def find_region(text: str) -> str | None:
    """The region that a key of `REGIONS`, or its name or the beginning of it, means; `None` where it means none."""
    folded = _fold(text)
    exact = [key for key, name in REGIONS.items() if folded in (_fold(key), _fold(name))]
    begun = [key for key, name in REGIONS.items() if len(folded) > 3 and _fold(name).startswith(folded)]
    found = exact or begun
    return found[0] if len(found) == 1 else None


_LONGEST_NAME = 300
"""Characters: no name of a recipient has more, in whatever spelling."""


def find_recipient(text: str) -> str | None:
    """The code that a code, a name or another known spelling leads to; `None` where it leads nowhere.

    Case, accents and punctuation do not matter, and neither do a leading "the", "Government
    of" or "Kingdom of". A closing abbreviation, as in "Saudi Arabia (KSA)", must lead to the
    same recipient as what it abbreviates.
    """
    if len(text) > _LONGEST_NAME:
        return None
    if is_other_organisation(text):
        return text
    found = _look_up(_fold(text))
    if found is None and text.rstrip().endswith(")"):
        spelt_out, _, abbreviation = text.rstrip()[:-1].rpartition("(")
        found = _look_up(_fold(spelt_out))
        if found != _look_up(_fold(abbreviation)):
            return None
    return found


def nearest_recipients(text: str, n: int = 3) -> list[str]:
    """Up to `n` recipients that a misspelt name may have meant, nearest first, each as `TW (Taiwan)`.

    A spelling that the table knows gets the one recipient that it leads to.
    """
    import difflib  # only a mistake needs it

    found = find_recipient(text)
    wanted = _without_leads(_fold(text[:_LONGEST_NAME]))[:_LONGEST]
    spellings = _spellings()
    if found is not None:
        codes = [found]
    elif not wanted or n < 1:
        codes = []
    else:
        near = [spelling for spelling in spellings if len(wanted) > 3 and f" {wanted} " in f" {spelling} "]
        near += difflib.get_close_matches(wanted, spellings, n=4 * n, cutoff=0.7)
        codes = list(dict.fromkeys(spellings[spelling] for spelling in near))
    return [code if code == name_of(code) else f"{code} ({name_of(code)})" for code in codes[: max(n, 0)]]


def _look_up(folded: str) -> str | None:
    spellings = _spellings()
    return spellings.get(folded) or spellings.get(_without_leads(folded))


def _without_leads(folded: str) -> str:
    while lead := next((lead for lead in _LEADS if folded.startswith(lead)), None):
        folded = folded[len(lead) :]
    return folded


def _fold(text: str) -> str:
    """Lower case, no accents, no punctuation, single spaces: "U.A.E." -> "uae", "Guinea-Bissau" -> "guinea bissau"."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN_LETTERS).replace("&", " and ")
    letters = (char for char in plain if char not in _DROPPED and not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in letters).split())


@cache
def _spellings() -> dict[str, str]:
    """Every folded spelling, and the code that it leads to."""
    return {
        _fold(spelling): recipient.code
        for recipient in RECIPIENTS.values()
        for spelling in (recipient.code, recipient.name, *recipient.aliases)
    }
