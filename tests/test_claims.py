"""What a sentence asserts, how phrases are written, and which numbers are people."""

import labelled
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.editor import engine
from leaflet.editor.prose import body_name, claim_frame, figure, lexicon, phrase, stance
from leaflet.editor.prose.phrase import Pack, PhraseList
from leaflet.source import named
from leaflet.source.value import Line

PACKS = ("refused-claims", "promotions", "safety-promises", "wrong-names", "discouraged-care")


def asserted(sentence, word):
    start = sentence.index(word)
    return stance.asserts(sentence, start, start + len(word))


@pytest.mark.parametrize(
    "sentence",
    [
        "It cures pain.",
        "It has no side effects and cures pain.",
        "It is not a drug, but it cures pain.",
        "If tablets did not help, it cures pain.",
        "It not only cures pain.",
        "Without drugs, it cures pain.",
        "It is gentle; nothing else cures pain.".replace("nothing else", "it"),
        "Are you tired of pills that do nothing, and want what cures pain?".replace(
            "do nothing", "fail"
        ),
    ],
)
def test_a_negation_elsewhere_does_not_excuse_a_claim(sentence):
    assert asserted(sentence, "cures")


@pytest.mark.parametrize(
    "sentence",
    [
        "It never cures pain.",
        "There is no proof that it cures pain.",
        "Nobody has shown that it cures pain.",
        "It is a myth that it cures pain.",
        "That it cures pain has not been shown.",
        "Does it work, and is it true that it cures pain?",
        "We don’t know if it really cures pain.",
        "Beware of anybody who says it cures pain.",
        "No therapy, however old, can say that it cures pain.",
    ],
)
def test_a_denial_a_doubt_or_a_question_is_no_claim(sentence):
    assert not asserted(sentence, "cures")


@pytest.mark.parametrize(
    ("written", "found", "missed"),
    [
        ("cure/heal", "it can heal you", "it is healthy"),
        ("cure*", "curetted", "secure"),
        ("the? root cause", "treats root causes".replace("causes", "cause"), "route cause"),
        ("drug-free", "Drug-free care", "drugs, free"),
        ("restore ... flow", "restore the even, calm flow", "restore a b c d e f flow"),
        ("side effects", "side-effects", "side. Effects"),
        ("can't harm", "it can’t harm you", "it cannot harm you"),
        ("absolutely!", "Absolutely! Yes", "absolutely not"),
    ],
)
def test_a_phrase_finds_what_it_says(written, found, missed):
    pattern = phrase.pattern((Line(written),))
    assert pattern.search(found)
    assert not pattern.search(missed)


@given(st.text(alphabet="abc é’-/?*.!%()[]", min_size=1, max_size=40))
def test_any_words_with_one_that_must_be_there_make_a_pattern(text):
    phrase.pattern((Line(f"x {text}"),)).search(text)


def in_words(written):
    """Words that a phrase finds: the first of each choice, and of each family that it names."""
    families = named.load("word", "families", phrase.Families).families
    words = []
    for word in written.split():
        if word.startswith("<"):
            words.append(in_words(families[word.strip("<>?")][0].text))
        elif word != "...":
            words.append(word.rstrip("?").split("/")[0].replace("*", ""))
    return " ".join(words)


def test_every_phrase_of_every_pack_finds_words_of_its_own():
    count = 0
    for name in PACKS:
        for each in named.load("word", name, Pack).phrases:
            for line in each.find:
                words = in_words(line.text)
                assert phrase.pattern((line,), each.exact).search(words), (name, line.text)
                count += 1
    assert count > 250
    for name in ("therapies", "ailments"):
        assert len(named.load("word", name, PhraseList).names) > 25


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("About 9 in 100 people bleed.", [100]),
        ("1 in 10,000", [10000]),
        ("Of every 1,500 people, about 10 bleed.", [1500]),
        ("Between 1 and 2 in 1 million", [1000000]),
        ("one in ten", [10]),
        ("Take 2 in 24 hours.", []),
        ("in 2019, 3 in 2026", []),
        ("Step 1 in 3 parts", []),
        ("open from 9 to 5, 7 days", []),
        ("12 in 10", []),
    ],
)
def test_a_rate_is_so_many_of_so_many_people(text, wholes):
    assert [each.whole for each in figure.rates(text)] == wholes


@given(st.integers(1, 999), st.sampled_from([1000, 10000]))
def test_any_rate_is_found_where_it_stands(part, whole):
    text = f"About {part} in {whole:,} people."
    (found,) = figure.rates(text)
    assert (text[found.start : found.end], found.whole) == (f"{part} in {whole:,}", whole)


@given(st.text(max_size=200))
def test_any_text_has_figures_in_order_and_inside_it(text):
    found = figure.all_in(text)
    assert list(found) == sorted(found)
    assert all(0 <= each.start < each.end <= len(text) for each in found)


@pytest.mark.parametrize(
    ("sentence", "name", "words"),
    [
        ("Tumours shrink.", "yields", "shrink"),
        ("It eases pain.", "relieves", "eases"),
        ("It stopped my migraines.", "illness", "migraines"),
        ("You won’t feel a thing.", "comforting", "not feel a"),
        ("After six visits it is gone.", "visits", "six visits"),
    ],
)
def test_a_word_is_found_by_its_meaning_in_any_form(sentence, name, words):
    read = lexicon.reading(sentence)
    found = [read.tokens[each.first : each.last] for each in read.senses[name]]
    assert words in {" ".join(token.text for token in tokens) for tokens in found}


def test_every_frame_is_made_of_meanings_that_words_have():
    known = set()
    for name in lexicon.FILES:
        listed = named.load("word", name, lexicon.Meanings)
        known |= {*listed.nouns, *listed.verbs, *listed.phrases}
    frames = [each for given in claim_frame.shipped().values() for each in given]
    assert len(frames) > 25
    for each in frames:
        sought = [name for line in (*each.has, *each.unless) for name in line.text.split("/")]
        assert {name.strip("<>!") for name in sought} <= known


@pytest.mark.parametrize(
    ("sentence", "is_claim"),
    [
        ("Ear seeds make migraine disappear.", True),
        ("Migraine disappears after six sessions.", True),
        ("Ear seeds may help with migraine.", False),
        ("Trials of ear seeds for migraine found no difference.", False),
        ("Antibiotics make the infection disappear.", False),
    ],
)
def test_a_frame_is_a_claim_unless_the_sentence_doubts_it(sentence, is_claim):
    assert bool([*claim_frame.filled("refused-claims", sentence, therapy=False)]) == is_claim


@given(st.text(max_size=200))
def test_any_sentence_has_meanings_inside_it(text):
    read = lexicon.reading(text)
    for senses in read.senses.values():
        assert all(0 <= each.first < each.last <= len(read.tokens) for each in senses)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Side effects? None at all.", 1),
        ("Side effects? About 1 in 10 people feel sick.", 0),
        ("Physio takes months. We take minutes.", 1),
        ("The first visit takes an hour. The second takes ten minutes.", 0),
    ],
)
def test_two_sentences_make_a_claim_together(text, count):
    read = labelled.manuscript({"text": text})
    rules = (engine.rule("safety-promise"), engine.rule("unfair-comparison"))
    assert sum(len([*rule.flaws(read)]) for rule in rules) == count


def test_an_answer_makes_a_claim_together_with_its_question():
    body = (
        '- faqs: [{ question: "Does it hurt?", answer: [{ paragraph: "Not in the least." }] },'
        ' { question: "Do I pay?", answer: [{ paragraph: "Not in the least." }] }]\n'
    )
    flaws = [*engine.rule("safety-promise").flaws(labelled.manuscript({"body": body}))]
    assert len(flaws) == 1
    assert "Not in the least" in flaws[0].problem


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Ask the General Medicine Council.", ["General Medicine Council"]),
        ("See the Care Quality Council.", ["Care Quality Council"]),
        ("The Nursing of Midwifery Council", ["Nursing of Midwifery Council"]),
        ("The General Medical Council", []),
        ("Ask the British Lung Foundation.", []),
    ],
)
def test_a_name_with_one_word_wrong_is_no_name_of_a_body(text, wrong):
    assert [text[each.start : each.end] for each in body_name.wrong_names(text)] == wrong
