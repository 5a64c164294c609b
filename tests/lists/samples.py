"""Small made-up lists in the formats in which the real ones are published."""

from __future__ import annotations

import json

EU_XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="1">
  <sanctionEntity designationDate="2020-02-01" euReferenceNumber="EU.1.1" logicalId="1">
    <regulation programme="UTO" numberTitle="2020/1 (OJ L1)" publicationDate="2020-02-02"/>
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="Utopian Rocket Institute" strong="true"/>
    <nameAlias wholeName="Утопический ракетный институт" strong="true"/>
    <nameAlias wholeName="URI" strong="false"/>
    <nameAlias wholeName="" strong="true"/>
    <address countryIso2Code="00"/><address countryIso2Code="RU"/>
  </sanctionEntity>
  <sanctionEntity euReferenceNumber="EU.2.2" logicalId="2">
    <subjectType code="person" classificationCode="P"/>
    <nameAlias wholeName="Ivan Petrovich Utopov" strong="true">
      <regulationSummary numberTitle="2021/2 (OJ L2)" publicationDate="2021-03-04"/>
    </nameAlias>
    <citizenship countryIso2Code="RU"/>
  </sanctionEntity>
</export>
"""

EU_CSV = "\n".join(
    (
        "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;Entity_SubjectType_ClassificationCode;"
        "Entity_Regulation_NumberTitle;Entity_Regulation_Programme;NameAlias_WholeName;Address_CountryIso2Code",
        "05/08/2026;1;EU.1.1;E;enterprise;2020/1 (OJ L1);UTO;Utopian Rocket Institute;",
        "05/08/2026;1;EU.1.1;E;enterprise;2020/1 (OJ L1);UTO;Raketinstituut Utopië;",
        "05/08/2026;1;EU.1.1;E;enterprise;2020/1 (OJ L1);UTO;;RU",
        "05/08/2026;2;EU.2.2;P;person;2021/2 (OJ L2);UTO;Ivan Petrovich Utopov;",
        "",
    )
)

EU_ACTS = (
    "celex,recordId,programKey,annex,measure,startDate,schema,name,alias,weakAlias,previousName,country\n"
    "32014R0833,7,UTO,IV,Export control,2022-02-26,LegalEntity,Utopian Rocket Institute,"
    '"URI One; URI Two",,Old Rocket Works,ru\n'
    "32014R0833,8,UTO,IV,Asset freeze,2022-02-26,Person,Ivan Utopov,,,,\n"
)

UN_XML = """<?xml version='1.0' encoding='UTF-8'?>
<CONSOLIDATED_LIST dateGenerated="2025-11-20T23:00:09.067Z">
  <INDIVIDUALS>
    <INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>IVAN</FIRST_NAME><SECOND_NAME>UTOPOV</SECOND_NAME>
      <UN_LIST_TYPE>Utopia</UN_LIST_TYPE><REFERENCE_NUMBER>UTi.001</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>
      <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
      <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Eagle</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS></INDIVIDUAL>
  </INDIVIDUALS>
  <ENTITIES>
    <ENTITY><DATAID>2</DATAID><FIRST_NAME>UTOPIAN ROCKET INSTITUTE (URI)</FIRST_NAME>
      <UN_LIST_TYPE>Utopia</UN_LIST_TYPE><REFERENCE_NUMBER>UTe.001</REFERENCE_NUMBER><LISTED_ON>2006-12-23</LISTED_ON>
      <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Old Rocket Works</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ALIAS><QUALITY/><ALIAS_NAME/></ENTITY_ALIAS>
      <ENTITY_ADDRESS><COUNTRY>Iran (Islamic Republic of)</COUNTRY></ENTITY_ADDRESS></ENTITY>
  </ENTITIES>
</CONSOLIDATED_LIST>
"""

NRO_HTML = """<!DOCTYPE html><html lang="en"><body><div class="content"><ul>
<li><a href="/">Home</a></li>
<li><strong>Utopian Rocket Institute</strong> (Russia) <p>Known alias(es): URI; Rocket Institute of Utopia</p></li>
<li><strong>Utopian Naval Academy</strong> (China)</li>
</ul><p>Date modified: <time>2025-03-11</time></p></div></body></html>
"""

US1286_CSV = (
    "schema,name,aliases,program,reason,report-date,start-date,end-date,country\n"
    'Company,Utopian Rocket Institute,"URI; Rocket Institute",Section 1286,,2024,,,Russia\n'
    'Company,"Utopian Academy, Field Station",,Section 1286,,2025,,2025-06-30,China\n'
)

CSL_JSON = json.dumps(
    {
        "results": [
            {
                "name": "Utopian Rocket Institute",
                "alt_names": ["URI", "Rocket Institute"],
                "source": "Entity List (EL) - Bureau of Industry and Security",
                "addresses": [{"city": "Utopia", "country": "RU"}],
                "federal_register_notice": "85 FR 1",
                "start_date": "2020-05-05",
            },
            {"name": "Ivan Utopov", "type": "Individual", "alt_names": None, "source": "SDN"},
        ]
    }
)

OPENSANCTIONS_CSV = (
    '"id","schema","name","aliases","birth_date","countries","sanctions","dataset","first_seen","last_seen"\n'
    '"NK-1","Organization","Utopian Rocket Institute","URI One;URI Two","","ru","EU freeze","EU list",'
    '"2022-01-01T00:00:00","2026-06-01T00:00:00"\n'
    '"NK-2","Person","Ivan Utopov","","1970","ru","","EU list","2022-01-01","2026-06-02"\n'
)

ASPI_JSON = json.dumps(
    {
        "name": "Tracker",
        "values": [
            {
                "value": "Utopian Rocket Institute (乌托邦)",
                "uuid": "u",
                "meta": {"aliases": ["URI", ""], "categories": ["Military"]},
            },
            {"value": "Utopian Naval Academy"},
        ],
    },
    ensure_ascii=False,
)

OWID_CSV = (
    "Entity,Code,Year,Democracy score\n"
    "Netherlands,NLD,2023,9.0\nNetherlands,NLD,2024,9.0\n"
    "Kosovo,OWID_KOS,2024,5.5\nWorld,OWID_WRL,2024,5.2\n"
)

ROR_JSON = json.dumps(
    [
        {
            "id": "https://ror.org/1",
            "names": [
                {"value": "UNA", "types": ["acronym"]},
                {"value": "Utopian Naval Academy", "types": ["ror_display", "label"]},
            ],
            "locations": [{"geonames_details": {"country_code": "RU"}}],
            "relationships": [{"type": "parent", "label": "Utopian Rocket Institute"}],
        },
        {
            "id": "https://ror.org/2",
            "name": "Old Schema University",
            "aliases": ["OSU"],
            "country": {"country_code": "NL"},
        },
    ]
)

TERMS_CSV = "code,term_nl,term_en\n1.1,kwantumradar;kwantumsensor,quantum radar\n1.2,hypersonisch,\n"

SAMPLES = {
    "eu-xml": ("eu", EU_XML, 2),
    "eu-csv": ("eu", EU_CSV, 2),
    "eu-acts": ("eu", EU_ACTS, 2),
    "un": ("un", UN_XML, 2),
    "nro": ("nro", NRO_HTML, 2),
    "us1286": ("us1286", US1286_CSV, 2),
    "csl": ("csl", CSL_JSON, 2),
    "opensanctions": ("opensanctions", OPENSANCTIONS_CSV, 2),
    "aspi": ("aspi", ASPI_JSON, 2),
    "owid": ("owid", OWID_CSV, 2),
    "ror": ("ror", ROR_JSON, 2),
    "terms": ("terms", TERMS_CSV, 2),
}
