"""Ruled tables become cells with their row and column."""

from contract_scan.document import Cell

ROWS = [["Post", "Amount", "Paid by"], ["Salaries", "EUR 200.000", "Sponsor"], ["Travel", "EUR 10.000", "Institution"]]


def grid(pdf, sheet, rows=ROWS, left=72, top=700, width=140, height=24):
    for index in range(len(rows) + 1):
        sheet.line(left, top - index * height, left + width * len(rows[0]), top - index * height)
    for index in range(len(rows[0]) + 1):
        sheet.line(left + index * width, top, left + index * width, top - height * len(rows))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            pdf.write(sheet, left + column * width + 4, top - row * height - 16, [text])


def cells_of(document):
    return {block.cell: document.quote(block.span) for block in document.blocks if block.kind == "table_cell"}


def test_each_cell_is_a_block_with_its_row_and_column(pdf):
    document = pdf.read(pdf.made(lambda sheet: grid(pdf, sheet)))
    expected = {Cell(0, row, column): text for row, cells in enumerate(ROWS) for column, text in enumerate(cells)}
    assert cells_of(document) == expected


def test_text_around_a_table_stays_around_it(pdf):
    def draw(sheet):
        pdf.write(sheet, 72, 740, ["The budget is:"])
        grid(pdf, sheet)
        pdf.write(sheet, 72, 560, ["All amounts exclude VAT."])

    document = pdf.read(pdf.made(draw))
    assert [document.quote(document.blocks[at].span) for at in (0, -1)] == [
        "The budget is:",
        "All amounts exclude VAT.",
    ]


def test_lines_that_run_over_cells_are_cut_where_the_cell_ends(pdf):
    def draw(sheet):
        grid(pdf, sheet, [["", ""], ["", ""]], width=150)
        pdf.write(sheet, 76, 684, ["Confidential period" + " " * 30 + "5 years"])
        pdf.write(sheet, 76, 660, ["Delay of publication" + " " * 28 + "90 days"])

    found = cells_of(pdf.read(pdf.made(draw)))
    assert found[Cell(0, 0, 0)] == "Confidential period"
    assert found[Cell(0, 0, 1)] == "5 years"


def test_a_frame_around_text_is_no_table(pdf):
    def draw(sheet):
        sheet.rect(60, 660, 400, 100)
        pdf.write(sheet, 72, 740, ["This Agreement is confidential.", "It may not be copied."])

    assert all(block.cell is None for block in pdf.read(pdf.made(draw)).blocks)


def test_two_tables_are_counted_apart(pdf):
    def draw(sheet):
        grid(pdf, sheet)
        pdf.write(sheet, 72, 600, ["And in the second year:"])
        grid(pdf, sheet, top=560)

    assert {cell.table for cell in cells_of(pdf.read(pdf.made(draw)))} == {0, 1}


def test_ten_thousand_rules_are_a_drawing_and_cost_little(pdf):
    def draw(sheet):
        pdf.write(sheet, 72, 800, ["Text above a hatched drawing."])
        for index in range(5_000):
            sheet.line(10, index * 0.15, 500, index * 0.15)
            sheet.line(10 + index * 0.1, 0, 10 + index * 0.1, 700)

    assert "Text above a hatched drawing." in pdf.read(pdf.made(draw)).text
