import itertools
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.text import lines as paragraph_engine
from leaflet.text import units
from leaflet.text.breaks import opportunities, soft_places
from leaflet.text.fonts import drawn, family
from leaflet.text.lines import extents, least_width, natural_width, set_lines
from leaflet.text.run import Run

PLAIN, NOTO = family("plain"), family("noto")
SIZE = 12.0

PARAGRAPHS = [
    "Most people feel better within two to three days. Keep taking the tablets until the pack "
    "is empty, even if you feel well: stopping early lets the infection come back.",
    "Take 5 ml (250 mg) twice a day, with food or just after. If you forget a dose, take it as "
    "soon as you remember; never take two doses at once to make up for one that you have missed.",
    "If you feel worse, call 020 7946 0123 or NHS 111 (free) — ask for Dr Smith’s team on Ward 6 "
    "between 9 am and 5 pm, Monday–Friday. About 9 in 100 people have a mild headache.",
    "You may drive, work and exercise as usual. Drink plenty of water. Avoid alcohol for the first "
    "24 hours. Tell us about every other medicine that you take, also herbal ones.",
]


def lines(text, width, family=PLAIN, size=SIZE):
    return set_lines((Run(text),), family, size, width)


def texts(set_lines):
    return ["".join(fragment.text for fragment in line.fragments) for line in set_lines]


def wide(text):
    return natural_width((Run(text),), PLAIN, SIZE)


def greedy(text, width):
    """The lines of first fit, as offsets of the text."""
    cuts, start, ends = [*opportunities(text), len(text)], 0, []
    for cut, after in zip(cuts, [*cuts[1:], None], strict=True):
        if after is None or wide(text[start:after]) > width:
            ends.append(text[start:cut])
            start = cut
    return ends


def raggedness(lines, width):
    return sum((width - wide(line)) ** 3 for line in lines[:-1])


# ── what comes out ───────────────────────────────────────────────────────────────────────────


def test_a_paragraph_is_broken_into_lines_that_end_with_their_space():
    assert texts(lines("Take one tablet twice a day with food.", 90)) == [
        "Take one tablet ",
        "twice a day ",
        "with food.",
    ]


def test_no_text_has_no_lines():
    assert set_lines((), PLAIN, SIZE, 100) == ()
    assert lines("", 100) == ()
    assert set_lines((Run(""), Run("")), PLAIN, SIZE, 100) == ()
    assert natural_width((), PLAIN, SIZE) == 0


def test_a_line_is_measured_without_the_space_that_ends_it():
    first, last = lines("Drink water", 50)
    (fragment,) = first.fragments
    assert fragment.glyphs[-1].text == " "
    assert fragment.advance - first.width == pytest.approx(fragment.glyphs[-1].advance * SIZE)
    assert last.width == pytest.approx(last.fragments[0].advance) == pytest.approx(wide("water"))


def test_the_advance_of_a_fragment_is_that_of_its_glyphs():
    for line in lines(PARAGRAPHS[2], 200):
        for fragment in line.fragments:
            ems = sum(glyph.advance for glyph in fragment.glyphs)
            assert fragment.advance == pytest.approx(ems * SIZE)
            assert fragment.text == "".join(glyph.text for glyph in fragment.glyphs)


def test_a_fragment_is_as_long_as_its_run_and_font_last():
    runs = (Run("Take "), Run("one tablet", bold=True), Run(" or thuốc daily."))
    (line,) = set_lines(runs, PLAIN, SIZE, 1000)
    face, fallback, _ = PLAIN.regular
    assert [(f.run, f.font, f.text) for f in line.fragments] == [
        (0, face, "Take "),
        (1, PLAIN.bold[0], "one tablet"),
        (2, face, " or "),
        (2, fallback, "thuốc "),
        (2, face, "daily."),
    ]
    x = 0.0
    for fragment in line.fragments:
        assert fragment.x == pytest.approx(x)
        x += fragment.advance
    assert line.width == pytest.approx(x) == pytest.approx(natural_width(runs, PLAIN, SIZE))


def test_points_grow_with_the_size():
    assert wide("Take") * 2 == pytest.approx(natural_width((Run("Take"),), PLAIN, 2 * SIZE))


def test_text_fits_a_column_of_its_natural_width():
    for text in PARAGRAPHS:
        assert len(lines(text, wide(text))) == 1
        assert len(lines(text, wide(text) - 0.01)) == 2


# ── runs ─────────────────────────────────────────────────────────────────────────────────────


def test_a_bold_syllable_does_not_let_the_line_end():
    runs = (
        Run("un"),
        Run("believ", bold=True),
        Run("able un"),
        Run("believ", bold=True),
        Run("ing"),
    )
    assert texts(set_lines(runs, PLAIN, SIZE, 75)) == ["unbelievable ", "unbelieving"]


def test_a_link_inside_a_word_keeps_the_kerning():
    runs = (Run("A"), Run("V", link="https://a.uk"), Run("A"))
    (line,) = set_lines(runs, PLAIN, SIZE, 100)
    assert [(f.run, f.text) for f in line.fragments] == [(0, "A"), (1, "V"), (2, "A")]
    assert line.width == pytest.approx(wide("AVA"))
    assert line.width < wide("A") * 2 + wide("V") - 0.5


def test_a_ligature_across_runs_is_said_once():
    runs = (Run("of"), Run("", bold=True), Run("fi", link="x"), Run("ce"))
    (line,) = set_lines(runs, NOTO, SIZE, 100)
    assert texts([line]) == ["office"]


def test_opportunities_are_those_of_the_whole_text():
    runs = (Run("takes 5"), Run(" ", bold=True), Run("mg with"), Run("\u00a0"), Run("food"))
    assert texts(set_lines(runs, PLAIN, SIZE, 58)) == ["takes ", "5 mg ", "with food"]


def test_a_kept_run_stays_on_one_line():
    runs = (Run("Speak to "), Run("Anna of Ward", keep=True), Run(" today."))
    width = natural_width(runs[1:2], PLAIN, SIZE)
    assert "Anna of Ward " in texts(set_lines(runs, PLAIN, SIZE, width))
    assert "Anna of Ward " not in texts(set_lines(runs, PLAIN, SIZE, width - 1))


def test_doses_and_phones_stay_on_one_line_at_every_width():
    text, narrowest = PARAGRAPHS[2], wide("020 7946 0123") + 0.01
    for width in range(int(narrowest) + 1, 500, 7):
        joined = "\n".join(texts(lines(text, width)))
        for kept in ("020 7946 0123", "Dr Smith’s", "9 am", "5 pm", "9 in 100"):
            assert kept in joined


# ── the best lines ───────────────────────────────────────────────────────────────────────────


def test_lines_are_never_more_than_greedy_ones():
    for text in PARAGRAPHS:
        for width in range(100, 480, 12):
            assert len(lines(text, width)) == len(greedy(text, width))


@pytest.fixture
def without_penalties(monkeypatch):
    caches = (set_lines, units._unit, units._word)
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setattr(paragraph_engine, "RUNT", 0)
    monkeypatch.setattr(paragraph_engine, "LONE", 0)
    monkeypatch.setattr(units, "AFTER_SHORT_WORD", (0, 0, 0))
    yield
    for cached in caches:
        cached.cache_clear()


@pytest.mark.usefixtures("without_penalties")
@pytest.mark.parametrize("text", PARAGRAPHS)
def test_lines_are_more_even_than_greedy_ones(text):
    ours, theirs = [], []
    for width in range(120, 480, 12):
        ours.append(raggedness(texts(lines(text, width)), width))
        theirs.append(raggedness(greedy(text, width), width))
        assert ours[-1] <= theirs[-1] + 1e-6
    assert sum(ours) < 0.995 * sum(theirs)


def test_lines_end_in_short_words_half_as_often_as_greedy_ones():
    def short_ends(lines):
        return sum(len(line.split()[-1]) < 3 for line in lines[:-1])

    settings = [(text, width) for text in PARAGRAPHS for width in range(120, 480, 12)]
    ours = sum(short_ends(texts(lines(*setting))) for setting in settings)
    assert ours < 0.5 * sum(short_ends(greedy(*setting)) for setting in settings)


def test_the_last_line_is_not_a_stranded_short_word():
    text = "Keep this leaflet in a place where you can find it"
    width = wide("Keep this leaflet in a place where you can find ")
    assert greedy(text, width)[-1] == "it"
    assert len(lines(text, width)) == 2
    assert len(texts(lines(text, width))[-1].split()) > 2


def test_no_sample_ends_in_a_stranded_short_word():
    for text in PARAGRAPHS:
        for width in range(150, 480, 6):
            last = lines(text, width)[-1]
            assert last.width > 0.15 * width


def test_a_line_rather_does_not_end_with_a_one_letter_word():
    text = "Rest now. Take a tablet at night"
    assert texts(lines(text, wide("Rest now. Take a "))) == ["Rest now. Take ", "a tablet at night"]


def test_a_hyphen_ends_a_line_only_where_the_word_is_too_wide():
    text = "a course of self-management"
    assert texts(lines(text, 120)) == ["a course ", "of self-management"]
    assert texts(lines(text, 75)) == ["a course ", "of self-", "management"]
    assert outside(lines(text, 75)) == []


def test_a_paragraph_does_not_end_in_a_single_word_where_two_cost_no_line():
    for text in PARAGRAPHS:
        for width in range(150, 480, 6):
            broken = texts(lines(text, width))
            spared = broken[-2].split()[-1]
            if len(broken[-1].split()) == 1:  # then no word could come down to it
                assert len(lines(f"{spared} {broken[-1]}", width)) > 1


def test_a_line_is_rather_not_a_single_word():
    text = "please use hydroxychloroquine a lot of the time"
    assert texts(lines(text, 127)) == ["please use ", "hydroxychloroquine a ", "lot of the time"]


# ── titles ───────────────────────────────────────────────────────────────────────────────────

TITLES = [
    "Acupuncture for long-term low back pain: what it is, what we know, and how to choose",
    "Get help now: call 999 or go to A&E",
    "Having a colonoscopy",
    "A day",
    "Your medicines when you go home",
    "Physiotherapy and you",
    "Hydroxychloroquine, methotrexate and a sore arm",
]


def title(text, width):
    return texts(set_lines((Run(text),), PLAIN, SIZE, width, balanced=True))


def settings_of(text, width, count):
    """Every way to set a text in so many lines."""
    cuts = [0, *opportunities(text), len(text)]
    for inner in itertools.combinations(cuts[1:-1], count - 1):
        parts = [text[a:b] for a, b in itertools.pairwise([0, *inner, len(text)])]
        if all(wide(part.rstrip()) <= width for part in parts):
            yield parts


def is_even(parts):
    widths = [wide(part.rstrip()) for part in parts]
    return widths[-1] >= 0.4 * max(widths) and " " in parts[-1]


@pytest.mark.parametrize("text", TITLES)
def test_the_lines_of_a_title_are_even_wherever_its_words_allow_it(text):
    tried = 0
    for width in range(90, 480, 15):
        parts = title(text, width)
        assert "".join(parts) == text
        assert len(parts) == len(lines(text, width))
        if len(parts) > 1 and any(map(is_even, settings_of(text, width, len(parts)))):
            assert is_even(parts)
            tried += 1
    assert tried or text == "A day"


def test_a_title_parts_at_its_punctuation_rather_than_inside_a_phrase():
    assert title(TITLES[1], 150) == ["Get help now: ", "call 999 or go to A&E"]
    assert title("What it is, what we know, and how to choose", 180) == [
        "What it is, what we know, ",
        "and how to choose",
    ]


# ── what is wider than the measure ───────────────────────────────────────────────────────────


def outside(broken):
    return [line.outside for line in broken if line.outside]


def test_a_long_address_is_parted_after_its_slashes_and_dots():
    text = "See https://www.nhs.uk/conditions/asthma/treatment/?page=1&part=2 for more."
    broken = texts(lines(text, 120))
    assert "".join(broken) == text
    assert all(line[-1] in " /.?&=" for line in broken)
    assert "https:/" not in broken
    assert outside(lines(text, 120)) == []


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("(desk@harbour.example)", "(desk@|harbour.|example)"),
        ("harbour.example/a-b_c", "harbour.|example/|a-|b_|c"),
        ("https://a.uk/?b=1&c=2", "https://|a.|uk/?|b=|1&|c=|2"),
        ("www.Harbour.uk", "www.|Harbour.|uk"),
        ("anti-inflammatory", "anti-|inflammatory"),
        ("Monday–Friday", "Monday–|Friday"),
        ("tablets/capsules", "tablets/|capsules"),
        ("X-ray", "X-ray"),
        ("Tablets.Take", "Tablets.Take"),
        ("1,000.50", "1,000.50"),
        ("250mg/5ml", "250mg/5ml"),
        ("and/or", "and/or"),
    ],
)
def test_a_word_has_soft_places_between_its_parts_and_in_an_address(word, parts):
    cuts = [0, *sorted(soft_places(word)), len(word)]
    assert "|".join(word[a:b] for a, b in itertools.pairwise(cuts)) == parts


def test_words_that_belong_together_part_before_they_stand_out():
    assert texts(lines("020 7946 0123", 60)) == ["020 ", "7946 0123"]
    assert texts(lines("020 7946 0123", 30)) == ["020 ", "7946 ", "0123"]
    assert outside(lines("020 7946 0123", 30)) == []


def test_a_word_is_never_torn_but_told():
    broken = lines("Take hydroxychloroquine (400mg) now.", 60)
    assert texts(broken) == ["Take ", "hydroxychloroquine ", "(400mg) ", "now."]
    assert outside(broken) == ["hydroxychloroquine"]


def test_a_word_of_ten_thousand_letters_is_one_line_and_loses_nothing():
    text = "a " + "x" * 10_000 + " b"
    start = time.process_time()
    broken = lines(text, 200)
    assert time.process_time() - start < 1
    assert texts(broken) == ["a ", "x" * 10_000 + " ", "b"]


def test_the_widest_word_is_what_a_column_needs():
    runs = (Run("Call 020 7946 0123 or see desk@harbour.example about hydroxychloroquine"),)
    words = [extent.word for extent in extents(runs, PLAIN, SIZE)]
    assert max(words) == pytest.approx(wide("hydroxychloroquine"))
    assert outside(set_lines(runs, PLAIN, SIZE, max(words))) == []
    assert outside(set_lines(runs, PLAIN, SIZE, max(words) - 0.01)) == ["hydroxychloroquine"]
    assert max(extent.ink for extent in extents(runs, PLAIN, SIZE)) == pytest.approx(
        least_width(runs, PLAIN, SIZE)
    )


@pytest.mark.parametrize(
    "text", ["(" * 5000, "ab-" * 3000, "1 " * 5000, " " * 20_000, "a@b." * 3000]
)
def test_hostile_text_is_set_in_time(text):
    start = time.process_time()
    assert "".join(texts(lines(text, 300))) == text
    assert time.process_time() - start < 1


def test_twenty_thousand_characters_are_one_paragraph():
    text = " ".join(PARAGRAPHS * 40)[:20_000].strip()
    lines("warm", 400)
    start = time.process_time()
    broken = lines(text, 400)
    assert time.process_time() - start < 0.5
    assert "".join(texts(broken)) == text
    assert max(line.width for line in broken) <= 400


# ── whatever the text ────────────────────────────────────────────────────────────────────────

WORDS = """
a of tablet (5 mg) 020 7946 0123 self-help yes—no “So” AVA – ! nhs.uk/a-b/c?d=1 Возьмите thuốc
Ward\u00a06 co\u2011op so\u00adft e\u0301é \u2060 overlong-and-overlooooooooooooooooooooong
"""
TEXTS = st.lists(st.sampled_from(re.findall(r"[^ \n]+", WORDS)), max_size=25).map(" ".join)


@st.composite
def paragraphs(draw):
    """A text cut into runs anywhere, also inside words."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=5)))
    return tuple(
        Run(text[a:b], bold=draw(st.booleans()), keep=draw(st.booleans()))
        for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)
    )


@settings(max_examples=150, deadline=None)
@given(paragraphs(), st.floats(8, 500), st.sampled_from([PLAIN, NOTO]))
def test_nothing_is_lost_doubled_or_wider_than_the_measure(runs, width, family):
    broken = set_lines(runs, family, SIZE, width)
    fragments = [fragment for line in broken for fragment in line.fragments]
    assert "".join(f.text for f in fragments) == drawn("".join(run.text for run in runs))
    for line in broken:
        assert line.width <= width + 1e-4 or line.outside in texts([line])[0]
        assert bool(line.outside) is (line.width > width + 1e-4)
        assert " " not in line.outside
        assert all(glyph.gid for f in line.fragments for glyph in f.glyphs)


@settings(max_examples=50, deadline=None)
@given(paragraphs(), st.floats(20, 300))
def test_each_run_says_its_own_text(runs, width):
    said = dict.fromkeys(range(len(runs)), "")
    for line in set_lines(runs, PLAIN, SIZE, width):
        for fragment in line.fragments:
            said[fragment.run] += fragment.text
            assert fragment.font.bold is runs[fragment.run].bold
    without_marks = str.maketrans("", "", "\u0301")  # a mark may be in the run after its letter
    for run, text in said.items():
        assert text.translate(without_marks) == drawn(runs[run].text).translate(without_marks)


@settings(max_examples=30, deadline=None)
@given(paragraphs(), st.floats(20, 300))
def test_the_same_text_gives_the_same_lines(runs, width):
    first = set_lines(runs, PLAIN, SIZE, width)
    set_lines.cache_clear()
    assert set_lines(runs, PLAIN, SIZE, width) == first


@settings(max_examples=50, deadline=None)
@given(TEXTS, st.floats(300, 400))
def test_lines_set_again_one_by_one_stay_as_they_are(text, width):
    for line in texts(lines(text, width)):
        if "  " not in drawn(line):
            assert len(lines(line.rstrip(" "), width)) <= 1


def test_threads_get_equal_lines():
    def work(_):
        return [lines(text, width) for text in PARAGRAPHS for width in range(100, 400, 30)]

    set_lines.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(work, range(8)))
    assert all(result == results[0] for result in results)


# ---- lines that end where the writer ends them


def test_a_line_ends_at_a_separator_however_much_room_there_is():
    assert texts(lines("a. add the powder\u2028b. stir", 500)) == ["a. add the powder ", "b. stir"]
    assert wide("a. add the powder\u2028b. stir") == pytest.approx(
        wide("a. add the powder"), abs=0.5
    )


def test_a_line_ends_at_a_separator_between_runs_and_in_kept_text():
    runs = (Run("one\u2028", bold=True), Run("two three\u2028four", keep=True))
    assert texts(set_lines(runs, PLAIN, SIZE, 500)) == ["one ", "two three ", "four"]
