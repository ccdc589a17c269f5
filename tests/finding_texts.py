"""What model/finding_texts.def lacks, and what it has that nothing says:  finding_texts.py

Sentences are found by xgettext in the sources, and in region.xsd the documentation of simple types; msgfmt looks
whether the Dutch has the conversions of the English.
"""
import glob
import re
import subprocess
import sys
import xml.etree.ElementTree

TABLE = "model/finding_texts.def"
XS = "{http://www.w3.org/2001/XMLSchema}"
# Functions that take a sentence, and where: of all files, and of those that have one of the same name.
EVERYWHERE = ["finding_text:1", "FINDING_TEXT:1", "diag_add:5", "WRONG:2", "check_report:4", "verification_expect:4",
              "verification_compare:6", "handle_report_failure:2"]
OWN = {"inputs/scenario.c": ["report:3"], "inputs/xml_document.c": ["stop:4"], "outputs/study.c": ["refuse:3"],
       "outputs/certificate_json_read.c": ["wrong:2"], "outputs/plan_document.c": ["refuse:3"]}
READERS = "report:4"
# Of the system, by whatever it calls them.
SYSTEM_FIRST, SYSTEM_LAST = "No such file or directory", "File exists"
# Formats of what is said already.
PLAIN = {"", "%s", "%s%s"}


def quoted(lines):
    """The string that adjacent C literals make."""
    return "".join(bytes(part, "utf-8").decode("unicode_escape").encode("latin-1").decode("utf-8")
                   for part in re.findall(r'"((?:[^"\\]|\\.)*)"', lines))


def said_in(path):
    functions = EVERYWHERE + OWN.get(path, [READERS] if path.startswith("inputs/") else [])
    po = subprocess.run(["xgettext", "--language=C", "--output=-", "--no-wrap", "--from-code=UTF-8", "--keyword="]
                        + ["--keyword=" + f for f in functions] + [path],
                        check=True, capture_output=True, text=True).stdout
    return {quoted(m) for m in re.findall(r'^msgid ((?:"(?:[^"\\]|\\.)*"\n)+)', po, re.M)}


def said():
    sources = [p for p in glob.glob("**/*.c", recursive=True)
               if not p.startswith(("tests/", "bench/", "build"))]
    found = set().union(*(said_in(p) for p in sources))
    for simple in xml.etree.ElementTree.parse("inputs/region.xsd").getroot().iter(XS + "simpleType"):
        found.update(d.text for d in simple.iter(XS + "documentation"))
    return found - PLAIN


def table():
    text = open(TABLE, encoding="utf-8").read()
    string = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
    return [(quoted(en), quoted(nl)) for en, nl in re.findall(r"TEXT\(" + string + "," + r"\s*" + string + r"\)", text)]


def c_string(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def formats_differ(rows):
    """What msgfmt says of the table as a catalogue."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    po = head + "".join("#, c-format\nmsgid %s\nmsgstr %s\n\n" % (c_string(en), c_string(nl))
                        for en, nl in rows if "%" in en)
    done = subprocess.run(["msgfmt", "--check-format", "--output-file=/dev/null", "-"], input=po, capture_output=True,
                          text=True)
    return done.stderr if done.returncode != 0 else ""


rows = table()
english = [en for en, _ in rows]
sentences = said()
system = set(english[english.index(SYSTEM_FIRST):english.index(SYSTEM_LAST) + 1])
missing = sorted(sentences - set(english))
idle = sorted(set(english) - sentences - system)
twice = sorted({en for en in english if english.count(en) > 1})
for title, texts in (("not in " + TABLE, missing), ("said nowhere", idle), ("twice", twice)):
    for text in texts:
        print("%s: %s" % (title, c_string(text)))
wrong = formats_differ(rows)
print(wrong, end="")
print("%d sentences" % len(rows))
sys.exit(1 if missing or idle or twice or wrong or len(rows) < 300 else 0)
