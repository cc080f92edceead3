"""How hard a text is to read: syllables, formulas, words of the topic and the passive voice."""

import datetime
from pathlib import Path

import leaflets
import pytest
from hypothesis import given
from hypothesis import strategies as st

import leaflet
from leaflet.editor.prose import readability
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passive import passives
from leaflet.editor.prose.readability import Counts
from leaflet.editor.prose.syllable import syllables

TODAY = datetime.date(2026, 11, 23)
ARTICLE = Path(__file__).with_name("cases") / "article.yaml"
SYLLABLES = {
    1: """a aches asked blood breathe bruise bruised build calf caused cause cheque chest cough dye
    eye fruit glands goes heart helped joints juice knees known leg lungs months nerve once pain
    pills pulse quick rest scan scar scarred shoes sleep sneezed spine stretched suit the thought
    throat through toes tongue twelve used veins weighed world wound""",
    2: """able ageing aspirin asthma bandage being bladder bowel breathing bruises careful centre
    changes chemist chronic codeine colour daily diet doctor doing dying feeling fever
    fluid fluids headache immune inhale kidney litre lying metre migraine morphine muscle muscles
    naive needed needle nurses ointment patient penis people practise prior prostate quiet react
    rhythm safely science seizure someone steroid stoma stomach surgeon swallow swollen symptom
    table tablet thyroid treatment urine vaccine virus vomit wanted water""",
    3: """abdomen allergy angina annual antacid arthritis bandages biopsy bronchitis cannula
    catheter created cystitis diaphragm different diseases dizziness eczema equina exercise
    favourite follow-up genetic genuine glaucoma gradual haemorrhoids hernia hospital idea infection
    inhaler injection insulin laxative manual medicine menopause naproxen nausea nutrition
    oestrogen oxygen pacemaker pharmacist physical physio pneumonia pregnancy radiate realise
    reassure recommend stimulate suicide surgery syringes testicle theatre tinnitus ultrasound
    usual uterus vagina vertebra viruses vitamin warfarin""",
    4: """abdominal acupuncture anaesthetic antiseptic anxiety arrhythmia bacteria caesarean
    chiropractic cholesterol comfortable conjunctival dermatitis diabetes diarrhoea dietitian
    endoscopy epilepsy evaluate gradually hepatitis ibuprofen immunity influenza information
    leukaemia medication meningitis mobility oesophagus operation orthopaedic osteopath ovarian
    paediatric paralysis practitioner psoriasis psychiatry psychologist radiation recovery sciatica
    scientific situation temperature urinary usually vaccination""",
    5: """abnormality amoxicillin anaesthesia antibiotic appendicitis atorvastatin audiology
    cardiologist chemotherapy colonoscopy examination gynaecology hysterectomy immunisation
    inflammatory osteopathy paracetamol physiology radiology university""",
    6: """cardiovascular hospitalisation osteoarthritis osteoporosis physiotherapist physiotherapy
    radiotherapy rehabilitation""",
}
"""Common words and words of health, counted by ear."""


@pytest.mark.parametrize(
    ("word", "count"),
    [(word, count) for count, words in SYLLABLES.items() for word in words.split()],
)
def test_syllables_are_those_that_one_hears(word, count):
    assert syllables(word) == count


def test_the_words_counted_by_ear_are_many():
    assert sum(len(words.split()) for words in SYLLABLES.values()) > 250


def test_capitals_possessives_and_hyphens_do_not_change_a_count():
    assert syllables("Acupuncture") == 4
    assert syllables("patient’s") == syllables("patient's") == 2
    assert syllables("follow-up") == syllables("follow") + syllables("up")


@given(st.text(max_size=40))
def test_any_word_has_a_syllable(word):
    assert syllables(word) >= 1


# ---- formulas, each reckoned by hand


def test_the_formulas_give_what_a_hand_calculation_gives():
    counts = Counts(sentences=5, words=100, syllables=150, polysyllables=10)
    # 0.39 × 20 + 11.8 × 1.5 − 15.59
    assert counts.grade == pytest.approx(9.91)
    # 206.835 − 1.015 × 20 − 84.6 × 1.5
    assert counts.ease == pytest.approx(59.635)
    # 1.043 × √60 + 3.1291
    assert counts.smog == pytest.approx(11.2082, abs=0.0001)


def test_words_of_one_syllable_in_sentences_of_ten_are_grade_0():
    counts = Counts(sentences=3, words=30, syllables=30, polysyllables=0)
    assert counts.grade == pytest.approx(0.11)  # 3.9 + 11.8 − 15.59
    assert counts.ease == pytest.approx(112.085)  # 206.835 − 10.15 − 84.6
    assert counts.smog == pytest.approx(3.1291)


def test_smog_is_that_of_thirty_sentences_with_as_many_long_words_as_a_square():
    counts = Counts(sentences=30, words=400, syllables=600, polysyllables=81)
    assert counts.smog == pytest.approx(1.043 * 9 + 3.1291)


def read(folder, body, title="Knee pain"):
    made = leaflets.document(folder, body, f"title: {title}\n")
    return Manuscript(made, TODAY)


def test_a_paragraph_is_counted_as_by_hand(tmp_path):
    manuscript = read(tmp_path, "- paragraph: The cat sat on the mat. It was a careful animal.")
    # the cat sat on the mat: 6 words of 1; it was a: 3 of 1, careful: 2, animal: 3
    assert readability.of(manuscript).raw == Counts(2, 11, 14, 1, 36, 1)


def test_headings_titles_labels_and_sources_are_not_counted(tmp_path):
    body = """
- heading: Physiotherapy and rehabilitation
- callout: {title: Important information, body: Rest now and then.}
- bullets: [eggs, red meat, a bit of bread]
- references: ["Rehabilitation after immobilisation, 2020"]
"""
    assert readability.of(read(tmp_path, body)).raw[:4] == (2, 8, 8, 0)


def test_an_item_of_a_list_is_a_sentence(tmp_path):
    body = "- bullets: {intro: 'Call us if:', items: [your leg swells up, your leg is hot]}"
    assert readability.of(read(tmp_path, body)).raw.sentences == 3


def test_a_figure_is_a_word_of_one_syllable(tmp_path):
    manuscript = read(tmp_path, "- paragraph: Of 10,000 people 9 had pain.")
    assert readability.of(manuscript).raw[:4] == (1, 6, 7, 0)


def test_each_section_has_its_own_figures(tmp_path):
    body = """
- paragraph: Rest a bit now.
- heading: Later on
- paragraph: Rehabilitation is gradual. Walk a bit.
"""
    rows = readability.of(read(tmp_path, body)).sections
    assert [(row.section.heading.said, row.counts.sentences) for row in rows] == [
        ("Knee pain", 1),
        ("Later on", 2),
    ]


@given(st.lists(st.integers(1, 8), min_size=1, max_size=60), st.integers(1, 20))
def test_a_longer_word_never_makes_a_text_easier(lengths, sentences):
    def counted(n):
        return Counts(sentences, len(n), sum(n), sum(x >= 3 for x in n))

    before, after = counted(lengths), counted([lengths[0] + 1, *lengths[1:]])
    assert after.grade > before.grade
    assert after.ease < before.ease
    assert after.smog >= before.smog


# ---- words of the topic


@pytest.mark.parametrize(
    "body",
    [
        "- heading: About acupuncture\n- paragraph: Thin needles.",
        "- heading: What is acupuncture?\n- paragraph: Thin needles.",
        "- heading: What acupuncture means\n- paragraph: Thin needles.",
        "- paragraph: Acupuncture is a way to treat pain with needles.",
        "- paragraph: Acupuncture (thin needles in the skin) may help.",
        "- paragraph: Try acupuncture, a treatment with needles.",
        "- glossary: [{term: Acupuncture, meaning: Treatment with needles.}]",
    ],
)
def test_a_topic_that_is_explained_counts_one_syllable(tmp_path, body):
    manuscript = read(tmp_path, f"{body}\n- paragraph: We offer acupuncture.", "On acupuncture")
    found = readability.of(manuscript)
    assert found.topic == ("acupuncture",)
    assert found.whole.syllables < found.raw.syllables
    assert found.whole.words == found.raw.words


@pytest.mark.parametrize(
    "body",
    [
        "- paragraph: Acupuncture is safe.",
        "- heading: What are the risks of acupuncture?\n- paragraph: A bruise.",
        "- paragraph: We offer acupuncture.",
    ],
)
def test_a_topic_that_nobody_explains_counts_in_full(tmp_path, body):
    found = readability.of(read(tmp_path, body, "On acupuncture"))
    assert found.topic == ()
    assert found.whole == found.raw


# ---- the article that the default leaflet began with


def test_the_original_article_measures_as_it_does_elsewhere():
    """Grade 12.7, SMOG 14.7 and ease 33 by another counter; headings were counted there too."""
    manuscript = Manuscript(leaflet.read(ARTICLE), TODAY)
    texts = [p for p in manuscript.passages if p.is_heading or p.is_prose]
    counts = readability.counts(texts, ())
    assert counts.words == pytest.approx(970, rel=0.02)
    assert counts.grade == pytest.approx(12.7, abs=0.7)
    assert counts.smog == pytest.approx(14.7, abs=0.7)
    assert counts.ease == pytest.approx(33, abs=3)


# ---- the passive voice


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("You will be given a tablet.", "be given"),
        ("The needles are usually left in for 20 minutes.", "are usually left"),
        ("Your notes were not sent to us.", "were not sent"),
        ("The wound has been closed by a surgeon.", "been closed"),
        ("It isn’t known why.", "isn’t known"),
        ("You’re asked to wait.", "’re asked"),
        ("A camera is used to look inside.", "is used"),
        ("Nurses are trained by us.", "are trained"),
        ("The lump was being watched.", "being watched"),
        ("The tube is then gently pulled out.", "is then gently pulled"),
    ],
)
def test_a_passive_verb_is_found(text, verb):
    assert [text[start:end] for start, end in passives(text)] == [verb]


@pytest.mark.parametrize(
    "text",
    [
        "We give you a tablet.",
        "You may be tired, bruised or worried about it.",
        "The skin is red.",
        "The clinic is closed on Sundays.",
        "You are used to it.",
        "You are supposed to rest.",
        "It is made of steel.",
        "Your weight is unchanged.",
        "This is indeed rare.",
        "You have broken a bone.",
        "She is a trained nurse.",
        "There are hundreds of kinds.",
    ],
)
def test_an_active_verb_or_a_state_is_no_passive(text):
    assert list(passives(text)) == []
