"""In which encoding a text was saved: found out by its letters, if need be asked.

Each encoding can read almost any bytes; only one gives names. So all of them are tried,
and what comes out is measured by how often its letters stand in names of a language.
"""

import re
import unicodedata
from functools import cache

# What spreadsheet programs save text in beside UTF-8, by what a reader may know.
ENCODINGS = {
    "cp1252": "Western European (Windows)",
    "mac_roman": "Western European (old Macintosh)",
    "cp1250": "Central European (Windows)",
    "iso8859_2": "Central European (ISO 8859-2)",
    "mac_latin2": "Central European (old Macintosh)",
    "cp1254": "Turkish (Windows)",
    "cp1257": "Baltic (Windows)",
    "cp1251": "Cyrillic (Windows)",
    "koi8_u": "Cyrillic (KOI8)",
    "cp1253": "Greek (Windows)",
    "cp1255": "Hebrew (Windows)",
    "cp1256": "Arabic (Windows)",
    "cp874": "Thai (Windows)",
    "gb18030": "Chinese, simplified (GB 18030)",
    "big5": "Chinese, traditional (Big5)",
    "cp932": "Japanese (Shift JIS)",
    "euc_jp": "Japanese (EUC)",
    "cp949": "Korean (Windows)",
}
# Letters beside those of ASCII, by language.
WESTERN = (
    *("äöüß", "éèêëàâçîïôûùœ", "áéíóúñü", "ãõáéíóúâêôçà", "åäöæøé", "àèéìòù"),
    "áðéíóúýþæö",
)
CENTRAL = (
    *("áčďéěíňóřšťúůýž", "ąćęłńóśźż", "áéíóöőúüű", "áäčďéíĺľňóôŕšťúýž"),
    *("čćđšž", "ăâîșțşţ", "äöüß"),
)
LATIN = {
    "cp1252": WESTERN,
    "mac_roman": WESTERN,
    "cp1250": CENTRAL,
    "iso8859_2": CENTRAL,
    "mac_latin2": CENTRAL,
    "cp1254": ("çğıöşüâîi̇",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),
}
# Letters from the most to the least frequent.
CYRILLIC = "оаеинтсрвлкмдпуягьыбзчйхжшюіцэщфєїъґё"
ALPHABETS = {
    "cp1251": CYRILLIC,
    "koi8_u": CYRILLIC,
    "cp1253": "αοιετσνηυρπκμλςόίάέγωήδθχύφβώξζψϊΐϋΰ",
    "cp1255": "יולהראתבמשניםדקפחעכסןטגזךףץצ",
    "cp1256": "الينمرتوبةعدسفهكقحجشطصخضذثزغظأىئءؤآإ",
    "cp874": "านรอกเงมยลวดทสต์ิี่้ัุูะปบคหแจพชขใไโผธณภซศญำ็ึืถฐฟฉษ๊๋ฒฆฏฎฌฬฤๆ",
}
# What stands in names and headings, of the many signs that there are.
SIMPLIFIED = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶"
    "程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾"
    "毛郝龚邵万钱严武戴莫孔向汤芳伟娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲建华红"
    "波志鹏飞鑫宇斌玉梅海婷佳欣晓东晨雨子浩轩数据科学团队姓名技能分析部门工程国春小"
)
TRADITIONAL = (
    "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾游彭詹胡施沈余盧梁"
    "趙顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁馬董唐雅婷怡君家豪志明淑芬美玲俊傑建宏宗翰冠宇佩欣惠"
    "文雄麗華國英秀珍資料科學團隊姓名技能部門偉芳敏靜強軍"
)
JAPANESE = (
    "田山川村木本藤佐野中小井高鈴橋林加伊渡辺斎松石清上原森池阿部吉口大島前岡長谷後近遠坂青西"
    "福太三和金増内千葉久保菊地新武平今河市柴酒宮安丸工横郎子美一雄介健明真由香恵直樹翔陽菜結"
    "衣翼輔拓也智彦裕名氏署技術"
)
KOREAN = (
    "김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허유남심노하곽성차주우구민지수현영진"
    "준연은혜미경희선아도호승재원태동상철용기훈빈채예나라인소데터과학팀름"
)
SIGNS = {
    "gb18030": (SIMPLIFIED, "gb2312", 0xB0, 0xD7),
    "big5": (TRADITIONAL, "big5", 0xA4, 0xC6),
    "cp932": (JAPANESE, "euc_jp", 0xB0, 0xCF),
    "euc_jp": (JAPANESE, "euc_jp", 0xB0, 0xCF),
    "cp949": (KOREAN, "euc_kr", 0xB0, 0xC8),
}
PUNCTUATION = "’‘“”„«»–—…€°·\xa0、。・：；（）"
# Enough to tell, and quick.
SAMPLE = 6_000
# A reading that scores not much less than the best may be the right one.
CLOSE = 0.4
# Of readings that are equally good: Western text is by far the most common.
HEAD_START = {"cp1252": 0.06, "mac_roman": -0.04, "mac_latin2": -0.04}


def guess_encodings(content: bytes) -> list[str]:
    """Return encodings that content may be in, the likeliest first; none may fit.

    Of those that give the same text one is named.
    """
    sample, scores, texts = sample_of(content), {}, set()
    for encoding in readable(content):
        text = sample.decode(encoding, "replace")
        scores[encoding] = fitness(text, encoding) + HEAD_START.get(encoding, 0)
    best = max(scores.values(), default=0)
    found = []
    for encoding in sorted(scores, key=scores.get, reverse=True):
        text = content.decode(encoding)
        if scores[encoding] >= best - CLOSE and text not in texts:
            texts.add(text)
            found.append(encoding)
    return found


MOST_WORDS = 5
BREAKS = re.compile('[;,|\t"]')


def examples(content: bytes, encoding: str) -> list[str]:
    """Return some cells with letters that this encoding decides about."""
    text = sample_of(content).decode(encoding, "replace")
    cells = (cell.strip() for line in text.split("\n") for cell in BREAKS.split(line))
    found = dict.fromkeys(cell[:40] for cell in cells if not cell.isascii())
    return list(found)[:MOST_WORDS]


def readable(content: bytes) -> list[str]:
    """Return the encodings in which the content is some text, right or wrong."""
    return [encoding for encoding in ENCODINGS if can_read(content, encoding)]


def can_read(content, encoding):
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def sample_of(content):
    """Return different lines that are not plain ASCII, up to some thousand bytes."""
    lines = dict.fromkeys(
        line
        for line in content.replace(b"\r", b"\n").split(b"\n")
        if not line.isascii()
    )
    taken, size = [], 0
    for line in lines:
        size += len(line)
        if taken and size > SAMPLE:
            break
        taken.append(line[:SAMPLE])
    return b"\n".join(taken)


def fitness(text, encoding):
    """Return how well a text reads: 1 if all of its letters are the usual ones."""
    measure, languages = MEASURES[encoding]
    if encoding in LATIN:
        whole = measure(text, "".join(languages))
        return (whole + max(measure(text, letters) for letters in languages)) / 2
    return measure(text, encoding)


def mean(weights):
    """The mean of pairs of a value and how much it counts."""
    weights = list(weights)
    return sum(v * n for v, n in weights) / (sum(n for _, n in weights) or 1)


def neighbours(text):
    """Yield each character that is not ASCII with those before and after it."""
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if not letter.isascii():
            yield before, letter, after


def latin_fitness(text, letters):
    return mean(latin_values(text, letters))


def latin_values(text, letters):
    for before, letter, after in neighbours(text):
        if not letter.isalpha():
            yield stray(before, letter, after), 1
        elif letter.isupper() and before.islower():
            yield -1.5, 1
        elif is_foreign(before) and is_foreign(after):
            # Even where many letters have marks, three at once are no word.
            yield -1, 1
        else:
            yield (1 if letter.lower() in letters else -0.5), 1


def is_foreign(letter):
    return letter.isalpha() and not letter.isascii()


def stray(before, letter, after):
    """The value of a sign that is no letter: some stand in texts, few in words."""
    is_within = before.isalpha() and after.isalpha()
    if letter not in PUNCTUATION or (is_within and letter != "’"):
        return -1.5
    return 0.3


def alphabet_fitness(text, encoding):
    return mean(alphabet_values(text, ranks(ALPHABETS[encoding])))


@cache
def ranks(alphabet):
    """How much each letter counts for a text: the frequent half most."""
    size = len(alphabet)
    return {
        letter: 1 if n < size / 2 else 0.5 if n < size * 0.8 else -0.1
        for n, letter in enumerate(alphabet)
    }


def alphabet_values(text, values):
    for before, letter, after in neighbours(text):
        if unicodedata.combining(letter) or unicodedata.category(letter) == "Mn":
            is_right = is_foreign_or_mark(before)
            yield (values.get(letter, -0.5) if is_right else -1.5), 1
        elif not letter.isalpha():
            yield stray(before, letter, after), 1
        elif letter.isupper() and before.islower():
            yield -1.5, 1
        elif is_beside_ascii(before, after):
            yield -1, 1
        else:
            oddity = 0.3 * is_odd_case(before, letter)
            yield values.get(letter.lower(), -1) - oddity, 1


def is_odd_case(before, letter):
    """Whether a letter is not as in names: they begin with a capital, and no other."""
    if before.isalpha():
        return letter.isupper()
    return letter.islower()


def is_foreign_or_mark(letter):
    return not letter.isascii() and (
        letter.isalpha() or unicodedata.category(letter) == "Mn"
    )


def sign_fitness(text, encoding):
    known, plain, first, last = SIGNS[encoding]
    return mean(
        (sign_value(*found, known, plain, range(first, last + 1)), width(found[1]))
        for found in neighbours(text)
    )


def width(sign):
    return 1 if "\uff61" <= sign <= "\uff9f" else 2


def is_beside_ascii(before, after):
    return any(one.isascii() and one.isalpha() for one in (before, after))


def sign_value(before, sign, after, known, plain, usual):
    if sign in PUNCTUATION or unicodedata.category(sign) == "Zs":
        return 0.3
    if is_beside_ascii(before, after):
        return -1
    if sign in known or (known is JAPANESE and "\u3041" <= sign <= "\u30fe"):
        return 1
    # Signs are sorted by how frequent they are: the first half is what is written.
    is_usual = sign.encode(plain, "ignore")[:1] in [bytes([n]) for n in usual]
    return 0.3 if is_usual and width(sign) == 2 else -0.7


MEASURES = (
    {encoding: (latin_fitness, languages) for encoding, languages in LATIN.items()}
    | dict.fromkeys(ALPHABETS, (alphabet_fitness, ()))
    | dict.fromkeys(SIGNS, (sign_fitness, ()))
)
