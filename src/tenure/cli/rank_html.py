"""The ranking as one page that needs nothing else, made to be printed."""

from collections.abc import Iterator
from html import escape
from typing import TextIO

from tenure.cli.rank_report import Account, Report
from tenure.cli.rank_words import headline, measured, money, refused_sentence, row_numbers, sales_arrow, span

_STYLE = """
:root { color-scheme: light; --ink: #1b2430; --faint: #667382; --rule: #d9dee4; }
* { box-sizing: border-box; }
body { font: 14px/1.45 system-ui, "Segoe UI", Roboto, sans-serif; color: var(--ink); margin: 2rem auto;
  max-width: 76rem; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; } .faint { color: var(--faint); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; border-bottom: 2px solid var(--ink); }
th, td { padding: .35rem .6rem .35rem 0; vertical-align: top; }
td { border-bottom: 1px solid var(--rule); } tr { break-inside: avoid; } thead { display: table-header-group; }
.number { text-align: right; white-space: nowrap; } .narrow { white-space: nowrap; }
.grade { display: inline-block; padding: 0 .5em; border-radius: .7em; border: 1px solid; white-space: nowrap; }
.level-0 { color: #7a4d00; background: #fff3d6; } .level-1 { color: #0b4f8a; background: #e3f1fd; }
.level-2 { color: #1d6334; background: #e5f5ea; } .level-3 { color: #56616d; background: #f1f3f5; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10px; } }
"""


def write_html(report: Report, stream: TextIO) -> None:
    """Write the page, account by account; every text from the files is escaped."""
    title = f"Key accounts as of {report.ranking.as_of}"
    stream.write(
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n</head>\n'
        f"<body>\n<h1>{escape(title)}</h1>\n"
    )
    for part in (_summary(report), _accounts(report), _criteria(report), _refusals(report)):
        stream.writelines(part)
    stream.write("</body>\n</html>\n")


def _summary(report: Report) -> Iterator[str]:
    yield f"<p>{escape(headline(report))}</p>\n"
    for notice in report.notices:
        yield f'<p class="faint">{escape(notice)}</p>\n'


def _accounts(report: Report) -> Iterator[str]:
    numbers = ("#", "Revenue", "Growth")
    headers = ("#", "Account", "Grade", "Score", "Revenue", "Growth", "By sales", "Reason")
    heads = "".join(f'<th class="{"number" if head in numbers else ""}">{head}</th>' for head in headers)
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    levels = {level.code: position for position, level in enumerate(report.ranking.scheme.levels)}
    for row in report.rows():
        yield _account(row, levels[row["grade"]])
    yield "</tbody>\n</table>\n"


def _account(row: Account, level: int) -> str:
    name = escape(row["name"] or row["account"])
    code = f' <span class="faint">{escape(row["account"])}</span>' if row["name"] else ""
    arrow, reason = sales_arrow(row["rank"], row["rank_by_sales"]), escape(row["reason"])
    provisional = ' <span class="faint">provisional</span>' if row["provisional"] else ""
    return (
        f'<tr><td class="number">{row["rank"]}</td><td>{name}{code}</td>'
        f'<td><span class="grade level-{min(level, 3)}">{escape(row["label"])}</span>{provisional}</td>'
        f'<td class="narrow">{span(row)}</td><td class="number">{money(row["revenue"])}</td>'
        f'<td class="number">{measured("growth", row["growth"])}</td>'
        f'<td class="narrow">{arrow}</td><td>{reason}</td></tr>\n'
    )


def _criteria(report: Report) -> Iterator[str]:
    yield "<h2>Criteria</h2>\n<table>\n<thead><tr><th>Criterion</th><th>Weight</th><th>Scale</th><th>Serves</th></tr>"
    yield "</thead>\n<tbody>\n"
    for criterion in report.criteria:
        steps = ", ".join(f"{anchor.value:g} → {anchor.score:g}" for anchor in criterion.anchors)
        yield (
            f"<tr><td>{escape(criterion.name)}</td><td>{criterion.weight:g}</td>"
            f"<td>{escape(criterion.normalisation)}{': ' if steps else ''}{steps}</td>"
            f"<td>{escape(criterion.objective)}</td></tr>\n"
        )
    yield "</tbody>\n</table>\n"


def _refusals(report: Report) -> Iterator[str]:
    yield f"<h2>Rows</h2>\n<p>{escape(refused_sentence(report))}</p>\n"
    if report.refused:
        yield "<table>\n<tbody>\n"
        for refusal in report.refused:
            numbers = row_numbers(refusal.rows, refusal.count, shown=40)
            cause = escape(refusal.cause)
            yield f'<tr><td class="number">{refusal.count:,}</td><td>{cause}</td><td>{numbers}</td></tr>\n'
        yield "</tbody>\n</table>\n"
