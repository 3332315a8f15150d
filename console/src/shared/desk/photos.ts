import { blob, tell } from '@/app/http'
import type { Attachment } from '@/api/types'

/** Brings a picture to intake-service, which judges and cleans it. */
export async function bring(file: File): Promise<Attachment> {
  const form = new FormData()
  form.append('file', file, file.name)
  return (await tell<Attachment>('intake', '/api/attachments', form)).body!
}

export async function picture(complaintId: string, sha256: string): Promise<string> {
  return URL.createObjectURL(await blob('intake', `/api/complaints/${encodeURIComponent(complaintId)}/attachments/${sha256}`))
}
