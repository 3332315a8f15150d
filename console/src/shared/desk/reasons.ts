import { has, language, t } from '@/app/words'

/** A reason of the lists in force; the lists are in Chinese, English names are ours. */
export const reasonName = (reason: { code: string; name: string }) => (language.value === 'en' && has('desk.reasons.' + reason.code) ? t('desk.reasons.' + reason.code) : reason.name)
