"""The words of the presentation, apart from its logic. What belongs to a subject stands in the knowledge base."""

from typing import Final

from whycry_expert.knowledge.certainty import Band

SUPPORT: Final = {
    Band.VERY_STRONG: "very strong support",
    Band.STRONG: "strong support",
    Band.SOME: "some support",
    Band.SLIGHT: "slight support",
    Band.NONE: "nothing speaks for it",
    Band.AGAINST: "speaks against it",
}

FIRST: Final = "Please read this first"
SITUATION: Final = "The situation"
PICTURE: Final = "The picture"
LEADING: Final = "What fits best"
SPEAKS_FOR: Final = "What speaks for it:"
SPEAKS_AGAINST: Final = "What speaks against it:"
NOTHING_AGAINST: Final = "Nothing that was answered speaks against it."
DISPUTED: Final = "This reading is disputed: a good deal speaks for it, and a good deal against it."
MEANS_TOO: Final = "If it is so:"
OTHERS: Final = "The other readings"
STEPS: Final = (
    "Support has five steps: none, slight, some, strong, very strong. They say how far the answers "
    "point to a reading. They are not probabilities."
)
UNKNOWN: Final = "What would change this most"
UNKNOWN_INTRO: Final = "These are not answered yet. An answer could move a reading:"
NOT_SAID: Final = "Not said yet:"
NOTHING_MORE: Final = "No further answer could change which reading leads."
NO_OPEN_QUESTION: Final = "No open question bears on any reading that could lead."
NEXT: Final = "What may help now"
MIND: Final = "Please keep in mind"
LIMITS: Final = "What this cannot know"
ON_REQUEST: Final = (
    "The readings and how they were reached are there if you want them: run the same command with --trace."
)
REMINDER: Final = "Once more, because it matters most:"
TRACE: Final = "How it was reached, step by step"
READINGS_IN_NUMBERS: Final = "All readings, in numbers"
REPLACED: Final = "A flag replaced the answer in the file for:"
OTHER_KNOWLEDGE: Final = (
    "This file says that it was written for another version of the knowledge ({written}); "
    "this is {digest}. The answers are read as they stand."
)
