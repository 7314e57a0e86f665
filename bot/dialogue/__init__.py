"""Everything that plugs into Rasa: importer, NLU components, NLG, tracker store."""
