"""Makes small Word files out of the markup that Word writes."""

import io
import subprocess
import zipfile

from programs import LIBREOFFICE

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}">'
    f'<w:name w:val="{name}"/>{rest}</w:style>'
    for name, rest in (
        ("heading 1", ""),
        ("heading 2", ""),
        ("Title", ""),
        ("Subtitle", ""),
        ("Quote", ""),
        ("toc 1", ""),
    )
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner, style="", number=None, more=""):
    """A paragraph of a style, or an item: (id of the list, level)."""
    inner = inner if inner.startswith("<") else run(inner)
    told = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        told += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{told}{more}</w:pPr>{inner}</w:p>"


def docx(body, relations=(), types=TYPES, main=None, **parts):
    """A Word file; `parts` are the inner markup of footnotes, comments, header, footer …"""
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
    roots |= {"header": "hdr", "footer": "ftr", "styles": "styles", "numbering": "numbering"}
    parts = {"styles": STYLES, "numbering": NUMBERING, **parts}
    files = {"[Content_Types].xml": types}
    told = [(f"p{name}", name, f"{name}.xml", "") for name in parts if name in roots]
    files |= {
        f"word/{name}.xml": f"<w:{roots[name]} {SPACES}>{inner}</w:{roots[name]}>"
        for name, inner in parts.items()
        if name in roots
    }
    files |= {name: inner for name, inner in parts.items() if name not in roots}
    told += [(*each, "")[:4] for each in relations]
    links = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}" {mode}/>'
        for key, kind, target, mode in told
    )
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    files["word/document.xml"] = main or (
        f"<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    )
    return zipped(files)


def zipped(files):
    """A ZIP file of texts and bytes by name."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return held.getvalue()


def text_box(inner):
    """A text box as Word writes it: once for new programs, once for old ones."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<wp:docPr id="1" name="Box"/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(key, alt=""):
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="2" name="Picture 1" descr="{alt}"/><a:graphic>'
        f'<a:graphicData><a:blip r:embed="{key}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def converted(source, form):
    """A file as LibreOffice writes it in another format, in a folder of its own."""
    folder = source.parent / form
    command = [LIBREOFFICE.need(), f"-env:UserInstallation={(source.parent / 'user').as_uri()}"]
    command += ["--headless", "--convert-to", form, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{form}"
