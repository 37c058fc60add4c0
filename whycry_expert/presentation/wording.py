"""The words of the presentation, apart from its logic. What belongs to a subject stands in the knowledge base."""

from typing import Final

from whycry_expert.knowledge.certainty import Band, lower_end, points

SUPPORT: Final = {
    Band.VERY_STRONG: "very strong support",
    Band.STRONG: "strong support",
    Band.GOOD: "good support",
    Band.SOME: "some support",
    Band.SLIGHT: "slight support",
    Band.NONE: "nothing speaks for it",
    Band.AGAINST: "more speaks against it",
}

FIRST: Final = "Please read this first"
PICTURE: Final = "The picture"
FIRST_IN_SHORT: Final = "Please read this first:"
MORE_NOTICES: Final = "And {more} more, in full further below or without --short."
MORE_BELOW: Final = "and {more} more"
AGAINST_IT: Final = "Against it:"
AGAINST: Final = "Against {title}:"
NEAREST: Final = "What comes nearest:"
CHANGES_MOST: Final = "What would change this most:"
JUDGED: Final = "These words judge how far your answers speak for a reading, and are not odds."
HELPS_NOW: Final = "What may help now:"
LEADING: Final = "What fits best"
SPEAKS_FOR: Final = "What speaks for it:"
SPEAKS_AGAINST: Final = "What speaks against it:"
YOU_SAID: Final = "You answered:"
NOTHING_AGAINST: Final = "Nothing that was answered speaks against it."
NOTHING_AGAINST_THESE: Final = "Nothing that was answered speaks against these."
DISPUTED: Final = "This reading is disputed: a good deal speaks for it, and a good deal against it."
DISPUTED_BESIDE: Final = "disputed: a good deal speaks for it, and a good deal against it"
MEANS_TOO: Final = "If it is so:"
OTHERS: Final = "The other readings"
STEPS: Final = "Support has six steps: none, slight, some, good, strong, very strong."
UNKNOWN: Final = "What would change this most"
UNKNOWN_ELSE: Final = "What else would change this"
UNKNOWN_INTRO: Final = "These are not answered yet. An answer could move a reading:"
NOT_SAID: Final = "Not said yet:"
NO_OPEN_QUESTION: Final = "No open question bears on any reading that could lead."
NEXT: Final = "What may help now"
NEXT_ELSE: Final = "What else may help"
MIND: Final = "Please keep in mind"
LIMITS: Final = "What this cannot know"
IF_WANTED: Final = "The readings and how they were reached are there if you want them"
ON_REQUEST: Final = f"{IF_WANTED}:"
ON_REQUEST_IN_LIBRARY: Final = (
    "The readings and how they were reached are there for whoever asks the program for everything."
)
ON_REQUEST_ON_PAGE: Final = (
    f"{IF_WANTED}: whoever has the answers can write this page anew with whycry-expert infer --format html --trace."
)
ON_REQUEST_HERE: Final = f"{IF_WANTED}: type readings."
ON_REQUEST_IN_ASK: Final = (
    f"{IF_WANTED}: save your answers, and run whycry-expert infer with the name of that file and --trace."
)
REMINDER: Final = "Once more, because it matters most:"
TRACE: Final = "How it was reached, step by step"
READINGS_IN_NUMBERS: Final = "All readings, in numbers"
SAFETY_FIRST: Final = "Everyone is asked this, so that safety comes first."
NO_PROOF: Final = "This carries no proof of its own: infer --format json writes one, and verify checks that."
REPLACED: Final = "A flag replaced the answer in the file for:"
OTHER_KNOWLEDGE: Final = (
    "This file says that it was written for another version of the knowledge ({written}); "
    "this is {digest}. The answers are read as they stand."
)
NOTHING_LEADS: Final = "No reading leads, so there is none to explain. Name one to see what speaks for and against it."
LEADS: Final = "It leads, with"
DOES_NOT_LEAD: Final = "It does not lead:"
NOT_COUNTED: Final = "[does not count beside a stronger one]"
RESTS_ON: Final = "Without one of these answers it would be weaker:"
HELD_BACK: Final = "Without one of these answers it would be stronger:"
CITED: Final = "What the rules rest on"
WHY_NOT: Final = "Why not:"
LEADS_AFTER_ALL: Final = "It does lead. The command why shows how it was reached."
NONE_REACHES: Final = "No reading leads, since none reaches {points} points, from where on one can."
OTHERS_LEAD: Final = "What leads instead:"
EMPTY_LINES: Final = "Where nothing speaks for it, and what came closest"
LACKS: Final = "It lacks:"
SPEAK_AGAINST: Final = "What speaks against it"
REPAIRS: Final = "What would have made it lead"
FILLING_IN: Final = "If this were answered as well (each line is enough by itself, and nothing smaller is):"
NO_FILLING_IN: Final = "No answers to at most {size} of the questions that are still open would make it lead."
CHANGING: Final = "If this had been answered otherwise (each line is enough by itself, and nothing smaller is):"
NO_CHANGING: Final = "No change of at most {size} answers, given or open, would make it lead."
REPAIR_LIMIT: Final = (
    "Every set of at most {most} changes was considered, unless a smaller number is named. This says what the rules "
    "would make of other answers. It is no advice to give them."
)
MORE_SETS: Final = "{more} more of the same size; the JSON format lists them."
NOT_ANSWERED_SO_NOTHING: Final = "It is not answered, so it did nothing: what is not answered is never evidence."
BECAUSE_OF_IT: Final = "What fires, or weighs more or less, because of this answer"
FIRES_ANYWAY: Final = "Nothing: every rule that fired would fire without it too."
MATCHED_TOO: Final = "These rules rest on it as well, and would fire just so without it:"
RULED_OUT: Final = "These rules can no longer fire, whatever else is answered:"
WITHOUT: Final = "Without it"
WITH: Final = "With it"
WITHOUT_AND_WITH: Final = "Without this answer, and with it"
RAISED: Final = "It raises a notice:"
WHAT_IF: Final = "What if:"
SAME_ANSWERS: Final = "These are the answers that were given, so nothing changes."
SAME_END: Final = "The same readings lead in both."
OTHER_END: Final = "They end differently:"
ANSWER: Final = "Answer"
BEFORE: Final = "Before"
AFTER: Final = "After"
ANSWERS_THAT_MATTER: Final = "The answers that differ and matter"
ANSWERS_WITHOUT_EFFECT: Final = "Answers that differ without any effect"
DECISIVE: Final = "Any of these lines alone makes the first end like the second, and nothing smaller does:"
NOT_DECISIVE: Final = "No set of at most {size} of these answers alone makes the first end like the second."
CONCLUSIONS: Final = "What is concluded"
PICTURE_WORD: Final = "picture"
NOTICES_WORD: Final = "notices"
FIRED_OTHERWISE: Final = "What fires otherwise"
SAME_FIRINGS: Final = "Nothing: the same rules fire, with the same weight."
FIRES: Final = "Fires"
NO_LONGER: Final = "No longer fires"
STRONGER: Final = "Weighs more"
WEAKER: Final = "Weighs less"
ROBUST: Final = "How robust the conclusion is"
HOLDS_AGAINST_ONE: Final = (
    "It holds against any one answer being wrong: none of {tried} single changes alters what leads."
)
NONE_GIVEN: Final = "Nothing is answered yet, so no answer can be wrong."
ONE_WOULD_DO: Final = "{count} of {tried} single changes of a given answer would alter what leads:"
TWO_WOULD_DO: Final = "Two would do ({count} of {tried} pairs):"
TWO_WOULD_NOT: Final = "It also holds against any two: none of {tried} pairs alters what leads."
PAIRS_NOT_TRIED: Final = "Pairs were not tried, since there are too many."
OPEN_WOULD_DO: Final = "Answers to what is still open that would alter what leads:"
NONE_OPEN: Final = "No single answer to what is still open would alter what leads."
THEN_LEADS: Final = "then leads:"
THEN_NOTHING: Final = "then nothing leads"
FALLS_AWAY: Final = "falls away with it:"
NOW_LEADS: Final = "What leads now:"
NOTHING: Final = "nothing"
STILL_OPEN: Final = "What is still open"
MORE_TURNS: Final = "{more} more; the JSON format lists them."
AGENDA: Final = "On the agenda before it fired ({count}), with their salience; the first one fires:"
MEMORY: Final = "In working memory after it fired ({count}):"
NOT_SHOWN: Final = "... {count} more"
NEW: Final = "(new)"
START: Final = "Before anything fires: the answers"
ELEMENTS: Final = "{count} in working memory"
QUESTION: Final = "Question"
FACT: Final = "Fact"
SOURCE: Final = "source"
ANSWERS: Final = "What was answered"
READINGS: Final = "All readings"
HOW_REACHED: Final = "How each reading was reached"
CYCLES: Final = "What the engine did, cycle by cycle"
CYCLES_INTRO: Final = (
    "Each cycle takes the first activation from the agenda and fires it. What it concludes is added to working "
    "memory, which may put further activations on the agenda. When the agenda is empty, the conclusion stands."
)
HOW_TO_CHECK: Final = "To check this without trusting it"
CHECK: Final = (
    "Give this file to whycry-expert verify. It works everything out once more from the answers and the knowledge "
    "files alone, step by step, and sees whether anything on this page was altered. Whose answers these are, and "
    "whether they are true and all of them, nothing can prove."
)
RECORD: Final = "What verify reads of this page: the answers"
OWN_WORDS: Final = "The story, as it was told"
OWN_NOTE: Final = "Own note:"
CITED_HERE: Final = "Every claim and source that is cited on this page, by its name"
KNOWLEDGE: Final = "Concluded with"


def band_with_range(band: Band) -> str:
    """Give the word for a band with the points at which it begins."""
    end = lower_end(band)
    if end is not None:
        return f"{SUPPORT[band]} (from {points(end)} points)"
    return f"{SUPPORT[band]} (above 0 points)" if band is Band.SLIGHT else SUPPORT[band]
