/** What became of one address: `blocked` means that this page's own security policy does not let it be loaded. */
export type ProbeResult = 'found' | 'missing' | 'blocked';

/** Looks whether an address can be played. Rejects with the signal's reason when that aborts. */
export type Probe = (url: string, signal: AbortSignal) => Promise<ProbeResult>;

/**
 * Tries an address with a media element, which needs no permission of the other host, as `fetch` would (U-74). Nobody
 * says why a media element fails: a file that is not there, one that cannot be played and a dead host look the same.
 */
export const probeMedia: Probe = (url, signal) =>
  new Promise((resolve, reject) => {
    const audio = new Audio();
    const done = new AbortController();
    const on = { signal: done.signal };
    let blocked = false;
    const settle = (say: () => void) => {
      if (done.signal.aborted) return;
      done.abort();
      audio.removeAttribute('src');
      audio.load(); // stops the download
      say();
    };
    const stop = () => settle(() => reject(signal.reason as Error));
    audio.addEventListener('loadedmetadata', () => settle(() => resolve('found')), on);
    // The policy's own event may come a moment after the element's.
    audio.addEventListener('error', () => setTimeout(() => settle(() => resolve(blocked ? 'blocked' : 'missing'))), on);
    document.addEventListener(
      'securitypolicyviolation',
      ({ blockedURI }) => (blocked ||= blockedURI !== '' && audio.src.startsWith(blockedURI)),
      on,
    );
    signal.addEventListener('abort', stop, on);
    if (signal.aborted) return stop();
    audio.preload = 'metadata';
    audio.src = url;
  });
