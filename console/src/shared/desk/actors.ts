import { unitName } from '@/app/names'
import { has, t } from '@/app/words'

/** unit:110107011/user:zhang.li → 鲁谷街道 · zhang.li; a rule of the system is called so. */
export function actorName(actor: string | null): string {
  if (!actor) return ''
  const [first = '', ...rest] = actor.split('/')
  const [kind = '', name = ''] = first.split(':')
  if (kind === 'policy') return t('desk.actor.policy')
  if (kind === 'channel') return t('desk.actor.channel')
  if (kind === 'unit') {
    const who = rest.join('/').split(':')[1]
    return [unitName(name), who].filter(Boolean).join(' · ')
  }
  return [has(`app.role.${kind}`) ? t(`app.role.${kind}`) : '', name].filter(Boolean).join(' · ')
}
