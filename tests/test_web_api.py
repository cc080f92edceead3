"""The address for practice software: JSON in, a PDF or a list of problems out."""

import base64
import io
import json

import jsonschema
import pikepdf
import pytest
import yaml
from conftest import CONTENT
from gates import pdfium
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from starlette.testclient import TestClient
from test_web import BASE, TODAY, TYPED, both_ways, browser, office, png  # noqa: F401 (fixtures)

from leaflet import limits, shipped
from leaflet.content.clinic import Clinic
from leaflet.source import named
from leaflet.web import api, app, wanted
from leaflet.web.entrance import Entrance
from leaflet.web.guard import ServerAddress
from leaflet.web.office import Office

CLINIC = TYPED | {"address": ["2 Quay Road", "Exampletown"]}
WORDS = {
    "title": "Knee pain",
    "clinic": CLINIC,
    "body": [{"paragraph": "Rest a little, then walk."}, "contact", {"notes": 2}],
}
POSTS = ("build", "pictures", "check")


def described(office, base=BASE):  # noqa: F811
    return TestClient(app.create(office), base_url=base).get("/api/openapi.json").json()


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The OpenAPI file of a server in an empty folder."""
    folder = tmp_path_factory.mktemp("empty")
    return described(
        Office(folder, folder / "kept", ServerAddress("127.0.0.1", 8765), lambda: TODAY)
    )


@pytest.fixture
def schema(file):
    """The schema of a part of the OpenAPI file, with what it refers to."""
    parts = {"components": file["components"]}
    return lambda name: {"$ref": f"#/components/schemas/{name}", **parts}


@pytest.fixture
def told(schema):
    """The problems of an answer, each by code and key."""

    def told(answer, status=422):
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json")
        jsonschema.validate(answer.json(), schema("Problems"), jsonschema.Draft202012Validator)
        return {(each["code"], each["key"]) for each in answer.json()["problems"]}

    return told


@pytest.fixture
def ask(browser):  # noqa: F811
    return lambda path, **asked: browser.client.post(f"/api/{path}", json=asked)


@pytest.fixture
def build(ask):
    return lambda **asked: ask("build", **asked)


# ---- what is made


def test_a_leaflet_of_the_shelf_is_built_for_a_clinic(build):
    answer = build(leaflet="built-in", clinic=CLINIC, sheet="a5", theme="warm")
    assert answer.status_code == 200
    text = "\n".join(pdfium.pages(answer.content))
    assert "Harbour Clinic" in text
    assert "Exampletown" in text
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        assert round(float(made.pages[0].mediabox[2])) == 420


def test_what_is_too_long_for_a_sheet_is_refused_with_the_number_of_lines(build, told):
    body = [{"paragraph": "Rest a little, then walk a little farther."}] * 300
    answer = build(content=WORDS | {"body": body}, sheet="trifold-dl")
    assert ("does-not-fit", "") in told(answer)
    first, *longest = answer.json()["problems"]
    assert first["lines_over"] > 100
    assert f"{first['lines_over']} lines too long" in first["problem"]
    assert {each["lines_over"] for each in longest} == {0}


def test_words_are_built_with_their_own_clinic(build):
    answer = build(content=CONTENT)
    assert answer.headers["content-disposition"] == 'attachment; filename="knee-pain.pdf"'
    assert "Rest a little" in pdfium.pages(answer.content)[0]


def test_words_may_name_a_drawing_of_ours_though_they_lie_in_no_folder(build, told):
    body = [{"image": {"picture": "knee"}}, {"body_map": {"view": "back", "regions": ["neck"]}}]
    answer = build(content=WORDS | {"body": body})
    assert answer.status_code == 200 and b"A person sits and holds a sore knee" in unpacked(answer)
    body = [{"image": {"picture": "knee.png", "alt": "A knee"}}]
    assert told(build(content=WORDS | {"body": body})) == {("no-folder", "body[0].image.picture")}


def unpacked(answer) -> bytes:
    """The bytes of a PDF with nothing compressed."""
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        file = io.BytesIO()
        mode = pikepdf.ObjectStreamMode.disable
        made.save(file, object_stream_mode=mode, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    return file.getvalue()


def test_words_may_be_an_object_and_give_the_same_leaflet(build):
    answer = build(content=WORDS)
    assert answer.status_code == 200
    assert answer.content == build(content=yaml.safe_dump(WORDS, sort_keys=False)).content


def test_an_edition_has_its_own_words(build):
    words = WORDS | {"body": [{"paragraph": {"text": "At length.", "short": "In short."}}]}
    pages = {name: build(content=words, edition=name).content for name in ("full", "short")}
    assert "At length." in pdfium.pages(pages["full"])[0]
    assert "In short." in pdfium.pages(pages["short"])[0]


def test_a_print_shop_gets_bleed_and_marks(build):
    answer = build(leaflet="built-in", press={"marks": "crop", "bleed": 5})
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        cut, paper = made.pages[0].trimbox, made.pages[0].mediabox
        assert [round(float(edge)) for edge in cut[2:]] == [629, 876]  # 5 mm bleed, 7 mm of marks
        assert float(paper[2]) - float(cut[2]) == pytest.approx(12 * 72 / 25.4, abs=0.1)
        assert "/GTS_PDFX" in [str(intent.S) for intent in made.Root.OutputIntents]


def test_pages_are_drawn_as_pictures(ask, schema):
    answer = ask("pictures", leaflet="built-in", sheet="a5", dpi=72)
    jsonschema.validate(answer.json(), schema("Pictures"), jsonschema.Draft202012Validator)
    pages = answer.json()["pages"]
    assert [page["number"] for page in pages] == [*range(1, len(pages) + 1)]
    assert len(pages) > 4
    first = Image.open(io.BytesIO(base64.b64decode(pages[0]["png"])))
    assert (first.format, first.size) == ("PNG", (420, 596))


@both_ways
def test_a_check_gives_findings_with_rule_key_and_place(ask, schema):
    words = CONTENT + "  - paragraph: You should utilise it, e.g. daily!\n"
    answer = ask("check", content=words, clinic=CLINIC | {"phone": "01 2"})
    jsonschema.validate(answer.json(), schema("Findings"), jsonschema.Draft202012Validator)
    found = {each["code"]: each for each in answer.json()["findings"]}
    assert found["clinic-phone"]["key"] == "clinic.phone"
    assert found["clinic-phone"]["place"] is None
    assert found["latin"]["place"] == {"file": "content", "line": 8, "column": 39}
    assert {each["severity"] for each in found.values()} == {"error", "warning", "note"}


def test_a_check_goes_by_the_profile_that_is_asked_for(ask, told):
    answers = [ask("check", content=CONTENT, profile=name) for name in named.names("profile")]
    assert len({answer.content for answer in answers}) > 1
    assert told(ask("check", content=CONTENT, profile="mars")) == {("unknown-name", "profile")}


def test_the_leaflets_of_the_shelf_are_listed(browser, folder, schema):  # noqa: F811
    (folder / "knee.yaml").write_text("editable: [name, phone, address]\n" + CONTENT)
    (folder / "content.yaml").write_text(CONTENT.replace("- paragraph", "- paragraf"))
    answer = browser.client.get("/api/leaflets")
    jsonschema.validate(answer.json(), schema("Leaflets"), jsonschema.Draft202012Validator)
    broken, knee, *others = answer.json()["leaflets"]
    assert [each["code"] for each in broken["problems"]] == ["unknown-block"]
    assert (knee["title"], knee["language"], knee["sheet"]) == ("Knee pain", "en-GB", "a4")
    assert knee["editable"] == ["name", "phone", "address"]
    assert knee["needed"] == ["name", "address", "phone"]
    assert {"a4", "a5", "trifold-dl"} <= {*knee["sheets"]}
    assert knee["editions"] == ["full", "poster", "short"]
    built_in = next(each for each in others if each["id"] == "built-in")
    assert (built_in["next_review"], built_in["is_past_review"]) == ("2027-11-30", False)
    assert answer.json()["themes"] == [*named.names("theme")]


def test_every_leaflet_that_is_listed_without_problems_is_built(browser, build):  # noqa: F811
    listed = browser.client.get("/api/leaflets").json()["leaflets"]
    assert len(listed) > 5
    for each in listed:
        clinic = {key: CLINIC.get(key, "Something") for key in each["needed"]}
        assert build(leaflet=each["id"], clinic=clinic).status_code == 200, each["id"]


# ---- what is wrong


@both_ways
def test_messages_come_as_they_are_and_in_other_words(build, request):
    (found,) = build(content=CONTENT.replace("- paragraph", "- paragraf")).json()["problems"]
    said = found["problem"], found["hint"]
    written = "`paragraf` is not a block", "did you mean `paragraph`?"
    turned = tuple(text[::-1] for text in written)
    assert said == (written if "as written" in request.node.name else turned)


@both_ways
def test_a_logo_comes_as_base64(build, told):
    logo = base64.b64encode(png()).decode()
    answer = build(content=CONTENT, clinic=CLINIC | {"logo": logo})
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        assert len(made.pages[0].get_images()) == 1
    for wrong, code in (
        ("no base64!", "not-base64"),
        (base64.b64encode(b"no picture").decode(), "not-a-picture"),
    ):
        answer = build(content=CONTENT, clinic=CLINIC | {"logo": wrong})
        assert told(answer) == {(code, "clinic.logo")}


@both_ways
def test_every_problem_is_told_with_its_key_at_once(build, told):
    answer = build(content=CONTENT, clinic={"phone": "ring", "email": "x@", "fone": "1"}, sheet="x")
    assert told(answer) == {
        ("not-a-phone-number", "clinic.phone"),
        ("not-an-email-address", "clinic.email"),
        ("unknown-key", "clinic.fone"),
        ("missing-key", "clinic.name"),
        ("missing-key", "clinic.address"),
    }


@both_ways
def test_a_problem_of_a_text_has_its_line_and_one_of_an_object_its_key(build, told):
    answer = build(content=CONTENT.replace("- paragraph", "- paragraf"))
    (found,) = answer.json()["problems"]
    assert found["code"] == "unknown-block"
    assert found["place"] == {"file": "content", "line": 7, "column": 5}
    body = [WORDS["body"][0], {"faqs": [{"question": "Why?", "anwser": "Because."}]}]
    answer = build(content=WORDS | {"body": body})
    assert told(answer) == {
        ("unknown-key", "body[1].faqs[0].anwser"),
        ("missing-key", "body[1].faqs[0].answer"),
    }
    assert {each["place"] for each in answer.json()["problems"]} == {None}


@both_ways
def test_words_from_afar_can_name_no_file(build, told, folder):
    (folder / "logo.png").write_bytes(png())
    text = CONTENT.replace("body:\n", "body:\n  - image: {file: logo.png, alt: x}\n")
    assert {code for code, _ in told(build(content=text))} == {"no-folder"}
    words = WORDS | {"clinic": CLINIC | {"logo": "/etc/passwd"}}
    assert told(build(content=words)) == {("no-folder", "clinic.logo")}


@both_ways
@pytest.mark.parametrize("key", ["theme", "sheet", "edition"])
def test_a_look_that_there_is_not_is_a_problem(build, told, key):
    assert told(build(content=CONTENT, **{key: "secret"})) == {("unknown-name", key)}
    assert told(build(content=CONTENT, **{key: "../secret"})) == {("not-a-name", key)}


@both_ways
def test_looks_that_the_leaflet_keeps_are_not_changed(build, told):
    words = WORDS | {"editable": ["name", "sheet"]}
    answer = build(content=words, theme="warm", sheet="a5")
    assert told(answer) == {("not-editable", "theme")}


def test_details_that_the_leaflet_keeps_are_not_changed(build):
    words = WORDS | {"editable": ["name"]}
    answer = build(content=words, clinic={"name": "Hill Clinic", "phone": "01632 960 999"})
    text = " ".join(pdfium.pages(answer.content))
    assert "Hill Clinic" in text
    assert "01632 960 555" in text
    assert "999" not in text


@both_ways
def test_a_leaflet_that_is_not_on_the_shelf_is_a_problem(build, told):
    assert told(build(leaflet="built-on")) == {("unknown-name", "leaflet")}


@both_ways
def test_a_leaflet_past_its_review_is_not_built(build, told):
    answer = build(content=WORDS | {"issued": "2020-01-01", "next_review": "2021-01-01"})
    assert told(answer) == {("review-passed", "next_review")}


@both_ways
def test_the_sample_clinic_is_built_where_nobody_says_another(build, told):
    assert build(leaflet="built-in").status_code == 200
    found = told(build(leaflet="built-in", clinic=CLINIC | {"phone": "01632 960 123"}))
    assert found == {("sample-detail", "clinic.phone")}


@both_ways
@pytest.mark.parametrize("body", ["", "{", "[]", "null", "[" * 100_000, '{"leaflet": "\\ud800"}'])
@pytest.mark.parametrize("path", POSTS)
def test_what_is_no_json_object_is_refused(browser, told, path, body):  # noqa: F811
    headers = {"content-type": "application/json"}
    answer = browser.client.post(f"/api/{path}", content=body, headers=headers)
    assert told(answer, 400) == {("not-json", "")}


@both_ways
@pytest.mark.parametrize(
    ("asked", "code", "key"),
    [
        ({}, "missing-key", "content"),
        ({"content": None}, "missing-key", "content"),
        ({"leaflet": "built-in", "content": CONTENT}, "conflicting-keys", "leaflet"),
        ({"leaflet": "built-in", "thme": "warm"}, "unknown-key", "thme"),
        ({"leaflet": ["built-in"]}, "wrong-kind", "leaflet"),
        ({"leaflet": ""}, "empty-value", "leaflet"),
        ({"content": ""}, "empty-file", ""),
        ({"content": []}, "wrong-kind", "content"),
        ({"leaflet": "built-in", "clinic": "Hill"}, "wrong-kind", "clinic"),
        ({"leaflet": "built-in", "press": {"bleed": 99}}, "not-a-number", "press.bleed"),
        ({"leaflet": "built-in", "press": {"marks": "x"}}, "not-a-choice", "press.marks"),
        ({"content": {"title": "a"}}, "missing-key", "body"),
    ],
)
def test_a_request_that_is_wrong_is_told_where(build, told, asked, code, key):
    assert (code, key) in told(build(**asked))


# ---- what is refused


def test_only_json_is_taken_so_no_page_of_another_site_can_post(browser):  # noqa: F811
    body = json.dumps({"leaflet": "built-in"})
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        headers = {"content-type": kind}
        assert browser.client.post("/api/build", content=body, headers=headers).status_code == 415
    evil = {"origin": "http://evil.example", "content-type": "application/json"}
    assert browser.client.post("/api/build", content=body, headers=evil).status_code == 403
    assert browser.client.options("/api/build").status_code in (405, 411)
    assert browser.client.get("/api/build").status_code == 405


@both_ways
def test_more_than_the_limit_is_refused(browser, build, told):  # noqa: F811
    large = build(content=CONTENT + "#" * limits.CONTENT_BYTES)
    assert {code for code, _ in told(large)} == {"too-large"}
    assert told(build(content="x" * limits.UPLOAD_BYTES), 413) == {("too-large", "")}


@both_ways
def test_what_is_refused_at_the_door_is_a_list_of_problems_too(browser, told):  # noqa: F811
    post, kind = browser.client.post, {"content-type": "application/json"}
    host, lies = kind | {"host": "evil.example"}, kind | {"content-length": "x"}
    assert told(post("/api/build", content=b"{}", headers=host), 403) == {("wrong-host", "")}
    assert told(post("/api/build", content=b"{}", headers=lies), 400) == {("bad-request", "")}
    nameless = post("/api/build", content=iter([b"{}"]), headers=kind)
    assert told(nameless, 411) == {("no-length", "")}
    wrong = browser.client.get("/api/build")
    assert told(wrong, 405) == {("wrong-method", "")}
    assert wrong.headers["allow"] == "POST"
    assert told(browser.client.get("/api/nothing"), 404) == {("not-found", "")}


def test_every_operation_but_the_description_needs_the_password(browser, told):  # noqa: F811
    browser.office.entrance = Entrance(password="correct horse")
    right = {"authorization": "Bearer correct horse"}
    assert told(browser.client.get("/api/leaflets"), 401) == {("wrong-password", "")}
    for path in POSTS:
        answer = browser.client.post(f"/api/{path}", json={"leaflet": "built-in"})
        assert told(answer, 401) == {("wrong-password", "")}
    assert browser.client.get("/api/leaflets", headers=right).status_code == 200
    assert browser.client.get("/api/openapi.json").status_code == 200


# ---- the OpenAPI file


def references(part):
    """Every $ref of a part of the file."""
    if isinstance(part, dict):
        yield from ([part["$ref"]] if isinstance(part.get("$ref"), str) else [])
        part = [*part.values()]
    if isinstance(part, list):
        for each in part:
            yield from references(each)


def found(file, reference):
    part = file
    for step in reference.removeprefix("#/").split("/"):
        part = part[step]
    return part


def test_every_reference_of_the_file_leads_somewhere(file):
    given = {*references(file)}
    assert len(given) > 40
    for reference in given:
        assert found(file, reference), reference


def test_every_schema_of_the_file_is_one(file):
    parts = file["components"]["schemas"]
    assert len(parts) > 40
    for name, part in parts.items():
        jsonschema.Draft202012Validator.check_schema(part)
        assert set(part) & {"type", "anyOf", "$ref"}, name


def test_every_operation_is_a_route_and_every_answer_is_described(file):
    assert file["openapi"] == "3.1.0"
    routes = {(route.path, method) for route in api.routes() for method in route.methods}
    assert {*file["paths"]} == {path for path, _ in routes}
    for path, item in file["paths"].items():
        ((method, said),) = item.items()
        assert (path, method.upper()) in routes
        assert said["summary"].endswith(".")
        assert ("requestBody" in said) == (method == "post")
        answers = {
            s: found(file, each["$ref"]) if "$ref" in each else each
            for s, each in said["responses"].items()
        }
        assert {"200", "403", "503"} <= {*answers}
        for each in answers.values():
            assert each["description"]
            assert all("schema" in media for media in each["content"].values())


def test_the_file_says_what_is_taken(file):
    parts = file["components"]["schemas"]
    assert [*parts["ClinicDetails"]["properties"]] == [*Clinic.__struct_fields__]
    for kind in (wanted.BuildRequest, wanted.PicturesRequest, wanted.CheckRequest):
        assert {*parts[kind.__name__]["properties"]} == {*kind.__struct_fields__}
    assert parts["ClinicDetails"]["properties"]["logo"]["contentEncoding"] == "base64"


@pytest.mark.parametrize("base", [BASE, "http://localhost:8765"])
def test_the_server_of_the_file_is_the_one_that_was_asked(office, base):  # noqa: F811
    assert described(office, base)["servers"] == [{"url": base}]


@pytest.mark.parametrize(
    "place", ["an empty folder", "a fresh clone", "one broken leaflet", "past every review"]
)
def test_the_example_of_the_file_can_be_sent_as_it_is(folder, schema, place):
    if place == "one broken leaflet":
        (folder / "content.yaml").write_text("title: a\nbdoy: b\n")
    home = shipped.path("content.yaml").parent if place == "a fresh clone" else folder
    today = TODAY.replace(year=2099) if place == "past every review" else TODAY
    server = Office(home, folder / "kept", ServerAddress("127.0.0.1", 8765), lambda: today)
    file = described(server)
    sent = TestClient(app.create(server), base_url=file["servers"][0]["url"])
    for path in POSTS:
        body = file["paths"][f"/api/{path}"]["post"]["requestBody"]["content"]["application/json"]
        ((_, example),) = body["examples"].items()
        name = body["schema"]["$ref"].rpartition("/")[2]
        jsonschema.validate(example["value"], schema(name), jsonschema.Draft202012Validator)
        assert sent.post(f"/api/{path}", json=example["value"]).status_code == 200, path
    if today == TODAY:
        assert sent.post("/api/build", json={"leaflet": "built-in"}).status_code == 200


TEXTS = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    ["01632 960 555", "desk@harbour.example", "www.harbour.example", "#7a1f4b", "{clinic.phone}"]
)
WANTED = st.fixed_dictionaries(
    {},
    optional={
        "content": st.just(CONTENT)
        | st.just(WORDS)
        | TEXTS
        | TEXTS.map(lambda text: CONTENT + text),
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
@given(asked=WANTED)
def test_whatever_is_asked_the_answer_is_one_that_the_file_describes(
    browser,  # noqa: F811
    file,
    told,
    asked,
):
    answer = browser.client.post("/api/build", json=asked)
    if answer.status_code == 200:
        assert answer.content.startswith(b"%PDF-")
    else:
        assert told(answer)
    assert str(answer.status_code) in file["paths"]["/api/build"]["post"]["responses"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.binary(max_size=200))
def test_whatever_bytes_come_the_answer_is_a_list_of_problems(browser, told, body):  # noqa: F811
    headers = {"content-type": "application/json"}
    assert told(browser.client.post("/api/build", content=body, headers=headers), 400)
