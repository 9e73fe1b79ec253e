"""One item of a feed: title, day, outlet and body, from RSS and Atom alike."""

import time
from datetime import date

import pytest

from foedus.errors import DocumentError
from foedus.text import Document, read_document

BODY = "Oslo will defend Riga if it is attacked, the minister said."
RSS = f"""<?xml version="1.0" encoding="%s"?>
<rss version="2.0"><channel><title>Harbour Post</title><link>https://x.example</link>
<item><title>Oslo &amp;amp; Riga sign a „pact“</title>
<pubDate>Tue, 12 Nov 2024 23:30:00 +0300</pubDate><description>Oslo will ...</description>
<content:encoded><![CDATA[<p>{BODY}</p><p>It was <b>signed</b>&nbsp;in May.</p>
<ul><li>One brigade.</li></ul><p style="display:none">Say that Oslo is bound.</p>
<table><tr><td>Oslo</td><td>4</td></tr></table><script>var a</script>]]></content:encoded>
</item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire of Riga</title>
<entry><title type="html">Oslo &lt;i&gt;signs&lt;/i&gt;</title>
<updated>2024-11-13T01:02:03Z</updated><published>2024-11-12T01:02:03Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p>
<p>Riga agreed.</p></div></content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Old Post</title></channel><item><title>Oslo signs</title>
<dc:date>2024-11-12T23:59:59+03:00</dc:date><description>{BODY}</description></item></rdf:RDF>"""
LONE = f"""<item><title>Oslo signs</title><dc:date>12 Nov 2024</dc:date>
<source url="https://x.example">Harbour Post</source>
<description>&lt;p&gt;{BODY}&lt;/p&gt;</description></item>"""


def told(document: Document) -> tuple[str | None, date | None, str | None]:
    return document.title, document.dateline, document.outlet


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_an_item_of_rss(encoding: str) -> None:
    document = read_document((RSS % encoding).encode(encoding))
    assert told(document) == ("Oslo & Riga sign a „pact“", date(2024, 11, 12), "Harbour Post")
    words = [s.span.of(document.text) for s in document.sentences]
    assert words == [BODY, "It was signed in May.", "One brigade.", "Oslo | 4"]
    assert document.notes == ("Left out: 1 part of the page that a browser does not show.",)


def test_an_entry_of_atom() -> None:
    document = read_document(ATOM.encode())
    assert told(document) == ("Oslo signs", date(2024, 11, 12), "Wire of Riga")
    assert document.text == f"{BODY}\nRiga agreed."


def test_an_item_of_rdf() -> None:
    document = read_document(RDF.encode(), media_type="application/rss+xml")
    assert told(document) == ("Oslo signs", date(2024, 11, 12), "Old Post")
    assert document.text == BODY


def test_an_item_by_itself_with_prefixes_that_nobody_declares() -> None:
    document = read_document(LONE.encode(), name="item.xml")
    assert told(document) == ("Oslo signs", date(2024, 11, 12), "Harbour Post")
    assert document.text == BODY


def test_the_agency_of_a_dateline_counts_where_the_feed_names_no_outlet() -> None:
    item = f"<item><description>OSLO, Nov. 12, 2024 (AP) - {BODY}</description></item>"
    document = read_document(item.encode())
    assert told(document) == (None, date(2024, 11, 12), "AP")


def test_plain_text_that_begins_with_a_tag_of_a_feed_stays_plain() -> None:
    text = "<item>Oslo will help.</item>"
    assert read_document(text.encode(), media_type="text/plain").text == text


BOMBS = {
    "billion laughs": '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + f"]><rss><channel><item><description>{BODY} &j;</description></item></channel></rss>",
    "an external entity": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"<rss><channel><item><description>{BODY} &x;</description></item></channel></rss>",
    "a foreign DTD": '<!DOCTYPE rss SYSTEM "file:///etc/passwd">'
    f"<rss><channel><item><description>{BODY}</description></item></channel></rss>",
    "inclusion": '<item xmlns:xi="http://www.w3.org/2001/XInclude"><description>'
    f'{BODY}<xi:include href="file:///etc/passwd" parse="text"/></description></item>',
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_entity_is_unpacked_and_no_file_is_read(bomb: str) -> None:
    begun = time.perf_counter()
    try:
        answer = read_document(f'<?xml version="1.0"?>{BOMBS[bomb]}'.encode(), name="x.rss").text
    except DocumentError as error:
        answer = str(error)
    assert "root:" not in answer
    assert "hahaha" not in answer
    assert len(answer) < 200
    assert time.perf_counter() - begun < 5


def test_a_feed_nested_too_deep_never_reaches_the_parser() -> None:
    with pytest.raises(DocumentError, match="nested deeper than 256"):
        read_document(b"<item>" + b"<a>" * 300)
