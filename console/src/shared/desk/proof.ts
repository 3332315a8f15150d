/**
 * Verifies the records of one complaint with nothing but SHA-256 and Ed25519, by the rules of the record format (architecture 1.1), RFC 6962 and C2SP
 * (signed-note, tlog-checkpoint). It trusts no verdict of the server: only bytes go in.
 */
export interface RawRecord { offset: number; loggedAt: string; key: string | null; values: string[] }
export interface RawProof { offset: number; index: number; path: string[] }
export interface Taken {
  complaintId: string; log: string; partition: number; fields: string[]; records: RawRecord[]; proofs: RawProof[]; checkpoint: string | null; sealedAt: string | null; key: string | null
}
export type Verdict = 'fact' | 'notTheHead' | 'foreignSource' | 'misaddressed'
export interface CheckedRecord { offset: number; id: string; type: string; hash: string; previous: string; verdict: Verdict; sealed: boolean }
export type Problem = 'empty' | 'unknownPredecessor' | 'foreignSource' | 'misaddressed' | 'noProof' | 'wrongPath' | 'wrongSignature' | 'wrongOrigin' | 'malformedSeal'
export interface Checked {
  records: CheckedRecord[]; facts: number; voids: number; head: string
  chain: boolean; seal: 'verified' | 'unsealed' | 'broken'; size: number | null; root: string | null; keyId: string | null; problems: { problem: Problem; offset: number | null }[]
}

const ID = 0, SOURCE = 1, TYPE = 2, SUBJECT = 3, PREVIOUS = 9
const ED25519 = 1

const utf8 = new TextEncoder()
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const base64 = (value: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(value), c => c.charCodeAt(0))
export const hex = (bytes: Uint8Array) => Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('')
const sha256 = async (...parts: Uint8Array[]) => new Uint8Array(await crypto.subtle.digest('SHA-256', joined(parts)))

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
  let at = 0
  for (const part of parts) { all.set(part, at); at += part.length }
  return all
}

function same(a: Uint8Array, b: Uint8Array) { return a.length === b.length && a.every((byte, i) => byte === b[i]) }

/** Each field as its length in four bytes, big end first, and its bytes. */
export async function hashOf(values: Uint8Array[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for (const value of values) {
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, value.length)
    parts.push(length, value)
  }
  return sha256(...parts)
}

/** `dispatch.WhistleBlown` is written by `/dispatch-service` and by nobody else. */
function mayWrite(source: string, type: string) {
  if (type.startsWith('oversight.') || type.startsWith('programme.')) return source === '/supervision-service'
  const dot = type.indexOf('.')
  return dot > 0 && source === `/${type.slice(0, dot)}-service`
}

/** RFC 9162, 2.1.3.2: whether the leaf at this place is under the root. */
export async function isIncluded(index: number, size: number, leaf: Uint8Array, path: Uint8Array[], root: Uint8Array): Promise<boolean> {
  if (index < 0 || index >= size) return false
  let fn = index, sn = size - 1, hash = leaf
  for (const sibling of path) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      hash = await sha256(Uint8Array.of(1), sibling, hash)
      while (fn % 2 === 0 && fn !== 0) { fn = Math.floor(fn / 2); sn = Math.floor(sn / 2) }
    } else {
      hash = await sha256(Uint8Array.of(1), hash, sibling)
    }
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && same(hash, root)
}

interface Note { origin: string; size: number; root: Uint8Array; keyId: string }

/** Opens a signed checkpoint; null when the key has not signed it. */
async function open(note: string, vkey: string): Promise<Note | 'malformedSeal' | 'wrongSignature' | 'wrongOrigin'> {
  const blank = note.indexOf('\n\n')
  const body = note.slice(0, blank + 1)
  const [origin, size, root] = body.split('\n')
  const [name, id, ...rest] = vkey.split('+')
  if (blank < 0 || !origin || !size || !root || !name || !id) return 'malformedSeal'
  const key = base64(rest.join('+'))
  if (key.length !== 33 || key[0] !== ED25519) return 'malformedSeal'
  const keyId = (await sha256(utf8.encode(`${name}\n`), key)).slice(0, 4)
  if (hex(keyId) !== id) return 'malformedSeal'
  if (name !== origin) return 'wrongOrigin'
  const verifier = await crypto.subtle.importKey('raw', key.slice(1), { name: 'Ed25519' }, false, ['verify'])
  for (const line of note.slice(blank + 2).split('\n')) {
    const [dash, signer, signature] = line.split(' ')
    if (dash !== '—' || signer !== name || !signature) continue
    const bytes = base64(signature)
    if (bytes.length === 68 && same(bytes.slice(0, 4), keyId) && await crypto.subtle.verify('Ed25519', verifier, bytes.slice(4), utf8.encode(body))) {
      return { origin, size: Number(size), root: base64(root), keyId: id }
    }
  }
  return 'wrongSignature'
}

export const canVerify = () => typeof crypto !== 'undefined' && crypto.subtle !== undefined

export async function verify(taken: Taken): Promise<Checked> {
  const problems: Checked['problems'] = []
  const records: CheckedRecord[] = []
  const hashes = new Map<number, Uint8Array>()
  const genesis = hex(await sha256(utf8.encode(taken.complaintId)))
  const seen = new Set([genesis])
  let head = genesis
  for (const record of taken.records) {
    const values = record.values.map(base64)
    const hash = await hashOf(values)
    const type = text(values[TYPE]!), previous = text(values[PREVIOUS]!)
    let verdict: Verdict
    if (record.key !== taken.complaintId || record.key !== text(values[SUBJECT]!)) verdict = 'misaddressed'
    else if (!mayWrite(text(values[SOURCE]!), type)) verdict = 'foreignSource'
    else verdict = previous === head ? 'fact' : 'notTheHead'
    if (verdict === 'fact') head = hex(hash)
    else if (verdict !== 'notTheHead') problems.push({ problem: verdict, offset: record.offset })
    else if (!seen.has(previous)) problems.push({ problem: 'unknownPredecessor', offset: record.offset })
    seen.add(hex(hash))
    hashes.set(record.offset, hash)
    records.push({ offset: record.offset, id: text(values[ID]!), type, hash: hex(hash), previous, verdict, sealed: false })
  }
  const facts = records.filter(r => r.verdict === 'fact').length
  if (facts === 0) problems.push({ problem: 'empty', offset: null })
  const chain = problems.length === 0
  const checked: Checked = { records, facts, voids: records.length - facts, head, chain, seal: 'unsealed', size: null, root: null, keyId: null, problems }
  if (taken.checkpoint === null || taken.key === null) return checked

  let note: Awaited<ReturnType<typeof open>>
  try { note = await open(taken.checkpoint, taken.key) } catch { note = 'malformedSeal' }
  if (typeof note !== 'string' && note.origin !== `${taken.log}/${taken.partition}`) note = 'wrongOrigin'
  if (typeof note === 'string') {
    problems.push({ problem: note, offset: null })
    return { ...checked, seal: 'broken' }
  }
  const proofs = new Map(taken.proofs.map(p => [p.offset, p]))
  for (const record of records) {
    const proof = proofs.get(record.offset)
    if (!proof) {
      problems.push({ problem: 'noProof', offset: record.offset })
      continue
    }
    record.sealed = await isIncluded(proof.index, note.size, await sha256(Uint8Array.of(0), hashes.get(record.offset)!), proof.path.map(base64), note.root)
    if (!record.sealed) problems.push({ problem: 'wrongPath', offset: record.offset })
  }
  return { ...checked, seal: records.every(r => r.sealed) ? 'verified' : 'broken', size: note.size, root: hex(note.root), keyId: note.keyId }
}
