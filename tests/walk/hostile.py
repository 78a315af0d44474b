"""What nobody sends in good faith: values, headers, cookies and bodies."""

# Seen in a page with these very letters, it was not escaped.
MARK = "\"'><mark-of-the-walk>"
UNESCAPED = "<mark-of-the-walk>"

NUMBERS = (
    *("-1", "0", "00", "101", "1e9", "1e309", "nan", "inf", "-inf", "+5", "0x10"),
    *("1_0", "3.5", "1,5", "9" * 30, "9" * 5000, "99999999999", "2147483648"),
    *("9223372036854775808", "-9223372036854775809", "\u0661\u0660", "\uff11", "½"),
    *("²", "\u09ea", "1 000", "1\u00a0000", "true", "None", "null", "[]", "{}"),
)
DAYS = (
    *("0000-00-00", "2026-02-30", "2026-13-01", "9999-12-31", "0001-01-01", "today"),
    *("10000-01-01", "2026-W09-1", "20260309", "2026-3-9", "\u0662026-01-01"),
    *("2026-03-09T25:61", "25:00", "24:00", "-1:00", "12:60", "1900-01-01", "9 Mar"),
)
TEXTS = (
    *("", " ", "\0", "a\0b", "%00", "%", "%zz", "\ufeff", "\u202e", "\r\nX-Y: z"),
    *("\t", "\ud7ff", "\uffff", "\U0010ffff", "\x85", "\u2028", "\x1b[0m", "\x7f"),
    *("<script>alert(1)</script>", "{{7*7}}", "{% load x %}", "' OR 1=1--", "\\", "_"),
    *("'; DROP TABLE people_person;--", "../../etc/passwd", "/etc/passwd", "..", "."),
    *("//evil.example/", "javascript:alert(1)", "a" * 10_000, "😀" * 900, "(" * 300),
    *("İ", "ẞ", "שלום", "ﬁ", "e\u0301" * 200, "C++", "c#", "++++", "####", "R", "*"),
    *("https://evil.example/", "/\\evil.example", "a b " * 3000, ",", ";", "::", "/"),
)
WORDS = (
    *("--name", "-", "-level", "success", "password", "user__id", "__class__", "pk"),
    *("python", "python:3", "python:5", "python:", ":3", "python:3:3", "any", "all"),
    *("Europe/London", "Europe/", "UTC", "localtime", "posixrules", "../Etc/GMT-14"),
    *("on", "saved", "open", "delete_selected", "1|2", "1-2", "id=1", "a=b&c=d"),
)
# As the wire brings them, where they are no UTF-8 or badly quoted.
RAW = (
    *("%00", "%ff%fe", "%ED%A0%80", "%C3%28", "%zz", "%", "%E2%80%AE", "+", "%2B"),
    *("%ED%B0%80%ED%A0%80", "%F4%90%80%80", "%u0041", "%0D%0AX:y", "\xff", "a%00b"),
)
VALUES = (*NUMBERS, *DAYS, *TEXTS, *WORDS, MARK)
# Beside those that a page has itself.
NAMES = (
    *("q", "skill", "match", "goal", "free", "from", "to", "team", "location", "tz"),
    *("overlap", "success", "judged", "project", "sort", "page", "add_skill", "kind"),
    *("add_level", "add_goal", "status", "needs", "lead", "outcome", "category"),
    *("person", "only", "find", "compare", "percent", "fit", "role", "learns", "next"),
    *("weight_skills", "weight_growth", "weight_availability", "weight_overlap"),
    *("o", "p", "e", "all", "_popup", "_to_field", "_changelist_filters", "_facets"),
    *("term", "app_label", "model_name", "field_name", "id__exact", "action", "code"),
    *("skill[]", "", "__class__", "q__gt", "pk__in", "user__password__startswith"),
    *("\N{SNOWMAN}", "a\0b", "state", "error", "select_across", "index", MARK),
)
HEADERS = {
    "HTTP_HOST": ("", "a b", "evil.example", "localhost:99999", "\xff", "[::1", "@"),
    "HTTP_ACCEPT_LANGUAGE": ("x" * 5000, "de;q=nan", "*", "\xff\xfe", ",,,;;;", "q=1"),
    "HTTP_IF_MODIFIED_SINCE": ("yesterday", "\xff", "Thu, 99 Xxx 0000 99:99:99 GMT"),
    "HTTP_IF_NONE_MATCH": ('"', "W/", "*", "\xff" * 50, '"a", "b'),
    "HTTP_X_FORWARDED_FOR": ("nonsense", "1.2.3.4, \xff", ",", "999.1.1.1", "::1%x"),
    "HTTP_X_FORWARDED_PROTO": ("gopher", "https, http"),
    "HTTP_X_FORWARDED_HOST": ("evil.example", "\xff"),
    "HTTP_HX_REQUEST": ("true", "\xff", "false"),
    "HTTP_HX_CURRENT_URL": ("\xff\xfe", "http://[", "//evil", "http://a:b/", "%ff"),
    "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": ("true", "\xff"),
    "HTTP_HX_TARGET": ("\xe9", MARK),
    "HTTP_HX_PROMPT": ("\xff", "a" * 9000),
    "HTTP_HX_HISTORY_RESTORE_REQUEST": ("true", "\xff"),
    "HTTP_RANGE": ("bytes=0-", "bytes=9-1", "bytes=" + "9" * 40 + "-", "\xff"),
    "HTTP_ACCEPT_ENCODING": ("\xff", "gzip;q=x", "*" * 3000),
    "HTTP_ACCEPT": ("\xff", "text/html;q=x", "*/*;q=0"),
    "HTTP_REFERER": ("http://[", "\xff", "https://evil.example/", "x" * 9000),
    "HTTP_ORIGIN": ("null", "http://[", "\xff", "https://evil.example"),
    "HTTP_USER_AGENT": ("", "\xff" * 300, "a" * 9000),
    "HTTP_X_CSRFTOKEN": ("\xff", "x", "a" * 32),
    "HTTP_X_HTTP_METHOD_OVERRIDE": ("DELETE",),
    "HTTP_AUTHORIZATION": ("Basic \xff", "Bearer", "Digest ="),
    # What is no number no server hands on.
    "CONTENT_LENGTH": ("-1", "9" * 30, "1", ""),
    "REMOTE_ADDR": ("", "nonsense", "::1%eth0"),
}
COOKIES = ("sessionid", "csrftoken", "messages", "ticks", "a b", "__proto__")
COOKIE_VALUES = (
    *('"\\000\\000\\000\\000\\000\\000\\000\\000"', "x" * 4000, "\xff", '"', "a;b=c"),
    *("\xe9" * 40, '"\\377\\376"', "", "0" * 32, "a\\", "=", '"\\012\\015"', "[" * 99),
)
CONTENT_TYPES = (
    *("multipart/form-data", "multipart/form-data; boundary=", "application/json"),
    *("multipart/form-data; boundary=\xff", "multipart/form-data; boundary=a\0b"),
    *("multipart/form-data; boundary*=bogus''x", "text/plain; charset=hex", "", ";"),
    *("text/plain; charset*=bogus''x", "application/x-www-form-urlencoded; charset=z"),
    *("application/x-www-form-urlencoded; charset=cp1252", "text/xml", "\xff/\xff"),
    *("application/x-www-form-urlencoded; charset=utf-7", "image/png; charset=rot13"),
    *("application/json; charset=utf-16", 'multipart/mixed; boundary="x"', "/;=;"),
)
BODIES = (
    *(b"", b"\0", b"\xff\xfe", b'{"a": [1', b"[" * 5000, b"a=1&" * 20_000, b"--x--"),
    *(b"--x\r\n\r\n--x--", b'--x\r\nContent-Disposition: form-data; name="file"; '),
    *(b"--x\r\nContent-Disposition: form-data; name*=bogus''a\r\n\r\n1\r\n--x--",),
    *(b"--x\r\nContent-Transfer-Encoding: base64\r\n\r\n\xff\r\n--x--", b"<?xml"),
)
FILES = (
    ("a.csv", b""),
    ("b.csv", b"Name,Email\nBo,bo@example.com\n"),
    ("c.csv", b'sep="\nName;Email\nBo;bo@example.com'),
    ("d.csv", b"sep=\r\nName\rBo"),
    ("\0.csv", b"Name\0,Email\nBo"),
    ("../../e.xlsx", b"PK\x03\x04" + b"\0" * 40),
    ("f.ods", b"PK\x05\x06" + b"\0" * 18),
    ("g.png", b"\x89PNG\r\n\x1a\n"),
    ("h" * 300 + ".csv", "Name;Größe\nBo;ß".encode("cp1252")),
    (MARK, b"\xff\xfeN\0a\0m\0e\0"),
)
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "GETT", "post")
