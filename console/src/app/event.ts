/** One event of a text/event-stream. */
export interface Arrived {
  id: string | null
  event: string
  data: string
}

export function parse(block: string): Arrived {
  const found: Arrived = { id: null, event: 'message', data: '' }
  const data: string[] = []
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    if (colon === 0) {
      continue
    }
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') {
      data.push(value)
    } else if (field === 'id') {
      found.id = value
    } else if (field === 'event') {
      found.event = value
    }
  }
  found.data = data.join('\n')
  return found
}
