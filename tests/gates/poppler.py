"""What poppler reads in the tags of a PDF, through `pdfinfo -struct-text`."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf

from gates.reading import Element, Entry, entries
from gates.verdict import content

ELEMENT = re.compile(r'(?P<role>\w+)(?: <.*>)?(?: ".*")?(?: r\d+)?(?: \((?:inline|block)\))?:?')
NOTHING = re.compile(r"/\w+ .*|Object \d+ \d+|\(No content\?\)")


def read(pdf: bytes | Path) -> list[Entry]:
    """Role and text of each element in reading order."""
    return entries(elements(pdf))


def tree(pdf: bytes | Path) -> list[tuple[str, int, str]]:
    """Role, depth and text of each element in reading order."""
    return [found for element in elements(pdf) for found in element.walk()]


def elements(pdf: bytes | Path) -> list[Element]:
    """The top elements; none where the file has no tags.

    pdfinfo does not print the text that is said instead of what is drawn. Where it prints fewer
    elements than the file has, as it does of broken files, nobody can tell which of them say other.
    """
    found = parse(printed(pdf))
    with pikepdf.open(BytesIO(content(pdf))) as file:
        tree = file.Root.get("/StructTreeRoot")
        actual = [*_actual(tree.get("/K"))] if tree is not None else []
    inner = [element for each in found for element in _every(each)]
    for element, said in zip(inner, actual, strict=True) if len(inner) == len(actual) else ():
        if said:
            element.kids[:] = [said]
    return found


def _actual(kid: pikepdf.Object) -> Iterator[str]:
    """Yield for each structure element what is said instead of it, if anything."""
    if isinstance(kid, pikepdf.Array):
        for each in kid:
            yield from _actual(each)
    elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
        yield str(kid.get("/ActualText", ""))
        yield from _actual(kid.get("/K"))


def _every(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _every(kid)


def printed(pdf: bytes | Path) -> str:
    """The output of pdfinfo, whose complaints about a file it can read are no concern here."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "read.pdf")
        path.write_bytes(content(pdf))
        command = ["pdfinfo", "-struct-text", "-enc", "UTF-8", str(path)]
        run = subprocess.run(command, capture_output=True, check=False)
    if run.returncode:
        raise RuntimeError(f"pdfinfo: {run.stderr.decode('utf-8', 'replace')}")
    return run.stdout.decode("utf-8", "replace")


def parse(output: str) -> list[Element]:
    """The indentation, two blanks a level, is the tree; a text is a line in quotes.

    Quotes inside a text are not escaped, so only the first and the last one count.
    """
    top = Element("", [])
    parents = [top]
    for line in _lines(output):
        body = line.lstrip(" ")
        if not body or NOTHING.fullmatch(body):
            continue
        depth = (len(line) - len(body)) // 2
        if depth >= len(parents):
            raise ValueError(f"pdfinfo -struct-text skips a level: {line!r}")
        if body.startswith('"'):
            parents[depth].kids.append(body[1:-1])
        elif found := ELEMENT.fullmatch(body):
            element = Element(found["role"], [])
            parents[depth].kids.append(element)
            parents[depth + 1 :] = [element]
        else:
            raise ValueError(f"pdfinfo -struct-text says something unknown: {line!r}")
    return [kid for kid in top.kids if isinstance(kid, Element)]


def _lines(output: str) -> Iterator[str]:
    """Printed lines, a text with line ends in it put together again."""
    waiting = ""
    for line in output.split("\n"):
        waiting += line
        body = waiting.lstrip(" ")
        if body.startswith('"') and not (len(body) > 1 and body.endswith('"')):
            waiting += "\n"
            continue
        yield waiting
        waiting = ""
    if waiting:
        raise ValueError(f"pdfinfo -struct-text ends inside a text: {waiting!r}")
