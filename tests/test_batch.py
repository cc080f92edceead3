"""`leaflet batch`: tables of clinics, names of files, engines, what is kept and what is told."""

import csv
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest
from conftest import CONTENT
from gates import poppler

import leaflet
from leaflet.errors import LeafletError
from leaflet.publish.batch import clinic_sources, engines, names, plan, store, table_text
from leaflet.publish.batch.manifest import built

HEAD = "id,name,address,phone"
HILL = 'hill,Hill Clinic,"1 Hill Road\nExampletown",01632 960 111'
DALE = "dale,Dale Clinic,2 Dale Road,01632 960 222"
LAKE = "lake,Lake Clinic,3 Lake Road,01632 960 333"
SEPARATE = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with two leaflets and three clinics, in which we are."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "knee.yaml").write_text(CONTENT, "utf-8")
    (tmp_path / "hip.yaml").write_text(CONTENT.replace("Knee", "Hip"), "utf-8")
    table(tmp_path, HEAD, HILL, DALE, LAKE)
    return tmp_path


def table(folder, *rows, name="clinics.csv"):
    (folder / name).write_text("\n".join(rows) + "\n", "utf-8")
    return folder / name


def ran(place, *, clinics="clinics.csv", contents=("knee.yaml",), out="out", **ways):
    chosen = [place / name for name in contents]
    ways = {"jobs": 1} | ways
    return list(leaflet.batch(place / clinics, chosen, place / out, **ways))


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*.pdf")
    }


def refused(make):
    with pytest.raises(LeafletError) as caught:
        make()
    return [(fault.code, fault.problem) for fault in caught.value.faults]


# ---- what is made


def test_every_clinic_gets_every_leaflet_on_every_sheet(place):
    results = ran(place, contents=("knee.yaml", "hip.yaml"), sheets=("a4", "a5"))
    assert len(results) == 3 * 2 * 2
    assert {result.status for result in results} == {"built"}
    assert {path.name for path in (place / "out").glob("*.pdf")} == {
        f"{title}-{clinic}-{sheet}-en-gb.pdf"
        for title in ("knee-pain", "hip-pain")
        for clinic in ("hill", "dale", "lake")
        for sheet in ("a4", "a5")
    }


def test_a_file_of_a_run_says_what_that_of_build_says(place):
    ran(place)
    clinic = leaflet.clinic(
        name="Hill Clinic", address=["1 Hill Road", "Exampletown"], phone="01632 960 111"
    )
    alone = leaflet.write(leaflet.compose(leaflet.read(place / "knee.yaml"), clinic))
    made = (place / "out/knee-pain-hill-a4-en-gb.pdf").read_bytes()
    assert poppler.tree(made) == poppler.tree(alone)
    assert len(made) > 5_000


def test_results_come_as_they_are_done_and_say_what_was_made(place):
    results = leaflet.batch(place / "clinics.csv", place / "knee.yaml", place / "out", jobs=1)
    first = next(results)
    data = (place / "out" / first.path).read_bytes()
    assert (first.row.id, first.pages, first.bytes) == ("hill", 1, len(data))
    assert first.sha256 == hashlib.sha256(data).hexdigest()
    results.close()


@SEPARATE
def test_any_number_of_processes_and_dask_make_the_same_bytes(place):
    ran(place, out="one")
    ran(place, out="two", jobs=2)
    ran(place, out="dask", jobs=1, engine="dask")
    assert digests(place / "one") == digests(place / "two") == digests(place / "dask")
    assert len(digests(place / "one")) == 3


def test_files_go_to_any_store_that_fsspec_knows(place):
    chosen = [place / "knee.yaml"]
    made = list(leaflet.batch(place / "clinics.csv", chosen, "memory://leaflets", jobs=1))
    kept = store.opened("memory://leaflets")
    assert all(kept.has(each.path, {"sha256": each.sha256}) for each in made)
    assert not kept.has(made[0].path, {"sha256": "0"})


# ---- tables


@pytest.mark.parametrize(
    ("coding", "name"),
    [
        ("utf-8", "Café Łódź Clinic"),
        ("utf-8-sig", "Café Łódź Clinic"),
        ("utf-16", "Łódź Clinic"),
        ("utf-16-le", "Hill Clinic"),
        ("utf-16-be", "Hill Clinic"),
        ("cp1252", "Café Müller – “Hill”"),
    ],
)
def test_the_encoding_of_a_table_is_told(tmp_path, coding, name):
    path = tmp_path / "clinics.csv"
    path.write_text(f"{HEAD}\nhill,{name},1 Hill Road,01632 960 111\n", coding)
    (row,) = clinic_sources.read(str(path))
    assert row.clinic().name.text == name


@pytest.mark.parametrize(
    ("coding", "name", "readings"),
    [
        ("cp1252", "Señor Clinic", ("Señor", "Seńor")),
        ("cp1251", "Клиника", ("Êëèíèêà", "Клиника")),
        ("cp1250", "Łukasz", ("£ukasz", "Łukasz")),
    ],
)
def test_an_encoding_that_cannot_be_told_is_refused_with_the_readings(
    tmp_path, coding, name, readings
):
    path = tmp_path / "clinics.csv"
    path.write_text(f"{HEAD}\nhill,{name},1 Hill Road,01632 960 111\n", coding)
    ((code, problem),) = refused(lambda: table_text.encoding(path))
    assert code == "unknown-encoding"
    assert readings[1] in problem
    (row,) = clinic_sources.read(str(path), coding)
    assert row.details["name"] == name


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns_may_be_parted_by_commas_semicolons_or_tabs(tmp_path, mark):
    path = table(tmp_path, HEAD.replace(",", mark), DALE.replace(",", mark))
    (row,) = clinic_sources.read(str(path))
    assert row.clinic().phone.text == "01632 960 222"


def test_a_cell_of_several_lines_is_an_address_of_several_lines(place):
    row = next(iter(clinic_sources.read(str(place / "clinics.csv"))))
    assert [line.text for line in row.clinic().address] == ["1 Hill Road", "Exampletown"]


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ("name,address,phone", ["missing-key"]),
        ("id,name,adress,phone", ["unknown-key"]),
        ("id,name,name,phone,region", ["duplicate-key", "unknown-key"]),
        ("ID,Name,Address,clinic.phone,Short name,_region", []),
    ],
)
def test_headings_that_no_clinic_has_are_refused_but_for_those_of_your_own(tmp_path, head, codes):
    path = table(tmp_path, head, DALE)
    if codes:
        assert [code for code, _ in refused(lambda: clinic_sources.read(str(path)))] == codes
    else:
        assert next(iter(clinic_sources.read(str(path)))).clinic()


def test_an_open_quotation_mark_is_refused_with_its_line(tmp_path):
    path = table(tmp_path, HEAD, DALE, 'lake,"Lake Clinic,3 Lake Road,01632 960 333')
    ((code, problem),) = refused(lambda: list(clinic_sources.read(str(path))))
    assert code == "not-a-table"
    assert "line 3" in problem


def test_json_lines_a_folder_and_parquet_give_the_same_clinics(place):
    import pyarrow
    from pyarrow import parquet

    said = [
        {"id": "dale", "name": "Dale Clinic", "address": "2 Dale Road", "phone": "01632 960 222"},
        {"id": "lake", "name": "Lake Clinic", "address": "3 Lake Road", "phone": "01632 960 333"},
    ]
    lines = place / "clinics.jsonl"
    lines.write_text("\n".join(map(json.dumps, said)) + "\n\nno\n[1]\n", "utf-8")
    parquet.write_table(pyarrow.Table.from_pylist(said), place / "clinics.parquet")
    (place / "kept").mkdir()
    for each in said:
        own = {key: value for key, value in each.items() if key != "id"}
        (place / f"kept/{each['id']}.yaml").write_text(json.dumps(own), "utf-8")
    *rows, wrong, other = clinic_sources.read(str(lines))
    read = [[(row.id, row.clinic()) for row in rows]]
    read += [
        [(row.id, row.clinic()) for row in clinic_sources.read(str(place / name))]
        for name in ("clinics.parquet", "kept")
    ]
    assert read[0] == read[1] == read[2]
    assert len(read[0]) == 2
    assert [row.faults[0].code for row in (wrong, other)] == ["not-json", "not-json"]


# ---- what is wrong


def test_a_faulty_row_is_told_with_file_row_column_and_reason_and_the_others_are_built(place, run):
    table(place, HEAD, "hill,Hill Clinic,1 Hill Road,01632 96x", DALE, "dale,Again,4 Road,1")
    done = run(
        "batch", str(place / "clinics.csv"), str(place / "knee.yaml"), "-o", "out", "--jobs=1"
    )
    assert done.code == 1
    assert "1 built, 2 failed" in done.said
    assert f"{place / 'clinics.csv'}, row 2 (hill), column phone: " in done.err
    assert "row 4 (dale), column id: row 3 has the same `id`" in done.err
    assert [path.name for path in Path("out").glob("*.pdf")] == ["knee-pain-dale-a4-en-gb.pdf"]


def test_errors_csv_has_the_rows_to_mend_and_run_again(place, run):
    table(place, f"{HEAD},_region", f"{DALE},north", "hill,Hill Clinic,1 Hill Road,01632 96x,south")
    begin = ("batch", str(place / "clinics.csv"), str(place / "knee.yaml"), "-o", "out", "--jobs=1")
    assert run(*begin).code == 1
    heads, *rows = csv.reader(io.StringIO(Path("out/errors.csv").read_text("utf-8-sig")))
    assert heads == ["id", "name", "address", "phone", "_region", "_problem"]
    assert [row[:5] for row in rows] == [
        ["hill", "Hill Clinic", "1 Hill Road", "01632 96x", "south"]
    ]
    assert rows[0][5].startswith("phone: ")
    text = Path("out/errors.csv").read_text("utf-8-sig").replace("96x", "960 111")
    Path("mended.csv").write_text(text, "utf-8")
    mended = run("batch", "mended.csv", str(place / "knee.yaml"), "-o", "out", "--jobs=1")
    assert (mended.code, len([*Path("out").glob("*.pdf")])) == (0, 2)
    assert not Path("out/errors.csv").exists()


def test_a_faulty_leaflet_stops_all_before_anything_is_written(place):
    (place / "hip.yaml").write_text(CONTENT.replace("paragraph:", "paragraf:"), "utf-8")
    faults = refused(lambda: ran(place, contents=("knee.yaml", "hip.yaml")))
    assert [code for code, _ in faults] == ["unknown-block"]
    assert not (place / "out").exists()


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("{leaflet}.pdf", "name-taken"),
        ("{clinic}-{leaf}.pdf", "unknown-name"),
        ("../{clinic}.pdf", "not-a-file-name"),
        ("/tmp/{clinic}.pdf", "not-a-file-name"),
        ("{clinic}", "not-a-file-name"),
        ("{clinic}?.pdf", "not-a-file-name"),
    ],
)
def test_a_pattern_that_names_two_files_alike_or_none_is_refused(place, pattern, code):
    assert code in [found for found, _ in refused(lambda: ran(place, pattern=pattern))]
    assert not (place / "out").exists()


def test_names_are_safe_on_every_system():
    values = {"leaflet": "CON", "clinic": "a:b/..\\c?", "sheet": "a4", "language": "zh-Hant"}
    assert names.name("{leaflet}.pdf", values) == "x-con.pdf"
    assert names.name("{clinic}/{language}.pdf", values) == "a-b-c/zh-hant.pdf"


def test_two_leaflets_of_one_title_are_refused(place):
    (place / "hip.yaml").write_text(CONTENT, "utf-8")
    faults = refused(lambda: ran(place, contents=("knee.yaml", "hip.yaml")))
    assert [code for code, _ in faults] == ["name-taken"]


# ---- what is kept


def test_resume_keeps_what_is_there_and_makes_what_is_missing_changed_or_damaged(place):
    first = {each.row.id: each for each in ran(place)}
    assert {each.status for each in ran(place, resume=True)} == {"kept"}
    (place / "out" / first["hill"].path).unlink()
    damaged = place / "out" / first["dale"].path
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"x")
    again = {each.row.id: each.status for each in ran(place, resume=True)}
    assert again == {"hill": "built", "dale": "built", "lake": "kept"}
    table(place, HEAD, HILL, DALE, LAKE.replace("333", "444"))
    again = {each.row.id: each.status for each in ran(place, resume=True)}
    assert again == {"hill": "kept", "dale": "kept", "lake": "built"}
    (place / "knee.yaml").write_text(CONTENT.replace("little", "day"), "utf-8")
    assert {each.status for each in ran(place, resume=True)} == {"built"}


def test_a_line_of_the_manifest_that_was_cut_off_is_passed_over(place):
    ran(place)
    log = place / "out/manifest.jsonl"
    whole = log.read_bytes()
    log.write_bytes(whole[:-40])
    assert len(built(log)) == 2
    assert sorted(each.status for each in ran(place, resume=True)) == ["built", "kept", "kept"]
    assert len(built(log)) == 3


def test_what_has_failed_is_tried_again(place):
    table(place, HEAD, "hill,Hill Clinic,1 Hill Road,01632 96x")
    assert [each.status for each in ran(place)] == ["failed"]
    assert [each.status for each in ran(place, resume=True)] == ["failed"]


def test_a_dry_run_says_what_is_wrong_and_writes_nothing(place):
    table(place, HEAD, HILL, "dale,Dale Clinic,2 Dale Road,x")
    results = ran(place, dry=True)
    assert [each.status for each in results] == ["would build", "failed"]
    assert not (place / "out").exists()


def test_the_report_has_a_row_for_each_file_and_no_formulas(place, run):
    table(place, HEAD, HILL, '=1+1,"=cmd",2 Dale Road,x')
    content = str(place / "knee.yaml")
    run("batch", str(place / "clinics.csv"), content, "-o", "out", "--jobs=1", "--report=all.csv")
    rows = [*csv.DictReader(io.StringIO(Path("all.csv").read_text("utf-8-sig")))]
    assert sorted((row["status"], row["id"]) for row in rows) == [
        ("built", "hill"),
        ("failed", "'=1+1"),
    ]
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


# ---- what ends early


@SEPARATE
def test_the_files_of_a_process_that_was_killed_are_made_by_another(place):
    rows = [f"c{n},Clinic {n},{n} Road,01632 960 {n + 200}" for n in range(60)]
    table(place, HEAD, *rows)
    results = leaflet.batch(place / "clinics.csv", place / "knee.yaml", place / "out", jobs=2)
    done = [next(results)]
    for process in active_children():
        os.kill(process.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    done += results
    assert {each.status for each in done} == {"built"}
    assert {each.row.id for each in done} == {f"c{n}" for n in range(60)}
    assert len(digests(place / "out")) == 60


@SEPARATE
def test_only_the_file_that_ends_its_process_has_failed(place, monkeypatch):
    planned = plan.plan(place / "clinics.csv", [place / "knee.yaml"], place / "out")
    deadly = planned.job._replace(today=Deadly())
    tasks = [*planned.tasks({})]
    ends = [task._replace(row=task.row._replace(faults=Deadly())) for task in tasks[1:2]]
    results = [*engines.local(deadly._replace(today=None), iter([tasks[:1] + ends + tasks[2:]]), 1)]
    found = {each.row.id: each.status for made in results for each in made}
    assert found == {"hill": "built", "dale": "failed", "lake": "built"}


class Deadly(tuple):
    """What ends the process that unpacks it."""

    def __reduce__(self):
        return _die_elsewhere, (os.getpid(),)


def _die_elsewhere(home):
    if os.getpid() != home:
        os._exit(9)
    return Deadly()


@pytest.mark.posix("Windows cannot send Ctrl-C to one process alone")
def test_ctrl_c_stops_a_run_cleanly(place):
    rows = [f"c{n},Clinic {n},{n} Road,01632 960 {n + 200}" for n in range(600)]
    table(place, HEAD, *rows)
    begin = [sys.executable, "-m", "leaflet", "batch", "clinics.csv", "knee.yaml", "-o", "out"]
    with subprocess.Popen([*begin, "--jobs=1"], cwd=place, stderr=subprocess.PIPE) as process:
        while not (place / "out/manifest.jsonl").exists():
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        told = process.stderr.read().decode()
    assert process.returncode == 130
    assert "go on with --resume" in told
    assert not [*(place / "out").rglob("*.leaflet-part")]
    made = built(place / "out/manifest.jsonl")
    assert len(made) < 600
    assert all((place / "out" / path).is_file() for path in made)
