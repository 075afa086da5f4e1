"""Codes that machines read: bar code and QR square."""

from markupsafe import Markup

from sample_docs.drawing import svg

# Code 128, values 0..102 as widths of bars and spaces, then start C and stop (ISO/IEC 15417).
_CODE128 = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 "
    "122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 "
    "321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 "
    "211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 "
    "213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 "
    "121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 "
    "241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 "
    "412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131"
)
_START_C, _STOP = "211232", "2331112"


def barcode(digits: str, style: str = "") -> Markup:
    """Code 128 (set C) of an even number of digits."""
    patterns = _CODE128.split()
    values = [int(digits[i : i + 2]) for i in range(0, len(digits), 2)]
    check = (105 + sum(place * value for place, value in enumerate(values, 1))) % 103
    widths = _START_C + "".join(patterns[value] for value in [*values, check]) + _STOP
    x, bars = 0, []
    for place, width in enumerate(int(char) for char in widths):
        if place % 2 == 0:
            bars.append(f"M{x} 0h{width}v10h-{width}z")
        x += width
    return svg(x, 10, f'<path d="{" ".join(bars)}" fill="#000"/>', style)


def qr(content: str, style: str = "") -> Markup:
    """A QR square with its quiet zone, drawn as one path so that it stays sharp at any size."""
    import cv2

    modules = cv2.QRCodeEncoder.create().encode(content)
    size = modules.shape[0]
    bars = []
    for y, row in enumerate(modules):
        x = 0
        while x < size:
            start = x
            while x < size and row[x] == 0:
                x += 1
            if x > start:
                bars.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            x += 1
    ground = f'<rect width="{size}" height="{size}" fill="#fff"/>'
    return svg(size, size, f'{ground}<path d="{" ".join(bars)}" fill="#000"/>', style)
