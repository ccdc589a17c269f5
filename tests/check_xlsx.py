#!/usr/bin/python3
"""Open the workbook of a report with openpyxl and see what a reader of spreadsheets gets:

    tests/check_xlsx.py PLAN.xlsx

Heads that stay, filters, number formats, charts, pages, totals that are formulas of their column, and names that
stay names. Ends with 1 when anything is wrong.
"""
import re
import sys

import openpyxl
from openpyxl.utils import range_boundaries

failed = []


def check(good, what):
    if not good:
        failed.append(what)


def check_sheet(formulas, values):
    check(formulas.freeze_panes == "B2", f"{formulas.title}: the head does not stay")
    for row in formulas.iter_rows():
        for cell in row:
            if cell.data_type == "n" and cell.value is not None and cell.row > 1:
                check(cell.number_format != "General", f"{formulas.title}!{cell.coordinate} has no format")
            if cell.data_type == "f":
                check_formula(formulas, values, cell)


def check_print(sheet):
    """A4 on its side, all columns on its width; what has a chart is on one page with it."""
    setup = sheet.page_setup
    check(sheet.sheet_properties.pageSetUpPr.fitToPage and setup.orientation == "landscape" and
          str(setup.paperSize) == "9" and int(setup.fitToWidth or 1) == 1, f"{sheet.title} is wider than a page")
    length = 1 if setup.fitToHeight is None else int(setup.fitToHeight)
    check(length == (1 if sheet._charts else 0), f"{sheet.title} is fitted to {length} pages")


def check_formula(formulas, values, cell):
    """A total is the sum of the numbers that it names; SUMIFS is worked out here."""
    shown = values[cell.coordinate].value
    if (match := re.fullmatch(r"=(?:SUBTOTAL\(109,|SUM\()([A-Z0-9:]+)\)", cell.value)):
        first, top, last, bottom = range_boundaries(match[1])
        want = sum(values.cell(r, c).value or 0 for r in range(top, bottom + 1) for c in range(first, last + 1))
    elif (match := re.fullmatch(r"=SUMIFS\('(.+)'!(.+),'.+'!(.+),(\w+),'.+'!(.+),(\w+)\)", cell.value)):
        sheet = values.parent[match[1]]
        columns = [[c[0].value for c in sheet[match[i].replace("$", "")]] for i in (2, 3, 5)]
        want = sum(eur for eur, who, when in zip(*columns) if who == values[match[4]].value and when == values[match[6]].value)
    else:
        check(False, f"{formulas.title}!{cell.coordinate} has the formula {cell.value}")
        return
    check(abs(shown - want) < 1e-6 * max(1, abs(want)), f"{formulas.title}!{cell.coordinate} shows {shown}, not {want}")


def main():
    formulas = openpyxl.load_workbook(sys.argv[1])
    values = openpyxl.load_workbook(sys.argv[1], data_only=True)
    check(sum(len(sheet._charts) for sheet in formulas) >= 3, "fewer than three charts")
    for sheet in formulas.worksheets:
        check_print(sheet)
    for sheet in formulas.worksheets[1:]:
        check_sheet(sheet, values[sheet.title])
    for sheet in formulas.worksheets[2:]:
        check(sheet.max_row < 2 or sheet.auto_filter.ref is not None, f"{sheet.title} has no filter")
    print("\n".join(failed[:20]) if failed else f"{len(formulas.worksheets)} sheets are in order")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
