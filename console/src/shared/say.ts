import { ElMessage, ElMessageBox } from 'element-plus'
import 'element-plus/es/components/message/style/css'
import 'element-plus/es/components/message-box/style/css'
import { Trouble } from '@/app/http'
import { t } from '@/app/words'

export function done(sentence: string): void {
  ElMessage({ type: 'success', message: sentence, duration: 3_000, grouping: true })
}

export function wrong(failed: unknown): void {
  if (!(failed instanceof Trouble)) {
    console.error(failed)
  }
  ElMessage({ type: 'error', message: failed instanceof Trouble ? failed.sentence : t('app.failed', { status: '' }), duration: 6_000, showClose: true, grouping: true })
}

export async function sure(sentence: string, title: string): Promise<boolean> {
  return ElMessageBox.confirm(sentence, title, { confirmButtonText: t('app.confirm'), cancelButtonText: t('app.cancel'), type: 'warning' }).then(() => true, () => false)
}
