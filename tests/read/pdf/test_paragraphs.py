"""What of a PDF's lines is one paragraph, and what stands apart from it."""

BODY = [
    "The Institution shall keep all Confidential Information secret and shall not",
    "disclose it to any third party without the prior written consent of the",
    "Sponsor.",
]


def test_lines_are_joined_by_one_space_and_a_gap_parts_paragraphs(pdf):
    def draw(sheet):
        pdf.write(sheet, 72, 740, BODY)
        pdf.write(sheet, 72, 680, ["This Agreement is governed by Dutch law."])

    assert pdf.texts(pdf.read(pdf.made(draw))) == [" ".join(BODY), "This Agreement is governed by Dutch law."]


def test_a_number_at_the_start_of_a_line_starts_a_clause_of_its_own(pdf):
    lines = ["1.1 The Sponsor funds the Project.", "1.2 The Institution reports each year.", "(a) in writing; and"]
    document = pdf.read(pdf.made(pdf.page(*lines)))
    assert pdf.texts(document) == lines
    assert [block.clause for block in document.blocks] == ["1.1", "1.2", "1.2 (a)"]


def test_a_number_that_a_line_refers_to_starts_nothing(pdf):
    lines = [
        "The obligations that follow from this Agreement, and in particular from Article",
        "7.1 above, survive it.",
    ]
    assert pdf.texts(pdf.read(pdf.made(pdf.page(*lines)))) == [" ".join(lines)]


def test_a_divided_word_is_joined_and_a_compound_keeps_its_hyphen(pdf):
    lines = [
        "De resultaten van het onderzoek worden door de Instelling niet gepubli-",
        "ceerd zonder toestemming, ook niet waar het goederen voor dual-",
        "use betreft, of in- en uitvoer daarvan.",
    ]
    (text,) = pdf.texts(pdf.read(pdf.made(pdf.page(*lines))))
    assert "niet gepubliceerd zonder" in text
    assert "dual-use betreft, of in- en uitvoer" in text


def joined(pdf, *lines):
    (text,) = pdf.texts(pdf.read(pdf.made(pdf.page(*lines))))
    return text


def test_a_word_whose_first_part_also_stands_before_a_hyphen_is_joined_and_a_compound_is_not(pdf):
    assert "with the procedures of the partners within" in joined(
        pdf,
        "The Institution obtains the prior consent of the Sponsor in accordance with the pro-",
        "cedures of the part-",
        "ners within thirty days after the request.",
    )
    assert "any pre-publication review, in-house or by others" in joined(
        pdf,
        "The Institution and the Sponsor shall without delay agree on any pre-",
        "publication review, in-",
        "house or by others.",
    )
    assert "a pre-submission check" in joined(
        pdf,
        "The submission of an article follows on a pre-",
        "submission check by both of the parties to this agreement.",
    )
    assert "all price-sensitive news" in joined(
        pdf,
        "What bears on the price of the shares is price-related and all price-",
        "sensitive news stays secret until it is out.",
    )


def test_a_hyphen_before_a_conjunction_stays_with_its_space(pdf):
    lines = [
        "Partijen houden zich bij de uitvoering van dit project aan alle regels voor in-",
        "en uitvoer van goederen.",
    ]
    (text,) = pdf.texts(pdf.read(pdf.made(pdf.page(*lines))))
    assert "voor in- en uitvoer" in text


def test_a_paragraph_over_a_page_end_is_one_block_on_the_page_it_begins(pdf):
    first = pdf.page(*["Filling line that says nothing at all about anything that matters here."] * 2, *BODY[:2])
    document = pdf.read(pdf.made(first, pdf.page(BODY[2], "", "1.1 Next clause.")))
    assert any(text.endswith(" ".join(BODY)) for text in pdf.texts(document))
    assert next(block.page for block in document.blocks if "Institution" in document.quote(block.span)) == 1


def test_running_lines_and_page_numbers_are_set_apart_each_once(pdf):
    def page(number):
        def draw(sheet):
            pdf.write(sheet, 72, 800, ["Research Agreement - Confidential"], size=9)
            pdf.write(sheet, 72, 740, [f"{' ABCD'[number]}{word} clause of this Agreement." for word in "xy"])
            pdf.write(sheet, 290, 40, [f"Page {number} of 4"], size=9)

        return draw

    document = pdf.read(pdf.made(*map(page, range(1, 5))))
    assert pdf.texts(document, "header") == ["Research Agreement - Confidential"]
    assert pdf.texts(document, "footer") == ["Page 1 of 4"]
    assert len(pdf.texts(document, "paragraph")) == 4


def test_a_paragraph_goes_on_across_header_and_footer(pdf):
    def page(number, *lines):
        def draw(sheet):
            pdf.write(sheet, 72, 800, ["University of Somewhere"], size=9)
            pdf.write(sheet, 72, 740, lines)
            pdf.write(sheet, 290, 40, [str(number)], size=9)

        return draw

    pages = [page(1, *BODY[:2]), page(2, BODY[2], "1. Next."), page(3, "2. More text."), page(4, "3. The end.")]
    document = pdf.read(pdf.made(*pages))
    assert pdf.texts(document, "paragraph")[0] == " ".join(BODY)
    assert pdf.texts(document, "footer") == ["1"]


def test_amounts_at_the_foot_of_pages_are_no_page_numbers(pdf):
    def page(amount):
        return lambda sheet: pdf.write(sheet, 72, 740, ["The Sponsor pays, within thirty days,", f"Total EUR {amount}"])

    document = pdf.read(pdf.made(*map(page, (500, 900, 100))))
    assert all(any(f"EUR {amount}" in text for text in pdf.texts(document)) for amount in (500, 900, 100))


def test_notes_at_the_foot_are_footnotes_one_by_one(pdf):
    def draw(sheet):
        pdf.write(sheet, 72, 740, BODY)
        notes = ["1 Council Regulation (EU) 2021/821 on dual-", "use items.", "2 As amended in 2024."]
        pdf.write(sheet, 72, 90, notes, size=8)

    expected = ["1 Council Regulation (EU) 2021/821 on dual-use items.", "2 As amended in 2024."]
    assert pdf.texts(pdf.read(pdf.made(draw)), "footnote") == expected


LEFT = ["The Institution shall keep all", "information secret and shall", "not disclose it to others."]
RIGHT = ["De Instelling houdt alle ver-", "trouwelijke informatie geheim", "en verstrekt haar aan niemand."]
RIGHT_READ = "De Instelling houdt alle vertrouwelijke informatie geheim en verstrekt haar aan niemand."


def test_two_columns_are_read_one_after_the_other_however_they_were_written(pdf):
    def by_column(sheet):
        pdf.write(sheet, 60, 700, LEFT)
        pdf.write(sheet, 320, 700, RIGHT)

    def by_row(sheet):
        for row, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            pdf.write(sheet, 60, 700 - 13 * row, [left])
            pdf.write(sheet, 320, 700 - 13 * row, [right])

    for draw in (by_column, by_row):
        assert pdf.texts(pdf.read(pdf.made(draw))) == [" ".join(LEFT), RIGHT_READ]


def test_a_label_and_its_amount_stay_together(pdf):
    def draw(sheet):
        for row, (label, amount) in enumerate((("Salaries", "200.000"), ("Travel", "10.000"), ("Audit", "5.000"))):
            pdf.write(sheet, 60, 700 - 14 * row, [label])
            pdf.write(sheet, 320, 700 - 14 * row, [amount])

    text = pdf.read(pdf.made(draw)).text
    assert "Salaries 200.000" in text and "Travel 10.000" in text


def test_numbers_written_before_the_list_are_put_back_with_their_items(pdf):
    def draw(sheet):
        for row in range(3):
            pdf.write(sheet, 60, 700 - 16 * row, [f"{row + 1}."])
        for row, item in enumerate(("reports in writing", "keeps records", "admits auditors")):
            pdf.write(sheet, 85, 700 - 16 * row, [item])

    expected = ["1. reports in writing", "2. keeps records", "3. admits auditors"]
    assert pdf.texts(pdf.read(pdf.made(draw))) == expected


def test_turned_text_and_turned_pages_are_read_the_right_way(pdf):
    def margin(sheet):
        pdf.write(sheet, 72, 740, BODY)
        sheet.translate(40, 300)
        sheet.rotate(90)
        pdf.write(sheet, 0, 0, ["DRAFT NOT FOR SIGNATURE"])

    def turned(sheet):
        sheet.setPageRotation(90)
        pdf.write(sheet, 72, 740, BODY)

    def landscape(sheet):
        sheet.setPageRotation(90)
        sheet.translate(595, 0)
        sheet.rotate(90)
        pdf.write(sheet, 60, 500, BODY)

    assert pdf.texts(pdf.read(pdf.made(margin))) == [" ".join(BODY), "DRAFT NOT FOR SIGNATURE"]
    assert pdf.texts(pdf.read(pdf.made(turned))) == [" ".join(BODY)]
    assert pdf.texts(pdf.read(pdf.made(landscape))) == [" ".join(BODY)]


def test_large_type_on_the_first_page_is_the_title_and_elsewhere_a_heading(pdf):
    def draw(sheet):
        pdf.write(sheet, 72, 760, ["Research Agreement"], size=18)
        pdf.write(sheet, 72, 720, BODY)
        pdf.write(sheet, 72, 640, ["Secrecy"], size=14)
        pdf.write(sheet, 72, 600, BODY)

    document = pdf.read(pdf.made(draw))
    assert pdf.texts(document, "title", "heading") == ["Research Agreement", "Secrecy"]
    assert document.blocks[-1].headings == ("Secrecy",)


def test_a_running_note_of_several_lines_is_set_apart_though_it_stands_at_another_height_on_each_page(pdf):
    note = ["* Confidential treatment has been requested for parts of this Exhibit, which have been", "left out."]

    words = ["budget", "report", "results", "visit", "staff", "data", "travel", "equipment", "patent", "archive"]

    def page(number):
        named = words[number:] + words[:number]
        lines = [f"The Sponsor has a say in the {word} of part {'ABCDE'[number]}." for word in named[: 3 + number]]
        return pdf.page(*lines, "", *note, "", str(number))

    document = pdf.read(pdf.made(*[page(number) for number in (1, 2, 3, 4)]))
    assert document.text.count("left out.") == 1
    assert pdf.texts(document, "footer") == [*note, "1"]


def test_a_paragraph_that_breaks_off_in_a_short_line_goes_on_over_the_page(pdf):
    first = [
        "The Institution complies with all laws that apply to the Project, such as, without any",
        "limitation, the",
    ]
    document = pdf.read(pdf.made(pdf.page(*first), pdf.page("Federal Food, Drug and Cosmetic Act and the rest.")))
    assert pdf.texts(document) == [" ".join([*first, "Federal Food, Drug and Cosmetic Act and the rest."])]


def test_words_that_stand_apart_by_less_than_a_space_are_parted_and_letters_spaced_alike_are_not(pdf):
    def narrow(sheet):
        sheet.setFont("Helvetica", 11)
        left = 72
        for word in [
            "The",
            "Institute",
            "shall",
            "not",
            "publish",
            "any",
            "results",
            "without",
            "the",
            "Sponsor's",
            "consent.",
        ]:
            sheet.drawString(left, 740, word)
            left += sheet.stringWidth(word, "Helvetica", 11) + 0.13 * 11
        spaced = sheet.beginText(72, 600)
        spaced.setCharSpace(1.2)
        spaced.textOut("CONFIDENTIALITY")
        sheet.drawText(spaced)

    text = pdf.read(pdf.made(narrow)).text
    assert "The Institute shall not publish any results without the Sponsor's consent." in text
    assert "CONFIDENTIALITY" in text
