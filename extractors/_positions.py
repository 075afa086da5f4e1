"""Positions of those who sign: how a line that names one begins or what it holds."""

from pipeline.text.normalise import fold

_STEMS = (
    "director head dean rector vice-rector president vice-president provost manager chancellor"
    " coordinator chief chair officer secretary professor supervisor deputy leader principal"
    " директор руководител заместител декан ректор проректор президент вице-президент начальник"
    " заведующ председател координатор менеджер главный профессор врио и.о секретар управляющ"
    " басшы бастық басқарушы директоры декан ректор проректор төраға меңгеруші орынбасар"
    " registrar bursar warden тіркеуші проректоры"
    " direktor leiter leiterin dekan rektor prorektor präsident geschäftsführer vorstand"
    " directeur directrice doyen recteur vice-président responsable chef président müdür"
    " dekanı rektör koordinatör başkan kanzler prodekan referent associate"
)
STEMS = tuple(fold(word).replace(" ", "") for word in _STEMS.split())


def names_position(text: str) -> bool:
    """Whether the first words of a line name a position."""
    words = [fold(word).replace(" ", "") for word in text.split()[:4]]
    return any(word and word.startswith(STEMS) for word in words)
