"""`leaflet check`: what it says in each form, and how it ends."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import CLINIC, CONTENT, TODAY
from test_cli import start, terminal  # noqa: F401 (a fixture)

from leaflet import __version__
from leaflet.document import schema
from leaflet.editor import checks, engine
from leaflet.editor.engine import GROUPS, rules

LONG = "This is a very long sentence " + "and it goes on " * 6 + "to its end."
"""33 words, enough for a grade."""
HEAD = """\
title: Knee pain
issued: 2026-11-01
next_review: 2027-11-01
clinic:
  name: Quay Road Clinic
  address: [2 Quay Road, Whitby]
  phone: 01947 820 555
body:
"""
BAD = f"{HEAD}  - paragraph: {LONG}\n"
ERROR, WARNING, NOTE = "long-sentence", "old-source", "clinic-colour"
REASON = "the words are those of the law"
OLD = "  - references: ['NHS, knee pain, June 2019']\n"
PALE = HEAD.replace("body:", '  colour: "#ffd54a"\nbody:')


@pytest.fixture(autouse=True)
def _three_rules(monkeypatch):
    """An error, a warning and a note: what the other rules find has tests of its own."""
    flaws = engine._found

    def few(manuscript):
        return ((r, flaw) for r, flaw in flaws(manuscript) if r.id in (ERROR, WARNING, NOTE))

    monkeypatch.setattr(engine, "_found", few)


@pytest.fixture
def content(folder):
    (folder / "content.yaml").write_text(BAD, "utf-8")
    return folder


def write(folder, name, text):
    (folder / name).write_text(text, "utf-8")


# ---- what is checked, and how it ends


def test_the_content_of_this_folder_is_checked(content, run):
    code, out, err = run("check")
    assert (code, err) == (1, "")
    assert out.decode().startswith("content.yaml:9:16: error: this sentence has 33 words")


def test_the_built_in_leaflet_is_checked_where_there_is_none(folder, run):
    code, out, err = run("check")
    assert code == 0
    assert "this is the built-in leaflet" in err
    assert "Acupuncture for back pain" in out.decode()


@pytest.mark.parametrize(
    ("body", "words", "code"),
    [
        (HEAD + "  - paragraph: Rest a little.\n", (), 0),
        (HEAD + "  - paragraph: Rest a little.\n", ("--strict",), 0),
        (PALE + "  - paragraph: Rest a little.\n", ("--strict",), 0),
        (HEAD + OLD, (), 0),
        (HEAD + OLD, ("--strict",), 1),
        (BAD, (), 1),
        (BAD, ("--strict",), 1),
    ],
)
def test_errors_end_with_one_and_warnings_only_if_strict(folder, run, body, words, code):
    write(folder, "content.yaml", body)
    assert run("check", *words).code == code


def test_several_files_are_all_checked_and_counted(content, run):
    write(content, "old.yaml", HEAD + OLD)
    code, out, _ = run("check", "old.yaml", "content.yaml", "--strict")
    assert code == 1
    assert "old.yaml:9:40: warning: " in out.decode()
    assert "content.yaml:9:16: error: " in out.decode()
    assert out.decode().splitlines()[-1] == "1 error, 1 warning in 2 leaflets"


def test_every_file_that_cannot_be_read_is_said_and_the_others_are_checked(content, run):
    write(content, "bad.yaml", "titel: x\n" + CONTENT)
    write(content, "worse.yaml", CONTENT.replace("paragraph", "paragarph"))
    code, out, err = run("check", "bad.yaml", "content.yaml", "worse.yaml", "--format", "concise")
    assert code == 1
    assert len(out.decode().splitlines()) == 1
    assert "bad.yaml:1:1: `titel` is not a key" in err
    assert "worse.yaml:7:5: `paragarph` is not a block" in err
    assert run("check", "nosuch.yaml", "bad.yaml").code == 3


def test_a_file_that_is_named_twice_is_checked_once(content, run):
    out = run("check", "content.yaml", "content.yaml", "--format", "concise").said
    assert len(out.splitlines()) == 1


def test_the_details_of_another_clinic_are_checked(content, run):
    write(content, "clinic.yaml", CLINIC + 'colour: "#ffd54a"\n')
    out = run("check", "--clinic", "clinic.yaml", "--format", "concise").said
    assert "clinic.yaml:4:10: note [clinic-colour]" in out
    out = run("check", "--set", "clinic.colour=#ffd54a", "--format", "concise").said
    assert "--set clinic.colour:1:1: note [clinic-colour]" in out


def test_the_profile_can_be_chosen(content, run, monkeypatch):
    assert "(United States)" in run("check", "--profile", "us").said
    monkeypatch.setenv("LEAFLET_PROFILE", "uk-nhs")
    assert "(United Kingdom, NHS)" in run("check").said
    code, _, err = run("check", "--profile", "uk-nsh")
    assert code == 2
    assert "did you mean `uk-nhs`?" in err


def test_a_profile_that_is_misspelt_in_the_content_is_shown_there(folder, run):
    write(folder, "content.yaml", "profile: uk-nsh\n" + BAD)
    code, out, err = run("check")
    assert (code, out) == (1, b"")
    assert err.startswith("content.yaml:1:10: there is no profile called `uk-nsh`")


@pytest.mark.parametrize(
    "words",
    [
        ("--format", "xml"),
        ("--today", "tomorrow"),
        ("--explain", "nosuch"),
        ("--write-report", "report.docx"),
        ("a.yaml", "b.yaml", "--write-report", "report.pdf"),
    ],
)
def test_a_wrong_command_ends_with_two(content, run, words):
    code, out, _ = run("check", *words)
    assert (code, out) == (2, b"")


# ---- the day


def test_a_leaflet_is_checked_as_on_the_day_that_is_asked_for(folder, run, monkeypatch):
    write(folder, "content.yaml", HEAD + OLD)
    assert "[old-source]" in run("check").said
    assert "[old-source]" not in run("check", "--today", "2023-01-01").said
    monkeypatch.setenv("LEAFLET_TODAY", "2024-12-31")
    assert "[old-source]" not in run("check").said
    monkeypatch.undo()
    out = run("check", str(folder / "content.yaml"), "--today", "2027-11-02").said
    assert "content.yaml:3:14: error: the review of this leaflet was due on 1 November 2027" in out


# ---- what is accepted


def test_a_finding_is_accepted_with_a_reason_by_its_block(folder, run):
    block = f"  - paragraph:\n      text: {LONG}\n      accept: {{ long-sentence: {REASON} }}\n"
    write(folder, "content.yaml", HEAD + block)
    code, out, _ = run("check", "--strict")
    assert code == 0
    assert f"\n    because: {REASON}\n" in out.decode()
    assert out.decode().splitlines()[-1] == "1 accepted"
    other = f"{HEAD}{block}  - paragraph: {LONG}\n"
    write(folder, "content.yaml", other)
    assert run("check", "--format", "concise").said.count("[long-sentence]") == 1


def test_old_sources_are_accepted_at_the_references(folder, run):
    accept = f"accept: {{ old-source: {REASON} }}"
    block = f"  - references: {{ items: ['NHS, 2019', 'NICE, 2014'], {accept} }}\n"
    columns = "  - columns: { first: [references: [NHS 2018]], second: [paragraph: Rest] }\n"
    write(folder, "content.yaml", HEAD + block)
    assert run("check", "--strict").said.splitlines()[-1] == "2 accepted"
    write(folder, "content.yaml", HEAD + block + columns)
    assert run("check", "--strict").said.splitlines()[-1] == "1 warning, 2 accepted"


def test_what_stands_in_no_block_is_accepted_by_the_leaflet(folder, run):
    words = f'accept: {{ clinic-colour: "{REASON}" }}\n'
    write(folder, "content.yaml", words + PALE + "  - paragraph: Rest a little.\n")
    assert run("check").said.splitlines()[-1] == "1 accepted"


def test_the_leaflet_accepts_what_is_found_anywhere_in_it_and_uses_its_reason(folder, run):
    words = f'accept: {{ long-sentence: "{REASON}" }}\n'
    write(folder, "content.yaml", f"{words}{HEAD}  - paragraph: {LONG}\n")
    said = run("check", "--strict").said
    assert said.splitlines()[-1] == "1 accepted"
    assert "unused-acceptance" not in said


@pytest.mark.parametrize(
    ("accept", "place", "problem"),
    [
        ("{ long-sentense: the law says so }", "1:11", "`long-sentense` is not a rule"),
        ("{ long-sentence: ok }", "1:26", "this reason is too short"),
        ("{ long-sentence: }", "1:", "nothing is written"),
        ("long-sentence", "1:9", "rules with their reasons are needed here"),
    ],
)
def test_an_acceptance_that_says_too_little_is_refused(folder, run, accept, place, problem):
    write(folder, "content.yaml", f"accept: {accept}\n{BAD}")
    code, out, err = run("check")
    assert (code, out) == (1, b"")
    assert f"content.yaml:{place}" in err and problem in err


# ---- full


def test_a_finding_is_shown_with_its_line_its_words_and_a_way_out(folder, run):
    write(folder, "content.yaml", HEAD + OLD)
    assert run("check", "-q").said.splitlines() == [
        "content.yaml:9:40: warning: the newest date of this source is 2019, 7 years ago "
        "[old-source]",
        "   9 |   - references: ['NHS, knee pain, June 2019']",
        "     |                                        ^^^^",
        "  hint: look for a newer one, or accept it at the references with a reason",
    ]


def test_the_scores_follow_the_findings_and_the_count_stands_last(content, run):
    out = run("check").said
    assert out.index("[long-sentence]") < out.index("grade  SMOG  ease  words")
    assert out.index("wanted: at most 7") < out.index("complete: PEMAT")
    assert "heavy" in next(line for line in out.splitlines() if line.startswith("all"))
    assert out.splitlines()[-1] == "1 error"


def test_colours_are_only_for_terminals_and_who_wants_them(content, terminal):  # noqa: F811
    shown = terminal(content, "check", NO_COLOR="")
    assert "\033[31merror\033[0m" in shown and "\033[31m^^^^" in shown
    assert "\033" not in terminal(content, "check", NO_COLOR="1")
    assert b"\033" not in start(content, "check").stdout


# ---- concise, json, github, sarif


def test_concise_is_one_line_for_each_open_finding(content, run):
    write(content, "old.yaml", HEAD + OLD)
    assert run("check", "content.yaml", "old.yaml", "--format", "concise").said.splitlines() == [
        "content.yaml:9:16: error [long-sentence] this sentence has 33 words; at most 20 are easy "
        "to follow",
        "old.yaml:9:40: warning [old-source] the newest date of this source is 2019, 7 years ago",
    ]
    write(content, "content.yaml", HEAD + "  - paragraph: Rest.\n")
    assert run("check", "--format", "concise") == (0, b"", "")


def test_json_has_findings_scores_counts_and_faults(content, run):
    write(content, "bad.yaml", "titel: x\n" + CONTENT)
    code, out, _ = run("check", "content.yaml", "bad.yaml", "--format", "json")
    assert code == 1
    told = json.loads(out)
    assert (told["version"], told["program"], told["today"]) == (1, __version__, TODAY)
    (leaflet,) = told["leaflets"]
    assert leaflet["file"] == "content.yaml" and leaflet["title"] == "Knee pain"
    assert leaflet["findings"] == [
        {
            "code": "long-sentence",
            "severity": "error",
            "key": "body[0].paragraph",
            "problem": "this sentence has 33 words; at most 20 are easy to follow",
            "hint": "make two sentences of it",
            "file": "content.yaml",
            "line": 9,
            "column": 16,
            "width": len(LONG),
            "rule": "long-sentence",
            "group": "readability",
            "accepted": None,
        }
    ]
    assert leaflet["summary"] == {"errors": 1, "warnings": 0, "notes": 0, "accepted": 0}
    assert told["summary"] == leaflet["summary"]
    scores = leaflet["scores"]
    assert scores["readability"]["words"] == 33
    assert scores["readability"]["smog"] is None
    assert {item["id"] for item in scores["completeness"]["items"]} > {"PEMAT 1", "CDC 20"}
    (fault,) = told["faults"]
    assert fault.pop("problem") and fault.pop("hint")
    assert fault == {
        **{"code": "unknown-key", "severity": "error", "key": "titel"},
        **{"file": "bad.yaml", "line": 1, "column": 1, "width": 5},
    }


def test_github_gets_a_command_for_each_finding_with_its_signs_escaped(folder, run):
    name = "a, b%.yaml"
    write(folder, name, PALE + f"  - paragraph: {LONG}\n")
    write(folder, "bad.yaml", "titel: x\n" + CONTENT)
    fault, note, error = run("check", name, "bad.yaml", "--format", "github").said.splitlines()
    assert fault.startswith("::error file=bad.yaml,line=1,col=1,endColumn=6,title=unknown-key::")
    assert note.startswith(
        "::notice file=a%2C b%25.yaml,line=8,col=12,endColumn=19,title=clinic-colour::"
    )
    assert error == (
        f"::error file=a%2C b%25.yaml,line=10,col=16,endColumn={16 + len(LONG)},"
        "title=long-sentence::this sentence has 33 words; at most 20 are easy to follow"
        "%0Amake two sentences of it"
    )


TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "required": ["uri"],
                    "properties": {"uri": {"type": "string", "format": "uri-reference"}},
                },
                "region": {
                    "required": ["startLine"],
                    "properties": {
                        name: {"type": "integer", "minimum": 1}
                        for name in ("startLine", "startColumn", "endColumn")
                    },
                },
            },
        }
    },
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "required": ["tool"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "invocations": {"items": {"required": ["executionSuccessful"]}},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name", "rules"],
                                "properties": {
                                    "rules": {
                                        "minItems": 1,
                                        "items": {
                                            "required": ["id", "help", "shortDescription"],
                                            "properties": {
                                                "help": TEXT,
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "helpUri": {"pattern": "^https?://[^ ]+$"},
                                                "defaultConfiguration": {
                                                    "properties": {"level": LEVEL}
                                                },
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "items": {
                            "required": ["message", "ruleId"],
                            "properties": {
                                "message": TEXT,
                                "level": LEVEL,
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "locations": {"items": LOCATION},
                                "suppressions": {
                                    "items": {
                                        "required": ["kind"],
                                        "properties": {
                                            "kind": {"enum": ["inSource", "external"]},
                                            "status": {
                                                "enum": ["accepted", "underReview", "rejected"]
                                            },
                                        },
                                    }
                                },
                            },
                        }
                    },
                },
            },
        },
    },
}
"""What SARIF 2.1.0 asks of the properties that are used: 3.13, 3.14, 3.19, 3.27 to 3.30, 3.49."""


def test_sarif_has_what_the_standard_asks_for(folder, run):
    block = f"  - paragraph:\n      text: {LONG}\n      accept: {{ long-sentence: {REASON} }}\n"
    (folder / "a b").mkdir()
    write(folder / "a b", "é.yaml", PALE + block + OLD)
    code, out, _ = run("check", str(folder / "a b" / "é.yaml"), "nosuch.yaml", "--format", "sarif")
    assert code == 3
    told = json.loads(out)
    jsonschema.Draft7Validator.check_schema(SARIF)
    jsonschema.validate(told, SARIF)
    (done,) = told["runs"]
    assert done["invocations"][0]["executionSuccessful"] is False
    (unread,) = done["invocations"][0]["toolExecutionNotifications"]
    assert unread["descriptor"] == {"id": "file-not-found"}
    assert "nosuch.yaml" in unread["message"]["text"]
    known = [rule["id"] for rule in done["tool"]["driver"]["rules"]]
    assert known == [rule.id for rule in rules()]
    found = {result["ruleId"]: result for result in done["results"]}
    assert set(found) == {ERROR, WARNING, NOTE}
    assert all(known[result["ruleIndex"]] == name for name, result in found.items())
    (suppressed,) = found[ERROR]["suppressions"]
    assert suppressed == {"kind": "inSource", "status": "accepted", "justification": REASON}
    (location,) = found[WARNING]["locations"]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "body[1].references[0]"}]
    place = location["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a%20b/%C3%A9.yaml"}
    assert place["region"] == {
        "startLine": 13,
        "startColumn": 40,
        "endColumn": 44,
        "snippet": {"text": "2019"},
    }


def test_a_file_outside_of_this_folder_has_a_whole_address(folder, run, monkeypatch):
    write(folder, "content.yaml", BAD)
    (folder / "inside").mkdir()
    monkeypatch.chdir(folder / "inside")
    told = json.loads(run("check", "../content.yaml", "--format", "sarif").out)
    (result,) = told["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == (folder / "content.yaml").as_uri()


@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "sarif"])
def test_words_of_a_leaflet_cannot_forge_a_line_of_a_report(folder, run, form):
    forged = LONG.replace("very", "::error::x[31m")
    write(folder, "content.yaml", HEAD + f'  - paragraph: "{forged}"\n')
    out = run("check", "--format", form).said
    assert "\n::error::x" not in out and "\033" not in out


# ---- the rules


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_can_be_explained(run, rule):
    said = run("check", "--explain", rule.id).said
    words = " ".join(said.split())
    assert said.startswith(f"{rule.id} ({rule.severity}, {rule.group})\n")
    assert rule.title.endswith(".") and rule.title in words
    assert len(rule.why.split()) >= 8 and rule.why in words
    assert f"Source: {rule.source}" in said
    assert f"accept: {{ {rule.id}: " in said


def test_a_rule_that_is_like_no_other_leads_to_the_list(folder, run):
    assert "see `leaflet check --list`" in run("check", "--explain", "zzz").err
    write(folder, "content.yaml", f"accept: {{ zzz: {REASON} }}\n{BAD}")
    assert "hint: see `leaflet check --list`" in run("check").err


def test_standard_input_is_checked(folder, run):
    out = run("check", "-", "--format", "concise", stdin=BAD.encode()).said
    assert out.startswith("<standard input>:9:16: error [long-sentence]")


def test_a_rule_that_is_misspelt_is_refused_with_the_one_that_is_meant(run):
    code, _, err = run("check", "--explain", "long-sentense")
    assert code == 2
    assert "did you mean `long-sentence`?" in err


def test_the_list_has_every_rule_once_group_by_group(run):
    lines = run("check", "--list").said.splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert listed == [rule.id for rule in rules()]
    groups = [line for line in lines if line and not line.startswith(" ")]
    assert groups == [group for group in GROUPS if group in groups]
    assert len(groups) >= 3


def test_every_rule_says_where_it_comes_from():
    for rule in rules():
        assert rule.group in GROUPS and rule.severity in ("error", "warning", "note"), rule.id
        _, _, address = rule.source.partition(": ")
        assert rule.source and (not address or address.startswith("http")), rule.id


def test_a_file_of_a_rule_is_named_as_the_rule():
    files = Path(checks.__file__).parent.glob("*.py")
    names = {path.stem.replace("_", "-") for path in files if path.stem != "__init__"}
    assert names == {rule.id for rule in rules()}


# ---- what editors know of it


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        (f"profile: uk-nhs\naccept: {{ old-source: {REASON} }}\n{BAD}", True),
        (f"{HEAD}  - paragraph: {{ text: Rest, accept: {{ long-sentence: {REASON} }} }}\n", True),
        (f"profile: [uk-nhs]\n{BAD}", False),
        (f"accept: long-sentence\n{BAD}", False),
        (f"accept: {{ old-source: ok }}\n{BAD}", False),
        (f"{HEAD}  - paragraph: {{ text: Rest, accept: [long-sentence] }}\n", False),
    ],
)
def test_the_schema_says_the_same_of_profile_and_accept(folder, run, text, valid):
    given = json.loads(json.dumps(yaml.safe_load(text), default=str))
    assert jsonschema.Draft7Validator(schema.schema()).is_valid(given) == valid
    write(folder, "content.yaml", text)
    refused = not run("check").out
    assert refused == (not valid)
