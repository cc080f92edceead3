"""What writers call blocks who do not know their names, and how they are written here."""

from __future__ import annotations

_FORM = "write `- fill_in: [Signed, Date]`"
_DIARY = "write a `table` with `grid: yes`, and `blank_rows: 7` or a row for each day"
_BOXES = "write `- checklist: […]`, or `- {label: …, tick: yes}` in a `fill_in`"
_CARD = "write `- callout: {kind: …, body: …}` of the kind `urgent`, `today`, `caution` or `tip`"
_ZONES = "write an `action_plan` with `green:`, `amber:` and `red:`"
_NUMBERED, _LIST = "write `- steps: […]`", "write `- bullets: […]`"
_LETTERED = "write `- steps: {letters: yes, items: […]}`"
_BREAK = "write a `heading` between the parts, or `- page_break`"
_SITES = "write `sites:` under `clinic:`, or `- contacts: […]` for others than the clinic"
_SLIP = "write `- tear_off: {title: …, body: […]}` as the last block"
_PHONES = "write `- contact` for the clinic, or `- contacts: […]` with a `name` and a `phone` each"

_WORDS = {
    _FORM: "signature sign sign_off signoff consent form field field_line input line blank",
    _DIARY: "diary log chart calendar tracker record symptom_diary grid",
    _BOXES: "tick tick_box tickbox tick_list checkbox check_box to_do todo box",
    _CARD: "warning alert danger caution tip info important red_flag emergency safety_net "
    "safety_netting panel",
    _ZONES: "zone plan traffic_light asthma_plan green amber red",
    _NUMBERED: "number numbered numbered_list ordered_list ol instruction step_by_step procedure",
    _LETTERED: "letter lettered lettered_list",
    _LIST: "list bullet_list bulleted_list unordered_list ul item",
    _BREAK: "divider separator hr rule section",
    _SITES: "site location branch surgery",
    _SLIP: "slip return_slip cut_off cut_line reply_slip coupon",
    _PHONES: "phone telephone phone_number ward helpline address",
    "write a `table`, or a `schedule` of what is due when": "timetable programme program",
    "write `- doses: {medicine: …, strength: …, rows: […]}`": "dosing dosage dosing_table medicine",
    "write `- options: {choices: […], questions: […]}`": "option_grid choice decision_aid",
    "write `- glossary: [{term: …, meaning: …}]`": "definition term abbreviation",
    "write `- faqs: [{question: …, answer: …}]`": "question q_and_a qanda faq",
    "write `- contents`": "toc table_of_contents content index",
    "write `- paragraph: …`": "text p body para intro introduction",
    "write `- heading: …`": "title h1 h2 h3 subheading header",
    "write `- image: {file: …, alt: …}`": "picture photo img diagram illustration drawing",
    "a page cannot play it: write `- qr: https://…` with its address": "video audio film",
    "write `- table: {caption: …, head: […], rows: […]}`": "price fee fees_table price_list",
    "write `- references: […]`": "source bibliography footnote citation",
}
_HINTS = {word: hint for hint, words in _WORDS.items() for word in words.split()}


def written(word: str) -> str:
    """Return how what a writer calls so is written, or nothing where nobody knows."""
    plain = word.strip().lower().replace("-", "_").replace(" ", "_")
    return _HINTS.get(plain) or _HINTS.get(plain.removesuffix("s"), "")
