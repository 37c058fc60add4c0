"""The knowledge that comes along and the one about bread, loaded once for all tests.

What is kept for a knowledge base is found by the object itself at once, by an equal one after all of it was compared.
"""

from pathlib import Path

from whycry_expert import load_knowledge

BREAD = Path(__file__).parent / "knowledge_bases" / "bread"
SHIPPED = load_knowledge()
FLAT_BREAD = load_knowledge(BREAD)
