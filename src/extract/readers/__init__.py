"""One module per form of input; each turns a file into the same neutral `Document` and knows no finder."""
