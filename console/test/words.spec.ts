import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

type Words = { [key: string]: string | Words }
const modules = import.meta.glob<{ zh: Words; en: Words }>('../src/words/*.ts', { eager: true })

function keys(words: Words, before = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [before + key] : keys(value, before + key + '.')))
}

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : [path]
  })
}

const known = new Set(Object.entries(modules).flatMap(([file, module]) => keys(module.zh, file.replace(/^.*\/|\.ts$/g, '') + '.')))

describe('words', () => {
  it.each(Object.entries(modules))('%s says everything in both languages', (_file, module) => {
    expect(keys(module.en).sort()).toEqual(keys(module.zh).sort())
  })

  it('every word that a page asks for is there', () => {
    const missing = files('src').filter((f) => /\.(vue|ts)$/.test(f)).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bt\('([a-zA-Z]+\.[a-zA-Z0-9_.]+[a-zA-Z0-9_])'/g)].map((m) => m[1]!).filter((key) => !known.has(key)).map((key) => `${file}: ${key}`))
    expect(missing).toEqual([])
  })

  it('no text stands in a template', () => {
    const found = files('src').filter((f) => f.endsWith('.vue')).flatMap((file) => {
      const template = /<template>([\s\S]*)<\/template>/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
      return /[\u4e00-\u9fff]/.test(template) ? [file] : []
    })
    expect(found).toEqual([])
  })
})
