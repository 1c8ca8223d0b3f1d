"""Notices in the four grammars, written for the tests: no such sale was ever notified."""

from __future__ import annotations

DSCA_2024 = """\
NEWS | Nov. 9, 2024
Norway \u2013 NX-7 Coastal Radars
PDF Version
Media/Public Contact
someone@example.gov
Transmittal No
24-301

WASHINGTON, November 9, 2024 - The State Department has made a determination approving a possible Foreign Military \
Sale to the Government of Norway of NX-7 Coastal Radars and related equipment for an estimated cost of $1.25 billion. \
The Defense Security Cooperation Agency delivered the required certification notifying Congress of \
this possible sale today.

The Government of Norway has requested to buy up to sixteen (16) NX-7 radars; thirty(30) AN/QQ-1(V)2 masts (28 \
installed, 2 spares); and four\u00a0(4) shelters (1 per site; 2 spares). The following non-MDE items will also be \
included: tool kits; U.S. Government and contractor support; and other related elements of logistics and program \
support. The estimated total cost is $1.25\u00a0billion.

The principal contractors will be Alpha Works, Inc., located in Salem, OR, and Dover, DE; and Beta, located in \
Mesa, AZ. At this time, there is no offset.

Putting this sale into effect will require two additional people for five years.
"""

DSCA_2009 = """\
WASHINGTON, January 4, 2010 \u2013 On Dec. 30, the Defense Security Cooperation Agency notified Congress of a possible \
foreign military sale to the Government of Chile of radars for an estimated cost of $275 million.

The Government of Chile has requested a possible sale of 2 NX-3(V)1 radars, 1968 M1 155mm shells; 6 command posts, and \
4 5-ton trucks. Also included: ammunition, 2 tool kits, and other related elements. The estimated cost is $275 million.

The prime contractors involved in this program are: Alpha Works in Piqua, Ohio, and Beta Lines of Mesa, Arizona.
"""

DSCA_ADDED = """\
WASHINGTON, May 3, 2024 - The State Department has made a determination approving a possible Foreign Military Sale to \
the Republic of Korea of ZX-2 Rockets for an estimated cost of $60 million. The Defense Security Cooperation Agency \
delivered the required certification.

The Republic of Korea has requested to buy an additional twenty (20) ZX-2 rockets that will be added to a previously \
implemented case whose value was under the congressional notification threshold. The original FMS case, valued at \
$41.5 million ($0 in MDE), included thirty (30) ZX-2 rockets. This notification is for a combined total of fifty (50) \
ZX-2 rockets. The following non-MDE items will also be included: containers. The estimated total cost is $60 million.

There is no principal contractor.
"""

STATE = """\
Bahrain \u2013 ZX-9 Interceptors
Foreign Military Sales: Congressional Notification

Bureau of Political-Military Affairs

April 2, 2026

# 26-98

The U.S. Department of State has made a determination approving a possible Foreign Military Sale to the Kingdom of \
Bahrain for the purchase of ZX-9 Interceptors and related equipment. The estimated total cost is $1.20 billion.

The Secretary of State has determined that an emergency exists that requires the immediate sale of these articles.

The Kingdom of Bahrain has requested to buy fifty (50) ZX-9 interceptors; and

eight (8) launcher kits. The following non-major defense equipment items will also be included: tools; and

spare parts.

The principal contractor will be Alpha Works, located in Grand Prairie, Texas.
"""

REGISTER = """\
[Federal Register Volume 89, Number 50 (Wednesday, March 13, 2024)]
[Notices]
[Pages 100-102]
[FR Doc No: 2024-99999]

-----------------------------------------------------------------------

DEPARTMENT OF DEFENSE

Office of the Secretary

[Transmittal No. 23-299]

Arms Sales Notification

AGENCY: Defense Security Cooperation Agency, Department of Defense.

ACTION: Arms sales notice.

    Dated: March 8, 2024.
Somebody,
Alternate OSD Federal Register Liaison Officer, Department of Defense.
[GRAPHIC] [TIFF OMITTED] TN13MR24.000

Transmittal No. 23-299

Notice of Proposed Issuance of Letter of Offer Pursuant to Section
36(b)(1) of the Arms Export Control Act, as amended

    (i) (U) Prospective Purchaser: Government of Morocco
    (ii) (U) Total Estimated Value:

Major Defense Equipment *.................................  $ 71.5 million
[[Page 101]]
Other ....................................................     28.5 million
                                                           ---------------
    TOTAL.................................................  $100.0 million

Funding Source: National Funds
    (iii) Description and Quantity or Quantities of Articles or Services
under Consideration for Purchase: FMS case MO-B-ZZZ was below the threshold
at $40.1 million ($20.2 million in MDE) and included forty (40) ZX-2
rockets. The entire case is notified now; the requirements are combined
as follows:
Major Defense Equipment (MDE):
    One hundred (100) ZX-2 rockets of a name that goes over the end of the
line
    Twelve (12) launchers
    ZX-2 sights
Non-MDE:
Also included are containers; training; AN/
QQ-5 radios.
    (iv) Military Department: Army (MO-B-ZZZ)
    (v) Prior Related Cases, if any: MO-B-ZZY
    (viii) Date Report Delivered to Congress: December 20, 2023

    *As defined in Section 47(6) of the Arms Export Control Act.

POLICY JUSTIFICATION

Morocco--ZX-2 Rockets

    The Government of Morocco has requested to buy one hundred (100) ZX-2
rockets. The total estimated cost is $100 million.
    The principal contractor will be Alpha Works Corporation, Orlando, FL.
    Annex
    Item No. vii
    1. The 500 (500) ZX-2 of 2010 has 12 parts for $3 million.
"""

UPGRADE = """\
[Federal Register Volume 85, Number 50 (Friday, March 13, 2020)]
[FR Doc No: 2020-99999]
[Transmittal No. 0B-20]
ACTION: Arms sales notice.
Transmittal No. 0B-20

REPORT OF ENHANCEMENT OR UPGRADE OF SENSITIVITY OF TECHNOLOGY OR
CAPABILITY (SEC. 36(B)(5)(C), AECA)

    (i) Purchaser: Government of Japan
    (ii) Sec. 36(b)(1), AECA Transmittal No.: 15-35
    Date: June 1, 2015
    Military Department: Navy
    (iii) Description: On June 1, 2015, Congress was notified by certification
transmittal number 15-35 of the possible sale of four (4) aircraft and ten
(10) engines. The estimated cost was $1.7 billion. Major Defense Equipment
(MDE) constituted $910 million of this total.
    This transmittal reports the addition of nine (9) displays and two (2)
spare radars. The cost of the new items is $30 million. The MDE value will
increase by $10 million to a revised $920 million. The non-MDE value will
increase to $810 million. The estimated total case value will increase by
$30 million to $1.73 billion.
    (iv) Significance: It adds 25 things.
    (vii) Date Report Delivered to Congress: February 24, 2020
"""

RECORD = """\
[Congressional Record Volume 168, Number 10 (Monday, January 17, 2022)]
[Senate]
[Page S210]

                        ARMS SALES NOTIFICATION

  Mr. SOMEBODY. Mr. President, section 36(b) gives the Congress 30 calendar days.
  There being no objection, the material was ordered to be printed in the Record, as follows:

     Hon. Somebody, Chairman.
       Dear Mr. Chairman: Pursuant to the reporting requirements
     of Section 36(b)(l) of the Arms Export Control Act, as amended. we
     are forwarding herewith Transmittal No. 21-370, concerning the
     Navy's proposed Letter(s) of Offer and Acceptance to the
     Government of Greece for defense articles estimated to cost
     $6.9 billion.
     Enclosures.

                         transmittal no. 21-370

     (i) Prospective Purchaser: Government of Greece.
     (ii) Total Estimated Value:
     Major Defense Equipment* $3.5 billion.
     Other $3.4 billion.
     Total $6.9 billion.
     (iii) Description and Quantity or Quantities of Articles or Services under Consideration for Purchase:
     Major Defense Equipment (MDE):
       Up to four (4) ZX ships.
       Two (2) launchers (1 installed, 1 spare).
     Non-MDE: Also included are radios, .50 caliber guns, and training.
     (iv) Military Department: Navy (GR-P-ZZZ).

       Dear Mr. Chairman: Pursuant to the reporting requirements
     of Section 36(b)(1) of the Arms Export Control Act, as amended, we
     are forwarding herewith Transmittal No. 21-371 concerning the
     Army's proposed Letter(s) of Offer and Acceptance to the Kingdom
     of Jordan for defense services estimated to cost $50 million.

                         transmittal no. 21-371

     (i) Prospective Purchaser: Kingdom of Jordan.
     (ii) Total Estimated Value:
     Major Defense Equipment* $0.
     Other $50 million.
     Total $50 million.
     (iii) Description and Quantity or Quantities of Articles or Services under Consideration for Purchase:
     Major Defense Equipment (MDE): None.
     Non-MDE: Twenty (20) trucks; training.
"""

CORRECTION = """\
[Federal Register Volume 91, Number 4 (Wednesday, January 7, 2026)]
[FR Doc No: 2026-99999]
[Transmittal No. 24-348]

Arms Sales Notification; Correction

ACTION: Arms sales notice; correction.

SUMMARY: A page is printed again.
"""

COMMUNICATIONS = """\
EC-999. A communication from the Secretary, transmitting, pursuant to law, the certification of a proposed license
pursuant to section 36(c) of the Arms Export Control Act (Transmittal No. DDTC 13-990) worth $50,000,000 or more;
to the Committee on Foreign Relations.
"""

EVERY = (DSCA_2024, DSCA_2009, DSCA_ADDED, STATE, REGISTER, UPGRADE, RECORD, CORRECTION, COMMUNICATIONS)

LICENCES = """\
[Federal Register Volume 91, Number 100 (Tuesday, May 26, 2026)]
[Notices]
[FR Doc No: 2026-99998]

DEPARTMENT OF STATE

[Public Notice: 13999]

Notifications to the Congress of Proposed Commercial Export Licenses

ACTION: Notice.

SUPPLEMENTARY INFORMATION: Section 36(f) of the Arms Export Control Act requires that notifications be published.

January 8, 2026

The Honorable Speaker of the House of Representatives.

Dear Mr. Speaker: Pursuant to Section 36(c) of the Arms Export Control Act, please find enclosed a certification of a
proposed license for the export of firearms controlled under Category I of the U.S. Munitions List in the amount of
$1,000,000 or more.

The transaction contained in the attached certification involves the export of 9mm ZX pistols to Norway.

Sincerely,
Assistant Secretary, Bureau of Legislative Affairs.

Enclosure: Transmittal No. DDTC 25-940.

January 15, 2026

The Honorable Speaker of the House of Representatives.

Dear Mr. Speaker: Pursuant to Section 36(d) of the Arms Export Control Act, please find enclosed a certification of a
proposed manufacturing license agreement for the manufacture of significant military equipment abroad and the export
of defense articles, including technical data, and defense services in the amount of $100,000,000 or more.

The transaction contained in the attached certification involves the export of defense articles to Italy, Spain and
Greece to support the manufacture of ZX wing sets.

Sincerely,
Assistant Secretary, Bureau of Legislative Affairs.

Enclosure: Transmittal No. DDTC 25-941.

[FR Doc. 2026-99998 Filed 5-22-26; 8:45 am]
BILLING CODE 4710-25-P
"""

TRANSFER = """\
March 5, 2024

Dear Mr. Chairman: Pursuant to Section 3(d) of the Arms Export Control Act, this is to inform you that the Government
of Denmark has requested the consent of the United States to transfer twenty-four (24) ZX-16 aircraft to the
Government of Argentina. The original acquisition value of the aircraft is $338 million.

Transmittal No. RSAT 24-9500
"""

LEASE = """\
March 5, 2019

Dear Mr. Speaker: Pursuant to section 62(a) of the Arms Export Control Act, this is to notify you of the proposed lease
to the Government of Peru of two (2) ZX-130 aircraft for a period of 60 months. The replacement value of the aircraft
is $80 million, and the total rental is $1.2 million.
"""

COST_INCREASE = """\
[Federal Register Volume 85, Number 50 (Friday, March 13, 2020)]
[FR Doc No: 2020-99998]
[Transmittal No. 0C-20]
ACTION: Arms sales notice.
Transmittal No. 0C-20

REPORT OF ENHANCEMENT OR UPGRADE OF SENSITIVITY OF TECHNOLOGY OR
CAPABILITY (SEC. 36(B)(5)(A), AECA)

    (i) Purchaser: Government of Japan
    (ii) Sec. 36(b)(1), AECA Transmittal No.: 15-36
    Date: June 1, 2015
    Implementing Agency: Navy
    (iii) Description: On June 1, 2015, Congress was notified by certification
transmittal number 15-36 of the possible sale of four (4) ZX ships. The
estimated total cost was $1.7 billion.
    This transmittal reports an increase in cost. The estimated total case
value is now $2.0 billion.
    (vii) Date Report Delivered to Congress: February 24, 2020
"""

ALTERNATIVES = """\
Iraq - Helicopters

WASHINGTON, March 2, 2011 \u2013 The Defense Security Cooperation Agency (DSCA) notified Congress on 1 March of a \
possible Foreign Military Sale to the Government of Iraq of helicopters for an estimated cost of $1.2 billion.

The Government of Iraq has requested a possible sale of (A) up to 15 ZX109 helicopters, or alternatively, 15 QX429 \
helicopters; and (B) up to 12 ZX139 helicopters, equipped with the following: twenty-four (24) T7 engines. Included in \
the possible sale are eight (8) generators; and four (4) shelters. Also requested are two (2) simulators. The \
estimated cost is $1.2 billion.

The principal contractors will depend on which are bought: Alpha Works in Reston, Virginia; Beta (Lynn, MA).

Deliveries are expected to begin in 2013. The towers number six (6) units of Gamma Works, Inc., for $5 million.
"""

CORRECTED_FIGURES = """\
[Federal Register Volume 84, Number 50 (Thursday, March 14, 2019)]
[FR Doc No: 2019-99997]
[Transmittal No. 18-355]
36(b)(1) Arms Sales Notification; Correction
ACTION: Arms sales notice; correction.
SUMMARY: On February 1, 2019, DoD published a notice with a wrong total.
SUPPLEMENTARY INFORMATION: In FR Doc. 2019-00999 on page 100, in the second column, the Total should read $96 million.
Dated: March 8, 2019.
"""

REGISTER_PAGE = """\
Arms Sales Notification

A Notice by the Defense Department on 09/13/2022

Published Document: 2022-99999 (87 FR 56012)

ACTION: Arms sales notice.

SUMMARY: This is published to fulfill the requirements of section 155 of Public Law 104-164 dated July 21, 1996.

Dated: September 7, 2022.

Transmittal No. 22-345

(i) Prospective Purchaser: Government of Kuwait

(ii) Total Estimated Value:

Major Defense Equipment * $2.0 billion

Other $ .8 billion

TOTAL $2.8 billion

(iii) Description and Quantity or Quantities of Articles or Services under Consideration for Purchase:

Major Defense Equipment (MDE):

Sixty-three (63) ZX missiles

Start Printed Page 56013 Twelve (12) launchers

Non-MDE: Also included are Start Printed Page 56014 containers; training.

(iv) Military Department: Air Force (KU-D-YYY)

(viii) Date Report Delivered to Congress: August 25, 2022

POLICY JUSTIFICATION

Kuwait\u2014ZX Missiles

The Government of Kuwait has requested to buy sixty-three (63) ZX missiles. The total estimated cost is $2.8 billion.

The principal contractor will be Alpha Works, Waltham, MA. There are no known offset agreements.
"""

LIST_OF_NOTICES = """\
Arms Sales: Congressional Notifications
55 items

Korea \u2013 ZX-9 Missiles
August 21, 2026

Singapore \u2013 ZX Missiles
June 30, 2026
https://www.state.gov/releases/bureau-of-political-military-affairs/2026/06/singapore-zx-missiles/

Australia \u2013 ZX Aircraft Training
June 25, 2026
"""

TEMPLATE = """\
Transmittal No. XX-XX

The State Department has made a determination approving a possible Foreign Military Sale to [COUNTRY] of [ITEM] for an \
estimated cost of $XX million. The principal contractor will be [NAME].
"""

PRESS = """\
By John Smith, Reuters

The United States approved new radars for its partners, the Pentagon said on Friday, according to people who know of \
the foreign military sale. The Defense Security Cooperation Agency would not comment.
"""

GRANT = """\
Dear Madam Chairwoman: Pursuant to Section 516 of the Foreign Assistance Act of 1961, this is to notify you of the \
intent to transfer excess defense articles on a grant basis to the Government of Tunisia: sixteen (16) helicopters.
"""

OTHER_KINDS = (LICENCES, TRANSFER, LEASE, COST_INCREASE, ALTERNATIVES, REGISTER_PAGE)
"""What is no letter of offer, and lists that no fixed heading begins."""
