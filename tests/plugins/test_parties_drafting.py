"""Who the parties are, in preambles, forms, letters, decisions and signature blocks as different lawyers draft them."""

from __future__ import annotations

import pytest

from contract_scan.read import read_bytes
from contract_scan_builtins.parties import PartyChecker
from contract_scan_builtins.readers import readers

DRAFTS = (
    (
        """RESEARCH COLLABORATION AGREEMENT

This Research Collaboration Agreement is entered into as of 3 May 2024 by and between:

(1) Universiteit Waterstad, a public university established under Dutch law, having its seat at Kade 1, Waterstad, the Netherlands, acting through its Faculty of Applied Physics ("UW"); and

(2) Harbin Northern Institute of Technology, 92 West Street, Harbin, People's Republic of China ("HNIT").

WHEREAS the Parties wish to collaborate;""",
        ["Harbin Northern Institute of Technology", "Universiteit Waterstad"],
    ),
    (
        """SAMENWERKINGSOVEREENKOMST

DE ONDERGETEKENDEN:

1. De Stichting Universitair Medisch Centrum Waterstad, gevestigd te Waterstad en kantoorhoudende aan de Ziekenhuislaan 5, ten deze rechtsgeldig vertegenwoordigd door prof. dr. A.B. de Groot, voorzitter van de raad van bestuur, hierna te noemen: "UMCW";

en

2. Tulp Pharma B.V., gevestigd te Leiden, ingeschreven in het handelsregister onder nummer 12345678, hierna te noemen: "Tulp";

hierna gezamenlijk te noemen "Partijen";

OVERWEGENDE DAT:""",
        ["Stichting Universitair Medisch Centrum Waterstad", "Tulp Pharma B.V."],
    ),
    (
        """Consortium Agreement

THIS CONSORTIUM AGREEMENT is based upon Regulation (EU) 2021/695 and is made on 1 September 2023, hereinafter referred to as the Effective Date

BETWEEN:

UNIVERSITEIT WATERSTAD, established in Kade 1, 1000 AA Waterstad, the Netherlands, the Coordinator

TECHNISCHE HOCHSCHULE BERGSTADT, established in Hauptstrasse 3, Bergstadt, Germany

FUNDACION IBERTECNO, established in Calle Mayor 4, Madrid, Spain

ROBOTEK OY, established in Helsinki, Finland

CENTRE NATIONAL D'ETUDES MARINES (CNEM), established in Brest, France

hereinafter, jointly or individually, referred to as "Parties" or "Party"

relating to the Action entitled DEEPSEA""",
        [
            "CENTRE NATIONAL D'ETUDES MARINES",
            "FUNDACION IBERTECNO",
            "ROBOTEK OY",
            "TECHNISCHE HOCHSCHULE BERGSTADT",
            "UNIVERSITEIT WATERSTAD",
        ],
    ),
    (
        """Geheimhoudingsovereenkomst

Partijen:

- Hogeschool Delfland, statutair gevestigd te Delft, vertegenwoordigd door mevrouw C. Bakker (hierna: "HD"), en
- J. Pietersen h.o.d.n. Pietersen Metaalbewerking, wonende te Rijswijk (hierna: "Pietersen")

komen het volgende overeen:""",
        ["Hogeschool Delfland", "J. Pietersen h.o.d.n. Pietersen Metaalbewerking"],
    ),
    (
        """Overeenkomst tussen de Staat der Nederlanden, te dezen vertegenwoordigd door de Minister van Onderwijs, Cultuur en Wetenschap, namens deze de directeur Onderzoek, hierna: de Staat, en de Vereniging Kennisnetwerk Noord, gevestigd te Groningen, hierna: KNN.

Artikel 1 Definities""",
        ["Staat der Nederlanden", "Vereniging Kennisnetwerk Noord"],
    ),
    (
        """SCHOLARSHIP AGREEMENT

Party A: Eastern Scholarship Council of the Ministry of Education
Party B: Universiteit Waterstad (the Netherlands)
Party C: Ms. Li Hua, passport no. E12345678

In order to support outstanding students, the three parties agree:""",
        ["Eastern Scholarship Council of the Ministry of Education", "Li Hua", "Universiteit Waterstad"],
    ),
    (
        """NON-DISCLOSURE AGREEMENT

between

Sharif Polytechnic University
Azadi Avenue 12, Tehran, Iran
(hereinafter "SPU")

and

Delta Instruments N.V.
Havenweg 3, 3000 AA Rotterdam
(hereinafter "Delta")

1. Purpose""",
        ["Delta Instruments N.V.", "Sharif Polytechnic University"],
    ),
    (
        """Stichting Hartfonds Nederland
Postbus 12
2500 AA Den Haag

Aan Universiteit Waterstad
t.a.v. prof. dr. M. de Wit
Postbus 1
1000 AA Waterstad

Den Haag, 12 maart 2024
Kenmerk: HF-2024-11
Betreft: toekenning subsidie

Geachte professor De Wit,

Het bestuur van Stichting Hartfonds Nederland heeft besloten u een subsidie toe te kennen van € 250.000 voor het onderzoek.

Met vriendelijke groet,

mr. P. Jansen
directeur""",
        ["Stichting Hartfonds Nederland", "Universiteit Waterstad"],
    ),
    (
        """The Northwind Foundation
12 Park Row, London

12 June 2024

Professor Anna Kuiper
Department of Chemistry
Waterstad University
Kade 1, Waterstad

Dear Professor Kuiper,

Grant NF/2024/17

I am pleased to inform you that the Trustees of the Northwind Foundation have approved a grant of GBP 150,000 to Waterstad University.

Yours sincerely,

J. Smith
Director of Grants""",
        ["Northwind Foundation", "Waterstad University"],
    ),
    (
        """This Sponsored Research Agreement ("Agreement") is made by Acme Aerospace Systems, Inc., a Delaware corporation with offices at 1 Main St, Dayton, Ohio ("Sponsor"), and The Regents of the University of Northern Plains, a public body corporate, on behalf of its Plains Campus ("University").

1. Statement of Work""",
        ["Acme Aerospace Systems, Inc.", "Regents of the University of Northern Plains"],
    ),
    (
        """MATERIAL TRANSFER AGREEMENT

Provider: Instituto de Biología Tropical, San José, Costa Rica
Recipient: Erasmus Instituut voor Virologie, Rotterdam
Recipient Scientist: Dr. Jan de Boer

The Provider agrees to transfer the Material""",
        ["Erasmus Instituut voor Virologie", "Instituto de Biología Tropical"],
    ),
    (
        """AGREED AND SIGNED

For and on behalf of
Universiteit Waterstad

_______________________
Name: prof. dr. K. Jansen
Title: Dean
Date:

For and on behalf of
Shenzhen Lantian Electronics Co., Ltd.

_______________________
Name: Wang Wei
Title: General Manager
Date:""",
        ["Shenzhen Lantian Electronics Co., Ltd.", "Universiteit Waterstad"],
    ),
    (
        """Namens Universiteit Waterstad,

drs. K. Vos
Voorzitter College van Bestuur
Datum:

Namens Gemeente Waterstad,

B. Berg
Wethouder
Datum:""",
        ["Gemeente Waterstad", "Universiteit Waterstad"],
    ),
    (
        """AMENDMENT NO. 2 TO RESEARCH AGREEMENT

This Amendment No. 2 (the "Amendment"), dated 1 July 2023, amends the Research Agreement dated 1 July 2021 (the "Agreement") by and among Northwind Energy plc ("Northwind"), Stichting Windlab ("Windlab") and the University of Bergstadt (the "University").""",
        ["Northwind Energy plc", "Stichting Windlab", "University of Bergstadt"],
    ),
    (
        """SUBSIDIEOVEREENKOMST

De ondergetekenden,

I. de Nederlandse Organisatie voor Polaire Studies (NOPS), gevestigd te Den Haag, rechtsgeldig vertegenwoordigd door dr. W. Visser,
hierna aangeduid als "NOPS",

II. Rijksuniversiteit Noorderhaven, statutair gevestigd te Noorderhaven,
hierna aangeduid als "RUN",

III. Koninklijke Bakker & Zn. Scheepsbouw N.V., gevestigd te Vlissingen,
hierna aangeduid als "Bakker",

zijn overeengekomen als volgt:""",
        [
            "Koninklijke Bakker & Zn. Scheepsbouw N.V.",
            "Nederlandse Organisatie voor Polaire Studies",
            "Rijksuniversiteit Noorderhaven",
        ],
    ),
    (
        """AGREEMENT FOR JOINT LABORATORY

Party A (甲方): Beijing Institute of Aerospace Materials
Address: No. 8 Xueyuan Road, Haidian District, Beijing
Legal representative: Zhang Qiang

Party B (乙方): Universiteit Waterstad
Address: Kade 1, Waterstad
Legal representative: K. Jansen

Party A and Party B hereby agree""",
        ["Beijing Institute of Aerospace Materials", "Universiteit Waterstad"],
    ),
    (
        """LICENCE AGREEMENT

THIS AGREEMENT is dated 12 January 2024

PARTIES

(1) QUANTUM LEAP LIMITED incorporated and registered in England and Wales with company number 01234567 whose registered office is at 1 High Street, Oxford (Licensor)
(2) LANKA PHOTONICS (PRIVATE) LIMITED incorporated in Sri Lanka whose registered office is at Galle Road, Colombo (Licensee)

BACKGROUND""",
        ["LANKA PHOTONICS (PRIVATE) LIMITED", "QUANTUM LEAP LIMITED"],
    ),
    (
        """Overeenkomst van opdracht

Opdrachtgever: Provincie Zuiderland, gevestigd te Zuidstad, vertegenwoordigd door de gedeputeerde, de heer T. Smit
Opdrachtnemer: Adviesbureau De Vries & Partners, gevestigd te Breda

Partijen komen overeen:""",
        ["Adviesbureau De Vries & Partners", "Provincie Zuiderland"],
    ),
    (
        """This Agreement is made between the Ministry of Science and Technology of the Republic of Karelistan ("MOST"), the National Academy of Sciences of Karelistan ("NASK") and Universiteit Waterstad ("UW"), each a "Party".""",
        [
            "Ministry of Science and Technology of the Republic of Karelistan",
            "National Academy of Sciences of Karelistan",
            "Universiteit Waterstad",
        ],
    ),
    (
        """DATA USE AGREEMENT

This Data Use Agreement ("DUA") is entered into by St. Clara's Hospital Trust (the "Data Provider") and Dr. Maria Gonzalez, an individual researcher employed by Northfield College (the "Data Recipient").""",
        ["Maria Gonzalez", "St. Clara's Hospital Trust"],
    ),
    (
        """Vaststellingsovereenkomst

Ondergetekenden:
Amsterdams Laser Centrum, onderdeel van de Stichting Natuurkundige Instituten, gevestigd te Utrecht, hierna te noemen "ALC"
en
Huawang Technologies Netherlands B.V., gevestigd te Rotterdam, KvK 87654321, hierna te noemen "Huawang"
in aanmerking nemende dat""",
        ["Amsterdams Laser Centrum", "Huawang Technologies Netherlands B.V."],
    ),
    (
        """LEERSTOELOVEREENKOMST

Stichting Vrienden van de Zeekunde (hierna: "de Stichting"), vertegenwoordigd door haar voorzitter, de heer L. Kramer, en
Universiteit Waterstad, Faculteit der Letteren (hierna: "de Universiteit"),

nemen in aanmerking:""",
        ["Stichting Vrienden van de Zeekunde", "Universiteit Waterstad"],
    ),
    (
        """SERVICE AGREEMENT

BETWEEN

Limited Liability Company "Neva Optics" (OOO "Neva Optics"), a legal entity under the laws of the Russian Federation, represented by its General Director A. Ivanov (hereinafter referred to as the "Customer"),

AND

Optisch Laboratorium Zuid B.V., a private limited liability company under the laws of the Netherlands (hereinafter referred to as the "Contractor"),""",
        ['Limited Liability Company "Neva Optics"', "Optisch Laboratorium Zuid B.V."],
    ),
    (
        """Joint PhD Supervision Agreement (cotutelle)

The Université de Montclair, 3 place Carnot, Montclair, France, represented by its President, Mme Claire Dubois,

and

Universiteit Waterstad, Kade 1, Waterstad, the Netherlands, represented by its Rector,

and the doctoral candidate Mr. Amir Hosseini, born in Shiraz,

agree:""",
        ["Amir Hosseini", "Universiteit Waterstad", "Université de Montclair"],
    ),
    (
        """THIS DEED is made the 4th day of March 2024 BETWEEN NORTHERN TRUST FOR OCEANS a registered charity (no. 123456) of 5 Dock Road, Leith (hereinafter called "the Trust") of the one part AND UNIVERSITY OF EASTBOROUGH of College Green, Eastborough (hereinafter called "the University") of the other part""",
        ["NORTHERN TRUST FOR OCEANS", "UNIVERSITY OF EASTBOROUGH"],
    ),
    (
        """Overeenkomst inzake gastonderzoeker

De Universiteit Waterstad, ten deze vertegenwoordigd door de decaan van de Faculteit Technische Natuurwetenschappen, hierna te noemen 'de Universiteit', enerzijds, en mevrouw Zhang Min, geboren te Wuhan, thans verbonden aan National University of Applied Defence, hierna te noemen 'de Gast', anderzijds, verklaren te zijn overeengekomen:""",
        ["Universiteit Waterstad", "Zhang Min"],
    ),
    (
        """1. PARTIES

1.1 The Institute for Coastal Systems ("ICS"), an association under Norwegian law with registered address Strandgata 4, Bergen; and

1.2 Petrolia Offshore AS ("Petrolia"), org. no. 912 345 678, with registered address Havnegata 1, Stavanger.

2. DEFINITIONS""",
        ["Institute for Coastal Systems", "Petrolia Offshore AS"],
    ),
    (
        """Artikel 1 – Partijen

Deze overeenkomst wordt gesloten tussen:
a) TNZ (Nederlandse Organisatie voor Toegepast Zeeonderzoek), gevestigd te Texel;
b) het Koninklijk Instituut voor de Scheepvaart, gevestigd te Den Helder;
c) Damstra Scheepswerven B.V., gevestigd te Harlingen.

Artikel 2 – Doel""",
        ["Damstra Scheepswerven B.V.", "Koninklijk Instituut voor de Scheepvaart", "TNZ"],
    ),
    (
        """Visiting Scholar Agreement between Universiteit Waterstad ("Host") and Tsinghai University ("Home Institution") regarding Dr. Chen Bo ("Visitor")

The Host agrees""",
        ["Tsinghai University", "Universiteit Waterstad"],
    ),
    (
        """Mutual Confidentiality Agreement

Effective date: 1 June 2024

Company A: Brightwave Photonics GmbH, Lichtstr. 8, 80331 München, Germany
Company B: ASMX Lithography B.V., Veldhoven, the Netherlands

The companies named above agree as follows.""",
        ["ASMX Lithography B.V.", "Brightwave Photonics GmbH"],
    ),
    (
        """Sub-award agreement

Prime recipient: Kansas Plains University Research Foundation
Subrecipient: Universiteit Waterstad
Federal awarding agency: Defense Advanced Programs Office

Terms""",
        ["Kansas Plains University Research Foundation", "Universiteit Waterstad"],
    ),
    (
        """Bruikleenovereenkomst

Het Rijksmuseum voor Natuurhistorie te Leiden, vertegenwoordigd door de directeur, verder te noemen bruikleengever, en de Stichting Expo Noord te Assen, verder te noemen bruikleennemer, zijn het volgende overeengekomen.""",
        ["Rijksmuseum voor Natuurhistorie", "Stichting Expo Noord"],
    ),
    (
        """INTELLECTUAL PROPERTY ASSIGNMENT

THIS ASSIGNMENT, effective January 5, 2024, is from INVENTIVE MINDS LLC, a Texas limited liability company (formerly known as Bright Ideas, LLC) ("Assignor"), to GLOBAL PATENT HOLDINGS, LTD., a Cayman Islands exempted company ("Assignee").""",
        ["GLOBAL PATENT HOLDINGS, LTD.", "INVENTIVE MINDS LLC"],
    ),
    (
        """STRATEGIC ALLIANCE AGREEMENT

This Agreement, made and entered into this 10th day of May, 2010 (hereinafter "Agreement"), by and between

NEWTON INSTRUMENT COMPANY, INC.
a corporation organized under the laws of the Commonwealth of Massachusetts (hereinafter referred to as NIC)

and

TOKYO SEIMITSU KIKAI KABUSHIKI KAISHA
a corporation organized under the laws of Japan (hereinafter referred to as TSK)

WITNESSETH:""",
        ["NEWTON INSTRUMENT COMPANY, INC.", "TOKYO SEIMITSU KIKAI KABUSHIKI KAISHA"],
    ),
    (
        """IN WITNESS WHEREOF, the parties hereto have executed this Agreement.

SPONSOR:                                UNIVERSITY:

GENERAL MARITIME, INC.                  WATERSTAD UNIVERSITY

By: /s/ John Doe                        By: /s/ Jane Roe
Name: John Doe                          Name: Jane Roe
Title: CEO                              Title: Provost""",
        ["GENERAL MARITIME, INC.", "WATERSTAD UNIVERSITY"],
    ),
    (
        """Read and acknowledged:

UNIVERSITY OF EASTBOROUGH

By: ____________
    Dr. Ann Lee, Vice-Chancellor

KOREA MARINE RESEARCH INSTITUTE

By: ____________
    Kim Min-soo, President""",
        ["KOREA MARINE RESEARCH INSTITUTE", "UNIVERSITY OF EASTBOROUGH"],
    ),
    (
        """Projectovereenkomst

De partijen bij deze overeenkomst zijn:
• Universiteit Waterstad, gevestigd te Waterstad ("UW", penvoerder);
• Wageningse Zaadveredeling Coöperatie U.A., gevestigd te Wageningen ("WZC");
• Zuivel Holland C.V. ("ZH");
• de maatschap Dierenartsen Oost, gevestigd te Deventer ("DO").""",
        [
            "Universiteit Waterstad",
            "Wageningse Zaadveredeling Coöperatie U.A.",
            "Zuivel Holland C.V.",
            "Dierenartsen Oost",
        ],
    ),
    (
        """Grant Agreement No 2024-118

between the European Climate Fund (the "Funder"), an international non-profit association (AISBL) registered in Brussels, and
the beneficiary, Universiteit Waterstad, PIC 999999999.

The Funder awards""",
        ["European Climate Fund", "Universiteit Waterstad"],
    ),
    (
        """THE UNIVERSITY OF SOUTH HARBOUR, a body corporate established under the University of South Harbour Act 1989 (ABN 12 345 678 901) of 1 Harbour Drive, South Harbour NSW (University)

and

HUNAN ADVANCED MATERIALS GROUP CO., LTD of 88 Yuelu Avenue, Changsha, Hunan, China (Company)

RECITALS""",
        ["HUNAN ADVANCED MATERIALS GROUP CO., LTD", "UNIVERSITY OF SOUTH HARBOUR"],
    ),
    (
        """Beschikking

De Minister van Economische Zaken,

gelezen de aanvraag van Fotonica Delta B.V. van 3 april 2024;

gelet op artikel 4 van de Kaderwet;

besluit:

aan Fotonica Delta B.V. een subsidie te verlenen van ten hoogste € 1.200.000.""",
        ["Fotonica Delta B.V.", "Minister van Economische Zaken"],
    ),
    (
        """Verwerkersovereenkomst

Verwerkingsverantwoordelijke:
Naam: Universiteit Waterstad
Adres: Kade 1, Waterstad
KvK-nummer: 11223344

Verwerker:
Naam: CloudData Solutions Ltd.
Adres: 5 Dublin Road, Cork, Ierland

Partijen overwegen""",
        ["CloudData Solutions Ltd.", "Universiteit Waterstad"],
    ),
    (
        """Teaming Agreement

Raytech Defence Systems International Inc. (hereinafter "Prime"), a company registered in Virginia, U.S.A., and TU Bergstadt Research GmbH & Co. KG (hereinafter "Sub"), a company registered in Bergstadt, Germany, hereby agree to team""",
        ["Raytech Defence Systems International Inc.", "TU Bergstadt Research GmbH & Co. KG"],
    ),
    (
        """Cooperation Agreement

On the one side: Joint Stock Company "Ural Turbine Works", hereinafter the "Company", in the person of Director S. Petrov, acting under the Articles of Association, and
On the other side: Universiteit Waterstad, hereinafter the "University", in the person of Dean J. Bos.""",
        ['Joint Stock Company "Ural Turbine Works"', "Universiteit Waterstad"],
    ),
    (
        """Overeenkomst

Ondergetekende: Jan Jansen, geboren op 1 januari 1970 te Assen, wonende te Assen, hierna: "de Uitvinder",

en ondergetekende: de besloten vennootschap met beperkte aansprakelijkheid Octrooi Holding Noord B.V., statutair gevestigd te Assen, hierna: "Octrooi",

komen overeen""",
        ["Jan Jansen", "Octrooi Holding Noord B.V."],
    ),
    (
        """This letter agreement confirms the arrangement between Copper & Stone LLP ("we") and the Royal Institute of Marine Biology ("you").""",
        ["Copper & Stone LLP", "Royal Institute of Marine Biology"],
    ),
    (
        """EQUIPMENT LOAN AGREEMENT made between: Nordic Lasers A/S, Skovvej 5, DK-2750 Ballerup (the Lender) and Hospital Universitario La Marina, Valencia, Spain (the Borrower).""",
        ["Hospital Universitario La Marina", "Nordic Lasers A/S"],
    ),
)


@pytest.mark.parametrize(("text", "names"), DRAFTS, ids=lambda value: None if isinstance(value, str) else value[0])
def test_parties_are_found_however_they_are_drafted(text: str, names: list[str]) -> None:
    document = read_bytes(text.encode(), "agreement.txt", list(readers()))
    found = [finding for finding in PartyChecker().check(document) if finding.kind == "party"]
    assert sorted(str(finding.attributes["name"]) for finding in found) == sorted(names)
