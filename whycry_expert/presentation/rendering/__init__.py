"""How documents and graphs look: in a terminal, as Markdown, as an HTML page, in the languages of graphs."""
