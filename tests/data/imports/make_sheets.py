#!/usr/bin/env python3
"""Makes the synthetic sheets of this folder: 90 organisations of which 7 rows are wrong, as XLSX, ODS and two CSV.

No row is a real organisation or person. The same bytes come out every time.

    python3 tests/data/imports/make_sheets.py [FOLDER]
"""
import csv
import io
import pathlib
import sys
import zipfile
from datetime import date
from xml.sax.saxutils import escape

HEAD = ["Nombre", "Tipo", "Entidad federativa", "País", "RFC", "Sector (SCIAN)", "Tamaño", "Sitio web",
        "ODS prioritarios", "Contacto", "Correo", "Teléfono", "Cargo", "Fecha de alta", "Notas"]
WORDS = ["Arrayán", "Bugambilia", "Cantera", "Durazno", "Encino", "Flamboyán", "Girasol", "Huizache", "Ixtle", "Jacaranda",
         "Kiosco", "Laurel", "Mezquite", "Nopal", "Ocote", "Pirul", "Quiote", "Retama", "Sabino", "Tejocote"]
TRADES = [("Alimentos", "31-33"), ("Energía", "22"), ("Transportes", "48-49"), ("Comercio", "43"), ("Consultoría", "54")]
STATES = ["Ciudad de México", "Jalisco", "Nuevo León", "Oaxaca", "Yucatán"]
SIZES = ["Micro", "Pequeña", "Mediana", "Grande"]
ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"


def rfc(number):
    """A code with a right check digit that belongs to nobody: letters XS?, a date of 1990."""
    body = "XS" + "ABCDEFGHJK"[number % 10] + f"90{number % 12 + 1:02}{number % 28 + 1:02}" + f"{number % 10}{'ABCDEFGHJ'[number // 10 % 9]}"
    total = sum(ALPHABET.index(c) * (13 - i) for i, c in enumerate(" " + body))
    rest = total % 11
    return body + ("0" if rest == 0 else "A" if rest == 1 else str(11 - rest))


def rows():
    out = []
    for n in range(90):
        trade, sector = TRADES[n // 20]
        state = STATES[n % 5]
        out.append([f"{trade} {WORDS[n % 20]} {n + 1:02} (sintética)", "Empresa", state, "México", rfc(n), sector, SIZES[n % 4],
                    f"https://sintetica{n + 1:02}.example", f"{n % 17 + 1}, {(n + 5) % 17 + 1}", f"Contacto {n + 1}",
                    f"contacto{n + 1}@sintetica{n + 1:02}.example", 5550000000 + n, "Enlace", date(2026, 1, 1 + n % 28), ""])
    # The seven that are wrong, each in its own way.
    out[6][0] = ""                                   # row 8: no name
    out[17][4] = "XSA90"                             # row 19: no RFC
    out[28][1] = "Sociedad secreta"                  # row 30: a type that is in no list
    out[39][2] = "Aztlán"                            # row 41: a state that does not exist
    out[52][7] = "sin sitio todavía"                 # row 54: not an address
    out[64][10] = "contacto65 arroba sintetica65"    # row 66: not a mail
    out[77][8] = "3, 18"                             # row 79: there is no goal 18
    return out


def column(index):
    return chr(ord("A") + index)


def xlsx(data):
    def cell(r, c, value):
        place = f"{column(c)}{r}"
        if value == "":
            return ""
        if isinstance(value, date):
            return f'<c r="{place}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
        if isinstance(value, int):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'

    lines = "".join(f'<row r="{r}">' + "".join(cell(r, c, v) for c, v in enumerate(row)) + "</row>"
                    for r, row in enumerate([HEAD] + data, 1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return {
        "[Content_Types].xml": head + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": head + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": head + f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
        '<sheet name="Directorio sintético" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": head + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{rel}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": head + f'<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": head + f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>',
    }


def ods(data):
    def cell(value):
        if value == "":
            return "<table:table-cell/>"
        if isinstance(value, date):
            return (f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}">'
                    f"<text:p>{value.isoformat()}</text:p></table:table-cell>")
        if isinstance(value, int):
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'

    lines = "".join("<table:table-row>" + "".join(cell(v) for v in row) + "</table:table-row>" for row in [HEAD] + data)
    spaces = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
                     for n, v in [("office", "office"), ("table", "table"), ("text", "text")])
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": head + f'<office:document-content{spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Directorio sintético">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
        "META-INF/manifest.xml": head + '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
    }


def write_zip(path, parts):
    with zipfile.ZipFile(path, "w") as out:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            out.writestr(info, text)


def write_csv(path, data, separator, encoding):
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerows([HEAD] + data)
    path.write_bytes(text.getvalue().encode(encoding))


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    data = rows()
    write_zip(folder / "synthetic_90.xlsx", xlsx(data))
    write_zip(folder / "synthetic_90.ods", ods(data))
    write_csv(folder / "synthetic_90.csv", data, ";", "utf-8-sig")
    write_csv(folder / "synthetic_90_windows.csv", data, ";", "cp1252")


if __name__ == "__main__":
    main()
