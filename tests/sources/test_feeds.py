"""Feeds and lists of feeds: what the feed itself carries of its items, and what hostile ones cannot do."""

from __future__ import annotations

import io
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.sources import read
from kg.sources.feedlist import addresses
from kg.sources.feeds import read_feed
from kg.sources.inputs import Input
from kg.sources.markup import paragraphs
from tests.sources.feeds import ATOM, item, rss

STORY = "<p>Officers will <b>leave</b> &amp; go home.</p><p>The agency&#8217;s chief said so.</p>"


def found(feed: str | bytes, name: str = "feed.xml"):
    errors: list[SourceError] = []
    data = feed.encode() if isinstance(feed, str) else feed
    return list(read_feed(Input(name, io.BytesIO(data)), errors.append)), errors


def test_an_item_is_an_article_of_its_content_with_title_date_publisher_and_address(file):
    path = file("feed.xml", rss(item(1, "https://news.example/1", STORY)))
    (article,) = read([path])
    assert article.text == "Story 1\n\nOfficers will leave & go home.\n\nThe agency’s chief said so."
    assert (article.title, article.published, article.publisher, article.url, article.source) == (
        "Story 1", "2026-02-04T16:00:00+00:00", "Example & Times", "https://news.example/1", str(path))


def test_an_atom_entry_is_read_from_its_content_else_its_summary():
    entries = ("<entry><title type='html'>Officers &amp;amp; &lt;i&gt;others&lt;/i&gt;</title><link href='/a'/>"
               "<updated>2026-02-04T10:00:00Z</updated><source><title>The Other Paper</title></source>"
               "<summary>Short.</summary><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Long one.</p></div>"
               "</content></entry><entry><title>B</title><summary type='text'>One &lt; two.\n\nThree.</summary></entry>")
    (first, second), errors = found(ATOM.format(entries))
    assert errors == []
    assert (first.text, first.title, first.published, first.publisher, first.url) == (
        "Officers & others\n\nLong one.", "Officers & others", "2026-02-04T10:00:00+00:00", "The Other Paper",
        "https://wire.example/a")
    assert (second.text, second.publisher, second.url, second.published) == (
        "B\n\nOne < two.\n\nThree.", "Example Wire", None, None)


def test_the_longest_content_of_an_item_counts_and_mis_decoded_text_is_mended():
    text = "<p>Ellisonâ€™s office said so, and more than the other.</p>"
    (article,), _ = found(rss(item(1, "https://news.example/1", "<p>Short.</p>").replace(
        "</content:encoded>", f"</content:encoded><content:encoded><![CDATA[{text}]]></content:encoded>")))
    assert article.text == "Story 1\n\nEllison’s office said so, and more than the other."


def test_what_wordpress_adds_to_every_item_is_left_out():
    end = '<p>The post <a href="x">Story 1</a> appeared first on <a href="y">Example Times</a>.</p>'
    (article,), _ = found(rss(item(1, "https://news.example/1", STORY + end)))
    assert article.text.endswith("chief said so.")


def test_an_item_without_a_text_is_told_with_its_number_and_the_next_one_read():
    articles, errors = found(rss(item(1, "https://news.example/1"), item(2, "https://news.example/2", STORY)))
    assert [a.title for a in articles] == ["Story 2"]
    assert [e.where for e in errors] == ["feed.xml, item 1"]
    assert "--follow" in str(errors[0])


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "ftp://news.example/a", " "])
def test_only_addresses_of_pages_become_addresses(link):
    feed = rss(item(1, link, STORY)).replace("https://news.example/", "")
    assert [a.url for a in found(feed)[0]] == [None]


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_can_be():
    feed = rss(item(1, "https://news.example/1", STORY)).replace("&amp;", "&").replace("</channel></rss>", "")
    assert [a.title for a in found(feed)[0]] == ["Story 1"]


@pytest.mark.parametrize("content", ["", "Officers leave.", "<html><p>Officers leave.", '{"version": "https://jsonfeed.org"}',
                                     "<opml version='2.0'><body/></opml>", "\0\1\2"])
def test_what_is_no_feed_is_refused(content):
    with pytest.raises(SourceError, match="not a feed"):
        found(content)


def test_files_are_not_read_into_a_feed_and_entities_do_not_multiply(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("never seen")
    doctype = f'<!DOCTYPE rss [<!ENTITY me SYSTEM "{secret.as_uri()}"><!ENTITY % p SYSTEM "{secret.as_uri()}">'
    bomb = '<!ENTITY a "boom boom boom">' + "".join(f'<!ENTITY {x} "{f"&{y};" * 20}">' for x, y in pairwise("gfedcba"))
    feed = rss(item(1, "https://news.example/1", STORY))
    feed = feed.replace("<rss", f"{doctype}{bomb}]><rss").replace("Story 1", "Story &me; &g;")
    start = perf_counter()
    (article,), _ = found(feed)
    assert perf_counter() - start < 20
    assert "never seen" not in article.text
    assert article.text.count("boom") < 10


@pytest.mark.parametrize("hostile", ["<rss><channel><item><title><a " * 5_000, "<rss>" + "<item>" * 5_000,
                                     "<rss>" + "&" * 100_000, "<rss><channel><item><title>" + "<![CDATA[" * 20_000])
def test_a_feed_made_to_be_slow_is_not(hostile):
    start = perf_counter()
    assert found(hostile)[0] == []
    assert perf_counter() - start < 20


def test_an_item_with_too_many_tags_is_refused_and_the_next_one_read():
    hostile = item(1, "https://news.example/1", "<b>x</b>" * 40_000)
    articles, errors = found(rss(hostile, item(2, "https://news.example/2", STORY)))
    assert [a.title for a in articles] == ["Story 2"]
    assert "too many tags" in str(errors[0])


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("<>&;/!?-[]\"' abpi=\0\n\x0b\x0cé😀"), max_size=200))
def test_any_fragment_gives_paragraphs_that_are_lines_of_text(fragment):
    for part in paragraphs(fragment, "feed.xml"):
        assert part == " ".join(part.split())


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 600), st.binary(min_size=1, max_size=3)), max_size=10))
def test_no_damage_to_a_feed_does_more_than_refuse_it(damage):
    data = bytearray(rss(item(1, "https://news.example/1", STORY), item(2, "/2", STORY)).encode())
    for at, value in damage:
        data[at:at + len(value)] = value
    errors: list[SourceError] = []
    for article in read_feed_or_refuse(bytes(data), errors):
        assert article.text.strip()


def read_feed_or_refuse(data: bytes, errors: list[SourceError]):
    try:
        yield from read_feed(Input("feed.xml", io.BytesIO(data)), errors.append)
    except SourceError as error:
        errors.append(error)


# Lists of feeds

BOMB = '<!DOCTYPE opml [<!ENTITY a "boom boom boom">' + "".join(
    f'<!ENTITY {x} "{f"&{y};" * 20}">' for x, y in pairwise("gfedcba")) + ']><opml><outline xmlUrl="&g;"/></opml>'


def listed(opml: str) -> list[str]:
    return list(addresses(Input("feeds.opml", io.BytesIO(opml.encode()))))


def test_a_list_gives_its_feeds_in_order_each_once():
    feeds = ("https://b.example/", "https://a.example/", "https://b.example/")
    outlines = "".join(f'<outline text="{url}" xmlUrl=" {url} "/>' for url in feeds)
    opml = f'<?xml version="1.0"?><opml version="2.0"><body><outline text="News">{outlines}</outline></body></opml>'
    assert listed(opml) == ["https://b.example/", "https://a.example/"]


@pytest.mark.parametrize(("content", "says"), [
    ("<opml><body/></opml>", "lists no feeds"), ("<html><outline xmlUrl='https://a.example/'/></html>", "lists no feeds"),
    ("<opml", "not readable as OPML"), ("", "not readable as OPML"),
    (BOMB, "amplification"),
])
def test_what_lists_no_feeds_is_refused(content, says):
    with pytest.raises(SourceError, match=says):
        listed(content)


def test_a_list_found_in_a_folder_is_not_followed(file, tmp_path, server):
    file("feeds.opml", f'<opml><body><outline xmlUrl="{server.url}/feed"/></body></opml>')
    file("story.txt", "Officers leave.")
    assert [a.text for a in read([tmp_path])] == ["Officers leave."]
    assert server.requests == []
