"""One module per kind of record; each recognises its records by what headers, labels and cells say."""
