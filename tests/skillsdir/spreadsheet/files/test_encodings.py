"""Names in any encoding come out right, or the right one is asked for."""

import pytest

from skillsdir.spreadsheet.files.encodings import guess_encodings

pytestmark = pytest.mark.looks_again

NAMES = {
    "German": "Jürgen Größe;Käthe Müller;Jörg Schäfer;Günther Weiß;Björn Voß;Anna Koch;"
    "Sören Bäcker;Max Kühn;Ute Döring;Heike Grün",
    "French": "Hélène Lefèvre;François Dubois;Chloé Bérard;Zoé Gérard;Noël Château;"
    "Agnès Crépin;Benoît Hébert;Océane Roy;Théo Pagès;Inès Faure",
    "Nordic": "Åse Ødegård;Søren Jørgensen;Bjørn Håland;Lærke Sørensen;Pål Bø;Kåre Næss;"  # noqa: E501
    "Åke Sjöberg;Märta Öberg;Göran Ågren;Ida Lund",
    "Mixed": "José Müller;Zoë Okonkwo;Søren Ågren;Chloé Roy;Ana García;Ben Ito;"
    "Íñigo Peña;João Conceição;Renée Dupré;Jörg Groß",
    "Czech": "Jiří Dvořák;Tomáš Svěrák;Šárka Nováková;Žaneta Černá;Luboš Kučera;"
    "Zdeněk Růžička;Kateřina Malá;Petr Šťastný;Aleš Hájek;Iva Krejčí",
    "Polish": "Łukasz Żółć;Małgorzata Święcka;Paweł Wiśniewski;Stanisław Zając;Ewa Dąb;"
    "Grażyna Wójcik;Michał Gołąb;Bożena Pająk;Rafał Król;Agnieszka Śliwa",
    "Hungarian": "Szűcs Ágnes;Kovács Győző;Nagy Ödön;Tóth Erzsébet;Fehér Lőrinc;"
    "Vörös Gergő;Szabó Éva;Fűzi Réka;Németh Jenő;Kiss Bálint",
    "Romanian": "Ștefan Ionescu;Mihăiţă Pop;Ioana Bălan;Ţuţea Ana;Cătălin Dună;Lenuţa Roşu;"  # noqa: E501
    "Bogdan Stănescu;Mircea Pârvu;Simona Rîpă;Ilinca Şerban".replace("Ș", "Ş"),
    "Croatian": "Željko Babić;Đurđa Kovačić;Šime Perić;Nikola Jurić;Ana Horvat;"
    "Tomislav Đukić;Božo Lončar;Mirjana Šarić;Luka Žižić;Dražen Matić",
    "Turkish": "Ayşe Yılmaz;Çağla Şahin;İbrahim Öztürk;Gülşen Doğan;Işıl Kılıç;Oğuz Aydın;"  # noqa: E501
    "Hüseyin Çelik;Özgür Taş;Uğur Güneş;Burçin Akın",
    "Lithuanian": "Jūratė Žukauskaitė;Šarūnas Kęstutis;Agnė Būtėnaitė;Rūta Čepaitė;"
    "Vytė Šimkūnas;Gintarė Ąžuolas;Žygis Petrauskas;Eglė Mažeikė;Jonas Į;Ieva Šulcė",
    "Latvian": "Jānis Bērziņš;Līga Kalniņa;Ģirts Ozoliņš;Ķirsons Pēteris;Zane Krūmiņa;"
    "Māris Vītols;Ilzė Liepiņa;Žanis Šmits;Inga Āboliņa;Elīna Zariņa".replace("ė", "e"),
    "Russian": "Иван Петров;Ольга Смирнова;Дмитрий Кузнецов;Анна Попова;Юрий Васильев;"
    "Елена Соколова;Сергей Михайлов;Наталья Новикова;Павел Фёдоров;Мария Волкова",
    "Ukrainian": "Андрій Шевченко;Олена Коваленко;Сергій Бондаренко;Юлія Ткаченко;"
    "Марія Кравченко;Віктор Олійник;Ірина Шевчук;Оксана Поліщук;Тарас Бойко;Надія Їжак",
    "Greek": "Γιώργος Παπαδόπουλος;Ελένη Νικολάου;Δημήτρης Ιωάννου;Μαρία Γεωργίου;"
    "Κώστας Βασιλείου;Άννα Χρήστου;Νίκος Αντωνίου;Σοφία Οικονόμου;Παύλος Κώστα;Ζωή Δήμου",  # noqa: E501
    "Hebrew": "דוד כהן;שרה לוי;יוסף מזרחי;רחל פרץ;משה ביטון;רבקה דהן;אברהם אברהם;לאה פרידמן;"  # noqa: E501
    "יעקב מלכה;חנה אזולאי",
    "Arabic": "محمد علي;فاطمة حسن;أحمد إبراهيم;مريم خالد;يوسف عبد الله;نور السيد;عمر حسين;"  # noqa: E501
    "ليلى محمود;خالد يوسف;سارة أحمد",
    "Thai": "สมชาย ใจดี;สมหญิง รักไทย;ประเสริฐ ศรีสุข;วิชัย แสงทอง;นภา บุญมี;อนันต์ วงศ์ใหญ่;"
    "มานี มีนา;ปิติ ชูใจ;กมล พรหมมา;สุดา ทองดี",
    "Chinese": "王芳;李伟;张敏;刘洋;陈静;杨磊;赵丽;黄强;周涛;吴秀英",
    "Taiwanese": "陳怡君;林志明;黃淑芬;張家豪;李雅婷;王建宏;吳美玲;劉俊傑;蔡佩欣;楊宗翰",  # noqa: E501
    "Japanese": "佐藤健;鈴木一郎;高橋美香;田中太郎;伊藤さくら;渡辺直樹;山本陽菜;中村翔;小林恵;加藤大輔",  # noqa: E501
    "Korean": "김민준;이서연;박지훈;최수빈;정예은;강도현;조은혜;윤재호;장미경;임성진",
}
WESTERN = ["cp1252", "mac_roman"]
CENTRAL = ["cp1250", "iso8859_2", "mac_latin2"]
SAVED_IN = {
    "German": WESTERN,
    "French": WESTERN,
    "Nordic": WESTERN,
    "Mixed": WESTERN,
    "Czech": CENTRAL,
    "Polish": CENTRAL,
    "Hungarian": CENTRAL,
    "Croatian": ["cp1250", "iso8859_2"],
    "Romanian": ["cp1250", "iso8859_2"],
    "Turkish": ["cp1254"],
    "Lithuanian": ["cp1257"],
    "Latvian": ["cp1257"],
    "Russian": ["cp1251", "koi8_u"],
    "Ukrainian": ["cp1251", "koi8_u"],
    "Greek": ["cp1253"],
    "Hebrew": ["cp1255"],
    "Arabic": ["cp1256"],
    "Thai": ["cp874"],
    "Chinese": ["gb18030"],
    "Taiwanese": ["big5"],
    "Japanese": ["cp932", "euc_jp"],
    "Korean": ["cp949"],
}
CASES = [(language, one) for language, them in SAVED_IN.items() for one in them]


def file_of(language, count):
    names = NAMES[language].split(";")[:count]
    lines = [f"{name},p{n}@x.example,SQL" for n, name in enumerate(names)]
    return "\n".join(["Name,E-mail,Skills", *lines])


def readings(text, encoding):
    content = text.encode(encoding)
    return [content.decode(one) for one in guess_encodings(content)]


@pytest.mark.parametrize(("language", "encoding"), CASES)
@pytest.mark.parametrize("count", [10, 3])
def test_names_come_out_right_or_are_asked_for(language, encoding, count):
    text = file_of(language, count)
    assert text in readings(text, encoding)


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_of_ten_names_the_likeliest_reading_is_right(language, encoding):
    text = file_of(language, 10)
    assert readings(text, encoding)[0] == text
