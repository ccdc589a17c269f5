"""Writing XML that people read: one element per line, the attributes of a table in columns."""
from xml.sax.saxutils import quoteattr, escape

EVIDENCE = ["source", "basis"]     # the last columns of every table


def number(value, digits=6):
    """Short and without exponent: 0.5, 12, 0.00002."""
    text = f"{round(value, digits):.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def attribute(name, value):
    if isinstance(value, bool):
        value = "true" if value else "false"
    elif isinstance(value, (int, float)):
        value = number(value)
    elif isinstance(value, (list, tuple)):
        value = " ".join(v if isinstance(v, str) else number(v) for v in value)
    return f"{name}={quoteattr(value)}"


def opening(tag, attributes):
    """<tag a="1" b="2", without its end. Attributes that are None are left out."""
    return " ".join(["<" + tag] + [attribute(k, v) for k, v in attributes.items() if v is not None])


class Writer:
    """Lines of XML with their indentation."""

    def __init__(self):
        self.lines = ['<?xml version="1.0" encoding="UTF-8"?>']
        self.open_tags = []

    def line(self, text):
        self.lines.append("  " * len(self.open_tags) + text)

    def blank(self):
        self.lines.append("")

    def comment(self, *texts):
        """One comment of one or more lines."""
        indent = "\n" + "  " * len(self.open_tags) + "     "
        self.line("<!-- " + indent.join(texts).replace(indent + "\n", "\n\n") + " -->")

    def start(self, tag, **attributes):
        self.line(opening(tag, attributes) + ">")
        self.open_tags.append(tag)

    def end(self):
        tag = self.open_tags.pop()
        self.line(f"</{tag}>")

    def element(self, tag, **attributes):
        self.line(opening(tag, attributes) + "/>")

    def text(self, tag, content, **attributes):
        self.line(opening(tag, attributes) + f">{escape(content)}</{tag}>")

    def table(self, tag, rows):
        """Sibling elements, one column per attribute; None leaves the attribute out."""
        names = list(dict.fromkeys(name for row in rows for name in row if name not in EVIDENCE)) + EVIDENCE
        cells = [["" if row.get(n) is None else attribute(n, row[n]) for n in names] for row in rows]
        width = [max(len(c[i]) for c in cells) for i in range(len(names))]
        for c in cells:
            padded = " ".join(v.ljust(w) for v, w in zip(c, width) if w)
            self.line(f"<{tag} {padded.rstrip()}/>")

    def document(self):
        return "\n".join(self.lines) + "\n"
