type Note = { hz: number; atMs: number; forMs: number };

const TUNES = {
  scan: [{ hz: 1760, atMs: 0, forMs: 60 }],
  error: [
    { hz: 220, atMs: 0, forMs: 130 },
    { hz: 180, atMs: 150, forMs: 220 },
  ],
  paid: [
    { hz: 880, atMs: 0, forMs: 90 },
    { hz: 1174, atMs: 90, forMs: 90 },
    { hz: 1568, atMs: 180, forMs: 180 },
  ],
} as const satisfies Record<string, readonly Note[]>;

export type Tune = keyof typeof TUNES;

let context: AudioContext | null = null;
let on = true;

export function setSound(enabled: boolean): void {
  on = enabled;
}

/** Short tones, told apart without looking. Silent where the browser has no sound or has not been touched yet. */
export function play(tune: Tune): void {
  if (!on || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  for (const note of TUNES[tune]) tone(context, note, tune === 'error' ? 'square' : 'sine');
}

function tone(audio: AudioContext, { hz, atMs, forMs }: Note, shape: OscillatorType): void {
  const start = audio.currentTime + atMs / 1000;
  const end = start + forMs / 1000;
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.type = shape;
  oscillator.frequency.value = hz;
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(0.2, start + 0.008);
  volume.gain.exponentialRampToValueAtTime(0.0001, end);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(end + 0.02);
}
