"""Small plans for the tests of the window: the head and the closing are the same, what a test is about is its own."""

PLAN = '''<?xml version="1.0" encoding="UTF-8"?>
<plan xmlns="urn:banthao:plan:1" xml:id="p" profile="nd30-2020" medium="paper" %s>
  <header xml:id="h"><parent xml:id="h1"/><agency xml:id="h2">ỦY BAN NHÂN DÂN</agency><number xml:id="h3"/>
    <symbol xml:id="h4">KH-UBND</symbol><place xml:id="h5"/><date xml:id="h6"/><urgency xml:id="h7"/>
    <type xml:id="h8">KẾ HOẠCH</type><subject xml:id="h9">%s</subject></header>
  <bases xml:id="b">%s</bases>
  <body xml:id="y">%s</body>
  <signature xml:id="s"><authority xml:id="s1"/><office xml:id="s2"/><signer xml:id="s3"/></signature>
  <recipients xml:id="r"/>
  <appendices xml:id="a">%s</appendices>
  <sources xml:id="o"/>
  <changes xml:id="g">%s</changes>
  <comments xml:id="k">%s</comments>
</plan>
'''
DRAFT = 'state="draft"'
REVIEW = 'state="review" round="1" tracking="yes"'


def make_plan(subject, body, attributes=DRAFT, bases='', appendices='', changes='', comments=''):
    """The XML of a plan; all but the subject is XML itself."""
    return PLAN % (attributes, subject, bases, body, appendices, changes, comments)
