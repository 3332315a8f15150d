import { beforeAll, describe, expect, it } from 'vitest'
import { hashOf, hex, verify, type Taken } from '@/shared/desk/proof'

const utf8 = new TextEncoder()
const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const sha = async (...parts: Uint8Array[]) => new Uint8Array(await crypto.subtle.digest('SHA-256', Buffer.concat(parts)))
const ID = '0b5ad3a5-0000-5000-8000-000000000001'

async function record(offset: number, type: string, previous: string, source = `/${type.split('.')[0]}-service`, subject = ID) {
  const fields = [`e-${offset}`, source, type, subject, '2026-05-06T03:22:00.000Z', '1', String(offset), 'operator:li', '', previous].map((f) => utf8.encode(f))
  const values = [...fields, utf8.encode(`{"n":${offset}}`)]
  return { raw: { offset, loggedAt: '2026-05-06T03:22:00Z', key: ID, values: values.map(b64) }, hash: await hashOf(values) }
}

const leaf = (hash: Uint8Array) => sha(Uint8Array.of(0), hash)
const node = (a: Uint8Array, b: Uint8Array) => sha(Uint8Array.of(1), a, b)

describe('what a browser verifies for itself', () => {
  let taken: Taken
  let heads: string[]

  beforeAll(async () => {
    const genesis = hex(await sha(utf8.encode(ID)))
    const a = await record(3, 'intake.RequestReceived', genesis)
    const b = await record(5, 'intake.TicketRegistered', hex(a.hash))
    const late = await record(6, 'intake.TicketRegistered', hex(a.hash))
    const stranger = await sha(utf8.encode('another complaint'))
    heads = [genesis, hex(a.hash), hex(b.hash)]
    // Leaves: a stranger's, a, b, the void one. Four leaves make a whole tree of two levels.
    const leaves = await Promise.all([stranger, a.hash, b.hash, late.hash].map(leaf))
    const left = await node(leaves[0]!, leaves[1]!), right = await node(leaves[2]!, leaves[3]!)
    const root = await node(left, right)
    const { publicKey, privateKey } = (await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify'])) as CryptoKeyPair
    const raw = Buffer.concat([Uint8Array.of(1), new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))])
    const name = 'complaint-log/7'
    const keyId = (await sha(utf8.encode(`${name}\n`), raw)).slice(0, 4)
    const body = `${name}\n4\n${b64(root)}\n`
    const signature = Buffer.concat([keyId, new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, utf8.encode(body)))])
    taken = {
      complaintId: ID, log: 'complaint-log', partition: 7, fields: [], records: [a.raw, b.raw, late.raw], sealedAt: null, key: `${name}+${hex(keyId)}+${b64(raw)}`,
      checkpoint: `${body}\n— ${name} ${b64(signature)}\n`,
      proofs: [{ offset: 3, index: 1, path: [leaves[0]!, right].map(b64) }, { offset: 5, index: 2, path: [leaves[3]!, left].map(b64) }, { offset: 6, index: 3, path: [leaves[2]!, left].map(b64) }],
    }
  })

  const damaged = (change: (copy: Taken) => void) => { const copy = structuredClone(taken); change(copy); return verify(copy) }

  it('finds the facts, the void one and the head by itself, and every record under the seal', async () => {
    const found = await verify(taken)
    expect(found).toMatchObject({ facts: 2, voids: 1, head: heads[2], chain: true, seal: 'verified', size: 4, problems: [] })
    expect(found.records.map((r) => r.verdict)).toEqual(['fact', 'fact', 'notTheHead'])
    expect(found.records.every((r) => r.sealed)).toBe(true)
  })

  it('sees one flipped bit of a payload', async () => {
    const found = await damaged((c) => (c.records[0]!.values[10] = b64(utf8.encode('{"n":4}'))))
    expect(found.chain).toBe(false)
    expect(found.seal).toBe('broken')
    expect(found.problems.map((p) => p.problem)).toContain('wrongPath')
  })

  it('sees a record that was taken away', async () => {
    const found = await damaged((c) => c.records.splice(0, 1))
    expect(found.problems.map((p) => p.problem)).toContain('unknownPredecessor')
  })

  it('believes no signature but that of the key, for that log and partition', async () => {
    expect((await damaged((c) => (c.checkpoint = c.checkpoint!.replace('\n4\n', '\n5\n')))).problems.map((p) => p.problem)).toEqual(['wrongSignature'])
    expect((await damaged((c) => (c.partition = 8))).problems.map((p) => p.problem)).toEqual(['wrongOrigin'])
    expect((await damaged((c) => (c.key = c.key!.replace(/\+[0-9a-f]{8}\+/, '+00000000+')))).seal).toBe('broken')
  })

  it('does not call sealed what is not sealed', async () => {
    expect((await damaged((c) => { c.checkpoint = null; c.proofs = [] })).seal).toBe('unsealed')
    expect((await damaged((c) => c.proofs.pop())).problems.map((p) => p.problem)).toEqual(['noProof'])
  })

  it('judges who may write what, and a strange key', async () => {
    const foreign = await record(9, 'dispatch.TicketDispatched', heads[2]!, '/intake-service')
    expect((await damaged((c) => c.records.push(foreign.raw))).problems.map((p) => p.problem)).toContain('foreignSource')
    const other = await record(9, 'dispatch.TicketDispatched', heads[2]!, '/dispatch-service', 'someone-else')
    expect((await damaged((c) => c.records.push(other.raw))).problems.map((p) => p.problem)).toContain('misaddressed')
  })
})
