"""Defines every limit: how large a thing may be before it is refused."""

CONTENT_BYTES = 1_000_000
"""Bytes of a content file."""

CLINIC_BYTES = 64_000
"""Bytes of a clinic's file."""

DEPTH = 20
"""Lists and groups inside each other; libyaml's own composer crashes at some 20,000."""

EVENTS = 50_000
"""Keys, texts, starts and ends of lists in a file; 2,000 questions with answers are 12,000."""

SYNTAX_FAULTS = 20
"""Faults of syntax that are looked for in one file; the parser begins anew behind each."""

TEXT_CHARACTERS = 20_000
"""Characters of one text."""

CLINIC_NAME_CHARACTERS = 200
"""Characters of a clinic's name."""

BLOCKS = 2_000
"""Blocks of a leaflet."""

PICTURE_BYTES = 5_000_000
"""Bytes of a picture file."""

PICTURE_PIXELS = 16_000_000
"""Pixels of a picture: width times height, read from its header before it is decoded."""

PICTURE_DECODING = 320_000_000
"""Pixels that are decoded of a JPEG: each of its scans goes over all of them."""

PICTURE_RATIO = 20
"""Times that one side of a picture may be longer than the other."""

PAGES = 500
"""Pages of a PDF."""

FAULTS = 1_000
"""Unreadable characters that are noted in one file; a message shows the first 20."""

PDF_BYTES = 50_000_000
"""Bytes of a PDF that is read aloud."""

PICTURE_SECONDS = 10.0
"""For reading a picture, or a leaflet with its pictures, for the page for reception."""

LEAFLET_SECONDS = 20.0
"""For laying out a leaflet, drawing a page of it, checking it or making its pack there."""

WORKER_BYTES = 2_000_000_000
"""Bytes of memory that may be addressed by a process that does so."""

UPLOAD_BYTES = 6_000_000
"""Bytes of one request to the page for reception: a logo and the form around it."""

BROUGHT_BYTES = 50_000_000
"""Bytes of a file that is brought in: a Word file of many photos."""

UNPACKED_BYTES = 100_000_000
"""Bytes that the parts of a Word or OpenDocument file may have together when unpacked."""

UNPACKED_RATIO = 200
"""Times that a part of more than a megabyte may be larger unpacked than packed."""

ARCHIVE_FILES = 5_000
"""Files in a Word or OpenDocument file."""

MARKUP_BYTES = 20_000_000
"""Bytes of one XML or HTML text that is parsed."""

MARKUP_DEPTH = 100
"""Elements inside each other there."""

MARKUP_ELEMENTS = 200_000
"""Elements there."""

BROUGHT_PARTS = 10_000
"""Headings, paragraphs, lists and the like of a file that is brought in."""

BROUGHT_TABLES = 500
"""Tables of a file that is brought in."""

BROUGHT_SECONDS = 30.0
"""For bringing in one file of a shelf."""

BROUGHT_MEMORY = 2_000_000_000
"""Bytes of memory that may be addressed by a process that brings files in."""
