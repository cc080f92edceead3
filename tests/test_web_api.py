"""The address for practice software: JSON in, a PDF or a list of problems out."""

import base64
import io
import json

import jsonschema
import pikepdf
import pytest
from conftest import CONTENT
from gates import pdfium
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_web import BASE, TYPED, Browser, browser, office, png  # noqa: F401 (fixtures)

from leaflet import limits
from leaflet.content.clinic import Clinic
from leaflet.source import named
from leaflet.web import api

CLINIC = TYPED | {"address": ["2 Quay Road", "Exampletown"]}
DESCRIBED = json.loads(api._DESCRIPTION.read_text())


def schema(name):
    """The schema of a part of the OpenAPI file, with what it refers to."""
    components = {"components": DESCRIBED["components"]}
    return {"$ref": f"#/components/schemas/{name}", **components}


def problems(answer, status=422):
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json")
    jsonschema.validate(answer.json(), schema("Problems"), jsonschema.Draft202012Validator)
    return answer.json()["problems"]


@pytest.fixture
def build(browser):  # noqa: F811
    return lambda **wanted: browser.client.post("/api/build", json=wanted)


def test_a_leaflet_of_the_shelf_is_built_for_a_clinic(build):
    answer = build(leaflet="built-in", clinic=CLINIC, sheet="a5", theme="warm")
    assert answer.status_code == 200
    text = "\n".join(pdfium.pages(answer.content))
    assert "Harbour Clinic" in text
    assert "Exampletown" in text
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        assert round(float(made.pages[0].mediabox[2])) == 420


def test_words_are_built_with_their_own_clinic(build):
    answer = build(content=CONTENT)
    assert answer.headers["content-disposition"] == 'attachment; filename="knee-pain.pdf"'
    assert "Rest a little" in pdfium.pages(answer.content)[0]


def test_a_logo_comes_as_base64(build):
    logo = base64.b64encode(png()).decode()
    answer = build(content=CONTENT, clinic=CLINIC | {"logo": logo})
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        assert len(made.pages[0].get_images()) == 1
    for wrong in ("no base64!", base64.b64encode(b"no picture").decode()):
        (problem,) = problems(build(content=CONTENT, clinic=CLINIC | {"logo": wrong}))
        assert "base64" in problem["problem"] or "neither PNG nor JPEG" in problem["problem"]


def test_every_problem_is_told_with_its_place(build):
    found = problems(build(content=CONTENT, clinic={"phone": "ring", "email": "x@"}))
    assert {each["place"] for each in found} >= {"clinic.phone", "clinic.email"}
    assert any("`name` is missing" in each["problem"] for each in found)
    (found,) = problems(build(content=CONTENT.replace("- paragraph", "- paragraf")))
    assert (found["place"], found["line"], found["column"]) == ("content", 7, 5)
    assert found["hint"] == "did you mean `paragraph`?"


def test_words_from_afar_can_name_no_file(build, folder):
    (folder / "logo.png").write_bytes(png())
    text = CONTENT.replace("body:\n", "body:\n  - image: {file: logo.png, alt: x}\n")
    assert problems(build(content=text))
    (found,) = problems(build(content=CONTENT.replace("body:", "  logo: /etc/passwd\nbody:")))
    assert "is in no folder" in found["problem"]


@pytest.mark.parametrize("key", ["theme", "sheet"])
def test_a_look_that_there_is_not_is_a_problem(build, key):
    (found,) = problems(build(content=CONTENT, **{key: "../secret"}))
    assert f"there is no {key} called" in found["problem"]


def test_a_leaflet_that_is_not_on_the_shelf_is_a_problem(build):
    (found,) = problems(build(leaflet="built-on"))
    assert found["hint"] == "did you mean `built-in`?"


def test_the_sample_clinic_is_built_where_nobody_says_another(build):
    assert build(leaflet="built-in").status_code == 200
    found = problems(build(leaflet="built-in", clinic=CLINIC | {"phone": "01632 960 123"}))
    assert "still the sample's" in found[0]["problem"]


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '{"leaflet": 1}', '{"x": 1}', "{}", "[" * 100_000, '"\\ud800"']
)
def test_what_is_not_the_json_that_is_asked_for_is_a_problem(browser, body):  # noqa: F811
    headers = {"content-type": "application/json"}
    answer = browser.client.post("/api/build", content=body, headers=headers)
    problems(answer, 400)


def test_a_text_that_is_empty_is_not_what_is_asked_for(build):
    (found,) = problems(build(content="", leaflet="built-in"), 400)
    assert "length >= 1" in found["problem"]
    assert "$.content" in found["problem"]


def test_both_content_and_leaflet_are_too_much(build):
    (found,) = problems(build(content=CONTENT, leaflet="built-in"), 400)
    assert found["problem"] == "say either `content` or `leaflet`"


def test_only_json_is_taken_so_no_page_of_another_site_can_post(browser):  # noqa: F811
    body = json.dumps({"leaflet": "built-in"})
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        headers = {"content-type": kind}
        assert browser.client.post("/api/build", content=body, headers=headers).status_code == 415
    evil = {"origin": "http://evil.example", "content-type": "application/json"}
    assert browser.client.post("/api/build", content=body, headers=evil).status_code == 403
    assert browser.client.options("/api/build").status_code in (405, 411)
    assert browser.client.get("/api/build").status_code == 405


def test_more_than_the_limit_is_refused(browser, build):  # noqa: F811
    (found,) = problems(build(content=CONTENT + "#" * limits.CONTENT_BYTES))
    assert "too large" in found["problem"]
    answer = build(content="x" * limits.UPLOAD_BYTES)
    assert answer.status_code == 413


def test_what_is_refused_at_the_door_is_a_list_of_problems_too(browser, build):  # noqa: F811
    problems(build(content="x" * limits.UPLOAD_BYTES), 413)
    post, kind = browser.client.post, {"content-type": "application/json"}
    problems(post("/api/build", content=b"{}", headers=kind | {"host": "evil.example"}), 403)
    problems(post("/api/build", content=b"{}", headers=kind | {"content-length": "x"}), 400)
    problems(post("/api/build", content=iter([b"{}"]), headers=kind), 411)
    wrong = browser.client.get("/api/build")
    problems(wrong, 405)
    assert wrong.headers["allow"] == "POST"
    problems(browser.client.get("/api/nothing"), 404)


def test_the_openapi_file_is_served_and_says_what_is_taken(browser):  # noqa: F811
    served = browser.client.get("/api/openapi.json").json()
    assert served == DESCRIBED
    parts = served["components"]["schemas"]
    assert {*parts["Details"]["properties"]} == {*Clinic.__struct_fields__}
    assert {*parts["Wanted"]["properties"]} == {*api.Wanted.__struct_fields__}
    jsonschema.Draft202012Validator.check_schema(schema("Wanted"))
    example = served["paths"]["/api/build"]["post"]["requestBody"]["content"]["application/json"]
    wanted = example["examples"]["shelf"]["value"]
    jsonschema.validate(wanted, schema("Wanted"), jsonschema.Draft202012Validator)
    assert browser.client.post("/api/build", json=wanted).status_code == 200


TEXTS = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    ["01632 960 555", "desk@harbour.example", "www.harbour.example", "#7a1f4b", "{clinic.phone}"]
)
WANTED = st.fixed_dictionaries(
    {},
    optional={
        "content": st.just(CONTENT) | TEXTS | TEXTS.map(lambda text: CONTENT + text),
        "leaflet": st.just("built-in") | TEXTS,
        "clinic": st.dictionaries(
            st.sampled_from([*Clinic.__struct_fields__, "other"]),
            TEXTS | st.lists(TEXTS, max_size=3) | st.none() | st.integers(),
        ),
        "theme": st.sampled_from(named.names("theme")) | TEXTS | st.none(),
        "sheet": st.sampled_from(named.names("sheet")) | TEXTS | st.none(),
    },
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wanted=WANTED)
def test_whatever_is_asked_the_answer_is_one_that_the_file_describes(browser, wanted):  # noqa: F811
    answer = browser.client.post("/api/build", json=wanted)
    if answer.status_code == 200:
        assert answer.content.startswith(b"%PDF-")
    else:
        assert answer.status_code in (400, 422)
        problems(answer, answer.status_code)
    taken = DESCRIBED["paths"]["/api/build"]["post"]["responses"]
    assert str(answer.status_code) in taken


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.binary(max_size=200))
def test_whatever_bytes_come_the_answer_is_a_list_of_problems(browser, body):  # noqa: F811
    headers = {"content-type": "application/json"}
    problems(browser.client.post("/api/build", content=body, headers=headers), 400)
