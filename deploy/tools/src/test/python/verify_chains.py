"""Judges a complaint log by architecture.md 1.1 alone, with nothing but SHA-256; reads `kcat -C -J` or `deploy/inspect export`.

    kcat -C -J -b 127.0.0.1:9092 -t complaint-log -o beginning -e | python3 verify_chains.py
"""
import base64, hashlib, json, sys

HASHED = ("id", "source", "type", "subject", "time", "schemaversion", "sequence", "actor", "cause", "previous")

def raw(text):  # absent is empty; bytes that are no UTF-8 come as {"base64": …}
    return b"" if text is None else base64.b64decode(text["base64"]) if isinstance(text, dict) else text.encode()

def hash_of(headers, value):
    fields = [headers.get("ce_" + name, b"") for name in HASHED] + [value]
    return hashlib.sha256(b"".join(len(f).to_bytes(4, "big") + f for f in fields)).hexdigest()

heads, seen, expected = {}, {}, {}
counts = {"facts": 0, "not_the_head": 0, "foreign_source": 0, "misaddressed": 0}
problems = []
for line in sys.stdin:
    record = json.loads(line)
    if "offset" not in record or record["topic"] == "log-seals":
        continue
    place = (record["partition"], record["offset"])
    if record["offset"] != expected.get(record["partition"], 0):
        problems.append(("offset", *place))
    expected[record["partition"]] = record["offset"] + 1
    flat = record.get("headers") or []
    headers = {name: raw(text) for name, text in zip(flat[::2], flat[1::2])}
    value = base64.b64decode(record["value"] or "") if "value" in record else raw(record.get("payload"))
    key, this = raw(record["key"]), hash_of(headers, value)
    service = headers.get("ce_type", b"").split(b".")[0]
    if record["key"] is None or key != headers.get("ce_subject", b"") or b"\0" in key:
        counts["misaddressed"] += 1
    elif not service or b"." not in headers["ce_type"] or headers.get("ce_source") != b"/" + service + b"-service":
        counts["foreign_source"] += 1
    else:
        previous, genesis = headers.get("ce_previous", b"").decode(), hashlib.sha256(key).hexdigest()
        if previous == heads.get(key, genesis):
            heads[key] = this
            counts["facts"] += 1
        else:
            counts["not_the_head"] += 1
            if previous != genesis and previous not in seen.get(key, ()):
                problems.append(("chain", *place))
    seen.setdefault(key, set()).add(this)
print(json.dumps({**counts, "streams": len(heads), "problems": problems}))
