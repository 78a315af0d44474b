"""What people call levels, in the languages that files come in."""

from people.models import Level
from people.spelling.names import fold

NOT_AT_ALL = 0
# Compared without accents: "débutant" is found as "debutant".
WORDS = {
    NOT_AT_ALL: """
        none, no, not, nil, zero, nothing, not at all, n/a, na, never, unknown,
        not applicable, not yet, false, falsch, faux, falso, ✗, ✘, ☐, ○, 👎,
        kein, keine, nein, nie, gar nicht, nicht vorhanden, non, não, nee, nej, nei,
        aucun, aucune, jamais, pas, pas de, ninguno, ninguna, nada, nunca,
        nenhum, nenhuma, geen, nessuno, nessuna, brak
    """,
    Level.AWARENESS: """
        awareness, aware, beginner, basic, basics, novice, junior, low, fair, entry,
        elementary, foundation, fundamental, fundamentals, trainee, starter, weak,
        some, little, limited, familiar, familiarity, learner, rookie,
        introductory, poor, very low, advanced beginner, apprentice, jr,
        limited working, heard, in training, needs training, a1, a2, ◔,
        anfänger, anfängerin, anfaenger, einsteiger, einsteigerin, grundkenntnisse,
        grundlagen, grundlegend, basiskenntnisse, basiswissen, basis, gering, wenig,
        niedrig, schwach, fortgeschrittener anfänger,
        débutant, débutante, notions, bases, de base, basique, élémentaire, faible,
        scolaire, básico, básica, principiante, inicial, elemental, bajo, baja,
        iniciante, baixo, baixa, noções, beginneling, beginnend, basiskennis, laag,
        base, di base, elementare, basso, bassa, scarso, podstawowy, podstawowa,
        podstawy, początkujący, niski
    """,
    Level.WORKING: """
        working, intermediate, competent, medium, med, mid, middle, moderate, good,
        average, regular, solid, independent, sufficient, capable,
        professional, ok, okay, decent, satisfactory, mid senior, comfortable, b1, ◐, ◑,
        gut, gute, guter, mittel, mittlere, mittelmäßig, solide, durchschnittlich,
        befriedigend, selbstständig, selbständig,
        intermédiaire, moyen, moyenne, bon, bonne, autonome, correct, satisfaisant,
        intermedio, intermedia, medio, bueno, buena,
        intermediário, intermediária, médio, bom, boa,
        gemiddeld, goed, goede, voldoende, redelijk,
        buono, buona, discreto, discreta, sufficiente,
        średni, średniozaawansowany, średnio zaawansowany, dobry, dobra
    """,
    Level.PRACTITIONER: """
        practitioner, advanced, senior, proficient, strong, experienced, high,
        very good, skilled, fluent, confident, upper intermediate, sr,
        very strong, full professional, b2, c1, ◕,
        sehr gut, sehr gute, fortgeschritten, fortgeschrittene, fortgeschrittener,
        erfahren, profi, sicher, versiert, vertieft, vertiefte, fundiert, hoch,
        avancé, avancée, confirmé, confirmée, maîtrise, très bon, très bonne, très bien,
        expérimenté, expérimentée, élevé,
        avanzado, avanzada, muy bueno, muy buena, alto, alta, experimentado,
        avançado, avançada, muito bom, muito boa, experiente,
        gevorderd, gevorderde, zeer goed, ervaren, hoog,
        avanzato, avanzata, molto buono, molto buona, esperienza avanzata,
        zaawansowany, zaawansowana, bardzo dobry, bardzo dobra, wysoki
    """,
    Level.EXPERT: """
        expert, experts, master, mastery, guru, authority, lead, principal,
        very high, specialist, world class, thought leader, champion, outstanding,
        native, top, very advanced, teacher, trainer, ninja, wizard, excellent,
        can teach, can train, can coach, teaches, can teach others, able to teach, c2,
        experte, expertin, experten, meister, spezialist, spezialistin,
        ausgezeichnet, hervorragend, exzellent, sehr hoch,
        experte, maître, référent, référente, excellente, spécialiste,
        experto, experta, excelente, especialista, maestro,
        perito, uitstekend, uitmuntend,
        esperto, esperta, eccellente, ottimo, ottima, specialista,
        ekspert, specjalista, biegły
    """,
}


def key_of_words(text):
    """Return words as they are compared; signs are kept as they are."""
    return fold(text).strip() or text.strip()


MEANINGS = {
    key_of_words(word): int(level)
    for level, words in WORDS.items()
    for word in words.split(",")
}
# Said by colours only: asked, as what is green to one may be "trained" to another.
COLOURS = {
    key_of_words(word): int(level)
    for level, words in {
        Level.AWARENESS: "red, rot, rouge, rojo, vermelho, rood, rosso, 🔴, 🟥",
        Level.WORKING: (
            "amber, yellow, orange, gelb, jaune, amarillo, amarelo, geel, oranje,"
            " giallo, 🟡, 🟠, 🟨, 🟧"
        ),
        Level.PRACTITIONER: "green, grün, vert, verde, groen, zielony, 🟢, 🟩",
    }.items()
    for word in words.split(",")
}
# Names of skills, too: levels only where something sets them off.
DOUBTFUL = frozenset(("base", "bases", "basis", "notions", "master", "champion"))
# Say that somebody has a skill, and not how well.
TICKS = frozenset(
    (
        "x",
        "✓",
        "✔",
        "✔️",
        "☑",
        "☑️",
        "✅",
        "🗸",
        "👍",
        "yes",
        "y",
        "ja",
        "oui",
        "sí",
        "sim",
        "true",
    )
)
# Words that say nothing about how high a level is.
FILLERS = frozenset(
    (
        *("level", "knowledge", "user", "users", "skill", "skills", "proficiency"),
        *("experience", "understanding", "in", "of", "the", "at", "with", "others"),
        *("kenntnisse", "kenntnis", "erfahrung", "wissen", "niveau", "stufe", "mit"),
        *("connaissances", "connaissance", "experiencia", "conocimientos", "nivel"),
        *("conocimiento", "conhecimento", "conhecimentos", "experiencia", "kennis"),
        *("ervaring", "livello", "conoscenza", "esperienza", "poziom", "en", "de"),
    )
)
# Each word of these, as it is written and without accents: others begin or end none.
SINGLE_WORDS = FILLERS | {
    word
    for words in (*WORDS.values(), *MEANINGS)
    for written in words.replace(",", " ").split()
    for word in (written, key_of_words(written))
}
# Behind these stands the number of a level.
PREFIXES = frozenset(
    ("level", "lvl", "lv", "l", "stufe", "niveau", "nivel", "nível", "livello", "n")
)
