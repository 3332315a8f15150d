import { ref } from 'vue'

const KEPT = 'jsjb.mute'
export const muted = ref(localStorage.getItem(KEPT) === 'yes')
/** How often it rang, for whoever cannot hear it. */
export const rung = ref(0)
let audio: AudioContext | null = null

export function mute(on: boolean): void {
  muted.value = on
  localStorage.setItem(KEPT, on ? 'yes' : 'no')
}

/** Two soft tones; silent until the page was touched once, as browsers want it. */
export function ring(): void {
  if (muted.value) return
  rung.value++
  try {
    audio ??= new AudioContext()
    for (const [i, pitch] of [660, 880].entries()) {
      const tone = audio.createOscillator(), volume = audio.createGain(), at = audio.currentTime + i * 0.18
      tone.frequency.value = pitch
      volume.gain.setValueAtTime(0.0001, at)
      volume.gain.exponentialRampToValueAtTime(0.25, at + 0.02)
      volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.35)
      tone.connect(volume).connect(audio.destination)
      tone.start(at)
      tone.stop(at + 0.4)
    }
  } catch {
    audio = null
  }
}
