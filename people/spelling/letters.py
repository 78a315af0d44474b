"""What folding does to letters and signs: the data that both twins share.

`people.spelling.names.fold` reads it, and so does the migration that makes
`people_fold`: who changes a table here adds a migration that makes the function and the
folded columns anew.
Ranges are code points in hexadecimal, as Unicode 14 has them: written down, for
the tables of Python and of PostgreSQL are of different years.
"""

# Signs that nobody sees or types: format characters, fillers, variation selectors, and
# the stroke that makes an Arabic word longer.
IGNORED = (
    "ad 34f 61c 640 115f-1160 17b4-17b5 180b-180f 200b-200f 202a-202e 2060-206f "
    "fe00-fe0f feff fff9-fffb 1bca0-1bca3 1d173-1d17a e0001-e01ef"
)
# Accents, and the vowels of Hebrew and Arabic, which are written or left out. Marks of
# other scripts are letters of theirs: か and が are two.
MARKS = (
    "300-36f 483-489 591-5bd 5bf 5c1-5c2 5c4-5c5 5c7 610-61a 64b-65f 670 6d6-6dc "
    "6df-6e4 6e7-6e8 6ea-6ed 1ab0-1aff 1dc0-1dff 20d0-20ff fe20-fe2f"
)
# White space and control characters, as far as decomposing leaves them.
SPACES = "1-20 7f-9f a0 1680 2028-2029 3000"
# Punctuation, symbols and letters that are apostrophes in truth; `+` and `#` are not.
SIGNS = (
    "21-22 24-2a 2c-2f 3a-40 5b-60 7b-7e "
    "a1-ac ae-bf d7 f7 2b9-2ff 375 3f6 482 559-55f 589-58f 5be 5c0 5c3 5c6 5f3-5f4 "
    "606-60f 61b 61d-61f 66a-66d 6d4 6de 6e9 6fd-6fe 700-70d 7f4-7f9 7fe-7ff 830-83e "
    "85e 888 964-965 970 9f2-9f3 9fa-9fb 9fd a76 af0-af1 b70 bf3-bfa c77 c7f c84 d4f "
    "d79 df4 e3f e4f e5a-e5b f01-f17 f1a-f1f f34 f36 f38 f3a-f3d f85 fbe-fc5 fc7-fda "
    "104a-104f 109e-109f 10fb 1360-1368 1390-1399 1400 166d-166e 169b-169c "
    "16eb-16ed 1735-1736 17d4-17d6 17d8-17db 1800-180a 1940-1945 19de-19ff 1a1e-1a1f "
    "1aa0-1aa6 1aa8-1aad 1b5a-1b6a 1b74-1b7e 1bfc-1bff 1c3b-1c3f 1c7e-1c7f 1cc0-1cc7 "
    "1cd3 2010-2027 2030-205e 20a0-20c0 2104-212e 213a-214d 214f 218a-244a 2500-266e "
    "2670-2775 2794-2bff 2ce5-2cea 2cf9-2cfc 2cfe-2cff 2d70 2e00-2e2e 2e30-2fff "
    "3001-3004 3008-3020 3030 3037 303d-303f 30a0 30fb 3190-3191 31c0-31e3 327f "
    "4dc0-4dff a490-a4c6 a4fe-a4ff a60d-a60f a673 a67e a6f2-a716 a720-a721 a788-a78c "
    "a828-a82b a836-a839 a874-a877 a8ce-a8cf a8f8-a8fa a8fc a92e-a92f a95f a9c1-a9cd "
    "a9de-a9df aa5c-aa5f aa77-aa79 aade-aadf aaf0-aaf1 ab5b ab6a-ab6b abeb fbb2-fdff "
    "fe45-fe46 fffc-fffd 10100-10102 10137-1013f 10179-10189 1018c-101fc 1039f 103d0 "
    "1056f 10857 10877-10878 1091f 1093f 10a50-10a58 10a7f 10ac8 10af0-10af6 "
    "10b39-10b3f 10b99-10b9c 10ead 10f55-10f59 10f86-10f89 11047-1104d 110bb-110bc "
    "110be-110c1 11140-11143 11174-11175 111c5-111c8 111cd 111db 111dd-111df "
    "11238-1123d 112a9 1144b-1144f 1145a-1145d 114c6 115c1-115d7 11641-11643 "
    "11660-1166c 116b9 1173c-1173f 1183b 11944-11946 119e2 11a3f-11a46 11a9a-11a9c "
    "11a9e-11aa2 11c41-11c45 11c70-11c71 11ef7-11ef8 11fd5-11fff 12470-12474 "
    "12ff1-12ff2 16a6e-16a6f 16af5 16b37-16b3f 16b44-16b45 16e97-16e9a 16fe2 1bc9c "
    "1bc9f 1cf50-1d15d 1d16a-1d16c 1d183-1d184 1d18c-1d1a9 1d1ae-1d241 1d245 "
    "1d300-1d356 1d800-1d9ff 1da37-1da3a 1da6d-1da74 1da76-1da83 1da85-1da8b 1e14f "
    "1e2ff 1e95e-1e95f 1ecac 1ecb0 1ed2e 1eef0-1f0f5 1f10d-1fbca"
)

# Letters that Unicode does not decompose, and what stands for each: as slugs have it.
# Last the sigma that ends a Greek word, and the sharp of music in C♯.
STANDS_FOR = (
    "ßss æae œoe øo þth ðd đd ħh ıi ĸk łl ŋng ŧt ƀb ƃb ƈc ƌd ƒf ƕhv ƙk ƚl ƞn ƣoi ƥp "
    "ƫt ƭt ƴy ƶz ƿw ǝe ǥg ȝy ȡd ȣou ȥz ȴl ȵn ȶt ȷj ȼc ȿs ɀz ɇe ɉj ɋq ɍr ɏy ɐa ɑa ɓb "
    "ɔo ɕc ɖd ɗd əe ɛe ɠg ɡg ɣg ɦh ɨi ɩi ɪi ɫl ɬl ɭl ɯu ɱm ɲn ɳn ɵo ɽr ʀr ʂs ʃs ʈt ʉu "
    "ʊu ʋv ʌv ʏy ʐz ʒz ẜs ẝs ⱡl ⱥa ⱦt ⱨh ⱪk ⱬz ⱱv ςσ ♯#"
)
LETTERS = {pair[0]: pair[1:] for pair in STANDS_FOR.split()}
# How German, Danish and Swedish spell letters where a keyboard lacks them.
SPELLED_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}


def character_class(*ranges):
    """The inside of a bracket expression; Python and PostgreSQL read it alike."""
    ends = (one.split("-") for one in " ".join(ranges).split())
    return "".join("-".join(map(escaped, pair)) for pair in ends)


def escaped(code):
    return f"\\u{code:0>4}" if len(code) <= 4 else f"\\U{code:0>8}"
