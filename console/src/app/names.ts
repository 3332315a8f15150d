import { ref } from 'vue'
import { getOnce } from './http'
import { called, language } from './words'

/** Names of everything that has a code, from the catalogue of the services. No code reaches the screen. */
export interface Unit {
  code: string
  name: string
  en: string
  kind: 'CITY_DEPARTMENT' | 'DISTRICT_DEPARTMENT' | 'UTILITY' | 'DISTRICT' | 'LOCALITY' | 'ZONE'
  parent: string | null
  districtCode: string | null
  role: string | null
}

export interface Named {
  code: string
  name: string
  en: string
}

export interface NamedProblem extends Named {
  theme: string
  leadUnit: string
}

interface Names {
  units: Unit[]
  years: { year: number; themes: Named[]; problems: NamedProblem[] }[]
  categories: Named[]
  channels: Named[]
  stages: Named[]
}

const EMPTY: Names = { units: [], years: [], categories: [], channels: [], stages: [] }
export const names = ref<Names>(EMPTY)

type Kind = 'units' | 'problems' | 'themes' | 'categories' | 'channels' | 'stages'
let index: Record<Kind, Map<string, Named>> | null = null

export async function learn(): Promise<void> {
  if (index) {
    return
  }
  const answer = await getOnce<Names>('analytics', '/api/public/console/names')
  const byCode = <N extends Named>(all: N[]) => new Map<string, Named>(all.map((n) => [n.code, n]))
  index = {
    units: byCode(answer.units), categories: byCode(answer.categories), channels: byCode(answer.channels), stages: byCode(answer.stages),
    problems: byCode(answer.years.flatMap((y) => y.problems)), themes: byCode(answer.years.flatMap((y) => y.themes)),
  }
  names.value = answer
}

function find(kind: Kind, code: string | null | undefined): string {
  void names.value
  void language.value
  return code ? called(index?.[kind].get(code)) || '—' : '—'
}

export const unitName = (code: string | null | undefined): string => find('units', code)
export const problemName = (code: string | null | undefined): string => find('problems', code)
export const themeName = (code: string | null | undefined): string => find('themes', code)
export const categoryName = (code: string | null | undefined): string => find('categories', code)
export const channelName = (code: string | null | undefined): string => find('channels', code)
export const stageName = (code: string | null | undefined): string => find('stages', code)

export function unit(code: string | null | undefined): Unit | undefined {
  return code ? (index?.units.get(code) as Unit | undefined) : undefined
}

export function unitsOf(kind: Unit['kind'], district?: string): Unit[] {
  return names.value.units.filter((u) => u.kind === kind && (!district || u.districtCode === district))
}
