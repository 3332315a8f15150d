"""python3 verify_pack.py PACK.zip PUBLIC-KEY-FILE: verifies an evidence pack by the text of architecture.md 1.1, RFC 6962, RFC 8032
and c2sp.org (tlog-proof, tlog-checkpoint, signed-note), with hashlib alone."""
import base64, hashlib, json, sys, zipfile

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def x_of(y, sign):
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P)
    x = pow(xx, (P + 3) // 8, P)
    x = x if (x * x - xx) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    assert (x * x - xx) % P == 0
    return P - x if x % 2 != sign else x

def add(a, b):
    (x1, y1), (x2, y2) = a, b
    k = D * x1 * x2 * y1 * y2
    return (x1 * y2 + x2 * y1) * pow(1 + k, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - k, -1, P) % P

def times(n, p):
    r = (0, 1)
    while n:
        r, p, n = add(r, p) if n & 1 else r, add(p, p), n >> 1
    return r

def point(b):
    y = int.from_bytes(b, "little")
    return x_of(y & 2**255 - 1, y >> 255), y & 2**255 - 1

def signed(key, text, sig):
    s, h = int.from_bytes(sig[32:], "little"), int.from_bytes(hashlib.sha512(sig[:32] + key + text).digest(), "little") % L
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    return s < L and times(s, base) == add(point(sig[:32]), times(h, point(key)))

sha = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
HASHED = ("id", "source", "type", "subject", "time", "schemaversion", "sequence", "actor", "cause", "previous")
pack, key, n = zipfile.ZipFile(sys.argv[1]), base64.b64decode(open(sys.argv[2]).readline().strip().split("+", 2)[2])[1:], 0
try:
    for line in pack.read("records.jsonl").decode().splitlines():
        record, n = json.loads(line), n + 1
        headers = dict(zip(record["headers"][::2], record["headers"][1::2]))
        fields = [headers.get("ce_" + name, "").encode() for name in HASHED] + [base64.b64decode(record["value"])]
        proof, note = pack.read("proofs/%012d.tlog-proof" % record["offset"]).decode().split("\n\n", 1)
        text, signature = (note.split("\n\n")[0] + "\n").encode(), base64.b64decode(note.split("\n\n")[1].split(" ")[2])
        origin, size, root = text.decode().splitlines()
        name = sha(origin.encode(), b"\n\x01", key)[:4]
        assert signature[:4] == name and signed(key, text, signature[4:]), "the checkpoint is not signed"
        assert origin == "%s/%d" % (record["topic"], record["partition"])
        h, at, last = sha(b"\0", sha(*[len(f).to_bytes(4, "big") + f for f in fields])), int(proof.splitlines()[1][6:]), int(size) - 1
        for sibling in map(base64.b64decode, proof.splitlines()[2:]):
            left = at & 1 or at == last
            h = sha(b"\1", sibling, h) if left else sha(b"\1", h, sibling)
            while left and not at & 1 and at:
                at, last = at >> 1, last >> 1
            at, last = at >> 1, last >> 1
        assert last == 0 and h == base64.b64decode(root), "offset %d is not under the root" % record["offset"]
    print("%d records proved under %s at %s" % (n, origin, size))
except (AssertionError, KeyError) as wrong:
    sys.exit(print("NOT PROVED:", wrong) or 1)
