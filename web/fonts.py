"""Makes one of the two fonts of the pages: a Latin subset of a Source face, with the signs that figures need.

    python3 fonts.py sans|serif SOURCE.woff2 TARGET.woff2

The upstream files have no ≥ ≤ ≈ → ←. They are composed here from signs the face has (> and −, two ~, a turned ↑), so they
keep its weight and its width. The result is a modified version, and the OFL reserves the name "Source": hence our own family names.
"""
import sys
from fontTools import subset
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from fontTools.ttLib.tables.otTables import VarIdxMap

FAMILY = {"sans": "Alianza Sans", "serif": "Alianza Serif"}
TEXT = [*range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, 0x178, 0x2C6, 0x2DC, 0x300, 0x301, 0x303, 0x308,
        0x2009, 0x200B, *range(0x2010, 0x2015), *range(0x2018, 0x201F), 0x2020, 0x2022, 0x2026, 0x202F, 0x2030, 0x2039, 0x203A,
        0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2264, 0x2265]
TURN_RIGHT, TURN_LEFT = [[0, -1], [1, 0]], [[0, 1], [-1, 0]]


def bounds(font, name):
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return pen.bounds


def component(name, x=0, y=0, turn=None):
    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = name, round(x), round(y), 0x1004  # rounded, offset not turned
    if turn:
        part.transform = turn
    return part


def turned(font, turn):
    """An up arrow lying on its side, centred on the axis of the minus."""
    left, bottom, right, top = bounds(font, "arrowup")
    middle = sum(bounds(font, "minus")[1::2]) / 2
    width = font["hmtx"]["arrowup"][0]
    centre_x, centre_y = (left + right) / 2, (bottom + top) / 2
    moved_x = centre_x * turn[0][0] + centre_y * turn[1][0]
    moved_y = centre_x * turn[0][1] + centre_y * turn[1][1]
    return [component("arrowup", width / 2 - moved_x, middle - moved_y, turn)], "arrowup"


def add(font, code, name, parts, like):
    glyph = Glyph()
    glyph.numberOfContours, glyph.components = -1, parts
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (font["hmtx"][like][0], glyph.xMin)
    font.setGlyphOrder(font["glyf"].glyphOrder)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name
    if "gvar" in font:
        font["gvar"].variations[name] = []
        widths = font["HVAR"].table
        if widths.AdvWidthMap is None:
            widths.AdvWidthMap = VarIdxMap()
            widths.AdvWidthMap.mapping = {each: index for index, each in enumerate(font.getGlyphOrder()[:-1])}
        widths.AdvWidthMap.mapping[name] = widths.AdvWidthMap.mapping[like]


def add_signs(font):
    has = font.getBestCmap()
    for table in ("gvar", "HVAR", "GPOS", "GSUB", "GDEF"):  # read while the number of glyphs is still theirs
        if table in font:
            font[table].ensureDecompiled() if hasattr(font[table], "ensureDecompiled") else None
    for code, name, sign in [(0x2264, "lessequal", "less"), (0x2265, "greaterequal", "greater")]:
        if code not in has:
            low = bounds(font, sign)[1] + 70 - sum(bounds(font, "minus")[1::2]) / 2 - 100
            add(font, code, name, [component(sign, 0, 70), component("minus", 0, low)], sign)
    if 0x2248 not in has:
        add(font, 0x2248, "approxequal", [component("asciitilde", 0, 95), component("asciitilde", 0, -95)], "asciitilde")
    for code, name, turn in [(0x2192, "arrowright", TURN_RIGHT), (0x2190, "arrowleft", TURN_LEFT)]:
        if code not in has:
            add(font, code, name, *turned(font, turn))


def rename(font, family):
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (1, 4, 16):
            record.string = family
        elif record.nameID == 3:
            record.string = family + ", subset"
        elif record.nameID == 6:
            record.string = family.replace(" ", "")


def main(kind, source, target):
    font = TTFont(source, recalcTimestamp=False)
    add_signs(font)
    options = subset.Options(layout_features=["ccmp", "locl", "mark", "mkmk", "kern", "liga"], hinting=False, notdef_outline=True,
                             name_IDs=[0, 1, 2, 3, 4, 5, 6, 14], drop_tables=["BASE", "prep", "gasp"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=TEXT)
    cutter.subset(font)
    rename(font, FAMILY[kind])
    font.flavor = "woff2"
    font.save(target)


main(*sys.argv[1:])
