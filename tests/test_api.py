"""The library as those meet it who embed it: short to use, the same bytes, safe in threads."""

import datetime
import inspect
import os
import pydoc
import random
import re
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any, get_type_hints

import leaflets
import msgspec
import pypdfium2
import pytest
import torture
import yaml
from conftest import CLINIC, CONTENT
from gates import pdfium
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import leaflet
from leaflet import LeafletError, limits, shipped
from leaflet.content import sheet as sheets
from leaflet.content import theme
from leaflet.content.clinic import Clinic
from leaflet.content.inline import Filling
from leaflet.document import review


def build(content, **facts):
    return leaflet.write(leaflet.compose(leaflet.read(content), **facts))


@pytest.fixture
def content(folder):
    path = folder / "content.yaml"
    path.write_text(CONTENT)
    return path


def said(pdf):
    """The texts of a PDF in reading order, its band and its furniture left out."""
    return [text.strip() for role, text in pdfium.read(pdf) if role == "P"][1:]


def test_ten_lines_are_enough(content):
    (content.parent / "clinic.yaml").write_text(CLINIC.replace("Harbour", "Hill"))
    document = leaflet.read("content.yaml", clinic="clinic.yaml", details={"phone": "01632 960 9"})
    made = leaflet.compose(document, theme="photocopy", sheet="letter")
    assert (made.pages, made.slug, made.is_sample, made.notes) == (1, "knee-pain", False, ())
    assert made.clinic.phone.text == "01632 960 9"
    pdf = leaflet.write(made)
    assert "Hill Clinic" in pdfium.pages(pdf)[0]


def test_one_document_is_composed_for_many_clinics(content):
    document = leaflet.read(content)
    others = [leaflet.read(content, details={"name": name}).clinic for name in ("Hill", "Shore")]
    for clinic in others:
        made = leaflet.compose(document, clinic)
        assert made.clinic == clinic
        assert clinic.name.text in pdfium.pages(leaflet.write(made))[0]


def test_a_theme_and_a_sheet_are_named_or_given_as_values(content):
    document = leaflet.read(content)
    named = leaflet.compose(document, theme="photocopy", sheet="a5")
    given = leaflet.compose(document, theme=theme.load("photocopy"), sheet=sheets.load("a5"))
    assert leaflet.write(given) == leaflet.write(named)
    wide = msgspec.structs.replace(sheets.load("a5"), page=(160.0, 200.0))
    made = leaflet.compose(document, sheet=wide)
    assert [
        (round(side.width / sheets.MM), round(side.height / sheets.MM)) for side in made.sides
    ] == [(160, 200)] * 2  # the cover has a page


def test_a_leaflet_past_its_review_is_refused_unless_it_is_asked_for(content):
    content.write_text("issued: 2024-01-01\nnext_review: 2026-06-30\n" + CONTENT)
    document = leaflet.read(content)
    due, after = datetime.date(2026, 6, 30), datetime.date(2026, 7, 1)
    assert leaflet.compose(document, today=due).pages == 1
    assert leaflet.compose(document, today=after, past_review=True).pages == 1
    for facts in ({"today": after}, {}):  # the day of the tests is later
        with pytest.raises(LeafletError) as caught:
            leaflet.compose(document, **facts)
        (fault,) = caught.value.faults
        assert fault.problem == "this leaflet was due for review on 30 June 2026"
        assert fault.place[:3] == (str(content), 2, 14)


def test_the_clock_is_not_read_where_a_day_is_given_or_none_is_needed(content, monkeypatch):
    monkeypatch.setattr(review, "today", None)
    assert leaflet.compose(leaflet.read(content), today=datetime.date(2026, 1, 1)).pages == 1
    assert leaflet.compose(leaflet.read(content), past_review=True).pages == 1


MISUSED = [
    (lambda made: leaflet.compose("x"), "compose(document) takes Document, not str; leaflet.read"),
    (lambda made: leaflet.compose(None), "compose(document) takes Document, not NoneType"),
    (
        lambda made: leaflet.compose(made.document, "Hill Clinic"),
        "compose(clinic) takes Clinic or None, not str; leaflet.clinic gives one",
    ),
    (
        lambda made: leaflet.compose(made.document, theme=3),
        "compose(theme) takes str, Theme or None",
    ),
    (
        lambda made: leaflet.compose(made.document, sheet=b"a4"),
        "compose(sheet) takes str, Sheet or",
    ),
    (lambda made: leaflet.compose(made.document, edition=1), "compose(edition) takes str or None"),
    (
        lambda made: leaflet.compose(made.document, today="2026-01-01"),
        "compose(today) takes date or None, not str",
    ),
    (
        lambda made: leaflet.compose(made.document, today=datetime.datetime(2026, 1, 1)),
        "compose(today) takes date or None, not datetime",
    ),
    (
        lambda made: leaflet.compose(made.document, past_review="no"),
        "compose(past_review) takes bool, not str",
    ),
    (
        lambda made: leaflet.compose(made.document, progress=True),
        "compose(progress) takes a function of two numbers, not bool",
    ),
    (
        lambda made: leaflet.write(None),
        "write(leaflet) takes Leaflet, not NoneType; leaflet.compose",
    ),
    (lambda made: leaflet.write(made.document), "write(leaflet) takes Leaflet, not Document"),
    (lambda made: leaflet.write(made, "crop"), "write(press) takes Press or None, not str"),
    (lambda made: leaflet.pictures(b"%PDF"), "pictures(leaflet) takes Leaflet, not bytes"),
    (lambda made: leaflet.pictures(made, "300"), "pictures(dpi) takes int, not str"),
    (lambda made: leaflet.check("content.yaml"), "check(document) takes Document, not str"),
    (
        lambda made: leaflet.check(made.document, {"name": "Hill"}),
        "check(clinic) takes Clinic or None, not dict; leaflet.clinic gives one",
    ),
    (
        lambda made: leaflet.check(made.document, today=2026),
        "check(today) takes date or None, not int",
    ),
    (lambda made: leaflet.check(made.document, profile=1), "check(profile) takes str or None"),
    (lambda made: leaflet.read(3), "read(content) takes str, PathLike or Mapping, not int"),
    (
        lambda made: leaflet.read("a", made.clinic),
        "read(clinic) takes str, PathLike, Mapping or None, not Clinic",
    ),
    (
        lambda made: leaflet.read("a", details=["x"]),
        "read(details) takes Mapping or None, not list",
    ),
    (lambda made: leaflet.read("a", brand={}), "read(brand) takes str, PathLike or None, not dict"),
    (lambda made: leaflet.read("a", folder=1), "read(folder) takes str, PathLike or None, not int"),
    (
        lambda made: leaflet.clinic(made.clinic),
        "clinic(source) takes str, PathLike, Mapping or None, not Clinic",
    ),
    (lambda made: leaflet.clinic(brand=1), "clinic(brand) takes str, PathLike or None, not int"),
    (
        lambda made: leaflet.clinic(name={1}),
        "clinic.name takes str, a number, a date, list or dict",
    ),
    (lambda made: leaflet.sheets(3), "sheets(folder) takes str, PathLike or None, not int"),
    (lambda made: leaflet.Clinic(nam="x"), "Unexpected keyword argument 'nam'"),
]


@pytest.mark.parametrize(("misuse", "sentence"), MISUSED, ids=[said for _, said in MISUSED])
def test_misuse_is_a_type_error_that_says_what_is_wanted(content, misuse, sentence):
    made = leaflet.compose(leaflet.read(content))
    with pytest.raises(TypeError) as caught:
        misuse(made)
    assert str(caught.value).startswith(sentence)


EXAMPLES = [shipped.path("content.yaml"), *leaflets.examples()]


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_a_dict_and_a_text_make_the_leaflet_that_a_file_makes(path):
    from_file = leaflet.read(path)
    text = path.read_text("utf-8")
    from_dict = leaflet.read(yaml.load(text, yaml.BaseLoader), folder=path.parent)
    from_text = leaflet.read(text, folder=path.parent)
    assert from_dict == from_text == from_file
    made = [leaflet.compose(each) for each in (from_file, from_text, from_dict)]
    assert len({leaflet.write(each) for each in made}) == 1


def test_values_that_are_no_texts_are_read_as_they_would_be_written():
    document = leaflet.read(
        {
            "title": "Knee pain",
            "subtitle": None,
            "code": 7,
            "version": 1.5,
            "issued": datetime.date(2026, 1, 31),
            "next_review": "2028-01-31",
            "clinic": {"name": "Hill", "address": ("1 Hill Road", "Town"), "phone": "111"},
            "body": [
                {"notes": 3},
                "contact",
                {"benefits": {"numbered": True, "items": [{"title": "a", "text": "b"}]}},
            ],
        }
    )
    assert (document.code.text, document.version.text, document.subtitle) == ("7", "1.5", None)
    assert (document.issued, document.next_review.year) == (datetime.date(2026, 1, 31), 2028)
    assert len(document.body) == 3 and document.folder is None


def test_the_faults_of_a_dict_have_the_paths_of_their_keys():
    faqs = {"items": [{"question": "Why?", "answer": "So."}, {"question": "When?", "anser": "Now"}]}
    content = {
        "titel": "x",
        "issued": "soon",
        "clinic": {"name": "a", "address": "b", "phone": "c"},
        "body": [{"benefts": []}, {"faqs": faqs}, {"bullets": ["a", None]}],
    }
    with pytest.raises(LeafletError) as caught:
        leaflet.read(content)
    assert {fault.place[:3] for fault in caught.value.faults} == {("", 0, 0)}
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [
        ("unknown-key", "titel"),
        ("not-a-date", "issued"),
        ("not-a-phone-number", "clinic.phone"),
        ("unknown-block", "body[0].benefts"),
        ("unknown-key", "body[1].faqs.items[1].anser"),
        ("missing-key", "body[1].faqs.items[1].answer"),
        ("empty-value", "body[2].bullets[1]"),
        ("missing-key", "title"),
    ]
    content["body"].append({"paragraph": "a\x07b"})
    with pytest.raises(LeafletError) as caught:
        leaflet.read(content)
    assert str(caught.value).startswith("body[3].paragraph: here is a character that cannot be")


def test_what_only_composing_finds_has_its_key_too():
    content = {
        "title": "Knee pain",
        "clinic": {"name": "a", "address": "b", "phone": "111"},
        "body": [{"paragraph": "See {clinic.website}, [^nice]."}, {"paragraph": "\U0001f9b5"}],
    }
    with pytest.raises(LeafletError) as caught:
        leaflet.compose(leaflet.read(content))
    paths = [fault.path for fault in caught.value.faults]
    assert paths == ["body[0].paragraph", "body[0].paragraph", "body[1].paragraph"]


def test_a_dict_that_is_too_much_is_refused():
    endless = {"title": "x"}
    endless["body"] = [endless]
    with pytest.raises(LeafletError, match="more than 20 lists inside each other"):
        leaflet.read(endless)
    with pytest.raises(LeafletError, match="more than 50,000 keys and texts"):
        leaflet.read({"title": "x", "body": [{"bullets": ["a"] * 50_000}]})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (3, "read(content) takes str, PathLike or Mapping, not int"),
        (["title"], "read(content) takes str, PathLike or Mapping, not list"),
        ({"title": "x", "body": {1}}, "body takes str, a number, a date, list or dict, not set"),
        ({"body": [{"paragraph": b"x"}]}, "body[0].paragraph takes str, a number, a date, list"),
        ({"body": [{3: "x"}]}, "body[0] takes keys that are str, not int"),
        ({None: "x"}, "a dict takes keys that are str, not NoneType"),
    ],
)
def test_what_no_file_could_say_is_a_type_error(content, sentence):
    with pytest.raises(TypeError) as caught:
        leaflet.read(content)
    assert str(caught.value).startswith(sentence)


# ---- the editor, pictures, looks


def test_a_check_gives_findings_as_data():
    document = leaflet.read(shipped.path("examples") / "knee-sprain.yaml")
    clinic = leaflet.clinic(
        name="Hill", address="1 Hill Road", phone="01632 960 555", email="a@b.c"
    )
    assert document.next_review is not None
    today = document.next_review - datetime.timedelta(days=21)
    checked = leaflet.check(document, clinic, today=today, profile="uk-nhs")
    found = {finding.code: finding for finding in checked.open}
    soon = found["review-date-soon"]
    assert (soon.severity, soon.place.file, soon.path) == ("warning", checked.name, "next_review")
    assert soon.problem == "the review of this leaflet is due in 21 days" and soon.hint
    assert "sample-clinic" not in found
    assert "sample-clinic" in {finding.code for finding in leaflet.check(document).open}
    assert checked.count("error") == sum(each.severity == "error" for each in checked.open)


def test_the_clock_is_read_where_no_day_is_given_to_a_check(content):
    content.write_text("issued: 2024-01-01\nnext_review: 2026-11-22\n" + CONTENT)
    document = leaflet.read(content)  # the day of the tests is the next one
    passed = "review-date-passed"
    assert passed in {finding.code for finding in leaflet.check(document).open}
    before = leaflet.check(document, today=datetime.date(2026, 11, 22))
    assert passed not in {finding.code for finding in before.open}


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_an_editor_finds_the_same_under_the_same_keys_in_a_dict(path):
    content = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    from_dict = leaflet.check(leaflet.read(content, folder=path.parent))
    from_file = leaflet.check(leaflet.read(path))
    assert len(from_file.findings) > 0
    found = [
        sorted((each.code, each.path, each.problem, each.accepted) for each in checked.findings)
        for checked in (from_dict, from_file)
    ]
    assert found[0] == found[1]


def test_the_pages_of_a_leaflet_are_drawn_as_pictures(content):
    made = leaflet.compose(leaflet.read(content), sheet="a5")
    page, _ = leaflet.pictures(made, dpi=100)
    with Image.open(BytesIO(page)) as image:
        assert (image.format, image.size) == ("PNG", (583, 827))
    assert len(page) > 5_000
    for dpi in (35, 601):
        with pytest.raises(LeafletError, match=f"{dpi} dots to an inch are not made"):
            leaflet.pictures(made, dpi)


def test_themes_and_sheets_are_listed_with_their_values(content):
    (content.parent / "sheets").mkdir()
    ours = shipped.folder("sheets") / "a5.yaml"
    (content.parent / "sheets" / "ours.yaml").write_text(ours.read_text("utf-8"), "utf-8")
    assert leaflet.themes()["photocopy"] == theme.load("photocopy")
    assert len(leaflet.themes()) == 5
    known = leaflet.sheets(content.parent)
    assert {"a4", "trifold-dl", "ours"} <= {*known} and "ours" not in leaflet.sheets()
    assert leaflet.compose(leaflet.read(content), sheet=known["ours"]).pages == 2


# ---- what there is


def test_the_example_of_the_module_runs(folder):
    (example,) = re.findall(r"\n\n((?: {4}.+\n|\n)+)", leaflet.__doc__ + "\n")[:1]
    names = {}
    exec(compile(textwrap.dedent(example), "leaflet", "exec"), names)
    assert names["pdf"].startswith(b"%PDF-1.7")
    assert names["finding"].code
    assert [*folder.iterdir()] == []


def test_help_shows_every_function_and_class_with_what_it_does():
    assert dir(leaflet) == sorted(leaflet.__all__)
    shown = pydoc.plain(pydoc.render_doc(leaflet))
    for name in set(leaflet.__all__) - {"__version__"}:
        public = getattr(leaflet, name)
        first = (public.__doc__ or "").split("\n")[0]
        assert first.endswith((".", "?")) and first in shown, name
        assert f"class {name}(" in shown or f"    {name}(" in shown


FUNCTIONS = ["batch", "check", "clinic", "compose", "pictures", "read", "sheets", "themes", "write"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_types_of_every_argument_can_be_asked(name):
    function = getattr(leaflet, name)
    asked = get_type_hints(function)
    assert {*asked} == {*inspect.signature(function).parameters, "return"}
    assert Any not in asked.values() and object not in asked.values()


def test_functions_are_what_the_tests_name():
    functions = [name for name in dir(leaflet) if inspect.isfunction(getattr(leaflet, name))]
    assert functions == FUNCTIONS


def test_the_module_is_imported_without_its_parts():
    code = """
        import sys, leaflet
        print(sorted({"msgspec", "yaml", "PIL", "reportlab", "uharfbuzz"} & {*sys.modules}))
        print([name for name in sys.modules if name.startswith("leaflet.")], len(dir(leaflet)) > 15)
        leaflet.Fault, leaflet.LeafletError
        print([name for name in sys.modules if name.startswith("leaflet.")])
    """
    ran = python(code)
    assert (ran.stdout, ran.stderr) == ("[]\n[] True\n['leaflet.errors']\n", "")


def python(code, **how):
    """Run a program of its own."""
    words = [sys.executable, "-c", textwrap.dedent(code)]
    return subprocess.run(words, capture_output=True, text=True, check=False, **how)


def test_composing_reads_no_yaml(content):
    """Theme, sheet, language and clinic are values before."""
    code = """
        import sys, leaflet
        from leaflet.composition import leaflet as composing
        from leaflet.content import language, sheet, theme
        document = leaflet.read("content.yaml")
        names = frozenset(("a4", "full"))
        looks = composing.Looks(
            theme.load("calm"), sheet.load("a4"), language.load(document.language), names
        )
        opened = []
        def watch(event, given):
            if event == "open":
                opened.append(str(given[0]))
        sys.addaudithook(watch)
        made = composing.compose(document, document.clinic, looks)
        print(made.pages, [path for path in opened if path.endswith((".yaml", ".yml"))])
        print(any(path.endswith(".ttf") for path in opened))
    """
    ran = python(code, cwd=content.parent)
    assert (ran.stdout, ran.stderr) == ("1 []\nTrue\n", "")


def test_no_function_changes_the_process(folder):
    """What belongs to the whole process is as it was, whatever the threads did meanwhile."""
    Image.new("RGB", (40, 20), "red").save(folder / "logo.png")
    Image.new("RGB", (40, 20), "red").save(folder / "logo.jpg")
    (folder / "content.yaml").write_text(CONTENT + "  - image: {file: logo.jpg, alt: A square}\n")
    code = """
        import decimal, gc, locale, logging, os, random, signal, sys, threading, warnings
        import leaflet

        def state():
            root = logging.getLogger()
            signals = (signal.SIGINT, signal.SIGTERM)
            return {
                "warnings": [*warnings.filters],
                "environment": dict(os.environ),
                "locale": locale.setlocale(locale.LC_ALL),
                "decimal": str(decimal.getcontext()),
                "logging": (root.level, [*root.handlers], logging.root.manager.disable),
                "random": random.getstate(),
                "folder": os.getcwd(),
                "recursion": sys.getrecursionlimit(),
                "garbage": (gc.isenabled(), gc.get_threshold()),
                "signals": [signal.getsignal(number) for number in signals],
                "path": [*sys.path],
                "hooks": (sys.excepthook, sys.displayhook, sys.settrace, threading.excepthook),
                "threads": threading.active_count(),
                "streams": (sys.stdin, sys.stdout, sys.stderr),
            }

        def work():
            gate.wait()
            needed = {"name": "Hill", "address": "1", "phone": "111"}
            clinic = leaflet.clinic(needed, logo="logo.png", folder=".")
            document = leaflet.read("content.yaml")
            made = leaflet.compose(document, clinic)
            done.append(len(leaflet.write(made)) + len(leaflet.pictures(made)))
            done.append(len(leaflet.check(document, clinic).findings))

        before, done, gate = state(), [], threading.Barrier(3)
        threads = [threading.Thread(target=work) for _ in range(3)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        after = state()
        print(len(done), [name for name in before if before[name] != after[name]])
    """
    ran = python(code, cwd=folder, env=os.environ | {"RL_invariant": "1"})
    assert (ran.stdout, ran.stderr) == ("6 []\n", "")


def test_every_public_name_is_there_and_no_other():
    assert all(hasattr(leaflet, name) for name in leaflet.__all__)
    assert leaflet.Clinic is Clinic
    with pytest.raises(AttributeError, match="nosuch"):
        leaflet.nosuch  # noqa: B018


def test_faults_are_values(content):
    content.write_text("titel: x\n" + CONTENT)
    with pytest.raises(LeafletError) as caught:
        leaflet.read(content)
    (fault,) = caught.value.faults
    assert fault.place[:3] == (str(content), 1, 1)
    assert fault.problem == "`titel` is not a key that belongs here"
    assert fault.hint == "did you mean `title`?"


def test_nothing_is_printed_fetched_or_started_and_only_our_own_files_are_read(content):
    code = """
        import pathlib, sys, leaflet
        def watch(event, given):
            if event in ("open", "os.listdir"):
                opened.append(given[0])
            if event.partition(".")[0] in ("socket", "subprocess", "urllib"):
                raise RuntimeError(event)
        opened = []
        document = leaflet.read("content.yaml")
        sys.addaudithook(watch)
        leaflet.write(leaflet.compose(document))
        home = pathlib.Path(leaflet.__file__).parents[1]
        ours = (str(home), sys.prefix, sys.base_prefix)
        for path in opened:
            assert isinstance(path, int) or str(path).startswith(ours), path
        assert len(opened) > 5
    """
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=content.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_a_leaflet_can_be_written_twice(content):
    made = leaflet.compose(leaflet.read(content))
    assert leaflet.write(made) == leaflet.write(made)


# ---- threads


def test_eight_threads_give_the_same_bytes_as_one(folder):
    files = []
    for number, name in enumerate(("Harbour", "Hill")):
        Image.new("RGB", (40 + number, 20), (0, 90, 200 * number)).save(folder / f"{name}.png")
        path = folder / f"{name}.yaml"
        words = " ".join(f"w{n * 31 % 977:x}" for n in range(300 + number))
        logo = f'  logo: {name}.png\n  colour: "#{number}05080"\nbody:\n'
        text = CONTENT.replace("Harbour", name).replace("body:\n", logo)
        path.write_text(text + f"  - paragraph: {words}\n  - contact\n" + "  - notes: 3\n" * 9)
        files.append(path)
    facts = [{"sheet": "a4"}, {"sheet": "a5", "theme": "photocopy"}]
    alone = [build(path, **fact) for path in files for fact in facts]
    assert len(set(alone)) == 4
    jobs = [(path, fact) for path in files for fact in facts] * 16
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda job: build(job[0], **job[1]), jobs))
    assert together == alone * 16


def test_the_first_use_may_be_in_threads(content):
    code = """
        import hashlib, threading, leaflet
        found = []
        def work():
            gate.wait()
            made = leaflet.compose(leaflet.read("content.yaml"))
            found.append(hashlib.sha256(leaflet.write(made)).hexdigest())
        gate = threading.Barrier(8)
        threads = [threading.Thread(target=work) for _ in range(8)]
        [t.start() for t in threads]
        [t.join() for t in threads]
        print(len(found), len(set(found)))
    """
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=content.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.stdout, ran.stderr) == ("8 1\n", "")


# ---- text is data

PIECES = st.sampled_from(
    [
        *("<b>", "</b>", "<br/>", "<img src='/etc/passwd'>", "<!-- x -->", "<![CDATA[ x ]]>"),
        *("&", "&amp;", "&#65;", "%s", "%(x)s", "%n", "{{x}}", "{x}", "{", "}", "{clinic.", "${x}"),
        *("../../etc", "~", "`x`", "$(x)", "__import__('os')", "\\", "\\n", "'", '"', "#", "- "),
        *("**", "*", "***", "[x](https://a.example)", "[x](javascript:x)", "[x]", "(y)", "[]()"),
        *(
            "{clinic.phone}",
            "{clinic.nosuch}",
            "{clinic.name}",
            "(",
            ")",
            "<<",
            ">>",
            "/JS",
            "endobj",
        ),
        *("fi", "ffl", "e\u0301", "\u00a0", "\u00ad", "\u200b", "\u2028", "\t", "\n", "\n\n", "  "),
        *(
            "\x07",
            "\u202e",
            "\ufeff",
            "\U0001f9b5",
            "ꯃ",
            "ж",
            "Ω",
            "ế",
            "…",
            "“",
            "x",
            "a b",
            "9 mg",
        ),
    ]
)
HOSTILE = st.lists(PIECES, min_size=1, max_size=12).map("".join)
PLAIN = str.maketrans({"\u00a0": " ", "\u00ad": "", "\u200b": "", "\x02": "-"})
"""pdfium says U+0002 for a hyphen at the end of a line."""


def quoted(text):
    """A text as YAML in double quotation marks, its line ends and blanks kept."""
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    )
    return f'"{escaped}"'


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile") / "content.yaml"


@settings(deadline=None, max_examples=50 * torture.TIMES)
@given(text=HOSTILE)
def test_hostile_text_is_printed_literally_or_refused(workshop, text):
    """In a field without markup: a code, a name; the phone is filled in where it is named."""
    workshop.write_text(
        CONTENT.replace("Harbour Clinic", quoted(text))
        + f"  - callout: {{title: {quoted(text)}, body: {quoted(text)}}}\n",
        "utf-8",
    )
    try:
        document = leaflet.read(workshop)
        pdf = leaflet.write(leaflet.compose(document))
    except LeafletError as error:
        assert all(c.isprintable() or c == "\n" for c in str(error))
        return
    words = document.clinic.name.text
    seen = [text for role, text in pdfium.read(pdf) if role == "P"]
    assert squeezed(seen[0]) == squeezed(words)
    plain = document.body[1].title.plain(Filling(document.clinic.details()))
    assert squeezed(seen[-2]) == squeezed(seen[-1]) == squeezed(plain)


def squeezed(text):
    """Without blanks, which extraction only guesses at line ends."""
    return "".join(text.translate(PLAIN).split())


@settings(deadline=None, max_examples=25 * torture.TIMES)
@given(text=HOSTILE, field=st.sampled_from(["title", "subtitle", "code", "version", "publisher"]))
def test_hostile_facts_are_printed_or_refused(workshop, text, field):
    lines = [line for line in CONTENT.splitlines() if not line.startswith(f"{field}:")]
    workshop.write_text("\n".join([f"{field}: {quoted(text)}", *lines]), "utf-8")
    try:
        leaflet.write(leaflet.compose(leaflet.read(workshop)))
    except LeafletError as error:
        assert all(c.isprintable() or c == "\n" for c in str(error))


@settings(deadline=None, max_examples=25 * torture.TIMES)
@given(details=st.dictionaries(st.sampled_from(Clinic.__struct_fields__), HOSTILE, max_size=4))
def test_hostile_details_are_printed_or_refused(workshop, details):
    workshop.write_text(CONTENT + "  - contact\n", "utf-8")
    try:
        leaflet.write(leaflet.compose(leaflet.read(workshop, details=details)))
    except LeafletError as error:
        assert all(c.isprintable() or c == "\n" for c in str(error))


# ---- limits


def inside(pdf):
    """Every character of every page stands on the paper; how many there are."""
    count = 0
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            width, height = page.get_size()
            shown = page.get_textpage()
            for index in range(shown.count_chars()):
                left, bottom, right, top = shown.get_charbox(index)
                assert 0 <= left <= right <= width and 0 <= bottom <= top <= height
                count += 1
    return count


def paragraphs(pdf):
    return [text for role, text in pdfium.read(pdf) if role == "P"]


def test_a_word_of_ten_thousand_characters_is_refused_and_never_torn(content):
    word = "".join(random.Random(7).choices("abcdefghij", k=10_000))
    content.write_text(CONTENT + f"  - paragraph: {word}\n")
    with pytest.raises(LeafletError) as caught:
        build(content)
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.width) == ("word-too-wide", 10_000)
    assert word[:50] in fault.problem


def test_a_paragraph_of_twenty_thousand_characters_is_set_whole(content):
    words = " ".join(f"{n * n % 9973:x}" for n in range(9_000))[: limits.TEXT_CHARACTERS].strip()
    content.write_text(CONTENT + f"  - paragraph: {words}\n")
    pdf = build(content)
    assert squeezed(paragraphs(pdf)[-1]) == squeezed(words)
    inside(pdf)


def test_long_words_everywhere_stay_on_the_paper(content):
    word = "Kniegelenksarthrosenbehandlung"
    lines = (
        f"heading: {word}",
        f"bullets: [{word}, {word}]",
        f"steps: [{word}]",
        f"benefits: [{{title: {word}, text: {word}}}]",
        f"faqs: [{{question: {word}, answer: {word}}}]",
        f"callout: {{title: {word}, body: {word}}}",
        f"references: [{word}]",
        "contact",
    )
    text = CONTENT.replace("Knee pain", word).replace("Harbour Clinic", word)
    text = text.replace("2 Quay Road", word).replace(
        "01632 960 555\n", f"01632 960 555\n  hours: {word}\n"
    )
    content.write_text(f"subtitle: {word}\n{text}" + "".join(f"  - {line}\n" for line in lines))
    for sheet in ("a4", "a5", "letter"):
        pdf = build(content, sheet=sheet)
        inside(pdf)
        texts = [squeezed(text) for _, text in pdfium.read(pdf)]
        assert texts.count(word) == 16


def test_two_thousand_blocks_are_all_there(content):
    content.write_text(CONTENT + "".join(f"  - paragraph: Number {n}.\n" for n in range(1_999)))
    pdf = build(content)
    assert paragraphs(pdf)[2:] == [f"Number {n}." for n in range(1_999)]
    inside(pdf)


def test_hundreds_of_questions_are_all_there(content):
    # Less a paragraph and the block of questions; each answer is a block too.
    most = (limits.BLOCKS if torture.IS_LONG else 500) - 2
    faqs = (f"      - {{question: Why {n}?, answer: Because {n}.}}\n" for n in range(most))
    content.write_text(CONTENT + "  - faqs:\n" + "".join(faqs))
    pdf = build(content)
    found = [text for role, text in pdfium.read(pdf) if text.startswith(("Why", "Because"))]
    assert found == [
        f"{word} {n}{end}" for n in range(most) for word, end in (("Why", "?"), ("Because", "."))
    ]


def test_too_many_pages_are_refused(content):
    content.write_text(CONTENT + "  - notes: 40\n" * (limits.PAGES + 1))
    with pytest.raises(LeafletError, match=f"at most {limits.PAGES} are allowed"):
        build(content)


def test_list_items_for_more_pages_are_refused(content):
    count = 49_000 if torture.IS_LONG else 18_000
    content.write_text(CONTENT + "  - bullets: [" + "a, " * count + "]\n")
    with pytest.raises(LeafletError, match=f"at most {limits.PAGES} are allowed"):
        build(content)
