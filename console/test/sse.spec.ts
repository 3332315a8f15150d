import { describe, expect, it } from 'vitest'
import { parse } from '../src/app/event'

describe('server-sent events', () => {
  it('reads id, event and data over several lines', () => {
    expect(parse('id: 7\nevent: order\ndata: {"a":\ndata: 1}')).toEqual({ id: '7', event: 'order', data: '{"a":\n1}' })
  })

  it('a heartbeat carries nothing', () => {
    expect(parse(': still here')).toEqual({ id: null, event: 'message', data: '' })
  })
})
