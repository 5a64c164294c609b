"""Files as other systems write them; all names are invented."""

from __future__ import annotations

TABLE = """Contractnummer;Onderwerp;Soort overeenkomst;Wederpartij;Land;Startdatum;Einddatum;Bedrag;Verlenging;Contactpersoon
L-1;Leerstoel handelsrecht;Leerstoel;Stichting Haven;Nederland;1 september 2022;31-08-2026;€ 250.000,-;stilzwijgend;J. de Boer
L-2;Onderzoek zeerecht;Samenwerking;Harbour Group Ltd;Verenigd Koninkrijk;01-01-2025;31-12-2029;100000;na overleg;P. de Boer
"""

PURE_XML = """<?xml version="1.0"?>
<result xmlns="urn:pure"><items>
<award uuid="aw-1"><title><text locale="en_GB">Light on chips</text></title>
<managingOrganisationalUnit externalId="FNWI-1"><name><text>Photonics</text></name></managingOrganisationalUnit>
<collaborative>true</collaborative><actualPeriod><startDate>2024-02-01</startDate><endDate>2028-01-31</endDate></actualPeriod>
<awardDate>2023-12-01</awardDate>
<fundings><funding><funder uuid="f-1"><name><text>Foundation Lumen</text></name></funder>
<awardedAmount>120000.50</awardedAmount></funding></fundings>
<collaborators><collaborator uuid="c-1"><name><text>Institute for Optics</text></name></collaborator></collaborators></award>
<award uuid="aw-2"><title><text>No partner</text></title></award>
</items></result>"""

PURE_JSON = """{"items": [{"uuid": "aw-1", "title": {"en_GB": "Light on chips"},
"actualPeriod": {"startDate": "2024-02-01", "endDate": "2028-01-31"},
"fundings": [{"funder": {"uuid": "f-1", "name": {"text": [{"value": "Foundation Lumen"}]}}, "awardedAmount": 120000.5}],
"collaborators": [{"uuid": "c-1", "name": {"text": [{"value": "Institute for Optics"}]}}]}]}"""

CERIF = """<CERIF xmlns="https://www.openaire.eu/cerif-profile/1.2/"><Project id="P-7"><Acronym>TIDE</Acronym>
<Title xml:lang="en">Tides and dikes</Title><StartDate>2025-01-01</StartDate><EndDate>2027-12-31</EndDate>
<Consortium><Coordinator><DisplayName>Waterland University</DisplayName></Coordinator>
<Partner><OrgUnit><Name>Dike Institute</Name></OrgUnit></Partner></Consortium>
<Funded><By><OrgUnit><Name>Sea Fund</Name></OrgUnit></By><As><Funding><Amount currency="EUR">50000</Amount></Funding></As></Funded>
</Project></CERIF>"""

CORDIS = """"projectID";"projectAcronym";"organisationID";"vatNumber";"name";"shortName";"activityType";"country";"role";"ecContribution";"netEcContribution";"totalCost";"active"
"900001";"TIDE";"1";"";"WATERLAND UNIVERSITY";"WU";"HES";"NL";"participant";"125000,5";"";"";"true"
"900001";"TIDE";"2";"";"DIKE INSTITUTE";"DI";"REC";"EL";"coordinator";"300000";"";"";"true"
"""

NWOPEN = """{"meta": {"count": 1}, "projects": [{"project_id": "NWO.1", "grant_id": "1", "title": "Quiet sensors",
"start_date": "2024-09-01T00:00:00", "end_date": "2028-08-31T00:00:00", "project_members": [
{"role": "Main Applicant", "last_name": "de Boer", "organisation": "Waterland University", "ror": null},
{"role": "Partner", "organisation": "Dike Institute", "ror": "https://ror.org/04jsz6e67"}]}]}"""

EWP = """<iias-get-response xmlns="urn:ewp"><iia><iia-id>i-1</iia-id><iia-code>EX/1</iia-code>
<partner><hei-id>waterland.example</hei-id></partner><partner><hei-id>utopia.example</hei-id></partner>
<in-effect>true</in-effect><cooperation-conditions><student-studies-mobility-spec><isced-f-code>0533</isced-f-code>
<receiving-first-academic-year-id>2024/2025</receiving-first-academic-year-id>
<receiving-last-academic-year-id>2026/2027</receiving-last-academic-year-id></student-studies-mobility-spec>
</cooperation-conditions></iia></iias-get-response>"""

SYSTEMS = {"pure": PURE_XML, "cerif": CERIF, "cordis": CORDIS, "nwopen": NWOPEN, "ewp": EWP}
