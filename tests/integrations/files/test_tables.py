"""What a file is, is found by its content; its rows are streamed; whatever cannot be read is said in one sentence."""

import datetime as dt
import gzip
import io
import json
import random
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from tenure.integrations.files.cells import cell_text
from tenure.integrations.files.errors import FileError
from tenure.integrations.files.tables import open_table
from tests.shared import shared_data

ODS_MANIFEST = """<?xml version="1.0"?><manifest:manifest
 xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"""
ODS_CONTENT = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>
 <table:table table:name="Kunden">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"""


def write(folder: Path, content: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def write_sheet(folder: Path, *rows: list[object], name: str = "table.xlsx") -> Path:
    book = xlsxwriter.Workbook(str(folder / name), {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False})
    sheet = book.add_worksheet("Kunden")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return folder / name


def write_ods(folder: Path, rows: str) -> Path:
    path = folder / "table.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", ODS_MANIFEST)
        archive.writestr("content.xml", ODS_CONTENT.format(rows=rows))
    return path


def read(path: Path, **options: str) -> list[tuple[int, list[object]]]:
    return [(number, list(cells)) for number, cells in open_table(path, **options).rows()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end_is_found(tmp_path: Path, delimiter: str, newline: str) -> None:
    lines = [["id", "name", "amount"], ["007", "Köhler", "5"], ["8", "Fjord", "6"], ["9", "Elm", "7"]]
    table = open_table(write(tmp_path, newline.join(delimiter.join(line) for line in lines)))
    assert table.headers == ("id", "name", "amount")
    assert list(table.rows()) == [(number, line) for number, line in enumerate(lines[1:], start=2)]


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with byte-order mark"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_is_found_and_said(tmp_path: Path, codec: str, name: str) -> None:
    table = open_table(write(tmp_path, "Straße,Ort\nÅgatan,Malmö\n".encode(codec)))
    assert table.origin == f"CSV, {name}, comma"
    assert table.headers == ("Straße", "Ort")
    assert list(table.rows()) == [(2, ["Ågatan", "Malmö"])]


def test_one_letter_at_the_end_of_a_large_file_decides_its_encoding(tmp_path: Path) -> None:
    path = write(tmp_path, b"name,amount\n" + b"Alder,1\n" * 300_000 + "Köhler,2\n".encode("cp1252"))
    assert open_table(path).origin == "CSV, Windows-1252, comma"
    assert read(path)[-1] == (300_002, ["Köhler", "2"])


def test_a_decimal_comma_does_not_pass_for_the_delimiter(tmp_path: Path) -> None:
    path = write(tmp_path, "Kunde;Umsatz;Anteil\nA;1,5;2,5\nB;2,25;0,5\n")
    assert read(path) == [(2, ["A", "1,5", "2,5"]), (3, ["B", "2,25", "0,5"])]


def test_a_line_break_in_quotes_belongs_to_its_cell_and_counts_no_row(tmp_path: Path) -> None:
    path = write(tmp_path, 'name,note\nAlder,"one\r\ntwo, and ""three"""\nBirch,x\n')
    assert read(path) == [(2, ["Alder", 'one\r\ntwo, and "three"']), (3, ["Birch", "x"])]


def test_short_rows_are_filled_long_rows_refused_and_both_reported(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "a,b,c\n1,2,3\n1\n1,2,3,,\n1,2,3,4\n\n5,6,7\n"))
    refused: list[tuple[int, list[object]]] = []
    rows = list(table.rows(lambda number, cells: refused.append((number, list(cells)))))
    assert rows == [(2, ["1", "2", "3"]), (3, ["1", "", ""]), (4, ["1", "2", "3"]), (7, ["5", "6", "7"])]
    assert (table.short.count, table.short.rows) == (1, [3])
    assert (table.long.count, table.long.rows) == (1, [5])
    assert refused == [(5, ["1", "2", "3", "4"])]


def test_a_table_can_be_read_again_and_counts_afresh(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "a,b\n1\n"))
    assert list(table.rows()) == list(table.rows())
    assert table.short.count == 1


def test_repeated_and_missing_headers_get_names_of_their_own(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "name,name,,amount\nA,B,C,1\n"))
    assert table.headers == ("name", "name (2)", "column 3", "amount")
    assert table.notices == [
        "The header 'name' appears more than once; the one in column 2 is 'name (2)'.",
    ]


def test_title_rows_above_the_header_are_skipped_with_a_notice(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "sep=;\nCustomers 2024;;\n\nid;name;amount\n1;A;5\n"))
    assert table.headers == ("id", "name", "amount")
    assert table.notices == ["The header of table.csv is in row 4; the rows above it are skipped."]
    assert list(table.rows()) == [(5, ["1", "A", "5"])]


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert read(write(tmp_path, "account,date\n")) == []


def test_a_gzipped_csv_reads_as_the_plain_one(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, gzip.compress(b"a;b\n1;2\n"), "orders.csv.gz"))
    assert (table.origin, list(table.rows())) == ("CSV, gzip, UTF-8, semicolon", [(2, ["1", "2"])])


def test_spreadsheet_cells_keep_their_types_and_formula_text_stays_text(tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path,
        ["id", "date", "time", "amount", "text", "yes"],
        ["007", dt.date(2024, 3, 1), dt.datetime(2024, 3, 1, 8, 30), 12.5, "=1+1", True],
        [],
        ["8", None, None, 3, " ", False],
    )
    assert read(path) == [
        (2, ["007", dt.date(2024, 3, 1), dt.datetime(2024, 3, 1, 8, 30), 12.5, "=1+1", True]),
        (4, ["8", "", "", 3.0, " ", False]),
    ]


def test_ods_is_read_with_its_types(tmp_path: Path) -> None:
    def text(value: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    rows = (
        f"<table:table-row>{text('id')}{text('amount')}{text('date')}</table:table-row>"
        f"<table:table-row>{text('007')}"
        '<table:table-cell office:value-type="float" office:value="12.5"><text:p>12,50</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2024-03-01"><text:p>1.3.24</text:p>'
        "</table:table-cell></table:table-row>"
    )
    table = open_table(write_ods(tmp_path, rows))
    assert table.origin == "spreadsheet, sheet 'Kunden'"
    assert [[cell_text(cell) for cell in cells] for _, cells in table.rows()] == [["007", "12.5", "2024-03-01"]]


def test_a_sheet_is_chosen_by_name_and_hidden_ones_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name in ("Notes", "Orders", "Old"):
        book.add_worksheet(name).write_row(0, 0, ["a", name])
    book.worksheets()[1].activate()
    book.worksheets()[0].hide()
    book.close()
    assert open_table(path).headers == ("a", "Orders")
    assert open_table(path).notices == ["Only the first of 2 sheets of book.xlsx is read: 'Orders'."]
    assert open_table(path, sheet="Old").headers == ("a", "Old")
    with pytest.raises(FileError, match=r"cannot be read: it has no sheet 'Sales'; its sheets are 'Orders', 'Old'\."):
        open_table(path, sheet="Sales")


def test_json_lines_keep_numbers_exact_and_join_nested_keys(tmp_path: Path) -> None:
    lines = '{"id": "1", "amount": 0.10}\n\n{"id": "2", "who": {"name": "Ann"}, "tags": ["a"]}\n'
    table = open_table(write(tmp_path, lines, "rows.jsonl"))
    assert (table.origin, table.headers) == ("JSON lines, UTF-8", ("id", "amount", "who.name", "tags"))
    assert list(table.rows()) == [(1, ["1", Decimal("0.10"), None, None]), (3, ["2", None, "Ann", '["a"]'])]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_arrays_and_salesforce_trees_are_tables(tmp_path: Path, codec: str) -> None:
    records = [{"Name": "Ä", "attributes": {"type": "Account"}}, {"Name": "B"}]
    for content in (records, {"records": records}):
        path = write(tmp_path, json.dumps(content, indent=1, ensure_ascii=False).encode(codec))
        table = open_table(path)
        assert table.headers == ("Name", "attributes.type")
        assert list(table.rows()) == [(1, ["Ä", "Account"]), (2, ["B", None])]


def test_parquet_rows_are_typed_and_numbered(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["007", None], "date": [dt.date(2024, 3, 1), None], "amount": [1.5, 2.0]})
    frame.write_parquet(tmp_path / "table.parquet")
    assert read(tmp_path / "table.parquet") == [(1, ["007", dt.date(2024, 3, 1), 1.5]), (2, [None, None, 2.0])]


def test_the_salesforce_samples_read_whole(tmp_path: Path) -> None:
    ragged = open_table(shared_data("salesforce_samples") / "sfdx_tree" / "Accounts-Contacts.csv")
    assert (len(list(ragged.rows())), ragged.short.count, ragged.headers[0]) == (14, 8, "Account: Account Name")
    tree = open_table(shared_data("salesforce_samples") / "sfdx_tree" / "Opportunities.json")
    assert sum(Decimal(cell_text(cells[tree.headers.index("Amount")])) for _, cells in tree.rows()) == 2_806_000
    export = open_table(shared_data("salesforce_samples") / "org_export" / "Opportunity.csv")
    assert (len(list(export.rows())), len(export.headers)) == (36, 19)


def corner_bomb(folder: Path) -> Path:
    """Seven kilobytes that ask for half a terabyte."""
    book = xlsxwriter.Workbook(str(folder / "table.xlsx"))
    book.add_worksheet().write(0, 0, "a")
    book.worksheets()[0].write(1_048_575, 16_383, "z")
    book.close()
    return folder / "table.xlsx"


def repeat_bomb(folder: Path) -> Path:
    """One filled cell that says it stands in every cell of the sheet."""
    cell = (
        '<table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell>"
    )
    return write_ods(folder, f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>')


def declared_bomb(folder: Path) -> Path:
    path = folder / "table.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/s.xml", "w") as entry:
        for _ in range(1100):
            entry.write(bytes(1 << 20))
    return path


def test_spreadsheets_that_ask_for_more_cells_than_fit_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        open_table(corner_bomb(tmp_path))
    assert caught.value.sentence == (
        "The spreadsheet table.xlsx needs more than 1,024 MB of memory or 60 seconds to read; "
        "delete its unused cells or save it as CSV."
    )
    with pytest.raises(FileError, match=r"table.ods cannot be read: Cell limit exceeded .*\.$"):
        open_table(repeat_bomb(tmp_path))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"unpacks to 1,100 MB; at most 1,024 MB are read, so save it as CSV\."):
        open_table(declared_bomb(tmp_path))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "The file a.csv is empty; a header row and rows below it are needed."),
        ("a.csv", b" \n,,\n", None),
        ("a.csv", b"\n\n", "The file a.csv holds no text; a header row and rows below it are needed."),
        ("a.csv", bytes(range(256)) * 20, "The file a.csv is not a table: its bytes are neither UTF-8, UTF-16 nor "
         "Windows-1252 text, nor a spreadsheet or Parquet file."),
        ("a.csv", b"a,b\n1,\x00\n", "The file a.csv is not a table: its bytes are neither UTF-8, UTF-16 nor "
         "Windows-1252 text, nor a spreadsheet or Parquet file."),
        ("a.csv", b"x" * (17 << 20), "The file a.csv has a line longer than 16 MB; a table has one row on a line."),
        ("a.csv", b'a,b\n1,"' + b"x" * 140_000, "Row 2 of a.csv cannot be read (field larger than field limit "
         "(131072)); perhaps a quotation mark is opened there and never closed."),
        ("a.csv", b"," .join(b"c%d" % n for n in range(5000)) + b"\n", "The file a.csv has 5,000 columns; at most "
         "4,096 are read."),
        ("a.gz", b"\x1f\x8b\x08\x00junk", "The gzip file a.gz is damaged"),
        ("a.xlsx", b"PK\x03\x04junk", "The spreadsheet a.xlsx cannot be read: "),
        ("a.xls", b"\xd0\xcf\x11\xe0junk", "The spreadsheet a.xls cannot be read: "),
        ("a.parquet", b"PAR1junk", "The Parquet file a.parquet cannot be read: "),
        ("a.json", b'{"a": 1}\n{"a": nan}\n', "Line 2 of a.json is not JSON: "),
        ("a.json", b'{"a": 1}\n[2]\n', "Record 2 of a.json is [2]; each record must be an object."),
        ("a.json", b'{\n"a": 1}', 'The file a.json holds no table; a list of objects or {"records": [...]} is.'),
        ("a.json", b"[]", "The file a.json holds no columns; a table with named columns is needed."),
        ("a.json", b'[{"a":' + b"[" * 100_000, "The file a.json is not JSON: "),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str | None
) -> None:
    path = write(tmp_path, content, name)
    if sentence is None:
        list(open_table(path).rows())
        return
    with pytest.raises(FileError) as caught:
        list(open_table(path).rows())
    assert caught.value.sentence.startswith(sentence)
    assert "\n" not in caught.value.sentence
    assert caught.value.sentence.endswith(".")


def zipped(name: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as entries:
        entries.writestr(name, "name,city\nAdler,Bonn\n")
    return archive.getvalue()


OTHER_KINDS = [
    ("photo.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG picture"),
    ("photo.png", b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
    ("photo.gif", b"GIF89a\x01\x00\x01\x00", "a GIF picture"),
    ("offer.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n", "a PDF document"),
    ("letter.rtf", b"{\\rtf1 Dear Ms Holm}", "an RTF document"),
    ("page.xls", b"\xef\xbb\xbf\n<!DOCTYPE html><table><tr><td>Name</td></tr></table>", "a web page"),
    ("book.xml", b'<?xml version="1.0"?><Workbook/>', "an XML file"),
    # Without its time: the name of a test must be the same in every process that collects it.
    ("photo.png.gz", gzip.compress(b"\x89PNG\r\n\x1a\n\x00\x00", mtime=0), "a PNG picture"),
    ("setup.exe", b"MZ\x90\x00\x03", "a program"),
]


@pytest.mark.parametrize(("name", "content", "kind"), OTHER_KINDS)
def test_a_file_of_another_kind_is_called_by_its_name(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    with pytest.raises(FileError) as caught:
        open_table(write(tmp_path, content, name))
    assert caught.value.sentence == (
        f"The file {name} is {kind}, not a table; CSV, a spreadsheet (XLSX, XLS, ODS), JSON and Parquet are read."
    )


def test_an_archive_of_other_things_is_no_spreadsheet(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        open_table(write(tmp_path, zipped("accounts.csv"), "export.zip"))
    assert caught.value.sentence == (
        "The file export.zip is a ZIP archive without a spreadsheet; unpack it and send its tables."
    )


@pytest.mark.parametrize("seed", range(50))
def test_bytes_at_random_are_no_table(tmp_path: Path, seed: int) -> None:
    noise = random.Random(seed).randbytes(3000)
    # Without the few bytes that no code page knows, so that they happen to decode.
    undefined = bytes([0x00, 0x81, 0x8D, 0x8F, 0x90, 0x9D])
    for content in (noise, noise.translate(None, undefined)):
        with pytest.raises(FileError, match=r" is not .*\.$"):
            open_table(write(tmp_path, content, "noise.bin"))


@pytest.mark.parametrize("head", ["ID3;name\n1;a\n", "BM;MZ\n1;2\n", "name;note\nAdler;" + "ok " * 200 + "\x0b\x02\n"])
def test_a_header_like_a_signature_and_a_stray_control_character_are_text(tmp_path: Path, head: str) -> None:
    assert len(list(open_table(write(tmp_path, head)).rows())) == 1


def test_paths_that_are_no_files_are_refused(tmp_path: Path) -> None:
    for path, sentence in {
        tmp_path / "none.csv": f"There is no file {tmp_path / 'none.csv'}; give the path of a table that exists.",
        tmp_path: f"{tmp_path} is a folder; give the path of an ordinary file.",
        Path("/dev/zero"): "/dev/zero is a device or a pipe, which can be read only once; give the path of an "
        "ordinary file.",
    }.items():
        with pytest.raises(FileError) as caught:
            open_table(path)
        assert caught.value.sentence == sentence


def test_a_million_rows_stream_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("w") as stream:
        stream.write("order,account,date,amount\n")
        stream.writelines(f"O{n},A{n % 500},2024-01-{n % 28 + 1:02d},{n % 997}.50\n" for n in range(1_000_000))
    script = (
        "import sys; from tenure.integrations.files.tables import open_table;"
        "count = sum(1 for _ in open_table(sys.argv[1]).rows());"
        "print(count, next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    answer = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    count, kilobytes = map(int, answer.stdout.split())
    assert count == 1_000_000
    assert kilobytes < 100_000
