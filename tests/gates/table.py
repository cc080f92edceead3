"""The table of mutants and gates: `python -m gates.table FILE.pdf`, in the folder tests."""

import sys
from pathlib import Path

from gates import mutants, poppler
from gates.gate import refusals
from gates.reading import Entry

Rows = dict[str, dict[str, list[str]]]


def survey(pdf: bytes, expected: list[Entry]) -> Rows:
    """For each mutant that the file has the features for, what each gate has against it.

    Raises ValueError where a gate refuses the file before any damage.
    """
    for name, said in refusals(mutants.resaved(pdf), expected).items():
        if said:
            raise ValueError(f"{name} refuses the undamaged file: {said[0]}")
    return {name: refusals(mutants.mutate(pdf, name), expected) for name in mutants.applicable(pdf)}


def render(rows: Rows) -> str:
    """One row a mutant, one column a gate; `no` where the gate refuses the mutant."""
    width = max(map(len, rows), default=0)
    gates = list(next(iter(rows.values()), {}))
    lines = [" | ".join(["mutant".ljust(width), *gates])]
    for name, found in rows.items():
        cells = [("no" if found[gate] else ".").ljust(len(gate)) for gate in gates]
        lines.append(" | ".join([name.ljust(width), *cells]))
    return "\n".join(line.rstrip() for line in lines)


def unnoticed(rows: Rows) -> list[str]:
    """The mutants that no gate refuses."""
    return [name for name, found in rows.items() if not any(found.values())]


def main(path: str) -> None:
    pdf = Path(path).read_bytes()
    rows = survey(pdf, poppler.read(pdf))
    print(render(rows))
    for name, found in rows.items():
        for gate, said in found.items():
            print(
                *(f"{name}: {gate}: {line}" for line in said[:2]), sep="\n", end="\n" * bool(said)
            )


if __name__ == "__main__":
    main(sys.argv[1])
