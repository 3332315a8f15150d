const STORED = /^(.*)#([0-9a-f]{64})$/s

/** How evidence names a content of the store. */
export const evidenceOf = (a: { name: string; sha256: string }) => `${a.name}#${a.sha256}`

export function readEvidence(named: string): { name: string; sha256: string | null } {
  const found = STORED.exec(named)
  return found ? { name: found[1]!, sha256: found[2]! } : { name: named, sha256: null }
}
